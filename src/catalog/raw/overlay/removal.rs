//! What a layer takes out of those before it.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::catalog::names::folded;
use crate::diagnostic::{Label, code};
use crate::limits::{IMPLIED, LIST_ITEMS};

use super::super::super::validate::index::Kind;
use super::super::{Document, Mistakes};
use super::prune::Gone;
use super::{EXTENDS, NO_FOLDER_BELOW, REMOVES, REPLACES, Stack};

/// An entry that a layer took out.
pub(in crate::catalog) struct Removed {
    kind: Kind,
    id: String,
    /// What it was named by, each as [`known_as`] makes it.
    names: Vec<String>,
    /// The layer that says so, and where.
    layer: usize,
    place: Label,
}

impl Removed {
    /// Tells whether it is the entry of a kind that a name was about.
    pub(in crate::catalog) fn is(&self, kind: Kind, name: &str) -> bool {
        self.kind == kind && self.names.contains(&known_as(kind, name))
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Returns everything that the entry was named by, each as [`known_as`] makes it.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Returns the number of the layer that takes it out.
    pub(super) fn layer(&self) -> usize {
        self.layer
    }

    /// Returns the file that says so.
    pub(super) fn path(&self) -> &str {
        &self.place.path
    }

    /// Returns the place that says so, with its label.
    pub(super) fn label(&self) -> Label {
        self.place.clone()
    }

    /// Returns what to say to somebody who names the entry all the same.
    pub(in crate::catalog) fn help(&self) -> String {
        let Self { kind, id, .. } = self;
        let (word, path) = (kind.word(), self.path());
        format!("`{path}` removes this {word}: extend or replace what needs `{id}`, or keep it")
    }
}

/// The kinds of which entries name others by a name or alias as well as by id.
const VOCABULARIES: [Kind; 2] = [Kind::Skill, Kind::Setting];

/// Returns what a name of an entry of a kind is compared by.
pub(super) fn known_as(kind: Kind, name: &str) -> String {
    if VOCABULARIES.contains(&kind) { folded(name).collect() } else { name.to_owned() }
}

/// Returns every name of an entry of a vocabulary.
fn names_of<'t>(table: &'t DeTable<'_>) -> impl Iterator<Item = &'t str> {
    let values = ["id", "name", "aliases", EXTENDS, REPLACES].into_iter().filter_map(|key| table.get(key));
    let items = values.flat_map(|value| match value.get_ref() {
        DeValue::Array(items) => &items[..],
        _ => std::slice::from_ref(value),
    });
    items.filter_map(|item| item.get_ref().as_str())
}

impl<'a> Stack<'a> {
    /// Takes out what the header of a layer removes. `documents` are those of all layers.
    pub(super) fn remove(
        &mut self,
        document: &Document<'_>,
        documents: &[Document<'_>],
        mistakes: &mut Mistakes<'_>,
    ) {
        let Some(value) = document.table.get(REMOVES) else { return };
        let DeValue::Array(items) = value.get_ref() else {
            let message = format!("`{REMOVES}` must be a list of ids");
            mistakes.report(code::WRONG_TYPE, document.file, value.span(), message, "this is no list").help =
                Some(format!("write `{REMOVES} = [\"…\"]`"));
            return;
        };
        if items.len() > LIST_ITEMS {
            let message = format!("`{REMOVES}` has {} items, and at most {LIST_ITEMS} are read", items.len());
            mistakes.report(code::TOO_LARGE, document.file, value.span(), message, "too much here").help =
                Some("make a catalog of its own of what is left".to_owned());
            return;
        }
        let mut gone = Gone::default();
        for item in items {
            if let Some(text) = item.get_ref().as_str() {
                self.remove_one(document, text, &item.span(), &mut gone, mistakes);
            } else {
                let message = format!("`{REMOVES}` must be a list of ids");
                mistakes.report(code::WRONG_TYPE, document.file, item.span(), message, "this is no id");
            }
        }
        gone.settle();
        self.keep_names(&mut gone, document.layer, documents);
        if !gone.is_empty() {
            for item in self.items.iter_mut().flatten() {
                gone.prune(&mut item.table);
            }
        }
        if gone.is_too_much() {
            let message = format!("what is removed led to more than {IMPLIED} others, directly or not");
            mistakes.report(code::TOO_LARGE, document.file, value.span(), message, "too much here").help =
                Some("remove less at once".to_owned());
        }
    }

    /// Keeps the words of vocabularies that something else answers to, below or in this layer or a later one.
    fn keep_names(&self, gone: &mut Gone<'_>, layer: usize, documents: &[Document<'_>]) {
        for kind in VOCABULARIES.into_iter().filter(|kind| gone.has_any(*kind)).collect::<Vec<_>>() {
            let below = self.items.iter().flatten().filter(|item| item.kind == kind).map(|item| &item.table);
            let lists = documents.iter().filter(|document| document.layer >= layer).filter_map(|document| {
                document.table.get(kind.word()).and_then(|value| value.get_ref().as_array())
            });
            let above = lists.flatten().filter_map(|value| value.get_ref().as_table());
            for name in below.chain(above).flat_map(names_of) {
                gone.keep(kind, name);
            }
        }
    }

    fn remove_one(
        &mut self,
        document: &Document<'_>,
        text: &str,
        span: &Range<usize>,
        gone: &mut Gone<'a>,
        mistakes: &mut Mistakes<'_>,
    ) {
        let (word, id) = text.split_once(':').map_or((None, text), |(word, id)| (Some(word), id));
        let is_meant = |kind: &Kind| word.is_none_or(|word| word == kind.word());
        let found: Vec<(Kind, usize)> = Kind::ALL
            .into_iter()
            .filter(is_meant)
            .filter_map(|kind| Some((kind, self.position(kind, id)?)))
            .collect();
        match found[..] {
            [(kind, position)] => {
                let place = mistakes.label(document.file, span.clone(), "removed here");
                let names = match &self.items[position] {
                    Some(item) if VOCABULARIES.contains(&kind) => {
                        names_of(&item.table).map(|name| known_as(kind, name)).collect()
                    }
                    _ => vec![known_as(kind, id)],
                };
                let removed = Removed { kind, id: id.to_owned(), names, layer: document.layer, place };
                if let Some(item) = &self.items[position] {
                    gone.insert(&removed, &item.table);
                }
                self.take_out(position, removed);
            }
            [] => {
                let help = if document.layer == 0 {
                    Some(NO_FOLDER_BELOW.to_owned())
                } else {
                    self.near(is_meant, id, mistakes)
                };
                let message = format!("`{REMOVES}` names something that no earlier folder has: `{text}`");
                let label = "there is no such entry below";
                mistakes.report(code::NOTHING_BELOW, document.file, span.clone(), message, label).help = help;
            }
            [(first, _), (second, _), ..] => {
                let (first, second) = (first.word(), second.word());
                let message = format!("`{REMOVES}` could mean the {first} or the {second}: `{text}`");
                let label = "two entries have this id";
                mistakes.report(code::CONFLICTING_CHANGE, document.file, span.clone(), message, label).help =
                    Some(format!("write `\"{first}:{id}\"` or `\"{second}:{id}\"`"));
            }
        }
    }
}
