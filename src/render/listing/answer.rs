//! A list that answers somebody's question: with a title above, sections below, and keys beside the rows.

use serde_json::{Map, Value};

use crate::catalog::Catalog;

use super::super::json::document;
use super::super::page::{Drawing, Page, Style};
use super::Listing;
use super::sources::named_in;

/// A list with all that is to be said around it.
#[derive(Debug)]
pub(crate) struct Answer<'a> {
    /// What was asked, and the answer in one line.
    pub title: String,
    /// What follows from the list as a whole.
    pub lead: Vec<String>,
    /// The list.
    pub listing: Listing<'a>,
    /// What is drawn in place of the tables.
    pub drawing: Option<Drawing>,
    /// What stands in place of the list when it has no row.
    pub nothing: String,
    /// Headings with lines below the list; those without lines are left out.
    pub sections: Vec<(&'static str, Vec<String>)>,
    /// Keys of the JSON document beside the rows.
    pub keys: Map<String, Value>,
}

impl Answer<'_> {
    /// Returns the answer for a reader.
    #[must_use]
    pub(crate) fn page(&self) -> Page {
        let mut page = Page::new();
        page.title(&self.title);
        for line in &self.lead {
            page.paragraph(Style::Plain, line);
        }
        if self.listing.rows.is_empty() {
            page.paragraph(Style::Plain, &self.nothing);
        } else {
            match &self.drawing {
                Some(drawing) => {
                    page.gap();
                    page.drawing(drawing.clone());
                }
                None => self.listing.print_tables(&mut page),
            }
            page.gap();
            for remark in &self.listing.remarks {
                page.paragraph(Style::Quiet, remark);
            }
        }
        for (heading, lines) in self.sections.iter().filter(|(_, lines)| !lines.is_empty()) {
            page.heading(heading);
            page.bullets(lines);
        }
        self.listing.footnotes.print(&mut page);
        page
    }

    /// Returns the answer as JSON, with the sources that its rows name.
    #[must_use]
    pub(crate) fn json(&self, catalog: &Catalog) -> Value {
        let mut body = self.keys.clone();
        let rows = Value::from(self.listing.rows.clone());
        let sources = named_in(catalog, &rows);
        body.insert(self.listing.noun.to_owned(), rows);
        body.insert("sources".to_owned(), sources);
        document(catalog, self.listing.schema, body.into())
    }
}
