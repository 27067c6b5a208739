//! The requirement graph: which role, credential or domain stands in the way of which.
//!
//! A node is a role, a credential or a domain. An edge leads from what is wanted to what it takes:
//!
//! ```text
//!   cnio ── requires ──▶ rn-license ◀── implies ── …
//!     └──── requires ──▶ informatics ◀── gives ── nurse-informaticist
//! ```
//!
//! The graph answers what can ever matter for a target, what nobody can reach, and where requirements
//! bite their own tail. It knows no months: whether a route exists in time is the planner's question.

mod attain;
mod cycle;
mod openness;
mod relevance;

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Requirement, RequirementKind, Strength};
use crate::ids::{CredentialId, DomainId, RoleId};

pub use cycle::{RequirementCycle, cycle_diagnostics};
pub use openness::Degree;
pub use relevance::Relevance;

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// Working in a role.
    Role(RoleId),
    /// Holding a credential.
    Credential(CredentialId),
    /// Experience in a domain.
    Domain(DomainId),
}

impl Subject {
    /// Returns the id in the files.
    ///
    /// # Panics
    /// If it belongs to another catalog.
    #[must_use]
    pub fn id(self, catalog: &Catalog) -> &str {
        match self {
            Self::Role(role) => &catalog.role(role).id,
            Self::Credential(credential) => &catalog.credential(credential).id,
            Self::Domain(domain) => &catalog.domain(domain).id,
        }
    }
}

impl From<Entry> for Subject {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Role(role) => Self::Role(role),
            Entry::Credential(credential) => Self::Credential(credential),
        }
    }
}

/// Why an edge leads from one node to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Link {
    /// The first asks for the second.
    Requires {
        /// How strictly, over the whole way down from the list of requirements.
        strength: Strength,
        /// Whether something else may be met instead.
        alternative: bool,
    },
    /// A role gives experience in a domain.
    Gives,
    /// A credential counts as another.
    Implies,
    /// Experience in a domain counts in a wider one.
    PartOf,
    /// A credential can be studied for while working in a role.
    StudiedIn,
}

/// Roles, credentials and domains, joined by what they require, give, imply and are part of.
#[derive(Clone, Debug)]
pub struct RequirementGraph {
    graph: DiGraph<Subject, Link>,
    roles: usize,
    credentials: usize,
}

