//! Percentiles as boxes on a common scale.
//!
//! A row reads `├───▒▒▒▒▒▒┃▒▒▒▒──────┤`: from the 10th percentile to the 90th, with a box from the 25th to the
//! 75th and a bar at the median. It needs no colour. Where the terminal is narrow the box stands below its label.

use crate::units::Money;

use super::page::{Line, Style};
use super::text::{clean, columns, wrap};
use super::words::money;

/// What the marks mean, for the reader.
pub(crate) const LEGEND: &str = "├ p10, ▒ p25 to p75, ┃ median, ┤ p90";

/// Blank columns between label, box and median.
const GAP: usize = 2;

/// The fewest columns in which a box beside its label still says something.
const LEAST_PLOT: usize = 30;

/// The fewest columns between two marks of the scale.
const TICK: usize = 10;

/// Boxes on a common scale.
#[derive(Clone, Debug)]
pub(crate) struct Chart {
    currency: String,
    bars: Vec<Bar>,
    extent: Extent,
}

/// What has to fit into a chart.
#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    /// The columns of the widest label.
    label: usize,
    /// The columns of the widest text beside a box.
    text: usize,
    /// The lowest and the highest amount.
    amounts: Option<(i64, i64)>,
}

impl Extent {
    fn with(self, other: Self) -> Self {
        let amounts = match (self.amounts, other.amounts) {
            (Some((low, high)), Some((lower, higher))) => Some((low.min(lower), high.max(higher))),
            (one, other) => one.or(other),
        };
        Self { label: self.label.max(other.label), text: self.text.max(other.text), amounts }
    }
}

#[derive(Clone, Debug)]
struct Bar {
    label: String,
    percentiles: [Option<Money>; 5],
    /// What to say beside the box, or in place of it.
    text: String,
}

/// From amounts to columns.
#[derive(Clone, Copy, Debug)]
struct Scale {
    low: i64,
    step: i64,
    steps: i64,
    plot: usize,
}

impl Chart {
    /// Makes an empty chart of amounts in a currency.
    #[must_use]
    pub(crate) fn new(currency: &str) -> Self {
        Self { currency: currency.to_owned(), bars: Vec::new(), extent: Extent::default() }
    }

    /// Adds a row; `instead` is what to say where there is no median.
    pub(crate) fn bar(&mut self, label: &str, percentiles: [Option<Money>; 5], instead: &str) {
        let median = percentiles[2].map(|amount| money(amount, &self.currency));
        let text = median.unwrap_or_else(|| instead.to_owned());
        let label = clean(label);
        let amounts = || percentiles.iter().flatten().map(|amount| amount.0);
        let amounts = amounts().min().zip(amounts().max());
        let extent = Extent { label: columns(&label), text: columns(&text), amounts };
        self.extent = self.extent.with(extent);
        self.bars.push(Bar { label, percentiles, text });
    }

