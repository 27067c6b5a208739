//! Pictures of a plan and of several: what is drawn, as plain values, and the SVG of it.
//!
//! A page shows each picture twice, once for a wide and once for a narrow screen, so that its letters stay legible on
//! both. No label lies on another: what has no room of its own stands in the legend, or is left out where the page
//! says it anyway.

mod axis;
pub(crate) mod bars;
pub(crate) mod front;
mod legend;
pub(crate) mod money;
pub(crate) mod plan;

/// The units of a picture for a wide screen and for paper.
pub(super) const WIDE: f64 = 940.0;

/// The units of a picture for a narrow screen.
pub(super) const NARROW: f64 = 360.0;

#[cfg(test)]
mod tests {
    use super::super::svg::{Picture, text_width};

    /// Fails where a label of a picture is cut off, or lies on another one.
    pub(super) fn assert_legible(picture: &Picture) {
        let text = picture.inline().into_string();
        let numbers = |list: &str| -> Vec<f64> {
            list.split_whitespace().map(|number| number.parse().expect("a number")).collect()
        };
        let view = numbers(attribute(&text, "viewBox"));
        let mut boxes: Vec<([f64; 4], &str)> = Vec::new();
        for element in text.split("<text ").skip(1) {
            let (tag, rest) = element.split_once('>').expect("a tag");
            let (words, _) = rest.split_once("</text>").expect("an end");
            let size = match attribute(tag, "class") {
                class if class.contains("small") => 11.0,
                class if class.contains("title") => 18.0,
                _ => 13.0,
            };
            let (x, y) = (numbers(attribute(tag, "x"))[0], numbers(attribute(tag, "y"))[0]);
            let width = text_width(words, size);
            let left = match attribute(tag, "text-anchor") {
                "start" => x,
                "middle" => x - width / 2.0,
                _ => x - width,
            };
            let area = [left, y - size * 0.75, left + width, y + size * 0.2];
            let fits =
                left >= -1.0 && area[1] >= -1.0 && area[2] <= view[2] + 1.0 && area[3] <= view[3] + 1.0;
            assert!(fits, "`{words}` at {area:?} is cut off in {view:?}");
            for (other, others) in &boxes {
                let apart =
                    area[2] <= other[0] || other[2] <= area[0] || area[3] <= other[1] || other[3] <= area[1];
                assert!(apart, "`{words}` at {area:?} lies on `{others}` at {other:?}");
            }
            boxes.push((area, words));
        }
        assert!(!boxes.is_empty(), "no label at all");
    }

    fn attribute<'t>(tag: &'t str, name: &str) -> &'t str {
        let (_, rest) = tag.split_once(&format!("{name}=\"")).expect("the attribute");
        rest.split_once('"').expect("a quote").0
    }
}
