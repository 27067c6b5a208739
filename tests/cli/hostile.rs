//! Files, paths and arguments of somebody who means no good: each ends at once, in words, and nothing in it acts on the
//! terminal.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::profile::place;
use crate::run::{Output, command_in, entry, finish, finish_with_input};

/// Texts that would clear the screen, set its title, make a link, turn the line, hide a letter, or end a line.
const TEXTS: [&str; 9] = [
    "\u{1b}[2J",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]8;;https://example.org\u{1b}\\here",
    "\u{9b}2J\u{85}",
    "\u{202e}txt.exe",
    "\u{2066}\u{200f}\u{61c}",
    "a\u{200b}b\u{2060}c\u{feff}\u{ad}d",
    "\u{2028}\u{2029}\u{7f}",
    "\u{e0041}\u{200d}x",
];

fn run_in(place: &Path, line: &str) -> Output {
    finish(&mut command_in(place, line))
}

/// Tells whether a character does something to a terminal or a reader other than appear; a line may end.
pub(crate) fn acts(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}')
        || matches!(letter, '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{E0000}'..='\u{E007F}')
}

fn assert_inert(line: &str, output: &Output) {
    for text in [&output.stdout, &output.stderr] {
        assert!(!text.contains(acts), "{}: {}", line.escape_debug(), text.escape_debug());
    }
    assert!(matches!(output.status, Some(0..=2)), "{}: {:?}", line.escape_debug(), output.status);
}

/// Writes a text as a TOML string.
fn quoted(text: &str) -> String {
    let escaped: Vec<String> = text.chars().map(|letter| format!("\\U{:08x}", u32::from(letter))).collect();
    let escaped = escaped.concat();
    format!("\"{escaped}\"")
}

/// Writes a catalog in which each credential asks for the next one.
pub(crate) fn chain(folder: &Path, length: usize) {
    let mut text = String::new();
    for number in 0..length {
        let next = if number + 1 < length { format!("\"c{}\"", number + 1) } else { String::new() };
        let _ = write!(
            text,
            "[[credential]]\nid = \"c{number}\"\nname = \"C{number}\"\nkind = \"degree\"\nrequires = [{next}]\n\
             [[credential.study]]\nmode = \"part-time\"\nmonths = 1\n"
        );
    }
    fs::create_dir_all(folder).expect("a folder");
    fs::write(folder.join("a.toml"), text).expect("a file");
}

/// What walks along requirements does not recurse as deep as they go.
#[test]
fn a_long_chain_of_requirements_is_followed() {
    let place = place();
    chain(&place.path().join("long"), 20_000);
    let mut circle = fs::read_to_string(place.path().join("long/a.toml")).expect("a file");
    circle = circle.replace("requires = []", "requires = [\"c0\"]");
    fs::create_dir(place.path().join("circle")).expect("a folder");
    fs::write(place.path().join("circle/a.toml"), circle).expect("a file");
    for (line, status) in [
        ("prereqs c0 --deep --catalog long", 0),
        ("prereqs c0 --deep --catalog long --format json", 0),
        ("show c0 --catalog long", 0),
        ("check circle", 1),
    ] {
        let output = run_in(place.path(), line);
        assert_eq!(output.status, Some(status), "{line}: {}", output.stderr);
    }
}

