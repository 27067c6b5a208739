//! Mistakes in files as text: each with its place, the line it stands in, and a hint.

mod excerpt;

use std::borrow::Cow;

use annotate_snippets::{Group, Level, Renderer};

use crate::diagnostic::{Diagnostic, Severity, SourceFile};

use super::text::{clean, shortened};
use super::words::{count, digits};
use excerpt::Point;

/// How many diagnostics of one code are shown; one wrong column of a table is a mistake in each of its rows.
pub const SHOWN: usize = 20;

/// How many places of one diagnostic are shown.
const LABELS: usize = 50;

/// How many bytes of a message, a label or a hint are shown.
const LONGEST_TEXT: usize = 1_000;

/// Returns the diagnostics as text, with a blank line between two and a line break at the end.
///
/// Of each code only the first [`SHOWN`] are shown; a line at the end says how many more there are.
///
/// * `files`: the files that the labels point into; a label into another file is left out.
/// * `colour`: whether to use terminal colours.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], files: &[SourceFile], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let counts = counts(diagnostics);
    let mut left: Vec<usize> = vec![SHOWN; counts.len()];
    let mut texts = Vec::new();
    for diagnostic in diagnostics {
        let Some(code) = counts.iter().position(|(code, _)| *code == diagnostic.code) else { continue };
        if left[code] > 0 {
            left[code] -= 1;
            texts.push(renderer.render(&[group(diagnostic, files)]));
        }
    }
    let more = counts.into_iter().filter(|(_, number)| *number > SHOWN);
    let more = more
        .map(|(code, number)| format!("{} more of `{code}` are not shown", digits((number - SHOWN) as u64)));
    texts.extend(more);
    let mut text = texts.join("\n\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Tells whether [`render`] leaves some of the diagnostics out.
#[must_use]
pub fn is_shortened(diagnostics: &[Diagnostic]) -> bool {
    counts(diagnostics).into_iter().any(|(_, number)| number > SHOWN)
}

/// Returns the codes in the order in which they come, each with the number of its diagnostics.
fn counts(diagnostics: &[Diagnostic]) -> Vec<(&'static str, usize)> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for diagnostic in diagnostics {
        match counts.iter_mut().find(|(code, _)| *code == diagnostic.code) {
            Some((_, number)) => *number += 1,
            None => counts.push((diagnostic.code, 1)),
        }
    }
    counts
}

fn group(diagnostic: &Diagnostic, files: &[SourceFile]) -> Group<'static> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(clean(&short(&diagnostic.message))).id(diagnostic.code);
    let mut group = Group::with_title(title);
    let (labels, more) = diagnostic.labels.split_at(diagnostic.labels.len().min(LABELS));
    let mut points: Vec<(&str, Vec<Point<'_>>)> = Vec::new();
    for (position, label) in labels.iter().enumerate() {
        let point = (position == 0, label);
        match points.iter_mut().find(|(path, _)| *path == label.path) {
            Some((_, points)) => points.push(point),
            None => points.push((&label.path, vec![point])),
        }
    }
    for (path, points) in points {
        if let Some(file) = files.iter().find(|file| file.path == path) {
            group = group.elements(excerpt::elements(file, &points));
        }
    }
    if !more.is_empty() {
        let places = count(more.len() as u64, "place is", "places are");
        group = group.element(Level::NOTE.message(format!("{places} not shown")));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.with_name("hint").message(clean(&short(help))));
    }
    group
}

/// Returns a text no longer than anybody reads.
fn short(text: &str) -> Cow<'_, str> {
    shortened(text, LONGEST_TEXT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Label, code};

    #[test]
    fn what_is_wrong_in_every_row_is_shown_some_times() {
        let many = |code, number| (0..number).map(move |row| Diagnostic::error(code, format!("row {row}")));
        let exactly: Vec<_> = many(code::MALFORMED_CELL, SHOWN).collect();
        assert!(!is_shortened(&exactly) && !render(&exactly, &[], false).contains("more of"));
        let mut diagnostics: Vec<_> = many(code::MALFORMED_CELL, 1_589).collect();
        diagnostics.push(Diagnostic::error(code::UNKNOWN_AREA, "the last one"));
        let text = render(&diagnostics, &[], false);
        assert!(is_shortened(&diagnostics));
        assert!(text.contains(": row 19\n") && !text.contains(": row 20\n"), "{text}");
        let end = "error[unknown-area]: the last one\n\n1,569 more of `malformed-cell` are not shown\n";
        assert!(text.ends_with(end), "{text}");
    }

    fn said(text: &str, labels: &[(std::ops::Range<usize>, &str)]) -> String {
        let mut diagnostic =
            Diagnostic::error(code::SYNTAX, "bad \u{1b}]0;title\u{7}").with_help(Some("\u{9b}2J".into()));
        let path = "a\u{1b}[2J.toml".to_owned();
        for (span, text) in labels {
            diagnostic.labels.push(Label {
                path: path.clone(),
                span: span.clone(),
                text: (*text).to_owned(),
            });
        }
        render(&[diagnostic], &[SourceFile { path, text: text.to_owned() }], false)
    }

    #[test]
    fn nothing_in_a_file_acts() {
        let text = "a = 1\nb = \"\u{1b}[31m\u{202e}x\u{200b}\u{85}\"\t# \u{7f}\r\n";
        assert_eq!(
            said(text, &[(10..26, "here \u{1b}[0m")]),
            "error[syntax]: bad \u{fffd}]0;title\u{fffd}\n --> a\u{fffd}[2J.toml:2:5\n  |\n\
             2 | b = \"\u{fffd}[31m\u{fffd}x\u{fffd}\u{fffd}\"    # \u{fffd}\n  \
             |     ^^^^^^^^^^^ here \u{fffd}[0m\n  |\n  = hint: \u{fffd}2J\n"
        );
    }

    #[test]
    fn of_a_long_line_only_the_place_is_said() {
        let text = format!("a = 1\nb = [{}2]\nc = 3\n", "1, ".repeat(2_000_000));
        let place = text.find('2').expect("it is there");
        assert_eq!(
            said(&text, &[(place..place + 1, "two")]),
            "error[syntax]: bad \u{fffd}]0;title\u{fffd}\n--> a\u{fffd}[2J.toml:2:6000006\n = note: two\n \
= hint: \u{fffd}2J\n"
        );
    }

    #[test]
    fn labels_far_apart_stand_in_excerpts_of_their_own() {
        let text = format!("a = 1\n{}b = 2\n", "# nothing\n".repeat(100_000));
        let place = text.find('b').expect("it is there");
        let far = said(&text, &[(place..place + 1, "again"), (0..1, "first")]);
        assert_eq!(
            far,
            "error[syntax]: bad \u{fffd}]0;title\u{fffd}\n      --> a\u{fffd}[2J.toml:100002:1\n       |\n\
             100002 | b = 2\n       | ^ again\n       |\n      ::: a\u{fffd}[2J.toml:1:1\n       |\n     \
             1 | a = 1\n       | - first\n       |\n       = hint: \u{fffd}2J\n"
        );
    }

    #[test]
    fn places_beyond_count_are_counted() {
        let labels: Vec<_> = (0..60).map(|_| (0..1, "here")).collect();
        assert!(said("a", &labels).contains("= note: 10 places are not shown\n"));
    }
}
