//! Limits and rules of a question to the planner, for every command that asks one.
//!
//! What a profile says and what the command line says meet here, and nowhere else: the command line wins, and the
//! answer says so.

mod contradiction;

use clap::Args;

use crate::catalog::{Catalog, Standard};
use crate::explain::contradiction::{Contradiction, already_passed, contradictions, contradictory_limits};
use crate::planner::{DEFAULT_MEMORY_LIMIT, DEFAULT_STATE_LIMIT, Query, Target};
use crate::profile::file::OwnLimits;
use crate::question::Question;
use crate::render::assumptions;
use crate::render::words::{duration, list, money};
use crate::units::{CalendarMonth, Money, Months};

use super::asker::Asked;
use super::complete;
use super::error::Failure;
use super::{interrupt, values};
use contradiction::Place;

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
    #[arg(long, value_name = "NAME", value_delimiter = ',', add = complete::entries())]
    avoid: Vec<String>,
    /// Roles to work in and credentials to earn on the way; repeat it or separate by commas.
    #[arg(long, value_name = "NAME", value_delimiter = ',', add = complete::entries())]
    via: Vec<String>,
    /// The most that all study may cost: `40000`, `40,000` or `40k`.
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
    /// How much of what employers ask must be met: minimum, typical (unless said) or competitive.
    #[arg(long, value_name = "STANDARD", value_parser = values::standard, add = complete::standards())]
    standard: Option<Standard>,
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
    /// Examine at most this many states in a search before giving the best plan found; an answer may take several
    /// searches.
    #[arg(long, value_name = "STATES", conflicts_with = "prove")]
    #[arg(value_parser = values::states, allow_negative_numbers = true)]
    limit: Option<u64>,
    /// Search until the best plan is proved, however long it takes, within the memory allowed.
    #[arg(long)]
    prove: bool,
    /// The most memory that a search may take, such as `512M`: 1G unless said.
    #[arg(long, value_name = "SIZE", value_parser = values::memory, allow_negative_numbers = true)]
    memory: Option<u64>,
}

impl QuestionOptions {
    /// Returns the month in which plans begin.
    pub(super) fn start(&self) -> CalendarMonth {
        self.rules.start.unwrap_or_else(values::current_month)
    }

    /// Tells whether somebody said how long to search.
    pub(super) fn has_limit(&self) -> bool {
        self.search.limit.is_some() || self.search.prove
    }

    /// Tells whether somebody said what to pass on the way.
    pub(super) fn has_via(&self) -> bool {
        self.limits.via.iter().any(|name| !name.trim().is_empty())
    }

    /// Refuses a question that contradicts itself, and says what is true of it anyway. Every command that asks one
    /// calls it before it searches.
    pub(super) fn check(&self, catalog: &Catalog, query: &Query, asked: &mut Asked) -> anyhow::Result<()> {
        self.refuse(catalog, query, asked, &contradictions(catalog, query))
    }

    /// Does the same for many questions that have all but the target in common.
    pub(super) fn check_limits(
        &self,
        catalog: &Catalog,
        query: &Query,
        asked: &mut Asked,
    ) -> anyhow::Result<()> {
        self.refuse(catalog, query, asked, &contradictory_limits(catalog, query))
    }

    fn refuse(
        &self,
        catalog: &Catalog,
        query: &Query,
        asked: &mut Asked,
        found: &[Contradiction],
    ) -> anyhow::Result<()> {
        let place = Place { limits: &self.limits, own: &asked.limits, asker: &asked.asker };
        contradiction::refuse(catalog, query, &place, found)?;
        for via in already_passed(query) {
            asked.assumptions.push(assumptions::of_passed(catalog, via));
        }
        Ok(())
    }

    /// Returns the query of a person for a target. What is to be said about its limits is added to the person's
    /// assumptions.
    pub(super) fn query(
        &self,
        catalog: &Catalog,
        asked: &mut Asked,
        target: Target,
    ) -> anyhow::Result<Query> {
        let states = match self.search.limit {
            _ if self.search.prove => None,
            limit => Some(limit.unwrap_or(DEFAULT_STATE_LIMIT)),
        };
        let mut question = Question::of_person(catalog, asked.person.clone(), self.start())
            .within(&asked.limits)
            .within(&self.stated())
            .state_limit(states)
            .memory_limit(self.search.memory.unwrap_or(DEFAULT_MEMORY_LIMIT))
            .interrupt(interrupt::flag());
        for name in given(&self.limits.avoid) {
            question = question.avoid(name).map_err(Failure::from)?;
        }
        for name in given(&self.limits.via) {
            question = question.via(name).map_err(Failure::from)?;
        }
        let replaced = self.replaced(catalog, &asked.limits);
        if !replaced.is_empty() {
            let what = list(&replaced, "and");
            asked.assumptions.push(format!("The command line replaces the profile's {what}."));
        }
        Ok(question.query(target))
    }

    /// Returns what the command line says of limits and rules, but for what it names.
    fn stated(&self) -> OwnLimits {
        let Self { limits, rules, .. } = self;
        OwnLimits {
            budget: limits.budget,
            longest: limits.max_years,
            keep_working: limits.keep_working.then_some(true),
            study_hours: limits.study_hours,
            standard: rules.standard,
            minimum_stay: rules.min_stay,
            search_months: rules.search_months,
            ..OwnLimits::default()
        }
    }

    /// Names what the profile says and the command line says otherwise.
    fn replaced(&self, catalog: &Catalog, own: &OwnLimits) -> Vec<String> {
        let Self { limits, rules, .. } = self;
        let mut replaced = Vec::new();
        if let (Some(new), Some(old)) = (limits.budget, own.budget)
            && new != old
        {
            replaced.push(format!("budget ({})", money(old, &catalog.currency)));
        }
        if let (Some(new), Some(old)) = (limits.max_years, own.longest)
            && new != old
        {
            replaced.push(format!("longest time ({})", duration(old)));
        }
        if let (Some(new), Some(old)) = (limits.study_hours, own.study_hours)
            && new != old
        {
            replaced.push(format!("hours of study ({old} a week)"));
        }
        if let (Some(new), Some(old)) = (rules.standard, own.standard)
            && new != old
        {
            replaced.push(format!("standard ({})", old.word()));
        }
        if let (Some(new), Some(old)) = (rules.search_months, own.search_months)
            && new != old
        {
            replaced.push(format!("time to find a job ({})", duration(old)));
        }
        if let (Some(new), Some(old)) = (rules.min_stay, own.minimum_stay)
            && new != old
        {
            replaced.push(format!("least stay in a job ({})", duration(old)));
        }
        replaced
    }
}

/// Returns what is named; empty names are none.
fn given(names: &[String]) -> impl Iterator<Item = &String> {
    names.iter().filter(|name| !name.trim().is_empty())
}
