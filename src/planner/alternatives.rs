//! The next best plans that differ in something a person would notice: a role or a credential.
//!
//! The plans are split by what they do without (E. Lawler, "A procedure for computing the K best solutions to discrete
//! optimization problems", Management Science 18, 1972): every other plan does without at least one of the roles and
//! credentials of the best one. So the best plans without each of them are candidates; the best candidate is the
//! next answer, and is split in turn.

use std::collections::BTreeSet;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::catalog::Catalog;
use crate::catalog::names::Entry;

use super::objective::{key, plan};
use super::plan::{Outcome, Plan, Solution, Step};
use super::query::Query;

/// A plan that does without something that a better plan has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Alternative {
    /// What it was told to do without, in the order in which that was found.
    pub without: Vec<Entry>,
    /// The plan, with what is proved about it among plans that do without the same.
    pub solution: Solution,
}

/// Each search for an alternative has this part of the limit of states, and at least so many.
const PART_OF_LIMIT: u64 = 5;
const LEAST_LIMIT: u64 = 500;

/// Returns up to `count` alternatives to the best plan, the best first.
///
/// No two of them, nor one and the best plan, have the same roles and credentials. Equal inputs give equal answers.
#[must_use]
pub fn alternatives(catalog: &Catalog, query: &Query, best: &Solution, count: usize) -> Vec<Alternative> {
    let mut query = query.clone();
    query.state_limit = query.state_limit.map(|limit| (limit / PART_OF_LIMIT).max(LEAST_LIMIT).min(limit));
    query.memory_limit = query.memory_limit_side_by_side();
    let mut known: Vec<BTreeSet<Entry>> = vec![signature(&best.plan)];
    let mut candidates = split(catalog, &query, &[], &best.plan);
    let mut chosen: Vec<Alternative> = Vec::new();
    while chosen.len() < count && !query.is_interrupted() {
        let next = candidates
            .iter()
            .enumerate()
            .min_by_key(|(position, one)| (key(&query, &one.solution.plan), *position))
            .map(|(position, _)| position);
        let Some(position) = next else { break };
        let next = candidates.remove(position);
        let own = signature(&next.solution.plan);
        // The same plan may be the best without this and without that.
        let is_new = !known.contains(&own);
        if is_new {
            known.push(own);
            chosen.push(next.clone());
        }
        if chosen.len() < count && is_new {
            candidates.extend(split(catalog, &query, &next.without, &next.solution.plan));
        }
    }
    chosen
}

/// Returns the best plans that do without what is given and without one more thing of a plan, for each of its things.
fn split(catalog: &Catalog, query: &Query, without: &[Entry], of: &Plan) -> Vec<Alternative> {
    let targets = [query.target_entry()];
    let wanted = query.limits.via();
    let things: Vec<Entry> = signature(of)
        .into_iter()
        .filter(|thing| !targets.contains(thing) && !wanted.contains(thing))
        .collect();
    let found: Vec<Option<Alternative>> = things
        .par_iter()
        .map(|&thing| {
            let mut query = query.clone();
            let without: Vec<Entry> = without.iter().copied().chain([thing]).collect();
            for &avoided in &without {
                match avoided {
                    Entry::Role(role) => query.limits.avoid_roles.push(role),
                    Entry::Credential(credential) => query.limits.avoid_credentials.push(credential),
                }
            }
            match plan(catalog, &query) {
                Outcome::Found(solution) => Some(Alternative { without, solution }),
                Outcome::Unreachable(_) | Outcome::Limit { .. } => None,
            }
        })
        .collect();
    found.into_iter().flatten().collect()
}

/// Returns the roles that a plan starts and the credentials that it earns.
fn signature(plan: &Plan) -> BTreeSet<Entry> {
    plan.steps.iter().map(Step::entry).collect()
}
