//! From a query to an answer: a good plan first, then the proof, then the cheapest of the fastest.

use crate::catalog::{Catalog, StudyMode};
use crate::ids::RoleId;
use crate::units::{Money, Months};

use super::formula::FormulaBuilder;
use super::plan::{JobStep, Outcome, Plan, SearchStatistics, Solution, Step, StudyStep};
use super::problem::{Problem, TargetFact};
use super::query::{Query, Target};
use super::reduce::reduce;
use super::search::{Found, Order, Search};
use super::source::Source;

/// Expansions of each greedy search, by weight.
const GREEDY: [(i32, u64); 3] = [(12, 600), (4, 300), (2, 300)];

/// Plans longer than this are not looked for: a thousand years.
const LONGEST: i32 = 12_000;

/// Finds the plan with the fewest months, then the lowest cost, then the fewest job changes.
///
/// - The plan is [optimal](Solution::optimal) only when the search has closed: no state is left that could
///   lead to a better one.
/// - Otherwise it is the best plan found within [`Query::state_limit`], with a proved lower bound on months.
/// - Equal inputs give equal answers: the limit counts states, and ties are broken by ids.
///
/// # Complexity
/// The problem is NP-hard; the time is the number of states expanded times roughly the size of the relevant
/// part of the catalog. Memory grows with the states generated.
#[must_use]
pub fn plan(catalog: &Catalog, query: &Query) -> Outcome {
    if is_reached(query) {
        let plan = Plan { months: Months(0), cost: Money(0), job_changes: 0, steps: Vec::new() };
        let statistics = SearchStatistics::default();
        return Outcome::Found(Solution { plan, optimal: true, at_least: Months(0), statistics });
    }
    Solver::new(catalog, query).solve()
}

fn is_reached(query: &Query) -> bool {
    match query.target {
        Target::Role(role) => query.person.role == Some(role),
        Target::Credential(credential) => query.person.holds(credential),
    }
}

struct Solver<'a> {
    catalog: &'a Catalog,
    query: &'a Query,
    builder: FormulaBuilder<'a>,
    statistics: SearchStatistics,
    /// Plans of this many months or more break the deadline.
    horizon: i32,
}

/// A source cut down to what plans below some bound can use, indexed.
struct Reduced {
    source: Source,
    problem: Problem,
    earliest: Vec<i32>,
}

impl<'a> Solver<'a> {
    fn new(catalog: &'a Catalog, query: &'a Query) -> Self {
        let deadline = query
            .limits
            .deadline
            .map_or(LONGEST, |months| i32::try_from(months.0).unwrap_or(LONGEST).min(LONGEST));
        Self {
            catalog,
            query,
            builder: FormulaBuilder { catalog, person: &query.person, start: query.start },
            statistics: SearchStatistics::default(),
            horizon: deadline + 1,
        }
    }

    fn left(&self) -> u64 {
        self.query.state_limit.map_or(u64::MAX, |limit| limit.saturating_sub(self.statistics.states_expanded))
    }

    fn solve(mut self) -> Outcome {
        let source = Source::collect(self.catalog, self.query, &self.builder);
        let Some(first) = self.reduce(&source, self.horizon, true) else {
            return Outcome::Unreachable(self.statistics);
        };
        let least = target_month(&first);
        let (best, reduced) = self.first_plan(first, least);
        self.statistics.relevant_roles = reduced.problem.roles.len() as u32;
        self.statistics.relevant_credentials = reduced.problem.credentials.len() as u32;
        self.prove(best, reduced, least)
    }

    fn reduce(&self, source: &Source, bound: i32, costs_matter: bool) -> Option<Reduced> {
        let costs_matter = costs_matter || self.query.limits.budget.is_some();
        reduce(self.catalog, self.query, &self.builder, source, bound, costs_matter)
            .map(|(source, problem, earliest)| Reduced { source, problem, earliest })
    }

    /// Looks for good plans, greedily, in the part of the problem that plans of plausible length can use.
    fn first_plan(&mut self, first: Reduced, least: i32) -> (Option<Found>, Reduced) {
        let mut guess = (least + least / 2 + 13).min(self.horizon);
        let mut best: Option<Found> = None;
        let mut whole = first;
        loop {
            if let Some(mut reduced) = self.reduce(&whole.source, guess, false) {
                let mut bound = guess;
                for (weight, limit) in GREEDY {
                    let limit = limit.min(self.left());
                    let mut search = Search::new(
                        &reduced.problem,
                        Order::Greedy { weight },
                        bound,
                        reduced.earliest.clone(),
                    );
                    search.run(limit);
                    self.count(&search);
                    if let Some(found) = search.best {
                        bound = bound.min(found.months);
                        best = Some(found);
                        match self.reduce(&reduced.source, bound, false) {
                            Some(smaller) => reduced = smaller,
                            None => break,
                        }
                    }
                }
            }
            if let Some(found) = &best {
                // One month more than the plan found, so that plans as fast and cheaper are still inside.
                if let Some(reduced) = self.reduce(&whole.source, (found.months + 1).min(self.horizon), true)
                {
                    whole = reduced;
                }
                return (best, whole);
            }
            if guess >= self.horizon || self.left() == 0 {
                return (None, whole);
            }
            guess =
                if guess > 6 * least + 600 { self.horizon } else { (guess + guess / 2).min(self.horizon) };
        }
    }

