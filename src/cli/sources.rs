//! `sources`: the bibliography.

use clap::Args;

use crate::catalog::SourceKind;
use crate::ids::SourceId;
use crate::render::listing;

use super::exit::Exit;
use super::filters;
use super::ui::Ui;

/// List the sources of everything the catalog says.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath sources --kind official
  careerpath sources --format markdown")]
pub(super) struct Arguments {
    /// Only sources of this kind: official, survey, postings or secondary.
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    let catalog = ui.catalog()?;
    let kinds = || SourceKind::ALL.iter().map(|kind| kind.word());
    let kind = filters::one_of("kind", arguments.kind.as_deref(), kinds)?;
    let sources: Vec<SourceId> = (0..catalog.sources.len())
        .map(SourceId::from_index)
        .filter(|id| kind.is_none_or(|kind| catalog.source(*id).kind.is_some_and(|own| own.word() == kind)))
        .collect();
    ui.listing(&catalog, &listing::sources::listing(&catalog, &sources))?;
    Ok(Exit::Done)
}
