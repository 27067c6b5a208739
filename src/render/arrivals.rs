//! When things are reached: a line each, on one scale of months.
//!
//! A line reads `───────●`: from now to the month in which it is reached. Where there is no room for names beside the
//! lines these stand above them.

use crate::units::{CalendarMonth, Months};

use super::cells::Cells;
use super::months::Scale;
use super::page::{Line, Style};
use super::text::{clean, columns, wrap};
use super::words::calendar;

/// Blank columns between name, line and text.
const GAP: usize = 2;

/// The fewest columns in which a line beside its name still says something, and the most that it takes.
const PLOT: std::ops::RangeInclusive<usize> = 24..=100;

/// Things that are reached, in the order in which they are added.
#[derive(Clone, Debug)]
pub(crate) struct Arrivals {
    start: CalendarMonth,
    rows: Vec<Row>,
}

#[derive(Clone, Debug)]
struct Row {
    name: String,
    month: Months,
    text: String,
}

impl Arrivals {
    /// Makes an empty picture of the time from `start` on.
    #[must_use]
    pub(crate) fn new(start: CalendarMonth) -> Self {
        Self { start, rows: Vec::new() }
    }

    /// Adds something that is reached in `month`, with what is to be said beside its line.
    pub(crate) fn row(&mut self, name: &str, month: Months, text: &str) {
        self.rows.push(Row { name: clean(name), month, text: clean(text) });
    }

    /// Returns what the picture shows, in words.
    #[must_use]
    pub(crate) fn words(&self) -> String {
        let row =
            |row: &Row| format!("{}: {}, {}.", row.name, calendar(self.start.plus(row.month)), row.text);
        self.rows.iter().map(row).collect::<Vec<_>>().join(" ")
    }

    /// Returns the lines of the picture at most `width` columns wide.
    #[must_use]
    pub(crate) fn lines(&self, width: usize) -> Vec<Line> {
        let Some(last) = self.rows.iter().map(|row| row.month.0).max() else { return Vec::new() };
        // The mark of the last one stands in a month of its own.
        let shown = Months(last.saturating_add(1));
        let widest =
            |text: fn(&Row) -> &str| self.rows.iter().map(|row| columns(text(row))).max().unwrap_or(0);
        let label = widest(|row| &row.name).min(width * 2 / 5);
        let text = widest(|row| &row.text);
        let room = width.saturating_sub(label + text + 2 * GAP);
        if room < *PLOT.start() {
            self.above(width, Scale::new(self.start, shown, width))
        } else {
            self.beside(label, Scale::new(self.start, shown, room.min(*PLOT.end())))
        }
    }

    fn beside(&self, label: usize, scale: Scale) -> Vec<Line> {
        let mut lines = Vec::new();
        let lead = |text: &str| format!("{text}{}", " ".repeat(label.saturating_sub(columns(text)) + GAP));
        for row in &self.rows {
            for (position, part) in wrap(&row.name, label).into_iter().enumerate() {
                let mut line = Line::of(Style::Plain, lead(&part));
                if position == 0 {
                    draw(row, scale).append_to(&mut line);
                    line.push(Style::Plain, format!("{}{}", " ".repeat(GAP), row.text));
                }
                lines.push(line);
            }
        }
        for cells in scale.axis(None) {
            let mut line = Line::of(Style::Plain, lead(""));
            cells.append_to(&mut line);
            lines.push(line);
        }
        lines
    }

    fn above(&self, width: usize, scale: Scale) -> Vec<Line> {
        let mut lines = Vec::new();
        for row in &self.rows {
            let label = wrap(&format!("{}: {}", row.name, row.text), width);
            lines.extend(label.into_iter().map(|line| Line::of(Style::Plain, line)));
            lines.push(draw(row, scale).line());
        }
        lines.extend(scale.axis(None).iter().map(Cells::line));
        lines
    }
}

/// Draws the line from now to the month in which something is reached.
fn draw(row: &Row, scale: Scale) -> Cells {
    let mut cells = Cells::new(scale.plot());
    let column = scale.column(row.month);
    cells.fill(0..column, '─', Style::Quiet);
    cells.set(column, '●', Style::Goal);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrivals() -> Arrivals {
        let mut arrivals = Arrivals::new("2026-11".parse().expect("a month"));
        arrivals.row("Nurse super user", Months(7), "7mo, $0");
        arrivals.row("Informatics nursing professional development specialist", Months(27), "2y 3mo, ~$395");
        arrivals.row("Telehealth nurse", Months(0), "now");
        arrivals.row("Chief Nursing Informatics Officer", Months(60), "at most 5y, ~$12,000");
        arrivals
    }

    fn text(width: usize) -> String {
        arrivals().lines(width).into_iter().map(|line| line.text().trim_end().to_owned() + "\n").collect()
    }

    #[test]
    fn everything_stands_on_one_scale() {
        insta::assert_snapshot!(text(100), @"
        Nurse super user                          ────●                                 7mo, $0
        Informatics nursing professional          ───────────────●                      2y 3mo, ~$395
        development specialist
        Telehealth nurse                          ●                                     now
        Chief Nursing Informatics Officer         ───────────────────────────────────●  at most 5y, ~$12,000
                                                  ─┼──────┼──────┼──────┼──────┼──────
                                                   2027   2028   2029   2030   2031
        ");
    }

    #[test]
    fn in_a_narrow_terminal_names_stand_above_the_lines() {
        insta::assert_snapshot!(text(40), @"
        Nurse super user: 7mo, $0
        ────●
        Informatics nursing professional
        development specialist: 2y 3mo, ~$395
        ─────────────────●
        Telehealth nurse: now
        ●
        Chief Nursing Informatics Officer: at
        most 5y, ~$12,000
        ───────────────────────────────────────●
        ─┼───────┼───────┼──────┼───────┼───────
         2027    2028    2029   2030    2031
        ");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        assert_eq!(Arrivals::new("2026-11".parse().expect("a month")).lines(80), []);
        for width in 20..=200 {
            for line in arrivals().lines(width) {
                let line = line.text();
                assert!(columns(&line) <= width, "`{line}` at {width}");
            }
        }
    }
}
