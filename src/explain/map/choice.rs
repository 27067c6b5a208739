//! Which edges a picture shows: those that lead on, the nearest few of each role, and none that two shorter ones imply.
//!
//! # Rule
//! An edge *leads on* when it leads to a higher level. It is *implied* when two others lead there no later: to a role in
//! between, after some time in it, and on from there. Of the edges that lead on and are not implied, a map shows the nearest one from
//! each role, a second one to a role that few others lead to, and for a role that none of these reaches the nearest one
//! to it. A neighbourhood shows more of the role in its middle.
//!
//! Nearer is what is known to pay no less, then what takes less time, then what costs less, then what asks for more of the skills that people have by then, then the next level before the one after
//! it, then the same track.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::ids::RoleId;

use super::super::routes::amount;
use super::{Edge, Map};

/// The edges to and from each further role of a neighbourhood.
const NEAREST: usize = 2;

/// A role to which this many edges are shown is the second choice of nobody else.
const FEW: usize = 4;

/// The edges to and from the role in the middle of a neighbourhood.
const NEAREST_TO_MIDDLE: usize = 8;

/// Which way to go along edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Back,
    On,
}

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

    /// Keeps what leads to a role and where it leads, `depth` steps each way, and the roles of `also`; chooses the edges
    /// along these steps.
    pub fn keep_around(&mut self, catalog: &Catalog, middle: RoleId, depth: u32, also: &[RoleId]) {
        let ranked = self.ranked(catalog);
        let mut kept: BTreeSet<RoleId> = also.iter().copied().chain([middle]).collect();
        let mut seen = BTreeSet::from([middle]);
        let mut shown: BTreeSet<usize> = BTreeSet::new();
        for direction in [Direction::Back, Direction::On] {
            let mut border = BTreeSet::from([middle]);
            for _ in 0..depth {
                let steps: Vec<usize> = border
                    .iter()
                    .flat_map(|role| {
                        let most = if *role == middle { NEAREST_TO_MIDDLE } else { NEAREST };
                        let goes = |index: &&usize| self.edges[**index].end(direction.opposite()) == *role;
                        ranked.iter().filter(goes).take(most).copied().collect::<Vec<_>>()
                    })
                    .collect();
                border = steps.iter().map(|index| self.edges[*index].end(direction)).collect();
                border.retain(|role| seen.insert(*role));
                shown.extend(steps);
            }
        }
        kept.append(&mut seen);
        self.show(&shown);
        self.roles.retain(|role| kept.contains(role));
        self.edges.retain(|edge| kept.contains(&edge.from) && kept.contains(&edge.leap.to));
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
    fn ranked(&self, catalog: &Catalog) -> Vec<usize> {
        let onward: Vec<usize> =
            (0..self.edges.len()).filter(|index| self.edges[*index].leads_on(catalog)).collect();
        let mut edges: Vec<Option<usize>> = vec![None; catalog.roles.len().pow(2)];
        let cell = |from: RoleId, to: RoleId| from.index() * catalog.roles.len() + to.index();
        for &index in &onward {
            let edge = &self.edges[index];
            edges[cell(edge.from, edge.leap.to)] = Some(index);
        }
        let leap = |from, to| edges[cell(from, to)].map(|index| &self.edges[index].leap);
        let is_implied = |edge: &Edge| {
            let is_between = |role: &RoleId| {
                let (Some(first), Some(second)) = (leap(edge.from, *role), leap(*role, edge.leap.to)) else {
                    return false;
                };
                first.months.0 + self.months.0 + second.ready.0 <= edge.leap.ready.0
            };
            self.roles.iter().any(is_between)
        };
        let mut ranked: Vec<usize> =
            onward.into_iter().filter(|index| !is_implied(&self.edges[*index])).collect();
        ranked.sort_by_cached_key(|index| nearness(catalog, &self.edges[*index]));
        ranked
    }
}

impl Direction {
    fn opposite(self) -> Self {
        match self {
            Self::Back => Self::On,
            Self::On => Self::Back,
        }
    }
}

impl Edge {
    /// Returns the role at the end that one gets to in a direction.
    fn end(&self, direction: Direction) -> RoleId {
        match direction {
            Direction::Back => self.from,
            Direction::On => self.leap.to,
        }
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
    use crate::testing::{role, start};
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

    #[test]
    fn a_neighbourhood_is_what_can_be_walked_to_in_its_steps() {
        let (catalog, _, whole) = shipped();
        let middle = role(&catalog, "nurse-informaticist");
        let mut sizes = Vec::new();
        for depth in 1..=3 {
            let mut map = whole.clone();
            map.keep_around(&catalog, middle, depth, &[]);
            sizes.push(map.roles.len());
            assert!(map.roles.contains(&middle));
            let mut reached = BTreeSet::from([middle]);
            for _ in 0..depth {
                let known = reached.clone();
                for edge in map.shown() {
                    if known.contains(&edge.from) {
                        reached.insert(edge.leap.to);
                    }
                    if known.contains(&edge.leap.to) {
                        reached.insert(edge.from);
                    }
                }
            }
            assert_eq!(reached.into_iter().collect::<Vec<_>>(), map.roles, "in {depth} steps");
        }
        assert!(sizes.is_sorted() && sizes[0] < sizes[2], "{sizes:?}");
    }

    #[test]
    fn what_is_asked_for_besides_stays() {
        let (catalog, _, mut map) = shipped();
        let [middle, far] = ["nurse-informaticist", "medical-coder"].map(|id| role(&catalog, id));
        map.keep_around(&catalog, middle, 1, &[far]);
        assert!(map.roles.contains(&far));
        assert!(
            map.edges.iter().all(|edge| map.roles.contains(&edge.from) && map.roles.contains(&edge.leap.to))
        );
    }
}
