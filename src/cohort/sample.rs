//! Some people out of many, each as likely as any other, for questions that are too long to ask of all.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::answers::Answer;
use super::people::Someone;

/// How many people a sample has at the most: with so many a share is within about three points of that of all, nineteen times
/// out of twenty.
const MOST: u32 = 1_000;

/// A sample of the people of a cohort; everybody, where they are few.
///
/// It takes those whose places in the input have the smallest numbers once these are mixed, so that equal inputs have
/// equal samples (the bottom-k sketch of E. Cohen and H. Kaplan, PODC 2007).
#[derive(Debug, Default)]
pub(crate) struct Sample {
    /// How many people there were.
    people: u64,
    chosen: BTreeMap<u64, Chosen>,
}

/// Somebody in a sample.
#[derive(Debug)]
pub(crate) struct Chosen {
    /// Who.
    pub(crate) someone: Someone,
    /// The answers, by target.
    pub(crate) answers: Vec<Arc<Answer>>,
}

impl Sample {
    /// Looks at the next person.
    pub(crate) fn offer(&mut self, someone: &Someone, answers: &[Arc<Answer>]) {
        let key = mixed(self.people);
        self.people += 1;
        if self.chosen.len() == MOST as usize {
            if self.chosen.last_key_value().is_some_and(|(last, _)| *last < key) {
                return;
            }
            self.chosen.pop_last();
        }
        self.chosen.insert(key, Chosen { someone: someone.clone(), answers: answers.to_vec() });
    }

    /// Returns those who were chosen.
    pub(crate) fn chosen(&self) -> impl Iterator<Item = &Chosen> {
        self.chosen.values()
    }

    /// Returns how many were chosen.
    pub(crate) fn size(&self) -> usize {
        self.chosen.len()
    }

    /// Tells whether everybody was.
    pub(crate) fn is_everybody(&self) -> bool {
        self.people == self.chosen.len() as u64
    }
}

/// Mixes a number into one that looks like chance; no two into the same (`SplitMix64` of G. Steele, D. Lea and C. Flood,
/// OOPSLA 2014).
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Person;
    use crate::profile::file::OwnLimits;
    use crate::testing::catalog;
    use crate::units::Money;

    #[test]
    fn few_are_all_there_and_many_are_chosen_evenly() {
        let catalog = catalog(&[("nurse", "")], &[]);
        let mut sample = Sample::default();
        let places = 40 * i64::from(MOST);
        for place in 0..places {
            let limits = OwnLimits { budget: Some(Money(place)), ..OwnLimits::default() };
            sample.offer(&Someone { person: Person::newcomer(&catalog), limits }, &[]);
            assert_eq!(sample.is_everybody(), place < i64::from(MOST));
        }
        let place = |chosen: &Chosen| Some(chosen.someone.limits.budget?.0);
        let places_of_chosen: Vec<i64> = sample.chosen().filter_map(place).collect();
        assert_eq!((sample.size(), places_of_chosen.len()), (MOST as usize, MOST as usize));
        // Each tenth of the input has about a tenth of the sample: 100, give or take four times 9.5.
        for tenth in 0..10 {
            let range = tenth * places / 10..(tenth + 1) * places / 10;
            let count = places_of_chosen.iter().filter(|place| range.contains(place)).count();
            assert!((62..=138).contains(&count), "{count} in {range:?}");
        }
    }
}
