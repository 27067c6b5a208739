//! What several documents have in common.

use serde_json::Value;

use crate::catalog::{Basis, CredentialKind, Level, SourceKind, Standard, Strength, StudyMode, WageFit};

use super::show::written_requirement;
use super::words::{
    Keys, balance, calendar, count, difference, either, exactly, flag, id, ids, list, moment, money, months,
    nullable, number, one_of, reference, term, terms, text, texts, year,
};

/// Returns the shared definitions by their names.
pub(super) fn definitions() -> Vec<(&'static str, Value)> {
    vec![
        ("catalog", catalog()),
        ("entry", entry().object("A role or credential.")),
        ("limits", limits()),
        ("not-settled", not_settled()),
        ("pay", pay()),
        ("query", query()),
        ("requirement", requirement()),
        ("route-step", route_step()),
        ("skill-from", skill_from()),
        ("skills", skills()),
        ("source", source().object("An entry of the bibliography.")),
        ("survey", survey()),
        ("topic", topic().object("A question that people ask, with its answer.")),
        ("user", user()),
        ("written-requirement", written_requirement()),
    ]
}

fn catalog() -> Value {
    Keys::new()
        .key("name", text("The name of the catalog."))
        .key("version", text("The version of its data."))
        .key("currency", text("The code of its currency, such as USD."))
        .object("What names a catalog.")
}

/// Returns the keys of a role or credential that is named.
pub(super) fn entry() -> Keys {
    Keys::new().key("kind", target_kind()).key("id", id("Its id.")).key("title", text("Its title or name."))
}

/// Returns the words for what a target is.
pub(super) fn target_kind() -> Value {
    one_of(["role", "credential"], "What it is.")
}

/// Returns the words for the basis of a figure.
pub(super) fn basis(about: &str) -> Value {
    one_of(Basis::ALL.map(Basis::word), about)
}

/// Returns the id of a source, or null where none is stated.
pub(super) fn source_id(about: &str) -> Value {
    nullable(id(about))
}

/// Returns the words for a standard.
pub(super) fn standard(about: &str) -> Value {
    one_of(Standard::ALL.map(Standard::word), about)
}

/// Returns the words for how strict a requirement is.
pub(super) fn strength() -> Value {
    one_of(
        Strength::ALL.map(Strength::word),
        "How strict it is: required by a rule, usual among employers, or preferred.",
    )
}

/// Returns the words for a level.
pub(super) fn level() -> Value {
    one_of(Level::ALL.map(Level::word), "The level of the role.")
}

/// Returns the words for a kind of credential.
pub(super) fn credential_kind() -> Value {
    one_of(CredentialKind::ALL.map(CredentialKind::word), "The kind of the credential.")
}

/// Returns the words for a mode of study.
pub(super) fn mode() -> Value {
    one_of(StudyMode::ALL.map(StudyMode::word), "Part-time beside any role, or full-time instead of one.")
}

/// Returns the words for how well an occupation describes a role.
pub(super) fn fit() -> Value {
    one_of(WageFit::ALL.map(WageFit::word), "How well the figure describes the role.")
}

/// Returns the keys of the price of a study; all null where nobody states it.
pub(super) fn cost() -> Keys {
    Keys::new().key("cost", nullable(money("What it costs"))).and(cost_origin())
}

/// Returns the keys that say where a price comes from.
pub(super) fn cost_origin() -> Keys {
    Keys::new()
        .key("cost_year", nullable(year("The year of the price.")))
        .key("cost_basis", nullable(basis("How the price is known.")))
        .key("cost_source", source_id("The source of the price."))
}

/// Returns what was taken for granted.
pub(super) fn assumptions() -> Value {
    texts("What was taken for granted, a sentence each.")
}

/// Returns the sources that a document names.
pub(super) fn sources() -> Value {
    list(reference("source", "A source."), "Every source that the document names, in the order of ids.")
}

/// Returns the keys of a plan in a list of many.
pub(super) fn route() -> Keys {
    Keys::new()
        .key("months", months("How long the plan takes"))
        .key("month", calendar("The month in which it ends"))
        .key("cost", money("What all its studies cost, as far as prices are known"))
        .key("cost_estimated", flag("Whether a price in it is an estimate."))
        .key("unknown_prices", count("How many of its studies have no known price."))
        .key("job_changes", count("How many jobs are started."))
        .key("optimal", flag("Whether it is proved that no plan is better."))
        .key("at_least_months", months("The proved least time of any plan"))
        .key(
            "steps",
            list(reference("route-step", "A step."), "The steps, in the order in which they begin."),
        )
}

