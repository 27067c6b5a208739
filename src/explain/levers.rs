//! What would help most: each thing a plan has to obtain, waived or granted in turn, with the plan that would be
//! best then.

use std::slice;

use rayon::prelude::*;

use crate::catalog::names::Entry;
use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, Requirement, RequirementKind};
use crate::ids::CredentialId;
use crate::planner::verify::verify;
use crate::planner::{
    DEFAULT_STATE_LIMIT, Objective, Outcome, Plan, Query, Solution, Step, Target, plan as search,
};
use crate::units::{Money, Months};

use super::progress::meets;
use super::shifted::shifted;
use super::timeline::{Moment, Timeline};
use super::why::Above;

/// The share of the states of a search that the search for each change gets.
const SHARE: u64 = 5;

/// The fewest states that such a search gets.
const LEAST_STATES: u64 = 500;

/// Something that is not as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// A requirement is waived.
    Waived {
        /// Whose requirement it is.
        of: Entry,
        /// The requirement, with everything below it.
        requirement: Requirement,
    },
    /// A credential is held from the start.
    Granted(CredentialId),
}

/// How sure a saving of months is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Both plans are proved to be the shortest.
    Exact,
    /// The plan as it is is proved to be the shortest, the other is not: it may save more.
    AtLeast,
    /// The plan as it is is not proved: the saving is against the best one found.
    Unproved,
}

/// What a change would save.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lever {
    /// The change.
    pub change: Change,
    /// The best plan found then.
    pub plan: Plan,
    /// The months saved; less than nothing where the other plan is better for being cheaper.
    pub months: i64,
    /// The amount saved; less than nothing where the other plan is better for being faster.
    pub cost: Money,
    /// How sure the months are.
    pub certainty: Certainty,
}

impl Lever {
    /// Tells whether the change would help at all.
    #[must_use]
    pub fn helps(&self) -> bool {
        self.months > 0 || self.cost > Money(0)
    }
}

/// Plans again for each change, and returns what each would save, the most helpful first.
///
/// Changes are the requirements of the steps that the person does not meet yet, and the credentials that the plan
/// has them study for; of a choice the whole is waived, since it does not matter which alternative is. The searches
/// run side by side; their order does not depend on that. Each is as hard as the first and gets a fifth of its states, or
/// the usual number where that has no limit.
#[must_use]
pub fn levers(catalog: &Catalog, query: &Query, solution: &Solution) -> Vec<Lever> {
    let changes = changes(catalog, query, &solution.plan);
    let mut levers: Vec<Lever> =
        changes.into_par_iter().map(|change| lever(catalog, query, solution, change)).collect();
    // A stable sort: among equals the order of the plan decides.
    levers.sort_by_key(|lever| {
        let (months, cost) = (-lever.months, -lever.cost.0);
        if query.objective == Objective::Cost { (cost, months) } else { (months, cost) }
    });
    levers
}

/// Where a requirement stands: positions in the lists from the entry down to it.
type Path = Vec<usize>;

fn changes(catalog: &Catalog, query: &Query, plan: &Plan) -> Vec<(Change, Path)> {
    let timeline = Timeline::now(catalog, &query.person, query.start);
    let now = timeline.at(Months(0));
    let mut changes = Vec::new();
    for step in plan.steps.iter().rev() {
        let (of, requires) = match step {
            Step::Job(job) => (Entry::Role(job.role), &catalog.role(job.role).requires),
            Step::Study(study) => {
                let credential = catalog.credential(study.credential);
                (Entry::Credential(study.credential), &credential.requires)
            }
        };
        let mut unmet = Vec::new();
        collect_unmet(now, query, requires, Above::default(), &mut Path::new(), &mut unmet);
        for (path, requirement) in unmet {
            let change = Change::Waived { of, requirement };
            if !changes.iter().any(|(known, _)| *known == change) {
                changes.push((change, path));
            }
        }
    }
    changes.extend(plan.steps.iter().filter_map(|step| match step {
        Step::Study(study) if !reaches(catalog, query, study.credential) => {
            Some((Change::Granted(study.credential), Path::new()))
        }
        _ => None,
    }));
    changes
}

