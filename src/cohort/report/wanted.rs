//! What the people of a cohort study for.

use std::cmp::Reverse;

use serde_json::{Value, json};

use crate::catalog::{Catalog, Credential};
use crate::ids::{CredentialId, SourceId};
use crate::render::footnotes::Footnotes;
use crate::render::page::{Page, Style};
use crate::render::table::{Align, Table};
use crate::render::words::{count, digits, money};

use super::super::summary::{Summary, Wanted};
use super::share;

/// How many credentials a report shows.
const SHOWN: usize = 12;

/// Adds the credentials to a page, the most wanted first.
pub(super) fn print(page: &mut Page, catalog: &Catalog, summary: &Summary, footnotes: &mut Footnotes<'_>) {
    let mut table = Table::new()
        .column("Credential", Align::Left, 18)
        .column("In plans", Align::Right, 10)
        .column("As the first", Align::Right, 8)
        .column("Costs all of them", Align::Right, 10)
        .spare(1);
    let sorted = sorted(summary);
    let shown = &sorted[..sorted.len().min(SHOWN)];
    for (credential, wanted) in shown {
        let known = catalog.credential(*credential);
        let marks: Vec<String> =
            sources(known).into_iter().map(|source| footnotes.mark(Some(source))).collect();
        let unknown = if wanted.unpriced > 0 { " + ?" } else { "" };
        table.row(vec![
            format!("{}{}", known.name, marks.concat()),
            share(wanted.plans, summary.all.found()),
            digits(wanted.next),
            format!("{}{unknown}", money(wanted.cost, &catalog.currency)),
        ]);
    }
    page.table(&table);
    if shown.len() < sorted.len() {
        let more = count((sorted.len() - shown.len()) as u64, "credential is", "credentials are");
        page.paragraph(Style::Quiet, &format!("{more} not shown; `--format json` has all."));
    }
    if shown.iter().any(|(_, wanted)| wanted.unpriced > 0) {
        page.paragraph(Style::Quiet, "`+ ?` is a price nobody states.");
    }
}

/// Returns the credentials for programs.
pub(super) fn json(catalog: &Catalog, summary: &Summary) -> Value {
    let row = |(id, wanted): (CredentialId, Wanted)| {
        let credential = catalog.credential(id);
        json!({
            "id": credential.id,
            "name": credential.name,
            "people": wanted.plans,
            "first": wanted.next,
            "cost": wanted.cost.0,
            "unknown_prices": wanted.unpriced,
            "cost_sources": sources(credential).into_iter().map(|source| catalog.source(source).id.as_str()).collect::<Vec<_>>(),
        })
    };
    sorted(summary).into_iter().map(row).collect()
}

/// Returns the sources of what a credential costs, each once.
fn sources(credential: &Credential) -> Vec<SourceId> {
    let mut sources: Vec<SourceId> = Vec::new();
    for source in credential.study.iter().filter_map(|study| study.cost.as_ref()?.source) {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

fn sorted(summary: &Summary) -> Vec<(CredentialId, Wanted)> {
    let mut sorted: Vec<(CredentialId, Wanted)> =
        summary.credentials.iter().map(|(credential, wanted)| (*credential, *wanted)).collect();
    sorted.sort_by_key(|(credential, wanted)| (Reverse((wanted.plans, wanted.next)), *credential));
    sorted
}