    fn count(&mut self, search: &Search<'_>) {
        self.statistics.states_expanded += search.statistics.states_expanded;
        self.statistics.states_generated += search.statistics.states_generated;
        self.statistics.states_dominated += search.statistics.states_dominated;
    }

    /// Searches by months until nothing faster is left, then by cost among the fastest.
    fn prove(mut self, mut best: Option<Found>, reduced: Reduced, least: i32) -> Outcome {
        let mut at_least = least;
        let mut fastest = false;
        let bound = best.as_ref().map_or(self.horizon, |found| found.months);
        if let Some(small) = self.reduce(&reduced.source, bound, false) {
            let mut search = Search::new(&small.problem, Order::Months, bound, small.earliest.clone());
            let closed = search.run(self.left());
            self.count(&search);
            at_least = at_least.max(search.least_open());
            if let Some(found) = search.best.take() {
                best = Some(found);
            }
            fastest = closed;
        } else {
            fastest = best.is_some() || fastest;
            at_least = at_least.max(bound);
        }
        let Some(mut best) = best else {
            return if fastest || self.reduce(&reduced.source, bound, false).is_none() {
                Outcome::Unreachable(self.statistics)
            } else {
                Outcome::Limit { at_least: months(at_least), statistics: self.statistics }
            };
        };
        if fastest {
            at_least = best.months;
        }
        let mut cheapest = false;
        if let Some(small) = self.reduce(&reduced.source, best.months + 1, true) {
            let mut search =
                Search::new(&small.problem, Order::Cost, best.months + 1, small.earliest.clone());
            search.best = Some(best.clone());
            let limit = if fastest { self.left() } else { self.left().max(1000).min(2000) };
            cheapest = search.run(limit);
            self.count(&search);
            if let Some(found) = search.best.take() {
                best = found;
            }
        }
        Outcome::Found(Solution {
            plan: self.rebuild(&best),
            optimal: fastest && cheapest,
            at_least: months(at_least.min(best.months)),
            statistics: self.statistics,
        })
    }

    /// Turns decisions into the steps of a plan.
    fn rebuild(&self, found: &Found) -> Plan {
        let mut steps: Vec<Step> = Vec::new();
        let mut role = self.query.person.role;
        let mut pending: Option<(RoleId, i32)> = None;
        // The step of the current job, to be ended when it is left.
        let mut current: Option<usize> = None;
        for decided in &found.decisions {
            if let Some((next, start)) = pending
                && start <= decided.month
            {
                role = Some(next);
                pending = None;
            }
            if let Some((credential, option)) = decided.study {
                let study = &self.catalog.credential(credential).study[option];
                let full_time = study.mode == StudyMode::FullTime;
                if full_time {
                    end_job(&mut steps, current.take(), decided.month);
                    role = None;
                }
                steps.push(Step::Study(StudyStep {
                    credential,
                    option,
                    start: months(decided.month),
                    end: Months(months(decided.month).0 + study.months.0.max(1)),
                    cost: study.cost.as_ref().map_or(Money(0), |figure| figure.amount),
                    role,
                }));
            }
            if let Some(next) = decided.role {
                let start =
                    decided.month + self.query.search_months(self.catalog, next).0.max(1).cast_signed();
                end_job(&mut steps, current.take(), start);
                current = Some(steps.len());
                pending = Some((next, start));
                steps.push(Step::Job(JobStep {
                    role: next,
                    apply: months(decided.month),
                    start: months(start),
                    end: None,
                }));
            }
        }
        Plan { months: months(found.months), cost: Money(found.cost), job_changes: found.changes, steps }
    }
}

fn end_job(steps: &mut [Step], job: Option<usize>, month: i32) {
    if let Some(Step::Job(step)) = job.map(|index| &mut steps[index]) {
        step.end = Some(months(month));
    }
}

fn months(month: i32) -> Months {
    Months(month.max(0).cast_unsigned())
}

fn target_month(reduced: &Reduced) -> i32 {
    match reduced.problem.target {
        TargetFact::Role(role) => reduced.earliest[role as usize],
        TargetFact::Credential(credential) => {
            reduced.earliest[reduced.problem.roles.len() + credential as usize]
        }
    }
}
