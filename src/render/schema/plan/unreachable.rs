//! Why there is no route, and what would open one.

use serde_json::Value;

use super::super::shared::{measures, source_id, standard, target_kind};
use super::super::words::{Keys, any_of_types, calendar, flag, id, ids, list, nullable, one_of, text, texts};

/// The key `unreachable`.
pub(super) fn unreachable() -> Value {
    Keys::new()
        .key("because", texts("What cannot be had and why, a sentence each."))
        .key(
            "derivation",
            list(fact(), "The proof: what is out of reach, each fact from others or from causes."),
        )
        .key("relax", list(relaxation(), "Sets of limits of which giving up one opens a route."))
        .key("relax_complete", flag("Whether there are no further such sets."))
        .key("reachable_without_limits", flag("Whether a route without any limits is not ruled out."))
        .key("lower_standard", nullable(lower_standard()))
        .key("dated", nullable(dated()))
        .key("nearest", list(near(), "Related roles that can be reached, the nearest first."))
        .object("Why there is no route; null where there is one or it is not settled.")
}

/// Returns a role near the target.
pub(super) fn near() -> Value {
    let first = Keys::new()
        .key("kind", one_of(["study", "job"], "What the step is."))
        .key("id", id("The credential or role."));
    Keys::new()
        .key("id", id("The role."))
        .key("title", text("Its title."))
        .key("kinship", one_of(["family", "track-and-level"], "What it has in common with the target."))
        .key("first_step", nullable(first.object("The first step of its plan.")))
        .and(measures())
        .object("A role near the target, with the measures of its plan.")
}

const CAUSES: [&str; 13] = [
    "unmet",
    "avoided",
    "retired",
    "not-offered",
    "only-full-time",
    "too-many-hours",
    "too-dear",
    "tied-to",
    "no-experience",
    "no-role-gives",
    "out-of-dates",
    "too-long",
    "together",
];

fn cause() -> Keys {
    Keys::new()
        .key("kind", one_of(CAUSES, "What sort of cause it is."))
        .key("text", text("The cause in words."))
        .key("source", source_id("The source of the requirement."))
}

fn fact() -> Value {
    let from_fact = Keys::new()
        .key("kind", one_of(["out-of-reach"], "Another fact."))
        .key("id", id("What is out of reach."));
    let premise =
        super::either([from_fact.object("A fact."), cause().object("A cause.")], "What it follows from.");
    let reason = cause().key("because", list(premise, "What the reason itself follows from."));
    Keys::new()
        .key("id", id("What is out of reach."))
        .key("kind", target_kind())
        .key("because", list(reason.object("A reason."), "Why it is out of reach."))
        .key("brought_by", ids("What else would bring it, and is out of reach too."))
        .object("A role or credential that is out of reach.")
}

fn limit_value(about: &str) -> Value {
    any_of_types(["boolean", "integer", "string"], about)
}

fn relaxation() -> Value {
    let kinds =
        ["budget", "max-months", "keep-working", "study-hours-per-week", "job-changes", "avoid", "via"];
    let limit = Keys::new()
        .key("kind", one_of(kinds, "Which limit it is."))
        .key(
            "now",
            limit_value("The limit: money, months, hours, true, or the id of what is avoided or wanted."),
        )
        .key("enough", nullable(limit_value("What would do instead; null for giving it up.")))
        .key("least", flag("Whether it is proved that less would not do."));
    Keys::new()
        .key("limits", list(limit.object("A limit."), "The limits to give up together."))
        .key(
            "with_enough",
            nullable(measures().object("The plan with what is enough; null where that is the same.")),
        )
        .and(measures())
        .object("Limits to give up, with the measures of the fastest plan without them.")
}

fn lower_standard() -> Value {
    Keys::new()
        .key("standard", standard("The standard."))
        .and(measures())
        .object("A lower standard at which there is a route, with the measures of its plan.")
}

fn dated() -> Value {
    let rule = Keys::new()
        .key("for", id("The role or credential that asks for it."))
        .key("requirement", text("The requirement in words."))
        .key("from", nullable(calendar("The first month in which it holds")))
        .key("until", nullable(calendar("The last month in which it holds")));
    Keys::new()
        .key("rules", list(rule.object("A rule."), "Rules whose dates close the way."))
        .and(measures())
        .object("Dates that close the way, with the measures of the plan without them.")
}
