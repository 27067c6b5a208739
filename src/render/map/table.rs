//! The ways between roles as rows, for spreadsheets.

use super::super::footnotes::Footnotes;
use super::super::listing::Listing;
use super::View;

impl View<'_> {
    /// Returns every way as a row, shown or not.
    #[must_use]
    pub(crate) fn rows(&self) -> Listing<'_> {
        Listing {
            noun: "edges",
            schema: "map",
            tables: Vec::new(),
            rows: self.map.edges.iter().map(|edge| self.edge_json(edge)).collect(),
            remarks: Vec::new(),
            footnotes: Footnotes::new(self.catalog),
        }
    }
}
