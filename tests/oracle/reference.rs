//! The reference: a breadth-first walk over every state that can be reached, a month at a time.
//!
//! No bound, no relevance, no dominance between states. Two ways to be in equal states in the same month
//! have the same ways on; one of them is let go only when it is no better by the objective's own order and
//! has no more left of what is limited, so that whatever follows it can follow the other. Once the target
//! has been reached, ways that have already spent as much are let go, since they get there later. Counters
//! stop at the largest number that any rule compares them with, which no rule can notice.

mod rules;
mod walk;

use careerpath::catalog::{Catalog, CredentialStatus, StudyMode};
use careerpath::ids::{CredentialId, RoleId};
use careerpath::planner::{JobStep, Objective, Plan, Query, Step, StudyStep, Target};
use careerpath::units::{Money, Months};
use rules::{COUNTERS, Counters, Rules};
use rustc_hash::{FxHashMap, FxHashSet};
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
    /// There are plans, and a better one may take longer than the horizon.
    Unsettled,
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
    /// The roles to be reached, a bit for each, that have been.
    reached: u8,
    counters: Counters,
    search: u8,
    search_left: u8,
    /// Position in the list of all study options.
    study: u8,
    study_left: u8,
}

/// A state and what a way to it has taken.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Label {
    state: State,
    cost: i64,
    job_changes: u32,
    /// Pay less costs so far, in twelfths of dollars; 0 when pay is not the objective.
    value: i64,
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
    /// The roles to have started in, and the credentials to hold, when the plan ends.
    goal_roles: Vec<u8>,
    goal_credentials: u16,
}

/// A way that has reached the target.
struct Arrival {
    month: u32,
    label: Label,
}

/// Why the walk has ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// Nothing better can follow.
    Settled,
    /// The horizon was reached.
    Horizon,
    TooLarge,
}

/// Everything the walk has seen.
struct Explored {
    /// For each month those that have not reached the target and go on.
    layers: Vec<Vec<Label>>,
    /// The best of each month that is better than all before, by month.
    arrivals: Vec<Arrival>,
    end: End,
}

/// Finds the best plan by the query's objective.
pub(crate) fn solve(catalog: &Catalog, query: &Query, bounds: Bounds) -> Answer {
    let Some(problem) = Problem::new(catalog, query) else { return Answer::TooLarge };
    let explored = problem.explore(bounds);
    match (explored.arrivals.iter().min_by_key(|arrival| problem.measure(arrival)), explored.end) {
        (_, End::TooLarge) => Answer::TooLarge,
        (Some(best), End::Settled) => Answer::Reached(problem.plan_to(catalog, &explored, best)),
        (None, End::Settled) => Answer::Unreachable,
        (Some(_), End::Horizon) => Answer::Unsettled,
        (None, End::Horizon) => Answer::NotWithin(bounds.horizon),
    }
}

/// Finds every plan than which none is both as fast and as cheap, and of equals the one with the fewest job
/// changes, fastest first; `None` when that takes too long or too many states.
pub(crate) fn solve_front(catalog: &Catalog, query: &Query, bounds: Bounds) -> Option<Vec<Plan>> {
    let mut query = query.clone();
    query.objective = Objective::Cost;
    let problem = Problem::new(catalog, &query)?;
    let explored = problem.explore(bounds);
    // By cost, an arrival is kept when it is cheaper than all that came earlier.
    let plans = explored.arrivals.iter().map(|arrival| problem.plan_to(catalog, &explored, arrival));
    (explored.end == End::Settled).then(|| plans.collect())
}

/// Tells whether a month changed nothing, so that no later month will.
fn same(layer: &[Label], next: &[Label]) -> bool {
    let taken = |label: &Label| (label.state, label.cost, label.job_changes);
    let known: FxHashSet<_> = layer.iter().map(taken).collect();
    layer.len() == next.len() && next.iter().all(|label| known.contains(&taken(label)))
}

impl<'a> Problem<'a> {
    fn new(catalog: &Catalog, query: &'a Query) -> Option<Self> {
        let direct: Vec<Vec<usize>> =
            catalog.credentials.iter().map(|c| c.implies.iter().map(|i| i.index()).collect()).collect();
        let closures: Vec<u16> = crate::build::closures(&direct)
            .iter()
            .map(|all| all.iter().fold(0, |bits, credential| bits | 1 << credential))
            .collect();
        let rules = Rules::new(catalog, query)?;
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
        let (mut goal_roles, mut goal_credentials) = (Vec::new(), 0);
        for target in [query.target].iter().chain(&query.also) {
            match target {
                Target::Role(role) => goal_roles.push(role.0 as u8),
                Target::Credential(credential) => goal_credentials |= 1 << credential.index(),
            }
        }
        for role in &limits.via_roles {
            if query.person.months_in_role(*role) == Months(0) {
                goal_roles.push(role.0 as u8);
            }
        }
        for credential in &limits.via_credentials {
            goal_credentials |= 1 << credential.index();
        }
        Some(Self { query, rules, options, searches, closures, stay, goal_roles, goal_credentials })
    }

