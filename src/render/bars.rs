//! Counts as bars on one scale, each with its name before and its number behind it.

use super::cells::Cells;
use super::page::{Line, Style};
use super::text::{clean, columns, wrap};

/// Blank columns between name, bar and text.
const GAP: usize = 2;

/// The fewest columns in which a bar beside its name still says something, and the most that it takes.
const PLOT: std::ops::RangeInclusive<usize> = 8..=60;

/// Counts, in the order in which they are added.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bars {
    /// What is counted.
    title: String,
    bars: Vec<Bar>,
}

/// A count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bar {
    /// What is counted here.
    pub name: String,
    /// How many there are.
    pub count: u64,
    /// What is said behind the bar.
    pub text: String,
    /// How it is meant.
    pub style: Style,
}

impl Bars {
    /// Makes a picture without bars.
    #[must_use]
    pub(crate) fn new(title: &str) -> Self {
        Self { title: clean(title), bars: Vec::new() }
    }

    /// Adds a bar.
    pub(crate) fn bar(&mut self, style: Style, name: &str, count: u64, text: &str) {
        self.bars.push(Bar { name: clean(name), count, text: clean(text), style });
    }

    /// Returns what is counted.
    #[must_use]
    pub(crate) fn title(&self) -> &str {
        &self.title
    }

    /// Returns the bars.
    #[must_use]
    pub(crate) fn bars(&self) -> &[Bar] {
        &self.bars
    }

    /// Returns the highest count, and 1 where all are nothing.
    #[must_use]
    pub(crate) fn most(&self) -> u64 {
        self.bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1)
    }

    /// Returns what the picture shows, in words.
    #[must_use]
    pub(crate) fn words(&self) -> String {
        let bars: Vec<String> = self.bars.iter().map(|bar| format!("{}: {}", bar.name, bar.text)).collect();
        format!("{}.", bars.join("; "))
    }

    /// Returns the lines of the picture at most `width` columns wide.
    #[must_use]
    pub(crate) fn lines(&self, width: usize) -> Vec<Line> {
        let widest =
            |text: fn(&Bar) -> &str| self.bars.iter().map(|bar| columns(text(bar))).max().unwrap_or(0);
        let (name, text) = (widest(|bar| &bar.name), widest(|bar| &bar.text));
        let plot = width.saturating_sub(name + text + 2 * GAP).min(*PLOT.end());
        let gap = " ".repeat(GAP);
        let mut lines = Vec::new();
        for bar in &self.bars {
            if plot < *PLOT.start() {
                let words = wrap(&format!("{}: {}", bar.name, bar.text), width);
                lines.extend(words.into_iter().map(|line| Line::of(Style::Plain, line)));
                continue;
            }
            let indent = " ".repeat(name - columns(&bar.name));
            let mut line = Line::of(Style::Plain, format!("{}{indent}{gap}", bar.name));
            let mut cells = Cells::new(length(bar.count, self.most(), plot));
            cells.fill(0..plot, '█', bar.style);
            cells.append_to(&mut line);
            line.push(Style::Plain, format!("{}{}", if bar.count > 0 { " " } else { "" }, bar.text));
            lines.push(line);
        }
        lines
    }
}

/// Returns the cells of a bar: rounded, and at least one where there is anything.
fn length(count: u64, most: u64, plot: usize) -> usize {
    let cells = (u128::from(count) * plot as u128 * 2 + u128::from(most)) / (u128::from(most) * 2);
    usize::try_from(cells).unwrap_or(plot).max(usize::from(count > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars() -> Bars {
        let mut bars = Bars::new("People by time");
        bars.bar(Style::Good, "there already", 3, "3 (1 %)");
        bars.bar(Style::Job, "within 1 year", 240, "240 (48 %)");
        bars.bar(Style::Job, "1 to 2 years", 0, "0");
        bars.bar(Style::Missing, "no way", 120, "120 (24 %)");
        bars
    }

    fn text(width: usize) -> String {
        bars().lines(width).into_iter().map(|line| line.text() + "\n").collect()
    }

    #[test]
    fn bars_stand_on_one_scale() {
        insta::assert_snapshot!(text(60), @"
        there already  █ 3 (1 %)
        within 1 year  █████████████████████████████████ 240 (48 %)
        1 to 2 years   0
        no way         █████████████████ 120 (24 %)
        ");
        insta::assert_snapshot!(text(20), @"
        there already: 3 (1
        %)
        within 1 year: 240
        (48 %)
        1 to 2 years: 0
        no way: 120 (24 %)
        ");
        assert_eq!(length(u64::MAX, u64::MAX, 60), 60);
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in 12..=200 {
            for line in bars().lines(width) {
                assert!(columns(&line.text()) <= width, "`{}` at {width}", line.text());
            }
        }
    }
}
