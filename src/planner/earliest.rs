//! The earliest months at which things can be true: an admissible bound on every state's future.
//!
//! For a state, `earliest[r]` is a month before which role `r` cannot start, and `earliest[roles + c]` a
//! month before which credential `c` cannot be held. The values grow from below: every sweep replaces a
//! value by the maximum of itself and what the other values allow.
//!
//! # Soundness
//! Let `e*` be the true earliest months over all futures of the state. Each rule below states a necessary
//! condition, so `e* >= F(e*)`; `F` is monotone, so `e <= e*` implies `F(e) <= e*`, and every iterate from
//! a lower bound is a lower bound, after any number of sweeps. A child's futures are futures of its parent,
//! so the parent's values are a valid start for the child.
//!
//! The rules, each an underestimate on its own:
//! - A role starts `delay` months after its requirement holds, not before a running search has ended and
//!   the new stint has lasted, nor before the current stint has lasted.
//! - A counter grows only in roles that give it, from their earliest start, one month a month; until a
//!   running search ends nobody is elsewhere than in the current role. Where only roles not yet begun
//!   give a counter, leaving them for another role takes a whole minimum stay.
//! - Several counters at once (*packing*): each month is spent in one role, so together they grow at most
//!   by the largest number of them that one available role gives.
//! - Studies run one at a time: what is granted by disjoint sets of programs adds up.

use super::INFINITE;
use super::bits;
use super::problem::{
    AlternativeData, LiteralData, MOST_TOLD_APART, NO_ROLE, Problem, ProgramData, RoleIndex, TargetFact,
};

/// A state as the bound sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct StateView<'a> {
    pub(super) month: i32,
    pub(super) role: RoleIndex,
    /// The month from which the current stint has lasted the minimum stay.
    pub(super) stay_until: i32,
    /// The role searched for and the month it starts.
    pub(super) search: Option<(RoleIndex, i32)>,
    /// The program studied and the month it ends.
    pub(super) study: Option<(u32, i32)>,
    pub(super) held: &'a [u64],
    pub(super) counts: &'a [u16],
}

/// The earliest month something is true, and the earliest month one may apply on the strength of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Earliest {
    pub(super) held: i32,
    pub(super) apply: i32,
}

/// When and where a counter can grow, for one state and sweep.
#[derive(Clone, Copy, Debug, Default)]
struct Growth {
    /// The earliest month in a role that gives it, the current one left aside while a search runs.
    first: i32,
    /// Whether the role at hand gives it: the one searched for or, without a search, the current one.
    near: bool,
    /// Months until the running search ends, where the current role gives it.
    sure: i32,
}

/// Months in roles that grow one counter, from the first month one of them can start.
#[derive(Clone, Copy)]
struct Away {
    counter: usize,
    from: i32,
    months: i32,
}

/// For which requirements to look behind the roles that have to be unlocked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// For none.
    None,
    /// For those of the target.
    Target,
    /// For all.
    All,
}

/// Computes earliest months for the states of one problem.
#[derive(Clone, Debug)]
pub(super) struct Evaluator<'p> {
    problem: &'p Problem,
    growth: Vec<Growth>,
    release: Vec<i32>,
    order: Vec<RoleIndex>,
    /// The roles of `order` that give something which no role before them gives as well.
    front: Vec<RoleIndex>,
    /// The kinds of the roles of `front`.
    kinds: bits::Bits,
    months: Vec<i32>,
    /// The alternative of each formula that was the earliest last: where to look first.
    favorite: Vec<u32>,
    /// Whether to look behind the roles that have to be unlocked first; slower and closer.
    pub(super) deep: Depth,
    /// Whether there are few enough counters to look at several at once.
    pub(super) packs: bool,
    /// How much was looked at: alternatives, and facts that may change, eight of which count as one.
    pub(super) work: u64,
}

/// Most studies of one alternative that are put in a row.
const MOST_STUDIES: usize = 12;

/// Words of a set of counters; with more counters, each is looked at by itself.
const MASK_WORDS: usize = 4;

impl<'p> Evaluator<'p> {
    pub(super) fn new(problem: &'p Problem) -> Self {
        Self {
            problem,
            growth: vec![Growth::default(); problem.counters.len()],
            release: vec![0; problem.roles.len()],
            order: (0..problem.roles.len() as u32).collect(),
            front: Vec::new(),
            kinds: bits::Bits::default(),
            months: Vec::new(),
            favorite: vec![0; problem.formulas.len()],
            deep: Depth::Target,
            packs: problem.counters.len() <= MASK_WORDS * 64,
            work: 0,
        }
    }

