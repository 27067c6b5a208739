//! What in a plan could come later, and what of the target is met long before it is asked for.

use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, Requirement, RequirementKind};
use crate::planner::verify::verify;
use crate::planner::{Plan, Query};
use crate::units::Months;

use super::progress::meets;
use super::shifted::shifted;
use super::timeline::Timeline;
use super::why::goal_step;

/// A requirement of the target that holds from some month on until it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MetSince {
    /// The requirement, with everything below it.
    pub requirement: Requirement,
    /// The first month in which it is met, from now.
    pub since: Months,
    /// The month in which it is asked for, from now.
    pub asked: Months,
}

/// Returns by how many months each step could begin later, everything else as it is.
///
/// The plan is still sound then, as [`verify`] judges, and no longer; so it is for every delay up to that. A step
/// whose delay another step would have to follow has none.
///
/// Each delay tried is a check of the whole plan: months of the plan, times its steps, times their requirements.
#[must_use]
pub fn slack(catalog: &Catalog, query: &Query, plan: &Plan) -> Vec<Months> {
    let holds = |step: usize, delay: u32| {
        let by = i32::try_from(delay).unwrap_or(i32::MAX);
        let later = shifted(catalog, query, plan, |position| if position == step { by } else { 0 });
        verify(catalog, query, &later).is_empty()
    };
    let most = |step| (1..=plan.months.0).take_while(|delay| holds(step, *delay)).count();
    (0..plan.steps.len()).map(|step| Months(most(step) as u32)).collect()
}

/// Returns what the target asks for, with the month since which it is met without a break.
///
/// What is asked for together is listed apart; of alternatives the whole choice is one requirement.
#[must_use]
pub fn met_since(catalog: &Catalog, query: &Query, plan: &Plan) -> Vec<MetSince> {
    let Some(goal) = goal_step(catalog, query.target, plan) else { return Vec::new() };
    let asked = plan.steps[goal].begins();
    let timeline = Timeline::of_plan(catalog, &query.person, query.start, plan);
    let mut parts = Vec::new();
    for node in at_standard(catalog.requirements(query.target_entry()), query.standard) {
        collect_parts(&node, &mut parts);
    }
    parts
        .into_iter()
        .map(|requirement| {
            let months = (0..=asked.0).rev().map(Months);
            let since = months.take_while(|month| meets(timeline.at(*month), &requirement)).last();
            MetSince { since: since.unwrap_or(asked), requirement, asked }
        })
        .collect()
}

/// Adds a node, or each part of one that asks for all of its parts.
fn collect_parts(node: &Requirement, parts: &mut Vec<Requirement>) {
    match &node.kind {
        RequirementKind::All(nodes) if node.from.is_none() => {
            for node in nodes {
                collect_parts(node, parts);
            }
        }
        _ => parts.push(node.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::{Outcome, Target, plan};
    use crate::profile::Person;
    use crate::testing::{catalog, role, start};

    #[test]
    fn a_study_beside_a_long_wait_has_room() {
        let catalog = catalog(
            &[
                ("nurse", "gives = [\"nursing\"]"),
                ("chief", "requires = [{ experience = \"nursing\", months = 20 }, { all = [\"badge\"] }]"),
            ],
            &[("badge", "study = [{ mode = \"part-time\", months = 5 }]")],
        );
        let mut person = Person::newcomer(&catalog);
        person.role = Some(role(&catalog, "nurse"));
        let query = Query::new(&catalog, person, Target::Role(role(&catalog, "chief")), start());
        let Outcome::Found(solution) = plan(&catalog, &query) else { panic!("no plan") };
        let begins = solution.plan.steps[0].begins().0;
        // The study may take place anywhere in the 20 months; the application follows from the experience.
        assert_eq!(slack(&catalog, &query, &solution.plan), [Months(15 - begins), Months(0)]);
        let met: Vec<(u32, u32)> = met_since(&catalog, &query, &solution.plan)
            .iter()
            .map(|since| (since.since.0, since.asked.0))
            .collect();
        assert_eq!(met, [(20, 20), (begins + 5, 20)]);
    }
}
