//! Why there is no route: what nobody in this person's place can obtain, under their own limits.
//!
//! A least fixpoint over the requirements, without time and without adding up costs: what it calls
//! unobtainable is so for certain. What it calls obtainable may still be out of reach, when the parts do not
//! fit into the limits together; then that is the answer.
//!
//! The reason is a derivation: facts that lean on one another, each said once. It is sufficient by itself: were
//! everything that it does not name given away for nothing, it would still hold, word for word.

use std::collections::{BTreeMap, VecDeque};

use crate::catalog::names::Entry;
use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, CredentialStatus, Requirement, RequirementKind, Study, StudyMode};
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::planner::{Query, Target};
use crate::units::{Money, Months};

/// One fact that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
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
    /// No role of the catalog gives experience in the domain.
    NoRoleGives(DomainId),
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
    /// Returns the word used in JSON.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unmet { .. } => "unmet",
            Self::Avoided(_) => "avoided",
            Self::Retired(_) => "retired",
            Self::NotOffered(_) => "not-offered",
            Self::OnlyFullTime(_) => "only-full-time",
            Self::TooManyHours { .. } => "too-many-hours",
            Self::TooDear { .. } => "too-dear",
            Self::TiedTo { .. } => "tied-to",
            Self::NoExperience(_) => "no-experience",
            Self::NoRoleGives(_) => "no-role-gives",
            Self::OutOfDates { .. } => "out-of-dates",
            Self::TooLong { .. } => "too-long",
            Self::Together => "together",
        }
    }

    /// Tells whether the cause stands for itself, and does not merely follow from others.
    #[must_use]
    pub fn is_root(&self) -> bool {
        !matches!(self, Self::Unmet { .. } | Self::TiedTo { .. } | Self::NoExperience(_))
    }
}

/// Why the target is out of reach: facts that lean on one another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Derivation {
    /// What is out of reach; the target first, then in the order in which one fact leads to the next.
    pub facts: Vec<Fact>,
}

/// A role or credential that is out of reach, and why.
///
/// A role is out of reach when something in `because` holds. A credential is when, besides, all that would bring
/// it along are out of reach. Of the target every reason is given; of the others only those that rest on nothing
/// else, where there are any.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fact {
    /// What is out of reach.
    pub entry: Entry,
    /// Why it cannot be had for itself; each alone would do.
    pub because: Vec<Reason>,
    /// The other credentials that would count as it: facts of the same derivation.
    pub brought_by: Vec<usize>,
}

/// One reason of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reason {
    /// What stands in the way.
    pub cause: Cause,
    /// What that follows from.
    pub from: Vec<Premise>,
}

/// What a reason follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Premise {
    /// Another fact, by its place in the derivation.
    Fact(usize),
    /// Something that stands for itself, or rests on the facts after it.
    Cause(Cause),
}

impl Derivation {
    /// Returns every cause, each once, those nearest to the target first.
    #[must_use]
    pub fn causes(&self) -> Vec<&Cause> {
        let mut causes: Vec<&Cause> = Vec::new();
        for reason in self.facts.iter().flat_map(|fact| &fact.because) {
            let premises = reason.from.iter().filter_map(|premise| match premise {
                Premise::Cause(cause) => Some(cause),
                Premise::Fact(_) => None,
            });
            for cause in std::iter::once(&reason.cause).chain(premises) {
                if !causes.contains(&cause) {
                    causes.push(cause);
                }
            }
        }
        causes
    }
}

/// Returns why the target is out of reach, whether or not there is a plan for it: where nothing by itself stands in
/// the way, the reason is [`Cause::Together`].
///
/// Every fact is said once, however often it matters.
#[must_use]
pub fn derive(catalog: &Catalog, query: &Query) -> Derivation {
    let reach = Reach::new(catalog, query);
    let Some(target) = reach.missing() else {
        let target = query.target_entry();
        let reason = Reason { cause: Cause::Together, from: Vec::new() };
        return Derivation {
            facts: vec![Fact { entry: target, because: vec![reason], brought_by: Vec::new() }],
        };
    };
    let mut places = Places::default();
    places.of(target);
    let mut facts = Vec::new();
    while let Some(entry) = places.pending.pop_front() {
        facts.push(reach.fact(entry, &mut places));
    }
    Derivation { facts }
}

/// Tells whether the target is certainly out of reach; a much smaller question than a search.
#[must_use]
pub fn rules_out(catalog: &Catalog, query: &Query) -> bool {
    Reach::new(catalog, query).missing().is_some()
}

