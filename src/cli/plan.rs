//! `plan`: the best route to a role or credential.

use clap::{Args, ValueEnum};

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::explain::obstacle;
use crate::planner::{self, Objective, Outcome, Plan, Query, Solution, Target, verify};
use crate::render::assumptions;
use crate::render::plan::{Answer, Shown, json, table};
use crate::render::requirement::id;
use crate::render::words::duration;

use super::asker::AskerOptions;
use super::error::Failure;
use super::exit::Exit;
use super::interrupt;
use super::options::Format;
use super::pay::PayOptions;
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
    /// Where you want to get: a role, or a credential; repeated, one plan that gets to all of them.
    #[arg(long, value_name = "ROLE|CREDENTIAL", required = true, help_heading = "Where to")]
    to: Vec<String>,
    #[command(flatten)]
    best: BestOptions,
    #[command(flatten)]
    pay: PayOptions,
    #[command(flatten)]
    question: QuestionOptions,
}

/// Which plans to show.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which plans")]
struct BestOptions {
    /// What makes a plan the best one: time, cost, pay or changes.
    #[arg(long, value_name = "OBJECTIVE", default_value = "time")]
    by: ObjectiveWord,
    /// Show every plan that no other one beats in both time and cost.
    #[arg(long, conflicts_with = "alternatives")]
    trade_offs: bool,
    /// Show also the next best plans that differ in a role or a credential: up to 20.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..=20))]
    alternatives: Option<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ObjectiveWord {
    /// The fewest months.
    Time,
    /// The lowest cost of study.
    Cost,
    /// The highest pay over the horizon, minus what studies cost.
    Pay,
    /// The fewest job changes.
    Changes,
}

impl From<ObjectiveWord> for Objective {
    fn from(word: ObjectiveWord) -> Self {
        match word {
            ObjectiveWord::Time => Self::Time,
            ObjectiveWord::Cost => Self::Cost,
            ObjectiveWord::Pay => Self::Pay,
            ObjectiveWord::Changes => Self::Changes,
        }
    }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("plan", &[Format::Table, Format::Json])?;
    let catalog = ui.catalog()?;
    let mut asked = arguments.asker.required_person(&catalog, arguments.question.start())?;
    let targets = targets(&catalog, &arguments.to)?;
    if targets.len() > 1 && (arguments.best.trade_offs || arguments.best.alternatives.is_some()) {
        return Err(Failure::usage("trade-offs and alternatives are for one target")
            .hint("name one `--to`, or leave out `--trade-offs` and `--alternatives`")
            .into());
    }
    let mut query = arguments.question.query(&catalog, &mut asked, targets[0])?;
    let counted = arguments.pay.terms(&catalog)?;
    query.also = targets[1..].to_vec();
    query.objective = arguments.best.by.into();
    query.pay = counted.terms;
    let mut assumptions = asked.assumptions;
    let mut front = None;
    let outcome = if query.is_reached() {
        Outcome::Found(Solution::nothing_to_do())
    } else {
        assumptions.extend(assumptions::of_query(&catalog, &query));
        if arguments.best.trade_offs {
            let found = planner::front(&catalog, &query);
            let outcome = found.outcome();
            front = Some(found);
            outcome
        } else {
            planner::plan(&catalog, &query)
        }
    };
    if let Outcome::Unreachable(_) = &outcome
        && query.objective == Objective::Pay
    {
        within_horizon(&catalog, &query)?;
    }
    let mut answer = Answer {
        catalog: &catalog,
        query: &query,
        asker: asked.asker,
        assumptions,
        outcome: &outcome,
        pay_basis: counted.basis,
        plans: Vec::new(),
        front: front.as_ref().map(|front| front.complete),
        targets: targets.clone(),
        alternatives: arguments.best.alternatives.is_some(),
        causes: Vec::new(),
    };
    let exit = match &outcome {
        Outcome::Found(solution) => {
            let solutions = front.as_ref().map_or(std::slice::from_ref(solution), |front| &front.points);
            answer.plans.extend(solutions.iter().map(|one| Shown::new(&catalog, &query, one.clone())));
            if let Some(count) = arguments.best.alternatives.filter(|_| !query.is_reached()) {
                let others = planner::alternatives(&catalog, &query, solution, usize::from(count));
                answer.plans.extend(others.into_iter().map(|other| Shown {
                    without: other.without,
                    ..Shown::new(&catalog, &query, other.solution)
                }));
            }
            for shown in &answer.plans {
                check(&catalog, &query, &shown.solution.plan)?;
            }
            if answer.plans.iter().any(|shown| shown.ledger.is_some()) {
                answer.assumptions.push(counted.assumption);
            }
            Exit::Done
        }
        Outcome::Unreachable(_) => {
            answer.causes = obstacle::causes(&catalog, &query);
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

/// Finds the targets that are named, each once.
fn targets(catalog: &Catalog, names: &[String]) -> anyhow::Result<Vec<Target>> {
    let mut targets = Vec::new();
    for name in names {
        let target = match catalog.find_entry(name).map_err(Failure::from)? {
            Entry::Role(role) => Target::Role(role),
            Entry::Credential(credential) => Target::Credential(credential),
        };
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    Ok(targets)
}

/// Refuses a horizon that is shorter than any plan.
fn within_horizon(catalog: &Catalog, query: &Query) -> anyhow::Result<()> {
    let fastest = planner::plan(catalog, &Query { objective: Objective::Time, ..query.clone() });
    let Outcome::Found(solution) = fastest else { return Ok(()) };
    let Solution { plan, optimal, .. } = solution;
    let years = plan.months.0.div_ceil(12);
    let what = if optimal { "the fastest plan takes" } else { "the fastest plan found takes" };
    let horizon = query.pay.horizon;
    Err(Failure::usage(format!(
        "no plan is over within the horizon of {}: {what} {}",
        duration(horizon),
        duration(plan.months)
    ))
    .hint(format!("count pay over a longer time, such as `--horizon {}`", years + 5))
    .into())
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

/// Has every plan checked by code that shares nothing with the search, before anybody relies on it.
fn check(catalog: &Catalog, query: &Query, plan: &Plan) -> anyhow::Result<()> {
    let violations = verify::verify(catalog, query, plan);
    let Some(first) = violations.first() else { return Ok(()) };
    Err(Failure::bug(format!("the plan found breaks its own rules: {first}")).into())
}
