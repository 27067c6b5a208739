//! Pictures as SVG: a frame with a name and a description, and the few shapes that pictures are made of.
//!
//! Colours are CSS variables with values for light and dark, in `svg/style.css`: a picture that stands alone carries
//! that sheet, a page has it once for all its pictures. Nothing here knows what a picture shows.

use maud::{Markup, PreEscaped, html};

use super::text::clean;

/// What every picture looks like.
pub(super) const STYLE: &str = include_str!("svg/style.css");

/// A picture on a plane whose units are about a pixel of a screen.
#[derive(Debug)]
pub(super) struct Picture {
    title: String,
    description: String,
    width: f64,
    height: f64,
    body: Markup,
}

impl Picture {
    /// Makes a picture with its name and what it shows, for those who cannot see it.
    pub(super) fn new(title: &str, description: &str, width: f64, height: f64, body: Markup) -> Self {
        Self { title: clean(title), description: clean(description), width, height, body }
    }

    /// Returns the picture as a part of a page that has [`STYLE`].
    pub(super) fn inline(&self) -> Markup {
        self.markup("img", &html! {})
    }

    /// Returns the picture as a part of a page that has [`STYLE`], whose parts are links and have names of their own.
    pub(super) fn interactive(&self) -> Markup {
        self.markup("group", &html! {})
    }

    /// Returns the picture as a file of its own.
    pub(super) fn standalone(&self) -> String {
        let style = html! { style { (PreEscaped(STYLE)) } };
        let ground = html! { rect.ground width="100%" height="100%" {} };
        self.markup("img", &html! { (style) (ground) }).into_string() + "\n"
    }

    fn markup(&self, role: &str, first: &Markup) -> Markup {
        let view = format!("0 0 {} {}", number(self.width), number(self.height));
        html! {
            svg.picture xmlns="http://www.w3.org/2000/svg" role=(role) aria-label=(self.title) viewBox=(view)
                width=(number(self.width)) height=(number(self.height)) {
                title { (self.title) }
                desc { (self.description) }
                (first)
                (self.body)
            }
        }
    }
}

/// Writes a coordinate with at most one decimal, the same on every machine.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Returns the place of `part` on a line of `length` units that stands for `whole`.
pub(super) fn place(part: i64, whole: i64, length: f64) -> f64 {
    // In ten-thousandths, so that no amount is too large for a float.
    let steps = i128::from(part) * 10_000 / i128::from(whole.max(1));
    let steps = i32::try_from(steps.clamp(-1_000_000, 1_000_000)).unwrap_or(0);
    f64::from(steps) / 10_000.0 * length
}

/// Where a text stands beside its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

impl Anchor {
    fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// Returns a text whose first line stands on `y`.
pub(super) fn text(class: &str, x: f64, y: f64, anchor: Anchor, text: &str) -> Markup {
    html! {
        text class=(class) x=(number(x)) y=(number(y)) text-anchor=(anchor.word()) { (clean(text)) }
    }
}

/// Returns a rectangle with rounded corners.
pub(super) fn rectangle(class: &str, x: f64, y: f64, width: f64, height: f64) -> Markup {
    html! {
        rect class=(class) x=(number(x)) y=(number(y)) width=(number(width)) height=(number(height)) rx="2" {}
    }
}

/// Returns a straight line.
pub(super) fn line(class: &str, from: (f64, f64), to: (f64, f64)) -> Markup {
    html! {
        line class=(class) x1=(number(from.0)) y1=(number(from.1)) x2=(number(to.0)) y2=(number(to.1)) {}
    }
}

/// Returns a dot.
pub(super) fn dot(class: &str, x: f64, y: f64, radius: f64) -> Markup {
    html! { circle class=(class) cx=(number(x)) cy=(number(y)) r=(number(radius)) {} }
}

/// Returns a line through several points.
pub(super) fn polyline(class: &str, points: &[(f64, f64)]) -> Markup {
    html! { polyline class=(class) points=(pairs(points)) {} }
}

/// Returns the area between several corners.
pub(super) fn polygon(class: &str, corners: &[(f64, f64)]) -> Markup {
    html! { polygon class=(class) points=(pairs(corners)) {} }
}

fn pairs(points: &[(f64, f64)]) -> String {
    let pairs: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
    pairs.join(" ")
}

/// Returns how wide a text is at most in the sans-serif fonts of common systems, at a size.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(letter_width).sum::<f64>() * size
}

/// Returns the width of a letter in units of its size; no narrower than in Verdana, which is wide.
fn letter_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' | ' ' | '.' | ',' | ':' | ';' | '!' => 0.36,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | 'I' | 'J' | '/' | '-' => 0.46,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 1.08,
        '0'..='9' | 'a'..='z' | '$' => 0.64,
        'A'..='Z' => 0.78,
        '~' | '+' | '=' | '<' | '>' | '→' | '#' | '&' => 0.86,
        letter if letter.is_ascii() => 0.64,
        letter => {
            0.75 * unicode_width::UnicodeWidthChar::width(letter)
                .map_or(0.0, |width| if width > 1 { 1.4 } else { 1.0 })
        }
    }
}

/// Breaks a text between words into lines of at most `room` units; a longer word is shortened.
pub(super) fn wrapped(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(shortened(word, size, room)),
        }
    }
    lines
}

/// Returns a text that takes at most `room` units, its end replaced by `…` where it is longer.
pub(super) fn shortened(text: &str, size: f64, room: f64) -> String {
    if text_width(text, size) <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        if text_width(&short, size) + (letter_width(letter) + letter_width('…')) * size > room {
            break;
        }
        short.push(letter);
    }
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_well_formed_and_nothing_in_it_is_markup() {
        let body = text("quiet", 1.0, 2.25, Anchor::End, "<b> & \"\u{1b}\"");
        let picture = Picture::new("A <title>", "What & \"why\"", 10.0, 20.5, body);
        assert_eq!(
            picture.inline().into_string(),
            "<svg class=\"picture\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"A &lt;title&gt;\" \
             viewBox=\"0 0 10 20.5\" width=\"10\" height=\"20.5\"><title>A &lt;title&gt;</title><desc>What &amp; \
             &quot;why&quot;</desc><text class=\"quiet\" x=\"1\" y=\"2.2\" text-anchor=\"end\">&lt;b&gt; &amp; \
             &quot;\u{fffd}&quot;</text></svg>"
        );
        assert!(picture.standalone().contains("<style>"));
    }

    #[test]
    fn numbers_are_short_and_never_negative_zero() {
        assert_eq!([number(0.04), number(-0.04), number(12.0), number(-3.25)], ["0", "0", "12", "-3.2"]);
        let half = place(i64::MAX / 2, i64::MAX, 100.0);
        assert!((49.9..=50.0).contains(&half), "{half}");
    }

    #[test]
    fn texts_fit_into_their_room() {
        let long = "Chief Medical Informatics Officer at a Krankenhausinformationssystem";
        for room in 30..400 {
            let room = f64::from(room);
            assert!(text_width(&shortened(long, 12.0, room), 12.0) <= room);
            for line in wrapped(long, 12.0, room) {
                assert!(text_width(&line, 12.0) <= room, "`{line}` in {room}");
            }
        }
        assert_eq!(wrapped("one two", 10.0, 1000.0), ["one two"]);
    }
}
