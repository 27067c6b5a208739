//! What lies around a role, found step by step: of a large catalog all ways would be far too many.
//!
//! It is the part of the whole map that can be walked to: a step takes the ways that [`choice`](super::choice) would.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::ids::RoleId;
use crate::planner::Query;
use crate::units::Months;

use super::choice::nearness;
use super::leap::Demands;
use super::{Edge, Map, holder};

/// The edges to and from each further role.
const NEAREST: usize = 2;

/// The edges to and from the role in the middle.
const NEAREST_TO_MIDDLE: usize = 8;

/// A part of the map.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The role in the middle.
    pub middle: RoleId,
    /// How many steps to go from it, each way.
    pub depth: u32,
    /// The roles that are part of it wherever they lie.
    pub also: &'a [RoleId],
}

/// Which way to go along edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Back,
    On,
}

impl Direction {
    const BOTH: [Self; 2] = [Self::Back, Self::On];

    /// Returns the role at the end of an edge that one comes from, and that at the end that one gets to.
    fn ends(self, edge: &Edge) -> (RoleId, RoleId) {
        match self {
            Self::Back => (edge.leap.to, edge.from),
            Self::On => (edge.from, edge.leap.to),
        }
    }
}

impl Map {
    /// Draws the part of the map of these roles that lies around one of them, and chooses the edges along its steps.
    #[must_use]
    pub fn around(
        catalog: &Catalog,
        common: &Query,
        roles: &[RoleId],
        months: Months,
        around: &Around<'_>,
    ) -> Self {
        let walk = Walk { catalog, common, demands: Demands::new(catalog, common), roles, months };
        let middle = around.middle;
        let mut seen = BTreeSet::from([middle]);
        let mut shown: BTreeSet<(RoleId, RoleId)> = BTreeSet::new();
        for direction in Direction::BOTH {
            let mut border = vec![middle];
            for _ in 0..around.depth {
                let most = |role| if role == middle { NEAREST_TO_MIDDLE } else { NEAREST };
                let steps = walk.steps(&border, direction, most);
                shown.extend(steps.iter().map(|edge| (edge.from, edge.leap.to)));
                let reached: BTreeSet<RoleId> = steps.iter().map(|edge| direction.ends(edge).1).collect();
                border = reached.into_iter().filter(|role| seen.insert(*role)).collect();
            }
        }
        seen.extend(around.also);
        let kept: Vec<RoleId> = roles.iter().copied().filter(|role| seen.contains(role)).collect();
        let mut map = Self::new(catalog, common, &kept, months);
        for edge in &mut map.edges {
            edge.shown = shown.contains(&(edge.from, edge.leap.to));
        }
        map
    }
}

/// What is walked over.
struct Walk<'a> {
    catalog: &'a Catalog,
    common: &'a Query,
    demands: Demands<'a>,
    roles: &'a [RoleId],
    months: Months,
}

impl Walk<'_> {
    /// Returns the nearest edges from each role of a border, in one direction, that are not implied: `most` of each.
    fn steps(&self, border: &[RoleId], direction: Direction, most: impl Fn(RoleId) -> usize) -> Vec<Edge> {
        let edges: Vec<Edge> = match direction {
            Direction::On => border.par_iter().flat_map_iter(|from| self.edges(*from, self.roles)).collect(),
            Direction::Back => {
                self.roles.par_iter().flat_map_iter(|from| self.edges(*from, border)).collect()
            }
        };
        let steps = |role: &RoleId| {
            let mut own: Vec<&Edge> = edges.iter().filter(|edge| direction.ends(edge).0 == *role).collect();
            own.sort_by_cached_key(|edge| nearness(self.catalog, edge));
            let is_near = |edge: &&&Edge| !self.is_implied(edge, &own, direction);
            own.iter().filter(is_near).take(most(*role)).map(|edge| (*edge).clone()).collect::<Vec<_>>()
        };
        border.iter().flat_map(steps).collect()
    }

    /// Returns the edges from a role to those of others that are on a higher level.
    fn edges(&self, from: RoleId, others: &[RoleId]) -> Vec<Edge> {
        let level = |role: RoleId| self.catalog.role(role).level;
        let higher: Vec<RoleId> = others.iter().copied().filter(|to| level(*to) > level(from)).collect();
        if higher.is_empty() {
            return Vec::new();
        }
        let leaps = self.demands.leaps(&holder(self.catalog, self.common, from, self.months), &higher);
        leaps.into_iter().map(|leap| Edge { from, leap, shown: false }).collect()
    }

    /// Tells whether two other edges lead there no later, one of them among those that share the end one comes from.
    fn is_implied(&self, edge: &Edge, own: &[&Edge], direction: Direction) -> bool {
        let within = |first: Months, second: Months| {
            first.0.saturating_add(self.months.0).saturating_add(second.0) <= edge.leap.ready.0
        };
        match direction {
            Direction::On => {
                own.par_iter().filter(|first| within(first.leap.months, Months(0))).any(|first| {
                    let second = self.edges(first.leap.to, &[edge.leap.to]);
                    second.iter().any(|second| within(first.leap.months, second.leap.ready))
                })
            }
            Direction::Back => {
                let seconds = own.iter().filter(|second| within(Months(0), second.leap.ready));
                let seconds: Vec<(RoleId, Months)> =
                    seconds.map(|second| (second.from, second.leap.ready)).collect();
                let between: Vec<RoleId> = seconds.iter().map(|(role, _)| *role).collect();
                let firsts = self.edges(edge.from, &between);
                firsts.iter().any(|first| {
                    let mut after = seconds.iter().filter(|(role, _)| *role == first.leap.to);
                    after.any(|(_, ready)| within(first.leap.months, *ready))
                })
            }
        }
    }
}

