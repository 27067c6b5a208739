//! The list of credentials.

use serde_json::{Value, json};

use crate::catalog::{Catalog, Credential, CredentialStatus, Study};
use crate::ids::CredentialId;

use super::super::footnotes::Footnotes;
use super::super::table::{Align, Table, WHOLE};
use super::super::words::{approximate, brief_duration, count};
use super::Listing;

/// Makes the list of these credentials.
#[must_use]
pub(crate) fn listing<'a>(catalog: &'a Catalog, credentials: &[CredentialId]) -> Listing<'a> {
    let remarks = vec![format!(
        "{}, each with its quickest way of study and what that costs; `~` marks an estimate. `careerpath show \
         ID` tells more and names the sources.",
        count(credentials.len() as u64, "credential", "credentials")
    )];
    Listing {
        noun: "credentials",
        schema: "credentials",
        tables: vec![(None, table(catalog, credentials))],
        rows: credentials.iter().map(|id| entry(catalog, catalog.credential(*id))).collect(),
        remarks,
        footnotes: Footnotes::new(catalog),
    }
}

/// Returns the quickest way to earn a credential.
fn quickest(credential: &Credential) -> Option<&Study> {
    credential.study.iter().min_by_key(|study| study.months)
}

/// Makes the table of these credentials.
#[must_use]
pub(crate) fn table(catalog: &Catalog, credentials: &[CredentialId]) -> Table {
    let mut table = Table::new()
        .column("Credential", Align::Left, 22)
        .column("Id", Align::Left, WHOLE)
        .spare(3)
        .column("Kind", Align::Left, 11)
        .spare(2)
        .column("Issuer", Align::Left, 10)
        .spare(1)
        .column("Takes", Align::Left, 6)
        .column("Cost", Align::Right, 8);
    for &id in credentials {
        let credential = catalog.credential(id);
        let quickest = quickest(credential);
        let cost = quickest.and_then(|study| study.cost.as_ref());
        table.row(vec![
            credential.name.clone(),
            credential.id.clone(),
            match credential.status {
                CredentialStatus::Active => credential.kind.word().to_owned(),
                retired @ CredentialStatus::Retired => {
                    format!("{}, {}", credential.kind.word(), retired.word())
                }
            },
            credential.issuer.clone().unwrap_or_default(),
            quickest.map(|study| brief_duration(study.months)).unwrap_or_default(),
            cost.map(|cost| approximate(cost.amount, cost.basis, &catalog.currency)).unwrap_or_default(),
        ]);
    }
    table
}

fn entry(catalog: &Catalog, credential: &Credential) -> Value {
    let quickest = quickest(credential);
    let cost = quickest.and_then(|study| study.cost.as_ref());
    let modes: Vec<&str> = credential.study.iter().map(|study| study.mode.word()).collect();
    json!({
        "id": credential.id,
        "name": credential.name,
        "aliases": credential.aliases,
        "kind": credential.kind.word(),
        "status": credential.status.word(),
        "issuer": credential.issuer,
        "modes": modes,
        "least_months": quickest.map(|study| study.months.0),
        "cost": cost.map(|cost| cost.amount.0),
        "cost_year": cost.and_then(|cost| cost.year),
        "cost_basis": cost.map(|cost| cost.basis.word()),
        "cost_source": cost.and_then(|cost| cost.source).map(|source| &catalog.source(source).id),
        "summary": credential.summary,
    })
}