impl RequirementGraph {
    /// Builds the graph of a catalog.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let mut graph = DiGraph::new();
        for role in catalog.role_ids() {
            graph.add_node(Subject::Role(role));
        }
        for credential in catalog.credential_ids() {
            graph.add_node(Subject::Credential(credential));
        }
        for domain in catalog.domain_ids() {
            graph.add_node(Subject::Domain(domain));
        }
        let mut built = Self { graph, roles: catalog.roles.len(), credentials: catalog.credentials.len() };
        built.add_links(catalog);
        built
    }

    fn add_links(&mut self, catalog: &Catalog) {
        for (role, entry) in catalog.role_ids().zip(&catalog.roles) {
            let from = self.node(Subject::Role(role));
            self.add_requirements(from, &entry.requires, Strength::Required, false);
            for &domain in &entry.gives {
                self.link(from, Subject::Domain(domain), Link::Gives);
            }
        }
        for (credential, entry) in catalog.credential_ids().zip(&catalog.credentials) {
            let from = self.node(Subject::Credential(credential));
            self.add_requirements(from, &entry.requires, Strength::Required, false);
            for &implied in &entry.implies {
                self.link(from, Subject::Credential(implied), Link::Implies);
            }
            for &role in entry.study.iter().flat_map(|study| &study.while_in) {
                self.link(from, Subject::Role(role), Link::StudiedIn);
            }
        }
        for (domain, entry) in catalog.domain_ids().zip(&catalog.domains) {
            let from = self.node(Subject::Domain(domain));
            for &wider in &entry.part_of {
                self.link(from, Subject::Domain(wider), Link::PartOf);
            }
        }
    }

    /// Adds an edge for everything that a list of requirements names, at any depth.
    fn add_requirements(
        &mut self,
        from: NodeIndex,
        nodes: &[Requirement],
        strength: Strength,
        alternative: bool,
    ) {
        for node in nodes {
            // A node is as strict as the most lenient of those it stands in.
            let strength = strength.max(node.strength);
            let link = Link::Requires { strength, alternative };
            match &node.kind {
                RequirementKind::Credential(credential) => {
                    self.link(from, Subject::Credential(*credential), link);
                }
                RequirementKind::All(inner) => self.add_requirements(from, inner, strength, alternative),
                RequirementKind::Any(inner) => {
                    self.add_requirements(from, inner, strength, alternative || inner.len() > 1);
                }
                RequirementKind::AtLeast { count, of } => {
                    self.add_requirements(from, of, strength, alternative || (*count as usize) < of.len());
                }
                RequirementKind::Experience { domain, after, .. } => {
                    self.link(from, Subject::Domain(*domain), link);
                    if let Some(credential) = after {
                        self.link(from, Subject::Credential(*credential), link);
                    }
                }
                RequirementKind::Tenure { role, .. } => self.link(from, Subject::Role(*role), link),
            }
        }
    }

    fn link(&mut self, from: NodeIndex, to: Subject, link: Link) {
        let to = self.node(to);
        self.graph.add_edge(from, to, link);
    }

    /// Returns the node of a subject: roles first, then credentials, then domains.
    fn node(&self, subject: Subject) -> NodeIndex {
        NodeIndex::new(match subject {
            Subject::Role(role) => role.index(),
            Subject::Credential(credential) => self.roles + credential.index(),
            Subject::Domain(domain) => self.roles + self.credentials + domain.index(),
        })
    }

    /// Returns what an entry asks for directly, in any way and however strictly; each once, in order.
    #[must_use]
    pub fn requires(&self, entry: Entry) -> Vec<Subject> {
        self.neighbours(entry.into(), Direction::Outgoing, |link| matches!(link, Link::Requires { .. }))
    }

    /// Returns the entries that ask for a subject directly; each once, in order.
    #[must_use]
    pub fn required_by(&self, subject: Subject) -> Vec<Entry> {
        let subjects =
            self.neighbours(subject, Direction::Incoming, |link| matches!(link, Link::Requires { .. }));
        subjects.into_iter().filter_map(entry_of).collect()
    }

    /// Returns the links that lead from a subject, with their ends, in the order of the ends.
    #[must_use]
    pub fn links(&self, subject: Subject) -> Vec<(Link, Subject)> {
        let mut links: Vec<(Link, Subject)> = self
            .graph
            .edges(self.node(subject))
            .map(|edge| (*edge.weight(), self.graph[edge.target()]))
            .collect();
        links.sort_by_key(|(_, end)| *end);
        links
    }

    /// Returns the links that lead to a subject, with where they come from, in the order of these.
    #[must_use]
    pub fn links_to(&self, subject: Subject) -> Vec<(Link, Subject)> {
        let incoming = self.graph.edges_directed(self.node(subject), Direction::Incoming);
        let mut links: Vec<(Link, Subject)> =
            incoming.map(|edge| (*edge.weight(), self.graph[edge.source()])).collect();
        links.sort_by_key(|(_, start)| *start);
        links
    }

    fn neighbours(
        &self,
        subject: Subject,
        direction: Direction,
        wanted: impl Fn(&Link) -> bool,
    ) -> Vec<Subject> {
        let mut found: Vec<Subject> = self
            .graph
            .edges_directed(self.node(subject), direction)
            .filter(|edge| wanted(edge.weight()))
            .map(|edge| match direction {
                Direction::Outgoing => self.graph[edge.target()],
                Direction::Incoming => self.graph[edge.source()],
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Returns the entry that a subject is, if it is one.
fn entry_of(subject: Subject) -> Option<Entry> {
    match subject {
        Subject::Role(role) => Some(Entry::Role(role)),
        Subject::Credential(credential) => Some(Entry::Credential(credential)),
        Subject::Domain(_) => None,
    }
}
