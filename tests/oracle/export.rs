//! Random cases in plain numbers, with the planner's answers, for a judge outside of this crate: see
//! `tests/cpsat/README.md`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use careerpath::catalog::{CredentialStatus, Requirement, RequirementKind, Strength, StudyMode};
use careerpath::ids::{CredentialId, RoleId};
use careerpath::planner::{Objective, Outcome, Query, Target, plan};
use careerpath::units::{CalendarMonth, Months};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::BOUNDS;
use crate::spec::{Case, Spec, large_specs, render, specs, wishes};

/// The months looked at by both sides where the case has no nearer deadline of its own.
const DEADLINE: Months = Months(BOUNDS.horizon);

/// How many states the planner may expand for a case too large for the reference.
const STATES: u64 = 1_000_000;

#[test]
#[ignore = "writes files for the judge in tests/cpsat"]
fn export() {
    let folder = std::env::var("CAREERPATH_EXPORT").expect("CAREERPATH_EXPORT names a folder");
    let folder = PathBuf::from(folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    write(&folder, "plain", 200, None, &specs());
    write(&folder, "wish", 200, None, &wishes());
    write(&folder, "large", 30, Some(STATES), &large_specs());
}

/// Writes `count` cases.
fn write(folder: &Path, name: &str, count: u32, limit: Option<u64>, strategy: &impl Strategy<Value = Spec>) {
    let mut runner = TestRunner::deterministic();
    for number in 0..count {
        let mut case = render(&strategy.new_tree(&mut runner).expect("a case").current());
        let limits = &mut case.query.limits;
        limits.deadline = Some(limits.deadline.map_or(DEADLINE, |own| own.min(DEADLINE)));
        case.query.state_limit = limit;
        let answers: Vec<Value> = [Objective::Time, Objective::Cost]
            .into_iter()
            .map(|objective| answer(&case, objective))
            .collect();
        let document = json!({
            "schema": "careerpath.case/1",
            "catalog": catalog(&case),
            "query": query(&case),
            "answers": answers,
        });
        let file = folder.join(format!("{name}-{number:03}.json"));
        std::fs::write(file, document.to_string()).expect("a file");
    }
}

/// Asks the planner, three times, and tells its answer and the shortest time.
fn answer(case: &Case, objective: Objective) -> Value {
    let mut query = case.query.clone();
    query.objective = objective;
    let mut seconds = f64::INFINITY;
    let mut outcome = None;
    for _ in 0..3 {
        let began = Instant::now();
        outcome = Some(plan(&case.catalog, &query));
        seconds = seconds.min(began.elapsed().as_secs_f64());
    }
    let mut answer = match outcome.expect("an answer") {
        Outcome::Found(solution) => json!({
            "outcome": "found",
            "months": solution.plan.months.0,
            "cost": solution.plan.cost.0,
            "job_changes": solution.plan.job_changes,
            "optimal": solution.optimal,
        }),
        Outcome::Unreachable(_) => json!({ "outcome": "unreachable" }),
        Outcome::Limit { .. } => json!({ "outcome": "limit" }),
    };
    answer["objective"] = objective.word().into();
    answer["seconds"] = seconds.into();
    answer
}

fn catalog(case: &Case) -> Value {
    let Case { catalog, query } = case;
    let domains: Vec<Value> = catalog
        .domains
        .iter()
        .map(|domain| indices(domain.part_of.iter().map(|part| part.index())))
        .collect();
    let roles = catalog.role_ids().map(|id| {
        let role = catalog.role(id);
        json!({
            "gives": indices(role.gives.iter().map(|domain| domain.index())),
            "search_months": query.search_months(catalog, id).0,
            "requires": requirements(&role.requires, query),
        })
    });
    let credentials = catalog.credentials.iter().map(|credential| {
        let studies = credential.study.iter().map(|study| {
            json!({
                "full_time": study.mode == StudyMode::FullTime,
                "months": study.months.0,
                "hours_per_week": study.hours_per_week,
                "cost": study.cost.as_ref().map_or(0, |figure| figure.amount.0),
                "while": indices(study.while_in.iter().map(|role| role.index())),
            })
        });
        json!({
            "implies": indices(credential.implies.iter().map(|implied| implied.index())),
            "retired": credential.status == CredentialStatus::Retired,
            "requires": requirements(&credential.requires, query),
            "study": studies.collect::<Vec<_>>(),
        })
    });
    json!({
        "domains": domains,
        "roles": roles.collect::<Vec<_>>(),
        "credentials": credentials.collect::<Vec<_>>(),
    })
}

fn query(case: &Case) -> Value {
    let Case { catalog, query } = case;
    let (person, limits) = (&query.person, &query.limits);
    let targets = [query.target].into_iter().chain(query.also.iter().copied()).map(|target| match target {
        Target::Role(role) => json!({ "role": role.index() }),
        Target::Credential(credential) => json!({ "credential": credential.index() }),
    });
    json!({
        "targets": targets.collect::<Vec<_>>(),
        "standard": query.standard.word(),
        "minimum_stay": query.minimum_stay.0,
        "person": {
            "role": person.role.map(RoleId::index),
            "credentials": indices(person.credentials().map(CredentialId::index)),
            "domain_months": catalog.domain_ids().map(|id| person.months_in_domain(id).0).collect::<Vec<_>>(),
            "role_months": catalog.role_ids().map(|id| person.months_in_role(id).0).collect::<Vec<_>>(),
        },
        "limits": {
            "budget": limits.budget.map(|budget| budget.0),
            "deadline": limits.deadline.map(|deadline| deadline.0),
            "keep_working": limits.keep_working,
            "study_hours": limits.study_hours,
            "avoid_roles": indices(limits.avoid_roles.iter().map(|role| role.index())),
            "avoid_credentials": indices(limits.avoid_credentials.iter().map(|credential| credential.index())),
            "via_roles": indices(limits.via_roles.iter().map(|role| role.index())),
            "via_credentials": indices(limits.via_credentials.iter().map(|credential| credential.index())),
            "job_changes": limits.job_changes,
        },
    })
}

fn indices(indices: impl Iterator<Item = usize>) -> Value {
    indices.collect::<Vec<_>>().into()
}

fn requirements(nodes: &[Requirement], query: &Query) -> Vec<Value> {
    nodes.iter().map(|node| requirement(node, query)).collect()
}

/// Writes a node, with its dates in months from month 0.
fn requirement(node: &Requirement, query: &Query) -> Value {
    let mut value = match &node.kind {
        RequirementKind::Credential(credential) => json!({ "credential": credential.index() }),
        RequirementKind::All(of) => json!({ "all": requirements(of, query) }),
        RequirementKind::Any(of) => json!({ "any": requirements(of, query) }),
        RequirementKind::AtLeast { count, of } => {
            json!({ "at_least": count, "of": requirements(of, query) })
        }
        RequirementKind::Experience { domain, months, after, within: _ } => json!({
            "domain": domain.index(),
            "months": months.0,
            "after": after.map(CredentialId::index),
        }),
        RequirementKind::Tenure { role, months } => json!({ "role": role.index(), "months": months.0 }),
    };
    let strength = match node.strength {
        Strength::Required => "required",
        Strength::Usual => "usual",
        Strength::Preferred => "preferred",
    };
    let month = |date: Option<CalendarMonth>| date.map(|date| i64::from(date.since(query.start)));
    value["strength"] = strength.into();
    value["rare"] = node.rare.into();
    value["from"] = month(node.from).into();
    value["until"] = month(node.until).into();
    value
}
