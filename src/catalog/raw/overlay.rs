//! Layers laid over each other: what the later ones add to, replace and remove of those before.
//!
//! Trees go in and trees come out, so that all that reads them knows nothing of layers: what is replaced or
//! removed is gone, and what is extended is one table, whose places are those of the files it comes from.

mod merge;
mod prune;
mod removal;
mod stack;

use std::ops::Range;

use rustc_hash::FxHashMap;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::diagnostic::code;

use super::super::validate::index::Kind;
use super::{Document, Form, Mistakes, Value};

pub(in crate::catalog) use removal::Removed;
use stack::Stack;

/// The key of an entry that adds to one of an earlier layer.
pub(crate) const EXTENDS: &str = "extends";

/// The key of an entry that stands in the place of one of an earlier layer.
pub(crate) const REPLACES: &str = "replaces";

/// The key of an extension that names keys of the extended entry to leave out first.
pub(crate) const WITHOUT: &str = "without";

/// The key of a layer's header that names entries of earlier layers to take out.
pub(crate) const REMOVES: &str = "removes";

/// What to do about a change of what is below where nothing is.
const NO_FOLDER_BELOW: &str =
    "this folder lies over no other: name the folder below it with `--catalog`, and this one with `--with`";

/// An entry on its way through the layers.
struct Item<'a> {
    kind: Kind,
    file: usize,
    /// The layer that says the last of it.
    layer: usize,
    /// The layer that has its id.
    origin: usize,
    span: Range<usize>,
    table: DeTable<'a>,
    /// What its layer changed of one before it: the file, and where it names that.
    changed: Option<(usize, Range<usize>)>,
    /// The keys that its layers left out, and where they say so on the number line of all files.
    left_out: Vec<(String, Range<usize>)>,
}

/// How an entry changes one of an earlier layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Extends,
    Replaces,
}

impl Change {
    fn key(self) -> &'static str {
        match self {
            Self::Extends => EXTENDS,
            Self::Replaces => REPLACES,
        }
    }
}

/// Lays the documents over each other, in the order of their layers. Returns what is left of them, and what was
/// removed.
pub(in crate::catalog) fn lay<'a>(
    mut documents: Vec<Document<'a>>,
    mistakes: &mut Mistakes<'_>,
) -> (Vec<Document<'a>>, Vec<Removed>) {
    if !documents.iter().any(changes_anything) {
        return (documents, Vec::new());
    }
    let mut stack = Stack::default();
    let layers = documents.iter().map(|document| document.layer).max().unwrap_or(0);
    for layer in 0..=layers {
        let of_layer = || documents.iter().filter(move |document| document.layer == layer);
        for document in of_layer() {
            stack.remove(document, &documents, mistakes);
        }
        let mut items = Vec::new();
        for document in documents.iter_mut().filter(|document| document.layer == layer) {
            take_items(document, &mut items);
        }
        // What is added is known only to the layers above: an entry is changed where it is written.
        let mut added = Vec::new();
        for item in items {
            match change_of(&item, mistakes) {
                Ok(None) => added.push(item),
                Ok(Some(change)) => stack.change(item, change, mistakes),
                Err(Unclear) => {}
            }
        }
        for item in added {
            stack.add(item, mistakes);
        }
    }
    let removed = stack.removed;
    let positions =
        documents.iter().enumerate().map(|(position, document)| ((document.file, document.layer), position));
    let mut positions = positions.collect();
    for item in stack.items.into_iter().flatten() {
        note_left_out(&item, mistakes);
        put_back(item, &mut documents, &mut positions);
    }
    (documents, removed)
}

/// Tells whether a file changes, or wants to change, anything of an earlier layer.
fn changes_anything(document: &Document<'_>) -> bool {
    let changes = |value: &Value<'_>| match value.get_ref() {
        DeValue::Table(table) => [EXTENDS, REPLACES, WITHOUT].iter().any(|key| table.contains_key(*key)),
        _ => false,
    };
    let entries = Kind::ALL.into_iter().filter_map(|kind| document.table.get(kind.word()));
    let mut lists = entries.filter_map(|value| value.get_ref().as_array());
    document.table.contains_key(REMOVES) || lists.any(|list| list.iter().any(changes))
}

