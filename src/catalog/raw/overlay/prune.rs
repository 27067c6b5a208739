//! What names a removed entry: it goes without it, or stays to be reported.
//!
//! What is left never asks for less than before, wishes apart: an alternative may go, a part of what is asked for never.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::catalog::requirement::{Standard, Strength};
use crate::limits::IMPLIED;

use super::super::super::validate::index::Kind;
use super::super::Value;
use super::Removed;
use super::removal::known_as;

/// The keys of entries that hold ids of others, with their kinds.
const LISTS: [(&str, Kind); 8] = [
    ("credentials", Kind::Credential),
    ("roles", Kind::Role),
    ("skills", Kind::Skill),
    ("builds", Kind::Skill),
    ("settings", Kind::Setting),
    ("resources", Kind::Resource),
    ("related", Kind::Topic),
    ("sources", Kind::Source),
];

/// The keys of entries in which what stands for an entry stands for what that one leads to as well.
const CHAINS: [(&str, Kind); 4] = [
    ("implies", Kind::Credential),
    ("typical", Kind::Credential),
    ("part-of", Kind::Domain),
    ("gives", Kind::Domain),
];

/// The keys of requirements that ask for an entry, with its kind.
const ASKING: [(&str, Kind); 4] = [
    ("credential", Kind::Credential),
    ("role", Kind::Role),
    ("experience", Kind::Domain),
    ("after", Kind::Credential),
];

type Text<'a> = Cow<'a, str>;

/// What a layer takes out, by all that it is named by.
#[derive(Default)]
pub(super) struct Gone<'a> {
    names: [FxHashSet<String>; Kind::ALL.len()],
    /// What each credential implied, and each domain was part of.
    led_to: FxHashMap<(usize, String), Vec<Text<'a>>>,
    /// Of that what is left, also by way of others that are gone.
    heirs: FxHashMap<(usize, String), Vec<Text<'a>>>,
    /// How many ids have been put in the place of others, or looked at for that.
    passed_on: usize,
}

impl<'a> Gone<'a> {
    /// Adds an entry with what it said.
    pub(super) fn insert(&mut self, removed: &Removed, table: &DeTable<'a>) {
        let kind = removed.kind();
        self.names[kind as usize].extend(removed.names().iter().cloned());
        let key = match kind {
            Kind::Credential => "implies",
            Kind::Domain => "part-of",
            _ => return,
        };
        let led_to = table.get(key).map_or(&[][..], items).iter().filter_map(text).cloned().collect();
        self.led_to.insert((kind as usize, removed.id().to_owned()), led_to);
    }

    /// Works out what stands in the place of each entry, once all are there.
    pub(super) fn settle(&mut self) {
        for (kind, id) in self.led_to.keys() {
            let mut seen: FxHashSet<&str> = FxHashSet::from_iter([id.as_str()]);
            let mut heirs = Vec::new();
            let mut pending: Vec<&Text<'a>> = Vec::new();
            pending.extend(self.led_to[&(*kind, id.clone())].iter().rev());
            while let Some(next) = pending.pop().filter(|_| self.passed_on < IMPLIED) {
                self.passed_on += 1;
                if seen.insert(next) {
                    match self.led_to.get(&(*kind, next.to_string())) {
                        Some(others) => pending.extend(others.iter().rev()),
                        None => heirs.push(next.clone()),
                    }
                }
            }
            self.heirs.insert((*kind, id.clone()), heirs);
        }
    }

    /// Tells whether so much stood for what is gone that not all was put in its place.
    pub(super) fn is_too_much(&self) -> bool {
        self.passed_on >= IMPLIED
    }

    /// Takes a name out that another entry answers to.
    pub(super) fn keep(&mut self, kind: Kind, name: &str) {
        self.names[kind as usize].remove(&known_as(kind, name));
    }

    /// Tells whether something of a kind is gone.
    pub(super) fn has_any(&self, kind: Kind) -> bool {
        !self.names[kind as usize].is_empty()
    }

