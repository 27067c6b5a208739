//! `generate schema`: what the JSON output looks like, for programs that read it, and what files may hold, for editors.

use clap::Args;

use crate::diagnostic::{did_you_mean, similar};
use crate::render::page::Page;
use crate::render::schema;
use crate::render::table::{Align, Table, WHOLE};

use super::super::complete;
use super::super::error::Failure;
use super::super::exit::Exit;
use super::super::ui::Ui;

/// Print the JSON Schema of what a command prints with `--format json`, or of a file that you write; without a name, list
/// them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath generate schema
  careerpath generate schema plan
  careerpath generate schema catalog-file")]
pub(super) struct Arguments {
    /// The document or file.
    #[arg(value_name = "NAME", add = complete::schemas())]
    name: Option<String>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    let Some(name) = &arguments.name else {
        ui.page(&list())?;
        return Ok(Exit::Done);
    };
    match schema::find(name.trim()) {
        Some(schema) => ui.json(&schema)?,
        None => return Err(unknown(name).into()),
    }
    Ok(Exit::Done)
}

fn list() -> Page {
    let mut table =
        Table::new().column("Name", Align::Left, WHOLE).column("What it describes", Align::Left, 30);
    for (name, about) in schema::list() {
        table.row(vec![name.to_owned(), about.to_owned()]);
    }
    let mut page = Page::new();
    page.table(&table);
    page
}

fn unknown(name: &str) -> Failure {
    let near = did_you_mean(&similar(name, schema::list().map(|(name, _)| name)));
    let lists = "`careerpath generate schema` lists them";
    let hint = near.map_or_else(|| lists.to_owned(), |question| format!("{question} {lists}"));
    Failure::usage(format!("unknown schema: `{name}`")).hint(hint)
}
