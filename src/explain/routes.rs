//! Answers to many questions at once, and what their plans have in common.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::catalog::names::Entry;
use crate::catalog::{Basis, Catalog};
use crate::ids::RoleId;
use crate::planner::{
    Destination, Outcome, Outset, Plan, Query, SearchStatistics, Solution, Step, Target, plan,
};
use crate::profile::Person;
use crate::profile::exceptions::Personal;
use crate::units::{Money, Months};

use super::pay::{Pay, of_role};

/// How many questions are asked before it is looked what they took.
const AT_A_TIME: usize = 32;

/// How many roles in the problems of a question take as long as one state.
const CONSIDERED_OF_A_STATE: u64 = 60;

/// How many roles and ways of study of what all questions of one person have in common take as long as one state, for each of them.
const GLANCED_AT_OF_A_STATE: u64 = 4_000;

/// How many of them take as long as one state where the earliest months are found anew, for each of many people.
const SETTLED_OF_A_STATE: u64 = 90;

/// A question with a plan.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Route {
    /// The question.
    pub query: Query,
    /// The best plan found, and what is proved about it.
    pub solution: Solution,
}

/// A question whose search ended before a plan was found or ruled out.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Open {
    /// The question.
    pub query: Query,
    /// No plan takes fewer months.
    pub at_least: Months,
}

/// The answers to many questions, each list in the order of the questions.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Routes {
    /// Those with a plan.
    pub found: Vec<Route>,
    /// Those that are not settled.
    pub open: Vec<Open>,
    /// Those to which there is no plan; proved.
    pub ruled_out: Vec<Query>,
    /// How many of those that are not settled were never asked, because too much was spent on the others.
    pub left: usize,
}

impl Routes {
    /// Answers the question of one person for each of many targets, from the catalog as it is for the target, on every
    /// core. The soonest that can be hoped for are asked first, until `most` is spent on all of them together.
    ///
    /// The order and the answers do not depend on how many cores there are.
    #[must_use]
    pub fn to_each(personal: &Personal, query: &Query, targets: &[Target], most: Option<u64>) -> Self {
        let outset = Outset::new(personal.common(), query);
        let answer = |target: Target| match personal.towards(target.entry()) {
            Cow::Borrowed(_) => outset.plan(target),
            Cow::Owned(own) => plan(&own, &outset.towards(target)),
        };
        let hope = |target: &Target| outset.at_least(*target).unwrap_or_default();
        let mut order: Vec<usize> = (0..targets.len()).collect();
        order.sort_by_key(|position| hope(&targets[*position]));
        let ask = |position: usize| (outset.towards(targets[position]), answer(targets[position]));
        let left = |position: usize| (outset.towards(targets[position]), hope(&targets[position]));
        Self::ask(&order, (outset.size() as u64 / GLANCED_AT_OF_A_STATE, most), ask, left)
    }

    /// Answers the question of each of many people for one target, on every core, the nearest first, until `most` is spent on all
    /// of them together.
    ///
    /// The order and the answers do not depend on how many cores there are.
    #[must_use]
    pub fn from_each(
        catalog: &Catalog,
        query: &Query,
        people: &[RoleId],
        person: impl Fn(RoleId) -> Person + Sync,
        most: Option<u64>,
    ) -> Self {
        let destination = Destination::new(catalog, query);
        let order = destination.nearest_first(people);
        let ask = |position: usize| {
            let person = person(people[position]);
            (destination.of(person.clone()), destination.plan(person))
        };
        let left = |position: usize| (destination.of(person(people[position])), Months(0));
        Self::ask(&order, (destination.size() as u64 / SETTLED_OF_A_STATE, most), ask, left)
    }

    /// Answers questions, so many at a time, until `most` is spent; those then left are open. Each takes the states it
    /// examines, `each` for what all have in common, and something for the roles in its problems.
    fn ask(
        order: &[usize],
        (each, most): (u64, Option<u64>),
        ask: impl Fn(usize) -> (Query, Outcome) + Sync,
        left: impl Fn(usize) -> (Query, Months),
    ) -> Self {
        let mut spent = 0;
        let mut answers: Vec<(usize, (Query, Outcome))> = Vec::with_capacity(order.len());
        for some in order.chunks(AT_A_TIME) {
            if most.is_some_and(|most| spent >= most) {
                break;
            }
            let before = answers.len();
            answers.par_extend(some.par_iter().map(|&position| (position, ask(position))));
            let took = |(_, (_, outcome)): &(usize, (Query, Outcome))| {
                let statistics = outcome.statistics();
                statistics.effort + statistics.considered / CONSIDERED_OF_A_STATE
            };
            spent += answers[before..].iter().map(took).sum::<u64>() + each * some.len() as u64;
        }
        let asked = answers.len();
        answers.extend(order[asked..].iter().map(|&position| {
            let (query, at_least) = left(position);
            (position, (query, Outcome::Limit { at_least, statistics: SearchStatistics::default() }))
        }));
        answers.sort_unstable_by_key(|(position, _)| *position);
        let routes = Self::of(answers.into_iter().map(|(_, answer)| answer));
        Self { left: order.len() - asked, ..routes }
    }

