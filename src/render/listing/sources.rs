//! The bibliography.

use serde_json::{Value, json};

use crate::catalog::{Catalog, Source};
use crate::ids::SourceId;

use super::super::footnotes::Footnotes;
use super::super::table::{Align, Table, WHOLE};
use super::super::words::count;
use super::Listing;

/// Makes the list of these sources.
#[must_use]
pub fn listing<'a>(catalog: &'a Catalog, sources: &[SourceId]) -> Listing<'a> {
    let mut table = Table::new()
        .column("Source", Align::Left, 24)
        .column("Id", Align::Left, WHOLE)
        .column("Publisher", Align::Left, 12)
        .column("Year", Align::Left, 4)
        .column("Kind", Align::Left, 9);
    for &id in sources {
        let source = catalog.source(id);
        table.row(vec![
            source.title.clone(),
            source.id.clone(),
            source.publisher.clone().unwrap_or_default(),
            source.year.map(|year| year.to_string()).unwrap_or_default(),
            source.kind.map(|kind| kind.word().to_owned()).unwrap_or_default(),
        ]);
    }
    let remarks = vec![format!(
        "{}; `--format json` has the addresses.",
        count(sources.len() as u64, "source", "sources")
    )];
    Listing {
        noun: "sources",
        schema: "sources",
        tables: vec![(None, table)],
        rows: sources.iter().map(|id| entry(catalog.source(*id))).collect(),
        remarks,
        footnotes: Footnotes::new(catalog),
    }
}

/// Returns a source as JSON.
#[must_use]
pub fn entry(source: &Source) -> Value {
    json!({
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "year": source.year,
        "kind": source.kind.map(crate::catalog::SourceKind::word),
    })
}
