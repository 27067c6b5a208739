//! One target and many people: what all these questions have in common is found out once.
//!
//! What could help anybody to the target is turned into a problem of somebody who has nothing. A person is a state of
//! it: what they hold and have done is set, and nothing has to be built anew. So it is quick to tell who cannot be there
//! before the deadline, and for the others what can matter to them; only that is turned into a problem of their own.
//!
//! # Soundness
//! A requirement that is met at the start is dropped from the formulas of a person; in the common problem it is there and
//! met. So the earliest months and the tails are bounds for that person as they are in a problem of their own, and what
//! they rule out is in no plan that keeps the deadline.

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::ids::{CredentialId, RoleId};
use crate::profile::Person;
use crate::units::Months;

use super::INFINITE;
use super::bits;
use super::earliest::Evaluator;
use super::formula::{Counted, Formula, months_at_start};
use super::near::nearest;
use super::objective::{plan, settled};
use super::plan::{Outcome, SearchStatistics};
use super::problem::{NO_ROLE, Problem};
use super::query::{Objective, Query, Target};
use super::relevance::Relevance;
use super::settle::{Waiting, settle_with};
use super::solve::{LARGE, Solver, fastest_out_of};
use super::source::{Source, SourceProgram, SourceRole};
use super::state::Draft;

/// A target of the plans of many people.
pub struct Destination<'a> {
    catalog: &'a Catalog,
    query: Query,
    /// What could help somebody who has nothing.
    source: Source,
    problem: Problem,
    waiting: Waiting,
}

impl<'a> Destination<'a> {
    /// Finds out what could help anybody to the target of a question; its own person does not matter.
    #[must_use]
    pub fn new(catalog: &'a Catalog, query: &Query) -> Self {
        let query = Query { person: Person::newcomer(catalog), ..query.clone() };
        let source = Solver::new(catalog, &query).collect();
        let problem = Problem::index(catalog, &query, &source);
        let waiting = Waiting::new(&problem);
        Self { catalog, query, source, problem, waiting }
    }

    /// Finds the best plan of a person, as [`plan()`] does.
    #[must_use]
    pub fn plan(&self, person: Person) -> Outcome {
        self.plan_of(&self.of(person))
    }

    /// Finds the best plan of a question that differs from the common one in its person, and in a budget and a deadline that
    /// are no looser, as [`plan()`] does.
    #[must_use]
    pub fn plan_of(&self, query: &Query) -> Outcome {
        if !self.is_common(&query.person) || query.is_reached() || query.is_interrupted() {
            return plan(self.catalog, query);
        }
        let start = self.start(&query.person);
        let view = start.view();
        let horizon = Solver::new(self.catalog, query).horizon;
        let mut evaluator = Evaluator::new(&self.problem);
        evaluator.packs = false;
        let earliest = settle_with(&self.problem, &self.waiting, &mut evaluator, &view, horizon);
        let least = evaluator.target(&view, &earliest);
        if least >= horizon {
            return Outcome::Unreachable(SearchStatistics::default());
        }
        evaluator.prepare(&view, &earliest);
        let mut relevance = Relevance::new(&self.problem);
        let mut months = Vec::new();
        let mut usable = |bound| {
            months.clone_from(&earliest);
            let _ = relevance.compute(&self.problem, &mut evaluator, &view, &mut months, bound);
            self.kept(query, &relevance)
        };
        let mut spent = None;
        if self.problem.roles.len() > LARGE {
            let mut statistics = SearchStatistics::default();
            if let Some(outcome) = nearest(self.catalog, query, least, horizon, &mut statistics, &mut usable)
            {
                return settled(outcome);
            }
            spent = Some(statistics);
        }
        settled(fastest_out_of(self.catalog, query, usable(horizon), spent))
    }

