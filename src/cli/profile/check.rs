//! `profile check`: how a profile is understood.

use std::path::PathBuf;

use clap::Args;

use crate::catalog::names::Entry;
use crate::explain::worth::worth;
use crate::ids::RoleId;
use crate::planner::{Query, Target};
use crate::profile::file::read;
use crate::render::profile::check::Check;

use super::super::asker::Asked;
use super::super::error::Failure;
use super::super::exceptions::ExceptionOptions;
use super::super::exit::Exit;
use super::super::options::Format;
use super::super::places;
use super::super::ui::Ui;
use super::super::values;

/// See how a profile is understood: what it says, what that comes to, and what looks forgotten.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath profile check
  careerpath profile check me.toml --format json

Mistakes are shown with their lines, all of them at once, and end with exit code 2; what is only worth a look does not.")]
pub(super) struct Arguments {
    /// The profile; your default profile unless said.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("profile check")?;
    let catalog = ui.catalog()?;
    let default = places::existing_default_profile();
    let path = match (&arguments.file, &default) {
        (Some(file), _) => file,
        (None, Some(default)) => default,
        (None, None) => {
            let place = places::default_profile().map(|path| format!(": `{}`", path.display()));
            let message = format!("there is no default profile{}", place.unwrap_or_default());
            return Err(Failure::usage(message)
                .hint("`careerpath profile new` makes one; `careerpath profile check FILE` looks at another one")
                .into());
        }
    };
    let profile = read(&catalog, path).map_err(Failure::from)?;
    let mut asked = Asked::of_profile(path.display().to_string(), String::new(), profile.clone());
    asked.assumptions.clear();
    let anywhere = Target::Role(RoleId::from_index(0));
    let mut query = Query::new(&catalog, asked.person.clone(), anywhere, values::current_month());
    query.standard = profile.limits.standard.unwrap_or_default();
    let roles = catalog.role_ids().map(Entry::Role);
    let targets: Vec<Entry> = roles.chain(catalog.credential_ids().map(Entry::Credential)).collect();
    let personal = ExceptionOptions::default().apply_to_many(catalog, &mut query, &mut asked, &targets)?;
    let catalog = personal.targets();
    let worth = worth(catalog, &profile, &query.person, query.standard, query.start);
    let shown = path.display().to_string();
    let check = Check {
        path: &shown,
        is_default: Some(path) == default.as_ref(),
        profile: &profile,
        standard: query.standard,
        worth: &worth,
        assumptions: &asked.assumptions,
    };
    match ui.format() {
        Format::Json => ui.json(&check.json(catalog))?,
        _ => ui.page(&check.page(catalog))?,
    }
    Ok(Exit::Done)
}
