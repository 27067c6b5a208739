//! Every objective and the limits on the way, on random cases: the planner against the reference, and what
//! objectives have to do with each other.

use careerpath::planner::{Limits, Objective, Outcome, Plan, Query, plan};
use careerpath::units::{Money, Months};
use proptest::prelude::*;

use crate::agreement::{agree_with_limits, check, measure, value, worth};
use crate::reference::{Answer, solve};
use crate::spec::{Case, Spec, render, wishes};
use crate::{BOUNDS, run};

/// Returns the case with another objective.
fn by(case: &Case, objective: Objective) -> Case {
    let mut case = case.clone();
    case.query.objective = objective;
    case
}

/// The case that a spec means, with this objective.
fn wanted(spec: &Spec, objective: Objective) -> Case {
    by(&render(spec), objective)
}

#[test]
fn time_with_wishes_agrees() {
    run(41, 6, &wishes(), |spec| agree_with_limits(wanted(&spec, Objective::Time)));
}

#[test]
fn cost_agrees() {
    run(42, 4, &wishes(), |spec| agree_with_limits(wanted(&spec, Objective::Cost)));
}

#[test]
fn changes_agree() {
    run(43, 4, &wishes(), |spec| agree_with_limits(wanted(&spec, Objective::Changes)));
}

#[test]
fn pay_agrees() {
    run(44, 4, &wishes(), |spec| agree_with_limits(wanted(&spec, Objective::Pay)));
}

/// The value that the reference counts month by month is the one that its plan's steps bring.
#[test]
fn the_reference_counts_what_its_plans_pay() {
    run(45, 6, &wishes(), |spec| {
        let case = wanted(&spec, Objective::Pay);
        let Answer::Reached(best) = solve(&case.catalog, &case.query, BOUNDS) else {
            return Err(TestCaseError::reject("no plan"));
        };
        check(&case, &best)?;
        // No other objective brings more.
        for objective in [Objective::Time, Objective::Cost, Objective::Changes] {
            let other = by(&case, objective);
            if let Answer::Reached(plan) = solve(&other.catalog, &other.query, BOUNDS)
                && plan.months <= case.query.pay.horizon
            {
                prop_assert!(value(&case.query, &plan) <= value(&case.query, &best), "{plan:?}\n{best:?}");
            }
        }
        Ok(())
    });
}

/// Returns the best plan, which has to be proved.
fn best(case: &Case) -> Result<Option<Plan>, TestCaseError> {
    match plan(&case.catalog, &case.query) {
        Outcome::Found(solution) if solution.optimal => {
            check(case, &solution.plan)?;
            Ok(Some(solution.plan))
        }
        Outcome::Found(solution) => Err(TestCaseError::fail(format!("not proved: {solution:?}"))),
        Outcome::Unreachable(_) => Ok(None),
        Outcome::Limit { .. } => Err(TestCaseError::fail("a limit was reached without a limit")),
    }
}

/// Returns the limits with one of them taken away or loosened, in every way there is.
fn relaxed(limits: &Limits) -> Vec<Limits> {
    let relaxed = (0..12).map(|number| {
        let mut relaxed = limits.clone();
        relax(&mut relaxed, number);
        relaxed
    });
    relaxed.filter(|relaxed| relaxed != limits).collect()
}

fn relax(limits: &mut Limits, number: u8) {
    match number {
        0 => limits.budget = None,
        1 => limits.budget = limits.budget.map(|budget| Money(budget.0 + 100)),
        2 => limits.deadline = None,
        3 => limits.deadline = limits.deadline.map(|deadline| Months(deadline.0 + 1)),
        4 => limits.keep_working = false,
        5 => limits.study_hours = None,
        6 => limits.avoid_roles.clear(),
        7 => limits.avoid_credentials.clear(),
        8 => limits.via_roles.clear(),
        9 => limits.via_credentials.clear(),
        10 => limits.job_changes = None,
        _ => limits.job_changes = limits.job_changes.map(|most| most + 1),
    }
}

#[test]
fn relaxing_a_limit_never_makes_it_worse() {
    run(46, 6, &(wishes(), any::<u8>()), |(spec, number)| {
        let case = render(&spec);
        let ways = relaxed(&case.query.limits);
        prop_assume!(!ways.is_empty());
        let mut relaxed = case.clone();
        // By pay, who has less to reach is done sooner, and may bring in less.
        let by_pay = case.query.objective == Objective::Pay;
        relaxed.query.limits = ways[usize::from(number) % ways.len()].clone();
        prop_assume!(!by_pay || relaxed.query.goals() == case.query.goals());
        if let Some(plan) = best(&case)? {
            let other = best(&relaxed)?;
            let measure = |plan| measure(&case.query, plan);
            prop_assert!(other.as_ref().is_some_and(|other| measure(other) <= measure(&plan)), "{other:?}");
        }
        Ok(())
    });
}

/// What an objective is about, of a plan; less is better.
fn own_measure(objective: Objective, query: &Query, plan: &Plan) -> i64 {
    let (months, cost, changes) = worth(plan);
    match objective {
        Objective::Time => i64::from(months),
        Objective::Cost => cost,
        Objective::Changes => i64::from(changes),
        Objective::Pay => -value(query, plan),
    }
}

#[test]
fn no_objective_is_better_at_what_another_is_about() {
    run(47, 6, &wishes(), |spec| {
        let mut case = render(&spec);
        // Pay looks at plans within its horizon only.
        let horizon = case.query.pay.horizon;
        let limits = &mut case.query.limits;
        limits.deadline = Some(limits.deadline.map_or(horizon, |deadline| deadline.min(horizon)));
        let mut plans = Vec::new();
        for objective in Objective::ALL {
            plans.push(best(&by(&case, objective))?);
        }
        for (plan, objective) in plans.iter().zip(Objective::ALL) {
            for other in &plans {
                let own =
                    |plan: &Option<Plan>| plan.as_ref().map(|plan| own_measure(objective, &case.query, plan));
                prop_assert_eq!(own(plan).is_some(), own(other).is_some(), "{:?}\n{:?}", plan, other);
                prop_assert!(own(plan) <= own(other), "{objective:?}: {plan:?}\n{other:?}");
            }
        }
        Ok(())
    });
}
