//! The whole answer where there is no route: why, what would open one, and what else can be had.

use crate::catalog::{Catalog, Standard};
use crate::planner::{Query, Solution};

use super::nearest::{Near, instead};
use super::obstacle::{Derivation, derive};
use super::relax::{Dated, Relaxations, dated, lower_standard, relaxations};

/// Everything there is to say where there is no route.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NoRoute {
    /// Why there is none.
    pub derivation: Derivation,
    /// Which limits of one's own to give up.
    pub relaxations: Relaxations,
    /// The highest lower standard at which there is a route, with the route.
    pub lower_standard: Option<(Standard, Solution)>,
    /// Rules with dates that alone stand in the way.
    pub dated: Option<Dated>,
    /// Roles that can be had in place of the target.
    pub nearest: Vec<Near>,
}

impl NoRoute {
    /// Finds all of it, for a question whose answer is that there is no route.
    #[must_use]
    pub fn new(catalog: &Catalog, query: &Query) -> Self {
        let rules = || (lower_standard(catalog, query), dated(catalog, query));
        let others = || (instead(catalog, query), rules());
        let (relaxations, (nearest, (lower_standard, dated))) =
            rayon::join(|| relaxations(catalog, query), others);
        let derivation = derive(catalog, query);
        Self { derivation, relaxations, lower_standard, dated, nearest }
    }
}
