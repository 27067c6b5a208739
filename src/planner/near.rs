//! Plans as short as can be hoped for, in the little of a large problem that they can use.
//!
//! Most plans are hardly longer than the least that the bound allows, and the shorter a plan has to be, the less there
//! is that it can use. So a large problem is asked first for plans just as long as the bound, then for a little longer
//! ones, as long as what they can use is small. An answer that is proved there holds in the whole: whatever is better is
//! as short, and uses nothing else.

use crate::catalog::Catalog;

use super::plan::{Outcome, SearchStatistics, Solution};
use super::query::Query;
use super::solve::{LARGE, Solver};
use super::source::Source;

/// How many months more than the least plans may take, one after another.
const STEPS: [i32; 4] = [1, 4, 10, 24];

/// Most expansions spent on each.
const LIMIT: u64 = 400;

/// The part of the limit of states that all of them may take.
const PART: u64 = 2;

/// Looks for the best plan of fewer than `horizon` months, none of which takes fewer than `least`, out of what plans below
/// a bound can use.
///
/// Returns what is proved, and nothing where that is not so with little effort; adds what it did to `statistics`.
pub(super) fn nearest(
    catalog: &Catalog,
    query: &Query,
    least: i32,
    horizon: i32,
    statistics: &mut SearchStatistics,
    mut usable: impl FnMut(i32) -> Source,
) -> Option<Outcome> {
    let mut query = query.clone();
    let most = query.state_limit;
    let mut before = least;
    for step in STEPS {
        let bound = (least + step).min(horizon);
        if bound <= before {
            continue;
        }
        let source = usable(bound);
        query.state_limit =
            Some(most.map_or(LIMIT, |most| LIMIT.min((most / PART).saturating_sub(statistics.effort))));
        let solver = Solver::new(catalog, &query).near(bound);
        if source.roles.len() > LARGE || solver.left() == 0 {
            return None;
        }
        let outcome = solver.solve(source);
        statistics.add(outcome.statistics());
        match outcome {
            Outcome::Found(solution) if solution.optimal => {
                return Some(Outcome::Found(Solution { statistics: *statistics, ..solution }));
            }
            Outcome::Unreachable(_) if bound == horizon => return Some(Outcome::Unreachable(*statistics)),
            Outcome::Unreachable(_) => before = bound,
            Outcome::Found(_) | Outcome::Limit { .. } => return None,
        }
    }
    None
}
