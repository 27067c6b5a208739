//! The least that any plan has to pay for or has to change jobs, time left aside.
//!
//! Without time nothing is in the way of anything: whatever has been begun goes on, so a set of studies and of roles
//! either leads to the target or does not. The cheapest set that does costs no more than any plan (*delete
//! relaxation*; its optimum is known as h⁺).
//!
//! It is found by implicit hitting sets: a *landmark* is a set of actions of which every plan needs one. Take the
//! cheapest actions that hit all landmarks found so far. If they lead to the target, nothing cheaper does, because
//! whatever leads there hits every landmark. Otherwise allow more actions as long as the target stays out of reach;
//! those still missing are a new landmark. See B. Bonet and M. Helmert, "Strengthening landmark heuristics via
//! hitting sets", ECAI 2010, and J. Slaney and S. Thiébaux, "On the hitting set of all landmarks", 2001.

use super::bits::Bits;
use super::problem::{LiteralData, NO_ROLE, Problem, TargetFact};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    /// What studies cost.
    Cost,
    /// How many roles are started.
    Changes,
}

/// Most landmarks looked for, and most sets tried for one hitting set; beyond them the bound is what is known by then.
const MOST_LANDMARKS: usize = 200;
const MOST_SETS: u64 = 20_000;

/// Larger problems are not looked at: every set is a sweep over all of it.
const MOST_ACTIONS: usize = 1000;

/// Returns the least that every plan has to pay, or how many roles it has to start; `None` when nothing leads to the
/// target at all.
///
/// A number below the true one is possible where time, dates or limits make the cheapest way impossible.
pub(super) fn least(problem: &Problem, counting: Counting) -> Option<i64> {
    let relaxed = Relaxed { problem, counting };
    let weights = relaxed.weights();
    if weights.len() > MOST_ACTIONS {
        return Some(0);
    }
    let everything = vec![true; weights.len()];
    if !relaxed.leads_there(&everything) {
        return None;
    }
    let mut landmarks: Vec<Bits> = Vec::new();
    let mut known = 0;
    while landmarks.len() < MOST_LANDMARKS {
        let Some((weight, chosen)) = Hitting::cheapest(&weights, &landmarks) else { break };
        known = weight;
        let mut allowed: Vec<bool> = weights.iter().map(|weight| *weight == 0).collect();
        for action in chosen.iter() {
            allowed[action] = true;
        }
        if relaxed.leads_there(&allowed) {
            break;
        }
        landmarks.push(relaxed.landmark(allowed, &weights));
    }
    Some(known)
}

struct Relaxed<'p> {
    problem: &'p Problem,
    counting: Counting,
}

impl Relaxed<'_> {
    /// Returns what each action weighs: each program its price, or each role one.
    fn weights(&self) -> Vec<i64> {
        match self.counting {
            Counting::Cost => self.problem.programs.iter().map(|program| program.cost).collect(),
            Counting::Changes => vec![1; self.problem.roles.len()],
        }
    }

    /// Allows more actions, the dearest first, as long as the target stays out of reach; returns the others.
    fn landmark(&self, mut allowed: Vec<bool>, weights: &[i64]) -> Bits {
        let mut order: Vec<usize> = (0..weights.len()).filter(|&action| !allowed[action]).collect();
        order.sort_by_key(|&action| std::cmp::Reverse(weights[action]));
        for action in order {
            allowed[action] = true;
            allowed[action] = !self.leads_there(&allowed);
        }
        let mut missing = Bits::new(weights.len());
        (0..weights.len()).filter(|&action| !allowed[action]).for_each(|action| missing.insert(action));
        missing
    }

    /// Tells whether the target is within reach of these actions, in whatever time.
    fn leads_there(&self, allowed: &[bool]) -> bool {
        let problem = self.problem;
        let may_start = |role: usize| self.counting == Counting::Cost || allowed[role];
        let may_study = |program: usize| self.counting == Counting::Changes || allowed[program];
        let mut reached = Reached {
            problem,
            held: Bits::new(problem.credentials.len()),
            worked: Bits::new(problem.roles.len()),
        };
        if problem.start_role != NO_ROLE {
            reached.worked.insert(problem.start_role as usize);
        }
        loop {
            let mut grown = false;
            for (index, role) in problem.roles.iter().enumerate() {
                let is_open = || role.formula.is_some_and(|formula| reached.meets(formula));
                if may_start(index) && !reached.worked.contains(index) && is_open() {
                    reached.worked.insert(index);
                    grown = true;
                }
            }
            for (index, program) in problem.programs.iter().enumerate() {
                let hosted = |tied: &Bits| super::bits::intersects(&tied.0, &reached.worked.0);
                if may_study(index)
                    && !super::bits::contains_all(&reached.held.0, &program.grants)
                    && program.tied.as_ref().is_none_or(hosted)
                    && reached.meets(program.formula)
                {
                    super::bits::insert_all(&mut reached.held.0, &program.grants);
                    grown = true;
                }
            }
            // A target that cannot be applied for is no role of the problem.
            let worked =
                |role: u32| (role as usize) < problem.roles.len() && reached.worked.contains(role as usize);
            let there = match problem.target {
                TargetFact::Role(role) => worked(role),
                TargetFact::Credential(credential) => reached.held.contains(credential as usize),
                TargetFact::All => {
                    problem.goals.iter().all(|&goal| match problem.credentials[goal as usize].role {
                        Some(role) => worked(role),
                        None => reached.held.contains(goal as usize),
                    })
                }
            };
            if there || !grown {
                return there;
            }
        }
    }
}

