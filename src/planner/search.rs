//! Best-first search over the states of one indexed problem.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use crate::ids::{CredentialId, RoleId};

use super::INFINITE;
use super::bits;
use super::earliest::{Depth, Evaluator};
use super::landmarks::{least_cost, study_month};
use super::moves::{Moves, Situation, holds};
use super::plan::{SearchStatistics, Stop};
use super::problem::{NO_ROLE, Problem, TargetFact};
use super::query::Query;
use super::relevance::Relevance;
use super::state::{Decision, Draft, NONE, States};
use super::value::{most_value, plain_value};

/// In which order states are expanded, and what may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Towards any good plan: events only, by the bound and a guess of the work left. Proves nothing.
    Greedy {
        /// How many quarters of a month of the bound a month of the guess weighs.
        work: i32,
        /// How many a month that has passed weighs.
        month: i32,
    },
    /// By months: the first plan that nothing can beat is the fastest.
    Months,
    /// By cost, then job changes, among plans within the bound.
    Cost,
    /// By what the plan can still bring in over the horizon.
    Pay,
    /// Towards any plan that brings in much: events only, by what it can bring in and what it does if nothing but the
    /// way to the target follows. Proves nothing.
    GreedyPay,
}

/// A plan as the search leaves it: the decisions from month 0 on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) months: i32,
    pub(super) cost: i64,
    pub(super) changes: u32,
    /// What it brings in over the horizon, in twelfths, where pay is what counts.
    pub(super) value: i64,
    /// What is decided when, in order.
    pub(super) decisions: Vec<Decided>,
}

/// Decisions at one boundary, in the catalog's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decided {
    pub(super) month: i32,
    /// The role applied for.
    pub(super) role: Option<RoleId>,
    /// The credential studied for, and by which of its options.
    pub(super) study: Option<(CredentialId, usize)>,
}

impl Found {
    /// What plans are compared by.
    pub(super) fn key(&self) -> (i32, i64, u32) {
        (self.months, self.cost, self.changes)
    }
}

/// The role, search and study of a state, and whether it is decided what to study.
type Bucket = (u32, u32, u32, bool);

/// How much of the evaluator's work is that of one state: what expands states of ordinary problems takes less.
const WORK_OF_A_STATE: u64 = 24_000;

/// A state in the queue; the smallest comes first.
type Entry = Reverse<(i64, i64, i64, u32)>;

/// Sweeps for a new state, and for one about to be expanded.
const FIRST_SWEEPS: usize = 2;
const LAST_SWEEPS: usize = 12;

pub(super) struct Search<'p> {
    query: &'p Query,
    problem: &'p Problem,
    order: Order,
    evaluator: Evaluator<'p>,
    relevance: Relevance,
    states: States,
    queue: BinaryHeap<Entry>,
    /// The states that none is known to be as good as, by what only like states have.
    table: FxHashMap<Bucket, Vec<u32>>,
    moves: Moves,
    /// Plans of this many months or more are not wanted.
    pub(super) bound: i32,
    /// The applications to make, with their months, where they are settled and only studies are open.
    pub(super) script: Option<Vec<(i32, RoleId)>>,
    /// What was decided before the first state.
    before: Vec<Decided>,
    pub(super) best: Option<Found>,
    /// What was counted on the way.
    counted: SearchStatistics,
    stopped: Option<Stop>,
    /// How many states may be expanded.
    limit: u64,
    /// What two states would be compared by that are told apart, in all buckets.
    compared: usize,
}

impl<'p> Search<'p> {
    /// Makes a search for plans of fewer than `bound` months.
    pub(super) fn new(
        query: &'p Query,
        problem: &'p Problem,
        order: Order,
        bound: i32,
        earliest: Vec<i32>,
    ) -> Self {
        Self::from_state(query, problem, order, bound, Draft::start(problem, earliest), Vec::new())
    }

    /// Makes a search for plans that begin with the decisions that lead to a state.
    pub(super) fn from_state(
        query: &'p Query,
        problem: &'p Problem,
        order: Order,
        bound: i32,
        mut state: Draft,
        before: Vec<Decided>,
    ) -> Self {
        let mut evaluator = Evaluator::new(problem);
        evaluator.deep = Depth::None;
        let states = States::new(problem, evaluator.width());
        let mut search = Self {
            query,
            problem,
            order,
            relevance: Relevance::new(problem),
            evaluator,
            states,
            queue: BinaryHeap::new(),
            table: FxHashMap::default(),
            moves: Moves::default(),
            bound,
            script: None,
            before,
            best: None,
            counted: SearchStatistics::default(),
            stopped: None,
            limit: u64::MAX,
            compared: 0,
        };
        search.offer(&mut state);
        search
    }

