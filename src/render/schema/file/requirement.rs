//! A requirement, which holds others: the one part of a file's schema that refers to itself.

use serde_json::{Map, Value, json};

use crate::catalog::keys::{BELONGING, KINDS, REQUIREMENT};

use super::value::{ID, properties};

/// A requirement in a list of which everything is asked.
pub(super) const PART: &str = "requirement";
/// A requirement in a list of which some are asked.
pub(super) const ALTERNATIVE: &str = "alternative";

/// The time that is asked for is said once.
const TIMED: [&str; 2] = ["experience", "role"];

/// Returns a list of requirements.
pub(super) fn list(name: &str) -> Value {
    json!({ "type": "array", "items": { "$ref": format!("#/definitions/{name}") } })
}

/// Returns the definitions that the lists refer to.
pub(super) fn definitions() -> Value {
    let alternative = node();
    let mut part = node();
    // Only an alternative can be rare.
    part["properties"]["rare"]["const"] = false.into();
    part["properties"]["rare"]["x-taplo"] = json!({ "hidden": true });
    json!({ PART: part, ALTERNATIVE: alternative })
}

/// Returns the schema of a node: all keys in one place, so that an editor explains each and names one that is unknown,
/// and beside them which of them stand together.
fn node() -> Value {
    let mut node = json!({
        "description": REQUIREMENT.about,
        "type": ["string", "object"],
        "pattern": ID,
        "properties": properties(REQUIREMENT.keys),
        "additionalProperties": false,
        "if": { "type": "object" },
        "then": { "oneOf": KINDS.map(kind) },
    });
    node["properties"]["any"]["minItems"] = 1.into();
    node
}

/// Returns what a node of a kind has, and what it may have.
fn kind(kind: &str) -> Value {
    let belongs = |key: &str| match BELONGING.iter().find(|(name, _)| *name == key) {
        Some((_, kinds)) => kinds.contains(&kind),
        None => key == kind || !KINDS.contains(&key),
    };
    let keys: Vec<&str> = REQUIREMENT.names().filter(|key| belongs(key)).collect();
    let mut shape = Map::new();
    let needed = if kind == "at-least" { vec![kind, "of"] } else { vec![kind] };
    shape.insert("required".to_owned(), json!(needed));
    shape.insert("propertyNames".to_owned(), json!({ "enum": keys }));
    if TIMED.contains(&kind) {
        let once = json!([{ "required": ["years"] }, { "required": ["months"] }]);
        shape.insert("oneOf".to_owned(), once);
    }
    Value::Object(shape)
}
