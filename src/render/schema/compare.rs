//! Roles and credentials side by side.

use crate::catalog::{CredentialKind, CredentialStatus};

use super::shared::{assumptions, cost, level, mode, outlook, route, source_id, sources, standard};
use super::words::{
    Keys, count, either, exactly, id, ids, list, money, months, nullable, one_of, reference, terms, text,
    texts, year,
};

/// The keys of `compare`.
pub(super) fn keys() -> Keys {
    let kinds = ["role"].into_iter().chain(CredentialKind::ALL.map(CredentialKind::word));
    let entry = Keys::new()
        .key("kind", one_of(kinds, "A role, or the kind of the credential."))
        .key("id", id("Its id."))
        .key("title", text("Its title or name."))
        .key("summary", nullable(text("What it is.")))
        .key("level", nullable(level()))
        .key("track", nullable(text("The track of a role.")))
        .key("issuer", nullable(text("Who grants a credential.")))
        .key(
            "status",
            nullable(one_of(
                CredentialStatus::ALL.map(CredentialStatus::word),
                "Whether a credential can still be earned.",
            )),
        )
        .key("requires", list(reference("requirement", "A requirement."), "What it asks for, all of it."))
        .key("route", nullable(way()))
        .key("pay", nullable(reference("pay", "What a role pays a year.")))
        .key(
            "outlook",
            nullable(outlook("period", "year", "source").object("The outlook of a role's occupation.")),
        )
        .key("study", list(study().object("A way to earn it."), "The ways to earn a credential."))
        .key("renewal_years", nullable(count("The years between renewals.")))
        .key("renewal_hours", nullable(count("Hours of continuing education for a renewal.")))
        .key("renewal_cost", nullable(money("What a renewal costs")))
        .key("asked_by_roles", texts("The titles of roles that ask for it."))
        .key("asked_by_credentials", texts("The names of credentials that ask for it."))
        .key("gives", nullable(ids("Domains in which each month in a role counts as experience.")))
        .key("skills", terms("Skills that a role needs or a credential teaches."))
        .key("own_skills", terms("Those that not all entries have."));
    Keys::new()
        .key("standard", standard("How much of what employers ask is compared."))
        .key("assumptions", assumptions())
        .key("shared_skills", terms("Skills that all entries have."))
        .key(
            "entries",
            list(entry.object("A role or credential."), "What is compared, in the order asked for."),
        )
        .key("sources", sources())
}

fn way() -> serde_json::Value {
    let found = Keys::new().key("outcome", exactly("found", "There is a plan.")).and(route());
    let limit = Keys::new()
        .key("outcome", exactly("limit", "The search did not settle it."))
        .key("at_least_months", months("The proved least time of any plan"));
    let unreachable = Keys::new().key("outcome", exactly("unreachable", "There is no route."));
    either(
        [found.object("A route."), limit.object("Not settled."), unreachable.object("No route.")],
        "The way to it; null where nobody is asked about.",
    )
}

fn study() -> Keys {
    Keys::new()
        .key("mode", mode())
        .key("months", months("How long it takes"))
        .key("hours_per_week", nullable(count("Hours of study a week.")))
        .and(cost())
        .key("pass_rate", nullable(count("How many of a hundred pass the examination.")))
        .key("pass_year", nullable(year("The year of the pass rate.")))
        .key("source", source_id("The source of the pass rate."))
}
