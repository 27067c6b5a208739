//! A question as a person would put it: who, under which limits, where to; names in, a checked [`Case`] out.
//!
//! A [`Question`] begins with who asks and from which month on, collects limits and rules, and can be put to any
//! number of targets. [`Question::to`] refuses what cannot be meant: names that nothing has, limits that contradict
//! each other, exceptions that change nothing. What it returns is ready for the planner.
//!
//! ```
//! use careerpath::catalog::Catalog;
//! use careerpath::planner::Outcome;
//! use careerpath::question::Question;
//! use careerpath::units::{Money, Months};
//!
//! let catalog = Catalog::from_text(r#"
//!     domain = [{ id = "baking", name = "Baking" }]
//!     [[role]]
//!     id = "baker"
//!     title = "Baker"
//!     track = "kitchen"
//!     level = "entry"
//!     gives = ["baking"]
//!     [[role]]
//!     id = "head-baker"
//!     title = "Head baker"
//!     track = "kitchen"
//!     level = "senior"
//!     requires = [{ experience = "baking", years = 3 }]
//! "#)?;
//! let baker = Question::from_role(&catalog, "baker", Months::from_years(1), "2026-11".parse()?)?;
//! let case = baker.clone().deadline(Months::from_years(4)).to("Head baker")?;
//! let Outcome::Found(solution) = case.plan()? else { panic!("no route") };
//! assert_eq!((solution.plan.months, solution.plan.cost), (Months(27), Money(0)));
//!
//! let error = baker.to("head-bakr").unwrap_err();
//! assert_eq!(error.to_string(), "unknown role or credential: `head-bakr`");
//! assert_eq!(error.hint().as_deref(), Some("did you mean `head-baker`?"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod case;
mod error;
pub mod exceptions;

use std::borrow::Cow;

use crate::catalog::names::{Entry, UnknownName};
use crate::catalog::{Catalog, Standard};
use crate::explain::contradiction::contradictions;
use crate::explain::money::usual_pay;
use crate::ids::RoleId;
use crate::planner::{Interrupt, Limits, Objective, PayTerms, Query, Target};
use crate::profile::Person;
use crate::profile::assumed::{Assumed, assume};
use crate::profile::exceptions::Equivalent;
use crate::profile::file::{OwnExceptions, OwnLimits, Profile};
use crate::units::{CalendarMonth, Money, Months};

pub use case::{Case, UnsoundPlan};
pub use error::QuestionError;

/// Who asks, and under which limits and rules; where to is said last.
///
/// Of a limit that is set twice the last one counts; what is avoided or passed adds up.
#[derive(Clone, Debug)]
#[must_use = "a question is answered only when it is put to a target"]
pub struct Question<'c> {
    catalog: &'c Catalog,
    /// The question, with a target that is not meant.
    query: Query,
    exceptions: OwnExceptions,
    assumed: Option<Assumed>,
}

impl<'c> Question<'c> {
    /// Begins the question of somebody in a role, named by id, title or alias, with `months` in it.
    ///
    /// They hold what the role requires and its holders usually have: [`Question::assumed`] says what that is.
    ///
    /// # Errors
    /// When no role has the name.
    pub fn from_role(
        catalog: &'c Catalog,
        role: &str,
        months: Months,
        start: CalendarMonth,
    ) -> Result<Self, UnknownName> {
        let assumed = assume(catalog, catalog.find_role(role)?, months, start);
        let question = Self::of_person(catalog, assumed.person.clone(), start);
        Ok(Self { assumed: Some(assumed), ..question })
    }

    /// Begins the question of the person in a profile, with the limits and exceptions in it.
    pub fn of_profile(catalog: &'c Catalog, profile: &Profile, start: CalendarMonth) -> Self {
        let mut question = Self::of_person(catalog, profile.person.clone(), start).within(&profile.limits);
        question.exceptions = profile.exceptions.clone();
        question
    }

