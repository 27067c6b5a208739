//! Why each step of a plan is there: the requirements it meets, and of what.

use std::collections::BTreeSet;

use crate::catalog::names::Entry;
use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, Requirement, RequirementKind, Strength};
use crate::ids::{CredentialId, SourceId};
use crate::planner::{Plan, Query, Step, Target};
use crate::units::Months;

use super::progress::meets;
use super::timeline::{Moment, Timeline};

/// Why a step is in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The step reaches the target.
    Goal,
    /// The step helps to meet a requirement.
    Meets {
        /// The requirement, without nodes below it, with the source that states it or what it is part of.
        requirement: Requirement,
        /// How strictly it is asked: the weakest strength on the way to it.
        strength: Strength,
        /// Whose requirement it is.
        of: Entry,
    },
    /// The job is one in which a credential can be earned, and in which the plan has it earned.
    Hosts(CredentialId),
}

/// The reasons of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reasons {
    /// Why the starting role is kept as long as it is.
    pub starting_role: Vec<Reason>,
    /// Why each step is there, in the order of the steps; an empty list is a needless step.
    pub steps: Vec<Vec<Reason>>,
}

/// Finds the reasons of every step of a plan.
///
/// A requirement that the person met from the start needs no step. Of an `any` that alternative counts which
/// takes the fewest steps that are not needed anyway, and the first of the catalog among equals.
#[must_use]
pub fn reasons(catalog: &Catalog, query: &Query, plan: &Plan) -> Reasons {
    let timeline = Timeline::of_plan(catalog, &query.person, query.start, plan);
    let demands = demands(catalog, query, plan);
    let mut finder =
        Finder { reasons: Reasons { starting_role: Vec::new(), steps: vec![Vec::new(); plan.steps.len()] } };
    for goal in query.goals() {
        if let Some(step) = goal_step(catalog, goal, plan) {
            finder.reasons.steps[step].push(Reason::Goal);
        }
    }
    // What leaves no choice comes first, so that choices can lean on it.
    for choices in [false, true] {
        for demand in &demands {
            let moment = timeline.at(demand.at);
            for node in &demand.requirements {
                finder.explain(moment, node, Above::default(), demand.of, choices);
            }
        }
    }
    finder.hosts(catalog, plan, &timeline);
    finder.rescue(&demands, &timeline);
    finder.reasons
}

/// Requirements that had to hold at some moment of the plan.
struct Demand {
    of: Entry,
    at: Months,
    requirements: Vec<Requirement>,
}

fn demands(catalog: &Catalog, query: &Query, plan: &Plan) -> Vec<Demand> {
    let steps = plan.steps.iter().map(|step| match step {
        Step::Study(study) => (Entry::Credential(study.credential), study.start),
        Step::Job(job) => (Entry::Role(job.role), job.apply),
    });
    steps
        .map(|(of, at)| {
            let requirements = at_standard(catalog.requirements(of), query.standard);
            Demand { of, at, requirements }
        })
        .collect()
}

/// Returns the step with which the plan ends: of those that reach a goal, the one that is over last.
pub(super) fn last_goal_step(catalog: &Catalog, query: &Query, plan: &Plan) -> Option<usize> {
    let steps = query.goals().into_iter().filter_map(|goal| goal_step(catalog, goal, plan));
    steps.max_by_key(|step| match &plan.steps[*step] {
        Step::Study(study) => study.end,
        Step::Job(job) => job.start,
    })
}

/// Returns the step that reaches a goal.
pub(super) fn goal_step(catalog: &Catalog, goal: Target, plan: &Plan) -> Option<usize> {
    plan.steps.iter().position(|step| match (goal, step) {
        (Target::Role(target), Step::Job(job)) => job.role == target,
        (Target::Credential(target), Step::Study(study)) => {
            catalog.credential(study.credential).closure.contains(&target)
        }
        _ => false,
    })
}

struct Finder {
    reasons: Reasons,
}

/// What holds for a node because of the nodes above it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Above {
    /// The weakest strength so far.
    pub(super) strength: Strength,
    /// The nearest source so far.
    source: Option<SourceId>,
    /// Whether the source states a part only.
    approximate: bool,
}