    fn first(&self) -> Label {
        let held = self.query.person.credentials().fold(0, |bits, held| bits | 1 << held.index());
        let role = self.query.person.role.map_or(NONE, |role| role.0 as u8);
        let state = State {
            role,
            stint: self.stay,
            held,
            reached: self.goals_met_by(role),
            counters: self.rules.at_start(&self.query.person),
            search: NONE,
            search_left: 0,
            study: NONE,
            study_left: 0,
        };
        let decision = Decision { apply: NONE, study: NONE };
        Label { state, cost: 0, job_changes: 0, value: 0, parent: 0, decision }
    }

    /// Walks until nothing better can follow.
    fn explore(&self, bounds: Bounds) -> Explored {
        let deadline = self.query.limits.deadline.map_or(u32::MAX, |deadline| deadline.0);
        let last = if self.by_pay() { deadline.min(self.query.pay.horizon.0) } else { deadline };
        let (mut layers, mut arrivals): (Vec<Vec<Label>>, Vec<Arrival>) = (Vec::new(), Vec::new());
        let mut layer = vec![self.first()];
        layer.retain(|label| self.affordable(label));
        let mut states = 1;
        for month in 0..=bounds.horizon.min(last) {
            let (arrived, mut going): (Vec<Label>, _) =
                layer.into_iter().partition(|label| self.at_target(&label.state));
            let arrived = arrived.into_iter().map(|label| Arrival { month, label });
            let best_before = arrivals.iter().map(|arrival| self.measure(arrival)).min();
            if let Some(best) = arrived.min_by_key(|arrival| self.measure(arrival))
                && best_before.is_none_or(|before| self.measure(&best) < before)
            {
                arrivals.push(best);
            }
            going.retain(|label| arrivals.iter().all(|arrival| self.can_beat(label, &arrival.label)));
            let still = !self.by_pay()
                && month > self.rules.last_change
                && layers.last().is_some_and(|before: &Vec<Label>| same(before, &going));
            if going.is_empty() || still {
                return Explored { layers, arrivals, end: End::Settled };
            }
            layer = self.month_later(&going, month);
            states += layer.len();
            if states > bounds.states {
                return Explored { layers, arrivals, end: End::TooLarge };
            }
            layers.push(going);
        }
        let end = if last <= bounds.horizon { End::Settled } else { End::Horizon };
        Explored { layers, arrivals, end }
    }

    fn by_pay(&self) -> bool {
        self.query.objective == Objective::Pay
    }

    /// Returns what ways to the target are compared by; less is better.
    fn measure(&self, arrival: &Arrival) -> [i64; 4] {
        let Arrival { month, label } = arrival;
        let (months, cost, changes) = (i64::from(*month), label.cost, i64::from(label.job_changes));
        match self.query.objective {
            Objective::Time => [months, cost, changes, 0],
            Objective::Cost => [cost, months, changes, 0],
            Objective::Changes => [changes, months, cost, 0],
            Objective::Pay => {
                let left = i64::from(self.query.pay.horizon.0) - months;
                [-(label.value + left * self.annual_pay(label.state.role)), months, cost, changes]
            }
        }
    }

    /// Returns what ways to equal states in the same month are compared by; less is better.
    fn order(&self, label: &Label) -> [i64; 3] {
        let (cost, changes) = (label.cost, i64::from(label.job_changes));
        match self.query.objective {
            Objective::Time | Objective::Cost => [cost, changes, 0],
            Objective::Changes => [changes, cost, 0],
            Objective::Pay => [-label.value, cost, changes],
        }
    }

    /// Tells whether all that can follow one way can follow the other, and is no worse there.
    fn stands_for(&self, one: &Label, other: &Label) -> bool {
        let limits = &self.query.limits;
        self.order(one) <= self.order(other)
            && (limits.budget.is_none() || one.cost <= other.cost)
            && (limits.job_changes.is_none() || one.job_changes <= other.job_changes)
    }

    /// Tells whether a way that goes on may still be better than one that has arrived: costs and job changes
    /// never get fewer.
    fn can_beat(&self, label: &Label, arrived: &Label) -> bool {
        match self.query.objective {
            Objective::Time => false,
            Objective::Cost => label.cost < arrived.cost,
            Objective::Changes => label.job_changes < arrived.job_changes,
            Objective::Pay => true,
        }
    }

