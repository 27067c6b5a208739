//! Requirements in words, as trees and as JSON.

use std::slice;

use serde_json::{Value, json};

use crate::catalog::names::Entry;
use crate::catalog::provenance::backings;
use crate::catalog::{Catalog, Requirement, RequirementKind, Strength};
use crate::explain::progress::Progress;
use crate::graph::Subject;

use super::footnotes::Footnotes;
use super::page::Style;
use super::tree::Branch;
use super::words::{self, brief_duration, calendar, duration};

/// What the mark `~` says about a requirement.
pub(crate) const ESTIMATE: &str =
    "`~`: an estimate of ours; where a source stands beside it, that states a part of it.";

/// Returns the name of a role or credential.
#[must_use]
pub(crate) fn name(catalog: &Catalog, entry: Entry) -> &str {
    entry.name(catalog)
}

/// Returns the id of a role or credential in the files.
#[must_use]
pub(crate) fn id(catalog: &Catalog, entry: Entry) -> &str {
    entry.id(catalog)
}

/// Returns what is asked for under the name of a role, a credential or a domain: `time as Registered nurse`,
/// `experience in Nursing practice`.
#[must_use]
pub(crate) fn subject(catalog: &Catalog, subject: Subject) -> String {
    match subject {
        Subject::Role(role) => format!("time as {}", catalog.role(role).title),
        Subject::Credential(credential) => catalog.credential(credential).name.clone(),
        Subject::Domain(domain) => format!("experience in {}", catalog.domain(domain).name),
    }
}

/// Returns the id of a role, a credential or a domain of experience in the files.
#[must_use]
pub(crate) fn subject_id(catalog: &Catalog, subject: Subject) -> &str {
    subject.id(catalog)
}

/// Returns a requirement in one line, with everything below it.
#[must_use]
pub(crate) fn sentence(catalog: &Catalog, requirement: &Requirement) -> String {
    let nodes = |nodes: &[Requirement], conjunction| {
        let parts: Vec<String> = nodes
            .iter()
            .map(|node| {
                let text = sentence(catalog, node);
                // Nested lists need their own brackets to be read the right way.
                if nodes.len() > 1 && node.children().len() > 1 { format!("({text})") } else { text }
            })
            .collect();
        words::list(&parts, conjunction)
    };
    match &requirement.kind {
        // What somebody is excused from.
        RequirementKind::All(all) if all.is_empty() => "nothing more".to_owned(),
        RequirementKind::All(all) => nodes(all, "and"),
        RequirementKind::Any(any) => nodes(any, "or"),
        RequirementKind::AtLeast { count, of } => format!("at least {count} of {}", nodes(of, "and")),
        _ => headline(catalog, requirement),
    }
}

/// Adds the months that somebody has to a requirement that asks for months and is not met.
#[must_use]
pub(crate) fn with_progress(text: String, progress: Progress) -> String {
    match progress.have {
        Some(have) if !progress.met => format!("{text} (has {})", brief_duration(have)),
        _ => text,
    }
}

/// Returns what one node asks, without the nodes below it.
#[must_use]
pub(crate) fn headline(catalog: &Catalog, requirement: &Requirement) -> String {
    match &requirement.kind {
        RequirementKind::Credential(credential) => catalog.credential(*credential).name.clone(),
        RequirementKind::All(_) => "all of".to_owned(),
        RequirementKind::Any(_) => "any of".to_owned(),
        RequirementKind::AtLeast { count, .. } => format!("at least {count} of"),
        RequirementKind::Experience { domain, months, after, within } => {
            let mut text = format!("{} in {}", duration(*months), catalog.domain(*domain).name);
            if let Some(credential) = after {
                text = format!("{text}, gained while holding {}", catalog.credential(*credential).name);
            }
            if let Some(within) = within {
                text = format!("{text}, within the last {}", duration(*within));
            }
            text
        }
        RequirementKind::Tenure { role, months } => {
            format!("{} as {}", duration(*months), catalog.role(*role).title)
        }
    }
}

/// A requirement node made ready for output, in the same shape for trees and JSON.
#[derive(Clone, Debug)]
pub(crate) struct NodeView<'a> {
    /// The node.
    pub requirement: &'a Requirement,
    /// How far somebody is with it, when somebody is asked about.
    pub progress: Option<Progress>,
    /// The nodes directly below it.
    pub children: Vec<NodeView<'a>>,
    /// What the credential itself asks for, when that is wanted.
    pub deep: Deep<'a>,
}

