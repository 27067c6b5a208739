//! What names a removed entry: it goes without it, or stays to be reported.
//!
//! What is left never asks for less than before, wishes apart: an alternative may go, a part of what is asked for never.

use rustc_hash::FxHashSet;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::catalog::requirement::{Standard, Strength};

use super::super::super::validate::index::Kind;
use super::super::Value;
use super::Removed;
use super::removal::known_as;

/// The keys of entries that hold ids of others, with their kinds.
const LISTS: [(&str, Kind); 12] = [
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
];

/// The keys of requirements that ask for an entry, with its kind.
const ASKING: [(&str, Kind); 4] = [
    ("credential", Kind::Credential),
    ("role", Kind::Role),
    ("experience", Kind::Domain),
    ("after", Kind::Credential),
];

/// What a layer takes out, by all that it is named by.
#[derive(Default)]
pub(super) struct Gone {
    names: [FxHashSet<String>; Kind::ALL.len()],
}

impl Gone {
    /// Adds an entry.
    pub(super) fn insert(&mut self, removed: &Removed) {
        self.names[removed.kind() as usize].extend(removed.names().iter().cloned());
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
    pub(super) fn prune(&self, table: &mut DeTable<'_>) {
        for (key, kind) in LISTS {
            self.prune_list(table, key, kind);
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
        if let Some(DeValue::Array(items)) = table.get_mut(key).map(Spanned::get_mut) {
            let is_gone = items.iter().map(|value| self.has(kind, value)).collect();
            keep(items, is_gone);
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
        let node = match node.get_mut() {
            DeValue::Table(node) => node,
            _ => return self.has(Kind::Credential, node),
        };
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
