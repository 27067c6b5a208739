//! What is asked of the planner.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Standard, Study, StudyMode};
use crate::ids::{CredentialId, RoleId};
use crate::profile::Person;
use crate::units::{CalendarMonth, Money, Months};

/// Where a plan leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// Starting in a role.
    Role(RoleId),
    /// Holding a credential.
    Credential(CredentialId),
}

impl Target {
    /// Returns the target as an entry of the catalog.
    #[must_use]
    pub fn entry(self) -> Entry {
        match self {
            Self::Role(role) => Entry::Role(role),
            Self::Credential(credential) => Entry::Credential(credential),
        }
    }
}

impl From<Entry> for Target {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Role(role) => Self::Role(role),
            Entry::Credential(credential) => Self::Credential(credential),
        }
    }
}

/// What makes one plan better than another; ties are broken by the other measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Objective {
    /// The fewest months, then the lowest cost, then the fewest job changes.
    #[default]
    Time,
    /// The lowest cost, then the fewest months, then the fewest job changes.
    Cost,
    /// The highest net pay over a horizon, then the fewest months, the lowest cost, the fewest job changes.
    Pay,
    /// The fewest job changes, then the fewest months, then the lowest cost.
    Changes,
}

impl Objective {
    /// Every objective, the default first.
    pub const ALL: [Self; 4] = [Self::Time, Self::Cost, Self::Pay, Self::Changes];

    /// Returns the word used on the command line and in output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Cost => "cost",
            Self::Pay => "pay",
            Self::Changes => "changes",
        }
    }
}

/// What roles pay, for counting what a plan brings in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayTerms {
    /// Pay a year by role id; `None` where nothing is known, which counts as nothing.
    pub annual: Vec<Option<Money>>,
    /// The months over which pay is counted, from month 0.
    pub horizon: Months,
}

impl PayTerms {
    /// Returns what a role pays a year; `None` where nothing is known.
    #[must_use]
    pub fn of(&self, role: RoleId) -> Option<Money> {
        self.annual.get(role.index()).copied().flatten()
    }
}

/// The number of states a search may expand unless the caller says otherwise.
pub const DEFAULT_STATE_LIMIT: u64 = 10_000;

/// The bytes that the states of one search may take unless the caller says otherwise: one gibibyte.
pub const DEFAULT_MEMORY_LIMIT: u64 = 1 << 30;

/// The part of the limit of memory that each of many searches has which may run at the same time.
const PART_OF_MEMORY: u64 = 8;

/// A question to the planner: who, where to, and under which rules.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Query {
    /// The person at month 0.
    pub person: Person,
    /// Where the plan leads.
    pub target: Target,
    /// Further targets of the same plan, which ends when all are reached.
    pub also: Vec<Target>,
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
    /// How many states the search may expand; `None` to go on until the proof is closed. Where so much can matter that
    /// each state is a large piece of work, it counts as several.
    pub state_limit: Option<u64>,
    /// How many bytes the states of a search may take.
    ///
    /// Counted is what the search itself allocates for its states, their queue and the table that compares them, so that
    /// equal questions stop at equal states on every machine; the program and the catalog come on top. The searches of
    /// one plan run one after the other, and each may take all of it; of those that may run side by side, such as
    /// for alternatives, each has an eighth.
    pub memory_limit: u64,
    /// What the best plan is.
    pub objective: Objective,
    /// What roles pay; needed for [`Objective::Pay`].
    pub pay: PayTerms,
    /// Set from outside to have a search stop and give the best plan found so far, as at the limit of states.
    pub interrupt: Option<Interrupt>,
}

/// A sign from outside that a search is to stop; all clones of it are one sign.
///
/// ```
/// use careerpath::planner::Interrupt;
///
/// let interrupt = Interrupt::default();
/// let watcher = interrupt.clone();
/// std::thread::spawn(move || watcher.raise()).join().unwrap();
/// assert!(interrupt.is_raised());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Asks every search that has the sign to stop, once for all.
    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Tells whether searches are to stop.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The person's own limits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
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
    /// Roles to have started in by the time the target is reached.
    pub via_roles: Vec<RoleId>,
    /// Credentials to hold by the time the target is reached.
    pub via_credentials: Vec<CredentialId>,
    /// The most roles that may be started.
    pub job_changes: Option<u32>,
}

