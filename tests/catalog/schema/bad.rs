//! What is refused for its form is invalid, at the same place.

use std::collections::BTreeSet;

use careerpath::catalog::load::{self, CatalogError};
use careerpath::diagnostic::{CODES, Diagnostic, code};

use super::super::cases::cases;
use super::super::layers;
use super::tree::Tree;
use super::{BEYOND_FORM, CATALOG_FILE, IN_PART, OF_FORM, validator};

#[test]
fn every_code_is_of_form_or_beyond_it() {
    let all: BTreeSet<&str> = CODES.iter().map(|(code, _)| *code).collect();
    let listed = [OF_FORM, IN_PART, BEYOND_FORM].concat();
    assert_eq!(listed.iter().copied().collect::<BTreeSet<_>>(), all);
    assert_eq!(listed.len(), all.len(), "a code stands in one list");
}

#[test]
fn every_mistake_of_form_is_seen_at_its_place() {
    let validator = validator(&CATALOG_FILE);
    let mut unseen: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for case in cases("bad") {
        let Err(CatalogError::Invalid { diagnostics, files }) = load::from_layers(layers(&case.files)) else {
            continue;
        };
        for file in files.iter().filter(|file| file.path.strip_suffix(".toml").is_some()) {
            let Some(tree) = Tree::read(&file.text) else { continue };
            let errors: Vec<Vec<String>> = validator
                .iter_errors(&tree.json)
                .map(|error| steps(&error.instance_path().to_string()))
                .collect();
            let here = |mistake: &&Diagnostic| {
                mistake.labels.first().is_some_and(|label| label.path == file.path)
                    && OF_FORM.contains(&mistake.code)
            };
            let mistakes: Vec<&Diagnostic> = diagnostics.iter().filter(here).collect();
            for mistake in &mistakes {
                let path = tree.path(&mistake.labels[0].span);
                // What a layer leaves out is missed once it lies over the others, and not in its file.
                if path.iter().any(|step| step == "without") && mistake.code == code::MISSING_KEY {
                    continue;
                }
                // A key that is missing or too much is a mistake of its table.
                let at = |error: &Vec<String>| path.starts_with(error) && error.len() + 1 >= path.len();
                if errors.iter().any(at) {
                    seen.insert(mistake.code);
                } else {
                    unseen.push(format!("{}: {}: {}", case.name, mistake.code, mistake.message));
                }
            }
            if mistakes.is_empty() && !IN_PART.contains(&case.code().as_str()) {
                assert!(errors.is_empty(), "{}: {}: {errors:?}", case.name, file.path);
            }
        }
    }
    assert!(unseen.is_empty(), "{}", unseen.join("\n"));
    assert_eq!(seen, OF_FORM.iter().copied().collect(), "every code of form is tried");
}

/// Returns the steps of a JSON pointer.
fn steps(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect()
}
