//! A plan as a table for a terminal.

use crate::planner::{Outcome, SearchStatistics, Stop};

use super::super::footnotes::Footnotes;
use super::super::page::{Drawing, Page, Style};
use super::super::table::{Align, Table};
use super::super::words::{count, duration, memory};
use super::pictures::{money_picture, plan_picture};
use super::view::{Row, title, view};
use super::{Answer, Shown, afterwards, detours, explanation, nearest, others, unreachable};

/// Returns the answer as a page.
#[must_use]
pub(crate) fn page(answer: &Answer<'_>) -> Page {
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
                    match statistics.stopped {
                        _ if answer.query.is_interrupted() => "was interrupted".to_owned(),
                        Some(Stop::Memory) => {
                            format!("reached its limit of memory, {}", memory(answer.query.memory_limit))
                        }
                        _ => "reached its limit".to_owned(),
                    },
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
        page.drawing(Drawing::Plan(Box::new(plan_picture(answer, shown))));
        page.gap();
        page.table(&steps(&view.rows));
        page.gap();
        page.bullets(&view.totals);
        if view.rows.iter().any(|row| row.pay.ends_with('*')) {
            let wider = "* The occupation whose pay is shown is not quite this job: it holds other work too.";
            page.paragraph(Style::Quiet, wider);
        }
        if let Some(picture) = money_picture(answer, shown) {
            page.drawing(Drawing::Money(Box::new(picture)));
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
