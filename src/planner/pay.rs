//! The plan that brings in the most: pay over a horizon, minus what studies cost.
//!
//! Here every job counts, also one that leads nowhere, so nothing is cut away as beside the point; the bound is the best
//! pay of all roles that can have started by each month. All sums are in twelfths of the currency, which keeps them
//! whole: a year's pay is earned in twelve months.

use crate::catalog::Catalog;
use crate::ids::RoleId;
use crate::units::{Money, Months};

use super::plan::{Bound, Outcome, Plan, SearchStatistics, Solution, Step};
use super::query::{Objective, Query};
use super::reduce::{in_time, index, without_replaceable};
use super::search::{Decided, Found, Order, Search};
use super::solve::{Solver, fastest, months};
use super::source::Source;

/// How many states of each layer the first search looks at, and how many in all.
const BEAM_WIDTH: usize = 24;
const BEAM_LIMIT: u64 = 3000;

/// The part of the limit of states that the proof has: each of its states is many times as much work as in a search
/// for the fastest plan.
const PART_OF_LIMIT: u64 = 4;

/// Returns what a plan brings in over the horizon of the query, minus what its studies cost; in twelfths.
///
/// A plan that takes longer than the horizon is counted up to it, with all of its studies.
pub(super) fn twelfths(query: &Query, plan: &Plan) -> i64 {
    let horizon = query.pay.horizon.0;
    let pay = |role: Option<RoleId>| {
        let known = role.and_then(|role| query.pay.of(role));
        known.map_or(0, |pay| pay.0.max(0))
    };
    // From which month on which role is held.
    let mut held: Vec<(u32, Option<RoleId>)> = vec![(0, query.person.role)];
    for step in &plan.steps {
        match step {
            Step::Job(job) => {
                held.push((job.start.0, Some(job.role)));
            }
            Step::Study(study) if study.role.is_none() => held.push((study.start.0, None)),
            Step::Study(_) => {}
        }
    }
    held.sort_by_key(|(from, _)| *from);
    let mut sum = 0;
    for (position, (from, role)) in held.iter().enumerate() {
        let until = held.get(position + 1).map_or(horizon, |(next, _)| *next).min(horizon);
        sum += pay(*role) * i64::from(until.saturating_sub(*from));
    }
    sum - 12 * plan.cost.0
}

/// Returns what a plan brings in where pay is what counts; otherwise nothing.
pub(super) fn counted_twelfths(query: &Query, plan: &Plan) -> i64 {
    if query.objective == Objective::Pay { twelfths(query, plan) } else { 0 }
}

/// Finds the plan that brings in the most over the horizon, among those that reach the target within it.
pub(super) fn richest(catalog: &Catalog, query: &Query) -> Outcome {
    let mut within = query.clone();
    let longest = query.limits.deadline.map_or(query.pay.horizon, |deadline| deadline.min(query.pay.horizon));
    within.limits.deadline = Some(longest);
    // The fastest plan is often nearly as good, and says whether there is one.
    let first = match fastest(catalog, &Query { objective: Objective::Time, ..within.clone() }) {
        Outcome::Found(solution) => Some(solution),
        Outcome::Limit { .. } => None,
        Outcome::Unreachable(statistics) => return Outcome::Unreachable(statistics),
    };
    let mut statistics = SearchStatistics::default();
    let mut least = Months(0);
    if let Some(first) = &first {
        statistics.add(&first.statistics);
        least = first.at_least;
    }
    let mut solver = Solver::new(catalog, &within);
    let source = Source::collect(catalog, &within, &solver.builder);
    let bound = solver.horizon;
    let reduced = index(catalog, &within, source, bound)
        .and_then(|all| in_time(catalog, &within, &all, bound))
        .and_then(|all| without_replaceable(catalog, &within, &solver.builder, all, bound));
    let Some(reduced) = reduced else { return Outcome::Unreachable(statistics) };
    solver.statistics.relevant_roles = reduced.problem.roles.len() as u32;
    solver.statistics.relevant_credentials = reduced.problem.credentials.len() as u32;
    let mut best = first.map(|solution| found(&within, &solution.plan));
    let search = |order: Order, best: &Option<Found>| {
        let mut search = Search::new(&within, &reduced.problem, order, bound, reduced.earliest.clone());
        search.best.clone_from(best);
        search
    };
    let mut beam = search(Order::GreedyPay, &best);
    beam.beam(BEAM_WIDTH, BEAM_LIMIT.min(solver.left()));
    solver.count(&beam);
    best = beam.best.take();
    let mut exact = search(Order::Pay, &best);
    let closed = exact.run(solver.left() / PART_OF_LIMIT);
    solver.count(&exact);
    solver.statistics.stopped = exact.statistics().stopped;
    let most = exact.most_open();
    best = exact.best.take();
    statistics.add(&solver.statistics);
    statistics.stopped = solver.statistics.stopped;
    let Some(mut best) = best else {
        return if closed {
            Outcome::Unreachable(statistics)
        } else {
            Outcome::Limit { at_least: least, statistics }
        };
    };
    let most = most.map_or(best.value, |most| most.max(best.value));
    solver.tidy(&mut best);
    let at_least = if closed { months(best.months) } else { least.min(months(best.months)) };
    Outcome::Found(Solution {
        plan: solver.rebuild(&best),
        optimal: closed,
        at_least,
        bound: Bound::NetPay(Money(most.div_euclid(12))),
        statistics,
    })
}

/// Returns a plan as the search has it.
fn found(query: &Query, plan: &Plan) -> Found {
    let decided = |step: &Step| match step {
        Step::Study(study) => Decided {
            month: study.start.0.cast_signed(),
            role: None,
            study: Some((study.credential, study.option)),
        },
        Step::Job(job) => Decided { month: job.apply.0.cast_signed(), role: Some(job.role), study: None },
    };
    Found {
        months: plan.months.0.cast_signed(),
        cost: plan.cost.0,
        changes: plan.job_changes,
        value: twelfths(query, plan),
        decisions: plan.steps.iter().map(decided).collect(),
    }
}
