//! What a saved answer means in the catalog at hand.

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Standard, StudyMode};
use crate::diagnostic::{did_you_mean, similar};
use crate::graph::Subject;
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::planner::{JobStep, Limits, Objective, Plan, Query, Step, StudyStep, Target};
use crate::profile::Person;
use crate::profile::exceptions::{Equivalent, Exceptions, Waiver};
use crate::units::{Money, Months};

use super::document::{PlanDocument, QueryDocument, StateDocument, StepDocument, TargetDocument};
use super::{SavedError, unusable};

/// Looks everything up in a catalog.
pub(super) struct Reader<'a> {
    pub(super) catalog: &'a Catalog,
    /// The name and version of the catalog that the answer was given with, when that is another one.
    pub(super) other: Option<&'a str>,
}

impl Reader<'_> {
    pub(super) fn query(&self, document: &QueryDocument) -> Result<Query, SavedError> {
        let target = self.target(&document.to)?;
        let start = document.month()?;
        let standard = Standard::ALL.into_iter().find(|standard| standard.word() == document.standard);
        let mut query = Query::new(self.catalog, self.person(&document.start_state)?, target, start);
        query.objective = match &document.objective {
            None => Objective::default(),
            Some(word) => Objective::ALL
                .into_iter()
                .find(|objective| objective.word() == word)
                .ok_or_else(|| unusable("query.objective", word, "`time`, `cost`, `pay` or `changes`"))?,
        };
        query.state_limit = document.state_limit;
        query.memory_limit = document.memory_limit();
        query.also = document.also.iter().map(|target| self.target(target)).collect::<Result<_, _>>()?;
        query.standard = standard.ok_or_else(|| {
            unusable("query.standard", &document.standard, "`minimum`, `typical` or `competitive`")
        })?;
        if document.search_months == 0 {
            return Err(unusable("query.search_months", "0", "at least 1"));
        }
        query.search_months = Months(document.search_months);
        query.minimum_stay = Months(document.minimum_stay_months);
        let limits = &document.limits;
        let roles: Result<_, SavedError> = limits.avoid_roles.iter().map(|id| self.role(id)).collect();
        let credentials: Result<_, SavedError> =
            limits.avoid_credentials.iter().map(|id| self.credential(id)).collect();
        let via_roles: Result<_, SavedError> = limits.via_roles.iter().map(|id| self.role(id)).collect();
        let via_credentials: Result<_, SavedError> =
            limits.via_credentials.iter().map(|id| self.credential(id)).collect();
        query.limits = Limits {
            budget: limits.budget.map(Money),
            deadline: limits.max_months.map(Months),
            keep_working: limits.keep_working,
            study_hours: limits.study_hours_per_week,
            avoid_roles: roles?,
            avoid_credentials: credentials?,
            via_roles: via_roles?,
            via_credentials: via_credentials?,
            job_changes: None,
        };
        Ok(query)
    }

    pub(super) fn exceptions(&self, document: &QueryDocument) -> Result<Exceptions, SavedError> {
        let waived = document.waive.iter().map(|waiver| {
            let what = match waiver.kind.as_str() {
                "role" => Subject::Role(self.role(&waiver.id)?),
                "credential" => Subject::Credential(self.credential(&waiver.id)?),
                "domain" => Subject::Domain(self.domain(&waiver.id)?),
                other => return Err(unusable("query.waive.kind", other, "`role`, `credential` or `domain`")),
            };
            // An id is a role's or a credential's, never both.
            let role = self.role(&waiver.at).is_ok();
            let at = if role {
                Entry::Role(self.role(&waiver.at)?)
            } else {
                Entry::Credential(self.credential(&waiver.at)?)
            };
            Ok(Waiver { what, at })
        });
        let equivalents = document.equivalent.iter().map(|one| {
            Ok(Equivalent {
                credential: self.credential(&one.id)?,
                counts_as: self.credential(&one.counts_as)?,
            })
        });
        Ok(Exceptions {
            waived: waived.collect::<Result<_, SavedError>>()?,
            equivalents: equivalents.collect::<Result<_, SavedError>>()?,
        })
    }

    pub(super) fn target(&self, document: &TargetDocument) -> Result<Target, SavedError> {
        match document.kind.as_str() {
            "role" => Ok(Target::Role(self.role(&document.id)?)),
            "credential" => Ok(Target::Credential(self.credential(&document.id)?)),
            other => Err(unusable("query.to.kind", other, "`role` or `credential`")),
        }
    }

    /// Rebuilds the person.
    fn person(&self, state: &StateDocument) -> Result<Person, SavedError> {
        let catalog = self.catalog;
        let mut person = Person::newcomer(catalog);
        if let Some(role) = &state.role {
            person.role = Some(self.role(role)?);
        }
        for id in &state.credentials {
            person.add_credential(catalog, self.credential(id)?);
        }
        for (id, months) in &state.role_months {
            person.ensure_tenure(catalog, self.role(id)?, Months(*months));
        }
        for (id, months) in &state.experience_months {
            person.ensure_experience(catalog, self.domain(id)?, Months(*months));
        }
        Ok(person)
    }

    /// Refuses a state that nobody can be in.
    pub(super) fn refuse_altered(&self, person: &Person, state: &StateDocument) -> Result<(), SavedError> {
        let catalog = self.catalog;
        // Months in a role or a narrow domain count in the wider ones too; a file that says otherwise was
        // changed by hand, and its plan would be checked for somebody else.
        for domain in catalog.domain_ids() {
            let id = &catalog.domain(domain).id;
            let said = state.experience_months.get(id).copied().unwrap_or(0);
            let least = person.months_in_domain(domain).0;
            if said < least {
                let found = format!("{said} months of `{id}`");
                return Err(unusable("query.start_state", &found, &format!("at least {least}")));
            }
        }
        Ok(())
    }

    pub(super) fn plan(&self, document: &PlanDocument) -> Result<Plan, SavedError> {
        let steps: Result<Vec<Step>, SavedError> =
            document.steps.iter().map(|step| self.step(step)).collect();
        Ok(Plan {
            months: Months(document.months),
            cost: Money(document.cost),
            job_changes: document.job_changes,
            steps: steps?,
        })
    }

    fn step(&self, step: &StepDocument) -> Result<Step, SavedError> {
        let missing = |key: &str| unusable("plans.steps", &step.id, &format!("a step with `{key}`"));
        match step.kind.as_str() {
            "study" => {
                let credential = self.credential(&step.id)?;
                let role = step.role.as_ref().map(|role| self.role(role)).transpose()?;
                Ok(Step::Study(StudyStep {
                    credential,
                    option: self.option(credential, step)?,
                    start: Months(step.start),
                    end: Months(step.end.ok_or_else(|| missing("end"))?),
                    cost: Money(step.cost.ok_or_else(|| missing("cost"))?),
                    role,
                }))
            }
            "job" => Ok(Step::Job(JobStep {
                role: self.role(&step.id)?,
                apply: Months(step.apply.ok_or_else(|| missing("apply"))?),
                start: Months(step.start),
                end: step.end.map(Months),
            })),
            other => Err(unusable("plans.steps.kind", other, "`study` or `job`")),
        }
    }

    /// Finds the study option: by its number, or else the one with this mode, length and price.
    fn option(&self, credential: CredentialId, step: &StepDocument) -> Result<usize, SavedError> {
        let options = &self.catalog.credential(credential).study;
        let mode_fits = |mode: StudyMode| step.mode.as_ref().is_none_or(|said| said == mode.word());
        let found = match step.option {
            Some(option) => {
                Some(option).filter(|option| options.get(*option).is_some_and(|study| mode_fits(study.mode)))
            }
            None => options.iter().position(|study| {
                let price = study.price().0;
                let ends = step.start.checked_add(study.months.0);
                mode_fits(study.mode) && ends == step.end && Some(price) == step.cost
            }),
        };
        found.ok_or_else(|| unusable("plans.steps", &step.id, "a way of study that the catalog has"))
    }

    fn role(&self, id: &str) -> Result<RoleId, SavedError> {
        let roles = &self.catalog.roles;
        let found = roles.binary_search_by_key(&id, |role| &role.id).map(RoleId::from_index);
        found.map_err(|_| self.unknown("role", id, roles.iter().map(|role| role.id.as_str())))
    }

    fn credential(&self, id: &str) -> Result<CredentialId, SavedError> {
        let credentials = &self.catalog.credentials;
        let found = credentials.binary_search_by_key(&id, |credential| &credential.id);
        found.map(CredentialId::from_index).map_err(|_| {
            self.unknown("credential", id, credentials.iter().map(|credential| credential.id.as_str()))
        })
    }

    fn domain(&self, id: &str) -> Result<DomainId, SavedError> {
        let domains = &self.catalog.domains;
        let found = domains.binary_search_by_key(&id, |domain| &domain.id).map(DomainId::from_index);
        found.map_err(|_| self.unknown("domain", id, domains.iter().map(|domain| domain.id.as_str())))
    }

    /// Returns the error of something that the catalog lacks: most likely it is not the catalog of the plan.
    fn unknown<'i>(&self, kind: &str, id: &str, ids: impl Iterator<Item = &'i str>) -> SavedError {
        let hint = match self.other {
            Some(other) => format!(
                "the plan was made with the catalog {other}: give its folders with `--catalog` and `--with`"
            ),
            None => did_you_mean(&similar(id, ids))
                .unwrap_or_else(|| "give the catalog of the plan with `--catalog FOLDER`".to_owned()),
        };
        SavedError::new(format!("the saved plan names a {kind} that the catalog has not: `{id}`"))
            .with_hint(hint)
    }
}
