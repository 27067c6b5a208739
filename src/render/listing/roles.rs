//! The list of roles.

use serde_json::{Value, json};

use crate::catalog::{Catalog, Standard, WageFit};
use crate::explain::pay::{Pay, of_role};
use crate::graph::{Degree, RequirementGraph};
use crate::ids::RoleId;

use super::super::footnotes::Footnotes;
use super::super::json::{self, pay};
use super::super::table::{Align, Table, WHOLE};
use super::super::words::{self, count};
use super::Listing;

/// Makes the list of these roles.
#[must_use]
pub(crate) fn listing<'a>(catalog: &'a Catalog, roles: &[RoleId]) -> Listing<'a> {
    let lowest = RequirementGraph::new(catalog).lowest_degrees(catalog, Standard::Typical);
    let remarks = vec![format!(
        "{}; `careerpath show ID` tells more, `careerpath salary` has the wage tables. {PAY}",
        count(roles.len() as u64, "role", "roles")
    )];
    Listing {
        noun: "roles",
        schema: "roles",
        tables: vec![(None, table(catalog, roles))],
        rows: roles.iter().map(|id| entry(catalog, *id, lowest[id.index()])).collect(),
        remarks,
        footnotes: Footnotes::new(catalog),
    }
}

/// Makes the table of these roles.
#[must_use]
pub(crate) fn table(catalog: &Catalog, roles: &[RoleId]) -> Table {
    let mut table = Table::new()
        .column("Role", Align::Left, 16)
        .column("Id", Align::Left, WHOLE)
        .spare(2)
        .column("Level", Align::Left, 9)
        .spare(3)
        .column("Track", Align::Left, 17)
        .spare(1)
        .column("Pay a year", Align::Left, 12);
    for &id in roles {
        let role = catalog.role(id);
        table.row(vec![
            role.title.clone(),
            role.id.clone(),
            role.level.word().to_owned(),
            role.track.clone(),
            pay_in_words(catalog, id),
        ]);
    }
    table
}

/// Returns what a role pays in one line, with a star for an occupation that holds other work too.
pub(in crate::render) fn pay_in_words(catalog: &Catalog, id: RoleId) -> String {
    match of_role(catalog, id) {
        Pay::Known(figure) => {
            let amount = words::pay(&figure, &catalog.currency);
            let star = if figure.fit == WageFit::Fair { "*" } else { "" };
            let year = figure.year.map(|year| format!(" {year}")).unwrap_or_default();
            format!("{amount}{star} {}{year}", figure.statistic)
        }
        Pay::Withheld => words::WITHHELD.to_owned(),
        Pay::Unknown => words::NO_FIGURE.to_owned(),
    }
}

/// What a list says of the pay it shows.
pub(in crate::render) const PAY: &str =
    "* The pay of an occupation that holds other work too; no median is a beginner's pay.";

/// Returns a role as JSON, with the lowest degree that opens it.
fn entry(catalog: &Catalog, id: RoleId, lowest: Option<Degree>) -> Value {
    let role = catalog.role(id);
    let more = json!({
        "family": role.family,
        "settings": words::ids(&role.settings, |id| &catalog.setting(*id).id),
        "skills": words::ids(&role.skills, |id| &catalog.skill(*id).id),
        "interests": role.interests,
        "lowest_degree": lowest.map(Degree::word),
        "pay": pay(catalog, id),
        "gives": words::ids(&role.gives, |id| &catalog.domain(*id).id),
        "summary": role.summary,
    });
    json::role(role, more)
}
