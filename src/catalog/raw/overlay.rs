//! Layers laid over each other: what the later ones add to, replace and remove of those before.
//!
//! Trees go in and trees come out, so that all that reads them knows nothing of layers: what is replaced or
//! removed is gone, and what is extended is one table, whose places are those of the files it comes from.

mod merge;
mod removal;

use std::ops::Range;

use rustc_hash::FxHashMap;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::diagnostic::{code, did_you_mean};

use super::super::validate::index::Kind;
use super::{Document, Form, Mistakes, Value, type_word};

pub(in crate::catalog) use removal::Removed;

/// The key of an entry that adds to one of an earlier layer.
pub(crate) const EXTENDS: &str = "extends";

/// The key of an entry that stands in the place of one of an earlier layer.
pub(crate) const REPLACES: &str = "replaces";

/// The key of an extension that names keys of the extended entry to leave out first.
pub(crate) const WITHOUT: &str = "without";

/// The key of a layer's header that names entries of earlier layers to take out.
pub(crate) const REMOVES: &str = "removes";

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
    let mut stack = Stack { items: Vec::new(), by_id: FxHashMap::default(), removed: Vec::new() };
    let layers = documents.iter().map(|document| document.layer).max().unwrap_or(0);
    for layer in 0..=layers {
        let of_layer = || documents.iter().filter(move |document| document.layer == layer);
        for document in of_layer() {
            stack.remove(document, mistakes);
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

/// The entries of the layers so far.
struct Stack<'a> {
    /// Every entry, in the order of the files; `None` for what was replaced or removed.
    items: Vec<Option<Item<'a>>>,
    by_id: FxHashMap<(usize, String), usize>,
    removed: Vec<Removed>,
}

impl<'a> Stack<'a> {
    /// Adds an entry. Of several with the same id the first counts; that is reported later, unless the others are of
    /// the same layer and change one of an earlier layer.
    fn add(&mut self, item: Item<'a>, mistakes: &mut Mistakes<'_>) {
        if let Some((id, span)) = text_of(&item.table, "id") {
            let position = self.by_id.get(&(item.kind as usize, id.to_owned())).copied();
            let below = position.and_then(|at| self.items[at].as_ref());
            if let Some(below) = below.filter(|below| below.layer == item.layer && below.changed.is_some()) {
                let help = "make one entry of the two, or rename this one".to_owned();
                report_two_changes(&item, id, span, below, "and a new one here", help, mistakes);
                return;
            }
            self.by_id.entry((item.kind as usize, id.to_owned())).or_insert(self.items.len());
        }
        self.items.push(Some(item));
    }

    /// Lays an entry over the one that it names.
    fn change(&mut self, mut item: Item<'a>, change: Change, mistakes: &mut Mistakes<'_>) {
        let (word, key) = (item.kind.word(), change.key());
        let Some((id, span)) = text_of(&item.table, key).map(|(id, span)| (id.to_owned(), span)) else {
            if let Some(value) = item.table.get(key) {
                let label = format!("this is {}", type_word(value.get_ref()));
                let message = format!("`{key}` must be the id of a {word}");
                mistakes.report(code::WRONG_TYPE, item.file, value.span(), message, label);
            }
            return;
        };
        if let Some((own, own_span)) = text_of(&item.table, "id")
            && own != id
        {
            let message = format!("a {word} that {key} `{id}` keeps its id");
            let label = "this is another id";
            mistakes.report(code::CONFLICTING_CHANGE, item.file, own_span, message, label).help =
                Some("leave `id` out".to_owned());
            return;
        }
        let position = self.by_id.get(&(item.kind as usize, id.clone())).copied();
        let Some((position, below)) = position.and_then(|at| self.items[at].take().map(|below| (at, below)))
        else {
            self.report_missing(&item, key, &id, span, mistakes);
            return;
        };
        if below.layer == item.layer {
            let help = "make one change of the two".to_owned();
            report_two_changes(&item, &id, span, &below, "changed again", help, mistakes);
            self.items[position] = Some(below);
            return;
        }
        let changed = Some((item.file, span));
        let changed_item = match change {
            Change::Replaces => {
                let id = item.table.remove_entry(REPLACES).map(|(_, id)| id);
                if let Some(id) = id.filter(|_| !item.table.contains_key("id")) {
                    item.table.insert(Spanned::new(id.span(), "id".into()), id);
                }
                item
            }
            Change::Extends => merge::extended(below, item, mistakes),
        };
        self.items[position] = Some(Item { changed, ..changed_item });
    }

    fn report_missing(
        &self,
        item: &Item<'a>,
        key: &str,
        id: &str,
        span: Range<usize>,
        mistakes: &mut Mistakes<'_>,
    ) {
        let word = item.kind.word();
        let removed = self.removed.iter().find(|removed| removed.is(item.kind, id));
        let help = if item.layer == 0 {
            format!(
                "this folder lies over no other: name the folder below it with `--catalog`, and this one with `--with`, or write `id` for `{key}`"
            )
        } else if let Some(removed) = removed {
            removed.help()
        } else {
            self.near(item.kind, id, mistakes)
                .unwrap_or_else(|| format!("write `id` for `{key}` to add a new {word}"))
        };
        let message = format!("`{key}` names a {word} that no earlier folder has: `{id}`");
        let label = format!("no {word} below has this id");
        mistakes.report(code::NOTHING_BELOW, item.file, span, message, label).help = Some(help);
    }

    /// Returns the ids most like one, for a hint.
    fn near(&self, kind: Kind, id: &str, mistakes: &mut Mistakes<'_>) -> Option<String> {
        if mistakes.is_full() {
            return None;
        }
        let mut ids: Vec<&str> = self.ids().filter(|(of, _)| *of == kind).map(|(_, id)| id).collect();
        ids.sort_unstable();
        did_you_mean(&mistakes.similar(id, ids.into_iter()))
    }

    /// Returns the ids of what there is.
    fn ids(&self) -> impl Iterator<Item = (Kind, &str)> {
        let known = self.by_id.iter().filter(|(_, position)| self.items[**position].is_some());
        known.map(|((kind, id), _)| (Kind::ALL[*kind], id.as_str()))
    }
}

/// Returns the text under a key, and its place.
fn text_of<'t>(table: &'t DeTable<'_>, key: &str) -> Option<(&'t str, Range<usize>)> {
    let value = table.get(key)?;
    Some((value.get_ref().as_str()?, value.span()))
}

/// Reports an entry of a folder that changes the same one below for a second time.
fn report_two_changes(
    item: &Item<'_>,
    id: &str,
    span: Range<usize>,
    below: &Item<'_>,
    label: &str,
    help: String,
    mistakes: &mut Mistakes<'_>,
) {
    let first = below.changed.clone().map(|(file, span)| mistakes.label(file, span, "changed here already"));
    let message = format!("two changes of one {} in a folder: `{id}`", item.kind.word());
    let mistake = mistakes.report(code::CONFLICTING_CHANGE, item.file, span, message, label);
    mistake.labels.extend(first);
    mistake.help = Some(help);
}