    /// Returns a month that no plan beats that is still in the queue; the bound where the queue is empty.
    pub(super) fn least_open(&self) -> i32 {
        self.queue
            .iter()
            .map(|Reverse((.., index))| self.states.node(*index).bound)
            .min()
            .unwrap_or(self.bound)
            .min(self.bound)
    }

    /// Returns the most that a plan still in the queue can bring in, in twelfths; `None` where the queue is empty.
    pub(super) fn most_open(&self) -> Option<i64> {
        self.queue.iter().map(|Reverse((most, ..))| -most).max()
    }

    /// Expands states until nothing better is left or `limit` states are expanded; tells whether nothing is
    /// left.
    pub(super) fn run(&mut self, limit: u64) -> bool {
        self.limit = limit;
        let mut draft = Draft::start(self.problem, Vec::new());
        let mut children: Vec<Draft> = Vec::new();
        while let Some(Reverse((first, second, third, index))) = self.queue.pop() {
            if self.states.node(index).dominated {
                continue;
            }
            if self.is_done((first, second, third)) {
                self.queue.clear();
                return true;
            }
            if self.states.node(index).bound >= self.bound {
                continue;
            }
            if self.has_to_stop(limit) {
                self.queue.push(Reverse((first, second, third, index)));
                return false;
            }
            self.counted.states_expanded += 1;
            self.states.load(index, &mut draft);
            if self.refine(&mut draft) {
                let key = self.key(&draft);
                self.states.store_earliest(index, &draft.earliest, draft.node.bound);
                let later = self.queue.peek().is_some_and(|Reverse(top)| (top.0, top.1, top.2) < key);
                if key > (first, second, third) && later {
                    self.queue.push(Reverse((key.0, key.1, key.2, index)));
                    continue;
                }
                if !self.expand(index, &draft, &mut children) && self.has_to_stop(limit) {
                    self.queue.push(Reverse((key.0, key.1, key.2, index)));
                    return false;
                }
            }
        }
        true
    }

    /// Expands states layer by layer, the `width` most promising of each, until none is left or `limit` states
    /// are expanded. Finds good plans, proves nothing.
    pub(super) fn beam(&mut self, width: usize, limit: u64) {
        self.limit = limit;
        let mut draft = Draft::start(self.problem, Vec::new());
        let mut children: Vec<Draft> = Vec::new();
        while !self.queue.is_empty() {
            let mut layer: Vec<Entry> = std::mem::take(&mut self.queue).into_vec();
            layer.sort_unstable_by(|one, other| other.cmp(one));
            for Reverse((.., index)) in layer.into_iter().take(width) {
                let node = self.states.node(index);
                if node.dominated || node.bound >= self.bound {
                    continue;
                }
                if self.has_to_stop(limit) {
                    return;
                }
                self.counted.states_expanded += 1;
                self.states.load(index, &mut draft);
                if self.refine(&mut draft) {
                    self.states.store_earliest(index, &draft.earliest, draft.node.bound);
                    let _ = self.expand(index, &draft, &mut children);
                }
            }
        }
    }

    /// Tells whether the search has to stop, because of its limits or because somebody asked for it; keeps why.
    fn has_to_stop(&mut self, limit: u64) -> bool {
        self.stopped = if self.query.is_interrupted() {
            Some(Stop::Interrupt)
        } else if self.bytes() >= self.query.memory_limit {
            Some(Stop::Memory)
        } else if self.effort() >= limit {
            Some(Stop::States)
        } else {
            None
        };
        self.stopped.is_some()
    }

    /// Returns what counts against the limit of states.
    fn effort(&self) -> u64 {
        self.counted.states_expanded.max(self.evaluator.work / WORK_OF_A_STATE)
    }

    /// Returns what the search did.
    pub(super) fn statistics(&self) -> SearchStatistics {
        SearchStatistics {
            effort: self.effort(),
            memory: self.bytes(),
            stopped: self.stopped,
            ..self.counted
        }
    }

