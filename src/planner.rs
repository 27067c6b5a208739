//! The planner: the best route from a person to a target, proved in the model of the month grid.

pub mod plan;
pub mod query;
pub mod verify;

mod bits;
mod earliest;
mod formula;
mod landmarks;
mod moves;
mod problem;
mod reduce;
mod relevance;
mod search;
mod solve;
mod source;
mod state;

pub use plan::{JobStep, Outcome, Plan, SearchStatistics, Solution, Step, StudyStep};
pub use query::{Limits, Objective, PayTerms, Query, Target};
pub use solve::plan;

/// A month that never comes.
const INFINITE: i32 = i32::MAX / 4;
