//! Plans: from the planner's answer to a view, and from the view to text and JSON.

pub mod json;
mod others;
pub mod reasons;
pub mod table;
pub mod unreachable;
pub mod view;

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::explain::common::{Shared, shared};
use crate::explain::money::{Ledger, Percentile, ledger};
use crate::explain::obstacle::Cause;
use crate::explain::skills::{SkillGap, skill_gap};
use crate::explain::why::{Reasons, reasons};
use crate::planner::{Outcome, Query, Solution, Target};

/// Who asked, as far as output repeats it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asker {
    /// `--from ROLE --years N`.
    From {
        /// The id of the role.
        role: String,
        /// Months in it.
        months: u32,
    },
    /// `--profile FILE`.
    Profile {
        /// The path as typed.
        path: String,
    },
}

/// A question with its answer and everything that is to be said about them.
#[derive(Debug)]
pub struct Answer<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// What was asked.
    pub query: &'a Query,
    /// By whom.
    pub asker: Asker,
    /// What was taken for granted, in sentences.
    pub assumptions: Vec<String>,
    /// What the planner said.
    pub outcome: &'a Outcome,
    /// The targets, in the order in which they were named.
    pub targets: Vec<Target>,
    /// What counts as pay.
    pub pay_basis: PayBasis,
    /// The plans to show, the one asked for first; empty without one.
    pub plans: Vec<Shown>,
    /// Whether the plans are the trade-off between time and cost, and then whether it is exact.
    pub front: Option<bool>,
    /// Whether the plans after the first are alternatives to it.
    pub alternatives: bool,
    /// Why there is no plan; empty with one.
    pub causes: Vec<Cause>,
}

/// A plan to show, with everything that is said about it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The plan and what is proved about it.
    pub solution: Solution,
    /// Why each step is there.
    pub reasons: Reasons,
    /// What it brings in; `None` where it takes longer than pay is counted.
    pub ledger: Option<Ledger>,
    /// What it was told to do without, for an alternative to the first plan.
    pub without: Vec<Entry>,
}

/// What counts as pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayBasis {
    /// Which pay of an occupation.
    pub percentile: Percentile,
    /// The name of the area.
    pub area: String,
}

impl Shown {
    /// Finds what is to be said about a plan.
    #[must_use]
    pub fn new(catalog: &Catalog, query: &Query, solution: Solution) -> Self {
        Self {
            reasons: reasons(catalog, query, &solution.plan),
            ledger: ledger(query, &solution.plan).filter(|_| !solution.plan.steps.is_empty()),
            solution,
            without: Vec::new(),
        }
    }
}

impl Answer<'_> {
    /// Returns what each step of a plan is good for; `None` with one target.
    fn shared(&self, shown: &Shown) -> Option<Shared> {
        let several = self.targets.len() > 1;
        several.then(|| shared(self.catalog, self.query, &self.targets, &shown.solution.plan))
    }

    /// Returns the skills that the target role needs, at the end of a plan; `None` for a credential.
    fn skills(&self, shown: &Shown) -> Option<SkillGap> {
        let Target::Role(role) = self.query.target else { return None };
        Some(skill_gap(self.catalog, &self.query.person, role, &shown.solution.plan.steps))
    }
}
