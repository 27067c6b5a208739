//! What a person may do next, and what need not be tried.
//!
//! # What need not be tried
//! Each rule leaves out a move only where another plan, which is tried, is at least as good:
//! - *Studies start at once or not at all.* A part-time study that could have started a month ago, with the
//!   track idle since, is left out: starting it then changes no month of work and ends it sooner. The same
//!   for full-time study after months that were of no use. (It does not hold after useful months: a programme
//!   has a fixed length, and the months before it count.)
//! - *No step down.* A role that gives nothing the current one does not give is left out: staying counts as
//!   much and keeps the stint.
//! - *A better role at once or not at all.* A role that gives all the current one gives and could have been
//!   applied for before, in the same stint, is left out: applying then replaces months in the old role by
//!   months in the new one.
//! - *Waiting goes to the next event*, unless an application to a role that gives other things is open, or
//!   full-time study from a useful role; then it goes one month, because the best time to leave may lie
//!   between events.

use crate::ids::RoleId;

use super::bits;
use super::earliest::StateView;
use super::problem::{AlternativeData, LiteralData, NO_ROLE, Problem, ProgramData, RoleIndex, TargetFact};
use super::relevance::Relevance;
use super::state::{Decision, Draft, NONE};

/// The most roles tried from one state where any good plan will do.
const MOST_TRIED: usize = 64;

/// Tells whether a formula holds in a state.
pub(super) fn holds(problem: &Problem, formula: u32, state: &StateView<'_>) -> bool {
    problem.formulas[formula as usize].alternatives.iter().any(|one| alternative_holds(problem, one, state))
}

fn alternative_holds(problem: &Problem, alternative: &AlternativeData, state: &StateView<'_>) -> bool {
    alternative.opens <= state.month
        && state.month <= alternative.closes
        && alternative.literals.iter().all(|literal| match literal {
            LiteralData::Holding { count, of, .. } => {
                of.iter().filter(|&&credential| bits::contains(state.held, credential as usize)).count()
                    >= *count
            }
            LiteralData::Counter { counter, months } => state.counts[*counter as usize] >= *months,
            LiteralData::Nested { count, of } => {
                of.iter().filter(|&&formula| holds(problem, formula, state)).count() >= *count
            }
        })
}

/// The moves open in one state. What to study is decided before where to apply: the two together would be
/// far more states, most of them never looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Moves {
    /// The programs that can start now and were not declined before.
    pub(super) programs: Vec<u32>,
    /// The roles that can be applied for now and were not declined before.
    pub(super) roles: Vec<RoleIndex>,
    /// Whether whoever stays has to look again after one month.
    one_month: bool,
}

/// What is known of one state while its moves are listed.
pub(super) struct Situation<'a> {
    pub(super) problem: &'a Problem,
    pub(super) relevance: &'a Relevance,
    pub(super) draft: &'a Draft,
    /// Whether to go from event to event only; finds good plans, proves nothing.
    pub(super) events_only: bool,
    /// The applications to make, with their months, where they are settled and only studies are open.
    pub(super) script: Option<&'a [(i32, RoleId)]>,
}

