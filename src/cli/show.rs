//! `show`: one entry and everything known about it.

use clap::Args;

use crate::catalog::Catalog;
use crate::catalog::names::{Entry, UnknownName};
use crate::diagnostic::similar;
use crate::ids::DomainId;
use crate::render::show::{Subject, json, page};

use super::error::Failure;
use super::exit::Exit;
use super::options::Format;
use super::sources;
use super::ui::Ui;

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
    #[arg(value_name = "ID|TITLE")]
    name: String,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("show", &[Format::Table, Format::Json])?;
    let catalog = ui.catalog()?;
    let subject = subject(&catalog, &arguments.name)?;
    match ui.format() {
        Format::Json => ui.json(&json(&catalog, subject))?,
        _ => ui.page(&page(&catalog, subject, ui.width()))?,
    }
    Ok(Exit::Done)
}

/// Finds a role or credential, then a domain, a skill, a setting, a place to turn to, a question, a source.
fn subject(catalog: &Catalog, name: &str) -> Result<Subject, Failure> {
    let unknown = match catalog.find_entry(name) {
        Ok(Entry::Role(role)) => return Ok(Subject::Role(role)),
        Ok(Entry::Credential(credential)) => return Ok(Subject::Credential(credential)),
        Err(unknown) => unknown,
    };
    let is = |text: &str| text.eq_ignore_ascii_case(name.trim());
    let domain = || {
        let position = catalog.domains.iter().position(|domain| is(&domain.id) || is(&domain.name));
        position.map(DomainId::from_index).map(Subject::Domain)
    };
    if let Some(subject) = domain()
        .or_else(|| catalog.find_skill(name).ok().map(Subject::Skill))
        .or_else(|| catalog.find_setting(name).ok().map(Subject::Setting))
        .or_else(|| catalog.find_resource(name).ok().map(Subject::Resource))
        .or_else(|| catalog.find_topic(name).ok().map(Subject::Topic))
        .or_else(|| sources::find(catalog, name).map(Subject::Source))
    {
        return Ok(subject);
    }
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
    let near = similar(name, ids.map(String::as_str)).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let suggestions = if near.is_empty() { unknown.suggestions } else { near };
    Err(UnknownName { kind: "name", suggestions, ..unknown }.into())
}
