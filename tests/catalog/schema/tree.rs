//! TOML as the JSON that an editor checks, with the place of each value in the text.

use std::cmp::Reverse;
use std::ops::Range;

use serde_json::{Value, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file as JSON.
pub(crate) struct Tree {
    pub(crate) json: Value,
    places: Vec<(Range<usize>, Vec<String>)>,
}

impl Tree {
    /// Reads a file; `None` when it is no TOML.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return None;
        }
        let mut places = Vec::new();
        let json = object(table.get_ref(), &[], &mut places);
        Some(Self { json, places })
    }

    /// Returns the path of the key or value at a place of the text: the smallest and innermost that holds it.
    pub(crate) fn path(&self, span: &Range<usize>) -> &[String] {
        let holds =
            |place: &&(Range<usize>, Vec<String>)| place.0.start <= span.start && span.end <= place.0.end;
        let smallest =
            self.places.iter().filter(holds).min_by_key(|(place, path)| (place.len(), Reverse(path.len())));
        smallest.map_or(&[], |(_, path)| path)
    }
}

fn object(table: &DeTable<'_>, path: &[String], places: &mut Vec<(Range<usize>, Vec<String>)>) -> Value {
    let entries = table.iter().map(|(key, value)| {
        let path = [path, &[key.get_ref().to_string()]].concat();
        places.push((key.span(), path.clone()));
        (key.get_ref().to_string(), json(value, &path, places))
    });
    Value::Object(entries.collect())
}

fn json(
    value: &Spanned<DeValue<'_>>,
    path: &[String],
    places: &mut Vec<(Range<usize>, Vec<String>)>,
) -> Value {
    places.push((value.span(), path.to_vec()));
    match value.get_ref() {
        DeValue::String(text) => json!(text),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => json!(number),
            Err(_) => json!(number.as_str().parse::<f64>().expect("a number")),
        },
        DeValue::Float(number) => json!(number.as_str().parse::<f64>().expect("a number")),
        DeValue::Boolean(truth) => json!(truth),
        DeValue::Datetime(date) => json!(date.to_string()),
        DeValue::Array(items) => {
            let item = |(number, item)| json(item, &[path, &[usize::to_string(&number)]].concat(), places);
            Value::Array(items.iter().enumerate().map(item).collect())
        }
        DeValue::Table(table) => object(table, path, places),
    }
}
