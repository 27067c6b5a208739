//! Every requirement of a catalog with its place.

use crate::catalog::names::Entry;
use crate::catalog::outline::{FilePlace, Step};
use crate::catalog::{Catalog, Requirement, RequirementKind, Standard};

use super::Context;

/// A requirement, at whatever depth, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Site<'a> {
    /// The role or credential that asks for it.
    pub(super) entry: Entry,
    /// The steps to it, beginning with `requires`.
    pub(super) steps: Vec<Step>,
    /// The requirement itself.
    pub(super) node: &'a Requirement,
    /// The requirements around it, the outermost first.
    pub(super) around: Vec<&'a Requirement>,
    /// The position of the one that it stands in directly, in the list of all.
    pub(super) parent: Option<usize>,
}

impl Site<'_> {
    /// Returns the place of the requirement.
    pub(super) fn place(&self, context: &Context<'_>) -> Option<FilePlace> {
        context.outline.place(self.entry, &self.steps)
    }

    /// Returns the place of the value of one of its keys; of the requirement when it has no such key.
    pub(super) fn place_of(&self, context: &Context<'_>, key: &'static str) -> Option<FilePlace> {
        let mut steps = self.steps.clone();
        steps.push(Step::Key(key));
        context.outline.place(self.entry, &steps)
    }
}

/// Returns every role and credential with what it asks for, roles first.
pub(super) fn asking(catalog: &Catalog) -> impl Iterator<Item = (Entry, &[Requirement])> {
    let roles = catalog.role_ids().map(Entry::Role);
    let credentials = catalog.credential_ids().map(Entry::Credential);
    roles.chain(credentials).map(|entry| (entry, catalog.requirements(entry)))
}

/// Collects every requirement of a catalog at every depth, parents before what is in them.
pub(super) fn collect(catalog: &Catalog) -> Vec<Site<'_>> {
    let mut sites = Vec::new();
    for (entry, requires) in asking(catalog) {
        for (number, node) in requires.iter().enumerate() {
            let steps = vec![Step::Key("requires"), Step::Item(number)];
            visit(Site { entry, steps, node, around: Vec::new(), parent: None }, &mut sites);
        }
    }
    sites
}

/// Adds a requirement and all within it. Reading has bounded how deep they are.
fn visit<'a>(site: Site<'a>, sites: &mut Vec<Site<'a>>) {
    let position = sites.len();
    sites.push(site);
    let Some(key) = list_key(sites[position].node) else { return };
    for (number, node) in sites[position].node.children().iter().enumerate() {
        let Site { entry, steps, node: parent, around, .. } = &sites[position];
        let steps = steps.iter().copied().chain([Step::Key(key), Step::Item(number)]).collect();
        let around = around.iter().copied().chain([*parent]).collect();
        visit(Site { entry: *entry, steps, node, around, parent: Some(position) }, sites);
    }
}

/// Returns the key of the list that a requirement is made of, if it is made of one.
pub(super) fn list_key(node: &Requirement) -> Option<&'static str> {
    match node.kind {
        RequirementKind::All(_) => Some("all"),
        RequirementKind::Any(_) => Some("any"),
        RequirementKind::AtLeast { .. } => Some("of"),
        _ => None,
    }
}

/// Which requirements count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    /// Those in force under a standard.
    At(Standard),
    /// The least that is asked under any standard: of what is asked all at once only what every standard asks, and of
    /// alternatives whatever one of them accepts. It is less than [`Standard::Minimum`] asks where an alternative counts
    /// under a higher standard only, or a rare one stands alone.
    Least,
}

impl Counting {
    /// Tells whether an item counts in a list of alternatives, or in one of which everything is asked.
    pub(super) fn counts(self, node: &Requirement, is_alternative: bool) -> bool {
        let is_in_force = |standard| is_in_force(node, standard);
        match self {
            Self::At(standard) => is_in_force(standard),
            Self::Least if is_alternative => Standard::ALL.into_iter().any(is_in_force),
            Self::Least => Standard::ALL.into_iter().all(is_in_force),
        }
    }

    /// Returns the items that count of a list of which everything is asked, with their numbers.
    pub(super) fn of_all(self, nodes: &[Requirement]) -> impl Iterator<Item = (usize, &Requirement)> + Clone {
        nodes.iter().enumerate().filter(move |(_, node)| self.counts(node, false))
    }

    /// Returns the items that count of those that a requirement is made of, with their numbers.
    pub(super) fn parts(self, of: &Requirement) -> impl Iterator<Item = (usize, &Requirement)> + Clone {
        let is_choice = is_choice(of);
        of.children().iter().enumerate().filter(move |(_, node)| self.counts(node, is_choice))
    }

    /// Returns how many of its [`Self::parts`] a requirement asks for.
    pub(super) fn needed(self, of: &Requirement) -> usize {
        let counting = |number: usize| match &of.kind {
            RequirementKind::All(_) => number,
            RequirementKind::AtLeast { count, .. } => number.min(*count as usize),
            _ => number.min(1),
        };
        match (self, &of.kind) {
            (Self::Least, RequirementKind::AtLeast { .. }) => {
                let standards = Standard::ALL.into_iter();
                standards.map(|standard| Self::At(standard).needed(of)).min().unwrap_or(0)
            }
            _ => counting(self.parts(of).count()),
        }
    }
}

/// Tells whether a requirement is made of alternatives.
pub(super) fn is_choice(node: &Requirement) -> bool {
    matches!(node.kind, RequirementKind::Any(_) | RequirementKind::AtLeast { .. })
}

/// Tells whether a requirement is in force under a standard, as an item of its list.
pub(super) fn is_in_force(node: &Requirement, standard: Standard) -> bool {
    standard.keeps(node.strength, node.rare)
        && match &node.kind {
            RequirementKind::Any(nodes) => nodes.iter().any(|node| is_in_force(node, standard)),
            _ => true,
        }
}
