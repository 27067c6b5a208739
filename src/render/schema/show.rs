//! One entry in the words of the catalog's files, where what is absent is absent.

use serde_json::{Value, json};

use crate::catalog::{CredentialKind, CredentialStatus, Strength};

use super::shared::{
    basis, fit, level, mode, resource, source, source_kind, sources, topic_without_sources, uses,
};
use super::words::{
    Keys, calendar, count, difference, either, empty, exactly, flag, id, ids, list, money, months, nullable,
    one_of, reference, term, terms, text, texts, year,
};

/// The keys of `show`, for each kind of entry.
pub(super) fn kinds() -> Vec<(Keys, &'static str)> {
    let active = || exactly("active", "Entries of this kind are always active.");
    let kind = |word: &str, keys: Keys, sources: Value| {
        Keys::new()
            .key("kind", exactly(word, "What the entry is."))
            .key("status", active())
            .and(keys)
            .key("sources", sources)
    };
    let without = || empty("Entries of this kind name no sources.");
    let source = source().without("kind").key("source-kind", nullable(source_kind())).and(uses());
    let credential = Keys::new()
        .key("kind", one_of(CredentialKind::ALL.map(CredentialKind::word), "The kind of the credential."))
        .key(
            "status",
            one_of(CredentialStatus::ALL.map(CredentialStatus::word), "Whether it can still be earned."),
        )
        .and(credential())
        .key("sources", sources());
    vec![
        (kind("role", role(), sources()), "A role."),
        (credential, "A credential."),
        (kind("domain", domain(), without()), "A domain of experience."),
        (kind("skill", skill(), without()), "A skill."),
        (kind("setting", setting(), without()), "A setting in which roles are found."),
        (kind("resource", resource("resource-kind"), sources()), "A place to turn to."),
        (kind("topic", topic_without_sources(), sources()), "A question with its answer."),
        (kind("source", source, sources()), "A source."),
    ]
}

fn role() -> Keys {
    Keys::new()
        .key("id", id("The id of the role."))
        .key("title", text("The title."))
        .maybe("aliases", texts("Other titles."))
        .key("track", text("The track, such as leadership."))
        .key("level", level())
        .maybe("family", text("The family of near substitutes."))
        .maybe("summary", text("What it is."))
        .maybe("skills", terms("Skills that it needs."))
        .maybe("builds", terms("Skills that are gained in it."))
        .maybe("interests", texts("Interests with which somebody would begin in it."))
        .maybe("settings", terms("Settings where it is found."))
        .maybe("gives", ids("Domains in which each month in it counts as experience."))
        .maybe("typical", ids("Credentials that holders usually have beyond the requirements."))
        .maybe("search-months", months("How long finding this job takes"))
        .maybe("requires", requirements("What it asks for, all of it."))
        .maybe("wage", wage())
        .maybe("notes", notes())
}

fn wage() -> Value {
    let outlook = Keys::new()
        .key(
            "growth-permille",
            nullable(difference("The growth of employment over the period, in tenths of a percent.")),
        )
        .key("openings", nullable(count("Openings a year, with replacement.")))
        .key("entry-education", nullable(text("The education typical at entry.")))
        .key("related-experience", nullable(text("The experience in a related occupation that is typical.")))
        .key("period", nullable(text("The period of the projection, such as 2024-34.")))
        .key("year", nullable(year("The year of its publication.")))
        .key("source", nullable(id("Its source.")));
    Keys::new()
        .maybe("soc", text("The code of the occupation, as the catalog's wage tables have it."))
        .key("fit", fit())
        .maybe("surveys", list(reference("survey", "A survey figure."), "Survey figures about the role."))
        .maybe("median", money("The national median of the occupation, a year"))
        .maybe("year", year("The year of the median."))
        .maybe("outlook", outlook.object("The outlook of the occupation."))
        .object("What is known of its pay.")
}

