//! A question that is ready to be answered, with the catalog as it is for the person who asks.

use std::borrow::Cow;

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::explain::contradiction::already_passed;
use crate::explain::shown::Shown;
use crate::explain::unreachable::NoRoute;
use crate::planner::verify::{Violation, verify};
use crate::planner::{Front, Outcome, Plan, Query, Solution, front, plan};
use crate::profile::assumed::Assumed;
use crate::profile::exceptions::Exceptions;

/// A checked question, with everything that it takes to answer it.
///
/// Its catalog is the one to name ids with and to explain with: it has the exceptions of the person applied, and the
/// ids of the catalog it was made from.
#[derive(Clone, Debug)]
pub struct Case<'c> {
    pub(super) catalog: Cow<'c, Catalog>,
    pub(super) query: Query,
    pub(super) exceptions: Exceptions,
    pub(super) assumed: Option<Assumed>,
}

/// A plan that the search found and the check refuses: a bug of this crate, and nothing to show to anybody.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the plan found breaks its own rules: {}", violations.first().map(ToString::to_string).unwrap_or_default())]
pub struct UnsoundPlan {
    /// The rules that it breaks, in order of month.
    pub violations: Vec<Violation>,
}

impl Case<'_> {
    /// Returns the catalog as it is for the person who asks.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// Returns the question as the planner takes it.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Returns what holds for this person only.
    #[must_use]
    pub fn exceptions(&self) -> &Exceptions {
        &self.exceptions
    }

    /// Returns what was taken for granted about somebody of whom only the role is known.
    #[must_use]
    pub fn assumed(&self) -> Option<&Assumed> {
        self.assumed.as_ref()
    }

    /// Returns what was to be passed on the way and has been passed already.
    #[must_use]
    pub fn passed(&self) -> Vec<Entry> {
        already_passed(&self.query)
    }

    /// Finds the best plan, and has it checked by code that shares nothing with the search.
    ///
    /// That there is none is an [`Outcome`] too.
    ///
    /// # Errors
    /// When the plan found is unsound.
    pub fn plan(&self) -> Result<Outcome, UnsoundPlan> {
        let outcome = plan(&self.catalog, &self.query);
        if let Outcome::Found(solution) = &outcome {
            self.check(&solution.plan)?;
        }
        Ok(outcome)
    }

    /// Finds every plan that none beats in both time and cost, the fastest first, and has each checked.
    ///
    /// # Errors
    /// When a plan found is unsound.
    pub fn trade_offs(&self) -> Result<Front, UnsoundPlan> {
        let front = front(&self.catalog, &self.query);
        for solution in &front.points {
            self.check(&solution.plan)?;
        }
        Ok(front)
    }

    /// Checks any plan, such as one from elsewhere, against the rules of the question.
    ///
    /// # Errors
    /// When it breaks a rule.
    pub fn check(&self, plan: &Plan) -> Result<(), UnsoundPlan> {
        let violations = verify(&self.catalog, &self.query, plan);
        if violations.is_empty() { Ok(()) } else { Err(UnsoundPlan { violations }) }
    }

    /// Finds everything there is to say about a plan; plans again for each thing that might help.
    #[must_use]
    pub fn explain(&self, solution: &Solution) -> Shown {
        Shown::new(&self.catalog, &self.query, solution.clone()).explained(&self.catalog, &self.query)
    }

    /// Finds why there is no route and what would open one, for a case whose answer is that there is none.
    #[must_use]
    pub fn why_no_route(&self) -> NoRoute {
        NoRoute::new(&self.catalog, &self.query)
    }
}