/// Takes the entries out of a file; what is none stays, to be reported later.
fn take_items<'a>(document: &mut Document<'a>, items: &mut Vec<Item<'a>>) {
    if document.form == Form::Table {
        return;
    }
    let (file, layer) = (document.file, document.layer);
    for kind in Kind::ALL {
        let Some(value) = document.table.get_mut(kind.word()) else { continue };
        let DeValue::Array(list) = value.get_mut() else { continue };
        let mut rest = DeArray::new();
        for value in std::mem::replace(list, DeArray::new()) {
            let span = value.span();
            match value.into_inner() {
                DeValue::Table(table) => {
                    let (changed, left_out) = (None, Vec::new());
                    items.push(Item { kind, file, layer, origin: layer, span, table, changed, left_out });
                }
                other => rest.push(Spanned::new(span, other)),
            }
        }
        *list = rest;
    }
}

/// Puts an entry into the file it comes from; one of several files into a file of its own.
fn put_back<'a>(
    item: Item<'a>,
    documents: &mut Vec<Document<'a>>,
    positions: &mut FxHashMap<(usize, usize), usize>,
) {
    let Item { kind, file, origin, span, table, .. } = item;
    let position = *positions.entry((file, origin)).or_insert_with(|| {
        documents.push(Document { file, layer: origin, form: Form::Entries, table: DeTable::new() });
        documents.len() - 1
    });
    let word = Spanned::new(0..0, kind.word().into());
    let list = documents[position]
        .table
        .entry(word)
        .or_insert_with(|| Spanned::new(span.clone(), DeValue::Array(DeArray::new())));
    if let DeValue::Array(list) = list.get_mut() {
        list.push(Spanned::new(span, DeValue::Table(table)));
    }
}

/// Remembers where keys were left out that nobody gave anew, in case they are missed.
fn note_left_out(item: &Item<'_>, mistakes: &mut Mistakes<'_>) {
    let Some((id, _)) = text_of(&item.table, "id") else { return };
    for (key, span) in item.left_out.iter().filter(|(key, _)| !item.table.contains_key(key.as_str())) {
        mistakes.leave_out(item.kind.word(), id, key, span.clone());
    }
}

/// What an entry changes cannot be told; that has been reported.
struct Unclear;

/// Tells whether an entry changes one of an earlier layer.
fn change_of(item: &Item<'_>, mistakes: &mut Mistakes<'_>) -> Result<Option<Change>, Unclear> {
    let key_span = |key: &str| item.table.get_key_value(key).map(|(key, _)| key.span());
    match (key_span(EXTENDS), key_span(REPLACES), key_span(WITHOUT)) {
        (Some(extends), Some(replaces), _) => {
            let word = item.kind.word();
            let message = format!("a {word} either extends another or replaces it");
            let first = mistakes.label(item.file, extends, "extends one here");
            let mistake =
                mistakes.report(code::CONFLICTING_CHANGE, item.file, replaces, message, "and replaces one");
            mistake.labels.push(first);
            mistake.help = Some(format!("write two `[[{word}]]`, or leave one of the two keys out"));
            Err(Unclear)
        }
        (Some(_), None, _) => Ok(Some(Change::Extends)),
        (None, _, Some(without)) => {
            let message = format!("`{WITHOUT}` means nothing without `{EXTENDS}`");
            mistakes
                .report(
                    code::CONFLICTING_CHANGE,
                    item.file,
                    without,
                    message,
                    "there is nothing to leave out",
                )
                .help = Some(format!("write `{EXTENDS} = \"…\"` beside it, or take it out"));
            Err(Unclear)
        }
        (None, Some(_), None) => Ok(Some(Change::Replaces)),
        (None, None, None) => Ok(None),
    }
}

/// Returns the text under a key, and its place.
fn text_of<'t>(table: &'t DeTable<'_>, key: &str) -> Option<(&'t str, Range<usize>)> {
    let value = table.get(key)?;
    Some((value.get_ref().as_str()?, value.span()))
}
