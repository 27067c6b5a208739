//! Folders laid over the catalog.

use std::fs;

use serde_json::Value;

use super::run::{command_in, finish, run, transcript};

#[test]
fn a_ladder() {
    insta::assert_snapshot!(transcript(&[
        "show 'boss of bosses' --catalog catalog --with ladder",
        "plan --from nurse --years 4 --to chief --start 2026-11 --catalog catalog --with ladder",
        "check --catalog catalog --with ladder",
        "check catalog --with ladder --format json",
        "show old-badge --catalog catalog --with ladder",
    ]));
}

#[test]
fn clashes_and_folders_that_are_none() {
    insta::assert_snapshot!(transcript(&[
        "roles --catalog catalog --with ./catalog",
        "roles --with ladder --with ladder",
        "roles --catalog catalog --with bad",
        "roles --with ladder",
        "roles --catalog ladder",
        "roles --with nowhere",
        "roles --with ladder/roles.toml",
        "roles --catalog nowhere",
        "check nowhere --catalog catalog",
    ]));
}

#[test]
fn a_folder_of_ones_own_is_used_and_said() {
    let place = tempfile::tempdir().expect("a folder");
    let own = place.path().join("own/catalog");
    fs::create_dir_all(&own).expect("a folder");
    let role =
        "[[role]]\nid = \"tea-maker\"\ntitle = \"Tea maker\"\ntrack = \"clinical\"\nlevel = \"entry\"\n";
    fs::write(own.join("tea.toml"), role).expect("a file");
    let said = |line: &str| {
        let output = finish(&mut command_in(place.path(), line));
        (output.status, output.stdout.lines().next().unwrap_or_default().to_owned(), output.stderr)
    };
    let (status, first, talk) = said("show tea-maker");
    assert_eq!((status, first.as_str()), (Some(0), "Tea maker (tea-maker), a role"));
    assert_eq!(talk, "using your own catalog `own/catalog`\n");
    assert_eq!(said("show tea-maker --quiet").2, "");
    let (status, _, talk) = said("show tea-maker --no-own-catalog");
    assert_eq!(status, Some(2));
    assert!(!talk.contains("using your own catalog"), "{talk}");
    // A catalog that is named is used as it is.
    let elsewhere = format!("show nurse --catalog '{}'", super::run::folder().join("catalog").display());
    assert_eq!(said(&elsewhere).2, "");
    fs::write(own.join("tea.toml"), role.replace("tea-maker", "cnio")).expect("a file");
    insta::assert_snapshot!(said("show nurse").2);
    let output = finish(&mut command_in(place.path(), "config"));
    let catalog = output.stdout.lines().find(|line| line.starts_with("Catalog"));
    assert_eq!(
        (output.status, catalog),
        (Some(2), Some("Catalog: with mistakes: `careerpath check` shows them (inside the program)"))
    );
    assert!(output.stderr.contains("own/catalog/tea.toml:2"), "{}", output.stderr);
    assert_eq!(run("show nurse --quiet").status, Some(0));
}

/// What a folder breaks in the files below it is its own mistake; what is wrong there without it is not.
#[test]
fn what_a_folder_breaks_below_is_shown() {
    let place = tempfile::tempdir().expect("a folder");
    let file = |path: &str, text: &str| {
        let path = place.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let roles = ["cnio", "nurse-informaticist", "nursing-informatics-manager"];
    let taken = roles.map(|role| format!("[[role]]\nextends = \"{role}\"\nwithout = [\"gives\"]\n"));
    file("takes/roles.toml", &taken.join("\n"));
    file(
        "strict/catalog.toml",
        "[lints]\nold-source = \"deny\"\nunsourced-fact = { level = \"deny\", facts = 0 }\n",
    );
    let found = |line: &str| {
        let output = finish(&mut command_in(place.path(), line));
        let report: Value = serde_json::from_str(&output.stdout).expect("JSON");
        let found = report["diagnostics"].as_array().expect("a list").clone();
        assert_eq!(output.status, Some(i32::from(!found.is_empty())));
        found
    };
    let broken = found("check --with takes --month 2026-11 --format json");
    assert!(!broken.is_empty());
    for one in &broken {
        assert_eq!(one["code"], "experience-nobody-gives");
        assert!(one["file"].as_str().is_some_and(|file| file.starts_with("shipped/")), "{one}");
    }
    // In twenty years the shipped catalog is old, and nobody's folder has made it so.
    assert!(!found("check --month 2046-11 --format json").is_empty());
    assert_eq!(found("check --with takes --month 2046-11 --format json"), broken);
    assert_eq!(found("check --with strict --month 2046-11 --format json"), [Value::Null; 0]);
}

/// A folder that fits the shipped catalog may not fit one's own on top of that.
#[test]
fn ones_own_catalog_may_stand_in_the_way() {
    let place = tempfile::tempdir().expect("a folder");
    let header = "name = \"Ladder\"\nremoves = [\"associate-cmio\"]\n";
    for folder in ["own/catalog", "ladder", "broken"] {
        let folder = place.path().join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("catalog.toml"), header.replace("associate-cmio", "cnio-of-cnios"))
            .expect("a file");
        if !folder.ends_with("broken") {
            fs::write(folder.join("catalog.toml"), header).expect("a file");
        }
    }
    let said = |line: &str| {
        let output = finish(&mut command_in(place.path(), line));
        (output.status, output.stderr)
    };
    insta::assert_snapshot!(said("check --with ladder").1);
    let (status, talk) = said("roles --with ladder");
    assert_eq!(status, Some(2));
    insta::assert_snapshot!(talk);
    assert_eq!(said("check --with ladder --no-own-catalog"), (Some(0), String::new()));
    let used = "using your own catalog `own/catalog`\n".to_owned();
    assert_eq!(said("check --with broken"), (Some(1), used.clone()));
    assert_eq!(said("check"), (Some(0), used));
}

