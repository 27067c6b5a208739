//! The credentials that move most people of a cohort: what it would change if one could not be had.

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::render::table::{Align, Table};
use crate::render::words::{digits, duration};
use crate::units::Months;

use super::super::what_if::Loss;
use super::share;

/// What the columns mean.
pub(crate) const MEANING: &str = "Needed by: those who have no way without it. Later without: those who are there later. \
    Only what is proved is counted.";

/// Returns a table of the credentials.
pub(crate) fn table(catalog: &Catalog, losses: &[Loss], people: u64) -> Table {
    let mut table = Table::new()
        .column("Credential", Align::Left, 18)
        .column("In plans", Align::Right, 10)
        .column("Needed by", Align::Right, 6)
        .column("Later without", Align::Right, 6)
        .column("By, on average", Align::Right, 8);
    for loss in losses {
        let average = (loss.months + loss.later / 2).checked_div(loss.later).unwrap_or(0);
        table.row(vec![
            catalog.credential(loss.credential).name.clone(),
            share(loss.people, people),
            digits(loss.stranded),
            digits(loss.later),
            if loss.later == 0 {
                String::new()
            } else {
                duration(Months(u32::try_from(average).unwrap_or(u32::MAX)))
            },
        ]);
    }
    table
}

/// Returns the credentials for programs.
pub(crate) fn rows(catalog: &Catalog, losses: &[Loss]) -> Vec<Value> {
    let row = |loss: &Loss| {
        let credential = catalog.credential(loss.credential);
        json!({
            "id": credential.id,
            "name": credential.name,
            "people": loss.people,
            "needed_by": loss.stranded,
            "later": loss.later,
            "months_later": loss.months,
        })
    };
    losses.iter().map(row).collect()
}
