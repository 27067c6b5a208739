//! What changed between two answers: in the question, and in the plan.
//!
//! The answers may come from other catalogs than the one at hand, so that everything in them is named by its id, and
//! what no longer exists can be told all the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Currency;
use crate::units::{CalendarMonth, Money, Months};

/// An answer as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edition {
    /// The catalog it was made from.
    pub catalog: Identity,
    /// What was asked; what is not there was not said.
    pub question: BTreeMap<Aspect, Term>,
    /// The month in which it begins.
    pub start: CalendarMonth,
    /// What the answer was.
    pub ending: Ending,
    /// The first of its plans, which is the one that was asked for.
    pub plan: Option<Outline>,
    /// How many plans stand beside the first.
    pub others: usize,
}

/// What names a catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Identity {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The currency of its amounts; equal when their codes are.
    pub currency: Currency,
}

/// What an answer was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// There is a plan.
    Found,
    /// There is none; proved.
    Unreachable,
    /// The search ended before one was found or ruled out.
    Limit,
}

/// A part of a question, in the order in which they are told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Aspect {
    /// The targets.
    To,
    /// The role at the start.
    Role,
    /// The credentials at the start.
    Credentials,
    /// Months of experience in the domain of this id at the start.
    Experience(String),
    /// Months in the role of this id at the start.
    Tenure(String),
    /// The month in which plans begin.
    Start,
    /// Which requirements count.
    Standard,
    /// What the best plan is.
    Objective,
    /// The most that all study may cost.
    Budget,
    /// The most months.
    MaxMonths,
    /// Nothing full-time.
    KeepWorking,
    /// The most hours of study a week.
    StudyHours,
    /// What is avoided.
    Avoid,
    /// What is to be passed on the way.
    Via,
    /// What is waived, as `NAME@ENTRY`.
    Waive,
    /// What counts as something else, as `NAME=NAME`.
    Equivalent,
    /// Months from an application to the first day.
    SearchMonths,
    /// Months to stay in a job.
    MinimumStay,
    /// The months over which pay is counted.
    Horizon,
    /// Which pay of an occupation counts.
    Percentile,
    /// Where pay is counted.
    Area,
    /// How many states may be examined.
    StateLimit,
    /// How much memory a search may take.
    MemoryLimit,
}

impl Aspect {
    /// Returns the word used in JSON.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::To => "to",
            Self::Role => "role",
            Self::Credentials => "credentials",
            Self::Experience(_) => "experience_months",
            Self::Tenure(_) => "role_months",
            Self::Start => "start",
            Self::Standard => "standard",
            Self::Objective => "objective",
            Self::Budget => "budget",
            Self::MaxMonths => "max_months",
            Self::KeepWorking => "keep_working",
            Self::StudyHours => "study_hours_per_week",
            Self::Avoid => "avoid",
            Self::Via => "via",
            Self::Waive => "waive",
            Self::Equivalent => "equivalent",
            Self::SearchMonths => "search_months",
            Self::MinimumStay => "minimum_stay_months",
            Self::Horizon => "horizon_months",
            Self::Percentile => "percentile",
            Self::Area => "area",
            Self::StateLimit => "state_limit",
            Self::MemoryLimit => "memory_limit",
        }
    }

    /// Returns the id of the domain or role that it is about.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Experience(id) | Self::Tenure(id) => Some(id),
            _ => None,
        }
    }
}

/// What is said about a part of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Term {
    /// Nothing.
    #[default]
    Nothing,
    /// It holds.
    Yes,
    /// Months.
    Months(Months),
    /// A bare number, such as hours or states.
    Number(u64),
    /// An amount.
    Amount(Money),
    /// A word or a month of the calendar.
    Word(String),
    /// Ids, in order.
    Names(Vec<String>),
}

/// A plan with everything named by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outline {
    /// The months until the target is reached.
    pub months: Months,
    /// The sum of the study costs.
    pub cost: Money,
    /// How many roles are started.
    pub job_changes: u32,
    /// What it brings in over the horizon, where that is known.
    pub net_pay: Option<Money>,
    /// Whether no plan is better.
    pub optimal: bool,
    /// No plan as good takes fewer months.
    pub at_least: Months,
    /// The steps in their order.
    pub steps: Vec<OutlineStep>,
}