/// The hospital's ladder that the documents start from.
const HOSPITAL: &str = "--with ../../examples/catalogs/hospital";

#[test]
fn the_example_of_a_hospital() {
    let lines = [
        "check",
        "prereqs lead-nurse-informaticist",
        "show nurse-informaticist-2",
        "plan --from nurse --years 3 --to lead-nurse-informaticist --start 2026-11",
        "plan --from nurse --years 3 --to associate-cmio --start 2026-11",
    ];
    let lines: Vec<String> = lines.iter().map(|line| format!("{line} {HOSPITAL}")).collect();
    insta::assert_snapshot!(transcript(&lines.iter().map(String::as_str).collect::<Vec<_>>()));
}

#[test]
fn the_example_of_a_hospital_changes_the_top_of_the_ladder() {
    // The chief's own list of requirements stands in place of the shipped one.
    let shipped = run("prereqs cnio").stdout;
    let ours = run(&format!("prereqs cnio {HOSPITAL}")).stdout;
    assert!(shipped.contains("physician") && !ours.contains("physician"), "{ours}");
    assert!(
        !shipped.contains("Lead nurse informaticist") && ours.contains("Lead nurse informaticist"),
        "{ours}"
    );
}

#[test]
fn the_wages_of_the_example_of_a_hospital() {
    let lines = [
        "salary nurse health-informatics-analyst --area Lakeside",
        "salary nurse",
        "plan --from nurse --years 3 --to lead-nurse-informaticist --start 2026-11 --area Lakeside",
    ];
    let lines: Vec<String> = lines.iter().map(|line| format!("{line} {HOSPITAL}")).collect();
    insta::assert_snapshot!(transcript(&lines.iter().map(String::as_str).collect::<Vec<_>>()));
    // An area of the catalog makes them the figures of everybody, and leaves out what it has no row of.
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("catalog.toml"), "area = \"Lakeside\"\n").expect("a file");
    let everywhere = run(&format!("salary nurse data-analyst {HOSPITAL} --with {}", place.path().display()));
    insta::assert_snapshot!(everywhere.stdout);
}

#[test]
fn a_folder_that_is_judged_as_a_whole_is_said_to_be_laid_over_another() {
    let place = tempfile::tempdir().expect("a folder");
    let file = |folder: &str, name: &str, text: &str| {
        let folder = place.path().join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(name), text).expect("a file");
    };
    let role = "[[role]]\nid = \"trainer\"\ntitle = \"Riverbend record trainer\"\ntrack = \"clinical\"\nlevel = \"entry\"\n";
    // It changes nothing, and most of what it names is in the shipped catalog.
    let names =
        "gives = [\"nursing\"]\nrequires = [\"rn-license\", \"bsn\", { role = \"nurse\", years = 1 }]\n";
    file("names", "r.toml", &format!("{role}{names}"));
    // It has mistakes of its own.
    let lacks = "requires = [\"one\", \"two\", \"three\"]\n";
    file("lacks", "r.toml", &format!("{role}{lacks}"));
    fs::create_dir(place.path().join("empty")).expect("a folder");
    let said = |line: &str| {
        let output = finish(&mut command_in(place.path(), line));
        // How many entries there are is another matter.
        let is_count = |line: &&str| line.starts_with("US health informatics careers");
        let stdout: String = output.stdout.split_inclusive('\n').filter(|line| !is_count(line)).collect();
        format!("$ {line}\n{stdout}{}[{:?}]\n", output.stderr, output.status)
    };
    insta::assert_snapshot!(
        [
            said("check names"),
            said("check lacks"),
            said("roles --catalog names"),
            said("check --with names"),
            said("check --with empty"),
            said("show 'record trainer' --with names"),
        ]
        .concat()
    );
    let ladder = "../../examples/catalogs/hospital";
    let first = run(&format!("check {ladder}")).stdout;
    let meant = format!("warning[nothing-below]: `{ladder}` is meant to be laid over another catalog");
    assert!(first.starts_with(&meant), "{first}");
}
