//! Tables that fit. Where there is little room cells are wrapped; where that is not enough, columns that a table can
//! do without are left out in their order, and a remark below names them; where even that is not enough, a table is one
//! block per row, with every column.

use comfy_table::presets::NOTHING;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Width};

use super::markdown::escape;
use super::page::{Line, Style};
use super::text::{clean, columns, wrap};
use super::words::list;

/// On which side the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A column.
#[derive(Clone, Debug)]
struct Column {
    header: String,
    align: Align,
    /// The width below which the column is no longer readable.
    least: usize,
    /// When it is left out for want of room: the lowest first; `None` for never.
    spare: Option<u8>,
}

/// A table of texts; a cell may have several lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    /// Whether an empty line stands between two rows.
    spaced: bool,
    /// Whether the rows are to be had in CSV too.
    in_csv: bool,
}

/// The least width of a column whose cells are never broken, such as ids that are copied.
pub(crate) const WHOLE: usize = usize::MAX;

/// Blank columns between two columns.
const GAP: usize = 2;

impl Table {
    /// Makes a table without columns.
    #[must_use]
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a column that stays readable down to `least` columns of the terminal.
    #[must_use]
    pub(crate) fn column(mut self, header: &str, align: Align, least: usize) -> Self {
        self.columns.push(Column { header: clean(header), align, least, spare: None });
        self
    }

    /// Lets the last column be left out for want of room, those of a lower rank before it, those of the same together.
    #[must_use]
    pub(crate) fn spare(mut self, rank: u8) -> Self {
        if let Some(column) = self.columns.last_mut() {
            column.spare = Some(rank);
        }
        self
    }

    /// Puts an empty line between two rows, for rows of several lines.
    #[must_use]
    pub(crate) fn spaced(mut self) -> Self {
        self.spaced = true;
        self
    }

    /// Says that the rows are to be had in CSV too, for a reader who misses a column.
    #[must_use]
    pub(crate) fn in_csv(mut self) -> Self {
        self.in_csv = true;
        self
    }

    /// Adds a row; lines of a cell are separated by `\n`.
    pub(crate) fn row(&mut self, cells: Vec<String>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "a row has a cell for each column");
        let clean_cell = |cell: String| cell.lines().map(clean).collect::<Vec<_>>().join("\n");
        self.rows.push(cells.into_iter().map(clean_cell).collect());
    }

    /// Tells whether the table has no row.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns what stands above each column, and on which side its cells stand.
    pub(super) fn heads(&self) -> impl Iterator<Item = (&str, Align)> {
        self.columns.iter().map(|column| (column.header.as_str(), column.align))
    }

    /// Returns the cells of each row.
    pub(super) fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// Returns the lines for a terminal of `width` columns.
    #[must_use]
    pub(crate) fn lines(&self, width: usize) -> Vec<Line> {
        if self.fits(width) {
            return self.columns_side_by_side(width);
        }
        let mut ranks: Vec<u8> = self.columns.iter().filter_map(|column| column.spare).collect();
        ranks.sort_unstable();
        ranks.dedup();
        let narrower = ranks.into_iter().map(|rank| self.without(rank)).find(|(table, _)| table.fits(width));
        let Some((table, left_out)) = narrower else { return self.blocks(width) };
        let mut lines = table.columns_side_by_side(width);
        let them = if left_out.len() == 1 { "it" } else { "them" };
        let csv = if self.in_csv { format!(", and `--format csv` has {them} too") } else { String::new() };
        let remark = format!(
            "Left out for want of room: {}. A wider terminal shows {them}{csv}.",
            list(&left_out, "and")
        );
        lines.extend(wrap(&remark, width).into_iter().map(|line| Line::of(Style::Quiet, line)));
        lines
    }

    /// Tells whether the columns stand side by side in `width` columns of the terminal, however narrow they are.
    fn fits(&self, width: usize) -> bool {
        let needed: usize = (0..self.columns.len()).map(|index| self.least_width(index) + GAP).sum();
        needed <= width + GAP
    }

    /// Returns the table without the columns that are left out at `rank`, and their names.
    fn without(&self, rank: u8) -> (Self, Vec<String>) {
        let stays: Vec<bool> =
            self.columns.iter().map(|column| column.spare.is_none_or(|spare| spare > rank)).collect();
        let left_out = self.columns.iter().zip(&stays).filter(|(_, stays)| !**stays);
        let left_out = left_out.map(|(column, _)| column.header.clone()).collect();
        let rows = self.rows.iter().map(|row| kept(row, &stays)).collect();
        (Self { columns: kept(&self.columns, &stays), rows, ..*self }, left_out)
    }

    /// Returns the narrowest readable width of a column: what was asked, but no more than its content.
    fn least_width(&self, index: usize) -> usize {
        let column = &self.columns[index];
        column.least.min(self.content_width(index)).max(1)
    }

    fn content_width(&self, index: usize) -> usize {
        let cells = self.rows.iter().flat_map(|row| row[index].lines().map(columns));
        cells.chain([columns(&self.columns[index].header)]).max().unwrap_or(0)
    }

    /// Shares out the width: every column gets what its content takes, and as long as that is too much the
    /// widest column that can still be narrower gives one up.
    fn widths(&self, width: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = (0..self.columns.len()).map(|index| self.content_width(index)).collect();
        let least: Vec<usize> = (0..self.columns.len()).map(|index| self.least_width(index)).collect();
        let gaps = GAP * self.columns.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > width {
            let spare = (0..widths.len()).filter(|index| widths[*index] > least[*index]);
            // Of equally wide columns the last gives way, so that the first stays readable longest.
            let Some(widest) = spare.max_by_key(|index| widths[*index]) else { break };
            widths[widest] -= 1;
        }
        widths
    }

    fn columns_side_by_side(&self, width: usize) -> Vec<Line> {
        let widths = self.widths(width);
        let mut table = comfy_table::Table::new();
        table.load_style(NOTHING);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width + GAP).unwrap_or(u16::MAX));
        table.set_header(self.columns.iter().map(|column| Cell::new(&column.header)));
        for (position, row) in self.rows.iter().enumerate() {
            if self.spaced && position > 0 {
                table.add_row(row.iter().map(|_| Cell::new("")));
            }
            table.add_row(row.iter().map(Cell::new));
        }
        for (index, column) in self.columns.iter().enumerate() {
            let Some(target) = table.column_mut(index) else { continue };
            target.set_padding((0, GAP as u16));
            target.set_cell_alignment(match column.align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
            target.set_constraint(ColumnConstraint::Absolute(Width::Fixed((widths[index] + GAP) as u16)));
        }
        let header_lines = 1;
        let style = |position| if position < header_lines { Style::Heading } else { Style::Plain };
        table.lines().enumerate().map(|(position, line)| Line::of(style(position), line)).collect()
    }

    fn blocks(&self, width: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for row in &self.rows {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            for (column, cell) in self.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
                let name = &column.header;
                let head = if name.is_empty() { String::new() } else { format!("{name}: ") };
                for (position, part) in cell.lines().enumerate() {
                    let text = if position == 0 { format!("{head}{part}") } else { format!("  {part}") };
                    lines.extend(indented(&text, width));
                }
            }
        }
        lines
    }

    /// Returns the table in Markdown.
    #[must_use]
    pub(crate) fn markdown(&self) -> String {
        let escape = |cell: &str| escape(cell).replace('|', "\\|").replace('\n', "<br>");
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut text = line(self.columns.iter().map(|column| escape(&column.header)).collect());
        text += &line(
            self.columns
                .iter()
                .map(|column| if column.align == Align::Right { "---:" } else { "---" }.to_owned())
                .collect(),
        );
        for row in &self.rows {
            text += &line(row.iter().map(|cell| escape(cell)).collect());
        }
        text
    }
}

