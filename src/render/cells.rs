//! A row of cells, each a character with its meaning, from which lines of drawings are made.

use std::ops::Range;

use super::page::{Line, Style};

/// A row of cells, blank at first.
#[derive(Clone, Debug)]
pub(crate) struct Cells(Vec<(char, Style)>);

impl Cells {
    /// Makes a row of `width` blank cells.
    #[must_use]
    pub(crate) fn new(width: usize) -> Self {
        Self(vec![(' ', Style::Plain); width])
    }

    /// Fills cells; those beyond the row are left out.
    pub(crate) fn fill(&mut self, range: Range<usize>, mark: char, style: Style) {
        let end = range.end.min(self.0.len());
        for cell in &mut self.0[range.start.min(end)..end] {
            *cell = (mark, style);
        }
    }

    /// Sets one cell.
    pub(crate) fn set(&mut self, column: usize, mark: char, style: Style) {
        self.fill(column..column + 1, mark, style);
    }

    /// Writes a text into the cells from `column` on.
    pub(crate) fn write(&mut self, column: usize, text: &str, style: Style) {
        for (offset, letter) in text.chars().enumerate() {
            self.set(column + offset, letter, style);
        }
    }

    /// Sets one cell if nothing stands in it.
    pub(crate) fn set_blank(&mut self, column: usize, mark: char, style: Style) {
        if self.0.get(column).is_some_and(|(letter, _)| *letter == ' ') {
            self.set(column, mark, style);
        }
    }

    /// Returns the cells as a line.
    #[must_use]
    pub(crate) fn line(&self) -> Line {
        let mut line = Line::default();
        self.append_to(&mut line);
        line
    }

    /// Adds the cells to a line, one span for neighbours of one meaning.
    pub(crate) fn append_to(&self, line: &mut Line) {
        for cells in self.0.chunk_by(|one, other| one.1 == other.1) {
            line.push(cells[0].1, cells.iter().map(|(letter, _)| letter).collect::<String>());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_of_one_meaning_are_one_span() {
        let mut cells = Cells::new(8);
        cells.fill(2..5, '█', Style::Job);
        cells.fill(6..20, '·', Style::Quiet);
        cells.set_blank(2, '┆', Style::Quiet);
        cells.set_blank(1, '┆', Style::Quiet);
        cells.set_blank(90, '┆', Style::Quiet);
        let mut line = Line::default();
        cells.append_to(&mut line);
        assert_eq!(line.text(), " ┆███ ··");
        let styles: Vec<Style> = line.0.iter().map(|span| span.style).collect();
        assert_eq!(styles, [Style::Plain, Style::Quiet, Style::Job, Style::Plain, Style::Quiet]);
    }
}
