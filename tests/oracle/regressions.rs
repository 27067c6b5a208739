//! Cases made by hand, each for a way in which a search can go wrong.

use careerpath::catalog::{Catalog, Requirement};
use careerpath::ids::{CredentialId, RoleId};
use careerpath::planner::{Limits, Objective, PayTerms, Query, Target};
use careerpath::profile::Person;
use careerpath::units::{Money, Months};

use crate::BOUNDS;
use crate::agreement::{agree, worth};
use crate::build::{
    Builder, any, at_least, experience, experience_after, full_time, held, month, never, part_time,
    starting_in, tenure, tied,
};
use crate::reference::{Answer, solve};
use crate::spec::Case;

/// Asks how to get to a role, with searches of a given length and no minimum stay.
fn question(catalog: Catalog, person: Person, to: RoleId, search: u32) -> Case {
    let mut query = Query::new(&catalog, person, Target::Role(to), month(0));
    query.search_months = Months(search);
    query.state_limit = None;
    Case { catalog, query }
}

/// Compares the reference with the answer known by hand, and the planner with the reference.
#[track_caller]
fn expect(case: &Case, months: u32, cost: i64, job_changes: u32) {
    let answer = solve(&case.catalog, &case.query, BOUNDS);
    let Answer::Reached(best) = &answer else { panic!("{answer:?}") };
    assert_eq!(worth(best), (months, cost, job_changes), "{best:?}");
    agree(case, &answer).expect("the planner agrees");
}

#[track_caller]
fn expect_none(case: &Case) {
    let answer = solve(&case.catalog, &case.query, BOUNDS);
    assert_eq!(answer, Answer::Unreachable);
    agree(case, &answer).expect("the planner agrees");
}

/// The best month to leave the first job is none at which anything is reached: a planner that moves only
/// then needs 34 months.
#[test]
fn sync() {
    let mut builder = Builder::default();
    let (d, e) = (builder.domain("d", &[]), builder.domain("e", &[]));
    let course = builder.credential("s", vec![], vec![part_time(20, 0)]);
    let first = builder.role("a", &[d], vec![never()]);
    builder.role("b", &[e], vec![tenure(first, 3)]);
    builder.role("c", &[d], vec![held(course)]);
    let target = builder.role("t", &[], vec![experience(d, 15), experience(e, 10), held(course)]);
    let catalog = builder.finish();
    let person = starting_in(&catalog, first);
    expect(&question(catalog, person, target, 2), 27, 0, 2);
}

/// Three domains, three roles, each gives two.
fn triangle_of(months: u32) -> Case {
    let mut builder = Builder::default();
    let domains = ["d1", "d2", "d3"].map(|id| builder.domain(id, &[]));
    let first = builder.role("a", &[domains[0], domains[1]], vec![]);
    builder.role("b", &[domains[1], domains[2]], vec![]);
    builder.role("c", &[domains[0], domains[2]], vec![]);
    let target = builder.role("t", &[], domains.map(|domain| experience(domain, months)).to_vec());
    let catalog = builder.finish();
    let person = starting_in(&catalog, first);
    question(catalog, person, target, 1)
}

#[test]
fn triangle() {
    expect(&triangle_of(8), 13, 0, 3);
}

/// Halves do not exist: the time in each role is no even split.
#[test]
fn odd_triangle() {
    expect(&triangle_of(7), 12, 0, 3);
}

/// With a minimum stay the roles cannot be taken in turns.
#[test]
fn triangle_with_stays() {
    let mut case = triangle_of(8);
    case.query.minimum_stay = Months(5);
    expect(&case, 15, 0, 3);
}

