//! Plans that are saved, checked again and compared.

use std::fs;
use std::path::Path;

use careerpath::limits::PLAN_STATES;
use careerpath::planner::DEFAULT_MEMORY_LIMIT;
use serde_json::Value;

use crate::run::{Output, command, entry, finish, folder, run, run_with_input};

/// Runs a command line in which `FOLDER` stands for a folder.
fn run_in(folder: &Path, line: &str) -> Output {
    run(&line.replace("FOLDER", &folder.to_string_lossy()))
}

/// Writes down commands in whose lines `FOLDER` stands for a folder.
fn transcript_in(folder: &Path, lines: &[&str]) -> String {
    let text = |line: &&str| entry(line, &run_in(folder, line));
    lines.iter().map(text).collect::<Vec<_>>().join("\n").replace(&*folder.to_string_lossy(), "FOLDER")
}

/// Copies the catalog of the tests, with changes.
pub(crate) fn changed_catalog(to: &Path, changes: &[(&str, &str, &str)]) {
    let from = folder().join("catalog");
    fs::create_dir_all(to.join("wages")).expect("a folder");
    for part in [from.clone(), from.join("wages")] {
        for file in fs::read_dir(part).expect("a folder").flatten().filter(|file| file.path().is_file()) {
            let path = file.path();
            let name = path.strip_prefix(&from).expect("a path");
            let mut text = fs::read_to_string(&path).expect("a file");
            for (_, old, new) in changes.iter().filter(|(file, _, _)| Path::new(file) == name) {
                assert!(text.contains(old), "{old}");
                text = text.replace(old, new);
            }
            fs::write(to.join(name), text).expect("a file");
        }
    }
}

/// Whatever the option, what is saved is what `--format json` prints; it is sound, and asked again it is the same.
#[test]
fn every_option_is_saved_and_read_back() {
    for options in [
        "--to specialist",
        "--to chief --waive 'masters,informatics experience'",
        "--to specialist --equivalent rn-license=ni",
        "--to specialist --via masters,nurse",
        "--to ni --to vendor",
        "--to specialist --to ni",
        "--to specialist --by cost",
        "--to specialist --by changes",
        "--to specialist --by pay --horizon 6 --percentile p25 --area ohio",
        "--to specialist --trade-offs",
        "--to specialist --alternatives 2",
        "--to specialist --avoid deputy,ni",
        "--to specialist --budget 1k --max-years 4 --keep-working --study-hours 8",
        "--to analyst --standard minimum --search-months 5 --min-stay 0 --limit 77",
        "--to analyst --prove",
        "--to deputy",
        "--to nurse",
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let plan = format!("plan --catalog catalog --from nurse --years 3 --start 2026-11 {options}");
        let saving = run_in(folder.path(), &format!("{plan} --save FOLDER/plan.json"));
        let status = i32::from(options == "--to deputy");
        assert_eq!(saving.status, Some(status), "{options}: {}", saving.stderr);
        assert_eq!(saving.stdout, run(&plan).stdout, "{options}");
        let saved = fs::read_to_string(folder.path().join("plan.json")).expect("a file");
        assert_eq!(saved, run(&format!("{plan} --format json")).stdout, "{options}");
        if status == 0 {
            let verified = run_in(folder.path(), "verify --catalog catalog FOLDER/plan.json");
            assert_eq!(verified.status, Some(0), "{options}: {}{}", verified.stdout, verified.stderr);
        }
        let again = run_in(folder.path(), "diff --catalog catalog FOLDER/plan.json --format json");
        assert_eq!(again.status, Some(0), "{options}: {}{}", again.stdout, again.stderr);
        let document: Value = serde_json::from_str(&again.stdout).expect("JSON");
        assert_eq!((&document["same"], &document["again"]), (&true.into(), &true.into()), "{options}");
    }
}

#[test]
fn a_saved_plan_is_never_overwritten_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = "plan --catalog catalog --from nurse --years 4 --to ni --start 2026-11 --quiet";
    let save = |more: &str| run_in(folder.path(), &format!("{plan} --save FOLDER/plan.json {more}"));
    assert_eq!(save("").status, Some(0));
    let path = folder.path().join("plan.json");
    fs::write(&path, "mine").expect("a file");
    let refused = save("");
    assert_eq!(refused.status, Some(2));
    assert!(refused.stderr.contains("exists already"), "{}", refused.stderr);
    // The catalog is missing too, but the path is looked at first.
    let missing = "plan --catalog missing --from nurse --to ni --save FOLDER/no/such/plan.json";
    let nowhere = run_in(folder.path(), missing);
    assert!(nowhere.stderr.contains("cannot write"), "{}", nowhere.stderr);
    assert_eq!(fs::read_to_string(&path).expect("a file"), "mine");
    assert_eq!(save("--force").status, Some(0));
    assert_ne!(fs::read_to_string(&path).expect("a file"), "mine");
    let both = save("--force --output FOLDER/./plan.json");
    assert_eq!(both.status, Some(2));
    assert!(both.stderr.contains("is the file of `--output` too"), "{}", both.stderr);
    let failed = run_in(folder.path(), &format!("{plan} --to nobody --save FOLDER/other.json"));
    assert_eq!(failed.status, Some(2));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left lying about");
}

