//! The lines of a file that labels point at: no more of them than a person reads, and nothing in them that acts.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Origin, Snippet};

use crate::diagnostic::{Label, SourceFile, clip, position};

use super::super::text::{clean, is_unsafe};
use super::{LONGEST_TEXT, short};

/// The longest line that is shown, in bytes; of a longer one only the place is said.
const LONGEST_LINE: usize = 2_000;

/// The most bytes between the labels of one excerpt; labels further apart have excerpts of their own.
const LARGEST_WINDOW: usize = 1 << 16;

/// A label, and whether it is the main one.
pub(super) type Point<'d> = (bool, &'d Label);

/// Returns what is shown of a file.
pub(super) fn elements(file: &SourceFile, labels: &[Point<'_>]) -> Vec<Element<'static>> {
    let spans = labels.iter().map(|(_, label)| clip(&file.text, &label.span));
    let all = spans.reduce(|all, span| all.start.min(span.start)..all.end.max(span.end)).unwrap_or(0..0);
    let is_near = all.len() <= LARGEST_WINDOW;
    let together =
        is_near.then(|| lines(&file.text, &all)).filter(|window| is_legible(&file.text[window.clone()]));
    match together {
        Some(window) => vec![snippet(file, window, labels)],
        None => labels.iter().flat_map(|label| apart(file, label)).collect(),
    }
}

/// Returns what is shown of one label that is far from others, long, or in a long line: its first line.
fn apart(file: &SourceFile, label: &Point<'_>) -> Vec<Element<'static>> {
    let span = clip(&file.text, &label.1.span);
    let window = lines(&file.text, &(span.start..span.start));
    if is_legible(&file.text[window.clone()]) {
        return vec![snippet(file, window, &[*label])];
    }
    let (line, column) = position(&file.text, span.start);
    let origin = Origin::path(path(file)).line(line).char_column(column);
    let mut elements = vec![origin.into()];
    if !label.1.text.is_empty() {
        elements.push(Level::NOTE.message(clean(&short(&label.1.text))).into());
    }
    elements
}

/// Shows lines of a file.
fn snippet(file: &SourceFile, window: Range<usize>, labels: &[Point<'_>]) -> Element<'static> {
    let (line, _) = position(&file.text, window.start);
    let spans: Vec<Range<usize>> = labels
        .iter()
        .map(|(_, label)| clip(&file.text, &label.span))
        .map(|span| span.start - window.start..span.end.min(window.end) - window.start)
        .collect();
    let (text, spans) = visible(&file.text[window], &spans);
    let annotations = labels.iter().zip(spans).map(|((is_main, label), span)| -> Annotation<'static> {
        let kind = if *is_main { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(span).label(clean(&short(&label.text)))
    });
    Snippet::source(text).path(path(file)).line_start(line).annotations(annotations).into()
}

fn path(file: &SourceFile) -> String {
    clean(&super::super::text::shortened(&file.path, LONGEST_TEXT))
}

/// Returns the whole lines that hold a span.
fn lines(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text[..span.start].rfind('\n').map_or(0, |position| position + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |length| span.end + length);
    start..end
}

/// Tells whether no line of a text is too long to be shown.
fn is_legible(text: &str) -> bool {
    text.split('\n').all(|line| line.len() <= LONGEST_LINE)
}

/// Returns lines with a mark in the place of every character that would act, and the spans as they are in it.
fn visible(text: &str, spans: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
    let mut shown = String::with_capacity(text.len());
    // Where each character was, and where it is.
    let mut places = Vec::with_capacity(text.len() + 1);
    let mut letters = text.char_indices().peekable();
    while let Some((position, letter)) = letters.next() {
        places.push((position, shown.len()));
        match letter {
            '\n' | '\t' => shown.push(letter),
            '\r' if letters.peek().is_none_or(|(_, next)| *next == '\n') => {}
            _ if is_unsafe(letter) => shown.push(char::REPLACEMENT_CHARACTER),
            _ => shown.push(letter),
        }
    }
    places.push((text.len(), shown.len()));
    let place = |offset: usize| {
        let found = places.partition_point(|(before, _)| *before < offset);
        places.get(found).map_or(shown.len(), |(_, after)| *after)
    };
    let spans = spans.iter().map(|span| place(span.start)..place(span.end)).collect();
    (shown, spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_a_mark_and_labels_stay_where_they_were() {
        let (text, spans) = visible("a\u{1b}b\r\n\u{202e}x\ty\u{200d}", &[2..3, 8..9, 1..2, 0..14]);
        assert_eq!(text, "a\u{fffd}b\n\u{fffd}x\ty\u{fffd}");
        assert_eq!(
            [&text[spans[0].clone()], &text[spans[1].clone()], &text[spans[2].clone()]],
            ["b", "x", "\u{fffd}"]
        );
        assert_eq!(spans[3], 0..text.len());
    }
}
