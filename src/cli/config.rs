//! `config`: where the program finds what it uses.

use std::env;

use clap::Args;

use crate::render::setup::{Setup, Variable};

use super::exit::Exit;
use super::options::Format;
use super::places;
use super::ui::Ui;

/// The environment variables that count, with what they do.
const VARIABLES: [(&str, &str); 5] = [
    (places::CONFIG_VARIABLE, "Another folder for configuration."),
    ("NO_COLOR", "Anything but nothing: no colour, unless `--color always`."),
    ("COLUMNS", "The width of the output."),
    ("CAREERPATH_PAGER", "What shows long answers in a terminal; wins over PAGER."),
    ("PAGER", "What shows long answers in a terminal."),
];

/// Show where careerpath looks for your profile, which environment variables count, and which catalog is used.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath config
  careerpath config --format json")]
pub(super) struct Arguments {}

/// Runs the command.
pub(super) fn run(_: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("config")?;
    let catalog = ui.catalog()?;
    let profile = places::default_profile().map(|path| path.display().to_string());
    let exists = places::existing_default_profile().is_some();
    let setup = Setup {
        folder: places::config_folder().map(|folder| folder.display().to_string()),
        profile: profile.map(|path| (path, exists)),
        catalog_folder: ui.catalog_folder().map(|folder| folder.display().to_string()),
        variables: VARIABLES
            .iter()
            .map(|&(name, meaning)| Variable {
                name,
                value: env::var_os(name).map(|value| value.to_string_lossy().into_owned()),
                meaning,
            })
            .collect(),
    };
    match ui.format() {
        Format::Json => ui.json(&setup.json(&catalog))?,
        _ => ui.page(&setup.page(&catalog))?,
    }
    Ok(Exit::Done)
}
