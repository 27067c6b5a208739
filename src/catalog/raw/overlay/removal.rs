//! What a layer takes out of those before it.

use std::ops::Range;

use toml::de::DeValue;

use crate::diagnostic::{Label, code};
use crate::limits::LIST_ITEMS;

use super::super::super::validate::index::Kind;
use super::super::{Document, Mistakes};
use super::prune::Gone;
use super::{NO_FOLDER_BELOW, REMOVES, Stack};

/// An entry that a layer took out.
pub(in crate::catalog) struct Removed {
    kind: Kind,
    id: String,
    /// The layer that says so, and where.
    layer: usize,
    place: Label,
}

impl Removed {
    /// Tells whether it is the entry of a kind with an id.
    pub(in crate::catalog) fn is(&self, kind: Kind, id: &str) -> bool {
        self.kind == kind && self.id == id
    }

    /// Returns the kind and the id of the entry.
    pub(super) fn entry(&self) -> (Kind, &str) {
        (self.kind, &self.id)
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

impl Stack<'_> {
    /// Takes out what the header of a layer removes.
    pub(super) fn remove(&mut self, document: &Document<'_>, mistakes: &mut Mistakes<'_>) {
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
        let already = self.removed.len();
        for item in items {
            if let Some(text) = item.get_ref().as_str() {
                self.remove_one(document, text, &item.span(), mistakes);
            } else {
                let message = format!("`{REMOVES}` must be a list of ids");
                mistakes.report(code::WRONG_TYPE, document.file, item.span(), message, "this is no id");
            }
        }
        let mut gone = Gone::default();
        for Removed { kind, id, .. } in &self.removed[already..] {
            gone.insert(*kind, id);
        }
        if !gone.is_empty() {
            for item in self.items.iter_mut().flatten() {
                gone.prune(&mut item.table);
            }
        }
    }

    fn remove_one(
        &mut self,
        document: &Document<'_>,
        text: &str,
        span: &Range<usize>,
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
                let removed = Removed { kind, id: id.to_owned(), layer: document.layer, place };
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
