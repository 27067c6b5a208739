//! The bibliography.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::catalog::{Catalog, Provenance, Source};
use crate::ids::SourceId;

use super::super::footnotes::Footnotes;
use super::super::provenance::users_json;
use super::super::table::{Align, Table, WHOLE};
use super::super::words::{count, digits};
use super::Listing;

/// Makes the list of these sources.
#[must_use]
pub(crate) fn listing<'a>(catalog: &'a Catalog, sources: &[SourceId]) -> Listing<'a> {
    let mut table = Table::new()
        .column("Source", Align::Left, 24)
        .column("Id", Align::Left, WHOLE)
        .column("Publisher", Align::Left, 12)
        .spare(2)
        .column("Year", Align::Left, 4)
        .column("Kind", Align::Left, 9)
        .spare(3)
        .column("Used", Align::Right, 4)
        .spare(1);
    let provenance = Provenance::of(catalog);
    for &id in sources {
        let source = catalog.source(id);
        table.row(vec![
            source.title.clone(),
            source.id.clone(),
            source.publisher.clone().unwrap_or_default(),
            source.year.map(|year| year.to_string()).unwrap_or_default(),
            source.kind.map(|kind| kind.word().to_owned()).unwrap_or_default(),
            digits(u64::from(provenance.times_used(id))),
        ]);
    }
    let remarks = vec![format!(
        "{}, each with the number of places that name it; `careerpath sources ID` shows its address and who \
         uses it.",
        count(sources.len() as u64, "source", "sources")
    )];
    Listing {
        noun: "sources",
        schema: "sources",
        tables: vec![(None, table)],
        rows: sources.iter().map(|id| with_users(catalog, &provenance, *id)).collect(),
        remarks,
        footnotes: Footnotes::new(catalog),
    }
}

/// Returns a source as JSON.
#[must_use]
pub(crate) fn entry(source: &Source) -> Value {
    json!({
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "year": source.year,
        "kind": source.kind.map(crate::catalog::SourceKind::word),
    })
}

/// Returns a source as JSON, with how often it is used and by what.
#[must_use]
pub(crate) fn with_users(catalog: &Catalog, provenance: &Provenance, id: SourceId) -> Value {
    let mut entry = entry(catalog.source(id));
    entry["uses"] = provenance.times_used(id).into();
    entry["used_by"] = users_json(catalog, provenance, id);
    entry
}

/// Returns every source whose id stands under a key `source`, `cost_source` or `cost_sources` of a document, in the order of
/// ids.
#[must_use]
pub(crate) fn named_in(catalog: &Catalog, document: &Value) -> Value {
    let mut named = BTreeSet::new();
    let mut pending = vec![document];
    while let Some(value) = pending.pop() {
        match value {
            Value::Object(object) => {
                let ids = ["source", "cost_source"].into_iter().filter_map(|key| object.get(key)?.as_str());
                named.extend(ids);
                let several = object.get("cost_sources").and_then(Value::as_array).into_iter().flatten();
                named.extend(several.filter_map(Value::as_str));
                pending.extend(object.values());
            }
            Value::Array(items) => pending.extend(items),
            _ => {}
        }
    }
    catalog.sources.iter().filter(|source| named.contains(source.id.as_str())).map(entry).collect()
}
