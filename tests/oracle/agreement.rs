//! The planner against the reference, on random cases.

use careerpath::planner::verify::verify;
use careerpath::planner::{Outcome, Plan, plan};
use proptest::prelude::*;

use crate::reference::{Answer, solve};
use crate::spec::{Case, render, specs};
use crate::{BOUNDS, run};

/// Compares one case; the plans may differ, what they are worth may not.
pub(crate) fn agree(case: &Case, answer: &Answer) -> Result<(), TestCaseError> {
    let Case { catalog, query } = case;
    if *answer == Answer::TooLarge {
        return Err(TestCaseError::reject("too large"));
    }
    let outcome = plan(catalog, query);
    let found = match &outcome {
        Outcome::Found(solution) => Some(solution),
        Outcome::Unreachable(_) => None,
        Outcome::Limit { .. } => return Err(TestCaseError::fail("a limit was reached without a limit")),
    };
    if let Some(solution) = found {
        let violations = verify(catalog, query, &solution.plan);
        prop_assert!(violations.is_empty(), "{:?}\n{violations:?}", solution.plan);
        prop_assert!(solution.optimal, "not proved: {solution:?}");
        prop_assert_eq!(solution.at_least, solution.plan.months);
    }
    match (answer, found) {
        (Answer::Unreachable | Answer::NotWithin(_), None) => Ok(()),
        (Answer::NotWithin(horizon), Some(solution)) if solution.plan.months.0 > *horizon => Ok(()),
        (Answer::Reached(best), Some(solution)) => {
            prop_assert_eq!(worth(best), worth(&solution.plan), "{:?}\n{:?}", best, solution.plan);
            Ok(())
        }
        (answer, found) => Err(TestCaseError::fail(format!("{answer:?}\n{found:?}"))),
    }
}

/// Returns what plans are compared by: months, cost, job changes.
pub(crate) fn worth(plan: &Plan) -> (u32, i64, u32) {
    (plan.months.0, plan.cost.0, plan.job_changes)
}

/// Runs a fourth of the cases; there are four so that every core has some.
fn quarter(part: u64) {
    run(part, 4, &specs(), |spec| {
        let mut case = render(&spec);
        let answer = solve(&case.catalog, &case.query, BOUNDS);
        agree(&case, &answer)?;
        if let Answer::Reached(best) = &answer {
            // Limits that are just met change nothing, and leave a wrong bound no room.
            case.query.limits.deadline = Some(best.months);
            case.query.limits.budget = Some(best.cost);
            agree(&case, &answer)?;
        }
        Ok(())
    });
}

#[test]
fn first_quarter() {
    quarter(11);
}

#[test]
fn second_quarter() {
    quarter(12);
}

#[test]
fn third_quarter() {
    quarter(13);
}

#[test]
fn last_quarter() {
    quarter(14);
}
