//! What can ever help to reach a target.

use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, CredentialStatus};
use crate::ids::{CredentialId, DomainId, RoleId};

use super::{Link, RequirementGraph, Subject};

/// What can ever help to reach a target, the target included; each list in order of id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Relevance {
    /// Roles worth working in.
    pub roles: Vec<RoleId>,
    /// Credentials worth holding.
    pub credentials: Vec<CredentialId>,
    /// Domains worth having experience in.
    pub domains: Vec<DomainId>,
}

impl RequirementGraph {
    /// Returns everything that could help to meet the target's requirements, directly or not: what it
    /// asks for, what counts as that, the roles that give it, and what these take in turn.
    ///
    /// Every node counts, whatever its strength and rarity. What a retired credential takes does not: it
    /// can be held, and never be earned.
    #[must_use]
    pub fn relevant_to(&self, catalog: &Catalog, target: Entry) -> Relevance {
        let mut relevant = vec![false; self.graph.node_count()];
        let mut pending = vec![self.node(target.into())];
        while let Some(node) = pending.pop() {
            if !std::mem::replace(&mut relevant[node.index()], true) {
                self.push_helpers(catalog, node, &mut pending);
            }
        }
        let mut relevance = Relevance::default();
        for node in self.graph.node_indices().filter(|node| relevant[node.index()]) {
            match self.graph[node] {
                Subject::Role(role) => relevance.roles.push(role),
                Subject::Credential(credential) => relevance.credentials.push(credential),
                Subject::Domain(domain) => relevance.domains.push(domain),
            }
        }
        relevance
    }

    /// Adds what helps directly to reach a node.
    fn push_helpers(&self, catalog: &Catalog, node: NodeIndex, pending: &mut Vec<NodeIndex>) {
        let can_be_earned = match self.graph[node] {
            Subject::Credential(credential) => {
                catalog.credential(credential).status == CredentialStatus::Active
            }
            Subject::Role(_) | Subject::Domain(_) => true,
        };
        for edge in self.graph.edges(node) {
            if can_be_earned && matches!(edge.weight(), Link::Requires { .. } | Link::StudiedIn) {
                pending.push(edge.target());
            }
        }
        for edge in self.graph.edges_directed(node, Direction::Incoming) {
            if matches!(edge.weight(), Link::Gives | Link::Implies | Link::PartOf) {
                pending.push(edge.source());
            }
        }
    }
}
