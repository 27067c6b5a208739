//! The map as a picture.

use maud::{Markup, PreEscaped, html};

use crate::catalog::Role;
use crate::explain::map::Edge;
use crate::explain::map::leap::Kind;
use crate::ids::RoleId;

use super::super::svg::{Anchor, Picture, number, rectangle, text, wrapped};
use super::super::text::clean;
use super::super::words::capitalized;
use super::layout::{BOLD, Column, LINE, Layout, MARGIN, PADDING, Place, SMALL, TITLE, WIDTH, units};
use super::route::{Course, courses};
use super::{NOTHING, View, kind_in_words, pay, track_head};

/// What the picture of a map looks like, beyond what every picture does.
const STYLE: &str = include_str!("picture.css");

/// The length of a line of the legend.
const SAMPLE: f64 = 56.0;
/// The height of a line of the legend.
const LEGEND: f64 = 20.0;
/// The widest that the remarks below a picture are.
const REMARKS: f64 = 900.0;

impl View<'_> {
    /// Returns the map as a picture that stands alone.
    #[must_use]
    pub(crate) fn svg(&self) -> String {
        self.picture(false).standalone()
    }

    /// Draws the map; as a part of a page, its boxes are links to what the page says about the roles.
    pub(super) fn picture(&self, is_part: bool) -> Picture {
        let layout = Layout::new(self);
        let (legend, legend_height) = self.legend(&layout, is_part);
        // On a screen that is nearly wide enough it is made to fit; narrower ones scroll.
        let (least, most) = (number(layout.width * 0.86), number(layout.width));
        let size = format!(
            "{}.drawn .picture {{ width: 100%; min-width: {least}px; max-width: {most}px; }}",
            sheet(layout.width, layout.height)
        );
        let body = html! {
            // A page may have its sheet here, and a picture that stands alone has no other place.
            style { (PreEscaped(STYLE)) @if is_part { (PreEscaped(super::page::STYLE)) (PreEscaped(size)) } }
            (Self::ground(&layout))
            g.ways { (self.ways(&layout)) }
            @for (index, lane) in layout.lanes.iter().enumerate() {
                g.lane data-track=(clean(&lane.track)) data-top=(number(lane.top)) data-height=(number(lane.height)) {
                    (text("lane-name", MARGIN, lane.top + 19.0, Anchor::Start, &track_head(&lane.track)))
                    (levels(&layout, index, lane.top + 34.0))
                    @for place in layout.places.iter().filter(|place| place.lane == index) {
                        (self.role_box(place, is_part))
                    }
                }
            }
            g.legend { (legend) }
        };
        Picture::new(
            &self.title(),
            &format!("{} {}", self.meaning(), self.choice()),
            layout.width,
            layout.height + legend_height,
            body,
        )
    }

    fn ground(layout: &Layout) -> Markup {
        html! {
            @for (index, lane) in layout.lanes.iter().enumerate() {
                rect.strip.even[index % 2 == 0] data-track=(clean(&lane.track)) x="0" y=(number(lane.top))
                    width=(number(layout.width)) height=(number(lane.height)) {}
            }
            @if layout.lanes.is_empty() {
                (text("lane-name", MARGIN, MARGIN + 20.0, Anchor::Start, NOTHING))
            }
            @for column in &layout.columns {
                (text("column-head", column.lefts[0], MARGIN + 14.0, Anchor::Start, &capitalized(column.level.word())))
            }
        }
    }

    /// Draws the ways, those of the plan last.
    fn ways(&self, layout: &Layout) -> Markup {
        let edges: Vec<&Edge> = self.map.shown().collect();
        let ends: Vec<(RoleId, RoleId)> = edges.iter().map(|edge| (edge.from, edge.leap.to)).collect();
        let legs: Vec<_> =
            self.legs().into_iter().filter(|leg| leg.from.is_some() && leg.to.is_some()).collect();
        let path: Vec<(RoleId, RoleId)> = legs.iter().filter_map(|leg| Some((leg.from?, leg.to?))).collect();
        html! {
            @for (course, edge) in courses(layout, &ends).iter().zip(&edges) {
                @let words = format!("{} → {}: {}", self.role(edge.from).title, self.role(edge.leap.to).title, self.takes(&edge.leap));
                (self.way(edge.leap.kind().word(), course, &words))
            }
            @for (course, leg) in courses(layout, &path).iter().zip(&legs) {
                (self.way("path", course, &self.leg_in_words(leg)))
            }
        }
    }

    fn way(&self, class: &str, course: &Course, words: &str) -> Markup {
        let (length, half) = if class == "path" { (11.0, 7.0) } else { (7.0, 3.5) };
        let back = if course.rightward { -length } else { length };
        let (x, y) = course.end;
        let tip = format!(
            "M{} {}L{} {}L{} {}Z",
            number(x),
            number(y),
            number(x + back),
            number(y - half),
            number(x + back),
            number(y + half)
        );
        html! {
            g class={ "way " (class) } data-from=(self.role(course.from).id) data-to=(self.role(course.to).id) {
                title { (clean(words)) }
                path.line d=(course.curve) {}
                path.tip d=(tip) {}
            }
        }
    }

    fn role_box(&self, place: &Place, is_part: bool) -> Markup {
        let role = self.role(place.role);
        let class = self.class(place.role);
        let lines: Vec<(&str, &String)> =
            [("role-title", &place.title), ("role-pay", &place.pay), ("role-mark", &place.marks)]
                .into_iter()
                .flat_map(|(class, lines)| lines.iter().map(move |line| (class, line)))
                .collect();
        let first = place.middle() - units(lines.len()) * LINE / 2.0 + TITLE - 1.0;
        let words = format!(
            "{}, {}, {}, {}",
            role.title,
            track_head(&role.track),
            role.level.word(),
            pay(self.catalog, place.role)
        );
        let inside = html! {
            (rectangle("role-box", place.left, place.top, WIDTH, place.height))
            @for (row, (class, line)) in lines.iter().enumerate() {
                (text(class, place.left + PADDING, first + LINE * units(row), Anchor::Start, line))
            }
        };
        let words = clean(&words);
        html! {
            @if is_part {
                a class=(class) href={ "#role-" (role.id) } data-id=(role.id) data-track=(clean(&role.track))
                    data-names=(names(role)) aria-label=(words) { (inside) }
            } @else {
                g class=(class) { title { (words) } (inside) }
            }
        }
    }

    fn class(&self, role: RoleId) -> String {
        let mut class = "role".to_owned();
        for (is, word) in [
            (self.is_here(role), " here"),
            (self.is_open(role), " open"),
            (self.place_on_path(role).is_some(), " step"),
            (self.middle == Some(role), " middle"),
        ] {
            if is {
                class.push_str(word);
            }
        }
        class
    }

    /// Draws the legend below the picture and returns its height.
    fn legend(&self, layout: &Layout, is_part: bool) -> (Markup, f64) {
        let mut lines: Vec<(String, String)> = Kind::ALL
            .into_iter()
            .filter(|kind| self.map.shown().any(|edge| edge.leap.kind() == *kind))
            .map(|kind| (format!("way {}", kind.word()), capitalized(kind_in_words(kind))))
            .collect();
        let (head, legs) = self.path_in_words();
        if !legs.is_empty() {
            lines.push(("way path".to_owned(), head));
        }
        // Not every part of the plan lies between two roles, so that each is said; a page says it above.
        let mut remarks = if is_part { Vec::new() } else { self.path_lines() };
        remarks.extend([self.meaning(), format!("{} {}", self.choice(), Self::NEAREST)]);
        remarks.push(format!("Time counts until somebody may apply. {}", super::super::listing::roles::PAY));
        if !self.catalog.as_of.is_empty() {
            remarks.push(format!(
                "{} {}, as of {}.",
                self.catalog.name, self.catalog.version, self.catalog.as_of
            ));
        }
        if !is_part {
            remarks.push(Self::ELSEWHERE.to_owned());
        }
        let room = (layout.width - MARGIN * 2.0).min(REMARKS);
        let wrapped: Vec<String> = remarks.iter().flat_map(|remark| wrapped(remark, SMALL, room)).collect();
        let top = layout.height + 4.0;
        let below = top + LEGEND * units(lines.len());
        let words_room = layout.width - MARGIN * 2.0 - SAMPLE - 10.0;
        let drawn = html! {
            @for (row, (class, words)) in lines.iter().enumerate() {
                @let y = top + LEGEND * units(row);
                g class=(class) {
                    path.line d={ "M" (number(MARGIN)) " " (number(y)) "L" (number(MARGIN + SAMPLE)) " " (number(y)) } {}
                }
                (text("small", MARGIN + SAMPLE + 10.0, y + 4.0, Anchor::Start, &super::super::svg::shortened(words, SMALL * BOLD, words_room)))
            }
            @for (row, line) in wrapped.iter().enumerate() {
                (text("small quiet", MARGIN, below + 10.0 + LINE * units(row), Anchor::Start, line))
            }
        };
        (drawn, 4.0 + LEGEND * units(lines.len()) + 10.0 + LINE * units(wrapped.len()) + MARGIN / 2.0)
    }
}

