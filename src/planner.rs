//! The planner: the best route from a person to a target, proved in the model of the month grid.

pub mod plan;
pub mod query;
pub mod verify;

mod alternatives;
mod bits;
mod earliest;
mod formula;
mod front;
mod improve;
mod landmarks;
mod moves;
mod objective;
mod pay;
mod problem;
mod reduce;
mod relaxed;
mod relevance;
mod search;
mod solve;
mod source;
mod state;

pub use alternatives::{Alternative, alternatives};
pub use front::{Front, front};
pub use objective::plan;
pub use plan::{Bound, JobStep, Outcome, Plan, SearchStatistics, Solution, Step, StudyStep};
pub use query::{Limits, Objective, PayTerms, Query, Target};

/// A month that never comes.
const INFINITE: i32 = i32::MAX / 4;
