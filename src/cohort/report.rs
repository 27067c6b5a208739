//! What the answers to a cohort come to, as a page and as JSON. It names nobody.

mod distribution;
pub(crate) mod groups;
pub(crate) mod losses;
mod sponsors;
mod wanted;

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::planner::{Query, Target};
use crate::render::footnotes::Footnotes;
use crate::render::json::document;
use crate::render::listing::sources::named_in;
use crate::render::page::{Drawing, Page, Style};
use crate::render::requirement::name;
use crate::render::routes::{entry_json, query_json};
use crate::render::table::{Align, Table};
use crate::render::words::{calendar, count, digits, duration, money};
use crate::units::Months;

use super::summary::{Group, Summary};
use super::what_if::Sponsorship;

/// The years that an employer asks about.
const YEARS: [u32; 3] = [1, 3, 5];

/// What is said of people without a history.
pub(crate) const PEOPLE: &str = "Somebody in a role without a `history` has what `--from ROLE` takes for granted, and what is listed on top of it.";

/// What the answers come to.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    /// Where the entries are.
    pub(crate) catalog: &'a Catalog,
    /// What all questions have in common.
    pub(crate) query: &'a Query,
    /// How many people were answered.
    pub(crate) people: u64,
    /// How many rows could not be read.
    pub(crate) rejected: u64,
    /// How many of the people were asked again, about sponsorships.
    pub(crate) sampled: u64,
    /// Each target.
    pub(crate) parts: Vec<Part>,
    /// What was taken for granted.
    pub(crate) assumptions: Vec<String>,
}

/// What the answers about one target come to.
#[derive(Debug)]
pub(crate) struct Part {
    /// The target.
    pub(crate) target: Target,
    /// The answers, counted.
    pub(crate) summary: Summary,
    /// What it would change if one credential were paid for.
    pub(crate) sponsorships: Vec<Sponsorship>,
}

/// Returns the months of which it is said how many people are there by then: after 1, 3 and 5 years, and at the end of the
/// time that all have.
pub(crate) fn milestones(query: &Query) -> Vec<Months> {
    let all = YEARS.map(|years| Months(12 * years));
    let Some(last) = query.limits.deadline else { return all.to_vec() };
    all.into_iter().filter(|months| *months < last).chain([last]).collect()
}

/// Says within which time all are to be there: ` within 3 years`.
pub(crate) fn within(query: &Query) -> String {
    query.limits.deadline.map(|deadline| format!(" within {}", duration(deadline))).unwrap_or_default()
}

/// Writes a part of a whole: `12 (3 %)`.
fn share(part: u64, whole: u64) -> String {
    let percent = (u128::from(part) * 200 + u128::from(whole)) / (u128::from(whole.max(1)) * 2);
    match (part, percent) {
        (0, _) => "0".to_owned(),
        (_, 0) => format!("{} (below 1 %)", digits(part)),
        (_, 100) if part < whole => format!("{} (above 99 %)", digits(part)),
        _ => format!("{} ({percent} %)", digits(part)),
    }
}