    /// Returns how many values a state has.
    pub(super) fn width(&self) -> usize {
        self.problem.roles.len() + self.problem.credentials.len()
    }

    /// Sweeps until nothing grows or `sweeps` are done; returns the earliest month of the target.
    pub(super) fn raise(&mut self, state: &StateView<'_>, earliest: &mut [i32], sweeps: usize) -> i32 {
        for _ in 0..sweeps {
            if !self.sweep(state, earliest) {
                break;
            }
        }
        self.target(state, earliest)
    }

    /// Returns the earliest months by themselves, from nothing: infinite where no order of events leads.
    pub(super) fn settle(&mut self, state: &StateView<'_>) -> Vec<i32> {
        if self.packs {
            self.settle_by_sweeps(state)
        } else {
            super::settle::settle(self.problem, self, state, INFINITE)
        }
    }

    /// Returns them by sweeping over everything until nothing changes.
    pub(super) fn settle_by_sweeps(&mut self, state: &StateView<'_>) -> Vec<i32> {
        let mut earliest = vec![INFINITE; self.width()];
        while self.lower(state, &mut earliest) {}
        earliest
    }

    pub(super) fn target(&self, state: &StateView<'_>, earliest: &[i32]) -> i32 {
        match self.problem.target {
            TargetFact::Role(role) => earliest.get(role as usize).copied().unwrap_or(INFINITE),
            TargetFact::All => {
                let month = |goal: u32| {
                    let held = bits::contains(state.held, goal as usize);
                    if held { state.month } else { earliest[self.problem.roles.len() + goal as usize] }
                };
                self.problem.goals.iter().map(|&goal| month(goal)).max().unwrap_or(state.month)
            }
            TargetFact::Credential(credential) if bits::contains(state.held, credential as usize) => {
                state.month
            }
            TargetFact::Credential(credential) => earliest[self.problem.roles.len() + credential as usize],
        }
    }

    /// Raises every value once; tells whether one grew.
    fn sweep(&mut self, state: &StateView<'_>, earliest: &mut [i32]) -> bool {
        self.update::<true>(state, earliest)
    }

    /// Lowers every value once; tells whether one shrank.
    fn lower(&mut self, state: &StateView<'_>, earliest: &mut [i32]) -> bool {
        self.update::<false>(state, earliest)
    }

    fn update<const RAISE: bool>(&mut self, state: &StateView<'_>, earliest: &mut [i32]) -> bool {
        let problem = self.problem;
        self.prepare(state, earliest);
        self.work += self.width() as u64 / 8;
        let mut changed = false;
        let roles = problem.roles.len();
        for (credential, data) in problem.credentials.iter().enumerate() {
            let before = earliest[roles + credential];
            if bits::contains(state.held, credential) || (RAISE && before >= INFINITE) {
                continue;
            }
            let mut best =
                data.role.map_or(INFINITE, |role| earliest.get(role as usize).copied().unwrap_or(INFINITE));
            for &index in &data.programs {
                let program = &problem.programs[index as usize];
                let end = match state.study {
                    Some((running, end)) if running == index => end,
                    _ => {
                        let soon = if RAISE { before - program.months } else { i32::MIN };
                        let start = self.program_start(state, earliest, program, best, soon);
                        start.saturating_add(program.months)
                    }
                };
                best = best.min(end);
                if RAISE && best <= before {
                    break;
                }
            }
            let month = best.min(INFINITE);
            if (RAISE && month > before) || (!RAISE && month < before) {
                earliest[roles + credential] = month;
                changed = true;
            }
        }
        let floor = leave_floor(problem, state);
        for (index, role) in problem.roles.iter().enumerate() {
            let before = earliest[index];
            if RAISE && before >= INFINITE {
                continue;
            }
            let latest = before - role.delay;
            let soon = if RAISE && floor <= latest { latest } else { i32::MIN };
            let month = self.first_day(state, earliest, index as RoleIndex, floor, soon);
            if (RAISE && month > before) || (!RAISE && month < before) {
                earliest[index] = month;
                changed = true;
            }
        }
        changed
    }

