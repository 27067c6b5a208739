//! Profiles: made line by line, checked, and used where nobody else is named.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::run::{Output, command_in, entry, finish_with_input};
use crate::saved::changed_catalog;

/// A folder with the catalog of the tests, in which nobody has a profile yet.
pub(crate) fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    changed_catalog(&place.path().join("catalog"), &[]);
    place
}

/// Runs a command line in a folder, with lines on its standard input.
fn run_at(place: &Path, line: &str, input: &[&str]) -> Output {
    let input: String = input.iter().flat_map(|line| [line, "\n"]).collect();
    finish_with_input(&mut command_in(place, line), input.as_bytes())
}

fn transcript_at(place: &Path, lines: &[&str]) -> String {
    lines.iter().map(|line| entry(line, &run_at(place, line, &[]))).collect::<Vec<_>>().join("\n")
}

/// Returns the names in a folder, in order.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> =
        names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    names
}

const NEW: &str = "profile new --catalog catalog";

/// Answers to every question.
const ANSWERS: [&str; 15] = [
    "rn",
    "6 years",
    "analyst",
    "18 months",
    "",
    "",
    "management",
    "a year and a half",
    "",
    "$20k",
    "10 hours",
    "yes",
    "6",
    "deputy, vendor",
    "y",
];

#[test]
fn line_by_line() {
    let place = place();
    let made = run_at(place.path(), NEW, &ANSWERS);
    let file = fs::read_to_string(place.path().join("config/profile.toml")).expect("a profile");
    assert_eq!(names(&place.path().join("config")), ["profile.toml"], "no draft is left");
    insta::assert_snapshot!(format!("{}-- config/profile.toml --\n{file}", entry(NEW, &made)));
}

#[test]
fn every_question_skipped() {
    let place = place();
    let made = run_at(place.path(), &format!("{NEW} -o 'my profile.toml'"), &[""; 10]);
    insta::assert_snapshot!(entry("profile new -o 'my profile.toml'", &made));
    assert_eq!(names(place.path()), ["catalog", "my profile.toml"]);
    let checked = run_at(place.path(), "profile check 'my profile.toml' --catalog catalog", &[]);
    assert_eq!(checked.status, Some(0), "{}", checked.stderr);
}

#[test]
fn broken_off_by_the_end_of_input() {
    let place = place();
    let line = format!("{NEW} --quiet -o me.toml");
    let ended = run_at(place.path(), &line, &ANSWERS[..4]);
    let draft = fs::read_to_string(place.path().join("me.toml.draft.toml")).expect("a draft");
    let again = run_at(place.path(), &line, &ANSWERS);
    assert_eq!(fs::read_to_string(place.path().join("me.toml.draft.toml")).expect("a draft"), draft);
    assert_eq!(names(place.path()), ["catalog", "me.toml.draft.toml"]);
    let keys: Vec<&str> = draft.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    let check = "profile check me.toml.draft.toml --catalog catalog";
    let checked = entry(check, &run_at(place.path(), check, &[]));
    let texts = [entry("…", &ended), entry("…", &again), keys.join("\n"), checked];
    insta::assert_snapshot!(texts.join("\n"));
    // What another run has left is neither passed off as the answers of this one, nor replaced, nor removed.
    let forced = run_at(place.path(), &format!("{line} --force"), &[]);
    assert_eq!((forced.status, &forced.stderr), (Some(2), &again.stderr));
    assert_eq!(run_at(place.path(), &format!("{line} --force"), &ANSWERS).status, Some(2));
    assert_eq!(fs::read_to_string(place.path().join("me.toml.draft.toml")).expect("a draft"), draft);
    fs::remove_file(place.path().join("me.toml.draft.toml")).expect("a draft");
    let forced = run_at(place.path(), &format!("{line} --force"), &ANSWERS);
    assert_eq!((forced.status, forced.stderr.as_str()), (Some(0), ""));
    assert_eq!(names(place.path()), ["catalog", "me.toml"]);
}

#[cfg(unix)]
#[test]
fn profiles_and_drafts_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = place();
    let mode =
        |file: &str| fs::metadata(place.path().join(file)).expect("a file").permissions().mode() & 0o777;
    run_at(place.path(), &format!("{NEW} -o me.toml"), &ANSWERS);
    run_at(place.path(), &format!("{NEW} -o you.toml"), &ANSWERS[..4]);
    run_at(place.path(), NEW, &ANSWERS);
    assert_eq!(["me.toml", "you.toml.draft.toml", "config/profile.toml"].map(mode), [0o600; 3]);
    fs::set_permissions(place.path().join("me.toml"), fs::Permissions::from_mode(0o644)).expect("a file");
    run_at(place.path(), &format!("{NEW} -o me.toml --force"), &ANSWERS);
    assert_eq!(mode("me.toml"), 0o644, "its owner has shared it");
}

