//! An independent check of a plan, step by step.
//!
//! The rules are those of the model: what may be decided at a month boundary, what a month changes, and
//! when the target is reached. They are written here a second time, in the plainest form, and share no
//! code with the search: a mistake in the search's moves must not be able to hide itself.
//!
//! A plan is held to a little more than the model, because it is shown to a person: its steps are over
//! when it ends, and it ends when the target is first reached.

mod replay;
mod standing;

use crate::catalog::Catalog;

use super::{JobStep, Plan, Query, Step, StudyStep};
use replay::Replay;

/// The months beyond which a plan is not replayed: a thousand years.
const LONGEST_REPLAY: u32 = 12_000;

/// A rule of the model that a plan breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("month {month}: {message}")]
pub struct Violation {
    /// The month at which it is broken, from now.
    pub month: u32,
    /// What is broken.
    pub message: String,
}

/// Replays a plan month by month and returns every rule it breaks, in order of month; empty for a sound
/// plan.
///
/// A broken step is replayed all the same, as far as it can be, so later violations may follow from it.
/// The plan may be any value, such as one read from a file.
///
/// # Panics
/// If the query belongs to another catalog.
#[must_use]
pub fn verify(catalog: &Catalog, query: &Query, plan: &Plan) -> Vec<Violation> {
    let mut replay = Replay::new(catalog, query, plan);
    let mut previous = 0;
    let mut steps = Vec::with_capacity(plan.steps.len());
    for step in &plan.steps {
        let month = step.begins().0;
        if month < previous {
            replay.broken(month, "the steps are not in order of their first action".to_owned());
        }
        previous = month;
        match known(catalog, step) {
            Ok(known) => steps.push(known),
            Err(message) => replay.broken(month, message),
        }
    }
    // The order of the list is judged above; the replay needs the order of the months.
    steps.sort_by_key(|step| match step {
        Known::Study(step, _) => step.start,
        Known::Job(step) => step.apply,
    });
    replay.run(&steps)
}

/// A step whose ids and option exist in the catalog.
#[derive(Clone, Copy)]
enum Known<'a> {
    /// A study with its option.
    Study(&'a StudyStep, &'a crate::catalog::Study),
    /// A job.
    Job(&'a JobStep),
}

/// Tells whether everything a step names exists, or says what does not.
fn known<'a>(catalog: &'a Catalog, step: &'a Step) -> Result<Known<'a>, String> {
    match step {
        Step::Study(step) => {
            let Some(credential) = catalog.credentials.get(step.credential.index()) else {
                return Err(format!("the catalog has no credential number {}", step.credential.0));
            };
            let Some(study) = credential.study.get(step.option) else {
                return Err(format!("`{}` has no study option number {}", credential.id, step.option));
            };
            Ok(Known::Study(step, study))
        }
        Step::Job(step) if step.role.index() >= catalog.roles.len() => {
            Err(format!("the catalog has no role number {}", step.role.0))
        }
        Step::Job(step) => Ok(Known::Job(step)),
    }
}
