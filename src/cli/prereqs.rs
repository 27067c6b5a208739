//! `prereqs`: what a role or credential asks for.

use clap::Args;

use crate::catalog::Standard;
use crate::catalog::names::Entry;
use crate::catalog::requirement::at_standard;
use crate::explain::skills::skill_gap;
use crate::explain::timeline::Timeline;
use crate::planner::Query;
use crate::render::prereqs::Prereqs;
use crate::units::{CalendarMonth, Months};

use super::asker::{Asked, OptionalAskerOptions};
use super::complete;
use super::error::Failure;
use super::exceptions::ExceptionOptions;
use super::exit::Exit;
use super::options::Format;
use super::ui::Ui;
use super::values;

/// Show what a role or credential asks for, and how much of it you have.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath prereqs cmio
  careerpath prereqs cnio --from nurse --years 6
  careerpath prereqs ni-bc --deep --standard minimum")]
pub(super) struct Arguments {
    /// A role or a credential, by id, title or another name.
    #[arg(value_name = "ROLE|CREDENTIAL", add = complete::entries())]
    name: String,
    #[command(flatten)]
    asker: OptionalAskerOptions,
    #[command(flatten)]
    exceptions: ExceptionOptions,
    /// Show only what this standard asks for: minimum, typical or competitive.
    #[arg(long, value_name = "STANDARD", value_parser = values::standard, help_heading = "What to show")]
    #[arg(add = complete::standards())]
    standard: Option<Standard>,
    /// Show what the credentials themselves ask for.
    #[arg(long, help_heading = "What to show")]
    deep: bool,
    /// The month at which dated rules are tested; the current one unless said.
    #[arg(long, value_name = "YYYY-MM", value_parser = values::calendar_month, help_heading = "What to show")]
    start: Option<CalendarMonth>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("prereqs")?;
    let catalog = ui.catalog()?;
    let entry = catalog.find_entry(&arguments.name).map_err(Failure::from)?;
    let start = arguments.start.unwrap_or_else(values::current_month);
    let asked = arguments.asker.person(ui, &catalog, start)?;
    let is_asked = asked.is_some();
    let mut asked = asked.unwrap_or_else(|| Asked::nobody(&catalog));
    let mut query = Query::new(&catalog, asked.person.clone(), entry.into(), start);
    // Without a standard, everything is shown, so that everything can be waived.
    query.standard = arguments.standard.unwrap_or(Standard::Competitive);
    let personal = arguments.exceptions.apply_to_many(catalog, &mut query, &mut asked, &[entry])?;
    let catalog = personal.targets();
    let requires = match arguments.standard {
        Some(standard) => at_standard(catalog.requirements(entry), standard),
        None => catalog.requirements(entry).to_vec(),
    };
    let timeline = is_asked.then(|| Timeline::now(catalog, &query.person, start));
    let prereqs = Prereqs {
        entry,
        requires: &requires,
        standard: arguments.standard,
        moment: timeline.as_ref().map(|timeline| timeline.at(Months(0))),
        deep: arguments.deep,
        skills: match entry {
            Entry::Role(role) if is_asked => Some(skill_gap(catalog, &query.person, role, &[])),
            _ => None,
        },
        assumptions: asked.assumptions,
    };
    match ui.format() {
        Format::Json => ui.json(&prereqs.json(catalog))?,
        _ => ui.page(&prereqs.page(catalog))?,
    }
    Ok(Exit::Done)
}
