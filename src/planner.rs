//! The planner: the best route from a person to a target, proved in the model of the month grid.

pub mod plan;
pub mod query;
mod search;
pub mod verify;

pub use plan::{JobStep, Outcome, Plan, SearchStatistics, Solution, Step, StudyStep};
pub use query::{Limits, Query, Target};
pub use search::plan;
