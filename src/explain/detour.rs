//! Why not the other way: the best plan by way of a role or credential that somebody expected, and its price.

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::planner::{Outcome, Plan, Query, Solution, Step, plan as search};
use crate::units::Months;

use super::obstacle::{Cause, derive};

/// What a role or credential that somebody expected would mean for a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detour {
    /// The role or credential.
    pub via: Entry,
    /// What came of asking for it.
    pub answer: DetourAnswer,
}

/// What came of asking for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DetourAnswer {
    /// The plan goes by it as it is, with this step.
    OnTheWay(usize),
    /// The best plan found by way of it.
    Found(Solution),
    /// No plan leads by way of it.
    OutOfReach(Vec<Cause>),
    /// The search reached its limit with no plan by way of it and none ruled out.
    Open {
        /// No such plan takes fewer months.
        at_least: Months,
    },
}

/// Why a role or credential cannot be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoDetour {
    /// It is where the plan leads.
    #[error("it is the target")]
    Target,
    /// The person is in the role now.
    #[error("you are in it now")]
    Here,
    /// The person has worked in the role.
    #[error("you have worked in it")]
    Worked,
    /// The person holds the credential.
    #[error("you hold it")]
    Held,
}

/// Tells whether a plan by way of a role or credential can be asked for.
///
/// # Errors
/// When it is the target, or the person has it already.
pub fn can_ask(query: &Query, via: Entry) -> Result<(), NoDetour> {
    let mut targets = std::iter::once(&query.target).chain(&query.also);
    if targets.any(|target| target.entry() == via) {
        return Err(NoDetour::Target);
    }
    match via {
        Entry::Role(role) if query.person.role == Some(role) => Err(NoDetour::Here),
        Entry::Role(role) if query.person.months_in_role(role) > Months(0) => Err(NoDetour::Worked),
        Entry::Credential(credential) if query.person.holds(credential) => Err(NoDetour::Held),
        _ => Ok(()),
    }
}

/// Returns the same question with a role or credential to pass on the way.
#[must_use]
pub fn by_way_of(query: &Query, via: Entry) -> Query {
    let mut query = query.clone();
    match via {
        Entry::Role(role) => query.limits.via_roles.push(role),
        Entry::Credential(credential) => query.limits.via_credentials.push(credential),
    }
    query
}

/// Finds what each role or credential would mean for a plan; as hard as the search for the plan, for each of them.
///
/// The searches run side by side; the answers are in the order of the questions.
#[must_use]
pub fn detours(catalog: &Catalog, query: &Query, plan: &Plan, vias: &[Entry]) -> Vec<Detour> {
    vias.par_iter().map(|via| detour(catalog, query, plan, *via)).collect()
}

fn detour(catalog: &Catalog, query: &Query, plan: &Plan, via: Entry) -> Detour {
    let brings = |step: &Step| match (step, via) {
        (Step::Job(job), Entry::Role(role)) => job.role == role,
        (Step::Study(study), Entry::Credential(credential)) => {
            catalog.credential(study.credential).closure.contains(&credential)
        }
        _ => false,
    };
    if let Some(step) = plan.steps.iter().position(brings) {
        return Detour { via, answer: DetourAnswer::OnTheWay(step) };
    }
    let mut query = by_way_of(query, via);
    query.memory_limit = query.memory_limit_side_by_side();
    let answer = match search(catalog, &query) {
        Outcome::Found(solution) => DetourAnswer::Found(solution),
        Outcome::Unreachable(_) => {
            let causes = obstacles(catalog, &query, via);
            DetourAnswer::OutOfReach(causes)
        }
        Outcome::Limit { at_least, .. } => DetourAnswer::Open { at_least },
    };
    Detour { via, answer }
}

/// Returns what keeps the person from a role or credential or, where nothing does, from having it on the way.
fn obstacles(catalog: &Catalog, query: &Query, via: Entry) -> Vec<Cause> {
    let causes =
        |query: &Query| -> Vec<Cause> { derive(catalog, query).causes().into_iter().cloned().collect() };
    let own = causes(&Query { target: via.into(), ..query.clone() });
    if own == [Cause::Together] { causes(query) } else { own }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::{Target, plan};
    use crate::profile::Person;
    use crate::testing::{catalog, credential, role, start};

    #[test]
    fn each_way_has_its_answer() {
        let study = "study = [{ mode = \"part-time\", months = 4 }]";
        let catalog = catalog(
            &[
                ("nurse", ""),
                ("aide", ""),
                ("closed", "requires = [\"gone\"]"),
                ("chief", "requires = [\"badge\"]"),
            ],
            &[("badge", study), ("other", study), ("gone", "status = \"retired\"")],
        );
        let mut person = Person::newcomer(&catalog);
        person.role = Some(role(&catalog, "nurse"));
        person.add_history(&catalog, role(&catalog, "closed"), Months(1));
        let query = Query::new(&catalog, person, Target::Role(role(&catalog, "chief")), start());
        let on_role = |id: &str| Entry::Role(role(&catalog, id));
        let on_credential = |id: &str| Entry::Credential(credential(&catalog, id));
        assert_eq!(can_ask(&query, on_role("chief")), Err(NoDetour::Target));
        assert_eq!(can_ask(&query, on_role("nurse")), Err(NoDetour::Here));
        assert_eq!(can_ask(&query, on_role("closed")), Err(NoDetour::Worked));
        assert_eq!(can_ask(&query, on_role("aide")), Ok(()));
        let Outcome::Found(solution) = plan(&catalog, &query) else { panic!("no plan") };
        assert_eq!(solution.plan.months, Months(7));
        let vias = [on_credential("badge"), on_credential("other"), on_role("aide"), on_credential("gone")];
        let found = detours(&catalog, &query, &solution.plan, &vias);
        assert_eq!(found.iter().map(|detour| detour.via).collect::<Vec<_>>(), vias);
        assert_eq!(found[0].answer, DetourAnswer::OnTheWay(0));
        let months = |detour: &Detour| match &detour.answer {
            DetourAnswer::Found(solution) => solution.plan.months.0,
            other => panic!("{other:?}"),
        };
        // One study more, beside the search for the job; a search and the minimum stay more.
        assert_eq!((months(&found[1]), months(&found[2])), (8, 18));
        let DetourAnswer::OutOfReach(causes) = &found[3].answer else { panic!("{:?}", found[3]) };
        assert!(causes.contains(&Cause::Retired(credential(&catalog, "gone"))), "{causes:?}");
    }
}
