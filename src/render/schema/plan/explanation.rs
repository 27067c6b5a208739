//! Why a plan takes as long as it does.

use serde_json::Value;

use super::super::shared::{source_id, strength};
use super::super::words::{
    Keys, balance, count, difference, id, ids, list, moment, money, months, nullable, one_of, text,
};

/// The key `explanation`.
pub(super) fn explanation() -> Value {
    let slack = Keys::new()
        .key("step", count("The step, from 0."))
        .key("id", id("The credential or role of the step."))
        .key("months", months("How much later it could come without the plan taking longer"));
    let since = Keys::new()
        .key("requirement", text("The requirement in words."))
        .key("since", moment("When it was met"))
        .key("asked", moment("When it was asked for"))
        .key("source", source_id("The source of the requirement."));
    Keys::new()
        .key("chain", list(link(), "What makes the plan take this long, one thing after the other."))
        .key("slack", list(slack.object("A step."), "How much later each step could come."))
        .key(
            "met_since",
            list(
                since.object("A requirement."),
                "Requirements of the target met before they were asked for.",
            ),
        )
        .key("levers", list(lever(), "What would help most, the best first."))
        .object("Why the plan takes as long as it does; null unless asked for.")
}

fn link() -> Value {
    let rules = [
        "goal",
        "requirement",
        "minimum-stay",
        "one-study-at-a-time",
        "one-search-at-a-time",
        "full-time-study",
        "tied-study",
        "unfinished",
        "nothing",
    ];
    Keys::new()
        .key("from", moment("When it begins"))
        .key("until", moment("When it is over"))
        .key("months", months("How long it takes"))
        .key("activity", one_of(["search", "study", "work", "wait"], "What goes on."))
        .key("ids", ids("The roles or the credential that it is about."))
        .key(
            "rule",
            one_of(rules, "The rule that would be broken if all from there on came a month earlier."),
        )
        .key("for", nullable(id("The role or credential that the rule is about.")))
        .key("requirement", nullable(text("The requirement in words.")))
        .key("strength", nullable(strength()))
        .key("had_months", nullable(months("What the person has of it at the start")))
        .key("source", source_id("The source of the requirement."))
        .object("A link of the chain.")
}

fn lever() -> Value {
    Keys::new()
        .key(
            "change",
            one_of(["waived", "granted"], "Whether a requirement is waived or a credential granted."),
        )
        .key("id", id("The role or credential whose requirement is waived, or the credential granted."))
        .key("requirement", nullable(text("The requirement in words.")))
        .key("source", source_id("The source of the requirement."))
        .key("months_saved", difference("How much sooner the target is reached, in months."))
        .key("cost_saved", balance("How much cheaper that is"))
        .key(
            "certainty",
            one_of(
                ["exact", "at-least", "unproved"],
                "Whether the saving is exact, may be larger, or is not proved.",
            ),
        )
        .key("months", months("How long the plan would take"))
        .key("cost", money("What it would cost"))
        .key("steps", ids("The credentials and roles of its steps."))
        .object("A change with the plan that it would allow.")
}