#[test]
fn two_plans() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = "plan --catalog catalog --from nurse --start 2026-11 --quiet";
    for (name, options) in [
        ("old", "--years 4 --to specialist"),
        (
            "new",
            "--years 4 --to specialist --avoid ni --budget 50k --standard competitive --waive masters@ni",
        ),
        ("later", "--years 5 --to specialist --start 2027-11"),
        ("none", "--to deputy"),
        ("excused", "--years 4 --to specialist --equivalent vendor=masters --keep-working --limit 400"),
    ] {
        let plan = plan.replace("--start 2026-11", if name == "later" { "" } else { "--start 2026-11" });
        let saved = run_in(folder.path(), &format!("{plan} {options} --save FOLDER/{name}.json"));
        assert!(matches!(saved.status, Some(0 | 1)), "{name}: {}", saved.stderr);
    }
    insta::assert_snapshot!(transcript_in(
        folder.path(),
        &[
            "diff --catalog catalog FOLDER/old.json FOLDER/new.json",
            "diff --catalog catalog FOLDER/old.json FOLDER/later.json",
            "diff --catalog catalog FOLDER/old.json FOLDER/none.json",
            "diff --catalog catalog FOLDER/none.json FOLDER/excused.json",
            "diff --catalog catalog FOLDER/none.json",
            "diff --catalog catalog FOLDER/old.json FOLDER/new.json --format json",
        ]
    ));
    let words = ["diff", "--catalog", "catalog"];
    let files = ["old.json", "new.json"].map(|name| folder.path().join(name));
    let narrow = finish(command(&words).args(files).env("COLUMNS", "40"));
    assert_eq!(narrow.status, Some(1));
    assert!(narrow.stdout.lines().all(|line| line.chars().count() <= 40), "{}", narrow.stdout);
}

/// A law changes, a price rises, a course gets longer: what that does to the plan of somebody who asked before.
#[test]
fn the_question_asked_again() {
    let place = tempfile::tempdir().expect("a folder");
    let version = ("catalog.toml", "version = \"1.2.3\"", "version = \"1.3.0\"");
    let course = "mode = \"part-time\"\nmonths = 4\nhours-per-week = 6\ncost = { amount = 395";
    let longer = "mode = \"part-time\"\nmonths = 6\nhours-per-week = 6\ncost = { amount = 895";
    changed_catalog(&place.path().join("renamed"), &[version]);
    changed_catalog(&place.path().join("dearer"), &[version, ("credentials.toml", course, longer)]);
    let strict = "{ role = \"analyst\", years = 1 }";
    changed_catalog(
        &place.path().join("stricter"),
        &[version, ("roles.toml", strict, "{ role = \"deputy\", years = 1 }")],
    );
    changed_catalog(
        &place.path().join("gone"),
        &[version, ("roles.toml", "id = \"specialist\"", "id = \"expert\"")],
    );
    let save = "plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --quiet";
    assert_eq!(run_in(place.path(), &format!("{save} --save FOLDER/plan.json")).status, Some(0));
    insta::assert_snapshot!(transcript_in(
        place.path(),
        &[
            "diff --catalog FOLDER/renamed FOLDER/plan.json --again",
            "diff --catalog FOLDER/dearer FOLDER/plan.json",
            "diff --catalog FOLDER/stricter FOLDER/plan.json",
            "diff --catalog FOLDER/gone FOLDER/plan.json",
        ]
    ));
}

