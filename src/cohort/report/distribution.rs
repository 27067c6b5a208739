//! How the months and the costs of a cohort are distributed.

use crate::catalog::Currency;
use crate::render::bars::Bars;
use crate::render::page::Style;
use crate::render::words::{brief_duration, money};
use crate::units::{Money, Months};

use super::super::summary::Group;
use super::share;

/// How many bars there are at the most between nothing and the highest.
const MOST: i64 = 8;

/// The same for costs.
const MOST_COSTS: i64 = 5;

/// The widths of bars of months.
const SPANS: [i64; 6] = [3, 6, 12, 24, 60, 120];

/// Returns the bars of months, with those without a way below.
pub(super) fn of_months(group: &Group) -> Bars {
    let mut bars = Bars::new("People by the time it takes them");
    bar(&mut bars, Style::Good, "there already", group.within(Months(0)), group.people);
    let last = group.months.last_key_value().map_or(0, |(months, _)| i64::from(months.0));
    let span = SPANS.into_iter().find(|span| last <= span * MOST).unwrap_or((last + MOST - 1) / MOST);
    let months = |bound: i64| brief_duration(Months(u32::try_from(bound).unwrap_or(u32::MAX)));
    for (low, high) in bins(last, span) {
        let people = group.months.iter().filter(|(months, _)| bounds(i64::from(months.0), low, high));
        let name = if low == 0 {
            format!("later, up to {}", months(high))
        } else {
            format!("{} to {}", months(low), months(high))
        };
        bar(&mut bars, Style::Job, &name, people.map(|(_, people)| people).sum(), group.people);
    }
    bar(&mut bars, Style::Missing, "no way within the limits", group.unreachable, group.people);
    if group.open > 0 {
        bar(&mut bars, Style::Quiet, "not settled", group.open, group.people);
    }
    bars
}

/// Returns the bars of costs of those who have a way.
pub(super) fn of_costs(group: &Group, currency: &Currency) -> Bars {
    let mut bars = Bars::new("People with a way, by what their study costs");
    let at = |low: i64, high: i64| -> u64 {
        let people = group.costs.iter().filter(|(cost, _)| bounds(cost.0, low, high));
        people.map(|(_, people)| people).sum()
    };
    bar(&mut bars, Style::Good, "nothing", at(-1, 0) - group.unknown, group.found());
    if group.unknown > 0 {
        bar(&mut bars, Style::Quiet, "price not known", group.unknown, group.found());
    }
    let last = group.costs.last_key_value().map_or(0, |(cost, _)| cost.0);
    let amount = |amount: i64| money(Money(amount), currency);
    for (low, high) in bins(last, round((last + MOST_COSTS - 1) / MOST_COSTS)) {
        let name = if low == 0 {
            format!("up to {}", amount(high))
        } else {
            format!("{} to {}", amount(low), amount(high))
        };
        bar(&mut bars, Style::Study, &name, at(low, high), group.found());
    }
    bars
}

fn bar(bars: &mut Bars, style: Style, name: &str, people: u64, of: u64) {
    bars.bar(style, name, people, &share(people, of));
}

/// Tells whether something is above one bound and not above another.
fn bounds(value: i64, low: i64, high: i64) -> bool {
    low < value && value <= high
}

/// Returns the bounds of bars of one width that reach to the last value.
fn bins(last: i64, span: i64) -> impl Iterator<Item = (i64, i64)> {
    let count = (last + span - 1).div_euclid(span);
    (0..count).map(move |number| (number * span, (number + 1) * span))
}

/// Returns the next round number: 1, 2 or 5 and zeros.
fn round(least: i64) -> i64 {
    let mut magnitude: i64 = 1;
    loop {
        if let Some(number) = [1, 2, 5].into_iter().map(|factor| factor * magnitude).find(|n| *n >= least) {
            return number;
        }
        let Some(next) = magnitude.checked_mul(10).filter(|next| *next <= i64::MAX / 5) else {
            return i64::MAX / MOST;
        };
        magnitude = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_in_one_bar() {
        for last in [0, 1, 5, 8, 9, 4_999, 5_000, 5_001, 123_456, 99_999_999] {
            let span = round((last + MOST_COSTS - 1) / MOST_COSTS);
            let bars: Vec<(i64, i64)> = bins(last, span).collect();
            assert!(bars.len() <= 5, "{last}: {bars:?}");
            for value in [1, last / 3, last].into_iter().filter(|value| (1..=last).contains(value)) {
                let holding = bars.iter().filter(|(low, high)| bounds(value, *low, *high)).count();
                assert_eq!(holding, 1, "{value} of {last} in {bars:?}");
            }
        }
        assert_eq!([1, 2, 3, 6, 11, 5_001].map(round), [1, 2, 5, 10, 20, 10_000]);
    }
}
