//! From a query to an answer: a good plan first, then the proof, then the cheapest of the fastest.

use crate::catalog::{Catalog, StudyMode};
use crate::ids::RoleId;
use crate::units::{Money, Months};

use super::formula::FormulaBuilder;
use super::plan::{JobStep, Outcome, Plan, SearchStatistics, Solution, Step, StudyStep};
use super::query::{Query, Target};
use super::reduce::{Reduced, cut, index, without_dominated};
use super::search::{Found, Order, Search};
use super::source::Source;

/// The beam searches for a first plan, by width, with what the guess of the work left weighs.
const BEAMS: [(usize, i32); 3] = [(4, 1), (16, 1), (40, 0)];

/// The most expansions of one beam search.
const BEAM_LIMIT: u64 = 1500;

/// Expansions spent on a cheaper plan where the fastest is not proved.
const LEAST_TIDYING: u64 = 1000;

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

impl<'a> Solver<'a> {
    fn new(catalog: &'a Catalog, query: &'a Query) -> Self {
        let deadline = query
            .limits
            .deadline
            .map_or(LONGEST, |months| i32::try_from(months.0).unwrap_or(LONGEST).min(LONGEST));
        Self {
            catalog,
            query,
            builder: FormulaBuilder {
                catalog,
                person: &query.person,
                standard: query.standard,
                start: query.start,
            },
            statistics: SearchStatistics::default(),
            horizon: deadline + 1,
        }
    }

    fn left(&self) -> u64 {
        self.query.state_limit.map_or(u64::MAX, |limit| limit.saturating_sub(self.statistics.states_expanded))
    }

    fn solve(mut self) -> Outcome {
        let source = Source::collect(self.catalog, self.query, &self.builder);
        let Some(whole) = index(self.catalog, self.query, source, self.horizon) else {
            return Outcome::Unreachable(self.statistics);
        };
        let least = whole.least();
        let (best, whole) = self.first_plan(whole, least);
        self.statistics.relevant_roles = whole.problem.roles.len() as u32;
        self.statistics.relevant_credentials = whole.problem.credentials.len() as u32;
        self.prove(best, &whole, least)
    }

    fn cut(&self, reduced: &Reduced, bound: i32) -> Option<Reduced> {
        cut(self.catalog, self.query, reduced.clone(), bound)
    }

    fn slim(&self, reduced: Reduced, bound: i32, costs_matter: bool) -> Option<Reduced> {
        let costs_matter = costs_matter || self.query.limits.budget.is_some();
        without_dominated(self.catalog, self.query, &self.builder, reduced, bound, costs_matter)
    }

    /// Looks for good plans, greedily, in the part of the problem that plans of plausible length can use.
    /// Returns the best one and what plans as long or shorter can use.
    fn first_plan(&mut self, whole: Reduced, least: i32) -> (Option<Found>, Reduced) {
        let mut guess = (least + least / 2 + 13).min(self.horizon);
        loop {
            if let Some(plausible) = self.cut(&whole, guess)
                && let Some(found) = self.greedy(&plausible, guess)
            {
                // One month more than the plan found, so that cheaper plans as fast are still inside.
                let bound = (found.months + 1).min(self.horizon);
                let kept = self.cut(&plausible, bound).unwrap_or(plausible);
                return (Some(found), kept);
            }
            if guess >= self.horizon || self.left() == 0 {
                return (None, whole);
            }
            guess =
                if guess > 6 * least + 600 { self.horizon } else { (guess + guess / 2).min(self.horizon) };
        }
    }

    fn greedy(&mut self, plausible: &Reduced, guess: i32) -> Option<Found> {
        let mut slim = self.slim(plausible.clone(), guess, false)?;
        let mut bound = guess;
        let mut best: Option<Found> = None;
        for (width, work) in BEAMS {
            loop {
                let limit = BEAM_LIMIT.min(self.left());
                let order = Order::Greedy { rest: 4, work };
                let mut search = Search::new(&slim.problem, order, bound, slim.earliest.clone());
                search.beam(width, limit);
                self.count(&search);
                let Some(found) = search.best else { break };
                bound = found.months;
                best = Some(found);
                match self.cut(&slim, bound).and_then(|cut| self.slim(cut, bound, false)) {
                    Some(smaller) => slim = smaller,
                    None => return best,
                }
            }
        }
        best
    }

    fn count(&mut self, search: &Search<'_>) {
        self.statistics.states_expanded += search.statistics.states_expanded;
        self.statistics.states_generated += search.statistics.states_generated;
        self.statistics.states_dominated += search.statistics.states_dominated;
    }

    /// Searches by months until nothing faster is left, then by cost among the fastest.
    fn prove(mut self, mut best: Option<Found>, whole: &Reduced, least: i32) -> Outcome {
        let mut at_least = least;
        let bound = best.as_ref().map_or(self.horizon, |found| found.months);
        let small = self.cut(whole, bound).and_then(|small| self.slim(small, bound, false));
        let mut fastest = true;
        if let Some(small) = small {
            let mut search = Search::new(&small.problem, Order::Months, bound, small.earliest.clone());
            fastest = search.run(self.left());
            self.count(&search);
            at_least = at_least.max(search.least_open());
            best = search.best.take().or(best);
        }
        let Some(mut best) = best else {
            return if fastest {
                Outcome::Unreachable(self.statistics)
            } else {
                Outcome::Limit { at_least: months(at_least), statistics: self.statistics }
            };
        };
        if fastest {
            at_least = best.months;
        }
        let mut cheapest = true;
        let bound = best.months + 1;
        if let Some(small) = self.cut(whole, bound).and_then(|small| self.slim(small, bound, true)) {
            let mut search = Search::new(&small.problem, Order::Cost, bound, small.earliest.clone());
            search.best = Some(best.clone());
            let limit = if fastest { self.left() } else { LEAST_TIDYING };
            cheapest = search.run(limit);
            self.count(&search);
            best = search.best.take().unwrap_or(best);
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
