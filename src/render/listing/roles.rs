//! The list of roles.

use serde_json::json;

use crate::catalog::Catalog;
use crate::explain::pay::{Pay, of_role};
use crate::ids::RoleId;

use super::super::footnotes::Footnotes;
use super::super::table::{Align, Table, WHOLE};
use super::super::words::{approximate, count};
use super::Listing;

/// Makes the list of these roles.
#[must_use]
pub fn listing<'a>(catalog: &'a Catalog, roles: &[RoleId]) -> Listing<'a> {
    let mut table = Table::new()
        .column("Role", Align::Left, 20)
        .column("Id", Align::Left, WHOLE)
        .column("Level", Align::Left, 9)
        .column("Track", Align::Left, 12)
        .column("Pay a year", Align::Left, 12);
    let mut rows = Vec::new();
    for &id in roles {
        let role = catalog.role(id);
        let pay = match of_role(catalog, id) {
            Pay::Known(figure) => {
                let amount = approximate(figure.amount, figure.basis, &catalog.currency);
                let year = figure.year.map(|year| format!(" {year}")).unwrap_or_default();
                format!("{amount} {}{year}", figure.statistic)
            }
            Pay::Withheld => "withheld".to_owned(),
            Pay::Unknown => "no figure".to_owned(),
        };
        table.row(vec![
            role.title.clone(),
            role.id.clone(),
            role.level.word().to_owned(),
            role.track.clone(),
            pay,
        ]);
        let gives: Vec<&String> = role.gives.iter().map(|domain| &catalog.domain(*domain).id).collect();
        rows.push(json!({
            "id": role.id,
            "title": role.title,
            "aliases": role.aliases,
            "track": role.track,
            "level": role.level.word(),
            "family": role.family,
            "settings": role.settings,
            "gives": gives,
            "summary": role.summary,
        }));
    }
    let remarks = vec![format!(
        "{}; `careerpath show ID` tells more, `careerpath salary` has the wage tables.",
        count(roles.len() as u64, "role", "roles")
    )];
    Listing {
        noun: "roles",
        schema: "roles",
        tables: vec![(None, table)],
        rows,
        remarks,
        footnotes: Footnotes::new(catalog),
    }
}
