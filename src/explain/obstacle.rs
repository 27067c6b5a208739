//! Why there is no route: what nobody in this person's place can obtain, under their own limits.
//!
//! A least fixpoint over the requirements, without time and without adding up costs: what it calls
//! unobtainable is so for certain. What it calls obtainable may still be out of reach, when the parts do not
//! fit into the limits together; then that is the answer.

use std::collections::{BTreeSet, VecDeque};

use crate::catalog::names::Entry;
use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, CredentialStatus, Requirement, RequirementKind, Study, StudyMode};
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::planner::Query;
use crate::units::{Money, Months};

/// One fact that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A requirement that cannot be met.
    Unmet {
        /// Whose requirement it is.
        of: Entry,
        /// The requirement.
        requirement: Requirement,
    },
    /// The person avoids the role or credential.
    Avoided(Entry),
    /// The credential is no longer awarded.
    Retired(CredentialId),
    /// The catalog knows no way to study for the credential.
    NotOffered(CredentialId),
    /// The credential is only offered full-time, and the person keeps working.
    OnlyFullTime(CredentialId),
    /// The credential takes more hours a week than the person has.
    TooManyHours {
        /// The credential.
        credential: CredentialId,
        /// The fewest hours a week of its study options; `None` when all are full-time.
        least: Option<u32>,
    },
    /// The credential costs more than the whole budget.
    TooDear {
        /// The credential.
        credential: CredentialId,
        /// Its lowest price.
        price: Money,
    },
    /// The credential is only earned in roles that are out of reach.
    TiedTo {
        /// The credential.
        credential: CredentialId,
        /// The roles.
        roles: Vec<RoleId>,
    },
    /// No role within reach gives experience in the domain.
    NoExperience(DomainId),
    /// The requirement exists only at other times.
    OutOfDates {
        /// Whose requirement it is.
        of: Entry,
        /// The requirement, with its dates.
        requirement: Requirement,
    },
    /// More months are asked for than the deadline leaves.
    TooLong {
        /// Whose requirement it is.
        of: Entry,
        /// The requirement.
        requirement: Requirement,
        /// The months still missing.
        missing: Months,
    },
    /// Every requirement can be met by itself, but not all of them within the person's limits.
    Together,
}

impl Cause {
    /// Tells whether the cause stands for itself, and does not merely follow from others.
    #[must_use]
    pub fn is_root(&self) -> bool {
        !matches!(self, Self::Unmet { .. } | Self::TiedTo { .. } | Self::NoExperience(_))
    }
}

/// Returns what stands between the person and the target, the target's own requirements first.
///
/// Every fact is said once, however often it matters.
#[must_use]
pub fn causes(catalog: &Catalog, query: &Query) -> Vec<Cause> {
    let reach = Reach::new(catalog, query);
    let target = query.target_entry();
    if reach.has(target) {
        return vec![Cause::Together];
    }
    let mut causes = Vec::new();
    let mut seen = BTreeSet::from([target]);
    let mut pending = VecDeque::from([target]);
    while let Some(entry) = pending.pop_front() {
        let (found, next) = reach.blocked(entry);
        for cause in found {
            if !causes.contains(&cause) {
                causes.push(cause);
            }
        }
        pending.extend(next.into_iter().filter(|entry| seen.insert(*entry)));
    }
    causes
}

/// What can be obtained at all.
struct Reach<'a> {
    catalog: &'a Catalog,
    query: &'a Query,
    credentials: Vec<bool>,
    roles: Vec<bool>,
    /// Domains in which some role within reach gives experience.
    growing: Vec<bool>,
    role_requires: Vec<Vec<Requirement>>,
    credential_requires: Vec<Vec<Requirement>>,
}

impl<'a> Reach<'a> {
    fn new(catalog: &'a Catalog, query: &'a Query) -> Self {
        let in_force = |entry: Entry| at_standard(catalog.requirements(entry), query.standard);
        let mut reach = Self {
            catalog,
            query,
            credentials: catalog.credential_ids().map(|credential| query.person.holds(credential)).collect(),
            roles: vec![false; catalog.roles.len()],
            growing: vec![false; catalog.domains.len()],
            role_requires: catalog.role_ids().map(Entry::Role).map(in_force).collect(),
            credential_requires: catalog.credential_ids().map(Entry::Credential).map(in_force).collect(),
        };
        if let Some(role) = query.person.role {
            reach.take_up(role);
        }
        while reach.grow() {}
        reach
    }

