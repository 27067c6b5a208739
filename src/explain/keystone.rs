//! Which credentials open most: what somebody may apply for with one, and not without it.

use std::cmp::{Ordering, Reverse};

use rayon::prelude::*;

use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, Requirement};
use crate::ids::{CredentialId, RoleId};
use crate::planner::{Plan, Query, Step, StudyStep, Target};
use crate::profile::exceptions::Personal;
use crate::units::Money;

use super::eligible::last_study;
use super::progress::meets;
use super::routes::{Price, Route, amount};
use super::timeline::{Moment, Timeline};

/// A credential with what the plan to it opens.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Keystone {
    /// The credential.
    pub credential: CredentialId,
    /// The plan to it.
    pub route: Route,
    /// What the plan costs.
    pub price: Price,
    /// The roles opened, in the order of the catalog.
    pub opened: Vec<RoleId>,
    /// The best paid of them, and what it pays a year.
    pub best: Option<(RoleId, Money)>,
    /// What that is more than today's pay; `None` where one of them is unknown.
    pub gain: Option<Money>,
}

/// The order of keystones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Most roles opened, then the best paid of them.
    #[default]
    Roles,
    /// The best paid, then most roles opened.
    Pay,
    /// Most roles opened for each month of the plan.
    PerMonth,
    /// Most roles opened for each unit of money; those of unknown price last.
    PerDollar,
}

/// Returns the credentials that open a role, with what they open, in the order of the routes.
///
/// A role is opened when its requirements are met in the month in which the credential is held, and would not be met
/// in that month without it, the rest of the plan being the same. A plan that brings a credential only by way of
/// another, which implies it, is left out: the other has its own.
#[must_use]
pub fn keystones(personal: &Personal, routes: Vec<Route>) -> Vec<Keystone> {
    let Some(standard) = routes.first().map(|route| route.query.standard) else { return Vec::new() };
    let requires: Vec<Vec<Requirement>> =
        personal.targets().roles.iter().map(|role| at_standard(&role.requires, standard)).collect();
    let found: Vec<Option<Keystone>> =
        routes.into_par_iter().map(|route| keystone(personal.common(), &requires, route)).collect();
    found.into_iter().flatten().filter(|keystone| !keystone.opened.is_empty()).collect()
}

fn keystone(catalog: &Catalog, requires: &[Vec<Requirement>], route: Route) -> Option<Keystone> {
    let Target::Credential(credential) = route.query.target else { return None };
    let plan = &route.solution.plan;
    let study = last_study(catalog, plan, credential).filter(|study| study.credential == credential)?;
    let opened = opened(catalog, &route.query, plan, study, requires);
    let paid = opened.iter().filter_map(|role| Some((*role, amount(catalog, *role)?)));
    let best = paid.min_by_key(|(role, pay)| (Reverse(*pay), *role));
    let today = route.query.person.role.and_then(|role| amount(catalog, role));
    let gain = best.zip(today).map(|((_, pay), today)| Money(pay.0 - today.0));
    Some(Keystone { credential, price: Price::of_plan(catalog, plan), opened, best, gain, route })
}

/// Returns the roles that are open at the end of a plan and would not be without one of its studies.
fn opened(
    catalog: &Catalog,
    query: &Query,
    plan: &Plan,
    study: &StudyStep,
    requires: &[Vec<Requirement>],
) -> Vec<RoleId> {
    let is_other = |step: &&Step| !matches!(step, Step::Study(other) if other == study);
    let without = Plan { steps: plan.steps.iter().filter(is_other).cloned().collect(), ..plan.clone() };
    let timeline = |plan| Timeline::of_plan(catalog, &query.person, query.start, plan);
    let (with, without) = (timeline(plan), timeline(&without));
    let is_open =
        |moment: Moment<'_>, role: RoleId| requires[role.index()].iter().all(|node| meets(moment, node));
    catalog
        .role_ids()
        .filter(|role| query.person.role != Some(*role) && !query.limits.avoid_roles.contains(role))
        .filter(|role| is_open(with.at(plan.months), *role) && !is_open(without.at(plan.months), *role))
        .collect()
}

