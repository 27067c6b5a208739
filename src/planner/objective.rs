//! What the best plan is, for each objective, by way of the fastest plan within ever tighter limits.
//!
//! The search finds the fastest plan, then the cheapest among the fastest. The cheapest plan of all is therefore the
//! fastest one within a budget that is just enough, and the plan with the fewest job changes the fastest one that may
//! change jobs just often enough. [`relaxed`](super::relaxed) says how much is needed at the least; most often that is
//! enough.

use crate::catalog::Catalog;
use crate::units::{Money, Months};

use super::pay;
use super::plan::{Bound, Outcome, Plan, SearchStatistics, Solution};
use super::query::{Objective, Query};
use super::relaxed::Counting;
use super::solve::{fastest, least};

/// Finds the best plan by the query's objective.
///
/// - The plan is [optimal](Solution::optimal) only when the search has closed: no state is left that could
///   lead to a better one.
/// - Otherwise it is the best plan found within [`Query::state_limit`], with a proved [bound](Solution::bound).
/// - Equal inputs give equal answers: the limit counts states, and plans that tie in every measure are taken in the
///   order in which the search meets them, which follows from ids alone.
///
/// # Complexity
/// The problem is NP-hard; the time is the number of states expanded times roughly the size of the relevant
/// part of the catalog. Memory grows with the states generated.
#[must_use]
pub fn plan(catalog: &Catalog, query: &Query) -> Outcome {
    if query.is_reached() {
        return Outcome::Found(Solution::nothing_to_do());
    }
    if query.is_interrupted() {
        return Outcome::Limit { at_least: Months(0), statistics: SearchStatistics::default() };
    }
    settled(match query.objective {
        Objective::Time => fastest(catalog, query),
        Objective::Cost => cheapest(catalog, query),
        Objective::Changes => steadiest(catalog, query),
        Objective::Pay => pay::richest(catalog, query),
    })
}

/// Returns an outcome that names a reason for having stopped only where something is left open.
pub(super) fn settled(mut outcome: Outcome) -> Outcome {
    match &mut outcome {
        // One search of several may have stopped and another one settled the question.
        Outcome::Found(Solution { optimal: true, statistics, .. }) | Outcome::Unreachable(statistics) => {
            statistics.stopped = None;
        }
        Outcome::Found(_) | Outcome::Limit { .. } => {}
    }
    outcome
}

/// Tells whether one plan is better than another by the query's objective.
#[must_use]
pub fn is_better(query: &Query, one: &Plan, other: &Plan) -> bool {
    key(query, one) < key(query, other)
}

/// Returns what plans are compared by; the smallest is the best.
pub(super) fn key(query: &Query, plan: &Plan) -> [i64; 4] {
    let (months, cost, changes) = (i64::from(plan.months.0), plan.cost.0, i64::from(plan.job_changes));
    match query.objective {
        Objective::Time => [months, cost, changes, 0],
        Objective::Cost => [cost, months, changes, 0],
        Objective::Changes => [changes, months, cost, 0],
        Objective::Pay => [-pay::twelfths(query, plan), months, cost, changes],
    }
}

/// Searches of the fastest plan, one after another, for one question.
struct Series<'a> {
    catalog: &'a Catalog,
    query: Query,
    limit: Option<u64>,
    statistics: SearchStatistics,
}

/// The part of the limit of states that each search of a series has at least.
const LEAST_PART: u64 = 8;

/// The part that the search within the person's own limits has, so that there is a plan at all.
const LARGE_PART: u64 = 2;

impl<'a> Series<'a> {
    fn new(catalog: &'a Catalog, query: &Query) -> Self {
        let query = Query { objective: Objective::Time, ..query.clone() };
        Self { catalog, limit: query.state_limit, query, statistics: SearchStatistics::default() }
    }

    /// Finds the fastest plan within the limits as they stand.
    ///
    /// The first search has the limit of states, the others what is left of it, and at least a part.
    fn fastest(&mut self) -> Outcome {
        self.fastest_with(LEAST_PART)
    }

    /// Finds the fastest plan within the limits as they stand, with at least one `part`th of the limit of states.
    fn fastest_with(&mut self, part: u64) -> Outcome {
        let spent = self.statistics.effort;
        self.query.state_limit =
            self.limit.map(|limit| limit.saturating_sub(spent).max(limit / part).max(1).min(limit));
        let outcome = fastest(self.catalog, &self.query);
        self.statistics.add(outcome.statistics());
        outcome
    }