    fn has(&self, entry: Entry) -> bool {
        match entry {
            Entry::Role(role) => self.roles[role.index()],
            Entry::Credential(credential) => self.credentials[credential.index()],
        }
    }

    fn take_up(&mut self, role: RoleId) {
        self.roles[role.index()] = true;
        for domain in self.catalog.domains_given_by(role) {
            self.growing[domain.index()] = true;
        }
    }

    /// Adds what has come within reach; tells whether anything has.
    fn grow(&mut self) -> bool {
        let mut grown = false;
        for role in self.catalog.role_ids() {
            let open = !self.roles[role.index()]
                && !self.query.limits.avoid_roles.contains(&role)
                && self.role_requires[role.index()].iter().all(|node| self.can_meet(node));
            if open {
                self.take_up(role);
                grown = true;
            }
        }
        for credential in self.catalog.credential_ids() {
            let open = !self.credentials[credential.index()]
                && self.study_obstacle(credential).is_none()
                && self.credential_requires[credential.index()].iter().all(|node| self.can_meet(node));
            if open {
                for implied in &self.catalog.credential(credential).closure {
                    self.credentials[implied.index()] = true;
                }
                grown = true;
            }
        }
        grown
    }

    fn can_meet(&self, node: &Requirement) -> bool {
        self.in_dates(node)
            && match &node.kind {
                RequirementKind::Credential(credential) => self.credentials[credential.index()],
                RequirementKind::All(nodes) => nodes.iter().all(|node| self.can_meet(node)),
                RequirementKind::Any(nodes) => nodes.iter().any(|node| self.can_meet(node)),
                RequirementKind::AtLeast { count, of } => {
                    of.iter().filter(|node| self.can_meet(node)).count() >= *count as usize
                }
                RequirementKind::Experience { domain, months, after, .. } => {
                    let missing = self.missing_in_domain(*domain, *months, *after);
                    let reachable = after.is_none_or(|credential| self.credentials[credential.index()]);
                    missing == Months(0)
                        || (reachable && self.growing[domain.index()] && self.in_time(missing))
                }
                RequirementKind::Tenure { role, months } => {
                    let missing = self.missing_in_role(*role, *months);
                    missing == Months(0) || (self.roles[role.index()] && self.in_time(missing))
                }
            }
    }

    fn missing_in_domain(&self, domain: DomainId, months: Months, after: Option<CredentialId>) -> Months {
        let counts = after.is_none_or(|credential| self.query.person.holds(credential));
        let have = if counts { self.query.person.months_in_domain(domain).0 } else { 0 };
        Months(months.0.saturating_sub(have))
    }

    fn missing_in_role(&self, role: RoleId, months: Months) -> Months {
        Months(months.0.saturating_sub(self.query.person.months_in_role(role).0))
    }

    fn in_time(&self, missing: Months) -> bool {
        self.query.limits.deadline.is_none_or(|deadline| missing <= deadline)
    }

    fn in_dates(&self, node: &Requirement) -> bool {
        let first = self.query.start;
        let last = self.query.limits.deadline.map(|deadline| first.plus(deadline));
        node.until.is_none_or(|until| first <= until)
            && node.from.is_none_or(|from| last.is_none_or(|last| from <= last))
    }

