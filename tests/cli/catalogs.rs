//! Catalogs of other fields and countries: the examples, and the one that `new` makes.

use std::fs;
use std::path::Path;

use crate::run::{Output, command_in, entry, finish, run};

/// Returns the folder of an example catalog.
fn example(name: &str) -> String {
    format!("{}/examples/catalogs/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Writes down commands about an example catalog, without the folder that it lies in.
fn told(name: &str, lines: &[&str]) -> String {
    let folder = example(name);
    let one = |line: &&str| {
        let line = line.replace("CATALOG", &format!("'{folder}'"));
        entry(&line, &run(&line)).replace(&format!("'{folder}'"), name).replace(&folder, name)
    };
    lines.iter().map(one).collect::<Vec<_>>().join("\n")
}

#[test]
fn england() {
    insta::assert_snapshot!(told(
        "england",
        &[
            "check CATALOG --summary",
            "plan --catalog CATALOG --from nurse --years 5 --to cnio --start 2026-11",
            "plan --catalog CATALOG --from trainee-clinical-coder --to coding-manager --start 2026-11",
            "plan --catalog CATALOG --from gp --years 4 --to ccio --start 2026-11 --by cost",
            "plan --catalog CATALOG --from information-analyst --to head-of-information --budget £5,000 --start 2026-11",
            "salary --catalog CATALOG",
            "salary --catalog CATALOG cnio --format json",
            "salary --catalog CATALOG --state London",
            "roles --catalog CATALOG --track 'clinical informatics'",
            "show --catalog CATALOG nccq",
        ]
    ));
}

#[test]
fn deck_officers() {
    insta::assert_snapshot!(told(
        "deck-officer",
        &[
            "check CATALOG --summary",
            "plan --catalog CATALOG --from deck-cadet --to master --start 2026-11",
            "plan --catalog CATALOG --from deck-rating --years 4 --to third-officer --start 2026-11",
            "plan --catalog CATALOG --from second-officer --to marine-superintendent --keep-working --start 2026-11",
            "prereqs --catalog CATALOG master --from chief-officer --years 2",
        ]
    ));
}

/// No form of an answer about England speaks of another country's money, area or occupations.
#[test]
fn nothing_of_another_country_is_left() {
    let folder = example("england");
    let plan = "plan --from nurse --years 5 --to cnio --start 2026-11 --explain";
    for line in [
        plan,
        "salary",
        "salary --outlook",
        "salary --by level",
        "roles",
        "show cnio",
        "reach --from nurse",
        "map",
    ] {
        for format in ["table", "markdown", "json", "csv", "html", "svg"] {
            let output = run(&format!("{line} --catalog '{folder}' --format {format}"));
            let refused = output.stderr.contains("has no");
            assert!(output.status == Some(0) || refused, "{line} --format {format}: {}", output.stderr);
            for foreign in ["$", "United States", "USD", "BLS", "Standard Occupational"] {
                // The script of the map is a program, and has its own use for the sign.
                let is_script = format == "html" && line == "map" && foreign == "$";
                assert!(is_script || !output.stdout.contains(foreign), "{line} --format {format}: {foreign}");
            }
        }
    }
}

/// The plan that each example's README shows is the plan that is found.
#[test]
fn readmes_of_examples_are_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = fs::read_dir(root.join("examples/catalogs")).expect("the examples are there");
    let mut compared = 0;
    let readmes = folders.map(|folder| folder.expect("an example").path().join("README.md"));
    for path in readmes.filter(|path| path.exists()) {
        let readme = fs::read_to_string(&path).expect("a text");
        let block = readme.split("```console\n").nth(1).and_then(|rest| rest.split("```").next());
        let (command, shown) =
            block.and_then(|block| block.split_once('\n')).expect("a command with its output");
        let line = command.strip_prefix("$ careerpath ").expect("a command of ours");
        let output = finish(command_in(root, line).env("COLUMNS", "100"));
        let shown = shown.strip_suffix("...\n").expect("the beginning of the output");
        assert_eq!(
            output.stdout.lines().take(shown.lines().count()).collect::<Vec<_>>(),
            shown.lines().collect::<Vec<_>>()
        );
        compared += 1;
    }
    assert!(compared >= 2, "only {compared} examples were found");
}

/// Both sides of a comparison are written in the currency of the catalog at hand, if they count in it.
#[test]
fn what_changed_is_told_in_pounds() {
    let place = tempfile::tempdir().expect("a folder");
    let plan = format!(
        "plan --catalog '{}' --from nurse --years 5 --to cnio --start 2026-11 --quiet",
        example("england")
    );
    for (file, more) in [("old.json", ""), ("new.json", " --by cost")] {
        assert_eq!(run_in(place.path(), &format!("{plan}{more} --save {file}")).status, Some(0));
    }
    let diff = format!("diff old.json new.json --catalog '{}'", example("england"));
    let pounds = entry("diff", &run_in(place.path(), &diff));
    let codes = run_in(place.path(), "diff old.json new.json").stdout;
    insta::assert_snapshot!(pounds);
    assert!(codes.contains(" GBP") && !codes.contains(['£', '$']), "{codes}");
}

fn run_in(folder: &Path, line: &str) -> Output {
    finish(&mut command_in(folder, line))
}

#[test]
fn a_new_catalog_checks_clean_and_plans() {
    let place = tempfile::tempdir().expect("a folder");
    let lines = [
        "new fields/bakery",
        "check fields/bakery",
        "plan --catalog fields/bakery --from shop-assistant --to head-baker --start 2026-11",
        "salary --catalog fields/bakery",
        "new fields/bakery",
        "new 'another one' --quiet",
        "new -- -one",
    ];
    let told: Vec<String> = lines.iter().map(|line| entry(line, &run_in(place.path(), line))).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn new_touches_nothing_that_is_there() {
    let place = tempfile::tempdir().expect("a folder");
    fs::create_dir(place.path().join("empty")).expect("a folder");
    fs::create_dir(place.path().join("full")).expect("a folder");
    fs::write(place.path().join("full/.hidden"), "mine").expect("a file");
    fs::write(place.path().join("file"), "mine").expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", place.path().join("link")).expect("a link");
    assert_eq!(run_in(place.path(), "new empty").status, Some(0));
    for taken in ["empty", "full", "file", "file/below", "link"] {
        let output = run_in(place.path(), &format!("new {taken}"));
        assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""), "{taken}: {}", output.stderr);
    }
    assert_eq!(run_in(place.path(), "new full --force").status, Some(2), "nothing is forced");
    assert_eq!(fs::read_to_string(place.path().join("full/.hidden")).expect("it is there"), "mine");
    assert_eq!(fs::read_to_string(place.path().join("file")).expect("it is there"), "mine");
    assert_eq!(fs::read_dir(place.path().join("full")).expect("a folder").count(), 1);
}

/// The commands that the README of a new catalog names are those that work in its folder.
#[test]
fn the_readme_of_a_new_catalog_is_true() {
    let place = tempfile::tempdir().expect("a folder");
    assert_eq!(run_in(place.path(), "new mine --quiet").status, Some(0));
    let mine = place.path().join("mine");
    let readme = fs::read_to_string(mine.join("README.md")).expect("it has one");
    let commands: Vec<&str> =
        readme.lines().filter_map(|line| line.strip_prefix("    careerpath ")).collect();
    assert_eq!(commands.len(), 3);
    for command in commands {
        let output = run_in(&mine, command);
        assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""), "{command}");
    }
}
