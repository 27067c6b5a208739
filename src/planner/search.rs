//! The search.

use crate::catalog::Catalog;

use super::{Outcome, Query};

/// Finds the plan with the fewest months, then the lowest cost, then the fewest job changes.
#[must_use]
pub fn plan(catalog: &Catalog, query: &Query) -> Outcome {
    let _ = (catalog, query);
    unimplemented!()
}
