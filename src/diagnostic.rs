//! Mistakes in files: what is wrong, where, and what to do.

use std::ops::Range;

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