    /// Answers questions, each by itself, from the catalog as it is for its target, on every core.
    ///
    /// The order and the answers do not depend on how many cores there are.
    #[must_use]
    pub fn seek(personal: &Personal, queries: Vec<Query>) -> Self {
        let answers: Vec<(Query, Outcome)> = queries
            .into_par_iter()
            .map(|query| {
                let outcome = plan(&personal.towards(query.target_entry()), &query);
                (query, outcome)
            })
            .collect();
        Self::of(answers.into_iter())
    }

    /// Sorts answers by what they are.
    fn of(answers: impl Iterator<Item = (Query, Outcome)>) -> Self {
        let mut routes = Self::default();
        for (query, outcome) in answers {
            match outcome {
                Outcome::Found(solution) => routes.found.push(Route { query, solution }),
                Outcome::Limit { at_least, .. } => routes.open.push(Open { query, at_least }),
                Outcome::Unreachable(_) => routes.ruled_out.push(query),
            }
        }
        routes
    }

    /// Returns how many questions there were.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.found.len() + self.open.len() + self.ruled_out.len()
    }
}

/// The order of a list of routes; what is equal in it is in the order of months, cost and job changes, and then of
/// the questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The soonest first.
    #[default]
    Months,
    /// The cheapest first.
    Cost,
    /// The best paid target first; those of unknown pay last.
    Pay,
    /// By the title of the target.
    Title,
}

/// Sorts routes.
pub fn sort(catalog: &Catalog, routes: &mut [Route], order: Order) {
    routes.sort_by_key(|route| {
        let plan = &route.solution.plan;
        (plan.months, plan.cost, plan.job_changes)
    });
    let role = |route: &Route| match route.query.target {
        Target::Role(role) => Some(role),
        Target::Credential(_) => None,
    };
    match order {
        Order::Months => {}
        Order::Cost => routes.sort_by_key(|route| route.solution.plan.cost),
        Order::Pay => routes.sort_by_key(|route| Reverse(role(route).and_then(|role| amount(catalog, role)))),
        Order::Title => {
            routes
                .sort_by_cached_key(|route| role(route).map(|role| catalog.role(role).title.to_lowercase()));
        }
    }
}

/// Returns what a role pays a year as one amount, for comparing: the low end of a range.
#[must_use]
pub fn amount(catalog: &Catalog, role: RoleId) -> Option<Money> {
    match of_role(catalog, role) {
        Pay::Known(figure) => Some(figure.amount),
        Pay::Withheld | Pay::Unknown => None,
    }
}

/// What a plan costs, and how well that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Price {
    /// The sum of the prices that are known.
    pub amount: Money,
    /// Whether one of them is an estimate.
    pub estimated: bool,
    /// Studies whose price is unknown.
    pub unknown: usize,
}

impl Price {
    /// Returns the price of a plan.
    #[must_use]
    pub fn of_plan(catalog: &Catalog, plan: &Plan) -> Self {
        let mut price = Self { amount: plan.cost, estimated: false, unknown: 0 };
        for step in &plan.steps {
            let Step::Study(study) = step else { continue };
            match &study.study(catalog).cost {
                Some(cost) => price.estimated |= cost.basis == Basis::Estimate,
                None => price.unknown += 1,
            }
        }
        price
    }
}

/// A step that plans begin with, and how many of all plans it serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FirstStep {
    /// The credential to study for, or the role to apply for.
    pub entry: Entry,
    /// Plans that contain it, those to itself included.
    pub plans: usize,
    /// Plans in which nothing begins earlier.
    pub begin: usize,
}

