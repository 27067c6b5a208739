//! Mistakes in files: what is wrong, where, and what to do.
//!
//! A diagnostic is a value; [`crate::render::diagnostic`] turns it into text. Each names the rule that is
//! broken by a code; every code stands in [`CODES`] with its meaning.

mod codes;
mod edit;
mod similar;

use std::ops::Range;

pub use codes::{CODES, code};
pub use edit::Edit;
pub use similar::{did_you_mean, similar};

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path to show, relative to the folder named by the user.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, and is probably not what was meant.
    Warning,
}

/// One mistake in one or more files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The kebab-case name of the rule that is broken, such as `unknown-credential`.
    pub code: &'static str,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// The places, the main one first; empty when the mistake has none.
    pub labels: Vec<Label>,
    /// What to type instead.
    pub help: Option<String>,
    /// Changes that mend it without changing what the files mean otherwise; none where that is not safe.
    pub edits: Vec<Edit>,
}

impl Diagnostic {
    /// Makes an error without places.
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            edits: Vec::new(),
        }
    }

    /// Makes a warning without places.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Returns the diagnostic with one more place.
    #[must_use]
    pub fn with_label(mut self, label: Label) -> Self {
        self.labels.push(label);
        self
    }

    /// Returns the diagnostic with what to do about it; `None` leaves it as it is.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<Option<String>>) -> Self {
        self.help = help.into().or(self.help);
        self
    }
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The path of the file, as in [`SourceFile::path`].
    pub path: String,
    /// The bytes to underline.
    pub span: Range<usize>,
    /// What to say beside them.
    pub text: String,
}

/// Counts the lines and columns of a text. It goes on from the last place where it can, so that asking for many places
/// in their order takes no longer than reading the text once.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'t> {
    text: &'t str,
    offset: usize,
    line: usize,
    column: usize,
}

impl<'t> Cursor<'t> {
    /// Starts at the beginning of a text.
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, offset: 0, line: 1, column: 1 }
    }

    /// Returns the line and the column of a byte, counted from 1 in characters; of the end for one beyond it.
    pub(crate) fn at(&mut self, offset: usize) -> (usize, usize) {
        let offset = clip(self.text, &(offset..offset)).start;
        if offset < self.offset {
            *self = Self::new(self.text);
        }
        let passed = &self.text[self.offset..offset];
        match passed.rfind('\n') {
            Some(last) => {
                self.line += passed.bytes().filter(|byte| *byte == b'\n').count();
                self.column = passed[last + 1..].chars().count() + 1;
            }
            None => self.column += passed.chars().count(),
        }
        self.offset = offset;
        (self.line, self.column)
    }
}

/// Returns the span cut to the text, and widened to whole characters.
pub(crate) fn clip(text: &str, span: &Range<usize>) -> Range<usize> {
    let mut start = span.start.min(text.len());
    let mut end = span.end.clamp(start, text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_from_one_in_either_direction() {
        let mut cursor = Cursor::new("ä\nbc\n\nd");
        let found: Vec<_> = [0, 1, 2, 3, 5, 4, 6, 7, 99, 0].map(|offset| cursor.at(offset)).into();
        assert_eq!(found, [(1, 1), (1, 1), (1, 2), (2, 1), (2, 3), (2, 2), (3, 1), (4, 1), (4, 2), (1, 1)]);
    }
}
