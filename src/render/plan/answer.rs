//! The answer to a case, and its forms.

use std::io;

use crate::explain::money::Percentile;
use crate::explain::nearest::sooner;
use crate::explain::shown::Shown;
use crate::explain::wages::nation;
use crate::planner::{Objective, Outcome, Target};
use crate::question::Case;

use super::super::assumptions;
use super::super::json::text;
use super::super::page::Terminal;
use super::pictures::plan_picture;
use super::{Answer, Asker, PayBasis, calendar, csv, json, table};

impl<'a> Answer<'a> {
    /// Collects what is to be said about the outcome of a case. Plans again for what comes sooner than a fastest plan,
    /// and for what would open a route where there is none.
    ///
    /// Pay is taken to be the [usual](crate::explain::money::usual_pay). The parts of the answer can be set afterwards,
    /// such as what [`Case::explain`] finds about the first plan.
    #[must_use]
    pub fn new(case: &'a Case<'_>, outcome: &'a Outcome) -> Self {
        let (catalog, query) = (case.catalog(), case.query());
        let asker = case.assumed().map_or_else(
            || Asker::Profile { path: String::new() },
            |assumed| Asker::From { role: catalog.role(assumed.role).id.clone(), months: assumed.months.0 },
        );
        let mut said =
            case.assumed().map_or_else(Vec::new, |assumed| assumptions::of_assumed(catalog, assumed));
        said.extend(assumptions::of_exceptions(catalog, case.exceptions(), "you are"));
        said.extend(case.passed().into_iter().map(|via| assumptions::of_passed(catalog, via)));
        if !query.is_reached() {
            said.extend(assumptions::of_query(catalog, query));
        }
        let mut answer = Self {
            catalog,
            query,
            exceptions: case.exceptions(),
            asker,
            assumptions: said,
            outcome,
            targets: std::iter::once(query.target).chain(query.also.iter().copied()).collect::<Vec<Target>>(),
            pay_basis: PayBasis { percentile: Percentile::Median, area: nation(catalog).0.to_owned() },
            plans: Vec::new(),
            front: None,
            alternatives: false,
            no_route: None,
            sooner: Vec::new(),
        };
        match outcome {
            Outcome::Found(solution) => {
                answer.plans.push(Shown::new(catalog, query, solution.clone()));
                if query.objective == Objective::Time {
                    answer.sooner = sooner(catalog, query, solution.plan.months);
                }
                if answer.plans.iter().any(|shown| shown.ledger.is_some()) {
                    let horizon = query.pay.horizon;
                    answer.assumptions.push(assumptions::of_pay(&answer.pay_basis, true, horizon));
                }
            }
            Outcome::Unreachable(_) => answer.no_route = Some(case.why_no_route()),
            Outcome::Limit { .. } => {}
        }
        answer.assumptions.extend(assumptions::of_outcome(outcome));
        answer
    }

    /// Returns the answer as text for a terminal, or for a file of that width.
    #[must_use]
    pub fn text(&self, terminal: Terminal) -> String {
        table::page(self).finish(terminal)
    }

    /// Returns the answer in Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        table::page(self).markdown()
    }

    /// Returns the answer as a page in HTML that needs nothing beside it.
    #[must_use]
    pub fn html(&self) -> String {
        table::page(self).html("Plan")
    }

    /// Returns the answer as JSON: a document of the schema `careerpath.plan/1`.
    #[must_use]
    pub fn json(&self) -> String {
        text(&json::json(self))
    }

    /// Returns the steps of the plans as CSV.
    ///
    /// # Errors
    /// Never for plans that fit into memory.
    pub fn csv(&self) -> io::Result<String> {
        Ok(csv::csv(self)?)
    }

    /// Returns the first plan as a picture in SVG; `None` without a plan.
    #[must_use]
    pub fn svg(&self) -> Option<String> {
        self.plans.first().map(|shown| plan_picture(self, shown).svg())
    }

    /// Returns the first plan as a calendar file; `None` where there is nothing to enter.
    #[must_use]
    pub fn calendar(&self) -> Option<String> {
        calendar::calendar(self)
    }
}
