//! One plan that reaches several targets.

use crate::catalog::Catalog;

use super::objective::{key, plan};
use super::plan::{Outcome, SearchStatistics, Solution};
use super::query::{Query, Target};

/// The answer to a question with several targets.
#[derive(Clone, Debug)]
pub struct Joint {
    /// The question whose plan was taken: one target comes last, the others are passed on the way.
    pub query: Query,
    /// The best plan that reaches all targets.
    pub outcome: Outcome,
}

/// Finds the best plan that reaches every target, in whatever order is best.
///
/// A plan that reaches them all ends with one of them and has passed the others before; so the best one is the best
/// over which comes last. A target that is reached already, or that another one implies, asks for nothing.
///
/// # Panics
/// Without a target.
#[must_use]
pub fn joint(catalog: &Catalog, query: &Query, targets: &[Target]) -> Joint {
    let open = open_targets(catalog, query, targets);
    let mut best: Option<(Query, Solution)> = None;
    let mut others: Option<(Query, Outcome)> = None;
    let mut proved = true;
    let mut at_least = None;
    let mut statistics = SearchStatistics::default();
    for (position, &last) in open.iter().enumerate() {
        let mut one = Query { target: last, ..query.clone() };
        for (other, target) in open.iter().enumerate() {
            match target {
                _ if other == position => {}
                Target::Role(role) => one.limits.via_roles.push(*role),
                Target::Credential(credential) => one.limits.via_credentials.push(*credential),
            }
        }
        let outcome = plan(catalog, &one);
        match outcome {
            Outcome::Found(solution) => {
                proved &= solution.optimal;
                at_least = Some(at_least.map_or(solution.at_least, |least| solution.at_least.min(least)));
                statistics.add(&solution.statistics);
                let is_better =
                    best.as_ref().is_none_or(|(_, best)| key(query, &solution.plan) < key(query, &best.plan));
                if is_better {
                    best = Some((one, solution));
                }
            }
            Outcome::Unreachable(spent) => {
                statistics.add(&spent);
                others.get_or_insert((one, Outcome::Unreachable(spent)));
            }
            Outcome::Limit { at_least: least, statistics: spent } => {
                proved = false;
                statistics.add(&spent);
                at_least = Some(at_least.map_or(least, |known| least.min(known)));
                others = Some((one, outcome));
            }
        }
    }
    if let Some((query, solution)) = best {
        let at_least = at_least.unwrap_or(solution.at_least);
        let solution = Solution { optimal: proved, at_least, statistics, ..solution };
        return Joint { query, outcome: Outcome::Found(solution) };
    }
    let (query, outcome) = others.expect("a target");
    Joint { query, outcome }
}

/// Returns the targets that ask for something: not reached, and each once.
fn open_targets(catalog: &Catalog, query: &Query, targets: &[Target]) -> Vec<Target> {
    let mut open: Vec<Target> = Vec::new();
    for &target in targets {
        if !open.contains(&target) && !(Query { target, ..query.clone() }).is_reached() {
            open.push(target);
        }
    }
    let implied = |target: &Target| match target {
        Target::Role(_) => false,
        Target::Credential(credential) => open.iter().any(|other| match other {
            Target::Credential(other) => {
                other != credential && catalog.credential(*other).closure.contains(credential)
            }
            Target::Role(_) => false,
        }),
    };
    let kept: Vec<Target> = open.iter().copied().filter(|target| !implied(target)).collect();
    if kept.is_empty() { targets[..1].to_vec() } else { kept }
}
