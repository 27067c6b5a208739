//! The roles within somebody's reach.

use serde_json::{Map, Value, json};

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::explain::routes::{FirstStep, Route, Routes, first_steps};
use crate::ids::RoleId;
use crate::planner::{Query, Target};

use super::super::arrivals::Arrivals;
use super::super::footnotes::Footnotes;
use super::super::json::pay;
use super::super::page::Drawing;
use super::super::plan::Asker;
use super::super::routes::{
    AT_MOST, cost, entry_json, first_step, is_unproved, open, open_json, query_json, route_json, share, step,
    takes, time, who,
};
use super::super::table::{Align, Table};
use super::super::words::{count, duration, list};
use super::Listing;
use super::answer::Answer;
use super::roles::{PAY, pay_in_words};

/// How many first steps are named.
const FIRST_STEPS: usize = 3;

/// What was asked, and by whom.
#[derive(Debug)]
pub(crate) struct Question<'a> {
    /// Who asked.
    pub asker: &'a Asker,
    /// The question that all routes have in common; its target does not matter.
    pub query: &'a Query,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
}

impl Question<'_> {
    /// Returns the time within which a plan has to end, in words.
    pub(super) fn within(&self) -> String {
        let within = self.query.limits.deadline;
        within.map(|within| format!(" within {}", duration(within))).unwrap_or_default()
    }

    /// Returns the keys that every answer of this kind begins with.
    pub(super) fn keys(&self, catalog: &Catalog, asker: Option<&Asker>) -> Map<String, Value> {
        let mut keys = Map::new();
        keys.insert("query".to_owned(), query_json(catalog, asker, self.query));
        keys.insert("assumptions".to_owned(), json!(self.assumptions));
        keys
    }
}

/// Makes the list of the roles that routes lead to; with a chart in place of the table if that is wanted.
#[must_use]
pub(crate) fn answer<'a>(
    catalog: &'a Catalog,
    question: &Question<'_>,
    routes: &Routes,
    is_drawn: bool,
) -> Answer<'a> {
    // A job for which somebody may just apply has no first step to choose.
    let plans = routes.found.iter().map(|route| &route.solution.plan).filter(|plan| plan.steps.len() > 1);
    let first = first_steps(plans.clone());
    let several = plans.count();
    let mut keys = question.keys(catalog, Some(question.asker));
    let title = |query: &Query| catalog.role(target(query)).title.clone();
    keys.insert(
        "not_settled".to_owned(),
        open_json(catalog, &routes.open, |query| Entry::Role(target(query))),
    );
    keys.insert("out_of_reach".to_owned(), ids(catalog, &routes.ruled_out));
    keys.insert("first_steps".to_owned(), first.iter().map(|first| first_json(catalog, *first)).collect());
    Answer {
        title: format!(
            "{}: {}{}",
            who(catalog, question.asker, question.query),
            share(routes.found.len(), routes.asked(), "role", "roles"),
            question.within()
        ),
        lead: no_regret(catalog, &first, several, routes.found.len()),
        listing: Listing {
            noun: "roles",
            schema: "reach",
            tables: vec![(None, table(catalog, &routes.found))],
            rows: routes.found.iter().map(|route| row(catalog, route)).collect(),
            remarks: remarks(routes, &question.within(), is_drawn),
            footnotes: Footnotes::new(catalog),
        },
        drawing: is_drawn.then(|| Drawing::Arrivals(chart(catalog, question.query, routes))),
        nothing: nothing(routes, &question.within()),
        sections: vec![
            ("Not settled within the search limit", open(&routes.open, title)),
            ("Assumptions", question.assumptions.clone()),
        ],
        keys,
    }
}

/// Returns the role that a route leads to.
fn target(query: &Query) -> RoleId {
    match query.target {
        Target::Role(role) => role,
        Target::Credential(_) => unreachable!("only roles are asked about"),
    }
}

fn table(catalog: &Catalog, routes: &[Route]) -> Table {
    let mut table = Table::new()
        .column("Role", Align::Left, 16)
        .column("First day in", Align::Left, 9)
        .column("Cost", Align::Right, 8)
        .column("Jobs", Align::Right, 4)
        .spare(1)
        .column("Pay a year", Align::Left, 12)
        .spare(2)
        .column("First step", Align::Left, 18)
        .spare(3);
    for Route { query, solution } in routes {
        let role = target(query);
        table.row(vec![
            catalog.role(role).title.clone(),
            time(query, solution),
            cost(catalog, &solution.plan),
            solution.plan.job_changes.to_string(),
            pay_in_words(catalog, role),
            first_step(catalog, query, &solution.plan),
        ]);
    }
    table
}

