//! `profile`: make a profile by answering questions, or see how one is understood.

mod check;
mod draft;
mod lines;
mod new;
mod prompter;
mod terminal;

use clap::{Args, Subcommand};

use super::exit::Exit;
use super::ui::Ui;

/// Make your profile by answering a few questions, or see how a profile is understood.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath profile new
  careerpath profile new -o me.toml
  careerpath profile check
  careerpath profile check me.toml")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Arguments),
    Check(check::Arguments),
}

impl Arguments {
    /// Tells whether the command writes a file of its own.
    pub(super) fn saves(&self) -> bool {
        matches!(self.command, Command::New(_))
    }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    match &arguments.command {
        Command::New(command) => new::run(command, ui),
        Command::Check(command) => check::run(command, ui),
    }
}
