//! What the answers to a cohort come to: counts of people, and nobody's name.
//!
//! Counts do not depend on the order of the people. The memory they take grows with the months and costs that occur, and not
//! with the people.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::ids::{CredentialId, RoleId};
use crate::units::{Money, Months};

use super::answers::{Answer, Found};
use super::people::Someone;

/// The answers about one target, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    /// Those of everybody.
    pub(crate) all: Group,
    /// The same by the role of today; `None` is no role.
    pub(crate) roles: BTreeMap<Option<RoleId>, Group>,
    /// What is studied for on the way.
    pub(crate) credentials: BTreeMap<CredentialId, Wanted>,
}

/// The answers to some people, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Group {
    /// How many people.
    pub(crate) people: u64,
    /// Those with a plan, by its months.
    pub(crate) months: BTreeMap<Months, u64>,
    /// The same by what it costs, as far as prices are known.
    pub(crate) costs: BTreeMap<Money, u64>,
    /// Plans with a study whose price is not known.
    pub(crate) unpriced: u64,
    /// Those of them in which no other study costs anything.
    pub(crate) unknown: u64,
    /// Plans that may not be the fastest.
    pub(crate) unproved: u64,
    /// Those without a plan, proved.
    pub(crate) unreachable: u64,
    /// Those whose search ended before it was settled.
    pub(crate) open: u64,
    /// What plans begin with; those of people who are there are left out.
    pub(crate) firsts: BTreeMap<Entry, u64>,
}

/// A credential that is studied for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// In how many plans.
    pub(crate) plans: u64,
    /// In how many of them as the first one.
    pub(crate) next: u64,
    /// What it costs all of them together, as far as prices are known.
    pub(crate) cost: Money,
    /// In how many of them the price is not known.
    pub(crate) unpriced: u64,
}

impl Summary {
    /// Counts an answer.
    pub(crate) fn add(&mut self, catalog: &Catalog, someone: &Someone, answer: &Answer) {
        self.all.add(answer);
        self.roles.entry(someone.person.role).or_default().add(answer);
        let Answer::Found(found) = answer else { return };
        for (position, study) in found.studies.iter().enumerate() {
            let wanted = self.credentials.entry(study.credential).or_default();
            wanted.plans += 1;
            wanted.next += u64::from(position == 0);
            match study.price(catalog) {
                Some(price) => wanted.cost.0 += price.0,
                None => wanted.unpriced += 1,
            }
        }
    }
}

impl Group {
    fn add(&mut self, answer: &Answer) {
        self.people += 1;
        match answer {
            Answer::Found(found) => self.add_found(found),
            Answer::Unreachable | Answer::Contradiction => self.unreachable += 1,
            Answer::Open { .. } => self.open += 1,
        }
    }

    fn add_found(&mut self, found: &Found) {
        *self.months.entry(found.months).or_default() += 1;
        *self.costs.entry(found.cost).or_default() += 1;
        self.unpriced += u64::from(found.unpriced > 0);
        self.unknown += u64::from(found.unpriced > 0 && found.cost == Money(0));
        self.unproved += u64::from(found.at_least < found.months);
        if let Some(first) = found.first {
            *self.firsts.entry(first.entry).or_default() += 1;
        }
    }

    /// Returns how many have a plan.
    pub(crate) fn found(&self) -> u64 {
        self.people - self.unreachable - self.open
    }

    /// Returns how many are there after so many months.
    pub(crate) fn within(&self, months: Months) -> u64 {
        self.months.range(..=months).map(|(_, people)| people).sum()
    }

    /// Returns the fewest months within which half of those with a plan are there; `None` without any.
    pub(crate) fn middle_months(&self) -> Option<Months> {
        middle(&self.months)
    }

    /// Returns the least that is enough for half of those with a plan; `None` without any.
    pub(crate) fn middle_cost(&self) -> Option<Money> {
        middle(&self.costs)
    }

    /// Returns what plans most often begin with, and how many do; of equals the first of the catalog.
    pub(crate) fn first(&self) -> Option<(Entry, u64)> {
        let first = |(first, people): (&Entry, &u64)| (*first, *people);
        self.firsts.iter().map(first).reduce(|best, next| if next.1 > best.1 { next } else { best })
    }
}

/// Returns the median of what was counted; of two in the middle the lower.
fn middle<Value: Copy>(counts: &BTreeMap<Value, u64>) -> Option<Value> {
    let all: u64 = counts.values().sum();
    let mut passed = 0;
    counts.iter().find_map(|(value, count)| {
        passed += count;
        (passed >= all.div_ceil(2)).then_some(*value)
    })
}

#[cfg(test)]
mod tests {
    use super::super::answers::First;
    use super::*;

    fn found(months: u32, cost: i64, first: Option<u32>) -> Answer {
        Answer::Found(Found {
            months: Months(months),
            cost: Money(cost),
            unpriced: usize::from(cost == 0),
            job_changes: 1,
            studies: Vec::new(),
            first: first.map(|role| First {
                entry: Entry::Role(RoleId::from_index(role as usize)),
                begins: Months(months),
            }),
            proved: months != 30,
            at_least: Months(months.min(20)),
        })
    }

    #[test]
    fn people_are_counted_by_their_answers() {
        let mut group = Group::default();
        assert_eq!((group.middle_months(), group.middle_cost(), group.first()), (None, None, None));
        for answer in [
            found(30, 500, Some(2)),
            found(0, 0, None),
            found(12, 700, Some(1)),
            found(18, 0, Some(1)),
            Answer::Unreachable,
            Answer::Contradiction,
            Answer::Open { at_least: Months(3) },
        ] {
            group.add(&answer);
        }
        assert_eq!((group.people, group.found(), group.unreachable, group.open), (7, 4, 2, 1));
        assert_eq!([0, 11, 12, 29, 30].map(|months| group.within(Months(months))), [1, 1, 2, 3, 4]);
        assert_eq!((group.middle_months(), group.middle_cost()), (Some(Months(12)), Some(Money(0))));
        assert_eq!((group.unpriced, group.unproved), (2, 1));
        assert_eq!(group.first().map(|(_, people)| people), Some(2));
    }
}
