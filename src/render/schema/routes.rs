//! Answers that hold many plans.

use super::shared::{assumptions, credential_kind, entry, level, route, sources};
use super::words::{Keys, balance, count, id, ids, list, months, nullable, number, reference, text};

fn question() -> Keys {
    Keys::new()
        .key("query", reference("query", "Who asked, under which rules and limits."))
        .key("assumptions", assumptions())
}

fn not_settled() -> Keys {
    let items = reference("not-settled", "A question.");
    Keys::new().key("not_settled", list(items, "What the search did not settle."))
}

fn role() -> Keys {
    Keys::new()
        .key("id", id("The id of the role."))
        .key("title", text("The title."))
        .key("track", text("The track, such as leadership."))
        .key("level", level())
        .key("pay", nullable(reference("pay", "What it pays a year.")))
        .and(route())
}

/// The keys of `reach`.
pub(super) fn reach() -> Keys {
    let first = entry()
        .key("in_plans", count("How many plans it is part of."))
        .key("begins_plans", count("How many plans begin with it."));
    question()
        .and(not_settled())
        .key("out_of_reach", ids("Roles of which it is proved that there is no route."))
        .key(
            "first_steps",
            list(first.object("A first step."), "First steps, those that serve most plans first."),
        )
        .key("roles", list(role().object("A role with its fastest plan."), "The roles within reach."))
        .key("sources", sources())
}

/// The keys of `feeders`.
pub(super) fn feeders() -> Keys {
    Keys::new()
        .key("to", reference("entry", "Where people are to get."))
        .key("from_months", months("How long each person has been in their role"))
        .and(question())
        .and(not_settled())
        .key("no_route", ids("Roles from which it is proved that there is no route."))
        .key(
            "roles",
            list(role().object("A role with the fastest plan from it."), "The roles that lead there."),
        )
        .key("sources", sources())
}

/// The keys of `keystone`.
pub(super) fn keystone() -> Keys {
    let credential = Keys::new()
        .key("id", id("The id of the credential."))
        .key("name", text("The name."))
        .key("kind", credential_kind())
        .key("roles_opened", count("How many roles it opens."))
        .key("roles_per_month", nullable(number("Roles opened for each month of the plan.")))
        .key(
            "roles_per_thousand",
            nullable(number(
                "Roles opened for each thousand of what it costs; null where that is nothing or not known.",
            )),
        )
        .key("best_role", nullable(id("The best paid role of them.")))
        .key("best_pay", nullable(reference("pay", "What that pays a year.")))
        .key("pay_gain", nullable(balance("What that pays a year more than today's role")))
        .key("opened", ids("The roles it opens."))
        .and(route());
    question()
        .key("today_pay", nullable(reference("pay", "What today's role pays a year.")))
        .key("count", count("How many credentials open a role, those not shown included."))
        .and(not_settled())
        .key(
            "credentials",
            list(credential.object("A credential with the fastest plan to it."), "The credentials."),
        )
        .key("sources", sources())
}
