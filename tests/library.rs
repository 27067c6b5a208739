//! The library as another program uses it.

#[path = "../examples/embed.rs"]
#[expect(dead_code, reason = "the example prints what the test compares")]
mod embed;

use careerpath::catalog::Catalog;
use careerpath::catalog::load::CatalogError;
use careerpath::explain::shown::Shown;
use careerpath::explain::unreachable::NoRoute;
use careerpath::graph::RequirementGraph;
use careerpath::planner::{Interrupt, Objective, Outcome, Query, Solution, Step};
use careerpath::profile::Person;
use careerpath::profile::file::{Profile, ProfileError, parse};
use careerpath::question::{Case, Question, QuestionError};
use careerpath::units::{Money, Months};

const KITCHEN: &str = r#"
domain = [{ id = "baking", name = "Baking" }]
[[role]]
id = "baker"
title = "Baker"
track = "kitchen"
level = "entry"
gives = ["baking"]
[[role]]
id = "head-baker"
title = "Head baker"
track = "kitchen"
level = "senior"
requires = ["master-baker", { experience = "baking", years = 4 }]
[[credential]]
id = "master-baker"
name = "Master baker"
kind = "certificate"
study = [{ mode = "part-time", months = 10, hours-per-week = 8, cost = { amount = 2500 } }]
[[credential]]
id = "meister"
name = "Meisterbrief"
kind = "certificate"
status = "retired"
"#;

/// Something to be done with a question.
type Put = for<'c> fn(Question<'c>) -> Result<Case<'c>, QuestionError>;

fn kitchen() -> Catalog {
    Catalog::from_text(KITCHEN).expect("a catalog")
}

fn baker(catalog: &Catalog) -> Question<'_> {
    let start = "2026-11".parse().expect("a month");
    Question::from_role(catalog, "baker", Months(0), start).expect("a role")
}

/// What a question comes to: its error with the hint, or the plan in a line.
fn answer(case: Result<Case<'_>, QuestionError>) -> String {
    let case = match case {
        Ok(case) => case,
        Err(error) => {
            let hint = error.hint().map(|hint| format!(" ({hint})")).unwrap_or_default();
            return format!("{error}{hint}");
        }
    };
    match case.plan().expect("a sound plan") {
        Outcome::Found(Solution { plan, .. }) => {
            let ids: Vec<&str> = plan.steps.iter().map(|step| step.entry().id(case.catalog())).collect();
            format!("{} months, {}: {}", plan.months.0, plan.cost.0, ids.join(", "))
        }
        Outcome::Unreachable(_) => {
            format!("no route, {} sets to lift", case.why_no_route().relaxations.sets.len())
        }
        Outcome::Limit { at_least, .. } => format!("at least {} months", at_least.0),
    }
}

#[test]
fn the_example_says_what_it_says() {
    insta::assert_snapshot!(embed::answer().expect("an answer"));
}

#[test]
fn a_question_is_refused_or_answered() {
    let catalog = kitchen();
    let puts: [Put; 18] = [
        |question| question.to("HEAD baker"),
        |question| question.budget(Money(1_000)).to("head-baker"),
        |question| question.deadline(Months(2)).to("head-baker"),
        |question| question.avoid("master-baker")?.to("master-baker"),
        |question| question.via("meister")?.to("head-baker"),
        |question| question.via("master bakr")?.to("head-baker"),
        |question| question.study_hours(0).to("head-baker"),
        |question| question.waive("master-baker").to("head-baker"),
        |question| question.waive("bakng").to("head-baker"),
        |question| question.waive("meister").to("head-baker"),
        |question| question.waive("baking@hed-baker").to("head-baker"),
        |question| question.equivalent("meister", "master-baker")?.to("master-baker"),
        |question| question.equivalent("meister", "meister")?.to("head-baker"),
        |question| question.best_by(Objective::Pay).to("head-baker"),
        |question| question.to("baker"),
        |question| question.to("cook"),
        |question| question.to_all(&["master-baker", "head-baker"]),
        |question| question.to_all(&[]),
    ];
    let answers: Vec<String> = puts.iter().map(|put| answer(put(baker(&catalog)))).collect();
    insta::assert_snapshot!(answers.join("\n"));
}

#[test]
fn a_profile_brings_its_limits_and_exceptions() {
    let catalog = kitchen();
    let text = "role = \"baker\"\nlimits = { budget = 2000 }\nexceptions = { waive = [\"baking\"] }\n";
    let file = careerpath::diagnostic::SourceFile { path: "me.toml".to_owned(), text: text.to_owned() };
    let profile = parse(&catalog, file).expect("a profile");
    let start = "2026-11".parse().expect("a month");
    let question = Question::of_profile(&catalog, &profile, start);
    assert_eq!(answer(question.to("head-baker")), "no route, 1 sets to lift");
    let richer = question.budget(Money(2_500));
    assert_eq!(answer(richer.to("head-baker")), "13 months, 2500: master-baker, head-baker");
    assert_eq!(richer.to("head-baker").expect("a case").exceptions().waived.len(), 1);
}

#[test]
fn a_search_stops_when_it_is_told_to() {
    let catalog = kitchen();
    let interrupt = Interrupt::default();
    let question = baker(&catalog).interrupt(interrupt.clone());
    let case = question.to("head-baker").expect("a case");
    interrupt.raise();
    assert_eq!(answer(Ok(case)), "at least 0 months");
}

#[test]
fn a_plan_with_a_step_too_few_is_refused() {
    let catalog = kitchen();
    let case = baker(&catalog).to("head-baker").expect("a case");
    let Ok(Outcome::Found(Solution { mut plan, .. })) = case.plan() else { panic!("no plan") };
    plan.steps.retain(|step| matches!(step, Step::Job(_)));
    let error = case.check(&plan).expect_err("a plan without its study");
    insta::assert_snapshot!(error, @"the plan found breaks its own rules: month 48: applying for `head-baker`: `master-baker` is not held");
}

/// What a server shares between threads can be shared.
#[test]
fn the_main_types_cross_threads() {
    fn assert_shared<Type: Send + Sync + 'static>() {}
    assert_shared::<Catalog>();
    assert_shared::<Person>();
    assert_shared::<Profile>();
    assert_shared::<Query>();
    assert_shared::<Question<'static>>();
    assert_shared::<Case<'static>>();
    assert_shared::<Outcome>();
    assert_shared::<Shown>();
    assert_shared::<NoRoute>();
    assert_shared::<RequirementGraph>();
    assert_shared::<CatalogError>();
    assert_shared::<ProfileError>();
    assert_shared::<QuestionError>();
}
