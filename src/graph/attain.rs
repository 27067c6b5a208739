//! What can be reached at all, time and money aside: a least fixpoint over requirements.

use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use crate::catalog::names::Entry;
use crate::catalog::requirement::{Standard, at_standard};
use crate::catalog::{Catalog, CredentialStatus, Requirement, RequirementKind};
use crate::ids::CredentialId;
use crate::units::Months;

use super::{Link, RequirementGraph, Subject, entry_of};

/// What counts as reached from the outset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outset {
    /// Nothing.
    Nothing,
    /// Whatever cannot be reached inside the catalog, such as retired credentials, credentials without
    /// study, and experience that no role gives: people bring it along.
    WhateverHasNoWay,
}

/// What can be reached.
pub(super) struct Attained {
    /// Whether each node can be reached, by its index.
    pub(super) reached: Vec<bool>,
    /// The requirements in force, by the index of their entry.
    pub(super) requires: Vec<Vec<Requirement>>,
}

impl RequirementGraph {
    /// Returns the entries that nobody can ever reach who starts with nothing, in order: roles first.
    ///
    /// Time, money and dates are left aside. Retired credentials are among them, and credentials without a
    /// study that nothing else implies.
    #[must_use]
    pub fn unreachable(&self, catalog: &Catalog, standard: Standard) -> Vec<Entry> {
        let attained = self.attain(catalog, standard, Outset::Nothing, &|_| true);
        let missed = self.graph.node_indices().filter(|node| !attained.reached[node.index()]);
        missed.filter_map(|node| entry_of(self.graph[node])).collect()
    }

    /// Computes what can be reached with the credentials that are allowed: whenever a node is reached, those
    /// that it helps are looked at again.
    pub(super) fn attain(
        &self,
        catalog: &Catalog,
        standard: Standard,
        outset: Outset,
        allowed: &dyn Fn(CredentialId) -> bool,
    ) -> Attained {
        let requires = catalog.roles.iter().map(|role| &role.requires);
        let requires = requires.chain(catalog.credentials.iter().map(|credential| &credential.requires));
        let requires = requires.map(|nodes| at_standard(nodes, standard)).collect();
        let mut attained = Attained { reached: vec![false; self.graph.node_count()], requires };
        let mut pending: Vec<NodeIndex> = self.graph.node_indices().rev().collect();
        while let Some(node) = pending.pop() {
            let shut_out =
                matches!(self.graph[node], Subject::Credential(credential) if !allowed(credential));
            if shut_out
                || attained.reached[node.index()]
                || !self.is_attained(catalog, node, outset, &attained)
            {
                continue;
            }
            attained.reached[node.index()] = true;
            self.push_helped(node, &mut pending);
        }
        attained
    }

    fn push_helped(&self, node: NodeIndex, pending: &mut Vec<NodeIndex>) {
        for edge in self.graph.edges_directed(node, Direction::Incoming) {
            if matches!(edge.weight(), Link::Requires { .. } | Link::StudiedIn) {
                pending.push(edge.source());
            }
        }
        for edge in self.graph.edges(node) {
            if matches!(edge.weight(), Link::Gives | Link::Implies | Link::PartOf) {
                pending.push(edge.target());
            }
        }
    }

    fn is_attained(&self, catalog: &Catalog, node: NodeIndex, outset: Outset, attained: &Attained) -> bool {
        let requires_met = || attained.requires[node.index()].iter().all(|node| self.is_met(node, attained));
        let mut feeders = self
            .graph
            .edges_directed(node, Direction::Incoming)
            .filter(|edge| matches!(edge.weight(), Link::Gives | Link::Implies | Link::PartOf))
            .map(|edge| edge.source());
        match self.graph[node] {
            Subject::Role(_) => requires_met(),
            Subject::Domain(_) => {
                let brought_along = outset == Outset::WhateverHasNoWay && feeders.clone().next().is_none();
                brought_along || feeders.any(|feeder| attained.reached[feeder.index()])
            }
            Subject::Credential(credential) => {
                let entry = catalog.credential(credential);
                let can_be_earned = entry.status == CredentialStatus::Active && !entry.study.is_empty();
                let role_held = |role| attained.reached[self.node(Subject::Role(role)).index()];
                let earned = || {
                    let mut studies = entry.study.iter();
                    studies.any(|study| {
                        study.while_in.is_empty() || study.while_in.iter().copied().any(role_held)
                    })
                };
                (can_be_earned && earned() && requires_met())
                    || (!can_be_earned && outset == Outset::WhateverHasNoWay)
                    || feeders.any(|feeder| attained.reached[feeder.index()])
            }
        }
    }

    pub(super) fn is_met(&self, node: &Requirement, attained: &Attained) -> bool {
        let reached = |subject| attained.reached[self.node(subject).index()];
        match &node.kind {
            RequirementKind::Credential(credential) => reached(Subject::Credential(*credential)),
            RequirementKind::All(nodes) => nodes.iter().all(|node| self.is_met(node, attained)),
            RequirementKind::Any(nodes) => nodes.iter().any(|node| self.is_met(node, attained)),
            RequirementKind::AtLeast { count, of } => {
                of.iter().filter(|node| self.is_met(node, attained)).count() >= *count as usize
            }
            RequirementKind::Experience { domain, months, after, .. } => {
                let held = after.is_none_or(|credential| reached(Subject::Credential(credential)));
                *months == Months(0) || (held && reached(Subject::Domain(*domain)))
            }
            RequirementKind::Tenure { role, months } => *months == Months(0) || reached(Subject::Role(*role)),
        }
    }
}
