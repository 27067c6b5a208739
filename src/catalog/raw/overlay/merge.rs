//! One table of two: an entry, and what a later layer says of it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::catalog::keys::{FILE, Key, Shape};
use crate::diagnostic::{code, did_you_mean};

use super::super::super::validate::index::Kind;
use super::super::{ALL_FILES, Mistakes, Value};
use super::{EXTENDS, Item, WITHOUT};

/// Returns an entry with what another says of it: lists grow, everything else is replaced.
pub(super) fn extended<'a>(below: Item<'a>, above: Item<'a>, mistakes: &mut Mistakes<'_>) -> Item<'a> {
    let left_out_here = left_out(&below, &above, mistakes);
    let mut table = on_line(below.table, below.file, mistakes);
    for (key, _) in &left_out_here {
        table.remove(key.as_str());
    }
    let mut left_out = below.left_out;
    left_out.extend(left_out_here);
    let span = mistakes.on_line(above.file, &above.span);
    for (key, value) in on_line(above.table, above.file, mistakes) {
        if !["id", EXTENDS, WITHOUT].contains(&&**key.get_ref()) {
            let value = match table.remove(&**key.get_ref()) {
                Some(old) => joined(old, value, is_list(below.kind, key.get_ref())),
                None => value,
            };
            table.insert(key, value);
        }
    }
    Item {
        file: ALL_FILES,
        layer: above.layer,
        span,
        table,
        left_out,
        changed: None,
        kind: below.kind,
        origin: below.origin,
    }
}

/// Returns the keys that an extension leaves out, and where it says so on the number line of all files.
fn left_out(below: &Item<'_>, above: &Item<'_>, mistakes: &mut Mistakes<'_>) -> Vec<(String, Range<usize>)> {
    let Some(value) = above.table.get(WITHOUT) else { return Vec::new() };
    let items = match value.get_ref() {
        DeValue::Array(items) => &items[..],
        _ => std::slice::from_ref(value),
    };
    let mut keys = Vec::new();
    for item in items {
        let Some(key) = item.get_ref().as_str() else {
            let message = format!("`{WITHOUT}` must be a list of keys");
            mistakes.report(code::WRONG_TYPE, above.file, item.span(), message, "this is no key");
            continue;
        };
        if key != "id" && below.table.contains_key(key) {
            keys.push((key.to_owned(), mistakes.on_line(above.file, &item.span())));
            continue;
        }
        let word = below.kind.word();
        // What is no key of such an entry may stand there many times, and is a mistake of its own.
        let known = keys_of(below.kind)
            .map(|key| key.name)
            .filter(|key| *key != "id" && below.table.contains_key(*key));
        let known: Vec<&str> = known.collect();
        let message = format!("the {word} below has no such key to leave out: `{key}`");
        let help = did_you_mean(&mistakes.similar(key, known.iter().copied()))
            .unwrap_or_else(|| format!("its keys are {}", known.join(", ")));
        mistakes.report(code::NOTHING_BELOW, above.file, item.span(), message, "not there").help = Some(help);
    }
    keys
}

/// Returns the keys that an entry of a kind may have.
fn keys_of(kind: Kind) -> impl Iterator<Item = &'static Key> {
    let table = FILE.key(kind.word()).and_then(|key| match key.shape {
        Shape::Tables(table) => Some(table),
        _ => None,
    });
    table.into_iter().flat_map(|table| table.keys)
}

/// Tells whether a key of an entry holds a list even where one item stands without its brackets.
fn is_list(kind: Kind, name: &str) -> bool {
    let mut lists =
        keys_of(kind).filter(|key| matches!(key.shape, Shape::Texts | Shape::Ids | Shape::Remarks(_)));
    lists.any(|key| key.name == name)
}

/// Returns the value of a key that two layers give: both lists as one, or else the later value.
fn joined<'a>(old: Value<'a>, new: Value<'a>, is_list: bool) -> Value<'a> {
    let is_array = |value: &Value<'_>| matches!(value.get_ref(), DeValue::Array(_));
    if !is_list && !is_array(&old) && !is_array(&new) {
        return new;
    }
    let span = new.span();
    let items = items(old).into_iter().chain(items(new));
    Spanned::new(span, DeValue::Array(items.collect()))
}

/// Returns the items of a list; a single value counts as a list of one.
fn items(value: Value<'_>) -> Vec<Value<'_>> {
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(items) => items.into_iter().collect(),
        other => vec![Spanned::new(span, other)],
    }
}

/// Returns a table of a file with its places on the number line of all files.
fn on_line<'a>(table: DeTable<'a>, file: usize, mistakes: &Mistakes<'_>) -> DeTable<'a> {
    if file == ALL_FILES {
        return table;
    }
    let moved = table.into_iter().map(|(key, value)| {
        let span = mistakes.on_line(file, &key.span());
        (Spanned::new(span, key.into_inner()), value_on_line(value, file, mistakes))
    });
    moved.collect()
}

/// Returns a value of a file with its places on the number line of all files. The parser bounds how deep it is.
fn value_on_line<'a>(value: Value<'a>, file: usize, mistakes: &Mistakes<'_>) -> Value<'a> {
    let span = mistakes.on_line(file, &value.span());
    let value = match value.into_inner() {
        DeValue::Array(items) => {
            let items = items.into_iter().map(|item| value_on_line(item, file, mistakes));
            DeValue::Array(items.collect::<DeArray<'_>>())
        }
        DeValue::Table(table) => DeValue::Table(on_line(table, file, mistakes)),
        other => other,
    };
    Spanned::new(span, value)
}