/// A step of an [`Outline`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutlineStep {
    /// Whether it is a study; otherwise a job.
    pub is_study: bool,
    /// The id of the credential or the role.
    pub id: String,
    /// The mode of a study.
    pub mode: Option<String>,
    /// The month of its first action: the start of a study, the application for a job.
    pub begins: Months,
    /// Its first month.
    pub start: Months,
    /// The month after its last, unless the plan ends in it.
    pub end: Option<Months>,
    /// What a study costs.
    pub cost: Option<Money>,
}

/// What changed from one answer to another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// The parts of the question that are not the same, with what they were and what they are.
    pub question: Vec<(Aspect, Term, Term)>,
    /// How much later the target is reached in the calendar, in months; `None` unless both have a plan.
    pub later: Option<i64>,
    /// The steps that are not the same: those that are gone, then the others in the order of the new plan.
    pub steps: Vec<StepChange>,
    /// How many steps are the same in the calendar, in length and in price.
    pub unchanged: usize,
    /// Whether the answers are the same, whatever was asked.
    pub same_answer: bool,
}

/// What changed in a step.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StepChange {
    /// Only the new plan has it.
    Added(OutlineStep),
    /// Only the old plan has it.
    Removed(OutlineStep),
    /// Both have it, with differences.
    Altered {
        /// As it was.
        old: OutlineStep,
        /// As it is.
        new: OutlineStep,
        /// Months by which it starts later in the calendar.
        later: i64,
        /// Months by which it takes longer; zero where one of them does not end.
        longer: i64,
        /// Months by which the search for the job takes longer.
        search_longer: i64,
        /// How much more it costs.
        dearer: i64,
    },
}

impl Changes {
    /// Compares two answers. A step is the same when it is for the same credential or role; of several for the same,
    /// the first is compared with the first. Quadratic in the steps.
    #[must_use]
    pub fn between(old: &Edition, new: &Edition) -> Self {
        let aspects: BTreeSet<&Aspect> = old.question.keys().chain(new.question.keys()).collect();
        let said =
            |edition: &Edition, aspect: &Aspect| edition.question.get(aspect).cloned().unwrap_or_default();
        let question = aspects
            .into_iter()
            .map(|aspect| (aspect.clone(), said(old, aspect), said(new, aspect)))
            .filter(|(_, before, after)| before != after)
            .collect();
        let shift = i64::from(new.start.since(old.start));
        let later = old
            .plan
            .as_ref()
            .zip(new.plan.as_ref())
            .map(|(old, new)| difference(old.months, new.months) + shift);
        let none = Vec::new();
        let steps =
            |edition: &'_ Edition| edition.plan.as_ref().map_or(none.clone(), |plan| plan.steps.clone());
        let (steps, unchanged) = compare(steps(old), steps(new), shift);
        let sums = |edition: &Edition| {
            edition.plan.as_ref().map(|plan| Outline { steps: Vec::new(), ..plan.clone() })
        };
        let same_answer = steps.is_empty() && old.ending == new.ending && sums(old) == sums(new);
        Self { question, later, steps, unchanged, same_answer }
    }

    /// Tells whether the same was asked and the answers are the same; the catalogs may differ.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.question.is_empty() && self.same_answer
    }
}

fn difference(old: Months, new: Months) -> i64 {
    i64::from(new.0) - i64::from(old.0)
}

/// Compares steps; `shift` is by how many months the new plan begins later.
fn compare(old: Vec<OutlineStep>, new: Vec<OutlineStep>, shift: i64) -> (Vec<StepChange>, usize) {
    let mut left = old;
    let mut changes = Vec::new();
    let mut unchanged = 0;
    for step in new {
        let is_it = |other: &OutlineStep| other.is_study == step.is_study && other.id == step.id;
        let Some(place) = left.iter().position(is_it) else {
            changes.push(StepChange::Added(step));
            continue;
        };
        let before = left.remove(place);
        match altered(&before, &step, shift) {
            Some(change) => changes.push(change),
            None => unchanged += 1,
        }
    }
    let gone = left.into_iter().map(StepChange::Removed);
    (gone.chain(changes).collect(), unchanged)
}

