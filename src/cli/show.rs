//! `show`: one entry and everything known about it.

use clap::Args;

use crate::catalog::Catalog;
use crate::catalog::names::UnknownName;
use crate::diagnostic::similar;
use crate::render::show::{Subject, json, page};

use super::complete;
use super::error::Failure;
use super::exit::Exit;
use super::options::Format;
use super::sources;
use super::ui::Ui;

/// How many names are offered at most.
const OFFERED: usize = 3;

/// Show everything known about a role, a credential, a domain, a skill, a setting, a place or a source.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath show cmio
  careerpath show \"nurse informaticist\"
  careerpath show fhir
  careerpath show rhia --format json")]
pub(super) struct Arguments {
    /// What to show, by id, title or another name.
    #[arg(value_name = "ID|TITLE", add = complete::everything())]
    name: String,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("show")?;
    let catalog = ui.catalog()?;
    let subject = subject(&catalog, &arguments.name)?;
    match ui.format() {
        Format::Json => ui.json(&json(&catalog, subject))?,
        _ => ui.page(&page(&catalog, subject))?,
    }
    Ok(Exit::Done)
}

/// Finds what a name means: an id or a title before an alias, and of each a role or credential before a domain, a
/// skill, a setting, a place to turn to, a question or a source.
fn subject(catalog: &Catalog, name: &str) -> Result<Subject, Failure> {
    let entry = catalog.find_entry(name);
    let others: Vec<Subject> = others(catalog, name).collect();
    let is = |text: &str| text.eq_ignore_ascii_case(name.trim());
    if let Some(subject) = others.iter().find(|other| names(catalog, **other).into_iter().any(is))
        && !entry.as_ref().is_ok_and(|entry| names(catalog, (*entry).into()).into_iter().any(is))
    {
        return Ok(*subject);
    }
    let unknown = match (entry, others.first()) {
        (Ok(entry), _) => return Ok(entry.into()),
        (Err(_), Some(subject)) => return Ok(*subject),
        (Err(unknown), None) => unknown,
    };
    let others = catalog
        .domains
        .iter()
        .map(|domain| &domain.id)
        .chain(catalog.skills.iter().map(|skill| &skill.id))
        .chain(catalog.settings.iter().map(|setting| &setting.id))
        .chain(catalog.resources.iter().map(|resource| &resource.id))
        .chain(catalog.topics.iter().map(|topic| &topic.id))
        .chain(catalog.sources.iter().map(|source| &source.id));
    let ids = unknown.suggestions.iter().chain(others);
    let near = similar(name, ids.map(String::as_str)).into_iter().map(str::to_owned);
    let mut suggestions: Vec<String> =
        unknown.suggestions.iter().filter(|id| catalog.has_words(id, name)).cloned().collect();
    for id in near {
        if suggestions.len() < OFFERED && !suggestions.contains(&id) {
            suggestions.push(id);
        }
    }
    let suggestions = if suggestions.is_empty() { unknown.suggestions } else { suggestions };
    Err(UnknownName { kind: "name", suggestions, ..unknown }.into())
}

/// Returns everything with this name that is neither a role nor a credential.
fn others(catalog: &Catalog, name: &str) -> impl Iterator<Item = Subject> {
    [
        catalog.find_domain(name).ok().map(Subject::Domain),
        catalog.find_skill(name).ok().map(Subject::Skill),
        catalog.find_setting(name).ok().map(Subject::Setting),
        catalog.find_resource(name).ok().map(Subject::Resource),
        catalog.find_topic(name).ok().map(Subject::Topic),
        sources::find(catalog, name).map(Subject::Source),
    ]
    .into_iter()
    .flatten()
}

/// Returns the id and the title.
fn names(catalog: &Catalog, subject: Subject) -> [&str; 2] {
    match subject {
        Subject::Role(id) => [&catalog.role(id).id, &catalog.role(id).title],
        Subject::Credential(id) => [&catalog.credential(id).id, &catalog.credential(id).name],
        Subject::Domain(id) => [&catalog.domain(id).id, &catalog.domain(id).name],
        Subject::Source(id) => [&catalog.source(id).id, &catalog.source(id).title],
        Subject::Skill(id) => [&catalog.skill(id).id, &catalog.skill(id).name],
        Subject::Setting(id) => [&catalog.setting(id).id, &catalog.setting(id).name],
        Subject::Resource(id) => {
            let resource = &catalog.resources[id.index()];
            [&resource.id, &resource.name]
        }
        Subject::Topic(id) => {
            let topic = &catalog.topics[id.index()];
            [&topic.id, &topic.question]
        }
    }
}
