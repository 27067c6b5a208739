//! Why the plan does not go by way of what somebody expected, in words and as JSON.

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::explain::detour::{Detour, DetourAnswer, by_way_of};
use crate::explain::obstacle::Cause;
use crate::planner::{Plan, Solution, Step};

use super::super::page::{Page, Style};
use super::super::requirement::{id, name};
use super::super::words::{calendar, calendar_span, capitalized, count, difference, duration, list, money};
use super::explanation::step_id;
use super::unreachable::sentence_of;
use super::{Answer, Shown};

/// The most causes that are printed.
const MOST: usize = 4;

/// Prints what each role or credential asked about would mean; nothing when none was.
pub(crate) fn print(answer: &Answer<'_>, shown: &Shown, page: &mut Page) {
    for detour in &shown.detours {
        page.heading(&format!("Why not {}", name(answer.catalog, detour.via)));
        match &detour.answer {
            DetourAnswer::OnTheWay(_) => {
                page.paragraph(Style::Plain, "The plan goes by way of it as it is.");
            }
            DetourAnswer::Found(solution) => {
                page.paragraph(Style::Plain, &price(answer, &shown.solution, solution));
                page.bullets(&steps(answer, &solution.plan));
            }
            DetourAnswer::OutOfReach(causes) => {
                page.paragraph(Style::Plain, "No plan leads by way of it:");
                page.bullets(&reasons(answer, detour, causes));
            }
            DetourAnswer::Open { at_least } => page.paragraph(
                Style::Plain,
                &format!(
                    "No plan by way of it was found within the limit of the search, and none ruled out; it would \
                     take at least {}.",
                    duration(*at_least)
                ),
            ),
        }
    }
}

fn price(answer: &Answer<'_>, own: &Solution, other: &Solution) -> String {
    let (plan, currency) = (&other.plan, &answer.catalog.currency);
    let months = i64::from(plan.months.0) - i64::from(own.plan.months.0);
    let mut differs = difference(months, plan.cost.0 - own.plan.cost.0, currency);
    if differs.is_empty() {
        differs.push("as long and as dear".to_owned());
    }
    let (changes, own_changes) = (plan.job_changes, own.plan.job_changes);
    if changes != own_changes {
        let more = if changes > own_changes { "more" } else { "fewer" };
        let number = u64::from(changes.abs_diff(own_changes));
        differs.push(count(number, &format!("job change {more}"), &format!("job changes {more}")));
    }
    let price = list(&differs, "and");
    let proved = if other.at_least == plan.months {
        "no plan by way of it is faster"
    } else {
        "a faster one is not ruled out"
    };
    format!(
        "The best plan by way of it takes {} and {} for study: {price}. {}.",
        duration(plan.months),
        money(plan.cost, currency),
        capitalized(proved)
    )
}

/// Names the steps of a plan with their months.
fn steps(answer: &Answer<'_>, plan: &Plan) -> Vec<String> {
    let Answer { catalog, query, .. } = answer;
    let step = |step: &Step| match step {
        Step::Study(study) => {
            let when = calendar_span(query.start, study.start, study.end);
            format!("{when}: study, {}", catalog.credential(study.credential).name)
        }
        Step::Job(job) => {
            let when = match job.end {
                Some(end) => calendar_span(query.start, job.start, end),
                None => format!("from {}", calendar(query.start.plus(job.start))),
            };
            format!("{when}: work, {}", catalog.role(job.role).title)
        }
    };
    plan.steps.iter().map(step).collect()
}

fn reasons(answer: &Answer<'_>, detour: &Detour, causes: &[Cause]) -> Vec<String> {
    let query = by_way_of(answer.query, detour.via);
    let mut roots: Vec<&Cause> = causes.iter().filter(|cause| cause.is_root()).collect();
    if roots.is_empty() {
        roots = causes.iter().filter(|cause| !matches!(cause, Cause::Unmet { .. })).collect();
    }
    let said = roots.iter().take(MOST).map(|cause| sentence_of(answer.catalog, &query, cause));
    let mut lines: Vec<String> = said.collect();
    if roots.len() > MOST {
        let more = count((roots.len() - MOST) as u64, "more", "more");
        lines.push(format!("… and {more}; `--format json` has them all"));
    }
    lines
}

/// Returns what each role or credential asked about would mean, as a list; empty when none was.
#[must_use]
pub(crate) fn json(answer: &Answer<'_>, shown: &Shown) -> Value {
    let own = &shown.solution.plan;
    shown.detours.iter().map(|detour| detour_json(answer, own, detour)).collect()
}

fn detour_json(answer: &Answer<'_>, own: &Plan, detour: &Detour) -> Value {
    let catalog = answer.catalog;
    let outcome = match &detour.answer {
        DetourAnswer::OnTheWay(_) => "on-the-way",
        DetourAnswer::Found(_) => "found",
        DetourAnswer::OutOfReach(_) => "unreachable",
        DetourAnswer::Open { .. } => "limit",
    };
    let because: Vec<String> = match &detour.answer {
        DetourAnswer::OutOfReach(causes) => {
            let query = by_way_of(answer.query, detour.via);
            causes.iter().map(|cause| sentence_of(catalog, &query, cause)).collect()
        }
        _ => Vec::new(),
    };
    let step = match &detour.answer {
        DetourAnswer::OnTheWay(step) => Some(*step),
        _ => None,
    };
    let at_least = match &detour.answer {
        DetourAnswer::Found(solution) => Some(solution.at_least.0),
        DetourAnswer::Open { at_least } => Some(at_least.0),
        _ => None,
    };
    let (plan, optimal) = match &detour.answer {
        DetourAnswer::Found(solution) => (Some(&solution.plan), Some(solution.optimal)),
        _ => (None, None),
    };
    let more = |plan: &Plan| i64::from(plan.months.0) - i64::from(own.months.0);
    let dearer = |plan: &Plan| plan.cost.0 - own.cost.0;
    json!({
        "id": id(catalog, detour.via),
        "outcome": outcome,
        "step": step,
        "months": plan.map(|plan| plan.months.0),
        "cost": plan.map(|plan| plan.cost.0),
        "job_changes": plan.map(|plan| plan.job_changes),
        "months_more": plan.map(more),
        "cost_more": plan.map(dearer),
        "optimal": optimal,
        "at_least_months": at_least,
        "steps": plan.map(|plan| short_steps(catalog, plan)),
        "because": because,
    })
}

fn short_steps(catalog: &Catalog, plan: &Plan) -> Vec<Value> {
    let step = |step: &Step| {
        let (kind, start, end) = match step {
            Step::Study(study) => ("study", study.start, Some(study.end)),
            Step::Job(job) => ("job", job.start, job.end),
        };
        json!({ "kind": kind, "id": step_id(catalog, step), "start": start.0, "end": end.map(|end| end.0) })
    };
    plan.steps.iter().map(step).collect()
}