impl Situation<'_> {
    /// Tells whether an application can be made now.
    pub(super) fn may_apply(&self) -> bool {
        let node = &self.draft.node;
        node.searched == NO_ROLE
            && !self.full_time_running()
            && (node.role == NO_ROLE || node.month >= node.stay_until)
    }

    /// Returns the role that the script applies for at this boundary.
    fn scripted(&self) -> Option<RoleId> {
        let script = self.script?;
        script.iter().find(|(month, _)| *month == self.draft.node.month).map(|(_, role)| *role)
    }

    /// Tells whether an application of the script was missed.
    pub(super) fn is_off_script(&self) -> bool {
        let node = &self.draft.node;
        self.script.is_some_and(|script| {
            let due = script.iter().filter(|(month, _)| *month < node.month).count();
            due != node.changes as usize
        })
    }

    fn full_time_running(&self) -> bool {
        let program = self.draft.node.program;
        program != NONE && self.problem.programs[program as usize].full_time
    }

    /// Tells whether the running study, if tied, can end before a role applied for now starts.
    pub(super) fn study_allows(&self, program: u32, end: i32, role: RoleIndex) -> bool {
        match self.problem.programs[program as usize].tied.as_ref() {
            Some(tied) => {
                tied.contains(role as usize)
                    || end <= self.draft.node.month + self.problem.roles[role as usize].delay
            }
            None => true,
        }
    }

    /// Tells whether a program can start now.
    fn startable(&self, index: u32) -> bool {
        let program = &self.problem.programs[index as usize];
        let node = &self.draft.node;
        if program.full_time
            && (node.searched != NO_ROLE || (node.role != NO_ROLE && node.month < node.stay_until))
        {
            return false;
        }
        if let Some(tied) = &program.tied {
            let here = node.role != NO_ROLE && tied.contains(node.role as usize);
            let lasts = node.searched == NO_ROLE
                || tied.contains(node.searched as usize)
                || node.hire - node.month >= program.months;
            if !here || !lasts {
                return false;
            }
        }
        !bits::contains_all(&self.draft.held, &program.grants)
            && holds(self.problem, program.formula, &self.draft.view())
    }

    /// Tells whether a study may be worth putting off although nothing is done instead: where pay is what counts, the
    /// one that ends the plan is, since whoever is there stays in the role held then.
    ///
    /// The same holds where other things are to be reached before the target.
    fn may_be_put_off(&self, program: &ProgramData) -> bool {
        let too_soon = || self.problem.lacks_other_goals(&self.draft.held, false);
        (self.problem.horizon.is_some() || too_soon()) && self.problem.is_last_study(program)
    }

    /// Tells whether a role is the target while other things are to be reached before it.
    fn is_too_soon(&self, role: RoleIndex) -> bool {
        self.problem.last_goal.is_some()
            && self.problem.last_goal == self.problem.roles[role as usize].mark
            && self.problem.lacks_other_goals(&self.draft.held, false)
    }

    /// Tells whether everything that matters in `lesser` is also found in `greater`.
    fn gives_no_more(&self, lesser: RoleIndex, greater: RoleIndex) -> bool {
        if lesser == NO_ROLE {
            return true;
        }
        if self.problem.pay(lesser) > self.problem.pay(greater) {
            return false;
        }
        let lesser = &self.problem.roles[lesser as usize];
        if lesser.mark.is_some_and(|mark| !bits::contains(&self.draft.held, mark as usize)) {
            return false;
        }
        let greater = (greater != NO_ROLE).then(|| &self.problem.roles[greater as usize]);
        let gains = lesser.gains.iter().all(|counter| {
            self.draft.counts[counter] >= self.relevance.caps[counter]
                || greater.is_some_and(|greater| greater.gains.contains(counter))
        });
        gains
            && lesser.enables.iter().all(|program| {
                !self.relevance.program_matters(*program as usize)
                    || greater.is_some_and(|greater| greater.enables.contains(program))
            })
    }

    /// Lists the moves into `moves`.
    pub(super) fn list(&self, moves: &mut Moves) {
        moves.programs.clear();
        moves.roles.clear();
        moves.one_month = false;
        self.list_programs(moves);
        if self.draft.node.settled || moves.programs.is_empty() {
            moves.programs.clear();
            self.list_roles(moves);
            if self.events_only {
                self.keep_most_promising(&mut moves.roles);
            }
        }
        moves.one_month &= !self.events_only;
    }

    /// Keeps the roles whose way to the target may be the shortest, where not all of many are to be tried.
    fn keep_most_promising(&self, roles: &mut Vec<RoleIndex>) {
        if roles.len() <= MOST_TRIED {
            return;
        }
        let open = |role: RoleIndex| {
            let gains = self.problem.roles[role as usize].gains.iter();
            gains.filter(|&counter| self.draft.counts[counter] < self.relevance.caps[counter]).count()
        };
        roles.sort_by_cached_key(|&role| {
            let first_day = self.draft.node.month + self.problem.roles[role as usize].delay;
            (first_day + self.relevance.role_tails[role as usize], std::cmp::Reverse(open(role)), role)
        });
        roles.truncate(MOST_TRIED);
        roles.sort_unstable();
    }

    fn list_programs(&self, moves: &mut Moves) {
        if self.draft.node.program != NONE {
            return;
        }
        let useful = !self.gives_no_more(self.draft.node.role, NO_ROLE);
        for index in 0..self.problem.programs.len() as u32 {
            if !self.relevance.program_matters(index as usize) || !self.startable(index) {
                continue;
            }
            let program = &self.problem.programs[index as usize];
            moves.one_month |= (useful && program.full_time) || self.may_be_put_off(program);
            if !bits::contains(&self.draft.declined_programs, index as usize) {
                moves.programs.push(index);
            }
        }
    }

    fn list_roles(&self, moves: &mut Moves) {
        if !self.may_apply() {
            return;
        }
        let node = &self.draft.node;
        let view = self.draft.view();
        for (index, role) in self.problem.roles.iter().enumerate() {
            let index = index as RoleIndex;
            if index == node.role || !self.relevance.role_matters(index as usize) {
                continue;
            }
            if self.problem.target == TargetFact::Role(index) {
                // The plan that applies for it now is recorded; to stay where more is paid may bring in more.
                moves.one_month |= self.problem.pay(node.role) > role.pay;
                continue;
            }
            let Some(formula) = role.formula else { continue };
            if self.script.is_some() && self.scripted() != Some(role.id) {
                continue;
            }
            if self.gives_no_more(index, node.role) || !holds(self.problem, formula, &view) {
                continue;
            }
            if self.is_too_soon(index) {
                // A credential may still be earned during the search; another role cannot be started.
                if self.problem.lacks_other_goals(&self.draft.held, true) {
                    continue;
                }
                moves.one_month = true;
            }
            if !self.gives_no_more(node.role, index) {
                moves.one_month = true;
            } else if bits::contains(&self.draft.declined_roles, index as usize) {
                continue;
            }
            if node.program == NONE || self.study_allows(node.program, node.study_end, index) {
                moves.roles.push(index);
            }
        }
    }

    /// Makes the state in which a program is started, or for [`NONE`] none of those listed; tells whether
    /// anything can follow. Only full-time study passes time.
    pub(super) fn study(&self, study: u32, moves: &Moves, child: &mut Draft) -> bool {
        child.copy_from(self.draft);
        let node = &mut child.node;
        node.decision = Decision { apply: NO_ROLE, study };
        node.dominated = false;
        node.settled = true;
        if study == NONE {
            let useless = self.gives_no_more(self.draft.node.role, NO_ROLE);
            for &program in &moves.programs {
                let data = &self.problem.programs[program as usize];
                if (useless || !data.full_time) && !self.may_be_put_off(data) {
                    bits::insert(&mut child.declined_programs, program as usize);
                }
            }
            return true;
        }
        let program = &self.problem.programs[study as usize];
        node.program = study;
        node.study_end = node.month + program.months;
        node.cost += program.cost;
        child.declined_programs.fill(0);
        if program.full_time {
            node.role = NO_ROLE;
            child.declined_roles.fill(0);
            let end = node.study_end;
            advance(self.problem, child, end);
        }
        true
    }

    /// Makes the state that follows from an application, or for [`NO_ROLE`] from none of those listed; tells
    /// whether anything would ever happen again. The earliest months are the parent's, to be raised.
    pub(super) fn apply(&self, apply: RoleIndex, moves: &Moves, child: &mut Draft) -> bool {
        child.copy_from(self.draft);
        let node = &mut child.node;
        node.decision = Decision { apply, study: NONE };
        node.dominated = false;
        if apply != NO_ROLE {
            node.searched = apply;
            node.hire = node.month + self.problem.roles[apply as usize].delay;
            node.changes += 1;
        } else if self.may_apply() {
            // A tied study that starts now bars applications that are open again later.
            let bars = node.program != NONE && {
                let program = &self.problem.programs[node.program as usize];
                program.tied.is_some() && node.study_end - program.months == node.month
            };
            if bars {
                child.declined_roles.fill(0);
            } else {
                for &role in &moves.roles {
                    if self.gives_no_more(self.draft.node.role, role) && !self.is_too_soon(role) {
                        bits::insert(&mut child.declined_roles, role as usize);
                    }
                }
            }
        }
        // Where pay is what counts, the last study may be worth putting off to the day on which a search ends.
        let may_wait = self.problem.horizon.is_some() || self.problem.last_goal.is_some();
        let one_month = moves.one_month && (apply == NO_ROLE || may_wait);
        match self.next_event(one_month, child) {
            Some(month) => {
                advance(self.problem, child, month);
                true
            }
            None => false,
        }
    }

    /// Returns the next month at which a decision may become possible.
    fn next_event(&self, one_month: bool, child: &Draft) -> Option<i32> {
        let node = &child.node;
        let mut next: Option<i32> = None;
        let mut at = |month: i32| {
            if month > node.month {
                next = Some(next.map_or(month, |next| next.min(month)));
            }
        };
        if one_month {
            at(node.month + 1);
        }
        if node.searched != NO_ROLE {
            at(node.hire);
        }
        if node.program != NONE {
            at(node.study_end);
            if self.problem.programs[node.program as usize].tied.is_some() && node.searched == NO_ROLE {
                for role in &self.problem.roles {
                    at(node.study_end - role.delay);
                }
            }
        }
        if node.role != NO_ROLE {
            at(node.stay_until);
            for counter in self.problem.roles[node.role as usize].gains.iter() {
                let data = &self.problem.counters[counter];
                let open = data.gate.is_none_or(|gate| bits::contains(&child.held, gate as usize));
                let count = child.counts[counter];
                if open && count < self.relevance.caps[counter] {
                    let above = data.thresholds.partition_point(|&threshold| threshold <= count);
                    if let Some(&threshold) = data.thresholds.get(above) {
                        at(node.month + i32::from(threshold - count));
                    }
                }
            }
        }
        for (month, _) in self.script.unwrap_or_default() {
            at(*month);
        }
        let above = self.problem.dates.partition_point(|&date| date <= node.month);
        if let Some(&date) = self.problem.dates.get(above) {
            at(date);
        }
        next
    }
}

