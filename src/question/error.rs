//! Why a question cannot be put.

use crate::catalog::Catalog;
use crate::catalog::names::UnknownName;
use crate::diagnostic::did_you_mean;
use crate::explain::contradiction::Contradiction;
use crate::ids::RoleId;

use super::exceptions::ExceptionError;

/// Why a question cannot be put.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QuestionError {
    /// Nothing has a name that is given.
    #[error(transparent)]
    Unknown(#[from] UnknownName),
    /// No target is named.
    #[error("no role or credential is named to get to")]
    NoTarget,
    /// An exception cannot be made.
    #[error(transparent)]
    Exception(#[from] ExceptionError),
    /// Parts of the question cannot both be meant.
    #[error("{}", messages.join("; "))]
    Contradictory {
        /// What contradicts what.
        found: Vec<Contradiction>,
        /// The same in words, one for each.
        messages: Vec<String>,
    },
    /// Pay is to be weighed, and that of a role to be reached is not known.
    #[error("the catalog knows no pay for `{id}`, so it cannot be weighed")]
    NoPay {
        /// The role.
        role: RoleId,
        /// Its id in the files.
        id: String,
    },
}

impl QuestionError {
    /// Returns a question back, such as ``did you mean `nurse`?``, where a name is close to those that exist.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let (Self::Unknown(unknown)
        | Self::Exception(
            ExceptionError::UnknownEntry(unknown) | ExceptionError::UnknownSubject { unknown, .. },
        )) = self
        else {
            return None;
        };
        did_you_mean(&unknown.suggestions)
    }

    pub(super) fn contradictory(catalog: &Catalog, found: Vec<Contradiction>) -> Self {
        let messages = found.iter().map(|found| message(catalog, found)).collect();
        Self::Contradictory { found, messages }
    }
}

fn message(catalog: &Catalog, found: &Contradiction) -> String {
    match found {
        Contradiction::TargetAvoided(avoided) => {
            format!("`{}` is avoided, and the target cannot be had without it", avoided.id(catalog))
        }
        Contradiction::ViaTarget => "the target is to be passed on the way to itself".to_owned(),
        Contradiction::ViaAvoided { via, avoided } if via == avoided => {
            format!("`{}` is to be passed on the way, and is avoided", via.id(catalog))
        }
        Contradiction::ViaAvoided { via, avoided } => format!(
            "`{}` is to be passed on the way, and `{}`, which comes with it, is avoided",
            via.id(catalog),
            avoided.id(catalog)
        ),
        Contradiction::ViaRetired(credential) => format!(
            "`{}` is to be earned on the way, and is no longer awarded",
            catalog.credential(*credential).id
        ),
        Contradiction::NoHours => "study may take 0 hours a week, which leaves no time for any".to_owned(),
        Contradiction::TooSoon { least } => {
            format!("the last step alone takes {least}, more than the plan may take")
        }
    }
}
