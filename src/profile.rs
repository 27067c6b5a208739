//! Who is asking: what a person holds and has done.

pub mod amount;
pub mod assumed;
pub mod duration;
pub mod exceptions;
#[expect(clippy::disallowed_types, reason = "a profile may be a file")]
pub mod file;
pub mod interview;
pub mod write;

use crate::catalog::Catalog;
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::units::Months;

/// A person at the start of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Person {
    /// The current role, if any.
    pub role: Option<RoleId>,
    /// Whether each credential is held, by credential id; closed under `implies`.
    held: Vec<bool>,
    /// Months of experience by domain id; closed under `part-of`.
    domain_months: Vec<Months>,
    /// Months spent in each role, by role id.
    role_months: Vec<Months>,
}

impl Person {
    /// Makes a person without role, credentials or experience.
    #[must_use]
    pub fn newcomer(catalog: &Catalog) -> Self {
        Self {
            role: None,
            held: vec![false; catalog.credentials.len()],
            domain_months: vec![Months(0); catalog.domains.len()],
            role_months: vec![Months(0); catalog.roles.len()],
        }
    }

    /// Adds a credential and all that it implies.
    pub fn add_credential(&mut self, catalog: &Catalog, credential: CredentialId) {
        for implied in &catalog.credential(credential).closure {
            self.held[implied.index()] = true;
        }
    }

    /// Adds all that the credentials held imply in this catalog, which may say more than the one the person was made
    /// with.
    pub fn close_credentials(&mut self, catalog: &Catalog) {
        for credential in self.credentials().collect::<Vec<_>>() {
            self.add_credential(catalog, credential);
        }
    }

    /// Adds months in a role: to the role, and to every domain it gives with all that these are part of.
    pub fn add_history(&mut self, catalog: &Catalog, role: RoleId, months: Months) {
        self.role_months[role.index()].0 += months.0;
        for domain in catalog.domains_given_by(role) {
            self.domain_months[domain.index()].0 += months.0;
        }
    }

    /// Adds months in a domain and in all that it is part of.
    pub fn add_experience(&mut self, catalog: &Catalog, domain: DomainId, months: Months) {
        for &ancestor in &catalog.domain(domain).ancestors {
            self.domain_months[ancestor.index()].0 += months.0;
        }
    }

    /// Makes sure of at least this many months in a domain and in all that it is part of.
    pub fn ensure_experience(&mut self, catalog: &Catalog, domain: DomainId, months: Months) {
        for &ancestor in &catalog.domain(domain).ancestors {
            let counted = &mut self.domain_months[ancestor.index()];
            *counted = (*counted).max(months);
        }
    }

    /// Makes sure of at least this many months in a role and in the domains it gives.
    pub fn ensure_tenure(&mut self, catalog: &Catalog, role: RoleId, months: Months) {
        let counted = &mut self.role_months[role.index()];
        *counted = (*counted).max(months);
        for domain in catalog.domains_given_by(role) {
            let counted = &mut self.domain_months[domain.index()];
            *counted = (*counted).max(months);
        }
    }

    /// Tells whether the credential, or one that implies it, is held.
    #[must_use]
    pub fn holds(&self, credential: CredentialId) -> bool {
        self.held[credential.index()]
    }

    /// Returns the credentials held, in order of id.
    pub fn credentials(&self) -> impl Iterator<Item = CredentialId> + '_ {
        self.held
            .iter()
            .enumerate()
            .filter(|(_, held)| **held)
            .map(|(index, _)| CredentialId::from_index(index))
    }

    /// Returns the months of experience in a domain.
    #[must_use]
    pub fn months_in_domain(&self, domain: DomainId) -> Months {
        self.domain_months[domain.index()]
    }

    /// Returns the months spent in a role.
    #[must_use]
    pub fn months_in_role(&self, role: RoleId) -> Months {
        self.role_months[role.index()]
    }
}
