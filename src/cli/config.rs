//! `config`: where the program finds what it uses.

use std::env;
use std::path::Path;

use clap::Args;

use crate::render::setup::{Setup, Variable};

use super::exit::Exit;
use super::options::Format;
use super::places;
use super::ui::Ui;

/// The environment variables that count, with what they do.
const VARIABLES: [(&str, &str); 10] = [
    (places::CONFIG_VARIABLE, "The folder for configuration, in place of the system's."),
    (places::DATA_VARIABLE, "The folder for data, in place of the system's."),
    ("NO_COLOR", "No colour where it is set to anything, unless `--color always`."),
    ("COLUMNS", "The width of the output, in characters."),
    ("CAREERPATH_PAGER", "The program that shows long answers in a terminal; `cat`, or nothing, for none."),
    ("PAGER", "The same, where CAREERPATH_PAGER is not set; `less` where neither is."),
    ("TERM", "`dumb`: no colour, no pager, and plain characters in a terminal."),
    ("LC_ALL", "The locale; a terminal gets plain characters where it names another encoding than UTF-8."),
    ("LC_CTYPE", "The same, where LC_ALL is not set."),
    ("LANG", "The same, where neither is."),
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
    let catalog = ui.catalog();
    let layers = ui.layers(None);
    let shown = |path: &Path| path.display().to_string();
    let profile = places::default_profile().map(|path| shown(&path));
    let exists = places::existing_default_profile().is_some();
    let setup = Setup {
        folder: places::config_folder().map(|folder| shown(&folder)),
        profile: profile.map(|path| (path, exists)),
        catalog_folder: layers.base.as_deref().map(shown),
        own_catalog: places::own_catalog().map(|path| (shown(&path), layers.own.is_some())),
        laid_over: layers.over.iter().map(|folder| shown(folder)).collect(),
        variables: VARIABLES
            .iter()
            .map(|&(name, meaning)| Variable {
                name,
                value: env::var_os(name).map(|value| value.to_string_lossy().into_owned()),
                meaning,
            })
            .collect(),
    };
    if ui.format() == Format::Json {
        ui.json(&setup.json(&catalog?))?;
        return Ok(Exit::Done);
    }
    // Where things are is asked above all when something is wrong with them.
    ui.page(&setup.page(catalog.as_ref().ok()))?;
    catalog.map(|_| Exit::Done)
}
