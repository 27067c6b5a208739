//! `plan`: the best route to a role or credential.

use clap::Args;

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::explain::nearest;
use crate::explain::unreachable::NoRoute;
use crate::planner::{self, Outcome, Plan, Query, SearchStatistics, Solution, Target, verify};
use crate::render::assumptions;
use crate::render::plan::{Answer, Shown, json, table};
use crate::render::requirement::id;
use crate::units::{Money, Months};

use super::asker::AskerOptions;
use super::error::Failure;
use super::exceptions::ExceptionOptions;
use super::exit::Exit;
use super::interrupt;
use super::options::Format;
use super::question::QuestionOptions;
use super::ui::Ui;

/// Find the fastest route to a role or credential, with its price and the reason of every step.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath plan --from nurse --years 4 --to cnio
  careerpath plan --from nurse --to cmio --keep-working --budget 60k
  careerpath plan --profile me.toml --to \"health data analyst\" --format json -o plan.json")]
pub(super) struct Arguments {
    #[command(flatten)]
    asker: AskerOptions,
    /// Where you want to get: a role, or a credential.
    #[arg(long, value_name = "ROLE|CREDENTIAL", help_heading = "Where to")]
    to: String,
    #[command(flatten)]
    question: QuestionOptions,
    #[command(flatten)]
    exceptions: ExceptionOptions,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("plan", &[Format::Table, Format::Json])?;
    let catalog = ui.catalog()?;
    let mut asked = arguments.asker.required_person(&catalog, arguments.question.start())?;
    let target = match catalog.find_entry(&arguments.to).map_err(Failure::from)? {
        Entry::Role(role) => Target::Role(role),
        Entry::Credential(credential) => Target::Credential(credential),
    };
    let mut query = arguments.question.query(&catalog, &mut asked, target)?;
    let (catalog, exceptions) = arguments.exceptions.apply(catalog, &mut query, &mut asked)?;
    arguments.question.check(&catalog, &query, &mut asked)?;
    let mut assumptions = asked.assumptions;
    let outcome = if query.is_reached() {
        there_already()
    } else {
        assumptions.extend(assumptions::of_query(&catalog, &query));
        planner::plan(&catalog, &query)
    };
    let mut answer = Answer {
        catalog: &catalog,
        query: &query,
        exceptions: &exceptions,
        asker: asked.asker,
        assumptions,
        outcome: &outcome,
        plans: Vec::new(),
        no_route: None,
        sooner: Vec::new(),
    };
    let exit = match &outcome {
        Outcome::Found(solution) => {
            check(&catalog, &query, &solution.plan)?;
            answer.plans.push(Shown::new(&catalog, &query, solution.clone()));
            answer.sooner = nearest::sooner(&catalog, &query, solution.plan.months);
            Exit::Done
        }
        Outcome::Unreachable(_) => {
            answer.no_route = Some(NoRoute::new(&catalog, &query));
            Exit::Findings
        }
        Outcome::Limit { .. } => Exit::Limit,
    };
    answer.assumptions.extend(assumptions::of_outcome(&catalog, &query, &outcome));
    match ui.format() {
        Format::Json => ui.json(&json::json(&answer))?,
        _ => ui.page(&table::page(&answer, ui.width()))?,
    }
    talk(ui, &outcome, &catalog, &query);
    Ok(exit)
}

/// Says beside the answer what could be tried next.
fn talk(ui: &Ui<'_>, outcome: &Outcome, catalog: &Catalog, query: &Query) {
    if interrupt::happened() {
        ui.say("interrupted: this is what was known by then");
    }
    match outcome {
        Outcome::Limit { .. } => {
            ui.say("hint: `--limit STATES` searches longer, `--prove` until it is settled");
        }
        Outcome::Unreachable(_) => {
            let target = id(catalog, query.target_entry());
            ui.say(&format!("hint: `careerpath prereqs {target}` shows every way in"));
        }
        Outcome::Found(_) => {}
    }
}

fn there_already() -> Outcome {
    Outcome::Found(Solution {
        plan: Plan { months: Months(0), cost: Money(0), job_changes: 0, steps: Vec::new() },
        optimal: true,
        at_least: Months(0),
        statistics: SearchStatistics::default(),
    })
}

/// Has every plan checked by code that shares nothing with the search, before anybody relies on it.
fn check(catalog: &Catalog, query: &Query, plan: &Plan) -> anyhow::Result<()> {
    let violations = verify::verify(catalog, query, plan);
    let Some(first) = violations.first() else { return Ok(()) };
    Err(Failure::bug(format!("the plan found breaks its own rules: {first}")).into())
}
