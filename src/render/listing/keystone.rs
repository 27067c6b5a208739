//! The credentials that open most.

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::explain::keystone::Keystone;
use crate::explain::routes::{Open, Route, Routes};
use crate::planner::Query;

use super::super::footnotes::Footnotes;
use super::super::json::pay;
use super::super::routes::{AT_MOST, cost, gain, is_unproved, open, open_json, route_json, time, who};
use super::super::table::{Align, Table};
use super::super::words::{NO_FIGURE, count};
use super::Listing;
use super::answer::Answer;
use super::reach::Question;
use super::roles::{PAY, pay_in_words};

/// What a number of roles opened means, in one sentence.
const DEFINITION: &str = "Opens: the roles whose requirements you meet in the month in which you hold the credential, \
    and would not meet in that month without it, all else on the way there being the same.";

/// What is to be said about the keystones as a whole.
#[derive(Debug)]
pub(crate) struct Found<'a> {
    /// The keystones to show, in order.
    pub shown: &'a [Keystone],
    /// How many there are in all.
    pub all: usize,
    /// The questions that were not settled.
    pub open: &'a [Open],
}

impl<'a> Found<'a> {
    /// Shows the first `most` of the keystones.
    #[must_use]
    pub(crate) fn new(keystones: &'a [Keystone], most: usize, routes: &'a Routes) -> Self {
        let shown = keystones.get(..most).unwrap_or(keystones);
        Self { shown, all: keystones.len(), open: &routes.open }
    }
}

/// Makes the list of these credentials.
#[must_use]
pub(crate) fn answer<'a>(catalog: &'a Catalog, question: &Question<'_>, found: &Found<'_>) -> Answer<'a> {
    let target = |query: &Query| query.target_entry();
    let name = |query: &Query| super::super::requirement::name(catalog, target(query)).to_owned();
    let mut keys = question.keys(catalog, Some(question.asker));
    let today = question.query.person.role;
    keys.insert("today_pay".to_owned(), today.map_or(Value::Null, |role| pay(catalog, role)));
    keys.insert("count".to_owned(), found.all.into());
    keys.insert("not_settled".to_owned(), open_json(catalog, found.open, target));
    let now = today.map(|role| {
        format!(" Today's pay is that of {}: {}.", catalog.role(role).title, pay_in_words(catalog, role))
    });
    Answer {
        title: format!(
            "{}: {} a role, of those that can be earned{}",
            who(catalog, question.asker, question.query),
            count(found.all as u64, "credential opens", "credentials open"),
            question.within()
        ),
        lead: vec![format!("{DEFINITION}{}", now.unwrap_or_default())],
        listing: Listing {
            noun: "credentials",
            schema: "keystone",
            tables: vec![(None, table(catalog, found.shown))],
            rows: found.shown.iter().map(|keystone| row(catalog, keystone)).collect(),
            remarks: remarks(found),
            footnotes: Footnotes::new(catalog),
        },
        drawing: None,
        nothing: match found.open.len() {
            0 => format!("No credential that can be earned{} opens a role by itself.", question.within()),
            open => format!(
                "None was found that opens a role, and {} not settled.",
                count(open as u64, "credential is", "credentials are")
            ),
        },
        sections: vec![
            ("Not settled within the search limit", open(found.open, name)),
            ("Assumptions", question.assumptions.clone()),
        ],
        keys,
    }
}

fn table(catalog: &Catalog, keystones: &[Keystone]) -> Table {
    let mut table = Table::new()
        .column("Credential", Align::Left, 18)
        .column("Held in", Align::Left, 9)
        .column("Cost", Align::Right, 8)
        .column("Opens", Align::Right, 5)
        .column("A month", Align::Right, 7)
        .spare(2)
        .column("Per $1,000", Align::Right, 8)
        .spare(1)
        .column("Best paid of them", Align::Left, 14)
        .spare(3);
    for keystone in keystones {
        let Route { query, solution } = &keystone.route;
        table.row(vec![
            catalog.credential(keystone.credential).name.clone(),
            time(query, solution),
            cost(catalog, &solution.plan),
            keystone.opened.len().to_string(),
            per_month(keystone).map(ratio).unwrap_or_default(),
            match per_thousand(keystone) {
                Some(roles) => ratio(roles),
                None if keystone.price.unknown > 0 => "unknown".to_owned(),
                None => "no cost".to_owned(),
            },
            best(catalog, keystone),
        ]);
    }
    table
}

/// Returns the roles opened for each month of the plan, in hundredths.
fn per_month(keystone: &Keystone) -> Option<u64> {
    let months = u64::from(keystone.route.solution.plan.months.0);
    rounded(keystone.opened.len() as u64 * 100, months)
}

/// Returns the roles opened for each thousand of the price, in hundredths; `None` where it costs nothing or its price is
/// unknown.
fn per_thousand(keystone: &Keystone) -> Option<u64> {
    let cost = keystone.price.amount.0.unsigned_abs();
    let known = (keystone.price.unknown == 0).then_some(keystone.opened.len() as u64);
    rounded(known? * 100_000, cost)
}

/// Divides to the nearest whole number; `None` for a division by nothing.
fn rounded(number: u64, by: u64) -> Option<u64> {
    (number + by / 2).checked_div(by)
}

/// Writes hundredths: `1.25`.
fn ratio(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn best(catalog: &Catalog, keystone: &Keystone) -> String {
    let Some((role, _)) = keystone.best else { return NO_FIGURE.to_owned() };
    let more = keystone.gain.map(|amount| format!("\n{}", gain(amount, &catalog.currency)));
    format!("{}: {}{}", catalog.role(role).title, pay_in_words(catalog, role), more.unwrap_or_default())
}

fn remarks(found: &Found<'_>) -> Vec<String> {
    let mut remarks = Vec::new();
    let hidden = found.all - found.shown.len();
    if hidden > 0 {
        remarks.push(format!("{hidden} more open a role: `--top {}` shows all.", found.all));
    }
    remarks.push(format!(
        "Held in and cost: the fastest plan to it, what has to come before included; `careerpath plan --to NAME` \
         shows it. The last line of each row is what the best paid role pays more than today's, low ends of ranges \
         compared. `+ ?` is a price nobody states. {PAY}"
    ));
    if found.shown.iter().any(|keystone| is_unproved(&keystone.route.solution)) {
        remarks.push(AT_MOST.to_owned());
    }
    remarks
}

fn row(catalog: &Catalog, keystone: &Keystone) -> Value {
    let credential = catalog.credential(keystone.credential);
    let decimal = |hundredths: u64| f64::from(u32::try_from(hundredths).unwrap_or(u32::MAX)) / 100.0;
    let opened: Vec<&str> = keystone.opened.iter().map(|role| catalog.role(*role).id.as_str()).collect();
    let row = json!({
        "id": credential.id,
        "name": credential.name,
        "kind": credential.kind.word(),
        "roles_opened": keystone.opened.len(),
        "roles_per_month": per_month(keystone).map(decimal),
        "roles_per_thousand": per_thousand(keystone).map(decimal),
        "best_role": keystone.best.map(|(role, _)| &catalog.role(role).id),
        "best_pay": keystone.best.map_or(Value::Null, |(role, _)| pay(catalog, role)),
        "pay_gain": keystone.gain.map(|gain| gain.0),
        "opened": opened,
    });
    let Value::Object(mut row) = row else { unreachable!("a row is an object") };
    row.extend(route_json(catalog, &keystone.route));
    row.into()
}
