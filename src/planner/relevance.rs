//! What can still matter to a plan shorter than the best one known, seen from one state.
//!
//! From the target backwards: a role, study or credential matters when some alternative that asks for it can
//! still be met in time. "In time" adds the earliest month it can be had to the *tail*, the months that
//! every use of it still takes before the target is reached. What does not matter is closed to the whole
//! subtree: its earliest month becomes infinite.
//!
//! # Soundness
//! A plan shorter than the bound uses each element it needs at its earliest month or later, and needs at
//! least the tail afterwards; an element for which these add up to the bound or more is needed by no such
//! plan, and leaving out what is not needed never lengthens a plan.

use super::INFINITE;
use super::bits;
use super::earliest::{Earliest, Evaluator, StateView};
use super::problem::{LiteralData, Problem, TargetFact};

/// The tails of one state, and the largest thresholds that still matter.
#[derive(Clone, Debug, Default)]
pub(super) struct Relevance {
    pub(super) role_tails: Vec<i32>,
    pub(super) program_tails: Vec<i32>,
    credential_tails: Vec<i32>,
    counter_tails: Vec<i32>,
    /// The largest threshold of each counter that still matters; 0 for none.
    pub(super) caps: Vec<u16>,
    formula_tails: Vec<i32>,
    /// The earliest months of each alternative of the formulas looked at; of those that are too late anyway, no more
    /// exact than telling that.
    alternatives: Vec<Earliest>,
    /// Before which month those of each alternative are exact; nothing before it was looked at.
    exact_before: Vec<i32>,
    open: Vec<u32>,
    /// The months that a role other than the target takes at least from its start to the target.
    leave_tail: i32,
}

impl Relevance {
    pub(super) fn new(problem: &Problem) -> Self {
        Self {
            role_tails: vec![INFINITE; problem.roles.len()],
            program_tails: vec![INFINITE; problem.programs.len()],
            credential_tails: vec![INFINITE; problem.credentials.len()],
            counter_tails: vec![INFINITE; problem.counters.len()],
            caps: vec![0; problem.counters.len()],
            formula_tails: vec![INFINITE; problem.formulas.len()],
            alternatives: vec![Earliest { held: INFINITE, apply: INFINITE }; problem.alternatives()],
            exact_before: vec![i32::MIN; problem.alternatives()],
            open: Vec::new(),
            leave_tail: 0,
        }
    }

    /// Makes room for another problem.
    pub(super) fn resize(&mut self, problem: &Problem) {
        *self = Self::new(problem);
    }

    /// Computes what matters to plans of fewer than `bound` months and closes the rest in `earliest`; tells whether
    /// something was closed that was not.
    pub(super) fn compute(
        &mut self,
        problem: &Problem,
        evaluator: &mut Evaluator<'_>,
        state: &StateView<'_>,
        earliest: &mut [i32],
        bound: i32,
    ) -> bool {
        self.compute_towards(problem, problem.target, evaluator, state, earliest, bound)
    }

    /// Computes it for another target than that of the problem.
    pub(super) fn compute_towards(
        &mut self,
        problem: &Problem,
        target: TargetFact,
        evaluator: &mut Evaluator<'_>,
        state: &StateView<'_>,
        earliest: &mut [i32],
        bound: i32,
    ) -> bool {
        self.clear();
        self.leave_tail = leave_tail(problem, target);
        if problem.horizon.is_some() {
            // Any job may be worth taking for its pay, if there is time left to leave it again.
            let tail = self.leave_tail;
            for role in 0..problem.roles.len() {
                self.use_role(problem, earliest, role, tail, bound);
            }
        }
        match target {
            TargetFact::Role(role) if (role as usize) < problem.roles.len() => {
                self.use_role(problem, earliest, role as usize, 0, bound);
            }
            TargetFact::Role(_) => {}
            TargetFact::All => {
                for &goal in &problem.goals {
                    self.use_credential(problem, evaluator, state, earliest, goal as usize, 0, bound);
                }
            }
            TargetFact::Credential(credential) => {
                self.use_credential(problem, evaluator, state, earliest, credential as usize, 0, bound);
            }
        }
        while let Some(formula) = self.open.pop() {
            self.follow(problem, evaluator, state, earliest, formula as usize, bound);
        }
        let mut closed = false;
        for (tail, month) in self.role_tails.iter().chain(&self.credential_tails).zip(earliest) {
            if *tail >= INFINITE {
                closed |= *month < INFINITE;
                *month = INFINITE;
            }
        }
        closed
    }

