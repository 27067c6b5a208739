//! What it would change for a cohort if somebody else paid for a credential.

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::render::page::{Page, Style};
use crate::render::table::{Align, Table};
use crate::render::words::{count, digits, duration, money};
use crate::units::Months;

use super::super::what_if::Sponsorship;
use super::{Part, Report};

/// How many sponsorships a report shows.
const SHOWN: usize = 5;

/// Adds the sponsorships to a page, the best first.
pub(super) fn print(page: &mut Page, report: &Report<'_>, part: &Part) {
    let (catalog, all) = (report.catalog, &part.sponsorships);
    let Some(best) = all.first() else {
        page.paragraph(Style::Plain, "Nobody here would study for anything that has a price.");
        return;
    };
    page.paragraph(Style::Plain, &lead(catalog, best));
    let mut table = Table::new()
        .column("Paid for", Align::Left, 18)
        .column("People", Align::Right, 6)
        .column("Costs the sponsor", Align::Right, 10)
        .column("Brings there", Align::Right, 6)
        .column("Sooner there", Align::Right, 6)
        .column("Saves in all", Align::Right, 8);
    for one in all.iter().take(SHOWN) {
        table.row(vec![
            catalog.credential(one.credential).name.clone(),
            digits(one.takers),
            money(one.cost, &catalog.currency),
            digits(one.gained),
            digits(one.sooner),
            if one.months == 0 { String::new() } else { months(one.months) },
        ]);
    }
    page.table(&table);
    let among = if report.sampled < report.people {
        format!(
            " These figures are of {} drawn from {} at random; in all there would be {} times as many.",
            count(report.sampled, "person", "people"),
            digits(report.people),
            digits((report.people + report.sampled / 2) / report.sampled.max(1)),
        )
    } else {
        String::new()
    };
    page.paragraph(
        Style::Quiet,
        &format!(
            "People: those in whose plan it is when it costs them nothing. Brings there: those who have no way within \
             their budgets otherwise. Only what is proved is counted.{among}"
        ),
    );
}

fn lead(catalog: &Catalog, best: &Sponsorship) -> String {
    let what = &catalog.credential(best.credential).name;
    let cost = money(best.cost, &catalog.currency);
    let takers = count(best.takers, "person", "people");
    let mut changes = Vec::new();
    if best.gained > 0 {
        changes
            .push(format!("brings {} there who cannot pay for it", count(best.gained, "person", "people")));
    }
    if best.sooner > 0 {
        changes.push(format!("lets {} be there sooner", count(best.sooner, "person", "people")));
    }
    if changes.is_empty() {
        return "No budget stands in the way that paying for one credential would clear: a sponsor spares people money, and no time."
            .to_owned();
    }
    format!(
        "The best single one is {what}: it {}, for {cost} in all ({takers}).",
        crate::render::words::list(&changes, "and")
    )
}

/// Writes months of all people together.
fn months(months: u64) -> String {
    duration(Months(u32::try_from(months).unwrap_or(u32::MAX)))
}

/// Returns the sponsorships for programs.
pub(super) fn json(catalog: &Catalog, sponsorships: &[Sponsorship]) -> Value {
    let row = |one: &Sponsorship| {
        let credential = catalog.credential(one.credential);
        json!({
            "id": credential.id,
            "name": credential.name,
            "people": one.takers,
            "cost": one.cost.0,
            "gained": one.gained,
            "sooner": one.sooner,
            "months_saved": one.months,
        })
    };
    sponsorships.iter().map(row).collect()
}