/// Sorts keystones; what is equal is in the order of roles opened, best pay, months and cost.
pub fn sort(keystones: &mut [Keystone], order: Order) {
    let months = |keystone: &Keystone| u64::from(keystone.route.solution.plan.months.0);
    let roles = |keystone: &Keystone| keystone.opened.len() as u64;
    keystones.sort_by_key(|keystone| {
        (
            Reverse((roles(keystone), keystone.best.map(|(_, pay)| pay))),
            months(keystone),
            keystone.price.amount,
        )
    });
    match order {
        Order::Roles => {}
        // Today's pay is the same for all of them.
        Order::Pay => keystones.sort_by_key(|keystone| Reverse(keystone.best.map(|(_, pay)| pay))),
        Order::PerMonth => {
            keystones
                .sort_by(|one, other| by_ratio((roles(one), months(one)), (roles(other), months(other))));
        }
        Order::PerDollar => keystones.sort_by(|one, other| {
            let cost = |keystone: &Keystone| keystone.price.amount.0.unsigned_abs();
            let unknown = |keystone: &Keystone| keystone.price.unknown > 0;
            let ratio = by_ratio((roles(one), cost(one)), (roles(other), cost(other)));
            unknown(one).cmp(&unknown(other)).then(ratio)
        }),
    }
}

/// Compares two ratios of which the higher comes first; what is had for nothing is the highest.
fn by_ratio((gain, price): (u64, u64), (other_gain, other_price): (u64, u64)) -> Ordering {
    let left = u128::from(gain) * u128::from(other_price);
    let right = u128::from(other_gain) * u128::from(price);
    right.cmp(&left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::routes::Routes;
    use crate::profile::assumed::person_in_role;
    use crate::testing::{catalog, credential, role, start};
    use crate::units::Months;

    #[test]
    fn only_what_the_study_opens_counts() {
        let study = |months: u32, cost: u32| {
            format!(
                "study = [{{ mode = \"part-time\", months = {months}, cost = {{ amount = {cost}, basis = \"estimate\" }} }}]"
            )
        };
        let (short, long) = (study(2, 1000), study(8, 100));
        let catalog = catalog(
            &[
                ("nurse", "gives = [\"nursing\"]"),
                ("analyst", "requires = [\"badge\"]"),
                ("lead", "requires = [{ any = [\"badge\", \"degree\"] }]"),
                ("expert", "requires = [\"degree\", { experience = \"nursing\", months = 20 }]"),
                ("senior", "requires = [{ experience = \"nursing\", months = 18 }]"),
                ("porter", ""),
            ],
            &[("badge", &short), ("degree", &format!("implies = [\"badge\"]\n{long}"))],
        );
        let nurse = person_in_role(&catalog, role(&catalog, "nurse"), Months(12), start());
        let queries = ["badge", "degree"].map(|id| {
            Query::new(&catalog, nurse.clone(), Target::Credential(credential(&catalog, id)), start())
        });
        let personal = catalog.clone().into();
        let mut found = keystones(&personal, Routes::seek(&personal, queries.to_vec()).found);
        let text = |found: &[Keystone]| -> Vec<String> {
            let roles = |keystone: &Keystone| {
                keystone
                    .opened
                    .iter()
                    .map(|role| catalog.role(*role).id.as_str())
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let id = |keystone: &Keystone| catalog.credential(keystone.credential).id.clone();
            found.iter().map(|keystone| format!("{}: {}", id(keystone), roles(keystone))).collect()
        };
        // Eight months later the nurse has twenty months, which open `senior` with a degree or without.
        let (badge, degree) = ("badge: analyst lead", "degree: analyst expert lead");
        sort(&mut found, Order::Roles);
        assert_eq!(text(&found), [degree, badge]);
        sort(&mut found, Order::PerMonth);
        assert_eq!(text(&found), [badge, degree]);
        sort(&mut found, Order::PerDollar);
        assert_eq!(text(&found), [degree, badge]);
    }
}
