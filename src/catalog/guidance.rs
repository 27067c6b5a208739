//! Advice that is no rule: organizations to turn to, and questions with answers.

use crate::ids::{CredentialId, ResourceId, RoleId, SourceId, TopicId};

/// An organization, a job board or another place to turn to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resource {
    /// The id in the files.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// What sort of place it is, such as `association` or `job-board`.
    pub kind: String,
    /// What it is good for.
    pub summary: Option<String>,
    /// Where it is found.
    pub url: Option<String>,
    /// Where what is said of it is stated.
    pub sources: Vec<SourceId>,
}

/// A question that people ask, with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Topic {
    /// The id in the files.
    pub id: String,
    /// The question.
    pub question: String,
    /// Other words for it.
    pub aliases: Vec<String>,
    /// The answer in paragraphs.
    pub answer: Vec<String>,
    /// Roles worth a look.
    pub roles: Vec<RoleId>,
    /// Credentials worth a look.
    pub credentials: Vec<CredentialId>,
    /// Places to turn to.
    pub resources: Vec<ResourceId>,
    /// Commands that say more.
    pub commands: Vec<String>,
    /// Questions close to this one.
    pub related: Vec<TopicId>,
    /// Where the answer is stated.
    pub sources: Vec<SourceId>,
}