    /// Returns a person without what does not matter to the target: people of whom the same is left have the same plans.
    ///
    /// What is left is no whole person: of credentials and months it has only those that something on a way to the target
    /// asks for, with what these imply, and no more months than are asked for.
    #[must_use]
    pub fn essence(&self, person: &Person) -> Person {
        if !self.is_common(person) {
            return person.clone();
        }
        let problem = &self.problem;
        let mut essence = Person::newcomer(self.catalog);
        let matters = |role: &RoleId| problem.roles.binary_search_by_key(role, |data| data.id).is_ok();
        essence.role = person.role.filter(matters);
        for credential in problem.credentials.iter().filter_map(|data| data.id) {
            if person.holds(credential) {
                essence.add_credential(self.catalog, credential);
            }
        }
        for counter in &problem.counters {
            let most = Months(u32::from(counter.cap()));
            match counter.counted {
                Counted::Experience(domain) | Counted::After(domain, _) => {
                    let months = person.months_in_domain(domain).min(most);
                    essence.ensure_experience(self.catalog, domain, months);
                }
                Counted::Tenure(role) => {
                    essence.ensure_tenure(self.catalog, role, person.months_in_role(role).min(most));
                }
            }
        }
        essence
    }

    /// Tells whether a person is a state of the common problem. Whoever is in a role to be avoided may stay there, and it is
    /// no part of that.
    fn is_common(&self, person: &Person) -> bool {
        self.query.objective == Objective::Time
            && self.query.also.is_empty()
            && self.query.limits.via().is_empty()
            && !person.role.is_some_and(|role| self.query.limits.avoid_roles.contains(&role))
    }

    /// Returns how many roles and ways of study each question is about at the most: what could help anybody.
    #[must_use]
    pub fn size(&self) -> usize {
        self.source.roles.len() + self.source.programs.len()
    }

    /// Returns the positions of roles in the order of how near to the target they are: by the months that it takes from a
    /// role to the target at the least, whatever else somebody has, then those of its own track; those last that are on no
    /// way to it.
    #[must_use]
    pub fn nearest_first(&self, roles: &[RoleId]) -> Vec<usize> {
        let problem = &self.problem;
        let start = Draft::start(problem, Vec::new());
        let view = start.view();
        let mut evaluator = Evaluator::new(problem);
        evaluator.packs = false;
        // As if all could be had at once: somebody who has nothing may have no way to anything.
        let mut earliest = vec![0; evaluator.width()];
        evaluator.prepare(&view, &earliest);
        let mut relevance = Relevance::new(problem);
        let _ = relevance.compute(problem, &mut evaluator, &view, &mut earliest, INFINITE);
        let place = |role| problem.roles.binary_search_by_key(&role, |data| data.id).ok();
        let tail = |role| place(role).map_or(INFINITE, |place| relevance.role_tails[place]);
        let mut order: Vec<usize> = (0..roles.len()).collect();
        let track = match self.query.target {
            Target::Role(target) => Some(&self.catalog.role(target).track),
            Target::Credential(_) => None,
        };
        let is_elsewhere = |role: RoleId| Some(&self.catalog.role(role).track) != track;
        order
            .sort_by_cached_key(|&position| (tail(roles[position]), is_elsewhere(roles[position]), position));
        order
    }

    /// Returns the question of one person.
    #[must_use]
    pub fn of(&self, person: Person) -> Query {
        Query { person, ..self.query.clone() }
    }

    /// Returns what matters, as it is for the person of a question.
    fn kept(&self, query: &Query, relevance: &Relevance) -> Source {
        let problem = &self.problem;
        let solver = Solver::new(self.catalog, query);
        let mut source = Source { roles: Vec::new(), programs: Vec::new() };
        for role in &self.source.roles {
            let index = problem.roles.binary_search_by_key(&role.id, |data| data.id);
            if index.is_ok_and(|index| relevance.role_matters(index)) {
                let formula = solver.builder.of(Entry::Role(role.id));
                source.roles.push(SourceRole { formula, ..role.clone() });
            }
        }
        let mut last: Option<(CredentialId, Formula)> = None;
        for (index, program) in self.source.programs.iter().enumerate() {
            if !relevance.program_matters(index) || query.person.holds(program.credential) {
                continue;
            }
            if last.as_ref().is_none_or(|(credential, _)| *credential != program.credential) {
                last = Some((program.credential, solver.builder.of(Entry::Credential(program.credential))));
            }
            let Some((_, formula)) = &last else { continue };
            source.programs.push(SourceProgram { formula: formula.clone(), ..program.clone() });
        }
        source
    }

