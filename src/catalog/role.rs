//! Roles: the kinds of work somebody is hired for.

use crate::ids::{CredentialId, DomainId, SettingId, SkillId, SourceId, SurveyId};
use crate::units::Months;

use super::figure::Note;
use super::requirement::Requirement;

/// A role as the catalog describes it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Role {
    /// The id in the files.
    pub id: String,
    /// The title for people.
    pub title: String,
    /// Other titles of the same work.
    pub aliases: Vec<String>,
    /// The track it belongs to, such as `leadership`.
    pub track: String,
    /// How far up it stands.
    pub level: Level,
    /// The family of near substitutes it belongs to.
    pub family: Option<String>,
    /// What a holder does.
    pub summary: Option<String>,
    /// Skills it needs; whoever works in it has them.
    pub skills: Vec<SkillId>,
    /// Skills that are gained in it beyond those that it needs.
    pub builds: Vec<SkillId>,
    /// What a person likes who begins with it, such as `data`.
    pub interests: Vec<String>,
    /// Where it is found.
    pub settings: Vec<SettingId>,
    /// Domains in which each month in the role counts one month.
    pub gives: Vec<DomainId>,
    /// Credentials a holder usually has beyond the requirements.
    pub typical: Vec<CredentialId>,
    /// Months from an application to the first day, when the role says so itself; at least 1.
    pub search_months: Option<Months>,
    /// What it asks of a person; all of the list.
    pub requires: Vec<Requirement>,
    /// Where its pay is found.
    pub wage: Option<WageReference>,
    /// Sources of the entry as a whole.
    pub sources: Vec<SourceId>,
    /// Remarks for the reader.
    pub notes: Vec<Note>,
}

/// How far up a role stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Work outside or at the door of the field, from which people come.
    Feeder,
    /// A first role in the field.
    Entry,
    /// A role after the first years.
    Mid,
    /// A role after many years, or the lead of a team.
    Senior,
    /// The lead of an organization or a large part of it.
    Executive,
}

impl Level {
    /// Every level, the lowest first.
    pub const ALL: [Self; 5] = [Self::Feeder, Self::Entry, Self::Mid, Self::Senior, Self::Executive];

    /// Returns the word used in files and output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Feeder => "feeder",
            Self::Entry => "entry",
            Self::Mid => "mid",
            Self::Senior => "senior",
            Self::Executive => "executive",
        }
    }
}

/// Where the pay of a role is found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WageReference {
    /// The occupation code of the wage tables, such as `15-1211`.
    pub soc: Option<String>,
    /// How well the occupation describes the role.
    pub fit: WageFit,
    /// Survey figures about the role itself.
    pub surveys: Vec<SurveyId>,
}

/// How well an occupation code describes a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum WageFit {
    /// The occupation is mostly this work.
    Good,
    /// The occupation is wider than this work.
    Fair,
    /// The occupation's wage must not be shown as the role's pay.
    Poor,
}

impl WageFit {
    /// Every fit, the best first.
    pub const ALL: [Self; 3] = [Self::Good, Self::Fair, Self::Poor];

    /// Returns the word used in files and output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Fair => "fair",
            Self::Poor => "poor",
        }
    }
}
