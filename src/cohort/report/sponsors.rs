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
        page.paragraph(
            Style::Plain,
            "To pay for one credential alone would bring nobody there, and spare nobody money.",
        );
        return;
    };
    page.paragraph(Style::Plain, &lead(report, part, best));
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
            "People: those in whose plan it is when it costs them nothing; the plans of those without a budget are left as \
             they are. Brings there: those who have no way within their budgets otherwise. Only what is proved is \
             counted.{among}"
        ),
    );
}

fn lead(report: &Report<'_>, part: &Part, best: &Sponsorship) -> String {
    let catalog = report.catalog;
    let what = &catalog.credential(best.credential).name;
    let cost = money(best.cost, &catalog.currency);
    let takers = count(best.takers, "person", "people");
    let mut changes = Vec::new();
    if best.gained > 0 {
        changes.push(format!(
            "brings {} there who have no way within their budgets otherwise",
            count(best.gained, "person", "people")
        ));
    }
    if best.sooner > 0 {
        changes.push(format!("lets {} be there sooner", count(best.sooner, "person", "people")));
    }
    if changes.is_empty() {
        return match part.summary.all.open {
            0 => "Of the credentials looked at none brings anybody there, or there sooner, once it is paid for: a sponsor \
                  spares people money alone."
                .to_owned(),
            open => format!(
                "It is not proved of any credential that it brings somebody there, or there sooner, once it is paid for. {} \
                 not settled and count for nothing here; `--limit STATES` searches longer.",
                count(open, "person is", "people are")
            ),
        };
    }
    let sample = if report.sampled < report.people {
        format!("Of {} drawn at random: ", count(report.sampled, "person", "people"))
    } else {
        String::new()
    };
    format!(
        "{sample}{what} is the best one to pay for: it {}. For them it costs {}, for all who would take it {cost} ({takers}).",
        crate::render::words::list(&changes, "and"),
        money(best.cost_of_helped, &catalog.currency),
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
            "cost_of_helped": one.cost_of_helped.0,
            "gained": one.gained,
            "sooner": one.sooner,
            "months_saved": one.months,
        })
    };
    sponsorships.iter().map(row).collect()
}
