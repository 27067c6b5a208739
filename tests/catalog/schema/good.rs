//! What loads is valid.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use careerpath::catalog::builtin;
use careerpath::catalog::load::{self, Layer};
use careerpath::profile;
use serde_json::Value;

use super::probes::OF_CHANGES;
use super::tree::Tree;
use super::{CATALOG_FILE, PROFILE_FILE, validator};

/// Where catalogs and profiles lie.
const FOLDERS: [&str; 3] = ["data", "examples", "tests"];

#[test]
fn every_catalog_that_loads_is_valid() {
    let validator = validator(&CATALOG_FILE);
    let folders = files_called(&|path| path.file_name().is_some_and(|name| name == "catalog.toml"));
    let mut checked = 0;
    for header in folders {
        let folder = header.parent().expect("a folder");
        let layer = Layer::from_folder(folder).expect("it can be read");
        let over = Layer::from_files(builtin::files());
        let is_good = |layers| load::from_layers(layers).is_ok();
        if !is_good(vec![layer.clone()]) && !is_good(vec![over, layer.clone().named("over")]) {
            continue;
        }
        checked += 1;
        for file in layer.files() {
            if file.path.strip_suffix(".toml").is_some() {
                let tree = Tree::read(&file.text).expect("it has been read");
                let errors: Vec<String> =
                    validator.iter_errors(&tree.json).map(|error| error.to_string()).collect();
                assert!(errors.is_empty(), "{}: {}: {errors:#?}", folder.display(), file.path);
            }
        }
    }
    assert!(checked >= 5, "only {checked} catalogs");
}

#[test]
fn every_profile_that_can_be_read_is_valid() {
    let (validator, catalog) = (validator(&PROFILE_FILE), builtin::builtin().expect("a catalog"));
    let profiles = files_called(&|path| path.parent().is_some_and(|folder| folder.ends_with("profiles")));
    let mut checked = 0;
    for path in profiles {
        if profile::file::read(&catalog, &path).is_err() {
            continue;
        }
        checked += 1;
        let text = fs::read_to_string(&path).expect("a text");
        let tree = Tree::read(&text).expect("it has been read");
        assert!(validator.is_valid(&tree.json), "{}", path.display());
    }
    assert!(checked >= 3, "only {checked} profiles");
}

#[test]
fn what_the_program_writes_is_valid() {
    let catalog = builtin::builtin().expect("a catalog");
    let text = fs::read_to_string("examples/profiles/nurse.toml").expect("a text");
    let file = super::super::file("nurse.toml", &text);
    let profile = profile::file::parse(&catalog, file).expect("a profile");
    let written = profile::write::text(&catalog, &profile);
    let tree = Tree::read(&written).expect("it is TOML");
    assert!(validator(&PROFILE_FILE).is_valid(&tree.json), "{written}");
}

/// The description of the format names every key of every table.
#[test]
fn the_description_of_the_format_is_whole() {
    let text = fs::read_to_string("data/README.md").expect("a text");
    let properties = CATALOG_FILE["properties"].as_object().expect("properties");
    let rows: Vec<(String, &Value)> = properties
        .iter()
        .filter(|(_, property)| property["type"] == "array" && property["items"]["properties"].is_object())
        .map(|(kind, property)| (format!("`[[{kind}]]`"), &property["items"]["properties"]))
        .chain([(
            "`[[credential.study]]`".to_owned(),
            &properties["credential"]["items"]["properties"]["study"]["items"]["properties"],
        )])
        .collect();
    for (kind, keys) in rows {
        let row = text.lines().find(|line| line.starts_with(&format!("| {kind} |")));
        let row = row.unwrap_or_else(|| panic!("data/README.md has no row of {kind}"));
        let named: BTreeSet<&str> = row.split(['`', ',', ' ']).collect();
        for key in keys.as_object().expect("keys").keys().filter(|key| !OF_CHANGES.contains(&key.as_str())) {
            assert!(
                named.contains(key.as_str()),
                "the row of {kind} in data/README.md does not name `{key}`"
            );
        }
    }
}

fn files_called(is_wanted: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut pending: Vec<PathBuf> = FOLDERS.map(PathBuf::from).to_vec();
    let mut found = Vec::new();
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") && is_wanted(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
