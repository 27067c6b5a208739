//! What all JSON output has in common.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::catalog::{Catalog, Role};
use crate::explain::pay::{Pay, of_role};
use crate::ids::RoleId;

use super::text::is_unsafe;

/// Returns an object that begins with its schema and the catalog it was made from.
///
/// # Panics
/// If `body` is no object.
#[must_use]
pub(crate) fn document(catalog: &Catalog, schema: &str, body: Value) -> Value {
    let mut object = Map::new();
    object.insert("schema".to_owned(), format!("careerpath.{schema}/1").into());
    object.insert("catalog".to_owned(), identity(catalog));
    let Value::Object(body) = body else { panic!("a document is an object") };
    object.extend(body);
    Value::Object(object)
}

/// Returns what names a catalog.
#[must_use]
pub(crate) fn identity(catalog: &Catalog) -> Value {
    json!({ "name": catalog.name, "version": catalog.version, "currency": catalog.currency.code })
}

/// Writes a value with indentation, and with nothing in it that a terminal would obey.
#[must_use]
pub(crate) fn text(value: &Value) -> String {
    let plain = format!("{value:#}\n");
    let mut safe = String::with_capacity(plain.len());
    for letter in plain.chars() {
        // Line ends stand between values; inside strings they are escaped already.
        if is_unsafe(letter) && letter != '\n' {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(letter);
        }
    }
    safe
}

/// Returns an object that begins with what tells a role from others.
///
/// # Panics
/// If `more` is no object.
#[must_use]
pub(crate) fn role(role: &Role, more: Value) -> Value {
    let mut object = Map::new();
    object.insert("id".to_owned(), role.id.as_str().into());
    object.insert("title".to_owned(), role.title.as_str().into());
    object.insert("aliases".to_owned(), role.aliases.as_slice().into());
    object.insert("track".to_owned(), role.track.as_str().into());
    object.insert("level".to_owned(), role.level.word().into());
    let Value::Object(more) = more else { panic!("a role is an object") };
    object.extend(more);
    Value::Object(object)
}

/// Returns the figure that stands for the pay of a role; null where there is none.
#[must_use]
pub(crate) fn pay(catalog: &Catalog, role: RoleId) -> Value {
    let Pay::Known(figure) = of_role(catalog, role) else { return Value::Null };
    json!({
        "amount": figure.amount.0,
        "high": figure.high.0,
        "year": figure.year,
        "source": figure.source.map(|source| &catalog.source(source).id),
        "basis": figure.basis.word(),
        "statistic": figure.statistic,
        "fit": figure.fit.word(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_exact_and_none_acts() {
        let value =
            json!({ "a\u{1b}": ["\u{9b}2J", "\u{202e}\u{7f}\u{200b}", "\u{e0041}", "日本\n\u{2028}\u{85}"] });
        let text = text(&value);
        assert!(!text.contains(|letter| is_unsafe(letter) && letter != '\n'), "{}", text.escape_debug());
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), value);
    }
}
