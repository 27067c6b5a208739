//! One entry and everything known about it.

mod credential;
mod entry;
mod guidance;
mod role;
mod word;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Note, Provenance, Requirement, RequirementKind};
use crate::explain::progress::progress;
use crate::explain::timeline::Moment;
use crate::ids::{CredentialId, DomainId, ResourceId, RoleId, SettingId, SkillId, SourceId, TopicId};

use super::footnotes::{Footnotes, cite};
use super::json::document;
use super::listing::{guide, resources, sources};
use super::page::{Page, Style};
use super::provenance::print_users;
use super::requirement::{Deep, ESTIMATE, NodeView};
use super::words::list;

pub(in crate::render) use credential::upkeep;

/// Something that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A role.
    Role(RoleId),
    /// A credential.
    Credential(CredentialId),
    /// An experience domain.
    Domain(DomainId),
    /// An entry of the bibliography.
    Source(SourceId),
    /// A skill.
    Skill(SkillId),
    /// A setting.
    Setting(SettingId),
    /// A place to turn to.
    Resource(ResourceId),
    /// A question with its answer.
    Topic(TopicId),
}

impl From<Entry> for Subject {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Role(role) => Self::Role(role),
            Entry::Credential(credential) => Self::Credential(credential),
        }
    }
}

/// Returns the subject for a terminal.
#[must_use]
pub(crate) fn page(catalog: &Catalog, subject: Subject) -> Page {
    let mut page = Page::new();
    let mut footnotes = Footnotes::new(catalog);
    match subject {
        Subject::Role(id) => role::print(catalog, id, &mut page, &mut footnotes),
        Subject::Credential(id) => credential::print(catalog, id, &mut page, &mut footnotes),
        Subject::Domain(id) => domain(catalog, id, &mut page),
        Subject::Source(id) => source(catalog, id, &mut page),
        Subject::Skill(id) => word::skill(catalog, id, &mut page),
        Subject::Setting(id) => word::setting(catalog, id, &mut page),
        Subject::Resource(id) => guidance::resource(catalog, id, &mut page, &mut footnotes),
        Subject::Topic(id) => guidance::topic(catalog, id, &mut page, &mut footnotes),
    }
    if footnotes.has_estimate() {
        page.gap();
        page.paragraph(Style::Quiet, ESTIMATE);
    }
    footnotes.print(&mut page);
    page
}

/// Returns the subject as JSON: the entry as the catalog has it, with its kind, status and sources resolved.
#[must_use]
pub(crate) fn json(catalog: &Catalog, subject: Subject) -> Value {
    let (kind, status, mut body, used) = match subject {
        Subject::Role(id) => {
            let role = catalog.role(id);
            ("role", "active", entry::role(catalog, role), entry::sources_of_role(catalog, role))
        }
        Subject::Credential(id) => {
            let credential = catalog.credential(id);
            let used = entry::sources_of_credential(credential);
            (credential.kind.word(), credential.status.word(), entry::credential(catalog, credential), used)
        }
        Subject::Domain(id) => ("domain", "active", entry::domain(catalog, catalog.domain(id)), Vec::new()),
        Subject::Source(id) => {
            ("source", "active", object(sources::with_users(catalog, &Provenance::of(catalog), id)), vec![id])
        }
        Subject::Skill(id) => ("skill", "active", word::skill_json(catalog, id), Vec::new()),
        Subject::Setting(id) => ("setting", "active", word::setting_json(catalog, id), Vec::new()),
        Subject::Resource(id) => {
            let resource = &catalog.resources[id.index()];
            ("resource", "active", object(resources::entry(catalog, resource)), resource.sources.clone())
        }
        Subject::Topic(id) => {
            let topic = &catalog.topics[id.index()];
            ("topic", "active", object(guide::entry(catalog, topic)), topic.sources.clone())
        }
    };
    let seen: BTreeSet<SourceId> = used.into_iter().collect();
    let sources: Vec<Value> = seen.into_iter().map(|id| sources::entry(catalog.source(id))).collect();
    let mut shown = Map::new();
    shown.insert("kind".to_owned(), kind.into());
    shown.insert("status".to_owned(), status.into());
    // A source, skill or resource has a kind of its own, which would hide what it is.
    if matches!(subject, Subject::Source(_) | Subject::Skill(_) | Subject::Resource(_))
        && let Some(own) = body.shift_remove("kind")
    {
        body.insert(format!("{kind}-kind"), own);
    }
    shown.extend(body);
    shown.insert("sources".to_owned(), sources.into());
    document(catalog, "show", shown.into())
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        other => Map::from_iter([("value".to_owned(), json!(other))]),
    }
}

