//! `generate`: what belongs to the program but is no answer: completions, man pages, schemas.

mod completions;
mod man;
mod schema;

use clap::{Args, Subcommand};

use super::exit::Exit;
use super::ui::Ui;

/// Print completions for your shell, man pages, or the schemas of the JSON output.
#[derive(Debug, Args)]
#[command(
    arg_required_else_help = true,
    after_help = "\
Examples:
  careerpath generate completions bash
  careerpath generate man plan
  careerpath generate schema"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Completions(completions::Arguments),
    Man(man::Arguments),
    Schema(schema::Arguments),
}

impl Arguments {
    /// Tells whether files are written beside the answer.
    pub(super) fn writes_files(&self) -> bool {
        matches!(&self.what, What::Man(man) if man.writes_files())
    }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("generate")?;
    match &arguments.what {
        What::Completions(what) => completions::run(what, ui),
        What::Man(what) => man::run(what, ui),
        What::Schema(what) => schema::run(what, ui),
    }
}
