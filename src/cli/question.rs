//! Limits and rules of a question to the planner, for every command that asks one.
//!
//! What a profile says and what the command line says meet here, and nowhere else: the command line wins, and the
//! answer says so.

use clap::Args;

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Standard};
use crate::planner::query::DEFAULT_STATE_LIMIT;
use crate::planner::{Limits, Query, Target};
use crate::profile::file::OwnLimits;
use crate::render::words::{list, money};
use crate::units::{CalendarMonth, Money, Months};

use super::asker::Asked;
use super::error::Failure;
use super::{interrupt, values};

/// Limits, rules and the effort of the search.
#[derive(Debug, Args)]
pub(super) struct QuestionOptions {
    #[command(flatten)]
    limits: LimitOptions,
    #[command(flatten)]
    rules: RuleOptions,
    #[command(flatten)]
    search: SearchOptions,
}

/// The person's own limits.
#[derive(Debug, Args)]
#[command(next_help_heading = "Your limits")]
struct LimitOptions {
    /// Roles never to work in and credentials never to study for; repeat it or separate by commas.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    avoid: Vec<String>,
    /// Roles to work in and credentials to earn on the way; repeat it or separate by commas.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    via: Vec<String>,
    /// The most that all study may cost: `40000`, `$40,000` or `40k`.
    #[arg(long, value_name = "AMOUNT", value_parser = values::money, allow_negative_numbers = true)]
    budget: Option<Money>,
    /// The most years until you are there: `6`, `2.5` or `18mo`.
    #[arg(long, value_name = "YEARS", value_parser = values::positive_years, allow_negative_numbers = true)]
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

/// How long to search.
#[derive(Debug, Args)]
#[command(next_help_heading = "Search")]
struct SearchOptions {
    /// Examine at most this many states before giving the best plan found.
    #[arg(long, value_name = "STATES", conflicts_with = "prove")]
    #[arg(value_parser = values::states, allow_negative_numbers = true)]
    limit: Option<u64>,
    /// Search until the best plan is proved, however long it takes.
    #[arg(long)]
    prove: bool,
}

impl QuestionOptions {
    /// Returns the month in which plans begin.
    pub(super) fn start(&self) -> CalendarMonth {
        self.rules.start.unwrap_or_else(values::current_month)
    }

    /// Returns the query of a person for a target. What is to be said about its limits is added to the person's
    /// assumptions.
    pub(super) fn query(
        &self,
        catalog: &Catalog,
        asked: &mut Asked,
        target: Target,
    ) -> anyhow::Result<Query> {
        let mut query = Query::new(catalog, asked.person.clone(), target, self.start());
        query.standard = self.rules.standard;
        query.search_months = self.rules.search_months.unwrap_or(query.search_months);
        query.minimum_stay = self.rules.min_stay.unwrap_or(query.minimum_stay);
        query.state_limit = match self.search.limit {
            _ if self.search.prove => None,
            limit => Some(limit.unwrap_or(DEFAULT_STATE_LIMIT)),
        };
        query.interrupt = Some(interrupt::flag());
        query.limits = self.limits.with(catalog, &asked.limits, &mut asked.assumptions)?;
        Ok(query)
    }
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
            ..Limits::default()
        };
        for entry in entries(catalog, &self.avoid)? {
            match entry {
                Entry::Role(role) => limits.avoid_roles.push(role),
                Entry::Credential(credential) => limits.avoid_credentials.push(credential),
            }
        }
        for entry in entries(catalog, &self.via)? {
            match entry {
                Entry::Role(role) => limits.via_roles.push(role),
                Entry::Credential(credential) => limits.via_credentials.push(credential),
            }
        }
        in_order_once(&mut limits.avoid_roles);
        in_order_once(&mut limits.avoid_credentials);
        in_order_once(&mut limits.via_roles);
        in_order_once(&mut limits.via_credentials);
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
            let what = list(&replaced, "and");
            notes.push(format!("The command line replaces the profile's {what}."));
        }
        Ok(limits)
    }
}

/// Finds the roles and credentials that are named; empty names are none.
fn entries(catalog: &Catalog, names: &[String]) -> anyhow::Result<Vec<Entry>> {
    let given = names.iter().filter(|name| !name.trim().is_empty());
    given.map(|name| Ok(catalog.find_entry(name).map_err(Failure::from)?)).collect()
}

fn in_order_once<Id: Ord>(ids: &mut Vec<Id>) {
    ids.sort_unstable();
    ids.dedup();
}
