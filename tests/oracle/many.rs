//! Questions that are answered together: what they have in common changes no answer.

use careerpath::planner::{Destination, Objective, Outcome, Outset};
use proptest::prelude::*;

use crate::agreement::check;
use crate::laws::{best, proved};
use crate::run;
use crate::spec::{Case, Spec, render, wishes};

/// Returns the case of a spec by time, which is what is asked of many.
fn by_time(spec: &Spec) -> Case {
    let mut case = render(spec);
    case.query.objective = Objective::Time;
    case
}

/// Compares an answer with that of the question by itself.
fn agrees(case: &Case, outcome: &Outcome) -> Result<(), TestCaseError> {
    if let Outcome::Found(solution) = outcome {
        check(case, &solution.plan)?;
    }
    prop_assert_eq!(best(&case.catalog, &case.query)?, proved(outcome)?, "{:?}", outcome);
    Ok(())
}

#[test]
fn a_person_has_the_same_answer_among_many() {
    run(61, 4, &wishes(), |spec| {
        let case = by_time(&spec);
        let destination = Destination::new(&case.catalog, &case.query);
        agrees(&case, &destination.plan(case.query.person.clone()))
    });
}

/// What all have in common is found out without the budget and the deadline that a person has beside.
#[test]
fn a_person_has_the_same_answer_within_limits_of_their_own() {
    run(64, 4, &wishes(), |spec| {
        let case = by_time(&spec);
        let mut common = case.query.clone();
        common.limits.budget = None;
        common.limits.deadline = None;
        let destination = Destination::new(&case.catalog, &common);
        agrees(&case, &destination.plan_of(&case.query))?;
        let mut essence = case.clone();
        essence.query.person = destination.essence(&case.query.person);
        agrees(&essence, &destination.plan_of(&essence.query))?;
        prop_assert_eq!(best(&case.catalog, &case.query)?, best(&essence.catalog, &essence.query)?);
        Ok(())
    });
}

/// What is left of a person has plans as good as theirs.
#[test]
fn what_does_not_matter_changes_no_answer() {
    run(63, 4, &wishes(), |spec| {
        let whole = by_time(&spec);
        let destination = Destination::new(&whole.catalog, &whole.query);
        let mut case = whole.clone();
        case.query.person = destination.essence(&whole.query.person);
        agrees(&case, &destination.plan(case.query.person.clone()))?;
        prop_assert_eq!(best(&case.catalog, &case.query)?, best(&whole.catalog, &whole.query)?);
        Ok(())
    });
}

#[test]
fn a_target_has_the_same_answer_among_many() {
    run(62, 4, &wishes(), |spec| {
        let case = by_time(&spec);
        let outset = Outset::new(&case.catalog, &case.query);
        agrees(&case, &outset.plan(case.query.target))
    });
}
