//! The JSON of `plan`, schema `careerpath.plan/1`: every key is always there.

use serde_json::{Map, Value, json};

use crate::catalog::Catalog;
use crate::explain::common::Shared;
use crate::explain::money::Ledger;
use crate::explain::why::Reason;
use crate::graph::Subject;
use crate::planner::{Bound, Outcome, Query, SearchStatistics, Step, Stop, StudyStep, Target};
use crate::profile::Person;
use crate::profile::exceptions::Waiver;
use crate::units::Months;

use super::super::json::{document, pay};
use super::super::listing::sources::named_in;
use super::super::requirement::{id, subject_id};
use super::reasons::json_list;
use super::{Answer, Asker, Shown, afterwards, detours, explanation, nearest, unreachable};

/// Returns the answer as JSON.
#[must_use]
pub(crate) fn json(answer: &Answer<'_>) -> Value {
    let outcome = match answer.outcome {
        Outcome::Found(_) => "found",
        Outcome::Unreachable(_) => "unreachable",
        Outcome::Limit { .. } => "limit",
    };
    let statistics = answer.outcome.statistics();
    let plans: Value = answer.plans.iter().map(|shown| plan(answer, shown)).collect();
    let sources = named_in(answer.catalog, &plans);
    document(
        answer.catalog,
        "plan",
        json!({
            "query": query(answer),
            "assumptions": answer.assumptions,
            "outcome": outcome,
            "plans": plans,
            "trade_offs": answer.front.map(|front| {
                let step = (front.step > Months(0)).then_some(front.step.0);
                json!({ "complete": front.complete, "pay_deadlines_apart_months": step })
            }),
            "search": search(answer, statistics),
            "unreachable": answer.no_route.as_ref().map(|no_route| unreachable::json(answer, no_route)),
            "nearest": (!answer.sooner.is_empty()).then(|| nearest::json(answer, &answer.sooner)),
            "sources": sources,
        }),
    )
}

fn plan(answer: &Answer<'_>, shown: &Shown) -> Value {
    let Shown { solution, reasons, .. } = shown;
    let catalog = answer.catalog;
    let plan = &solution.plan;
    let reasons = plan.steps.iter().zip(&reasons.steps);
    let steps: Vec<Value> = reasons.map(|(step, reasons)| step_json(answer, step, reasons)).collect();
    json!({
        "months": plan.months.0,
        "cost": plan.cost.0,
        "job_changes": plan.job_changes,
        "net_pay": shown.ledger.as_ref().filter(|ledger| ledger.unknown.is_empty()).map(|ledger| ledger.net.0),
        "objective": answer.query.objective.word(),
        "optimal": solution.optimal,
        "at_least_months": solution.at_least.0,
        "bound": bound(solution.bound),
        "serves": answer.shared(shown).map(|shared| shared_json(answer, &shared)),
        "without": shown.without.iter().map(|entry| id(catalog, *entry)).collect::<Vec<_>>(),
        "pay": shown.ledger.as_ref().map(|ledger| ledger_json(catalog, ledger)),
        "steps": steps,
        "skills": answer.skills(shown).map(|gap| super::super::skills::json(answer.catalog, &gap)),
        "recency": afterwards::recency_json(answer, shown),
        "upkeep": afterwards::upkeep_json(answer.catalog, &shown.upkeep),
        "unused": afterwards::unused_json(answer.catalog, &shown.unused),
        "explanation": explanation::json(answer, shown),
        "why_not": detours::json(answer, shown),
    })
}

fn shared_json(answer: &Answer<'_>, shared: &Shared) -> Value {
    let targets: Vec<&str> = answer.targets.iter().map(|target| id(answer.catalog, target.entry())).collect();
    json!({ "targets": targets, "steps": shared.serves, "common_first_steps": shared.first })
}

fn bound(bound: Bound) -> Value {
    match bound {
        Bound::Months(months) => json!({ "of": "months", "at_least": months.0 }),
        Bound::Cost(cost) => json!({ "of": "cost", "at_least": cost.0 }),
        Bound::Changes(changes) => json!({ "of": "job_changes", "at_least": changes }),
        Bound::NetPay(pay) => json!({ "of": "net_pay", "at_most": pay.0 }),
    }
}

fn ledger_json(catalog: &Catalog, ledger: &Ledger) -> Value {
    json!({
        "horizon_months": ledger.horizon.0,
        "net": ledger.net.0,
        "staying": ledger.staying.map(|pay| pay.0),
        "break_even_month": ledger.break_even.map(|month| month.0),
        "deepest_valley": ledger.valley.map(|(month, amount)| json!({ "month": month.0, "amount": amount.0 })),
        "unknown": ledger.unknown.iter().map(|role| &catalog.role(*role).id).collect::<Vec<_>>(),
    })
}

fn step_json(answer: &Answer<'_>, step: &Step, reasons: &[Reason]) -> Value {
    let catalog = answer.catalog;
    let why = json_list(catalog, answer.query.target, reasons);
    match step {
        Step::Study(step) => study_json(catalog, step, &why),
        Step::Job(step) => json!({
            "kind": "job",
            "id": catalog.role(step.role).id,
            "apply": step.apply.0,
            "start": step.start.0,
            "end": step.end.map(|end| end.0),
            "pay": pay(catalog, step.role),
            "why": why,
        }),
    }
}

