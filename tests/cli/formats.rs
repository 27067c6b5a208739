//! The forms for programs, and plans that are saved and checked.

use serde_json::Value;

use crate::run::{entry, run, run_with_input, transcript};

#[test]
fn plan_json() {
    insta::assert_snapshot!(transcript(&[
        "plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --format json",
        "plan --catalog catalog --from nurse --to deputy --start 2026-11 --format json --quiet",
    ]));
}

#[test]
fn other_json() {
    insta::assert_snapshot!(transcript(&[
        "prereqs --catalog catalog specialist --from nurse --start 2026-11 --format json",
        "salary --catalog catalog chief specialist --format json",
        "roles --catalog catalog --level entry --format json",
        "credentials --catalog catalog --kind license --format json",
        "sources --catalog catalog --kind survey --format json",
        "show --catalog catalog chief --format json",
        "show --catalog catalog ni --format json",
        "show --catalog catalog trickster --format json",
    ]));
}

#[test]
fn spreadsheets_and_documents() {
    insta::assert_snapshot!(transcript(&[
        "roles --catalog catalog --format csv",
        "salary --catalog catalog --format csv",
        "credentials --catalog catalog --kind certification --format markdown",
        "salary --catalog catalog --format markdown",
        "roles --catalog catalog --family chiefs --level entry --format csv",
    ]));
}

/// The keys that programs rely on, whatever the outcome.
#[test]
fn plan_json_has_every_key() {
    for target in ["chief", "deputy", "nurse"] {
        let output =
            run(&format!("plan --catalog catalog --from nurse --to {target} --start 2026-11 --format json"));
        let document: Value = serde_json::from_str(&output.stdout).expect("JSON");
        let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
        let top =
            "schema catalog query assumptions outcome plans trade_offs search unreachable nearest sources";
        assert_eq!(keys(&document).join(" "), top);
        for plan in document["plans"].as_array().expect("a list") {
            let expected = "months cost job_changes net_pay objective optimal at_least_months bound serves \
                            without pay steps skills recency upkeep unused explanation why_not";
            assert_eq!(keys(plan).join(" "), expected);
            for step in plan["steps"].as_array().expect("a list") {
                let expected = match step["kind"].as_str() {
                    Some("study") => {
                        "kind id mode option start end cost cost_year cost_basis cost_source role why"
                    }
                    _ => "kind id apply start end pay why",
                };
                assert_eq!(keys(step).join(" "), expected);
            }
        }
    }
}

/// Why there is no route and what would open one, as programs read it.
#[test]
fn no_route_json() {
    let line = "plan --catalog catalog --from nurse --to chief --start 2026-11 --keep-working --budget 10k \
                --format json --quiet";
    let document: Value = serde_json::from_str(&run(line).stdout).expect("JSON");
    insta::assert_snapshot!(format!("{:#}", document["unreachable"]));
}

#[test]
fn equal_questions_have_equal_bytes() {
    let line = "plan --catalog catalog --from nurse --to chief --start 2026-11 --format json";
    assert_eq!(run(line).stdout, run(line).stdout);
    let closed = format!("{line} --keep-working --budget 10k --max-years 4");
    assert_eq!(run(&closed).stdout, run(&closed).stdout);
}

/// A saved plan keeps what holds for one person, and is judged by it.
#[test]
fn exceptions_are_saved_and_read_back() {
    let line = "plan --catalog catalog --from nurse --years 4 --to chief --start 2026-11 --waive masters \
                --equivalent rn-license=ni --format json --quiet";
    let text = run(line).stdout;
    let verify = |text: &str| run_with_input("verify --catalog catalog -", text.as_bytes());
    assert_eq!(verify(&text).status, Some(0));
    let mut document: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(document["query"]["equivalent"][0]["counts_as"], "ni");
    document["query"]["waive"][0]["for"] = "cheif".into();
    assert_eq!(verify(&document.to_string()).status, Some(2));
    document["query"]["waive"] = Value::Array(Vec::new());
    assert_eq!(verify(&document.to_string()).status, Some(1), "without the waiver the plan is not sound");
}

fn saved_plan() -> String {
    run("plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --format json").stdout
}

#[test]
fn a_saved_plan_is_sound() {
    let output = run_with_input("verify --catalog catalog -", saved_plan().as_bytes());
    insta::assert_snapshot!(entry("verify -", &output), @"
    $ careerpath verify -
    Sound: 1 year 9 months, 4 steps. Every rule holds in every month.
    ");
}

#[test]
fn a_plan_changed_by_hand_is_found_out() {
    let mut texts = Vec::new();
    let mut verify = |change: &dyn Fn(&mut Value)| {
        let mut document: Value = serde_json::from_str(&saved_plan()).expect("JSON");
        change(&mut document);
        let output = run_with_input("verify --catalog catalog -", document.to_string().as_bytes());
        texts.push(entry("verify -", &output));
    };
    verify(&|document| document["plans"][0]["cost"] = 1.into());
    verify(&|document| document["plans"][0]["steps"] = Value::Array(Vec::new()));
    verify(&|document| document["plans"][0]["months"] = 4_000_000_000_u32.into());
    verify(&|document| document["query"]["start_state"]["credentials"] = Value::Array(Vec::new()));
    verify(&|document| document["query"]["start_state"]["experience_months"]["nursing"] = 400.into());
    verify(&|document| document["query"]["to"]["id"] = "chieff".into());
    verify(&|document| document["query"]["standard"] = "lax".into());
    verify(&|document| document["query"]["start"] = "2026-99".into());
    verify(&|document| document["plans"][0]["steps"][0]["start"] = (-1).into());
    verify(&|document| document["plans"][0]["steps"][1]["option"] = 99.into());
    verify(&|document| document["plans"] = Value::Array(Vec::new()));
    verify(&|document| document["schema"] = "careerpath.plan/9".into());
    verify(&|document| document["catalog"]["version"] = "0.0.1".into());
    verify(&|document| {
        document["catalog"]["version"] = "0.0.1".into();
        document["query"]["to"]["id"] = "chieff".into();
    });
    insta::assert_snapshot!(texts.join("\n"));
}

#[test]
fn what_is_no_plan_is_refused() {
    let texts: Vec<String> =
        [b"".as_slice(), b"{", b"[]", b"{\"schema\": \"careerpath.plan/1\"}", b"\xff\xfe", b"null"]
            .iter()
            .map(|input| entry("verify -", &run_with_input("verify --catalog catalog -", input)))
            .collect();
    insta::assert_snapshot!(texts.join("\n"));
    let deep = "[".repeat(100_000);
    assert_eq!(run_with_input("verify --catalog catalog -", deep.as_bytes()).status, Some(2));
}
