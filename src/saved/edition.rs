//! A saved answer as it was given, with everything named by its id.

use std::collections::BTreeMap;

use crate::catalog::Currency;
use crate::explain::changes::{Aspect, Edition, Ending, Identity, Outline, OutlineStep, Term};
use crate::units::{CalendarMonth, Money, Months};

use super::document::{AnswerDocument, IdentityDocument, PlanDocument, QueryDocument, StepDocument};
use super::{SavedError, unusable};

impl AnswerDocument {
    /// Returns the whole answer.
    pub(super) fn edition(&self) -> Result<Edition, SavedError> {
        let ending = match self.outcome.as_deref() {
            None if self.plans.is_empty() => Ending::Unreachable,
            None | Some("found") => Ending::Found,
            Some("unreachable") => Ending::Unreachable,
            Some("limit") => Ending::Limit,
            Some(other) => return Err(unusable("outcome", other, "`found`, `unreachable` or `limit`")),
        };
        let IdentityDocument { name, version, currency } = &self.catalog;
        let currency = currency.as_deref().map_or_else(Currency::default, Currency::of_code);
        Ok(Edition {
            catalog: Identity { name: name.clone(), version: version.clone(), currency },
            question: self.query.aspects(),
            start: self.query.month()?,
            ending,
            plan: self.plans.first().map(PlanDocument::outline).transpose()?,
            others: self.plans.len().saturating_sub(1),
        })
    }
}

impl QueryDocument {
    pub(super) fn month(&self) -> Result<CalendarMonth, SavedError> {
        let month = self.start.parse();
        month.map_err(|_| unusable("query.start", &self.start, "a month such as 2026-11"))
    }

    /// Returns everything that is said in the question; what is not said is left out.
    pub(super) fn aspects(&self) -> BTreeMap<Aspect, Term> {
        let Self { limits, start_state: state, .. } = self;
        let names = |ids: Vec<&String>| {
            if ids.is_empty() { Term::Nothing } else { Term::Names(ids.into_iter().cloned().collect()) }
        };
        let sorted = |mut ids: Vec<&String>| {
            ids.sort_unstable();
            names(ids)
        };
        let word = |word: Option<&String>| word.cloned().map_or(Term::Nothing, Term::Word);
        let months =
            |months: Option<u32>| months.map_or(Term::Nothing, |months| Term::Months(Months(months)));
        let waived: Vec<String> = self.waive.iter().map(|one| format!("{}@{}", one.id, one.at)).collect();
        let equivalent: Vec<String> =
            self.equivalent.iter().map(|one| format!("{}={}", one.id, one.counts_as)).collect();
        let pay = self.pay.as_ref();
        let mut aspects = BTreeMap::from([
            (Aspect::To, names([&self.to].into_iter().chain(&self.also).map(|target| &target.id).collect())),
            (Aspect::Role, names(state.role.iter().collect())),
            (Aspect::Credentials, sorted(state.credentials.iter().collect())),
            (Aspect::Start, Term::Word(self.start.clone())),
            (Aspect::Standard, Term::Word(self.standard.clone())),
            (Aspect::Objective, word(self.objective.as_ref())),
            (Aspect::Budget, limits.budget.map_or(Term::Nothing, |budget| Term::Amount(Money(budget)))),
            (Aspect::MaxMonths, months(limits.max_months)),
            (Aspect::KeepWorking, if limits.keep_working { Term::Yes } else { Term::Nothing }),
            (
                Aspect::StudyHours,
                limits.study_hours_per_week.map_or(Term::Nothing, |hours| Term::Number(hours.into())),
            ),
            (Aspect::Avoid, sorted(limits.avoid_roles.iter().chain(&limits.avoid_credentials).collect())),
            (Aspect::Via, sorted(limits.via_roles.iter().chain(&limits.via_credentials).collect())),
            (Aspect::Waive, sorted(waived.iter().collect())),
            (Aspect::Equivalent, sorted(equivalent.iter().collect())),
            (Aspect::SearchMonths, months(Some(self.search_months))),
            (Aspect::MinimumStay, months(Some(self.minimum_stay_months))),
            (Aspect::Horizon, months(pay.map(|pay| pay.horizon_months))),
            (Aspect::Percentile, word(pay.map(|pay| &pay.percentile))),
            (Aspect::Area, word(pay.map(|pay| &pay.area))),
            (Aspect::StateLimit, self.state_limit.map_or(Term::Nothing, Term::Number)),
            (Aspect::MemoryLimit, Term::Number(self.memory_limit())),
        ]);
        let experience = state.experience_months.iter();
        aspects.extend(experience.map(|(id, time)| (Aspect::Experience(id.clone()), months(Some(*time)))));
        let tenure = state.role_months.iter();
        aspects.extend(tenure.map(|(id, time)| (Aspect::Tenure(id.clone()), months(Some(*time)))));
        aspects
    }
}

impl PlanDocument {
    pub(super) fn outline(&self) -> Result<Outline, SavedError> {
        let step = |step: &StepDocument| {
            let is_study = match step.kind.as_str() {
                "study" => true,
                "job" => false,
                other => return Err(unusable("plans.steps.kind", other, "`study` or `job`")),
            };
            Ok(OutlineStep {
                is_study,
                id: step.id.clone(),
                mode: step.mode.clone(),
                begins: Months(step.apply.unwrap_or(step.start)),
                start: Months(step.start),
                end: step.end.map(Months),
                cost: step.cost.map(Money),
            })
        };
        Ok(Outline {
            months: Months(self.months),
            cost: Money(self.cost),
            job_changes: self.job_changes,
            net_pay: self.net_pay.map(Money),
            optimal: self.optimal.unwrap_or(false),
            at_least: Months(self.at_least_months.unwrap_or(0)),
            steps: self.steps.iter().map(step).collect::<Result<_, _>>()?,
        })
    }
}
