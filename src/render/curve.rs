//! What is paid over time, as a stepped curve.
//!
//! Each pay has a line of its own with its amount, so that the smallest step shows; the lines between them are as many as
//! the difference is large. No pay is a line like any other. Pay that is not known has a line of marks below the curve
//! and no height.

use crate::explain::schedule::Stretch;
use crate::units::Money;

use super::cells::Cells;
use super::months::Scale;
use super::page::Style;
use super::words::{NO_FIGURE, money};

/// What stands for months without pay.
pub(crate) const NOTHING: &str = "no pay";

/// The lines that the highest pay is high, where no small step asks for more.
const HEIGHT: i64 = 4;

/// A line of the curve.
#[derive(Clone, Debug)]
pub(crate) struct Level {
    /// The pay that the line stands for; empty between two.
    pub label: String,
    /// How the label is meant.
    pub style: Style,
    /// The curve.
    pub cells: Cells,
}

/// Writes a pay, or that there is none or none known.
#[must_use]
pub(crate) fn pay(annual: Option<Money>, currency: &str) -> String {
    match annual {
        None => NO_FIGURE.to_owned(),
        Some(Money(0)) => NOTHING.to_owned(),
        Some(amount) => money(amount, currency),
    }
}

/// Draws what is paid, neighbours that pay the same already joined; the highest pay comes first.
#[must_use]
pub(crate) fn levels(stretches: &[Stretch], scale: Scale, currency: &str) -> Vec<Level> {
    let mut amounts: Vec<Money> = stretches.iter().filter_map(|stretch| stretch.annual).collect();
    amounts.sort_unstable();
    amounts.dedup();
    let heights = heights(&amounts);
    let unknown = stretches.iter().any(|stretch| stretch.annual.is_none());
    let blank = || Level { label: String::new(), style: Style::Money, cells: Cells::new(scale.plot()) };
    let known = heights.last().map_or(0, |highest| highest + 1);
    let mut levels: Vec<Level> = (0..known + usize::from(unknown)).map(|_| blank()).collect();
    // The line of an amount, counted from the highest.
    let line = |amount: Money| amounts.binary_search(&amount).map_or(0, |rank| known - 1 - heights[rank]);
    let mut label = |line: usize, annual| {
        let style = if matches!(annual, None | Some(Money(0))) { Style::Missing } else { Style::Money };
        levels[line] = Level { label: pay(annual, currency), style, ..blank() };
    };
    for amount in &amounts {
        label(line(*amount), Some(*amount));
    }
    if unknown {
        label(known, None);
    }
    let edges = edges(stretches, scale);
    let mut before: Option<usize> = None;
    for (stretch, edge) in stretches.iter().zip(edges.windows(2)) {
        let Some(amount) = stretch.annual else {
            levels[known].cells.fill(edge[0]..edge[1], '?', Style::Missing);
            before = None;
            continue;
        };
        let line = line(amount);
        let style = levels[line].style;
        levels[line].cells.fill(edge[0]..edge[1], '─', style);
        if let Some(before) = before {
            let (high, low) = (before.min(line), before.max(line));
            let (top, bottom) = if line < before { ('┌', '┘') } else { ('┐', '└') };
            levels[high].cells.set(edge[0], top, Style::Money);
            levels[low].cells.set(edge[0], bottom, Style::Money);
            for between in &mut levels[high + 1..low] {
                between.cells.set(edge[0], '│', Style::Money);
            }
        }
        before = Some(line);
    }
    levels
}

/// Returns the height of each amount above the lowest, in lines.
fn heights(amounts: &[Money]) -> Vec<usize> {
    let unit = amounts.last().map_or(1, |highest| (highest.0 / HEIGHT).max(1));
    let mut height = 0;
    let mut heights = Vec::new();
    for (position, amount) in amounts.iter().enumerate() {
        if position > 0 {
            let lines = (amount.0 - amounts[position - 1].0 + unit / 2) / unit;
            height += usize::try_from(lines.clamp(1, HEIGHT)).unwrap_or(1);
        }
        heights.push(height);
    }
    heights
}

/// Returns the columns between stretches: each has one at the least, as far as there is room.
fn edges(stretches: &[Stretch], scale: Scale) -> Vec<usize> {
    let mut edges: Vec<usize> = Vec::new();
    for stretch in stretches {
        let least = edges.last().map_or(0, |last| last + 1);
        edges.push(scale.column(stretch.start).max(least));
    }
    edges.push(scale.plot());
    for position in (0..stretches.len()).rev() {
        edges[position] = edges[position].min(edges[position + 1].saturating_sub(1));
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::super::page::Line;
    use super::*;
    use crate::units::Months;

    fn drawn(pay: &[(Option<i64>, u32)], width: usize) -> String {
        let mut start = Months(0);
        let mut stretches = Vec::new();
        for (annual, months) in pay {
            let end = Months(start.0 + months);
            stretches.push(Stretch { role: None, annual: annual.map(Money), start, end });
            start = end;
        }
        let scale = Scale::new("2026-11".parse().expect("a month"), start, width);
        let line = |level: Level| {
            let mut line = Line::of(level.style, format!("{:>9} ", level.label));
            level.cells.append_to(&mut line);
            line.text().trim_end().to_owned() + "\n"
        };
        levels(&stretches, scale, "USD").into_iter().map(line).collect()
    }

    #[test]
    fn small_steps_show_and_large_ones_are_higher() {
        let small = [(Some(97_550), 12), (Some(105_850), 12), (Some(97_550), 12)];
        let large = [(Some(97_550), 12), (Some(0), 12), (Some(60_000), 12), (Some(239_200), 12)];
        insta::assert_snapshot!([drawn(&small, 36), drawn(&large, 40)].join("\n"), @"
        $105,850             ┌───────────┐
         $97,550 ────────────┘           └───────────

        $239,200                               ┌─────────
                                               │
         $97,550 ──────────┐                   │
         $60,000           │         ┌─────────┘
          no pay           └─────────┘
        ");
    }

    #[test]
    fn what_is_not_known_is_no_zero_and_no_pay_shows_however_short_it_is() {
        let pay = [(Some(97_550), 60), (Some(0), 1), (None, 59), (Some(239_200), 60)];
        insta::assert_snapshot!(drawn(&pay, 20), @"
         $239,200              ───────

          $97,550 ──────┐
                        │
           no pay       └
        no figure        ??????
        ");
        assert_eq!(drawn(&[(None, 3)], 10), "no figure ??????????\n");
    }
}