/// Holding the credential early must not bar the months of the residency that also leads to it.
#[test]
fn domhole() {
    let mut builder = Builder::default();
    let d = builder.domain("d", &[]);
    let resident = RoleId(0);
    let board = builder.credential("board", vec![], vec![part_time(1, 900), tied(6, &[resident])]);
    builder.role("resident", &[d], vec![]);
    let target = builder.role("target", &[], vec![held(board), experience(d, 6)]);
    let catalog = builder.finish();
    // The residency is served in any case, so the dear way to the board is never taken.
    expect(&question(catalog.clone(), Person::newcomer(&catalog), target, 2), 10, 0, 2);
    let mut holder = Person::newcomer(&catalog);
    holder.add_credential(&catalog, board);
    expect(&question(catalog, holder, target, 2), 10, 0, 2);
}

/// Months in a job and full-time study are both needed; the job is left before its months are full, since
/// the months after the study, while the second course runs, count too.
#[test]
fn leaving_early_for_full_time_study() {
    let mut builder = Builder::default();
    let d = builder.domain("d", &[]);
    let first = builder.role("a", &[d], vec![]);
    let degree = builder.credential("degree", vec![experience(d, 2)], vec![full_time(5, 100)]);
    let license = builder.credential("license", vec![held(degree)], vec![part_time(8, 50)]);
    let target = builder.role("t", &[], vec![held(license), experience(d, 9)]);
    let catalog = builder.finish();
    let person = starting_in(&catalog, first);
    let case = question(catalog, person, target, 1);
    expect(&case, 16, 150, 2);
    let mut stays = case;
    stays.query.minimum_stay = Months(9);
    expect(&stays, 18, 150, 2);
}

/// A tied study that is longer than the search may not be running when the next job starts.
#[test]
fn a_tied_study_holds_back_the_search() {
    let case = |also_in_target: bool| {
        let mut builder = Builder::default();
        let d = builder.domain("d", &[]);
        let (first, second, target) = (RoleId(0), RoleId(1), RoleId(2));
        let ties = if also_in_target { vec![first, second] } else { vec![first] };
        let badge = builder.credential("badge", vec![], vec![tied(6, &ties)]);
        builder.role("first", &[], vec![]);
        builder.role("second", &[d], vec![]);
        builder.role("target", &[], vec![held(badge), experience(d, 4)]);
        let catalog = builder.finish();
        let person = starting_in(&catalog, first);
        question(catalog, person, target, 2)
    };
    // Applying at month 4 lets the study end on the first day of the second job.
    expect(&case(false), 12, 0, 2);
    // Where the second job allows the study, nothing waits.
    expect(&case(true), 8, 0, 2);
}

/// Months before the license do not count, so it is worth its price to earn it sooner.
#[test]
fn months_after_a_license() {
    let mut builder = Builder::default();
    let practice = builder.domain("practice", &[]);
    let license = builder.credential("license", vec![], vec![part_time(9, 100), part_time(4, 800)]);
    let first = builder.role("assistant", &[practice], vec![]);
    let target =
        builder.role("target", &[], vec![experience_after(practice, 10, license), experience(practice, 12)]);
    let catalog = builder.finish();
    let mut person = starting_in(&catalog, first);
    person.add_history(&catalog, first, Months(24));
    let mut case = question(catalog.clone(), person.clone(), target, 1);
    expect(&case, 15, 800, 1);
    case.query.limits.budget = Some(Money(799));
    expect(&case, 20, 100, 1);
    // Held from the start, all earlier months count.
    person.add_credential(&catalog, license);
    expect(&question(catalog, person, target, 1), 1, 0, 1);
}

/// Nobody gives up a job that is not there: without a role, full-time study comes first, and the months
/// after it count.
#[test]
fn full_time_study_before_the_first_job() {
    let mut builder = Builder::default();
    let d = builder.domain("d", &[]);
    let license = builder.credential("license", vec![], vec![full_time(1, 0)]);
    let course = builder.credential("course", vec![], vec![part_time(1, 0)]);
    builder.role("a", &[d], vec![]);
    let target = builder.role("t", &[], vec![held(course), experience_after(d, 2, license)]);
    let catalog = builder.finish();
    let case = question(catalog.clone(), Person::newcomer(&catalog), target, 1);
    expect(&case, 5, 0, 2);
    // The first job is not left before the minimum stay is over, so the study cannot come second.
    let mut stays = case;
    stays.query.minimum_stay = Months(4);
    expect(&stays, 7, 0, 2);
}