/// Returns what tells whether all that a question is about is within reach of its person; the person, the rules and the
/// limits are those of `query`, the targets may be others.
pub fn within_reach<'a>(catalog: &'a Catalog, query: &'a Query) -> impl Fn(&Query) -> bool + Sync + 'a {
    let reach = Reach::new(catalog, query);
    move |query| query.goals().into_iter().all(|goal| reach.has(goal.entry()))
}

/// The places of facts in a derivation that is being written.
#[derive(Default)]
struct Places {
    of: BTreeMap<Entry, usize>,
    /// Entries that have a place and no fact yet.
    pending: VecDeque<Entry>,
}

impl Places {
    /// Returns the place of the fact about an entry.
    fn of(&mut self, entry: Entry) -> usize {
        let next = self.of.len();
        *self.of.entry(entry).or_insert_with(|| {
            self.pending.push_back(entry);
            next
        })
    }
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

    /// Returns the first of what is to be reached that is out of reach.
    fn missing(&self) -> Option<Entry> {
        self.query.goals().into_iter().map(Target::entry).find(|goal| !self.has(*goal))
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
        if limits.study_hours.is_some() {
            let least = options
                .iter()
                .filter(|study| beside_work(study))
                .filter_map(|study| study.hours_per_week)
                .min();
            options.retain(|study| limits.allows(study));
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

    /// Returns why an entry is out of reach.
    fn fact(&self, entry: Entry, places: &mut Places) -> Fact {
        let (own, requires) = match entry {
            Entry::Role(role) => {
                let avoided = self.query.limits.avoid_roles.contains(&role);
                (avoided.then_some(Cause::Avoided(entry)), &self.role_requires[role.index()])
            }
            Entry::Credential(credential) => {
                (self.study_obstacle(credential), &self.credential_requires[credential.index()])
            }
        };
        let bringers = match entry {
            Entry::Role(_) => Vec::new(),
            Entry::Credential(credential) => self.bringers(credential),
        };
        // A general credential that others bring is not at fault for having no study of its own.
        let own = own.filter(|cause| !matches!(cause, Cause::NotOffered(_)) || bringers.is_empty());
        let mut because: Vec<(Cause, Vec<Ground>)> = Vec::new();
        if let Some(cause) = own {
            let roles = if let Cause::TiedTo { roles, .. } = &cause { &roles[..] } else { &[] };
            let grounds = roles.iter().map(|role| Ground::Entry(Entry::Role(*role))).collect();
            because.push((cause, grounds));
        }
        for node in requires.iter().filter(|node| !self.can_meet(node)) {
            let mut grounds = Vec::new();
            self.leaves(node, entry, &mut grounds);
            because.push((Cause::Unmet { of: entry, requirement: node.clone() }, grounds));
        }
        self.keep_plain(entry, &mut because, |(_, grounds)| grounds);
        let mut premise = |ground| match ground {
            Ground::Entry(entry) => Premise::Fact(places.of(entry)),
            Ground::Cause(cause) => Premise::Cause(cause),
        };
        let because = because
            .into_iter()
            .map(|(cause, grounds)| Reason { cause, from: grounds.into_iter().map(&mut premise).collect() })
            .collect();
        let brought_by = bringers.into_iter().map(|bringer| places.of(bringer)).collect();
        Fact { entry, because, brought_by }
    }

    /// Keeps only the reasons that rest on nothing else, where each alone would do and there are any. Of the target
    /// all are kept.
    fn keep_plain<Of>(&self, entry: Entry, reasons: &mut Vec<Of>, grounds: impl Fn(&Of) -> &Vec<Ground>) {
        let is_plain = |reason: &Of| grounds(reason).iter().all(|ground| matches!(ground, Ground::Cause(_)));
        if self.missing() != Some(entry) && reasons.iter().any(is_plain) {
            reasons.retain(is_plain);
        }
    }

    /// Collects why the leaves of an unmet node cannot be met.
    fn leaves(&self, node: &Requirement, of: Entry, grounds: &mut Vec<Ground>) {
        if !self.in_dates(node) {
            add(grounds, Ground::Cause(Cause::OutOfDates { of, requirement: node.clone() }));
            return;
        }
        // Months that do not fit into the time left need no further reason.
        let too_long = |missing: Months| {
            let cause = Cause::TooLong { of, requirement: node.clone(), missing };
            (!self.in_time(missing)).then_some(Ground::Cause(cause))
        };
        match &node.kind {
            RequirementKind::Credential(credential) => {
                add(grounds, Ground::Entry(Entry::Credential(*credential)));
            }
            RequirementKind::All(nodes) => {
                let unmet = nodes.iter().filter(|node| !self.can_meet(node));
                let mut parts: Vec<Vec<Ground>> = unmet
                    .map(|node| {
                        let mut part = Vec::new();
                        self.leaves(node, of, &mut part);
                        part
                    })
                    .collect();
                self.keep_plain(of, &mut parts, |part| part);
                for ground in parts.into_iter().flatten() {
                    add(grounds, ground);
                }
            }
            RequirementKind::Any(nodes) | RequirementKind::AtLeast { of: nodes, .. } => {
                for node in nodes.iter().filter(|node| !self.can_meet(node)) {
                    self.leaves(node, of, grounds);
                }
            }
            RequirementKind::Experience { domain, months, after, .. } => {
                if let Some(ground) = too_long(self.missing_in_domain(*domain, *months, *after)) {
                    add(grounds, ground);
                    return;
                }
                if let Some(credential) = after.filter(|credential| !self.credentials[credential.index()]) {
                    add(grounds, Ground::Entry(Entry::Credential(credential)));
                }
                if !self.growing[domain.index()] {
                    self.no_experience(*domain, grounds);
                }
            }
            RequirementKind::Tenure { role, months } => {
                let ground = too_long(self.missing_in_role(*role, *months));
                add(grounds, ground.unwrap_or(Ground::Entry(Entry::Role(*role))));
            }
        }
    }

    /// Collects why no role within reach gives experience in a domain.
    fn no_experience(&self, domain: DomainId, grounds: &mut Vec<Ground>) {
        let gives = |role: &RoleId| self.catalog.domains_given_by(*role).contains(&domain);
        let giving: Vec<RoleId> = self.catalog.role_ids().filter(gives).collect();
        let cause = if giving.is_empty() { Cause::NoRoleGives(domain) } else { Cause::NoExperience(domain) };
        add(grounds, Ground::Cause(cause));
        for role in giving {
            add(grounds, Ground::Entry(Entry::Role(role)));
        }
    }

    /// Returns the other credentials that imply this one.
    fn bringers(&self, credential: CredentialId) -> Vec<Entry> {
        let implying = self.catalog.credential_ids().filter(|other| {
            *other != credential && self.catalog.credential(*other).closure.contains(&credential)
        });
        implying.map(Entry::Credential).collect()
    }
}

/// What a reason follows from, while it is not settled whether the reason is given.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Ground {
    Entry(Entry),
    Cause(Cause),
}

/// Adds a ground unless it is there.
fn add(grounds: &mut Vec<Ground>, ground: Ground) {
    if !grounds.contains(&ground) {
        grounds.push(ground);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Person;
    use crate::testing::{catalog, credential, role, start};

    const FULL_TIME: &str =
        "study = [{ mode = \"full-time\", months = 12, cost = { amount = 9000, basis = \"estimate\" } }]";

    fn roots(catalog: &Catalog, limit: impl Fn(&mut Query)) -> Vec<Cause> {
        let mut person = Person::newcomer(catalog);
        person.role = Some(role(catalog, "nurse"));
        let mut query = Query::new(catalog, person, Target::Role(role(catalog, "chief")), start());
        limit(&mut query);
        derive(catalog, &query).causes().into_iter().filter(|cause| cause.is_root()).cloned().collect()
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
        assert!(matches!(roots(&unknown, |_| {})[..], [Cause::NoRoleGives(_)]));
    }

    #[test]
    fn a_shared_fact_is_said_once() {
        let chief = "{ any = [\"one\", \"two\"] }";
        let chief = format!("requires = [{chief}]");
        let studies = "requires = [\"school\"]\nstudy = [{ mode = \"part-time\", months = 1 }]";
        let catalog = catalog(
            &[("nurse", ""), ("chief", &chief)],
            &[("one", studies), ("two", studies), ("school", FULL_TIME)],
        );
        let mut person = Person::newcomer(&catalog);
        person.role = Some(role(&catalog, "nurse"));
        let mut query = Query::new(&catalog, person, Target::Role(role(&catalog, "chief")), start());
        query.limits.keep_working = true;
        let derivation = derive(&catalog, &query);
        let ids = ["one", "two", "school"].map(|id| Entry::Credential(credential(&catalog, id)));
        let entries: Vec<Entry> = derivation.facts.iter().map(|fact| fact.entry).collect();
        assert_eq!(entries, [&[query.target_entry()][..], &ids].concat());
        assert_eq!(derivation.facts[0].because[0].from, [Premise::Fact(1), Premise::Fact(2)]);
        assert_eq!(derivation.facts[1].because[0].from, derivation.facts[2].because[0].from);
    }
}

#[cfg(test)]
#[cfg(catalog_is_frozen)]
mod tests_of_shipped_data {
    use super::*;
    use crate::catalog::Standard;
    use crate::profile::assumed::person_in_role;
    use crate::testing::{role, start};

    /// Limited questions about the shipped catalog that have no route.
    fn hopeless(catalog: &Catalog) -> Vec<Query> {
        let entry = |name: &str| catalog.find_entry(name).expect("an entry of the shipped catalog");
        let limit: [&dyn Fn(&mut Query); 7] = [
            &|query| query.limits.keep_working = true,
            &|query| query.limits.budget = Some(Money(1_000)),
            &|query| query.limits.deadline = Some(Months(24)),
            &|query| query.limits.study_hours = Some(6),
            &|query| {
                query.limits.avoid_credentials = ["md", "do", "bachelors"]
                    .iter()
                    .filter_map(|name| match entry(name) {
                        Entry::Credential(credential) => Some(credential),
                        Entry::Role(_) => None,
                    })
                    .collect();
            },
            &|query| query.standard = Standard::Competitive,
            &|query| {
                query.limits.keep_working = true;
                query.limits.budget = Some(Money(5_000));
                query.limits.deadline = Some(Months(36));
            },
        ];
        let mut queries = Vec::new();
        for from in ["nurse", "physician", "software-engineer", "medical-assistant"] {
            let person = person_in_role(catalog, role(catalog, from), Months(12), start());
            for target in catalog.role_ids().step_by(3) {
                for limit in limit {
                    let mut query = Query::new(catalog, person.clone(), Target::Role(target), start());
                    limit(&mut query);
                    if rules_out(catalog, &query) {
                        queries.push(query);
                    }
                }
            }
        }
        queries
    }

    /// Returns the requirements of an entry that a derivation names, out of those in the catalog.
    fn named(query: &Query, fact: Option<&Fact>, requires: &[Requirement]) -> Vec<Requirement> {
        let because = fact.map_or(&[][..], |fact| &fact.because);
        let is_named = |node: &&Requirement| {
            at_standard(std::slice::from_ref(*node), query.standard).first().is_some_and(|node| {
                because.iter().any(
                    |reason| matches!(&reason.cause, Cause::Unmet { requirement, .. } if requirement == node),
                )
            })
        };
        requires.iter().filter(is_named).cloned().collect()
    }

    #[test]
    fn a_reason_stands_by_itself() {
        let catalog = crate::catalog::builtin::builtin().expect("the shipped catalog");
        let queries = hopeless(&catalog);
        assert!(queries.len() > 100, "{} questions are too few", queries.len());
        for (number, query) in queries.iter().enumerate() {
            let derivation = derive(&catalog, query);
            let fact = |entry: Entry| derivation.facts.iter().find(|fact| fact.entry == entry);
            // Whatever the reason does not name is given away: no requirement, and a study that is free.
            let mut freed = catalog.clone();
            // Whatever it does not name is taken away.
            let mut cut = catalog.clone();
            for id in catalog.role_ids() {
                let fact = fact(Entry::Role(id));
                let role = &mut freed.roles[id.index()];
                role.requires = named(query, fact, &role.requires);
                if fact.is_none() {
                    cut.roles[id.index()].gives.clear();
                }
            }
            for id in catalog.credential_ids() {
                let fact = fact(Entry::Credential(id));
                let credential = &mut freed.credentials[id.index()];
                credential.requires = named(query, fact, &credential.requires);
                if fact.is_none() {
                    credential.status = CredentialStatus::Active;
                    credential.study = vec![Study {
                        mode: StudyMode::PartTime,
                        months: Months(1),
                        hours_per_week: None,
                        cost: None,
                        while_in: Vec::new(),
                        exam: None,
                        note: None,
                    }];
                    cut.credentials[id.index()].study.clear();
                }
            }
            assert_eq!(derive(&freed, query), derivation, "question {number}");
            assert!(rules_out(&cut, query), "question {number}");
            // The search agrees; asking it each time would take too long.
            if number % 40 == 0 {
                for catalog in [&catalog, &cut, &freed] {
                    let outcome = crate::planner::plan(catalog, query);
                    assert!(matches!(outcome, crate::planner::Outcome::Unreachable(_)), "question {number}");
                }
            }
        }
    }
}
