//! Lines and columns of places in files.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Diagnostic, SourceFile, clip};

/// The bytes between two places of a text that are remembered.
const STRIDE: usize = 1024;

/// A place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Position {
    byte: usize,
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters, from 1.
    pub column: usize,
    /// The characters of the text before it.
    pub characters: usize,
}

impl Position {
    const START: Self = Self { byte: 0, line: 1, column: 1, characters: 0 };

    /// Returns the place of a later byte of the same text.
    fn moved(self, text: &str, byte: usize) -> Self {
        let passed = &text[self.byte..byte];
        let lines = passed.bytes().filter(|byte| *byte == b'\n').count();
        let characters = passed.chars().count();
        let column = match passed.rfind('\n') {
            Some(last) => passed[last + 1..].chars().count() + 1,
            None => self.column + characters,
        };
        Self { byte, line: self.line + lines, column, characters: self.characters + characters }
    }
}

/// Counts the lines and columns of a text. It remembers places at regular distances, so that asking for many places in
/// whatever order takes about as long as reading the text once.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'t> {
    text: &'t str,
    /// A place for every [`STRIDE`] that was passed, at its first byte or at the character that it cuts.
    passed: Vec<Position>,
}

impl<'t> Cursor<'t> {
    /// Starts at the beginning of a text.
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, passed: Vec::new() }
    }

    /// Returns the place of a byte; of the end for one beyond it.
    pub(crate) fn at(&mut self, byte: usize) -> Position {
        let byte = start_of(self.text, byte);
        let mut place =
            self.passed.get(byte / STRIDE).or(self.passed.last()).copied().unwrap_or(Position::START);
        while self.passed.len() <= byte / STRIDE {
            place = place.moved(self.text, start_of(self.text, self.passed.len() * STRIDE));
            self.passed.push(place);
        }
        place.moved(self.text, byte)
    }
}

/// Returns the first byte of the character that a byte is of.
fn start_of(text: &str, byte: usize) -> usize {
    clip(text, &(byte..byte)).start
}

/// Returns the line and the column, in characters, of a byte of a text, both from 1.
#[must_use]
pub fn position(text: &str, byte: usize) -> (usize, usize) {
    let place = Position::START.moved(text, start_of(text, byte));
    (place.line, place.column)
}

/// The places of many diagnostics, for which each file is read once.
#[derive(Clone, Debug)]
pub struct Places<'f> {
    files: FxHashMap<&'f str, Cursor<'f>>,
}

impl<'f> Places<'f> {
    /// Begins at the top of each file.
    #[must_use]
    pub fn new(files: &'f [SourceFile]) -> Self {
        Self { files: files.iter().map(|file| (file.path.as_str(), Cursor::new(&file.text))).collect() }
    }

    /// Returns the place of a byte of a file; `None` for a file that is none of these.
    pub fn at(&mut self, path: &str, byte: usize) -> Option<Position> {
        Some(self.files.get_mut(path)?.at(byte))
    }

    /// Returns where bytes of a file begin and end; `None` for a file that is none of these.
    pub fn span(&mut self, path: &str, span: &Range<usize>) -> Option<Range<Position>> {
        let cursor = self.files.get_mut(path)?;
        let span = clip(cursor.text, span);
        Some(cursor.at(span.start)..cursor.at(span.end))
    }

    /// Returns the file and the place of the first label of a diagnostic.
    pub fn of<'d>(&mut self, diagnostic: &'d Diagnostic) -> Option<(&'d str, Position)> {
        let label = diagnostic.labels.first()?;
        Some((&label.path, self.at(&label.path, label.span.start)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_from_one_in_either_direction() {
        let mut cursor = Cursor::new("ä\nbc\n\nd");
        let found: Vec<_> = [0, 1, 2, 3, 5, 4, 6, 7, 99, 0]
            .map(|byte| cursor.at(byte))
            .map(|place| (place.line, place.column))
            .into();
        assert_eq!(found, [(1, 1), (1, 1), (1, 2), (2, 1), (2, 3), (2, 2), (3, 1), (4, 1), (4, 2), (1, 1)]);
    }

    #[test]
    fn places_far_apart_are_as_if_counted_from_the_top() {
        let text = "€€€€€€€\na€".repeat(STRIDE / 4);
        let from_the_top = |byte| Position::START.moved(&text, start_of(&text, byte));
        let steps = || (0..text.len() + 9).step_by(97);
        let mut cursor = Cursor::new(&text);
        for byte in steps().rev().chain(steps()) {
            assert_eq!(cursor.at(byte), from_the_top(byte), "{byte}");
        }
        assert_eq!(cursor.at(text.len()).characters, text.chars().count());
        assert_eq!(cursor.passed.len(), text.len() / STRIDE + 1);
    }
}
