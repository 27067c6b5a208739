//! What a plan brings in over time, month by month: against staying in today's job where its pay is known.

use maud::{Markup, html};

use crate::units::{CalendarMonth, MONTHS_PER_YEAR, Money, Months};

use super::super::svg::{Anchor, Picture, line, polygon, polyline, text};
use super::super::words::{calendar, duration, money};
use super::axis::{Amounts, Calendar, brief};
use super::legend::{Mark, legend};
use super::{NARROW, WIDE};

/// The height of the plot.
const HEIGHT: f64 = 190.0;

/// The course of a plan in money as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MoneyPicture {
    /// The month from which on months are counted.
    pub start: CalendarMonth,
    /// What has come in by the start of each month and the end of the last.
    pub ahead: Vec<Money>,
    /// Whether that is what is more than staying would have brought.
    pub compares: bool,
    /// The month in which the target is reached.
    pub reached: Months,
    /// The month from which on the plan is ahead for good.
    pub break_even: Option<Months>,
    /// The month in which it is furthest behind, and by how much.
    pub valley: Option<(Months, Money)>,
    /// The currency of all amounts.
    pub currency: String,
}

impl MoneyPicture {
    /// Returns what the line is.
    #[must_use]
    pub(crate) fn caption(&self) -> String {
        let over = duration(Months(self.ahead.len().saturating_sub(1) as u32));
        if self.compares {
            format!("Pay minus studies over {over}, against staying in today's job")
        } else {
            format!("Pay minus studies over {over}")
        }
    }

    /// Returns the picture for a wide and for a narrow page.
    pub(in super::super) fn pictures(&self) -> [Picture; 2] {
        [WIDE, NARROW].map(|width| {
            let (body, height) = self.body(width);
            Picture::new(&self.caption(), &self.description(), width, height, body)
        })
    }

    /// Says in words what the picture shows, year by year.
    fn description(&self) -> String {
        let years = self.ahead.iter().enumerate().skip(1).filter(|(month, _)| {
            month.is_multiple_of(MONTHS_PER_YEAR as usize) || month + 1 == self.ahead.len()
        });
        let years: Vec<String> = years
            .map(|(month, amount)| {
                format!("after {} {}", duration(Months(month as u32)), money(*amount, &self.currency))
            })
            .collect();
        format!("{}: {}.", self.caption(), years.join(", "))
    }

    fn body(&self, width: f64) -> (Markup, f64) {
        let months = Months(self.ahead.len().saturating_sub(1).max(1) as u32);
        let (left, right) = (60.0, width - 62.0);
        let scale = Calendar { start: self.start, months, left, right };
        let least = self.ahead.iter().map(|amount| amount.0).min().unwrap_or(0).min(0);
        let most = self.ahead.iter().map(|amount| amount.0).max().unwrap_or(0).max(0);
        let amounts = Amounts::new(least, most, 6, 8.0, HEIGHT);
        let at = |month: Months| {
            let amount = self.ahead.get(month.0 as usize).copied().unwrap_or_default();
            (scale.x(month), amounts.y(amount))
        };
        let course: Vec<(f64, f64)> = (0..self.ahead.len()).map(|month| at(Months(month as u32))).collect();
        let ground = amounts.y(Money(0));
        let mut area = course.clone();
        area.extend([(right, ground), (left, ground)]);
        let end = self.ahead.last().copied().unwrap_or_default();
        let (legend, bottom) = legend(&self.marks(), 0.0, width, HEIGHT + 22.0);
        let reached = scale.x(self.reached);
        let drawn = html! {
            (scale.draw(8.0, HEIGHT))
            (amounts.draw(left, right, &self.currency))
            (polygon("pay-area", &area))
            (line("goal", (reached, 8.0), (reached, HEIGHT)))
            (polyline("pay", &course))
            @if let Some((month, _)) = self.valley { @let (x, y) = at(month); (Mark::Lowest.draw(x, y)) }
            @if let Some(month) = self.break_even.filter(|month| *month > Months(0)) {
                @let (x, y) = at(month);
                (Mark::Good.draw(x, y))
            }
            (text("strong small", right + 6.0, amounts.y(end) + 4.0, Anchor::Start, &brief(end, &self.currency)))
            (legend)
        };
        (drawn, bottom + 2.0)
    }

    /// Returns the marks in the plot with what they mean.
    fn marks(&self) -> Vec<(Mark, String)> {
        let when = |month: Months| calendar(self.start.plus(month));
        let mut marks = Vec::new();
        if let Some((month, amount)) = self.valley {
            let behind = money(Money(amount.0.saturating_neg()), &self.currency);
            marks.push((Mark::Lowest, format!("furthest behind in {}, by {behind}", when(month))));
        }
        if let Some(month) = self.break_even.filter(|month| *month > Months(0)) {
            marks.push((Mark::Good, format!("ahead for good from {}", when(month))));
        }
        marks.push((Mark::Goal, format!("the goal, {}", when(self.reached))));
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_legible;
    use super::*;

    #[test]
    fn no_label_is_cut_off_or_lies_on_another() {
        for months in [1, 12, 120, 600] {
            for (dip, slope) in [(0, 0), (0, 900), (-80_000, 2_000), (-1, -400), (-900_000, 1_000_000)] {
                let picture = MoneyPicture {
                    start: CalendarMonth::new(2026, 11).expect("a month"),
                    ahead: (0..=months).map(|month| Money(dip + slope * month)).collect(),
                    compares: slope > 0,
                    reached: Months(1),
                    break_even: Some(Months(1)),
                    valley: Some((Months(0), Money(dip))),
                    currency: "USD".to_owned(),
                };
                for one in picture.pictures() {
                    assert_legible(&one);
                }
            }
        }
    }
}
