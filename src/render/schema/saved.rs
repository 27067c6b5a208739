//! What is said about saved plans. Their ids and figures come from files and may be anything of their type.

use serde_json::{Value, json};

use super::shared::{dearer, later, mode};
use super::words::{Keys, balance, count, difference, flag, list, months, nullable, one_of, reference, text};

/// The keys of `verify`.
pub(super) fn verify() -> Keys {
    let violation = Keys::new()
        .key("month", count("The month in which the rule is broken, from the start."))
        .key("message", text("What is broken."));
    let plan = Keys::new()
        .key("months", months("How long the plan takes"))
        .key("cost", balance("What the plan says it costs"))
        .key("job_changes", count("How many jobs are started."))
        .key("sound", flag("Whether every rule holds in every month."))
        .key("violations", list(violation.object("A broken rule."), "The broken rules, in order of month."));
    Keys::new()
        .key("sound", flag("Whether all plans are sound."))
        .key("plans", list(plan.object("A plan."), "The plans of the file."))
}

/// The keys of `diff`.
pub(super) fn diff() -> Keys {
    let part = Keys::new()
        .key("aspect", text("The part of the question, by its key in the plan's query."))
        .key("id", nullable(text("The domain or role that it is about.")))
        .key("old", term("What the older question says; null for nothing."))
        .key("new", term("What the newer question says; null for nothing."));
    let plan = Keys::new()
        .key("later_months", nullable(later("How much later the target is reached")))
        .key("months", later("How much longer it takes"))
        .key("cost", dearer("How much dearer it is"))
        .key("job_changes", difference("How many more jobs are started."))
        .key("net_pay", nullable(balance("How much more it brings in")));
    Keys::new()
        .key("again", flag("Whether the newer answer is the older question asked again."))
        .key("same", flag("Whether nothing changed but the catalog."))
        .key("same_answer", flag("Whether the answer is the same."))
        .key("old", edition("The older answer."))
        .key("new", edition("The newer answer."))
        .key("question", list(part.object("A part of the question."), "What is asked otherwise."))
        .key("plan", nullable(plan.object("The newer plan against the older; null unless both have one.")))
        .key("steps", list(step(), "The steps that are not the same."))
        .key("unchanged_steps", count("How many steps are the same."))
}

/// Returns a month that may lie beyond the years of four digits.
fn month(about: &str) -> Value {
    text(&format!("{about}, as YYYY-MM."))
}

fn term(about: &str) -> Value {
    let types = ["boolean", "integer", "string", "array", "null"];
    json!({ "description": about, "type": types, "items": { "type": "string" } })
}

fn edition(about: &str) -> Value {
    Keys::new()
        .key("catalog", reference("catalog", "The catalog that it was made from."))
        .key("outcome", one_of(["found", "unreachable", "limit"], "How the search ended."))
        .key("months", nullable(months("How long its first plan takes")))
        .key("month", nullable(month("The month in which that ends")))
        .key("cost", nullable(balance("What that costs")))
        .key("job_changes", nullable(count("How many jobs are started in it.")))
        .key("net_pay", nullable(balance("What that brings in over the horizon")))
        .key("optimal", nullable(flag("Whether it is proved that no plan is better.")))
        .key("at_least_months", nullable(months("The proved least time of any plan")))
        .key("steps", nullable(count("How many steps it has.")))
        .key("further_plans", count("How many further plans the answer has."))
        .object(about)
}

fn step() -> Value {
    Keys::new()
        .key("change", one_of(["added", "removed", "altered"], "What became of it."))
        .key("kind", one_of(["study", "job"], "What the step is."))
        .key("id", text("The credential or role, as the file has it."))
        .key("title", text("Its title, where the catalog at hand knows it."))
        .key("month", month("The month in which it starts"))
        .maybe("later_months", later("How much later it starts"))
        .maybe("longer_months", later("How much longer it takes"))
        .maybe("search_longer_months", later("How much longer the search for the job takes"))
        .maybe("dearer", dearer("How much dearer it is"))
        .maybe("old_mode", nullable(mode()))
        .maybe("new_mode", nullable(mode()))
        .object("A step; how it was altered is said only of those that were.")
}
