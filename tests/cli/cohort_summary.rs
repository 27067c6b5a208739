//! What the answers to a cohort come to: `cohort --summary`, and `feeders` and `keystone` with `--people`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;

use crate::run::{command_in, entry, finish, folder, run_with_input, transcript};

const ASKED: &str = "cohort - --catalog catalog --to specialist --start 2026-11 --summary --within 5";

/// Returns people who differ, with a row that cannot be read.
fn people(number: usize) -> String {
    let roles = ["nurse", "analyst", "specialist", "", "nurse"];
    let mut text = String::from("id,role,months,budget,keep-working\n");
    for number in 0..number {
        let role = roles[number % roles.len()];
        let months = if role.is_empty() { String::new() } else { (number * 5 % 41).to_string() };
        let budget = ["", "", "400", "20", "9000"][number / 2 % 5];
        let keep = if number % 7 == 0 { "yes" } else { "" };
        let _ = writeln!(text, "{number},{role},{months},{budget},{keep}");
    }
    text + "last,nures,,,\n"
}

fn said(line: &str) -> String {
    entry(line, &run_with_input(line, people(60).as_bytes()))
}

#[test]
fn what_the_answers_come_to() {
    let mut text = said(ASKED);
    text += &said(&format!("{ASKED} --to ni --keep-working --format markdown"));
    text += &entry(ASKED, &run_with_input(ASKED, b"role\n"));
    text += &entry(ASKED, &run_with_input(ASKED, b"role\n\nnurse\n"));
    insta::assert_snapshot!(text);
}

#[test]
fn for_programs() {
    insta::assert_snapshot!(said(&format!("{ASKED} --format json")));
}

#[test]
fn as_a_page() {
    let page = run_with_input(&format!("{ASKED} --format html"), people(60).as_bytes()).stdout;
    // The rest is that of all pages.
    let picture = page.split("<figure>").nth(1).and_then(|rest| rest.split("</figure>").next());
    insta::assert_snapshot!(picture.expect("a picture").replace("><", ">\n<"));
}

/// Every count is the one that the rows have.
#[test]
fn the_rows_come_to_the_same() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("people.csv"), people(700)).expect("a file");
    let catalog = folder().join("catalog");
    let line = format!(
        "cohort people.csv --catalog {} --to specialist --to ni --start 2026-11 --within 5 --summary --format json --rows \
         rows.ndjson",
        catalog.display()
    );
    let output = finish(&mut command_in(place.path(), &line));
    assert_eq!(output.status, Some(1), "{}", output.stderr);
    let report: Value = serde_json::from_str(&output.stdout).expect("JSON");
    let rows = fs::read_to_string(place.path().join("rows.ndjson")).expect("a file");
    let rows: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((report["people"].as_u64(), report["rejected"].as_u64()), (Some(700), Some(1)));
    assert_eq!(rows.len(), 1_400);
    for target in report["targets"].as_array().expect("targets") {
        let mine: Vec<&Value> = rows.iter().filter(|row| row["target"] == target["to"]["id"]).collect();
        assert_counts(target, &mine);
        let mut of_roles = 0;
        for group in target["roles"].as_array().expect("roles") {
            let id = group["id"].as_str().unwrap_or_default();
            let theirs: Vec<&Value> = mine.iter().copied().filter(|row| row["role"] == id).collect();
            assert_counts(group, &theirs);
            of_roles += theirs.len();
        }
        assert_eq!(of_roles, mine.len());
        let mut plans: BTreeMap<&str, u64> = BTreeMap::new();
        let mut first: BTreeMap<&str, u64> = BTreeMap::new();
        for row in &mine {
            for study in row["studies"].as_array().into_iter().flatten() {
                *plans.entry(study.as_str().expect("an id")).or_default() += 1;
            }
            if let Some(next) = row["next_credential"].as_str() {
                *first.entry(next).or_default() += 1;
            }
        }
        for credential in target["credentials"].as_array().expect("credentials") {
            let id = credential["id"].as_str().expect("an id");
            assert_eq!(credential["people"].as_u64(), plans.remove(id), "{id}");
            assert_eq!(credential["first"].as_u64(), Some(first.get(id).copied().unwrap_or(0)), "{id}");
        }
        assert!(plans.is_empty(), "{plans:?}");
    }
}

/// Compares the counts of a group with its rows.
fn assert_counts(group: &Value, rows: &[&Value]) {
    let of = |outcome: &str| rows.iter().filter(|row| row["outcome"] == outcome).count();
    let mut months: Vec<u64> = rows.iter().filter_map(|row| row["plan_months"].as_u64()).collect();
    let mut costs: Vec<i64> = rows.iter().filter_map(|row| row["plan_cost"].as_i64()).collect();
    months.sort_unstable();
    costs.sort_unstable();
    let within = |most: u64| months.iter().filter(|months| **months <= most).count();
    let middle = months.len().saturating_sub(1) / 2;
    let expected = [
        ("people", rows.len()),
        ("found", of("found")),
        ("unreachable", of("unreachable")),
        ("not_settled", of("limit")),
        ("there_already", within(0)),
        ("ready_in_1_year", within(12)),
        ("ready_in_3_years", within(36)),
        ("ready_in_5_years", within(60)),
    ];
    for (key, expected) in expected {
        assert_eq!(group[key].as_u64(), Some(expected as u64), "{key} of {group}");
    }
    assert_eq!(group["median_months"].as_u64(), months.get(middle).copied(), "{group}");
    assert_eq!(group["median_cost"].as_i64(), costs.get(middle).copied(), "{group}");
}

