//! Mistakes in files as text: each with its place, the line it stands in, and a hint.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str,
};

use crate::diagnostic::{Diagnostic, Label, Severity, SourceFile, clip};

use super::words::digits;

/// How many diagnostics of one code are shown; one wrong column of a table is a mistake in each of its rows.
pub const SHOWN: usize = 20;

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

fn group<'a>(diagnostic: &'a Diagnostic, files: &'a [SourceFile]) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&*diagnostic.message).id(diagnostic.code));
    for path in paths(&diagnostic.labels) {
        if let Some(file) = files.iter().find(|file| file.path == path) {
            group = group.element(snippet(diagnostic, file));
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.with_name("hint").message(normalize_untrusted_str(help)));
    }
    group
}

/// Returns the paths of the labels, each once, in order.
fn paths(labels: &[Label]) -> Vec<&str> {
    let mut paths: Vec<&str> = Vec::new();
    for label in labels {
        if !paths.contains(&label.path.as_str()) {
            paths.push(&label.path);
        }
    }
    paths
}

/// Shows the lines of one file that the labels point at.
fn snippet<'a>(diagnostic: &'a Diagnostic, file: &'a SourceFile) -> Snippet<'a, Annotation<'a>> {
    let labels: Vec<(usize, &Label)> =
        diagnostic.labels.iter().enumerate().filter(|(_, label)| label.path == file.path).collect();
    let window = window(&file.text, labels.iter().map(|(_, label)| &label.span));
    let line = file.text[..window.start].matches('\n').count() + 1;
    let annotations = labels.into_iter().map(|(position, label)| {
        let kind = if position == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let span = clip(&file.text, &label.span);
        kind.span(span.start - window.start..span.end - window.start).label(&*label.text)
    });
    Snippet::source(&file.text[window.clone()]).path(&*file.path).line_start(line).annotations(annotations)
}

/// Returns the whole lines that hold all spans: less text to look through than the whole file.
fn window<'a>(text: &str, spans: impl Iterator<Item = &'a Range<usize>>) -> Range<usize> {
    let spans: Vec<Range<usize>> = spans.map(|span| clip(text, span)).collect();
    let start = spans.iter().map(|span| span.start).min().unwrap_or(0);
    let end = spans.iter().map(|span| span.end).max().unwrap_or(0);
    let start = text[..start].rfind('\n').map_or(0, |position| position + 1);
    let end = text[end..].find('\n').map_or(text.len(), |length| end + length);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::code;

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
}