    /// Returns why the credential cannot be studied for, whatever its eligibility.
    fn study_obstacle(&self, credential: CredentialId) -> Option<Cause> {
        let entry = self.catalog.credential(credential);
        let limits = &self.query.limits;
        if let Some(avoided) = entry.closure.iter().find(|id| limits.avoid_credentials.contains(id)) {
            return Some(Cause::Avoided(Entry::Credential(*avoided)));
        }
        if entry.status == CredentialStatus::Retired {
            return Some(Cause::Retired(credential));
        }
        if entry.study.is_empty() {
            return Some(Cause::NotOffered(credential));
        }
        // Each filter narrows the options further; the first that leaves none is the obstacle.
        let beside_work = |study: &&Study| study.mode == StudyMode::PartTime;
        let mut options: Vec<&Study> = entry.study.iter().collect();
        if limits.keep_working {
            options.retain(beside_work);
            if options.is_empty() {
                return Some(Cause::OnlyFullTime(credential));
            }
        }
        if let Some(hours) = limits.study_hours {
            let least = options
                .iter()
                .filter(|study| beside_work(study))
                .filter_map(|study| study.hours_per_week)
                .min();
            options.retain(|study| {
                beside_work(study) && study.hours_per_week.is_none_or(|asked| asked <= hours)
            });
            if options.is_empty() {
                return Some(Cause::TooManyHours { credential, least });
            }
        }
        if let Some(budget) = limits.budget {
            let price = |study: &&Study| study.price();
            let cheapest = options.iter().map(price).min();
            options.retain(|study| price(study) <= budget);
            if options.is_empty() {
                return cheapest.map(|price| Cause::TooDear { credential, price });
            }
        }
        let open = |study: &&Study| {
            study.while_in.is_empty() || study.while_in.iter().any(|role| self.roles[role.index()])
        };
        if options.iter().any(open) {
            return None;
        }
        let mut roles: Vec<RoleId> =
            options.iter().flat_map(|study| study.while_in.iter().copied()).collect();
        roles.sort_unstable();
        roles.dedup();
        Some(Cause::TiedTo { credential, roles })
    }

    /// Returns why an entry is out of reach, and the entries whose being out of reach is part of it.
    fn blocked(&self, entry: Entry) -> (Vec<Cause>, Vec<Entry>) {
        let mut causes = Vec::new();
        let mut next = Vec::new();
        let requires = match entry {
            Entry::Role(role) => {
                if self.query.limits.avoid_roles.contains(&role) {
                    causes.push(Cause::Avoided(entry));
                }
                &self.role_requires[role.index()]
            }
            Entry::Credential(credential) => {
                if let Some(cause) = self.study_obstacle(credential) {
                    if let Cause::TiedTo { roles, .. } = &cause {
                        next.extend(roles.iter().map(|role| Entry::Role(*role)));
                    }
                    // A general credential that others bring is not at fault for having no study of its own.
                    if !matches!(cause, Cause::NotOffered(_)) || self.bringers(credential).len() == 1 {
                        causes.push(cause);
                    }
                }
                &self.credential_requires[credential.index()]
            }
        };
        for node in requires.iter().filter(|node| !self.can_meet(node)) {
            causes.push(Cause::Unmet { of: entry, requirement: node.clone() });
            self.leaves(node, entry, &mut causes, &mut next);
        }
        (causes, next)
    }

    /// Collects why the leaves of an unmet node cannot be met.
    fn leaves(&self, node: &Requirement, of: Entry, causes: &mut Vec<Cause>, next: &mut Vec<Entry>) {
        if !self.in_dates(node) {
            causes.push(Cause::OutOfDates { of, requirement: node.clone() });
            return;
        }
        match &node.kind {
            RequirementKind::Credential(credential) => next.extend(self.bringers(*credential)),
            RequirementKind::All(nodes)
            | RequirementKind::Any(nodes)
            | RequirementKind::AtLeast { of: nodes, .. } => {
                for node in nodes.iter().filter(|node| !self.can_meet(node)) {
                    self.leaves(node, of, causes, next);
                }
            }
            RequirementKind::Experience { domain, months, after, .. } => {
                if let Some(credential) = after.filter(|credential| !self.credentials[credential.index()]) {
                    next.push(Entry::Credential(credential));
                }
                if self.growing[domain.index()] {
                    self.too_long(self.missing_in_domain(*domain, *months, *after), node, of, causes);
                } else {
                    causes.push(Cause::NoExperience(*domain));
                }
            }
            RequirementKind::Tenure { role, months } => {
                if self.roles[role.index()] {
                    self.too_long(self.missing_in_role(*role, *months), node, of, causes);
                } else {
                    next.push(Entry::Role(*role));
                }
            }
        }
    }