/// Lets time pass until `month`, at which a study or a search may end, but none before.
pub(super) fn advance(problem: &Problem, child: &mut Draft, month: i32) {
    let node = &mut child.node;
    let passed = u16::try_from(month - node.month).unwrap_or(u16::MAX);
    node.earned += problem.pay(node.role) * i64::from(month - node.month);
    if node.role != NO_ROLE {
        for counter in problem.roles[node.role as usize].gains.iter() {
            let data = &problem.counters[counter];
            if data.gate.is_none_or(|gate| bits::contains(&child.held, gate as usize)) {
                let count = &mut child.counts[counter];
                *count = count.saturating_add(passed).min(data.cap());
            }
        }
    }
    node.month = month;
    if node.program != NONE && node.study_end <= month {
        bits::insert_all(&mut child.held, &problem.programs[node.program as usize].grants);
        node.program = NONE;
    }
    node.settled = node.program != NONE;
    if node.searched != NO_ROLE && node.hire <= month {
        node.role = node.searched;
        node.searched = NO_ROLE;
        node.stay_until = month + problem.minimum_stay;
        if let Some(mark) = problem.roles[node.role as usize].mark {
            bits::insert(&mut child.held, mark as usize);
        }
        child.declined_roles.fill(0);
        for (index, program) in problem.programs.iter().enumerate() {
            if program.full_time || program.tied.is_some() {
                bits::remove(&mut child.declined_programs, index);
            }
        }
    }
}