    /// Returns the earliest month at which a role can start, where nobody may leave the role at hand before `floor`; no
    /// more exact than telling that it can be applied for as early as `soon`.
    pub(super) fn first_day(
        &mut self,
        state: &StateView<'_>,
        earliest: &[i32],
        index: RoleIndex,
        floor: i32,
        soon: i32,
    ) -> i32 {
        let role = &self.problem.roles[index as usize];
        let start = match (state.search, role.formula) {
            (Some((searched, start)), _) if searched == index => start,
            (_, Some(formula)) => {
                let soon = Earliest { held: i32::MIN, apply: soon };
                let apply = self.formula(state, earliest, formula, soon).apply;
                apply.max(floor).saturating_add(role.delay)
            }
            (_, None) => INFINITE,
        };
        start.min(INFINITE)
    }

    /// Notes that a role which gives a counter is available from a month on; tells whether it is the first of them.
    pub(super) fn grows_from(&mut self, counter: usize, month: i32) -> bool {
        let first = &mut self.growth[counter].first;
        let is_first = month < *first;
        *first = month.min(*first);
        is_first
    }

    /// Computes when each role is available and each counter can grow, from the values of the last sweep.
    pub(super) fn prepare(&mut self, state: &StateView<'_>, earliest: &[i32]) {
        let problem = self.problem;
        for (index, release) in self.release.iter_mut().enumerate() {
            *release = if index as u32 == state.role && state.search.is_none() {
                state.month
            } else {
                earliest[index]
            };
        }
        if self.packs {
            self.order_by_release();
        }
        for (index, counter) in problem.counters.iter().enumerate() {
            let mut growth = Growth { first: INFINITE, near: false, sure: 0 };
            for &role in &counter.providers {
                let available = self.release[role as usize];
                let near = match state.search {
                    Some((searched, _)) => role == searched,
                    None => role == state.role,
                };
                growth.first = growth.first.min(available);
                growth.near |= near;
                if let (true, Some((_, start))) = (role == state.role, state.search) {
                    growth.sure = start - state.month;
                }
            }
            self.growth[index] = growth;
        }
    }

    /// Puts the roles in the order in which they are available.
    fn order_by_release(&mut self) {
        let problem = self.problem;
        let release = &self.release;
        self.order.sort_unstable_by_key(|&role| (release[role as usize], role));
        self.front.clear();
        let available = self.order.iter().take_while(|role| release[**role as usize] < INFINITE);
        if let Some(kinds) = problem.kinds() {
            self.kinds.0.clear();
            self.kinds.0.resize(bits::words_for(kinds.len()), 0);
            let Self { front, kinds: known, .. } = self;
            front.extend(available.filter(|role| !kinds.is_covered(**role as usize, known)));
            return;
        }
        for &role in available {
            let gains = &problem.roles[role as usize].gains.0;
            let covered = |other: &RoleIndex| bits::is_subset(gains, &problem.roles[*other as usize].gains.0);
            if !self.front.iter().any(covered) {
                self.front.push(role);
            }
        }
    }

    /// Returns the earliest month a program can start; no more exact than telling that it is at least `enough`, or
    /// at most `soon`.
    pub(super) fn program_start(
        &mut self,
        state: &StateView<'_>,
        earliest: &[i32],
        program: &ProgramData,
        enough: i32,
        soon: i32,
    ) -> i32 {
        let floor = if program.full_time { leave_floor(self.problem, state) } else { state.month };
        let free = state.study.map_or(state.month, |(_, end)| end);
        let start = floor.max(free).max(tie_floor(state, program, earliest));
        if start >= enough {
            return start;
        }
        let soon = Earliest { held: if start <= soon { soon } else { i32::MIN }, apply: i32::MIN };
        start.max(self.formula(state, earliest, program.formula, soon).held)
    }

    /// Returns the earliest month at which one of a formula's alternatives holds; no more exact than telling that
    /// one of the two months is as early as `soon`.
    ///
    /// Most values of a state are those of its parent, and the alternative that was the earliest there is so here:
    /// looked at first, it spares looking at the others.
    fn formula(&mut self, state: &StateView<'_>, earliest: &[i32], formula: u32, soon: Earliest) -> Earliest {
        let problem = self.problem;
        let alternatives = &problem.formulas[formula as usize].alternatives;
        let favorite = self.favorite[formula as usize];
        let mut best = Earliest { held: INFINITE, apply: INFINITE };
        let others = (0..).take(alternatives.len()).filter(|&position| position != favorite);
        let looked_at = (favorite < alternatives.len() as u32).then_some(favorite).into_iter().chain(others);
        for position in looked_at {
            let value = self.alternative(state, earliest, &alternatives[position as usize], best.apply);
            if value.apply < best.apply {
                self.favorite[formula as usize] = position;
            }
            best.held = best.held.min(value.held);
            best.apply = best.apply.min(value.apply);
            if best.held <= soon.held || best.apply <= soon.apply {
                break;
            }
        }
        best
    }

