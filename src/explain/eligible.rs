//! Which credentials somebody can start on today, and which are one step away.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::catalog::requirement::at_standard;
use crate::catalog::{
    Catalog, Credential, CredentialKind, CredentialStatus, Requirement, RequirementKind, Study, StudyMode,
};
use crate::graph::Degree;
use crate::ids::{CredentialId, RoleId, SourceId};
use crate::planner::{Limits, Plan, Query, Solution, Step, StudyStep, Target};
use crate::profile::exceptions::Personal;
use crate::units::{Money, Months};

use super::progress::{Progress, meets, progress};
use super::routes::Routes;
use super::timeline::{Moment, Timeline};

/// More leaves than anything asks for; the distance to what cannot be met any more.
const FAR: usize = 1 << 20;

/// How long somebody is assumed to stay on in a role for a credential, without a limit of their own.
const LONGEST_WAIT: Months = Months(120);

/// A credential that somebody can start on, today or after one more step.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Eligible<'c> {
    /// The credential.
    pub credential: CredentialId,
    /// The quickest way of study that fits the limits, the cheapest among equals.
    pub study: &'c Study,
    /// What is missing; `None` for nothing: it can be started today.
    pub missing: Option<Missing>,
}

impl Eligible<'_> {
    /// Returns the plan by which the missing step is taken, with the question it answers.
    #[must_use]
    pub fn plan(&self, query: &Query) -> Option<(Query, &Plan)> {
        let Way::Found { solution, .. } = &self.missing.as_ref()?.way else { return None };
        Some((Query { target: Target::Credential(self.credential), ..query.clone() }, &solution.plan))
    }
}

/// What keeps somebody from a credential.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Missing {
    /// The requirements that are not met, with how far somebody is.
    pub leaves: Vec<(Requirement, Progress)>,
    /// Whether each of the leaves would do by itself; otherwise all of them are met by staying on.
    pub any: bool,
    /// The roles in one of which alone it can be studied for; empty for no such rule.
    pub only_in: Vec<RoleId>,
    /// How the step could be taken.
    pub way: Way,
}

/// How a step to a credential could be taken.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Way {
    /// The plan that has the credential soonest.
    Found {
        /// The time from now at which its study begins.
        opens: Months,
        /// The plan, its last study included.
        solution: Solution,
    },
    /// There is none within the limits; proved.
    None,
    /// The search ended before one was found or ruled out.
    Open,
}

/// Returns those of the wanted credentials that are within one step, without degrees lower than the highest one held: those for today in the order of the catalog, then
/// the others, the soonest first.
///
/// One step away are those of whose requirements one leaf is missing, or a choice of leaves of which one would do;
/// those for which only months are missing that come by staying in the current role; and those that are only studied
/// for in another role. The target of `query` does not matter. How the steps could be taken is looked for until `most` is
/// spent on all of them together; returned too is for how many that is left open because of it.
#[must_use]
pub fn eligible<'c>(
    personal: &'c Personal,
    query: &Query,
    wanted: impl Fn(CredentialId) -> bool,
    most: Option<u64>,
) -> (Vec<Eligible<'c>>, usize) {
    let catalog = personal.targets();
    let stay = query.limits.deadline.unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT);
    let idle = Plan { months: stay, cost: Money(0), job_changes: 0, steps: Vec::new() };
    let timeline = Timeline::of_plan(catalog, &query.person, query.start, &idle);
    let highest = query.person.credentials().map(|held| Degree::of(catalog, held)).max();
    let is_lower = |id: CredentialId| {
        catalog.credential(id).kind == CredentialKind::Degree && Some(Degree::of(catalog, id)) < highest
    };
    let is_offered = |id: &CredentialId| is_offered(catalog.credential(*id), *id, query) && !is_lower(*id);
    let ids: Vec<CredentialId> =
        catalog.credential_ids().filter(is_offered).filter(|id| wanted(*id)).collect();
    let within: Vec<Option<Eligible<'c>>> =
        ids.into_par_iter().map(|id| judge(personal, query, &timeline, stay, id)).collect();
    let mut within: Vec<Eligible<'c>> = within.into_iter().flatten().collect();
    let left = find_ways(personal, query, &mut within, most);
    within.sort_by_key(|eligible| match &eligible.missing {
        None => (0, Months(0)),
        Some(Missing { way: Way::Found { opens, .. }, .. }) => (1, *opens),
        Some(_) => (2, Months(0)),
    });
    (within, left)
}

/// Tells whether a credential is neither held, nor avoided, nor retired.
fn is_offered(credential: &Credential, id: CredentialId, query: &Query) -> bool {
    credential.status == CredentialStatus::Active
        && !query.person.holds(id)
        && !query.limits.avoid_credentials.iter().any(|avoided| credential.closure.contains(avoided))
}

