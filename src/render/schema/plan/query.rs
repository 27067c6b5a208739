//! The question of a plan, complete enough to ask it again.

use serde_json::Value;

use crate::explain::money::Percentile;

use super::super::shared::{asker, standard, target_kind};
use super::super::words::{
    Keys, calendar, count, id, ids, list, months, nullable, one_of, reference, table, text,
};

/// The key `query`.
pub(super) fn query() -> Value {
    let target = || Keys::new().key("kind", target_kind()).key("id", id("Its id."));
    let waiver = Keys::new()
        .key("kind", one_of(["role", "credential", "domain"], "What is waived."))
        .key("id", id("Its id."))
        .key("for", id("The role or credential of which it is waived."));
    let equivalent = Keys::new()
        .key("id", id("The credential held."))
        .key("counts_as", id("The credential that it counts as."));
    asker()
        .key("to", target().object("The target."))
        .key("also", list(target().object("A target."), "Further targets, all to be reached."))
        .key("standard", standard("How much of what employers ask must be met."))
        .key("start", calendar("The month in which the plan begins"))
        .key("search_months", months("The time of looking for a job, for roles that do not say"))
        .key("minimum_stay_months", months("The least time in a job before leaving it"))
        .key("objective", one_of(["time", "cost", "pay", "changes"], "What makes a plan the best one."))
        .key("pay", pay())
        .key("limits", reference("limits", "The person's own limits."))
        .key("waive", list(waiver.object("A waiver."), "What the person is excused from."))
        .key(
            "equivalent",
            list(equivalent.object("A pair."), "Credentials that count as others for this person."),
        )
        .key("state_limit", nullable(count("The most states that are examined; null for no limit.")))
        .key("memory_limit", count("The most bytes that the states of a search may take."))
        .key("start_state", start_state())
        .object("The question.")
}

fn pay() -> Value {
    Keys::new()
        .key("horizon_months", months("The time over which pay is counted"))
        .key(
            "percentile",
            one_of(Percentile::ALL.map(Percentile::word), "Which pay of an occupation counts."),
        )
        .key("area", text("The nation, state or area whose pay counts."))
        .object("What counts as pay.")
}

fn start_state() -> Value {
    Keys::new()
        .key("role", nullable(id("The role of today; null for none.")))
        .key("credentials", ids("The credentials held, with those that they count as."))
        .key("experience_months", table(months("Experience"), "Experience by domain, in months."))
        .key("role_months", table(months("Time in the role"), "Time in each role, in months."))
        .object("What the person has at the start.")
}
