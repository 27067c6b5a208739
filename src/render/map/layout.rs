//! Where everything of the picture stands: columns by level, lanes by track, boxes in the cells.
//!
//! The data give the columns and the lanes. Open are the order of the lanes, which brings together those that many ways
//! join, and the order in a cell, which follows the ends of the ways (a few barycenter passes).

use crate::catalog::Level;
use crate::ids::RoleId;

use super::super::svg::{text_width, wrapped};
use super::{View, pay, track_head};

/// The space around the picture.
pub(super) const MARGIN: f64 = 20.0;
/// The height of the heads of the columns.
const HEAD: f64 = 34.0;
/// The height of a lane's name.
const NAME: f64 = 40.0;
/// The width of a box.
pub(super) const WIDTH: f64 = 178.0;
/// The space between a box and its text.
pub(super) const PADDING: f64 = 9.0;
/// The space between boxes that stand above one another.
const GAP: f64 = 12.0;
/// The space between two levels, where ways turn.
const BETWEEN: f64 = 92.0;
/// The space between two columns of one level.
const INSIDE: f64 = 18.0;
/// The space below the boxes of a lane.
const BELOW: f64 = 14.0;
/// The sizes of titles and of what stands below them, and the heights of their lines.
pub(super) const TITLE: f64 = 12.5;
pub(super) const SMALL: f64 = 11.0;
pub(super) const LINE: f64 = 15.0;
/// A bold letter is at most this much wider than a plain one.
pub(super) const BOLD: f64 = 1.06;
/// More boxes than this in a cell stand in two columns.
const MOST_IN_COLUMN: usize = 4;
/// How often the order in the cells is improved.
const PASSES: usize = 6;

/// A level with the columns that its boxes stand in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) level: Level,
    /// The left edges of the columns.
    pub(super) lefts: Vec<f64>,
}

/// A track with the strip that its boxes stand in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lane {
    pub(super) track: String,
    pub(super) top: f64,
    pub(super) height: f64,
}

/// A role with its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) role: RoleId,
    /// The number of its lane.
    pub(super) lane: usize,
    /// The number of its column among all columns.
    pub(super) column: usize,
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) height: f64,
    /// The lines of its title.
    pub(super) title: Vec<String>,
    /// The lines about its pay.
    pub(super) pay: Vec<String>,
    /// The lines about the person.
    pub(super) marks: Vec<String>,
}

impl Place {
    /// Returns the height of its middle.
    pub(super) fn middle(&self) -> f64 {
        self.top + self.height / 2.0
    }
}

/// The whole picture, without the ways.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    pub(super) columns: Vec<Column>,
    pub(super) lanes: Vec<Lane>,
    /// The boxes in reading order: by lane, row and column.
    pub(super) places: Vec<Place>,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Layout {
    /// Lays out the roles of a map.
    pub(super) fn new(view: &View<'_>) -> Self {
        let ends: Vec<(RoleId, RoleId)> =
            view.map.shown().map(|edge| (edge.from, edge.leap.to)).chain(path_ends(view)).collect();
        let tracks = ordered_tracks(view, &ends);
        let levels = view.levels();
        let mut cells: Vec<Vec<Vec<RoleId>>> = tracks
            .iter()
            .map(|track| {
                let cell = |level: &Level| {
                    let mut roles: Vec<RoleId> = view.map.roles.clone();
                    roles.retain(|id| view.role(*id).track == *track && view.role(*id).level == *level);
                    roles.sort_by_cached_key(|id| view.role(*id).title.to_lowercase());
                    roles
                };
                levels.iter().map(cell).collect()
            })
            .collect();
        let wide: Vec<bool> = (0..levels.len())
            .map(|level| cells.iter().any(|lane| lane[level].len() > MOST_IN_COLUMN))
            .collect();
        let mut layout = place(view, &tracks, &levels, &cells, &wide);
        for _ in 0..PASSES {
            layout.order(&mut cells, &ends);
            layout = place(view, &tracks, &levels, &cells, &wide);
        }
        layout
    }

    /// Returns the place of a role.
    pub(super) fn place_of(&self, role: RoleId) -> Option<&Place> {
        self.places.iter().find(|place| place.role == role)
    }

    /// Returns the left edge of a column by its number among all columns.
    pub(super) fn lefts(&self) -> Vec<f64> {
        self.columns.iter().flat_map(|column| column.lefts.iter().copied()).collect()
    }

    /// Orders each cell by the middle of the ends of the ways of its roles.
    fn order(&self, cells: &mut [Vec<Vec<RoleId>>], ends: &[(RoleId, RoleId)]) {
        let middle = |role: RoleId| self.place_of(role).map_or(0.0, Place::middle);
        for cell in cells.iter_mut().flatten() {
            let pull = |role: &RoleId| {
                let others = ends.iter().filter_map(|(from, to)| match *role {
                    role if role == *from => Some(middle(*to)),
                    role if role == *to => Some(middle(*from)),
                    _ => None,
                });
                let (sum, count) = others.fold((0.0, 0.0), |(sum, count), other| (sum + other, count + 1.0));
                if count > 0.0 { sum / count } else { middle(*role) }
            };
            let mut pulled: Vec<(f64, RoleId)> = cell.iter().map(|role| (pull(role), *role)).collect();
            pulled.sort_by(|one, other| one.0.total_cmp(&other.0));
            *cell = pulled.into_iter().map(|(_, role)| role).collect();
        }
    }
}

