//! `plan`: the best route to a role or credential.

use clap::Args;

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::explain::detour::{self, Detour, DetourAnswer, NoDetour};
use crate::explain::obstacle;
use crate::planner::{self, Outcome, Plan, Query, SearchStatistics, Solution, Target, verify};
use crate::render::assumptions;
use crate::render::plan::{Answer, Shown, json, table};
use crate::render::requirement::{id, name};
use crate::units::{Money, Months};

use super::asker::AskerOptions;
use super::error::Failure;
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
    show: ShowOptions,
}

/// What to say beside the plan.
#[derive(Debug, Args)]
#[command(next_help_heading = "What to show")]
struct ShowOptions {
    /// Say what makes the plan take this long, what could come later, and what would help most.
    #[arg(long)]
    explain: bool,
    /// Price the best plan by way of a role or credential you expected; repeat it or separate by commas.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    why_not: Vec<String>,
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
    let query = arguments.question.query(&catalog, &mut asked, target)?;
    let expected = expected(&catalog, &query, &arguments.show.why_not)?;
    let mut assumptions = asked.assumptions;
    let outcome = if reached(&query) {
        there_already()
    } else {
        assumptions.extend(assumptions::of_query(&catalog, &query));
        planner::plan(&catalog, &query)
    };
    let mut answer = Answer {
        catalog: &catalog,
        query: &query,
        asker: asked.asker,
        assumptions,
        outcome: &outcome,
        plans: Vec::new(),
        causes: Vec::new(),
    };
    let exit = match &outcome {
        Outcome::Found(solution) => {
            check(&catalog, &query, &solution.plan)?;
            let mut shown = Shown::new(&catalog, &query, solution.clone());
            if !solution.plan.steps.is_empty() {
                shown.detours = detours(&catalog, &query, &solution.plan, &expected)?;
                if arguments.show.explain {
                    shown = shown.explained(&catalog, &query);
                }
            }
            answer.plans.push(shown);
            Exit::Done
        }
        Outcome::Unreachable(_) => {
            answer.causes = obstacle::causes(&catalog, &query);
            Exit::Findings
        }
        Outcome::Limit { .. } => Exit::Limit,
    };
    answer.assumptions.extend(assumptions::of_outcome(&outcome));
    match ui.format() {
        Format::Json => ui.json(&json::json(&answer))?,
        _ => ui.page(&table::page(&answer, ui.width()))?,
    }
    talk(ui, &outcome, &catalog, &query);
    if answer.plans.is_empty() && (arguments.show.explain || !expected.is_empty()) {
        ui.say("hint: `--explain` and `--why-not` speak of a plan, and there is none here");
    }
    Ok(exit)
}

/// Finds the roles and credentials that somebody expected on the way; empty names are none.
fn expected(catalog: &Catalog, query: &Query, names: &[String]) -> anyhow::Result<Vec<Entry>> {
    let mut expected = Vec::new();
    for given in names.iter().filter(|name| !name.trim().is_empty()) {
        let entry = catalog.find_entry(given).map_err(Failure::from)?;
        detour::can_ask(query, entry).map_err(|reason| no_detour(catalog, entry, reason))?;
        if !expected.contains(&entry) {
            expected.push(entry);
        }
    }
    Ok(expected)
}

fn no_detour(catalog: &Catalog, entry: Entry, reason: NoDetour) -> Failure {
    let hint = match reason {
        NoDetour::Target => {
            "`--why-not` takes a role or credential on the way to it; `--explain` says what the way takes"
        }
        NoDetour::Here | NoDetour::Worked | NoDetour::Held => {
            "`--why-not` takes a role or credential that lies between you and the target"
        }
    };
    Failure::usage(format!("no plan can go by way of {}: {reason}", name(catalog, entry))).hint(hint)
}

/// Finds what each of them would mean, and has the plans by way of them checked as the plan itself is.
fn detours(catalog: &Catalog, query: &Query, plan: &Plan, expected: &[Entry]) -> anyhow::Result<Vec<Detour>> {
    let detours = detour::detours(catalog, query, plan, expected);
    for detour in &detours {
        if let DetourAnswer::Found(solution) = &detour.answer {
            check(catalog, &detour::by_way_of(query, detour.via), &solution.plan)?;
        }
    }
    Ok(detours)
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
            ui.say(&format!(
                "hint: `careerpath prereqs {target}` shows every way in; fewer limits or `--standard minimum` may \
                 open one"
            ));
        }
        Outcome::Found(_) => {}
    }
}

/// Tells whether there is nothing left to do.
fn reached(query: &Query) -> bool {
    match query.target {
        Target::Role(role) => query.person.role == Some(role),
        Target::Credential(credential) => query.person.holds(credential),
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