#[test]
fn wrong_answers() {
    let texts: Vec<String> = [
        &["nruse"][..],
        &["nurse", "since 2019"],
        &["nurse", "6y", "nurse", "0"],
        &["nurse", "6y", "", "bsn, rn"],
        &["", "", "", "managment"],
        &["", "", "", "", "lots"],
        &["", "", "", "", "2,5k"],
        &["", "", "", "", "", "200"],
        &["", "", "", "", "", "", "maybe"],
        &["", "", "", "", "", "", "", "", "cheif"],
        &["", "", "", "", "", "", "", "", "", "perhaps"],
        &[],
    ]
    .into_iter()
    .map(|answers| {
        let place = place();
        let output = run_at(place.path(), &format!("{NEW} --quiet -o me.toml"), answers);
        assert!(!place.path().join("me.toml").exists());
        entry(&format!("profile new < {answers:?}"), &output)
    })
    .collect();
    insta::assert_snapshot!(texts.join("\n"));
    let place = place();
    let endless = run_at(place.path(), &format!("{NEW} --quiet"), &[&"0".repeat(100_000)]);
    assert_eq!(endless.stderr, "error: line 1 is longer than any answer\n");
}

#[test]
fn nothing_is_overwritten_and_the_path_is_looked_at_first() {
    let place = place();
    fs::create_dir(place.path().join("config")).expect("a folder");
    for file in ["config/profile.toml", "me.toml", "other.toml.draft.toml"] {
        fs::write(place.path().join(file), "mine").expect("a file");
    }
    insta::assert_snapshot!(transcript_at(
        place.path(),
        &[
            "profile new --catalog missing",
            "profile new --catalog missing -o me.toml",
            "profile new --catalog missing -o no/such/me.toml",
            "profile new --catalog missing -o config",
            "profile new --catalog catalog -o other.toml",
            "profile new --format json",
            "profile new --save me.toml",
            "profile",
        ],
    ));
    for file in ["config/profile.toml", "me.toml", "other.toml.draft.toml"] {
        assert_eq!(fs::read_to_string(place.path().join(file)).expect("a file"), "mine");
    }
    let replaced = run_at(place.path(), &format!("{NEW} --force"), &[""; 10]);
    assert_eq!(replaced.status, Some(0), "{}", replaced.stderr);
    assert_ne!(fs::read_to_string(place.path().join("config/profile.toml")).expect("a file"), "mine");
    assert_eq!(names(place.path()), ["catalog", "config", "me.toml", "other.toml.draft.toml"]);
}

