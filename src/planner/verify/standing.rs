//! What a person has at a month boundary, computed from the stints worked, and whether it meets a
//! requirement.

use crate::catalog::{Catalog, Requirement, RequirementKind};
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::planner::Query;
use crate::units::{CalendarMonth, Months};

/// A stretch of months in one role.
#[derive(Clone, Copy)]
pub(super) struct Stint {
    /// The role.
    pub(super) role: RoleId,
    /// The first month in it.
    pub(super) from: u32,
    /// The month it was left; `None` while it lasts.
    pub(super) to: Option<u32>,
}

/// A person at a month boundary.
pub(super) struct Standing<'a> {
    /// The catalog of all ids.
    pub(super) catalog: &'a Catalog,
    /// Who asked, and under which standard.
    pub(super) query: &'a Query,
    /// The boundary.
    pub(super) month: u32,
    /// For each credential the month since which it is held.
    pub(super) held_since: &'a [Option<u32>],
    /// Everything worked so far.
    pub(super) stints: &'a [Stint],
}

impl Standing<'_> {
    /// Returns the first requirement of the list that is not met.
    pub(super) fn unmet<'r>(&self, requirements: &'r [Requirement]) -> Option<&'r Requirement> {
        requirements.iter().find(|node| self.verdict(node) == Some(false))
    }

    /// Tells whether a node is met; `None` when the standard drops it from its list.
    fn verdict(&self, node: &Requirement) -> Option<bool> {
        if !self.query.standard.keeps(node.strength, node.rare) {
            return None;
        }
        let met = match &node.kind {
            RequirementKind::Credential(credential) => self.held_since[credential.index()].is_some(),
            RequirementKind::All(nodes) => self.verdicts(nodes).iter().all(|met| *met),
            RequirementKind::Any(nodes) => {
                let verdicts = self.verdicts(nodes);
                if verdicts.is_empty() {
                    return None;
                }
                verdicts.contains(&true)
            }
            RequirementKind::AtLeast { count, of } => {
                let verdicts = self.verdicts(of);
                let met = verdicts.iter().filter(|met| **met).count();
                met >= verdicts.len().min(*count as usize)
            }
            RequirementKind::Experience { domain, months, after, within: _ } => {
                self.experience(*domain, *after) >= months.0
            }
            RequirementKind::Tenure { role, months } => self.tenure(*role) >= months.0,
        };
        Some(met && node.exists_in(self.calendar_month()))
    }

    /// Returns the verdicts on the nodes that the standard leaves in the list.
    fn verdicts(&self, nodes: &[Requirement]) -> Vec<bool> {
        nodes.iter().filter_map(|node| self.verdict(node)).collect()
    }

    /// Returns the calendar month of the boundary.
    fn calendar_month(&self) -> CalendarMonth {
        self.query.start.plus(Months(self.month))
    }

    /// Returns the months in a domain, or only those gained while holding `after`.
    fn experience(&self, domain: DomainId, after: Option<CredentialId>) -> u32 {
        let before = self.query.person.months_in_domain(domain).0;
        let (before, since) = match after {
            None => (before, 0),
            Some(credential) => match self.held_since[credential.index()] {
                None => return 0,
                Some(0) => (before, 0),
                Some(since) => (0, since),
            },
        };
        let gives = |role| self.catalog.domains_given_by(role).contains(&domain);
        before.saturating_add(self.worked(since, gives))
    }

    /// Returns the months in a role.
    fn tenure(&self, role: RoleId) -> u32 {
        self.query.person.months_in_role(role).0.saturating_add(self.worked(0, |worked| worked == role))
    }

    /// Returns the months worked since `since` in the roles that `counts` accepts.
    fn worked(&self, since: u32, counts: impl Fn(RoleId) -> bool) -> u32 {
        self.stints
            .iter()
            .filter(|stint| counts(stint.role))
            .map(|stint| stint.to.unwrap_or(self.month).saturating_sub(stint.from.max(since)))
            .sum()
    }

    /// Says what an unmet node asks and what there is instead.
    pub(super) fn shortfall(&self, node: &Requirement) -> String {
        if !node.exists_in(self.calendar_month()) {
            return format!("one of its rules is not open in {}", self.calendar_month());
        }
        match &node.kind {
            RequirementKind::Credential(credential) => {
                format!("`{}` is not held", self.catalog.credential(*credential).id)
            }
            RequirementKind::All(nodes) => match self.unmet(nodes) {
                Some(node) => self.shortfall(node),
                None => "a list of its requirements is not met".to_owned(),
            },
            RequirementKind::Any(_) => "no alternative of one of its requirements is met".to_owned(),
            RequirementKind::AtLeast { count, .. } => {
                format!("fewer than {count} of a list of its requirements are met")
            }
            RequirementKind::Experience { domain, months, after, within: _ } => {
                let have = self.experience(*domain, *after);
                let domain = &self.catalog.domain(*domain).id;
                match after {
                    None => format!("{have} of {} months in `{domain}`", months.0),
                    Some(after) => {
                        let after = &self.catalog.credential(*after).id;
                        format!("{have} of {} months in `{domain}` while holding `{after}`", months.0)
                    }
                }
            }
            RequirementKind::Tenure { role, months } => {
                let have = self.tenure(*role);
                format!("{have} of {} months as `{}`", months.0, self.catalog.role(*role).id)
            }
        }
    }
}
