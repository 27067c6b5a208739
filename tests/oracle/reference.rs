//! The reference: a breadth-first walk over every state that can be reached, a month at a time.
//!
//! No bound, no relevance, no dominance. Two states are one only when they are equal, and then the one
//! that is cheaper, and among these the one with fewer job changes, stands for both: whatever follows is
//! the same for both, and spending less never hurts. Counters stop at the largest number that any rule
//! compares them with, which no rule can notice.

mod rules;
mod walk;

use careerpath::catalog::{Catalog, CredentialStatus, StudyMode};
use careerpath::ids::{CredentialId, RoleId};
use careerpath::planner::{JobStep, Plan, Query, Step, StudyStep, Target};
use careerpath::units::{Money, Months};
use rules::{COUNTERS, Counters, Rules};
use rustc_hash::FxHashMap;
pub(crate) use walk::walk;

/// How far the reference looks before it gives up.
#[derive(Clone, Copy)]
pub(crate) struct Bounds {
    /// The last month looked at.
    pub(crate) horizon: u32,
    /// The most states kept, all months together.
    pub(crate) states: usize,
}

/// What the reference knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The best plan.
    Reached(Plan),
    /// No plan exists, however long.
    Unreachable,
    /// No plan takes at most this many months.
    NotWithin(u32),
    /// Too many states.
    TooLarge,
}

/// No role, no search or no study.
const NONE: u8 = u8::MAX;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct State {
    role: u8,
    /// Months in the current stint, at most the minimum stay.
    stint: u8,
    held: u16,
    counters: Counters,
    search: u8,
    search_left: u8,
    /// Position in the list of all study options.
    study: u8,
    study_left: u8,
}

/// A state as it was reached most cheaply.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Label {
    state: State,
    cost: i64,
    job_changes: u32,
    /// Position in the month before, and what was decided there.
    parent: usize,
    decision: Decision,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Decision {
    apply: u8,
    study: u8,
}

/// One study option that the person's limits allow.
struct StudyOption {
    credential: usize,
    option: usize,
    full_time: bool,
    months: u8,
    cost: i64,
    while_in: Vec<u8>,
}

impl StudyOption {
    fn may_be_in(&self, role: u8) -> bool {
        self.while_in.is_empty() || self.while_in.contains(&role)
    }
}

struct Problem<'a> {
    query: &'a Query,
    rules: Rules,
    options: Vec<StudyOption>,
    /// Months of search for each role; `None` for a role to be avoided.
    searches: Vec<Option<u8>>,
    /// What holding each credential amounts to.
    closures: Vec<u16>,
    stay: u8,
}

/// Finds the fastest plan, the cheapest of these, and of these one with the fewest job changes.
pub(crate) fn solve(catalog: &Catalog, query: &Query, bounds: Bounds) -> Answer {
    let Some(problem) = Problem::new(catalog, query) else { return Answer::TooLarge };
    let deadline = query.limits.deadline.map_or(u32::MAX, |deadline| deadline.0);
    if query.limits.budget.is_some_and(|budget| budget.0 < 0) {
        return Answer::Unreachable;
    }
    let mut layers = vec![vec![problem.first()]];
    let mut states = 1;
    for month in 0..=bounds.horizon.min(deadline) {
        let layer = &layers[month as usize];
        if let Some(best) = problem.best_at_target(layer) {
            return Answer::Reached(problem.plan(catalog, &Problem::path(&layers, best)));
        }
        let next = problem.month_later(layer, month);
        if month > problem.rules.last_change && same(layer, &next) {
            return Answer::Unreachable;
        }
        states += next.len();
        if states > bounds.states {
            return Answer::TooLarge;
        }
        layers.push(next);
    }
    if deadline <= bounds.horizon { Answer::Unreachable } else { Answer::NotWithin(bounds.horizon) }
}

/// Tells whether a month changed nothing, so that no later month will.
fn same(layer: &[Label], next: &[Label]) -> bool {
    let known: FxHashMap<State, (i64, u32)> =
        layer.iter().map(|label| (label.state, (label.cost, label.job_changes))).collect();
    layer.len() == next.len()
        && next.iter().all(|label| known.get(&label.state) == Some(&(label.cost, label.job_changes)))
}

