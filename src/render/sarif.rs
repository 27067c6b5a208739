//! Mistakes in files as SARIF 2.1.0, for services and editors that show the findings of tools at their places.
//!
//! Texts of a catalog are untrusted, and messages of SARIF may hold links and places for arguments: what would be one is
//! written such that it is none.

use std::fmt::Write as _;
use std::ops::Range;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Edit, Label, Places, Severity, SourceFile};

use super::text::clean;

/// The published schema of the format.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What a tool says about one of its rules.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule<'r> {
    /// The code that diagnostics name it by.
    pub id: &'r str,
    /// How bad it is unless a catalog says otherwise; `None` for one that is off.
    pub severity: Option<Severity>,
    /// What it finds, in a sentence.
    pub short: &'r str,
    /// The same with the reason.
    pub full: &'r str,
    /// What to do about it.
    pub help: &'r str,
}

/// Returns the findings of one run as a document.
///
/// * `files`: the files that the labels point into; a label into another file is left out.
/// * `below`: the folder below which the files lie, as whoever reads the document names it; empty for the same one.
#[must_use]
pub(crate) fn document(
    diagnostics: &[Diagnostic],
    files: &[SourceFile],
    below: &str,
    rules: &[Rule<'_>],
) -> Value {
    let mut files = Files { places: Places::new(files), below };
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| files.result(diagnostic, rules)).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(rule: &Rule<'_>) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": message(rule.short),
        "fullDescription": message(rule.full),
        "help": message(rule.help),
        "defaultConfiguration": match rule.severity {
            Some(severity) => json!({ "level": level(severity) }),
            None => json!({ "enabled": false }),
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The files that places point into.
struct Files<'f> {
    places: Places<'f>,
    below: &'f str,
}

impl Files<'_> {
    fn result(&mut self, diagnostic: &Diagnostic, rules: &[Rule<'_>]) -> Value {
        let mut text = diagnostic.message.clone();
        if let Some(help) = &diagnostic.help {
            let _ = write!(text, "; hint: {help}");
        }
        let mut result = json!({
            "ruleId": diagnostic.code,
            "level": level(diagnostic.severity),
            "message": message(&text),
        });
        if let Some(index) = rules.iter().position(|rule| rule.id == diagnostic.code) {
            result["ruleIndex"] = index.into();
        }
        let mut labels = diagnostic.labels.iter();
        if let Some(label) = labels.next() {
            result["locations"] = json!([self.location(label)]);
        }
        let related: Vec<Value> = labels.map(|label| self.location(label)).collect();
        if !related.is_empty() {
            result["relatedLocations"] = related.into();
        }
        if let Some(fix) = self.fix(diagnostic) {
            result["fixes"] = json!([fix]);
        }
        result
    }

    /// Returns a place; of a file that was not read, the file as a whole.
    fn location(&mut self, label: &Label) -> Value {
        let mut place = json!({ "physicalLocation": { "artifactLocation": self.artifact(&label.path) } });
        if let Some(region) = self.region(&label.path, &label.span) {
            place["physicalLocation"]["region"] = region;
        }
        if !label.text.is_empty() {
            place["message"] = message(&label.text);
        }
        place
    }

    /// Returns a place in lines, columns and characters.
    fn region(&mut self, path: &str, span: &Range<usize>) -> Option<Value> {
        let Range { start, end } = self.places.span(path, span)?;
        Some(json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "charOffset": start.characters,
            "charLength": end.characters - start.characters,
        }))
    }

    /// Returns how a mistake is mended; `None` when only a person can tell.
    fn fix(&mut self, diagnostic: &Diagnostic) -> Option<Value> {
        let mut changes: Vec<(&str, Vec<Value>)> = Vec::new();
        for Edit { path, span, replacement } in &diagnostic.edits {
            let change = json!({
                "deletedRegion": self.region(path, span)?,
                "insertedContent": { "text": replacement },
            });
            match changes.iter_mut().find(|(changed, _)| changed == path) {
                Some((_, of_file)) => of_file.push(change),
                None => changes.push((path, vec![change])),
            }
        }
        let changes = changes.into_iter().map(|(path, replacements)| {
            json!({ "artifactLocation": self.artifact(path), "replacements": replacements })
        });
        let changes: Vec<Value> = changes.collect();
        (!changes.is_empty()).then(|| json!({ "artifactChanges": changes }))
    }

    /// Returns a file by its path as a relative reference.
    fn artifact(&self, path: &str) -> Value {
        let below = self.below.trim_end_matches('/');
        let uri = if below.is_empty() { reference(path) } else { reference(&format!("{below}/{path}")) };
        json!({ "uri": uri })
    }
}