/// Returns the ends of the parts of the plan.
fn path_ends(view: &View<'_>) -> Vec<(RoleId, RoleId)> {
    view.legs().iter().filter_map(|leg| Some((leg.from?, leg.to?))).collect()
}

/// Returns the tracks so that ways between them are short: as long as moving one of them helps, the move that helps
/// most is made.
fn ordered_tracks<'a>(view: &View<'a>, ends: &[(RoleId, RoleId)]) -> Vec<&'a str> {
    let mut tracks = view.tracks();
    let pairs: Vec<(&str, &str)> = ends
        .iter()
        .map(|(from, to)| (view.role(*from).track.as_str(), view.role(*to).track.as_str()))
        .collect();
    let length = |order: &[&str]| -> usize {
        let rank = |track: &str| order.iter().position(|other| *other == track).unwrap_or(0);
        pairs.iter().map(|(from, to)| rank(from).abs_diff(rank(to))).sum()
    };
    let mut best = length(&tracks);
    loop {
        let mut better: Option<Vec<&str>> = None;
        for from in 0..tracks.len() {
            for to in 0..tracks.len() {
                let mut moved = tracks.clone();
                let track = moved.remove(from);
                moved.insert(to, track);
                if length(&moved) < best {
                    best = length(&moved);
                    better = Some(moved);
                }
            }
        }
        match better {
            Some(moved) => tracks = moved,
            None => return tracks,
        }
    }
}

/// Puts everything in its place.
fn place(
    view: &View<'_>,
    tracks: &[&str],
    levels: &[Level],
    cells: &[Vec<Vec<RoleId>>],
    wide: &[bool],
) -> Layout {
    let mut columns: Vec<Column> = Vec::new();
    let mut right = MARGIN - BETWEEN;
    for (level, wide) in levels.iter().zip(wide) {
        let first = right + BETWEEN;
        let lefts = if *wide { vec![first, first + WIDTH + INSIDE] } else { vec![first] };
        right = lefts[lefts.len() - 1] + WIDTH;
        columns.push(Column { level: *level, lefts });
    }
    let mut layout = Layout {
        columns,
        lanes: Vec::new(),
        places: Vec::new(),
        width: (right + MARGIN).max(MARGIN * 2.0 + WIDTH),
        height: 0.0,
    };
    let mut top = MARGIN + HEAD;
    for (number, (track, lane)) in tracks.iter().zip(cells).enumerate() {
        let name_width = text_width(&track_head(track), 15.0) * BOLD + MARGIN * 2.0;
        layout.width = layout.width.max(name_width);
        let rows = |cell: &Vec<RoleId>, wide: bool| if wide { cell.len().div_ceil(2) } else { cell.len() };
        let most = lane.iter().zip(wide).map(|(cell, wide)| rows(cell, *wide)).max().unwrap_or(0);
        let boxes: Vec<(usize, usize, usize, Place)> = lane
            .iter()
            .enumerate()
            .flat_map(|(level, cell)| {
                let across = if wide[level] { 2 } else { 1 };
                let before = (most - rows(cell, wide[level])) / 2;
                cell.iter().enumerate().map(move |(index, role)| {
                    (level, before + index / across, index % across, boxed(view, number, *role))
                })
            })
            .collect();
        let heights: Vec<f64> = (0..most)
            .map(|row| {
                let of_row = boxes.iter().filter(|(_, own, _, _)| *own == row);
                of_row.map(|(_, _, _, place)| place.height).fold(0.0, f64::max)
            })
            .collect();
        let mut row_top = top + NAME;
        for (row, height) in heights.iter().enumerate() {
            for (level, _, across, place) in boxes.iter().filter(|(_, own, _, _)| *own == row) {
                let before: usize = layout.columns[..*level].iter().map(|column| column.lefts.len()).sum();
                layout.places.push(Place {
                    column: before + across,
                    left: layout.columns[*level].lefts[*across],
                    top: row_top,
                    height: *height,
                    ..place.clone()
                });
            }
            row_top += height + GAP;
        }
        let height = row_top - GAP + BELOW - top;
        layout.lanes.push(Lane { track: (*track).to_owned(), top, height });
        top += height;
    }
    layout.height = top + MARGIN;
    layout
}

/// Returns a count as a length.
pub(super) fn units(count: usize) -> f64 {
    f64::from(count as u32)
}

