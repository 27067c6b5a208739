//! When a requirement is met.

use super::*;

#[test]
fn months_are_counted_by_domain_and_its_parts() {
    check(
        |f| f.catalog.roles[1].requires.push(experience(CLINICAL, 8)),
        &["month 12: applying for `lead`: 7 of 8 months in `clinical`"],
    );
}

#[test]
fn only_months_with_the_credential_count_after_it() {
    check(
        |f| {
            f.catalog.roles[1].requires.push(experience_after(CLINICAL, 3, COURSE));
        },
        &[],
    );
    check(
        |f| {
            f.catalog.roles[1].requires.push(experience_after(CLINICAL, 4, COURSE));
        },
        &["month 12: applying for `lead`: 3 of 4 months in `clinical` while holding `course`"],
    );
}

#[test]
fn months_before_the_plan_count_with_what_is_held() {
    check(
        |f| {
            f.query.person.add_history(&f.catalog, NURSE, Months(2));
            f.catalog.roles[1].requires.push(experience_after(CLINICAL, 9, LICENSE));
            f.catalog.roles[1].requires.push(experience_after(CLINICAL, 4, COURSE));
        },
        &["month 12: applying for `lead`: 3 of 4 months in `clinical` while holding `course`"],
    );
}

#[test]
fn tenure_is_counted_by_role() {
    check(
        |f| f.catalog.roles[1].requires.push(tenure(ANALYST, 6)),
        &["month 12: applying for `lead`: 5 of 6 months as `analyst`"],
    );
}

#[test]
fn the_standard_decides_which_nodes_count() {
    check(
        |f| f.query.standard = Standard::Competitive,
        &["month 12: applying for `lead`: `degree` is not held"],
    );
    let without_badge = |f: &mut Fixture| {
        f.plan.steps.remove(2);
    };
    check(
        without_badge,
        &["month 12: applying for `lead`: no alternative of one of its requirements is met"],
    );
    check(
        |f| {
            without_badge(f);
            f.query.standard = Standard::Minimum;
        },
        &[],
    );
}

#[test]
fn a_dated_node_holds_between_its_dates() {
    let dated = |from: Option<u32>, until: Option<u32>| {
        move |f: &mut Fixture| {
            let node = &mut f.catalog.roles[1].requires[1];
            (node.from, node.until) = (from.map(month), until.map(month));
        }
    };
    check(dated(Some(12), Some(12)), &[]);
    check(dated(Some(13), None), &["month 12: applying for `lead`: one of its rules is not open in 2021-01"]);
    check(dated(None, Some(11)), &["month 12: applying for `lead`: one of its rules is not open in 2021-01"]);
}

#[test]
fn enough_nodes_of_a_list_are_met() {
    check(
        |f| f.catalog.roles[1].requires[4] = at_least(2, vec![held(FORMER), held(BADGE)]),
        &["month 12: applying for `lead`: fewer than 2 of a list of its requirements are met"],
    );
    check(
        |f| f.catalog.roles[1].requires[0] = any(vec![held(FORMER)]),
        &["month 12: applying for `lead`: no alternative of one of its requirements is met"],
    );
}

#[test]
fn what_is_studied_for_counts_as_what_it_implies() {
    check(
        |f| {
            to_degree(f, Money(50), 2, 0);
            f.query.target = Target::Credential(COURSE);
            f.catalog.credentials[2].requires.clear();
            f.plan.steps = vec![study(DEGREE, 1, 0, 2, 50, Some(NURSE))];
        },
        &[],
    );
}

#[test]
fn no_month_counts_after_what_is_not_held() {
    check(
        |f| f.catalog.roles[1].requires.push(experience_after(CLINICAL, 1, DEGREE)),
        &["month 12: applying for `lead`: 0 of 1 months in `clinical` while holding `degree`"],
    );
}

#[test]
fn an_alternative_left_empty_is_dropped() {
    let preferred = Requirement { strength: Strength::Preferred, ..held(DEGREE) };
    check(|f| f.catalog.roles[1].requires.push(any(vec![preferred])), &[]);
}

#[test]
fn months_in_a_role_before_the_plan_count() {
    check(
        |f| {
            f.query.person.add_history(&f.catalog, NURSE, Months(2));
            f.catalog.roles[1].requires.push(tenure(NURSE, 9));
        },
        &[],
    );
}
