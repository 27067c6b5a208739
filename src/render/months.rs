//! A scale of months: from times to columns, with marks where the calendar is round.

use crate::units::{CalendarMonth, MONTHS_PER_YEAR, Months};

use super::cells::Cells;
use super::page::Style;
use super::text::columns;
use super::words::{calendar, month_name};

/// The fewest columns between two marks.
const LEAST_BETWEEN: u64 = 6;

/// The months between two marks, of which the first that leaves room is taken.
const STEPS: [u32; 8] = [1, 3, 12, 24, 60, 120, 600, 1200];

/// The most columns that a month takes.
const MOST_A_MONTH: usize = 8;

/// Times from a first month on, as columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    start: CalendarMonth,
    shown: u32,
    plot: usize,
}

impl Scale {
    /// Makes a scale of the months before `shown`, at most `room` columns wide.
    #[must_use]
    pub(crate) fn new(start: CalendarMonth, shown: Months, room: usize) -> Self {
        let shown = shown.0.max(1);
        let plot = room.max(1).min((shown as usize).saturating_mul(MOST_A_MONTH));
        Self { start, shown, plot }
    }

    /// Returns how many columns the scale takes.
    #[must_use]
    pub(crate) fn plot(self) -> usize {
        self.plot
    }

    /// Returns the column in which a month begins.
    #[must_use]
    pub(crate) fn column(self, month: Months) -> usize {
        let column = u64::from(month.0.min(self.shown)) * self.plot as u64 / u64::from(self.shown);
        usize::try_from(column).unwrap_or(self.plot)
    }

    /// Returns the line of marks and the line of what they stand for; `goal` is marked too.
    #[must_use]
    pub(crate) fn axis(self, goal: Option<Months>) -> [Cells; 2] {
        let mut line = Cells::new(self.plot);
        line.fill(0..self.plot, '─', Style::Quiet);
        let mut names = Cells::new(self.plot);
        let step = self.step();
        let mut free = 0;
        for month in self.marks(step) {
            let column = self.column(month);
            line.set(column, '┼', Style::Quiet);
            let name = self.name(month, step, free == 0);
            if column >= free && column + columns(&name) <= self.plot {
                names.write(column, &name, Style::Quiet);
                free = column + columns(&name) + 1;
            }
        }
        if let Some(goal) = goal {
            line.set(self.column(goal), GOAL, Style::Goal);
        }
        [line, names]
    }

    /// Returns the months between two marks.
    fn step(self) -> u32 {
        let fits = |step: &u32| u64::from(*step) * self.plot as u64 >= LEAST_BETWEEN * u64::from(self.shown);
        STEPS.into_iter().find(fits).unwrap_or(u32::MAX)
    }

    /// Returns the months with a mark: multiples of the step on the calendar.
    fn marks(self, step: u32) -> impl Iterator<Item = Months> {
        let year = u32::try_from(self.start.year()).unwrap_or(0);
        let start = year * MONTHS_PER_YEAR + self.start.month() - 1;
        let first = start.div_ceil(step).saturating_mul(step) - start;
        (first..self.shown).step_by(step as usize).map(Months)
    }

    /// Returns the year for a January, otherwise the month, with its year where no mark before it has one.
    fn name(self, month: Months, step: u32, is_first: bool) -> String {
        let month = self.start.plus(month);
        if step >= MONTHS_PER_YEAR || month.month() == 1 {
            month.year().to_string()
        } else if is_first {
            calendar(month)
        } else {
            month_name(month).to_owned()
        }
    }
}

/// What marks the month in which something is reached.
pub(crate) const GOAL: char = '◆';

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(start: &str, shown: u32, room: usize, goal: u32) -> String {
        let scale = Scale::new(start.parse().expect("a month"), Months(shown), room);
        let lines = scale.axis(Some(Months(goal)));
        lines.map(|cells| cells.line().text().trim_end().to_owned() + "\n").concat()
    }

    #[test]
    fn marks_stand_where_the_calendar_is_round() {
        let texts = [
            drawn("2026-11", 4, 60, 3),
            drawn("2026-11", 30, 60, 27),
            drawn("2026-11", 30, 20, 27),
            drawn("2026-11", 200, 50, 180),
            drawn("2026-11", 6000, 20, 60),
        ];
        insta::assert_snapshot!(texts.join("\n"), @"
        ┼───────┼───────┼───────◆───────
        Nov 2026        2027    Feb

        ────┼─────┼─────┼─────┼─────┼─────┼─────┼─────┼─────┼─◆───┼─
            2027  Apr   Jul   Oct   2028  Apr   Jul   Oct   2029

        ─┼───────┼───────┼◆─
         2027    2028

        ───┼─────┼─────┼─────┼─────┼─────┼─────┼─────◆────
           2028  2030  2032  2034  2036  2038  2040  2042

        ◆───────────────────
        ");
    }

    #[test]
    fn every_month_has_a_column_and_later_ones_none_before_it() {
        for (shown, room) in [(1, 1), (3, 100), (30, 60), (500, 20), (u32::MAX, 80)] {
            let scale = Scale::new("2026-11".parse().expect("a month"), Months(shown), room);
            assert!(scale.plot() <= room);
            assert_eq!((scale.column(Months(0)), scale.column(Months(shown))), (0, scale.plot()));
            let columns: Vec<usize> = (0..1000.min(shown)).map(|month| scale.column(Months(month))).collect();
            assert!(columns.is_sorted());
        }
    }
}
