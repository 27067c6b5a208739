//! The plan as a whole.

use super::*;

#[test]
fn the_totals_are_those_of_the_steps() {
    check(|f| f.plan.cost = Money(501), &["month 14: the studies cost 500, not 501"]);
    check(|f| f.plan.job_changes = 1, &["month 14: roles started: 2, not 1"]);
}

#[test]
fn the_limits_on_the_whole_hold() {
    check(
        |f| f.query.limits.budget = Some(Money(499)),
        &["month 14: the studies cost 500, the budget is 499"],
    );
    check(
        |f| f.query.limits.deadline = Some(Months(13)),
        &["month 14: the plan takes 14 months, at most 13 are wanted"],
    );
}

#[test]
fn the_target_is_reached_at_the_end() {
    check(
        |f| f.query.target = Target::Role(RoleId(2)),
        &["month 0: the target is reached, but the plan goes on until month 14"],
    );
    check(|f| f.query.target = Target::Credential(DEGREE), &["month 14: the target is not reached"]);
    check(
        |f| f.plan.months = Months(16),
        &[
            "month 14: the target is reached, but the plan goes on until month 16",
            "month 16: the plan takes 16 months, at most 14 are wanted",
        ],
    );
    check(
        |f| f.query.target = Target::Credential(BADGE),
        &["month 12: the target is reached, but the plan goes on until month 14"],
    );
}

#[test]
fn steps_are_in_order() {
    check(|f| f.plan.steps.swap(0, 1), &["month 0: the steps are not in order of their first action"]);
}

#[test]
fn nothing_begins_when_the_plan_is_over() {
    check(
        |f| insert(&mut f.plan, study(DEGREE, 1, 14, 16, 50, Some(LEAD))),
        &[
            "month 14: studying for `degree` begins when the plan is over",
            "month 14: studying for `degree`: it is not over when the plan ends",
            "month 14: the studies cost 550, not 500",
            "month 14: the studies cost 550, the budget is 500",
        ],
    );
    check(
        |f| insert(&mut f.plan, job(NURSE, 20, 22, None)),
        &["month 20: applying for `nurse` begins after the plan is over"],
    );
}

#[test]
fn nonsense_is_refused() {
    check(
        |f| study_at(&mut f.plan, 2).option = 7,
        &[
            "month 9: `badge` has no study option number 7",
            "month 12: applying for `lead`: no alternative of one of its requirements is met",
        ],
    );
    check(
        |f| study_at(&mut f.plan, 2).credential = CredentialId(99),
        &[
            "month 9: the catalog has no credential number 99",
            "month 12: applying for `lead`: no alternative of one of its requirements is met",
        ],
    );
    check(
        |f| f.plan.steps[1] = job(RoleId(99), 4, 7, None),
        &[
            "month 4: the catalog has no role number 99",
            "month 9: studying for `badge`: it is tied to roles, none of which is the current one",
            "month 9: studying for `badge`: the step does not name the role held beside it",
            "month 12: applying for `lead`: 0 of 5 months in `informatics` while holding `course`",
            "month 14: roles started: 1, not 2",
        ],
    );
    check(
        |f| f.plan = Plan { months: Months(u32::MAX), cost: Money(0), job_changes: 0, steps: Vec::new() },
        &[
            "month 12000: the plan is longer than 12000 months",
            "month 4294967295: the target is not reached",
            "month 4294967295: the plan takes 4294967295 months, at most 14 are wanted",
        ],
    );
    check(
        |f| {
            let last = u32::MAX;
            f.plan = Plan {
                months: Months(3),
                cost: Money(i64::MIN),
                job_changes: u32::MAX,
                steps: vec![
                    job(LEAD, last, 0, Some(last)),
                    study(COURSE, 0, last, 1, i64::MAX, Some(RoleId(last))),
                ],
            };
        },
        &[
            "month 3: the target is not reached",
            "month 3: the studies cost 500, not -9223372036854775808",
            "month 3: roles started: 0, not 4294967295",
            "month 4294967295: applying for `lead` begins after the plan is over",
            "month 4294967295: studying for `course` begins after the plan is over",
        ],
    );
}
