//! What every plan that is still wanted has to pay for.

use std::collections::BinaryHeap;

use super::INFINITE;
use super::bits;
use super::earliest::StateView;
use super::problem::{AlternativeData, LiteralData, Problem, TargetFact};
use super::relevance::Relevance;

/// Something that every plan still wanted has to pay for.
#[derive(Clone, Debug)]
pub(super) struct Landmark {
    /// The price of the cheapest study that pays for it.
    pub(super) cost: i64,
    /// The credentials of which one is to be earned.
    pub(super) of: Vec<u32>,
    /// The programs that pay for it; no other landmark of the same state shares one.
    pub(super) programs: Vec<u32>,
}

/// Returns a cost that every plan of fewer than `bound` months still has to pay from a state on: the sum over
/// its [`landmarks`], since no one study pays for two of them.
pub(super) fn least_cost(problem: &Problem, relevance: &Relevance, state: &StateView<'_>, bound: i32) -> i64 {
    landmarks(problem, relevance, state, bound).iter().map(|landmark| landmark.cost).sum()
}

/// Returns facts that every plan of fewer than `bound` months still has to earn from a state on, with the studies
/// that earn each. A fact is needed where every alternative that still matters asks for it.
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
    let mut seen = bits::Bits::new(problem.formulas.len());
    while let Some((formula, apply)) = open.pop() {
        if seen.contains(formula as usize) {
            continue;
        }
        seen.insert(formula as usize);
        for literal in common(problem, relevance, formula, bound, apply) {
            match literal {
                LiteralData::Holding { count: 1, of, .. } => {
                    if !of.iter().any(|&credential| bits::contains(state.held, credential as usize)) {
                        found.extend(cheapest(problem, relevance, of, &mut taken, &mut open));
                    }
                }
                LiteralData::Counter { counter, months } => {
                    let gate = problem.counters[*counter as usize].gate;
                    if state.counts[*counter as usize] >= *months {
                        continue;
                    }
                    if let Some(gate) = gate
                        && !bits::contains(state.held, gate as usize)
                    {
                        found.extend(cheapest(problem, relevance, &[gate], &mut taken, &mut open));
                    }
                    let mut providers = problem.counters[*counter as usize]
                        .providers
                        .iter()
                        .filter(|&&role| is_at_hand(state, role) || relevance.role_matters(role as usize));
                    if let (Some(&only), None) = (providers.next(), providers.next())
                        && !is_at_hand(state, only)
                    {
                        open.extend(problem.roles[only as usize].formula.map(|formula| (formula, true)));
                    }
                }
                LiteralData::Nested { .. } | LiteralData::Holding { .. } => {}
            }
        }
    }
    found
}

/// Tells whether a role is held or about to start.
fn is_at_hand(state: &StateView<'_>, role: u32) -> bool {
    role == state.role || state.search.is_some_and(|(searched, _)| searched == role)
}

/// Returns what every alternative of a formula asks for that can be part of a plan of fewer than `bound` months.
fn common<'p>(
    problem: &'p Problem,
    relevance: &Relevance,
    formula: u32,
    bound: i32,
    apply: bool,
) -> Vec<&'p LiteralData> {
    let alternatives = &problem.formulas[formula as usize].alternatives;
    let alive: Vec<&AlternativeData> = alternatives
        .iter()
        .enumerate()
        .filter(|(position, _)| relevance.alternative_matters(problem, formula, *position, bound, apply))
        .map(|(_, alternative)| alternative)
        .collect();
    // What is common to all is implied by what any one asks for; the one that asks for the least is the best start.
    let Some(least) = alive.iter().min_by_key(|alternative| alternative.literals.len()) else {
        return Vec::new();
    };
    least
        .literals
        .iter()
        .filter(|literal| alive.iter().all(|one| one.literals.iter().any(|other| implies(other, literal))))
        .collect()
}

/// Tells whether whoever has `one` has `other` too.
fn implies(one: &LiteralData, other: &LiteralData) -> bool {
    match (one, other) {
        (
            LiteralData::Holding { count: most, of: few, .. },
            LiteralData::Holding { count: least, of: many, .. },
        ) => most >= least && few.iter().all(|credential| many.contains(credential)),
        (
            LiteralData::Counter { counter: one, months: most },
            LiteralData::Counter { counter: other, months: least },
        ) => one == other && most >= least,
        _ => false,
    }
}

/// Returns a month before which the target cannot be reached, because the studies that every plan of fewer than
/// `bound` months still needs run one at a time.
///
/// Each is a job on one machine with a release date, the earliest month it can begin, and a tail, the months that still
/// follow it. The shortest schedule that may interrupt jobs is found by always going on with the longest tail (J. R.
/// Jackson, 1955; J. Carlier, "The one-machine sequencing problem", 1982); no plan is faster. Of the studies that earn
/// the same thing the shortest counts: it is part of the time of any other, and no part of that lies before the
/// earliest month the thing can be had minus its length.
pub(super) fn study_month(
    problem: &Problem,
    relevance: &Relevance,
    state: &StateView<'_>,
    earliest: &[i32],
    bound: i32,
) -> i32 {
    let free = state.study.map_or(state.month, |(_, end)| end);
    let roles = problem.roles.len();
    let mut jobs: Vec<Job> = landmarks(problem, relevance, state, bound)
        .iter()
        .filter_map(|landmark| {
            let months =
                landmark.programs.iter().map(|&program| problem.programs[program as usize].months).min()?;
            let had = landmark.of.iter().map(|&one| earliest[roles + one as usize]).min()?;
            let tail = landmark.of.iter().map(|&one| relevance.credential_tail(one)).min()?;
            (had < INFINITE && tail < INFINITE).then_some(Job {
                release: free.max(had - months),
                months,
                tail,
            })
        })
        .collect();
    jobs.sort_unstable_by_key(|job| job.release);
    let mut month = state.month;
    let mut latest = month;
    let mut jobs = jobs.into_iter().peekable();
    // What can be gone on with: the longest tail first, with the months that are left.
    let mut begun: BinaryHeap<(i32, i32)> = BinaryHeap::new();
    loop {
        while let Some(job) = jobs.next_if(|job| job.release <= month) {
            begun.push((job.tail, job.months));
        }
        let next = jobs.peek().map(|job| job.release);
        match (begun.pop(), next) {
            (Some((tail, left)), next) => {
                let months = next.map_or(left, |next| left.min(next - month));
                month += months;
                if months == left {
                    latest = latest.max(month + tail);
                } else {
                    begun.push((tail, left - months));
                }
            }
            (None, Some(next)) => month = next,
            (None, None) => return latest,
        }
    }
}

/// A study that has to be done.
struct Job {
    release: i32,
    months: i32,
    tail: i32,
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
    let mut programs = Vec::new();
    let mut least: Option<i64> = None;
    let mut formula: Option<Option<u32>> = None;
    for &index in granting() {
        if !taken.contains(index as usize) {
            taken.insert(index as usize);
            programs.push(index);
        }
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
    least.map(|cost| Landmark { cost, of: of.to_vec(), programs })
}
