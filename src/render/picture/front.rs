//! Plans as points: time to the right, cost upwards.

use maud::{Markup, html};

use crate::catalog::Currency;
use crate::units::{Money, Months};

use super::super::svg::{Anchor, Picture, dot, line, place, polyline, text, text_width};
use super::super::words::{brief_duration, duration, money};
use super::axis::{Amounts, SIZE, STEPS};
use super::{NARROW, WIDE};

/// The height of the plot.
const HEIGHT: f64 = 190.0;

/// Returns the picture of plans for a wide and for a narrow page; nothing for fewer than two.
pub(in super::super) fn pictures(plans: &[(Months, Money)], currency: &Currency) -> Option<[Picture; 2]> {
    if plans.len() < 2 {
        return None;
    }
    let words: Vec<String> = plans
        .iter()
        .enumerate()
        .map(|(position, (months, cost))| {
            format!("{}: {}, {}", position + 1, duration(*months), money(*cost, currency))
        })
        .collect();
    let description = format!("Each plan by its time and its cost of study. {}.", words.join("; "));
    Some([WIDE, NARROW].map(|width| {
        let (body, height) = body(plans, currency, width);
        Picture::new("Plans by time and cost", &description, width, height, body)
    }))
}

fn body(plans: &[(Months, Money)], currency: &Currency, width: f64) -> (Markup, f64) {
    let (left, right) = (60.0, width - 28.0);
    let first = plans.iter().map(|(months, _)| months.0).min().unwrap_or(0);
    let last = plans.iter().map(|(months, _)| months.0).max().unwrap_or(0);
    let highest = plans.iter().map(|(_, cost)| cost.0).max().unwrap_or(0);
    let amounts = Amounts::new(0, highest, 5, 16.0, HEIGHT);
    // A little room on both sides, so that no point lies on the edge.
    let beyond = (last - first).div_ceil(12).max(1);
    let (from, until) = (first.saturating_sub(beyond), last + beyond);
    let x =
        |month: u32| left + place(i64::from(month) - i64::from(from), i64::from(until - from), right - left);
    let widest = text_width("88y 11mo", SIZE) + 10.0;
    let step = STEPS.into_iter().find(|step| x(from + step) - x(from) >= widest).unwrap_or(240);
    let at: Vec<(f64, f64)> = plans.iter().map(|(months, cost)| (x(months.0), amounts.y(*cost))).collect();
    let labels = labels(&at, (left, right));
    let drawn = html! {
        (amounts.draw(left, right, currency))
        @for month in (from..=until).filter(|month| month.is_multiple_of(step)) {
            (line("grid", (x(month), 16.0), (x(month), HEIGHT)))
            (text("quiet small", x(month), HEIGHT + 16.0, Anchor::Middle, &brief_duration(Months(month))))
        }
        (polyline("front", &stairs(&at)))
        @for (x, y) in &at { (dot("point", *x, *y, 4.5)) }
        @for (number, (x, y)) in labels { (text("strong small", x, y, Anchor::Middle, &number.to_string())) }
    };
    (drawn, HEIGHT + 24.0)
}

/// Returns the edge of what no plan beats: from each point to the right, then down to the next.
fn stairs(at: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut edge: Vec<(f64, f64)> = Vec::new();
    for (x, y) in at {
        if let Some((_, before)) = edge.last().copied() {
            edge.push((*x, before));
        }
        edge.push((*x, *y));
    }
    edge
}

/// Returns the numbers of the points that have room beside their point for it, and where they stand.
fn labels(at: &[(f64, f64)], (left, right): (f64, f64)) -> Vec<(usize, (f64, f64))> {
    let mut placed: Vec<(usize, (f64, f64))> = Vec::new();
    for (position, (x, y)) in at.iter().enumerate() {
        let beside = [(11.0, -5.0), (-11.0, -5.0), (11.0, 14.0), (-11.0, 14.0)];
        let free = |(label_x, label_y): &(f64, f64)| {
            let near = |x: f64, y: f64| (x - label_x).abs() < 15.0 && (y - label_y).abs() < 12.0;
            let dots =
                at.iter().any(|(x, y)| (x - label_x).abs() < 11.0 && (y - (label_y - 4.0)).abs() < 9.0);
            !dots
                && !placed.iter().any(|(_, (x, y))| near(*x, *y))
                && (left + 4.0..=right + 12.0).contains(label_x)
        };
        let place = beside.iter().map(|(aside, down)| (x + aside, y + down)).find(free);
        placed.extend(place.map(|place| (position + 1, place)));
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_legible;
    use super::*;

    #[test]
    fn no_label_is_cut_off_or_lies_on_another() {
        for (plans, apart, saved) in [(2, 1, 9_000), (3, 40, 10), (12, 1, 500), (30, 7, 11_000), (5, 0, 0)] {
            let plan = |number: u32| {
                (Months(12 + number * apart), Money(i64::from(saved) * i64::from(plans - number)))
            };
            let front: Vec<(Months, Money)> = (0..plans).map(plan).collect();
            for picture in pictures(&front, &Currency::of_code("USD")).expect("two or more") {
                assert_legible(&picture);
            }
        }
        assert!(pictures(&[(Months(1), Money(1))], &Currency::of_code("USD")).is_none());
    }
}
