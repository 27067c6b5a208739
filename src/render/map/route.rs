//! The courses of the ways: through the space between the levels, and past the boxes of the levels on the way.
//!
//! No way runs through a box. Where one passes a level, it takes the free space nearest to the straight line; ways that
//! take the same space share it out.

use crate::ids::RoleId;

use super::super::svg::number;
use super::layout::{Layout, Place, WIDTH, units};

/// The space that is kept from boxes.
const KEPT: f64 = 3.0;

/// A course from box to box: the height at which it leaves, those at which it passes the columns between, and the one
/// at which it arrives.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Course {
    pub(super) from: RoleId,
    pub(super) to: RoleId,
    /// The curve, in the language of SVG paths: capital letters, and pairs of numbers only.
    pub(super) curve: String,
    /// Where it ends.
    pub(super) end: (f64, f64),
    /// Whether it arrives from the left.
    pub(super) rightward: bool,
}

/// A free stretch of a column, from `top` to `bottom`.
#[derive(Clone, Copy, Debug)]
struct Free {
    top: f64,
    bottom: f64,
}

/// A course in the making.
struct Draft<'a> {
    from: &'a Place,
    to: &'a Place,
    /// The columns on the way, in the order of the way, each with the height wanted and the free stretch taken.
    passes: Vec<(usize, f64, usize)>,
    leaves: f64,
    arrives: f64,
}

/// Returns the courses between the ends, in their order; ends without a place are left out.
pub(super) fn courses(layout: &Layout, ends: &[(RoleId, RoleId)]) -> Vec<Course> {
    let lefts = layout.lefts();
    let free: Vec<Vec<Free>> = (0..lefts.len()).map(|column| free(layout, column)).collect();
    let mut drafts: Vec<Draft<'_>> = ends
        .iter()
        .filter_map(|(from, to)| {
            let (from, to) = (layout.place_of(*from)?, layout.place_of(*to)?);
            Some(Draft {
                passes: passes(&lefts, &free, from, to),
                leaves: from.middle(),
                arrives: to.middle(),
                from,
                to,
            })
        })
        .collect();
    spread_ends(&mut drafts);
    let shares = shares(&free, &drafts);
    drafts.iter().enumerate().map(|(number, draft)| course(&lefts, draft, &shares[number])).collect()
}

/// Returns the free stretches of a column, the topmost first.
fn free(layout: &Layout, column: usize) -> Vec<Free> {
    let mut taken: Vec<(f64, f64)> = layout
        .places
        .iter()
        .filter(|place| place.column == column)
        .map(|place| (place.top - KEPT, place.top + place.height + KEPT))
        .collect();
    taken.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut free = Vec::new();
    let mut top = layout.lanes.first().map_or(0.0, |lane| lane.top);
    for (start, end) in taken {
        if start > top {
            free.push(Free { top, bottom: start });
        }
        top = top.max(end);
    }
    free.push(Free { top, bottom: layout.height.max(top + 1.0) });
    free
}

/// Returns the columns between two boxes with the free stretch that lies nearest to the straight line.
fn passes(lefts: &[f64], free: &[Vec<Free>], from: &Place, to: &Place) -> Vec<(usize, f64, usize)> {
    let between: Vec<usize> = if from.column < to.column {
        (from.column + 1..to.column).collect()
    } else {
        (to.column + 1..from.column).rev().collect()
    };
    let mut height = from.middle();
    let mut passes = Vec::new();
    let mut at = from.column;
    for (step, &column) in between.iter().enumerate() {
        // Ways turn where there is room: the wider the gap ahead, the more of the difference is made up in it.
        let mut ahead: Vec<f64> = between[step..]
            .iter()
            .chain([&to.column])
            .copied()
            .scan(at, |last, next| Some(turning_room(lefts, std::mem::replace(last, next), next)))
            .collect();
        let here = ahead.remove(0);
        let wanted = height + (to.middle() - height) * here / (here + ahead.iter().sum::<f64>());
        at = column;
        let away = |stretch: &Free| (stretch.top - wanted).max(wanted - stretch.bottom).max(0.0);
        let nearest =
            free[column].iter().enumerate().min_by(|one, other| away(one.1).total_cmp(&away(other.1)));
        let Some((number, stretch)) = nearest else { continue };
        height = wanted.clamp(stretch.top, stretch.bottom);
        passes.push((column, height, number));
    }
    passes
}

/// Returns how much of a turn the space between two neighbouring columns takes: hardly any where it is narrow.
fn turning_room(lefts: &[f64], one: usize, other: usize) -> f64 {
    ((lefts[one] - lefts[other]).abs() - WIDTH).max(1.0).powi(3)
}

