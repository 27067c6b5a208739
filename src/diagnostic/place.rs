//! Lines and columns of places in files.

use super::clip;

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

/// Returns the line and the column, in characters, of a byte of a text, both from 1.
#[must_use]
pub fn position(text: &str, byte: usize) -> (usize, usize) {
    Cursor::new(text).at(byte)
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
