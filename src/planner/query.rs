//! What is asked of the planner.

use crate::catalog::{Catalog, Standard};
use crate::ids::{CredentialId, RoleId};
use crate::profile::Person;
use crate::units::{CalendarMonth, Money, Months};

/// Where a plan leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Starting in a role.
    Role(RoleId),
    /// Holding a credential.
    Credential(CredentialId),
}

/// The number of states a search may expand unless the caller says otherwise.
pub const DEFAULT_STATE_LIMIT: u64 = 10_000;

/// A question to the planner: who, where to, and under which rules.
#[derive(Clone, Debug)]
pub struct Query {
    /// The person at month 0.
    pub person: Person,
    /// Where the plan leads.
    pub target: Target,
    /// Which requirement nodes count.
    pub standard: Standard,
    /// The calendar month of month 0; dated rules are tested against it.
    pub start: CalendarMonth,
    /// Months from an application to the first day, for roles that do not say; at least 1.
    pub search_months: Months,
    /// Months to stay in a role before applying elsewhere or leaving for full-time study.
    pub minimum_stay: Months,
    /// The person's own limits.
    pub limits: Limits,
    /// How many states the search may expand; `None` to go on until the proof is closed.
    pub state_limit: Option<u64>,
}

/// The person's own limits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The most that all study may cost.
    pub budget: Option<Money>,
    /// The most months the plan may take.
    pub deadline: Option<Months>,
    /// Nothing full-time: only study that leaves time to work.
    pub keep_working: bool,
    /// Only part-time study of at most this many hours a week.
    pub study_hours: Option<u32>,
    /// Roles never to start in.
    pub avoid_roles: Vec<RoleId>,
    /// Credentials never to study for, nor anything that implies them.
    pub avoid_credentials: Vec<CredentialId>,
}

impl Query {
    /// Makes a query with the catalog's assumptions, the typical standard and no limits.
    #[must_use]
    pub fn new(catalog: &Catalog, person: Person, target: Target, start: CalendarMonth) -> Self {
        Self {
            person,
            target,
            standard: Standard::default(),
            start,
            search_months: catalog.assumptions.search_months,
            minimum_stay: catalog.assumptions.minimum_stay_months,
            limits: Limits::default(),
            state_limit: Some(DEFAULT_STATE_LIMIT),
        }
    }

    /// Returns the months between applying for `role` and starting in it.
    #[must_use]
    pub fn search_months(&self, catalog: &Catalog, role: RoleId) -> Months {
        catalog.role(role).search_months.unwrap_or(self.search_months)
    }
}