impl Above {
    /// Returns the same for the nodes below `node`.
    pub(super) fn and(self, node: &Requirement) -> Self {
        Self {
            strength: self.strength.max(node.strength),
            source: node.source.or(self.source),
            approximate: self.approximate || node.approximate,
        }
    }

    /// Returns a leaf with the source that states it or what it is part of.
    pub(super) fn sourced(self, leaf: &Requirement) -> Requirement {
        Requirement { source: self.source, approximate: self.approximate, ..leaf.clone() }
    }
}

/// A leaf of a requirement and the steps that meet it; `None` stands for the starting role.
struct Witness {
    leaf: Requirement,
    above: Above,
    steps: Vec<Option<usize>>,
}

impl Finder {
    /// Records why a node is met; only the parts that leave a choice, or only those that leave none.
    fn explain(&mut self, moment: Moment<'_>, node: &Requirement, above: Above, of: Entry, choices: bool) {
        if let RequirementKind::All(nodes) = &node.kind {
            for part in nodes {
                self.explain(moment, part, above.and(node), of, choices);
            }
        } else if leaves_choice(node) == choices {
            let witnesses = self.witnesses(moment, node, above).unwrap_or_default();
            self.record(witnesses, of);
        }
    }

    fn record(&mut self, witnesses: Vec<Witness>, of: Entry) {
        for Witness { leaf, above, steps } in witnesses {
            let leaf = above.sourced(&leaf);
            let strength = above.strength;
            for step in steps {
                let reason = Reason::Meets { requirement: leaf.clone(), strength, of };
                let known = match step {
                    Some(step) => &mut self.reasons.steps[step],
                    None => &mut self.reasons.starting_role,
                };
                if !known.contains(&reason) {
                    known.push(reason);
                }
            }
        }
    }

    /// Returns the leaves by which a node is met, or `None` if it is not met.
    fn witnesses(&self, moment: Moment<'_>, node: &Requirement, above: Above) -> Option<Vec<Witness>> {
        if !meets(moment, node) {
            return None;
        }
        let above = above.and(node);
        match &node.kind {
            RequirementKind::All(nodes) => {
                let parts: Option<Vec<_>> =
                    nodes.iter().map(|node| self.witnesses(moment, node, above)).collect();
                Some(parts?.into_iter().flatten().collect())
            }
            RequirementKind::Any(nodes) => self.cheapest(moment, nodes, 1, above),
            RequirementKind::AtLeast { count, of } => self.cheapest(moment, of, *count as usize, above),
            _ => Some(vec![Witness { leaf: node.clone(), above, steps: contributors(moment, node) }]),
        }
    }

    /// Returns the leaves of those `count` met nodes that need the fewest steps not needed anyway.
    fn cheapest(
        &self,
        moment: Moment<'_>,
        nodes: &[Requirement],
        count: usize,
        above: Above,
    ) -> Option<Vec<Witness>> {
        let mut met: Vec<Vec<Witness>> =
            nodes.iter().filter_map(|node| self.witnesses(moment, node, above)).collect();
        // A stable sort: the order of the catalog decides among equals.
        met.sort_by_key(|witnesses| self.needless(witnesses));
        (met.len() >= count).then(|| met.into_iter().take(count).flatten().collect())
    }

    fn needless(&self, witnesses: &[Witness]) -> usize {
        let steps: BTreeSet<usize> =
            witnesses.iter().flat_map(|witness| witness.steps.iter().copied().flatten()).collect();
        steps.into_iter().filter(|step| self.reasons.steps[*step].is_empty()).count()
    }

    /// Records which jobs are there because a study is tied to them.
    fn hosts(&mut self, catalog: &Catalog, plan: &Plan, timeline: &Timeline<'_>) {
        for step in &plan.steps {
            let Step::Study(study) = step else { continue };
            let tied_to = &study.study(catalog).while_in;
            for stint in timeline.stints().iter().filter(|stint| tied_to.contains(&stint.role)) {
                let together = stint.start < study.end && study.start < stint.end;
                let known = match stint.step {
                    Some(step) => &mut self.reasons.steps[step],
                    None => &mut self.reasons.starting_role,
                };
                let reason = Reason::Hosts(study.credential);
                if together && !known.contains(&reason) {
                    known.push(reason);
                }
            }
        }
    }