    /// Returns the earliest month at which an alternative holds.
    pub(super) fn alternative(
        &mut self,
        state: &StateView<'_>,
        earliest: &[i32],
        alternative: &AlternativeData,
        enough: i32,
    ) -> Earliest {
        let mut value =
            Earliest { held: state.month.max(alternative.opens), apply: state.month.max(alternative.opens) };
        let mut open_counters = 0;
        let mut open_credentials = 0;
        self.work += 1;
        for literal in &alternative.literals {
            let one = self.literal(state, earliest, literal);
            if one.held > state.month {
                match literal {
                    LiteralData::Counter { .. } => open_counters += 1,
                    LiteralData::Holding { .. } => open_credentials += 1,
                    LiteralData::Nested { .. } => {}
                }
            }
            value.held = value.held.max(one.held);
            value.apply = value.apply.max(one.apply);
            if value.held >= INFINITE {
                return Earliest { held: INFINITE, apply: INFINITE };
            }
        }
        if open_credentials > 1 && value.held < enough {
            value.held = value.held.max(self.studies(state, earliest, alternative));
        }
        if self.packs && open_counters > 1 && value.held < enough {
            value.held = value.held.max(self.pack(state, alternative));
        }
        if (self.deep == Depth::All || (self.deep == Depth::Target && alternative.of_target))
            && self.packs
            && open_counters > 0
            && value.held < enough
        {
            value.held = value.held.max(self.unlock(state, alternative));
        }
        value.apply = value.apply.max(value.held);
        if value.held > alternative.closes {
            return Earliest { held: INFINITE, apply: INFINITE };
        }
        value
    }

    /// Returns the earliest month at which disjoint credentials of an alternative can all be held: studies run one at a
    /// time, in the order in which they can begin, each no earlier than it can.
    fn studies(&self, state: &StateView<'_>, earliest: &[i32], alternative: &AlternativeData) -> i32 {
        let mut taken: [u64; MOST_TOLD_APART / 64] = [0; MOST_TOLD_APART / 64];
        let running = state.study;
        let free = running.map_or(state.month, |(_, end)| end);
        let mut jobs = [(0, 0); MOST_STUDIES];
        let mut count = 0;
        for literal in &alternative.literals {
            let LiteralData::Holding { count: 1, of, least_months, programs } = literal else { continue };
            if count == MOST_STUDIES
                || programs.0.is_empty()
                || of.iter().any(|&credential| bits::contains(state.held, credential as usize))
                || running.is_some_and(|(program, _)| programs.contains(program as usize))
                || bits::intersects(&programs.0, &taken)
            {
                continue;
            }
            bits::union_into(&mut taken, &programs.0);
            let roles = self.problem.roles.len();
            let had = of.iter().map(|&one| earliest[roles + one as usize]).min().unwrap_or(INFINITE);
            jobs[count] = (free.max(had.saturating_sub(*least_months)), *least_months);
            count += 1;
        }
        jobs[..count].sort_unstable();
        let end =
            jobs[..count].iter().fold(free, |end, &(from, months)| end.max(from).saturating_add(months));
        if count == 0 { state.month } else { end.min(INFINITE) }
    }

    fn literal(&mut self, state: &StateView<'_>, earliest: &[i32], literal: &LiteralData) -> Earliest {
        let roles = self.problem.roles.len();
        match literal {
            LiteralData::Holding { count: 1, of, .. } => {
                let mut best = INFINITE;
                for &credential in of {
                    if bits::contains(state.held, credential as usize) {
                        return Earliest { held: state.month, apply: state.month };
                    }
                    best = best.min(earliest[roles + credential as usize]);
                }
                Earliest { held: best, apply: best }
            }
            LiteralData::Holding { count, of, .. } => {
                self.months.clear();
                for &credential in of {
                    let held = bits::contains(state.held, credential as usize);
                    self.months.push(if held { state.month } else { earliest[roles + credential as usize] });
                }
                self.months.sort_unstable();
                let month = self.months.get(count - 1).copied().unwrap_or(INFINITE);
                Earliest { held: month, apply: month }
            }
            LiteralData::Counter { counter, months } => {
                self.counter(state, earliest, *counter as usize, i32::from(*months))
            }
            LiteralData::Nested { count, of } => {
                let mut held: Vec<i32> = Vec::with_capacity(of.len());
                let mut apply: Vec<i32> = Vec::with_capacity(of.len());
                for &formula in of {
                    let soon = Earliest { held: i32::MIN, apply: i32::MIN };
                    let value = self.formula(state, earliest, formula, soon);
                    held.push(value.held);
                    apply.push(value.apply);
                }
                held.sort_unstable();
                apply.sort_unstable();
                let at = |months: &[i32]| months.get(count - 1).copied().unwrap_or(INFINITE);
                Earliest { held: at(&held), apply: at(&apply) }
            }
        }
    }

