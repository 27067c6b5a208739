//! Answers for many people: what is the same for a target is found out once, and people of whom the same matters to it are
//! answered once.
//!
//! An answer depends on the person, the limits and the target alone: neither on the rows around it, nor on how many threads
//! there are, nor on what is remembered.

use std::hash::{BuildHasher as _, Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::explain::contradiction::contradictions;
use crate::explain::routes::Price;
use crate::ids::CredentialId;
use crate::planner::verify::verify;
use crate::planner::{Destination, Outcome, Plan, Query, Step, Target};
use crate::profile::Person;
use crate::profile::file::OwnLimits;
use crate::question::UnsoundPlan;
use crate::units::{Money, Months};

use super::people::Someone;

/// How many answers are remembered, and as many again of those before them.
const REMEMBERED: usize = 40_000;

/// How many sets of limits are remembered, each with what all questions within it have in common. What people may spend and how
/// long it may take is their own within it.
const SETS: usize = 64;

/// Returns how many sets of limits are remembered for so many targets: for each of them something is kept.
fn sets_of(targets: usize) -> usize {
    (SETS / targets.max(1)).max(1)
}

/// What can be said to one person about one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// There is a plan.
    Found(Found),
    /// There is none within the limits; proved.
    Unreachable,
    /// Neither, within the states allowed.
    Open {
        /// No plan takes fewer months.
        at_least: Months,
    },
    /// The person's own limits leave no question.
    Contradiction,
}

/// A plan in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Months until the target; 0 for who is there.
    pub(crate) months: Months,
    /// The sum of the prices that are known.
    pub(crate) cost: Money,
    /// Studies whose price is not known.
    pub(crate) unpriced: usize,
    /// Roles that are started.
    pub(crate) job_changes: u32,
    /// What is studied for, in the order in which it is begun.
    pub(crate) studies: Vec<Studied>,
    /// What is done first; `None` for who is there.
    pub(crate) first: Option<First>,
    /// Whether it is proved that no plan is better.
    pub(crate) proved: bool,
    /// No plan takes fewer months.
    pub(crate) at_least: Months,
}

/// A study of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Studied {
    /// What it ends in.
    pub(crate) credential: CredentialId,
    /// Which of the ways of study for it, by position in the catalog.
    pub(crate) option: usize,
}

impl Studied {
    /// Returns its price; `None` where that is not known.
    pub(crate) fn price(self, catalog: &Catalog) -> Option<Money> {
        let study = &catalog.credential(self.credential).study[self.option];
        study.cost.as_ref().map(|figure| figure.amount)
    }
}

/// The first step of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct First {
    /// The credential to study for or the role to apply for.
    pub(crate) entry: Entry,
    /// The months until then.
    pub(crate) begins: Months,
}

impl Found {
    fn new(catalog: &Catalog, plan: &Plan, proved: bool, at_least: Months) -> Self {
        let mut steps: Vec<&Step> = plan.steps.iter().collect();
        steps.sort_by_key(|step| step.begins());
        let studies = steps.iter().filter_map(|step| match step {
            Step::Study(study) => Some(Studied { credential: study.credential, option: study.option }),
            Step::Job(_) => None,
        });
        Self {
            months: plan.months,
            cost: plan.cost,
            unpriced: Price::of_plan(catalog, plan).unknown,
            job_changes: plan.job_changes,
            studies: studies.collect(),
            first: steps.first().map(|step| First { entry: step.entry(), begins: step.begins() }),
            proved,
            at_least,
        }
    }
}

/// The question to a cohort.
pub(crate) struct Answers<'c> {
    catalog: &'c Catalog,
    common: Query,
    targets: Vec<Target>,
    /// Each set of limits with its destinations, by target.
    sets: Remembered<OwnLimits, Arc<Set<'c>>>,
    known: Remembered<Question, Arc<Answer>>,
    next_set: u64,
}

/// What all who have the same limits have in common.
struct Set<'c> {
    /// Tells sets apart; none is used again.
    number: u64,
    destinations: Vec<Destination<'c>>,
}

/// A question by what matters to its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Question {
    /// That of the rest, found out once.
    hash: u64,
    set: u64,
    target: usize,
    person: Person,
    budget: Option<Money>,
    longest: Option<Months>,
}

impl Question {
    fn new(set: u64, target: usize, person: Person, limits: &OwnLimits) -> Self {
        let (budget, longest) = (limits.budget, limits.longest);
        let hash = FxBuildHasher.hash_one((set, target, &person, budget, longest));
        Self { hash, set, target, person, budget, longest }
    }
}

impl Hash for Question {
    fn hash<State: Hasher>(&self, state: &mut State) {
        state.write_u64(self.hash);
    }
}

impl<'c> Answers<'c> {
    /// Begins to answer: the rules and limits of `common` hold for everybody, who asks it and where to does not matter.
    pub(crate) fn new(catalog: &'c Catalog, common: Query, targets: Vec<Target>) -> Self {
        Self {
            catalog,
            common,
            sets: Remembered::new(sets_of(targets.len())),
            targets,
            known: Remembered::new(REMEMBERED),
            next_set: 0,
        }
    }

