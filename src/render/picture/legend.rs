//! Legends: a mark and what it means, as many beside one another as there is room for.

use maud::{Markup, html};

use super::super::svg::{Anchor, dot, line, polygon, rectangle, text, text_width};
use super::axis::SIZE;

/// The height of a line of a legend.
const LINE: f64 = 18.0;

/// The room for a mark before its words.
const MARK: f64 = 20.0;

/// Something that stands out in a picture; each has a shape of its own, so that none needs its colour.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mark {
    /// A piece of a bar.
    Bar { class: &'static str, height: f64 },
    /// The lowest point.
    Lowest,
    /// The point from which on something is good.
    Good,
    /// The line of the goal.
    Goal,
}

impl Mark {
    /// Draws the mark with its middle at a point.
    pub(super) fn draw(self, x: f64, y: f64) -> Markup {
        match self {
            Self::Bar { class, height } => rectangle(class, x - 6.0, y - height / 2.0, 12.0, height),
            Self::Lowest => dot("bad", x, y, 5.0),
            Self::Good => {
                let corners = [(x, y - 6.0), (x + 6.0, y), (x, y + 6.0), (x - 6.0, y)];
                html! { (polygon("good", &corners)) }
            }
            Self::Goal => line("goal", (x, y - 7.0), (x, y + 7.0)),
        }
    }
}

/// Lays out marks with their words from `left` to `right`, the first line at `top`; returns also where they end.
pub(super) fn legend(items: &[(Mark, String)], left: f64, right: f64, top: f64) -> (Markup, f64) {
    let (mut x, mut y) = (left, top);
    let mut placed = Vec::new();
    for (mark, words) in items {
        let room = MARK + text_width(words, SIZE) + 16.0;
        if x > left && x + room - 16.0 > right {
            x = left;
            y += LINE;
        }
        placed.push((mark, words, x, y + LINE / 2.0));
        x += room;
    }
    let drawn = html! {
        @for (mark, words, x, middle) in placed {
            (mark.draw(x + 7.0, middle))
            (text("quiet small", x + MARK, middle + 4.0, Anchor::Start, words))
        }
    };
    (drawn, if items.is_empty() { top } else { y + LINE })
}
