//! A page of lines with styles named by meaning; the one place where colour is added.

use super::table::Table;
use super::text::{clean, wrap};
use super::tree::Branch;

/// What a piece of a line means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Nothing special.
    #[default]
    Plain,
    /// The head of a page, a section or a table.
    Heading,
    /// Something that is there for reference.
    Quiet,
    /// Something that is in order.
    Good,
    /// Something that is missing.
    Missing,
}

impl Style {
    fn escape(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Heading => "\u{1b}[1m",
            Self::Quiet => "\u{1b}[2m",
            Self::Good => "\u{1b}[32m",
            Self::Missing => "\u{1b}[33m",
        }
    }
}

/// Lines for a reader, wrapped to a width.
#[derive(Clone, Debug)]
pub struct Page {
    width: usize,
    lines: Vec<(Style, String)>,
}

impl Page {
    /// Makes an empty page of the given width.
    #[must_use]
    pub fn new(width: usize) -> Self {
        Self { width: width.max(1), lines: Vec::new() }
    }

    /// Returns the width in columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Adds a line as it is; its author has seen to its width.
    pub fn line(&mut self, style: Style, text: &str) {
        self.lines.push((style, clean(text).trim_end().to_owned()));
    }

    /// Adds an empty line, unless the page is empty or ends in one.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|(_, text)| !text.is_empty()) {
            self.lines.push((Style::Plain, String::new()));
        }
    }

    /// Adds a heading after a gap.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.paragraph(Style::Heading, text);
    }

    /// Adds wrapped text.
    pub fn paragraph(&mut self, style: Style, text: &str) {
        self.hanging(style, "", text);
    }

    /// Adds wrapped text behind a mark; later lines are indented to stand under the first.
    pub fn hanging(&mut self, style: Style, mark: &str, text: &str) {
        let indent = super::text::columns(mark);
        for (position, line) in wrap(&clean(text), self.width.saturating_sub(indent)).into_iter().enumerate()
        {
            let lead = if position == 0 { mark.to_owned() } else { " ".repeat(indent) };
            self.line(style, &format!("{lead}{line}"));
        }
    }

    /// Adds a named fact, with later lines a little indented.
    pub fn fact(&mut self, name: &str, text: &str) {
        let indent = 2;
        let text = format!("{name}: {}", clean(text));
        for (position, line) in wrap(&text, self.width.saturating_sub(indent)).into_iter().enumerate() {
            let lead = " ".repeat(if position == 0 { 0 } else { indent });
            self.line(Style::Plain, &format!("{lead}{line}"));
        }
    }

    /// Adds a bulleted list.
    pub fn bullets<'a>(&mut self, items: impl IntoIterator<Item = &'a String>) {
        for item in items {
            self.hanging(Style::Plain, "- ", item);
        }
    }

    /// Adds a table.
    pub fn table(&mut self, table: &Table) {
        for (style, line) in table.lines(self.width) {
            self.line(style, &line);
        }
    }

    /// Adds a tree.
    pub fn tree(&mut self, branches: &[Branch]) {
        for (style, line) in super::tree::lines(branches, self.width) {
            self.line(style, &line);
        }
    }

    /// Returns the page as text, with escape sequences for colour if asked.
    #[must_use]
    pub fn finish(&self, color: bool) -> String {
        let mut text = String::new();
        for (style, line) in &self.lines {
            if color && !line.is_empty() && *style != Style::Plain {
                text.push_str(style.escape());
                text.push_str(line);
                text.push_str("\u{1b}[0m");
            } else {
                text.push_str(line);
            }
            text.push('\n');
        }
        text
    }
}