    /// Puts several charts on one scale.
    pub(crate) fn align<'c>(charts: impl Iterator<Item = &'c mut Self>) {
        let mut charts: Vec<&mut Self> = charts.collect();
        let extent = charts.iter().fold(Extent::default(), |extent, chart| extent.with(chart.extent));
        for chart in &mut charts {
            chart.extent = extent;
        }
    }

    /// Tells whether the chart has no row.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.bars.is_empty()
    }

    /// Returns what the chart shows, in words.
    #[must_use]
    pub(crate) fn words(&self) -> String {
        let percentiles = ["p10", "p25", "median", "p75", "p90"];
        let bar = |bar: &Bar| {
            let known = percentiles.iter().zip(bar.percentiles);
            let known = known.filter_map(|(name, amount)| Some((name, amount?)));
            let amounts: Vec<String> =
                known.map(|(name, amount)| format!("{name} {}", money(amount, &self.currency))).collect();
            let amounts = if amounts.is_empty() { bar.text.clone() } else { amounts.join(", ") };
            format!("{}: {amounts}.", bar.label)
        };
        self.bars.iter().map(bar).collect::<Vec<_>>().join(" ")
    }

    /// Returns the lines for a terminal of `width` columns.
    #[must_use]
    pub(crate) fn lines(&self, width: usize) -> Vec<Line> {
        let (label, text) = (self.extent.label.min(width * 2 / 5), self.extent.text);
        let plot = width.saturating_sub(label + text + 2 * GAP);
        let (is_wide, plot) = if plot >= LEAST_PLOT { (true, plot) } else { (false, width) };
        match self.scale(plot) {
            None => self.texts(width),
            Some(scale) if is_wide => self.beside(label, text, scale),
            Some(scale) => self.below(width, scale),
        }
    }

    /// Returns lines with each box beside its label.
    fn beside(&self, label: usize, text: usize, scale: Scale) -> Vec<Line> {
        let gap = " ".repeat(GAP);
        let mut lines = Vec::new();
        for bar in &self.bars {
            for (position, part) in wrap(&bar.label, label).into_iter().enumerate() {
                let lead = format!("{part}{}", " ".repeat(label.saturating_sub(columns(&part))));
                let line = if position == 0 {
                    let indent = " ".repeat(text - columns(&bar.text));
                    format!("{lead}{gap}{}{gap}{indent}{}", scale.draw(bar), bar.text)
                } else {
                    lead
                };
                lines.push(Line::of(Style::Plain, line.trim_end()));
            }
        }
        lines.extend(scale.axis(&self.currency).map(|line| {
            let line = format!("{}{line}", " ".repeat(label + GAP));
            Line::of(Style::Quiet, line.trim_end())
        }));
        lines
    }

    /// Returns lines with each box below its label.
    fn below(&self, width: usize, scale: Scale) -> Vec<Line> {
        let mut lines = Vec::new();
        for bar in &self.bars {
            let label = wrap(&format!("{}: {}", bar.label, bar.text), width);
            lines.extend(label.into_iter().map(|line| Line::of(Style::Plain, line)));
            if bar.percentiles.iter().any(Option::is_some) {
                lines.push(Line::of(Style::Plain, scale.draw(bar).trim_end()));
            }
        }
        lines.extend(scale.axis(&self.currency).map(|line| Line::of(Style::Quiet, line.trim_end())));
        lines
    }

    /// Returns lines without any box.
    fn texts(&self, width: usize) -> Vec<Line> {
        let line = |bar: &Bar| wrap(&format!("{}: {}", bar.label, bar.text), width.max(1));
        self.bars.iter().flat_map(line).map(|line| Line::of(Style::Plain, line)).collect()
    }

    /// Returns a scale with round marks that holds every amount; `None` without amounts.
    fn scale(&self, plot: usize) -> Option<Scale> {
        let (low, high) = self.extent.amounts?;
        let most = i64::try_from(plot / TICK).unwrap_or(1).max(1);
        let mut magnitude = 1;
        loop {
            for factor in [1, 2, 5] {
                let step: i64 = factor * magnitude;
                let first = low.div_euclid(step) * step;
                let steps = (high - first).div_euclid(step) + 1;
                if steps <= most {
                    return Some(Scale { low: first, step, steps, plot });
                }
            }
            magnitude = magnitude.checked_mul(10)?;
        }
    }
}

impl Scale {
    fn column(self, amount: i64) -> usize {
        let span = i128::from(self.step) * i128::from(self.steps);
        let last = self.plot as i128 - 1;
        let offset = (i128::from(amount - self.low) * last * 2 + span) / (span * 2);
        usize::try_from(offset.clamp(0, last)).unwrap_or(0)
    }

    fn draw(self, bar: &Bar) -> String {
        let at = bar.percentiles.map(|amount| amount.map(|amount| self.column(amount.0)));
        let mut line = vec![' '; self.plot];
        let mut fill = |from: Option<usize>, to: Option<usize>, mark: char| {
            if let (Some(from), Some(to)) = (from, to) {
                line[from..=to].fill(mark);
            }
        };
        // Where a figure is withheld the line ends at the next one that is known.
        let first = at.iter().flatten().copied().next();
        let last = at.iter().flatten().copied().last();
        fill(first, last, '─');
        fill(at[1].or(at[2]), at[3].or(at[2]), '▒');
        fill(at[0], at[0], '├');
        fill(at[4], at[4], '┤');
        fill(at[2], at[2], '┃');
        line.into_iter().collect()
    }