    /// Returns how many bytes the states take, with what finds the next one and those to compare it with.
    fn bytes(&self) -> u64 {
        let bucket = size_of::<Bucket>() + size_of::<Vec<u32>>() + 1;
        let entries = self.queue.capacity() * size_of::<Entry>()
            + self.table.capacity() * bucket
            + self.compared * size_of::<u32>();
        self.states.bytes() + entries as u64
    }

    /// Tells whether nothing in the queue can beat the best plan, given the smallest key in it.
    fn is_done(&self, key: (i64, i64, i64)) -> bool {
        match (self.order, &self.best) {
            (Order::Months, _) => key.0 >= i64::from(self.bound),
            (Order::Cost, Some(best)) => (key.0, key.1) >= (best.cost, i64::from(best.changes)),
            (Order::Pay, Some(best)) => -key.0 < best.value,
            _ => false,
        }
    }

    /// Raises the bounds of a state about to be expanded; tells whether it can still lead to a wanted plan.
    fn refine(&mut self, draft: &mut Draft) -> bool {
        let mut earliest = std::mem::take(&mut draft.earliest);
        let view = draft.view();
        let mut month = self.evaluator.raise(&view, &mut earliest, LAST_SWEEPS);
        if month < self.bound {
            self.evaluator.deep = Depth::Target;
            month = self.evaluator.raise(&view, &mut earliest, FIRST_SWEEPS);
            if month < self.bound {
                let Self { problem, evaluator, relevance, bound, .. } = self;
                if relevance.compute(problem, evaluator, &view, &mut earliest, *bound) {
                    month = evaluator.raise(&view, &mut earliest, FIRST_SWEEPS);
                    if month < *bound {
                        // Once more: what was closed may close more.
                        relevance.compute(problem, evaluator, &view, &mut earliest, *bound);
                    }
                }
            }
            self.evaluator.deep = Depth::None;
            if month < self.bound {
                month = month.max(study_month(self.problem, &self.relevance, &view, &earliest, self.bound));
            }
        }
        draft.earliest = earliest;
        draft.node.bound = draft.node.bound.max(month);
        draft.node.bound < self.bound
            && match self.order {
                Order::Pay | Order::GreedyPay => self.may_bring_more(draft, most_value(self.problem, draft)),
                _ => self.is_affordable(draft),
            }
    }

    /// Tells whether what is still to be paid for can fit into the budget.
    fn is_affordable(&self, draft: &Draft) -> bool {
        self.problem.budget.is_none_or(|budget| {
            let least = least_cost(self.problem, &self.relevance, &draft.view(), self.bound);
            draft.node.cost + least <= budget
        })
    }

    fn key(&mut self, draft: &Draft) -> (i64, i64, i64) {
        let node = &draft.node;
        match self.order {
            Order::Months => (i64::from(node.bound), -i64::from(node.month), 0),
            Order::Cost => {
                let cost = node.cost + least_cost(self.problem, &self.relevance, &draft.view(), self.bound);
                let changes = i64::from(node.changes) + i64::from(self.changes_left());
                (cost, changes, (i64::from(node.bound) << 32) - i64::from(node.month))
            }
            Order::Pay => {
                let most = most_value(self.problem, draft);
                (-most, -i64::from(node.month), i64::from(node.bound))
            }
            Order::GreedyPay => {
                let (most, least) = (most_value(self.problem, draft), plain_value(self.problem, draft));
                (-(most + 3 * least), -i64::from(node.month), 0)
            }
            Order::Greedy { work, month } => {
                let left = if work == 0 {
                    0
                } else {
                    let view = draft.view();
                    self.relevance.work_left(self.problem, &mut self.evaluator, &view, &draft.earliest)
                };
                let score = 4 * i64::from(node.bound)
                    + i64::from(work) * i64::from(left)
                    + i64::from(month) * i64::from(node.month);
                (score, -i64::from(node.month), 0)
            }
        }
    }

    /// Returns how many roles every way to the target still starts.
    fn changes_left(&self) -> u32 {
        match self.problem.target {
            TargetFact::Role(_) => 1,
            TargetFact::Credential(_) | TargetFact::All => 0,
        }
    }

    /// Tells whether one state alone has used up more than the limits allow, as one with thousands of moves may.
    fn is_overdrawn(&self) -> bool {
        self.evaluator.work / WORK_OF_A_STATE > self.limit || self.bytes() >= self.query.memory_limit
    }

