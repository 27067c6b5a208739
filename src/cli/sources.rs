//! `sources`: the bibliography.

use clap::Args;

use crate::catalog::{Catalog, Provenance, SourceKind};
use crate::diagnostic::{did_you_mean, similar};
use crate::ids::SourceId;
use crate::render::listing;
use crate::render::show::{Subject, page};

use super::complete;
use super::error::Failure;
use super::exit::Exit;
use super::filters;
use super::options::Format;
use super::ui::Ui;

/// List the sources of everything the catalog says, and how often each is used.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath sources --kind official
  careerpath sources bls-oews-2025
  careerpath sources --format markdown")]
pub(super) struct Arguments {
    /// Show this source with everything that uses it, by id or title.
    #[arg(value_name = "SOURCE", conflicts_with_all = ["kind", "unused"], add = complete::sources())]
    source: Option<String>,
    /// Only sources of this kind: official, survey, postings or secondary.
    #[arg(long, value_name = "KIND", add = complete::source_kinds())]
    kind: Option<String>,
    /// Only sources that nothing uses.
    #[arg(long)]
    unused: bool,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("sources")?;
    let catalog = ui.catalog()?;
    if let Some(name) = &arguments.source {
        return one(&catalog, name, ui);
    }
    let kinds = || SourceKind::ALL.iter().map(|kind| kind.word());
    let kind = filters::one_of("kind", arguments.kind.as_deref(), kinds)?;
    let unused = if arguments.unused { Some(Provenance::of(&catalog).unused()) } else { None };
    let sources: Vec<SourceId> = (0..catalog.sources.len())
        .map(SourceId::from_index)
        .filter(|id| kind.is_none_or(|kind| catalog.source(*id).kind.is_some_and(|own| own.word() == kind)))
        .filter(|id| unused.as_ref().is_none_or(|unused| unused.contains(id)))
        .collect();
    ui.listing(&catalog, &listing::sources::listing(&catalog, &sources))?;
    Ok(Exit::Done)
}

fn one(catalog: &Catalog, name: &str, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    let Some(id) = find(catalog, name) else {
        let known = catalog.sources.iter().map(|source| source.id.as_str());
        let lists = "`careerpath sources` lists all sources";
        let hint = match did_you_mean(&similar(name, known)) {
            Some(question) => format!("{question} {lists}"),
            None => lists.to_owned(),
        };
        return Err(Failure::usage(format!("unknown source: `{name}`")).hint(hint).into());
    };
    match ui.format() {
        Format::Json | Format::Csv => ui.listing(catalog, &listing::sources::listing(catalog, &[id]))?,
        _ => ui.page(&page(catalog, Subject::Source(id)))?,
    }
    Ok(Exit::Done)
}

/// Finds a source by id or title, whatever the letter case.
pub(super) fn find(catalog: &Catalog, name: &str) -> Option<SourceId> {
    let is = |text: &str| text.eq_ignore_ascii_case(name.trim());
    let position = catalog.sources.iter().position(|source| is(&source.id) || is(&source.title))?;
    Some(SourceId::from_index(position))
}
