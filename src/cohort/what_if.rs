//! What would change for a cohort: if somebody else paid for a credential, or if nobody could have it.
//!
//! Whoever might be concerned is asked again, and what is counted is proved: a search that was not settled counts for
//! nothing, and a plan that may not be the fastest only as far as its bound goes.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::ids::CredentialId;
use crate::planner::{Objective, Query, Target};
use crate::question::UnsoundPlan;
use crate::units::{Money, Months};

use super::answers::{Answer, Answers, Found, Studied};
use super::people::Someone;
use super::sample::{Chosen, Sample};

/// How many credentials are asked about as sponsored, those first that most might take.
const SPONSORED: usize = 10;

/// What it changes when somebody else pays for one credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sponsorship {
    /// What is paid for.
    pub(crate) credential: CredentialId,
    /// People in whose plan it then is.
    pub(crate) takers: u64,
    /// What it costs whoever pays for it, for all takers.
    pub(crate) cost: Money,
    /// People who then have a way, and have none without.
    pub(crate) gained: u64,
    /// People who are there sooner.
    pub(crate) sooner: u64,
    /// By how many months all together, at the least.
    pub(crate) months: u64,
    /// What it costs for those who then have a way or are there sooner.
    pub(crate) cost_of_helped: Money,
}

/// What it changes when nobody can have one credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Loss {
    /// What cannot be had.
    pub(crate) credential: CredentialId,
    /// People in whose plan it is.
    pub(crate) people: u64,
    /// Those of them who have no way without it.
    pub(crate) stranded: u64,
    /// Those of them who are there later without it.
    pub(crate) later: u64,
    /// By how many months all together, at the least.
    pub(crate) months: u64,
}

/// Asks a sample what would change.
pub(crate) struct WhatIf<'s> {
    /// The catalog as it is.
    pub(crate) catalog: &'s Catalog,
    /// What all questions have in common.
    pub(crate) common: &'s Query,
    /// The target, and its place among all targets.
    pub(crate) target: (usize, Target),
    /// Whom.
    pub(crate) sample: &'s Sample,
}