/// Returns the rule for the sheet of paper that a picture is printed on: the smallest on which its text can be read.
fn sheet(width: f64, height: f64) -> String {
    // A4, A3 and A2, upright and across, in millimetres.
    const SHEETS: [(f64, f64); 6] =
        [(210.0, 297.0), (297.0, 210.0), (297.0, 420.0), (420.0, 297.0), (420.0, 594.0), (594.0, 420.0)];
    /// The margins of a sheet on both sides together.
    const MARGINS: f64 = 20.0;
    /// A pixel in millimetres.
    const PIXEL: f64 = 25.4 / 96.0;
    /// The least share of its size that a text is read at.
    const LEAST: f64 = 0.6;
    let scale = |(across, down): (f64, f64)| {
        ((across - MARGINS) / (width * PIXEL)).min((down - MARGINS) / (height * PIXEL))
    };
    let largest = SHEETS.into_iter().max_by(|one, other| scale(*one).total_cmp(&scale(*other)));
    let fitting = SHEETS.into_iter().find(|sheet| scale(*sheet) >= LEAST).or(largest);
    let (across, down) = fitting.unwrap_or(SHEETS[0]);
    format!("@page {{ size: {}mm {}mm; margin: 10mm; }}\n", number(across), number(down))
}

/// Names the levels above the boxes of a lane.
fn levels(layout: &Layout, lane: usize, y: f64) -> Markup {
    let is_used = |column: &&Column| {
        let mut places = layout.places.iter().filter(|place| place.lane == lane);
        places.any(|place| column.lefts.contains(&place.left))
    };
    html! {
        @for column in layout.columns.iter().filter(is_used) {
            (text("lane-level", column.lefts[0], y, Anchor::Start, &capitalized(column.level.word())))
        }
    }
}

/// Returns the id, the title and the other titles in lower case, for a search.
fn names(role: &Role) -> String {
    let own = [role.id.as_str(), role.title.as_str()];
    let all: Vec<&str> = own.into_iter().chain(role.aliases.iter().map(String::as_str)).collect();
    clean(&all.join(" | ").to_lowercase())
}
