//! What holds between the keys of a table.

use serde_json::{Map, Value, json};

use crate::catalog::keys::Table;
use crate::catalog::{Basis, StudyMode};

/// Returns the rules of a table, as further parts of its schema.
pub(super) fn of(table: &Table) -> Map<String, Value> {
    let mut rules = Map::new();
    match table.what {
        "survey" => {
            rules.insert(
                "oneOf".to_owned(),
                json!([
                    { "required": ["amount"], "not": { "anyOf": [{ "required": ["low"] }, { "required": ["high"] }] } },
                    { "required": ["low", "high"], "not": { "required": ["amount"] } },
                ]),
            );
            rules.extend(sourced());
        }
        "figure" => rules.extend(sourced()),
        "wage reference" => {
            rules.insert("dependencies".to_owned(), json!({ "soc": ["fit"] }));
        }
        "study" => {
            let full_time = json!({ "properties": { "mode": { "const": StudyMode::FullTime.word() } } });
            // An empty list ties it to nothing.
            let untied = json!({ "properties": { "while": { "type": "array", "maxItems": 0 } } });
            rules.insert("if".to_owned(), full_time);
            rules.insert("then".to_owned(), untied);
        }
        "history entry" => {
            let either = json!([{ "required": ["years"] }, { "required": ["months"] }]);
            rules.insert("oneOf".to_owned(), either);
        }
        _ => {}
    }
    rules
}

/// Only an estimate may be without a source.
fn sourced() -> Map<String, Value> {
    let stated = json!({ "required": ["source"] });
    let estimated = json!({ "properties": { "basis": { "const": Basis::Estimate.word() } } });
    let mut rule = Map::new();
    rule.insert("dependencies".to_owned(), json!({ "basis": { "anyOf": [stated, estimated] } }));
    rule
}