    fn too_long(&self, missing: Months, node: &Requirement, of: Entry, causes: &mut Vec<Cause>) {
        if !self.in_time(missing) {
            causes.push(Cause::TooLong { of, requirement: node.clone(), missing });
        }
    }

    /// Returns the credential, or, when it cannot be studied for itself, those that imply it.
    fn bringers(&self, credential: CredentialId) -> Vec<Entry> {
        let mut bringers = vec![Entry::Credential(credential)];
        if self.catalog.credential(credential).study.is_empty() {
            let implying = self.catalog.credential_ids().filter(|other| {
                *other != credential && self.catalog.credential(*other).closure.contains(&credential)
            });
            bringers.extend(implying.map(Entry::Credential));
        }
        bringers
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::Target;
    use crate::profile::Person;
    use crate::testing::{catalog, credential, role, start};

    const FULL_TIME: &str =
        "study = [{ mode = \"full-time\", months = 12, cost = { amount = 9000, basis = \"estimate\" } }]";

    fn roots(catalog: &Catalog, limit: impl Fn(&mut Query)) -> Vec<Cause> {
        let mut person = Person::newcomer(catalog);
        person.role = Some(role(catalog, "nurse"));
        let mut query = Query::new(catalog, person, Target::Role(role(catalog, "chief")), start());
        limit(&mut query);
        causes(catalog, &query).into_iter().filter(Cause::is_root).collect()
    }

    fn world(chief: &str, badge: &str) -> Catalog {
        let chief = format!("requires = [{chief}]");
        let roles = [("nurse", "gives = [\"nursing\"]"), ("chief", chief.as_str()), ("other", "")];
        catalog(&roles, &[("badge", badge)])
    }

    #[test]
    fn each_limit_is_named_where_it_bites() {
        let catalog = world("\"badge\"", FULL_TIME);
        let badge = credential(&catalog, "badge");
        assert_eq!(roots(&catalog, |_| {}), [Cause::Together]);
        let keep_working = |query: &mut Query| query.limits.keep_working = true;
        assert_eq!(roots(&catalog, keep_working), [Cause::OnlyFullTime(badge)]);
        let hours = |query: &mut Query| query.limits.study_hours = Some(5);
        assert_eq!(roots(&catalog, hours), [Cause::TooManyHours { credential: badge, least: None }]);
        let budget = |query: &mut Query| query.limits.budget = Some(Money(8999));
        assert_eq!(roots(&catalog, budget), [Cause::TooDear { credential: badge, price: Money(9000) }]);
        let avoid = |query: &mut Query| query.limits.avoid_credentials = vec![badge];
        assert_eq!(roots(&catalog, avoid), [Cause::Avoided(Entry::Credential(badge))]);
        let chief = role(&catalog, "chief");
        let avoid = |query: &mut Query| query.limits.avoid_roles = vec![chief];
        assert_eq!(roots(&catalog, avoid), [Cause::Avoided(Entry::Role(chief))]);
    }

    #[test]
    fn hard_facts_are_named() {
        let retired = world("\"badge\"", "status = \"retired\"");
        assert_eq!(roots(&retired, |_| {}), [Cause::Retired(credential(&retired, "badge"))]);
        let nowhere = world("\"badge\"", "");
        assert_eq!(roots(&nowhere, |_| {}), [Cause::NotOffered(credential(&nowhere, "badge"))]);
        let closed = world("{ credential = \"badge\", until = \"2020-01\" }", FULL_TIME);
        assert!(matches!(roots(&closed, |_| {})[..], [Cause::OutOfDates { .. }]));
        let slow = world("{ experience = \"nursing\", years = 3 }", FULL_TIME);
        let soon = |query: &mut Query| query.limits.deadline = Some(Months(12));
        assert!(matches!(roots(&slow, soon)[..], [Cause::TooLong { missing: Months(36), .. }]));
    }

    #[test]
    fn what_only_follows_is_no_root() {
        let tied = "study = [{ mode = \"part-time\", months = 2, while = [\"chief\"] }]";
        let circle = world("\"badge\"", tied);
        assert_eq!(roots(&circle, |_| {}), []);
        let unknown = world("{ experience = \"informatics\", years = 1 }", FULL_TIME);
        assert_eq!(roots(&unknown, |_| {}), []);
    }
}
