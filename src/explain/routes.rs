//! Answers to many questions at once, and what their plans have in common.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::catalog::names::Entry;
use crate::catalog::{Basis, Catalog};
use crate::ids::RoleId;
use crate::planner::{Outcome, Plan, Query, Solution, Step, Target, plan};
use crate::profile::exceptions::Personal;
use crate::units::{Money, Months};

use super::pay::{Pay, of_role};

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
}

impl Routes {
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
