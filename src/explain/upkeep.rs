//! What it costs a year to keep what somebody holds at the end of a plan.

use crate::catalog::{Catalog, Renewal};
use crate::ids::CredentialId;
use crate::planner::{Plan, Query, Step};
use crate::units::Money;

/// The upkeep of everything held at the end of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Upkeep {
    /// Each credential that has to be renewed, in the order of the catalog.
    pub renewals: Vec<CredentialUpkeep>,
}

/// The upkeep of one credential.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CredentialUpkeep {
    /// The credential.
    pub credential: CredentialId,
    /// What is known about its renewal.
    pub renewal: Renewal,
    /// The price of a cycle spread over its years, to the nearest whole unit; `None` without a price or a cycle.
    pub yearly: Option<Money>,
}

impl Upkeep {
    /// Returns the sum of what is known a year; `None` where no price is.
    #[must_use]
    pub fn yearly(&self) -> Option<Money> {
        let known = self.renewals.iter().filter_map(|renewal| renewal.yearly);
        known.reduce(|sum, yearly| Money(sum.0.saturating_add(yearly.0)))
    }
}

/// Returns the upkeep of what the person and the plan bring together.
///
/// A credential that another one counts as is kept up with that one.
#[must_use]
pub fn upkeep(catalog: &Catalog, query: &Query, plan: &Plan) -> Upkeep {
    let mut held: Vec<CredentialId> = query.person.credentials().collect();
    held.extend(plan.steps.iter().filter_map(|step| match step {
        Step::Study(study) => Some(study.credential),
        Step::Job(_) => None,
    }));
    held.sort_unstable();
    held.dedup();
    let covered = |credential: CredentialId| {
        held.iter()
            .any(|other| *other != credential && catalog.credential(*other).closure.contains(&credential))
    };
    let renewals = held.iter().filter(|credential| !covered(**credential)).filter_map(|&credential| {
        let renewal = catalog.credential(credential).renewal.clone()?;
        Some(CredentialUpkeep { credential, yearly: yearly(&renewal), renewal })
    });
    Upkeep { renewals: renewals.collect() }
}

fn yearly(renewal: &Renewal) -> Option<Money> {
    let years = i64::from(renewal.years.filter(|years| *years > 0)?);
    let cycle = renewal.cost.as_ref()?.amount.0;
    Some(Money(cycle.saturating_add(years / 2) / years))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::{StudyStep, Target};
    use crate::profile::Person;
    use crate::testing::{catalog, credential, role, start};
    use crate::units::Months;

    #[test]
    fn prices_are_spread_over_the_years_of_a_cycle() {
        let priced = |years: u32| {
            format!("renewal = {{ years = {years}, cost = {{ amount = 500, basis = \"estimate\" }} }}")
        };
        let (three, four) = (priced(3), priced(4) + "\nimplies = [\"covered\"]");
        let catalog = catalog(
            &[("nurse", "")],
            &[
                ("three", three.as_str()),
                ("four", four.as_str()),
                ("covered", three.as_str()),
                ("free", "renewal = { years = 2, hours = 30 }"),
                ("lasting", ""),
            ],
        );
        let mut person = Person::newcomer(&catalog);
        for id in ["three", "covered", "free", "lasting"] {
            person.add_credential(&catalog, credential(&catalog, id));
        }
        let study = StudyStep {
            credential: credential(&catalog, "four"),
            option: 0,
            start: Months(0),
            end: Months(1),
            cost: Money(0),
            role: None,
        };
        let plan =
            Plan { months: Months(1), cost: Money(0), job_changes: 0, steps: vec![Step::Study(study)] };
        let query = Query::new(&catalog, person, Target::Role(role(&catalog, "nurse")), start());
        let found = upkeep(&catalog, &query, &plan);
        let ids: Vec<(&str, Option<i64>)> = found
            .renewals
            .iter()
            .map(|one| (catalog.credential(one.credential).id.as_str(), one.yearly.map(|money| money.0)))
            .collect();
        assert_eq!(ids, [("four", Some(125)), ("free", None), ("three", Some(167))]);
        assert_eq!(found.yearly(), Some(Money(292)));
    }
}
