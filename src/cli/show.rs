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

/// Show everything known about a role, a credential, an experience domain or a source.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath show cmio
  careerpath show \"nurse informaticist\"
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

/// Finds a role or credential, then a domain, then a source.
fn subject(catalog: &Catalog, name: &str) -> Result<Subject, Failure> {
    let unknown = match catalog.find_entry(name) {
        Ok(Entry::Role(role)) => return Ok(Subject::Role(role)),
        Ok(Entry::Credential(credential)) => return Ok(Subject::Credential(credential)),
        Err(unknown) => unknown,
    };
    let is = |text: &str| text.eq_ignore_ascii_case(name.trim());
    let domain = catalog.domains.iter().position(|domain| is(&domain.id) || is(&domain.name));
    if let Some(domain) = domain {
        return Ok(Subject::Domain(DomainId::from_index(domain)));
    }
    if let Some(source) = sources::find(catalog, name) {
        return Ok(Subject::Source(source));
    }
    let domains = catalog.domains.iter().map(|domain| domain.id.as_str());
    let sources = catalog.sources.iter().map(|source| source.id.as_str());
    let mut suggestions = unknown.suggestions;
    if suggestions.is_empty() {
        suggestions = similar(name, domains.chain(sources)).into_iter().map(str::to_owned).collect();
    }
    Err(UnknownName { suggestions, ..unknown }.into())
}
