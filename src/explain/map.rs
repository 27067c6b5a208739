//! The career map: which roles lead to which, for somebody with the usual holdings of each.
//!
//! Every edge is a plan with one job change and at most one study ([`leap`]), which [`verify`](crate::planner::verify)
//! passes. There are thousands of them; [`choice`] says which few a picture shows, and why these.

pub mod around;
pub mod choice;
pub mod leap;
pub mod path;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::ids::RoleId;
use crate::planner::{Plan, Query, Target};
use crate::profile::assumed::person_in_role;
use crate::profile::exceptions::Personal;
use crate::units::Months;

use leap::{Demands, Leap};

/// A way from one role straight to another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edge {
    /// The role that somebody comes from.
    pub from: RoleId,
    /// How they get to the other one.
    pub leap: Leap,
    /// Whether a picture shows it.
    pub shown: bool,
}

impl Edge {
    /// Tells whether it leads to a higher level.
    #[must_use]
    pub fn leads_on(&self, catalog: &Catalog) -> bool {
        catalog.role(self.leap.to).level > catalog.role(self.from).level
    }
}

/// Roles and the ways between them.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Map {
    /// The roles, in the order of the catalog.
    pub roles: Vec<RoleId>,
    /// How long everybody has been in the role they come from.
    pub months: Months,
    /// The ways, by the role they come from, then by the role they lead to.
    pub edges: Vec<Edge>,
}

impl Map {
    /// Draws the map of these roles: each is left by somebody who meets what it asks for, holds what its holders usually
    /// hold, and has been in it for `months`. The rules and limits of `common` hold for everybody; who asks it, where to
    /// and by way of what does not matter.
    ///
    /// What an edge says is proved: no plan with one job change and at most one study is better. No edge is shown yet.
    #[must_use]
    pub fn new(catalog: &Catalog, common: &Query, roles: &[RoleId], months: Months) -> Self {
        let demands = Demands::new(catalog, common);
        let from = |from: &RoleId| -> Vec<Edge> {
            let leaps = demands.leaps(&holder(catalog, common, *from, months), roles);
            leaps.into_iter().map(|leap| Edge { from: *from, leap, shown: false }).collect()
        };
        let edges: Vec<Vec<Edge>> = roles.par_iter().map(from).collect();
        Self { roles: roles.to_vec(), months, edges: edges.concat() }
    }

    /// Returns the plan of an edge with the question that it answers.
    #[must_use]
    pub fn plan(&self, catalog: &Catalog, common: &Query, edge: &Edge) -> (Query, Plan) {
        let person = holder(catalog, common, edge.from, self.months);
        (Query { target: Target::Role(edge.leap.to), ..person }, edge.leap.plan())
    }

    /// Returns the edges that are shown.
    pub fn shown(&self) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(|edge| edge.shown)
    }
}

/// Returns the question of somebody with the usual holdings of a role, after `months` in it.
fn holder(catalog: &Catalog, common: &Query, role: RoleId, months: Months) -> Query {
    Query { person: person_in_role(catalog, role, months, common.start), ..common.clone() }
}

/// Where a person stands on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Position {
    /// Their role.
    pub role: Option<RoleId>,
    /// The roles they can apply for today, by their own holdings, in the order of the catalog.
    pub open: Vec<RoleId>,
}

impl Position {
    /// Finds the roles that the person of a question can apply for today.
    #[must_use]
    pub fn new(personal: &Personal, query: &Query, roles: &[RoleId]) -> Self {
        let is_open = |role: &RoleId| {
            let catalog = personal.towards(Entry::Role(*role));
            leap::is_open(&catalog, query, *role)
        };
        Self {
            role: query.person.role,
            open: roles.par_iter().copied().filter(is_open).collect::<Vec<RoleId>>(),
        }
    }
}
