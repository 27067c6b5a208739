//! Requirements that bite their own tail.

use std::collections::VecDeque;

use petgraph::Direction;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::catalog::requirement::Standard;
use crate::catalog::{Catalog, CredentialStatus, Requirement, RequirementKind};
use crate::diagnostic::{Diagnostic, Label, code};

use super::attain::{Attained, Outset};
use super::{Link, RequirementGraph, Subject, entry_of};

/// A circle in which each member needs the next one first and the last needs the first.
///
/// Other ways to meet the same requirement may exist, and every one of them ends in a circle too: a newcomer
/// never gets to any member. Whoever is in such a circle already may go on in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequirementCycle {
    /// The members, in order; the first is not repeated at the end.
    pub members: Vec<Subject>,
}

impl RequirementCycle {
    /// Returns the circle as `a -> b -> a`; a domain is written as `experience in a`.
    #[must_use]
    pub fn path(&self, catalog: &Catalog) -> String {
        let members = self.members.iter().chain(self.members.first());
        members.map(|&member| name(catalog, member)).collect::<Vec<_>>().join(" -> ")
    }
}

fn name(catalog: &Catalog, subject: Subject) -> String {
    match subject {
        Subject::Role(role) => catalog.role(role).id.clone(),
        Subject::Credential(credential) => catalog.credential(credential).id.clone(),
        Subject::Domain(domain) => format!("experience in {}", catalog.domain(domain).id),
    }
}

/// Reports every circle of requirements in a catalog at the least that anybody asks for: newcomers never get to its
/// members.
#[must_use]
pub fn cycle_diagnostics(catalog: &Catalog) -> Vec<Diagnostic> {
    let graph = RequirementGraph::new(catalog);
    let cycles = graph.requirement_cycles(catalog, Standard::Minimum);
    if cycles.is_empty() {
        return Vec::new();
    }
    // An alternative may count at a higher standard only, and lead out of the circle there.
    let higher = [Standard::Typical, Standard::Competitive];
    let attained =
        higher.map(|standard| graph.attain(catalog, standard, Outset::WhateverHasNoWay, &|_| true));
    let is_open =
        |member: &Subject| attained.iter().any(|attained| attained.reached[graph.node(*member).index()]);
    let of = |cycle: &RequirementCycle| diagnostic(catalog, cycle, cycle.members.iter().any(is_open));
    cycles.iter().map(of).collect()
}

/// Words a circle; `is_open` where one of its members can be reached at a higher standard.
fn diagnostic(catalog: &Catalog, cycle: &RequirementCycle, is_open: bool) -> Diagnostic {
    let (mut message, mut where_so) = (format!("requirements in a circle: {}", cycle.path(catalog)), "");
    if is_open {
        message = format!("{message}, at the standard `{}`", Standard::Minimum.word());
        where_so = "there ";
    }
    let help =
        format!("{where_so}newcomers never get to these: add an alternative, or take one requirement out");
    let mut diagnostic = Diagnostic::error(code::CYCLIC_REQUIREMENT, message).with_help(help);
    for (position, &member) in cycle.members.iter().enumerate() {
        let next = cycle.members[(position + 1) % cycle.members.len()];
        let text = format!("needs {} first", name(catalog, next));
        let place = entry_of(member).and_then(|entry| catalog.places.label(entry, text));
        diagnostic.labels.extend(place.into_iter().collect::<Vec<Label>>());
    }
    diagnostic
}

impl RequirementGraph {
    /// Finds the circles of requirements under a standard: one for each set of roles and credentials that
    /// all need each other, in order of their first members.
    #[must_use]
    pub fn requirement_cycles(&self, catalog: &Catalog, standard: Standard) -> Vec<RequirementCycle> {
        let attained = self.attain(catalog, standard, Outset::WhateverHasNoWay, &|_| true);
        let blocked = self.blocked(catalog, &attained);
        // The other algorithm there is recurses as deep as a chain of requirements is long.
        let mut cycles: Vec<RequirementCycle> =
            kosaraju_scc(&blocked).iter().filter_map(|knot| cycle_in(&blocked, knot)).collect();
        cycles.sort_by(|left, right| left.members.cmp(&right.members));
        cycles
    }