    /// Answers people, on every core: for each the answers in the order of the targets.
    ///
    /// # Errors
    /// When a plan that was found is unsound.
    pub(crate) fn of(&mut self, people: &[Someone]) -> Result<Vec<Vec<Arc<Answer>>>, UnsoundPlan> {
        let mut answers = Vec::with_capacity(people.len());
        while let Some(rest) = people.get(answers.len()..).filter(|rest| !rest.is_empty()) {
            answers.append(&mut self.of_first(rest)?);
        }
        Ok(answers)
    }

    /// Answers the first of some people, as many as have few sets of limits between them.
    fn of_first(&mut self, people: &[Someone]) -> Result<Vec<Vec<Arc<Answer>>>, UnsoundPlan> {
        let sets = self.first_sets(people);
        let questions: Vec<Vec<Question>> = people
            .par_iter()
            .zip(&sets)
            .map(|(someone, set)| {
                let destinations = set.destinations.iter().enumerate();
                destinations
                    .map(|(target, destination)| {
                        let person = destination.essence(&someone.person);
                        Question::new(set.number, target, person, &someone.limits)
                    })
                    .collect()
            })
            .collect();
        // Each question once, in the order of the people.
        let mut places: FxHashMap<&Question, usize> = FxHashMap::default();
        let mut answers: Vec<Option<Arc<Answer>>> = Vec::new();
        let mut new: Vec<(usize, &Question, &Set<'c>)> = Vec::new();
        let mut asked: Vec<usize> = Vec::with_capacity(questions.len());
        for (questions, set) in questions.iter().zip(&sets) {
            for question in questions {
                let place = *places.entry(question).or_insert_with(|| {
                    let known = self.known.get(question);
                    if known.is_none() {
                        new.push((answers.len(), question, set));
                    }
                    answers.push(known);
                    answers.len() - 1
                });
                asked.push(place);
            }
        }
        let found: Result<Vec<Arc<Answer>>, UnsoundPlan> =
            new.par_iter().map(|(_, question, set)| self.answer(question, set).map(Arc::new)).collect();
        for ((place, question, _), answer) in new.into_iter().zip(found?) {
            self.known.insert(question.clone(), answer.clone());
            answers[place] = Some(answer);
        }
        let of = |places: &[usize]| places.iter().filter_map(|place| answers[*place].clone()).collect();
        Ok(asked.chunks(self.targets.len()).map(of).collect())
    }

    /// Returns what the first of some people have in common with those of the same limits, until there are many such sets.
    fn first_sets(&mut self, people: &[Someone]) -> Vec<Arc<Set<'c>>> {
        let most = sets_of(self.targets.len());
        let mut different: FxHashSet<u64> = FxHashSet::default();
        let mut sets = Vec::new();
        for someone in people {
            let set = self.set(&someone.limits);
            different.insert(set.number);
            if different.len() > most {
                break;
            }
            sets.push(set);
        }
        sets
    }

    /// Returns what people with these limits have in common.
    fn set(&mut self, limits: &OwnLimits) -> Arc<Set<'c>> {
        let limits = OwnLimits { budget: None, longest: None, ..limits.clone() };
        if let Some(set) = self.sets.get(&limits) {
            return set;
        }
        let destination = |target: &Target| {
            let mut query = Query { target: *target, ..self.common.clone() };
            narrow(&mut query, &limits);
            Destination::new(self.catalog, &query)
        };
        let destinations = self.targets.iter().map(destination).collect();
        let set = Arc::new(Set { number: self.next_set, destinations });
        self.next_set += 1;
        self.sets.insert(limits, set.clone());
        set
    }

    fn answer(&self, question: &Question, set: &Set<'c>) -> Result<Answer, UnsoundPlan> {
        let destination = &set.destinations[question.target];
        let own = OwnLimits { budget: question.budget, longest: question.longest, ..OwnLimits::default() };
        let mut query = destination.of(question.person.clone());
        narrow(&mut query, &own);
        if !contradictions(self.catalog, &query).is_empty() {
            return Ok(Answer::Contradiction);
        }
        Ok(match destination.plan_of(&query) {
            Outcome::Found(solution) => {
                let violations = verify(self.catalog, &query, &solution.plan);
                if !violations.is_empty() {
                    return Err(UnsoundPlan { violations });
                }
                Answer::Found(Found::new(self.catalog, &solution.plan, solution.optimal, solution.at_least))
            }
            Outcome::Unreachable(_) => Answer::Unreachable,
            Outcome::Limit { at_least, .. } => Answer::Open { at_least },
        })
    }
}

/// Adds somebody's own limits to a question: the tighter of two holds.
pub(crate) fn narrow(query: &mut Query, own: &OwnLimits) {
    let limits = &mut query.limits;
    limits.budget = [limits.budget, own.budget].into_iter().flatten().min();
    limits.deadline = [limits.deadline, own.longest].into_iter().flatten().min();
    limits.keep_working |= own.keep_working.unwrap_or(false);
    limits.study_hours = [limits.study_hours, own.study_hours].into_iter().flatten().min();
    limits.avoid_roles.extend(&own.avoid_roles);
    limits.avoid_credentials.extend(&own.avoid_credentials);
}

