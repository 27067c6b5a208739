//! The earliest months of a large problem from nothing, each fact looked at when something it depends on comes true.
//!
//! The months are those that sweeping over everything comes to rest at: every role and study takes a month or more, so
//! no two things wait for one another without time between them, and the rest is the same in whatever order the values
//! are lowered. Taken in the order of the months, as E. W. Dijkstra takes the nodes of a graph (D. E. Knuth, "A
//! generalization of Dijkstra's algorithm", 1977), hardly any value changes twice, and what nothing leads to is never
//! looked at: the work grows with the size of the formulas, and not with that times the length of the longest way.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::INFINITE;
use super::bits;
use super::earliest::{Evaluator, StateView, leave_floor};
use super::problem::{LiteralData, Problem};

/// Which formulas wait for each fact, and what waits for each formula.
pub(super) struct Waiting {
    /// By credential, those that ask for it.
    credentials: Vec<Vec<u32>>,
    /// By counter, those that ask for months of it.
    counters: Vec<Vec<u32>>,
    /// By credential, the counters that do not grow without it.
    gated: Vec<Vec<u32>>,
    /// By formula, the formulas that it is part of.
    parents: Vec<Vec<u32>>,
    /// By formula, the roles that ask for it.
    roles: Vec<Vec<u32>>,
    /// By formula, the programs that ask for it.
    programs: Vec<Vec<u32>>,
}

impl Waiting {
    pub(super) fn new(problem: &Problem) -> Self {
        let mut waiting = Self {
            credentials: vec![Vec::new(); problem.credentials.len()],
            counters: vec![Vec::new(); problem.counters.len()],
            gated: vec![Vec::new(); problem.credentials.len()],
            parents: vec![Vec::new(); problem.formulas.len()],
            roles: vec![Vec::new(); problem.formulas.len()],
            programs: vec![Vec::new(); problem.formulas.len()],
        };
        for (index, formula) in problem.formulas.iter().enumerate() {
            let index = index as u32;
            for literal in formula.alternatives.iter().flat_map(|alternative| &alternative.literals) {
                match literal {
                    LiteralData::Holding { of, .. } => {
                        for &credential in of {
                            add(&mut waiting.credentials[credential as usize], index);
                        }
                    }
                    LiteralData::Counter { counter, .. } => {
                        add(&mut waiting.counters[*counter as usize], index);
                    }
                    LiteralData::Nested { of, .. } => {
                        for &nested in of {
                            add(&mut waiting.parents[nested as usize], index);
                        }
                    }
                }
            }
        }
        for (index, counter) in problem.counters.iter().enumerate() {
            if let Some(gate) = counter.gate {
                waiting.gated[gate as usize].push(index as u32);
            }
        }
        for (index, role) in problem.roles.iter().enumerate() {
            if let Some(formula) = role.formula {
                waiting.roles[formula as usize].push(index as u32);
            }
        }
        for (index, program) in problem.programs.iter().enumerate() {
            waiting.programs[program.formula as usize].push(index as u32);
        }
        waiting
    }
}

/// Adds what is added in order, once.
fn add(list: &mut Vec<u32>, index: u32) {
    if list.last() != Some(&index) {
        list.push(index);
    }
}

/// Returns the earliest months from nothing: of every role, then of every credential; infinite where no order of events
/// leads. For problems whose alternatives are looked at one fact at a time.
///
/// Of what cannot be true before `until` no more is told than that.
pub(super) fn settle<'p>(
    problem: &'p Problem,
    evaluator: &mut Evaluator<'p>,
    state: &StateView<'_>,
    until: i32,
) -> Vec<i32> {
    settle_with(problem, &Waiting::new(problem), evaluator, state, until)
}

/// Returns them where it is known what waits for what.
pub(super) fn settle_with<'p>(
    problem: &'p Problem,
    waiting: &Waiting,
    evaluator: &mut Evaluator<'p>,
    state: &StateView<'_>,
    until: i32,
) -> Vec<i32> {
    let earliest = vec![INFINITE; evaluator.width()];
    evaluator.prepare(state, &earliest);
    let mut settling = Settling {
        problem,
        evaluator,
        state,
        floor: leave_floor(problem, state),
        waiting,
        earliest,
        queue: BinaryHeap::new(),
        touched: Vec::new(),
        is_touched: vec![false; problem.formulas.len()],
    };
    settling.touched.extend(0..problem.formulas.len() as u32);
    settling.is_touched.fill(true);
    if let Some((searched, start)) = state.search {
        settling.lower(searched as usize, start);
    }
    settling.run(until);
    settling.earliest
}

