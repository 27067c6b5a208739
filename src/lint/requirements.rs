//! Every requirement of a catalog with its place.

use crate::catalog::names::Entry;
use crate::catalog::outline::{Anchor, FilePlace, Step};
use crate::catalog::{Requirement, RequirementKind};

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
}

impl Site<'_> {
    /// Returns the place of the requirement.
    pub(super) fn place(&self, context: &Context<'_>) -> Option<FilePlace> {
        context.outline.place(anchor(self.entry), &self.steps)
    }

    /// Returns the place of the value of one of its keys; of the requirement when it has no such key.
    pub(super) fn place_of(&self, context: &Context<'_>, key: &'static str) -> Option<FilePlace> {
        let mut steps = self.steps.clone();
        steps.push(Step::Key(key));
        context.outline.place(anchor(self.entry), &steps)
    }
}

/// Returns the anchor of a role or credential.
pub(super) fn anchor(entry: Entry) -> Anchor {
    match entry {
        Entry::Role(role) => Anchor::Role(role),
        Entry::Credential(credential) => Anchor::Credential(credential),
    }
}

/// Returns every role and credential with what it asks for.
pub(super) fn asking<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (Entry, &'a [Requirement])> + use<'a> {
    let catalog = context.catalog;
    let roles = catalog.role_ids().map(|id| (Entry::Role(id), &catalog.role(id).requires[..]));
    let credentials =
        catalog.credential_ids().map(|id| (Entry::Credential(id), &catalog.credential(id).requires[..]));
    roles.chain(credentials)
}

/// Returns every requirement of a catalog at every depth, parents before what is in them.
pub(super) fn sites<'a>(context: &Context<'a>) -> Vec<Site<'a>> {
    let mut sites = Vec::new();
    for (entry, requires) in asking(context) {
        for (number, node) in requires.iter().enumerate() {
            let steps = vec![Step::Key("requires"), Step::Item(number)];
            visit(Site { entry, steps, node, around: Vec::new() }, &mut sites);
        }
    }
    sites
}

/// Adds a requirement and all within it. Reading has bounded how deep they are.
fn visit<'a>(site: Site<'a>, sites: &mut Vec<Site<'a>>) {
    let key = match site.node.kind {
        RequirementKind::All(_) => "all",
        RequirementKind::Any(_) => "any",
        RequirementKind::AtLeast { .. } => "of",
        _ => {
            sites.push(site);
            return;
        }
    };
    sites.push(site.clone());
    for (number, node) in site.node.children().iter().enumerate() {
        let mut steps = site.steps.clone();
        steps.extend([Step::Key(key), Step::Item(number)]);
        let mut around = site.around.clone();
        around.push(site.node);
        visit(Site { entry: site.entry, steps, node, around }, sites);
    }
}