fn route_step() -> Value {
    Keys::new()
        .key("kind", one_of(["study", "job"], "What the step is."))
        .key("id", id("The credential studied for, or the role."))
        .key("begins", moment("When the study begins or the application is made"))
        .key("end", nullable(moment("When it is over; null for the target job")))
        .object("A step of a plan.")
}

fn not_settled() -> Value {
    Keys::new()
        .key("id", id("The role or credential asked about."))
        .key("at_least_months", months("The proved least time of any plan"))
        .object("A question that the search did not settle.")
}

fn limits() -> Value {
    Keys::new()
        .key("budget", nullable(money("The most that all study may cost")))
        .key("max_months", nullable(months("The most time until the target")))
        .key("keep_working", flag("Whether full-time study is ruled out."))
        .key("study_hours_per_week", nullable(count("The most hours of part-time study a week.")))
        .key("avoid_roles", ids("Roles never to work in."))
        .key("avoid_credentials", ids("Credentials never to study for."))
        .key("via_roles", ids("Roles to work in on the way."))
        .key("via_credentials", ids("Credentials to hold on the way."))
        .object("The person's own limits; null for none.")
}

/// Returns the keys of who asked, under which rules and limits.
pub(super) fn asker() -> Keys {
    Keys::new()
        .key("from", nullable(id("The role of `--from`.")))
        .key("from_months", nullable(months("The time in that role")))
        .key("profile", nullable(text("The path of `--profile`.")))
}

fn query() -> Value {
    asker()
        .key("standard", standard("How much of what employers ask must be met."))
        .key("start", calendar("The month in which plans begin"))
        .key("search_months", months("The time of looking for a job, for roles that do not say"))
        .key("minimum_stay_months", months("The least time in a job before leaving it"))
        .key("limits", reference("limits", "The person's own limits."))
        .key("state_limit", nullable(count("The most states that a search examines; null for no limit.")))
        .key("memory_limit", count("The most bytes that the states of a search may take."))
        .object("Who asked, under which rules and limits.")
}

fn pay() -> Value {
    Keys::new()
        .key("amount", money("The pay a year, or the low end of a range"))
        .key("high", money("The high end of a range; equal to `amount` for one figure"))
        .key("year", nullable(year("The year of the figure.")))
        .key("source", source_id("The source of the figure."))
        .key("basis", basis("How the figure is known."))
        .key("statistic", text("What the figure is, such as median, mean or range."))
        .key("fit", fit())
        .object("The figure that stands for the pay of a role.")
}

fn survey() -> Value {
    Keys::new()
        .key("id", id("The id of the survey figure."))
        .key("title", text("What was asked of whom."))
        .key("statistic", text("What the figure is, such as median, mean or range."))
        .key("low", money("The pay a year, or the low end of a range"))
        .key("high", money("The high end of a range; equal to `low` for one figure"))
        .key("year", nullable(year("The year of the figure.")))
        .key("basis", basis("How the figure is known."))
        .key("source", source_id("The source of the figure."))
        .key("note", nullable(text("The population of the survey, and its bias.")))
        .object("A survey figure about pay.")
}

/// Returns the keys of the outlook of an occupation.
pub(super) fn outlook(period: &str, year_key: &str, source_key: &str) -> Keys {
    Keys::new()
        .key("growth_percent", nullable(number("The growth of employment over the period, in percent.")))
        .key("openings", nullable(count("Openings a year, with replacement.")))
        .key("entry_education", nullable(text("The education typical at entry.")))
        .key("related_experience", nullable(text("The experience in a related occupation that is typical.")))
        .key(period, nullable(text("The period of the projection, such as 2024-34.")))
        .key(year_key, nullable(year("The year of its publication.")))
        .key(source_key, source_id("Its source."))
}

/// Returns the keys of an entry of the bibliography.
pub(super) fn source() -> Keys {
    Keys::new()
        .key("id", id("The id of the source."))
        .key("title", text("The title."))
        .key("publisher", nullable(text("The publisher.")))
        .key("url", nullable(text("The address.")))
        .key("year", nullable(year("The year of publication.")))
        .key("kind", nullable(source_kind()))
}

/// Returns the words for a kind of source.
pub(super) fn source_kind() -> Value {
    one_of(SourceKind::ALL.map(SourceKind::word), "The kind of the source.")
}

/// Returns the keys that say who uses a source.
pub(super) fn uses() -> Keys {
    Keys::new()
        .key("uses", count("In how many places of the catalog the source is named."))
        .key("used_by", list(reference("user", "What names it."), "What names the source."))
}

