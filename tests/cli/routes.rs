//! Commands that ask the planner many questions: what is within reach, from where, and what opens most.

use serde_json::Value;

use crate::run::{command, entry, finish, run, transcript};

#[test]
fn reach() {
    insta::assert_snapshot!(transcript(&[
        "reach --catalog catalog --from nurse --years 4 --start 2026-11",
        "reach --catalog catalog --from nurse --start 2026-11 --within 2y --sort pay --budget 1k --level entry",
        "reach --catalog catalog --profile profiles/nurse.toml --start 2026-11 --track leadership --max-years 1",
        "reach --catalog catalog --from nurse --start 2026-11 --limit 1 --within 8y --level executive",
    ]));
}

#[test]
fn reach_as_a_chart() {
    insta::assert_snapshot!(transcript(&[
        "reach --catalog catalog --from nurse --years 4 --start 2026-11 --within 8y --sort title --chart",
        "reach --catalog catalog --from nurse --start 2026-11 --within 8y --limit 1 --chart --ascii",
        "reach --catalog catalog --from nurse --start 2026-11 --chart --format csv",
        "reach --catalog catalog --profile profiles/nurse.toml --start 2026-11 --track leadership --max-years 1 --chart",
    ]));
}

#[test]
fn feeders() {
    insta::assert_snapshot!(transcript(&[
        "feeders --catalog catalog --to specialist --start 2026-11",
        "feeders --catalog catalog --to ni --years 6mo --within 3y --sort cost --start 2026-11",
        "feeders --catalog catalog --to deputy --start 2026-11",
        "feeders --catalog catalog --to masters --start 2026-11 --within 2y",
    ]));
}

#[test]
fn compare() {
    insta::assert_snapshot!(transcript(&[
        "compare --catalog catalog analyst chief",
        "compare --catalog catalog specialist ni --from nurse --years 2 --start 2026-11",
        "compare --catalog catalog ni masters old-badge --start 2026-11",
    ]));
}

#[test]
fn compare_in_a_narrow_terminal() {
    let words = ["compare", "--catalog", "catalog", "analyst", "ni", "--from", "nurse", "--start", "2026-11"];
    let output = finish(command(&words).env("COLUMNS", "40"));
    insta::assert_snapshot!(entry("compare … (40 columns)", &output));
}

#[test]
fn eligible() {
    insta::assert_snapshot!(transcript(&[
        "eligible --catalog catalog --from nurse --years 2 --start 2026-11",
        "eligible --catalog catalog --from analyst --start 2026-11 --kind certification --study-hours 8",
        "eligible --catalog catalog --from nurse --start 2026-11 --study-hours 1 --budget 0",
    ]));
}

#[test]
fn keystone() {
    insta::assert_snapshot!(transcript(&[
        "keystone --catalog catalog --from nurse --start 2026-11",
        "keystone --catalog catalog --from trickster --start 2026-11 --sort per-dollar --within 9y --top 1",
        "keystone --catalog catalog --from nurse --start 2026-11 --kind license",
    ]));
}

#[test]
fn for_programs() {
    insta::assert_snapshot!(transcript(&[
        "reach --catalog catalog --from nurse --start 2026-11 --within 2y --format json",
        "reach --catalog catalog --from nurse --start 2026-11 --within 2y --format csv",
        "feeders --catalog catalog --to ni --start 2026-11 --within 3y --format json",
        "compare --catalog catalog analyst ni --from nurse --start 2026-11 --format json",
        "compare --catalog catalog analyst ni --format markdown",
        "eligible --catalog catalog --from nurse --start 2026-11 --format json",
        "keystone --catalog catalog --from nurse --start 2026-11 --format json",
        "keystone --catalog catalog --from nurse --start 2026-11 --format markdown",
    ]));
}

#[test]
fn bad_input() {
    insta::assert_snapshot!(transcript(&[
        "reach --catalog catalog",
        "reach --catalog catalog --from nurse --within 0",
        "reach --catalog catalog --from nurse --within -1",
        "reach --catalog catalog --from nruse",
        "reach --catalog catalog --from nurse --track informatic",
        "reach --catalog catalog --from nurse --sort height",
        "feeders --catalog catalog",
        "feeders --catalog catalog --to cheif",
        "feeders --catalog catalog --to chief --years -1",
        "compare --catalog catalog chief",
        "compare --catalog catalog",
        "compare --catalog catalog chief CHIEF-IO",
        "compare --catalog catalog chief nurse ni masters bachelors vendor",
        "compare --catalog catalog chief niss",
        "eligible --catalog catalog",
        "eligible --catalog catalog --from nurse --kind badge",
        "keystone --catalog catalog --from nurse --top 0",
        "keystone --catalog catalog --from nurse --within 0mo",
        "keystone --catalog catalog --years 4",
    ]));
}

#[test]
fn help() {
    insta::assert_snapshot!(transcript(&[
        "reach --help",
        "feeders --help",
        "compare --help",
        "eligible --help",
        "keystone --help",
    ]));
}

