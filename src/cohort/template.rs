//! An example of rows, with names of the catalog at hand.

use serde_json::{Map, Value, json};

use crate::catalog::Catalog;

/// How many people it shows.
const PEOPLE: usize = 3;

/// Returns a few rows in which each column is used.
pub(crate) fn text(catalog: &Catalog, as_objects: bool) -> csv::Result<String> {
    let rows = rows(catalog);
    if as_objects {
        let lines: Vec<String> = rows.into_iter().map(|row| Value::Object(row).to_string()).collect();
        return Ok(lines.join("\n") + "\n");
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    if let Some(first) = rows.first() {
        writer.write_record(first.keys())?;
    }
    for row in &rows {
        writer.write_record(row.values().map(cell))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn rows(catalog: &Catalog) -> Vec<Map<String, Value>> {
    let entry = |number: usize| {
        catalog.roles.iter().cycle().nth(number).map(|role| role.id.as_str()).unwrap_or_default()
    };
    let held = catalog.credentials.first().map(|credential| vec![credential.id.as_str()]).unwrap_or_default();
    let domain =
        catalog.domains.first().map(|domain| vec![format!("{}: 18mo", domain.id)]).unwrap_or_default();
    let row = |number: usize,
               years: Value,
               held: &[&str],
               history: &[String],
               experience: &[String],
               keep: &str,
               budget: Value| {
        let row = json!({
            "id": format!("{}", 1001 + number), "role": entry(number), "years": years, "credentials": held,
            "history": history, "experience": experience, "keep-working": keep, "budget": budget,
        });
        match row {
            Value::Object(row) => row,
            _ => Map::new(),
        }
    };
    let rows = vec![
        row(0, json!(3), &[], &[], &[], "", Value::Null),
        row(1, json!(7.5), &held, &[], &domain, "yes", json!(10_000)),
        row(
            2,
            Value::Null,
            &held,
            &[format!("{}: 2y", entry(2)), format!("{}: 18mo", entry(0))],
            &[],
            "",
            Value::Null,
        ),
    ];
    debug_assert_eq!(rows.len(), PEOPLE);
    rows
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}
