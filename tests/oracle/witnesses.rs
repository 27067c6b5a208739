//! The plan checker against the reference: it accepts what the reference allows and nothing else.

use careerpath::planner::verify::verify;
use careerpath::planner::{Plan, Query, Step};
use careerpath::units::{Money, Months};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::reference::{Answer, solve, walk};
use crate::spec::{Case, render, specs};
use crate::{BOUNDS, run};

#[test]
fn the_best_plan_is_accepted() {
    run(1, 2, &specs(), |spec| {
        let Case { catalog, query } = render(&spec);
        let Answer::Reached(plan) = solve(&catalog, &query, BOUNDS) else {
            return Err(TestCaseError::reject("no plan"));
        };
        let violations = verify(&catalog, &query, &plan);
        prop_assert!(violations.is_empty(), "{plan:?}\n{violations:?}");
        Ok(())
    });
}

#[test]
fn every_allowed_plan_is_accepted() {
    run(2, 1, &(specs(), vec(any::<u8>(), 60)), |(spec, numbers)| {
        let Case { catalog, query } = render(&spec);
        let Some(walk) = walk(&catalog, &query, &numbers, None) else {
            return Err(TestCaseError::reject("no plan"));
        };
        let violations = verify(&catalog, &query, &walk.plan);
        prop_assert!(walk.allowed && violations.is_empty(), "{:?}\n{violations:?}", walk.plan);
        Ok(())
    });
}

#[test]
fn no_forbidden_decision_is_accepted() {
    run(3, 1, &(specs(), vec(any::<u8>(), 60), 0..20_usize), |(spec, numbers, forbidden)| {
        let Case { catalog, query } = render(&spec);
        let Some(walk) = walk(&catalog, &query, &numbers, Some(forbidden)) else {
            return Err(TestCaseError::reject("no plan"));
        };
        let violations = verify(&catalog, &query, &walk.plan);
        prop_assert!(!walk.allowed && !violations.is_empty(), "{:?}", walk.plan);
        Ok(())
    });
}

#[test]
fn no_plan_better_than_the_best_is_accepted() {
    let (mut changed, mut accepted) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    run(4, 2, &specs(), |spec| {
        let Case { catalog, query } = render(&spec);
        let Answer::Reached(best) = solve(&catalog, &query, BOUNDS) else {
            return Err(TestCaseError::reject("no plan"));
        };
        for plan in mutants(&query, &best) {
            changed.set(changed.get() + 1);
            if verify(&catalog, &query, &plan).is_empty() {
                accepted.set(accepted.get() + 1);
                prop_assert!(worth(&best) <= worth(&plan), "{best:?}\n{plan:?}");
            }
        }
        Ok(())
    });
    let (changed, accepted) = (*changed.get_mut(), *accepted.get_mut());
    assert!(accepted * 5 < changed, "{accepted} of {changed} changed plans were accepted");
}

/// Returns what plans are compared by.
fn worth(plan: &Plan) -> (Months, Money, u32) {
    (plan.months, plan.cost, plan.job_changes)
}

/// Returns plans that differ from a plan in one place, with totals that fit what they do.
fn mutants(query: &Query, plan: &Plan) -> Vec<Plan> {
    let mut mutants = Vec::new();
    let mut mutate = |change: &dyn Fn(&mut Plan)| {
        let mut mutant = plan.clone();
        change(&mut mutant);
        let studies = mutant.steps.iter().map(|step| match step {
            Step::Study(step) => step.cost.0,
            Step::Job(_) => 0,
        });
        mutant.cost = Money(studies.sum());
        mutant.job_changes = mutant.steps.iter().filter(|step| matches!(step, Step::Job(_))).count() as u32;
        mutant.steps.sort_by_key(Step::begins);
        mutants.push(mutant);
    };
    let earlier = |months: Months| Months(months.0.saturating_sub(1));
    let later = |months: Months| Months(months.0 + 1);
    mutate(&|plan| plan.months = later(plan.months));
    if plan.months > Months(0) {
        mutate(&|plan| plan.months = earlier(plan.months));
    }
    for index in 0..plan.steps.len() {
        mutate(&|plan| {
            plan.steps.remove(index);
        });
        mutate(&|plan| shift(&mut plan.steps[index], later));
        if plan.steps[index].begins() > Months(0) {
            mutate(&|plan| shift(&mut plan.steps[index], earlier));
            // Everything from here on happens a month earlier.
            mutate(&|plan| {
                plan.months = earlier(plan.months);
                plan.steps[index..].iter_mut().for_each(|step| shift(step, earlier));
            });
        }
        mutate(&|plan| match &mut plan.steps[index] {
            Step::Study(step) => step.end = earlier(step.end),
            Step::Job(step) => step.start = earlier(step.start),
        });
        mutate(&|plan| match &mut plan.steps[index] {
            Step::Study(step) => step.option += 1,
            Step::Job(step) => step.end = Some(step.end.map_or(plan.months, later)),
        });
        mutate(&|plan| match &mut plan.steps[index] {
            Step::Study(step) => step.role = if step.role.is_none() { query.person.role } else { None },
            Step::Job(step) => step.role.0 += 1,
        });
    }
    mutants.retain(|mutant| mutant != plan);
    mutants
}

/// Moves a step in time; the job before it is left with a wrong end, unless the checker minds the start.
fn shift(step: &mut Step, by: impl Fn(Months) -> Months) {
    match step {
        Step::Study(step) => {
            step.start = by(step.start);
            step.end = by(step.end);
        }
        Step::Job(step) => {
            step.apply = by(step.apply);
            step.start = by(step.start);
            step.end = step.end.map(&by);
        }
    }
}
