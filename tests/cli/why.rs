//! Why a plan is as it is: what holds it up, what would help, why not another way, what it leaves.

use serde_json::Value;

use crate::run::{command, entry, finish, run, transcript};

#[test]
fn explained() {
    insta::assert_snapshot!(transcript(&[
        "plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --explain",
        "plan --catalog catalog --from nurse --to nurse --start 2026-11 --explain --quiet",
        "plan --catalog catalog --from nurse --to deputy --start 2026-11 --explain",
    ]));
}

#[test]
fn another_way() {
    insta::assert_snapshot!(transcript(&[
        "plan --catalog catalog --from nurse --years 4 --to chief --start 2026-11 --why-not ni,analyst --why-not deputy",
        "plan --catalog catalog --from nurse --years 4 --to chief --start 2026-11 --why-not ni --avoid ni",
    ]));
}

#[test]
fn ways_that_cannot_be_asked_for() {
    insta::assert_snapshot!(transcript(&[
        "plan --catalog catalog --from nurse --to chief --start 2026-11 --why-not chief",
        "plan --catalog catalog --from nurse --to chief --start 2026-11 --why-not RN",
        "plan --catalog catalog --from nurse --to chief --start 2026-11 --why-not bsn",
        "plan --catalog catalog --from nurse --to chief --start 2026-11 --why-not cheif",
    ]));
}

#[test]
fn as_json() {
    let line = "plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --explain \
                --why-not old-badge,vendor,trickster --format json";
    let output = run(line);
    let document: Value = serde_json::from_str(&output.stdout).expect("JSON");
    let plan = &document["plans"][0];
    let parts = serde_json::json!({
        "recency": plan["recency"],
        "upkeep": plan["upkeep"],
        "unused": plan["unused"],
        "explanation": plan["explanation"],
        "why_not": plan["why_not"],
    });
    insta::assert_snapshot!(format!("{parts:#}"));
    assert_eq!(run(line).stdout, output.stdout, "searches side by side do not change the bytes");
    let chain = plan["explanation"]["chain"].as_array().expect("a list");
    let months: u64 = chain.iter().map(|link| link["months"].as_u64().expect("months")).sum();
    assert_eq!(Some(months), plan["months"].as_u64());
}

/// Real routes: their chains add up too.
#[test]
fn chains_of_shipped_routes_add_up() {
    for (from, to) in [("nurse", "nurse-informaticist"), ("nurse", "cahims"), ("medical-assistant", "cca")] {
        let line = format!("plan --from {from} --to {to} --start 2026-11 --explain --format json");
        let document: Value = serde_json::from_str(&run(&line).stdout).expect("JSON");
        let plan = &document["plans"][0];
        let chain = plan["explanation"]["chain"].as_array().expect("a list");
        let months: u64 = chain.iter().map(|link| link["months"].as_u64().expect("months")).sum();
        assert_eq!(Some(months), plan["months"].as_u64(), "{from} to {to}");
    }
}

#[test]
fn in_a_narrow_terminal() {
    let line = "plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --explain";
    let words: Vec<&str> = line.split(' ').collect();
    let output = finish(command(&words).env("COLUMNS", "40"));
    let shown = entry(line, &output);
    let from = shown.find("What makes it take").expect("the chain");
    let until = shown.find("Assumptions").expect("the assumptions");
    insta::assert_snapshot!(&shown[from..until]);
}

/// The past bears no dates, and nothing is made up.
#[test]
fn what_is_not_known_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = "role = \"nurse\"\ncredentials = [\"bsn\", \"rn-license\"]\n\
                   history = [{ role = \"nurse\", years = 3 }, { role = \"analyst\", months = 12 }]\n";
    std::fs::write(folder.path().join("person.toml"), profile).expect("a file");
    let mut asked =
        command(&["plan", "--catalog", "catalog", "--to", "ni", "--start", "2026-11", "--profile"]);
    let output = finish(asked.arg(folder.path().join("person.toml")));
    let from = output.stdout.find("Recent experience").expect("the rule");
    let until = output.stdout.find("Renewal fees").expect("the fees");
    insta::assert_snapshot!(&output.stdout[from..until]);
}
