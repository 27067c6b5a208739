//! Plans: from the planner's answer to a view, and from the view to text and JSON.

pub(crate) mod afterwards;
mod answer;
pub(crate) mod calendar;
pub(crate) mod csv;
pub(crate) mod detours;
pub(crate) mod explanation;
pub(crate) mod json;
pub(crate) mod nearest;
mod others;
pub(crate) mod pictures;
pub(crate) mod reasons;
pub(crate) mod table;
pub(crate) mod unreachable;
pub(crate) mod view;

use crate::catalog::Catalog;
use crate::explain::common::{Shared, shared};
use crate::explain::money::Percentile;
use crate::explain::nearest::Near;
use crate::explain::shown::Shown;
use crate::explain::skills::{SkillGap, skill_gap};
use crate::explain::unreachable::NoRoute;
use crate::explain::wages::nation;
use crate::planner::{Outcome, Query, Target};
use crate::profile::exceptions::Exceptions;
use crate::units::Months;

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
#[non_exhaustive]
pub struct Answer<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// What was asked.
    pub query: &'a Query,
    /// What holds for this person only; the catalog has it applied.
    pub exceptions: &'a Exceptions,
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
    /// What is to be said of the trade-off that the plans are; `None` where they are none.
    pub front: Option<Compared>,
    /// Whether the plans after the first are alternatives to it.
    pub alternatives: bool,
    /// What is to be said where there is no route; `None` where there is one, or may be.
    pub no_route: Option<NoRoute>,
    /// Roles near the target that come much sooner than the plan.
    pub sooner: Vec<Near>,
}

/// A trade-off between plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Whether it is exact.
    pub complete: bool,
    /// Where net pay is weighed too, the months between the deadlines that were tried; otherwise 0.
    pub step: Months,
}

/// What counts as pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayBasis {
    /// Which pay of an occupation.
    pub percentile: Percentile,
    /// The name of the area.
    pub area: String,
}

impl Answer<'_> {
    /// Tells whether pay is the nation's median, as it is unless somebody says otherwise.
    fn counts_usual_pay(&self) -> bool {
        let PayBasis { percentile, area } = &self.pay_basis;
        *percentile == Percentile::Median && area == nation(self.catalog).0
    }

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
