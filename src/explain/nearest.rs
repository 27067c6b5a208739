//! Roles near the target that can be had: where the target itself cannot, or where they come much sooner.

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::ids::RoleId;
use crate::planner::{Objective, Outcome, Outset, Query, Solution, Target, plan};
use crate::units::Months;

use super::obstacle::within_reach;

/// The most roles that are offered in place of a target without reachable relatives.
const MOST_OF_TRACK: usize = 3;

/// The most roles for which a plan is looked for: those that may be had soonest.
const MOST_ASKED: usize = 100;

/// A route longer than this is long enough to ask what is near it and sooner.
const LONG: Months = Months(60);

/// States that the search for each role may expand.
const STATES: u64 = 1_000;

/// What the roles offered have in common with the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinship {
    /// They are of the same family: near substitutes.
    Family,
    /// They are of the same track and level.
    TrackAndLevel,
}

impl Kinship {
    /// Returns the word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::TrackAndLevel => "track-and-level",
        }
    }
}

/// A role near the target, and the way to it under the same limits.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Near {
    /// The role.
    pub role: RoleId,
    /// What it has in common with the target.
    pub kinship: Kinship,
    /// The best route found.
    pub solution: Solution,
}

/// Returns roles that can be had in place of a target without a route, the soonest first: those of its family or,
/// where there is none, at most three of its track and level.
#[must_use]
pub fn instead(catalog: &Catalog, query: &Query) -> Vec<Near> {
    let Target::Role(target) = query.target else { return Vec::new() };
    let query = &limited(query);
    let family = reachable(catalog, query, relatives(catalog, target), Kinship::Family);
    if !family.is_empty() {
        return family;
    }
    let wanted = catalog.role(target);
    let alike = catalog.role_ids().filter(|role| {
        let role = catalog.role(*role);
        role.track == wanted.track && role.level == wanted.level
    });
    let mut near = reachable(catalog, query, alike.collect(), Kinship::TrackAndLevel);
    near.truncate(MOST_OF_TRACK);
    near
}

/// Returns roles of the target's family that take at most two thirds of a long route, the soonest first.
#[must_use]
pub fn sooner(catalog: &Catalog, query: &Query, months: Months) -> Vec<Near> {
    let Target::Role(target) = query.target else { return Vec::new() };
    if months <= LONG {
        return Vec::new();
    }
    let mut query = limited(query);
    query.limits.deadline = Some(Months(months.0 * 2 / 3));
    reachable(catalog, &query, relatives(catalog, target), Kinship::Family)
}

/// Returns the question with fewer states to expand.
fn limited(query: &Query) -> Query {
    let limit = query.state_limit.unwrap_or(STATES).min(STATES);
    Query {
        state_limit: Some(limit),
        memory_limit: query.memory_limit_side_by_side(),
        objective: Objective::Time,
        also: Vec::new(),
        ..query.clone()
    }
}

/// Returns the roles of the same family.
fn relatives(catalog: &Catalog, target: RoleId) -> Vec<RoleId> {
    let Some(family) = &catalog.role(target).family else { return Vec::new() };
    catalog.role_ids().filter(|role| catalog.role(*role).family.as_ref() == Some(family)).collect()
}

/// Looks for a way to each of the roles other than the target and the role held.
fn reachable(catalog: &Catalog, query: &Query, roles: Vec<RoleId>, kinship: Kinship) -> Vec<Near> {
    let others = roles.into_iter().filter(|&role| {
        query.target != Target::Role(role)
            && query.person.role != Some(role)
            && !query.limits.via_roles.contains(&role)
    });
    let to = |role: RoleId| Query { target: Target::Role(role), ..query.clone() };
    let is_within_reach = within_reach(catalog, query);
    let mut others: Vec<RoleId> = others.filter(|role| is_within_reach(&to(*role))).collect();
    if others.len() > MOST_ASKED {
        let outset = Outset::new(catalog, query);
        let hope = |role: &RoleId| outset.at_least(Target::Role(*role)).map_or(u32::MAX, |months| months.0);
        others.sort_by_cached_key(|role| (hope(role), *role));
        others.truncate(MOST_ASKED);
    }
    let mut near: Vec<Near> = others
        .into_par_iter()
        .filter_map(|role| match plan(catalog, &to(role)) {
            Outcome::Found(solution) => Some(Near { role, kinship, solution }),
            Outcome::Unreachable(_) | Outcome::Limit { .. } => None,
        })
        .collect();
    near.sort_by_key(|near| (near.solution.plan.months, near.solution.plan.cost, near.role));
    near
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Person;
    use crate::testing::{catalog, role, start};

    fn ask(catalog: &Catalog) -> Query {
        let mut person = Person::newcomer(catalog);
        person.role = Some(role(catalog, "nurse"));
        Query::new(catalog, person, Target::Role(role(catalog, "chief")), start())
    }

    fn near(chief: &str, others: &[(&str, &str)]) -> Vec<(String, Kinship)> {
        let mut roles = vec![("nurse", "gives = [\"nursing\"]"), ("chief", chief)];
        roles.extend(others);
        let catalog = catalog(&roles, &[]);
        let near = instead(&catalog, &ask(&catalog));
        near.iter().map(|near| (catalog.role(near.role).id.clone(), near.kinship)).collect()
    }

    const NEVER: &str = "requires = [{ experience = \"informatics\", years = 1 }]\nfamily = \"chiefs\"";

    #[test]
    fn relatives_come_first_and_the_soonest_of_them() {
        let late = "requires = [{ experience = \"nursing\", years = 3 }]\nfamily = \"chiefs\"";
        let found = near(NEVER, &[("late", late), ("soon", "family = \"chiefs\""), ("other", "")]);
        assert_eq!(found, [("soon".to_owned(), Kinship::Family), ("late".to_owned(), Kinship::Family)]);
    }

    #[test]
    fn without_relatives_a_few_of_the_same_track_and_level_are_offered() {
        let found = near(NEVER, &[("a", ""), ("b", ""), ("c", ""), ("d", "")]);
        assert_eq!(found.len(), MOST_OF_TRACK);
        assert!(found.iter().all(|(_, kinship)| *kinship == Kinship::TrackAndLevel));
        assert!(found.iter().all(|(id, _)| id != "nurse"), "nobody is sent where they are");
    }

    #[test]
    fn what_comes_much_sooner_is_offered_beside_a_long_route() {
        let chief = "requires = [{ experience = \"nursing\", years = 10 }]\nfamily = \"chiefs\"";
        let years = |years: u32| {
            format!("requires = [{{ experience = \"nursing\", years = {years} }}]\nfamily = \"chiefs\"")
        };
        let (six, eight) = (years(6), years(8));
        let catalog = catalog(
            &[("nurse", "gives = [\"nursing\"]"), ("chief", chief), ("six", &six), ("eight", &eight)],
            &[],
        );
        let found = sooner(&catalog, &ask(&catalog), Months(123));
        assert_eq!(found.iter().map(|near| near.role).collect::<Vec<_>>(), [role(&catalog, "six")]);
        assert_eq!(sooner(&catalog, &ask(&catalog), Months(60)), []);
    }
}
