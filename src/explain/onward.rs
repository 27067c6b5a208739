//! A role worth asking about for somebody who has not said where they want to go.

use std::cmp::Reverse;

use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, Level, Requirement, RequirementKind, Role, Standard};
use crate::ids::RoleId;
use crate::profile::file::Profile;
use crate::units::{CalendarMonth, Months};

use super::progress::meets;
use super::timeline::Timeline;

/// Returns the role after the first years whose work has most in common with what the person does and did: one that
/// they cannot apply for today already, that asks for the experience they gain, and of these the one with most of their
/// skills. Whether it is within reach is another question.
#[must_use]
pub fn onward(catalog: &Catalog, profile: &Profile, now: CalendarMonth) -> Option<RoleId> {
    let timeline = Timeline::now(catalog, &profile.person, now);
    let is_ahead = |role: &Role| {
        let requires = at_standard(&role.requires, Standard::Typical);
        !requires.iter().all(|node| meets(timeline.at(Months(0)), node))
    };
    let history = profile.history.iter().map(|(role, _)| *role);
    let done: Vec<RoleId> = profile.person.role.into_iter().chain(history).collect();
    let skills: Vec<_> = done.iter().flat_map(|role| &catalog.role(*role).skills).collect();
    let gained: Vec<_> = done.iter().flat_map(|role| &catalog.role(*role).gives).collect();
    let asks_for_it = |node: &Requirement| match &node.kind {
        RequirementKind::Experience { domain, .. } => gained.contains(&domain),
        RequirementKind::Tenure { role, .. } => done.contains(role),
        _ => false,
    };
    let shared = |role: &Role| {
        let mut asks = false;
        role.requires.iter().for_each(|node| node.walk(&mut |node| asks |= asks_for_it(node)));
        (is_ahead(role), asks, role.skills.iter().filter(|skill| skills.contains(skill)).count())
    };
    let is_new = |role: &RoleId| catalog.role(*role).level == Level::Mid && !done.contains(role);
    let is_avoided = |role: &RoleId| profile.limits.avoid_roles.contains(role);
    let roles = catalog.role_ids().filter(is_new).filter(|role| !is_avoided(role));
    roles.min_by_key(|role| (Reverse(shared(catalog.role(*role))), *role))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{catalog, role, start};

    #[test]
    fn what_has_most_in_common_comes_first_and_nothing_avoided() {
        let skilled = |skills: &str| format!("skills = [{skills}]\nrequires = [\"badge\"]");
        let asking = "skills = [\"b\"]\nrequires = [{ experience = \"nursing\", years = 1 }]";
        let catalog = catalog(
            &[
                ("nurse", "gives = [\"nursing\"]\nskills = [\"a\", \"b\"]"),
                ("chief", asking),
                ("deputy", &skilled("\"a\", \"b\"")),
                ("clerk", &skilled("\"c\"")),
                ("open", "skills = [\"a\", \"b\"]"),
            ],
            &[("badge", "")],
        );
        let id = |id: &str| role(&catalog, id);
        let mut profile = Profile::nobody(&catalog);
        profile.person.role = Some(id("nurse"));
        assert_eq!(onward(&catalog, &profile, start()), Some(id("chief")));
        profile.limits.avoid_roles = vec![id("chief")];
        assert_eq!(onward(&catalog, &profile, start()), Some(id("deputy")));
        profile.limits.avoid_roles.extend([id("deputy"), id("clerk"), id("open")]);
        assert_eq!(onward(&catalog, &profile, start()), None);
    }
}
