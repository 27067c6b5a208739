//! Career routes: found, proved optimal, priced and explained.
//!
//! A [`Catalog`] holds roles and credentials with what they ask for. A [`Question`] says who asks, under which limits,
//! and where to; the [planner] answers it with the best sequence of studies and jobs, and says whether it is proved
//! that none is better. Every plan is checked by code that shares nothing with the search, and [`explain`] tells as
//! values why it is as it is, and where there is no plan, why not.
//!
//! ```text
//! texts, a folder, the shipped one ──▶ Catalog ──▶ graph: what can matter, cycles, what nobody can reach
//!                                         │
//! a role, a profile, a person ──────▶ Question ──▶ Case ──▶ planner ──▶ Outcome ──▶ verify
//!                                                                         │
//!                                        text, HTML, JSON ◀── render ◀── explain
//! ```
//!
//! # A tour
//!
//! A catalog is TOML, from texts ([`Catalog::from_text`], [`Catalog::from_texts`]), from a folder
//! ([`Catalog::from_folder`]), or the shipped one of health informatics (`Catalog::builtin`);
//! [`catalog::load`] documents the format.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use careerpath::Catalog;
//!
//! let text = r#"name = "A bakery"
//! version = "1"
//! currency = "USD"
//! domain = [{ id = "baking", name = "Baking" }]
//!
//! [[role]]
//! id = "baker"
//! title = "Baker"
//! track = "kitchen"
//! level = "entry"
//! gives = ["baking"]
//!
//! [[role]]
//! id = "head-baker"
//! title = "Head baker"
//! track = "kitchen"
//! level = "senior"
//! requires = ["master-baker", { experience = "baking", years = 4 }]
//!
//! [[credential]]
//! id = "master-baker"
//! name = "Master baker"
//! kind = "certificate"
//! requires = [{ experience = "baking", years = 2 }]
//! study = [{ mode = "part-time", months = 10, hours-per-week = 8, cost = { amount = 2500 } }]
//! "#;
//! # assert_eq!(text, include_str!("../examples/bakery.toml"));
//! let catalog = Catalog::from_text(text)?;
//! assert_eq!(catalog.find_role("head baker")?, catalog.find_role("Head-Baker")?);
//! # Ok(())
//! # }
//! ```
//!
//! **The question.** There is no clock inside, so the month in which plans begin is an argument. Names are ids, titles
//! or aliases. One question can be put to many targets.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use careerpath::Catalog;
//! # let catalog = Catalog::from_text(include_str!("../examples/bakery.toml"))?;
//! use careerpath::units::{Money, Months};
//! use careerpath::{Outcome, Question};
//!
//! let baker = Question::from_role(&catalog, "baker", Months::from_years(3), "2026-11".parse()?)?
//!     .budget(Money(3_000))
//!     .keep_working();
//! let case = baker.to("head baker")?;
//!
//! let Outcome::Found(solution) = case.plan()? else { panic!("no route") };
//! assert!(solution.optimal);
//! assert_eq!((solution.plan.months, solution.plan.cost), (Months(15), Money(2_500)));
//! let steps: Vec<&str> = solution.plan.steps.iter().map(|step| step.entry().name(case.catalog())).collect();
//! assert_eq!(steps, ["Master baker", "Head baker"]);
//! # Ok(())
//! # }
//! ```
//!
//! **No route** is an answer: [`Outcome::Unreachable`] is proved, and [`Case::why_no_route`] says what stands in the
//! way and what would open a route.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use careerpath::Catalog;
//! # use careerpath::units::{Money, Months};
//! # use careerpath::{Outcome, Question};
//! # let catalog = Catalog::from_text(include_str!("../examples/bakery.toml"))?;
//! use careerpath::explain::relax::OwnLimit;
//!
//! let baker = Question::from_role(&catalog, "baker", Months(0), "2026-11".parse()?)?;
//! let case = baker.budget(Money(2_000)).to("head-baker")?;
//! assert!(matches!(case.plan()?, Outcome::Unreachable(_)));
//!
//! let why = case.why_no_route();
//! let lifted = &why.relaxations.sets[0].lifted[0];
//! assert_eq!(lifted.limit, OwnLimit::Budget(Money(2_000)));
//! assert_eq!(lifted.enough, Some(OwnLimit::Budget(Money(2_500))));
//! # Ok(())
//! # }
//! ```
//!
//! **The limit.** The problem is NP-hard, so a search stops after [a number of states](Question::state_limit), or when
//! an [`Interrupt`](planner::Interrupt) is raised, with the best plan found and what is proved by then.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use careerpath::Catalog;
//! # use careerpath::units::Months;
//! # use careerpath::{Outcome, Question};
//! # let catalog = Catalog::from_text(include_str!("../examples/bakery.toml"))?;
//! use careerpath::planner::Interrupt;
//!
//! let interrupt = Interrupt::default();
//! let baker = Question::from_role(&catalog, "baker", Months(0), "2026-11".parse()?)?;
//! let case = baker.interrupt(interrupt.clone()).to("head-baker")?;
//! interrupt.raise();
//! assert!(matches!(case.plan()?, Outcome::Limit { .. }));
//! # Ok(())
//! # }
//! ```
//!
//! **The explanation** is a value: the reason of every step, what makes the plan last, what could come later, what
//! would help most, what it costs to keep what one holds, net pay.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use careerpath::Catalog;
//! # use careerpath::units::Months;
//! # use careerpath::{Outcome, Question};
//! # let catalog = Catalog::from_text(include_str!("../examples/bakery.toml"))?;
//! let baker = Question::from_role(&catalog, "baker", Months::from_years(3), "2026-11".parse()?)?;
//! let case = baker.to("head-baker")?;
//! let Outcome::Found(solution) = case.plan()? else { panic!("no route") };
//!
//! let shown = case.explain(&solution);
//! assert_eq!(shown.reasons.steps.len(), solution.plan.steps.len());
//! let explanation = shown.explanation.expect("it was asked for");
//! let chain: u32 = explanation.chain.iter().map(|link| link.months().0).sum();
//! assert_eq!(chain, solution.plan.months.0);
//! assert_eq!(explanation.slack[0], Months(2), "the study could begin two months later");
//! # Ok(())
//! # }
//! ```
//!
//! **Rendering**, with the feature `render`: `render::plan::Answer` collects what is to be said about an outcome and
//! has every form that the command line has; width and colour are arguments. `render::diagnostic` shows mistakes in
//! files with their lines. The example `embed` goes the whole way.
//!
//! # Errors
//!
//! - A catalog or a profile that cannot be read is an `Err` with every mistake in it, each a
//!   [`Diagnostic`](diagnostic::Diagnostic) with its place and a hint:
//!   [`CatalogError`](catalog::load::CatalogError), [`ProfileError`](profile::file::ProfileError).
//! - A question that cannot be meant is a [`QuestionError`](question::QuestionError): a name that nothing has, with
//!   the names most like it; limits that contradict each other; an exception that changes nothing.
//! - That there is no route, or that the search stopped at its limit, is an answer and no error: an
//!   [`Outcome`].
//! - A broken rule in a plan is a [`Violation`](planner::verify::Violation) in the list that
//!   [`verify`](planner::verify::verify()) returns. A plan of our own that breaks one is an `Err` too, and is not
//!   given out.
//! - Ids belong to the catalog that gave them; with another catalog, functions may panic.
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `builtin` | the shipped catalog |
//! | `render` | text, Markdown, HTML, SVG, JSON, CSV and calendars |
//! | `cli` (default) | the program, with both of the above |
//!
//! A program that embeds the planner takes `default-features = false` and what it needs.
//!
//! # No terminal, clock or environment
//!
//! Below the command line everything is a function of its arguments: equal inputs give equal bytes, on any machine and
//! however many cores it has. The linter holds the library to that (clippy.toml). Files are read by
//! [`catalog::load`], where a folder is named, and by [`profile::file::read`]; none are written. Searches that can run side
//! by side do so in the thread pool of `rayon`; install one of your own to bound it.
//!
//! # What is stable
//!
//! Versions follow [semantic versioning](https://semver.org). Ids of the shipped catalog are renamed only with an alias
//! left behind. A change after which a catalog or profile is no longer read that was read before, a JSON document of a
//! schema lacks a key, or an exit code means something else, counts as breaking; so does one that breaks callers of this
//! API. At 0.x a release that breaks something has a new minor version and says so in the changelog. What will grow is `non_exhaustive`. What is not: plans and their steps, which
//! anybody may make and have checked; [`Outcome`], as there is no fourth answer; and the few words of the model, such as
//! [`Target`] and [`RequirementKind`](catalog::RequirementKind), which a caller should know all of. Words for people,
//! in messages and rendered text, may change at any time.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod catalog;
#[cfg(feature = "cli")]
#[doc(hidden)]
#[expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the one room with a view of the machine"
)]
pub mod cli;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cohort;
pub mod diagnostic;
pub mod explain;
pub mod graph;
pub mod ids;
pub mod limits;
pub mod lint;
pub mod planner;
pub mod profile;
pub mod question;
#[cfg(feature = "render")]
#[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "the command line has more to print than plans"))]
pub mod render;
#[cfg(feature = "render")]
pub mod saved;
#[cfg(test)]
mod testing;
pub mod units;

pub use catalog::Catalog;
pub use planner::{Outcome, Plan, Query, Step, Target};
pub use profile::Person;
pub use question::{Case, Question};
