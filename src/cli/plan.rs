//! `plan`: the best route to a role or credential.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::explain::detour::{self, Detour, DetourAnswer, NoDetour};
use crate::explain::nearest;
use crate::explain::shown::{Explanation, Shown};
use crate::explain::unreachable::NoRoute;
use crate::planner::{self, Front, Objective, Outcome, Plan, Query, Solution, Target, verify};
use crate::question::unpaid;
use crate::render::assumptions;
use crate::render::json::text;
use crate::render::plan::pictures::plan_picture;
use crate::render::plan::{Answer, Compared, calendar, csv, json, table};
use crate::render::requirement::{id, name};
use crate::render::words::{count, duration, more_memory};
use crate::units::Months;

use super::asker::{AskerOptions, required};
use super::complete;
use super::error::Failure;
use super::exceptions::ExceptionOptions;
use super::exit::Exit;
use super::interrupt;
use super::options::Format;
use super::output::Output;
use super::pay::PayOptions;
use super::question::QuestionOptions;
use super::ui::Ui;

/// Find the best route to a role or credential, with its price and the reason of every step.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath plan --from nurse --years 4 --to cnio
  careerpath plan --from nurse --to cmio --keep-working --budget 60k
  careerpath plan --profile me.toml --to \"health data analyst\" --save plan.json
  careerpath plan --from nurse --years 4 --to cnio -o plan.html")]
pub(super) struct Arguments {
    #[command(flatten)]
    asker: AskerOptions,
    /// Where you want to get: a role, or a credential; repeated, one plan that gets to all of them.
    #[arg(long, value_name = "ROLE|CREDENTIAL", required = true, help_heading = "Where to", add = complete::entries())]
    to: Vec<String>,
    #[command(flatten)]
    best: BestOptions,
    #[command(flatten)]
    pay: PayOptions,
    #[command(flatten)]
    question: QuestionOptions,
    #[command(flatten)]
    exceptions: ExceptionOptions,
    #[command(flatten)]
    show: ShowOptions,
    /// Save the plan in a new file, for `verify` and `diff`: what `--format json` prints, beside the answer.
    #[arg(long, value_name = "FILE", help_heading = "What to show")]
    save: Option<PathBuf>,
}

impl Arguments {
    /// Tells whether the plan is to be saved.
    pub(super) fn saves(&self) -> bool {
        self.save.is_some()
    }
}

/// What to say beside the plan.
#[derive(Debug, Args)]
#[command(next_help_heading = "What to show")]
struct ShowOptions {
    /// Say what makes the plan take this long, what could come later, and what would help most.
    #[arg(long)]
    explain: bool,
    /// Price the best plan by way of a role or credential you expected; repeat it or separate by commas.
    #[arg(long, value_name = "NAME", value_delimiter = ',', add = complete::entries())]
    why_not: Vec<String>,
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

impl BestOptions {
    /// Refuses what cannot be shown together.
    fn check(&self, targets: usize) -> Result<(), Failure> {
        if targets > 1 && (self.trade_offs || self.alternatives.is_some()) {
            return Err(Failure::usage("trade-offs and alternatives are for one target")
                .hint("name one `--to`, or leave out `--trade-offs` and `--alternatives`"));
        }
        if self.trade_offs && !matches!(self.by, ObjectiveWord::Time | ObjectiveWord::Pay) {
            return Err(Failure::usage("trade-offs show time against cost anyway")
                .hint("leave out `--by`, or use `--by pay` to weigh net pay too"));
        }
        Ok(())
    }