    fn counter(&self, state: &StateView<'_>, earliest: &[i32], counter: usize, months: i32) -> Earliest {
        let deficit = months - i32::from(state.counts[counter]);
        if deficit <= 0 {
            return Earliest { held: state.month, apply: state.month };
        }
        let Growth { first, near, sure } = self.growth[counter];
        let gate = match self.problem.counters[counter].gate {
            Some(gate) if !bits::contains(state.held, gate as usize) => {
                earliest[self.problem.roles.len() + gate as usize]
            }
            _ => state.month,
        };
        // What the current role still gives until the running search ends.
        let sure = (state.month + sure - gate).max(0);
        if deficit <= sure {
            return Earliest { held: gate + deficit, apply: gate + deficit };
        }
        let rest = deficit - sure;
        let held = first.max(gate).saturating_add(rest).min(INFINITE);
        let apply = if near { held } else { held.max(first.saturating_add(self.problem.minimum_stay)) };
        Earliest { held, apply: apply.min(INFINITE) }
    }

    /// Returns the earliest month at which all counters of an alternative can have grown enough.
    fn pack(&self, state: &StateView<'_>, alternative: &AlternativeData) -> i32 {
        let mut open: Vec<(usize, i32)> = Vec::with_capacity(alternative.literals.len());
        for literal in &alternative.literals {
            if let LiteralData::Counter { counter, months } = literal {
                let deficit = i32::from(*months) - i32::from(state.counts[*counter as usize]);
                if deficit > 0 {
                    open.push((*counter as usize, deficit));
                }
            }
        }
        let mut latest = self.pack_these(state, &open, None);
        if open.len() > 2 {
            let mut pair = [(0, 0); 2];
            for (position, &left) in open.iter().enumerate() {
                for &right in &open[position + 1..] {
                    pair[0] = left;
                    pair[1] = right;
                    latest = latest.max(self.pack_these(state, &pair, None));
                }
            }
        }
        latest
    }

    /// Returns the earliest month at which an alternative's counters can have grown, where one of them grows only
    /// in roles that have yet to be begun: the months in those roles come on top of the months, outside them,
    /// that it takes to be let into one and to grow what none of them gives.
    fn unlock(&self, state: &StateView<'_>, alternative: &AlternativeData) -> i32 {
        let problem = self.problem;
        let deficit_of =
            |counter: u32, months: u16| i32::from(months) - i32::from(state.counts[counter as usize]);
        let mut latest = state.month;
        for literal in &alternative.literals {
            let LiteralData::Counter { counter: far, months } = literal else { continue };
            let deficit = deficit_of(*far, *months);
            let growth = self.growth[*far as usize];
            if deficit <= 0 || growth.near || growth.sure > 0 {
                continue;
            }
            let far = *far as usize;
            let released = || {
                problem.counters[far]
                    .providers
                    .iter()
                    .copied()
                    .filter(|&role| self.release[role as usize] < INFINITE)
            };
            let mut outside: Vec<(usize, i32)> = Vec::new();
            for literal in &alternative.literals {
                if let LiteralData::Counter { counter, months } = literal {
                    let deficit = deficit_of(*counter, *months);
                    let counter = *counter as usize;
                    let given =
                        || released().any(|role| problem.roles[role as usize].gains.contains(counter));
                    if deficit > 0 && counter != far && !given() {
                        outside.push((counter, deficit));
                    }
                }
            }
            let own = outside.clone();
            let mut best = INFINITE;
            for role in released() {
                let Some(formula) = problem.roles[role as usize].formula else { continue };
                let release = self.release[role as usize];
                for asked in &problem.formulas[formula as usize].alternatives {
                    outside.clone_from(&own);
                    for literal in &asked.literals {
                        let LiteralData::Counter { counter, months } = literal else { continue };
                        let deficit = deficit_of(*counter, *months);
                        if deficit <= 0 || *counter as usize == far {
                            continue;
                        }
                        match outside.iter_mut().find(|(one, _)| *one == *counter as usize) {
                            Some((_, most)) => *most = deficit.max(*most),
                            None => outside.push((*counter as usize, deficit)),
                        }
                    }
                    let away = Away { counter: far, from: release, months: deficit };
                    best = best.min(if outside.is_empty() {
                        release.saturating_add(deficit)
                    } else {
                        self.pack_these(state, &outside, Some(away))
                    });
                    if best <= latest {
                        break;
                    }
                }
            }
            latest = latest.max(best.min(INFINITE));
        }
        latest
    }

