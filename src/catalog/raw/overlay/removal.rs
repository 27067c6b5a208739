//! What a layer takes out of those before it, and of what names it there.

use std::ops::Range;

use toml::de::{DeArray, DeTable, DeValue};

use crate::catalog::requirement::Strength;
use crate::diagnostic::{Label, code};
use crate::limits::LIST_ITEMS;

use super::super::super::validate::index::Kind;
use super::super::{Document, Mistakes, Value};
use super::{REMOVES, Stack};

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

/// The keys that hold ids of entries, with their kinds. Requirements and ways of study are looked at by themselves.
const LISTS: [(&str, Kind); 13] = [
    ("typical", Kind::Credential),
    ("implies", Kind::Credential),
    ("credentials", Kind::Credential),
    ("roles", Kind::Role),
    ("gives", Kind::Domain),
    ("part-of", Kind::Domain),
    ("skills", Kind::Skill),
    ("builds", Kind::Skill),
    ("settings", Kind::Setting),
    ("resources", Kind::Resource),
    ("related", Kind::Topic),
    ("sources", Kind::Source),
    ("surveys", Kind::Survey),
];

/// The keys whose value holds lists of ids, or alternatives, in turn.
const INNER: [&str; 5] = ["wage", "requires", "all", "any", "of"];

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
        let removed = &self.removed[already..];
        if !removed.is_empty() {
            for item in self.items.iter_mut().flatten() {
                prune(&mut item.table, removed);
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
                    Some("this folder lies over no other: take the line out".to_owned())
                } else {
                    Kind::ALL.into_iter().filter(is_meant).find_map(|kind| self.near(kind, id, mistakes))
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

/// Takes what was removed out of lists, out of choices that leave something else, and out of what is only preferred.
/// What is asked for by itself stays, to be reported.
fn prune(table: &mut DeTable<'_>, removed: &[Removed]) {
    let is_removed = |kind: Kind, value: &Value<'_>| {
        value.get_ref().as_str().is_some_and(|id| removed.iter().any(|one| one.is(kind, id)))
    };
    for (key, value) in table.iter_mut() {
        let key: &str = key.get_ref();
        let of_lists = LISTS.iter().find(|(list, _)| *list == key);
        match (key, value.get_mut()) {
            ("any", DeValue::Array(items)) => {
                let is_gone = |value: &Value<'_>| {
                    is_removed(Kind::Credential, value)
                        || value.get_ref().as_table().is_some_and(|node| asks_for(node, removed))
                };
                if !items.iter().all(is_gone) {
                    *items = std::mem::replace(items, DeArray::new())
                        .into_iter()
                        .filter(|value| !is_gone(value))
                        .collect();
                }
                prune_all(items, removed);
            }
            // Without its last role a study would be open to everybody.
            ("while", DeValue::Array(items)) if !items.iter().all(|value| is_removed(Kind::Role, value)) => {
                let kept = std::mem::replace(items, DeArray::new()).into_iter();
                *items = kept.filter(|value| !is_removed(Kind::Role, value)).collect();
            }
            ("study", DeValue::Array(items)) => prune_all(items, removed),
            (_, DeValue::Array(items)) if of_lists.is_some() => {
                let kind = of_lists.map_or(Kind::Role, |(_, kind)| *kind);
                let kept = std::mem::replace(items, DeArray::new()).into_iter();
                *items = kept.filter(|value| !is_removed(kind, value)).collect();
            }
            (key, DeValue::Array(items)) if INNER.contains(&key) => {
                let is_wish = |node: &DeTable<'_>| {
                    let strength = node.get("strength").and_then(|value| value.get_ref().as_str());
                    strength == Some(Strength::Preferred.word()) && asks_for(node, removed)
                };
                let kept = std::mem::replace(items, DeArray::new()).into_iter();
                *items = kept.filter(|value| !value.get_ref().as_table().is_some_and(is_wish)).collect();
                prune_all(items, removed);
            }
            (key, DeValue::Table(inner)) if INNER.contains(&key) => prune(inner, removed),
            _ => {}
        }
    }
}

fn prune_all(items: &mut [Value<'_>], removed: &[Removed]) {
    for item in items {
        if let DeValue::Table(inner) = item.get_mut() {
            prune(inner, removed);
        }
    }
}

/// Tells whether a requirement asks by itself for something that was removed.
fn asks_for(node: &DeTable<'_>, removed: &[Removed]) -> bool {
    let keys = [
        ("credential", Kind::Credential),
        ("role", Kind::Role),
        ("experience", Kind::Domain),
        ("after", Kind::Credential),
    ];
    keys.iter().any(|(key, kind)| {
        let id = node.get(*key).and_then(|value| value.get_ref().as_str());
        id.is_some_and(|id| removed.iter().any(|one| one.is(*kind, id)))
    })
}
