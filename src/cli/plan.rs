//! `plan`: the best route to a role or credential.

use clap::Args;

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Standard};
use crate::explain::{obstacle, why};
use crate::ids::{CredentialId, RoleId};
use crate::planner::query::DEFAULT_STATE_LIMIT;
use crate::planner::{self, Limits, Outcome, Plan, Query, SearchStatistics, Solution, Target, verify};
use crate::profile::file::OwnLimits;
use crate::render::assumptions;
use crate::render::plan::view::target_entry;
use crate::render::plan::{Answer, json, table};
use crate::render::requirement::id;
use crate::render::words::money;
use crate::units::{CalendarMonth, Money, Months};

use super::asker::AskerOptions;
use super::error::Failure;
use super::exit::Exit;
use super::options::Format;
use super::ui::Ui;
use super::values;

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
    limits: LimitOptions,
    #[command(flatten)]
    rules: RuleOptions,
    /// Examine at most this many states before giving the best plan found.
    #[arg(long, value_name = "STATES", conflicts_with = "prove", help_heading = "Search")]
    #[arg(value_parser = values::states, allow_negative_numbers = true)]
    limit: Option<u64>,
    /// Search until the best plan is proved, however long it takes.
    #[arg(long, help_heading = "Search")]
    prove: bool,
}

/// The person's own limits.
#[derive(Debug, Args)]
#[command(next_help_heading = "Your limits")]
struct LimitOptions {
    /// Roles never to work in and credentials never to study for; repeat it or separate by commas.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    avoid: Vec<String>,
    /// The most that all study may cost: `40000`, `$40,000` or `40k`.
    #[arg(long, value_name = "AMOUNT", value_parser = values::money, allow_negative_numbers = true)]
    budget: Option<Money>,
    /// The most years until you are there: `6`, `2.5` or `18mo`.
    #[arg(long, value_name = "YEARS", value_parser = values::years, allow_negative_numbers = true)]
    max_years: Option<Months>,
    /// No full-time study.
    #[arg(long)]
    keep_working: bool,
    /// Only part-time study of at most this many hours a week.
    #[arg(long, value_name = "HOURS", value_parser = values::hours, allow_negative_numbers = true)]
    study_hours: Option<u32>,
}

/// The rules of the model that a person may set.
#[derive(Debug, Args)]
#[command(next_help_heading = "Rules")]
struct RuleOptions {
    /// How much of what employers ask must be met: minimum, typical or competitive.
    #[arg(long, value_name = "STANDARD", value_parser = values::standard, default_value = "typical")]
    standard: Standard,
    /// The month in which the plan begins; the current one unless said.
    #[arg(long, value_name = "YYYY-MM", value_parser = values::calendar_month)]
    start: Option<CalendarMonth>,
    /// Months from an application to the first day, for roles that do not say.
    #[arg(long, value_name = "MONTHS", value_parser = values::positive_months, allow_negative_numbers = true)]
    search_months: Option<Months>,
    /// Months to stay in a job before leaving it.
    #[arg(long, value_name = "MONTHS", value_parser = values::months, allow_negative_numbers = true)]
    min_stay: Option<Months>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("plan", &[Format::Table, Format::Json])?;
    let catalog = ui.catalog()?;
    let rules = &arguments.rules;
    let start = rules.start.unwrap_or_else(values::current_month);
    let asked = arguments.asker.required_person(&catalog, start)?;
    let target = match catalog.find_entry(&arguments.to).map_err(Failure::from)? {
        Entry::Role(role) => Target::Role(role),
        Entry::Credential(credential) => Target::Credential(credential),
    };
    let mut query = Query::new(&catalog, asked.person, target, start);
    query.standard = rules.standard;
    query.search_months = rules.search_months.unwrap_or(query.search_months);
    query.minimum_stay = rules.min_stay.unwrap_or(query.minimum_stay);
    query.state_limit =
        if arguments.prove { None } else { Some(arguments.limit.unwrap_or(DEFAULT_STATE_LIMIT)) };
    let mut assumptions = asked.assumptions;
    query.limits = arguments.limits.with(&catalog, &asked.limits, &mut assumptions)?;
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
        reasons: why::Reasons::default(),
        causes: Vec::new(),
    };
    let exit = match &outcome {
        Outcome::Found(solution) => {
            check(&catalog, &query, &solution.plan)?;
            answer.reasons = why::reasons(&catalog, &query, &solution.plan);
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
    talk(ui, &outcome, &catalog, target);
    Ok(exit)
}

/// Says beside the answer what could be tried next.
fn talk(ui: &Ui<'_>, outcome: &Outcome, catalog: &Catalog, target: Target) {
    match outcome {
        Outcome::Limit { .. } => {
            ui.say("hint: `--limit STATES` searches longer, `--prove` until it is settled");
        }
        Outcome::Unreachable(_) => {
            let target = id(catalog, target_entry(target));
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

impl LimitOptions {
    /// Joins the limits of the command line with those of a profile; the command line wins.
    fn with(&self, catalog: &Catalog, own: &OwnLimits, notes: &mut Vec<String>) -> anyhow::Result<Limits> {
        let mut limits = Limits {
            budget: self.budget.or(own.budget),
            deadline: self.max_years.or(own.longest),
            keep_working: self.keep_working || own.keep_working.unwrap_or(false),
            study_hours: self.study_hours.or(own.study_hours),
            avoid_roles: own.avoid_roles.clone(),
            avoid_credentials: own.avoid_credentials.clone(),
        };
        for name in self.avoid.iter().filter(|name| !name.trim().is_empty()) {
            match catalog.find_entry(name).map_err(Failure::from)? {
                Entry::Role(role) => limits.avoid_roles.push(role),
                Entry::Credential(credential) => limits.avoid_credentials.push(credential),
            }
        }
        in_order_once::<RoleId>(&mut limits.avoid_roles);
        in_order_once::<CredentialId>(&mut limits.avoid_credentials);
        let mut replaced = Vec::new();
        if let (Some(_), Some(old)) = (self.budget, own.budget) {
            replaced.push(format!("budget ({})", money(old, &catalog.currency)));
        }
        if self.max_years.is_some() && own.longest.is_some() {
            replaced.push("longest time".to_owned());
        }
        if self.study_hours.is_some() && own.study_hours.is_some() {
            replaced.push("hours of study".to_owned());
        }
        if !replaced.is_empty() {
            let what = crate::render::words::list(&replaced, "and");
            notes.push(format!("The command line replaces the profile's {what}."));
        }
        Ok(limits)
    }
}

fn in_order_once<Id: Ord>(ids: &mut Vec<Id>) {
    ids.sort_unstable();
    ids.dedup();
}
