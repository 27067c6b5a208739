//! The trade-off between time and money: every plan that no other one beats in both.

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::catalog::Catalog;
use crate::units::{Money, Months};

use super::objective::plan;
use super::pay;
use super::plan::{Outcome, SearchStatistics, Solution};
use super::query::{Objective, Query};
use super::relaxed::Counting;
use super::solve::{fastest, least};

/// The plans of which none is both as fast and as cheap as another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Front {
    /// The plans, the fastest first: each later one takes longer and costs less.
    pub points: Vec<Solution>,
    /// Whether the front is exact: every plan of it is proved, and none is missing.
    pub complete: bool,
    /// No plan takes fewer months.
    pub at_least: Months,
    /// What the searches did.
    pub statistics: SearchStatistics,
}

impl Front {
    /// Returns what the front says about the fastest plan.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let mut statistics = self.statistics;
        if self.complete {
            statistics.stopped = None;
        }
        match self.points.first() {
            Some(first) => Outcome::Found(Solution { statistics, ..first.clone() }),
            None if self.complete => Outcome::Unreachable(statistics),
            None => Outcome::Limit { at_least: self.at_least, statistics },
        }
    }
}

/// Finds the trade-off between months and cost; empty and complete where there is no plan.
///
/// The fastest plan comes first, then the fastest one that costs less, and so on (the ε-constraint method of
/// Haimes, Lasdon and Wismer, 1971, which is exact here because costs are whole numbers). Each plan has the limit
/// of states to itself.
#[must_use]
pub fn front(catalog: &Catalog, query: &Query) -> Front {
    let mut front = Front {
        points: Vec::new(),
        complete: true,
        at_least: Months(0),
        statistics: SearchStatistics::default(),
    };
    if query.is_reached() {
        front.points.push(Solution::nothing_to_do());
        return front;
    }
    let mut query = Query { objective: Objective::Time, ..query.clone() };
    let Some(least) = least(catalog, &query, Counting::Cost) else { return front };
    loop {
        match fastest(catalog, &query) {
            Outcome::Found(solution) => {
                front.statistics.add(&solution.statistics);
                front.complete &= solution.optimal;
                if front.points.is_empty() {
                    front.at_least = solution.at_least;
                }
                // Only a plan that is not proved can be beaten by one that costs less.
                front.points.retain(|point| point.plan.months < solution.plan.months);
                let cost = solution.plan.cost;
                front.points.push(solution);
                if cost.0 <= least {
                    return front;
                }
                query.limits.budget = Some(Money(cost.0 - 1));
            }
            Outcome::Unreachable(statistics) => {
                front.statistics.add(&statistics);
                return front;
            }
            Outcome::Limit { at_least, statistics } => {
                front.statistics.add(&statistics);
                front.complete = false;
                if front.points.is_empty() {
                    front.at_least = at_least;
                }
                return front;
            }
        }
    }
}

/// How many deadlines are tried for pay, and the part of the limit of states that each has.
const DEADLINES: u32 = 6;
const PART_OF_LIMIT: u64 = 10;

/// Finds the trade-off between months, cost and net pay, thinned: besides the exact trade-off between months and cost,
/// the plan that brings in the most within each of a few deadlines up to the horizon (the ε-constraint method with a
/// coarse ε). Returns it with the months between two deadlines; plans of pay are the best found, not proved.
#[must_use]
pub fn front_with_pay(catalog: &Catalog, query: &Query) -> (Front, Months) {
    let mut front = front(catalog, query);
    let Some(fastest) = front.points.first().map(|point| point.plan.months) else {
        return (front, Months(0));
    };
    let horizon = query.limits.deadline.map_or(query.pay.horizon, |own| own.min(query.pay.horizon));
    let step = Months(horizon.0.saturating_sub(fastest.0).div_ceil(DEADLINES).max(1));
    let deadlines: Vec<Months> =
        (1..=DEADLINES).map(|number| Months((fastest.0 + number * step.0).min(horizon.0))).collect();
    let found: Vec<Outcome> = deadlines
        .par_iter()
        .map(|&deadline| {
            let mut query = Query { objective: Objective::Pay, ..query.clone() };
            query.limits.deadline = Some(deadline);
            query.state_limit = query.state_limit.map(|limit| limit.div_ceil(PART_OF_LIMIT));
            query.memory_limit = query.memory_limit_side_by_side();
            plan(catalog, &query)
        })
        .collect();
    for outcome in found {
        if let Outcome::Found(solution) = outcome {
            front.statistics.add(&solution.statistics);
            front.points.push(solution);
        }
    }
    let measures =
        |point: &Solution| (point.plan.months, point.plan.cost, -pay::twelfths(query, &point.plan));
    let known: Vec<_> = front.points.iter().map(measures).collect();
    let beaten = |position: usize| {
        let (months, cost, pay) = known[position];
        known.iter().enumerate().any(|(other, &(other_months, other_cost, other_pay))| {
            let as_good = other_months <= months && other_cost <= cost && other_pay <= pay;
            let same = known[other] == known[position];
            as_good && (if same { other < position } else { other != position })
        })
    };
    let mut position = 0;
    front.points.retain(|_| {
        position += 1;
        !beaten(position - 1)
    });
    front.points.sort_by_key(measures);
    front.complete = false;
    for point in &mut front.points {
        point.optimal = false;
    }
    (front, step)
}
