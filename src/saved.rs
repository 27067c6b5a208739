//! Plans as `plan --save` and `plan --format json` write them, read back as what they are: somebody else's text.
//!
//! A saved answer names everything by its id. It is read from a text, without a catalog; what it means is looked up in
//! a catalog, and may be refused then.

mod bounds;
mod document;
mod edition;
mod reader;

use serde::Deserialize;
use serde_json::Value;

use crate::catalog::Catalog;
use crate::explain::changes::Edition;
use crate::planner::{Plan, Query};
use crate::profile::exceptions::Exceptions;

use document::{AnswerDocument, Head};
use reader::Reader;

const SCHEMA: &str = "careerpath.plan/1";

/// What to do about a file that is no plan.
pub(crate) const WRITE_ONE: &str = "write one with `careerpath plan … --save plan.json`";

/// Why a saved answer cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SavedError {
    message: String,
    hint: Option<String>,
}

impl SavedError {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// Returns what to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

/// A saved answer, of the right schema and with the keys that it must have; its ids are not looked up yet.
#[derive(Debug)]
pub struct Answer {
    document: AnswerDocument,
}

/// A saved question with its plans.
#[derive(Debug)]
#[non_exhaustive]
pub struct Saved {
    /// The question.
    pub query: Query,
    /// The plans.
    pub plans: Vec<Plan>,
    /// The catalog as it is for the person who asked.
    pub catalog: Catalog,
    /// Name and version of the catalog it was made with, when that is not the one at hand.
    pub other_catalog: Option<String>,
}

/// A saved question, as it may be asked again.
#[derive(Debug)]
#[non_exhaustive]
pub struct Question {
    /// The question; what roles pay is left to the caller.
    pub query: Query,
    /// The catalog as it is for the person who asked.
    pub catalog: Catalog,
    /// What holds for this person only.
    pub exceptions: Exceptions,
    /// Who asked.
    pub who: Who,
    /// What counts as pay; `None` where the file does not say.
    pub pay: Option<Pay>,
}

/// Who asked, as far as the file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Who {
    /// Somebody in a role.
    Role {
        /// The id of the role.
        id: String,
        /// Months in it.
        months: u32,
    },
    /// Somebody with a profile.
    Profile {
        /// The path of its file.
        path: String,
    },
}

/// What counts as pay.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Pay {
    /// The months over which pay is counted.
    pub horizon_months: u32,
    /// The word of a percentile.
    pub percentile: String,
    /// The name of an area.
    pub area: String,
}

impl Answer {
    /// Reads a saved answer; `file` is where the text comes from, for messages.
    ///
    /// # Errors
    /// When the text is no JSON, has another schema, lacks a key, or is larger than [`crate::limits`] say.
    pub fn parse(text: &str, file: &str) -> Result<Self, SavedError> {
        bounds::check_bytes(text.len() as u64, file)?;
        let form = |error: serde_json::Error| {
            SavedError::new(format!("`{file}` is no saved plan: {error}")).with_hint(WRITE_ONE)
        };
        let head = match serde_json::from_str(text) {
            Ok(Head { schema }) => schema,
            // It is JSON, and no object.
            Err(error) if error.is_data() => Value::Null,
            Err(error) => return Err(form(error)),
        };
        let schema = head.as_str().unwrap_or("none");
        if schema != SCHEMA {
            let message = format!("`{file}` has the schema `{schema}`, not `{SCHEMA}`");
            return Err(
                SavedError::new(message).with_hint("write a plan with `careerpath plan … --save plan.json`")
            );
        }
        let document: AnswerDocument = serde_json::from_str(text).map_err(form)?;
        bounds::check(&document)?;
        Ok(Self { document })
    }

    /// Returns the plans with their question, for a check against the catalog at hand.
    ///
    /// # Errors
    /// When there is no plan, the catalog lacks what is named, or the file says what no saved plan says.
    pub fn saved(&self, catalog: &Catalog, file: &str) -> Result<Saved, SavedError> {
        let AnswerDocument { plans, query: document, .. } = &self.document;
        if plans.is_empty() {
            return Err(SavedError::new(format!("`{file}` holds no plan to check")).with_hint(
                "its outcome says why: there was no route, or the search stopped before it found one",
            ));
        }
        let Question { query, catalog: personal, .. } = self.question(catalog)?;
        let other_catalog = self.other_catalog(catalog);
        let reader = Reader { catalog: &personal, other: other_catalog.as_deref() };
        reader.refuse_altered(&query.person, &document.start_state)?;
        let plans: Result<Vec<Plan>, SavedError> = plans.iter().map(|plan| reader.plan(plan)).collect();
        Ok(Saved { query, plans: plans?, other_catalog, catalog: personal })
    }

    /// Returns the question, to be asked of the catalog at hand.
    ///
    /// # Errors
    /// When the catalog lacks what is named, or the file says what no saved plan says.
    pub fn question(&self, catalog: &Catalog) -> Result<Question, SavedError> {
        let document = &self.document.query;
        let other = self.other_catalog(catalog);
        let exceptions = Reader { catalog, other: other.as_deref() }.exceptions(document)?;
        let personal = exceptions.apply(catalog);
        let query = Reader { catalog: &personal, other: other.as_deref() }.query(document)?;
        let who = match (&document.from, &document.profile) {
            (Some(id), _) => Who::Role { id: id.clone(), months: document.from_months.unwrap_or_default() },
            (None, path) => Who::Profile { path: path.clone().unwrap_or_default() },
        };
        Ok(Question { query, catalog: personal, exceptions, who, pay: document.pay.clone() })
    }

    /// Returns the name and version of the catalog that the answer was given with, when that is not the one at hand.
    fn other_catalog(&self, catalog: &Catalog) -> Option<String> {
        let identity = &self.document.catalog;
        let is_same = identity.name == catalog.name && identity.version == catalog.version;
        (!is_same).then(|| format!("`{}` {}", identity.name, identity.version))
    }

    /// Returns the answer as it was given, with everything named by its id.
    ///
    /// # Errors
    /// When the file says what no saved plan says.
    pub fn edition(&self) -> Result<Edition, SavedError> {
        self.document.edition()
    }
}

/// Returns the error of a value that no saved plan has.
pub(crate) fn unusable(key: &str, found: &str, expected: &str) -> SavedError {
    SavedError::new(format!("the saved plan has an unusable `{key}`: `{found}`"))
        .with_hint(format!("expected {expected}; was the file changed by hand?"))
}