impl Limits {
    /// Tells whether a way of study leaves time to work and fits the hours of study; its price and its length are
    /// counted over the whole plan instead.
    #[must_use]
    pub fn allows(&self, study: &Study) -> bool {
        let part_time = study.mode == StudyMode::PartTime;
        let hours_fit = self
            .study_hours
            .is_none_or(|most| part_time && study.hours_per_week.is_none_or(|hours| hours <= most));
        hours_fit && (part_time || !self.keep_working)
    }

    /// Returns what is to be passed on the way, roles first.
    #[must_use]
    pub fn via(&self) -> Vec<Entry> {
        let roles = self.via_roles.iter().copied().map(Entry::Role);
        roles.chain(self.via_credentials.iter().copied().map(Entry::Credential)).collect()
    }

    /// Returns what is to be avoided, roles first.
    #[must_use]
    pub fn avoided(&self) -> Vec<Entry> {
        let roles = self.avoid_roles.iter().copied().map(Entry::Role);
        roles.chain(self.avoid_credentials.iter().copied().map(Entry::Credential)).collect()
    }
}

impl Query {
    /// Makes a query with the catalog's assumptions, the typical standard and no limits.
    #[must_use]
    pub fn new(catalog: &Catalog, person: Person, target: Target, start: CalendarMonth) -> Self {
        Self {
            person,
            target,
            also: Vec::new(),
            standard: Standard::default(),
            start,
            search_months: catalog.assumptions.search_months,
            minimum_stay: catalog.assumptions.minimum_stay_months,
            limits: Limits::default(),
            state_limit: Some(DEFAULT_STATE_LIMIT),
            memory_limit: DEFAULT_MEMORY_LIMIT,
            objective: Objective::default(),
            pay: PayTerms::default(),
            interrupt: None,
        }
    }

    /// Returns the target as an entry of the catalog.
    #[must_use]
    pub fn target_entry(&self) -> Entry {
        self.target.entry()
    }

    /// Returns what is still to be reached: the target, the further targets, and what is to be passed on the way; each
    /// once, without what is reached already.
    ///
    /// A role counts as reached from its first day on. A role to be passed on the way is also reached by having worked in
    /// it before; a target is not.
    #[must_use]
    pub fn goals(&self) -> Vec<Target> {
        let passed = |role: &RoleId| self.person.months_in_role(*role) > Months(0);
        let via_roles =
            self.limits.via_roles.iter().filter(|role| !passed(role)).map(|role| Target::Role(*role));
        let via_credentials =
            self.limits.via_credentials.iter().map(|credential| Target::Credential(*credential));
        let targets = std::iter::once(self.target).chain(self.also.iter().copied());
        let mut goals = Vec::new();
        for goal in targets.chain(via_roles).chain(via_credentials) {
            let reached = match goal {
                Target::Role(role) => self.person.role == Some(role),
                Target::Credential(credential) => self.person.holds(credential),
            };
            if !reached && !goals.contains(&goal) {
                goals.push(goal);
            }
        }
        goals
    }

    /// Tells whether the target has to be reached last: where things are to be passed on the way to it.
    #[must_use]
    pub fn target_comes_last(&self) -> bool {
        let goals = self.goals();
        self.also.is_empty() && goals.len() > 1 && goals.first() == Some(&self.target)
    }

    /// Returns what a role pays a year, where pay is what counts; otherwise nothing.
    pub(super) fn counted_pay(&self, role: RoleId) -> i64 {
        let pay = self.pay.of(role);
        if self.objective == Objective::Pay { pay.map_or(0, |pay| pay.0.max(0)) } else { 0 }
    }

    /// Returns the months over which pay is counted, where pay is what counts.
    pub(super) fn counted_horizon(&self) -> Option<i32> {
        let horizon = i32::try_from(self.pay.horizon.0).unwrap_or(super::INFINITE);
        (self.objective == Objective::Pay).then_some(horizon)
    }

    /// Tells whether the person has reached everything already.
    #[must_use]
    pub fn is_reached(&self) -> bool {
        self.goals().is_empty()
    }

    /// Returns the limit of memory of each of many searches that may run at the same time.
    #[must_use]
    pub(crate) fn memory_limit_side_by_side(&self) -> u64 {
        self.memory_limit / PART_OF_MEMORY
    }

    /// Tells whether somebody asked for the search to stop.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.interrupt.as_ref().is_some_and(Interrupt::is_raised)
    }

    /// Returns the months between applying for `role` and starting in it.
    #[must_use]
    pub fn search_months(&self, catalog: &Catalog, role: RoleId) -> Months {
        catalog.role(role).search_months.unwrap_or(self.search_months)
    }
}
