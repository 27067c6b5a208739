//! From a query to an answer: a good plan first, then the proof, then the cheapest of the fastest.

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use crate::catalog::{Catalog, StudyMode};
use crate::ids::{CredentialId, RoleId};
use crate::units::{Money, Months};

use super::core::core;
use super::earliest::Depth;
use super::few::Climber;
use super::formula::FormulaBuilder;
use super::improve::Improver;
use super::near::nearest;
use super::pay;
use super::plan::{Bound, JobStep, Outcome, Plan, SearchStatistics, Solution, Step, StudyStep};
use super::query::{Limits, Objective, Query, Target};
use super::reduce::{Reduced, cut, index, usable, without_dominated};
use super::relaxed::{self, Counting};
use super::search::{Found, Order, Search};
use super::source::Source;
use super::verify::verify;

/// The beam searches for a first plan, by width, with what the guess of the work left and the months passed weigh.
/// The first two go for plans that are over soon, the others for plans that the bound cannot yet rule out.
const BEAMS: [(usize, i32, i32); 4] = [(6, 4, 4), (20, 4, 4), (16, 1, 0), (40, 0, 0)];

/// The most expansions of one beam search.
const BEAM_LIMIT: u64 = 1500;

/// Beyond this many roles a problem is large: few looks at the whole of it, and short plans first.
pub(super) const LARGE: usize = 300;

/// How many of each choice the cores of a large problem have in which a first plan is looked for.
const BREADTHS: [usize; 4] = [1, 2, 3, 5];

/// The part of what is left of the limit that one beam search may take.
const PART_OF_BEAM: u64 = 3;

/// The part of what is left of the limit that a proof in a large problem may take.
const PART_OF_PROOF: u64 = 8;

/// Expansions spent on a cheaper plan where the fastest is not proved.
const LEAST_TIDYING: u64 = 1000;

/// Expansions kept back from the proof of the months.
const KEPT_FOR_COST: u64 = 2000;

/// Expansions before the search for a cheaper plan stops to look for one by hand.
const QUICK_LIMIT: u64 = 300;

/// Most expansions of one try with other studies beside the same jobs.
const SCRIPT_LIMIT: u64 = 60;

/// The part of the limit of states that other limits are tried with.
const PART_OF_LIMIT: u64 = 6;

/// The fewest states with which other limits are tried.
const LEAST_FOR_OTHERS: u64 = 5_000;

/// Plans longer than this are not looked for: a thousand years.
const LONGEST: i32 = 12_000;

/// Finds the plan with the fewest months, then the lowest cost, then the fewest job changes.
///
/// Where the search stops at its limit, tighter and looser limits are tried too, each with a part of the states: they
/// lead it along other ways, and a plan that keeps to the limits is as good whichever way it was found.
pub(super) fn fastest(catalog: &Catalog, query: &Query) -> Outcome {
    let source = Solver::new(catalog, query).collect();
    fastest_out_of(catalog, query, source, None)
}