#[test]
fn who_cannot_be_read_may_stay() {
    let people = "id,role\n1,nurse\n2,nures\n3\n4,analyst\n";
    let line = "cohort - --catalog catalog --to specialist --to ni --start 2026-11 --keep-rejects --quiet";
    let mut text = entry(line, &run_with_input(line, people.as_bytes()));
    let objects = "{\"id\":1,\"role\":\"nurse\"}\n{\"id\":2,\"role\":\"nures\",\"outcome\":\"x\"}\n{\"id\":\n{\"id\":4,\"role\":[1]}\n";
    text += &entry(line, &run_with_input(line, objects.as_bytes()));
    insta::assert_snapshot!(text);
}

#[test]
fn the_roles_and_credentials_of_an_organization() {
    let to = "--catalog catalog --to specialist --start 2026-11 --within 5 --people -";
    let mut text = String::new();
    for line in [
        format!("feeders {to}"),
        format!("feeders {to} --sort cost --track clinical"),
        format!("feeders {to} --format csv"),
        format!("keystone {to}"),
        format!("keystone {to} --kind degree --format json"),
    ] {
        text += &said(&line);
    }
    insta::assert_snapshot!(text);
}

#[test]
fn usage() {
    let place = tempfile::tempdir().expect("a folder");
    let given = "role\nnurse\n";
    fs::write(place.path().join("people.csv"), given).expect("a file");
    let catalog = folder().join("catalog");
    let mut text = transcript(&[
        "feeders --catalog catalog --to specialist --sort people",
        "feeders --catalog catalog --to specialist --people missing.csv",
        "feeders --catalog catalog --to specialist --people - --years 3",
        "keystone --catalog catalog --people people.csv",
        "keystone --catalog catalog --to specialist --from nurse",
        "keystone --catalog catalog --to specialist --people people.csv --from nurse",
        "cohort people.csv --catalog catalog --to specialist --rows rows.csv",
        "cohort - --catalog catalog --to specialist --summary --format csv",
    ]);
    for more in [
        "-o people.csv --force",
        "--rejects people.csv --force",
        "--summary --rows people.csv --force",
        "--summary --rows rows.txt",
        "--summary --rows a.csv --rejects ./a.csv",
        "--summary --rows a.html -o a.html",
        "--summary --rows a.html",
        "--summary --resume",
        "--resume",
    ] {
        let line = format!("cohort people.csv --catalog {} --to specialist {more}", catalog.display());
        let output = finish(&mut command_in(place.path(), &line));
        text += &entry(&format!("cohort people.csv --to specialist {more}"), &output);
        assert_eq!(fs::read_to_string(place.path().join("people.csv")).expect("a file"), given);
    }
    assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 1, "nothing is left behind");
    insta::assert_snapshot!(text);
}

/// A report after several interruptions is the one of a run at one go.
#[test]
fn a_report_of_a_run_that_was_cut_off_has_everybody() {
    let [whole, place] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    let catalog = folder().join("catalog");
    let line = |more: &str| {
        format!(
            "cohort people.csv --catalog {} --to specialist --start 2026-11 --summary -o report.json --rows rows.csv {more}",
            catalog.display()
        )
    };
    for place in [&whole, &place] {
        fs::write(place.path().join("people.csv"), people(20_000)).expect("a file");
    }
    assert_eq!(finish(&mut command_in(whole.path(), &line(""))).status, Some(1));
    let mut resumed = 0;
    for number in 1..200 {
        let mut run =
            command_in(place.path(), &line("--resume")).stderr(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(Duration::from_millis(20 + 13 * number));
        let is_over = run.try_wait().expect("a child").is_some();
        run.kill().expect("it can be killed");
        run.wait().expect("it ends");
        if is_over || place.path().join("rows.csv").exists() {
            break;
        }
        resumed += u32::from(place.path().join(".rows.csv.resume").exists());
    }
    assert!(resumed > 0, "none was cut off between two rows");
    if !place.path().join("report.json").exists() {
        let again = finish(&mut command_in(place.path(), &line("--resume")));
        assert_eq!(again.status, Some(1), "{}", again.stderr);
    }
    for name in ["rows.csv", "report.json"] {
        assert_eq!(text(whole.path(), name), text(place.path(), name), "{name}");
    }
}

fn text(place: &Path, name: &str) -> String {
    fs::read_to_string(place.join(name)).expect("a file")
}