fn user() -> Value {
    let kinds = ["role", "credential", "survey", "resource", "topic", "wages", "outlook"];
    Keys::new()
        .key("kind", one_of(kinds, "What it is."))
        .key("id", nullable(id("Its id; null for tables.")))
        .key("times", count("In how many places it names the source."))
        .object("A part of the catalog that names a source.")
}

fn requirement() -> Value {
    let kinds = ["credential", "all", "any", "at-least", "experience", "role"];
    let node = |about: &str| list(reference("requirement", "A requirement."), about);
    Keys::new()
        .key("kind", one_of(kinds, "What is asked for."))
        .key("id", nullable(id("The credential or role asked for.")))
        .key("domain", nullable(id("The domain of experience asked for.")))
        .key("count", nullable(count("How many of the children are asked for, where kind is at-least.")))
        .key("text", text("The requirement in words."))
        .key("strength", strength())
        .key("rare", flag("Whether few places accept this alternative."))
        .key("from", nullable(calendar("The first month in which it holds")))
        .key("until", nullable(calendar("The last month in which it holds")))
        .key("after", nullable(id("The credential while holding which the experience must be gained.")))
        .key("within_months", nullable(months("How recent the experience must be")))
        .key("note", nullable(text("A remark.")))
        .key("source", source_id("The source of the requirement."))
        .key("approximate", flag("Whether it is an estimate, of which the source states a part."))
        .key("met", nullable(flag("Whether the person meets it; null where nobody is asked about.")))
        .key("have_months", nullable(months("What the person has of it")))
        .key("need_months", nullable(months("What is asked for")))
        .key("children", node("The alternatives or parts of an all, any or at-least."))
        .key(
            "requires",
            nullable(either(
                [
                    node("What the credential itself asks for."),
                    exactly("repeated", "What it asks for stands further up in the tree."),
                    exactly("further", "What it asks for would stand too deep in the tree."),
                ],
                "What the credential itself asks for, where that was wanted.",
            )),
        )
        .object("A requirement with all that is below it.")
}

fn skill_from() -> Value {
    let origin = Keys::new().key("kind", target_kind()).key("id", id("Its id."));
    Keys::new()
        .key("skill", term("The id of the skill."))
        .key("from", origin.object("The role or credential that it comes from."))
        .object("A skill with where it comes from.")
}

fn skills() -> Value {
    let with_origin = |about: &str| list(reference("skill-from", "A skill."), about);
    Keys::new()
        .key("held", with_origin("Skills that the person has."))
        .key("gained", with_origin("Skills gained on the way."))
        .key("missing", terms("Skills that are left to learn."))
        .object("The skills that the target needs.")
}

/// Returns the keys of a question with its answer; its sources are ids or resolved.
pub(super) fn topic() -> Keys {
    topic_without_sources().key("sources", ids("Sources of the answer."))
}

/// Returns the keys of a question with its answer.
pub(super) fn topic_without_sources() -> Keys {
    Keys::new()
        .key("id", id("The id of the question."))
        .key("question", text("The question."))
        .key("aliases", texts("Other words for it."))
        .key("answer", texts("The answer, a paragraph each."))
        .key("roles", ids("Roles worth a look."))
        .key("credentials", ids("Credentials worth a look."))
        .key("resources", ids("Places to turn to."))
        .key("commands", texts("Commands that say more."))
        .key("related", ids("Questions close to this one."))
}

/// Returns the keys of a place to turn to.
pub(super) fn resource(kind: &str) -> Keys {
    Keys::new()
        .key("id", id("The id of the place."))
        .key("name", text("The name."))
        .key("aliases", texts("Other names."))
        .key(kind, text("What sort of place it is, such as association or job-board."))
        .key("summary", nullable(text("What it is good for.")))
        .key("url", nullable(text("The address.")))
}

/// Returns the keys of what one plan takes more than another.
pub(super) fn measures() -> Keys {
    Keys::new()
        .key("months", months("How long the plan takes"))
        .key("cost", money("What all its studies cost"))
        .key("job_changes", count("How many jobs are started."))
        .key("optimal", flag("Whether it is proved that no plan is better."))
        .key("at_least_months", months("The proved least time of any plan"))
}

/// Returns a change of months.
pub(super) fn later(about: &str) -> Value {
    difference(&format!("{about}, in months."))
}

/// Returns a change of money.
pub(super) fn dearer(about: &str) -> Value {
    balance(about)
}
