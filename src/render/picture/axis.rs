//! Scales: months of the calendar to the right, amounts upwards.

use maud::{Markup, html};

use crate::catalog::Currency;
use crate::units::{CalendarMonth, MONTHS_PER_YEAR, Money, Months};

use super::super::svg::{Anchor, line, place, text, text_width};
use super::super::words::{calendar, digits, in_currency};

/// The size of the labels of a scale.
pub(super) const SIZE: f64 = 11.0;

/// Months between two marks of a calendar, the fewest first.
pub(super) const STEPS: [u32; 8] = [1, 3, 6, 12, 24, 60, 120, 240];

/// The room between two labels.
const GAP: f64 = 10.0;

/// How far a label may stand out on a side.
const EDGE: f64 = 4.0;

/// Months from left to right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    pub(super) start: CalendarMonth,
    pub(super) months: Months,
    pub(super) left: f64,
    pub(super) right: f64,
}

impl Calendar {
    /// Returns where a month begins.
    pub(super) fn x(&self, month: Months) -> f64 {
        self.left + place(i64::from(month.0), i64::from(self.months.0), self.right - self.left)
    }

    /// Returns the months that are marked, each with its label.
    fn marks(&self) -> Vec<(Months, String)> {
        let label = |month: CalendarMonth, step: u32| {
            if step < MONTHS_PER_YEAR { calendar(month) } else { month.year().to_string() }
        };
        let fits = |step: &&u32| {
            let room = self.x(Months(**step)) - self.x(Months(0));
            room >= text_width(&label(self.start, **step), SIZE) + GAP
        };
        let step = STEPS.iter().find(fits).copied().unwrap_or(STEPS[STEPS.len() - 1]);
        let is_marked = |month: CalendarMonth| {
            let count = i64::from(month.year()) * i64::from(MONTHS_PER_YEAR) + i64::from(month.month()) - 1;
            count % i64::from(step) == 0
        };
        (0..=self.months.0)
            .map(|month| (Months(month), self.start.plus(Months(month))))
            .filter(|(_, month)| is_marked(*month))
            .map(|(offset, month)| (offset, label(month, step)))
            .collect()
    }

    /// Returns a line from `top` to `bottom` at each mark, with its label below.
    pub(super) fn draw(&self, top: f64, bottom: f64) -> Markup {
        html! {
            @for (month, label) in self.marks() {
                @let x = self.x(month);
                (line("grid", (x, top), (x, bottom)))
                // A label that would stand out on a side is left out: its line says enough.
                @let half = text_width(&label, SIZE) / 2.0;
                @if x - half >= self.left - EDGE && x + half <= self.right + EDGE {
                    (text("quiet small", x, bottom + 14.0, Anchor::Middle, &label))
                }
            }
        }
    }
}

/// Amounts from below upwards.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amounts {
    low: i64,
    step: i64,
    steps: i64,
    top: f64,
    bottom: f64,
}

impl Amounts {
    /// Makes a scale with at most `most` round steps that holds everything from `low` to `high`.
    pub(super) fn new(low: i64, high: i64, most: i64, top: f64, bottom: f64) -> Self {
        let mut magnitude = 1_i64;
        loop {
            for factor in [1, 2, 5] {
                let step = magnitude.saturating_mul(factor);
                let first = low.div_euclid(step).saturating_mul(step);
                let steps = (high.saturating_sub(first) + step - 1).div_euclid(step).max(1);
                if steps <= most {
                    return Self { low: first, step, steps, top, bottom };
                }
            }
            magnitude = magnitude.saturating_mul(10);
        }
    }

    /// Returns where an amount stands.
    pub(super) fn y(&self, amount: Money) -> f64 {
        let part = amount.0.saturating_sub(self.low);
        self.bottom - place(part, self.step.saturating_mul(self.steps), self.bottom - self.top)
    }

    /// Returns a line from `left` to `right` at each round amount, with its label before it.
    pub(super) fn draw(&self, left: f64, right: f64, currency: &Currency) -> Markup {
        html! {
            @for mark in 0..=self.steps {
                @let amount = Money(self.low + mark * self.step);
                @let y = self.y(amount);
                (line(if amount.0 == 0 { "axis" } else { "grid" }, (left, y), (right, y)))
                (text("quiet small", left - 6.0, y + 4.0, Anchor::End, &brief(amount, currency)))
            }
        }
    }
}

/// Writes an amount in thousands or millions where it is large, rounded: `$112k`, `$1.2M`.
pub(super) fn brief(amount: Money, currency: &Currency) -> String {
    let sign = if amount.0 < 0 { "−" } else { "" };
    let whole = amount.0.unsigned_abs();
    let rounded = |unit: u64| whole / unit + u64::from(whole % unit >= unit / 2);
    let text = match whole {
        0..1_000 => whole.to_string(),
        // From here on thousands would round to a million.
        1_000..999_500 => format!("{}k", rounded(1_000)),
        _ => match (rounded(100_000) / 10, rounded(100_000) % 10) {
            (millions, 0) => format!("{}M", digits(millions)),
            (millions, tenths) => format!("{}.{tenths}M", digits(millions)),
        },
    };
    in_currency(sign, &text, currency)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_as_dense_as_their_labels_allow() {
        let start = CalendarMonth::new(2026, 11).expect("a month");
        let marks = |months: u32, width: f64| {
            let calendar = Calendar { start, months: Months(months), left: 0.0, right: width };
            calendar.marks().into_iter().map(|(_, label)| label).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(marks(4, 500.0), "Nov 2026 Dec 2026 Jan 2027 Feb 2027 Mar 2027");
        assert_eq!(marks(12, 500.0), "Jan 2027 Apr 2027 Jul 2027 Oct 2027");
        assert_eq!(marks(60, 500.0), "2027 2028 2029 2030 2031");
        assert_eq!(marks(240, 300.0), "2030 2035 2040 2045");
        assert_eq!(marks(3, 10.0), "2027");
    }

    #[test]
    fn amounts_are_round_and_hold_everything() {
        for (low, high) in [(0, 0), (0, 1), (-81_000, 350_000), (0, 112_250), (i64::MIN / 4, i64::MAX / 4)] {
            let scale = Amounts::new(low, high, 4, 0.0, 100.0);
            assert!(scale.steps <= 4);
            for amount in [low, high] {
                let y = scale.y(Money(amount));
                assert!((0.0..=100.0).contains(&y), "{amount} at {y}");
            }
        }
        let words = [0, 950, 112_250, 999_700, 1_240_000, 1_999_999, -20_000]
            .map(|amount| brief(Money(amount), &Currency::of_code("USD")));
        assert_eq!(words, ["$0", "$950", "$112k", "$1M", "$1.2M", "$2M", "−$20k"]);
        assert_eq!(brief(Money(5_000), &Currency::of_code("EUR")), "5k EUR");
    }
}
