//! Which steps of a plan serve which of several targets, and what all of them have in common at its beginning.

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::planner::{Plan, Query, Step, Target};

use super::why::{Reason, reasons};

/// What each step of a plan is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shared {
    /// For each step, whether it serves each of the targets, in their order.
    pub serves: Vec<Vec<bool>>,
    /// How many of the first steps serve every target: until they are done nobody has to choose.
    pub first: usize,
}

/// Finds what the steps of a plan are good for.
///
/// A step serves a target when it is its last one, or meets a requirement of a step that serves it.
#[must_use]
pub fn shared(catalog: &Catalog, query: &Query, targets: &[Target], plan: &Plan) -> Shared {
    let reasons = reasons(catalog, query, plan).steps;
    let brings = |step: &Step, entry: Entry| match (step, entry) {
        (Step::Job(job), Entry::Role(role)) => job.role == role,
        (Step::Study(study), Entry::Credential(credential)) => {
            catalog.credential(study.credential).closure.contains(&credential)
        }
        _ => false,
    };
    let step_of = |entry: Entry| plan.steps.iter().position(|step| brings(step, entry));
    let mut serves = vec![vec![false; targets.len()]; plan.steps.len()];
    for (number, target) in targets.iter().enumerate() {
        let Some(last) = step_of(target.entry()) else { continue };
        let mut open = vec![last];
        while let Some(step) = open.pop() {
            if std::mem::replace(&mut serves[step][number], true) {
                continue;
            }
            let of = plan.steps[step].entry();
            for (helper, reasons) in reasons.iter().enumerate() {
                let helps = |reason: &Reason| match reason {
                    Reason::Goal => false,
                    Reason::Meets { of: whose, .. } => *whose == of,
                    Reason::Hosts(credential) => of == Entry::Credential(*credential),
                };
                if reasons.iter().any(helps) {
                    open.push(helper);
                }
            }
        }
    }
    let first = serves.iter().take_while(|step| step.iter().all(|serves| *serves)).count();
    Shared { serves, first }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::{Outcome, plan};
    use crate::profile::Person;
    use crate::testing::{catalog, credential, role, start};

    #[test]
    fn what_both_targets_need_comes_first() {
        let study = "study = [{ mode = \"part-time\", months = 3 }]";
        let based = format!("requires = [\"base\"]\n{study}");
        let catalog = catalog(
            &[("nurse", ""), ("chief", "requires = [\"left\"]")],
            &[("base", study), ("left", &based), ("right", &based)],
        );
        let mut person = Person::newcomer(&catalog);
        person.role = Some(role(&catalog, "nurse"));
        let targets =
            [Target::Role(role(&catalog, "chief")), Target::Credential(credential(&catalog, "right"))];
        let mut query = Query::new(&catalog, person, targets[0], start());
        query.also = targets[1..].to_vec();
        let found = plan(&catalog, &query);
        let Outcome::Found(solution) = &found else { panic!("{found:?}") };
        assert_eq!((solution.plan.months.0, solution.optimal), (9, true));
        // Base, then left, then right beside the search for the job.
        let shared = shared(&catalog, &query, &targets, &solution.plan);
        assert_eq!(shared.first, 1, "the base serves both: {shared:?}");
        let both = shared.serves.iter().filter(|serves| serves.iter().all(|serves| *serves)).count();
        assert_eq!(both, 1);
        assert!(shared.serves.iter().all(|serves| serves.contains(&true)), "nothing is needless");
    }
}
