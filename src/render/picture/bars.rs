//! Counts as bars, for a wide and for a narrow page.

use maud::{Markup, html};

use super::super::bars::{Bar, Bars};
use super::super::page::Style;
use super::super::svg::{Anchor, Picture, rectangle, text, text_width};
use super::{NARROW, WIDE};

/// The size of the letters.
const SIZE: f64 = 13.0;

/// The height of a bar, and from one to the next.
const BAR: f64 = 16.0;
const STEP: f64 = 24.0;

/// Room between name, bar and text.
const GAP: f64 = 8.0;

/// Returns the picture of bars for a wide and for a narrow page.
pub(in super::super) fn pictures(bars: &Bars) -> [Picture; 2] {
    [WIDE, NARROW].map(|width| {
        let height = STEP * f64::from(u32::try_from(bars.bars().len()).unwrap_or(u32::MAX)) + GAP;
        Picture::new(bars.title(), &bars.words(), width, height, body(bars, width))
    })
}

fn body(bars: &Bars, width: f64) -> Markup {
    let widest = |words: fn(&Bar) -> &str| {
        bars.bars().iter().map(|bar| text_width(words(bar), SIZE)).fold(0.0, f64::max)
    };
    let left = widest(|bar| &bar.name) + GAP;
    let room = (width - left - widest(|bar| &bar.text) - 2.0 * GAP).max(1.0);
    let mut y = GAP;
    let mut drawn: Vec<Markup> = Vec::new();
    for bar in bars.bars() {
        let long = share(bar.count, bars.most()) * room;
        // What is there at all is seen.
        let long = if bar.count > 0 { long.max(2.0) } else { 0.0 };
        let line = y + BAR * 0.75;
        drawn.push(html! {
            (text("name", left - GAP, line, Anchor::End, &bar.name))
            @if bar.count > 0 { (rectangle(class(bar.style), left, y, long, BAR)) }
            (text("name quiet", left + long + GAP, line, Anchor::Start, &bar.text))
        });
        y += STEP;
    }
    html! { @for bar in &drawn { (bar) } }
}

/// Returns what part of the most a count is, in ten-thousandths, so that no count is too large for a float.
fn share(count: u64, most: u64) -> f64 {
    let parts = u128::from(count) * 10_000 / u128::from(most);
    f64::from(u32::try_from(parts).unwrap_or(10_000)) / 10_000.0
}

fn class(style: Style) -> &'static str {
    match style {
        Style::Good => "good",
        Style::Missing => "bad",
        Style::Study | Style::Money => "study",
        Style::Quiet => "stay",
        Style::Plain | Style::Heading | Style::Job | Style::Search | Style::Goal => "work",
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_legible;
    use super::*;

    #[test]
    fn no_label_is_cut_off_or_lies_on_another() {
        for counts in [&[0, 0][..], &[1, 1_000_000, 3], &[u64::MAX, 0, 7, 12]] {
            let mut bars = Bars::new("People");
            for count in counts {
                let text = format!("{} ({} %)", count % 1_000_000_000, 100);
                bars.bar(Style::Job, "4 to 5 years", *count, &text);
            }
            for picture in pictures(&bars) {
                assert_legible(&picture);
            }
        }
    }
}