#[cfg(test)]
#[cfg(catalog_is_frozen)]
mod tests {
    use super::*;
    use crate::catalog::builtin::builtin;
    use crate::planner::Target;
    use crate::profile::Person;
    use crate::testing::{role, start};

    fn shipped() -> (Catalog, Query, Vec<RoleId>) {
        let catalog = builtin().expect("the shipped catalog");
        let roles: Vec<RoleId> = catalog.role_ids().collect();
        let mut query = Query::new(&catalog, Person::newcomer(&catalog), Target::Role(roles[0]), start());
        query.limits.deadline = Some(Months(96));
        (catalog, query, roles)
    }

    /// Returns the ends of the edges that a walk over the whole map takes.
    fn walked(whole: &Map, catalog: &Catalog, middle: RoleId, depth: u32) -> BTreeSet<(RoleId, RoleId)> {
        let ranked = whole.ranked(catalog);
        let mut seen = BTreeSet::from([middle]);
        let mut walked = BTreeSet::new();
        for direction in Direction::BOTH {
            let mut border = BTreeSet::from([middle]);
            for _ in 0..depth {
                let mut next = BTreeSet::new();
                for role in border {
                    let own = ranked.iter().map(|index| &whole.edges[*index]);
                    let own = own.filter(|edge| direction.ends(edge).0 == role);
                    for edge in own.take(if role == middle { NEAREST_TO_MIDDLE } else { NEAREST }) {
                        walked.insert((edge.from, edge.leap.to));
                        next.insert(direction.ends(edge).1);
                    }
                }
                border = next.into_iter().filter(|role| seen.insert(*role)).collect();
            }
        }
        walked
    }

    #[test]
    fn a_neighbourhood_is_cut_out_of_the_whole_map() {
        let (catalog, query, roles) = shipped();
        let whole = Map::new(&catalog, &query, &roles, Months(24));
        for (id, depth) in [("nurse-informaticist", 1), ("nurse-informaticist", 3), ("cnio", 2), ("nurse", 2)]
        {
            let middle = role(&catalog, id);
            let around = Around { middle, depth, also: &[] };
            let map = Map::around(&catalog, &query, &roles, Months(24), &around);
            let shown: BTreeSet<_> = map.shown().map(|edge| (edge.from, edge.leap.to)).collect();
            assert_eq!(shown, walked(&whole, &catalog, middle, depth), "{depth} steps around {id}");
            let mut ends: Vec<RoleId> = shown.iter().flat_map(|ends| [ends.0, ends.1]).collect();
            ends.sort_unstable();
            ends.dedup();
            assert_eq!(map.roles, ends, "{depth} steps around {id}");
            let is_inside = |edge: &&Edge| ends.contains(&edge.from) && ends.contains(&edge.leap.to);
            let inside: Vec<_> = whole.edges.iter().filter(is_inside).map(|edge| &edge.leap).collect();
            assert_eq!(map.edges.iter().map(|edge| &edge.leap).collect::<Vec<_>>(), inside);
        }
    }

    #[test]
    fn what_is_asked_for_besides_stays() {
        let (catalog, query, roles) = shipped();
        let [middle, far] = ["nurse-informaticist", "medical-coder"].map(|id| role(&catalog, id));
        let around = |also: &[RoleId]| {
            Map::around(&catalog, &query, &roles, Months(24), &Around { middle, depth: 1, also }).roles
        };
        let mut expected = around(&[]);
        assert!(!expected.contains(&far));
        expected.push(far);
        expected.sort_unstable();
        assert_eq!(around(&[far]), expected);
    }
}