    /// Returns the graph of what cannot be reached: each node leads to those that would have to be reached
    /// first and cannot be either.
    fn blocked(&self, catalog: &Catalog, attained: &Attained) -> DiGraph<Subject, ()> {
        let mut blocked = DiGraph::new();
        let missed: Vec<NodeIndex> =
            self.graph.node_indices().filter(|node| !attained.reached[node.index()]).collect();
        let places: FxHashMap<NodeIndex, NodeIndex> =
            missed.iter().map(|&node| (node, blocked.add_node(self.graph[node]))).collect();
        for &node in &missed {
            let mut obstacles = FxHashSet::default();
            self.obstacles(catalog, node, attained, &mut obstacles);
            let mut obstacles: Vec<NodeIndex> =
                obstacles.into_iter().filter_map(|obstacle| places.get(&obstacle).copied()).collect();
            obstacles.sort_unstable();
            for obstacle in obstacles {
                blocked.add_edge(places[&node], obstacle, ());
            }
        }
        blocked
    }

    /// Collects the nodes that stand directly in the way of a node.
    fn obstacles(
        &self,
        catalog: &Catalog,
        node: NodeIndex,
        attained: &Attained,
        obstacles: &mut FxHashSet<NodeIndex>,
    ) {
        let incoming = self.graph.edges_directed(node, Direction::Incoming);
        let feeders = incoming
            .filter(|edge| matches!(edge.weight(), Link::Gives | Link::Implies | Link::PartOf))
            .map(|edge| edge.source());
        obstacles.extend(feeders);
        let can_be_earned = match self.graph[node] {
            Subject::Role(_) => true,
            Subject::Domain(_) => false,
            Subject::Credential(credential) => {
                let entry = catalog.credential(credential);
                let ties = self.graph.edges(node).filter(|edge| matches!(edge.weight(), Link::StudiedIn));
                let is_free = entry.study.iter().any(|study| study.while_in.is_empty());
                let is_held = |role: &NodeIndex| attained.reached[role.index()];
                let roles: Vec<NodeIndex> = ties.map(|edge| edge.target()).collect();
                if !is_free && !roles.iter().any(is_held) {
                    obstacles.extend(roles);
                }
                entry.status == CredentialStatus::Active
            }
        };
        if can_be_earned {
            for requirement in &attained.requires[node.index()] {
                self.unmet(requirement, attained, obstacles);
            }
        }
    }

    /// Collects what a requirement names that is not met.
    fn unmet(&self, requirement: &Requirement, attained: &Attained, obstacles: &mut FxHashSet<NodeIndex>) {
        if self.is_met(requirement, attained) {
            return;
        }
        match &requirement.kind {
            RequirementKind::Credential(credential) => {
                obstacles.insert(self.node(Subject::Credential(*credential)));
            }
            RequirementKind::All(nodes)
            | RequirementKind::Any(nodes)
            | RequirementKind::AtLeast { of: nodes, .. } => {
                for node in nodes {
                    self.unmet(node, attained, obstacles);
                }
            }
            RequirementKind::Experience { domain, after, .. } => {
                obstacles.insert(self.node(Subject::Domain(*domain)));
                obstacles.extend(after.map(|credential| self.node(Subject::Credential(credential))));
            }
            RequirementKind::Tenure { role, .. } => {
                obstacles.insert(self.node(Subject::Role(*role)));
            }
        }
    }
}

/// Returns a shortest circle through the first member of a knot; `None` when the knot is one node that does
/// not need itself.
fn cycle_in(blocked: &DiGraph<Subject, ()>, knot: &[NodeIndex]) -> Option<RequirementCycle> {
    let start = knot.iter().copied().min_by_key(|&node| blocked[node])?;
    let knot: FxHashSet<NodeIndex> = knot.iter().copied().collect();
    let mut came_from: FxHashMap<NodeIndex, NodeIndex> = FxHashMap::default();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        let mut next: Vec<NodeIndex> = blocked.neighbors(node).filter(|next| knot.contains(next)).collect();
        next.sort_by_key(|&next| blocked[next]);
        for next in next {
            if next == start {
                let mut members = vec![blocked[node]];
                let mut member = node;
                while let Some(&previous) = came_from.get(&member) {
                    members.push(blocked[previous]);
                    member = previous;
                }
                members.reverse();
                return Some(RequirementCycle { members });
            }
            if let std::collections::hash_map::Entry::Vacant(place) = came_from.entry(next) {
                place.insert(node);
                queue.push_back(next);
            }
        }
    }
    None
}
