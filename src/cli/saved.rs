//! Plans as `plan --save` and `plan --format json` write them, read back as what they are: somebody else's text.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};

use serde::Deserialize;
use serde_json::Value;

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Currency, Standard, StudyMode};
use crate::diagnostic::{did_you_mean, similar};
use crate::explain::changes::{Aspect, Edition, Ending, Identity, Outline, OutlineStep, Term};
use crate::graph::Subject;
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::planner::{
    DEFAULT_MEMORY_LIMIT, JobStep, Limits, Objective, Plan, Query, Step, StudyStep, Target,
};
use crate::profile::Person;
use crate::profile::exceptions::{Equivalent, Exceptions, Waiver};
use crate::render::plan::Asker;
use crate::units::{CalendarMonth, Money, Months};

use super::error::Failure;

const SCHEMA: &str = "careerpath.plan/1";

/// The largest plan file that is read.
const LARGEST: u64 = 16 * 1024 * 1024;

/// What to do about a file that is no plan.
const WRITE_ONE: &str = "write one with `careerpath plan … --save plan.json`";

/// A saved question with its plans.
#[derive(Debug)]
pub(super) struct Saved {
    /// The question.
    pub(super) query: Query,
    /// The plans.
    pub(super) plans: Vec<Plan>,
    /// The catalog as it is for the person who asked.
    pub(super) catalog: Catalog,
    /// Name and version of the catalog it was made with, when that is not the one at hand.
    pub(super) other_catalog: Option<String>,
}

/// A saved question, as it may be asked again.
#[derive(Debug)]
pub(super) struct Question {
    /// The question; what roles pay is left to the caller.
    pub(super) query: Query,
    /// The catalog as it is for the person who asked.
    pub(super) catalog: Catalog,
    /// What holds for this person only.
    pub(super) exceptions: Exceptions,
    /// Who asked.
    pub(super) asker: Asker,
    /// What counts as pay; `None` where the file does not say.
    pub(super) pay: Option<PayDocument>,
}

/// A saved answer, of the right schema and with the keys that it must have; its ids are not looked up yet.
#[derive(Debug, Deserialize)]
pub(super) struct Document {
    catalog: IdentityDocument,
    query: QueryDocument,
    outcome: Option<String>,
    plans: Vec<PlanDocument>,
}

#[derive(Debug, Deserialize)]
struct IdentityDocument {
    name: String,
    version: String,
    currency: Option<String>,
}

/// What counts as pay.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct PayDocument {
    /// The months over which pay is counted.
    pub(super) horizon_months: u32,
    /// The word of a percentile.
    pub(super) percentile: String,
    /// The name of an area.
    pub(super) area: String,
}

#[derive(Debug, Deserialize)]
struct QueryDocument {
    from: Option<String>,
    from_months: Option<u32>,
    profile: Option<String>,
    objective: Option<String>,
    pay: Option<PayDocument>,
    state_limit: Option<u64>,
    memory_limit: Option<u64>,
    to: TargetDocument,
    #[serde(default)]
    also: Vec<TargetDocument>,
    standard: String,
    start: String,
    search_months: u32,
    minimum_stay_months: u32,
    limits: LimitsDocument,
    #[serde(default)]
    waive: Vec<WaiverDocument>,
    #[serde(default)]
    equivalent: Vec<EquivalentDocument>,
    start_state: StateDocument,
}

#[derive(Debug, Deserialize)]
struct TargetDocument {
    kind: String,
    id: String,
}

#[derive(Debug, Deserialize)]
struct WaiverDocument {
    kind: String,
    id: String,
    #[serde(rename = "for")]
    at: String,
}

#[derive(Debug, Deserialize)]
struct EquivalentDocument {
    id: String,
    counts_as: String,
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
    net_pay: Option<i64>,
    optimal: Option<bool>,
    at_least_months: Option<u32>,
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

/// Reads a file, or the standard input for `-`.
pub(super) fn read(file: &str) -> Result<String, Failure> {
    let cannot = |error: io::Error| Failure::usage(format!("cannot read `{file}`: {error}")).hint(WRITE_ONE);
    let mut bytes = Vec::new();
    if file == "-" {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).map_err(cannot)?;
    } else {
        File::open(file).map_err(cannot)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(cannot)?;
    }
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::usage(format!("`{file}` is larger than 16 MiB, which no plan is")));
    }
    String::from_utf8(bytes).map_err(|_| {
        Failure::usage(format!("`{file}` is not a text file"))
            .hint("a plan is JSON, written by `careerpath plan … --save plan.json`")
    })
}

