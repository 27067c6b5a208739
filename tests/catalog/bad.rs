//! Bad catalogs: each is a file of `bad/` that holds the files of a catalog under `--- PATH` lines, and
//! under `--- expected` everything that is said about it.
//!
//! `UPDATE_EXPECTED=1 cargo test` writes what is said now; read the difference before you keep it.

use std::collections::BTreeSet;

use careerpath::diagnostic::{CODES, code};

use super::cases::{cases, disagreements};
use super::load_all;

/// Codes that need files no text can hold, which `folder.rs` and `tests/limits.rs` have, and those of the linter, which
/// `rules.rs` has.
const ELSEWHERE: [&str; 6] = [
    code::NOT_TEXT,
    code::OUTSIDE_LINK,
    code::SPECIAL_FILE,
    code::TOO_LARGE,
    code::UNKNOWN_RULE,
    code::UNREAD_FILE,
];

#[test]
fn every_bad_catalog_says_what_is_expected() {
    let wrong = disagreements("bad", |files| load_all(files).expect_err("the catalog is bad"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_bad_catalog_of_its_name() {
    let named: BTreeSet<String> = cases("bad").into_iter().map(|case| case.code()).collect();
    let codes: BTreeSet<String> = CODES
        .iter()
        .map(|(code, _)| (*code).to_owned())
        .filter(|code| !ELSEWHERE.contains(&code.as_str()))
        .collect();
    assert_eq!(named, codes);
    for case in cases("bad") {
        let code = case.code();
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