/// Returns the items that stay.
fn kept<T: Clone>(items: &[T], stays: &[bool]) -> Vec<T> {
    items.iter().zip(stays).filter(|(_, stays)| **stays).map(|(item, _)| item.clone()).collect()
}

/// Wraps a line so that what follows its first piece stands two columns further in.
fn indented(text: &str, width: usize) -> Vec<Line> {
    let body = text.trim_start();
    let indent = text.len() - body.len();
    let pieces = wrap(body, width.saturating_sub(indent + 2).max(1));
    let lead = |position| " ".repeat(if position == 0 { indent } else { indent + 2 });
    let line = |(position, piece)| Line::of(Style::Plain, format!("{}{piece}", lead(position)));
    pieces.into_iter().enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new().column("When", Align::Left, 10).column("What", Align::Left, 16).column(
            "Cost",
            Align::Right,
            8,
        );
        table.row(vec![
            "Nov 2026 – Oct 2030".into(),
            "Study: Doctor of Medicine, full-time\nfor: Chief Medical Informatics Officer".into(),
            "~$280,000".into(),
        ]);
        table.row(vec!["Nov 2030".into(), "\u{1b}[31mWork".into(), String::new()]);
        table
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in 20..=200 {
            for line in table().lines(width) {
                let line = line.text();
                assert!(columns(line.trim_end()) <= width, "`{line}` at {width}");
                assert!(!line.contains('\u{1b}'));
            }
        }
    }

    #[test]
    fn columns_are_left_out_in_their_order() {
        let mut table = Table::new()
            .column("Role", Align::Left, 16)
            .column("Id", Align::Left, WHOLE)
            .spare(2)
            .column("Level", Align::Left, 9)
            .spare(1)
            .column("Pay", Align::Left, 9);
        let row = ["Chief Nursing Informatics Officer", "cnio", "executive", "$164,070"];
        table.row(row.map(str::to_owned).to_vec());
        let text =
            |width| table.lines(width).into_iter().map(|line| line.text().trim_end().to_owned() + "\n");
        let texts: Vec<String> = [50, 40, 30, 20].into_iter().map(|width| text(width).collect()).collect();
        insta::assert_snapshot!(texts.join("\n"), @"
        Role                     Id    Level      Pay
        Chief Nursing            cnio  executive  $164,070
        Informatics Officer

        Role                      Id    Pay
        Chief Nursing             cnio  $164,070
        Informatics Officer
        Left out for want of room: Level. A
        wider terminal shows it.

        Role                  Pay
        Chief Nursing         $164,070
        Informatics Officer
        Left out for want of room: Id
        and Level. A wider terminal
        shows them.

        Role: Chief
          Nursing
          Informatics
          Officer
        Id: cnio
        Level: executive
        Pay: $164,070
        ");
    }

    #[test]
    fn markdown_escapes_its_own_marks() {
        let mut table = Table::new().column("A|B", Align::Left, 1);
        table.row(vec!["x|y\nz".into()]);
        assert_eq!(table.markdown(), "| A\\|B |\n| --- |\n| x\\|y<br>z |\n");
    }
}
