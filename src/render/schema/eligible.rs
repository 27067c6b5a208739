//! The credentials that somebody can start on.

use super::shared::{assumptions, cost, credential_kind, mode, source_id, sources};
use super::words::{
    Keys, calendar, count, flag, id, ids, list, moment, months, nullable, one_of, reference, text,
};

/// The keys of `eligible`.
pub(super) fn keys() -> Keys {
    let missing = Keys::new()
        .key("text", text("The requirement in words."))
        .key("have_months", nullable(months("What the person has of it")))
        .key("need_months", nullable(months("What is asked for")))
        .key("source", source_id("The source of the requirement."));
    let credential = Keys::new()
        .key("id", id("The id of the credential."))
        .key("name", text("The name."))
        .key("kind", credential_kind())
        .key("issuer", nullable(text("Who grants it.")))
        .key("when", one_of(["today", "one-step"], "Whether the study can begin today or after one more step."))
        .key("mode", mode())
        .key("months", months("How long its quickest way of study takes"))
        .key("hours_per_week", nullable(count("Hours of study a week.")))
        .and(cost())
        .key("missing", list(missing.object("A requirement."), "What is missing."))
        .key("one_is_enough", nullable(flag("Whether one of what is missing would do; null for nothing missing.")))
        .key("only_in", ids("The roles in which alone it can be studied for, where the person is in none."))
        .key(
            "outcome",
            one_of(
                ["today", "found", "unreachable", "limit"],
                "Whether it is open today, there is a way, there is none within the limits, or none was settled.",
            ),
        )
        .key("opens_months", nullable(moment("When the study can begin")))
        .key("opens", nullable(calendar("The month in which the study can begin")))
        .key("before", list(reference("entry", "A study or job."), "What comes before it."));
    Keys::new()
        .key("query", reference("query", "Who asked, under which rules and limits."))
        .key("assumptions", assumptions())
        .key("credentials", list(credential.object("A credential."), "The credentials."))
        .key("sources", sources())
}
