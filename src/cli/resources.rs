//! `resources`: organizations, job boards and other places to turn to.

use clap::Args;

use crate::ids::ResourceId;
use crate::render::listing;

use super::complete;
use super::exit::Exit;
use super::filters;
use super::ui::Ui;

/// List organizations, job boards and other places to turn to.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath resources
  careerpath resources --kind job-board")]
pub(super) struct Arguments {
    /// Only places of this kind, such as `association` or `job-board`.
    #[arg(long, value_name = "KIND", add = complete::resource_kinds())]
    kind: Option<String>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("resources")?;
    let catalog = ui.catalog()?;
    let kinds = || catalog.resources.iter().map(|resource| resource.kind.as_str());
    let kind = filters::one_of("kind", arguments.kind.as_deref(), kinds)?;
    let wanted = |id: &ResourceId| kind.is_none_or(|kind| catalog.resources[id.index()].kind == kind);
    let resources: Vec<ResourceId> =
        (0..catalog.resources.len()).map(ResourceId::from_index).filter(wanted).collect();
    ui.listing(&catalog, &listing::resources::listing(&catalog, &resources))?;
    Ok(Exit::Done)
}
