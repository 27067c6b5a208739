//! What `check` has found, in the forms for programs and people.

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::diagnostic::fix::Mending;
use crate::diagnostic::{Diagnostic, Places, Severity, SourceFile};
use crate::lint::{LintLevel, RULES};
use crate::render::page::{Page, Style};
use crate::render::provenance;
use crate::render::rules::codes;
use crate::render::sarif::{Rule, document};

/// Returns what is found as JSON.
pub(super) fn json(
    catalog: Option<&Catalog>,
    diagnostics: &[Diagnostic],
    mended: &[Mending],
    files: &[SourceFile],
    summary: bool,
) -> Value {
    let mut places = Places::new(files);
    let found = |diagnostic: &Diagnostic| {
        entry(diagnostic, places.of(diagnostic).map(|(_, place)| (place.line, place.column)))
    };
    let done = |mending: &Mending| entry(&mending.mistake, Some((mending.line, mending.column)));
    json!({
        "schema": "careerpath.check/1",
        "catalog": catalog.map(crate::render::json::identity),
        "diagnostics": diagnostics.iter().map(found).collect::<Vec<_>>(),
        "mended": mended.iter().map(done).collect::<Vec<_>>(),
        "roles": catalog.map(|catalog| catalog.roles.len()),
        "credentials": catalog.map(|catalog| catalog.credentials.len()),
        "domains": catalog.map(|catalog| catalog.domains.len()),
        "sources": catalog.map(|catalog| catalog.sources.len()),
        "summary": catalog.filter(|_| summary).map(provenance::json),
    })
}

/// Returns a mistake as JSON.
///
/// * `place`: the line and the column; `None` for a file that was not read.
fn entry(diagnostic: &Diagnostic, place: Option<(usize, usize)>) -> Value {
    json!({
        "severity": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "code": diagnostic.code,
        "message": diagnostic.message,
        "file": diagnostic.labels.first().map(|label| &label.path),
        "line": place.map(|(line, _)| line),
        "column": place.map(|(_, column)| column),
        "hint": diagnostic.help,
    })
}

/// Returns what is found as SARIF.
///
/// * `below`: the folder below which the files lie.
pub(super) fn sarif(diagnostics: &[Diagnostic], files: &[SourceFile], below: &str) -> Value {
    let of_codes = codes().map(|(code, meaning)| Rule {
        id: code,
        severity: Some(Severity::Error),
        short: meaning,
        full: meaning,
        help: "The message says what to write instead. A catalog with such a mistake cannot be used.",
    });
    let of_rules = RULES.iter().map(|rule| Rule {
        id: rule.name,
        severity: match rule.level {
            LintLevel::Allow => None,
            LintLevel::Warn => Some(Severity::Warning),
            LintLevel::Deny => Some(Severity::Error),
        },
        short: rule.meaning,
        full: rule.meaning,
        help: rule.reason,
    });
    let rules: Vec<Rule<'_>> = of_codes.chain(of_rules).collect();
    document(diagnostics, files, below, &rules)
}

/// Says of each mistake that it was mended, or would be.
pub(super) fn mended(mended: &[Mending], done: &str) -> Page {
    let mut page = Page::new();
    for Mending { mistake, line, column } in mended {
        let path = mistake.labels.first().map_or("", |label| label.path.as_str());
        page.hanging(Style::Good, "- ", &format!("{done} {path}:{line}:{column}: {}", mistake.message));
    }
    page
}
