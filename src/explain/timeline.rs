//! What somebody has at each moment of a plan.
//!
//! Computed in closed form from the stints and studies of a plan, so that it can be asked for any month
//! without replaying the months before. It judges nothing; whether a plan keeps the rules is for
//! [`verify`](crate::planner::verify) to say.

use crate::catalog::Catalog;
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::planner::{Plan, Step};
use crate::profile::Person;
use crate::units::{CalendarMonth, Months};

/// Time in one role, from `start` until `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stint {
    /// The step of the plan; `None` for the role held at the start.
    pub step: Option<usize>,
    /// The role.
    pub role: RoleId,
    /// The first month, from now.
    pub start: Months,
    /// The month after the last, from now.
    pub end: Months,
}

impl Stint {
    /// Returns the months of the stint from `from` until `until`.
    fn overlap(&self, from: Months, until: Months) -> u32 {
        self.end.min(until).0.saturating_sub(self.start.max(from).0)
    }
}

/// A person together with what a plan has them do.
#[derive(Clone, Debug)]
pub struct Timeline<'a> {
    catalog: &'a Catalog,
    person: &'a Person,
    start: CalendarMonth,
    stints: Vec<Stint>,
    /// Domains given by the role of each stint.
    given: Vec<Vec<DomainId>>,
    /// Step, credential and end of each study.
    studies: Vec<(usize, CredentialId, Months)>,
}

impl<'a> Timeline<'a> {
    /// Makes the timeline of somebody who does nothing yet.
    #[must_use]
    pub fn now(catalog: &'a Catalog, person: &'a Person, start: CalendarMonth) -> Self {
        Self { catalog, person, start, stints: Vec::new(), given: Vec::new(), studies: Vec::new() }
    }

    /// Makes the timeline of a plan.
    #[must_use]
    pub fn of_plan(catalog: &'a Catalog, person: &'a Person, start: CalendarMonth, plan: &Plan) -> Self {
        let mut stints = Vec::new();
        let mut studies = Vec::new();
        let mut first_role_end = plan.months;
        for (index, step) in plan.steps.iter().enumerate() {
            match step {
                Step::Study(study) => {
                    studies.push((index, study.credential, study.end));
                    if study.role.is_none() {
                        first_role_end = first_role_end.min(study.start);
                    }
                }
                Step::Job(job) => {
                    let end = job.end.unwrap_or(plan.months).max(job.start);
                    stints.push(Stint { step: Some(index), role: job.role, start: job.start, end });
                    first_role_end = first_role_end.min(job.start);
                }
            }
        }
        if let Some(role) = person.role {
            stints.insert(0, Stint { step: None, role, start: Months(0), end: first_role_end });
        }
        let given = stints.iter().map(|stint| catalog.domains_given_by(stint.role)).collect();
        Self { catalog, person, start, stints, given, studies }
    }

    /// Returns the time in each role: the starting role first, then in the order of the plan.
    #[must_use]
    pub fn stints(&self) -> &[Stint] {
        &self.stints
    }

    /// Returns the stints that give a domain.
    pub fn stints_giving(&self, domain: DomainId) -> impl Iterator<Item = &Stint> {
        let giving = self.given.iter().map(move |given| given.contains(&domain));
        self.stints.iter().zip(giving).filter(|(_, gives)| *gives).map(|(stint, _)| stint)
    }

    /// Returns how many months of experience in a domain the plan brings from `from` until `until`.
    #[must_use]
    pub fn gained_in_domain(&self, domain: DomainId, from: Months, until: Months) -> u32 {
        self.stints_giving(domain).map(|stint| stint.overlap(from, until)).sum()
    }

    /// Returns the month from which a credential is held, and the step that brings it; `None` for never.
    #[must_use]
    pub fn held_from(&self, credential: CredentialId) -> Option<(Months, Option<usize>)> {
        if self.person.holds(credential) {
            return Some((Months(0), None));
        }
        let bringing = self.studies.iter().filter(|(_, studied, _)| self.implies(*studied, credential));
        bringing.min_by_key(|(_, _, end)| *end).map(|(step, _, end)| (*end, Some(*step)))
    }

    fn implies(&self, holding: CredentialId, asked: CredentialId) -> bool {
        self.catalog.credential(holding).closure.contains(&asked)
    }

    /// Returns the moment `at` months from now.
    #[must_use]
    pub fn at(&self, at: Months) -> Moment<'_> {
        Moment { timeline: self, at }
    }
}