#[test]
fn nothing_in_a_bad_catalog_acts() {
    let place = place();
    for text in TEXTS {
        // Once as it is, where TOML takes it or is broken by it, and once escaped.
        for value in [format!("\"{text}\""), format!("'''{text}"), quoted(text), text.to_owned()] {
            let role = "title = \"R\"\ntrack = \"t\"\nlevel = \"entry\"\n";
            let catalog = format!(
                "[[role]]\nid = {value}\n{role}[[role]]\nid = {value}\n{role}requires = [{value}]\n\
                 aliases = [{value}, {value}]\n{value} = 1\n[[role]]\nid = \"x\"\nlevel = {value} # {text}\n"
            );
            fs::create_dir_all(place.path().join("bad/wages")).expect("a folder");
            fs::write(place.path().join("bad/a.toml"), catalog).expect("a file");
            let table = format!("# source = {value}\nsoc,area,{text}\n{text},\"{text}\",1\n");
            fs::write(place.path().join("bad/wages/w.csv"), table).expect("a file");
            for line in [
                "check bad",
                "check bad --format json",
                "check bad --format markdown",
                "check bad --format html",
                "check bad --format sarif",
                "check bad --fix --dry-run",
                "roles --catalog bad",
            ] {
                let output = run_in(place.path(), line);
                assert_inert(line, &output);
                let finds = output.status != Some(0) || line.ends_with("--dry-run");
                assert!(finds, "{line} finds nothing: {}", output.stdout);
            }
        }
    }
}

#[test]
fn nothing_in_a_profile_acts() {
    let place = place();
    for text in TEXTS {
        for value in [format!("\"{text}\""), quoted(text), text.to_owned()] {
            for profile in [
                format!("role = {value}\n"),
                format!("credentials = [{value}]\nhistory = [{{ role = {value}, years = {value} }}]\n"),
                format!("[limits]\nstandard = {value}\navoid = [{value}]\n{value} = 1\n"),
                format!("experience = {{ {value} = \"1y\" }}\n"),
                format!("role = \"nurse\"\n[exceptions]\nwaive = [{value}]\n"),
            ] {
                fs::write(place.path().join("me.toml"), profile).expect("a file");
                for line in [
                    "profile check me.toml --catalog catalog",
                    "profile check me.toml --catalog catalog --format json",
                    "plan --to ni --profile me.toml --catalog catalog --start 2026-11",
                    "reach --profile me.toml --catalog catalog --start 2026-11",
                ] {
                    assert_inert(line, &run_in(place.path(), line));
                }
            }
        }
    }
}

#[test]
fn nothing_in_a_saved_plan_acts() {
    let place = place();
    let save = "plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --quiet --save plan.json";
    assert_eq!(run_in(place.path(), save).status, Some(0));
    let saved = fs::read_to_string(place.path().join("plan.json")).expect("a file");
    let saved: serde_json::Value = serde_json::from_str(&saved).expect("JSON");
    let text = TEXTS.concat();
    for pointer in [
        "/schema",
        "/catalog/name",
        "/catalog/version",
        "/catalog/currency",
        "/outcome",
        "/query/start",
        "/query/standard",
        "/query/objective",
        "/query/from",
        "/query/to/id",
        "/query/to/kind",
        "/query/pay/percentile",
        "/query/pay/area",
        "/query/limits/avoid_roles",
        "/query/start_state/credentials/0",
        "/plans/0/steps/0/kind",
        "/plans/0/steps/0/id",
        "/plans/0/steps/1/mode",
        "/plans/0/steps/1/role",
    ] {
        let mut document = saved.clone();
        let value = document.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}"));
        *value = if value.is_array() { vec![text.as_str()].into() } else { text.as_str().into() };
        fs::write(place.path().join("bad.json"), document.to_string()).expect("a file");
        for line in [
            "verify bad.json --catalog catalog",
            "verify bad.json --catalog catalog --format json",
            "diff bad.json --catalog catalog",
            "diff plan.json bad.json --catalog catalog",
            "diff plan.json bad.json --catalog catalog --format json",
            "diff plan.json bad.json --catalog catalog --format html",
            "diff plan.json bad.json --catalog catalog --format markdown",
        ] {
            assert_inert(line, &run_in(place.path(), line));
        }
    }
    for text in TEXTS {
        fs::write(place.path().join("bad.json"), format!("{{\"schema\": {text}")).expect("a file");
        assert_inert(text, &run_in(place.path(), "verify bad.json --catalog catalog"));
    }
}

