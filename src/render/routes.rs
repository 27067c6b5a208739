//! Plans in one line each, for lists of many plans.

use serde_json::{Map, Value, json};

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Currency};
use crate::explain::routes::{Open, Price, Route};
use crate::planner::{Plan, Query, Solution, Step};

use super::plan::Asker;
use super::plan::json::limits;
use super::requirement::{id, name};
use super::words::{approximate, brief_duration, calendar, count, duration, money};

/// What the words `at most` say about a plan of a list.
pub(crate) const AT_MOST: &str =
    "`at most`: a faster plan is not ruled out; `--limit STATES` searches longer.";

/// Returns who asked: the title of their role, or the name of their profile.
#[must_use]
pub(crate) fn who(catalog: &Catalog, asker: &Asker, query: &Query) -> String {
    match (query.person.role, asker) {
        (Some(role), _) => catalog.role(role).title.clone(),
        (None, Asker::Profile { path }) => format!("Profile {path}"),
        (None, Asker::From { role, .. }) => role.clone(),
    }
}

/// Tells whether a plan may not be the fastest.
#[must_use]
pub(crate) fn is_unproved(solution: &Solution) -> bool {
    solution.at_least < solution.plan.months
}

/// Returns how long a plan takes: `2y 3mo`.
#[must_use]
pub(crate) fn takes(solution: &Solution) -> String {
    let mark = if is_unproved(solution) { "at most " } else { "" };
    format!("{mark}{}", brief_duration(solution.plan.months))
}

/// Returns how long a plan takes and when it ends: `2y 3mo`, `Feb 2029`.
#[must_use]
pub(crate) fn time(query: &Query, solution: &Solution) -> String {
    format!("{}\n{}", takes(solution), calendar(query.start.plus(solution.plan.months)))
}

/// Returns what a plan costs: `~$395`, `$395 + ?` where a price is unknown.
#[must_use]
pub(crate) fn cost(catalog: &Catalog, plan: &Plan) -> String {
    let price = Price::of_plan(catalog, plan);
    let unknown = if price.unknown > 0 { " + ?" } else { "" };
    let mark = if price.estimated { "~" } else { "" };
    format!("{mark}{}{unknown}", money(price.amount, &catalog.currency))
}

/// Returns what a step is: `Study: …`, `Work: …`.
#[must_use]
pub(crate) fn step(catalog: &Catalog, entry: Entry) -> String {
    let verb = match entry {
        Entry::Role(_) => "Work",
        Entry::Credential(_) => "Study",
    };
    format!("{verb}: {}", name(catalog, entry))
}

/// Returns the first step of a plan and when it begins, where that is not now.
#[must_use]
pub(crate) fn first_step(catalog: &Catalog, query: &Query, plan: &Plan) -> String {
    let Some(first) = plan.steps.first() else { return "none: you are there".to_owned() };
    let is_target = first.entry() == query.target_entry();
    let text = match first {
        Step::Job(_) if is_target => "Apply".to_owned(),
        Step::Job(job) => format!("Apply: {}", catalog.role(job.role).title),
        Step::Study(_) => step(catalog, first.entry()),
    };
    match first.begins().0 {
        0 if is_target => format!("{text} now"),
        0 => text,
        _ if is_target => format!("{text} in {}", calendar(query.start.plus(first.begins()))),
        _ => format!("{text}, in {}", calendar(query.start.plus(first.begins()))),
    }
}

/// Names what is not settled, with the least time that each would take.
#[must_use]
pub(crate) fn open(open: &[Open], of: impl Fn(&Query) -> String) -> Vec<String> {
    open.iter().map(|open| format!("{}: at least {}", of(&open.query), duration(open.at_least))).collect()
}

/// Returns the word for what an entry is.
#[must_use]
pub(crate) fn kind_of(entry: Entry) -> &'static str {
    match entry {
        Entry::Role(_) => "role",
        Entry::Credential(_) => "credential",
    }
}

/// Returns a credential or role as JSON.
#[must_use]
pub(crate) fn entry_json(catalog: &Catalog, entry: Entry) -> Value {
    json!({ "kind": kind_of(entry), "id": id(catalog, entry), "title": name(catalog, entry) })
}

/// Returns the keys of a plan in a list: when, at what cost, in which steps, and what is proved.
#[must_use]
pub(crate) fn route_json(catalog: &Catalog, route: &Route) -> Map<String, Value> {
    let Solution { plan, optimal, at_least, .. } = &route.solution;
    let price = Price::of_plan(catalog, plan);
    let step = |step: &Step| {
        let (kind, end) = match step {
            Step::Study(study) => ("study", Some(study.end.0)),
            Step::Job(job) => ("job", job.end.map(|end| end.0)),
        };
        json!({ "kind": kind, "id": id(catalog, step.entry()), "begins": step.begins().0, "end": end })
    };
    let steps: Vec<Value> = plan.steps.iter().map(step).collect();
    let keys = json!({
        "months": plan.months.0,
        "month": route.query.start.plus(plan.months).to_string(),
        "cost": price.amount.0,
        "cost_estimated": price.estimated,
        "unknown_prices": price.unknown,
        "job_changes": plan.job_changes,
        "optimal": optimal,
        "at_least_months": at_least.0,
        "steps": steps,
    });
    let Value::Object(keys) = keys else { return Map::new() };
    keys
}

/// Returns what was not settled as JSON.
#[must_use]
pub(crate) fn open_json(catalog: &Catalog, open: &[Open], of: impl Fn(&Query) -> Entry) -> Value {
    let one = |open: &Open| json!({ "id": id(catalog, of(&open.query)), "at_least_months": open.at_least.0 });
    open.iter().map(one).collect()
}

/// Returns who asked and under which rules and limits as JSON.
#[must_use]
pub(crate) fn query_json(catalog: &Catalog, asker: Option<&Asker>, query: &Query) -> Value {
    let (from, from_months, profile) = match asker {
        Some(Asker::From { role, months }) => (Some(role), Some(*months), None),
        Some(Asker::Profile { path }) => (None, None, Some(path)),
        None => (None, None, None),
    };
    json!({
        "from": from,
        "from_months": from_months,
        "profile": profile,
        "standard": query.standard.word(),
        "start": query.start.to_string(),
        "search_months": query.search_months.0,
        "minimum_stay_months": query.minimum_stay.0,
        "limits": limits(catalog, query),
        "state_limit": query.state_limit,
        "memory_limit": query.memory_limit,
    })
}

/// Counts routes and the questions there were: `3 of 8 roles`.
#[must_use]
pub(crate) fn share(found: usize, asked: usize, one: &str, many: &str) -> String {
    format!("{found} of {}", count(asked as u64, one, many))
}

/// Writes an amount that is gained or lost: `+$12,000`.
#[must_use]
pub(crate) fn gain(amount: crate::units::Money, currency: &Currency) -> String {
    let sign = if amount.0 < 0 { "" } else { "+" };
    format!("{sign}{}", approximate(amount, crate::catalog::Basis::Official, currency))
}