/// A file cannot make the search for its new answer go on for ever.
#[test]
fn a_question_that_is_asked_again_has_an_end() {
    let place = tempfile::tempdir().expect("a folder");
    let save = "plan --catalog catalog --from nurse --years 4 --to ni --start 2026-11 --quiet --save FOLDER/plan.json";
    assert_eq!(run_in(place.path(), save).status, Some(0));
    let saved = fs::read_to_string(place.path().join("plan.json")).expect("a file");
    let states = "the search for the new answer stops after 1,000,000 states, whatever the file says\n";
    let memory = "the search for the new answer takes no more memory than usual, whatever the file says\n";
    for (key, limit, said) in [
        ("state_limit", PLAN_STATES.into(), ""),
        ("state_limit", (PLAN_STATES + 1).into(), states),
        ("state_limit", u64::MAX.into(), states),
        ("state_limit", Value::Null, states),
        ("memory_limit", Value::Null, ""),
        ("memory_limit", DEFAULT_MEMORY_LIMIT.into(), ""),
        ("memory_limit", (DEFAULT_MEMORY_LIMIT + 1).into(), memory),
    ] {
        let mut document: Value = serde_json::from_str(&saved).expect("JSON");
        document["query"][key] = limit;
        fs::write(place.path().join("plan.json"), document.to_string()).expect("a file");
        let again = run_in(place.path(), "diff --catalog catalog FOLDER/plan.json");
        assert_eq!(
            (again.status, again.stderr.as_str()),
            (Some(0), said),
            "{key}: {}",
            document["query"][key]
        );
    }
}

#[test]
fn what_cannot_be_compared() {
    let place = tempfile::tempdir().expect("a folder");
    let save = "plan --catalog catalog --from nurse --years 4 --to ni --start 2026-11 --quiet --save FOLDER/plan.json";
    assert_eq!(run_in(place.path(), save).status, Some(0));
    let write = |name: &str, bytes: &[u8]| fs::write(place.path().join(name), bytes).expect("a file");
    write("empty.json", b"");
    write("binary.json", b"\x7fELF\xff\xfe");
    write("roles.json", run("roles --catalog catalog --format json").stdout.as_bytes());
    let saved = fs::read_to_string(place.path().join("plan.json")).expect("a file");
    let altered = |name: &str, change: &dyn Fn(&mut Value)| {
        let mut document: Value = serde_json::from_str(&saved).expect("JSON");
        change(&mut document);
        write(name, document.to_string().as_bytes());
    };
    altered("month.json", &|document| document["query"]["start"] = "2026-99".into());
    altered("outcome.json", &|document| document["outcome"] = "maybe".into());
    altered("step.json", &|document| document["plans"][0]["steps"][0]["kind"] = "nap".into());
    altered("objective.json", &|document| document["query"]["objective"] = "fun".into());
    altered("percentile.json", &|document| document["query"]["pay"]["percentile"] = "p33".into());
    altered("area.json", &|document| document["query"]["pay"]["area"] = "Atlantis".into());
    altered("huge.json", &|document| {
        document["plans"][0]["months"] = u32::MAX.into();
        document["plans"][0]["cost"] = i64::MIN.into();
        document["plans"][0]["steps"][0]["start"] = u32::MAX.into();
    });
    altered("hostile.json", &|document| {
        document["plans"][0]["steps"][0]["id"] = "\u{1b}[31mred\u{202e}".into();
    });
    insta::assert_snapshot!(transcript_in(
        place.path(),
        &[
            "diff",
            "diff --catalog catalog FOLDER/plan.json FOLDER/../missing.json",
            "diff --catalog catalog FOLDER",
            "diff --catalog catalog FOLDER/plan.json FOLDER/./plan.json",
            "diff --catalog catalog - -",
            "diff --catalog catalog FOLDER/plan.json FOLDER/plan.json --again",
            "diff --catalog catalog FOLDER/empty.json",
            "diff --catalog catalog FOLDER/plan.json FOLDER/binary.json",
            "diff --catalog catalog FOLDER/roles.json",
            "diff --catalog catalog FOLDER/plan.json FOLDER/month.json",
            "diff --catalog catalog FOLDER/plan.json FOLDER/outcome.json",
            "diff --catalog catalog FOLDER/plan.json FOLDER/step.json",
            "diff --catalog catalog FOLDER/objective.json",
            "diff --catalog catalog FOLDER/percentile.json",
            "diff --catalog catalog FOLDER/area.json",
            "diff --catalog catalog FOLDER/plan.json --format csv",
        ]
    ));
    for file in ["huge", "hostile"] {
        for form in ["table", "json"] {
            let line = format!("diff --catalog catalog FOLDER/plan.json FOLDER/{file}.json --format {form}");
            let output = run_in(place.path(), &line);
            assert_eq!(output.status, Some(1), "{file}: {}", output.stderr);
            assert!(!output.stdout.contains(['\u{1b}', '\u{202e}']), "{}", output.stdout);
        }
    }
    let piped = run_with_input("diff --catalog catalog -", saved.as_bytes());
    assert_eq!(piped.status, Some(0), "{}", piped.stderr);
}

#[test]
fn help() {
    insta::assert_snapshot!(crate::run::transcript(&["diff --help"]));
}