/// Numbers of a plan may be any: they are refused or counted, and never more than that.
#[test]
fn numbers_of_a_saved_plan_may_be_any() {
    let place = place();
    let save = "plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --quiet --save plan.json";
    assert_eq!(run_in(place.path(), save).status, Some(0));
    let saved = fs::read_to_string(place.path().join("plan.json")).expect("a file");
    let saved: serde_json::Value = serde_json::from_str(&saved).expect("JSON");
    for pointer in [
        "/query/search_months",
        "/query/minimum_stay_months",
        "/query/limits/max_months",
        "/query/limits/budget",
        "/query/limits/study_hours_per_week",
        "/query/pay/horizon_months",
        "/query/state_limit",
        "/query/start_state/role_months/nurse",
        "/plans/0/months",
        "/plans/0/cost",
        "/plans/0/net_pay",
        "/plans/0/at_least_months",
        "/plans/0/job_changes",
        "/plans/0/steps/0/start",
        "/plans/0/steps/1/end",
        "/plans/0/steps/1/cost",
        "/plans/0/steps/1/option",
    ] {
        for number in [0, i64::from(u32::MAX), i64::MAX, i64::MIN] {
            let mut document = saved.clone();
            *document.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = number.into();
            fs::write(place.path().join("bad.json"), document.to_string()).expect("a file");
            for line in [
                "verify bad.json --catalog catalog",
                "diff bad.json --catalog catalog",
                "diff plan.json bad.json --catalog catalog",
            ] {
                assert_inert(&format!("{line} {pointer} {number}"), &run_in(place.path(), line));
            }
        }
    }
}

#[test]
fn nothing_in_an_argument_or_a_path_acts() {
    let place = place();
    for text in TEXTS {
        for line in [
            "--catalog catalog show",
            "--catalog catalog plan --to ni --from",
            "--catalog catalog plan --from nurse --to ni --budget",
            "--catalog catalog plan --from nurse --to ni --start",
            "--catalog catalog plan --from nurse --to ni --profile",
            "--catalog catalog plan --from nurse --to ni --waive",
            "--catalog catalog roles --level",
            "--catalog catalog salary --state",
            "--catalog",
            "roles --with",
            "roles --format",
            "check",
            "verify",
            "diff",
            "help",
            "generate completions",
            "generate man --folder",
            "roles --catalog catalog -o missing/",
            "",
            "--",
        ] {
            let mut command = command_in(place.path(), line);
            assert_inert(line, &finish(command.arg(text)));
            let mut command = command_in(place.path(), line);
            assert_inert(line, &finish(command.arg(format!("--{text}={text}"))));
        }
    }
}

#[cfg(unix)]
#[test]
fn nothing_in_the_name_of_a_file_acts() {
    use std::os::unix::fs::symlink;

    let place = place();
    // What a file may be called; a slash it may not.
    for text in TEXTS.iter().filter(|text| !text.contains('/')) {
        let name = format!("{text}.toml");
        let folder = place.path().join(text);
        fs::create_dir(&folder).expect("a folder");
        fs::write(folder.join(&name), "[[role]]\nid = 7\n").expect("a file");
        symlink("/dev/null", folder.join(format!("z{name}"))).expect("a link");
        fs::write(place.path().join(&name), "role = 7\n").expect("a file");
        symlink(&name, place.path().join(format!("l{name}"))).expect("a link");
        for line in
            ["check", "check --format json", "roles --catalog", "roles --with", "roles --catalog catalog -o"]
        {
            let mut command = command_in(place.path(), line);
            assert_inert(line, &finish(command.arg(text)));
        }
        for line in ["profile check", "verify", "plan --to ni --profile", "roles --catalog catalog -o"] {
            for name in [name.clone(), format!("l{name}")] {
                let mut command = command_in(place.path(), line);
                assert_inert(line, &finish(command.arg(name)));
            }
        }
    }
}