impl<'a> Problem<'a> {
    fn new(catalog: &Catalog, query: &'a Query) -> Option<Self> {
        let rules = Rules::new(catalog, query)?;
        let direct: Vec<Vec<usize>> =
            catalog.credentials.iter().map(|c| c.implies.iter().map(|i| i.index()).collect()).collect();
        let closures: Vec<u16> = crate::build::closures(&direct)
            .iter()
            .map(|all| all.iter().fold(0, |bits, credential| bits | 1 << credential))
            .collect();
        let limits = &query.limits;
        let mut options = Vec::new();
        for (index, credential) in catalog.credentials.iter().enumerate() {
            let avoided = limits.avoid_credentials.iter().any(|id| closures[index] & 1 << id.index() != 0);
            if avoided || credential.status == CredentialStatus::Retired {
                continue;
            }
            for (option, study) in credential.study.iter().enumerate() {
                let full_time = study.mode == StudyMode::FullTime;
                let too_busy = limits
                    .study_hours
                    .is_some_and(|most| full_time || study.hours_per_week.unwrap_or(0) > most);
                if too_busy || full_time && limits.keep_working {
                    continue;
                }
                options.push(StudyOption {
                    credential: index,
                    option,
                    full_time,
                    months: u8::try_from(study.months.0).ok()?,
                    cost: study.cost.as_ref().map_or(0, |figure| figure.amount.0),
                    while_in: study.while_in.iter().map(|role| role.0 as u8).collect(),
                });
            }
        }
        let mut searches = Vec::new();
        for role in catalog.role_ids() {
            let months = catalog.role(role).search_months.unwrap_or(query.search_months);
            let months = u8::try_from(months.0).ok()?;
            searches.push((!limits.avoid_roles.contains(&role)).then_some(months));
        }
        let stay = u8::try_from(query.minimum_stay.0).ok()?;
        Some(Self { query, rules, options, searches, closures, stay })
    }

    fn first(&self) -> Label {
        let held = self.query.person.credentials().fold(0, |bits, held| bits | 1 << held.index());
        let state = State {
            role: self.query.person.role.map_or(NONE, |role| role.0 as u8),
            stint: self.stay,
            held,
            counters: self.rules.at_start(&self.query.person),
            search: NONE,
            search_left: 0,
            study: NONE,
            study_left: 0,
        };
        let decision = Decision { apply: NONE, study: NONE };
        Label { state, cost: 0, job_changes: 0, parent: 0, decision }
    }

    fn at_target(&self, state: &State) -> bool {
        match self.query.target {
            Target::Role(role) => u32::from(state.role) == role.0,
            Target::Credential(credential) => state.held & 1 << credential.index() != 0,
        }
    }

    fn best_at_target(&self, layer: &[Label]) -> Option<usize> {
        (0..layer.len())
            .filter(|index| self.at_target(&layer[*index].state))
            .min_by_key(|index| (layer[*index].cost, layer[*index].job_changes))
    }

    /// Returns every state one month later.
    fn month_later(&self, layer: &[Label], month: u32) -> Vec<Label> {
        let mut next: Vec<Label> = Vec::new();
        let mut places: FxHashMap<State, usize> = FxHashMap::default();
        for (parent, label) in layer.iter().enumerate() {
            for decision in self.decisions(&label.state, month) {
                let reached = self.after_month(label, parent, decision);
                if self.query.limits.budget.is_some_and(|budget| reached.cost > budget.0) {
                    continue;
                }
                let place = *places.entry(reached.state).or_insert(next.len());
                if place == next.len() {
                    next.push(reached);
                } else if (reached.cost, reached.job_changes) < (next[place].cost, next[place].job_changes) {
                    next[place] = reached;
                }
            }
        }
        next
    }

    /// Returns everything that may be decided in a state at a boundary; deciding nothing comes first.
    fn decisions(&self, state: &State, month: u32) -> Vec<Decision> {
        let free_to_leave = state.role == NONE || state.stint >= self.stay;
        let mut applications = vec![NONE];
        let in_full_time = state.study != NONE && self.options[usize::from(state.study)].full_time;
        if state.search == NONE && !in_full_time && free_to_leave {
            for (role, months) in self.searches.iter().enumerate() {
                let Some(months) = *months else { continue };
                let role_number = role as u8;
                let tie_kept = state.study == NONE
                    || self.options[usize::from(state.study)].may_be_in(role_number)
                    || state.study_left <= months;
                if role_number != state.role
                    && tie_kept
                    && self.rules.role_open(role, state.held, &state.counters, month)
                {
                    applications.push(role_number);
                }
            }
        }
        let mut studies = vec![NONE];
        if state.study == NONE {
            for (number, option) in self.options.iter().enumerate() {
                let tie_kept = option.while_in.is_empty() || option.while_in.contains(&state.role);
                let possible = !option.full_time || (state.search == NONE && free_to_leave);
                if state.held & 1 << option.credential == 0
                    && tie_kept
                    && possible
                    && self.rules.credential_open(option.credential, state.held, &state.counters, month)
                {
                    studies.push(number as u8);
                }
            }
        }
        let mut decisions = Vec::new();
        for &apply in &applications {
            for &study in &studies {
                if self.go_together(state, apply, study) {
                    decisions.push(Decision { apply, study });
                }
            }
        }
        decisions
    }