    /// Makes the states that follow from one; tells whether these are all.
    fn expand(&mut self, index: u32, draft: &Draft, children: &mut Vec<Draft>) -> bool {
        let mut whole = true;
        let mut listed = std::mem::take(&mut self.moves);
        let relevance = std::mem::take(&mut self.relevance);
        let script = self.script.take();
        let situation = Situation {
            problem: self.problem,
            relevance: &relevance,
            draft,
            events_only: matches!(self.order, Order::Greedy { .. } | Order::GreedyPay),
            script: script.as_deref(),
        };
        if situation.is_off_script()
            || self.has_reached(&situation, index)
            || self.reach_role(&situation, index)
        {
            self.relevance = relevance;
        } else {
            situation.list(&mut listed);
            let mut made = 0;
            let mut add = |fill: &mut dyn FnMut(&mut Draft) -> bool| {
                if made == children.len() {
                    children.push(draft.clone());
                }
                if fill(&mut children[made]) {
                    children[made].node.parent = index;
                    made += 1;
                }
            };
            if listed.programs.is_empty() {
                for &role in [NO_ROLE].iter().chain(&listed.roles) {
                    add(&mut |child| situation.apply(role, &listed, child));
                }
            } else {
                for &program in [NONE].iter().chain(&listed.programs) {
                    if !self.reach_credential(&situation, index, program) {
                        add(&mut |child| situation.study(program, &listed, child));
                    }
                }
            }
            self.relevance = relevance;
            for child in &mut children[..made] {
                if self.is_overdrawn() {
                    whole = false;
                    break;
                }
                self.offer(child);
            }
        }
        self.script = script;
        self.moves = listed;
        whole
    }

    /// Records the plan that applies for the target role now; tells whether that is possible, in which case
    /// nothing else from this state is better.
    fn reach_role(&mut self, situation: &Situation<'_>, index: u32) -> bool {
        let TargetFact::Role(target) = self.problem.target else { return false };
        let node = &situation.draft.node;
        let Some(role) = self.problem.roles.get(target as usize) else { return false };
        let Some(formula) = role.formula else { return false };
        if target == node.role || !situation.may_apply() {
            return false;
        }
        if node.program != NONE && !situation.study_allows(node.program, node.study_end, target) {
            return false;
        }
        if !holds(self.problem, formula, &situation.draft.view()) {
            return false;
        }
        let decision = Decision { apply: target, study: NONE };
        let months = node.month + role.delay;
        let value = self.problem.horizon.map_or(0, |horizon| {
            let before = self.problem.pay(node.role) * i64::from(role.delay);
            node.earned + before + role.pay * i64::from(horizon - months)
        });
        self.record(index, decision, months, node.cost, node.changes + 1, value);
        !self.is_by_pay()
    }

    /// Tells whether plans are compared by what they bring in.
    fn is_by_pay(&self) -> bool {
        matches!(self.order, Order::Pay | Order::GreedyPay)
    }

    /// Records the plan of somebody who has reached everything, unless that was recorded when the last step was
    /// taken; tells whether that is so.
    fn has_reached(&mut self, situation: &Situation<'_>, index: u32) -> bool {
        let node = &situation.draft.node;
        let is_held = |fact: u32| bits::contains(&situation.draft.held, fact as usize);
        let is_there = match self.problem.target {
            TargetFact::Role(_) => false,
            TargetFact::Credential(target) => self.problem.horizon.is_some() && is_held(target),
            TargetFact::All => self.problem.goals.iter().all(|&goal| is_held(goal)),
        };
        if !is_there {
            return false;
        }
        let after = self.problem.horizon.map_or(0, |horizon| i64::from(horizon - node.month));
        let value = node.earned + self.problem.pay(node.role) * after;
        let nothing = Decision { apply: NO_ROLE, study: NONE };
        self.record(index, nothing, node.month, node.cost, node.changes, value);
        true
    }

    /// Records the plan that starts to study for the target credential now; tells whether this decision does.
    fn reach_credential(&mut self, situation: &Situation<'_>, index: u32, study: u32) -> bool {
        let TargetFact::Credential(target) = self.problem.target else { return false };
        if study == NONE || self.is_by_pay() {
            return false;
        }
        let program = &self.problem.programs[study as usize];
        if !program.grants.contains(&target) {
            return false;
        }
        let node = &situation.draft.node;
        let only = Decision { apply: NO_ROLE, study };
        self.record(index, only, node.month + program.months, node.cost + program.cost, node.changes, 0);
        true
    }