/// Spreads the ends along the sides of the boxes, in the order of where the ways come from or go to.
fn spread_ends(drafts: &mut [Draft<'_>]) {
    let roles: Vec<RoleId> = {
        let mut roles: Vec<RoleId> =
            drafts.iter().flat_map(|draft| [draft.from.role, draft.to.role]).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    };
    for role in roles {
        for is_right_side in [true, false] {
            // By draft, whether its start stands on this side, and the height it is drawn towards.
            let mut ends: Vec<(usize, bool, f64)> = Vec::new();
            for (number, draft) in drafts.iter().enumerate() {
                let level = draft.from.column == draft.to.column;
                let rightward = draft.from.column < draft.to.column;
                if draft.from.role == role && (rightward || level) == is_right_side {
                    let next = draft.passes.first().map_or(draft.to.middle(), |pass| pass.1);
                    ends.push((number, true, next));
                }
                if draft.to.role == role && (!rightward || level) == is_right_side {
                    let last = draft.passes.last().map_or(draft.from.middle(), |pass| pass.1);
                    ends.push((number, false, last));
                }
            }
            ends.sort_by(|one, other| one.2.total_cmp(&other.2));
            let count = units(ends.len());
            for (rank, (number, is_start, _)) in ends.into_iter().enumerate() {
                let draft = &mut drafts[number];
                let place = if is_start { draft.from } else { draft.to };
                let room = (place.height - 14.0).max(1.0);
                let step = (room / count).min(9.0);
                let height = place.middle() + (units(rank) - (count - 1.0) / 2.0) * step;
                if is_start { draft.leaves = height } else { draft.arrives = height }
            }
        }
    }
}

/// Shares out the free stretches: returns, by draft, the heights at which it passes its columns.
fn shares(free: &[Vec<Free>], drafts: &[Draft<'_>]) -> Vec<Vec<f64>> {
    let mut heights: Vec<Vec<f64>> =
        drafts.iter().map(|draft| draft.passes.iter().map(|pass| pass.1).collect()).collect();
    for (column, stretches) in free.iter().enumerate() {
        for (number, stretch) in stretches.iter().enumerate() {
            let mut inside: Vec<(usize, usize)> = Vec::new();
            for (draft, one) in drafts.iter().enumerate() {
                let pass = one.passes.iter().position(|pass| pass.0 == column && pass.2 == number);
                inside.extend(pass.map(|pass| (draft, pass)));
            }
            inside.sort_by(|one, other| {
                let height = |(draft, pass): &(usize, usize)| {
                    // Of those that want the same place, the one that comes from further up.
                    let draft = &drafts[*draft];
                    (draft.passes[*pass].1, draft.leaves + draft.arrives)
                };
                let (one, other) = (height(one), height(other));
                one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))
            });
            let room = stretch.bottom - stretch.top;
            let step = (room / (units(inside.len()) + 1.0)).min(4.0);
            let mut least = stretch.top + step;
            for (rank, (draft, pass)) in inside.iter().enumerate() {
                let most = stretch.bottom - step * units(inside.len() - rank);
                let height = heights[*draft][*pass].clamp(least.min(most), most.max(least.min(most)));
                heights[*draft][*pass] = height;
                least = height + step;
            }
        }
    }
    heights
}

/// Returns the curve through the heights.
fn course(lefts: &[f64], draft: &Draft<'_>, heights: &[f64]) -> Course {
    let (from, to) = (draft.from, draft.to);
    let mut path = Path::default();
    if from.column == to.column {
        // Out on the right, and back in on the right.
        let side = from.left + WIDTH;
        path.begin(side, draft.leaves);
        path.curve(side + 46.0, draft.leaves, side + 46.0, draft.arrives, side, draft.arrives);
    } else {
        let rightward = from.column < to.column;
        let (near, far) = if rightward { (0.0, WIDTH) } else { (WIDTH, 0.0) };
        let mut at = (from.left + far, draft.leaves);
        path.begin(at.0, at.1);
        for ((column, ..), height) in draft.passes.iter().zip(heights) {
            path.turn(at, (lefts[*column] + near, *height));
            path.straight(lefts[*column] + far, *height);
            at = (lefts[*column] + far, *height);
        }
        path.turn(at, (to.left + near, draft.arrives));
    }
    let rightward = from.column < to.column;
    let side = if rightward { to.left } else { to.left + WIDTH };
    Course { from: from.role, to: to.role, curve: path.0, end: (side, draft.arrives), rightward }
}

/// A curve being written.
#[derive(Default)]
struct Path(String);

impl Path {
    fn pair(&mut self, letter: &str, x: f64, y: f64) {
        self.0.extend([letter, &number(x), " ", &number(y)]);
    }

    fn begin(&mut self, x: f64, y: f64) {
        self.pair("M", x, y);
    }

    fn straight(&mut self, x: f64, y: f64) {
        self.pair("L", x, y);
    }

    fn curve(&mut self, x1: f64, y1: f64, x2: f64, y2: f64, x: f64, y: f64) {
        self.pair("C", x1, y1);
        self.pair(" ", x2, y2);
        self.pair(" ", x, y);
    }

    /// Goes over to another height between two columns, level at both ends.
    fn turn(&mut self, from: (f64, f64), to: (f64, f64)) {
        let bend = (to.0 - from.0) * 0.5;
        self.curve(from.0 + bend, from.1, to.0 - bend, to.1, to.0, to.1);
    }
}
