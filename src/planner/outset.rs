//! One person and many targets: what all these questions have in common is found out once.
//!
//! Every plan to any target begins with the same person, and none is longer than the deadline. So what nobody like them
//! can have before the deadline is left out of all questions, and what remains is turned into formulas and one problem;
//! each question then takes its own part of it.
//!
//! # Soundness
//! The earliest months are those of the bound of the search, of a problem in which everything there is may be used: no
//! plan, whatever its target, has anything sooner. What they put at the deadline or later is in no plan that keeps it.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::ids::CredentialId;
use crate::units::Months;

use super::INFINITE;
use super::earliest::Evaluator;
use super::near::nearest;
use super::objective::{plan, settled};
use super::plan::{Outcome, SearchStatistics};
use super::problem::{Problem, TargetFact};
use super::query::{Objective, Query, Target};
use super::reduce::kept;
use super::relevance::Relevance;
use super::settle::settle;
use super::solve::{LARGE, Solver, fastest_out_of, months};
use super::source::{Achievers, Source};
use super::state::Draft;

/// A person at the beginning of plans to many targets.
pub struct Outset<'a> {
    catalog: &'a Catalog,
    query: Query,
    horizon: i32,
    achievers: Achievers,
    /// What can be had before the deadline.
    source: Source,
    problem: Problem,
    earliest: Vec<i32>,
    /// The place of each credential in the problem.
    places: BTreeMap<CredentialId, u32>,
    /// By role, the month before which nobody starts in it.
    roles: Vec<i32>,
    /// By credential, the month before which it is not held.
    credentials: Vec<i32>,
}

impl<'a> Outset<'a> {
    /// Finds out what the person of a question can have before its deadline; its own target does not matter.
    #[must_use]
    pub fn new(catalog: &'a Catalog, query: &Query) -> Self {
        let solver = Solver::new(catalog, query);
        let achievers = Achievers::new(catalog, query);
        let mut source = Source::whole(catalog, query, &solver.builder, &achievers);
        let whole = Problem::index(catalog, query, &source);
        let earliest = earliest(&whole, solver.horizon);
        let start = Draft::start(&whole, Vec::new());
        let view = start.view();
        let mut evaluator = evaluator(&whole);
        evaluator.prepare(&view, &earliest);
        let mut roles = vec![INFINITE; catalog.roles.len()];
        for (role, month) in whole.roles.iter().zip(&earliest) {
            roles[role.id.index()] = *month;
        }
        let mut credentials = vec![INFINITE; catalog.credentials.len()];
        let mut in_time = Vec::with_capacity(whole.programs.len());
        for program in &whole.programs {
            let start = evaluator.program_start(&view, &earliest, program, INFINITE, i32::MIN);
            let end = start.saturating_add(program.months).min(INFINITE);
            in_time.push(end < solver.horizon);
            for implied in &catalog.credential(program.credential).closure {
                let month = &mut credentials[implied.index()];
                *month = end.min(*month);
            }
        }
        source.roles.retain(|role| roles[role.id.index()] < solver.horizon);
        let mut in_time = in_time.into_iter();
        source.programs.retain(|_| in_time.next().unwrap_or_default());
        let problem = Problem::index(catalog, query, &source);
        let place = |(place, data): (usize, &super::problem::CredentialData)| Some((data.id?, place as u32));
        Self {
            catalog,
            query: query.clone(),
            horizon: solver.horizon,
            achievers,
            earliest: self::earliest(&problem, solver.horizon),
            places: problem.credentials.iter().enumerate().filter_map(place).collect(),
            source,
            problem,
            roles,
            credentials,
        }
    }

    /// Returns a number of months that no plan to a target betters; `None` where there is none within the deadline.
    #[must_use]
    pub fn at_least(&self, target: Target) -> Option<Months> {
        let month = self.least(target);
        (month < self.horizon).then(|| months(month))
    }

    fn least(&self, target: Target) -> i32 {
        match target {
            Target::Role(role) => self.roles[role.index()],
            Target::Credential(credential) => self.credentials[credential.index()],
        }
    }

    /// Returns how many roles and ways of study each question is about at the most: what can be had before the deadline.
    #[must_use]
    pub fn size(&self) -> usize {
        self.source.roles.len() + self.source.programs.len()
    }

