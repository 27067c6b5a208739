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
pub(crate) struct Scatter {
    currency: String,
    points: Vec<(Months, Money)>,
}

impl Scatter {
    /// Makes an empty plane.
    #[must_use]
    pub(crate) fn new(currency: &str) -> Self {
        Self { currency: currency.to_owned(), points: Vec::new() }
    }

    /// Adds a point.
    pub(crate) fn point(&mut self, months: Months, cost: Money) {
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
    pub(crate) fn lines(&self, width: usize) -> Vec<Line> {
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
        let mut plane = vec![Vec::new(); HEIGHT];
        for (number, (months, cost)) in (1..).zip(&self.points) {
            let column = scaled(i64::from(months.0), first, last, room);
            plane[HEIGHT - 1 - scaled(cost.0, low, high, HEIGHT)].push((column, number));
        }
        let mut lines: Vec<String> = plane
            .into_iter()
            .enumerate()
            .map(|(line, points)| {
                let label = match line {
                    0 => labels[0].as_str(),
                    // Where everything costs the same one amount is enough.
                    _ if line == HEIGHT - 1 && low < high => labels[1].as_str(),
                    _ => "",
                };
                format!("{label:>margin$} │{}", numbered(points, room))
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

/// Returns a line of points, given with their columns, as their numbers; points whose numbers would run into each other
/// share the place of the first: `2,3` or `4-9`.
fn numbered(mut points: Vec<(usize, usize)>, room: usize) -> String {
    points.sort_unstable();
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    for (column, number) in points {
        match groups.last_mut() {
            Some((first, numbers)) if column <= place(*first, &name(numbers), room).1 => numbers.push(number),
            _ => groups.push((column, vec![number])),
        }
    }
    // At the right edge a name stands further to the left, where it may reach the one before.
    while let [.., (before, left), (column, right)] = &mut groups[..]
        && place(*column, &name(right), room).0 <= place(*before, &name(left), room).1
    {
        left.append(right);
        groups.pop();
    }
    let mut line = String::new();
    for (column, numbers) in groups {
        let name = name(&numbers);
        let (start, _) = place(column, &name, room);
        line.push_str(&" ".repeat(start.saturating_sub(columns(&line))));
        line.push_str(&name);
    }
    line.chars().take(room).collect()
}

/// Returns the column in which a name begins and the one after it, which stays blank.
fn place(column: usize, name: &str, room: usize) -> (usize, usize) {
    let start = column.min(room.saturating_sub(columns(name)));
    (start, start + columns(name))
}

/// Names points that stand together: `2`, `2,3`, `4-9`.
fn name(numbers: &[usize]) -> String {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|one, next| one + 1 == *next).map(|run| match run {
        [first, .., last] if run.len() > 2 => format!("{first}-{last}"),
        _ => run.iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
    });
    runs.collect::<Vec<_>>().join(",")
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

    #[test]
    fn points_that_stand_together_share_a_place() {
        assert_eq!(numbered(vec![(0, 1), (5, 2), (5, 3), (9, 4)], 20), "1    2,3 4");
        assert_eq!(numbered(vec![(0, 1), (18, 2), (19, 3)], 20), "1                2,3");
        let at_the_edge = numbered(vec![(15, 8), (19, 10), (19, 11), (19, 12)], 20);
        assert_eq!(at_the_edge, "             8,10-12");
        assert_eq!(numbered(Vec::new(), 20), "");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let mut scatter = Scatter::new("USD");
        for number in 0..40 {
            scatter.point(Months(20 + number * number % 37), Money(i64::from(100_000 / (number + 1))));
        }
        for width in 20..=200 {
            for line in scatter.texts(width) {
                assert!(columns(&line) <= width, "`{line}` at {width}");
            }
        }
    }
}
