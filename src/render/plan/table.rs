//! A plan as a table for a terminal.

use crate::explain::money::Percentile;
use crate::explain::schedule::schedule;
use crate::explain::wages::nation;
use crate::planner::{Outcome, Plan, SearchStatistics};

use super::super::footnotes::Footnotes;
use super::super::page::{Drawing, Page, Style};
use super::super::requirement::name;
use super::super::table::{Align, Table};
use super::super::timeline::Timeline;
use super::super::words::{count, duration};
use super::view::{Row, title, view};
use super::{Answer, PayBasis, Shown, afterwards, detours, explanation, nearest, others, unreachable};

/// Returns the answer as a page.
#[must_use]
pub fn page(answer: &Answer<'_>) -> Page {
    let mut page = Page::new();
    let mut footnotes = Footnotes::new(answer.catalog);
    match answer.outcome {
        Outcome::Found(_) => {
            if let Some(shown) = answer.plans.first() {
                found(answer, shown, &mut page, &mut footnotes);
            }
        }
        Outcome::Unreachable(statistics) => {
            page.title(&title(answer));
            if let Some(no_route) = &answer.no_route {
                unreachable::print(answer, no_route, &mut page, &mut footnotes);
            }
            assumptions(answer, &mut page);
            searched(statistics, &mut page);
        }
        Outcome::Limit { at_least, statistics } => {
            page.title(&title(answer));
            page.paragraph(
                Style::Plain,
                &format!(
                    "No plan found yet, and none ruled out: the search {}. A plan would take at least {}.",
                    if answer.query.is_interrupted() { "was interrupted" } else { "reached its limit" },
                    duration(*at_least)
                ),
            );
            assumptions(answer, &mut page);
            searched(statistics, &mut page);
        }
    }
    footnotes.print(&mut page);
    page
}

fn found(answer: &Answer<'_>, shown: &Shown, page: &mut Page, footnotes: &mut Footnotes<'_>) {
    let solution = &shown.solution;
    let view = view(answer, shown, footnotes);
    page.title(&view.title);
    page.paragraph(Style::Heading, &view.summary);
    if !view.rows.is_empty() && !solution.plan.steps.is_empty() {
        page.paragraph(Style::Plain, &view.verdict);
        page.gap();
        page.drawing(Drawing::Timeline(timeline(answer, &solution.plan)));
        page.gap();
        page.table(&steps(&view.rows));
        page.gap();
        page.bullets(&view.totals);
        if view.rows.iter().any(|row| row.pay.ends_with('*')) {
            let wider = "* The occupation whose pay is shown is not quite this job: it holds other work too.";
            page.paragraph(Style::Quiet, wider);
        }
    }
    if let Some(front) = answer.front {
        others::trade_offs(answer, front, page);
    } else if answer.alternatives {
        others::alternatives(answer, page);
    }
    if let Some(shared) = answer.shared(shown) {
        others::shared(answer, &shared, &solution.plan, page);
    }
    if let Some(skills) = answer.skills(shown).filter(|_| !solution.plan.steps.is_empty()) {
        super::super::skills::print(answer.catalog, &skills, page);
    }
    if !solution.plan.steps.is_empty() {
        explanation::print(answer, shown, page, footnotes);
        detours::print(answer, shown, page);
        afterwards::print(answer, shown, page, footnotes);
    }
    nearest::print(answer, &answer.sooner, "Near it, and sooner", page);
    unreachable::explain_mark(answer.sooner.iter().map(|near| &near.solution), page);
    assumptions(answer, page);
    if !solution.plan.steps.is_empty() {
        page.heading("How it was found");
        page.paragraph(Style::Plain, &view.proof);
    }
}

/// Returns the picture of a plan; it says whose pay it shows where the table shows somebody else's.
fn timeline(answer: &Answer<'_>, plan: &Plan) -> Timeline {
    let catalog = answer.catalog;
    let PayBasis { percentile, area } = &answer.pay_basis;
    let is_usual = *percentile == Percentile::Median && area == nation(catalog).0;
    let basis = (!is_usual).then(|| format!("Pay in the picture: {} in {area}.", percentile.word()));
    let schedule = schedule(catalog, answer.query, plan);
    let name = |entry| name(catalog, entry).to_owned();
    Timeline::new(&schedule, answer.query.start, &catalog.currency, basis, name)
}

fn steps(rows: &[Row]) -> Table {
    let mut table = Table::new()
        .spaced()
        .column("When", Align::Left, 19)
        .column("What, and why", Align::Left, 24)
        .column("How long", Align::Left, 8)
        .column("Cost", Align::Left, 9)
        .column("Pay a year", Align::Left, 15);
    for row in rows {
        let mut what = row.what.clone();
        for detail in &row.details {
            what.push_str("\n- ");
            what.push_str(detail);
        }
        let cells = [&row.when, &what, &row.duration, &row.cost, &row.pay];
        table.row(cells.into_iter().cloned().collect());
    }
    table
}

fn assumptions(answer: &Answer<'_>, page: &mut Page) {
    page.heading("Assumptions");
    page.bullets(&answer.assumptions);
}

fn searched(statistics: &SearchStatistics, page: &mut Page) {
    if statistics.states_expanded == 0 {
        return;
    }
    page.gap();
    let states = count(statistics.states_expanded, "state", "states");
    page.paragraph(Style::Quiet, &format!("{states} examined."));
}