    /// Returns an outcome with everything the series did.
    fn finish(self, outcome: Outcome) -> Outcome {
        let statistics = self.statistics;
        match outcome {
            Outcome::Found(solution) => Outcome::Found(Solution { statistics, ..solution }),
            Outcome::Unreachable(_) => Outcome::Unreachable(statistics),
            Outcome::Limit { at_least, .. } => Outcome::Limit { at_least, statistics },
        }
    }
}

/// Finds the cheapest plan, then the fastest of the cheapest.
fn cheapest(catalog: &Catalog, query: &Query) -> Outcome {
    let mut series = Series::new(catalog, query);
    let own = query.limits.budget;
    let Some(least) = least(catalog, &series.query, Counting::Cost).map(Money) else {
        return Outcome::Unreachable(SearchStatistics::default());
    };
    if own.is_some_and(|budget| budget < least) {
        return Outcome::Unreachable(SearchStatistics::default());
    }
    series.query.limits.budget = Some(least);
    let outcome = series.fastest();
    if let Outcome::Found(solution) = outcome {
        let bound = Bound::Cost(least);
        return series.finish(Outcome::Found(Solution { bound, ..solution }));
    }
    // Not even the fastest plan can be had for that little, or none was found.
    let mut at_least = if matches!(outcome, Outcome::Unreachable(_)) { Money(least.0 + 1) } else { least };
    series.query.limits.budget = own;
    let mut best = match series.fastest_with(LARGE_PART) {
        Outcome::Found(solution) => solution,
        other => return series.finish(other),
    };
    while best.plan.cost > at_least {
        series.query.limits.budget = Some(Money(best.plan.cost.0 - 1));
        match series.fastest() {
            Outcome::Found(solution) => best = solution,
            Outcome::Unreachable(_) => at_least = best.plan.cost,
            Outcome::Limit { .. } => break,
        }
    }
    let optimal = best.optimal && best.plan.cost <= at_least;
    let bound = Bound::Cost(at_least.min(best.plan.cost));
    series.finish(Outcome::Found(Solution { optimal, bound, ..best }))
}

/// Finds the plan with the fewest job changes, then the fastest of them.
fn steadiest(catalog: &Catalog, query: &Query) -> Outcome {
    let mut series = Series::new(catalog, query);
    let own = query.limits.job_changes;
    let Some(least) = least(catalog, &series.query, Counting::Changes) else {
        return Outcome::Unreachable(SearchStatistics::default());
    };
    let mut at_least = u32::try_from(least).unwrap_or(u32::MAX);
    let mut proved = true;
    let mut fallback: Option<Solution> = None;
    for allowed in at_least.. {
        if own.is_some_and(|own| allowed > own) {
            break;
        }
        if fallback.as_ref().is_some_and(|known| known.plan.job_changes <= allowed) {
            break;
        }
        series.query.limits.job_changes = Some(allowed);
        match series.fastest() {
            Outcome::Found(solution) => {
                let optimal = proved && solution.optimal;
                let bound = Bound::Changes(at_least.min(solution.plan.job_changes));
                return series.finish(Outcome::Found(Solution { optimal, bound, ..solution }));
            }
            Outcome::Unreachable(_) if proved => at_least = allowed + 1,
            Outcome::Unreachable(_) => {}
            Outcome::Limit { .. } => proved = false,
        }
        if fallback.is_none() {
            // Only now is it worth knowing whether there is a plan at all.
            series.query.limits.job_changes = own;
            match series.fastest_with(LARGE_PART) {
                Outcome::Found(solution) => fallback = Some(solution),
                other => return series.finish(other),
            }
        }
    }
    match fallback {
        Some(solution) => {
            let changes = solution.plan.job_changes;
            let optimal = proved && solution.optimal && changes <= at_least;
            let bound = Bound::Changes(at_least.min(changes));
            series.finish(Outcome::Found(Solution { optimal, bound, ..solution }))
        }
        // More roles have to be started than are allowed.
        None => series.finish(Outcome::Unreachable(SearchStatistics::default())),
    }
}