/// Tells whether a way of study keeps a person's limits.
fn fits(study: &Study, limits: &Limits) -> bool {
    limits.allows(study)
        && limits.budget.is_none_or(|budget| study.price() <= budget)
        && limits.deadline.is_none_or(|deadline| study.months <= deadline)
}

fn judge<'c>(
    personal: &'c Personal,
    query: &Query,
    timeline: &Timeline<'_>,
    stay: Months,
    id: CredentialId,
) -> Option<Eligible<'c>> {
    let credential = personal.targets().credential(id);
    let fitting: Vec<&Study> = credential.study.iter().filter(|study| fits(study, &query.limits)).collect();
    let is_open = |study: &&&Study| {
        study.while_in.is_empty() || query.person.role.is_some_and(|role| study.while_in.contains(&role))
    };
    // Whoever has a job would rather keep it.
    let gives_up = |study: &Study| query.person.role.is_some() && study.mode == StudyMode::FullTime;
    let quickest = |study: &&&Study| (gives_up(study), study.months, study.price());
    let open = fitting.iter().filter(is_open).min_by_key(quickest);
    let requires = at_standard(&credential.requires, query.standard);
    let now = timeline.at(Months(0));
    let lacking: Vec<(usize, Vec<&Requirement>)> = requires.iter().map(|node| nearest(now, node)).collect();
    let distance: usize = lacking.iter().map(|(distance, _)| distance).sum();
    if let (Some(study), 0) = (open, distance) {
        return Some(Eligible { credential: id, study, missing: None });
    }
    let study = open.or_else(|| fitting.iter().min_by_key(quickest))?;
    let only_in = if open.is_some() { Vec::new() } else { study.while_in.clone() };
    let (leaves, any) = if distance == 0 {
        (Vec::new(), false)
    } else if !only_in.is_empty() {
        return None;
    } else if distance == 1 {
        (lacking.into_iter().flat_map(|(_, leaves)| leaves).collect(), true)
    } else {
        (by_staying(timeline, stay, &requires)?, false)
    };
    let leaves = leaves
        .into_iter()
        .map(|leaf| {
            (sourced(&requires, leaf, (None, false)).unwrap_or_else(|| leaf.clone()), progress(now, leaf))
        })
        .collect();
    let missing = Missing { leaves, any, only_in, way: Way::Open };
    Some(Eligible { credential: id, study, missing: Some(missing) })
}

/// Returns how many leaves are missing at least and, where it is one, all of which one would do.
fn nearest<'r>(now: Moment<'_>, node: &'r Requirement) -> (usize, Vec<&'r Requirement>) {
    if meets(now, node) {
        return (0, Vec::new());
    }
    if !node.exists_in(now.calendar()) {
        return (FAR, Vec::new());
    }
    if node.is_leaf() {
        return (1, vec![node]);
    }
    let below: Vec<(usize, Vec<&Requirement>)> =
        node.children().iter().map(|node| nearest(now, node)).collect();
    let wanted = match &node.kind {
        RequirementKind::Any(_) => 1,
        RequirementKind::AtLeast { count, .. } => *count as usize,
        _ => below.len(),
    };
    let mut distances: Vec<usize> = below.iter().map(|(distance, _)| *distance).collect();
    distances.sort_unstable();
    let distance = distances.into_iter().take(wanted).sum::<usize>().clamp(1, FAR);
    let leaves =
        below.into_iter().filter(|(own, _)| *own == 1 && distance == 1).flat_map(|(_, leaves)| leaves);
    (distance, leaves.collect())
}

/// Returns the leaves that somebody meets by staying in the current role until everything is met; `None` where
/// staying is not enough.
fn by_staying<'r>(
    timeline: &Timeline<'_>,
    stay: Months,
    requires: &'r [Requirement],
) -> Option<Vec<&'r Requirement>> {
    let all = |at: u32| requires.iter().all(|node| meets(timeline.at(Months(at)), node));
    let then = timeline.at(Months((1..=stay.0).find(|at| all(*at))?));
    let mut leaves = Vec::new();
    for node in requires {
        node.walk(&mut |leaf| {
            if leaf.is_leaf() && !meets(timeline.at(Months(0)), leaf) && meets(then, leaf) {
                leaves.push(leaf);
            }
        });
    }
    Some(leaves)
}

/// Returns a leaf with the source that states it, or that states the nearest list around it; `above` is what holds
/// for the nodes. `None` where the leaf is not among them.
fn sourced(
    nodes: &[Requirement],
    leaf: &Requirement,
    above: (Option<SourceId>, bool),
) -> Option<Requirement> {
    nodes.iter().find_map(|node| {
        let (source, approximate) = (node.source.or(above.0), node.approximate || above.1);
        if std::ptr::eq(node, leaf) {
            return Some(Requirement { source, approximate, ..leaf.clone() });
        }
        sourced(node.children(), leaf, (source, approximate))
    })
}

