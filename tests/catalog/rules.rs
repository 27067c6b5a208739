//! Catalogs that break a rule of the linter: each is a file of `rules/`, called by the rule and perhaps a word more,
//! that holds the files of a catalog under `--- PATH` lines, and under `--- expected` everything that is said about it.
//!
//! `UPDATE_EXPECTED=1 cargo test` writes what is said now; read the difference before you keep it.

use std::collections::BTreeSet;

use careerpath::catalog::load::inspect;
use careerpath::diagnostic::SourceFile;
use careerpath::lint::{RULES, lint};

use super::cases::{cases, disagreements};
use super::{in_full, layers};

fn said(files: &[SourceFile]) -> String {
    let inspection = inspect(layers(files));
    assert_eq!(inspection.diagnostics, [], "a catalog for the linter can be read");
    in_full(&lint(&inspection, "2026-11".parse().expect("a month")), &inspection.files)
}

#[test]
fn every_rule_says_what_is_expected() {
    let wrong = disagreements("rules", said);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_bad_catalog_of_its_name() {
    let named: BTreeSet<String> = cases("rules").into_iter().map(|case| case.code()).collect();
    let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(named, rules);
    for case in cases("rules") {
        let code = case.code();
        let heads = ["error", "warning"].map(|word| format!("{word}[{code}]: "));
        let mut lines = case.expected.lines();
        assert!(
            lines.any(|line| heads.iter().any(|head| line.starts_with(head))),
            "{} never says so",
            case.name
        );
    }
}