impl WhatIf<'_> {
    /// Returns what it would change if one credential were paid for, the one first that brings most people there, and then
    /// the one that saves most months. What nobody would take is left out.
    ///
    /// Only where a budget is short does it matter to the way itself who pays.
    ///
    /// # Errors
    /// When a plan that was found is unsound.
    pub(crate) fn sponsorships(&self) -> Result<Vec<Sponsorship>, UnsoundPlan> {
        let (short, others): (Vec<&Chosen>, Vec<&Chosen>) = self.sample.chosen().partition(|chosen| {
            (chosen.someone.limits.budget.is_some() || self.common.limits.budget.is_some())
                && !self.is_there(chosen)
        });
        let unbound: Vec<Someone> = short.iter().map(|chosen| without_budget(&chosen.someone)).collect();
        let mut wishes = Vec::new();
        for objective in [Objective::Time, Objective::Cost] {
            let mut wish = self.common.clone();
            wish.limits.budget = None;
            wish.objective = objective;
            wishes.append(&mut self.ask(self.catalog, wish, &unbound)?);
        }
        let mut wanted: BTreeMap<CredentialId, u64> = BTreeMap::new();
        let present = short.iter().chain(&others).map(|chosen| self.answer(chosen));
        for study in present.chain(wishes.iter().map(|wish| &**wish)).flat_map(studies) {
            if study.price(self.catalog).is_some_and(|price| price > Money(0)) {
                *wanted.entry(study.credential).or_default() += 1;
            }
        }
        let mut wanted: Vec<(CredentialId, u64)> = wanted.into_iter().collect();
        wanted.sort_by_key(|(credential, people)| (Reverse(*people), *credential));
        wanted.truncate(SPONSORED);
        let people: Vec<Someone> = short.iter().map(|chosen| chosen.someone.clone()).collect();
        let mut found = Vec::new();
        for (credential, _) in wanted {
            let free = sponsored(self.catalog, credential);
            let answers = self.ask(&free, self.common.clone(), &people)?;
            let mut sponsorship = Sponsorship {
                credential,
                takers: 0,
                cost: Money(0),
                gained: 0,
                sooner: 0,
                months: 0,
                cost_of_helped: Money(0),
            };
            for chosen in &others {
                sponsorship.take(self.catalog, self.answer(chosen));
            }
            for (chosen, answer) in short.iter().zip(&answers) {
                let cost = sponsorship.take(self.catalog, answer);
                if sponsorship.compare(self.answer(chosen), answer) {
                    sponsorship.cost_of_helped.0 += cost.0;
                }
            }
            found.push(sponsorship);
        }
        found.retain(|sponsorship| sponsorship.takers > 0);
        found.sort_by_key(|one| (Reverse((one.gained, one.months)), one.cost, one.credential));
        Ok(found)
    }

    /// Returns what it would change if one credential could not be had, for each that is in a plan and is not the target: the one first without which
    /// most people have no way, and then the one without which it takes most months.
    ///
    /// # Errors
    /// When a plan that was found is unsound.
    pub(crate) fn losses(&self) -> Result<Vec<Loss>, UnsoundPlan> {
        let mut having: BTreeMap<CredentialId, Vec<&Chosen>> = BTreeMap::new();
        for chosen in self.sample.chosen() {
            let others = |study: &&Studied| self.target.1 != Target::Credential(study.credential);
            for study in studies(self.answer(chosen)).iter().filter(others) {
                having.entry(study.credential).or_default().push(chosen);
            }
        }
        let mut losses = Vec::new();
        for (credential, chosen) in having {
            let people: Vec<Someone> = chosen.iter().map(|chosen| chosen.someone.clone()).collect();
            let mut common = self.common.clone();
            common.limits.avoid_credentials.push(credential);
            let answers = self.ask(self.catalog, common, &people)?;
            let mut loss = Loss { credential, people: people.len() as u64, stranded: 0, later: 0, months: 0 };
            for (chosen, answer) in chosen.iter().zip(&answers) {
                loss.compare(self.answer(chosen), answer);
            }
            losses.push(loss);
        }
        losses.sort_by_key(|loss| (Reverse((loss.stranded, loss.months, loss.people)), loss.credential));
        Ok(losses)
    }

    fn answer<'c>(&self, chosen: &'c Chosen) -> &'c Answer {
        &chosen.answers[self.target.0]
    }

    /// Tells whether somebody is there already.
    fn is_there(&self, chosen: &Chosen) -> bool {
        matches!(self.answer(chosen), Answer::Found(found) if found.months == Months(0))
    }

    fn ask(
        &self,
        catalog: &Catalog,
        common: Query,
        people: &[Someone],
    ) -> Result<Vec<Arc<Answer>>, UnsoundPlan> {
        let answers = Answers::new(catalog, common, vec![self.target.1]).of(people)?;
        Ok(answers.into_iter().flatten().collect())
    }
}

impl Sponsorship {
    /// Counts a plan that has the credential; returns what that costs whoever pays for it.
    fn take(&mut self, catalog: &Catalog, answer: &Answer) -> Money {
        let mine = |study: &&Studied| study.credential == self.credential;
        let Some(study) = studies(answer).iter().find(mine) else { return Money(0) };
        let cost = study.price(catalog).unwrap_or_default();
        self.takers += 1;
        self.cost.0 += cost.0;
        cost
    }

    /// Counts what is better than before; tells whether anything is.
    fn compare(&mut self, before: &Answer, after: &Answer) -> bool {
        match (before, after) {
            (Answer::Unreachable | Answer::Contradiction, Answer::Found(_)) => self.gained += 1,
            (Answer::Found(before), Answer::Found(after)) if after.months < before.at_least => {
                self.sooner += 1;
                self.months += u64::from(before.at_least.0 - after.months.0);
            }
            _ => return false,
        }
        true
    }
}

impl Loss {
    fn compare(&mut self, before: &Answer, after: &Answer) {
        let Answer::Found(Found { months: before, .. }) = before else { return };
        match after {
            Answer::Unreachable | Answer::Contradiction => self.stranded += 1,
            Answer::Found(Found { at_least, .. }) | Answer::Open { at_least } if at_least > before => {
                self.later += 1;
                self.months += u64::from(at_least.0 - before.0);
            }
            Answer::Found(_) | Answer::Open { .. } => {}
        }
    }
}

fn studies(answer: &Answer) -> &[Studied] {
    match answer {
        Answer::Found(found) => &found.studies,
        Answer::Unreachable | Answer::Contradiction | Answer::Open { .. } => &[],
    }
}