    /// Tells whether a study may start now, given the search that is running or starts now.
    fn go_together(&self, state: &State, apply: u8, study: u8) -> bool {
        if study == NONE {
            return true;
        }
        let option = &self.options[usize::from(study)];
        let (role, left) = if apply == NONE {
            (state.search, state.search_left)
        } else {
            (apply, self.searches[usize::from(apply)].expect("not to be avoided"))
        };
        role == NONE || (!option.full_time && (option.may_be_in(role) || option.months <= left))
    }

    fn after_month(&self, label: &Label, parent: usize, decision: Decision) -> Label {
        let mut later = Label { parent, decision, ..*label };
        let state = &mut later.state;
        if decision.apply != NONE {
            state.search = decision.apply;
            state.search_left = self.searches[usize::from(decision.apply)].expect("not to be avoided");
        }
        if decision.study != NONE {
            let option = &self.options[usize::from(decision.study)];
            state.study = decision.study;
            state.study_left = option.months;
            later.cost += option.cost;
            if option.full_time {
                state.role = NONE;
            }
        }
        if state.role == NONE {
            state.stint = self.stay;
        } else {
            state.stint = (state.stint + 1).min(self.stay);
            self.rules.count_month(usize::from(state.role), state.held, &mut state.counters);
        }
        if state.study != NONE {
            state.study_left -= 1;
            if state.study_left == 0 {
                state.held |= self.closures[self.options[usize::from(state.study)].credential];
                state.study = NONE;
            }
        }
        if state.search != NONE {
            state.search_left -= 1;
            if state.search_left == 0 {
                state.role = state.search;
                state.stint = 0;
                state.search = NONE;
                later.job_changes += 1;
            }
        }
        later
    }

    /// Returns the states that lead to one of the last layer, the first one first.
    fn path(layers: &[Vec<Label>], last: usize) -> Vec<Label> {
        let mut path = Vec::new();
        let mut place = last;
        for layer in layers.iter().rev() {
            path.push(layer[place]);
            place = layer[place].parent;
        }
        path.reverse();
        path
    }

    /// Writes down the decisions on a path; what is not over at its end served nothing and is left out.
    fn plan(&self, catalog: &Catalog, path: &[Label]) -> Plan {
        let months = path.len() as u32 - 1;
        let mut steps = Vec::new();
        for (month, pair) in (0..).zip(path.windows(2)) {
            let Decision { apply, study } = pair[1].decision;
            if study != NONE {
                let option = &self.options[usize::from(study)];
                let credential = &catalog.credentials[option.credential];
                let role = pair[0].state.role;
                steps.push(Step::Study(StudyStep {
                    credential: CredentialId::from_index(option.credential),
                    option: option.option,
                    start: Months(month),
                    end: Months(month + credential.study[option.option].months.0),
                    cost: Money(option.cost),
                    role: (role != NONE && !option.full_time).then_some(RoleId(u32::from(role))),
                }));
            }
            if apply != NONE {
                let start = month + u32::from(self.searches[usize::from(apply)].expect("not avoided"));
                let role = RoleId(u32::from(apply));
                let left = path.iter().skip(start as usize).position(|l| l.state.role != apply);
                // A full-time study shows in the state a month late, since it is decided at the boundary.
                let end = left.map(|months| start + months as u32).map(|month| {
                    let gave_up = path[month as usize].state.role == NONE;
                    Months(if gave_up { month - 1 } else { month })
                });
                steps.push(Step::Job(JobStep { role, apply: Months(month), start: Months(start), end }));
            }
        }
        steps.retain(|step| match step {
            Step::Study(step) => step.end.0 <= months,
            Step::Job(step) => step.start.0 <= months,
        });
        let costs = steps.iter().map(|step| match step {
            Step::Study(step) => step.cost.0,
            Step::Job(_) => 0,
        });
        let cost = Money(costs.sum());
        let job_changes = path.last().map_or(0, |label| label.job_changes);
        Plan { months: Months(months), cost, job_changes, steps }
    }
}

// The counters are part of every state, and a state is small.
const _: () = assert!(COUNTERS <= 16);