    fn affordable(&self, label: &Label) -> bool {
        self.query.limits.budget.is_none_or(|budget| label.cost <= budget.0)
    }

    /// Returns the pay a year in a role, in dollars; a month's pay in twelfths of dollars.
    fn annual_pay(&self, role: u8) -> i64 {
        self.query.pay.annual.get(usize::from(role)).copied().flatten().map_or(0, |annual| annual.0)
    }

    /// Returns the roles to be reached, a bit for each, that a role is.
    fn goals_met_by(&self, role: u8) -> u8 {
        let goals = self.goal_roles.iter().enumerate();
        goals.filter(|(_, goal)| **goal == role).fold(0, |bits, (place, _)| bits | 1 << place)
    }

    fn at_target(&self, state: &State) -> bool {
        state.reached.count_ones() as usize == self.goal_roles.len()
            && state.held & self.goal_credentials == self.goal_credentials
    }

    fn is_at(&self, target: Target, state: &State) -> bool {
        match target {
            Target::Role(role) => {
                let place = self.goal_roles.iter().position(|goal| u32::from(*goal) == role.0);
                place.is_some_and(|place| state.reached & 1 << place != 0)
            }
            Target::Credential(credential) => state.held & 1 << credential.index() != 0,
        }
    }

    /// Tells whether the only target was reached before what is to be passed on the way to it.
    fn is_too_soon(&self, state: &State) -> bool {
        let target = self.query.target;
        self.query.also.is_empty()
            && self.is_at(target, state)
            && !self.is_at(target, &self.first().state)
            && !self.at_target(state)
    }

    /// Returns every state one month later.
    fn month_later(&self, layer: &[Label], month: u32) -> Vec<Label> {
        let mut next: Vec<Label> = Vec::new();
        // The last label of each state, and for each label the one before it that has an equal state.
        let mut last: FxHashMap<State, usize> = FxHashMap::default();
        let mut before: Vec<Option<usize>> = Vec::new();
        let mut replaced: FxHashSet<usize> = FxHashSet::default();
        for (parent, label) in layer.iter().enumerate() {
            for decision in self.decisions(label, month) {
                let reached = self.after_month(label, parent, decision);
                if !self.affordable(&reached) || self.is_too_soon(&reached.state) {
                    continue;
                }
                let head = last.get(&reached.state).copied();
                let equal_states = || std::iter::successors(head, |place| before[*place]);
                if equal_states().any(|place| self.stands_for(&next[place], &reached)) {
                    continue;
                }
                // A place that is given up already would take the label away with it.
                let worse = equal_states()
                    .filter(|place| !replaced.contains(place) && self.stands_for(&reached, &next[*place]));
                let worse: Vec<usize> = worse.collect();
                if let [place, others @ ..] = &worse[..] {
                    next[*place] = reached;
                    replaced.extend(others);
                } else {
                    last.insert(reached.state, next.len());
                    before.push(head);
                    next.push(reached);
                }
            }
        }
        let mut replaced: Vec<usize> = replaced.into_iter().collect();
        replaced.sort_unstable();
        for place in replaced.into_iter().rev() {
            next.swap_remove(place);
        }
        next
    }

    /// Returns everything that may be decided in a state at a boundary; deciding nothing comes first.
    fn decisions(&self, label: &Label, month: u32) -> Vec<Decision> {
        let state = &label.state;
        let may_change = self.query.limits.job_changes.is_none_or(|most| label.job_changes < most);
        let free_to_leave = state.role == NONE || state.stint >= self.stay;
        let mut applications = vec![NONE];
        let in_full_time = state.study != NONE && self.options[usize::from(state.study)].full_time;
        if state.search == NONE && !in_full_time && free_to_leave && may_change {
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
        if self.by_pay() {
            later.value += self.annual_pay(state.role) - 12 * (later.cost - label.cost);
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
                state.reached |= self.goals_met_by(state.role);
                state.search = NONE;
                later.job_changes += 1;
            }
        }
        later
    }

    /// Returns the plan that leads to an arrival.
    fn plan_to(&self, catalog: &Catalog, explored: &Explored, arrival: &Arrival) -> Plan {
        let mut path = vec![arrival.label];
        let mut place = arrival.label.parent;
        for layer in explored.layers[..arrival.month as usize].iter().rev() {
            path.push(layer[place]);
            place = layer[place].parent;
        }
        path.reverse();
        self.plan(catalog, &path)
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
