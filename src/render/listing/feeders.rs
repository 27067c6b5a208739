//! The roles from which people come to a target, and how fast.

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::explain::routes::{Route, Routes};
use crate::ids::RoleId;
use crate::planner::{Plan, Query, Step};
use crate::units::Months;

use super::super::footnotes::Footnotes;
use super::super::json::pay;
use super::super::requirement::name;
use super::super::routes::{
    AT_MOST, cost, entry_json, is_unproved, open, open_json, query_json, route_json, share, step, time,
};
use super::super::table::{Align, Table};
use super::super::words::{count, duration};
use super::Listing;
use super::answer::Answer;
use super::roles::{PAY, pay_in_words};

/// What was asked.
#[derive(Debug)]
pub(crate) struct Question<'a> {
    /// The question that all routes have in common, whoever the person is.
    pub query: &'a Query,
    /// How long each person has been in the role.
    pub months: Months,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
}

/// Makes the list of the roles that the routes begin in.
#[must_use]
pub(crate) fn answer<'a>(catalog: &'a Catalog, question: &Question<'_>, routes: &Routes) -> Answer<'a> {
    let target = question.query.target_entry();
    let months = match question.months {
        Months(0) => "just started in it".to_owned(),
        months => format!("after {} in it", duration(months)),
    };
    let within = question.query.limits.deadline;
    let within = within.map(|within| format!(" within {}", duration(within))).unwrap_or_default();
    let keys = json!({
        "to": entry_json(catalog, target),
        "from_months": question.months.0,
        "query": query_json(catalog, None, question.query),
        "assumptions": question.assumptions,
        "not_settled": open_json(catalog, &routes.open, |query| origin(query).map_or(target, Entry::Role)),
        "no_route": routes.ruled_out.iter().filter_map(origin).map(|role| catalog.role(role).id.as_str()).collect::<Vec<_>>(),
    });
    let Value::Object(keys) = keys else { unreachable!("the keys are an object") };
    let title =
        |query: &Query| origin(query).map(|role| catalog.role(role).title.clone()).unwrap_or_default();
    Answer {
        title: format!(
            "{}: who can get there{within}, from {} {months}",
            name(catalog, target),
            share(routes.found.len(), routes.asked(), "role", "roles"),
        ),
        lead: Vec::new(),
        listing: Listing {
            noun: "roles",
            schema: "feeders",
            tables: vec![(None, table(catalog, &routes.found))],
            rows: routes.found.iter().filter_map(|route| row(catalog, route)).collect(),
            remarks: remarks(routes, &within),
            footnotes: Footnotes::new(catalog),
        },
        drawing: None,
        nothing: match routes.open.len() {
            0 if routes.asked() == 0 => "No role matches.".to_owned(),
            0 => format!("Nobody can get there{within} from these roles."),
            open => format!(
                "No plan was found{within}, and {} not settled; `--limit STATES` searches longer.",
                count(open as u64, "role is", "roles are")
            ),
        },
        sections: vec![
            ("Not settled within the search limit", open(&routes.open, title)),
            ("Assumptions", question.assumptions.clone()),
        ],
        keys,
    }
}

/// Returns the role that a person begins in.
fn origin(query: &Query) -> Option<RoleId> {
    query.person.role
}

fn table(catalog: &Catalog, routes: &[Route]) -> Table {
    let mut table = Table::new()
        .column("From", Align::Left, 16)
        .column("Ready in", Align::Left, 9)
        .column("Cost", Align::Right, 8)
        .column("Pays now", Align::Left, 12)
        .spare(1)
        .column("What it takes first", Align::Left, 24)
        .spare(2);
    for Route { query, solution } in routes {
        let Some(role) = origin(query) else { continue };
        table.row(vec![
            catalog.role(role).title.clone(),
            time(query, solution),
            cost(catalog, &solution.plan),
            pay_in_words(catalog, role),
            before(catalog, query, &solution.plan),
        ]);
    }
    table
}

/// Names the steps before the last, a line each.
fn before(catalog: &Catalog, query: &Query, plan: &Plan) -> String {
    let target = query.target_entry();
    let steps = plan.steps.iter().map(Step::entry).filter(|entry| *entry != target);
    let names: Vec<String> = steps.map(|entry| step(catalog, entry)).collect();
    if !names.is_empty() {
        return names.join("\n");
    }
    match plan.steps.first().map(crate::planner::Step::begins) {
        None => "has it already".to_owned(),
        Some(Months(0)) => match target {
            Entry::Role(_) => "nothing: may apply now".to_owned(),
            Entry::Credential(_) => "nothing: may begin now".to_owned(),
        },
        Some(later) => format!("{} more in the role", duration(later)),
    }
}

fn remarks(routes: &Routes, within: &str) -> Vec<String> {
    let mut remarks = vec![format!(
        "Each with the fastest plan and, of those as fast, the cheapest; `careerpath plan --from TITLE --to …` shows it whole. \
         The cost is that of study, whoever pays it. `+ ?` is a price nobody states. {PAY}"
    )];
    if routes.found.iter().any(|route| is_unproved(&route.solution)) {
        remarks.push(AT_MOST.to_owned());
    }
    if !routes.ruled_out.is_empty() {
        let roles = count(routes.ruled_out.len() as u64, "role", "roles");
        remarks.push(format!("From {roles} there is no way{within}; that is proved."));
    }
    remarks
}

fn row(catalog: &Catalog, route: &Route) -> Option<Value> {
    let id = origin(&route.query)?;
    let role = catalog.role(id);
    let row = json!({
        "id": role.id,
        "title": role.title,
        "track": role.track,
        "level": role.level.word(),
        "pay": pay(catalog, id),
    });
    let Value::Object(mut row) = row else { return None };
    row.extend(route_json(catalog, route));
    Some(row.into())
}