fn without_budget(someone: &Someone) -> Someone {
    let mut someone = someone.clone();
    someone.limits.budget = None;
    someone
}

/// Returns the catalog for those who get a credential paid: it costs them nothing, as far as its price is known.
fn sponsored(catalog: &Catalog, credential: CredentialId) -> Catalog {
    let mut catalog = catalog.clone();
    for study in &mut catalog.credentials[credential.index()].study {
        if let Some(cost) = &mut study.cost {
            cost.amount = Money(0);
        }
    }
    catalog
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::assumed::person_in_role;
    use crate::profile::file::OwnLimits;
    use crate::testing::{catalog, credential, role, start};

    fn study(months: u32, cost: u32) -> String {
        format!(
            "study = [{{ mode = \"part-time\", months = {months}, cost = {{ amount = {cost}, basis = \"estimate\" }} }}]"
        )
    }

    /// A badge is fast and dear, a degree slow and cheap, and a lead has one of them.
    fn world() -> Catalog {
        catalog(
            &[("nurse", ""), ("lead", "requires = [{ any = [\"badge\", \"degree\"] }]")],
            &[("badge", &study(6, 1_000)), ("degree", &study(24, 100)), ("prize", "")],
        )
    }

    /// Asks nurses with these budgets, in whole units; 0 for none.
    fn asked<T>(catalog: &Catalog, budgets: &[i64], ask: impl Fn(WhatIf<'_>) -> T) -> T {
        let [nurse, lead] = ["nurse", "lead"].map(|id| role(catalog, id));
        let target = Target::Role(lead);
        let nurse = person_in_role(catalog, nurse, Months(12), start());
        let mut common = Query::new(catalog, nurse.clone(), target, start());
        common.limits.deadline = Some(Months(60));
        let people: Vec<Someone> = budgets
            .iter()
            .map(|budget| OwnLimits {
                budget: Some(Money(*budget)).filter(|budget| budget.0 > 0),
                ..OwnLimits::default()
            })
            .map(|limits| Someone { person: nurse.clone(), limits })
            .collect();
        let answers = Answers::new(catalog, common.clone(), vec![target]).of(&people).expect("sound plans");
        let mut sample = Sample::default();
        for (someone, answers) in people.iter().zip(&answers) {
            sample.offer(someone, answers);
        }
        ask(WhatIf { catalog, common: &common, target: (0, target), sample: &sample })
    }

    #[test]
    fn a_sponsor_brings_people_there_or_lets_them_be_there_sooner() {
        let catalog = world();
        let [badge, degree] = ["badge", "degree"].map(|id| credential(&catalog, id));
        // No budget: the badge. 500: the degree, which takes 18 months more. 50: neither.
        let budgets = [0, 500, 500, 50, 5_000];
        let found = asked(&catalog, &budgets, |what_if| what_if.sponsorships()).expect("sound plans");
        let of_badge = Sponsorship {
            credential: badge,
            takers: 5,
            cost: Money(5_000),
            gained: 1,
            sooner: 2,
            months: 36,
            cost_of_helped: Money(3_000),
        };
        // With the degree paid for, those who can have the badge keep it.
        let of_degree = Sponsorship {
            credential: degree,
            takers: 3,
            cost: Money(300),
            gained: 1,
            sooner: 0,
            months: 0,
            cost_of_helped: Money(100),
        };
        assert_eq!(found, [of_badge, of_degree]);
        // Whoever can pay for nothing is brought there for less with the degree.
        let found = asked(&catalog, &[50], |what_if| what_if.sponsorships()).expect("sound plans");
        assert_eq!(found.iter().map(|one| one.credential).collect::<Vec<_>>(), [degree, badge]);
        assert_eq!(asked(&catalog, &[], |what_if| what_if.sponsorships()), Ok(Vec::new()));
    }

    #[test]
    fn what_is_lost_without_a_credential() {
        let catalog = world();
        let [badge, degree] = ["badge", "degree"].map(|id| credential(&catalog, id));
        let losses = asked(&catalog, &[0, 500, 50, 5_000], |what_if| what_if.losses()).expect("sound plans");
        assert_eq!(
            losses,
            [
                Loss { credential: degree, people: 1, stranded: 1, later: 0, months: 0 },
                Loss { credential: badge, people: 2, stranded: 0, later: 2, months: 36 },
            ]
        );
    }
}
