//! Plans for spreadsheets: a row for each step.

use serde_json::{Value, json};

use crate::explain::pay::{Pay, of_role};
use crate::explain::why::Reason;
use crate::planner::Step;
use crate::units::Months;

use super::super::footnotes::Footnotes;
use super::super::requirement::{id, name};
use super::super::spreadsheet;
use super::view::why;
use super::{Answer, Shown};

/// The columns; each has a value in every row, empty where there is none.
const COLUMNS: [&str; 20] = [
    "plan",
    "step",
    "kind",
    "id",
    "title",
    "mode",
    "apply",
    "start",
    "end",
    "apply_month",
    "start_month",
    "end_month",
    "cost",
    "cost_year",
    "cost_basis",
    "pay",
    "pay_high",
    "pay_statistic",
    "why",
    "sources",
];

/// Returns every plan that is shown; the header alone where there is none.
///
/// `start` and `end` are months from now, as in JSON: a step covers the months from `start` on that lie before `end`.
///
/// # Errors
/// Never for plans that fit into memory.
pub(crate) fn csv(answer: &Answer<'_>) -> Result<String, csv::Error> {
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for (plan, shown) in (1_usize..).zip(&answer.plans) {
        let Shown { solution, reasons, .. } = shown;
        for (number, (step, reasons)) in (1_usize..).zip(solution.plan.steps.iter().zip(&reasons.steps)) {
            rows.push(row(answer, plan, number, step, reasons));
        }
    }
    spreadsheet::text(COLUMNS.into_iter(), rows.iter().map(|row| row.iter().collect()))
}

fn row(answer: &Answer<'_>, plan: usize, number: usize, step: &Step, reasons: &[Reason]) -> Vec<Value> {
    let Answer { catalog, query, .. } = answer;
    let entry = step.entry();
    let mut footnotes = Footnotes::new(catalog);
    let why = why(answer, step, reasons, &mut footnotes);
    let (kind, mode, apply, start, end) = match step {
        Step::Study(study) => {
            ("study", Some(study.study(catalog).mode.word()), None, study.start, Some(study.end))
        }
        Step::Job(job) => ("job", None, Some(job.apply), job.start, job.end),
    };
    let month = |month: Months| query.start.plus(month).to_string();
    let (price, figure) = match step {
        Step::Study(study) => {
            let figure = study.study(catalog).cost.as_ref();
            (figure.map(|_| study.cost.0), figure)
        }
        Step::Job(_) => (None, None),
    };
    let pay = match step {
        Step::Job(job) => match of_role(catalog, job.role) {
            Pay::Known(figure) => Some(figure),
            Pay::Withheld | Pay::Unknown => None,
        },
        Step::Study(_) => None,
    };
    let statistic = pay.as_ref().map(|pay| {
        let year = pay.year.map(|year| format!(" {year}")).unwrap_or_default();
        format!("{}{year}{}", pay.statistic, footnotes.mark(pay.source))
    });
    vec![
        json!(plan),
        json!(number),
        json!(kind),
        json!(id(catalog, entry)),
        json!(name(catalog, entry)),
        json!(mode),
        json!(apply.map(|apply| apply.0)),
        json!(start.0),
        json!(end.map(|end| end.0)),
        json!(apply.map(month)),
        json!(month(start)),
        json!(end.map(month)),
        json!(price),
        json!(figure.and_then(|figure| figure.year)),
        json!(figure.map(|figure| figure.basis.word())),
        json!(pay.as_ref().map(|pay| pay.amount.0)),
        json!(pay.as_ref().filter(|pay| pay.high != pay.amount).map(|pay| pay.high.0)),
        json!(statistic),
        json!(why),
        json!(footnotes.lines()),
    ]
}