/// The job at the start gives the months, and is given up on the first day for what makes them count.
#[test]
fn a_license_before_the_months_that_count() {
    let mut builder = Builder::default();
    let (first_domain, second_domain) = (builder.domain("d", &[]), builder.domain("e", &[]));
    let license = builder.credential("license", vec![], vec![full_time(1, 0)]);
    let first = builder.role("a", &[first_domain], vec![]);
    builder.role("b", &[second_domain], vec![]);
    let target = builder.role("t", &[], vec![held(license), experience_after(second_domain, 2, license)]);
    let catalog = builder.finish();
    let mut case = question(catalog.clone(), starting_in(&catalog, first), target, 3);
    case.query.minimum_stay = Months(4);
    expect(&case, 11, 0, 2);
}

/// Another role gives the same months as the one at hand: it must not count as the way to them, which would
/// add its minimum stay.
#[test]
fn a_rival_of_the_current_role() {
    let mut builder = Builder::default();
    let d = builder.domain("d", &[]);
    builder.role("a", &[d], vec![]);
    let second = builder.role("b", &[d], vec![experience(d, 4)]);
    let first = builder.role("c", &[d], vec![never()]);
    let target = builder.role("t", &[], vec![experience(d, 2), tenure(second, 1)]);
    let catalog = builder.finish();
    let person = starting_in(&catalog, first);
    let mut case = question(catalog, person, target, 1);
    case.query.minimum_stay = Months(4);
    expect(&case, 10, 0, 2);
    case.query.limits.deadline = Some(Months(10));
    expect(&case, 10, 0, 2);
    case.query.limits.deadline = Some(Months(9));
    expect_none(&case);
}

/// The same on the way to a way in that opens later.
#[test]
fn a_rival_of_the_current_role_and_a_later_opening() {
    let mut builder = Builder::default();
    let d = builder.domain("d", &[]);
    let second = RoleId(1);
    let opening = Requirement { from: Some(month(4)), ..tenure(second, 1) };
    let license = builder.credential("license", vec![any(vec![opening])], vec![part_time(1, 0)]);
    builder.role("a", &[d], vec![]);
    builder.role("b", &[d], vec![at_least(1, vec![held(license), experience(d, 3)])]);
    let first = builder.role("c", &[d], vec![held(license)]);
    let target = builder.role("t", &[], vec![held(license), tenure(first, 2)]);
    let catalog = builder.finish();
    let person = starting_in(&catalog, first);
    let mut case = question(catalog, person, target, 1);
    case.query.minimum_stay = Months(3);
    expect(&case, 8, 0, 2);
}

/// Two roles to be served in turn, each behind something: the search for the second goes on beside the first,
/// and so does what opens it.
#[test]
fn searches_beside_jobs() {
    let mut builder = Builder::default();
    let d = builder.domain("d", &[]);
    let license = builder.credential("license", vec![], vec![part_time(1, 0)]);
    let first = builder.role("a", &[d], vec![]);
    let second = builder.role("b", &[], vec![experience(d, 2)]);
    let third = builder.role("c", &[], vec![held(license)]);
    let target = builder.role("t", &[], vec![tenure(third, 3), tenure(second, 6)]);
    builder.search(second, 1);
    let catalog = builder.finish();
    let mut person = starting_in(&catalog, first);
    person.add_experience(&catalog, d, Months(2));
    let mut case = question(catalog, person, target, 2);
    expect(&case, 12, 0, 3);
    case.query.limits.deadline = Some(Months(12));
    expect(&case, 12, 0, 3);
}

