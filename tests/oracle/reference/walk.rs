//! Random plans: a walk through the states of the reference, led by a list of numbers.

use careerpath::catalog::Catalog;
use careerpath::planner::{Plan, Query};

use super::{Decision, NONE, Problem};

/// A random plan, and whether every decision in it was allowed.
pub(crate) struct Walk {
    pub(crate) plan: Plan,
    pub(crate) allowed: bool,
}

/// Walks until the target is reached, and takes one decision that is not allowed when `forbidden` names
/// the month for it; `None` when the target is not reached, or not by way of that decision.
///
/// Each month takes one number; a number of 128 or more means to wait.
pub(crate) fn walk(
    catalog: &Catalog,
    query: &Query,
    numbers: &[u8],
    forbidden: Option<usize>,
) -> Option<Walk> {
    let problem = Problem::new(catalog, query)?;
    let mut path = vec![problem.first()];
    for (month, number) in numbers.iter().enumerate() {
        let label = *path.last()?;
        if problem.at_target(&label.state) {
            break;
        }
        let mut decisions = problem.decisions(&label, month as u32);
        // What a forbidden decision has overspent stays so.
        decisions.retain(|decision| {
            let later = problem.after_month(&label, 0, *decision);
            later.cost == label.cost || problem.affordable(&later)
        });
        let decision = if forbidden == Some(month) {
            let others = problem.all_decisions().filter(|decision| !decisions.contains(decision));
            let others: Vec<Decision> = others.collect();
            *others.get(usize::from(*number) % others.len().max(1))?
        } else if *number < 128 {
            decisions[usize::from(*number) % decisions.len()]
        } else {
            Decision { apply: NONE, study: NONE }
        };
        path.push(problem.after_month(&label, 0, decision));
    }
    let last = path.last()?;
    let months = path.len() - 1;
    if !problem.at_target(&last.state) || forbidden.is_some_and(|month| month >= months) {
        return None;
    }
    if query.limits.deadline.is_some_and(|deadline| months > deadline.0 as usize) {
        return None;
    }
    let plan = problem.plan(catalog, &path);
    // A forbidden decision may be allowed once what is not over is left out.
    let decided = path.iter().map(|label| label.decision);
    let decided: usize = decided.map(|d| usize::from(d.apply != NONE) + usize::from(d.study != NONE)).sum();
    if forbidden.is_some() && plan.steps.len() < decided {
        return None;
    }
    Some(Walk { plan, allowed: forbidden.is_none() })
}

impl Problem<'_> {
    /// Returns every decision there is, allowed or not, but for those that a role to be avoided rules out.
    fn all_decisions(&self) -> impl Iterator<Item = Decision> {
        let roles = (0..self.searches.len()).filter(|role| self.searches[*role].is_some());
        let roles = roles.map(|role| role as u8).chain([NONE]);
        let studies = (0..self.options.len()).map(|option| option as u8).chain([NONE]);
        roles.flat_map(move |apply| studies.clone().map(move |study| Decision { apply, study }))
    }
}