/// Finds the fastest plan as [`fastest`] does, where it is known what could help to reach the target; with `spent` where
/// the [nearest](super::near) plans were looked for in vain, and what that took.
pub(super) fn fastest_out_of(
    catalog: &Catalog,
    query: &Query,
    source: Source,
    spent: Option<SearchStatistics>,
) -> Outcome {
    let mut solver = Solver::new(catalog, query);
    solver.looks_near = spent.is_none();
    solver.statistics = spent.unwrap_or_default();
    let outcome = solver.solve(source);
    let known = match &outcome {
        Outcome::Found(solution) if solution.at_least < solution.plan.months => Some(solution),
        Outcome::Limit { .. } => None,
        Outcome::Found(_) | Outcome::Unreachable(_) => return outcome,
    };
    // Where states are few, many questions are asked at once, and each has to be quick.
    let Some(limit) = query.state_limit.filter(|limit| *limit >= LEAST_FOR_OTHERS) else { return outcome };
    let SearchStatistics { effort, states_expanded, .. } = outcome.statistics();
    if *effort > 2 * states_expanded {
        // In a large problem each of the searches would be as dear as this one.
        return outcome;
    }
    let budget = query.limits.budget;
    let half = known.map(|solution| Money(solution.plan.cost.0 / 2)).filter(|half| *half > Money(0));
    let tighter_budgets = [Some(Money(0)), half].into_iter().flatten().filter(|other| budget != Some(*other));
    let others = tighter_budgets.map(|budget| Limits { budget: Some(budget), ..query.limits.clone() });
    let mut others: Vec<Limits> = others.collect();
    if !query.limits.keep_working {
        others.push(Limits { keep_working: true, ..query.limits.clone() });
    }
    if budget.is_some() {
        others.push(Limits { budget: None, ..query.limits.clone() });
    }
    let found: Vec<Outcome> = others
        .into_par_iter()
        .map(|limits| {
            let other = Query {
                limits,
                state_limit: Some(limit / PART_OF_LIMIT),
                memory_limit: query.memory_limit_side_by_side(),
                ..query.clone()
            };
            let solver = Solver::new(catalog, &other);
            let source = solver.collect();
            solver.solve(source)
        })
        .collect();
    let mut statistics = *outcome.statistics();
    let at_least = match &outcome {
        Outcome::Found(Solution { at_least, .. }) | Outcome::Limit { at_least, .. } => *at_least,
        Outcome::Unreachable(_) => Months(0),
    };
    let mut best = known.map(|solution| solution.plan.clone());
    for outcome in found {
        let Outcome::Found(solution) = outcome else { continue };
        statistics.add(&solution.statistics);
        let measures = |plan: &Plan| (plan.months, plan.cost, plan.job_changes);
        let is_better = best.as_ref().is_none_or(|best| measures(&solution.plan) < measures(best));
        if is_better && verify(catalog, query, &solution.plan).is_empty() {
            best = Some(solution.plan);
        }
    }
    statistics.stopped = outcome.statistics().stopped;
    match best {
        Some(plan) => Outcome::Found(Solution {
            plan,
            optimal: false,
            at_least,
            bound: Bound::Months(at_least),
            statistics,
        }),
        None => Outcome::Limit { at_least, statistics },
    }
}

/// Returns the least that any plan has to pay, or how many roles it has to start, as far as can be told without
/// regard to time; `None` when there is no plan.
pub(super) fn least(catalog: &Catalog, query: &Query, counting: Counting) -> Option<i64> {
    let solver = Solver::new(catalog, query);
    let reduced = index(catalog, query, solver.collect(), solver.horizon)?;
    relaxed::least(&reduced.problem, counting)
}

pub(super) struct Solver<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) query: &'a Query,
    pub(super) builder: FormulaBuilder<'a>,
    pub(super) statistics: SearchStatistics,
    /// Plans of this many months or more break the deadline.
    pub(super) horizon: i32,
    /// Beyond how many roles a problem is large.
    large: usize,
    /// Whether the nearest plans of a large problem are looked for first.
    looks_near: bool,
}

