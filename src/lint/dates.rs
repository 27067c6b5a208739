//! The months in which requirements can hold at all, whatever they ask.

use crate::catalog::{Requirement, RequirementKind};
use crate::units::{CalendarMonth, Months};

use super::requirements::Counting;

/// Months in a row, from the first to the one before the end; counted from the first month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    first: i32,
    end: i32,
}

impl Span {
    /// All months.
    const EVER: Self = Self { first: i32::MIN, end: i32::MAX };

    /// Returns the months between the dates of a requirement.
    fn of(node: &Requirement) -> Self {
        let first = node.from.map_or(i32::MIN, number);
        let end = node.until.map_or(i32::MAX, |until| number(until) + 1);
        Self { first, end }
    }
}

fn origin() -> CalendarMonth {
    CalendarMonth::new(1, 1).expect("the first month of the calendar")
}

fn number(month: CalendarMonth) -> i32 {
    month.since(origin())
}

/// Tells whether a requirement, by itself, can hold in some months only, or in none.
pub(super) fn is_dated(node: &Requirement) -> bool {
    node.from.is_some() || node.until.is_some() || is_too_recent(node)
}

/// Tells whether a requirement or one within it can hold in some months only, or in none.
pub(super) fn holds_dates(node: &Requirement) -> bool {
    is_dated(node) || node.children().iter().any(holds_dates)
}

/// Tells whether a requirement asks for more months than have room in the time within which they have to lie.
pub(super) fn is_too_recent(node: &Requirement) -> bool {
    match node.kind {
        RequirementKind::Experience { months, within: Some(within), .. } => months > within,
        _ => false,
    }
}

/// Returns the months in which a requirement can hold, in order.
pub(super) fn months(node: &Requirement, counting: Counting) -> Vec<Span> {
    if is_too_recent(node) {
        return Vec::new();
    }
    let parts: Vec<Vec<Span>> = counting.parts(node).map(|(_, part)| months(part, counting)).collect();
    within_its_own(node, &common(&parts, counting.needed(node)))
}

/// Returns the months in which a list of requirements can hold, all at once.
pub(super) fn months_of_all(nodes: &[Requirement], counting: Counting) -> Vec<Span> {
    let lists: Vec<Vec<Span>> = counting.of_all(nodes).map(|(_, node)| months(node, counting)).collect();
    common(&lists, lists.len())
}

/// Returns the months that lie in at least `count` of the lists, in order and apart from each other.
pub(super) fn common(lists: &[Vec<Span>], count: usize) -> Vec<Span> {
    if count == 0 {
        // Nothing is asked.
        return vec![Span::EVER];
    }
    let spans = lists.iter().flatten().filter(|span| span.first < span.end);
    // Where one span ends and the next begins, the beginning counts first, so that they become one.
    let mut borders: Vec<(i32, i32)> = spans.flat_map(|span| [(span.first, -1), (span.end, 1)]).collect();
    borders.sort_unstable();
    let (mut open, mut found): (usize, Vec<Span>) = (0, Vec::new());
    for (month, border) in borders {
        if border < 0 {
            open += 1;
            if open == count {
                found.push(Span { first: month, end: i32::MAX });
            }
        } else {
            if open == count
                && let Some(last) = found.last_mut()
            {
                last.end = month;
            }
            open -= 1;
        }
    }
    found.retain(|span| span.first < span.end);
    found
}

/// Returns those of the months in which a requirement, by its own dates, can hold.
pub(super) fn within_its_own(node: &Requirement, spans: &[Span]) -> Vec<Span> {
    common(&[spans.to_vec(), vec![Span::of(node)]], 2)
}

/// Returns where the first of these months is on the calendar.
pub(super) fn beginning(spans: &[Span]) -> i32 {
    spans.first().map_or(i32::MAX, |span| span.first)
}

/// Returns where the last of these months ends on the calendar.
pub(super) fn end(spans: &[Span]) -> i32 {
    spans.last().map_or(i32::MIN, |span| span.end)
}

/// Tells whether there are months among these from `now` on.
pub(super) fn any_from(spans: &[Span], now: CalendarMonth) -> bool {
    spans.last().is_some_and(|last| last.end > number(now))
}

/// Returns the last of these months; `None` when there are none or no end.
pub(super) fn last_month(spans: &[Span]) -> Option<CalendarMonth> {
    spans.last().filter(|last| last.end < i32::MAX).map(|last| calendar(last.end - 1))
}

/// Says in a few words which months these are.
pub(super) fn in_words(spans: &[Span]) -> String {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return "never".to_owned() };
    let from = (first.first > i32::MIN).then(|| format!("from {}", calendar(first.first)));
    let until = last_month(&[*last]).map(|month| format!("until {month}"));
    match (from, until) {
        (Some(from), Some(until)) => format!("only {from} {until}"),
        (Some(only), None) | (None, Some(only)) => format!("only {only}"),
        (None, None) => "at any time".to_owned(),
    }
}

fn calendar(number: i32) -> CalendarMonth {
    origin().plus(Months(number.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_common_are_those_of_enough_lists() {
        let span = |first, end| Span { first, end };
        let lists = [vec![span(0, 5), span(8, 10)], vec![span(5, 9)], vec![span(3, 4), span(9, 12)]];
        assert_eq!(common(&lists, 1), [span(0, 12)]);
        assert_eq!(common(&lists, 2), [span(3, 4), span(8, 10)]);
        assert_eq!(common(&lists, 3), []);
        assert_eq!(common(&lists, 0), [Span::EVER]);
        assert_eq!(common(&[vec![span(0, 5)], vec![span(5, 9)]], 2), []);
    }
}