/// Returns a path as a reference in which nothing but letters, digits and a few marks stands for itself.
fn reference(path: &str) -> String {
    let mut reference = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                reference.push(char::from(byte));
            }
            _ => {
                let _ = write!(reference, "%{byte:02X}");
            }
        }
    }
    reference
}

/// Returns a text that says what it says, without links and without places for arguments.
fn message(text: &str) -> Value {
    let mut plain = String::new();
    let text = clean(text);
    let mut rest = text.as_str();
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        match letter {
            '{' if is_argument(after) => plain.push_str("{{"),
            ']' if after.starts_with('(') => plain.push_str("\\]"),
            _ => plain.push(letter),
        }
        rest = after;
    }
    json!({ "text": plain })
}

/// Tells whether the text after a brace makes it a place for an argument, such as `0}`.
fn is_argument(after: &str) -> bool {
    let digits = after.len() - after.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    digits > 0 && after[digits..].starts_with('}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::code;

    fn label(path: &str, span: Range<usize>, text: &str) -> Label {
        Label { path: path.to_owned(), span, text: text.to_owned() }
    }

    #[test]
    fn a_run_is_told_in_full() {
        let files = [
            SourceFile { path: "roles/né 1.toml".to_owned(), text: "# é\nid = 5\nid = 6\n".to_owned() },
            SourceFile { path: "b.toml".to_owned(), text: "x".to_owned() },
        ];
        let edit = Edit { path: files[0].path.clone(), span: 10..11, replacement: "\"5\"".to_owned() };
        let diagnostics = [
            Diagnostic::error(code::WRONG_TYPE, "`id` must be a text")
                .with_label(label(&files[0].path, 10..11, "this is a whole number"))
                .with_label(label("b.toml", 0..1, "see [here](x)"))
                .with_help(Some("put it in quotes: `{0}`".to_owned()))
                .with_edit(edit),
            Diagnostic::warning("other", "without a place"),
            Diagnostic::warning("other", "in no file at hand").with_label(label("c.toml", 0..1, "")),
        ];
        let rules = [
            Rule { id: "off", severity: None, short: "A.", full: "B.", help: "C." },
            Rule {
                id: code::WRONG_TYPE,
                severity: Some(Severity::Error),
                short: "A value is of another type.",
                full: "A value is of another type than its key holds.",
                help: "Write another value.",
            },
        ];
        insta::assert_snapshot!(super::super::json::text(&document(
            &diagnostics,
            &files,
            "my data/",
            &rules
        )));
    }

    #[test]
    fn messages_hold_no_links_and_no_arguments() {
        for (text, plain) in [
            ("a {0} b", "a {{0} b"),
            ("{12}{x}{}", "{{12}{x}{}"),
            ("[a](b) [c]", "[a\\](b) [c]"),
            ("{ any = [\"a\"] }", "{ any = [\"a\"] }"),
        ] {
            assert_eq!(message(text), json!({ "text": plain }));
        }
        let hostile = message("\u{1b}[31m red")["text"].as_str().map(|text| text.contains('\u{1b}'));
        assert_eq!(hostile, Some(false));
    }
}
