//! Credentials: degrees, licenses, certifications, certificates, trainings and fellowships.

use crate::ids::{CredentialId, RoleId, SkillId, SourceId};
use crate::units::{Money, Months};

use super::figure::{Figure, Note};
use super::requirement::Requirement;

/// A credential as the catalog describes it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Credential {
    /// The id in the files.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// What sort of credential it is.
    pub kind: CredentialKind,
    /// Who awards it.
    pub issuer: Option<String>,
    /// What it shows.
    pub summary: Option<String>,
    /// The issuer's page.
    pub url: Option<String>,
    /// Credentials that holding this one counts as holding, as written in the file.
    pub implies: Vec<CredentialId>,
    /// This credential and every one it implies, directly or not, in order of id.
    pub closure: Vec<CredentialId>,
    /// Skills that studying for it teaches.
    pub builds: Vec<SkillId>,
    /// Eligibility; all of the list, when the study starts.
    pub requires: Vec<Requirement>,
    /// Whether it can still be earned.
    pub status: CredentialStatus,
    /// Upkeep; shown, not searched.
    pub renewal: Option<Renewal>,
    /// The ways to earn it.
    pub study: Vec<Study>,
    /// Sources of the entry as a whole.
    pub sources: Vec<SourceId>,
    /// Remarks for the reader.
    pub notes: Vec<Note>,
}

/// What sort of credential it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum CredentialKind {
    /// An academic degree.
    Degree,
    /// The legal right to practice.
    License,
    /// A certification with an examination and upkeep.
    Certification,
    /// A certificate of a finished course.
    Certificate,
    /// A finished training, such as a residency.
    Training,
    /// A finished fellowship.
    Fellowship,
}

impl CredentialKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Degree,
        Self::License,
        Self::Certification,
        Self::Certificate,
        Self::Training,
        Self::Fellowship,
    ];

    /// Returns the word used in files and output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::License => "license",
            Self::Certification => "certification",
            Self::Certificate => "certificate",
            Self::Training => "training",
            Self::Fellowship => "fellowship",
        }
    }
}

/// Whether a credential can still be earned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CredentialStatus {
    /// It can be earned.
    #[default]
    Active,
    /// It is no longer awarded; it counts for those who hold it.
    Retired,
}

impl CredentialStatus {
    /// Every status.
    pub const ALL: [Self; 2] = [Self::Active, Self::Retired];

    /// Returns the word used in files and output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Retired => "retired",
        }
    }
}

/// One way to earn a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Study {
    /// Beside a role or instead of one.
    pub mode: StudyMode,
    /// How long it takes; at least 1.
    pub months: Months,
    /// Hours of study a week.
    pub hours_per_week: Option<u32>,
    /// The whole price, due at the start; `None` counts as nothing and is said to be unknown.
    pub cost: Option<Figure>,
    /// Roles in which alone it can be done; empty for no tie.
    pub while_in: Vec<RoleId>,
    /// The examination at its end.
    pub exam: Option<Exam>,
    /// A remark for the reader.
    pub note: Option<String>,
}

impl Study {
    /// Returns what a plan pays for it: its cost, or nothing where that is unknown.
    #[must_use]
    pub fn price(&self) -> Money {
        self.cost.as_ref().map_or(Money(0), |figure| figure.amount)
    }
}

/// Whether a study goes beside a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StudyMode {
    /// Beside any role.
    PartTime,
    /// Instead of a role.
    FullTime,
}

impl StudyMode {
    /// Every mode.
    pub const ALL: [Self; 2] = [Self::PartTime, Self::FullTime];

    /// Returns the word used in files and output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::PartTime => "part-time",
            Self::FullTime => "full-time",
        }
    }
}

/// An examination.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exam {
    /// Share of candidates who pass, in whole percent.
    pub pass_rate: Option<u32>,
    /// The year of the share.
    pub year: Option<i32>,
    /// Where the share is stated.
    pub source: Option<SourceId>,
}

/// Upkeep of a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Renewal {
    /// Length of a cycle in years.
    pub years: Option<u32>,
    /// Hours of continuing education in a cycle.
    pub hours: Option<u32>,
    /// Price of a cycle.
    pub cost: Option<Figure>,
    /// A remark for the reader.
    pub note: Option<String>,
    /// Where the rule is stated.
    pub source: Option<SourceId>,
}
