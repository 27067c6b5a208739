//! The shipped catalog, embedded in the program.

use super::Catalog;
use super::load::CatalogError;

/// Returns the shipped catalog.
///
/// # Errors
/// Never for a released program: a test loads it.
pub fn builtin() -> Result<Catalog, CatalogError> {
    unimplemented!()
}
