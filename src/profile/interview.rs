//! The questions that make a profile: what to ask next, and what an answer means.
//!
//! It knows no terminal and words no question. An answer is a text, wherever it comes from; an empty one leaves
//! everything as it is, so that every question can be skipped.

mod answer;

use crate::catalog::Catalog;
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::units::{CalendarMonth, Months};

use super::assumed::assume;
use super::file::Profile;

pub use answer::{Misunderstood, truth};

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Question {
    /// The work of today.
    Role,
    /// How long they have been in it.
    Tenure(RoleId),
    /// Earlier work; asked until there is no more.
    Earlier,
    /// How long that was.
    EarlierTime(RoleId),
    /// Degrees, licenses, certifications and the like.
    Credentials,
    /// A domain of experience that the jobs do not show; asked until there is no more.
    Domain,
    /// How much of that.
    DomainTime(DomainId),
    /// The most that study may cost.
    Budget,
    /// The most hours of study a week.
    StudyHours,
    /// Whether full-time study is out of the question.
    KeepWorking,
    /// The most years.
    Longest,
    /// What not to do.
    Avoid,
}

/// What stands if nothing is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing, or no limit.
    Nothing,
    /// This role.
    Role(RoleId),
    /// This time.
    Time(Months),
    /// Time in these roles.
    History(Vec<(RoleId, Months)>),
    /// These credentials, as said before.
    Credentials(Vec<CredentialId>),
    /// These credentials, which nobody has said yet: holders of the roles named usually have them.
    Proposed(Vec<CredentialId>),
    /// Experience in these domains.
    Experience(Vec<(DomainId, Months)>),
    /// This number.
    Number(i64),
    /// Yes or no.
    Truth(bool),
    /// These roles and credentials.
    Entries(Vec<RoleId>, Vec<CredentialId>),
}

/// Questions with what is known so far.
#[derive(Clone, Debug)]
pub struct Interview<'c> {
    catalog: &'c Catalog,
    now: CalendarMonth,
    profile: Profile,
    question: Option<Question>,
    /// Whether the credentials have been answered, so that none need be proposed.
    credentials_said: bool,
}

impl<'c> Interview<'c> {
    /// Begins with nothing known; dated rules are judged at `now`.
    #[must_use]
    pub fn new(catalog: &'c Catalog, now: CalendarMonth) -> Self {
        Self::resume(catalog, now, Profile::nobody(catalog))
    }

    /// Begins with what was said before; each question can be answered anew.
    #[must_use]
    pub fn resume(catalog: &'c Catalog, now: CalendarMonth, profile: Profile) -> Self {
        let credentials_said = !profile.credentials.is_empty();
        Self { catalog, now, profile, question: Some(Question::Role), credentials_said }
    }

    /// Returns what is to be asked; `None` when everything has been.
    #[must_use]
    pub fn question(&self) -> Option<Question> {
        self.question
    }

    /// Returns what is known so far.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Returns what stands if the question is skipped.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let Profile { person, credentials, history, experience, limits, .. } = &self.profile;
        let time = |months: Option<Months>| months.map_or(Standing::Nothing, Standing::Time);
        match self.question {
            Some(Question::Role) => person.role.map_or(Standing::Nothing, Standing::Role),
            Some(Question::Tenure(role)) => time(time_in(history, role)),
            Some(Question::Earlier) => {
                let earlier = history.iter().filter(|(role, _)| Some(*role) != person.role).copied();
                match earlier.collect::<Vec<_>>() {
                    none if none.is_empty() => Standing::Nothing,
                    earlier => Standing::History(earlier),
                }
            }
            Some(Question::Credentials) if self.credentials_said => {
                Standing::Credentials(credentials.clone())
            }
            Some(Question::Credentials) => match self.proposed() {
                none if none.is_empty() => Standing::Nothing,
                proposed => Standing::Proposed(proposed),
            },
            Some(Question::Domain) if !experience.is_empty() => Standing::Experience(experience.clone()),
            Some(Question::Budget) => {
                limits.budget.map_or(Standing::Nothing, |budget| Standing::Number(budget.0))
            }
            Some(Question::StudyHours) => {
                limits.study_hours.map_or(Standing::Nothing, |hours| Standing::Number(hours.into()))
            }
            Some(Question::KeepWorking) => limits.keep_working.map_or(Standing::Nothing, Standing::Truth),
            Some(Question::Longest) => time(limits.longest),
            Some(Question::Avoid)
                if !limits.avoid_roles.is_empty() || !limits.avoid_credentials.is_empty() =>
            {
                Standing::Entries(limits.avoid_roles.clone(), limits.avoid_credentials.clone())
            }
            Some(Question::EarlierTime(_) | Question::Domain | Question::DomainTime(_) | Question::Avoid)
            | None => Standing::Nothing,
        }
    }

    /// Returns what whoever has worked in the roles named usually holds, without what another of it implies.
    fn proposed(&self) -> Vec<CredentialId> {
        let roles =
            self.profile.person.role.into_iter().chain(self.profile.history.iter().map(|(role, _)| *role));
        let mut proposed: Vec<CredentialId> = Vec::new();
        for role in roles {
            for credential in assume(self.catalog, role, Months(0), self.now).credentials {
                if !proposed.contains(&credential) {
                    proposed.push(credential);
                }
            }
        }
        let is_implied = |credential: &CredentialId| {
            proposed.iter().any(|other| {
                other != credential && self.catalog.credential(*other).closure.contains(credential)
            })
        };
        proposed.iter().copied().filter(|credential| !is_implied(credential)).collect()
    }

    /// Returns the question after one that has been answered.
    fn after(&self, question: Question) -> Option<Question> {
        Some(match question {
            Question::Role => match self.profile.person.role {
                Some(role) => Question::Tenure(role),
                None => Question::Earlier,
            },
            Question::Tenure(_) | Question::EarlierTime(_) => Question::Earlier,
            Question::Earlier => Question::Credentials,
            Question::Credentials | Question::DomainTime(_) => Question::Domain,
            Question::Domain => Question::Budget,
            Question::Budget => Question::StudyHours,
            Question::StudyHours => Question::KeepWorking,
            Question::KeepWorking => Question::Longest,
            Question::Longest => Question::Avoid,
            Question::Avoid => return None,
        })
    }
}

/// Returns the time listed for a role in all; `None` when it is not listed.
fn time_in(history: &[(RoleId, Months)], role: RoleId) -> Option<Months> {
    let listed = history.iter().filter(|(known, _)| *known == role);
    listed.fold(None, |sum: Option<Months>, (_, months)| Some(Months(sum.unwrap_or_default().0 + months.0)))
}
