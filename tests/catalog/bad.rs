//! Bad catalogs: each is a file of `bad/` that holds the files of a catalog under `--- PATH` lines, and
//! under `--- expected` everything that is said about it.
//!
//! `UPDATE_EXPECTED=1 cargo test` writes what is said now; read the difference before you keep it.

use std::collections::BTreeSet;
use std::fs;

use careerpath::diagnostic::{CODES, SourceFile, code};

use super::{file, load_all, path};

/// Codes that need files no text can hold; `folder.rs` has them.
const OF_FOLDERS: [&str; 2] = [code::NOT_TEXT, code::TOO_LARGE];

/// A bad catalog.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) files: Vec<SourceFile>,
    expected: String,
}

/// Returns all bad catalogs.
pub(crate) fn cases() -> Vec<Case> {
    let folder = fs::read_dir(path("bad")).expect("the folder of bad catalogs is there");
    let mut names: Vec<String> = folder
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names.iter().map(|name| case(name)).collect()
}

fn case(name: &str) -> Case {
    let text = fs::read_to_string(path("bad").join(name)).expect("a bad catalog is a text");
    let mut sections: Vec<SourceFile> = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(section) = line.strip_prefix("--- ") {
            sections.push(file(section.trim_end(), ""));
        } else {
            sections.last_mut().expect("a section comes first").text.push_str(line);
        }
    }
    let is_expected = |section: &SourceFile| section.path == "expected";
    let expected = sections.iter().find(|section| is_expected(section)).map(|section| section.text.clone());
    let files = sections.into_iter().filter(|section| !is_expected(section)).collect();
    let name = name.strip_suffix(".txt").expect("bad catalogs end in .txt").to_owned();
    Case { name, files, expected: expected.unwrap_or_default() }
}

#[test]
fn every_bad_catalog_says_what_is_expected() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let said = load_all(&case.files).expect_err(&case.name);
        if said == case.expected {
            continue;
        }
        wrong.push(format!("{}: it says\n{said}\nand not\n{}", case.name, case.expected));
        if update {
            let sections = case.files.iter().map(|file| format!("--- {}\n{}", file.path, file.text));
            let text = sections.collect::<String>() + "--- expected\n" + &said;
            fs::write(path("bad").join(format!("{}.txt", case.name)), text).expect("it can be written");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_bad_catalog_of_its_name() {
    let named: BTreeSet<String> =
        cases().into_iter().map(|case| case.name.split('.').next().unwrap_or_default().to_owned()).collect();
    let codes: BTreeSet<String> = CODES
        .iter()
        .map(|(code, _)| (*code).to_owned())
        .filter(|code| !OF_FOLDERS.contains(&code.as_str()))
        .collect();
    assert_eq!(named, codes);
    for case in cases() {
        let code = case.name.split('.').next().unwrap_or_default();
        let first = case.expected.lines().find(|line| line.starts_with(&format!("error[{code}]: ")));
        assert!(first.is_some(), "{} never says so", case.name);
    }
}

#[test]
fn codes_are_unique_kebab_case_sorted_and_documented() {
    for (code, meaning) in CODES {
        let is_kebab = code.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        assert!(is_kebab, "{code}");
        assert!(meaning.trim().ends_with('.'), "{code} has no meaning");
    }
    assert!(CODES.windows(2).all(|pair| pair[0].0 < pair[1].0), "codes are sorted, each once");
}
