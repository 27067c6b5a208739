//! What is said about plans, held against the rules themselves.

use careerpath::explain::chain::{Rule, chain};
use careerpath::explain::levers::levers;
use careerpath::explain::shifted::shifted;
use careerpath::explain::slack::slack;
use careerpath::planner::verify::verify;
use careerpath::planner::{Outcome, plan};
use careerpath::units::Months;
use proptest::prelude::*;

use crate::run;
use crate::spec::{Case, render, specs};

/// A plan that is proved to be the shortest is held up in every month, and in each by one thing.
#[test]
fn the_chain_covers_every_month_once() {
    run(61, 8, &specs(), |spec| {
        let Case { catalog, query } = render(&spec);
        let Outcome::Found(solution) = plan(&catalog, &query) else { return Ok(()) };
        let links = chain(&catalog, &query, &solution.plan);
        let mut cursor = Months(0);
        for link in &links {
            prop_assert_eq!(link.from, cursor, "{:?}", links);
            prop_assert!(link.from < link.until, "{:?}", links);
            let shortest = solution.at_least == solution.plan.months;
            prop_assert!(!shortest || link.rule != Rule::Nothing, "{:?} in {:?}", links, solution.plan);
            cursor = link.until;
        }
        prop_assert_eq!(cursor, solution.plan.months, "{:?}", links);
        Ok(())
    });
}

/// Taking a plan apart and putting it together changes nothing, and a step has no more slack than is said.
#[test]
fn slack_ends_where_the_rules_do() {
    run(62, 6, &specs(), |spec| {
        let Case { catalog, query } = render(&spec);
        let Outcome::Found(solution) = plan(&catalog, &query) else { return Ok(()) };
        let plan = &solution.plan;
        prop_assert_eq!(&shifted(&catalog, &query, plan, |_| 0), plan);
        for (step, most) in slack(&catalog, &query, plan).into_iter().enumerate() {
            let delayed = |months: u32| {
                let by = i32::try_from(months).expect("a short plan");
                let later = shifted(&catalog, &query, plan, |other| if other == step { by } else { 0 });
                verify(&catalog, &query, &later)
            };
            prop_assert_eq!(delayed(most.0), []);
            prop_assert!(!delayed(most.0 + 1).is_empty());
        }
        Ok(())
    });
}

/// With less asked or more given the best plan is never worse.
#[test]
fn no_lever_makes_a_plan_worse() {
    run(63, 2, &specs(), |spec| {
        let Case { catalog, query } = render(&spec);
        let Outcome::Found(solution) = plan(&catalog, &query) else { return Ok(()) };
        for lever in levers(&catalog, &query, &solution) {
            prop_assert!(lever.months >= 0, "{:?}", lever);
            prop_assert!(lever.months > 0 || lever.cost.0 >= 0, "{:?}", lever);
        }
        Ok(())
    });
}