/// The deadline is the very month in which the best plan ends, and a way in closes on the way.
#[test]
fn a_deadline_that_is_just_met() {
    let mut builder = Builder::default();
    let d = builder.domain("d", &[]);
    let course = builder.credential("course", vec![], vec![part_time(2, 0)]);
    let first = builder.role("a", &[d], vec![]);
    let other = builder.role("another a", &[d], vec![]);
    builder.search(other, 1);
    let dated = Requirement { until: Some(month(12)), ..at_least(1, vec![experience(d, 6)]) };
    let second = builder.role("b", &[], vec![dated]);
    let target = builder.role("t", &[d], vec![held(course), tenure(second, 9)]);
    builder.search(target, 2);
    let catalog = builder.finish();
    let mut person = starting_in(&catalog, first);
    person.add_history(&catalog, first, Months(3));
    let mut case = question(catalog, person, target, 3);
    case.query.minimum_stay = Months(4);
    expect(&case, 17, 0, 2);
    case.query.limits.deadline = Some(Months(17));
    expect(&case, 17, 0, 2);
    case.query.limits.deadline = Some(Months(16));
    expect_none(&case);
}

/// A way in that opens later, one that has closed, and one that closes too early.
#[test]
fn dated_rules() {
    let case = |from: Option<u32>, until: Option<u32>| {
        let mut builder = Builder::default();
        let d = builder.domain("d", &[]);
        let first = builder.role("a", &[d], vec![]);
        let dated = Requirement { from: from.map(month), until: until.map(month), ..experience(d, 4) };
        let target = builder.role("t", &[], vec![any(vec![dated, experience(d, 15)])]);
        let catalog = builder.finish();
        let person = starting_in(&catalog, first);
        let mut case = question(catalog, person, target, 2);
        case.query.start = month(10);
        case
    };
    expect(&case(None, None), 6, 0, 1);
    expect(&case(Some(19), None), 11, 0, 1);
    expect(&case(None, Some(14)), 6, 0, 1);
    expect(&case(None, Some(13)), 17, 0, 1);
    expect(&case(Some(26), None), 17, 0, 1);
    expect(&case(None, Some(9)), 17, 0, 1);
}

/// Two years in one domain and its part count once.
#[test]
fn parts_of_a_domain_count_once() {
    let mut builder = Builder::default();
    let whole = builder.domain("whole", &[]);
    let part = builder.domain("part", &[whole]);
    let first = builder.role("a", &[part, whole], vec![]);
    let target = builder.role("t", &[], vec![experience(whole, 8), experience(part, 8)]);
    let catalog = builder.finish();
    let person = starting_in(&catalog, first);
    expect(&question(catalog, person, target, 1), 9, 0, 1);
}

/// Two of three, and a degree that implies one of them.
#[test]
fn two_of_three() {
    let mut builder = Builder::default();
    let course = |builder: &mut Builder, id: &str, months| {
        builder.credential(id, vec![], vec![part_time(months, i64::from(months) * 100)])
    };
    let a = course(&mut builder, "a", 4);
    let b = course(&mut builder, "b", 5);
    let c = course(&mut builder, "c", 6);
    let degree = builder.credential("degree", vec![], vec![part_time(8, 2000)]);
    builder.implies(degree, b);
    builder.implies(degree, c);
    let target = builder.role("t", &[], vec![at_least(2, vec![held(a), held(b), held(c)])]);
    let catalog = builder.finish();
    let case = question(catalog.clone(), Person::newcomer(&catalog), target, 1);
    expect(&case, 9, 2000, 1);
    let mut cheaper = case;
    cheaper.query.limits.avoid_credentials = vec![c];
    expect(&cheaper, 10, 900, 1);
}

/// Of the fastest plans the cheapest, and of these one with few job changes.
#[test]
fn ties_are_broken_by_cost_and_changes() {
    let mut builder = Builder::default();
    let d = builder.domain("d", &[]);
    let course = builder.credential("course", vec![], vec![full_time(3, 500), part_time(6, 20)]);
    let first = builder.role("a", &[d], vec![]);
    builder.role("b", &[d], vec![]);
    let target = builder.role("t", &[], vec![experience(d, 7), held(course)]);
    let catalog = builder.finish();
    let person = starting_in(&catalog, first);
    expect(&question(catalog, person, target, 2), 9, 20, 1);
}