/// What a set of actions leads to.
struct Reached<'p> {
    problem: &'p Problem,
    held: Bits,
    worked: Bits,
}

impl Reached<'_> {
    fn meets(&self, formula: u32) -> bool {
        self.problem.formulas[formula as usize]
            .alternatives
            .iter()
            .any(|alternative| alternative.literals.iter().all(|literal| self.has(literal)))
    }

    fn has(&self, literal: &LiteralData) -> bool {
        match literal {
            LiteralData::Holding { count, of, .. } => {
                of.iter().filter(|&&credential| self.held.contains(credential as usize)).count() >= *count
            }
            LiteralData::Counter { counter, months } => {
                let data = &self.problem.counters[*counter as usize];
                self.problem.start_counts[*counter as usize] >= *months
                    || (data.providers.iter().any(|&role| self.worked.contains(role as usize))
                        && data.gate.is_none_or(|gate| self.held.contains(gate as usize)))
            }
            LiteralData::Nested { count, of } => {
                of.iter().filter(|&&formula| self.meets(formula)).count() >= *count
            }
        }
    }
}

/// A search for the cheapest set that hits every landmark, by branching on the landmark with the fewest choices.
struct Hitting<'l> {
    weights: &'l [i64],
    landmarks: &'l [Bits],
    best: Option<(i64, Bits)>,
    tried: u64,
}

impl<'l> Hitting<'l> {
    /// Returns the weight of the cheapest set and the set; `None` when it takes too long to find.
    fn cheapest(weights: &'l [i64], landmarks: &'l [Bits]) -> Option<(i64, Bits)> {
        let mut search = Self { weights, landmarks, best: None, tried: 0 };
        search.extend(0, &mut Bits::new(weights.len()), &mut vec![false; weights.len()]);
        if search.tried < MOST_SETS { search.best } else { None }
    }

    fn extend(&mut self, weight: i64, chosen: &mut Bits, excluded: &mut Vec<bool>) {
        self.tried += 1;
        if self.tried >= MOST_SETS || self.best.as_ref().is_some_and(|(best, _)| weight >= *best) {
            return;
        }
        let open = |landmark: &&Bits| !super::bits::intersects(&landmark.0, &chosen.0);
        let choices = |landmark: &Bits| landmark.iter().filter(|&action| !excluded[action]).count();
        let Some(next) = self.landmarks.iter().filter(open).min_by_key(|landmark| choices(landmark)) else {
            self.best = Some((weight, chosen.clone()));
            return;
        };
        let mut actions: Vec<usize> = next.iter().filter(|&action| !excluded[action]).collect();
        actions.sort_by_key(|&action| self.weights[action]);
        for &action in &actions {
            chosen.insert(action);
            self.extend(weight + self.weights[action], chosen, excluded);
            chosen.remove(action);
            // What was tried here need not be tried beside its alternatives.
            excluded[action] = true;
        }
        for action in actions {
            excluded[action] = false;
        }
    }
}
