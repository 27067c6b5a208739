//! Lists of entries: one list of rows, in several forms.

pub(crate) mod answer;
pub(crate) mod compare;
pub(crate) mod credentials;
pub(crate) mod eligible;
pub(crate) mod feeders;
pub(crate) mod guide;
pub(crate) mod keystone;
pub(crate) mod reach;
pub(crate) mod resources;
pub(crate) mod roles;
pub(crate) mod salary;
pub(crate) mod sources;

use serde_json::{Map, Value};

use crate::catalog::Catalog;

use super::footnotes::Footnotes;
use super::json::document;
use super::page::{Page, Style};
use super::spreadsheet;
use super::table::Table;

/// A list ready to be printed in any form.
#[derive(Debug)]
pub(crate) struct Listing<'a> {
    /// The plural noun of the rows, which also names the schema.
    pub noun: &'static str,
    /// The schema, where it is not the noun.
    pub schema: &'static str,
    /// The rows for people; several tables when they need different columns.
    pub tables: Vec<(Option<String>, Table)>,
    /// The rows for programs: objects with the same keys.
    pub rows: Vec<Value>,
    /// Remarks below the tables.
    pub remarks: Vec<String>,
    /// Sources of what the tables show.
    pub footnotes: Footnotes<'a>,
}

impl Listing<'_> {
    /// Returns the list for a reader.
    #[must_use]
    pub(crate) fn page(&self) -> Page {
        let mut page = Page::new();
        self.print(&mut page);
        page
    }

    /// Adds the list to a page.
    pub(super) fn print(&self, page: &mut Page) {
        self.print_tables(page);
        if self.rows.is_empty() {
            page.paragraph(Style::Plain, "Nothing matches.");
            return;
        }
        page.gap();
        for remark in &self.remarks {
            page.paragraph(Style::Quiet, remark);
        }
        self.footnotes.print(page);
    }

    /// Adds the tables that have rows.
    fn print_tables(&self, page: &mut Page) {
        for (heading, table) in self.tables.iter().filter(|(_, table)| !table.is_empty()) {
            match heading {
                Some(heading) => page.heading(heading),
                None => page.gap(),
            }
            page.table(&table.clone().in_csv());
        }
    }

    /// Returns the list as JSON.
    #[must_use]
    pub(crate) fn json(&self, catalog: &Catalog) -> Value {
        let mut body = Map::new();
        body.insert(self.noun.to_owned(), self.rows.clone().into());
        document(catalog, self.schema, body.into())
    }

    /// Returns the list as CSV, with the keys of the JSON rows as its header.
    ///
    /// An apostrophe stands before a text that a spreadsheet would take for a formula.
    ///
    /// # Errors
    /// Never for rows that fit into memory.
    pub(crate) fn csv(&self) -> Result<String, csv::Error> {
        let objects: Vec<&Map<String, Value>> = self.rows.iter().filter_map(Value::as_object).collect();
        let header = objects.first().into_iter().flat_map(|first| first.keys().map(String::as_str));
        spreadsheet::text(header, objects.iter().map(|object| object.values().collect()))
    }
}
