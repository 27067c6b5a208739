//! The career map, in every form of output.

use serde_json::Value;

use crate::run::{run, transcript};

#[test]
fn tree() {
    insta::assert_snapshot!(transcript(&[
        "map --catalog catalog --start 2026-11",
        "map --catalog catalog --start 2026-11 analyst --depth 1 --format tree --ascii",
        "map --catalog catalog --start 2026-11 --from nurse --years 4 --to chief",
        "map --catalog catalog --start 2026-11 --track informatics --standard competitive --profile profiles/nurse.toml",
        "map --catalog catalog --start 2026-11 --track clinical --level feeder --max-years 1 --keep-working",
    ]));
}

#[test]
fn graphs() {
    insta::assert_snapshot!(transcript(&[
        "map --catalog catalog --start 2026-11 --format dot",
        "map --catalog catalog --start 2026-11 --format dot --from nurse --years 4 --to chief",
        "map --catalog catalog --start 2026-11 --format mermaid",
        "map --catalog catalog --start 2026-11 --format mermaid chief --from nurse --years 4 --to chief",
        "map --catalog catalog --start 2026-11 --format dot nurse --depth 1 --from nurse --to masters",
        "map --catalog catalog --start 2026-11 --format mermaid nurse --depth 1 --profile profiles/newcomer.toml --to chief",
    ]));
}

#[test]
fn for_programs() {
    insta::assert_snapshot!(transcript(&[
        "map --catalog catalog --start 2026-11 --format json --from nurse --years 4 --to chief",
        "map --catalog catalog --start 2026-11 --format csv",
        "map --catalog catalog --start 2026-11 --format markdown analyst",
    ]));
}

#[test]
fn pictures() {
    let text = transcript(&[
        "map --catalog catalog --start 2026-11 --format svg",
        "map --catalog catalog --start 2026-11 --format html chief --from nurse --years 4 --to chief",
    ]);
    // An element a line; the sheets and the script are files of their own.
    let mut lines: Vec<&str> = Vec::new();
    let text = text.replace("><", ">\n<");
    let mut is_code = false;
    for line in text.lines() {
        let opens = line.starts_with("<style>") || line.starts_with("<script>");
        let closes = line.ends_with("</style>") || line.ends_with("</script>");
        if opens {
            lines.push(if line.starts_with("<style>") {
                "<style>…</style>"
            } else {
                "<script>…</script>"
            });
        } else if !is_code {
            lines.push(line);
        }
        is_code = (is_code || opens) && !closes;
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn bad_input_and_nothing() {
    insta::assert_snapshot!(transcript(&[
        "map --catalog catalog chef",
        "map --catalog catalog masters",
        "map --catalog catalog --track informatic",
        "map --catalog catalog --depth 2",
        "map --catalog catalog chief --depth 9",
        "map --catalog catalog --to chief",
        "map --catalog catalog --waive masters",
        "map --catalog catalog --from nurse --via ni",
        "map --catalog catalog --format ics",
        "map --catalog catalog --start 2026-11 --track informatics --level executive",
        "map --catalog catalog --start 2026-11 --track informatics --level executive --format mermaid",
        "map --catalog catalog --start 2026-11 --track informatics --level executive --format dot",
        "map --catalog catalog --start 2026-11 --track informatics --level executive --format csv",
        "map --catalog catalog --start 2026-11 deputy --from nurse --to deputy",
        "map --catalog catalog --start 2026-11 chief --depth 1 --from nurse --to chief --limit 1",
        "map --help",
    ]));
}

/// A picture or a page of nothing says so.
#[test]
fn nothing_in_a_picture() {
    for format in ["svg", "html"] {
        let output =
            run(&format!("map --catalog catalog --level executive --track clinical --format {format}"));
        assert_eq!(output.status, Some(0));
        assert!(output.stdout.contains(">No role matches.<"), "{}", output.stdout);
    }
}

/// What is open to a person on the map is what `reach` finds that can be applied for at once.
#[test]
fn the_position_agrees_with_reach() {
    let who = "--from nurse --years 4 --start 2026-11 --format json --quiet --limit 50";
    let document = |line: &str| -> Value { serde_json::from_str(&run(line).stdout).expect("JSON") };
    let map = document(&format!("map {who}"));
    let mut open: Vec<&str> =
        map["position"]["open"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    open.sort_unstable();
    let reach = document(&format!("reach {who} --within 1y"));
    let mut at_once: Vec<&str> = reach["roles"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|role| {
            role["steps"].as_array().is_some_and(|steps| steps.len() == 1 && steps[0]["begins"] == 0)
        })
        .filter_map(|role| role["id"].as_str())
        .collect();
    at_once.sort_unstable();
    assert!(open.len() > 5);
    assert_eq!(open, at_once);
}
