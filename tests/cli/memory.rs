//! The limit of memory: what was found by then, what is proved, and what to type next.

#[path = "../../benches/planner/generator.rs"]
mod generator;

use std::fs;
use std::path::Path;

use crate::run::{command_in, entry, finish};

/// Writes a generated catalog of 60 roles into a folder named `catalog`.
fn write_catalog(folder: &Path) {
    for (path, text) in generator::generate(generator::Shape::realistic(60, 1)) {
        let path = folder.join("catalog").join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

#[test]
fn at_the_limit_of_memory_the_best_plan_and_the_bound_are_given() {
    let folder = tempfile::tempdir().expect("a folder");
    write_catalog(folder.path());
    let question = "plan --catalog catalog --from technician-4 --to chief-0 --start 2026-11 --prove";
    let lines = ["--memory 350K", "--memory 50K", "--memory 50K --format json", "--memory 1.5G"];
    let texts: Vec<String> = lines
        .iter()
        .map(|memory| {
            let line = format!("{question} {memory}");
            let answer = finish(&mut command_in(folder.path(), &line));
            let again = finish(&mut command_in(folder.path(), &line));
            assert_eq!((&answer.stdout, answer.status), (&again.stdout, again.status), "{line}");
            entry(&line, &answer)
        })
        .collect();
    insta::assert_snapshot!(texts.join("\n"));
}
