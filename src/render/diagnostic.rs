//! Mistakes in files as text: each with its place, the line it stands in, and a hint.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str,
};

use crate::diagnostic::{Diagnostic, Label, Severity, SourceFile, clip};

/// Returns all diagnostics as text, with a blank line between two and a line break at the end.
///
/// * `files`: the files that the labels point into; a label into another file is left out.
/// * `colour`: whether to use terminal colours.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], files: &[SourceFile], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let texts: Vec<String> =
        diagnostics.iter().map(|diagnostic| renderer.render(&[group(diagnostic, files)])).collect();
    let mut text = texts.join("\n\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
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