    /// Returns the earliest month at which these counters can have grown by these months; with `without`,
    /// outside the roles that grow another counter, months in which come on top.
    ///
    /// The months away are taken where they cost the least: as early as those roles can start, because what
    /// one month can give never falls.
    fn pack_these(&self, state: &StateView<'_>, open: &[(usize, i32)], without: Option<Away>) -> i32 {
        let problem = self.problem;
        let mut missing = 0;
        let mut mask = [0; MASK_WORDS];
        for &(counter, deficit) in open {
            missing += deficit;
            bits::insert(&mut mask, counter);
        }
        let rate_of = |role: RoleIndex| -> i32 {
            let gains = &problem.roles[role as usize].gains.0;
            let mut rate = (gains[0] & mask[0]).count_ones();
            for word in 1..gains.len() {
                rate += (gains[word] & mask[word]).count_ones();
            }
            rate.cast_signed()
        };
        let mut month = state.month;
        if let (Some((_, start)), true) = (state.search, state.role != NO_ROLE) {
            let rate = rate_of(state.role);
            if rate > 0 && rate * (start - month) >= missing {
                let done = month + div_ceil(missing, rate);
                return without.map_or(done, |away| done.max(away.from) + away.months);
            }
            missing -= rate * (start - month);
            month = start;
        }
        let most = i32::try_from(open.len()).unwrap_or(INFINITE);
        let mut rate = 0;
        // Outside some roles, one that gives less may be the only one left.
        let order = if without.is_some() { &self.order } else { &self.front };
        for &role in order {
            let mut release = self.release[role as usize];
            if release >= INFINITE {
                break;
            }
            if let Some(away) = without {
                if problem.roles[role as usize].gains.contains(away.counter) {
                    continue;
                }
                if release > away.from {
                    release = away.from.max(release - away.months);
                }
            }
            if release > month {
                if rate > 0 && rate * (release - month) >= missing {
                    break;
                }
                missing -= rate * (release - month);
                month = release;
            }
            rate = rate.max(rate_of(role));
            if rate == most {
                break;
            }
        }
        match without {
            _ if rate == 0 => INFINITE,
            None => month.saturating_add(div_ceil(missing, rate)),
            Some(away) => (month + div_ceil(missing, rate)).max(away.from).saturating_add(away.months),
        }
    }
}

/// Returns the earliest month at which somebody is in a role that a program is tied to, for long enough.
fn tie_floor(state: &StateView<'_>, program: &ProgramData, earliest: &[i32]) -> i32 {
    let Some(tied) = &program.tied else { return state.month };
    let mut floor = INFINITE;
    for role in tied.iter() {
        let month = if role as u32 == state.role {
            match state.search {
                Some((next, start))
                    if !tied.contains(next as usize) && start - state.month < program.months =>
                {
                    earliest[role]
                }
                _ => state.month,
            }
        } else {
            earliest[role]
        };
        floor = floor.min(month);
    }
    floor
}

/// Returns the earliest month at which somebody may leave: apply elsewhere or study full-time.
pub(super) fn leave_floor(problem: &Problem, state: &StateView<'_>) -> i32 {
    if let Some((_, start)) = state.search {
        return start + problem.minimum_stay;
    }
    if let Some((program, end)) = state.study
        && problem.programs[program as usize].full_time
    {
        return end;
    }
    if state.role == NO_ROLE { state.month } else { state.month.max(state.stay_until) }
}

fn div_ceil(dividend: i32, divisor: i32) -> i32 {
    (dividend + divisor - 1) / divisor
}