    /// Keeps a plan if it is better than the best so far; `earned` is what its roles pay over the horizon.
    fn record(&mut self, index: u32, last: Decision, months: i32, cost: i64, changes: u32, earned: i64) {
        let value = earned - 12 * cost;
        if months >= self.bound || self.problem.budget.is_some_and(|budget| cost > budget) {
            return;
        }
        if self.problem.most_changes.is_some_and(|most| changes > most) {
            return;
        }
        let better = self.best.as_ref().is_none_or(|best| match self.order {
            Order::Cost => (cost, changes, months) < (best.cost, best.changes, best.months),
            Order::Pay | Order::GreedyPay => {
                (-value, months, cost, changes) < (-best.value, best.months, best.cost, best.changes)
            }
            _ => (months, cost, changes) < best.key(),
        });
        if !better {
            return;
        }
        let mut decisions = Vec::new();
        if last.apply != NO_ROLE || last.study != NONE {
            decisions.push(self.decided(self.states.node(index).month, last));
        }
        let mut index = index;
        loop {
            let node = self.states.node(index);
            if node.parent == NONE {
                break;
            }
            let month = self.states.node(node.parent).month;
            if node.decision.apply != NO_ROLE || node.decision.study != NONE {
                decisions.push(self.decided(month, node.decision));
            }
            index = node.parent;
        }
        decisions.extend(self.before.iter().rev().copied());
        decisions.reverse();
        self.best = Some(Found { months, cost, changes, value, decisions });
        if !self.is_by_pay() && self.order != Order::Cost {
            self.bound = self.bound.min(months);
        }
    }

    fn decided(&self, month: i32, decision: Decision) -> Decided {
        let role = (decision.apply != NO_ROLE).then(|| self.problem.roles[decision.apply as usize].id);
        let study = (decision.study != NONE).then(|| {
            let program = &self.problem.programs[decision.study as usize];
            (program.credential, program.option)
        });
        Decided { month, role, study }
    }

    /// Puts a new state into the queue unless it cannot matter.
    fn offer(&mut self, draft: &mut Draft) {
        self.counted.states_generated += 1;
        if self.problem.last_goal.is_some_and(|last| bits::contains(&draft.held, last as usize))
            && self.problem.lacks_other_goals(&draft.held, false)
        {
            // The target was reached before what is to be passed on the way to it.
            return;
        }
        if self.problem.budget.is_some_and(|budget| draft.node.cost > budget) {
            return;
        }
        let changes = draft.node.changes + self.changes_left();
        if self.problem.most_changes.is_some_and(|most| changes > most) {
            return;
        }
        let mut earliest = std::mem::take(&mut draft.earliest);
        let month = self.evaluator.raise(&draft.view(), &mut earliest, FIRST_SWEEPS);
        draft.earliest = earliest;
        draft.node.bound = draft.node.bound.max(month);
        if draft.node.bound >= self.bound || draft.node.bound >= INFINITE {
            return;
        }
        let node = &draft.node;
        let bucket = (node.role, node.searched, node.program, node.settled);
        if let Some(others) = self.table.get(&bucket)
            && others.iter().any(|&other| self.is_as_good(other, draft))
        {
            self.counted.states_dominated += 1;
            return;
        }
        let key = self.first_key(draft);
        if self.is_done(key) && matches!(self.order, Order::Cost | Order::Pay) {
            return;
        }
        if self.is_by_pay() && !self.may_bring_more(draft, most_value(self.problem, draft)) {
            return;
        }
        let index = self.states.push(draft);
        let mut others = self.table.remove(&bucket).unwrap_or_default();
        others.retain(|&other| {
            let worse = self.draft_is_as_good(draft, other);
            if worse {
                self.states.node_mut(other).dominated = true;
            }
            !worse
        });
        let before = others.capacity();
        others.push(index);
        self.compared += others.capacity() - before;
        self.table.insert(bucket, others);
        self.queue.push(Reverse((key.0, key.1, key.2, index)));
    }

    /// Tells whether a state that can bring in `most` can lead to a better plan than the best one, ties included.
    fn may_bring_more(&self, draft: &Draft, most: i64) -> bool {
        let node = &draft.node;
        let least = (node.bound, node.cost, node.changes + self.changes_left());
        self.best
            .as_ref()
            .is_none_or(|best| (-most, least) < (-best.value, (best.months, best.cost, best.changes)))
    }

