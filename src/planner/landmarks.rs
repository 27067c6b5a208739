//! What every plan that is still wanted has to pay for.

use super::bits;
use super::earliest::StateView;
use super::problem::{LiteralData, Problem, TargetFact};
use super::relevance::Relevance;

/// Something that every plan still wanted has to pay for.
#[derive(Clone, Debug)]
pub(super) struct Landmark {
    /// The price of the cheapest study that pays for it.
    pub(super) cost: i64,
    /// The programs that pay for it; no other landmark of the same state shares one.
    pub(super) programs: bits::Bits,
}

/// Returns a cost that every plan of fewer than `bound` months still has to pay from a state on: the sum over
/// its [`landmarks`], since no one study pays for two of them.
pub(super) fn least_cost(problem: &Problem, relevance: &Relevance, state: &StateView<'_>, bound: i32) -> i64 {
    landmarks(problem, relevance, state, bound).iter().map(|landmark| landmark.cost).sum()
}

/// Returns facts that every plan of fewer than `bound` months still has to earn from a state on, with the studies
/// that earn each. A fact is needed where the only alternative that still matters asks for it.
pub(super) fn landmarks(
    problem: &Problem,
    relevance: &Relevance,
    state: &StateView<'_>,
    bound: i32,
) -> Vec<Landmark> {
    let mut taken = bits::Bits::new(problem.programs.len());
    if let Some((running, _)) = state.study {
        taken.insert(running as usize);
    }
    let mut open: Vec<(u32, bool)> = Vec::new();
    let mut found: Vec<Landmark> = Vec::new();
    match problem.target {
        TargetFact::Role(role) => {
            open.extend(
                problem.roles.get(role as usize).and_then(|role| role.formula).map(|one| (one, true)),
            );
        }
        TargetFact::All => {
            for &goal in &problem.goals {
                if bits::contains(state.held, goal as usize) {
                    continue;
                }
                match problem.credentials[goal as usize].role {
                    Some(role) => {
                        let role = problem.roles.get(role as usize);
                        open.extend(role.and_then(|role| role.formula).map(|formula| (formula, true)));
                    }
                    None => found.extend(cheapest(problem, relevance, &[goal], &mut taken, &mut open)),
                }
            }
        }
        TargetFact::Credential(credential) => {
            found.extend(cheapest(problem, relevance, &[credential], &mut taken, &mut open));
        }
    }
    let mut seen = Vec::new();
    while let Some((formula, apply)) = open.pop() {
        if seen.contains(&formula) {
            continue;
        }
        seen.push(formula);
        let mut alive = problem.formulas[formula as usize]
            .alternatives
            .iter()
            .enumerate()
            .filter(|(position, _)| relevance.alternative_matters(problem, formula, *position, bound, apply))
            .map(|(_, alternative)| alternative);
        let (Some(only), None) = (alive.next(), alive.next()) else { continue };
        for literal in &only.literals {
            match literal {
                LiteralData::Holding { count: 1, of, .. } => {
                    if !of.iter().any(|&credential| bits::contains(state.held, credential as usize)) {
                        found.extend(cheapest(problem, relevance, of, &mut taken, &mut open));
                    }
                }
                LiteralData::Counter { counter, months } => {
                    let gate = problem.counters[*counter as usize].gate;
                    if let Some(gate) = gate
                        && state.counts[*counter as usize] < *months
                        && !bits::contains(state.held, gate as usize)
                    {
                        found.extend(cheapest(problem, relevance, &[gate], &mut taken, &mut open));
                    }
                }
                LiteralData::Nested { .. } | LiteralData::Holding { .. } => {}
            }
        }
    }
    found
}

/// Returns the landmark of earning one of the credentials, unless a study that grants one was counted for another
/// fact.
fn cheapest(
    problem: &Problem,
    relevance: &Relevance,
    of: &[u32],
    taken: &mut bits::Bits,
    open: &mut Vec<(u32, bool)>,
) -> Option<Landmark> {
    let granting = || of.iter().flat_map(|&credential| &problem.credentials[credential as usize].programs);
    if granting().any(|&program| taken.contains(program as usize)) {
        return None;
    }
    let mut programs = bits::Bits::new(problem.programs.len());
    let mut least: Option<i64> = None;
    let mut formula: Option<Option<u32>> = None;
    for &index in granting() {
        taken.insert(index as usize);
        programs.insert(index as usize);
        if !relevance.program_matters(index as usize) {
            continue;
        }
        let program = &problem.programs[index as usize];
        least = Some(least.map_or(program.cost, |least| least.min(program.cost)));
        formula = match formula {
            None => Some(Some(program.formula)),
            Some(Some(one)) if one == program.formula => Some(Some(one)),
            Some(_) => Some(None),
        };
    }
    if let Some(Some(formula)) = formula {
        open.push((formula, false));
    }
    least.map(|cost| Landmark { cost, programs })
}
