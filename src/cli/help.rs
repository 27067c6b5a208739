//! `help`: what a command does, with its options and examples.

use clap::{Args, Command};

use crate::diagnostic::{did_you_mean, similar};

use super::command::in_groups;
use super::complete;
use super::error::Failure;
use super::exit::Exit;
use super::ui::Ui;

/// Show what a command does, with its options and examples.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath help
  careerpath help plan
  careerpath help generate completions")]
pub(super) struct Arguments {
    /// The command; all of them unless said.
    #[arg(value_name = "COMMAND", add = complete::commands())]
    commands: Vec<String>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("help")?;
    let mut root = in_groups();
    root.build();
    let mut found = &mut root;
    for name in &arguments.commands {
        found = match found.find_subcommand(name) {
            Some(_) => found.find_subcommand_mut(name).expect("it was found just now"),
            None => return Err(unknown(found, name).into()),
        };
    }
    let help = found.render_help();
    let text = if ui.terminal().color { help.ansi().to_string() } else { help.to_string() };
    ui.text(&text)?;
    Ok(Exit::Done)
}

fn unknown(parent: &Command, name: &str) -> Failure {
    let near = did_you_mean(&similar(name, parent.get_subcommands().map(Command::get_name)));
    let lists = match parent.get_bin_name().and_then(|name| name.split_once(' ')) {
        Some((_, parent)) => format!("`careerpath help {parent}` lists its commands"),
        None => "`careerpath help` lists the commands".to_owned(),
    };
    let hint = near.map_or_else(|| lists.clone(), |question| format!("{question} {lists}"));
    Failure::usage(format!("unknown command: `{name}`")).hint(hint)
}