/// The last so many values and as many before them.
struct Remembered<Key, Value> {
    most: usize,
    now: FxHashMap<Key, Value>,
    before: FxHashMap<Key, Value>,
}

impl<Key: Hash + Eq, Value: Clone> Remembered<Key, Value> {
    fn new(most: usize) -> Self {
        Self { most, now: FxHashMap::default(), before: FxHashMap::default() }
    }

    fn get(&mut self, key: &Key) -> Option<Value> {
        if let Some(value) = self.now.get(key) {
            return Some(value.clone());
        }
        let (key, value) = self.before.remove_entry(key)?;
        self.insert(key, value.clone());
        Some(value)
    }

    fn insert(&mut self, key: Key, value: Value) {
        if self.now.len() >= self.most {
            self.before = std::mem::take(&mut self.now);
        }
        self.now.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::plan;
    use crate::profile::assumed::person_in_role;
    use crate::testing::{generated, role, start};

    #[test]
    fn each_is_answered_as_if_alone() {
        let catalog = generated(60);
        let target = Target::Role(role(&catalog, "lead-2"));
        let mut common = Query::new(&catalog, Person::newcomer(&catalog), target, start());
        common.state_limit = Some(500);
        common.limits.deadline = Some(Months(72));
        let someone = |number: usize, role| Someone {
            person: person_in_role(&catalog, role, Months(6 * (number as u32 % 7)), start()),
            limits: OwnLimits {
                keep_working: number.is_multiple_of(5).then_some(true),
                budget: number.is_multiple_of(3).then_some(Money(5_000)),
                ..OwnLimits::default()
            },
        };
        let people: Vec<Someone> =
            catalog.role_ids().enumerate().map(|(number, role)| someone(number, role)).collect();
        let together = Answers::new(&catalog, common.clone(), vec![target]).of(&people).expect("sound plans");
        let mut alone = Answers::new(&catalog, common.clone(), vec![target]);
        let (mut found, mut none) = (0, 0);
        for (someone, together) in people.iter().zip(&together).rev() {
            let answer = alone.of(std::slice::from_ref(someone)).expect("a sound plan");
            assert_eq!(&answer[0], together);
            let mut query = Query { person: someone.person.clone(), ..common.clone() };
            narrow(&mut query, &someone.limits);
            match (&*answer[0][0], plan(&catalog, &query)) {
                (Answer::Found(one), Outcome::Found(other)) if one.proved && other.optimal => {
                    let plan = &other.plan;
                    assert_eq!(
                        (one.months, one.cost, one.job_changes),
                        (plan.months, plan.cost, plan.job_changes)
                    );
                    found += 1;
                }
                (Answer::Unreachable, Outcome::Unreachable(_)) => none += 1,
                (Answer::Contradiction, _) | (Answer::Found(_), Outcome::Found(_)) => {}
                (one, other) => panic!("{one:?}, but {other:?}"),
            }
        }
        assert!(found > 20 && none > 3, "{found} with a plan, {none} without");
    }

    /// More sets of limits than are remembered at a time, in one part of a file.
    #[test]
    fn many_sets_of_limits_are_answered_as_if_alone() {
        let catalog = generated(60);
        let targets = ["lead-2", "lead-1"].map(|id| Target::Role(role(&catalog, id))).to_vec();
        let mut common = Query::new(&catalog, Person::newcomer(&catalog), targets[0], start());
        common.state_limit = Some(200);
        common.limits.deadline = Some(Months(60));
        let roles: Vec<_> = catalog.role_ids().collect();
        let someone = |number: usize| Someone {
            person: person_in_role(&catalog, roles[number % 7], Months(24), start()),
            limits: OwnLimits { avoid_roles: vec![roles[10 + number % 45]], ..OwnLimits::default() },
        };
        let people: Vec<Someone> = (0..120).map(someone).collect();
        let mut answers = Answers::new(&catalog, common.clone(), targets.clone());
        let first = answers.of_first(&people).expect("sound plans").len();
        assert_eq!((first, sets_of(2)), (32, 32));
        let together = answers.of(&people).expect("sound plans");
        assert_eq!(together.len(), people.len());
        for (someone, together) in people.iter().zip(&together).step_by(7) {
            let alone = Answers::new(&catalog, common.clone(), targets.clone())
                .of(std::slice::from_ref(someone))
                .expect("a sound plan");
            assert_eq!(&alone[0], together);
        }
    }

    #[test]
    fn what_is_used_is_kept() {
        let mut known = Remembered::new(2);
        for number in 0..100 {
            known.insert(number, number);
            assert_eq!(known.get(&0), Some(0));
            assert!(known.now.len() + known.before.len() <= 4);
        }
        assert_eq!(known.get(&1), None);
    }
}