    /// Begins the question of a person of whom everything is known.
    pub fn of_person(catalog: &'c Catalog, person: Person, start: CalendarMonth) -> Self {
        let nowhere = Target::Role(RoleId::from_index(0));
        let query = Query::new(catalog, person, nowhere, start);
        Self { catalog, query, exceptions: OwnExceptions::default(), assumed: None }
    }

    /// Sets the limits that somebody states about themselves, and leaves those of which nothing is said.
    pub fn within(mut self, own: &OwnLimits) -> Self {
        let Query { standard, search_months, minimum_stay, limits, .. } = &mut self.query;
        *standard = own.standard.unwrap_or(*standard);
        *search_months = own.search_months.unwrap_or(*search_months);
        *minimum_stay = own.minimum_stay.unwrap_or(*minimum_stay);
        limits.budget = own.budget.or(limits.budget);
        limits.deadline = own.longest.or(limits.deadline);
        limits.keep_working = own.keep_working.unwrap_or(limits.keep_working);
        limits.study_hours = own.study_hours.or(limits.study_hours);
        limits.avoid_roles.extend(&own.avoid_roles);
        limits.avoid_credentials.extend(&own.avoid_credentials);
        limits.via_roles.extend(&own.via_roles);
        limits.via_credentials.extend(&own.via_credentials);
        self
    }

    /// Sets the most that all study may cost.
    pub fn budget(mut self, budget: Money) -> Self {
        self.query.limits.budget = Some(budget);
        self
    }

    /// Sets the most months that the plan may take.
    pub fn deadline(mut self, deadline: Months) -> Self {
        self.query.limits.deadline = Some(deadline);
        self
    }

    /// Rules out full-time study.
    pub fn keep_working(mut self) -> Self {
        self.query.limits.keep_working = true;
        self
    }

    /// Allows only part-time study of at most this many hours a week.
    pub fn study_hours(mut self, hours: u32) -> Self {
        self.query.limits.study_hours = Some(hours);
        self
    }

    /// Sets the most roles that may be started.
    pub fn job_changes(mut self, most: u32) -> Self {
        self.query.limits.job_changes = Some(most);
        self
    }

    /// Rules out a role to work in or a credential to study for.
    ///
    /// # Errors
    /// When nothing has the name.
    pub fn avoid(mut self, name: &str) -> Result<Self, UnknownName> {
        match self.catalog.find_entry(name)? {
            Entry::Role(role) => self.query.limits.avoid_roles.push(role),
            Entry::Credential(credential) => self.query.limits.avoid_credentials.push(credential),
        }
        Ok(self)
    }

    /// Asks for a role to be worked in, or a credential to be earned, on the way.
    ///
    /// # Errors
    /// When nothing has the name.
    pub fn via(mut self, name: &str) -> Result<Self, UnknownName> {
        match self.catalog.find_entry(name)? {
            Entry::Role(role) => self.query.limits.via_roles.push(role),
            Entry::Credential(credential) => self.query.limits.via_credentials.push(credential),
        }
        Ok(self)
    }

    /// Excuses the person from a requirement: the name of a credential, a role or a domain of experience that the
    /// target asks for, or `NAME@ENTRY` for what a role or credential on the way asks for.
    pub fn waive(mut self, name: &str) -> Self {
        self.exceptions.waive.push(name.to_owned());
        self
    }

    /// Makes a credential count as another one for this person.
    ///
    /// # Errors
    /// When no credential has one of the names.
    pub fn equivalent(mut self, credential: &str, counts_as: &str) -> Result<Self, UnknownName> {
        let credential = self.catalog.find_credential(credential)?;
        let counts_as = self.catalog.find_credential(counts_as)?;
        self.exceptions.equivalents.push(Equivalent { credential, counts_as });
        Ok(self)
    }

    /// Sets how much of what is asked for must be met.
    pub fn standard(mut self, standard: Standard) -> Self {
        self.query.standard = standard;
        self
    }

    /// Sets the months from an application to the first day, for roles that do not say; at least 1.
    pub fn search_months(mut self, months: Months) -> Self {
        self.query.search_months = months.max(Months(1));
        self
    }

