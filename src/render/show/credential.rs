//! A credential in words.

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Credential, CredentialStatus, Renewal, Study};
use crate::ids::CredentialId;

use super::super::footnotes::Footnotes;
use super::super::page::{Page, Style};
use super::super::requirement::branches;
use super::super::table::{Align, Table};
use super::super::words::{count, duration, list};
use super::{asked_by, nodes, remarks, summary};

/// Prints everything known about a credential.
pub(super) fn print(catalog: &Catalog, id: CredentialId, page: &mut Page, footnotes: &mut Footnotes<'_>) {
    let credential = catalog.credential(id);
    page.title(&format!("{} ({}), a {}", credential.name, credential.id, credential.kind.word()));
    summary(credential.summary.as_deref(), &credential.sources, page, footnotes);
    if credential.status == CredentialStatus::Retired {
        page.paragraph(Style::Missing, "Retired: no plan leads to it, and it counts for those who hold it.");
    }
    page.gap();
    facts(catalog, id, credential, page);
    page.heading("Asks for");
    if credential.requires.is_empty() {
        page.paragraph(Style::Plain, "nothing: it is open to everybody");
    }
    page.tree(&branches(catalog, &nodes(&credential.requires, None), footnotes));
    page.heading("Ways to earn it");
    if credential.study.is_empty() {
        page.paragraph(Style::Plain, "none of its own");
    } else {
        page.table(&ways(catalog, &credential.study, footnotes));
    }
    if let Some(renewal) = &credential.renewal {
        page.heading("Upkeep");
        page.paragraph(Style::Plain, &upkeep(renewal, footnotes));
    }
    let (roles, credentials) = asked_by(catalog, Entry::Credential(id));
    for (head, names) in [("Named in the requirements of roles", roles), ("And of credentials", credentials)]
    {
        if !names.is_empty() {
            page.heading(head);
            page.paragraph(Style::Plain, &list(&names, "and"));
        }
    }
    remarks(&credential.notes, page, footnotes);
}

fn facts(catalog: &Catalog, id: CredentialId, credential: &Credential, page: &mut Page) {
    if let Some(issuer) = &credential.issuer {
        page.fact("Issuer", issuer);
    }
    if let Some(url) = &credential.url {
        page.fact("Page", url);
    }
    if !credential.aliases.is_empty() {
        page.fact("Also called", &list(&credential.aliases, "and"));
    }
    if !credential.builds.is_empty() {
        let skills: Vec<String> =
            credential.builds.iter().map(|id| catalog.skill(*id).name.clone()).collect();
        page.fact("Teaches", &list(&skills, "and"));
    }
    let names = |ids: Vec<CredentialId>| -> Vec<String> {
        ids.into_iter().map(|id| catalog.credential(id).name.clone()).collect()
    };
    let implied = names(credential.closure.iter().copied().filter(|other| *other != id).collect());
    if !implied.is_empty() {
        page.fact("Counts as", &list(&implied, "and"));
    }
    let implying = catalog
        .credential_ids()
        .filter(|other| *other != id && catalog.credential(*other).closure.contains(&id))
        .collect();
    let implying = names(implying);
    if !implying.is_empty() {
        page.fact("Held by whoever holds", &list(&implying, "or"));
    }
}

fn ways(catalog: &Catalog, options: &[Study], footnotes: &mut Footnotes<'_>) -> Table {
    let mut table = Table::new()
        .column("How", Align::Left, 9)
        .column("Takes", Align::Left, 8)
        .column("A week", Align::Left, 8)
        .column("Cost", Align::Left, 12)
        .column("Remarks", Align::Left, 20);
    for study in options {
        let mut remarks = Vec::new();
        if !study.while_in.is_empty() {
            let roles: Vec<String> =
                study.while_in.iter().map(|role| catalog.role(*role).title.clone()).collect();
            remarks.push(format!("only while {}", list(&roles, "or")));
        }
        if let Some((exam, rate)) =
            study.exam.as_ref().and_then(|exam| exam.pass_rate.map(|rate| (exam, rate)))
        {
            let year = exam.year.map(|year| format!(" in {year}")).unwrap_or_default();
            remarks.push(format!("{rate} % passed{year}{}", footnotes.rule_mark(exam.source)));
        }
        remarks.extend(study.note.clone());
        let hours = study.hours_per_week.map(|hours| count(u64::from(hours), "hour", "hours"));
        table.row(vec![
            study.mode.word().to_owned(),
            duration(study.months),
            hours.unwrap_or_default(),
            study.cost.as_ref().map_or_else(|| "unknown".to_owned(), |cost| footnotes.figure(cost)),
            remarks.join("; "),
        ]);
    }
    table
}

/// Says what it takes to keep a credential.
pub(in crate::render) fn upkeep(renewal: &Renewal, footnotes: &mut Footnotes<'_>) -> String {
    let mut parts = Vec::new();
    parts.extend(renewal.years.map(|years| format!("every {}", count(u64::from(years), "year", "years"))));
    parts.extend(
        renewal
            .hours
            .map(|hours| format!("{} of continuing education", count(u64::from(hours), "hour", "hours"))),
    );
    let mark =
        if parts.is_empty() { footnotes.mark(renewal.source) } else { footnotes.rule_mark(renewal.source) };
    let mut text = parts.join(", ") + &mark;
    // The price has a source of its own.
    if let Some(cost) = &renewal.cost {
        text = format!("{text}{}{}", if text.is_empty() { "" } else { ", " }, footnotes.figure(cost));
    }
    if let Some(note) = &renewal.note {
        text = format!("{text}{}{note}", if text.is_empty() { "" } else { " – " });
    }
    text
}
