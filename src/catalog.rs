//! What is known: roles, credentials, domains, sources and wages, read from files and validated.
//!
//! A [`Catalog`] is always valid: every reference in it resolves, and its `implies` and `part-of`
//! relations have no cycle. It knows nothing of people, searches or terminals.

#[cfg(catalog_is_frozen)]
pub mod builtin;
pub mod credential;
pub mod currency;
pub mod expression;
pub mod figure;
pub mod guidance;
pub mod lints;
#[expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "a catalog may be a folder")]
pub mod load;
pub mod names;
pub mod occupations;
pub mod outline;
pub mod places;
pub mod provenance;
pub mod requirement;
pub mod role;
pub mod vocabulary;
pub mod wages;

#[expect(dead_code, reason = "the build writes, the program reads: each uses one half")]
pub(crate) mod frozen;
#[cfg_attr(
    not(feature = "render"),
    expect(dead_code, unused_imports, reason = "half of what is known of keys is for the schemas")
)]
pub(crate) mod keys;
mod open;
mod raw;
mod validate;

use names::Entry;

use crate::ids::{CredentialId, DomainId, RoleId, SettingId, SkillId, SourceId, SurveyId};
use crate::units::Months;

pub use credential::{Credential, CredentialKind, CredentialStatus, Exam, Renewal, Study, StudyMode};
pub use currency::Currency;
pub use figure::{Basis, Figure, Note, Source, SourceKind};
pub use guidance::{Resource, Topic};
pub use occupations::Occupations;
pub use places::Places;
pub use provenance::Provenance;
pub use requirement::{Requirement, RequirementKind, Standard, Strength};
pub use role::{Level, Role, WageFit, WageReference};
pub use vocabulary::{Setting, Skill};
pub use wages::{Area, AreaKind, Industry, Outlook, Survey, WageColumns, WageRow, WageTables};

/// A validated catalog.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Catalog {
    /// The catalog's name.
    pub name: String,
    /// The version of its data.
    pub version: String,
    /// The date at which its facts were judged, `YYYY-MM-DD`, of several layers the earliest; empty when not given.
    pub as_of: String,
    /// The currency of its amounts.
    pub currency: Currency,
    /// The classification of the occupations in its wage tables.
    pub occupations: Occupations,
    /// What plans assume unless the person says otherwise.
    pub assumptions: Assumptions,
    /// Experience domains, in the order of their ids.
    pub domains: Vec<Domain>,
    /// Roles, in the order of their ids.
    pub roles: Vec<Role>,
    /// Credentials, in the order of their ids.
    pub credentials: Vec<Credential>,
    /// The bibliography, in the order of its ids.
    pub sources: Vec<Source>,
    /// Survey figures about pay, in the order of their ids.
    pub surveys: Vec<Survey>,
    /// Skills, in the order of their ids; where a catalog defines none, the words its entries use.
    pub skills: Vec<Skill>,
    /// Settings, in the order of their ids; where a catalog defines none, the words its entries use.
    pub settings: Vec<Setting>,
    /// Places to turn to, in the order of their ids.
    pub resources: Vec<Resource>,
    /// Questions with answers, in the order of their ids.
    pub topics: Vec<Topic>,
    /// Wage and outlook tables.
    pub wages: WageTables,
    /// Where the entries were defined; `Places::default()` for a catalog that does not come from files.
    pub places: Places,
}

/// What plans assume unless the person says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assumptions {
    /// Months from an application to the first day, for roles that do not say; at least 1.
    pub search_months: Months,
    /// Months to stay in a role before applying elsewhere or leaving for full-time study.
    pub minimum_stay_months: Months,
}

/// A domain in which experience is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Domain {
    /// The id in the files.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// What counts as experience in it.
    pub summary: Option<String>,
    /// The domains it is directly part of.
    pub part_of: Vec<DomainId>,
    /// The domain itself and every domain it is part of, directly or not, in order of id.
    pub ancestors: Vec<DomainId>,
}

impl Catalog {
    /// Returns the role with this id.
    ///
    /// # Panics
    /// If the id belongs to another catalog and is out of range; so do the methods below.
    #[must_use]
    pub fn role(&self, id: RoleId) -> &Role {
        &self.roles[id.index()]
    }

    /// Returns the credential with this id.
    #[must_use]
    pub fn credential(&self, id: CredentialId) -> &Credential {
        &self.credentials[id.index()]
    }

    /// Returns what a role or credential asks for.
    #[must_use]
    pub fn requirements(&self, entry: Entry) -> &[Requirement] {
        match entry {
            Entry::Role(role) => &self.role(role).requires,
            Entry::Credential(credential) => &self.credential(credential).requires,
        }
    }

    /// Returns for each credential, by its id, whether it can still come to be held: it is awarded, or one that is awarded
    /// counts as it.
    #[must_use]
    pub fn still_awarded(&self) -> Vec<bool> {
        let mut awarded = vec![false; self.credentials.len()];
        let active = self.credentials.iter().filter(|one| one.status == CredentialStatus::Active);
        for counts_as in active.flat_map(|credential| &credential.closure) {
            awarded[counts_as.index()] = true;
        }
        awarded
    }

    /// Returns the domain with this id.
    #[must_use]
    pub fn domain(&self, id: DomainId) -> &Domain {
        &self.domains[id.index()]
    }

    /// Returns the source with this id.
    #[must_use]
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }

    /// Returns the survey figure with this id.
    #[must_use]
    pub fn survey(&self, id: SurveyId) -> &Survey {
        &self.surveys[id.index()]
    }

    /// Returns the skill with this id.
    #[must_use]
    pub fn skill(&self, id: SkillId) -> &Skill {
        &self.skills[id.index()]
    }

    /// Returns the setting with this id.
    #[must_use]
    pub fn setting(&self, id: SettingId) -> &Setting {
        &self.settings[id.index()]
    }

    /// Returns the ids of all roles, in order.
    pub fn role_ids(&self) -> impl ExactSizeIterator<Item = RoleId> + use<> {
        (0..self.roles.len()).map(RoleId::from_index)
    }

    /// Returns the ids of all credentials, in order.
    pub fn credential_ids(&self) -> impl ExactSizeIterator<Item = CredentialId> + use<> {
        (0..self.credentials.len()).map(CredentialId::from_index)
    }

    /// Returns the ids of all domains, in order.
    pub fn domain_ids(&self) -> impl ExactSizeIterator<Item = DomainId> + use<> {
        (0..self.domains.len()).map(DomainId::from_index)
    }

    /// Returns every domain in which a month in the role counts: what it gives and all that these are
    /// part of, each once, in order of id.
    #[must_use]
    pub fn domains_given_by(&self, role: RoleId) -> Vec<DomainId> {
        let mut domains: Vec<DomainId> = self
            .role(role)
            .gives
            .iter()
            .flat_map(|&domain| self.domain(domain).ancestors.iter().copied())
            .collect();
        domains.sort_unstable();
        domains.dedup();
        domains
    }
}