    /// Tells whether there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.names.iter().all(FxHashSet::is_empty)
    }

    /// Takes everything that is gone out of an entry that can go without it.
    pub(super) fn prune(&mut self, table: &mut DeTable<'a>) {
        for (key, kind) in LISTS {
            self.prune_list(table, key, kind);
        }
        for (key, kind) in CHAINS {
            self.prune_chain(table, key, kind);
        }
        if let Some(DeValue::Table(wage)) = table.get_mut("wage").map(Spanned::get_mut) {
            self.prune_list(wage, "surveys", Kind::Survey);
        }
        if let Some(DeValue::Array(studies)) = table.get_mut("study").map(Spanned::get_mut) {
            for study in studies.iter_mut() {
                if let DeValue::Table(study) = study.get_mut() {
                    self.prune_roles_of(study);
                }
            }
        }
        if let Some(DeValue::Array(nodes)) = table.get_mut("requires").map(Spanned::get_mut) {
            self.prune_parts(nodes, false, true);
        }
    }

    fn has(&self, kind: Kind, value: &Value<'_>) -> bool {
        self.has_any(kind)
            && value
                .get_ref()
                .as_str()
                .is_some_and(|name| self.names[kind as usize].contains(&known_as(kind, name)))
    }

    fn prune_list(&self, table: &mut DeTable<'_>, key: &str, kind: Kind) {
        let Some(value) = table.get_mut(key) else { return };
        let is_gone: Vec<bool> = items(value).iter().map(|value| self.has(kind, value)).collect();
        match value.get_mut() {
            DeValue::Array(items) => keep(items, is_gone),
            // A single text counts as a list of one.
            _ if is_gone.contains(&true) => drop(table.remove(key)),
            _ => {}
        }
    }

    /// Puts into a list, for each entry that is gone, what is left of what it led to.
    fn prune_chain(&mut self, table: &mut DeTable<'a>, key: &str, kind: Kind) {
        let Some(value) = table.get(key) else { return };
        let list = items(value);
        if !list.iter().any(|item| self.has(kind, item)) {
            return;
        }
        let kept = list.iter().filter(|item| !self.has(kind, item)).filter_map(text);
        let mut named: FxHashSet<Text<'a>> = kept.cloned().collect();
        // Nothing is said to imply itself, or to be a part of itself.
        if key != "typical" && key != "gives" {
            named.extend(table.get("id").and_then(text).cloned());
        }
        let mut left = DeArray::new();
        for item in list {
            if !self.has(kind, item) {
                left.push(item.clone());
                continue;
            }
            let id = text(item).map_or_else(String::new, ToString::to_string);
            for heir in self.heirs.get(&(kind as usize, id)).map_or(&[][..], Vec::as_slice) {
                if self.passed_on < IMPLIED && named.insert(heir.clone()) {
                    self.passed_on += 1;
                    left.push(Spanned::new(item.span(), DeValue::String(heir.clone())));
                }
            }
        }
        if let Some(value) = table.get_mut(key) {
            *value.get_mut() = DeValue::Array(left);
        }
    }

    /// Takes roles out of those in which a study can be done. Without the last it would be open to everybody.
    fn prune_roles_of(&self, study: &mut DeTable<'_>) {
        if let Some(DeValue::Array(roles)) = study.get_mut("while").map(Spanned::get_mut) {
            let is_gone: Vec<bool> = roles.iter().map(|role| self.has(Kind::Role, role)).collect();
            if is_gone.contains(&false) {
                keep(roles, is_gone);
            }
        }
    }

    /// Takes out of a list, of which everything is asked, the wishes that cannot be met any more; all of them only where
    /// `may_empty`. Tells whether something is left that cannot be met.
    fn prune_parts(&self, items: &mut DeArray<'_>, are_wishes: bool, may_empty: bool) -> bool {
        let mut is_gone = Vec::with_capacity(items.len());
        let mut is_out_of_reach = false;
        for item in items.iter_mut() {
            let is_wish = are_wishes || is_preferred(item);
            let is_unmet = self.prune_node(item, is_wish);
            is_out_of_reach |= is_unmet && !is_wish;
            is_gone.push(is_unmet && is_wish);
        }
        if !may_empty && !is_gone.contains(&false) && !is_gone.is_empty() {
            return true;
        }
        keep(items, is_gone);
        is_out_of_reach
    }

    /// Takes the alternatives that cannot be met any more out of a list, where enough others are left. Tells whether there
    /// are too few: under a standard that counts none of the others, the whole list would not be asked any more.
    fn prune_alternatives(&self, items: &mut DeArray<'_>, least: usize) -> bool {
        let is_gone: Vec<bool> = items.iter_mut().map(|item| self.prune_node(item, false)).collect();
        if !is_gone.contains(&true) {
            return false;
        }
        let left = is_gone.iter().filter(|is_gone| !**is_gone).count();
        let is_enough = |standard: &Standard| {
            let counting = items.iter().zip(&is_gone).filter(|(item, _)| counts(item, *standard));
            let of_all = counting.clone().count();
            counting.filter(|(_, is_gone)| !**is_gone).count() >= of_all.min(least)
        };
        if left < least || !Standard::ALL.iter().all(is_enough) {
            return true;
        }
        keep(items, is_gone);
        false
    }

    /// Tells whether a requirement cannot be met any more, after taking out of it what it can go without.
    fn prune_node(&self, node: &mut Value<'_>, is_wish: bool) -> bool {
        let DeValue::Table(node) = node.get_mut() else { return self.has(Kind::Credential, node) };
        if ASKING.iter().any(|(key, kind)| node.get(*key).is_some_and(|value| self.has(*kind, value))) {
            return true;
        }
        let count = node.get("at-least").and_then(|count| match count.get_ref() {
            DeValue::Integer(digits) => usize::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        });
        let mut is_unmet = false;
        for key in ["all", "any", "of"] {
            let Some(DeValue::Array(items)) = node.get_mut(key).map(Spanned::get_mut) else {
                continue;
            };
            is_unmet |= match key {
                "all" => self.prune_parts(items, is_wish, false),
                "any" => self.prune_alternatives(items, 1),
                _ => self.prune_alternatives(items, count.unwrap_or(usize::MAX).max(1)),
            };
        }
        is_unmet
    }
}

