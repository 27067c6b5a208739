//! Better plans from parts of plans: detours by way of what every plan needs, and new ends for known beginnings.
//!
//! A beam that sets out for a far target is drawn to what is near. Two remedies: go first, and as fast as possible, to
//! something hard that every plan needs, and from there to the target; and keep the first decisions of the best plan,
//! and look for another way on from there. Nothing here proves anything.

use super::landmarks::landmarks;
use super::moves::advance;
use super::plan::SearchStatistics;
use super::problem::{NO_ROLE, Problem, TargetFact};
use super::query::Query;
use super::reduce::Reduced;
use super::relevance::Relevance;
use super::search::{Decided, Found, Order, Search};
use super::state::{Draft, NONE};

/// How greedy a part of a plan is looked for: the beam's width, and what work left and months passed weigh.
const BEAM: (usize, i32, i32) = (7, 4, 4);

/// Most expansions of one part.
const PART_LIMIT: u64 = 700;

/// Most detours tried.
const MOST_DETOURS: usize = 6;

/// Looks for better plans; `count` is told of each search, and says how many states may still be expanded.
pub(super) struct Improver<'a> {
    pub(super) query: &'a Query,
    pub(super) reduced: &'a Reduced,
    pub(super) best: Option<Found>,
    pub(super) bound: i32,
    /// How many states may still be expanded.
    pub(super) left: u64,
    /// How many were.
    pub(super) spent: SearchStatistics,
}

impl Improver<'_> {
    /// Goes to each hard thing that every plan needs first, then to the target.
    pub(super) fn detours(&mut self) {
        let problem = &self.reduced.problem;
        let draft = Draft::start(problem, self.reduced.earliest.clone());
        let mut relevance = Relevance::new(problem);
        let mut evaluator = super::earliest::Evaluator::new(problem);
        let mut earliest = self.reduced.earliest.clone();
        let view = draft.view();
        // Relevance reads what the last sweep saw.
        let _ = evaluator.raise(&view, &mut earliest, 1);
        let _ = relevance.compute(problem, &mut evaluator, &view, &mut earliest, self.bound);
        let month_of = |credential: u32| earliest[problem.roles.len() + credential as usize];
        let mut stations: Vec<(i32, u32)> = landmarks(problem, &relevance, &view, self.bound)
            .iter()
            .filter_map(|landmark| landmark.of.iter().map(|&one| (month_of(one), one)).min())
            .collect();
        // The hardest first: what is easy is found on the way.
        stations.sort_unstable_by_key(|&(month, credential)| (std::cmp::Reverse(month), credential));
        stations.dedup();
        let stations = stations.into_iter().take(MOST_DETOURS).map(|(_, one)| TargetFact::Credential(one));
        // Where several things are to be reached, each role of them may come first.
        let roles = problem.goals.iter().filter(|&&goal| problem.last_goal != Some(goal));
        let roles = roles.filter_map(|&goal| problem.credentials[goal as usize].role).map(TargetFact::Role);
        let several = problem.target == TargetFact::All;
        for station in stations.chain(roles.filter(|_| several)) {
            let mut there = problem.clone();
            there.target = station;
            there.goals.clear();
            there.last_goal = None;
            there.horizon = None;
            let Some(first) = self.search(&there, draft.clone(), Vec::new()) else { continue };
            let Some(state) = replay(problem, &first.decisions, first.months, &draft) else { continue };
            // On the way to it nothing keeps the target for the end: whoever passes it there has reached it too soon.
            if !problem.last_goal.is_some_and(|last| super::bits::contains(&state.held, last as usize)) {
                self.go_on(state, first.decisions);
            }
        }
    }

    /// Keeps the beginning of the best plan, ever less of it, and looks for another end.
    pub(super) fn other_ends(&mut self) {
        let Some(known) = self.best.clone() else { return };
        let problem = &self.reduced.problem;
        let draft = Draft::start(problem, self.reduced.earliest.clone());
        for kept in (1..known.decisions.len()).rev() {
            let month = known.decisions[kept].month;
            let before = &known.decisions[..kept];
            let Some(state) = replay(problem, before, month, &draft) else { continue };
            self.go_on(state, before.to_vec());
        }
    }

    /// Looks for a better plan from a state on.
    fn go_on(&mut self, state: Draft, before: Vec<Decided>) {
        let problem = &self.reduced.problem;
        if let Some(found) = self.search(problem, state, before)
            && found.months < self.bound
        {
            self.bound = found.months;
            self.best = Some(found);
        }
    }

    fn search(&mut self, problem: &Problem, state: Draft, before: Vec<Decided>) -> Option<Found> {
        let (width, work, month) = BEAM;
        let order = Order::Greedy { work, month };
        let mut search = Search::from_state(self.query, problem, order, self.bound, state, before);
        search.beam(width, PART_LIMIT.min(self.left));
        let spent = search.statistics();
        self.left -= spent.effort.min(self.left);
        self.spent.add(&SearchStatistics { stopped: None, ..spent });
        search.best.take()
    }
}

/// Returns the state at `month` after some decisions; `None` where the problem has not what they name.
fn replay(problem: &Problem, decisions: &[Decided], month: i32, start: &Draft) -> Option<Draft> {
    let mut draft = start.clone();
    for decided in decisions {
        run_until(problem, &mut draft, decided.month);
        let node = &mut draft.node;
        if let Some((credential, option)) = decided.study {
            let is = |program: &super::problem::ProgramData| {
                program.credential == credential && program.option == option
            };
            let index = problem.programs.iter().position(is)?;
            let program = &problem.programs[index];
            node.program = index as u32;
            node.study_end = node.month + program.months;
            node.cost += program.cost;
            if program.full_time {
                node.role = NO_ROLE;
            }
        }
        if let Some(role) = decided.role {
            let index = problem.roles.binary_search_by_key(&role, |data| data.id).ok()?;
            node.searched = index as u32;
            node.hire = node.month + problem.roles[index].delay;
            node.changes += 1;
        }
    }
    run_until(problem, &mut draft, month);
    Some(draft)
}

/// Lets time pass until `month`, from one event to the next.
fn run_until(problem: &Problem, draft: &mut Draft, month: i32) {
    while draft.node.month < month {
        let node = &draft.node;
        let mut next = month;
        if node.program != NONE {
            next = next.min(node.study_end);
        }
        if node.searched != NO_ROLE {
            next = next.min(node.hire);
        }
        advance(problem, draft, next);
    }
}
