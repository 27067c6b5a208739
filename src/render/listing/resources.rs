//! The list of places to turn to.

use serde_json::{Value, json};

use crate::catalog::{Catalog, Resource};
use crate::ids::ResourceId;

use super::super::footnotes::Footnotes;
use super::super::table::{Align, Table, WHOLE};
use super::super::words::{count, ids};
use super::Listing;

/// Makes the list of these places.
#[must_use]
pub(crate) fn listing<'a>(catalog: &'a Catalog, resources: &[ResourceId]) -> Listing<'a> {
    let rows = resources.iter().map(|id| entry(catalog, &catalog.resources[id.index()])).collect();
    let number = count(resources.len() as u64, "place to turn to", "places to turn to");
    Listing {
        noun: "resources",
        schema: "resources",
        tables: vec![(None, table(catalog, resources))],
        rows,
        remarks: vec![format!("{number}; `careerpath show ID` tells more of each.")],
        footnotes: Footnotes::new(catalog),
    }
}

/// Makes the table of these places.
#[must_use]
pub(crate) fn table(catalog: &Catalog, resources: &[ResourceId]) -> Table {
    let mut table = Table::new()
        .column("Name", Align::Left, 18)
        .column("Id", Align::Left, WHOLE)
        .column("Kind", Align::Left, 11)
        .column("What for", Align::Left, 30)
        .column("Page", Align::Left, 20);
    for id in resources {
        let resource = &catalog.resources[id.index()];
        table.row(vec![
            resource.name.clone(),
            resource.id.clone(),
            resource.kind.clone(),
            resource.summary.clone().unwrap_or_default(),
            resource.url.clone().unwrap_or_default(),
        ]);
    }
    table
}

/// Returns the kind of a place with its article: `an association`.
#[must_use]
pub(crate) fn article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {}", kind.replace('-', " "))
}

/// Returns a place as JSON.
#[must_use]
pub(crate) fn entry(catalog: &Catalog, resource: &Resource) -> Value {
    json!({
        "id": resource.id,
        "name": resource.name,
        "aliases": resource.aliases,
        "kind": resource.kind,
        "summary": resource.summary,
        "url": resource.url,
        "sources": ids(&resource.sources, |id| &catalog.source(*id).id),
    })
}
