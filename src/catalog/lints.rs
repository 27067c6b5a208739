//! What a catalog says of the rules that judge it. The rules themselves are no business of this room.

use super::outline::FilePlace;

/// How strictly a rule of the linter is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LintLevel {
    /// Nothing is said.
    Allow,
    /// A warning.
    Warn,
    /// An error.
    Deny,
}

impl LintLevel {
    /// Every level, the mildest first.
    pub const ALL: [Self; 3] = [Self::Allow, Self::Warn, Self::Deny];

    /// Returns the word used in files and output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

/// What a catalog says of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LintSetting {
    /// The name of the rule, as it is written.
    pub rule: String,
    /// Where the name stands.
    pub place: FilePlace,
    /// How strictly the rule is taken; `None` for as it says itself.
    pub level: Option<LintLevel>,
    /// Numbers beside the level, with their names and the places of these.
    pub numbers: Vec<(String, i64, FilePlace)>,
}