/// What is there already takes no step.
#[test]
fn a_target_already_reached() {
    let mut builder = Builder::default();
    let course = builder.credential("course", vec![never()], vec![]);
    let first = builder.role("a", &[], vec![never()]);
    let catalog = builder.finish();
    let mut person = starting_in(&catalog, first);
    person.add_credential(&catalog, course);
    let mut case = question(catalog, person, first, 2);
    expect(&case, 0, 0, 0);
    case.query.target = Target::Credential(course);
    expect(&case, 0, 0, 0);
}

/// A catalog with a locked role, a retired credential, and a role that needs itself.
fn locked() -> (Catalog, RoleId, [RoleId; 4]) {
    let mut builder = Builder::default();
    let d = builder.domain("d", &[]);
    let former = builder.credential("former", vec![], vec![part_time(1, 0)]);
    builder.retire(former);
    let course = builder.credential("course", vec![], vec![full_time(2, 300)]);
    let first = builder.role("a", &[], vec![]);
    let circular = builder.role("circular", &[d], vec![experience(d, 1)]);
    let retired = builder.role("retired", &[], vec![held(former)]);
    let nobody = builder.role("nobody", &[], vec![any(vec![never(), tenure(circular, 1)])]);
    let studied = builder.role("studied", &[], vec![held(course)]);
    (builder.finish(), first, [circular, retired, nobody, studied])
}

#[test]
fn unreachable_targets() {
    let (catalog, first, [circular, retired, nobody, _]) = locked();
    for target in [circular, retired, nobody] {
        expect_none(&question(catalog.clone(), starting_in(&catalog, first), target, 1));
    }
}

#[test]
fn limits_that_leave_no_way() {
    let (catalog, first, [.., studied]) = locked();
    let course = CredentialId(1);
    let limited = |limit: &dyn Fn(&mut Limits)| {
        let mut case = question(catalog.clone(), starting_in(&catalog, first), studied, 1);
        limit(&mut case.query.limits);
        case
    };
    expect(&limited(&|_| {}), 3, 300, 1);
    expect_none(&limited(&|limits| limits.budget = Some(Money(299))));
    expect_none(&limited(&|limits| limits.deadline = Some(Months(2))));
    expect_none(&limited(&|limits| limits.keep_working = true));
    expect_none(&limited(&|limits| limits.study_hours = Some(60)));
    expect_none(&limited(&|limits| limits.avoid_roles = vec![studied]));
    expect_none(&limited(&|limits| limits.avoid_credentials = vec![course]));
    let exact = |limits: &mut Limits| {
        limits.budget = Some(Money(300));
        limits.deadline = Some(Months(3));
    };
    expect(&limited(&exact), 3, 300, 1);
}

/// A course is the target, and whoever has it stays where they are: so it is put off until the better job
/// starts, which asks for three months in the first one; a third job asks for the course itself.
fn put_off(course_months: u32, search: u32, with_third: bool) -> Case {
    let mut builder = Builder::default();
    let d = builder.domain("d", &[]);
    let course = builder.credential("course", vec![], vec![part_time(course_months, 0)]);
    let first = builder.role("first", &[d], vec![]);
    builder.role("better", &[], vec![experience(d, 3)]);
    builder.role("third", &[], vec![if with_third { held(course) } else { never() }]);
    let catalog = builder.finish();
    let person = starting_in(&catalog, first);
    let mut case = question(catalog, person, first, search);
    case.query.target = Target::Credential(course);
    case.query.objective = Objective::Pay;
    let annual = vec![None, Some(Money(300)), Some(Money(600))];
    case.query.pay = PayTerms { annual, horizon: Months(12) };
    case
}

/// The course is over on the first day of the better job: started while the search runs.
#[test]
fn the_last_study_is_put_off_within_a_search() {
    expect(&put_off(1, 2, false), 5, 0, 1);
}

