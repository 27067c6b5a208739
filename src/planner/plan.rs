//! What the planner answers.

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Study};
use crate::ids::{CredentialId, RoleId};
use crate::units::{Money, Months};

/// A route: what to study and which jobs to take, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The month at which the target is reached, from now.
    pub months: Months,
    /// The sum of the study costs.
    pub cost: Money,
    /// How many roles are started.
    pub job_changes: u32,
    /// Studies and jobs in order of their first action; the starting role is no step.
    pub steps: Vec<Step>,
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Studying for a credential.
    Study(StudyStep),
    /// Applying for a role and working in it.
    Job(JobStep),
}

/// Studying for a credential from `start` until `end`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyStep {
    /// The credential.
    pub credential: CredentialId,
    /// Which of the credential's study options, by position in the catalog.
    pub option: usize,
    /// The month it starts, from now.
    pub start: Months,
    /// The month the credential is held, from now.
    pub end: Months,
    /// What it costs.
    pub cost: Money,
    /// The role held when the study starts, unless it is full-time.
    pub role: Option<RoleId>,
}

impl StudyStep {
    /// Returns the study option taken.
    #[must_use]
    pub fn study<'a>(&self, catalog: &'a Catalog) -> &'a Study {
        &catalog.credential(self.credential).study[self.option]
    }
}

/// Applying for a role at `apply` and working in it from `start`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobStep {
    /// The role.
    pub role: RoleId,
    /// The month the search starts, from now.
    pub apply: Months,
    /// The first month in the role, from now.
    pub start: Months,
    /// The month the role is left, from now; `None` when the plan ends in it.
    pub end: Option<Months>,
}

impl Step {
    /// Returns the role started or the credential studied for.
    #[must_use]
    pub fn entry(&self) -> Entry {
        match self {
            Self::Study(study) => Entry::Credential(study.credential),
            Self::Job(job) => Entry::Role(job.role),
        }
    }

    /// Returns the month of the step's first action: the start of a study, the application for a job.
    #[must_use]
    pub fn begins(&self) -> Months {
        match self {
            Self::Study(step) => step.start,
            Self::Job(step) => step.apply,
        }
    }
}

/// The planner's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A plan was found.
    Found(Solution),
    /// No plan exists within the limits; proved.
    Unreachable(SearchStatistics),
    /// A limit of the search was reached with no plan in hand and none disproved.
    Limit {
        /// No plan takes fewer months.
        at_least: Months,
        /// What the search did.
        statistics: SearchStatistics,
    },
}

impl Outcome {
    /// Tells whether the search stopped at its limit of memory.
    #[must_use]
    pub fn is_out_of_memory(&self) -> bool {
        self.statistics().stopped == Some(Stop::Memory)
    }

    /// Returns what the search did.
    #[must_use]
    pub fn statistics(&self) -> &SearchStatistics {
        match self {
            Self::Found(solution) => &solution.statistics,
            Self::Unreachable(statistics) | Self::Limit { statistics, .. } => statistics,
        }
    }
}

/// A plan and what is proved about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Solution {
    /// The best plan found.
    pub plan: Plan,
    /// Whether no plan is better by the query's objective, ties included.
    pub optimal: bool,
    /// No plan as good takes fewer months; equal to the plan's months when these are proved. As good means: within the
    /// limits and, for another objective than time, not worse by that objective.
    pub at_least: Months,
    /// What no plan betters in the measure that the objective names.
    pub bound: Bound,
    /// What the search did.
    pub statistics: SearchStatistics,
}

/// What no plan betters, in the measure of an objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Bound {
    /// No plan takes fewer months.
    Months(Months),
    /// No plan costs less.
    Cost(Money),
    /// No plan starts fewer roles.
    Changes(u32),
    /// No plan brings in more: pay minus what studies cost, over the horizon.
    NetPay(Money),
}

/// Why a search stopped before it closed; of several reasons the last counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stop {
    /// The limit of states.
    States,
    /// The limit of memory.
    Memory,
    /// Somebody asked for it.
    Interrupt,
}

impl Stop {
    /// Returns the word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::States => "states",
            Self::Memory => "memory",
            Self::Interrupt => "interrupt",
        }
    }
}

/// What a search did; counts only, so that equal inputs give equal values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SearchStatistics {
    /// States taken from the queue and expanded.
    pub states_expanded: u64,
    /// States made.
    pub states_generated: u64,
    /// States dropped because another is at least as good.
    pub states_dominated: u64,
    /// What counts against the limit of states: the states expanded or, where each is a large piece of work because much
    /// can matter, how many ordinary ones that comes to.
    pub effort: u64,
    /// How many roles stood in the problems that were made, one after another: what there was to look at besides states.
    pub considered: u64,
    /// The most bytes that the states of one search took.
    pub memory: u64,
    /// Why the search did not close; `None` where it did.
    pub stopped: Option<Stop>,
    /// Roles that can matter to the target.
    pub relevant_roles: u32,
    /// Credentials that can matter to the target.
    pub relevant_credentials: u32,
}

impl SearchStatistics {
    /// Adds what another search did for the same question.
    pub(super) fn add(&mut self, other: &Self) {
        self.states_expanded += other.states_expanded;
        self.states_generated += other.states_generated;
        self.states_dominated += other.states_dominated;
        self.effort += other.effort;
        self.considered += other.considered;
        self.memory = self.memory.max(other.memory);
        self.stopped = self.stopped.max(other.stopped);
        self.relevant_roles = self.relevant_roles.max(other.relevant_roles);
        self.relevant_credentials = self.relevant_credentials.max(other.relevant_credentials);
    }
}

impl Solution {
    /// Returns the plan of somebody who is there already.
    #[must_use]
    pub fn nothing_to_do() -> Self {
        Self {
            plan: Plan { months: Months(0), cost: Money(0), job_changes: 0, steps: Vec::new() },
            optimal: true,
            at_least: Months(0),
            bound: Bound::Months(Months(0)),
            statistics: SearchStatistics::default(),
        }
    }
}
