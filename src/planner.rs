//! The planner: the best route from a person to a target, proved in the model of the month grid.
//!
//! # Model
//! A state at the start of a month is a role or none and the time in it, the credentials held, the months by domain of
//! experience and by role, a running study and a running job search. At each start one may apply for a job, begin a
//! study, or both; then a month passes. Requirements are monotone: nothing forbids holding more, and studies give
//! credentials but no months. So whoever is in the same place no later, with no less, can do whatever another can; this
//! is the dominance that makes a search feasible. The problem is NP-hard all the same.
//!
//! # Answers
//! - [`plan()`] finds the best plan by an [`Objective`]; [`front()`] every plan that none beats in both time and cost;
//!   [`alternatives()`] the next best plans that a person would tell apart.
//! - A [`Solution`] is optimal only when the search has closed; otherwise it names a [`Bound`] that no plan betters.
//! - A search ends at [`Query::state_limit`], or when [`Query::interrupt`] is raised, with the best plan found so far.
//! - [`verify`](mod@verify) checks plans and shares no code with the search.
//!
//! # Soundness
//! Each module says why what it leaves out cannot matter: `earliest` and `landmarks` for the bounds on the months and
//! the cost left, `relaxed` for the least cost and the fewest job changes of all plans, `relevance` and `reduce` for
//! what is cut away, `moves` for what is not tried, `search` for dominance and for the most pay.

pub mod verify;

mod alternatives;
mod bits;
mod core;
mod destination;
mod earliest;
mod few;
mod formula;
mod front;
mod improve;
mod kinds;
mod landmarks;
mod moves;
mod near;
mod objective;
mod outset;
mod pay;
mod plan;
mod problem;
mod query;
mod reduce;
mod relaxed;
mod relevance;
mod rows;
mod search;
mod settle;
mod solve;
mod source;
mod state;
mod value;

pub use alternatives::{Alternative, alternatives};
pub use destination::Destination;
pub use front::{Front, front, front_with_pay};
pub use objective::{is_better, plan};
pub use outset::Outset;
pub use plan::{Bound, JobStep, Outcome, Plan, SearchStatistics, Solution, Step, Stop, StudyStep};
pub use query::{
    DEFAULT_MEMORY_LIMIT, DEFAULT_STATE_LIMIT, Interrupt, Limits, Objective, PayTerms, Query, Target,
};

/// A month that never comes.
const INFINITE: i32 = i32::MAX / 4;