/// What `reach` says of a role is what `plan` says of it alone.
#[test]
fn reach_agrees_with_plan() {
    let who = "--catalog catalog --from nurse --years 4 --start 2026-11 --format json --quiet";
    let document = |line: &str| -> Value { serde_json::from_str(&run(line).stdout).expect("JSON") };
    let reach = document(&format!("reach {who} --within 8y"));
    let roles = reach["roles"].as_array().expect("a list");
    assert!(roles.len() > 2, "{reach}");
    for role in roles {
        let plan = document(&format!("plan {who} --to {}", role["id"].as_str().expect("an id")));
        for key in ["months", "cost", "job_changes", "optimal"] {
            assert_eq!(role[key], plan["plans"][0][key], "{key} of {}", role["id"]);
        }
    }
    for role in reach["out_of_reach"].as_array().expect("a list") {
        let id = role.as_str().expect("an id");
        let plan = document(&format!("plan {who} --max-years 8 --to {id}"));
        assert_eq!(plan["outcome"], "unreachable", "{id}");
    }
}

/// Exceptions and contradictions, wherever a person asks.
#[test]
fn exceptions() {
    insta::assert_snapshot!(transcript(&[
        "reach --catalog catalog --start 2026-11 --profile profiles/excused.toml --within 9y --budget 60k --standard typical",
        "compare --catalog catalog --start 2026-11 chief specialist --from nurse --waive masters",
        "eligible --catalog catalog --start 2026-11 --from trickster --equivalent vendor=masters --waive bsn",
        "feeders --catalog catalog --start 2026-11 --to chief --waive masters",
        "prereqs --catalog catalog --start 2026-11 chief --profile profiles/excused.toml",
        "prereqs --catalog catalog --start 2026-11 analyst --profile profiles/excused.toml",
        "keystone --catalog catalog --start 2026-11 --from nurse --waive masters",
    ]));
}

#[test]
fn refused_exceptions_and_contradictions() {
    insta::assert_snapshot!(transcript(&[
        "reach --catalog catalog --start 2026-11 --from nurse --waive research --track clinical",
        "reach --catalog catalog --start 2026-11 --from nurse --study-hours 0",
        "reach --catalog catalog --start 2026-11 --from nurse --via old-badge",
        "prereqs --catalog catalog --start 2026-11 analyst --from nurse --waive masterz",
        "prereqs --catalog catalog --start 2026-11 analyst --from nurse --waive ni",
        "compare --catalog catalog --start 2026-11 chief ni --from nurse --via vendor --avoid vendor",
        "feeders --catalog catalog --start 2026-11 --to chief --avoid chief",
        "eligible --catalog catalog --start 2026-11 --from nurse --equivalent ni=ni",
        "keystone --catalog catalog --start 2026-11 --from nurse --waive sql",
    ]));
}

/// What is waived counts for each target as it does when that is the only one.
#[test]
fn reach_agrees_with_plan_on_exceptions() {
    let who = "--catalog catalog --from nurse --years 2 --start 2026-11 --format json --quiet";
    let document = |line: &str| -> Value { serde_json::from_str(&run(line).stdout).expect("JSON") };
    let reach = document(&format!("reach {who} --within 9y --waive masters --equivalent vendor=ni"));
    let roles = reach["roles"].as_array().expect("a list");
    assert!(roles.len() > 2, "{reach}");
    let mut waived = 0;
    for role in roles {
        let line = format!("plan {who} --equivalent vendor=ni --to {}", role["id"].as_str().expect("an id"));
        let excused = run(&format!("{line} --waive masters"));
        let plan = match excused.status {
            Some(0) => serde_json::from_str(&excused.stdout).expect("JSON"),
            _ => document(&line),
        };
        waived += usize::from(excused.status == Some(0));
        for key in ["months", "cost", "job_changes", "optimal"] {
            assert_eq!(role[key], plan["plans"][0][key], "{key} of {}", role["id"]);
        }
    }
    assert!(waived > 0);
}

/// A limit that is the same as that of `plan` is meant as it is said.
#[test]
fn a_limit_that_is_said_is_kept() {
    let document = |line: &str| -> Value { serde_json::from_str(&run(line).stdout).expect("JSON") };
    let line = "reach --catalog catalog --from nurse --start 2026-11 --within 1y --format json --quiet";
    assert_eq!(document(line)["query"]["state_limit"], 500);
    assert_eq!(document(&format!("{line} --limit 10000"))["query"]["state_limit"], 10_000);
}

/// However many cores there are, the bytes are the same.
#[test]
fn the_number_of_cores_changes_nothing() {
    for line in ["reach --from nurse --years 4", "keystone --from nurse", "feeders --to chief"] {
        let on = |cores: &str| {
            let words: Vec<&str> =
                line.split(' ').chain(["--catalog", "catalog", "--start", "2026-11"]).collect();
            finish(command(&words).env("RAYON_NUM_THREADS", cores)).stdout
        };
        assert_eq!(on("1"), on("4"), "{line}");
    }
}

/// The shipped catalog, where the answers are known from elsewhere in the tests.
#[test]
fn shipped() {
    insta::assert_snapshot!(transcript(&[
        "reach --from nurse --years 4 --start 2026-11 --within 1y --track clinical-informatics --limit 50",
        "feeders --to nurse-informaticist --start 2026-11 --within 3y --track clinical --limit 50",
        "compare rhit rhia --start 2026-11",
        "eligible --from nurse --years 4 --start 2026-11 --kind license --limit 50",
        "keystone --from nurse --years 4 --start 2026-11 --kind certification --within 1y --limit 50 --top 5",
    ]));
}