    pub(super) fn role_matters(&self, role: usize) -> bool {
        self.role_tails[role] < INFINITE
    }

    /// Returns the months that follow at least once a credential is held; infinite for one that does not matter.
    pub(super) fn credential_tail(&self, credential: u32) -> i32 {
        self.credential_tails[credential as usize]
    }

    pub(super) fn program_matters(&self, program: usize) -> bool {
        self.program_tails[program] < INFINITE
    }

    /// Tells whether an alternative can be part of a plan shorter than `bound`.
    pub(super) fn alternative_matters(
        &self,
        problem: &Problem,
        formula: u32,
        alternative: usize,
        bound: i32,
        apply: bool,
    ) -> bool {
        let tail = self.formula_tails[formula as usize];
        let months = self.alternatives[problem.formulas[formula as usize].first + alternative];
        let month = if apply { months.apply } else { months.held };
        tail < INFINITE && month.saturating_add(tail) < bound
    }

    fn clear(&mut self) {
        self.role_tails.fill(INFINITE);
        self.program_tails.fill(INFINITE);
        self.credential_tails.fill(INFINITE);
        self.counter_tails.fill(INFINITE);
        self.caps.fill(0);
        self.formula_tails.fill(INFINITE);
        self.exact_before.fill(i32::MIN);
        self.open.clear();
    }

    fn use_role(&mut self, problem: &Problem, earliest: &[i32], role: usize, tail: i32, bound: i32) {
        if tail >= self.role_tails[role] || earliest[role].saturating_add(tail) >= bound {
            return;
        }
        self.role_tails[role] = tail;
        if let Some(formula) = problem.roles[role].formula {
            self.use_formula(formula, tail + problem.roles[role].delay);
        }
    }

