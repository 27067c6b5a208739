//! Names of roles where only a role will do.

use crate::catalog::Catalog;
use crate::ids::RoleId;

use super::error::Failure;

/// Finds a role, and says so when the name is that of a credential; `place` is where it was given.
pub(super) fn role(catalog: &Catalog, name: &str, place: &str) -> Result<RoleId, Failure> {
    let unknown = match catalog.find_role(name) {
        Ok(role) => return Ok(role),
        Err(unknown) => unknown,
    };
    Err(match catalog.find_credential(name) {
        Ok(credential) => {
            let id = &catalog.credential(credential).id;
            Failure::usage(format!("`{name}` is a credential, and {place} takes a role"))
                .hint(format!("`careerpath show {id}` names the roles that ask for it"))
        }
        Err(_) => unknown.into(),
    })
}
