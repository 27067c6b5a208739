//! An independent check of a plan, step by step.

use crate::catalog::Catalog;

use super::{Plan, Query};

/// A rule of the model that a plan breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("month {month}: {message}")]
pub struct Violation {
    /// The month at which it is broken, from now.
    pub month: u32,
    /// What is broken.
    pub message: String,
}

/// Replays a plan month by month and returns every rule it breaks; empty for a sound plan.
#[must_use]
pub fn verify(catalog: &Catalog, query: &Query, plan: &Plan) -> Vec<Violation> {
    let _ = (catalog, query, plan);
    unimplemented!()
}
