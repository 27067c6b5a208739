//! Plans as points on a plane: time to the right, cost upwards.

use crate::units::{Money, Months};

use super::page::{Line, Style};
use super::text::columns;
use super::words::{brief_duration, money};

/// Lines of the plane.
const HEIGHT: usize = 8;

/// The fewest and the most columns of the plane.
const WIDTH: std::ops::RangeInclusive<usize> = 16..=60;

/// Points, numbered in the order in which they are added.
#[derive(Clone, Debug)]
pub struct Scatter {
    currency: String,
    points: Vec<(Months, Money)>,
}

impl Scatter {
    /// Makes an empty plane.
    #[must_use]
    pub fn new(currency: &str) -> Self {
        Self { currency: currency.to_owned(), points: Vec::new() }
    }

    /// Adds a point.
    pub fn point(&mut self, months: Months, cost: Money) {
        self.points.push((months, cost));
    }

    /// Returns the points in the order in which they were added.
    pub(super) fn points(&self) -> &[(Months, Money)] {
        &self.points
    }

    /// Returns the currency of the costs.
    pub(super) fn currency(&self) -> &str {
        &self.currency
    }

    /// Returns the lines of the plane at most `width` columns wide; none for fewer than two points or where it has no
    /// room.
    #[must_use]
    pub fn lines(&self, width: usize) -> Vec<Line> {
        self.texts(width).into_iter().map(|text| Line::of(Style::Plain, text)).collect()
    }

    fn texts(&self, width: usize) -> Vec<String> {
        let months = || self.points.iter().map(|(months, _)| i64::from(months.0));
        let costs = || self.points.iter().map(|(_, cost)| cost.0);
        let (Some(first), Some(last), Some(low), Some(high)) =
            (months().min(), months().max(), costs().min(), costs().max())
        else {
            return Vec::new();
        };
        let labels = [money(Money(high), &self.currency), money(Money(low), &self.currency)];
        let margin = labels.iter().map(|label| columns(label)).max().unwrap_or(0);
        let room = width.saturating_sub(margin + 2).min(*WIDTH.end());
        if self.points.len() < 2 || room < *WIDTH.start() {
            return Vec::new();
        }
        let scaled = |value: i64, least: i64, most: i64, cells: usize| {
            let span = (most - least).max(1);
            let last = i64::try_from(cells - 1).unwrap_or(0);
            usize::try_from(((value - least) * last + span / 2) / span).unwrap_or(0)
        };
        let mut plane = vec![vec![' '; room]; HEIGHT];
        for (number, (months, cost)) in self.points.iter().enumerate() {
            let column = scaled(i64::from(months.0), first, last, room);
            let line = HEIGHT - 1 - scaled(cost.0, low, high, HEIGHT);
            let mark = char::from_digit(number as u32 + 1, 36).unwrap_or('*');
            // Points that fall together keep the first number.
            if plane[line][column] == ' ' {
                plane[line][column] = mark;
            }
        }
        let mut lines: Vec<String> = plane
            .into_iter()
            .enumerate()
            .map(|(line, cells)| {
                let label = match line {
                    0 => labels[0].as_str(),
                    _ if line == HEIGHT - 1 => labels[1].as_str(),
                    _ => "",
                };
                let cells: String = cells.into_iter().collect();
                format!("{label:>margin$} │{}", cells.trim_end())
            })
            .collect();
        lines.push(format!("{:>margin$} └{}", "", "─".repeat(room)));
        let of = |month: i64| brief_duration(Months(u32::try_from(month).unwrap_or(0)));
        let (left, right) = (of(first), of(last));
        let between = room.saturating_sub(columns(&left) + columns(&right)).max(1);
        lines.push(format!("{:>margin$}  {left}{:between$}{right}", "", ""));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stand_where_they_belong() {
        let mut scatter = Scatter::new("USD");
        assert_eq!(scatter.texts(80), Vec::<String>::new());
        scatter.point(Months(12), Money(9_000));
        scatter.point(Months(24), Money(4_500));
        scatter.point(Months(36), Money(0));
        let lines = scatter.texts(30);
        assert_eq!(lines.len(), HEIGHT + 2);
        assert_eq!(lines[0], "$9,000 │1");
        assert_eq!(lines[HEIGHT - 1], "    $0 │                     3");
        assert_eq!(lines[HEIGHT + 1], "        1y                  3y");
        assert!(lines[3].ends_with('2') || lines[4].ends_with('2'), "{lines:#?}");
        assert_eq!(scatter.texts(12), Vec::<String>::new(), "no room");
    }
}
