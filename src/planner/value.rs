//! What a plan through a state can bring in, where pay is what counts.

use super::problem::{NO_ROLE, Problem, TargetFact};
use super::state::Draft;

/// Returns what a plan through a state brings in, in twelfths, if it goes on in the role at hand and is at the target as
/// early as can be.
pub(super) fn plain_value(problem: &Problem, draft: &Draft) -> i64 {
    let node = &draft.node;
    let Some(horizon) = problem.horizon else { return 0 };
    let role = if node.searched == NO_ROLE { node.role } else { node.searched };
    let reached = node.bound.clamp(node.month, horizon);
    let after = match problem.target {
        TargetFact::Role(target) => problem.pay(target).max(problem.pay(role)),
        TargetFact::Credential(_) | TargetFact::All => problem.pay(role),
    };
    node.earned - 12 * node.cost
        + problem.pay(role) * i64::from(reached - node.month)
        + after * i64::from(horizon - reached)
}

/// Returns the most that any plan through a state can bring in over the horizon, in twelfths: in every month the best
/// pay of all roles that can have started by then, until the target is reached at whatever time is best.
pub(super) fn most_value(problem: &Problem, draft: &Draft) -> i64 {
    let node = &draft.node;
    let Some(horizon) = problem.horizon else { return 0 };
    let target = match problem.target {
        TargetFact::Role(role) => Some(role),
        TargetFact::Credential(_) | TargetFact::All => None,
    };
    let searching = node.searched != NO_ROLE;
    // Nobody is elsewhere before a running search ends; the role at hand can be kept for as long as one likes.
    let mut month = node.month;
    let mut sum = 0;
    let mut pay = problem.pay(node.role);
    if searching {
        sum += pay * i64::from(node.hire.min(horizon) - month);
        month = node.hire.min(horizon);
        pay = problem.pay(node.searched);
    }
    let mut better: Vec<(i32, i64)> = problem
        .roles
        .iter()
        .enumerate()
        .filter(|(index, role)| role.pay > pay && target != Some(*index as u32))
        .map(|(index, role)| (draft.earliest[index].max(month), role.pay))
        .filter(|(from, _)| *from < horizon)
        .collect();
    better.sort_unstable_by_key(|&(from, pay)| (from, -pay));
    let target_pay = target.map(|target| problem.pay(target));
    let reached = node.bound.clamp(month, horizon);
    // What it all comes to, if the target is reached at this month.
    let at = |month: i32, sum: i64| sum + target_pay.map_or(0, |pay| pay * i64::from(horizon - month));
    let mut best = i64::MIN;
    let ends = better.into_iter().chain([(horizon, i64::MAX)]);
    for (from, next) in ends {
        if next <= pay {
            continue;
        }
        if target.is_some() && reached <= from {
            let first = reached.max(month);
            best = best.max(at(first, sum + pay * i64::from(first - month)));
        }
        sum += pay * i64::from(from - month);
        month = from;
        pay = next;
        if target.is_none() || month >= reached {
            best = best.max(at(month, sum));
        }
    }
    node.earned - 12 * node.cost + best
}