    /// Finds the best plan to a target, as [`plan()`] does.
    #[must_use]
    pub fn plan(&self, target: Target) -> Outcome {
        let query = self.towards(target);
        if query.objective != Objective::Time || query.is_reached() || query.is_interrupted() {
            return plan(self.catalog, &query);
        }
        let goals = query.goals();
        let is_only = goals == [target];
        if is_only && self.least(target) >= self.horizon {
            return Outcome::Unreachable(SearchStatistics::default());
        }
        let mut spent = None;
        if is_only
            && self.problem.roles.len() > LARGE
            && let Some(fact) = self.fact(target)
        {
            let mut statistics = SearchStatistics::default();
            let (least, horizon) = (self.least(target), self.horizon);
            let start = Draft::start(&self.problem, Vec::new());
            let view = start.view();
            let mut evaluator = evaluator(&self.problem);
            evaluator.prepare(&view, &self.earliest);
            let mut relevance = Relevance::new(&self.problem);
            let mut months = Vec::new();
            let usable = |bound| {
                months.clone_from(&self.earliest);
                let _ =
                    relevance.compute_towards(&self.problem, fact, &mut evaluator, &view, &mut months, bound);
                kept(&self.source, &self.problem, &relevance, bound)
            };
            if let Some(outcome) = nearest(self.catalog, &query, least, horizon, &mut statistics, usable) {
                return settled(outcome);
            }
            spent = Some(statistics);
        }
        let source = self.source.towards(&self.achievers, &goals);
        settled(fastest_out_of(self.catalog, &query, source, spent))
    }

    /// Returns the question for one target.
    #[must_use]
    pub fn towards(&self, target: Target) -> Query {
        Query { target, ..self.query.clone() }
    }

    /// Returns a target as the problem knows it; `None` for one that nothing in it asks for.
    fn fact(&self, target: Target) -> Option<TargetFact> {
        match target {
            Target::Role(role) => {
                let place = self.problem.roles.binary_search_by_key(&role, |data| data.id).ok()?;
                Some(TargetFact::Role(place as u32))
            }
            Target::Credential(credential) => {
                self.places.get(&credential).map(|place| TargetFact::Credential(*place))
            }
        }
    }
}

/// Makes an evaluator that looks at one fact at a time, as there are too many for more.
fn evaluator(problem: &Problem) -> Evaluator<'_> {
    let mut evaluator = Evaluator::new(problem);
    evaluator.packs = false;
    evaluator
}

fn earliest(problem: &Problem, horizon: i32) -> Vec<i32> {
    settle(problem, &mut evaluator(problem), &Draft::start(problem, Vec::new()).view(), horizon)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::plan::Plan;
    use crate::profile::assumed::person_in_role;
    use crate::testing::{generated, role, start};

    fn question(catalog: &Catalog, from: &str, within: u32) -> Query {
        let person = person_in_role(catalog, role(catalog, from), Months(12), start());
        let mut query = Query::new(catalog, person, Target::Role(role(catalog, from)), start());
        query.state_limit = Some(500);
        query.limits.deadline = Some(Months(within));
        query
    }

    /// Returns every role and credential of a catalog but those that the person has.
    fn targets(catalog: &Catalog, query: &Query) -> Vec<Target> {
        let roles = catalog.role_ids().map(Target::Role).filter(|target| *target != query.target);
        let credentials = catalog.credential_ids().filter(|id| !query.person.holds(*id));
        roles.chain(credentials.map(Target::Credential)).collect()
    }

    /// In a small catalog and in a large one, which is looked at in another way.
    #[test]
    fn each_answer_is_that_of_the_question_by_itself() {
        for (roles, from, one_in) in [(60, "technician-1", 1), (400, "analyst-9", 7)] {
            let catalog = generated(roles);
            let query = question(&catalog, from, 60);
            let outset = Outset::new(&catalog, &query);
            let (mut proved, mut nowhere) = (0, 0);
            for target in targets(&catalog, &query).into_iter().step_by(one_in) {
                let (one, other) = (outset.plan(target), plan(&catalog, &outset.towards(target)));
                let hope = outset.at_least(target);
                match (&one, &other) {
                    (Outcome::Found(one), Outcome::Found(other)) => {
                        assert!(hope.is_some_and(|least| least <= other.plan.months), "{target:?}");
                        let measures = |plan: &Plan| (plan.months, plan.cost, plan.job_changes);
                        if one.optimal && other.optimal {
                            assert_eq!(measures(&one.plan), measures(&other.plan), "{target:?}");
                            proved += 1;
                        }
                    }
                    (Outcome::Unreachable(_), Outcome::Unreachable(_)) => nowhere += 1,
                    _ => panic!("{target:?}: {one:?}, but {other:?}"),
                }
            }
            assert!(proved > 40 && nowhere > 10, "{proved} proved, {nowhere} without a plan");
        }
    }

    /// Ten times the roles take no more than ten times the states: no question grows with the catalog.
    #[test]
    fn a_larger_catalog_has_more_questions_and_no_harder_ones() {
        let states = |roles: usize| -> u64 {
            let catalog = generated(roles);
            let query = question(&catalog, "technician-0", 36);
            let outset = Outset::new(&catalog, &query);
            let all = targets(&catalog, &query);
            all.iter().map(|target| outset.plan(*target).statistics().effort).sum()
        };
        let (small, large) = (states(100), states(1_000));
        assert!(small > 100 && large <= 15 * small, "{small} and {large} states");
    }
}