impl Report<'_> {
    /// Returns the report for a reader.
    pub(crate) fn page(&self) -> Page {
        let mut page = Page::new();
        let targets: Vec<String> =
            self.parts.iter().map(|part| name(self.catalog, part.target.entry()).to_owned()).collect();
        let people = count(self.people, "person", "people");
        let most = self.query.limits.deadline;
        let most = most.map(|most| format!(", {} at most", duration(most))).unwrap_or_default();
        page.title(&format!("{}: {people}{most}", crate::render::words::list(&targets, "and")));
        if self.rejected > 0 {
            let rows =
                count(self.rejected, "row that could not be read is", "rows that could not be read are");
            page.paragraph(Style::Missing, &format!("{rows} not counted here."));
        }
        let mut footnotes = Footnotes::new(self.catalog);
        for (part, target) in self.parts.iter().zip(&targets) {
            self.part(&mut page, part, target, &mut footnotes);
        }
        page.heading("Assumptions");
        page.bullets(&self.assumptions);
        footnotes.print(&mut page);
        page
    }

    fn part(&self, page: &mut Page, part: &Part, target: &str, footnotes: &mut Footnotes<'_>) {
        let all = &part.summary.all;
        let heading = |page: &mut Page, text: &str| match self.parts.len() {
            1 => page.heading(text),
            _ => page.heading(&format!("{target}: {text}")),
        };
        heading(page, "Who is ready when");
        if all.people == 0 {
            let nobody =
                if self.rejected > 0 { "No row could be read." } else { "There is nobody in the input." };
            page.paragraph(Style::Plain, nobody);
            return;
        }
        page.paragraph(Style::Plain, &self.lead(all));
        page.table(&self.ready(all));
        page.gap();
        page.drawing(Drawing::Bars(distribution::of_months(all)));
        if all.unreachable > 0 {
            let text = "No way is proved for these limits alone: a longer `--within`, or `--standard minimum`, may open one, and \
                        `careerpath plan` says what is missing for one person.";
            page.paragraph(Style::Quiet, text);
        }
        if all.open > 0 {
            let people = count(all.open, "person is", "people are");
            let text = format!(
                "{people} not settled: the search ended before it found a way or ruled one out; `--limit STATES` searches longer."
            );
            page.paragraph(Style::Quiet, &text);
        }
        if all.unproved > 0 {
            let plans = count(all.unproved, "plan", "plans");
            let text =
                format!("For {plans} a faster one is not ruled out; `--limit STATES` searches longer.");
            page.paragraph(Style::Quiet, &text);
        }
        if all.found() > 0 {
            heading(page, "What it costs");
            page.drawing(Drawing::Bars(distribution::of_costs(all, &self.catalog.currency)));
            page.paragraph(Style::Quiet, &costs_in_words(all));
        }
        heading(page, "Where they come from");
        groups::print(page, self.catalog, &part.summary.roles, &milestones(self.query));
        if !part.summary.credentials.is_empty() {
            heading(page, "What they study for");
            wanted::print(page, self.catalog, &part.summary, footnotes);
        }
        heading(page, "What a sponsor would change");
        sponsors::print(page, self, part);
    }

    fn lead(&self, all: &Group) -> String {
        let have = if all.found() == 1 { "has" } else { "have" };
        let ways = format!(
            "{} of {} {have} a way{} and their own limits",
            digits(all.found()),
            count(all.people, "person", "people"),
            within(self.query)
        );
        match (all.middle_months(), all.middle_cost()) {
            (Some(months), Some(cost)) => {
                let time = match months {
                    Months(0) => "are there already".to_owned(),
                    months => format!("are there within {}", duration(months)),
                };
                let cost = money(cost, &self.catalog.currency);
                let known = if all.unpriced > 0 { ", as far as prices are known" } else { "" };
                format!("{ways}. Half of them {time}, and half pay {cost} or less for study{known}.")
            }
            _ => format!("{ways}."),
        }
    }

    /// Returns how many are there by when.
    fn ready(&self, all: &Group) -> Table {
        let mut table = Table::new().column("Ready", Align::Left, 12).column("By", Align::Left, 8).column(
            "People",
            Align::Right,
            8,
        );
        let there = all.within(Months(0));
        table.row(vec!["There already".to_owned(), String::new(), share(there, all.people)]);
        for months in milestones(self.query) {
            let by = calendar(self.query.start.plus(months));
            let time = format!("within {}", duration(months));
            table.row(vec![time, by, share(all.within(months), all.people)]);
        }
        table
    }

    /// Returns the report as JSON.
    pub(crate) fn json(&self) -> Value {
        let targets: Vec<Value> = self.parts.iter().map(|part| self.part_json(part)).collect();
        let sources = named_in(self.catalog, &json!(targets));
        let body = json!({
            "query": query_json(self.catalog, None, self.query),
            "people": self.people,
            "rejected": self.rejected,
            "sampled": self.sampled,
            "targets": targets,
            "assumptions": self.assumptions,
            "sources": sources,
        });
        document(self.catalog, "cohort", body)
    }

    fn part_json(&self, part: &Part) -> Value {
        let all = &part.summary.all;
        let mut object = serde_json::Map::new();
        object.insert("to".to_owned(), entry_json(self.catalog, part.target.entry()));
        object.extend(groups::json(self.catalog, all, self.query));
        let months =
            all.months.iter().map(|(months, people)| json!({ "months": months.0, "people": people }));
        object.insert("by_months".to_owned(), months.collect());
        let costs = all.costs.iter().map(|(cost, people)| json!({ "cost": cost.0, "people": people }));
        object.insert("by_cost".to_owned(), costs.collect());
        object.insert("roles".to_owned(), groups::rows(self.catalog, &part.summary.roles, self.query).into());
        object.insert("credentials".to_owned(), wanted::json(self.catalog, &part.summary));
        object.insert("sponsorships".to_owned(), sponsors::json(self.catalog, &part.sponsorships));
        object.into()
    }
}

fn costs_in_words(all: &Group) -> String {
    let unpriced = match all.unpriced {
        0 => String::new(),
        plans => format!(
            " {} a study whose price nobody states; the rest of it is counted.",
            count(plans, "plan has", "plans have")
        ),
    };
    format!("List prices of study, whoever pays them.{unpriced}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_never_all_or_nothing_by_rounding() {
        let said = |part, whole| share(part, whole);
        assert_eq!(said(0, 500), "0");
        assert_eq!(said(1, 500), "1 (below 1 %)");
        assert_eq!(said(3, 500), "3 (1 %)");
        assert_eq!(said(499, 500), "499 (above 99 %)");
        assert_eq!(said(500, 500), "500 (100 %)");
        assert_eq!(said(1_250, 5_000), "1,250 (25 %)");
        assert_eq!(said(u64::MAX, u64::MAX), "18,446,744,073,709,551,615 (100 %)");
    }
}
