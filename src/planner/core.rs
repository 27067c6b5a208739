//! The core of a large problem: what lies nearest on the ways to the target, for a first plan.
//!
//! In a catalog of thousands of roles nearly all of them may matter, and every state is a look at all of them. Most good
//! plans keep to little: of each choice what can be had first, of each kind of experience the roles that can be had
//! first and those that give most of what is asked for beside it. A problem cut down to these is small enough for the
//! searches that find good plans. It leaves out plans, so it proves nothing; its plans hold in the whole problem, and
//! their length cuts that down.

use std::cmp::Reverse;

use super::bits;
use super::earliest::{Evaluator, StateView};
use super::problem::{AlternativeData, LiteralData, Problem, TargetFact};
use super::reduce::Reduced;
use super::source::Source;
use super::state::Draft;

/// Returns the part of a source that lies nearest on the ways to the target: of each choice `breadth` alternatives,
/// credentials and, in either order, studies and roles.
pub(super) fn core(reduced: &Reduced, breadth: usize) -> Source {
    let problem = &reduced.problem;
    let draft = Draft::start(problem, Vec::new());
    let view = draft.view();
    let mut evaluator = Evaluator::new(problem);
    evaluator.prepare(&view, &reduced.earliest);
    let mut nearest = Nearest {
        problem,
        breadth,
        view,
        evaluator,
        earliest: &reduced.earliest,
        roles: vec![false; problem.roles.len()],
        programs: vec![false; problem.programs.len()],
        formulas: vec![false; problem.formulas.len()],
        open: Vec::new(),
    };
    nearest.follow();
    let mut source = Source { roles: Vec::new(), programs: Vec::new() };
    source.roles.extend(
        reduced
            .source
            .roles
            .iter()
            .filter(|role| {
                let index = problem.roles.binary_search_by_key(&role.id, |data| data.id);
                index.is_ok_and(|index| nearest.roles[index])
            })
            .cloned(),
    );
    let programs = reduced.source.programs.iter().zip(&nearest.programs);
    source.programs.extend(programs.filter(|(_, kept)| **kept).map(|(program, _)| program.clone()));
    source
}

struct Nearest<'p> {
    problem: &'p Problem,
    breadth: usize,
    view: StateView<'p>,
    evaluator: Evaluator<'p>,
    earliest: &'p [i32],
    roles: Vec<bool>,
    programs: Vec<bool>,
    formulas: Vec<bool>,
    /// Formulas whose facts are still to be looked at.
    open: Vec<u32>,
}

impl Nearest<'_> {
    fn follow(&mut self) {
        match self.problem.target {
            TargetFact::Role(role) => self.keep_role(role as usize),
            TargetFact::Credential(credential) => self.keep_credential(credential as usize),
            TargetFact::All => {
                for &goal in &self.problem.goals {
                    self.keep_credential(goal as usize);
                }
            }
        }
        while let Some(formula) = self.open.pop() {
            let problem = self.problem;
            let alternatives = &problem.formulas[formula as usize].alternatives;
            let mut ranked: Vec<(i32, usize)> = alternatives
                .iter()
                .map(|one| self.evaluator.alternative(&self.view, self.earliest, one, super::INFINITE).held)
                .zip(0..)
                .filter(|(month, _)| *month < super::INFINITE)
                .collect();
            ranked.sort_unstable();
            for (_, position) in ranked.into_iter().take(self.breadth) {
                self.keep_facts(&alternatives[position]);
            }
        }
    }

    fn keep_facts(&mut self, alternative: &AlternativeData) {
        for literal in &alternative.literals {
            match literal {
                LiteralData::Holding { count, of, .. } => {
                    let month = |one: u32| self.earliest[self.problem.roles.len() + one as usize];
                    let mut ranked = of.clone();
                    ranked.sort_unstable_by_key(|&one| (month(one), one));
                    ranked.truncate(count - 1 + self.breadth);
                    for credential in ranked {
                        self.keep_credential(credential as usize);
                    }
                }
                LiteralData::Counter { counter, .. } => self.keep_providers(*counter as usize, alternative),
                LiteralData::Nested { of, .. } => of.iter().for_each(|&formula| self.keep_formula(formula)),
            }
        }
    }

    /// Keeps the roles that give a counter soonest, and those that give most of what else is asked for.
    fn keep_providers(&mut self, counter: usize, alternative: &AlternativeData) {
        let problem = self.problem;
        if let Some(gate) = problem.counters[counter].gate {
            self.keep_credential(gate as usize);
        }
        let mut asked = bits::Bits::new(problem.counters.len());
        for literal in &alternative.literals {
            if let LiteralData::Counter { counter, .. } = literal {
                asked.insert(*counter as usize);
            }
        }
        let given = |role: u32| {
            asked.iter().filter(|&counter| problem.roles[role as usize].gains.contains(counter)).count()
        };
        let month = |role: u32| self.earliest[role as usize];
        let mut providers = problem.counters[counter].providers.clone();
        providers.sort_unstable_by_key(|&role| (month(role), role));
        let mut kept: Vec<u32> = providers.iter().copied().take(self.breadth).collect();
        providers.sort_by_cached_key(|&role| (Reverse(given(role)), month(role), role));
        kept.extend(providers.into_iter().take(self.breadth));
        for role in kept {
            self.keep_role(role as usize);
        }
    }

    fn keep_role(&mut self, role: usize) {
        if role >= self.roles.len() || self.earliest[role] >= super::INFINITE {
            return;
        }
        if !std::mem::replace(&mut self.roles[role], true)
            && let Some(formula) = self.problem.roles[role].formula
        {
            self.keep_formula(formula);
        }
    }

    fn keep_formula(&mut self, formula: u32) {
        if !std::mem::replace(&mut self.formulas[formula as usize], true) {
            self.open.push(formula);
        }
    }

    fn keep_credential(&mut self, credential: usize) {
        let problem = self.problem;
        if let Some(role) = problem.credentials[credential].role {
            self.keep_role(role as usize);
        }
        let mut programs = problem.credentials[credential].programs.clone();
        let mut ends: Vec<(i32, i64, u32)> = programs
            .iter()
            .map(|&index| {
                let program = &problem.programs[index as usize];
                let start = self.evaluator.program_start(
                    &self.view,
                    self.earliest,
                    program,
                    super::INFINITE,
                    i32::MIN,
                );
                (start.saturating_add(program.months), program.cost, index)
            })
            .filter(|(end, ..)| *end < super::INFINITE)
            .collect();
        ends.sort_unstable();
        programs.clear();
        programs.extend(ends.iter().take(self.breadth).map(|(.., index)| *index));
        ends.sort_unstable_by_key(|&(end, cost, index)| (cost, end, index));
        programs.extend(ends.iter().take(self.breadth).map(|(.., index)| *index));
        for index in programs {
            if std::mem::replace(&mut self.programs[index as usize], true) {
                continue;
            }
            let program = &problem.programs[index as usize];
            self.keep_formula(program.formula);
            if let Some(tied) = &program.tied {
                let mut ranked: Vec<usize> = tied.iter().collect();
                ranked.sort_unstable_by_key(|&role| (self.earliest[role], role));
                for role in ranked.into_iter().take(self.breadth) {
                    self.keep_role(role);
                }
            }
        }
    }
}
