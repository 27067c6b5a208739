//! What each command says when it is asked as intended.

use crate::run::transcript;

#[test]
fn plan() {
    insta::assert_snapshot!(transcript(&[
        "plan --catalog catalog --from nurse --years 4 --to chief --start 2026-11",
    ]));
}

#[test]
fn plan_with_limits() {
    insta::assert_snapshot!(transcript(&[
        "plan --catalog catalog --profile profiles/nurse.toml --to specialist --start 2026-11 --budget 50k",
        "plan --catalog catalog --from nurse --to ni --start 2026-11 --min-stay 0 --search-months 1",
    ]));
}

#[test]
fn plan_without_route() {
    insta::assert_snapshot!(transcript(&[
        "plan --catalog catalog --from nurse --to deputy --start 2026-11",
        "plan --catalog catalog --from nurse --to chief --start 2026-11 --avoid masters",
        "plan --catalog catalog --from nurse --to chief --start 2026-11 --keep-working --budget 10k",
        "plan --catalog catalog --from nurse --to chief --start 2026-11 --max-years 3",
        "plan --catalog catalog --from nurse --to specialist --start 2026-11 --max-years 18mo",
        "plan --catalog catalog --from nurse --to old-badge --start 2026-11 --quiet",
    ]));
}

#[test]
fn plan_with_exceptions() {
    insta::assert_snapshot!(transcript(&[
        "plan --catalog catalog --from nurse --to chief --start 2026-11 --waive 'masters,informatics experience'",
        "plan --catalog catalog --profile profiles/excused.toml --to chief --start 2026-11 --budget 50k --standard typical",
        "plan --catalog catalog --from nurse --to ni --start 2026-11 --via rn-license,nurse",
    ]));
}

#[test]
fn limits_to_give_up() {
    insta::assert_snapshot!(transcript(&[
        "plan --catalog catalog --from nurse --to ni --start 2026-11 --years 1 --study-hours 5 --budget 100",
        "plan --catalog catalog --from nurse --to chief --start 2026-11 --study-hours 10 --avoid deputy",
        "plan --catalog catalog --from nurse --to deputy --start 2026-11 --budget 100",
        "plan --catalog catalog --from nurse --to specialist --start 2026-11 --standard competitive --avoid ni",
    ]));
}

#[test]
fn plan_at_the_limit() {
    insta::assert_snapshot!(transcript(&[
        "plan --catalog catalog --from nurse --to chief --start 2026-11 --limit 1",
        "plan --catalog catalog --from nurse --to chief --start 2026-11 --limit 1 --format json --quiet",
    ]));
}

#[test]
fn plan_that_is_there_already() {
    insta::assert_snapshot!(transcript(&[
        "plan --catalog catalog --from nurse --to RN --start 2026-11",
        "plan --catalog catalog --from nurse --to bachelors --start 2026-11",
    ]));
}

#[test]
fn skills() {
    insta::assert_snapshot!(transcript(&[
        "show --catalog catalog 'database queries'",
        "show --catalog catalog vendors",
        "prereqs --catalog catalog analyst --from nurse --start 2026-11",
        "roles --catalog catalog --needs sql",
        "roles --catalog catalog --interest data --format csv",
        "roles --catalog catalog --no-license",
        "roles --catalog catalog --degree masters",
        "show --catalog catalog ni",
    ]));
}

#[test]
fn advice() {
    insta::assert_snapshot!(transcript(&[
        "guide --catalog catalog",
        "guide --catalog catalog begin",
        "guide --catalog catalog 'where does it end?'",
        "resources --catalog catalog",
        "resources --catalog catalog --kind job-board --format csv",
        "show --catalog catalog TIS",
        "show --catalog catalog begin --format json",
        "show --catalog catalog society --format json",
        "show --catalog catalog sql --format json",
    ]));
}

#[test]
fn prereqs() {
    insta::assert_snapshot!(transcript(&[
        "prereqs --catalog catalog chief --start 2026-11",
        "prereqs --catalog catalog specialist --deep --start 2026-11",
        "prereqs --catalog catalog chief --from analyst --years 2 --start 2026-11",
        "prereqs --catalog catalog specialist --profile profiles/nurse.toml --standard minimum --start 2026-11",
        "prereqs --catalog catalog high-school",
    ]));
}

#[test]
fn salary() {
    insta::assert_snapshot!(transcript(&[
        "salary --catalog catalog",
        "salary --catalog catalog chief",
        "salary --catalog catalog --track clinical --sort median",
        "salary --catalog catalog --level senior",
    ]));
}

#[test]
fn lists() {
    insta::assert_snapshot!(transcript(&[
        "roles --catalog catalog",
        "roles --catalog catalog --gives clinical --level feeder",
        "roles --catalog catalog --setting Vendors --track informatics",
        "roles --catalog catalog --family chiefs --level entry",
        "credentials --catalog catalog",
        "credentials --catalog catalog --status retired",
        "sources --catalog catalog --kind official",
        "sources --catalog catalog --unused",
        "sources --catalog catalog HANDBOOK",
    ]));
}

#[test]
fn show() {
    insta::assert_snapshot!(transcript(&[
        "show --catalog catalog analyst",
        "show --catalog catalog chief",
        "show --catalog catalog 'Nursing Informatics Certification'",
        "show --catalog catalog masters",
        "show --catalog catalog old-badge",
        "show --catalog catalog 'nursing practice'",
        "show --catalog catalog handbook",
    ]));
}

#[test]
fn check() {
    insta::assert_snapshot!(transcript(&["check catalog", "check --catalog catalog --format json"]));
}

#[test]
fn check_with_summary() {
    insta::assert_snapshot!(transcript(&[
        "check catalog --summary",
        "check catalog --summary --format json",
    ]));
}

#[test]
fn help() {
    insta::assert_snapshot!(transcript(&[
        "--help",
        "plan --help",
        "prereqs --help",
        "salary --help",
        "sources --help",
        "check --help",
        "verify --help",
        "profile --help",
        "profile new --help",
        "profile check --help",
        "config --help",
    ]));
}
