//! What studying asks.

use super::*;

#[test]
fn a_credential_is_studied_for_once() {
    check(
        |f| insert(&mut f.plan, study(COURSE, 0, 4, 8, 500, Some(NURSE))),
        &[
            "month 4: studying for `course`: it is already held",
            "month 14: the studies cost 1000, not 500",
            "month 14: the studies cost 1000, the budget is 500",
        ],
    );
}

#[test]
fn an_implied_credential_is_held() {
    check(
        |f| {
            f.query.person.add_credential(&f.catalog, DEGREE);
        },
        &["month 0: studying for `course`: it is already held"],
    );
}

#[test]
fn a_retired_credential_is_not_studied_for() {
    check(
        |f| insert(&mut f.plan, study(FORMER, 0, 4, 5, 0, Some(NURSE))),
        &["month 4: studying for `former`: it is no longer awarded"],
    );
}

#[test]
fn one_study_at_a_time() {
    check(
        |f| insert(&mut f.plan, study(DEGREE, 1, 10, 12, 50, Some(ANALYST))),
        &[
            "month 10: studying for `degree`: another study is running",
            "month 14: the studies cost 550, not 500",
            "month 14: the studies cost 550, the budget is 500",
        ],
    );
}

#[test]
fn a_credential_asks_for_its_own_when_started() {
    check(
        |f| {
            f.query.person = starting_in(&f.catalog, NURSE);
        },
        &["month 0: studying for `course`: `license` is not held"],
    );
}

#[test]
fn full_time_study_excludes_a_search() {
    let plan = |apply| {
        move |f: &mut Fixture| {
            to_degree(f, Money(9500), 10, 1);
            f.plan.steps = vec![
                study(COURSE, 0, 0, 4, 500, Some(NURSE)),
                job(ANALYST, apply, apply + 3, None),
                study(DEGREE, 0, 4, 10, 9000, None),
            ];
            f.catalog.roles[0].requires.clear();
        }
    };
    // Running, and starting at the same boundary.
    check(plan(3), &["month 4: studying for `degree`: full-time study excludes a running job search"]);
    check(plan(4), &["month 4: studying for `degree`: full-time study excludes a running job search"]);
}

#[test]
fn full_time_study_needs_the_minimum_stay() {
    check(
        |f| {
            to_degree(f, Money(9500), 14, 1);
            f.plan.steps.truncate(2);
            f.plan.steps[1] = job(ANALYST, 4, 7, Some(8));
            f.plan.steps.push(study(DEGREE, 0, 8, 14, 9000, None));
        },
        &["month 8: studying for `degree`: the current job has lasted 1 of at least 5 months"],
    );
}

#[test]
fn full_time_study_gives_up_the_role() {
    check(
        |f| {
            to_degree(f, Money(9500), 18, 1);
            f.plan.steps.truncate(2);
            f.plan.steps.push(study(DEGREE, 0, 12, 18, 9000, Some(ANALYST)));
        },
        &[
            "month 7: the job as `analyst` is left in month 12",
            "month 12: studying for `degree`: the step does not name the role held beside it",
        ],
    );
}

#[test]
fn a_tied_study_starts_in_one_of_its_roles() {
    check(
        |f| f.plan.steps[2] = study(BADGE, 0, 5, 8, 0, Some(NURSE)),
        &["month 5: studying for `badge`: it is tied to roles, none of which is the current one"],
    );
}

#[test]
fn a_tied_study_is_over_when_another_role_starts() {
    // Started while the search runs.
    check(
        |f| {
            f.plan.steps.swap(2, 3);
            f.plan.steps[3] = study(BADGE, 0, 12, 15, 0, Some(ANALYST));
        },
        &[
            "month 12: applying for `lead`: no alternative of one of its requirements is met",
            "month 12: studying for `badge`: it is tied to roles and not over when the next job starts",
            "month 12: studying for `badge`: it is not over when the plan ends",
        ],
    );
    // Running when the search starts.
    check(
        |f| f.plan.steps[2] = study(BADGE, 0, 11, 14, 0, Some(ANALYST)),
        &["month 12: applying for `lead`: no alternative of one of its requirements is met"],
    );
    check(
        |f| {
            f.plan.steps[2] = study(BADGE, 0, 11, 14, 0, Some(ANALYST));
            f.query.search_months = Months(1);
            f.plan.steps[3] = job(LEAD, 12, 13, None);
            f.plan.months = Months(13);
        },
        &[
            "month 7: the job as `analyst` is left in month 13",
            "month 11: studying for `badge`: it is not over when the plan ends",
            "month 12: applying for `lead`: the study for `badge` is tied to other roles and not over by then",
            "month 12: applying for `lead`: no alternative of one of its requirements is met",
        ],
    );
}

#[test]
fn a_study_takes_its_time_and_price() {
    check(
        |f| study_at(&mut f.plan, 0).end = Months(3),
        &["month 0: studying for `course`: it is over in month 4"],
    );
    check(
        |f| study_at(&mut f.plan, 0).cost = Money(400),
        &["month 0: studying for `course`: it costs 500, not 400"],
    );
    check(
        |f| study_at(&mut f.plan, 0).role = None,
        &["month 0: studying for `course`: the step does not name the role held beside it"],
    );
}

#[test]
fn a_study_is_over_when_the_plan_ends() {
    check(
        |f| insert(&mut f.plan, study(DEGREE, 1, 13, 15, 50, Some(ANALYST))),
        &[
            "month 13: studying for `degree`: it is not over when the plan ends",
            "month 14: the studies cost 550, not 500",
            "month 14: the studies cost 550, the budget is 500",
        ],
    );
}

#[test]
fn study_fits_the_limits() {
    check(
        |f| f.query.limits.study_hours = Some(9),
        &["month 0: studying for `course`: it takes more than 9 hours a week"],
    );
    check(|f| f.query.limits.study_hours = Some(10), &[]);
    check(
        |f| f.query.limits.avoid_credentials = vec![COURSE],
        &["month 0: studying for `course`: it is, or implies, a credential to be avoided"],
    );
    let at_once = |f: &mut Fixture| {
        f.plan.steps[0] = study(COURSE, 1, 0, 2, 900, None);
        f.plan.cost = Money(900);
        f.query.limits.budget = None;
        f.query.person.add_history(&f.catalog, NURSE, Months(6));
    };
    check(at_once, &[]);
    check(
        |f| {
            at_once(f);
            f.query.limits.keep_working = true;
        },
        &["month 0: studying for `course`: full-time study is not wanted"],
    );
    check(
        |f| {
            at_once(f);
            f.query.limits.study_hours = Some(90);
        },
        &["month 0: studying for `course`: it takes more than 90 hours a week"],
    );
}

#[test]
fn what_implies_an_avoided_credential_is_avoided() {
    check(
        |f| {
            f.query.person.add_credential(&f.catalog, COURSE);
            f.plan.steps[0] = study(DEGREE, 1, 0, 2, 50, Some(NURSE));
            f.plan.cost = Money(50);
            f.query.limits.avoid_credentials = vec![COURSE];
        },
        &["month 0: studying for `degree`: it is, or implies, a credential to be avoided"],
    );
}
