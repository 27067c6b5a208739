//! The planner against the reference, on random cases.

use careerpath::planner::verify::verify;
use careerpath::planner::{Objective, Outcome, Plan, Query, Step, plan};
use proptest::prelude::*;

use crate::reference::{Answer, solve};
use crate::spec::{Case, render, specs};
use crate::{BOUNDS, run};

/// Compares one case; the plans may differ, what they are worth may not.
pub(crate) fn agree(case: &Case, answer: &Answer) -> Result<(), TestCaseError> {
    let Case { catalog, query } = case;
    if matches!(answer, Answer::TooLarge | Answer::Unsettled) {
        return Err(TestCaseError::reject("not known"));
    }
    let outcome = plan(catalog, query);
    let found = match &outcome {
        Outcome::Found(solution) => Some(solution),
        Outcome::Unreachable(_) => None,
        Outcome::Limit { .. } => return Err(TestCaseError::fail("a limit was reached without a limit")),
    };
    if let Some(solution) = found {
        check(case, &solution.plan)?;
        prop_assert!(solution.optimal, "not proved: {solution:?}");
        prop_assert!(solution.at_least <= solution.plan.months, "{solution:?}");
        if query.objective == Objective::Time {
            prop_assert_eq!(solution.at_least, solution.plan.months);
        }
    }
    match (answer, found) {
        (Answer::Unreachable | Answer::NotWithin(_), None) => Ok(()),
        (Answer::NotWithin(horizon), Some(solution)) if solution.plan.months.0 > *horizon => Ok(()),
        (Answer::Reached(best), Some(solution)) => {
            check(case, best)?;
            let (best_measure, measure) = (measure(query, best), measure(query, &solution.plan));
            prop_assert_eq!(best_measure, measure, "{:?}\n{:?}", best, solution.plan);
            Ok(())
        }
        (answer, found) => Err(TestCaseError::fail(format!("{answer:?}\n{found:?}"))),
    }
}

/// Checks a plan rule by rule.
pub(crate) fn check(case: &Case, plan: &Plan) -> Result<(), TestCaseError> {
    let violations = verify(&case.catalog, &case.query, plan);
    prop_assert!(violations.is_empty(), "{plan:?}\n{violations:?}");
    Ok(())
}

/// Returns what plans are compared by under the query's objective; less is better.
pub(crate) fn measure(query: &Query, plan: &Plan) -> [i64; 4] {
    let (months, cost, changes) = worth(plan);
    let (months, changes) = (i64::from(months), i64::from(changes));
    match query.objective {
        Objective::Time => [months, cost, changes, 0],
        Objective::Cost => [cost, months, changes, 0],
        Objective::Changes => [changes, months, cost, 0],
        Objective::Pay => [-value(query, plan), months, cost, changes],
    }
}

/// Returns what a plan pays until the horizon less what it costs, in twelfths of dollars, counted from its
/// steps.
pub(crate) fn value(query: &Query, plan: &Plan) -> i64 {
    let mut role = query.person.role;
    let mut value = -12 * plan.cost.0;
    for month in 0..query.pay.horizon.0 {
        for step in &plan.steps {
            match step {
                Step::Job(job) if job.start.0 == month => role = Some(job.role),
                _ => {}
            }
        }
        // Nobody is in a role beside whom a study names none; it may have begun this very month.
        let without = |step: &Step| matches!(step, Step::Study(s) if s.start.0 == month && s.role.is_none());
        role = role.filter(|_| !plan.steps.iter().any(without));
        let annual = role.and_then(|role| query.pay.annual.get(role.index()).copied().flatten());
        value += annual.map_or(0, |annual| annual.0);
    }
    value
}

/// Returns what plans are compared by: months, cost, job changes.
pub(crate) fn worth(plan: &Plan) -> (u32, i64, u32) {
    (plan.months.0, plan.cost.0, plan.job_changes)
}

/// Compares a case, and the case with limits that are just met: these change nothing, and leave a wrong bound
/// no room.
pub(crate) fn agree_with_limits(mut case: Case) -> Result<(), TestCaseError> {
    let answer = solve(&case.catalog, &case.query, BOUNDS);
    agree(&case, &answer)?;
    if let Answer::Reached(best) = &answer {
        case.query.limits.deadline = Some(best.months);
        case.query.limits.budget = Some(best.cost);
        if case.query.objective != Objective::Time {
            agree(&case, &answer)?;
            case.query.limits.job_changes = Some(best.job_changes);
        }
        agree(&case, &answer)?;
    }
    Ok(())
}

/// Runs a fourth of the cases; there are four so that every core has some.
fn quarter(part: u64) {
    run(part, 4, &specs(), |spec| agree_with_limits(render(&spec)));
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