/// Returns every step that some plan begins with, the one that serves most plans first.
///
/// Linear in the steps of all plans.
#[must_use]
pub fn first_steps<'p>(plans: impl IntoIterator<Item = &'p Plan>) -> Vec<FirstStep> {
    let mut counts: BTreeMap<Entry, (usize, usize)> = BTreeMap::new();
    for plan in plans {
        let Some(first) = plan.steps.iter().map(Step::begins).min() else { continue };
        let mut own: BTreeMap<Entry, bool> = BTreeMap::new();
        for step in &plan.steps {
            *own.entry(step.entry()).or_default() |= step.begins() == first;
        }
        for (entry, begins) in own {
            let (plans, begin) = counts.entry(entry).or_default();
            *plans += 1;
            *begin += usize::from(begins);
        }
    }
    let beginning = counts.into_iter().filter(|(_, (_, begin))| *begin > 0);
    let mut steps: Vec<FirstStep> =
        beginning.map(|(entry, (plans, begin))| FirstStep { entry, plans, begin }).collect();
    steps.sort_by_key(|step| (Reverse((step.plans, step.begin)), step.entry));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::assumed::person_in_role;
    use crate::testing::{catalog, credential, role, start};

    fn world() -> Catalog {
        catalog(
            &[
                ("nurse", "gives = [\"nursing\"]"),
                ("analyst", "requires = [\"badge\"]\ngives = [\"informatics\"]"),
                ("lead", "requires = [\"badge\", { experience = \"informatics\", months = 6 }]"),
                ("sealed", "requires = [\"lost\"]"),
            ],
            &[
                (
                    "badge",
                    "study = [{ mode = \"part-time\", months = 2, cost = { amount = 100, basis = \"estimate\" } }]",
                ),
                ("lost", "status = \"retired\""),
            ],
        )
    }

    fn questions(catalog: &Catalog) -> Vec<Query> {
        let nurse = person_in_role(catalog, role(catalog, "nurse"), Months(12), start());
        let to = |id| Query::new(catalog, nurse.clone(), Target::Role(role(catalog, id)), start());
        ["lead", "sealed", "analyst"].map(to).to_vec()
    }

    #[test]
    fn answers_keep_the_order_of_the_questions() {
        let catalog = world();
        let routes = Routes::seek(&catalog.clone().into(), questions(&catalog));
        let target = |query: &Query| query.target;
        let found: Vec<Target> = routes.found.iter().map(|route| target(&route.query)).collect();
        assert_eq!(found, ["lead", "analyst"].map(|id| Target::Role(role(&catalog, id))));
        assert_eq!(routes.ruled_out.len(), 1);
        assert_eq!((routes.open.len(), routes.asked()), (0, 3));
    }

    /// What is left at the limit of the whole answer is said to be open, with what is known of it, in its place.
    #[test]
    fn what_is_not_asked_is_left_open() {
        let catalog = world();
        let personal = Personal::from(catalog.clone());
        let all = questions(&catalog);
        let targets: Vec<Target> = all.iter().map(|query| query.target).collect();
        let ask = |most| Routes::to_each(&personal, &all[0], &targets, most);
        let asked = ask(None);
        assert_eq!((asked.found.len(), asked.ruled_out.len(), asked.open.len(), asked.left), (2, 1, 0, 0));
        let months: Vec<Months> = asked.found.iter().map(|route| route.solution.plan.months).collect();
        let left = ask(Some(0));
        assert_eq!((left.asked(), left.left), (3, 3));
        let open: Vec<(Target, Months)> =
            left.open.iter().map(|open| (open.query.target, open.at_least)).collect();
        assert_eq!(open.iter().map(|(target, _)| *target).collect::<Vec<_>>(), targets);
        assert!(open[0].1 <= months[0] && open[2].1 <= months[1] && open[2].1 > Months(0), "{open:?}");

        let roles = ["lead", "nurse"].map(|id| role(&catalog, id));
        let person = |role| person_in_role(&catalog, role, Months(12), start());
        let analyst = Query { target: targets[2], ..all[0].clone() };
        let from = |most| Routes::from_each(&catalog, &analyst, &roles, person, most);
        assert_eq!((from(None).found.len(), from(None).left), (2, 0));
        let left = from(Some(0));
        let people: Vec<Option<RoleId>> = left.open.iter().map(|open| open.query.person.role).collect();
        assert_eq!((people, left.left), (roles.map(Some).to_vec(), 2));
    }

    #[test]
    fn a_step_that_every_plan_begins_with_comes_first() {
        let catalog = world();
        let routes = Routes::seek(&catalog.clone().into(), questions(&catalog));
        let steps = first_steps(routes.found.iter().map(|route| &route.solution.plan));
        let badge = Entry::Credential(credential(&catalog, "badge"));
        assert_eq!(steps, [FirstStep { entry: badge, plans: 2, begin: 2 }]);
    }

    #[test]
    fn a_price_says_how_well_it_is_known() {
        let catalog = world();
        let routes = Routes::seek(&catalog.clone().into(), questions(&catalog));
        let price = Price::of_plan(&catalog, &routes.found[1].solution.plan);
        assert_eq!(price, Price { amount: Money(100), estimated: true, unknown: 0 });
    }
}
