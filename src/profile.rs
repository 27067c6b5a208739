//! Who is asking: what a person holds and has done.

pub mod amount;
pub mod assumed;
pub mod duration;
pub mod exceptions;
#[expect(clippy::disallowed_types, reason = "a profile may be a file")]
pub mod file;
pub mod interview;
pub mod write;

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::units::Months;

/// A person at the start of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Person {
    /// The current role, if any.
    pub role: Option<RoleId>,
    /// The credentials held; closed under `implies`.
    held: BTreeSet<CredentialId>,
    /// Months of experience by domain id; closed under `part-of`.
    domain_months: Vec<Months>,
    /// Months spent in roles, without those in which none was: of ten thousand roles a person knows a few.
    role_months: BTreeMap<RoleId, Months>,
}

impl Person {
    /// Makes a person without role, credentials or experience.
    #[must_use]
    pub fn newcomer(catalog: &Catalog) -> Self {
        Self {
            role: None,
            held: BTreeSet::new(),
            domain_months: vec![Months(0); catalog.domains.len()],
            role_months: BTreeMap::new(),
        }
    }

    /// Adds a credential and all that it implies.
    pub fn add_credential(&mut self, catalog: &Catalog, credential: CredentialId) {
        self.held.extend(&catalog.credential(credential).closure);
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
        if months > Months(0) {
            self.role_months.entry(role).or_default().0 += months.0;
        }
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
        if months > self.months_in_role(role) {
            self.role_months.insert(role, months);
        }
        for domain in catalog.domains_given_by(role) {
            let counted = &mut self.domain_months[domain.index()];
            *counted = (*counted).max(months);
        }
    }

    /// Tells whether the credential, or one that implies it, is held.
    #[must_use]
    pub fn holds(&self, credential: CredentialId) -> bool {
        self.held.contains(&credential)
    }

    /// Returns the credentials held, in order of id.
    pub fn credentials(&self) -> impl Iterator<Item = CredentialId> + '_ {
        self.held.iter().copied()
    }

    /// Returns the months of experience in a domain.
    #[must_use]
    pub fn months_in_domain(&self, domain: DomainId) -> Months {
        self.domain_months[domain.index()]
    }

    /// Returns the months spent in a role.
    #[must_use]
    pub fn months_in_role(&self, role: RoleId) -> Months {
        self.role_months.get(&role).copied().unwrap_or_default()
    }
}
