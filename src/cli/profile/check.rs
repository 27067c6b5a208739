//! `profile check`: how a profile is understood.

use std::path::PathBuf;

use clap::Args;

use super::super::exit::Exit;
use super::super::ui::Ui;

/// See how a profile is understood.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The profile; your default profile unless said.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(_: &Arguments, _: &mut Ui<'_>) -> anyhow::Result<Exit> {
    Ok(Exit::Done)
}
