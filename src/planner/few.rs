//! Better plans with few jobs.
//!
//! A search among sixty roles spends its states on where to work next, while most good plans have two or three jobs. With a
//! handful of roles a problem is small enough to be searched to its end, studies and all. So a set of roles is improved one
//! role at a time, hill climbing: from the target alone, and from the roles of the best plan so far, to whichever set with one
//! role more, one less or one other has a better plan. Nothing here proves anything.

use crate::catalog::Catalog;
use crate::ids::RoleId;

use super::plan::SearchStatistics;
use super::query::Query;
use super::reduce::{Reduced, index};
use super::search::{Found, Order, Search};

/// Most expansions of one set of roles.
const SET_LIMIT: u64 = 120;

/// Most sets that are searched before another one counts as the top.
const MOST_SETS: usize = 12;

/// Climbs from set to set; [`Climber::left`] says how many states may still be expanded.
pub(super) struct Climber<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) query: &'a Query,
    pub(super) reduced: &'a Reduced,
    /// The roles that every plan has to take.
    pub(super) goals: Vec<RoleId>,
    pub(super) best: Option<Found>,
    pub(super) bound: i32,
    pub(super) left: u64,
    pub(super) spent: SearchStatistics,
}

impl Climber<'_> {
    /// Climbs from the goals alone, then from the roles of the best plan.
    pub(super) fn climb(&mut self) {
        let mut roles = self.goals.clone();
        self.try_roles(&roles);
        while let Some(better) = self.step(&roles) {
            roles = better;
        }
        let Some(best) = &self.best else { return };
        let mut known: Vec<RoleId> = best.decisions.iter().filter_map(|decided| decided.role).collect();
        known.sort_unstable();
        known.dedup();
        if known == roles {
            return;
        }
        self.try_roles(&known);
        while let Some(better) = self.step(&known) {
            known = better;
        }
    }

    /// Returns a neighbour of a set that has a better plan than any so far.
    fn step(&mut self, roles: &[RoleId]) -> Option<Vec<RoleId>> {
        let neighbours = self.neighbours(roles);
        self.spent.considered += neighbours.iter().map(|set| set.len() as u64).sum::<u64>();
        let mut ranked: Vec<(i32, Vec<RoleId>)> =
            neighbours.into_iter().filter_map(|set| Some((self.only(&set)?.least(), set))).collect();
        ranked.sort_unstable();
        ranked.into_iter().take(MOST_SETS).map(|(_, set)| set).find(|set| self.try_roles(set))
    }

    /// Returns the sets with one role more, one less, or one in place of another.
    fn neighbours(&self, roles: &[RoleId]) -> Vec<Vec<RoleId>> {
        let removable = roles.iter().filter(|role| !self.goals.contains(role));
        let smaller: Vec<Vec<RoleId>> =
            removable.map(|gone| roles.iter().copied().filter(|role| role != gone).collect()).collect();
        let others = self.reduced.source.roles.iter().map(|role| role.id).filter(|id| !roles.contains(id));
        let mut sets: Vec<Vec<RoleId>> = Vec::new();
        for other in others {
            for set in smaller.iter().map(Vec::as_slice).chain([roles]) {
                let mut larger = set.to_vec();
                larger.push(other);
                larger.sort_unstable();
                sets.push(larger);
            }
        }
        sets.extend(smaller);
        sets
    }

    /// Returns the problem with these roles alone; `None` where no plan of them is better than the best one.
    fn only(&self, roles: &[RoleId]) -> Option<Reduced> {
        index(self.catalog, self.query, self.reduced.source.with_roles(roles), self.bound)
    }

    /// Looks for a better plan that takes no other roles.
    fn try_roles(&mut self, roles: &[RoleId]) -> bool {
        if self.left == 0 {
            return false;
        }
        let Some(small) = self.only(roles) else { return false };
        let mut search =
            Search::new(self.query, &small.problem, Order::Months, self.bound, small.earliest.clone());
        search.run(SET_LIMIT.min(self.left));
        let spent = search.statistics();
        self.left -= spent.effort.min(self.left);
        self.spent.add(&SearchStatistics { stopped: None, ..spent });
        let Some(found) = search.best.take().filter(|found| found.months < self.bound) else { return false };
        self.bound = found.months;
        self.best = Some(found);
        true
    }
}