/// Draws the first day in each role, in the order of the table, with what it takes and costs.
fn chart(catalog: &Catalog, query: &Query, routes: &Routes) -> Arrivals {
    let mut chart = Arrivals::new(query.start);
    for Route { query, solution } in &routes.found {
        let takes = takes(solution);
        let text = format!("{takes}, {}", cost(catalog, &solution.plan));
        chart.row(&catalog.role(target(query)).title, solution.plan.months, &text);
    }
    chart
}

/// Says that no plan was found, and whether that is proved.
fn nothing(routes: &Routes, within: &str) -> String {
    match routes.open.len() {
        0 if routes.asked() == 0 => "No role matches.".to_owned(),
        0 => format!(
            "None can be reached{within}; more time, a larger budget or `--standard minimum` may open one."
        ),
        open => format!(
            "No plan was found{within}, and {} not settled; `--limit STATES` searches longer.",
            count(open as u64, "role is", "roles are")
        ),
    }
}

fn remarks(routes: &Routes, within: &str, is_drawn: bool) -> Vec<String> {
    let jobs = if is_drawn { "" } else { " Jobs: how many are started, the last included." };
    let pay = if is_drawn { String::new() } else { format!(" {PAY}") };
    let mut remarks = vec![format!(
        "Each with its fastest plan and, of those as fast, the cheapest; `careerpath plan --to TITLE` shows it whole, \
         with the reasons and sources.{jobs} `+ ?` is a price nobody states.{pay}"
    )];
    if is_drawn {
        remarks.push("A line ends in the month of the first day in the role.".to_owned());
    }
    if routes.found.iter().any(|route| is_unproved(&route.solution)) {
        remarks.push(AT_MOST.to_owned());
    }
    if !routes.ruled_out.is_empty() {
        let roles = count(routes.ruled_out.len() as u64, "role is", "roles are");
        remarks.push(format!("{roles} out of reach{within}; that is proved."));
    }
    remarks
}

/// Says how many roles need no step before them, and which first step serves most of the others; nothing where each
/// serves one.
fn no_regret(catalog: &Catalog, first: &[FirstStep], several: usize, all: usize) -> Vec<String> {
    if all == 0 {
        return Vec::new();
    }
    let direct = count((all - several) as u64, "of them needs", "of them need");
    let rest = match several {
        0 => String::new(),
        _ => format!("; the plans to the other {several} have more steps"),
    };
    let mut lines = vec![format!("{direct} no step before the job itself{rest}.")];
    let shared: Vec<&FirstStep> = first.iter().filter(|first| first.plans > 1).collect();
    let Some((best, others)) = shared.split_first() else { return lines };
    lines.push(format!(
        "The first step to regret least: {}. It is part of {} of these {several} plans, and {} begin with it.",
        step(catalog, best.entry),
        best.plans,
        best.begin,
    ));
    let next: Vec<String> = others
        .iter()
        .take(FIRST_STEPS - 1)
        .map(|first| {
            format!("{} (part of {}, first in {})", step(catalog, first.entry), first.plans, first.begin)
        })
        .collect();
    if !next.is_empty() {
        lines.push(format!("Next to it: {}.", list(&next, "and")));
    }
    lines
}

fn first_json(catalog: &Catalog, first: FirstStep) -> Value {
    let mut entry = entry_json(catalog, first.entry);
    entry["in_plans"] = first.plans.into();
    entry["begins_plans"] = first.begin.into();
    entry
}

fn ids(catalog: &Catalog, queries: &[Query]) -> Value {
    queries.iter().map(|query| Value::from(catalog.role(target(query)).id.as_str())).collect()
}

fn row(catalog: &Catalog, route: &Route) -> Value {
    let id = target(&route.query);
    let role = catalog.role(id);
    let mut row = json!({
        "id": role.id,
        "title": role.title,
        "track": role.track,
        "level": role.level.word(),
        "pay": pay(catalog, id),
    });
    if let Value::Object(row) = &mut row {
        row.extend(route_json(catalog, route));
    }
    row
}
