//! Plans as `plan --format json` saves them, read back as what they are: somebody else's text.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::catalog::{Catalog, Standard, StudyMode};
use crate::diagnostic::{did_you_mean, similar};
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::planner::{JobStep, Limits, Plan, Query, Step, StudyStep, Target};
use crate::profile::Person;
use crate::units::{CalendarMonth, Money, Months};

use super::super::error::Failure;

const SCHEMA: &str = "careerpath.plan/1";

/// A saved question with its plans.
#[derive(Debug)]
pub(super) struct Saved {
    /// The question.
    pub(super) query: Query,
    /// The plans.
    pub(super) plans: Vec<Plan>,
    /// Name and version of the catalog it was made with, when that is not the one at hand.
    pub(super) other_catalog: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Document {
    catalog: Identity,
    query: QueryDocument,
    plans: Vec<PlanDocument>,
}

#[derive(Debug, Deserialize)]
struct Identity {
    name: String,
    version: String,
}

#[derive(Debug, Deserialize)]
struct QueryDocument {
    to: TargetDocument,
    #[serde(default)]
    also: Vec<TargetDocument>,
    standard: String,
    start: String,
    search_months: u32,
    minimum_stay_months: u32,
    limits: LimitsDocument,
    start_state: StateDocument,
}

#[derive(Debug, Deserialize)]
struct TargetDocument {
    kind: String,
    id: String,
}

#[derive(Debug, Deserialize)]
struct LimitsDocument {
    budget: Option<i64>,
    max_months: Option<u32>,
    keep_working: bool,
    study_hours_per_week: Option<u32>,
    avoid_roles: Vec<String>,
    avoid_credentials: Vec<String>,
    #[serde(default)]
    via_roles: Vec<String>,
    #[serde(default)]
    via_credentials: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct StateDocument {
    role: Option<String>,
    credentials: Vec<String>,
    experience_months: BTreeMap<String, u32>,
    role_months: BTreeMap<String, u32>,
}

#[derive(Debug, Deserialize)]
struct PlanDocument {
    months: u32,
    cost: i64,
    job_changes: u32,
    steps: Vec<StepDocument>,
}

/// A step of either kind; which keys it needs depends on the kind.
#[derive(Debug, Deserialize)]
struct StepDocument {
    kind: String,
    id: String,
    mode: Option<String>,
    option: Option<usize>,
    apply: Option<u32>,
    start: u32,
    end: Option<u32>,
    cost: Option<i64>,
    role: Option<String>,
}

/// Reads a saved plan.
pub(super) fn parse(catalog: &Catalog, text: &str, file: &str) -> Result<Saved, Failure> {
    let form = |error: serde_json::Error| {
        Failure::usage(format!("`{file}` is no saved plan: {error}"))
            .hint("write one with `careerpath plan … --format json -o plan.json`")
    };
    let value: Value = serde_json::from_str(text).map_err(form)?;
    let schema = value.get("schema").and_then(Value::as_str).unwrap_or("none");
    if schema != SCHEMA {
        return Err(Failure::usage(format!("`{file}` has the schema `{schema}`, not `{SCHEMA}`"))
            .hint("write a plan with `careerpath plan … --format json -o plan.json`"));
    }
    // Read once more from the text, so that an error can name its line.
    let document: Document = serde_json::from_str(text).map_err(form)?;
    if document.plans.is_empty() {
        return Err(Failure::usage(format!("`{file}` holds no plan to check"))
            .hint("its outcome says why: there was no route, or the search stopped before it found one"));
    }
    let reader = Reader { catalog };
    let query = reader.query(&document.query)?;
    let plans: Result<Vec<Plan>, Failure> = document.plans.iter().map(|plan| reader.plan(plan)).collect();
    let same = document.catalog.name == catalog.name && document.catalog.version == catalog.version;
    let other = format!("`{}` {}", document.catalog.name, document.catalog.version);
    Ok(Saved { query, plans: plans?, other_catalog: (!same).then_some(other) })
}

struct Reader<'a> {
    catalog: &'a Catalog,
}

impl Reader<'_> {
    fn query(&self, document: &QueryDocument) -> Result<Query, Failure> {
        let target = self.target(&document.to)?;
        let start: CalendarMonth = document
            .start
            .parse()
            .map_err(|_| unusable("query.start", &document.start, "a month such as 2026-11"))?;
        let standard = Standard::ALL.into_iter().find(|standard| standard.word() == document.standard);
        let mut query = Query::new(self.catalog, self.person(&document.start_state)?, target, start);
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
        let roles: Result<_, Failure> = limits.avoid_roles.iter().map(|id| self.role(id)).collect();
        let credentials: Result<_, Failure> =
            limits.avoid_credentials.iter().map(|id| self.credential(id)).collect();
        let via_roles: Result<_, Failure> = limits.via_roles.iter().map(|id| self.role(id)).collect();
        let via_credentials: Result<_, Failure> =
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

    fn target(&self, document: &TargetDocument) -> Result<Target, Failure> {
        match document.kind.as_str() {
            "role" => Ok(Target::Role(self.role(&document.id)?)),
            "credential" => Ok(Target::Credential(self.credential(&document.id)?)),
            other => Err(unusable("query.to.kind", other, "`role` or `credential`")),
        }
    }

    /// Rebuilds the person, and refuses a state that nobody can be in.
    fn person(&self, state: &StateDocument) -> Result<Person, Failure> {
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
        Ok(person)
    }

    fn plan(&self, document: &PlanDocument) -> Result<Plan, Failure> {
        let steps: Result<Vec<Step>, Failure> = document.steps.iter().map(|step| self.step(step)).collect();
        Ok(Plan {
            months: Months(document.months),
            cost: Money(document.cost),
            job_changes: document.job_changes,
            steps: steps?,
        })
    }

    fn step(&self, step: &StepDocument) -> Result<Step, Failure> {
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
    fn option(&self, credential: CredentialId, step: &StepDocument) -> Result<usize, Failure> {
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

    fn role(&self, id: &str) -> Result<RoleId, Failure> {
        let roles = &self.catalog.roles;
        let found = roles.iter().position(|role| role.id == id).map(RoleId::from_index);
        found.ok_or_else(|| unknown("role", id, roles.iter().map(|role| role.id.as_str())))
    }

    fn credential(&self, id: &str) -> Result<CredentialId, Failure> {
        let credentials = &self.catalog.credentials;
        let found = credentials.iter().position(|credential| credential.id == id);
        found.map(CredentialId::from_index).ok_or_else(|| {
            unknown("credential", id, credentials.iter().map(|credential| credential.id.as_str()))
        })
    }

    fn domain(&self, id: &str) -> Result<DomainId, Failure> {
        let domains = &self.catalog.domains;
        let found = domains.iter().position(|domain| domain.id == id).map(DomainId::from_index);
        found.ok_or_else(|| unknown("domain", id, domains.iter().map(|domain| domain.id.as_str())))
    }
}

fn unknown<'i>(kind: &str, id: &str, ids: impl Iterator<Item = &'i str>) -> Failure {
    let near = did_you_mean(&similar(id, ids));
    let hint = near.unwrap_or_else(|| "give the catalog of the plan with `--catalog FOLDER`".to_owned());
    Failure::usage(format!("the saved plan names a {kind} that the catalog has not: `{id}`")).hint(hint)
}

fn unusable(key: &str, found: &str, expected: &str) -> Failure {
    Failure::usage(format!("the saved plan has an unusable `{key}`: `{found}`"))
        .hint(format!("expected {expected}; was the file changed by hand?"))
}