    /// Asks the planner for the plan, or for a trade-off with the months between the deadlines tried for pay.
    fn ask(&self, catalog: &Catalog, query: &Query) -> (Outcome, Option<(Front, Months)>) {
        if query.is_reached() {
            return (Outcome::Found(Solution::nothing_to_do()), None);
        }
        if !self.trade_offs {
            return (planner::plan(catalog, query), None);
        }
        let (front, step) = match query.objective {
            Objective::Pay => planner::front_with_pay(catalog, query),
            _ => (planner::front(catalog, query), Months(0)),
        };
        (front.outcome(), Some((front, step)))
    }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("plan")?;
    let saved = arguments.save.as_deref().map(|path| ui.prepare_file(path)).transpose()?;
    let catalog = ui.catalog()?;
    let mut asked = required(arguments.asker.person(ui, &catalog, arguments.question.start())?)?;
    let targets = targets(&catalog, &arguments.to)?;
    arguments.best.check(targets.len())?;
    let mut query = arguments.question.query(&catalog, &mut asked, targets[0])?;
    query.also = targets[1..].to_vec();
    let (catalog, exceptions) = arguments.exceptions.apply(catalog, &mut query, &mut asked)?;
    asked.assumptions.extend(assumptions::of_exceptions(&catalog, &exceptions, "you are"));
    arguments.question.check(&catalog, &query, &mut asked)?;
    let counted = arguments.pay.terms(&catalog)?;
    query.objective = arguments.best.by.into();
    query.pay = counted.terms;
    require_pay(&catalog, &query)?;
    let expected = expected(&catalog, &query, &arguments.show.why_not)?;
    let mut assumptions = asked.assumptions;
    if !query.is_reached() {
        assumptions.extend(assumptions::of_query(&catalog, &query));
    }
    let (outcome, front) = arguments.best.ask(&catalog, &query);
    within_horizon(&catalog, &query, &outcome)?;
    let mut answer = Answer {
        catalog: &catalog,
        query: &query,
        exceptions: &exceptions,
        asker: asked.asker,
        assumptions,
        outcome: &outcome,
        pay_basis: counted.basis,
        plans: Vec::new(),
        front: front.as_ref().map(|(front, step)| Compared { complete: front.complete, step: *step }),
        targets: targets.clone(),
        alternatives: arguments.best.alternatives.is_some(),
        no_route: None,
        sooner: Vec::new(),
    };
    let exit = match &outcome {
        Outcome::Found(solution) => {
            let solutions = front.as_ref().map_or(std::slice::from_ref(solution), |(front, _)| &front.points);
            answer.plans.extend(solutions.iter().map(|one| Shown::new(&catalog, &query, one.clone())));
            if let Some(count) = arguments.best.alternatives.filter(|_| !query.is_reached()) {
                let others = planner::alternatives(&catalog, &query, solution, usize::from(count));
                answer.plans.extend(others.into_iter().map(|other| Shown {
                    without: other.without,
                    ..Shown::new(&catalog, &query, other.solution)
                }));
                put_best_first(&query, &mut answer.plans);
            }
            if let Some(first) =
                answer.plans.first_mut().filter(|shown| !shown.solution.plan.steps.is_empty())
            {
                first.detours = detours(&catalog, &query, &first.solution.plan, &expected)?;
                if arguments.show.explain {
                    first.explanation = Some(Explanation::new(&catalog, &query, &first.solution));
                }
            }
            if query.objective == Objective::Time && front.is_none() {
                answer.sooner = nearest::sooner(&catalog, &query, solution.plan.months);
            }
            for shown in &answer.plans {
                check(&catalog, &query, &shown.solution.plan)?;
            }
            if answer.plans.iter().any(|shown| shown.ledger.is_some()) {
                answer.assumptions.push(counted.assumption);
            }
            if outcome.is_out_of_memory() { Exit::Limit } else { Exit::Done }
        }
        Outcome::Unreachable(_) => {
            answer.no_route = Some(NoRoute::new(&catalog, &query));
            Exit::Findings
        }
        Outcome::Limit { .. } => Exit::Limit,
    };
    answer.assumptions.extend(assumptions::of_outcome(&catalog, &outcome));
    write(ui, &answer, saved)?;
    talk(ui, &outcome, &catalog, &query);
    if answer.plans.is_empty() && (arguments.show.explain || !expected.is_empty()) {
        ui.say("hint: `--explain` and `--why-not` speak of a plan, and there is none here");
    }
    Ok(exit)
}

/// Writes the answer in the form asked for, and saves it beside that if it is to be saved.
fn write(ui: &mut Ui<'_>, answer: &Answer<'_>, mut saved: Option<Output>) -> anyhow::Result<()> {
    let is_json = ui.format() == Format::Json;
    let document = (saved.is_some() || is_json).then(|| json::json(answer));
    if let (Some(file), Some(document)) = (&mut saved, &document) {
        file.write(&text(document))?;
        if let Some(path) = file.path() {
            ui.say(&format!("saved `{}`", path.display()));
        }
    }
    match (ui.format(), &document) {
        (Format::Json, Some(document)) => ui.json(document)?,
        (Format::Csv, _) => ui.text(&csv::csv(answer)?)?,
        (Format::Svg, _) => {
            let picture = answer.plans.first().map(|shown| plan_picture(answer, shown).svg());
            write_or_say(ui, picture, "no plan to draw")?;
        }
        (Format::Ics, _) => write_or_say(ui, calendar::calendar(answer), "nothing to enter in a calendar")?,
        _ => ui.page(&table::page(answer))?,
    }
    if matches!(ui.format(), Format::Svg | Format::Ics) && answer.plans.len() > 1 {
        let plans = count(answer.plans.len() as u64, "plan", "plans");
        ui.say(&format!("the first of {plans} is shown; `--format html` has all of them"));
    }
    Ok(())
}

/// Writes what there is; where there is nothing, no file is made, and the talk says where to read why.
fn write_or_say(ui: &mut Ui<'_>, text: Option<String>, nothing: &str) -> anyhow::Result<()> {
    if let Some(text) = text {
        return ui.text(&text);
    }
    ui.say(&format!("There is {nothing}: `--format table` and `--format html` say why."));
    Ok(())
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

/// Makes the first plan the best one, where an alternative to one that is not proved turned out to be better.
fn put_best_first(query: &Query, plans: &mut Vec<Shown>) {
    let better =
        |one: &Shown, other: &Shown| planner::is_better(query, &one.solution.plan, &other.solution.plan);
    let best = (1..plans.len())
        .fold(0, |best, other| if better(&plans[other], &plans[best]) { other } else { best });
    if best == 0 {
        return;
    }
    let mut best = plans.remove(best);
    best.without.clear();
    best.solution.optimal = false;
    best.solution.at_least = plans[0].solution.at_least;
    best.solution.bound = plans[0].solution.bound;
    plans[0] = best;
}

/// Finds the targets that are named, each once.
fn targets(catalog: &Catalog, names: &[String]) -> anyhow::Result<Vec<Target>> {
    let mut targets = Vec::new();
    for name in names {
        let target = catalog.find_entry(name).map_err(Failure::from)?.into();
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    Ok(targets)
}

/// Refuses to weigh the pay of a target of which no pay is known.
fn require_pay(catalog: &Catalog, query: &Query) -> Result<(), Failure> {
    match unpaid(query) {
        None => Ok(()),
        Some(role) => {
            let role = catalog.role(role);
            Err(Failure::usage(format!(
                "the catalog knows no pay for {}, so it cannot be weighed",
                role.title
            ))
            .hint("leave out `--by pay`; `careerpath salary` lists what is known"))
        }
    }
}

/// Refuses a horizon that is shorter than any plan, which is no lack of a route.
pub(super) fn within_horizon(catalog: &Catalog, query: &Query, outcome: &Outcome) -> anyhow::Result<()> {
    if query.objective != Objective::Pay || !matches!(outcome, Outcome::Unreachable(_)) {
        return Ok(());
    }
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
    interrupt::say_if_happened(ui);
    match outcome {
        Outcome::Limit { .. } if outcome.is_out_of_memory() => {
            ui.say(&format!("hint: `--memory {}` searches on", more_memory(query.memory_limit)));
        }
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

/// Has every plan checked by code that shares nothing with the search, before anybody relies on it.
pub(super) fn check(catalog: &Catalog, query: &Query, plan: &Plan) -> anyhow::Result<()> {
    let violations = verify::verify(catalog, query, plan);
    let Some(first) = violations.first() else { return Ok(()) };
    Err(Failure::bug(format!("the plan found breaks its own rules: {first}")).into())
}