/// What somebody has at one boundary between two months.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    timeline: &'a Timeline<'a>,
    at: Months,
}

impl<'a> Moment<'a> {
    /// Returns the timeline this is a moment of.
    #[must_use]
    pub fn timeline(&self) -> &'a Timeline<'a> {
        self.timeline
    }

    /// Returns the time from now.
    #[must_use]
    pub fn months_from_now(&self) -> Months {
        self.at
    }

    /// Returns the month of the calendar.
    #[must_use]
    pub fn calendar(&self) -> CalendarMonth {
        self.timeline.start.plus(self.at)
    }

    /// Tells whether a credential, or one that implies it, is held.
    #[must_use]
    pub fn holds(&self, credential: CredentialId) -> bool {
        self.timeline.held_from(credential).is_some_and(|(from, _)| from <= self.at)
    }

    /// Returns the months of experience in a domain; with `after`, those gained while holding it.
    #[must_use]
    pub fn months_in_domain(&self, domain: DomainId, after: Option<CredentialId>) -> Months {
        let from = match after.map(|credential| self.timeline.held_from(credential)) {
            None => Months(0),
            Some(Some((from, _))) => from,
            Some(None) => return Months(0),
        };
        let before = after.is_none_or(|credential| self.timeline.person.holds(credential));
        let before = if before { self.timeline.person.months_in_domain(domain).0 } else { 0 };
        Months(before.saturating_add(self.timeline.gained_in_domain(domain, from, self.at)))
    }

    /// Returns the months spent in a role.
    #[must_use]
    pub fn months_in_role(&self, role: RoleId) -> Months {
        let stints = self.timeline.stints.iter().filter(|stint| stint.role == role);
        let gained: u32 = stints.map(|stint| stint.overlap(Months(0), self.at)).sum();
        Months(self.timeline.person.months_in_role(role).0.saturating_add(gained))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::{JobStep, StudyStep};
    use crate::testing::{catalog, credential, role, start};
    use crate::units::Money;

    #[test]
    fn months_are_counted_as_they_are_lived() {
        let catalog = catalog(
            &[("nurse", "gives = [\"nursing\"]"), ("analyst", "gives = [\"informatics\", \"clinical\"]")],
            &[
                ("wide", "study = [{ mode = \"part-time\", months = 4 }]"),
                ("narrow", "implies = [\"wide\"]\nstudy = [{ mode = \"part-time\", months = 4 }]"),
            ],
        );
        let (nurse, analyst) = (role(&catalog, "nurse"), role(&catalog, "analyst"));
        let domain = |id: &str| {
            DomainId::from_index(catalog.domains.iter().position(|domain| domain.id == id).expect("a domain"))
        };
        let (wide, narrow) = (credential(&catalog, "wide"), credential(&catalog, "narrow"));
        let mut person = Person::newcomer(&catalog);
        person.role = Some(nurse);
        person.add_history(&catalog, nurse, Months(10));
        let study = StudyStep {
            credential: narrow,
            option: 0,
            start: Months(2),
            end: Months(6),
            cost: Money(0),
            role: Some(nurse),
        };
        let job = JobStep { role: analyst, apply: Months(1), start: Months(4), end: None };
        let plan = Plan {
            months: Months(9),
            cost: Money(0),
            job_changes: 1,
            steps: vec![Step::Job(job), Step::Study(study)],
        };
        let timeline = Timeline::of_plan(&catalog, &person, start(), &plan);
        let months = |at, id, after| timeline.at(Months(at)).months_in_domain(domain(id), after).0;
        assert_eq!(months(0, "nursing", None), 10);
        assert_eq!(months(9, "nursing", None), 14, "the nurse stays until the analyst starts");
        assert_eq!(months(9, "informatics", None), 5);
        assert_eq!(months(9, "clinical", None), 19, "both roles count in the wider domain");
        assert_eq!(months(9, "clinical", Some(wide)), 3, "only the months since the credential is held");
        assert!(!timeline.at(Months(5)).holds(wide));
        assert!(timeline.at(Months(6)).holds(wide), "an implied credential comes with the one studied");
        assert_eq!(timeline.held_from(narrow), Some((Months(6), Some(1))));
        assert_eq!(timeline.at(Months(9)).months_in_role(nurse).0, 14);
        assert_eq!(timeline.at(Months(3)).calendar().to_string(), "2027-02");
    }
}