    /// Returns the line of marks and the line of their amounts.
    fn axis(self, currency: &str) -> [String; 2] {
        let mut marks = vec!['─'; self.plot];
        let mut amounts = String::new();
        for mark in 0..=self.steps {
            let amount = self.low + mark * self.step;
            let column = self.column(amount);
            marks[column] = '┼';
            let text = brief(amount, currency);
            // The last amount ends below its mark, the others begin there.
            let start = if mark == self.steps { (column + 1).saturating_sub(columns(&text)) } else { column };
            let used = columns(&amounts);
            if start > used || used == 0 {
                amounts.push_str(&" ".repeat(start - used));
                amounts.push_str(&text);
            }
        }
        [marks.into_iter().collect(), amounts]
    }
}

/// Writes an amount of a scale, in thousands where it is round.
fn brief(amount: i64, currency: &str) -> String {
    let (number, unit) = if amount % 1000 == 0 && amount != 0 { (amount / 1000, "k") } else { (amount, "") };
    let text = money(Money(number), if currency == "USD" { "USD" } else { "" });
    format!("{}{unit}", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart() -> Chart {
        let mut chart = Chart::new("USD");
        let all = [67_340, 82_860, 105_850, 134_110, 167_710].map(|amount| Some(Money(amount)));
        chart.bar("Informatics analyst, United States", all, "withheld");
        chart.bar("Informatics analyst, Guam", [None; 5], "withheld");
        chart.bar("Nurse", [Some(Money(70_000)), None, Some(Money(90_000)), None, None], "withheld");
        chart
    }

    fn text(chart: &Chart, width: usize) -> String {
        chart.lines(width).into_iter().map(|line| line.text() + "\n").collect()
    }

    #[test]
    fn boxes_stand_on_one_scale() {
        insta::assert_snapshot!(text(&chart(), 90), @"
        Informatics analyst, United States       ├───▒▒▒▒▒▒▒┃▒▒▒▒▒▒▒▒─────────┤           $105,850
        Informatics analyst, Guam                                                         withheld
        Nurse                                     ├────┃                                   $90,000
                                            ┼─────────────┼──────────────┼─────────────┼
                                            $50k          $100k          $150k     $200k
        ");
    }

    #[test]
    fn in_a_narrow_terminal_boxes_stand_below_their_labels() {
        insta::assert_snapshot!(text(&chart(), 40), @"
        Informatics analyst, United States:
        $105,850
             ├───▒▒▒▒▒▒┃▒▒▒▒▒▒▒────────┤
        Informatics analyst, Guam: withheld
        Nurse: $90,000
             ├────┃
        ┼────────────┼────────────┼────────────┼
        $50k         $100k        $150k    $200k
        ");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in 20..=200 {
            for line in chart().lines(width) {
                let line = line.text();
                assert!(columns(&line) <= width, "`{line}` at {width}");
            }
        }
    }

    #[test]
    fn odd_amounts_are_drawn() {
        for amounts in [[0; 5], [5; 5], [1, 1, 2, 2, i64::from(u32::MAX)], [999_999_999_999; 5]] {
            let mut chart = Chart::new("EUR");
            chart.bar("x", amounts.map(|amount| Some(Money(amount))), "");
            for width in [20, 60, 200] {
                assert!(chart.lines(width).iter().all(|line| columns(&line.text()) <= width), "{amounts:?}");
            }
        }
    }

    #[test]
    fn without_amounts_there_is_no_scale() {
        let mut chart = Chart::new("USD");
        chart.bar("Nurse", [None; 5], "withheld");
        assert_eq!(text(&chart, 80), "Nurse: withheld\n");
    }
}
