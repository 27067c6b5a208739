//! Which edges a picture shows: those that lead on, the nearest few of each role, and none that two shorter ones imply.
//!
//! # Rule
//! An edge *leads on* when it leads to a higher level. It is *implied* when two others lead there no later: to a role in
//! between, after some time in it, and on from there. Of the edges that lead on and are not implied, a map shows the nearest one from
//! each role, a second one to a role that few others lead to, and for a role that none of these reaches the nearest one
//! to it. What lies around one role is chosen
//! in [`around`](super::around).
//!
//! Nearer is what is known to pay no less, then what takes less time, then what costs less, then what asks for more of the skills that people have by then, then the next level before the one after
//! it, then the same track.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::ids::RoleId;

use super::super::routes::amount;
use super::{Edge, Map};

/// A role to which this many edges are shown is the second choice of nobody else.
const FEW: usize = 4;

impl Map {
    /// Chooses the edges of the whole map.
    pub fn choose(&mut self, catalog: &Catalog) {
        let ranked = self.ranked(catalog);
        let mut shown: BTreeSet<usize> = BTreeSet::new();
        let count = catalog.roles.len();
        let (mut from, mut to) = (vec![0; count], vec![0; count]);
        let ends = |index: usize| (self.edges[index].from.index(), self.edges[index].leap.to.index());
        for wanted in [
            (|from, _| from == 0) as fn(usize, usize) -> bool,
            |from, to| from == 1 && to < FEW,
            |_, to| to == 0,
        ] {
            for &index in &ranked {
                let (start, end) = ends(index);
                if wanted(from[start], to[end]) && shown.insert(index) {
                    from[start] += 1;
                    to[end] += 1;
                }
            }
        }
        self.show(&shown);
    }

    /// Shows the ways between these ends too, where there are such.
    pub fn show_also(&mut self, ends: &[(RoleId, RoleId)]) {
        for edge in &mut self.edges {
            edge.shown |= ends.contains(&(edge.from, edge.leap.to));
        }
    }

    fn show(&mut self, shown: &BTreeSet<usize>) {
        for (index, edge) in self.edges.iter_mut().enumerate() {
            edge.shown = shown.contains(&index);
        }
    }

    /// Returns the edges that may be shown by position, the nearest first.
    pub(super) fn ranked(&self, catalog: &Catalog) -> Vec<usize> {
        let onward: Vec<usize> =
            (0..self.edges.len()).filter(|index| self.edges[*index].leads_on(catalog)).collect();
        // Edges stand by their ends, and so do these.
        let ends = |index: usize| (self.edges[index].from, self.edges[index].leap.to);
        let is_implied = |edge: &Edge| {
            let begin = onward.partition_point(|index| ends(*index).0 < edge.from);
            let firsts = onward[begin..].iter().take_while(|index| ends(**index).0 == edge.from);
            firsts.map(|index| &self.edges[*index].leap).any(|first| {
                let by_then = first.months.0 + self.months.0;
                let second = || {
                    let wanted = (first.to, edge.leap.to);
                    let place = onward.binary_search_by_key(&wanted, |index| ends(*index)).ok()?;
                    Some(&self.edges[onward[place]].leap)
                };
                by_then <= edge.leap.ready.0
                    && second().is_some_and(|second| by_then + second.ready.0 <= edge.leap.ready.0)
            })
        };
        let mut ranked: Vec<usize> =
            onward.iter().copied().filter(|index| !is_implied(&self.edges[*index])).collect();
        ranked.sort_by_cached_key(|index| nearness(catalog, &self.edges[*index]));
        ranked
    }
}

/// Returns what makes one edge nearer than another, the nearest first.
#[must_use]
pub fn nearness(catalog: &Catalog, edge: &Edge) -> impl Ord + use<> {
    let (from, to) = (catalog.role(edge.from), catalog.role(edge.leap.to));
    let pay = [edge.from, edge.leap.to].map(|role| amount(catalog, role));
    let pays_as_much = matches!(pay, [Some(before), Some(after)] if after >= before);
    let has = |skill| from.skills.contains(skill) || from.builds.contains(skill);
    let shared = to.skills.iter().filter(|skill| has(skill)).count() * 100 / to.skills.len().max(1);
    let levels = (to.level as u8).abs_diff(from.level as u8);
    (
        (!pays_as_much, edge.leap.ready, edge.leap.cost()),
        (Reverse(shared), levels, from.track != to.track),
        (edge.leap.to, edge.from),
    )
}

#[cfg(test)]
#[cfg(catalog_is_frozen)]
mod tests {
    use super::*;
    use crate::catalog::builtin::builtin;
    use crate::planner::{Query, Target, verify};
    use crate::profile::Person;
    use crate::testing::start;
    use crate::units::Months;

    fn shipped() -> (Catalog, Query, Map) {
        let catalog = builtin().expect("the shipped catalog");
        let roles: Vec<RoleId> = catalog.role_ids().collect();
        let mut query = Query::new(&catalog, Person::newcomer(&catalog), Target::Role(roles[0]), start());
        query.limits.deadline = Some(Months(96));
        let map = Map::new(&catalog, &query, &roles, Months(24));
        (catalog, query, map)
    }

    #[test]
    fn the_edges_shown_lead_on_and_leave_nobody_out() {
        let (catalog, query, mut map) = shipped();
        map.choose(&catalog);
        let leap = |from, to| {
            let edge = map.edges.iter().find(|edge| edge.from == from && edge.leap.to == to);
            edge.filter(|edge| edge.leads_on(&catalog)).map(|edge| &edge.leap)
        };
        for edge in map.shown() {
            let ids = [edge.from, edge.leap.to].map(|role| &catalog.role(role).id);
            assert!(edge.leads_on(&catalog), "{ids:?}");
            let implied = map.roles.iter().find(|role| {
                let through = leap(edge.from, **role).zip(leap(**role, edge.leap.to));
                through
                    .is_some_and(|(first, second)| first.months.0 + 24 + second.ready.0 <= edge.leap.ready.0)
            });
            assert_eq!(implied, None, "{ids:?}");
            let (query, plan) = map.plan(&catalog, &query, edge);
            assert_eq!(verify::verify(&catalog, &query, &plan), [], "{ids:?}");
        }
        for role in &map.roles {
            let id = &catalog.role(*role).id;
            let leads_on = |edge: &&Edge| edge.leads_on(&catalog);
            let from: Vec<&Edge> =
                map.edges.iter().filter(leads_on).filter(|edge| edge.from == *role).collect();
            let to: Vec<&Edge> =
                map.edges.iter().filter(leads_on).filter(|edge| edge.leap.to == *role).collect();
            assert!(from.is_empty() || from.iter().any(|edge| edge.shown), "nothing is shown from {id}");
            assert!(to.is_empty() || to.iter().any(|edge| edge.shown), "nothing is shown to {id}");
        }
    }
}
