//! The row of a cohort: what it held is somebody else's, what is added to it is said here.

use super::words::{Keys, count, flag, id, ids, money, months, nullable, one_of, pattern, text};

/// The members that are added to each row.
pub(super) fn keys() -> Keys {
    let outcomes = ["found", "unreachable", "limit", "rejected"];
    let outcome = "Whether there is a route: `found`; `unreachable`, for which that is proved or the person's own limits leave no \
                   question; `limit`, not settled within the states allowed; `rejected`, for a row that could not be read.";
    let step = pattern(
        "^(study|apply) [a-z0-9]+(-[a-z0-9]+)*$",
        "What is done first: `study` or `apply`, and the id; null for who is there.",
    );
    Keys::new()
        .key("target", id("The id of the role or credential that was asked for."))
        .key("outcome", one_of(outcomes, outcome))
        .key("plan_months", nullable(months("How long the route takes")))
        .key("plan_cost", nullable(money("What its studies cost, where that is known")))
        .key("unpriced_studies", nullable(count("How many of its studies have no known price.")))
        .key("job_changes", nullable(count("How many roles are started.")))
        .key("first_step", nullable(step))
        .key("next_credential", nullable(id("What is studied for first.")))
        .key("studies", nullable(ids("What is studied for, in order.")))
        .key("proved", nullable(flag("Whether the answer is proved; null for a row that could not be read.")))
        .key("at_least_months", nullable(months("No route takes less")))
        .key(
            "reason",
            nullable(text("Why there is no route, or no need of one, or why the row could not be read.")),
        )
}