struct Settling<'s, 'p> {
    problem: &'p Problem,
    evaluator: &'s mut Evaluator<'p>,
    state: &'s StateView<'s>,
    /// The month before which nobody may leave the role at hand.
    floor: i32,
    waiting: &'s Waiting,
    earliest: Vec<i32>,
    /// What has become earlier, by its month, the earliest first.
    queue: BinaryHeap<Reverse<(i32, u32)>>,
    /// The formulas to be looked at.
    touched: Vec<u32>,
    is_touched: Vec<bool>,
}

impl Settling<'_, '_> {
    fn run(&mut self, until: i32) {
        loop {
            while let Some(formula) = self.touched.pop() {
                self.is_touched[formula as usize] = false;
                self.look_at(formula as usize);
            }
            let Some(Reverse((month, fact))) = self.queue.pop() else { return };
            if month >= until {
                return;
            }
            let fact = fact as usize;
            // Lowered again since.
            if month > self.earliest[fact] {
                continue;
            }
            match fact.checked_sub(self.problem.roles.len()) {
                Some(credential) => self.have_credential(credential),
                None => self.have_role(fact),
            }
        }
    }

    /// Sets the month of a role or credential, if that is earlier than what is known.
    fn lower(&mut self, fact: usize, month: i32) {
        if month < self.earliest[fact] {
            self.earliest[fact] = month;
            self.queue.push(Reverse((month, fact as u32)));
        }
    }

    fn touch(&mut self, formulas: &[u32]) {
        for &formula in formulas {
            if !std::mem::replace(&mut self.is_touched[formula as usize], true) {
                self.touched.push(formula);
            }
        }
    }

    fn have_role(&mut self, role: usize) {
        let waiting = self.waiting;
        let data = &self.problem.roles[role];
        let month = self.earliest[role];
        for counter in data.gains.iter() {
            if self.evaluator.grows_from(counter, month) {
                self.touch(&waiting.counters[counter]);
            }
        }
        for &program in &data.enables {
            self.offer_program(program as usize);
        }
        if let Some(mark) = data.mark {
            self.lower(self.problem.roles.len() + mark as usize, month);
        }
    }

    fn have_credential(&mut self, credential: usize) {
        let waiting = self.waiting;
        self.touch(&waiting.credentials[credential]);
        for &counter in &waiting.gated[credential] {
            self.touch(&waiting.counters[counter as usize]);
        }
    }

    /// Looks at what waits for a formula again.
    fn look_at(&mut self, formula: usize) {
        let waiting = self.waiting;
        for &role in &waiting.roles[formula] {
            let month = self.evaluator.first_day(self.state, &self.earliest, role, self.floor, i32::MIN);
            self.lower(role as usize, month);
        }
        for &program in &waiting.programs[formula] {
            self.offer_program(program as usize);
        }
        self.touch(&waiting.parents[formula]);
    }

    /// Looks at when a program can be over.
    fn offer_program(&mut self, index: usize) {
        let problem = self.problem;
        let program = &problem.programs[index];
        let end = match self.state.study {
            Some((running, end)) if running as usize == index => end,
            _ => {
                let start =
                    self.evaluator.program_start(self.state, &self.earliest, program, INFINITE, i32::MIN);
                start.saturating_add(program.months)
            }
        };
        for &credential in &program.grants {
            let credential = credential as usize;
            if !bits::contains(self.state.held, credential) {
                self.lower(problem.roles.len() + credential, end.min(INFINITE));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::formula::FormulaBuilder;
    use crate::planner::query::{Query, Target};
    use crate::planner::source::Source;
    use crate::planner::state::Draft;
    use crate::profile::assumed::person_in_role;
    use crate::testing::{generated, role, start};
    use crate::units::Months;

    #[test]
    fn the_rest_is_the_same_as_that_of_sweeps() {
        let catalog = generated(300);
        for (from, to) in
            [("technician-0", "manager-1"), ("chief-7", "director-20"), ("assistant-9", "chief-3")]
        {
            let person = person_in_role(&catalog, role(&catalog, from), Months(12), start());
            let query = Query::new(&catalog, person, Target::Role(role(&catalog, to)), start());
            let builder = FormulaBuilder {
                catalog: &catalog,
                person: &query.person,
                standard: query.standard,
                start: query.start,
            };
            let source = Source::collect(&catalog, &query, &builder);
            let problem = Problem::index(&catalog, &query, &source);
            let draft = Draft::start(&problem, Vec::new());
            let mut evaluator = Evaluator::new(&problem);
            let swept = evaluator.settle_by_sweeps(&draft.view());
            assert!(swept.iter().filter(|month| **month < INFINITE).count() > 100, "{from} -> {to}");
            evaluator.packs = false;
            assert_eq!(
                evaluator.settle_by_sweeps(&draft.view()),
                settle(&problem, &mut evaluator, &draft.view(), INFINITE)
            );
        }
    }
}
