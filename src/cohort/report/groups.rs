//! The roles that the people of a cohort come from, and how fast they get to the target.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::ids::RoleId;
use crate::planner::Query;
use crate::render::page::{Page, Style};
use crate::render::requirement::{id, name};
use crate::render::table::{Align, Table};
use crate::render::words::{brief_duration, count, digits, money};
use crate::units::Months;

use super::super::summary::Group;
use super::YEARS;

/// How many roles a report shows.
const SHOWN: usize = 15;

/// What stands in place of the title of those who have no role.
const NO_ROLE: &str = "no role";

/// The order of roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Those first from which most people have a way.
    People,
    /// Those first whose people are there soonest.
    Months,
    /// Those first whose people pay least.
    Cost,
}

/// Returns the groups in an order; what is equal is in the order of people with a way and then of the catalog.
pub(crate) fn sorted(
    groups: &BTreeMap<Option<RoleId>, Group>,
    order: Order,
) -> Vec<(Option<RoleId>, &Group)> {
    let mut sorted: Vec<(Option<RoleId>, &Group)> =
        groups.iter().map(|(role, group)| (*role, group)).collect();
    sorted.sort_by_key(|(role, group)| (Reverse((group.found(), group.people)), *role));
    match order {
        Order::People => {}
        Order::Months => {
            sorted.sort_by_key(|(_, group)| (group.found() == 0, group.middle_months()));
        }
        Order::Cost => sorted.sort_by_key(|(_, group)| (group.found() == 0, group.middle_cost())),
    }
    sorted
}

/// Adds the roles to a page.
pub(super) fn print(
    page: &mut Page,
    catalog: &Catalog,
    groups: &BTreeMap<Option<RoleId>, Group>,
    milestones: &[Months],
) {
    let sorted = sorted(groups, Order::People);
    let shown = &sorted[..sorted.len().min(SHOWN)];
    page.table(&table(catalog, shown, milestones));
    page.paragraph(Style::Quiet, HALF);
    if shown.len() < sorted.len() {
        let more = count((sorted.len() - shown.len()) as u64, "role is", "roles are");
        page.paragraph(
            Style::Quiet,
            &format!("{more} not shown; `careerpath feeders --people FILE` lists all."),
        );
    }
}

/// What the columns about half of the people mean.
pub(crate) const HALF: &str = "`Half in` and `Half for`: half of those who have a way are there by then, and half pay that much or less. \
    `Most often first`: the first step that most plans share.";

/// Returns a table of groups.
pub(crate) fn table(catalog: &Catalog, groups: &[(Option<RoleId>, &Group)], milestones: &[Months]) -> Table {
    let mut table = Table::new().column("From", Align::Left, 16).column("People", Align::Right, 6);
    for months in milestones {
        table = table.column(&format!("In {}", brief_duration(*months)), Align::Right, 5);
    }
    let mut table = table
        .column("Half in", Align::Right, 8)
        .column("Half for", Align::Right, 8)
        .column("Most often first", Align::Left, 20)
        .spare(1);
    for (role, group) in groups {
        let mut row = vec![title(catalog, *role).to_owned(), digits(group.people)];
        row.extend(milestones.iter().map(|months| digits(group.within(*months))));
        row.push(half_in(group));
        row.push(group.middle_cost().map(|cost| money(cost, &catalog.currency)).unwrap_or_default());
        row.push(first(catalog, group));
        table.row(row);
    }
    table
}

fn title(catalog: &Catalog, role: Option<RoleId>) -> &str {
    role.map_or(NO_ROLE, |role| &catalog.role(role).title)
}

/// Says by when half of those who have a way are there.
fn half_in(group: &Group) -> String {
    match group.middle_months() {
        None if group.open > 0 => "not settled".to_owned(),
        None => "no way".to_owned(),
        Some(Months(0)) => "there".to_owned(),
        Some(months) => brief_duration(months),
    }
}

/// Says what plans most often begin with.
fn first(catalog: &Catalog, group: &Group) -> String {
    let Some((entry, people)) = group.first() else { return String::new() };
    let verb = match entry {
        Entry::Role(_) => "Apply",
        Entry::Credential(_) => "Study",
    };
    format!("{verb}: {} ({})", name(catalog, entry), digits(people))
}

/// Returns rows for programs.
pub(crate) fn rows(catalog: &Catalog, groups: &BTreeMap<Option<RoleId>, Group>, query: &Query) -> Vec<Value> {
    rows_of(catalog, &sorted(groups, Order::People), query)
}

/// Returns rows for programs, in the order given.
pub(crate) fn rows_of(catalog: &Catalog, groups: &[(Option<RoleId>, &Group)], query: &Query) -> Vec<Value> {
    let row = |(role, group): &(Option<RoleId>, &Group)| {
        let role = role.map(|role| catalog.role(role));
        let mut row = Map::new();
        row.insert("id".to_owned(), role.map(|role| role.id.as_str()).into());
        row.insert("title".to_owned(), role.map(|role| role.title.as_str()).into());
        row.extend(json(catalog, group, query));
        row.into()
    };
    groups.iter().map(row).collect()
}

/// Returns the keys of a group.
pub(super) fn json(catalog: &Catalog, group: &Group, query: &Query) -> Map<String, Value> {
    let is_asked = |months: &Months| query.limits.deadline.is_none_or(|deadline| *months <= deadline);
    let [one, three, five] =
        YEARS.map(|years| Some(Months(12 * years)).filter(is_asked).map(|months| group.within(months)));
    let first = group.first();
    let object = json!({
        "people": group.people,
        "found": group.found(),
        "unreachable": group.unreachable,
        "not_settled": group.open,
        "there_already": group.within(Months(0)),
        "ready_in_1_year": one,
        "ready_in_3_years": three,
        "ready_in_5_years": five,
        "median_months": group.middle_months().map(|months| months.0),
        "median_cost": group.middle_cost().map(|cost| cost.0),
        "unknown_prices": group.unpriced,
        "maybe_sooner": group.unproved,
        "first_step": first.map(|(entry, _)| id(catalog, entry)),
        "first_step_people": first.map(|(_, people)| people),
    });
    match object {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}
