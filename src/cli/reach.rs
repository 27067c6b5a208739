//! `reach`: every role within reach.

use clap::{Args, ValueEnum};

use crate::catalog::names::Entry;
use crate::explain::routes::{Order, sort};
use crate::ids::RoleId;
use crate::planner::Target;
use crate::render::assumptions;
use crate::render::listing::reach::{Question, answer};
use crate::units::Months;

use super::asker::{AskerOptions, required};
use super::exceptions::ExceptionOptions;
use super::exit::Exit;
use super::question::QuestionOptions;
use super::roles::RoleFilter;
use super::routes;
use super::ui::Ui;
use super::values;

/// The time within which roles are looked for unless somebody says otherwise.
const WITHIN: Months = Months(60);

/// The order of the roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// The soonest first.
    Months,
    /// The cheapest first.
    Cost,
    /// The best paid first.
    Pay,
    /// By title.
    Title,
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Months => Self::Months,
            Sort::Cost => Self::Cost,
            Sort::Pay => Self::Pay,
            Sort::Title => Self::Title,
        }
    }
}

/// List every role within reach: when, at what cost, at what pay, and which first step serves most of them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath reach --from nurse --years 4
  careerpath reach --from nurse --years 4 --within 3y --budget 10k --keep-working
  careerpath reach --from medical-assistant --track data --sort pay
  careerpath reach --from nurse --years 4 --level mid --chart
  careerpath reach --profile me.toml --level senior --format csv

Each role gets a small search of 500 states; `--limit STATES` and `--prove` search longer.")]
pub(super) struct Arguments {
    #[command(flatten)]
    asker: AskerOptions,
    /// The most time until the first day in the role: `5`, `2.5` or `18mo`; 5 years unless said.
    #[arg(long, value_name = "YEARS", value_parser = values::positive_years, allow_negative_numbers = true)]
    #[arg(help_heading = "Which roles")]
    within: Option<Months>,
    /// The order of the roles.
    #[arg(long, value_name = "COLUMN", default_value = "months", help_heading = "Which roles")]
    sort: Sort,
    #[command(flatten, next_help_heading = "Which roles")]
    filter: RoleFilter,
    /// Draw the first day in each role on a scale of months.
    #[arg(long, help_heading = "What to show")]
    chart: bool,
    #[command(flatten)]
    question: QuestionOptions,
    #[command(flatten)]
    exceptions: ExceptionOptions,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("reach")?;
    if arguments.chart {
        ui.require_chart()?;
    }
    let catalog = ui.catalog()?;
    let mut asked = required(arguments.asker.person(ui, &catalog, arguments.question.start())?)?;
    let roles = arguments.filter.roles(&catalog)?;
    let anywhere = Target::Role(RoleId::from_index(0));
    let mut query = arguments.question.query(&catalog, &mut asked, anywhere)?;
    let targets: Vec<Entry> = roles.iter().copied().map(Entry::Role).collect();
    let personal = arguments.exceptions.apply_to_many(catalog, &mut query, &mut asked, &targets)?;
    let catalog = personal.common();
    arguments.question.check_limits(catalog, &query, &mut asked)?;
    routes::one_of_many(&mut query, &arguments.question, arguments.within, Some(WITHIN));
    let elsewhere = roles.into_iter().filter(|role| query.person.role != Some(*role));
    let targets: Vec<Target> = elsewhere.map(Target::Role).collect();
    let mut found = routes::to_each(ui, &personal, &query, &targets, &arguments.question)?;
    sort(catalog, &mut found.found, arguments.sort.into());
    let mut said = asked.assumptions;
    said.extend(assumptions::of_query(catalog, &query));
    said.extend(assumptions::of_routes(catalog));
    let question = Question { asker: &asked.asker, query: &query, assumptions: said };
    routes::write(ui, catalog, &answer(catalog, &question, &found, arguments.chart))?;
    Ok(routes::exit(ui, found.left, ("role was", "roles were")))
}
