//! The plan checker rule by rule: one sound plan, and for every rule a change that breaks it.

mod applying;
mod requirements;
mod studying;
mod whole;

use careerpath::catalog::{Catalog, Requirement, Standard, Strength};
use careerpath::ids::{CredentialId, DomainId, RoleId};
use careerpath::planner::verify::verify;
use careerpath::planner::{JobStep, Plan, Query, Step, StudyStep, Target};
use careerpath::units::{Money, Months};

use crate::build::{
    Builder, any, at_least, experience, experience_after, full_time, held, month, part_time, starting_in,
    tenure, tied,
};

const ANALYST: RoleId = RoleId(0);
const LEAD: RoleId = RoleId(1);
const NURSE: RoleId = RoleId(2);
const CLINICAL: DomainId = DomainId(0);
const BADGE: CredentialId = CredentialId(0);
const COURSE: CredentialId = CredentialId(1);
const DEGREE: CredentialId = CredentialId(2);
const FORMER: CredentialId = CredentialId(3);
const LICENSE: CredentialId = CredentialId(4);

/// A catalog, a question and a plan that answers it.
struct Fixture {
    catalog: Catalog,
    query: Query,
    plan: Plan,
}

/// A nurse takes a course, becomes an analyst, earns a badge there and becomes the lead.
fn fixture() -> Fixture {
    let mut builder = Builder::default();
    let clinical = builder.domain("clinical", &[]);
    let informatics = builder.domain("informatics", &[]);
    let nursing = builder.domain("nursing", &[clinical]);
    builder.role("analyst", &[informatics], vec![held(COURSE), experience(clinical, 4)]);
    let rare = Requirement { rare: true, ..tenure(ANALYST, 1) };
    builder.role(
        "lead",
        &[],
        vec![
            any(vec![held(BADGE), rare]),
            experience_after(informatics, 5, COURSE),
            Requirement { strength: Strength::Usual, ..tenure(ANALYST, 5) },
            Requirement { strength: Strength::Preferred, ..held(DEGREE) },
            at_least(1, vec![held(FORMER), experience(nursing, 5)]),
        ],
    );
    builder.role("nurse", &[nursing], vec![held(LICENSE)]);
    builder.search(ANALYST, 3);
    builder.credential("badge", vec![], vec![tied(3, &[ANALYST])]);
    let mut evening = part_time(4, 500);
    evening.hours_per_week = Some(10);
    builder.credential("course", vec![held(LICENSE)], vec![evening, full_time(2, 900)]);
    builder.credential("degree", vec![held(COURSE)], vec![full_time(6, 9000), part_time(2, 50)]);
    builder.credential("former", vec![], vec![part_time(1, 0)]);
    builder.credential("license", vec![], vec![full_time(9, 100)]);
    builder.implies(DEGREE, COURSE);
    builder.retire(FORMER);
    let catalog = builder.finish();
    let mut person = starting_in(&catalog, NURSE);
    person.add_credential(&catalog, LICENSE);
    let mut query = Query::new(&catalog, person, Target::Role(LEAD), month(0));
    query.minimum_stay = Months(5);
    query.limits.deadline = Some(Months(14));
    query.limits.budget = Some(Money(500));
    let plan = Plan {
        months: Months(14),
        cost: Money(500),
        job_changes: 2,
        steps: vec![
            study(COURSE, 0, 0, 4, 500, Some(NURSE)),
            job(ANALYST, 4, 7, Some(14)),
            study(BADGE, 0, 9, 12, 0, Some(ANALYST)),
            job(LEAD, 12, 14, None),
        ],
    };
    Fixture { catalog, query, plan }
}

fn study(
    credential: CredentialId,
    option: usize,
    start: u32,
    end: u32,
    cost: i64,
    role: Option<RoleId>,
) -> Step {
    let (start, end, cost) = (Months(start), Months(end), Money(cost));
    Step::Study(StudyStep { credential, option, start, end, cost, role })
}

fn job(role: RoleId, apply: u32, start: u32, end: Option<u32>) -> Step {
    Step::Job(JobStep { role, apply: Months(apply), start: Months(start), end: end.map(Months) })
}

/// Changes the fixture, and compares everything that the checker says with `expected`.
#[track_caller]
fn check(change: impl FnOnce(&mut Fixture), expected: &[&str]) {
    let mut fixture = fixture();
    change(&mut fixture);
    let found = verify(&fixture.catalog, &fixture.query, &fixture.plan);
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

/// Asks for the degree instead, and gives the plan these totals.
fn to_degree(fixture: &mut Fixture, cost: Money, months: u32, job_changes: u32) {
    fixture.query.target = Target::Credential(DEGREE);
    fixture.query.limits.budget = None;
    fixture.query.limits.deadline = None;
    fixture.plan.cost = cost;
    fixture.plan.months = Months(months);
    fixture.plan.job_changes = job_changes;
}

/// Adds a step in its place.
fn insert(plan: &mut Plan, step: Step) {
    let place = plan.steps.iter().position(|other| other.begins() > step.begins());
    plan.steps.insert(place.unwrap_or(plan.steps.len()), step);
}

fn study_at(plan: &mut Plan, index: usize) -> &mut StudyStep {
    match &mut plan.steps[index] {
        Step::Study(step) => step,
        Step::Job(_) => panic!("step {index} is a job"),
    }
}

#[test]
fn the_plan_is_sound() {
    check(|_| {}, &[]);
}