    /// Makes the state in which a person begins.
    fn start(&self, person: &Person) -> Draft {
        let problem = &self.problem;
        let mut start = Draft::start(problem, Vec::new());
        let index = |role| problem.roles.binary_search_by_key(&role, |data| data.id).ok();
        start.node.role = person.role.and_then(index).map_or(NO_ROLE, |index| index as u32);
        for (index, credential) in problem.credentials.iter().enumerate() {
            if credential.id.is_some_and(|id| person.holds(id)) {
                bits::insert(&mut start.held, index);
            }
        }
        for (count, counter) in start.counts.iter_mut().zip(&problem.counters) {
            let months = months_at_start(person, counter.counted).min(u32::from(counter.cap()));
            *count = u16::try_from(months).unwrap_or(u16::MAX);
        }
        start
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::assumed::person_in_role;
    use crate::testing::{generated, role, start};

    /// In a small catalog and in a large one, which is looked at in another way.
    #[test]
    fn each_answer_is_that_of_the_question_by_itself() {
        for (roles, to, one_in) in [(60, "lead-2", 1), (400, "manager-1", 7)] {
            let catalog = generated(roles);
            let to = Target::Role(role(&catalog, to));
            let mut query = Query::new(&catalog, Person::newcomer(&catalog), to, start());
            query.state_limit = Some(500);
            query.limits.deadline = Some(Months(72));
            let destination = Destination::new(&catalog, &query);
            let (mut proved, mut nowhere) = (0, 0);
            for from in catalog.role_ids().step_by(one_in) {
                let person = person_in_role(&catalog, from, Months(24), start());
                let other = plan(&catalog, &destination.of(person.clone()));
                let one = destination.plan(person);
                match (&one, &other) {
                    (Outcome::Found(one), Outcome::Found(other)) => {
                        let [(one, is_one), (other, is_other)] = [one, other].map(|solution| {
                            let plan = &solution.plan;
                            ((plan.months, plan.cost, plan.job_changes), solution.optimal)
                        });
                        if is_one && is_other {
                            assert_eq!(one, other, "{from:?}");
                            proved += 1;
                        }
                    }
                    (Outcome::Unreachable(_), Outcome::Unreachable(_)) => nowhere += 1,
                    // One of the searches may be luckier than the other, but none may be wrong.
                    (Outcome::Unreachable(_), Outcome::Found(_))
                    | (Outcome::Found(_), Outcome::Unreachable(_)) => {
                        panic!("{from:?}: {one:?}, but {other:?}")
                    }
                    _ => {}
                }
            }
            assert!(proved > 20 && nowhere > 3, "{proved} proved, {nowhere} without a plan");
        }
    }

    #[test]
    fn the_nearest_come_first() {
        let catalog = generated(60);
        let ids = ["chief-0", "technician-3", "senior-analyst-0", "lead-0"];
        let roles = ids.map(|id| role(&catalog, id));
        let to = Target::Role(role(&catalog, "manager-0"));
        let destination =
            Destination::new(&catalog, &Query::new(&catalog, Person::newcomer(&catalog), to, start()));
        let order: Vec<&str> =
            destination.nearest_first(&roles).into_iter().map(|position| ids[position]).collect();
        assert_eq!(order, ["chief-0", "senior-analyst-0", "lead-0", "technician-3"]);
    }
}