fn altered(old: &OutlineStep, new: &OutlineStep, shift: i64) -> Option<StepChange> {
    let length = |step: &OutlineStep| step.end.map(|end| difference(step.start, end));
    let later = difference(old.start, new.start) + shift;
    let longer = length(old).zip(length(new)).map_or(0, |(old, new)| new - old);
    let search = |step: &OutlineStep| difference(step.begins, step.start);
    let search_longer = search(new) - search(old);
    let cost = |step: &OutlineStep| step.cost.unwrap_or_default().0;
    let dearer = cost(new).saturating_sub(cost(old));
    let same = old.mode == new.mode && [later, longer, search_longer, dearer] == [0; 4];
    let (old, new) = (old.clone(), new.clone());
    (!same).then_some(StepChange::Altered { old, new, later, longer, search_longer, dearer })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::start;

    fn study(id: &str, start: u32, end: u32, cost: i64) -> OutlineStep {
        OutlineStep {
            is_study: true,
            id: id.to_owned(),
            mode: Some("part-time".to_owned()),
            begins: Months(start),
            start: Months(start),
            end: Some(Months(end)),
            cost: Some(Money(cost)),
        }
    }

    fn edition(steps: Vec<OutlineStep>) -> Edition {
        let months = steps.iter().filter_map(|step| step.end).max().unwrap_or_default();
        let cost = steps.iter().filter_map(|step| step.cost).map(|cost| cost.0).sum();
        let catalog = |text: &str| text.to_owned();
        Edition {
            catalog: Identity { name: catalog("c"), version: catalog("1"), currency: Currency::default() },
            question: BTreeMap::from([(Aspect::Budget, Term::Amount(Money(5)))]),
            start: start(),
            ending: Ending::Found,
            plan: Some(Outline {
                months,
                cost: Money(cost),
                job_changes: 0,
                net_pay: None,
                optimal: true,
                at_least: months,
                steps,
            }),
            others: 0,
        }
    }

    #[test]
    fn nothing_changes_between_equals_whatever_the_catalog() {
        let old = edition(vec![study("a", 0, 3, 10), study("b", 3, 6, 0)]);
        let mut new = old.clone();
        new.catalog.version = "2".to_owned();
        let changes = Changes::between(&old, &new);
        assert!(changes.is_nothing());
        assert_eq!((changes.unchanged, changes.later), (2, Some(0)));
        new.question.clear();
        let changes = Changes::between(&old, &new);
        assert!(!changes.is_nothing() && changes.same_answer);
        assert_eq!(changes.question, [(Aspect::Budget, Term::Amount(Money(5)), Term::Nothing)]);
    }

    #[test]
    fn steps_are_added_removed_moved_dearer_and_longer() {
        let old = edition(vec![study("a", 0, 3, 10), study("b", 3, 6, 0), study("b", 6, 9, 0)]);
        let new = edition(vec![study("c", 0, 1, 0), study("a", 1, 5, 30), study("b", 3, 6, 0)]);
        let changes = Changes::between(&old, &new);
        let [
            StepChange::Removed(gone),
            StepChange::Added(added),
            StepChange::Altered { later, longer, dearer, .. },
        ] = changes.steps.as_slice()
        else {
            panic!("{:?}", changes.steps)
        };
        assert_eq!((gone.id.as_str(), gone.start, added.id.as_str()), ("b", Months(6), "c"));
        assert_eq!((*later, *longer, *dearer), (1, 1, 20));
        assert_eq!((changes.unchanged, changes.later), (1, Some(-3)));
    }

    /// Who begins four months later with the rest of the same plan is still on the way.
    #[test]
    fn months_are_compared_in_the_calendar() {
        let old = edition(vec![study("a", 4, 8, 10)]);
        let mut new = edition(vec![study("a", 0, 4, 10)]);
        new.start = start().plus(Months(4));
        let changes = Changes::between(&old, &new);
        assert_eq!((changes.steps.len(), changes.unchanged, changes.later), (0, 1, Some(0)));
        assert!(!changes.same_answer, "fewer months are left");
    }
}
