//! Finding entries by id, title or alias.

use crate::ids::{CredentialId, RoleId};

use super::Catalog;

/// A role or a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Entry {
    /// A role.
    Role(RoleId),
    /// A credential.
    Credential(CredentialId),
}

/// A name that no entry has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {kind}: `{name}`")]
pub struct UnknownName {
    /// What was looked for: `role`, `credential`, `role or credential`.
    pub kind: &'static str,
    /// The name given.
    pub name: String,
    /// At most three ids whose id, title or alias is close, the closest first.
    pub suggestions: Vec<String>,
}

impl Catalog {
    /// Finds a role by id, title or alias, case-insensitively.
    ///
    /// # Errors
    /// When no role has the name.
    pub fn find_role(&self, name: &str) -> Result<RoleId, UnknownName> {
        let _ = name;
        unimplemented!()
    }

    /// Finds a credential by id, name or alias, case-insensitively.
    ///
    /// # Errors
    /// When no credential has the name.
    pub fn find_credential(&self, name: &str) -> Result<CredentialId, UnknownName> {
        let _ = name;
        unimplemented!()
    }

    /// Finds a role or, failing that, a credential; ids win over titles, titles over aliases.
    ///
    /// # Errors
    /// When nothing has the name.
    pub fn find_entry(&self, name: &str) -> Result<Entry, UnknownName> {
        let _ = name;
        unimplemented!()
    }
}