/// Started before the search, and not at month 0.
#[test]
fn the_last_study_is_put_off_before_a_search() {
    expect(&put_off(6, 4, true), 7, 0, 1);
}

/// The course that is the target also counts as the degree, but whoever has it is done; the better job asks
/// for the degree, so the dear degree is worth its price.
#[test]
fn what_ends_the_plan_replaces_nothing_on_the_way() {
    let mut builder = Builder::default();
    let degree = builder.credential("degree", vec![], vec![full_time(2, 300)]);
    let target = builder.credential("target", vec![], vec![full_time(1, 0)]);
    builder.implies(target, degree);
    let first = builder.role("first", &[], vec![]);
    builder.role("better", &[], vec![held(degree)]);
    let catalog = builder.finish();
    let person = starting_in(&catalog, first);
    let mut case = question(catalog, person, first, 1);
    case.query.target = Target::Credential(target);
    case.query.objective = Objective::Pay;
    case.query.pay = PayTerms { annual: vec![None, Some(Money(300))], horizon: Months(17) };
    expect(&case, 17, 300, 1);
}

/// The better job asks for the target or for eight months; whoever has the target is done, so it is the months.
#[test]
fn what_ends_the_plan_opens_nothing() {
    let mut builder = Builder::default();
    let d = builder.domain("d", &[]);
    let course = builder.credential("course", vec![], vec![part_time(1, 0)]);
    let first = builder.role("first", &[d], vec![]);
    builder.role("better", &[], vec![any(vec![experience(d, 8), held(course)]), tenure(first, 1)]);
    let catalog = builder.finish();
    let person = starting_in(&catalog, first);
    let mut case = question(catalog, person, first, 1);
    case.query.target = Target::Credential(course);
    case.query.objective = Objective::Pay;
    case.query.pay = PayTerms { annual: vec![None, Some(Money(300))], horizon: Months(12) };
    expect(&case, 9, 0, 1);
}

/// The course to be passed on the way is held in the target only, which comes last: there is no plan, and a detour that
/// passes the target on its way to the course makes none.
#[test]
fn what_is_passed_on_the_way_is_studied_in_the_target_only() {
    let mut builder = Builder::default();
    let d = builder.domain("d", &[]);
    let course = builder.credential("course", vec![], vec![tied(1, &[RoleId(1)])]);
    let degree = builder.credential("degree", vec![], vec![part_time(8, 0), full_time(2, 0)]);
    let first = builder.role("first", &[d], vec![held(course)]);
    let target = builder.role("target", &[], vec![held(degree), experience(d, 7)]);
    let catalog = builder.finish();
    let person = starting_in(&catalog, first);
    let mut case = question(catalog, person, target, 1);
    expect(&case, 9, 0, 1);
    case.query.limits.via_credentials = vec![course];
    expect_none(&case);
}

/// The quicker study costs all there is and brings a month more of the better job, which pays for it: of two ways to the
/// same state neither stands for the other, since one has earned more and one has more left to spend.
#[test]
fn what_has_earned_more_is_kept_beside_what_has_more_left() {
    let mut builder = Builder::default();
    let d = builder.domain("d", &[]);
    let course = builder.credential("course", vec![], vec![full_time(1, 100), full_time(2, 0)]);
    let first = builder.role("first", &[d], vec![]);
    let better = builder.role("better", &[], vec![held(course)]);
    let target = builder.role("target", &[], vec![held(course), tenure(better, 1)]);
    let catalog = builder.finish();
    let person = starting_in(&catalog, first);
    let mut case = question(catalog, person, target, 1);
    case.query.minimum_stay = Months(1);
    case.query.limits.budget = Some(Money(100));
    case.query.objective = Objective::Pay;
    case.query.pay =
        PayTerms { annual: vec![Some(Money(900)), Some(Money(1500)), None], horizon: Months(12) };
    expect(&case, 12, 100, 2);
}