impl Document {
    /// Reads a saved answer; `file` is where the text comes from.
    pub(super) fn parse(text: &str, file: &str) -> Result<Self, Failure> {
        let form = |error: serde_json::Error| {
            Failure::usage(format!("`{file}` is no saved plan: {error}")).hint(WRITE_ONE)
        };
        let value: Value = serde_json::from_str(text).map_err(form)?;
        let schema = value.get("schema").and_then(Value::as_str).unwrap_or("none");
        if schema != SCHEMA {
            return Err(Failure::usage(format!("`{file}` has the schema `{schema}`, not `{SCHEMA}`"))
                .hint("write a plan with `careerpath plan … --save plan.json`"));
        }
        // Read once more from the text, so that an error can name its line.
        serde_json::from_str(text).map_err(form)
    }

    /// Returns the plans with their question, for a check against the catalog at hand.
    pub(super) fn saved(&self, catalog: &Catalog, file: &str) -> Result<Saved, Failure> {
        if self.plans.is_empty() {
            return Err(Failure::usage(format!("`{file}` holds no plan to check")).hint(
                "its outcome says why: there was no route, or the search stopped before it found one",
            ));
        }
        let Question { query, catalog: personal, .. } = self.question(catalog)?;
        let reader = Reader { catalog: &personal };
        reader.refuse_altered(&query.person, &self.query.start_state)?;
        let plans: Result<Vec<Plan>, Failure> = self.plans.iter().map(|plan| reader.plan(plan)).collect();
        let same = self.catalog.name == catalog.name && self.catalog.version == catalog.version;
        let other = format!("`{}` {}", self.catalog.name, self.catalog.version);
        Ok(Saved { query, plans: plans?, other_catalog: (!same).then_some(other), catalog: personal })
    }

    /// Returns the question, to be asked of the catalog at hand.
    pub(super) fn question(&self, catalog: &Catalog) -> Result<Question, Failure> {
        let exceptions = Reader { catalog }.exceptions(&self.query)?;
        let personal = exceptions.apply(catalog);
        let query = Reader { catalog: &personal }.query(&self.query)?;
        let asker = match (&self.query.from, &self.query.profile) {
            (Some(role), _) => {
                Asker::From { role: role.clone(), months: self.query.from_months.unwrap_or_default() }
            }
            (None, path) => Asker::Profile { path: path.clone().unwrap_or_default() },
        };
        Ok(Question { query, catalog: personal, exceptions, asker, pay: self.query.pay.clone() })
    }

    /// Returns the answer as it was given, with everything named by its id.
    pub(super) fn edition(&self) -> Result<Edition, Failure> {
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
    /// Returns the limit of memory; plans saved by earlier versions had none.
    fn memory_limit(&self) -> u64 {
        self.memory_limit.unwrap_or(DEFAULT_MEMORY_LIMIT)
    }

    fn month(&self) -> Result<CalendarMonth, Failure> {
        let month = self.start.parse();
        month.map_err(|_| unusable("query.start", &self.start, "a month such as 2026-11"))
    }

    /// Returns everything that is said in the question; what is not said is left out.
    fn aspects(&self) -> BTreeMap<Aspect, Term> {
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
    fn outline(&self) -> Result<Outline, Failure> {
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

struct Reader<'a> {
    catalog: &'a Catalog,
}

impl Reader<'_> {
    fn query(&self, document: &QueryDocument) -> Result<Query, Failure> {
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

    fn exceptions(&self, document: &QueryDocument) -> Result<Exceptions, Failure> {
        let waived = document.waive.iter().map(|waiver| {
            let what = match waiver.kind.as_str() {
                "role" => Subject::Role(self.role(&waiver.id)?),
                "credential" => Subject::Credential(self.credential(&waiver.id)?),
                "domain" => Subject::Domain(self.domain(&waiver.id)?),
                other => return Err(unusable("query.waive.kind", other, "`role`, `credential` or `domain`")),
            };
            // An id is a role's or a credential's, never both.
            let role = self.catalog.roles.iter().any(|role| role.id == waiver.at);
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
            waived: waived.collect::<Result<_, Failure>>()?,
            equivalents: equivalents.collect::<Result<_, Failure>>()?,
        })
    }

    fn target(&self, document: &TargetDocument) -> Result<Target, Failure> {
        match document.kind.as_str() {
            "role" => Ok(Target::Role(self.role(&document.id)?)),
            "credential" => Ok(Target::Credential(self.credential(&document.id)?)),
            other => Err(unusable("query.to.kind", other, "`role` or `credential`")),
        }
    }

    /// Rebuilds the person.
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
        Ok(person)
    }

    /// Refuses a state that nobody can be in.
    fn refuse_altered(&self, person: &Person, state: &StateDocument) -> Result<(), Failure> {
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

/// Returns the failure of a value that no saved plan has.
pub(super) fn unusable(key: &str, found: &str, expected: &str) -> Failure {
    Failure::usage(format!("the saved plan has an unusable `{key}`: `{found}`"))
        .hint(format!("expected {expected}; was the file changed by hand?"))
}
