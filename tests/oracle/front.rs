//! The exact front over time and cost, point by point.

use careerpath::planner::{Objective, Outcome, Query, front, plan};
use careerpath::units::{Money, Months};
use proptest::prelude::*;

use crate::agreement::{check, worth};
use crate::reference::solve_front;
use crate::spec::{Case, render, wishes};
use crate::{BOUNDS, run};

/// Months, cost and job changes of every point of the planner's front, which has to be proved.
fn points(case: &Case) -> Result<Vec<(u32, i64, u32)>, TestCaseError> {
    let front = front(&case.catalog, &case.query);
    prop_assert!(front.complete, "not complete: {front:?}");
    for point in &front.points {
        check(case, &point.plan)?;
        prop_assert!(point.optimal, "not proved: {point:?}");
    }
    Ok(front.points.iter().map(|point| worth(&point.plan)).collect())
}

fn agree(case: &Case) -> Result<Vec<(u32, i64, u32)>, TestCaseError> {
    let Some(expected) = solve_front(&case.catalog, &case.query, BOUNDS) else {
        return Err(TestCaseError::reject("not known"));
    };
    for plan in &expected {
        check(case, plan)?;
    }
    let points = points(case)?;
    prop_assert_eq!(expected.iter().map(worth).collect::<Vec<_>>(), &points[..]);
    Ok(points)
}

/// The front of a case, and of the case with limits that its ends just meet.
fn agree_with_limits(mut case: Case) -> Result<(), TestCaseError> {
    let points = agree(&case)?;
    if let (Some(fastest), Some(cheapest)) = (points.first(), points.last()) {
        case.query.limits.deadline = Some(Months(cheapest.0));
        case.query.limits.budget = Some(Money(fastest.1));
        prop_assert_eq!(agree(&case)?, points);
    }
    Ok(())
}

#[test]
fn first_half() {
    run(51, 4, &wishes(), |spec| agree_with_limits(render(&spec)));
}

#[test]
fn second_half() {
    run(52, 4, &wishes(), |spec| agree_with_limits(render(&spec)));
}

/// Months, cost and job changes of the best plan; `None` when there is none.
fn best(case: &Case, change: impl FnOnce(&mut Query)) -> Option<(u32, i64, u32)> {
    let mut query = case.query.clone();
    change(&mut query);
    match plan(&case.catalog, &query) {
        Outcome::Found(solution) => Some(worth(&solution.plan)),
        _ => None,
    }
}

/// Each end is the best by its own objective, and with a little less money the next point is the fastest.
#[test]
fn the_front_is_what_single_questions_answer() {
    run(53, 6, &wishes(), |spec| {
        let case = render(&spec);
        let points = points(&case)?;
        prop_assert!(points.is_sorted_by(|one, next| one.0 < next.0 && one.1 > next.1), "{points:?}");
        let fastest = best(&case, |query| query.objective = Objective::Time);
        prop_assert_eq!(fastest.as_ref(), points.first());
        let cheapest = best(&case, |query| query.objective = Objective::Cost);
        prop_assert_eq!(cheapest.as_ref(), points.last());
        for (place, point) in points.iter().enumerate().filter(|(_, point)| point.1 > 0) {
            let next = best(&case, |query| {
                query.objective = Objective::Time;
                query.limits.budget = Some(Money(point.1 - 1));
            });
            prop_assert_eq!(next.as_ref(), points.get(place + 1), "after {:?}", point);
        }
        Ok(())
    });
}
