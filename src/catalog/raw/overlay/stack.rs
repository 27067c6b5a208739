//! The entries of the layers so far, and what the next layer does to them.

use std::ops::Range;

use rustc_hash::FxHashMap;
use toml::Spanned;

use crate::diagnostic::{code, did_you_mean};

use super::super::super::validate::index::Kind;
use super::super::{Mistakes, type_word};
use super::{Change, Item, NO_FOLDER_BELOW, REMOVES, REPLACES, Removed, merge, text_of};

/// The entries of the layers so far.
#[derive(Default)]
pub(super) struct Stack<'a> {
    /// Every entry, in the order of the files; `None` for what was removed.
    pub(super) items: Vec<Option<Item<'a>>>,
    /// Per kind the position of the entry with an id.
    by_id: [FxHashMap<String, usize>; Kind::ALL.len()],
    pub(super) removed: Vec<Removed>,
    /// Per kind the position of what was removed with an id.
    gone: [FxHashMap<String, usize>; Kind::ALL.len()],
}

impl<'a> Stack<'a> {
    /// Adds an entry. Of several with the same id the first counts; that is reported later, unless the others are of
    /// the same layer and change one of an earlier layer.
    pub(super) fn add(&mut self, item: Item<'a>, mistakes: &mut Mistakes<'_>) {
        if let Some((id, span)) = text_of(&item.table, "id") {
            if let Some(removed) = self.removed(item.kind, id) {
                report_added_again(&item, id, span, removed, mistakes);
                return;
            }
            let position = self.position(item.kind, id);
            let below = position.and_then(|at| self.items[at].as_ref());
            if let Some(below) = below.filter(|below| below.layer == item.layer && below.changed.is_some()) {
                let help = "make one entry of the two, or rename this one".to_owned();
                report_two_changes(&item, id, span, below, "and a new one here", help, mistakes);
                return;
            }
            self.by_id[item.kind as usize].entry(id.to_owned()).or_insert(self.items.len());
        }
        self.items.push(Some(item));
    }

    /// Lays an entry over the one that it names.
    pub(super) fn change(&mut self, mut item: Item<'a>, change: Change, mistakes: &mut Mistakes<'_>) {
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
        let position = self.position(item.kind, &id);
        let Some((position, below)) = position.and_then(|at| self.items[at].take().map(|below| (at, below)))
        else {
            match self.removed(item.kind, &id).filter(|removed| removed.layer() == item.layer) {
                Some(removed) => report_removed_here(&item, change, &id, span, removed, mistakes),
                None => self.report_missing(&item, key, &id, span, mistakes),
            }
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
        let help = if item.layer == 0 {
            format!("{NO_FOLDER_BELOW}, or write `id` for `{key}`")
        } else if let Some(removed) = self.removed(item.kind, id) {
            let path = removed.path();
            format!("`{path}` removes this {word}: leave this one out, or keep that one")
        } else {
            self.near(|kind| *kind == item.kind, id, mistakes)
                .unwrap_or_else(|| format!("write `id` for `{key}` to add a new {word}"))
        };
        let message = format!("`{key}` names a {word} that no earlier folder has: `{id}`");
        let label = format!("no {word} below has this id");
        mistakes.report(code::NOTHING_BELOW, item.file, span, message, label).help = Some(help);
    }

    /// Returns the ids of some kinds that are most like one, for a hint.
    pub(super) fn near(
        &self,
        is_meant: impl Fn(&Kind) -> bool,
        id: &str,
        mistakes: &mut Mistakes<'_>,
    ) -> Option<String> {
        let meant = Kind::ALL.into_iter().filter(is_meant);
        let ids = meant.flat_map(|kind| self.by_id[kind as usize].keys().map(String::as_str));
        did_you_mean(&mistakes.similar(id, ids))
    }

    /// Returns the position of the entry with an id.
    pub(super) fn position(&self, kind: Kind, id: &str) -> Option<usize> {
        self.by_id[kind as usize].get(id).copied()
    }

    /// Takes out the entry at a position.
    pub(super) fn take_out(&mut self, position: usize, removed: Removed) {
        let (kind, id) = (removed.kind(), removed.id());
        self.by_id[kind as usize].remove(id);
        self.gone[kind as usize].insert(id.to_owned(), self.removed.len());
        self.removed.push(removed);
        self.items[position] = None;
    }

    /// Returns what was removed with an id.
    fn removed(&self, kind: Kind, id: &str) -> Option<&Removed> {
        self.gone[kind as usize].get(id).map(|position| &self.removed[*position])
    }
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

/// Reports an entry with the id of one that was removed: what named that one goes without it, and would not be about
/// this one.
fn report_added_again(
    item: &Item<'_>,
    id: &str,
    span: Range<usize>,
    removed: &Removed,
    mistakes: &mut Mistakes<'_>,
) {
    let word = item.kind.word();
    let (message, help) = if removed.layer() == item.layer {
        (
            format!("a folder removes a {word} and adds it again: `{id}`"),
            format!("write `{REPLACES} = \"{id}\"` for `id`, and take `{id}` out of `{REMOVES}`"),
        )
    } else {
        (
            format!("a {word} has the id of one that an earlier folder removes: `{id}`"),
            format!("give it an id of its own: what named `{id}` goes without it"),
        )
    };
    report_removed(item, span, removed, "added again", message, help, mistakes);
}

/// Reports a change of an entry that the same folder removes.
fn report_removed_here(
    item: &Item<'_>,
    change: Change,
    id: &str,
    span: Range<usize>,
    removed: &Removed,
    mistakes: &mut Mistakes<'_>,
) {
    let (word, key) = (item.kind.word(), change.key());
    let message = format!("a folder removes a {word} and {key} it: `{id}`");
    let help = match change {
        Change::Replaces => {
            format!("take `{id}` out of `{REMOVES}`: what replaces a {word} stands in its place")
        }
        Change::Extends => format!("take `{id}` out of `{REMOVES}`, or leave this one out"),
    };
    report_removed(item, span, removed, "changed here", message, help, mistakes);
}

fn report_removed(
    item: &Item<'_>,
    span: Range<usize>,
    removed: &Removed,
    label: &str,
    message: String,
    help: String,
    mistakes: &mut Mistakes<'_>,
) {
    let first = removed.label();
    let mistake = mistakes.report(code::CONFLICTING_CHANGE, item.file, span, message, label);
    mistake.labels.push(first);
    mistake.help = Some(help);
}
