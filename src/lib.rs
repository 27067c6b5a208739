//! Career routes in health informatics: found, proved optimal, priced and explained.
//!
//! A [`Catalog`] holds roles and credentials with what they ask for. A [`Person`] has a role, credentials
//! and months of experience. [`planner::plan()`] finds the fastest sequence of studies and jobs from the
//! person to a [`Target`], and says whether it is proved that none is faster; [`planner::verify`](mod@planner::verify) checks
//! any plan again, without the search.
//!
//! ```text
//! data/*.toml, wages/*.csv ──▶ Catalog ──▶ graph: what can matter, cycles, what nobody can reach
//!                                 │
//! --from, --profile ───────▶ Person, Limits ──▶ Query ──▶ planner ──▶ Outcome ──▶ verify
//!                                                                       │
//!                                     terminal ◀── cli ◀── render ◀── explain
//! ```
//!
//! Only [`cli`] sees the terminal, the environment, the clock and exit codes. All else is a function of its
//! arguments: equal inputs give equal bytes.
//!
//! # Example
//!
//! A nurse of four years asks for the way to nurse informaticist without giving up work:
//!
//! ```
//! use careerpath::catalog::builtin::builtin;
//! use careerpath::planner::{plan, verify::verify};
//! use careerpath::profile::assumed::person_in_role;
//! use careerpath::units::Months;
//! use careerpath::{Outcome, Query, Target};
//!
//! let catalog = builtin()?;
//! let start = "2026-11".parse()?;
//! let nurse = person_in_role(&catalog, catalog.find_role("nurse")?, Months::from_years(4), start);
//! let target = Target::Role(catalog.find_role("nurse informaticist")?);
//!
//! let mut query = Query::new(&catalog, nurse, target, start);
//! query.limits.keep_working = true;
//!
//! let Outcome::Found(solution) = plan(&catalog, &query) else { panic!("no route") };
//! assert!(solution.optimal);
//! assert_eq!(solution.at_least, solution.plan.months);
//! assert_eq!(verify(&catalog, &query, &solution.plan), []);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Errors
//!
//! - A catalog or a profile that cannot be read is an `Err` with every mistake in it, each a
//!   [`Diagnostic`](diagnostic::Diagnostic) with its place and a hint:
//!   [`CatalogError`](catalog::load::CatalogError), [`ProfileError`](profile::file::ProfileError).
//! - A name that nothing has is an `Err` with the names most like it.
//! - That there is no route, or that the search stopped at its limit, is an answer and no error: an
//!   [`Outcome`].
//! - A broken rule in a plan is a [`Violation`](planner::verify::Violation) in the list that
//!   [`verify`](planner::verify::verify()) returns.
//! - Ids belong to the catalog that gave them; with another catalog, functions may panic.

pub mod catalog;
pub mod cli;
pub mod diagnostic;
pub mod explain;
pub mod graph;
pub mod ids;
pub mod limits;
pub mod lint;
pub mod planner;
pub mod profile;
pub mod render;
pub mod saved;
#[cfg(test)]
mod testing;
pub mod units;

pub use catalog::Catalog;
pub use planner::{Outcome, Plan, Query, Step, Target};
pub use profile::Person;