/// Whatever stands in the place of a file, it is said at once what is wrong.
#[cfg(target_os = "linux")]
#[test]
fn what_is_no_file_is_refused_at_once() {
    let place = place();
    let endless = vec![b'1'; 17 << 20];
    let mut texts = Vec::new();
    for line in [
        "check /dev/null",
        "check /dev/zero",
        "roles --catalog /dev/null",
        "roles --catalog missing",
        "roles --catalog catalog/roles.toml",
        "profile check /dev/zero --catalog catalog",
        "profile check /dev/null --catalog catalog",
        "profile check catalog --catalog catalog",
        "plan --to ni --profile /dev/zero --catalog catalog",
        "verify /dev/zero --catalog catalog",
        "verify /dev/null --catalog catalog",
        "verify catalog --catalog catalog",
        "verify - --catalog catalog",
        "diff - --catalog catalog",
    ] {
        let output = finish_with_input(&mut command_in(place.path(), line), &endless);
        assert_inert(line, &output);
        texts.push(entry(line, &output));
    }
    insta::assert_snapshot!(texts.join("\n"));
}

/// A file that leads out of a catalog, or is none, may be missed: that it is passed over is said.
#[cfg(unix)]
#[test]
fn what_is_passed_over_is_said() {
    use std::os::unix::fs::symlink;

    let place = place();
    let folder = place.path().join("catalog");
    let role = "[[role]]\nid = \"outside\"\ntitle = \"Outside\"\ntrack = \"t\"\nlevel = \"entry\"\n";
    fs::write(place.path().join("outside.toml"), role).expect("a file");
    symlink("../outside.toml", folder.join("x.toml")).expect("a link");
    symlink("..", folder.join("up")).expect("a link");
    symlink(".", folder.join("circle")).expect("a link");
    let made = std::process::Command::new("mkfifo").arg(folder.join("y.toml")).status().expect("mkfifo");
    assert!(made.success());
    let mut texts = Vec::new();
    for line in [
        "show outside --catalog catalog",
        "roles --catalog catalog --format csv",
        "roles --catalog catalog --format csv --quiet",
    ] {
        let mut output = run_in(place.path(), line);
        if line.starts_with("roles") {
            output.stdout.clear();
        }
        texts.push(entry(line, &output));
    }
    let checked = run_in(place.path(), "check catalog --format json").stdout;
    let checked: serde_json::Value = serde_json::from_str(&checked).expect("JSON");
    let codes: Vec<&str> = checked["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["code"].as_str())
        .collect();
    assert_eq!(codes[..3], ["outside-link", "outside-link", "special-file"]);
    let files = |report: &serde_json::Value| -> Vec<String> {
        let found = report["diagnostics"].as_array().into_iter().flatten();
        found.filter_map(|one| one["file"].as_str()).map(str::to_owned).collect()
    };
    assert_eq!(files(&checked)[..3], ["up", "x.toml", "y.toml"]);
    assert!(checked["diagnostics"][0]["line"].is_null());
    fs::create_dir(place.path().join("over")).expect("a folder");
    symlink("../outside.toml", place.path().join("over/z.toml")).expect("a link");
    let laid = run_in(place.path(), "check catalog --with over --format json").stdout;
    let laid: serde_json::Value = serde_json::from_str(&laid).expect("JSON");
    assert_eq!(files(&laid)[..4], ["catalog/up", "catalog/x.toml", "catalog/y.toml", "over/z.toml"]);
    let services = run_in(place.path(), "check catalog --format sarif").stdout;
    let services: serde_json::Value = serde_json::from_str(&services).expect("JSON");
    let places = &services["runs"][0]["results"][0]["locations"];
    assert_eq!(
        *places,
        serde_json::json!([{ "physicalLocation": { "artifactLocation": { "uri": "catalog/up" } } }])
    );
    insta::assert_snapshot!(texts.join("\n"));
}
