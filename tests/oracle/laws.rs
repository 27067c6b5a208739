//! What holds for every catalog and person, whatever the best plan is.

use careerpath::catalog::{Catalog, Requirement, RequirementKind};
use careerpath::ids::{CredentialId, DomainId, RoleId};
use careerpath::planner::verify::verify;
use careerpath::planner::{Outcome, Query, Solution, plan};
use careerpath::units::{Money, Months};
use proptest::prelude::*;

use crate::agreement::worth;
use crate::reference::{Answer, solve};
use crate::spec::{Case, large_specs, render, specs};
use crate::{BOUNDS, run};

/// Months, cost and job changes of the best plan; more than any when there is none.
pub(crate) fn best(catalog: &Catalog, query: &Query) -> Result<(u32, i64, u32), TestCaseError> {
    proved(&plan(catalog, query))
}

/// The same of an outcome, which has to be proved.
pub(crate) fn proved(outcome: &Outcome) -> Result<(u32, i64, u32), TestCaseError> {
    match outcome {
        Outcome::Found(solution) if solution.optimal => Ok(worth(&solution.plan)),
        Outcome::Found(solution) => Err(TestCaseError::fail(format!("not proved: {solution:?}"))),
        Outcome::Unreachable(_) => Ok((u32::MAX, i64::MAX, u32::MAX)),
        Outcome::Limit { .. } => Err(TestCaseError::fail("a limit was reached without a limit")),
    }
}

#[test]
fn the_same_question_has_the_same_answer() {
    run(21, 6, &specs(), |spec| {
        let Case { catalog, query } = render(&spec);
        prop_assert_eq!(plan(&catalog, &query), plan(&catalog, &query));
        Ok(())
    });
}

/// Drops the node that comes `number`th, counted round, of all that are one of a list of which everything
/// is asked; `false` when there is none.
fn ask_less(catalog: &mut Catalog, number: usize) -> bool {
    let roles = catalog.roles.iter_mut().map(|role| &mut role.requires);
    let lists = roles.chain(catalog.credentials.iter_mut().map(|credential| &mut credential.requires));
    let mut places: Vec<(&mut Vec<Requirement>, usize)> = Vec::new();
    for list in lists {
        match list.iter().position(|node| matches!(&node.kind, RequirementKind::All(of) if !of.is_empty())) {
            Some(index) if number.is_multiple_of(2) => {
                let RequirementKind::All(of) = &mut list[index].kind else { continue };
                places.push((of, number % 3));
            }
            _ if !list.is_empty() => places.push((list, number % 5)),
            _ => {}
        }
    }
    if places.is_empty() {
        return false;
    }
    let chosen = number % places.len();
    let (list, index) = &mut places[chosen];
    list.remove(*index % list.len());
    true
}

#[test]
fn asking_less_never_makes_it_worse() {
    run(22, 6, &(specs(), any::<u16>()), |(spec, number)| {
        let Case { catalog, query } = render(&spec);
        let mut less = catalog.clone();
        prop_assume!(ask_less(&mut less, usize::from(number)));
        prop_assert!(best(&less, &query)? <= best(&catalog, &query)?);
        Ok(())
    });
}

#[test]
fn having_more_never_makes_it_worse() {
    run(23, 6, &(specs(), 0..3_u8, any::<u8>(), 1..12_u32), |(spec, what, number, months)| {
        let Case { catalog, query } = render(&spec);
        let mut more = query.clone();
        let number = usize::from(number);
        let months = Months(months);
        match what {
            0 => {
                let held = CredentialId::from_index(number % catalog.credentials.len());
                more.person.add_credential(&catalog, held);
            }
            1 => {
                let role = RoleId::from_index(number % catalog.roles.len());
                more.person.add_history(&catalog, role, months);
            }
            _ => {
                let domain = DomainId::from_index(number % catalog.domains.len());
                more.person.add_experience(&catalog, domain, months);
            }
        }
        prop_assert!(best(&catalog, &more)? <= best(&catalog, &query)?);
        Ok(())
    });
}

#[test]
fn less_money_or_time_never_makes_it_better() {
    run(24, 6, &specs(), |spec| {
        let Case { catalog, mut query } = render(&spec);
        let (months, cost, job_changes) = best(&catalog, &query)?;
        prop_assume!(months < u32::MAX);
        let none = (u32::MAX, i64::MAX, u32::MAX);
        query.limits.deadline = Some(Months(months));
        prop_assert_eq!(best(&catalog, &query)?, (months, cost, job_changes));
        if months > 0 {
            query.limits.deadline = Some(Months(months - 1));
            prop_assert_eq!(best(&catalog, &query)?, none);
        }
        query.limits.deadline = None;
        query.limits.budget = Some(Money(cost));
        prop_assert_eq!(best(&catalog, &query)?, (months, cost, job_changes));
        if cost > 0 {
            query.limits.budget = Some(Money(cost - 1));
            prop_assert!(best(&catalog, &query)?.0 > months, "as fast and cheaper");
        }
        Ok(())
    });
}