fn study_json(catalog: &Catalog, step: &StudyStep, why: &Value) -> Value {
    let cost = step.study(catalog).cost.as_ref();
    json!({
        "kind": "study",
        "id": catalog.credential(step.credential).id,
        "mode": step.study(catalog).mode.word(),
        "option": step.option,
        "start": step.start.0,
        "end": step.end.0,
        "cost": step.cost.0,
        "cost_year": cost.and_then(|cost| cost.year),
        "cost_basis": cost.map(|cost| cost.basis.word()),
        "cost_source": cost.and_then(|cost| cost.source).map(|source| &catalog.source(source).id),
        "role": step.role.map(|role| &catalog.role(role).id),
        "why": why,
    })
}

fn query(answer: &Answer<'_>) -> Value {
    let Answer { catalog, query, .. } = answer;
    let (from, from_months, profile) = match &answer.asker {
        Asker::From { role, months } => (Some(role), Some(*months), None),
        Asker::Profile { path } => (None, None, Some(path)),
    };
    let target = |target: Target| {
        let kind = match target {
            Target::Role(_) => "role",
            Target::Credential(_) => "credential",
        };
        json!({ "kind": kind, "id": id(catalog, target.entry()) })
    };
    json!({
        "from": from,
        "from_months": from_months,
        "profile": profile,
        "to": target(query.target),
        "also": query.also.iter().map(|also| target(*also)).collect::<Vec<_>>(),
        "standard": query.standard.word(),
        "start": query.start.to_string(),
        "search_months": query.search_months.0,
        "minimum_stay_months": query.minimum_stay.0,
        "objective": query.objective.word(),
        "pay": {
            "horizon_months": query.pay.horizon.0,
            "percentile": answer.pay_basis.percentile.word(),
            "area": answer.pay_basis.area,
        },
        "limits": limits(catalog, query),
        "waive": waived(answer),
        "equivalent": equivalents(answer),
        "state_limit": query.state_limit,
        "memory_limit": query.memory_limit,
        "start_state": start_state(catalog, &query.person),
    })
}

fn waived(answer: &Answer<'_>) -> Value {
    let catalog = answer.catalog;
    let waiver = |waiver: &Waiver| {
        let kind = match waiver.what {
            Subject::Role(_) => "role",
            Subject::Credential(_) => "credential",
            Subject::Domain(_) => "domain",
        };
        json!({ "kind": kind, "id": subject_id(catalog, waiver.what), "for": id(catalog, waiver.at) })
    };
    answer.exceptions.waived.iter().map(waiver).collect()
}

fn equivalents(answer: &Answer<'_>) -> Value {
    let id = |credential| &answer.catalog.credential(credential).id;
    let equivalents = answer.exceptions.equivalents.iter();
    equivalents.map(|one| json!({ "id": id(one.credential), "counts_as": id(one.counts_as) })).collect()
}

pub(in crate::render) fn limits(catalog: &Catalog, query: &Query) -> Value {
    let limits = &query.limits;
    let mut avoid_roles: Vec<&String> =
        limits.avoid_roles.iter().map(|role| &catalog.role(*role).id).collect();
    let mut avoid_credentials: Vec<&String> =
        limits.avoid_credentials.iter().map(|credential| &catalog.credential(*credential).id).collect();
    avoid_roles.sort_unstable();
    avoid_credentials.sort_unstable();
    let via_roles: Vec<&String> = limits.via_roles.iter().map(|role| &catalog.role(*role).id).collect();
    let via_credentials: Vec<&String> =
        limits.via_credentials.iter().map(|credential| &catalog.credential(*credential).id).collect();
    json!({
        "budget": limits.budget.map(|budget| budget.0),
        "max_months": limits.deadline.map(|deadline| deadline.0),
        "keep_working": limits.keep_working,
        "study_hours_per_week": limits.study_hours,
        "avoid_roles": avoid_roles,
        "avoid_credentials": avoid_credentials,
        "via_roles": via_roles,
        "via_credentials": via_credentials,
    })
}

/// Returns what the person has at month 0: all that a replay of the plan starts from.
fn start_state(catalog: &Catalog, person: &Person) -> Value {
    let mut credentials: Vec<&String> = person.credentials().map(|id| &catalog.credential(id).id).collect();
    credentials.sort_unstable();
    let experience: Map<String, Value> = catalog
        .domain_ids()
        .map(|domain| (catalog.domain(domain).id.clone(), person.months_in_domain(domain).0))
        .filter(|(_, months)| *months > 0)
        .map(|(id, months)| (id, months.into()))
        .collect();
    let tenure: Map<String, Value> = catalog
        .role_ids()
        .map(|role| (catalog.role(role).id.clone(), person.months_in_role(role).0))
        .filter(|(_, months)| *months > 0)
        .map(|(id, months)| (id, months.into()))
        .collect();
    json!({
        "role": person.role.map(|role| &catalog.role(role).id),
        "credentials": credentials,
        "experience_months": experience,
        "role_months": tenure,
    })
}

fn search(answer: &Answer<'_>, statistics: &SearchStatistics) -> Value {
    let at_least = match answer.outcome {
        Outcome::Limit { at_least, .. } => Some(at_least.0),
        _ => None,
    };
    json!({
        "states_expanded": statistics.states_expanded,
        "states_generated": statistics.states_generated,
        "states_dominated": statistics.states_dominated,
        "relevant_roles": statistics.relevant_roles,
        "relevant_credentials": statistics.relevant_credentials,
        "at_least_months": at_least,
        "effort": statistics.effort,
        "memory_bytes": statistics.memory,
        "stopped": statistics.stopped.map(Stop::word),
        "interrupted": answer.query.is_interrupted(),
    })
}
