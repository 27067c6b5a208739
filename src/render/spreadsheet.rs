//! Rows for spreadsheets, as CSV: the one place that makes sure that no cell is computed.

use serde_json::Value;

use super::text::clean;

/// Returns rows below their header.
///
/// An apostrophe stands before a text that a spreadsheet would take for a formula.
///
/// # Errors
/// Never for rows that fit into memory.
pub(super) fn text<'v>(
    header: impl Iterator<Item = &'v str>,
    rows: impl Iterator<Item = Vec<&'v Value>>,
) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header: Vec<&str> = header.collect();
    if !header.is_empty() {
        writer.write_record(header)?;
    }
    for row in rows {
        writer.write_record(row.into_iter().map(safe_cell))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Returns a value as one cell that no spreadsheet computes; numbers stay as they are.
fn safe_cell(value: &Value) -> String {
    let text = cell(value);
    let is_formula = !value.is_number() && text.trim_start().starts_with(['=', '+', '-', '@']);
    if is_formula { format!("'{text}") } else { text }
}

/// Returns a value as one cell: lists of words are joined by semicolons, objects are JSON, what is missing is empty.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => clean(text),
        Value::Array(items) if items.iter().all(|item| !item.is_object()) => {
            items.iter().map(cell).collect::<Vec<_>>().join("; ")
        }
        Value::Array(_) | Value::Object(_) => clean(&value.to_string()),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn no_cell_is_a_formula() {
        let row = [json!("=1+1"), json!(["@x", "y"]), json!(-5), json!("a-b"), json!("\t+1"), Value::Null];
        let text = text(["a", "b", "c", "d", "e", "f"].into_iter(), [row.iter().collect()].into_iter());
        assert_eq!(text.expect("it is written"), "a,b,c,d,e,f\n'=1+1,'@x; y,-5,a-b,' +1,\n");
    }
}
