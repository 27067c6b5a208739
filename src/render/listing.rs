//! Lists of entries: one list of rows, in four forms.

pub mod answer;
pub mod compare;
pub mod credentials;
pub mod eligible;
pub mod feeders;
pub mod guide;
pub mod keystone;
pub mod reach;
pub mod resources;
pub mod roles;
pub mod salary;
pub mod sources;

use serde_json::{Map, Value};

use crate::catalog::Catalog;

use super::footnotes::Footnotes;
use super::json::document;
use super::page::{Page, Style};
use super::table::Table;

/// A list ready to be printed in any form.
#[derive(Debug)]
pub struct Listing<'a> {
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
    pub fn page(&self) -> Page {
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
    pub fn json(&self, catalog: &Catalog) -> Value {
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
    pub fn csv(&self) -> Result<String, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let objects: Vec<&Map<String, Value>> = self.rows.iter().filter_map(Value::as_object).collect();
        if let Some(first) = objects.first() {
            writer.write_record(first.keys())?;
        }
        for object in objects {
            writer.write_record(object.values().map(spreadsheet_cell))?;
        }
        let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Returns a value as one cell that no spreadsheet computes; numbers stay as they are.
fn spreadsheet_cell(value: &Value) -> String {
    let text = cell(value);
    let is_formula = !value.is_number() && text.starts_with(['=', '+', '-', '@']);
    if is_formula { format!("'{text}") } else { text }
}

/// Returns a value as one cell: lists of words are joined by semicolons, objects are JSON, what is missing is empty.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => super::text::clean(text),
        Value::Array(items) if items.iter().all(|item| !item.is_object()) => {
            items.iter().map(cell).collect::<Vec<_>>().join("; ")
        }
        Value::Array(_) | Value::Object(_) => super::text::clean(&value.to_string()),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::load::from_files;
    use crate::diagnostic::SourceFile;
    use serde_json::json;

    #[test]
    fn no_cell_is_a_formula() {
        let text = "credential = [{ id = \"c\", name = \"C\", kind = \"license\" }]".to_owned();
        let files = vec![SourceFile { path: "catalog.toml".to_owned(), text }];
        let catalog = from_files(files).expect("a valid catalog");
        let row = json!({ "a": "=1+1", "b": ["@x", "y"], "c": -5, "d": "a-b", "e": "+1", "f": null });
        let listing = Listing {
            noun: "rows",
            schema: "rows",
            tables: Vec::new(),
            rows: vec![row],
            remarks: Vec::new(),
            footnotes: Footnotes::new(&catalog),
        };
        assert_eq!(listing.csv().expect("it is written"), "a,b,c,d,e,f\n'=1+1,'@x; y,-5,a-b,'+1,\n");
    }
}
