//! What applying for a role asks.

use super::*;

#[test]
fn a_search_is_for_another_role() {
    check(
        |f| insert(&mut f.plan, job(NURSE, 0, 2, Some(7))),
        &[
            "month 0: applying for `nurse`: it is the current role",
            "month 4: applying for `analyst`: the current job has lasted 2 of at least 5 months",
            "month 14: roles started: 3, not 2",
        ],
    );
}

#[test]
fn one_search_at_a_time() {
    check(
        |f| insert(&mut f.plan, job(NURSE, 5, 7, None)),
        &[
            "month 5: applying for `nurse`: it is the current role",
            "month 5: applying for `nurse`: a job search is running",
        ],
    );
}

#[test]
fn no_search_during_full_time_study() {
    check(
        |f| {
            to_degree(f, Money(950), 4, 1);
            f.plan.steps = vec![
                study(COURSE, 1, 0, 2, 900, None),
                job(NURSE, 1, 3, None),
                study(DEGREE, 1, 2, 4, 50, None),
            ];
        },
        &["month 1: applying for `nurse`: a full-time study is running"],
    );
}

#[test]
fn a_role_asks_for_its_credentials_when_applied_for() {
    check(
        |f| f.plan.steps[1] = job(ANALYST, 3, 6, Some(14)),
        &["month 3: applying for `analyst`: `course` is not held"],
    );
}

#[test]
fn a_job_lasts_the_minimum_stay() {
    check(
        |f| f.query.minimum_stay = Months(6),
        &["month 12: applying for `lead`: the current job has lasted 5 of at least 6 months"],
    );
}

#[test]
fn a_search_takes_its_time() {
    check(
        |f| f.plan.steps[1] = job(ANALYST, 4, 6, Some(14)),
        &["month 4: applying for `analyst`: the search is over in month 7"],
    );
    check(
        |f| f.query.search_months = Months(1),
        &[
            "month 7: the job as `analyst` is left in month 13",
            "month 12: applying for `lead`: the search is over in month 13",
            "month 13: the target is reached, but the plan goes on until month 14",
        ],
    );
}

#[test]
fn a_search_is_over_when_the_plan_ends() {
    check(
        |f| f.plan.months = Months(13),
        &[
            "month 7: the job as `analyst` is not left before the plan ends",
            "month 12: applying for `lead`: the search is not over when the plan ends",
            "month 13: the target is not reached",
            "month 13: roles started: 1, not 2",
        ],
    );
}

#[test]
fn a_role_to_be_avoided_is_not_started() {
    check(
        |f| f.query.limits.avoid_roles = vec![NURSE, ANALYST],
        &["month 4: applying for `analyst`: the role is to be avoided"],
    );
}

#[test]
fn a_job_ends_when_it_is_left() {
    check(
        |f| f.plan.steps[1] = job(ANALYST, 4, 7, Some(13)),
        &["month 7: the job as `analyst` is left in month 14"],
    );
    check(
        |f| f.plan.steps[3] = job(LEAD, 12, 14, Some(14)),
        &["month 14: the job as `lead` is not left before the plan ends"],
    );
}