    /// Gives a step without reason the alternatives it does meet, though others meet the same node.
    fn rescue(&mut self, demands: &[Demand], timeline: &Timeline<'_>) {
        let lonely: Vec<usize> =
            (0..self.reasons.steps.len()).filter(|step| self.reasons.steps[*step].is_empty()).collect();
        for demand in demands.iter().filter(|_| !lonely.is_empty()) {
            let moment = timeline.at(demand.at);
            for node in &demand.requirements {
                node.walk(&mut |leaf| {
                    if !leaf.children().is_empty() || !meets(moment, leaf) {
                        return;
                    }
                    let steps = contributors(moment, leaf);
                    let steps =
                        steps.into_iter().filter(|step| step.is_some_and(|step| lonely.contains(&step)));
                    let above = Above::default().and(node).and(leaf);
                    let witness = Witness { leaf: leaf.clone(), above, steps: steps.collect() };
                    self.record(vec![witness], demand.of);
                });
            }
        }
    }
}

/// Tells whether a node leaves a choice between alternatives.
fn leaves_choice(node: &Requirement) -> bool {
    matches!(&node.kind, RequirementKind::Any(nodes) if nodes.len() > 1)
        || matches!(&node.kind, RequirementKind::AtLeast { count, of } if of.len() > *count as usize)
}

/// Returns the steps that a met leaf owes itself to; none for what was there from the start.
fn contributors(moment: Moment<'_>, leaf: &Requirement) -> Vec<Option<usize>> {
    let timeline = moment.timeline();
    match &leaf.kind {
        RequirementKind::Credential(credential) => bringing(timeline, *credential),
        RequirementKind::Experience { domain, months, after, .. } => {
            let counted = |at| timeline.at(at).months_in_domain(*domain, *after);
            if counted(Months(0)) >= *months {
                return Vec::new();
            }
            let mut steps = after.map(|credential| bringing(timeline, credential)).unwrap_or_default();
            let from = after
                .and_then(|credential| timeline.held_from(credential))
                .map_or(Months(0), |(from, _)| from);
            let counting = timeline.stints_giving(*domain).filter(|stint| stint.end > from);
            steps.extend(
                counting
                    .filter(|stint| stint.start < moment.months_from_now() && stint.end > stint.start)
                    .filter(|stint| counted(stint.start) < *months)
                    .map(|stint| stint.step),
            );
            steps
        }
        RequirementKind::Tenure { role, months } => {
            let counted = |at| timeline.at(at).months_in_role(*role);
            if counted(Months(0)) >= *months {
                return Vec::new();
            }
            let counting =
                timeline.stints().iter().filter(|stint| stint.role == *role && stint.end > stint.start);
            counting
                .filter(|stint| stint.start < moment.months_from_now() && counted(stint.start) < *months)
                .map(|stint| stint.step)
                .collect()
        }
        RequirementKind::All(_) | RequirementKind::Any(_) | RequirementKind::AtLeast { .. } => Vec::new(),
    }
}

