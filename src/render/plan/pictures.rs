//! What is drawn of a plan: its steps over time, and its course in money.

use crate::catalog::{Basis, Catalog};
use crate::explain::money::course;
use crate::explain::schedule::{Activity, Bar, joined, schedule};
use crate::planner::{Plan, Step};

use super::super::picture::money::MoneyPicture;
use super::super::picture::plan::{Lane, PlanPicture};
use super::super::requirement::name;
use super::super::text::clean;
use super::super::words::{approximate, calendar, calendar_span};
use super::view::{heading, title};
use super::{Answer, PayBasis, Shown};

/// Returns a plan as it is drawn.
#[must_use]
pub(crate) fn plan_picture(answer: &Answer<'_>, shown: &Shown) -> PlanPicture {
    let Answer { catalog, query, .. } = answer;
    let plan = &shown.solution.plan;
    let drawn = schedule(catalog, query, plan);
    let PayBasis { percentile, area } = &answer.pay_basis;
    let (summary, verdict) = heading(answer, shown);
    PlanPicture {
        title: title(answer),
        lead: vec![summary, verdict],
        foot: format!(
            "Catalog: {} {}. A plan is no promise: `careerpath plan` prints its reasons, sources and assumptions.",
            catalog.name, catalog.version
        ),
        start: query.start,
        reached: drawn.reached,
        shown: drawn.shown,
        lanes: drawn.lanes().map(|bars| lane(answer, plan, bars)).collect(),
        pay: joined(&drawn.pay),
        pay_basis: format!("Pay a year: {}, {area}, or what a survey says", percentile.word()),
        unusual_pay: !answer.counts_usual_pay(),
        currency: catalog.currency.clone(),
    }
}

fn lane(answer: &Answer<'_>, plan: &Plan, bars: &[Bar]) -> Lane {
    let Answer { catalog, query, .. } = answer;
    let last = bars[bars.len() - 1];
    let when = if last.goes_on {
        format!("from {}", calendar(query.start.plus(last.start)))
    } else {
        calendar_span(query.start, last.start, last.end)
    };
    let kind = match last.activity {
        Activity::Stay => "Stay on",
        Activity::Search | Activity::Work => "Work",
        Activity::StudyPartTime => "Study part-time",
        Activity::StudyFullTime => "Study full-time",
    };
    let price = last.step.and_then(|step| price(catalog, plan, step));
    let detail: Vec<String> = [Some(kind.to_owned()), Some(when), price].into_iter().flatten().collect();
    Lane { name: clean(name(catalog, last.entry)), detail: detail.join(", "), bars: bars.to_vec() }
}

/// Returns what a study costs; `None` for a job.
fn price(catalog: &Catalog, plan: &Plan, step: usize) -> Option<String> {
    let Step::Study(study) = &plan.steps[step] else { return None };
    let basis = study.study(catalog).cost.as_ref().map(|cost| cost.basis);
    Some(basis.map_or_else(
        || "price unknown".to_owned(),
        |basis: Basis| approximate(study.cost, basis, &catalog.currency),
    ))
}

/// Returns the course of a plan in money as it is drawn; `None` where it is not counted, or of too little to be told.
#[must_use]
pub(crate) fn money_picture(answer: &Answer<'_>, shown: &Shown) -> Option<MoneyPicture> {
    let ledger = shown.ledger.as_ref().filter(|ledger| ledger.unknown.is_empty())?;
    let course = course(answer.query, &shown.solution.plan)?;
    Some(MoneyPicture {
        start: answer.query.start,
        ahead: course.ahead(),
        compares: ledger.staying.is_some(),
        reached: shown.solution.plan.months,
        break_even: ledger.break_even,
        valley: ledger.valley,
        currency: answer.catalog.currency.clone(),
    })
}