    /// Sets the months to stay in a job before leaving it.
    pub fn minimum_stay(mut self, months: Months) -> Self {
        self.query.minimum_stay = months;
        self
    }

    /// Sets what makes a plan the best one.
    pub fn best_by(mut self, objective: Objective) -> Self {
        self.query.objective = objective;
        self
    }

    /// Sets what roles pay and for how long that is counted, in place of the [usual](usual_pay).
    pub fn pay(mut self, pay: PayTerms) -> Self {
        self.query.pay = pay;
        self
    }

    /// Sets how many states a search may expand; `None` to go on until the best plan is proved.
    pub fn state_limit(mut self, states: Option<u64>) -> Self {
        self.query.state_limit = states;
        self
    }

    /// Sets how many bytes the states of a search may take; see [`Query::memory_limit`].
    pub fn memory_limit(mut self, bytes: u64) -> Self {
        self.query.memory_limit = bytes;
        self
    }

    /// Names what stops the search from outside.
    pub fn interrupt(mut self, interrupt: Interrupt) -> Self {
        self.query.interrupt = Some(interrupt);
        self
    }

    /// Returns what was taken for granted about somebody of whom only the role is known.
    #[must_use]
    pub fn assumed(&self) -> Option<&Assumed> {
        self.assumed.as_ref()
    }

    /// Returns the question with a target, without its exceptions and unchecked.
    #[must_use]
    pub fn query(&self, target: Target) -> Query {
        let mut query = Query { target, ..self.query.clone() };
        let Limits { avoid_roles, avoid_credentials, via_roles, via_credentials, .. } = &mut query.limits;
        in_order_once(avoid_roles);
        in_order_once(avoid_credentials);
        in_order_once(via_roles);
        in_order_once(via_credentials);
        query
    }

    /// Puts the question to a role or credential, named by id, title or alias.
    ///
    /// # Errors
    /// When nothing has the name, or the question cannot be meant.
    pub fn to(&self, name: &str) -> Result<Case<'c>, QuestionError> {
        self.to_all(&[name])
    }

    /// Puts the question to several roles and credentials at once: the plan ends when all of them are reached.
    ///
    /// # Errors
    /// When nothing has one of the names, there is no name, or the question cannot be meant.
    pub fn to_all(&self, names: &[&str]) -> Result<Case<'c>, QuestionError> {
        let mut targets: Vec<Target> = Vec::new();
        for name in names {
            let target = self.catalog.find_entry(name)?.into();
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        let Some((&target, also)) = targets.split_first() else { return Err(QuestionError::NoTarget) };
        let mut query = Query { also: also.to_vec(), ..self.query(target) };
        let exceptions = exceptions::resolve(self.catalog, &mut query, &self.exceptions)?;
        let catalog = if exceptions.is_empty() {
            Cow::Borrowed(self.catalog)
        } else {
            Cow::Owned(exceptions.apply(self.catalog))
        };
        let found = contradictions(&catalog, &query);
        if !found.is_empty() {
            return Err(QuestionError::contradictory(&catalog, found));
        }
        if query.pay.annual.is_empty() {
            query.pay = usual_pay(&catalog);
        }
        if let Some(role) = unpaid(&query) {
            return Err(QuestionError::NoPay { role, id: catalog.role(role).id.clone() });
        }
        Ok(Case { catalog, query, exceptions, assumed: self.assumed.clone() })
    }
}

/// Returns a role to be reached whose pay would have to be weighed and is not known.
#[must_use]
pub fn unpaid(query: &Query) -> Option<RoleId> {
    let is_unknown = |role: &RoleId| query.pay.of(*role).is_none();
    let roles = query.goals().into_iter().filter_map(|goal| match goal {
        Target::Role(role) => Some(role),
        Target::Credential(_) => None,
    });
    roles.filter(|_| query.objective == Objective::Pay).find(is_unknown)
}

fn in_order_once<Id: Ord>(ids: &mut Vec<Id>) {
    ids.sort_unstable();
    ids.dedup();
}
