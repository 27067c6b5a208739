//! Mistakes in files: what is wrong, where, and what to do.
//!
//! A diagnostic is a value; [`crate::render::diagnostic`] turns it into text. Each names the rule that is
//! broken by a code; every code stands in [`CODES`] with its meaning.

mod codes;
mod edit;
pub mod fix;
mod place;
mod similar;
pub(crate) mod syntax;

use std::ops::Range;

pub use codes::{CODES, code};
pub use edit::Edit;
pub use place::{Places, Position, position};
pub(crate) use similar::{did_you_mean, similar};

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
#[non_exhaustive]
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

    /// Returns the diagnostic with one more of the edits that mend it together.
    #[must_use]
    pub fn with_edit(mut self, edit: Edit) -> Self {
        self.edits.push(edit);
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
#[non_exhaustive]
pub struct Label {
    /// The path of the file, as in [`SourceFile::path`].
    pub path: String,
    /// The bytes to underline.
    pub span: Range<usize>,
    /// What to say beside them.
    pub text: String,
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
