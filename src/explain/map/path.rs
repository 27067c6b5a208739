//! A plan as a path over the map.

use crate::ids::{CredentialId, RoleId};
use crate::planner::{Plan, Step};
use crate::units::Months;

/// A part of a plan: what is earned, and the role that is started then.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Leg {
    /// The role before; `None` for none.
    pub from: Option<RoleId>,
    /// The role that is started; `None` where the plan ends with a credential.
    pub to: Option<RoleId>,
    /// The credentials whose study ends by then, in the order of the plan.
    pub credentials: Vec<CredentialId>,
    /// The month in which the leg ends, from now.
    pub end: Months,
}

/// Returns a plan as legs from role to role; whoever begins it is in `role`.
#[must_use]
pub fn legs(role: Option<RoleId>, plan: &Plan) -> Vec<Leg> {
    let studies: Vec<(Months, CredentialId)> = plan
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::Study(study) => Some((study.end, study.credential)),
            Step::Job(_) => None,
        })
        .collect();
    let jobs = plan.steps.iter().filter_map(|step| match step {
        Step::Job(job) => Some((job.start, job.role)),
        Step::Study(_) => None,
    });
    let mut legs: Vec<Leg> = Vec::new();
    let mut begun = (None, role);
    let earned = |after: Option<Months>, until: Months| {
        let within =
            studies.iter().filter(move |(end, _)| after.is_none_or(|after| *end > after) && *end <= until);
        within.map(|(_, credential)| *credential).collect()
    };
    for (start, role) in jobs {
        legs.push(Leg { from: begun.1, to: Some(role), credentials: earned(begun.0, start), end: start });
        begun = (Some(start), Some(role));
    }
    let last: Vec<CredentialId> = earned(begun.0, plan.months);
    if !last.is_empty() {
        legs.push(Leg { from: begun.1, to: None, credentials: last, end: plan.months });
    }
    legs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::{JobStep, StudyStep};
    use crate::units::Money;

    #[test]
    fn what_is_earned_belongs_to_the_job_it_is_earned_by() {
        let study = |credential, end| {
            Step::Study(StudyStep {
                credential: CredentialId(credential),
                option: 0,
                start: Months(0),
                end: Months(end),
                cost: Money(0),
                role: None,
            })
        };
        let job = |role, start, end: Option<u32>| {
            Step::Job(JobStep {
                role: RoleId(role),
                apply: Months(start - 3),
                start: Months(start),
                end: end.map(Months),
            })
        };
        let steps = vec![study(7, 4), job(1, 8, Some(20)), study(8, 9), job(2, 20, None), study(9, 22)];
        let plan = Plan { months: Months(22), cost: Money(0), job_changes: 2, steps };
        let words: Vec<String> = legs(Some(RoleId(0)), &plan)
            .iter()
            .map(|leg| {
                let credentials: Vec<u32> = leg.credentials.iter().map(|credential| credential.0).collect();
                format!(
                    "{:?} to {:?} with {credentials:?} in {}",
                    leg.from.map(|role| role.0),
                    leg.to.map(|role| role.0),
                    leg.end.0
                )
            })
            .collect();
        assert_eq!(
            words,
            [
                "Some(0) to Some(1) with [7] in 8",
                "Some(1) to Some(2) with [8] in 20",
                "Some(2) to None with [9] in 22"
            ]
        );
    }
}