/// Finds out when and how the study for what is one step away could begin, and drops what comes sooner with another
/// credential that implies it; returns how many were not asked about.
fn find_ways(personal: &Personal, query: &Query, within: &mut Vec<Eligible<'_>>, most: Option<u64>) -> usize {
    let away = within.iter().filter(|eligible| eligible.missing.is_some());
    let targets: Vec<Target> = away.map(|eligible| Target::Credential(eligible.credential)).collect();
    let routes = Routes::to_each(personal, query, &targets, most);
    let ruled_out: BTreeSet<Target> = routes.ruled_out.iter().map(|query| query.target).collect();
    let mut found: BTreeMap<Target, Solution> =
        routes.found.into_iter().map(|route| (route.query.target, route.solution)).collect();
    within.retain_mut(|Eligible { credential, missing, .. }| {
        let Some(missing) = missing else { return true };
        let target = Target::Credential(*credential);
        if ruled_out.contains(&target) {
            missing.way = Way::None;
        }
        let Some(solution) = found.remove(&target) else { return true };
        let study = last_study(personal.common(), &solution.plan, *credential);
        let Some(study) = study.filter(|study| study.credential == *credential) else { return false };
        missing.way = Way::Found { opens: study.start, solution };
        true
    });
    routes.left
}

/// Returns the study of a plan that brings a credential.
#[must_use]
pub fn last_study<'p>(catalog: &Catalog, plan: &'p Plan, credential: CredentialId) -> Option<&'p StudyStep> {
    plan.steps.iter().rev().find_map(|step| match step {
        Step::Study(study) if catalog.credential(study.credential).closure.contains(&credential) => {
            Some(study)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::assumed::person_in_role;
    use crate::testing::{catalog, role, start};

    const STUDY: &str = "study = [{ mode = \"part-time\", months = 2, hours-per-week = 6 }]";

    fn found(limits: Limits) -> Vec<String> {
        let badge = |requires: &str| format!("{STUDY}\nrequires = [{requires}]");
        let tied = "study = [{ mode = \"part-time\", months = 2, while = [\"analyst\"] }]";
        let nursing = |months: u32| format!("{{ experience = \"nursing\", months = {months} }}");
        let texts = [
            ("open", badge(&nursing(10))),
            ("later", badge(&format!("{}, {{ role = \"nurse\", months = 30 }}", nursing(20)))),
            ("after", badge("{ any = [\"open\", \"gone\"] }")),
            ("far", badge("{ any = [{ all = [\"after\", \"later\"] }, \"gone\"] }, \"open\"")),
            ("tied", tied.to_owned()),
            ("gone", "status = \"retired\"".to_owned()),
        ];
        let texts: Vec<(&str, &str)> = texts.iter().map(|(id, text)| (*id, text.as_str())).collect();
        let roles = [("nurse", "gives = [\"nursing\"]"), ("analyst", "gives = [\"informatics\"]")];
        let catalog = catalog(&roles, &texts);
        let nurse = person_in_role(&catalog, role(&catalog, "nurse"), Months(12), start());
        let mut query = Query::new(&catalog, nurse, Target::Role(role(&catalog, "nurse")), start());
        query.limits = limits;
        let word = |eligible: &Eligible<'_>| {
            let id = &catalog.credential(eligible.credential).id;
            let Some(missing) = &eligible.missing else { return format!("{id} today") };
            let opens = match &missing.way {
                Way::Found { opens, .. } => format!("in {}", opens.0),
                Way::None => "never".to_owned(),
                Way::Open => "open".to_owned(),
            };
            let what = format!("{} missing, {} only in", missing.leaves.len(), missing.only_in.len());
            format!("{id} {opens}, {what}")
        };
        eligible(&catalog.clone().into(), &query, |_| true, None).0.iter().map(word).collect()
    }

    #[test]
    fn what_is_missing_and_when_it_is_met() {
        assert_eq!(
            found(Limits::default()),
            [
                "open today",
                "after in 2, 2 missing, 0 only in",
                "tied in 3, 0 missing, 1 only in",
                "later in 18, 2 missing, 0 only in",
            ]
        );
    }

    #[test]
    fn limits_are_kept() {
        assert!(
            found(Limits { study_hours: Some(5), ..Limits::default() })
                .iter()
                .all(|text| text.starts_with("tied"))
        );
        let deadline = Limits { deadline: Some(Months(3)), ..Limits::default() };
        assert_eq!(
            found(deadline),
            ["open today", "after never, 2 missing, 0 only in", "tied never, 0 missing, 1 only in"]
        );
    }
}