/// Tells whether a credential is the target itself, which nobody grants.
fn reaches(catalog: &Catalog, query: &Query, credential: CredentialId) -> bool {
    let closure = &catalog.credential(credential).closure;
    let brings = |goal: &Target| matches!(goal, Target::Credential(goal) if closure.contains(goal));
    query.goals().iter().any(brings)
}

/// Collects the nodes in force that the person does not meet at month 0, lists of all of their parts taken apart.
fn collect_unmet(
    now: Moment<'_>,
    query: &Query,
    nodes: &[Requirement],
    above: Above,
    path: &mut Path,
    unmet: &mut Vec<(Path, Requirement)>,
) {
    for (position, node) in nodes.iter().enumerate() {
        let in_force = at_standard(slice::from_ref(node), query.standard);
        let Some(asked) = in_force.first().filter(|asked| !meets(now, asked)) else { continue };
        path.push(position);
        match &node.kind {
            RequirementKind::All(parts) if node.exists_in(query.start) => {
                collect_unmet(now, query, parts, above.and(node), path, unmet);
            }
            _ => unmet.push((path.clone(), above.and(node).sourced(asked))),
        }
        path.pop();
    }
}

fn lever(catalog: &Catalog, query: &Query, solution: &Solution, (change, path): (Change, Path)) -> Lever {
    let mut easier = Query {
        // What would help is worth a look, not a search without end.
        state_limit: Some(
            query.state_limit.map_or(DEFAULT_STATE_LIMIT, |limit| (limit / SHARE).max(LEAST_STATES)),
        ),
        memory_limit: query.memory_limit_side_by_side(),
        ..query.clone()
    };
    let (outcome, known) = match &change {
        Change::Waived { of, .. } => {
            let mut changed = catalog.clone();
            let requires = match of {
                Entry::Role(role) => &mut changed.roles[role.index()].requires,
                Entry::Credential(credential) => &mut changed.credentials[credential.index()].requires,
            };
            waive(requires, &path);
            (search(&changed, &easier), Some(solution.plan.clone()))
        }
        Change::Granted(credential) => {
            easier.person.add_credential(catalog, *credential);
            (search(catalog, &easier), without_study(catalog, &easier, &solution.plan, *credential))
        }
    };
    // What is possible without the change is possible with it: a short search must not make it look worse.
    let (plan, proved) = match outcome {
        Outcome::Found(found) => {
            let proved = found.at_least == found.plan.months;
            match known {
                Some(known) if measure(&known) < measure(&found.plan) => (known, false),
                _ => (found.plan, proved),
            }
        }
        _ => (known.unwrap_or_else(|| solution.plan.clone()), false),
    };
    let certainty = match (solution.at_least == solution.plan.months, proved) {
        (true, true) => Certainty::Exact,
        (true, false) => Certainty::AtLeast,
        (false, _) => Certainty::Unproved,
    };
    Lever {
        change,
        months: i64::from(solution.plan.months.0) - i64::from(plan.months.0),
        cost: Money(solution.plan.cost.0 - plan.cost.0),
        plan,
        certainty,
    }
}

fn measure(plan: &Plan) -> (Months, Money, u32) {
    (plan.months, plan.cost, plan.job_changes)
}

/// Makes the node at a path one that is always met.
fn waive(nodes: &mut [Requirement], path: &[usize]) {
    let [position, rest @ ..] = path else { return };
    let node = &mut nodes[*position];
    match &mut node.kind {
        RequirementKind::All(parts) if !rest.is_empty() => waive(parts, rest),
        _ => {
            *node =
                Requirement { strength: node.strength, ..Requirement::new(RequirementKind::All(Vec::new())) }
        }
    }
}