const DOUBTFUL: &str = "\
role = \"nurse\"
credentials = [\"old-badge\"]
history = [{ role = \"analyst\", months = 0 }]
experience = { management = \"6mo\", informatics = \"30mo\" }

[limits]
standard = \"minimum\"

[exceptions]
waive = [\"masters\"]
equivalent = { old-badge = \"ni\" }
";

#[test]
fn check() {
    let place = place();
    fs::write(place.path().join("doubtful.toml"), DOUBTFUL).expect("a file");
    fs::write(place.path().join("wrong.toml"), "role = \"nruse\"\nrolle = 1\n").expect("a file");
    fs::write(place.path().join("waives.toml"), "[exceptions]\nwaive = [\"cooking\"]\n").expect("a file");
    fs::write(place.path().join("full.toml"), FULL).expect("a file");
    insta::assert_snapshot!(transcript_at(
        place.path(),
        &[
            "profile check --catalog catalog",
            "profile check full.toml --catalog catalog",
            "profile check full.toml --catalog catalog --format json",
            "profile check doubtful.toml --catalog catalog",
            "profile check doubtful.toml --catalog catalog --format markdown",
            "profile check wrong.toml --catalog catalog",
            "profile check waives.toml --catalog catalog",
            "profile check missing.toml --catalog catalog",
            "profile check full.toml --catalog catalog --format csv",
        ],
    ));
}

const FULL: &str = "\
role = \"nurse\"
credentials = [\"bsn\", \"rn-license\"]
history = [{ role = \"nurse\", years = 3 }]
experience = { management = \"6mo\" }

[limits]
budget = 40000
keep-working = true
avoid = [\"deputy\"]
";

#[test]
fn the_default_profile_answers_who_is_asking() {
    let place = place();
    fs::create_dir(place.path().join("config")).expect("a folder");
    fs::write(place.path().join("config/profile.toml"), FULL).expect("a file");
    insta::assert_snapshot!(transcript_at(
        place.path(),
        &[
            "plan --catalog catalog --to ni --start 2026-11",
            "plan --catalog catalog --to ni --start 2026-11 --quiet --from nurse",
            "eligible --catalog catalog --start 2026-11 --quiet",
            "prereqs chief --catalog catalog --start 2026-11",
            "prereqs chief --catalog catalog --start 2026-11 --nobody",
            "compare ni masters --catalog catalog --start 2026-11 --nobody",
            "prereqs chief --catalog catalog --from nurse --nobody",
            "profile check --catalog catalog",
        ],
    ));
    for command in ["plan --to ni", "reach", "eligible", "keystone"] {
        let line = format!("{command} --catalog catalog --start 2026-11 --format json");
        let output = run_at(place.path(), &line, &[]);
        let document: Value = serde_json::from_str(&output.stdout).expect("JSON");
        assert_eq!(document["query"]["profile"], "config/profile.toml", "{command}");
        assert_eq!(output.stderr, "using your default profile `config/profile.toml`\n", "{command}");
        let named = run_at(place.path(), &format!("{line} --profile config/profile.toml"), &[]);
        assert_eq!(
            output.stdout.replace("your default profile ", ""),
            named.stdout,
            "{command}: the same as the profile by its name"
        );
    }
    for command in ["prereqs ni", "compare ni masters"] {
        let line = format!("{command} --catalog catalog --start 2026-11");
        let output = run_at(place.path(), &line, &[]);
        let named = run_at(place.path(), &format!("{line} --profile config/profile.toml"), &[]);
        assert_eq!(output.status, Some(0));
        assert_eq!(output.stdout.split("Assumptions").next(), named.stdout.split("Assumptions").next());
        assert_ne!(output.stdout, run_at(place.path(), &format!("{line} --nobody"), &[]).stdout);
    }
}

#[test]
fn a_plan_of_the_default_profile_is_saved_checked_and_asked_again() {
    let place = place();
    fs::create_dir(place.path().join("config")).expect("a folder");
    fs::write(place.path().join("config/profile.toml"), FULL).expect("a file");
    let plan = "plan --catalog catalog --to ni --start 2026-11 --quiet --save plan.json";
    assert_eq!(run_at(place.path(), plan, &[]).status, Some(0));
    fs::remove_file(place.path().join("config/profile.toml")).expect("a file");
    insta::assert_snapshot!(transcript_at(
        place.path(),
        &["verify plan.json --catalog catalog", "diff plan.json --catalog catalog"],
    ));
}

#[test]
fn a_default_profile_with_mistakes() {
    let place = place();
    fs::create_dir(place.path().join("config")).expect("a folder");
    fs::write(place.path().join("config/profile.toml"), "role = \"nruse\"\n").expect("a file");
    insta::assert_snapshot!(transcript_at(
        place.path(),
        &[
            "plan --catalog catalog --to ni",
            "prereqs ni --catalog catalog",
            "plan --catalog catalog --to ni --from nurse --start 2026-11 --format csv",
            "",
        ],
    ));
}

#[test]
fn config() {
    let place = place();
    let before =
        transcript_at(place.path(), &["config --catalog catalog", "config --catalog catalog --format json"]);
    run_at(place.path(), NEW, &[""; 10]);
    let after = transcript_at(place.path(), &["config --catalog catalog", "config --format csv"]);
    insta::assert_snapshot!(format!("{before}\n{after}"));
}

#[test]
fn the_folder_for_configuration() {
    let place = place();
    let folder = |name: &str, value: &str| {
        let mut command = command_in(place.path(), "config --catalog catalog --format json");
        command.env_remove("CAREERPATH_CONFIG").env(name, value);
        let output = finish_with_input(&mut command, b"");
        let document: Value = serde_json::from_str(&output.stdout).expect("JSON");
        document["folder"].as_str().map(str::to_owned)
    };
    assert_eq!(folder("CAREERPATH_CONFIG", "/there").as_deref(), Some("/there"));
    if cfg!(target_os = "linux") {
        assert_eq!(folder("XDG_CONFIG_HOME", "/xdg").as_deref(), Some("/xdg/careerpath"));
        assert_eq!(folder("CAREERPATH_CONFIG", ""), folder("CAREERPATH_CONFIG_UNUSED", ""));
    }
}

#[test]
fn first_screen() {
    let place = place();
    let stranger = run_at(place.path(), "", &[]);
    fs::create_dir(place.path().join("config")).expect("a folder");
    fs::write(place.path().join("config/profile.toml"), "role = \"nurse\"\n").expect("a file");
    let known = run_at(place.path(), "", &[]);
    insta::assert_snapshot!([entry("", &stranger), entry("", &known)].join("\n"));
    for output in [stranger, known] {
        assert!(output.stdout.lines().count() < 24, "it fits, with the prompt below it");
        assert!(output.stdout.lines().all(|line| line.chars().count() <= 80));
        let commands = output.stdout.lines().filter_map(|line| line.strip_prefix("  careerpath "));
        let mut ran = 0;
        for command in commands.filter(|command| !command.starts_with("profile new")) {
            let command = command.split("  ").next().unwrap_or_default();
            let output = run_at(place.path(), command, &[]);
            assert_eq!(output.status, Some(0), "{command}: {}", output.stderr);
            let answer = match command.split_once(" -o ") {
                Some((_, file)) => fs::read_to_string(place.path().join(file)).expect("a file"),
                None => output.stdout,
            };
            assert!(answer.lines().count() > 10, "{command} says something");
            ran += 1;
        }
        assert!(ran >= 8, "only {ran} commands were found");
    }
}