/// Returns the box of a role, which has no place yet.
fn boxed(view: &View<'_>, lane: usize, role: RoleId) -> Place {
    let room = WIDTH - PADDING * 2.0;
    let title = wrapped(&view.role(role).title, TITLE * BOLD, room);
    let pay = wrapped(&pay(view.catalog, role), SMALL, room);
    let mut marks = Vec::new();
    if view.is_here(role) {
        marks.push("● you are here".to_owned());
    } else if view.is_open(role) {
        marks.push("✓ open to you today".to_owned());
    }
    if let Some(place) = view.place_on_path(role) {
        marks.push(format!("◆ step {place} of your plan"));
    }
    let lines = units(title.len() + pay.len() + marks.len());
    Place {
        role,
        lane,
        column: 0,
        left: 0.0,
        top: 0.0,
        height: lines * LINE + PADDING * 1.4,
        title,
        pay,
        marks,
    }
}

#[cfg(test)]
#[cfg(catalog_is_frozen)]
mod tests {
    use super::super::route::courses;
    use super::*;
    use crate::catalog::builtin::builtin;
    use crate::explain::map::Map;
    use crate::explain::map::around::Around;
    use crate::planner::{Query, Target};
    use crate::profile::Person;
    use crate::render::map::tests::of_nobody;
    use crate::testing::{role, start};
    use crate::units::Months;

    fn overlap(one: &Place, other: &Place) -> bool {
        let apart = (one.left - other.left).abs() >= WIDTH
            || one.top + one.height <= other.top
            || other.top + other.height <= one.top;
        !apart
    }

    /// Judges the picture of the shipped catalog, whole or around a role.
    fn judge(middle: Option<&str>) {
        let catalog = builtin().expect("the shipped catalog");
        let roles: Vec<RoleId> = catalog.role_ids().collect();
        let mut query = Query::new(&catalog, Person::newcomer(&catalog), Target::Role(roles[0]), start());
        query.limits.deadline = Some(Months(96));
        let map = if let Some(id) = middle {
            let around = Around { middle: role(&catalog, id), depth: 2, also: &[] };
            Map::around(&catalog, &query, &roles, Months(24), &around)
        } else {
            let mut map = Map::new(&catalog, &query, &roles, Months(24));
            map.choose(&catalog);
            map
        };
        let layout = Layout::new(&of_nobody(&catalog, &query, &map));
        assert_eq!(layout.places.len(), map.roles.len());
        for (number, place) in layout.places.iter().enumerate() {
            let title = &catalog.role(place.role).title;
            let lane = &layout.lanes[place.lane];
            assert!(place.left >= MARGIN && place.left + WIDTH <= layout.width - MARGIN + 0.01, "{title}");
            assert!(place.top >= lane.top + NAME - 0.01, "{title}");
            assert!(place.top + place.height <= lane.top + lane.height, "{title}");
            let lines = units(place.title.len() + place.pay.len() + place.marks.len());
            assert!(lines * LINE <= place.height, "{title}");
            assert_eq!(place.title.join(" "), *title, "nothing of it is cut off");
            for line in &place.title {
                assert!(text_width(line, TITLE * BOLD) <= WIDTH - PADDING * 2.0, "{line}");
            }
            for other in &layout.places[number + 1..] {
                assert!(!overlap(place, other), "{title} and {}", catalog.role(other.role).title);
            }
        }
        let ends: Vec<(RoleId, RoleId)> = map.shown().map(|edge| (edge.from, edge.leap.to)).collect();
        let courses = courses(&layout, &ends);
        assert_eq!(courses.len(), ends.len());
        for course in courses {
            // The straight parts are those beside boxes; in between no box stands.
            let numbers: Vec<f64> = course
                .curve
                .split(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != '-')
                .filter_map(|number| number.parse().ok())
                .collect();
            for end in numbers.chunks(2) {
                let (x, y) = (end[0], end[1]);
                let inside = |place: &&Place| {
                    (place.left + 0.2..place.left + WIDTH - 0.2).contains(&x)
                        && (place.top..place.top + place.height).contains(&y)
                };
                assert!((0.0..=layout.width).contains(&x) && (0.0..=layout.height).contains(&y));
                assert_eq!(layout.places.iter().find(inside), None, "{course:?}");
            }
            for pass in course.curve.split('L').skip(1) {
                let mut pair = pass.split(['C', ' ']).filter_map(|number| number.parse::<f64>().ok());
                let (Some(right), Some(y)) = (pair.next(), pair.next()) else { panic!("{course:?}") };
                let beside = |place: &&Place| {
                    (place.left + WIDTH - right).abs() < 0.2
                        && (place.top..place.top + place.height).contains(&y)
                };
                assert_eq!(layout.places.iter().find(beside), None, "{course:?}");
            }
        }
    }

    #[test]
    fn nothing_of_the_whole_map_overlaps() {
        judge(None);
    }

    #[test]
    fn nothing_of_a_neighbourhood_overlaps() {
        judge(Some("nurse-informaticist"));
    }
}