/// What the credential of a node asks for itself.
#[derive(Clone, Debug)]
pub(crate) enum Deep<'a> {
    /// Not wanted, or the node is no credential.
    Nothing,
    /// The requirements of the credential.
    Requires(Vec<NodeView<'a>>),
    /// They stand elsewhere in the tree.
    Repeated,
    /// The tree ends here, deep as it is.
    Further,
}

/// Returns the tree of a list of nodes, all of which are asked for; what no source states is marked with `~`,
/// at the highest node below which there is no source.
pub(crate) fn branches(
    catalog: &Catalog,
    nodes: &[NodeView<'_>],
    footnotes: &mut Footnotes<'_>,
) -> Vec<Branch> {
    below(catalog, nodes, false, footnotes)
}

fn below(
    catalog: &Catalog,
    nodes: &[NodeView<'_>],
    covered: bool,
    footnotes: &mut Footnotes<'_>,
) -> Vec<Branch> {
    nodes.iter().map(|node| branch(catalog, node, covered, footnotes)).collect()
}

/// Makes a branch; `covered` says that the source or the `~` of a list around it holds for it too.
fn branch(catalog: &Catalog, node: &NodeView<'_>, covered: bool, footnotes: &mut Footnotes<'_>) -> Branch {
    let mut wrappers = vec![node.requirement];
    let mut node = node;
    // A list of one is written to hang a remark on it; the reader only needs the remark.
    while let ([only], true) = (node.children.as_slice(), is_list_of_one(node.requirement)) {
        node = only;
        wrappers.push(node.requirement);
    }
    let requirement = node.requirement;
    let mut text = headline(catalog, requirement);
    if let RequirementKind::Credential(credential) = requirement.kind {
        text = format!("{text} `{}`", catalog.credential(credential).id);
    }
    let mut marks: Vec<String> = wrappers.iter().flat_map(|wrapper| marks(wrapper)).collect();
    marks.dedup();
    if !marks.is_empty() {
        text = format!("{text} ({})", marks.join(", "));
    }
    for wrapper in wrappers.iter().filter(|wrapper| wrapper.source.is_some() || wrapper.approximate) {
        text += &footnotes.requirement_mark(wrapper.source, wrapper.approximate);
    }
    let mut covered =
        covered || wrappers.iter().any(|wrapper| wrapper.source.is_some() || wrapper.approximate);
    if !covered && backings(slice::from_ref(requirement)).iter().all(|backing| backing.source.is_none()) {
        text += &footnotes.rule_mark(None);
        covered = true;
    }
    let (mut style, mut mark) = (Style::Plain, "");
    if let Some(progress) = node.progress {
        (style, mark) = if progress.met { (Style::Good, "✓ ") } else { (Style::Missing, "✗ ") };
        if let (Some(have), Some(need)) = (progress.have, progress.need) {
            let of = if have < need { format!(" of {}", brief_duration(need)) } else { String::new() };
            text = format!("{text}: has {}{of}", brief_duration(have));
        }
    }
    for note in wrappers.iter().filter_map(|wrapper| wrapper.note.as_ref()) {
        text = format!("{text} – {note}");
    }
    let mut children = below(catalog, &node.children, covered, footnotes);
    match &node.deep {
        Deep::Nothing => {}
        Deep::Requires(nodes) => children.extend(branches(catalog, nodes, footnotes)),
        Deep::Repeated => text += " – its own requirements: see above",
        Deep::Further => text += " – its own requirements: too deep to show",
    }
    Branch { style, mark: mark.to_owned(), text, children }
}

fn is_list_of_one(requirement: &Requirement) -> bool {
    match &requirement.kind {
        RequirementKind::All(nodes) | RequirementKind::Any(nodes) => nodes.len() == 1,
        _ => false,
    }
}

/// Returns how a node is qualified: strength, rarity and dates.
fn marks(requirement: &Requirement) -> Vec<String> {
    let mut marks = Vec::new();
    if requirement.strength != Strength::Required {
        marks.push(requirement.strength.word().to_owned());
    }
    if requirement.rare {
        marks.push("rare".to_owned());
    }
    marks.extend(requirement.from.map(|month| format!("from {}", calendar(month))));
    marks.extend(requirement.until.map(|month| format!("until {}", calendar(month))));
    marks
}

/// Returns a node as JSON, with every key present.
#[must_use]
pub(crate) fn json(catalog: &Catalog, node: &NodeView<'_>) -> Value {
    let requirement = node.requirement;
    let list = |nodes: &[NodeView<'_>]| nodes.iter().map(|node| json(catalog, node)).collect::<Vec<_>>();
    let (kind, credential, domain, role) = match &requirement.kind {
        RequirementKind::Credential(credential) => ("credential", Some(*credential), None, None),
        RequirementKind::All(_) => ("all", None, None, None),
        RequirementKind::Any(_) => ("any", None, None, None),
        RequirementKind::AtLeast { .. } => ("at-least", None, None, None),
        RequirementKind::Experience { domain, .. } => ("experience", None, Some(*domain), None),
        RequirementKind::Tenure { role, .. } => ("role", None, None, Some(*role)),
    };
    let (after, within, need) = match &requirement.kind {
        RequirementKind::Experience { months, after, within, .. } => (*after, *within, Some(*months)),
        RequirementKind::Tenure { months, .. } => (None, None, Some(*months)),
        _ => (None, None, None),
    };
    let count = match &requirement.kind {
        RequirementKind::AtLeast { count, .. } => Some(*count),
        _ => None,
    };
    let credential_id = |id| &catalog.credential(id).id;
    json!({
        "kind": kind,
        "id": credential.map(credential_id).or_else(|| role.map(|role| &catalog.role(role).id)),
        "domain": domain.map(|domain| &catalog.domain(domain).id),
        "count": count,
        "text": sentence(catalog, requirement),
        "strength": requirement.strength.word(),
        "rare": requirement.rare,
        "from": requirement.from.map(|month| month.to_string()),
        "until": requirement.until.map(|month| month.to_string()),
        "after": after.map(credential_id),
        "within_months": within.map(|months| months.0),
        "note": requirement.note,
        "source": requirement.source.map(|source| &catalog.source(source).id),
        "approximate": requirement.approximate,
        "met": node.progress.map(|progress| progress.met),
        "have_months": node.progress.and_then(|progress| progress.have).map(|months| months.0),
        "need_months": need.map(|months| months.0),
        "children": list(&node.children),
        "requires": match &node.deep {
            Deep::Nothing => Value::Null,
            Deep::Requires(nodes) => list(nodes).into(),
            Deep::Repeated => "repeated".into(),
            Deep::Further => "further".into(),
        },
    })
}

#[cfg(test)]
#[cfg(catalog_is_frozen)]
mod tests_of_shipped_data {
    use super::*;
    use crate::catalog::{Credential, CredentialKind, CredentialStatus};

    /// Whoever reads what a certification asks for sees of each part where it is stated, or that it is an estimate.
    #[test]
    fn every_rule_of_a_certification_has_its_mark() {
        let catalog = Catalog::builtin().expect("the shipped catalog");
        let is_live = |credential: &&Credential| {
            credential.kind == CredentialKind::Certification && credential.status == CredentialStatus::Active
        };
        assert!(catalog.credentials.iter().filter(is_live).count() > 40);
        let mut unmarked = Vec::new();
        for credential in catalog.credentials.iter().filter(is_live) {
            let mut footnotes = Footnotes::new(&catalog);
            for branch in branches(&catalog, &nodes(&credential.requires), &mut footnotes) {
                collect_unmarked(&branch, &mut unmarked);
            }
        }
        assert_eq!(unmarked, [""; 0], "rules show neither a source nor `~`");
    }

    fn nodes(requirements: &[Requirement]) -> Vec<NodeView<'_>> {
        let node = |requirement| NodeView {
            requirement,
            progress: None,
            children: nodes(Requirement::children(requirement)),
            deep: Deep::Nothing,
        };
        requirements.iter().map(node).collect()
    }

    fn collect_unmarked(branch: &Branch, unmarked: &mut Vec<String>) {
        let head = branch.text.split(" – ").next().unwrap_or_default();
        if head.ends_with(" ~") || head.ends_with(']') {
            return;
        }
        if branch.children.is_empty() {
            unmarked.push(branch.text.clone());
        }
        for child in &branch.children {
            collect_unmarked(child, unmarked);
        }
    }
}
