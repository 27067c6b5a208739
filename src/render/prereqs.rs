//! What a role or credential asks for, as a tree and as JSON.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Requirement, RequirementKind, Standard};
use crate::explain::progress::{meets, progress};
use crate::explain::skills::SkillGap;
use crate::explain::timeline::Moment;
use crate::ids::CredentialId;

use super::footnotes::Footnotes;
use super::json::document;
use super::listing::sources::named_in;
use super::page::{Page, Style};
use super::requirement::{Deep, ESTIMATE, NodeView, branches, id, json as node_json, name};
use super::words;

/// How deep the requirements of credentials are shown below each other. Nobody reads further, and what draws the tree
/// recurses.
const DEEPEST: usize = 24;

/// What is to be shown.
#[derive(Debug)]
pub(crate) struct Prereqs<'a> {
    /// Whose requirements.
    pub entry: Entry,
    /// The requirements, already reduced to the standard if there is one.
    pub requires: &'a [Requirement],
    /// The standard; `None` shows every node with its strength.
    pub standard: Option<Standard>,
    /// Who is measured against them, and when.
    pub moment: Option<Moment<'a>>,
    /// Whether the requirements of required credentials are shown too.
    pub deep: bool,
    /// The skills of a role, measured against the person.
    pub skills: Option<SkillGap>,
    /// What was assumed about the person.
    pub assumptions: Vec<String>,
}

impl Prereqs<'_> {
    fn nodes<'n>(&'n self, catalog: &'n Catalog) -> Vec<NodeView<'n>> {
        let mut builder = Builder { catalog, prereqs: self, expanded: BTreeSet::new(), depth: 0 };
        if let Entry::Credential(credential) = self.entry {
            builder.expanded.insert(credential);
        }
        builder.nodes(self.requires)
    }

    /// Tells whether the person meets everything that is in force; `None` without a person.
    ///
    /// Preferred nodes never bar anybody; usual ones do, unless the standard says otherwise.
    #[must_use]
    pub(crate) fn met(&self) -> Option<bool> {
        let standard = self.standard.unwrap_or_default();
        let in_force = crate::catalog::requirement::at_standard(self.requires, standard);
        self.moment.map(|moment| in_force.iter().all(|node| meets(moment, node)))
    }

    /// Returns the tree for a reader.
    #[must_use]
    pub(crate) fn page(&self, catalog: &Catalog) -> Page {
        let mut page = Page::new();
        let mut footnotes = Footnotes::new(catalog);
        page.title(&format!("{} ({}) asks for", name(catalog, self.entry), id(catalog, self.entry)));
        let nodes = self.nodes(catalog);
        if nodes.is_empty() {
            page.paragraph(Style::Plain, "nothing: it is open to everybody");
        }
        page.tree(&branches(catalog, &nodes, &mut footnotes));
        if let Some(met) = self.met() {
            page.gap();
            let standard = self.standard.unwrap_or_default().word();
            let verdict = if met { "everything is met" } else { "not everything is met yet" };
            page.paragraph(
                Style::Heading,
                &words::capitalized(&format!("{verdict} at the {standard} standard.")),
            );
        }
        if let Some(skills) = &self.skills {
            super::skills::print(catalog, skills, &mut page);
        }
        page.gap();
        match self.standard {
            _ if nodes.is_empty() => {}
            Some(standard) => page.paragraph(
                Style::Quiet,
                &format!(
                    "Shown at the {} standard: {}. {ESTIMATE}",
                    standard.word(),
                    words::standard(standard)
                ),
            ),
            None => page.paragraph(
                Style::Quiet,
                &format!(
                    "Nodes without a mark are required; usual: most employers ask for it; preferred: it helps; \
                     rare: accepted in few places. A plan meets required and usual nodes (`--standard`). {ESTIMATE}"
                ),
            ),
        }
        if !self.assumptions.is_empty() {
            page.heading("Assumptions");
            page.bullets(&self.assumptions);
        }
        footnotes.print(&mut page);
        page
    }

    /// Returns the tree as JSON.
    #[must_use]
    pub(crate) fn json(&self, catalog: &Catalog) -> Value {
        let kind = match self.entry {
            Entry::Role(_) => "role",
            Entry::Credential(_) => "credential",
        };
        let nodes: Vec<Value> = self.nodes(catalog).iter().map(|node| node_json(catalog, node)).collect();
        let nodes = Value::from(nodes);
        let sources = named_in(catalog, &nodes);
        document(
            catalog,
            "prereqs",
            json!({
                "kind": kind,
                "id": id(catalog, self.entry),
                "title": name(catalog, self.entry),
                "standard": self.standard.map(Standard::word),
                "met": self.met(),
                "requires": nodes,
                "skills": self.skills.as_ref().map(|gap| super::skills::json(catalog, gap)),
                "assumptions": self.assumptions,
                "sources": sources,
            }),
        )
    }
}

struct Builder<'a> {
    catalog: &'a Catalog,
    prereqs: &'a Prereqs<'a>,
    /// Credentials whose own requirements stand in the tree already.
    expanded: BTreeSet<CredentialId>,
    /// How many nodes the one at hand stands below.
    depth: usize,
}

impl<'a> Builder<'a> {
    fn nodes(&mut self, requirements: &'a [Requirement]) -> Vec<NodeView<'a>> {
        self.depth += 1;
        let nodes = requirements.iter().map(|node| self.node(node)).collect();
        self.depth -= 1;
        nodes
    }

    fn node(&mut self, requirement: &'a Requirement) -> NodeView<'a> {
        let deep = match requirement.kind {
            RequirementKind::Credential(credential) if self.prereqs.deep => {
                let requires = &self.catalog.credential(credential).requires;
                if requires.is_empty() {
                    Deep::Nothing
                } else if self.depth >= DEEPEST && !self.expanded.contains(&credential) {
                    Deep::Further
                } else if self.expanded.insert(credential) {
                    Deep::Requires(self.nodes(requires))
                } else {
                    Deep::Repeated
                }
            }
            _ => Deep::Nothing,
        };
        NodeView {
            requirement,
            progress: self.prereqs.moment.map(|moment| progress(moment, requirement)),
            children: self.nodes(requirement.children()),
            deep,
        }
    }
}