    /// Returns the key of a new state, from what is known without looking closer.
    fn first_key(&mut self, draft: &Draft) -> (i64, i64, i64) {
        match self.order {
            Order::Cost => {
                let node = &draft.node;
                let changes = i64::from(node.changes) + i64::from(self.changes_left());
                (node.cost, changes, (i64::from(node.bound) << 32) - i64::from(node.month))
            }
            _ => self.key(draft),
        }
    }

    /// Tells whether more may be held in `greater` than in `lesser` and be no worse: where pay is what counts, whoever
    /// has reached everything is done, so what is reached has to be the same.
    fn may_hold_more(&self, greater: &[u64], lesser: &[u64]) -> bool {
        let same =
            |fact: u32| bits::contains(greater, fact as usize) == bits::contains(lesser, fact as usize);
        match self.problem.target {
            _ if !self.is_by_pay() => true,
            TargetFact::Role(_) => true,
            TargetFact::Credential(target) => same(target),
            TargetFact::All => self.problem.goals.iter().all(|&goal| same(goal)),
        }
    }

    /// Tells whether a stored state is at least as good as a new one.
    fn is_as_good(&self, stored: u32, new: &Draft) -> bool {
        let one = self.states.node(stored);
        self.times_are_as_good(one, &new.node)
            && self.states.counts(stored).iter().zip(&new.counts).all(|(one, other)| one >= other)
            && bits::is_subset(&new.held, self.states.held(stored))
            && self.may_hold_more(self.states.held(stored), &new.held)
    }

    /// Tells whether a new state is at least as good as a stored one.
    fn draft_is_as_good(&self, new: &Draft, stored: u32) -> bool {
        let other = self.states.node(stored);
        self.times_are_as_good(&new.node, other)
            && new.counts.iter().zip(self.states.counts(stored)).all(|(one, other)| one >= other)
            && bits::is_subset(self.states.held(stored), &new.held)
            && self.may_hold_more(&new.held, self.states.held(stored))
    }

    /// Tells whether `one` is no later, no dearer and no less free than `other`, both in the same role,
    /// search and study.
    fn times_are_as_good(&self, one: &super::state::Node, other: &super::state::Node) -> bool {
        let same_pace = one.month == other.month || one.month >= self.problem.last_opening;
        let stay = |node: &super::state::Node| (node.stay_until - node.month).max(0);
        let costs = self.order == Order::Cost || self.problem.budget.is_some();
        let changes = self.order == Order::Cost || self.problem.most_changes.is_some();
        one.month <= other.month
            && same_pace
            && (!self.is_by_pay() || self.brings_as_much(one, other))
            && (one.role == NO_ROLE || stay(one) <= stay(other))
            && (one.searched == NO_ROLE || one.hire - one.month == other.hire - other.month)
            && (one.program == NONE || self.study_is_as_good(one, other))
            && (!costs || one.cost <= other.cost)
            && (!changes || one.changes <= other.changes)
    }

    /// Tells whether the study that runs in both states ends as well in `one`: no later, and where it ends the plan and
    /// pay is what counts, at the same time, because the role held then is kept.
    fn study_is_as_good(&self, one: &super::state::Node, other: &super::state::Node) -> bool {
        let (left, other_left) = (one.study_end - one.month, other.study_end - other.month);
        let is_last = || {
            (self.problem.horizon.is_some() || self.problem.last_goal.is_some())
                && self.problem.is_last_study(&self.problem.programs[one.program as usize])
        };
        left == other_left || (left < other_left && !is_last())
    }

    /// Tells whether `one` brings in as much as `other`, where it does from then on what `other` does, only earlier, and
    /// has been there for longer at the end.
    fn brings_as_much(&self, one: &super::state::Node, other: &super::state::Node) -> bool {
        let after = match self.problem.target {
            TargetFact::Role(role) => self.problem.pay(role),
            TargetFact::Credential(_) | TargetFact::All => 0,
        };
        let so_far = |node: &super::state::Node| node.earned - 12 * node.cost;
        let ahead = i64::from(other.month - one.month);
        let (one_has, other_has) = (so_far(one) + ahead * after, so_far(other));
        let ties = ahead > 0 || (one.cost, one.changes) <= (other.cost, other.changes);
        one_has > other_has || (one_has == other_has && ties)
    }
}