    fn use_formula(&mut self, formula: u32, tail: i32) {
        if tail < self.formula_tails[formula as usize] {
            self.formula_tails[formula as usize] = tail;
            self.open.push(formula);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one step of a traversal; a struct would only rename them")]
    fn use_credential(
        &mut self,
        problem: &Problem,
        evaluator: &mut Evaluator<'_>,
        state: &StateView<'_>,
        earliest: &[i32],
        credential: usize,
        tail: i32,
        bound: i32,
    ) {
        if bits::contains(state.held, credential)
            || tail >= self.credential_tails[credential]
            || earliest[problem.roles.len() + credential].saturating_add(tail) >= bound
        {
            return;
        }
        self.credential_tails[credential] = tail;
        if let Some(role) = problem.credentials[credential].role
            && (role as usize) < problem.roles.len()
        {
            self.use_role(problem, earliest, role as usize, tail, bound);
        }
        for &index in &problem.credentials[credential].programs {
            let program = &problem.programs[index as usize];
            if tail >= self.program_tails[index as usize]
                || state.study.is_some_and(|(running, _)| running == index)
            {
                continue;
            }
            let start = evaluator.program_start(state, earliest, program, bound, i32::MIN);
            if start.saturating_add(program.months).saturating_add(tail) >= bound {
                continue;
            }
            self.program_tails[index as usize] = tail;
            self.use_formula(program.formula, tail + program.months);
            if let Some(tied) = &program.tied {
                let tail = (tail + program.months).max(self.leave_tail);
                for role in tied.iter() {
                    self.use_role(problem, earliest, role, tail, bound);
                }
            }
        }
    }

    fn follow(
        &mut self,
        problem: &Problem,
        evaluator: &mut Evaluator<'_>,
        state: &StateView<'_>,
        earliest: &[i32],
        formula: usize,
        bound: i32,
    ) {
        let tail = self.formula_tails[formula];
        let first = problem.formulas[formula].first;
        let enough = bound - tail;
        for (position, alternative) in problem.formulas[formula].alternatives.iter().enumerate() {
            let number = first + position;
            let known = self.alternatives[number].held;
            let is_exact = known < self.exact_before[number];
            if self.exact_before[number] == i32::MIN || (!is_exact && known < enough) {
                self.alternatives[number] = evaluator.alternative(state, earliest, alternative, enough);
                self.exact_before[number] = enough;
            }
            if self.alternatives[number].held >= enough {
                continue;
            }
            for literal in &alternative.literals {
                match literal {
                    LiteralData::Holding { of, .. } => {
                        for &credential in of {
                            let credential = credential as usize;
                            self.use_credential(problem, evaluator, state, earliest, credential, tail, bound);
                        }
                    }
                    LiteralData::Counter { counter, months } => {
                        let deficit = i32::from(*months) - i32::from(state.counts[*counter as usize]);
                        if deficit <= 0 {
                            continue;
                        }
                        let counter = *counter as usize;
                        self.caps[counter] = self.caps[counter].max(*months);
                        if let Some(gate) = problem.counters[counter].gate {
                            let gate = gate as usize;
                            self.use_credential(
                                problem,
                                evaluator,
                                state,
                                earliest,
                                gate,
                                tail + deficit,
                                bound,
                            );
                        }
                        if tail < self.counter_tails[counter] {
                            self.counter_tails[counter] = tail;
                            // A role begun to grow this counter is left for the role that asks for it.
                            let stay =
                                if problem.formulas[formula].of_role { problem.minimum_stay } else { 0 };
                            let tail = (tail + stay.max(1)).max(self.leave_tail);
                            for &role in &problem.counters[counter].providers {
                                self.use_role(problem, earliest, role as usize, tail, bound);
                            }
                        }
                    }
                    LiteralData::Nested { of, .. } => {
                        for &nested in of {
                            self.use_formula(nested, tail);
                        }
                    }
                }
            }
        }
    }

    /// Returns a guess of the work left: the months of every study, search and counter on the way that is
    /// earliest for each part by itself. No bound; it orders states where only a good plan is wanted.
    pub(super) fn work_left(
        &mut self,
        problem: &Problem,
        evaluator: &mut Evaluator<'_>,
        state: &StateView<'_>,
        earliest: &[i32],
    ) -> i32 {
        self.clear();
        let roles = problem.roles.len();
        let mut work = 0;
        match problem.target {
            TargetFact::Role(role) => {
                if let Some(formula) = problem.roles.get(role as usize).and_then(|role| role.formula) {
                    self.use_formula(formula, 0);
                }
            }
            TargetFact::Credential(credential) => self.credential_tails[credential as usize] = 0,
            TargetFact::All => {
                for &goal in &problem.goals {
                    match problem.credentials[goal as usize].role {
                        _ if bits::contains(state.held, goal as usize) => {}
                        Some(role) => work += self.mark_role(problem, role as usize),
                        None => self.credential_tails[goal as usize] = 0,
                    }
                }
            }
        }
        // Tails serve as marks here: 0 for what is on the way.
        let mut marked: Vec<usize> = match problem.target {
            TargetFact::Credential(credential) => vec![credential as usize],
            TargetFact::Role(_) => Vec::new(),
            TargetFact::All => {
                let open = |goal: &&u32| {
                    problem.credentials[**goal as usize].role.is_none()
                        && !bits::contains(state.held, **goal as usize)
                };
                problem.goals.iter().filter(open).map(|&goal| goal as usize).collect()
            }
        };
        loop {
            if let Some(credential) = marked.pop() {
                let best = problem.credentials[credential]
                    .programs
                    .iter()
                    .map(|&index| {
                        let program = &problem.programs[index as usize];
                        let start = evaluator.program_start(state, earliest, program, INFINITE, i32::MIN);
                        (start.saturating_add(program.months), index)
                    })
                    .min();
                let Some((end, index)) = best else { continue };
                let running = state.study.is_some_and(|(running, _)| running == index);
                if end >= INFINITE || running || self.program_tails[index as usize] == 0 {
                    continue;
                }
                self.program_tails[index as usize] = 0;
                let program = &problem.programs[index as usize];
                work += program.months;
                self.use_formula(program.formula, 0);
                if let Some(tied) = &program.tied
                    && !(state.role != super::problem::NO_ROLE && tied.contains(state.role as usize))
                    && let Some(role) = tied.iter().min_by_key(|&role| (earliest[role], role))
                {
                    work += self.mark_role(problem, role);
                }
                continue;
            }
            let Some(formula) = self.open.pop() else { break };
            let best = problem.formulas[formula as usize]
                .alternatives
                .iter()
                .enumerate()
                .map(|(position, alternative)| {
                    (evaluator.alternative(state, earliest, alternative, INFINITE).apply, position)
                })
                .min();
            let Some((_, position)) = best else { continue };
            for literal in &problem.formulas[formula as usize].alternatives[position].literals {
                match literal {
                    LiteralData::Holding { of, .. } => {
                        if of.iter().any(|&credential| bits::contains(state.held, credential as usize)) {
                            continue;
                        }
                        let best = of.iter().min_by_key(|&&one| (earliest[roles + one as usize], one));
                        if let Some(&credential) = best
                            && self.credential_tails[credential as usize] != 0
                        {
                            self.credential_tails[credential as usize] = 0;
                            marked.push(credential as usize);
                        }
                    }
                    LiteralData::Counter { counter, months } => {
                        let counter = *counter as usize;
                        work += self.mark_counter(problem, state, earliest, counter, *months, &mut marked);
                    }
                    LiteralData::Nested { of, .. } => {
                        if let Some(&nested) = of.first() {
                            self.use_formula(nested, 0);
                        }
                    }
                }
            }
        }
        work
    }

    /// Puts a counter on the way; returns the work that adds.
    fn mark_counter(
        &mut self,
        problem: &Problem,
        state: &StateView<'_>,
        earliest: &[i32],
        counter: usize,
        months: u16,
        marked: &mut Vec<usize>,
    ) -> i32 {
        let had = self.caps[counter].max(state.counts[counter]);
        if months <= had {
            return 0;
        }
        let mut work = i32::from(months - had);
        self.caps[counter] = months;
        if let Some(gate) = problem.counters[counter].gate
            && !bits::contains(state.held, gate as usize)
            && self.credential_tails[gate as usize] != 0
        {
            self.credential_tails[gate as usize] = 0;
            marked.push(gate as usize);
        }
        let near =
            |role: u32| role == state.role || state.search.is_some_and(|(searched, _)| searched == role);
        let providers = &problem.counters[counter].providers;
        if !providers.iter().any(|&role| near(role))
            && let Some(&role) = providers.iter().min_by_key(|&&role| (earliest[role as usize], role))
        {
            work += self.mark_role(problem, role as usize);
        }
        work
    }

    /// Puts a role on the way; returns the work that adds.
    fn mark_role(&mut self, problem: &Problem, role: usize) -> i32 {
        if role >= problem.roles.len() || self.role_tails[role] == 0 {
            return 0;
        }
        self.role_tails[role] = 0;
        if let Some(formula) = problem.roles[role].formula {
            self.use_formula(formula, 0);
        }
        problem.roles[role].delay
    }
}

/// Returns the months that a role other than the target takes at least from its start to the target.
fn leave_tail(problem: &Problem, target: TargetFact) -> i32 {
    match target {
        TargetFact::Role(role) => {
            problem.minimum_stay + problem.roles.get(role as usize).map_or(0, |role| role.delay)
        }
        TargetFact::Credential(_) | TargetFact::All => 0,
    }
}