/// Returns the study that brings a credential; nothing for one held from the start.
fn bringing(timeline: &Timeline<'_>, credential: CredentialId) -> Vec<Option<usize>> {
    let step = timeline.held_from(credential).and_then(|(_, step)| step);
    step.map(|step| vec![Some(step)]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::{JobStep, StudyStep};
    use crate::profile::Person;
    use crate::testing::{catalog, credential, role, start};
    use crate::units::Money;

    const STUDY: &str = "study = [{ mode = \"part-time\", months = 2 }]";

    fn study(catalog: &Catalog, id: &str, start: u32, beside: &str) -> Step {
        Step::Study(StudyStep {
            credential: credential(catalog, id),
            option: 0,
            start: Months(start),
            end: Months(start + 2),
            cost: Money(0),
            role: Some(role(catalog, beside)),
        })
    }

    fn job(catalog: &Catalog, id: &str, start: u32, end: Option<u32>) -> Step {
        let apply = Months(start.saturating_sub(3));
        Step::Job(JobStep { role: role(catalog, id), apply, start: Months(start), end: end.map(Months) })
    }

    /// Returns the reasons of a plan in short: `requirement<-of` for each.
    fn short(catalog: &Catalog, target: &str, months: u32, steps: Vec<Step>) -> Vec<String> {
        let mut person = Person::newcomer(catalog);
        person.role = Some(role(catalog, "nurse"));
        let target = Target::Role(role(catalog, target));
        let query = Query::new(catalog, person, target, start());
        let plan = Plan { months: Months(months), cost: Money(0), job_changes: 1, steps };
        let found = reasons(catalog, &query, &plan);
        let name = |entry| match entry {
            Entry::Role(id) => catalog.role(id).id.as_str(),
            Entry::Credential(id) => catalog.credential(id).id.as_str(),
        };
        let text = |reason: &Reason| match reason {
            Reason::Goal => "goal".to_owned(),
            Reason::Hosts(id) => format!("hosts {}", catalog.credential(*id).id),
            Reason::Meets { requirement, of, .. } => match requirement.kind {
                RequirementKind::Credential(id) => format!("{} for {}", catalog.credential(id).id, name(*of)),
                RequirementKind::Experience { months, .. } => {
                    format!("{} months for {}", months.0, name(*of))
                }
                _ => format!("other for {}", name(*of)),
            },
        };
        let list = |reasons: &Vec<Reason>| reasons.iter().map(text).collect::<Vec<_>>().join(", ");
        std::iter::once(&found.starting_role).chain(&found.steps).map(list).collect()
    }

    #[test]
    fn every_step_says_what_it_meets() {
        let catalog = catalog(
            &[
                ("nurse", "gives = [\"nursing\"]"),
                ("analyst", "gives = [\"informatics\"]\nrequires = [\"badge\"]"),
                ("chief", "requires = [\"vendor\", { experience = \"informatics\", months = 6 }]"),
            ],
            &[
                ("badge", STUDY),
                ("vendor", "study = [{ mode = \"part-time\", months = 2, while = [\"analyst\"] }]"),
            ],
        );
        let steps = vec![
            study(&catalog, "badge", 0, "nurse"),
            job(&catalog, "analyst", 5, Some(14)),
            study(&catalog, "vendor", 5, "analyst"),
            job(&catalog, "chief", 14, None),
        ];
        let found = short(&catalog, "chief", 14, steps);
        assert_eq!(
            found,
            ["", "badge for analyst", "6 months for chief, hosts vendor", "vendor for chief", "goal"]
        );
    }

    #[test]
    fn of_alternatives_the_one_that_needs_nothing_more_counts() {
        let catalog = catalog(
            &[
                ("nurse", "gives = [\"nursing\"]"),
                ("chief", "requires = [{ any = [\"first\", \"second\"] }, \"second\"]"),
            ],
            &[("first", STUDY), ("second", STUDY)],
        );
        let steps = |first: bool| {
            let mut steps = vec![study(&catalog, "second", 0, "nurse")];
            if first {
                steps.push(study(&catalog, "first", 2, "nurse"));
            }
            steps.push(job(&catalog, "chief", 7, None));
            steps
        };
        assert_eq!(short(&catalog, "chief", 7, steps(false)), ["", "second for chief", "goal"]);
        // A step that only meets an alternative nobody needed still says which.
        assert_eq!(
            short(&catalog, "chief", 7, steps(true)),
            ["", "second for chief", "first for chief", "goal"]
        );
    }

    #[test]
    fn a_needless_step_has_no_reason() {
        let catalog = catalog(
            &[
                ("nurse", "gives = [\"nursing\"]"),
                ("chief", "requires = [{ experience = \"nursing\", months = 4 }]"),
            ],
            &[("badge", STUDY)],
        );
        let steps = vec![study(&catalog, "badge", 0, "nurse"), job(&catalog, "chief", 7, None)];
        assert_eq!(short(&catalog, "chief", 7, steps), ["4 months for chief", "", "goal"]);
    }
}