/// Checks what a search with a limit claims, where the best plan takes `best` months.
fn check_claims(case: &Case, outcome: &Outcome, best: Option<(u32, i64, u32)>) -> Result<(), TestCaseError> {
    let months = best.map_or(u32::MAX, |best| best.0);
    match outcome {
        Outcome::Unreachable(_) => prop_assert!(best.is_none(), "unreachable, but {best:?}"),
        Outcome::Limit { at_least, .. } => prop_assert!(at_least.0 <= months, "{outcome:?}, but {best:?}"),
        Outcome::Found(Solution { plan, optimal, at_least, .. }) => {
            let violations = verify(&case.catalog, &case.query, plan);
            prop_assert!(violations.is_empty(), "{plan:?}\n{violations:?}");
            prop_assert!(best.is_some_and(|best| best <= worth(plan)), "{outcome:?}, but {best:?}");
            prop_assert!(at_least.0 <= months, "{outcome:?}, but {best:?}");
            prop_assert!(!optimal || best == Some(worth(plan)), "{outcome:?}, but {best:?}");
        }
    }
    Ok(())
}

#[test]
fn a_limited_search_claims_nothing_false() {
    run(25, 3, &(specs(), prop_oneof![0..8_u64, 8..200_u64]), |(spec, limit)| {
        let mut case = render(&spec);
        let best = match solve(&case.catalog, &case.query, BOUNDS) {
            Answer::Reached(plan) => Some(worth(&plan)),
            Answer::Unreachable => None,
            _ => return Err(TestCaseError::reject("not known")),
        };
        case.query.state_limit = Some(limit);
        check_claims(&case, &plan(&case.catalog, &case.query), best)
    });
}

#[test]
fn a_search_short_of_memory_claims_nothing_false() {
    run(27, 3, &(specs(), 1..300_000_u64), |(spec, bytes)| {
        let mut case = render(&spec);
        let best = match solve(&case.catalog, &case.query, BOUNDS) {
            Answer::Reached(plan) => Some(worth(&plan)),
            Answer::Unreachable => None,
            _ => return Err(TestCaseError::reject("not known")),
        };
        case.query.memory_limit = bytes;
        let outcome = plan(&case.catalog, &case.query);
        let open = match &outcome {
            Outcome::Found(solution) => !solution.optimal,
            Outcome::Unreachable(_) => false,
            Outcome::Limit { .. } => true,
        };
        prop_assert_eq!(outcome.is_out_of_memory(), open, "nothing else can have stopped it: {:?}", outcome);
        prop_assert_eq!(&plan(&case.catalog, &case.query), &outcome, "equal questions, equal answers");
        check_claims(&case, &outcome, best)
    });
}

/// Catalogs for which the reference has too many states: here the planner is held against itself.
#[test]
fn limits_agree_on_large_catalogs() {
    run(26, 12, &large_specs(), |spec| {
        let mut case = render(&spec);
        let mut at_least = 0;
        let mut at_most = u32::MAX;
        let mut reachable = None;
        for limit in [10, 300, 2_000] {
            case.query.state_limit = Some(limit);
            let outcome = plan(&case.catalog, &case.query);
            match &outcome {
                Outcome::Unreachable(_) => {
                    prop_assert!(reachable != Some(true), "reachable with a lower limit");
                    reachable = Some(false);
                }
                Outcome::Limit { at_least: bound, .. } => at_least = at_least.max(bound.0),
                Outcome::Found(solution) => {
                    let violations = verify(&case.catalog, &case.query, &solution.plan);
                    prop_assert!(violations.is_empty(), "{:?}\n{violations:?}", solution.plan);
                    prop_assert!(reachable != Some(false), "unreachable with a lower limit");
                    prop_assert!(!solution.optimal || solution.at_least == solution.plan.months);
                    reachable = Some(true);
                    at_least = at_least.max(solution.at_least.0);
                    at_most = at_most.min(solution.plan.months.0);
                }
            }
            prop_assert!(at_least <= at_most, "at least {at_least}, but {at_most} is possible");
        }
        Ok(())
    });
}
