//! `guide`: questions that people ask, with answers.

use clap::Args;

use crate::render::listing;
use crate::render::show::{Subject, json, page};

use super::complete;
use super::error::Failure;
use super::exit::Exit;
use super::options::Format;
use super::ui::Ui;

/// Answer a question that people ask about these careers; without one, list the questions.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath guide
  careerpath guide first-role
  careerpath guide pivots")]
pub(super) struct Arguments {
    /// The question, by the word for it in the list.
    #[arg(value_name = "TOPIC", add = complete::topics())]
    topic: Option<String>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    let catalog = ui.catalog()?;
    let Some(name) = &arguments.topic else {
        ui.require_format("guide")?;
        ui.listing(&catalog, &listing::guide::listing(&catalog))?;
        return Ok(Exit::Done);
    };
    ui.require_format("guide TOPIC")?;
    let topic = catalog.find_topic(name).map_err(Failure::from)?;
    match ui.format() {
        Format::Json => ui.json(&json(&catalog, Subject::Topic(topic)))?,
        _ => ui.page(&page(&catalog, Subject::Topic(topic)))?,
    }
    Ok(Exit::Done)
}