fn domain(catalog: &Catalog, id: DomainId, page: &mut Page) {
    let domain = catalog.domain(id);
    page.title(&format!("{} ({}), an experience domain", domain.name, domain.id));
    if let Some(summary) = &domain.summary {
        page.paragraph(Style::Plain, summary);
    }
    let part_of: Vec<String> = domain.part_of.iter().map(|id| catalog.domain(*id).name.clone()).collect();
    if !part_of.is_empty() {
        page.fact("Counts as", &list(&part_of, "and"));
    }
    let givers: Vec<String> = catalog
        .role_ids()
        .filter(|role| catalog.domains_given_by(*role).contains(&id))
        .map(|role| catalog.role(role).title.clone())
        .collect();
    if !givers.is_empty() {
        page.fact("Given by", &list(&givers, "and"));
    }
}

fn source(catalog: &Catalog, id: SourceId, page: &mut Page) {
    let source = catalog.source(id);
    page.title(&format!("{}, a source", source.id));
    for line in cite(source) {
        if line.contains("://") {
            page.verbatim(Style::Plain, "", &line);
        } else {
            page.paragraph(Style::Plain, &line);
        }
    }
    page.gap();
    print_users(catalog, &Provenance::of(catalog), id, page);
}

/// Prints the remarks about an entry, with their dates and sources.
fn remarks(notes: &[Note], page: &mut Page, footnotes: &mut Footnotes<'_>) {
    if notes.is_empty() {
        return;
    }
    page.heading("Notes");
    let line = |note: &Note| {
        let date = note.date.as_ref().map(|date| format!("{date}: ")).unwrap_or_default();
        format!("{date}{}{}", note.text, footnotes.mark(note.source))
    };
    let lines: Vec<String> = notes.iter().map(line).collect();
    page.bullets(&lines);
}

/// Makes the nodes of a requirement tree, with how far somebody is with each, if somebody is asked about.
pub(in crate::render) fn nodes<'a>(
    requirements: &'a [Requirement],
    moment: Option<Moment<'_>>,
) -> Vec<NodeView<'a>> {
    let node = |requirement| NodeView {
        requirement,
        progress: moment.map(|moment| progress(moment, requirement)),
        children: nodes(Requirement::children(requirement), moment),
        deep: Deep::Nothing,
    };
    requirements.iter().map(node).collect()
}

/// Prints what an entry is about, with the sources of the entry as a whole.
fn summary(text: Option<&str>, sources: &[SourceId], page: &mut Page, footnotes: &mut Footnotes<'_>) {
    let marks = footnotes.marks(sources);
    match text {
        Some(text) => page.paragraph(Style::Plain, &format!("{text}{marks}")),
        None if marks.is_empty() => {}
        None => page.paragraph(Style::Plain, &format!("See{marks}")),
    }
}

/// Returns the titles of roles and names of credentials whose requirements name the entry.
pub(in crate::render) fn asked_by(catalog: &Catalog, entry: Entry) -> (Vec<String>, Vec<String>) {
    let asks = |requires: &[Requirement]| {
        let mut found = false;
        for requirement in requires {
            requirement.walk(&mut |node| {
                found |= match (&node.kind, entry) {
                    (RequirementKind::Credential(asked), Entry::Credential(own)) => *asked == own,
                    (RequirementKind::Experience { after, .. }, Entry::Credential(own)) => {
                        *after == Some(own)
                    }
                    (RequirementKind::Tenure { role, .. }, Entry::Role(own)) => *role == own,
                    _ => false,
                };
            });
        }
        found
    };
    let roles = catalog.roles.iter().filter(|role| asks(&role.requires));
    let credentials = catalog.credentials.iter().filter(|credential| asks(&credential.requires));
    (
        roles.map(|role| role.title.clone()).collect(),
        credentials.map(|credential| credential.name.clone()).collect(),
    )
}
