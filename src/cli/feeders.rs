//! `feeders`: from which roles people can get to a target.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::catalog::Catalog;
use crate::cohort::lists;
use crate::cohort::report::groups;
use crate::explain::routes::{Order, sort};
use crate::ids::RoleId;
use crate::planner::Target;
use crate::profile::exceptions::Personal;
use crate::render::assumptions;
use crate::render::listing::feeders::{Question, answer};
use crate::render::words::duration;
use crate::units::Months;

use super::asker::Asked;
use super::complete;
use super::error::Failure;
use super::exceptions::ExceptionOptions;
use super::exit::Exit;
use super::people;
use super::people::overview::gather;
use super::people::{Common, PeopleOptions};
use super::question::QuestionOptions;
use super::roles::RoleFilter;
use super::routes;
use super::ui::Ui;
use super::values;

/// The order of the roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// The soonest first.
    Months,
    /// The cheapest first.
    Cost,
    /// Those first from which most people have a way (with `--people`).
    People,
}

/// List the roles from which people can get to a role or credential: how fast and at what cost.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath feeders --to nurse-informaticist
  careerpath feeders --to cmio --years 5 --within 6y
  careerpath feeders --to clinical-data-analyst --track clinical --sort cost
  careerpath feeders --to cphims --years 3 --format csv
  careerpath feeders --to nurse-informaticist --people people.csv --within 3

Each role gets a small search of 500 states; `--limit STATES` and `--prove` search longer.")]
pub(super) struct Arguments {
    /// Where people are to get: a role, or a credential.
    #[arg(long, value_name = "ROLE|CREDENTIAL", help_heading = "Where to", add = complete::entries())]
    to: String,
    /// How long each person has been in their role: `5`, `2.5`, `5y` or `18mo`.
    #[arg(long, value_name = "YEARS", default_value = "2", allow_negative_numbers = true)]
    #[arg(value_parser = values::years, help_heading = "From where")]
    years: Months,
    /// The most time until they are there: `3`, `2.5` or `18mo`; 8 years unless said.
    #[arg(long, value_name = "YEARS", value_parser = values::positive_years, allow_negative_numbers = true)]
    #[arg(help_heading = "From where")]
    within: Option<Months>,
    /// The people of an organization, in a file as `careerpath cohort` reads it: their roles, in place of those of the catalog.
    #[arg(long, value_name = "FILE", conflicts_with = "years", help_heading = "From where")]
    people: Option<PathBuf>,
    /// The order of the roles: `months` unless said, and `people` with `--people`.
    #[arg(long, value_name = "COLUMN", help_heading = "From where")]
    sort: Option<Sort>,
    #[command(flatten, next_help_heading = "From where")]
    filter: RoleFilter,
    #[command(flatten)]
    reading: PeopleOptions,
    #[command(flatten)]
    question: QuestionOptions,
    #[command(flatten)]
    exceptions: ExceptionOptions,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("feeders")?;
    let catalog = ui.catalog()?;
    if let Some(path) = &arguments.people {
        return of_people(arguments, path, catalog, ui);
    }
    let order = match arguments.sort {
        None | Some(Sort::Months) => Order::Months,
        Some(Sort::Cost) => Order::Cost,
        Some(Sort::People) => {
            let failure = Failure::usage("there are no people to count");
            return Err(failure.hint("name them with `--people FILE`, or use another order").into());
        }
    };
    let target = Target::from(catalog.find_entry(&arguments.to).map_err(Failure::from)?);
    let roles: Vec<RoleId> =
        arguments.filter.roles(&catalog)?.into_iter().filter(|role| target != Target::Role(*role)).collect();
    let mut somebody = Asked::nobody(&catalog);
    let mut query = arguments.question.query(&catalog, &mut somebody, target)?;
    let (catalog, exceptions) = arguments.exceptions.apply(catalog, &mut query, &mut somebody)?;
    somebody.assumptions.extend(assumptions::of_exceptions(&catalog, &exceptions, "each of them is"));
    arguments.question.check(&catalog, &query, &mut somebody)?;
    let personal = Personal::from(catalog);
    let catalog = personal.common();
    routes::one_of_many(&mut query, &arguments.question, arguments.within, Some(routes::WITHIN));
    let mut found = routes::from_each(ui, &personal, &query, &roles, arguments.years, &arguments.question)?;
    sort(catalog, &mut found.found, order);
    let mut said = vec![format!(
        "Each person has what `--from ROLE` takes for granted: what the role asks for, what its holders usually \
         have, and {} in it.",
        duration(arguments.years)
    )];
    said.append(&mut somebody.assumptions);
    said.extend(assumptions::of_query(catalog, &query));
    said.extend(assumptions::of_routes(catalog));
    let question = Question { query: &query, months: arguments.years, assumptions: said };
    routes::write(ui, catalog, &answer(catalog, &question, &found))?;
    Ok(routes::exit(ui, found.left, ("role was", "roles were")))
}

/// Lists the roles of the people in a file.
fn of_people(arguments: &Arguments, path: &Path, catalog: Catalog, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    let target = Target::from(catalog.find_entry(&arguments.to).map_err(Failure::from)?);
    let wanted = arguments.filter.roles(&catalog)?;
    let Common { catalog, query, assumptions } =
        Common::new(catalog, target, arguments.within, &arguments.question, &arguments.exceptions)?;
    let Some((overview, rejected)) = gather(ui, path, &catalog, &query, &arguments.reading)? else {
        return Ok(Exit::Interrupted);
    };
    let order = match arguments.sort {
        None | Some(Sort::People) => groups::Order::People,
        Some(Sort::Months) => groups::Order::Months,
        Some(Sort::Cost) => groups::Order::Cost,
    };
    let mut found = groups::sorted(&overview.summary().roles, order);
    // Those without a role are of none that is asked for.
    let all = wanted.len() == catalog.roles.len();
    found.retain(|(role, _)| role.map_or(all, |role| wanted.contains(&role)));
    let question = lists::Question { catalog: &catalog, query: &query, rejected, assumptions };
    routes::write(ui, &catalog, &lists::feeders(&question, overview.summary(), &found))?;
    Ok(people::exit(rejected))
}
