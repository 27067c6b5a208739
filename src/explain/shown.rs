//! A plan with everything that is said about it, in one value.

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::planner::{Query, Solution};
use crate::units::Months;

use super::chain::{Link, chain};
use super::detour::Detour;
use super::levers::{Lever, levers};
use super::money::{Ledger, ledger};
use super::recency::{RecentExperience, recency};
use super::slack::{MetSince, met_since, slack};
use super::unused::{Unused, unused};
use super::upkeep::{Upkeep, upkeep};
use super::why::{Reasons, reasons};

/// A plan to show, with everything that is said about it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Shown {
    /// The plan and what is proved about it.
    pub solution: Solution,
    /// Why each step is there.
    pub reasons: Reasons,
    /// Whether the experience it relies on is recent enough where that is asked for.
    pub recency: Vec<RecentExperience>,
    /// What it costs to keep what is held at its end.
    pub upkeep: Upkeep,
    /// What it makes no use of.
    pub unused: Unused,
    /// What holds it up and what would help; `None` unless asked for.
    pub explanation: Option<Explanation>,
    /// What each role or credential that somebody expected would mean for it.
    pub detours: Vec<Detour>,
    /// What it brings in; `None` where it takes longer than pay is counted.
    pub ledger: Option<Ledger>,
    /// What it was told to do without, for an alternative to the first plan.
    pub without: Vec<Entry>,
}

impl Shown {
    /// Finds what is to be said about a plan.
    #[must_use]
    pub fn new(catalog: &Catalog, query: &Query, solution: Solution) -> Self {
        let plan = &solution.plan;
        Self {
            reasons: reasons(catalog, query, plan),
            recency: recency(catalog, query, plan),
            upkeep: upkeep(catalog, query, plan),
            unused: unused(catalog, query, plan),
            explanation: None,
            detours: Vec::new(),
            ledger: ledger(query, plan).filter(|_| !plan.steps.is_empty()),
            solution,
            without: Vec::new(),
        }
    }

    /// Adds what holds the plan up and what would help; plans again for each thing that might.
    #[must_use]
    pub fn explained(self, catalog: &Catalog, query: &Query) -> Self {
        let explanation = Some(Explanation::new(catalog, query, &self.solution));
        Self { explanation, ..self }
    }
}

/// What holds a plan up, what does not, and what would help.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Explanation {
    /// What makes the plan last, in order of time; the months add up to those of the plan.
    pub chain: Vec<Link>,
    /// By how many months each step could begin later.
    pub slack: Vec<Months>,
    /// What the target asks for, with the month since which it is met.
    pub met_since: Vec<MetSince>,
    /// What would be saved by each thing waived or granted, the most helpful first.
    pub levers: Vec<Lever>,
}

impl Explanation {
    /// Finds all of it; plans again for each lever.
    #[must_use]
    pub fn new(catalog: &Catalog, query: &Query, solution: &Solution) -> Self {
        Self {
            chain: chain(catalog, query, &solution.plan),
            slack: slack(catalog, query, &solution.plan),
            met_since: met_since(catalog, query, &solution.plan),
            levers: levers(catalog, query, solution),
        }
    }
}