impl<'a> Solver<'a> {
    pub(super) fn new(catalog: &'a Catalog, query: &'a Query) -> Self {
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
            large: LARGE,
            looks_near: true,
        }
    }

    /// Makes one for plans of fewer than `bound` months, and the little that they can use.
    pub(super) fn near(self, bound: i32) -> Self {
        Self { horizon: bound, large: usize::MAX, looks_near: false, ..self }
    }

    pub(super) fn left(&self) -> u64 {
        if self.query.is_interrupted() {
            return 0;
        }
        self.query.state_limit.map_or(u64::MAX, |limit| limit.saturating_sub(self.statistics.effort))
    }

    /// Collects what could help to reach the target.
    pub(super) fn collect(&self) -> Source {
        Source::collect(self.catalog, self.query, &self.builder)
    }

    pub(super) fn solve(mut self, source: Source) -> Outcome {
        let Some(whole) = index(self.catalog, self.query, source, self.horizon) else {
            return Outcome::Unreachable(self.statistics);
        };
        let least = whole.least();
        self.consider(&whole);
        if self.looks_near && whole.problem.roles.len() > self.large {
            let usable = |bound| usable(&whole, bound);
            let Self { catalog, query, horizon, statistics, .. } = &mut self;
            if let Some(outcome) = nearest(catalog, query, least, *horizon, statistics, usable) {
                return outcome;
            }
        }
        let (best, whole) = self.first_plan(whole, least);
        self.statistics.relevant_roles = whole.problem.roles.len() as u32;
        self.statistics.relevant_credentials = whole.problem.credentials.len() as u32;
        self.prove(best, &whole, least)
    }

    fn cut(&self, reduced: &Reduced, bound: i32) -> Option<Reduced> {
        let budget = self.query.limits.budget.map(|budget| budget.0);
        cut(self.catalog, self.query, reduced, bound, budget, Depth::Target)
    }

    /// Cuts further: without roles and studies that another one replaces, and without studies that a plan of at
    /// most `cost` has no money for.
    fn slim(&self, reduced: &Reduced, bound: i32, cost: Option<i64>) -> Option<Reduced> {
        let budget = self.query.limits.budget.map(|budget| budget.0);
        let least = [budget, cost].into_iter().flatten().min();
        let reduced = cut(self.catalog, self.query, reduced, bound, least, Depth::Target)?;
        without_dominated(self.catalog, self.query, &self.builder, reduced, bound, least)
    }

    /// Looks for good plans, greedily, in the part of the problem that plans of plausible length can use.
    /// Returns the best one and what plans as long or shorter can use.
    fn first_plan(&mut self, whole: Reduced, least: i32) -> (Option<Found>, Reduced) {
        let plausible = (least + least / 2 + 13).min(self.horizon);
        let mut guess = plausible;
        if whole.problem.roles.len() > self.large
            && let Some(found) = self.plan_of_core(&whole, plausible)
        {
            let bound = (found.months + 1).min(self.horizon);
            let kept = self.cut(&whole, bound).unwrap_or(whole);
            return (Some(found), kept);
        }
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

    /// Looks for a good plan in the core of a large problem.
    fn plan_of_core(&mut self, whole: &Reduced, guess: i32) -> Option<Found> {
        let mut best: Option<Found> = None;
        for breadth in BREADTHS {
            let Some(core) = index(self.catalog, self.query, core(whole, breadth), self.horizon) else {
                continue;
            };
            self.consider(whole);
            if core.problem.roles.len() > self.large && breadth > BREADTHS[0] {
                break;
            }
            let longest = best.as_ref().map_or_else(
                || guess.max(core.least() + core.least() / 2 + 13).min(self.horizon),
                |found| found.months,
            );
            let Some(plausible) = self.cut(&core, longest) else { continue };
            best = self.greedy(&plausible, longest).or(best);
        }
        best
    }

    fn greedy(&mut self, plausible: &Reduced, guess: i32) -> Option<Found> {
        let mut slim = self.slim(plausible, guess, None)?;
        let mut bound = guess;
        let mut best: Option<Found> = None;
        let is_large = slim.problem.roles.len() > self.large;
        let (beams, part) = if is_large { (&BEAMS[..1], PART_OF_BEAM) } else { (&BEAMS[..], 1) };
        for &(width, work, month) in beams {
            loop {
                let limit = BEAM_LIMIT.min(self.left() / part);
                let order = Order::Greedy { work, month };
                let mut search = Search::new(self.query, &slim.problem, order, bound, slim.earliest.clone());
                search.beam(width, limit);
                self.count(&search);
                let Some(found) = search.best else { break };
                bound = found.months;
                best = Some(found);
                match self.slim(&slim, bound, None) {
                    Some(smaller) => slim = smaller,
                    None => return best,
                }
            }
        }
        best
    }

    /// Looks for a better plan than the best one; returns it, and the months that plans have to stay below.
    fn improve(&mut self, reduced: &Reduced, best: Option<Found>, bound: i32) -> (Option<Found>, i32) {
        let mut improver = Improver {
            query: self.query,
            reduced,
            best,
            bound,
            left: self.left() / 3,
            spent: SearchStatistics::default(),
        };
        improver.detours();
        improver.other_ends();
        self.statistics.add(&improver.spent);
        if reduced.problem.roles.len() > LARGE {
            // There are thousands of neighbours, each of them a problem of its own.
            return (improver.best, improver.bound);
        }
        let mut climber = Climber {
            catalog: self.catalog,
            query: self.query,
            reduced,
            goals: self.goal_roles(),
            best: improver.best,
            bound: improver.bound,
            left: self.left() / 3,
            spent: SearchStatistics::default(),
        };
        climber.climb();
        self.statistics.add(&climber.spent);
        (climber.best, climber.bound)
    }

    /// Returns the roles that every plan takes, in the order of the catalog.
    fn goal_roles(&self) -> Vec<RoleId> {
        let role = |goal| match goal {
            Target::Role(role) => Some(role),
            Target::Credential(_) => None,
        };
        let mut roles: Vec<RoleId> = self.query.goals().into_iter().filter_map(role).collect();
        roles.sort_unstable();
        roles
    }

    fn consider(&mut self, reduced: &Reduced) {
        self.statistics.considered += reduced.problem.roles.len() as u64;
    }

    pub(super) fn count(&mut self, search: &Search<'_>) {
        let stopped = self.statistics.stopped;
        self.statistics.add(&search.statistics());
        self.statistics.stopped = stopped;
    }

    /// Searches by months until nothing faster is left, then by cost among the fastest.
    fn prove(mut self, mut best: Option<Found>, whole: &Reduced, least: i32) -> Outcome {
        let mut at_least = least;
        let bound = best.as_ref().map_or(self.horizon, |found| found.months);
        let small = self.slim(whole, bound, None);
        let mut fastest = true;
        if let Some(mut small) = small {
            let mut bound = bound;
            // Most searches close at once; for the others it pays to look for a better plan first.
            for limit in [QUICK_LIMIT, u64::MAX] {
                let mut search =
                    Search::new(self.query, &small.problem, Order::Months, bound, small.earliest.clone());
                // Some is kept for the cheapest among the fastest.
                let most = self.left() - KEPT_FOR_COST.min(self.left() / 3);
                fastest = search.run(limit.min(self.part_of(&small, most)));
                self.count(&search);
                self.statistics.stopped = search.statistics().stopped;
                at_least = at_least.max(search.least_open());
                bound = search.bound;
                best = search.best.take().or(best);
                if fastest || limit == u64::MAX {
                    break;
                }
                (best, bound) = self.improve(&small, best.take(), bound);
                let Some(smaller) = self.slim(whole, bound, None) else {
                    fastest = true;
                    break;
                };
                small = smaller;
            }
        }
        if fastest {
            self.statistics.stopped = None;
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
        self.tidy(&mut best);
        let stopped = self.statistics.stopped;
        let cheapest = self.cheapen(&mut best, whole, fastest);
        self.statistics.stopped =
            if fastest && cheapest { None } else { stopped.max(self.statistics.stopped) };
        self.tidy(&mut best);
        Outcome::Found(Solution {
            plan: self.rebuild(&best),
            optimal: fastest && cheapest,
            at_least: months(at_least.min(best.months)),
            bound: Bound::Months(months(at_least.min(best.months))),
            statistics: self.statistics,
        })
    }

    /// Returns how many of some states may go to a proof: in a large problem few, since they seldom close it.
    fn part_of(&self, reduced: &Reduced, states: u64) -> u64 {
        let is_large = reduced.problem.roles.len() > self.large && self.query.state_limit.is_some();
        if is_large { states / PART_OF_PROOF } else { states }
    }

    /// Looks for a cheaper plan of the same length; tells whether the search closed, so that none is left.
    fn cheapen(&mut self, best: &mut Found, whole: &Reduced, fastest: bool) -> bool {
        let bound = best.months + 1;
        let Some(open) = self.cut(whole, bound) else { return true };
        let tidying = LEAST_TIDYING.min(self.query.state_limit.unwrap_or(LEAST_TIDYING));
        // A short search often closes at once; otherwise a cheaper plan in hand cuts the rest down.
        for limit in [self.left().min(QUICK_LIMIT), if fastest { self.left() } else { tidying }] {
            let Some(small) = self.slim(&open, bound, Some(best.cost)) else { return true };
            let mut search = by_cost(self.query, &small, best);
            let closed = search.run(self.part_of(&small, limit));
            self.count(&search);
            self.statistics.stopped = search.statistics().stopped;
            *best = search.best.take().unwrap_or_else(|| best.clone());
            if closed {
                return true;
            }
            self.swap(best, &open);
        }
        false
    }

    /// Replaces studies by cheaper ones, one at a time, with the same jobs at the same times.
    fn swap(&mut self, best: &mut Found, open: &Reduced) {
        loop {
            self.tidy(best);
            let mut studies: Vec<(CredentialId, usize)> =
                best.decisions.iter().filter_map(|decided| decided.study).collect();
            let price = |(credential, option): (CredentialId, usize)| {
                self.catalog.credential(credential).study[option].price().0
            };
            studies.sort_by_key(|&study| std::cmp::Reverse(price(study)));
            let cheaper = studies.iter().enumerate().find_map(|(position, &dropped)| {
                let mut kept = studies.clone();
                kept.remove(position);
                let mut offered: Vec<(CredentialId, usize)> = open
                    .source
                    .programs
                    .iter()
                    .map(|program| (program.credential, program.option))
                    .filter(|&other| price(other) < price(dropped) && !kept.contains(&other))
                    .collect();
                offered.sort_by_key(|&other| price(other));
                offered.into_iter().find_map(|other| {
                    let allowed: Vec<_> = kept.iter().copied().chain([other]).collect();
                    self.with_studies(best, open, &allowed)
                })
            });
            match cheaper {
                Some(found) => *best = found,
                None => return,
            }
        }
    }

    /// Returns a cheaper plan with the same jobs at the same times and these studies alone.
    fn with_studies(&self, best: &Found, open: &Reduced, studies: &[(CredentialId, usize)]) -> Option<Found> {
        let script: Vec<(i32, RoleId)> =
            best.decisions.iter().filter_map(|one| one.role.map(|role| (one.month, role))).collect();
        let source = open.source.only(script.iter().map(|(_, role)| *role), studies);
        let small = index(self.catalog, self.query, source, best.months + 1)?;
        let mut search = by_cost(self.query, &small, best);
        search.script = Some(script);
        search.run(SCRIPT_LIMIT);
        search.best.filter(|found| found.cost < best.cost)
    }

    /// Leaves out what a plan does not need: each study and each job without which it still holds.
    pub(super) fn tidy(&self, best: &mut Found) {
        // The last decision reaches the target, but where a job was taken for its pay alone.
        let last = match self.query.objective {
            Objective::Pay => best.decisions.len(),
            _ => best.decisions.len().saturating_sub(1),
        };
        for position in (0..last).rev() {
            let mut shorter = best.clone();
            let decided = shorter.decisions.remove(position);
            if let Some((credential, option)) = decided.study {
                shorter.cost -= self.catalog.credential(credential).study[option].price().0;
            }
            if decided.role.is_some() {
                shorter.changes -= 1;
            }
            let plan = self.rebuild(&shorter);
            let value = pay::counted_twelfths(self.query, &plan);
            if value >= best.value && verify(self.catalog, self.query, &plan).is_empty() {
                *best = Found { value, ..shorter };
            }
        }
    }

    /// Turns decisions into the steps of a plan.
    pub(super) fn rebuild(&self, found: &Found) -> Plan {
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
                    cost: study.price(),
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

/// Makes a search for plans cheaper than `best` and no longer.
fn by_cost<'p>(query: &'p Query, reduced: &'p Reduced, best: &Found) -> Search<'p> {
    let mut search =
        Search::new(query, &reduced.problem, Order::Cost, best.months + 1, reduced.earliest.clone());
    search.best = Some(best.clone());
    search
}

fn end_job(steps: &mut [Step], job: Option<usize>, month: i32) {
    if let Some(Step::Job(step)) = job.map(|index| &mut steps[index]) {
        step.end = Some(months(month));
    }
}

pub(super) fn months(month: i32) -> Months {
    Months(month.max(0).cast_unsigned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::query::Target;
    use crate::profile::assumed::person_in_role;
    use crate::testing::{generated, role, start};

    /// However hard a question is, a large problem is made but a few times over: one for each of its roles would be a
    /// square.
    #[test]
    fn a_large_problem_is_not_made_over_and_over() {
        let catalog = generated(400);
        let mut open = 0;
        for (from, to) in
            [("technician-4", "chief-0"), ("analyst-3", "chief-9"), ("assistant-2", "director-5")]
        {
            let person = person_in_role(&catalog, role(&catalog, from), Months(12), start());
            let target = Target::Role(role(&catalog, to));
            let mut query = Query::new(&catalog, person, target, start());
            query.state_limit = Some(2_000);
            let outcome = fastest(&catalog, &query);
            open += usize::from(outcome.statistics().stopped.is_some());
            let considered = outcome.statistics().considered;
            assert!(considered <= 12 * 400, "{from} -> {to}: {considered} roles");
        }
        assert!(open > 0, "one of them is hard");
    }

    /// What holds for a problem that is searched as a whole holds for one that is searched in its core first.
    #[test]
    fn a_problem_taken_for_a_large_one_has_the_same_answers() {
        let catalog = generated(60);
        let mut proved = 0;
        for (from, to) in [
            ("technician-0", "manager-1"),
            ("assistant-2", "consultant-4"),
            ("analyst-3", "director-5"),
            ("specialist-1", "lead-2"),
            ("technician-4", "chief-0"),
            ("senior-analyst-5", "analyst-1"),
            ("manager-2", "license-1"),
        ] {
            let person = person_in_role(&catalog, role(&catalog, from), Months(12), start());
            let target: Target = catalog.find_entry(to).expect("an entry").into();
            let query = Query::new(&catalog, person, target, start());
            let source = Solver::new(&catalog, &query).collect();
            let usual = Solver::new(&catalog, &query).solve(source.clone());
            let large = Solver { large: 0, ..Solver::new(&catalog, &query) }.solve(source);
            match (&usual, &large) {
                (Outcome::Found(usual), Outcome::Found(large)) => {
                    assert_eq!(verify(&catalog, &query, &large.plan), [], "{from} -> {to}");
                    assert!(usual.at_least <= large.plan.months && large.at_least <= usual.plan.months);
                    if usual.optimal && large.optimal {
                        let measures = |plan: &Plan| (plan.months, plan.cost, plan.job_changes);
                        assert_eq!(measures(&usual.plan), measures(&large.plan), "{from} -> {to}");
                        proved += 1;
                    }
                }
                (Outcome::Unreachable(_), Outcome::Unreachable(_)) => {}
                (usual, large) => panic!("{from} -> {to}: {usual:?}, but {large:?}"),
            }
        }
        assert!(proved >= 4, "{proved} of them are proved either way");
    }
}