/// Returns the plan without the study for a credential that is held now, where it is sound without it.
fn without_study(catalog: &Catalog, query: &Query, plan: &Plan, credential: CredentialId) -> Option<Plan> {
    let is_it = |step: &Step| matches!(step, Step::Study(study) if study.credential == credential);
    let mut plan = plan.clone();
    for step in plan.steps.iter().filter(|step| is_it(step)) {
        if let Step::Study(study) = step {
            plan.cost.0 -= study.cost.0;
        }
    }
    plan.steps.retain(|step| !is_it(step));
    let plan = shifted(catalog, query, &plan, |_| 0);
    verify(catalog, query, &plan).is_empty().then_some(plan)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::plan;
    use crate::profile::Person;
    use crate::testing::{catalog, role, start};

    const BADGE: &str =
        "study = [{ mode = \"part-time\", months = 10, cost = { amount = 900, basis = \"estimate\" } }]";

    /// Returns what helps on the way to the chief of a small world: what, months, dollars.
    fn helped(chief: &str, limit: Option<u64>) -> Vec<(String, i64, i64, Certainty)> {
        let chief = format!("requires = [{chief}]");
        let roles = [
            ("nurse", "gives = [\"nursing\"]"),
            ("analyst", "gives = [\"informatics\"]\nrequires = [\"badge\"]"),
            ("chief", chief.as_str()),
        ];
        let catalog = catalog(&roles, &[("badge", BADGE)]);
        let mut person = Person::newcomer(&catalog);
        person.role = Some(role(&catalog, "nurse"));
        let mut query = Query::new(&catalog, person, Target::Role(role(&catalog, "chief")), start());
        let Outcome::Found(solution) = plan(&catalog, &query) else { panic!("no plan") };
        query.state_limit = limit;
        let told = |lever: Lever| {
            let what = match &lever.change {
                Change::Granted(credential) => format!("has {}", catalog.credential(*credential).id),
                Change::Waived { of: Entry::Role(role), .. } => format!("of {}", catalog.role(*role).id),
                Change::Waived { of: Entry::Credential(id), .. } => {
                    format!("of {}", catalog.credential(*id).id)
                }
            };
            (what, lever.months, lever.cost.0, lever.certainty)
        };
        levers(&catalog, &query, &solution).into_iter().map(told).collect()
    }

    #[test]
    fn what_saves_most_comes_first() {
        let found = helped("{ experience = \"informatics\", months = 14 }", None);
        // 10 of study, 3 of searching, 14 of work, 3 of searching; without the 14 months none of it is needed.
        let exact = |what: &str, months, dollars| (what.to_owned(), months, dollars, Certainty::Exact);
        assert_eq!(
            found,
            [exact("of chief", 27, 900), exact("of analyst", 10, 900), exact("has badge", 10, 900)]
        );
    }

    #[test]
    fn what_the_person_meets_already_is_no_lever() {
        let found = helped("{ experience = \"nursing\", months = 0 }", None);
        assert_eq!(found, []);
    }

    #[test]
    fn a_choice_is_waived_as_a_whole_and_a_list_part_by_part() {
        let asks = "{ all = [\"badge\", { experience = \"nursing\", months = 12 }] }, { any = [\"badge\", { experience = \"informatics\", months = 1 }] }";
        let found = helped(asks, None);
        let what: Vec<&str> = found.iter().map(|(what, ..)| what.as_str()).collect();
        assert_eq!(what, ["of chief", "has badge", "of chief", "of chief"]);
        assert_eq!(found[0].1, 2, "with the months of practice waived the study is the longest part");
        assert_eq!((found[1].1, found[1].2), (0, 900));
    }

    #[test]
    fn granting_the_target_is_no_help() {
        let catalog = catalog(&[("nurse", "")], &[("badge", BADGE)]);
        let badge = crate::testing::credential(&catalog, "badge");
        let query = Query::new(&catalog, Person::newcomer(&catalog), Target::Credential(badge), start());
        let Outcome::Found(solution) = plan(&catalog, &query) else { panic!("no plan") };
        assert_eq!(solution.plan.months, Months(10));
        assert_eq!(levers(&catalog, &query, &solution), []);
    }
}
