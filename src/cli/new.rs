//! `new`: a small catalog to begin with, in a folder of its own.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use include_dir::{Dir, include_dir};

use crate::render::text::shell_path;

use super::error::Failure;
use super::exit::Exit;
use super::ui::Ui;

/// The files of a new catalog.
static CATALOG: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/new/catalog");

/// The roles between which a new catalog plans.
const WAY: [&str; 2] = ["shop-assistant", "head-baker"];

/// Make a small catalog of your own in a new folder: commented, without a mistake, and ready to plan.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath new my-field
  careerpath new ~/careers/my-field --quiet

A folder that holds anything is left as it is.")]
pub(super) struct Arguments {
    /// The folder: one that is not there yet, or is empty.
    #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("new")?;
    let folder = &arguments.folder;
    claim(folder)?;
    let mut files = Vec::new();
    collect(&CATALOG, &mut files);
    for (path, text) in &files {
        write(&folder.join(path), text).map_err(|error| cannot(folder, &error))?;
    }
    let word = shell_path(&folder.display().to_string());
    let [from, to] = WAY;
    let made: Vec<String> = files.iter().map(|(path, _)| format!("  {}", path.display())).collect();
    ui.say(&format!("made a catalog in `{}`; what to type next:", folder.display()));
    ui.text(&format!(
        "{}\n\ncareerpath check {word}\ncareerpath plan --catalog {word} --from {from} --to {to}\n",
        made.join("\n")
    ))?;
    Ok(Exit::Done)
}

/// Makes the folder, or makes sure that it holds nothing.
fn claim(folder: &Path) -> Result<(), Failure> {
    let shown = folder.display();
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(Failure::usage(format!("the folder `{shown}` is not empty"))
                .hint("name a folder that is not there yet: nothing in this one was touched")),
        },
        Err(error) if error.kind() == ErrorKind::NotFound && folder.symlink_metadata().is_err() => {
            fs::create_dir_all(folder).map_err(|error| cannot(folder, &error))
        }
        Err(error) if error.kind() == ErrorKind::NotADirectory || folder.symlink_metadata().is_ok() => {
            Err(Failure::usage(format!("`{shown}` is there and is no folder that can be read: {error}"))
                .hint("name a folder that is not there yet"))
        }
        Err(error) => Err(cannot(folder, &error)),
    }
}

/// Collects the files of a folder, in the order of their paths.
fn collect<'f>(folder: &'f Dir<'f>, files: &mut Vec<(&'f Path, &'f str)>) {
    files.extend(folder.files().filter_map(|file| Some((file.path(), file.contents_utf8()?))));
    for inner in folder.dirs() {
        collect(inner, files);
    }
    files.sort_unstable();
}

/// Writes a file that must not be there yet.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

fn cannot(folder: &Path, error: &io::Error) -> Failure {
    Failure::usage(format!("cannot make a catalog in `{}`: {error}", folder.display()))
        .hint("choose a folder that you may write to")
}