/// Returns the items of a list; a single value counts as a list of one.
fn items<'v, 'a>(value: &'v Value<'a>) -> &'v [Value<'a>] {
    match value.get_ref() {
        DeValue::Array(items) => items,
        _ => std::slice::from_ref(value),
    }
}

fn text<'v, 'a>(value: &'v Value<'a>) -> Option<&'v Text<'a>> {
    match value.get_ref() {
        DeValue::String(text) => Some(text),
        _ => None,
    }
}

/// Tells whether a requirement is only preferred.
fn is_preferred(node: &Value<'_>) -> bool {
    let strength = node.get_ref().as_table().and_then(|node| node.get("strength"));
    strength.and_then(|strength| strength.get_ref().as_str()) == Some(Strength::Preferred.word())
}

/// Tells whether a requirement counts under a standard.
fn counts(node: &Value<'_>, standard: Standard) -> bool {
    let Some(node) = node.get_ref().as_table() else { return true };
    let word = node.get("strength").and_then(|strength| strength.get_ref().as_str());
    let strength = Strength::ALL.into_iter().find(|strength| Some(strength.word()) == word);
    let is_rare = node.get("rare").is_some_and(|rare| rare.get_ref().as_bool() == Some(true));
    let any = node.get("any").and_then(|any| any.get_ref().as_array());
    standard.keeps(strength.unwrap_or_default(), is_rare)
        && any.is_none_or(|items| items.iter().any(|item| counts(item, standard)))
}

/// Takes those items out of a list that are marked as gone.
fn keep(items: &mut DeArray<'_>, is_gone: Vec<bool>) {
    if is_gone.contains(&true) {
        let all = std::mem::replace(items, DeArray::new()).into_iter();
        *items = all.zip(is_gone).filter(|(_, is_gone)| !is_gone).map(|(item, _)| item).collect();
    }
}
