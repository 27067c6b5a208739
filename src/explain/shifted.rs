//! A plan with some of its steps at other times.

use crate::catalog::{Catalog, StudyMode};
use crate::ids::RoleId;
use crate::planner::{JobStep, Plan, Query, Step, StudyStep};
use crate::units::Months;

/// Returns the plan with each step moved by as many months as `by` says for its position, and every end of a job
/// and every role beside a study brought in line with that. Its length and its cost stay as they are.
///
/// Nothing is judged: whether the outcome keeps the rules is for [`verify`](crate::planner::verify) to say. A step
/// that would begin before month 0 begins there. Quadratic in the steps.
#[must_use]
pub fn shifted(catalog: &Catalog, query: &Query, plan: &Plan, by: impl Fn(usize) -> i32) -> Plan {
    let move_by = |months: Months, by: i32| Months(months.0.saturating_add_signed(by));
    let mut steps: Vec<Step> = plan.steps.clone();
    for (position, step) in steps.iter_mut().enumerate() {
        let by = by(position);
        match step {
            Step::Study(study) => {
                study.start = move_by(study.start, by);
                study.end = move_by(study.end, by);
            }
            Step::Job(job) => {
                job.apply = move_by(job.apply, by);
                job.start = move_by(job.start, by);
            }
        }
    }
    // A stable sort: what begins at the same time keeps its order.
    steps.sort_by_key(Step::begins);
    let changes = Changes::of(catalog, query, &steps);
    for step in &mut steps {
        match step {
            Step::Job(job) => job.end = changes.end_of(job),
            Step::Study(study) => study.role = changes.beside(catalog, study),
        }
    }
    Plan { steps, ..plan.clone() }
}

/// When which role is taken up or given up.
struct Changes {
    /// The month and the role from then on; `None` during full-time study. In order of the months.
    roles: Vec<(Months, Option<RoleId>)>,
}

impl Changes {
    fn of(catalog: &Catalog, query: &Query, steps: &[Step]) -> Self {
        let mut roles = vec![(Months(0), query.person.role)];
        roles.extend(steps.iter().filter_map(|step| match step {
            Step::Job(job) => Some((job.start, Some(job.role))),
            Step::Study(study) => is_full_time(catalog, study).then_some((study.start, None)),
        }));
        // Who takes up a job and leaves it for study in the same month has left it.
        roles.sort_by_key(|(month, role)| (*month, role.is_none() && *month > Months(0)));
        Self { roles }
    }

    /// Returns the month in which a job is left.
    fn end_of(&self, job: &JobStep) -> Option<Months> {
        let taken_up = self.roles.iter().position(|change| *change == (job.start, Some(job.role)))?;
        self.roles.get(taken_up + 1).map(|(month, _)| *month)
    }

    /// Returns the role that is held when a study begins.
    fn beside(&self, catalog: &Catalog, study: &StudyStep) -> Option<RoleId> {
        if is_full_time(catalog, study) {
            return None;
        }
        self.roles.iter().rev().find(|(month, _)| *month <= study.start).and_then(|(_, role)| *role)
    }
}

/// Tells whether a study takes the place of a role.
#[must_use]
pub fn is_full_time(catalog: &Catalog, study: &StudyStep) -> bool {
    study.study(catalog).mode == StudyMode::FullTime
}