fn credential() -> Keys {
    let study = Keys::new()
        .key("mode", mode())
        .key("months", months("How long it takes"))
        .maybe("hours-per-week", count("Hours of study a week."))
        .maybe("cost", figure("What it costs."))
        .maybe("while", ids("The only roles in which it can be done."))
        .maybe("exam", exam())
        .maybe("note", text("A remark."));
    let renewal = Keys::new()
        .maybe("years", count("The years between renewals."))
        .maybe("hours", count("Hours of continuing education for a renewal."))
        .maybe("cost", figure("What a renewal costs."))
        .maybe("note", text("A remark."))
        .maybe("source", id("The source of the rule."));
    Keys::new()
        .key("id", id("The id of the credential."))
        .key("name", text("The name."))
        .maybe("aliases", texts("Other names."))
        .maybe("issuer", text("Who grants it."))
        .maybe("summary", text("What it is."))
        .maybe("url", text("The address of its page."))
        .maybe("implies", ids("Credentials that it counts as too."))
        .maybe("builds", terms("Skills that it teaches."))
        .maybe("requires", requirements("What it asks for, all of it."))
        .maybe("renewal", renewal.object("What it takes to keep it."))
        .maybe("study", list(study.object("A way to earn it."), "The ways to earn it."))
        .maybe("notes", notes())
}

fn exam() -> Value {
    Keys::new()
        .maybe("pass-rate", count("How many of a hundred pass."))
        .maybe("year", year("The year of the pass rate."))
        .maybe("source", id("The source of the pass rate."))
        .object("The examination.")
}

fn figure(about: &str) -> Value {
    Keys::new()
        .key("amount", money("The amount"))
        .maybe("year", year("The year of the figure."))
        .maybe("source", id("The source of the figure."))
        .key("basis", basis("How the figure is known."))
        .object(about)
}

fn domain() -> Keys {
    Keys::new()
        .key("id", id("The id of the domain."))
        .key("name", text("The name."))
        .maybe("summary", text("What counts as experience in it."))
        .maybe("part-of", ids("Domains in which its months count too."))
}

fn skill() -> Keys {
    Keys::new()
        .key("id", term("The id of the skill."))
        .key("name", text("The name."))
        .maybe("aliases", texts("Other names."))
        .maybe("skill-kind", text("The group it is listed in, such as data."))
        .maybe("summary", text("What it is."))
        .maybe("needed-by", ids("Roles that need it."))
        .maybe("gained-in", ids("Roles in which it is gained."))
        .maybe("taught-for", ids("Credentials whose study teaches it."))
}

fn setting() -> Keys {
    Keys::new()
        .key("id", term("The id of the setting."))
        .key("name", text("The name."))
        .maybe("aliases", texts("Other names."))
        .maybe("industries", texts("Codes of the industries of the wage tables that cover it."))
        .maybe("roles", ids("Roles found there."))
}

fn notes() -> Value {
    let note = Keys::new()
        .key("text", text("The remark."))
        .maybe("date", text("Since when it holds, as YYYY, YYYY-MM or YYYY-MM-DD."))
        .maybe("source", id("Its source."));
    let note = either([text("A remark alone."), note.object("A remark with more.")], "A remark.");
    list(note, "Remarks for the reader.")
}

fn requirements(about: &str) -> Value {
    list(reference("written-requirement", "A requirement."), about)
}

/// Returns a requirement in its shortest form, as files have it.
pub(super) fn written_requirement() -> Value {
    let with_remarks = |keys: Keys| {
        keys.maybe(
            "strength",
            one_of(
                [Strength::Usual.word(), Strength::Preferred.word()],
                "How strict it is, where it is not required by a rule.",
            ),
        )
        .maybe("rare", flag("Whether few places accept this alternative."))
        .maybe("from", calendar("The first month in which it holds"))
        .maybe("until", calendar("The last month in which it holds"))
        .maybe("note", text("A remark."))
        .maybe("source", id("Its source."))
        .maybe("approximate", flag("Whether it is an estimate, of which the source states a part."))
    };
    let experience = Keys::new()
        .key("experience", id("The domain of experience."))
        .key("months", months("How much of it"))
        .maybe("after", id("The credential while holding which it must be gained."))
        .maybe(
            "within",
            json!({ "description": "How recent it must be.", "type": "string", "pattern": "^[0-9]+mo$" }),
        );
    let forms = [
        (Keys::new().key("credential", id("The credential.")), "A credential."),
        (Keys::new().key("all", requirements("All of these.")), "All of several."),
        (Keys::new().key("any", requirements("One of these.")), "One of several."),
        (
            Keys::new().key("at-least", count("How many.")).key("of", requirements("Of these.")),
            "Some of several.",
        ),
        (experience, "Experience in a domain."),
        (Keys::new().key("role", id("The role.")).key("months", months("How long in it")), "Time in a role."),
    ];
    let forms = forms.into_iter().map(|(keys, about)| with_remarks(keys).object(about));
    either([id("A credential.")].into_iter().chain(forms), "A requirement as the catalog's files have it.")
}
