//! Figures and the sources that carry them.

use crate::ids::SourceId;
use crate::units::Money;

/// An amount of money with its year, source and standing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure {
    /// The amount in the catalog's currency.
    pub amount: Money,
    /// The year the amount was true.
    pub year: Option<i32>,
    /// Where it is stated; never missing unless the basis is an estimate.
    pub source: Option<SourceId>,
    /// How it is known.
    pub basis: Basis,
}

/// How a figure is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Basis {
    /// Stated by the issuer or a statistical office.
    Official,
    /// Found by a survey.
    Survey,
    /// Read from job postings.
    Postings,
    /// Repeated by somebody else.
    Secondary,
    /// An editorial estimate, printed with `~`.
    Estimate,
}

impl Basis {
    /// Every basis, the strongest first.
    pub const ALL: [Self; 5] =
        [Self::Official, Self::Survey, Self::Postings, Self::Secondary, Self::Estimate];

    /// Returns the word used in files and output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Survey => "survey",
            Self::Postings => "postings",
            Self::Secondary => "secondary",
            Self::Estimate => "estimate",
        }
    }
}

/// A remark for the reader: a change of a rule, another source's word, a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// The remark.
    pub text: String,
    /// Since when it holds: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Where it is stated.
    pub source: Option<SourceId>,
}

/// An entry of the bibliography.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Source {
    /// The id in the files.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it is found.
    pub url: Option<String>,
    /// The year of what it states.
    pub year: Option<i32>,
    /// What sort of source it is.
    pub kind: Option<SourceKind>,
}

/// What sort of source it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum SourceKind {
    /// An issuer or a statistical office.
    Official,
    /// A survey.
    Survey,
    /// A reading of job postings.
    Postings,
    /// Somebody who repeats others.
    Secondary,
}

impl SourceKind {
    /// Every kind, the strongest first.
    pub const ALL: [Self; 4] = [Self::Official, Self::Survey, Self::Postings, Self::Secondary];

    /// Returns the word used in files and output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Survey => "survey",
            Self::Postings => "postings",
            Self::Secondary => "secondary",
        }
    }
}
