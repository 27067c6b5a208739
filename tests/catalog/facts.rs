//! The shipped catalog holds itself to more than the format asks: what has to be there, and on whose word.

use std::collections::{BTreeMap, BTreeSet};

use careerpath::catalog::provenance::{Provenance, Tally};
use careerpath::catalog::wages::Known;
use careerpath::catalog::{Basis, Catalog, CredentialKind, Figure, builtin, load};
use careerpath::graph::cycle_diagnostics;
use careerpath::ids::SourceId;
use toml::{Table, Value};

use super::path;

/// What has been reached, in percent: raise these with the data, and never lower them.
const REQUIREMENTS_REACHED: u32 = 83;
const FIGURES_REACHED: u32 = 90;

fn catalog() -> Catalog {
    builtin::builtin().expect("it is good")
}

/// Fails with every finding in a line of its own.
fn none(findings: &[String], what: &str) {
    assert!(findings.is_empty(), "{} {what}:\n{}", findings.len(), findings.join("\n"));
}

/// Returns the tables of this name in all files, each with its id.
fn tables(name: &str) -> Vec<(String, Table)> {
    let mut found = Vec::new();
    for file in builtin::files().iter().filter(|file| file.path.strip_suffix(".toml").is_some()) {
        let document: Table = file.text.parse().expect("it is good");
        for entry in document.get(name).and_then(Value::as_array).into_iter().flatten() {
            let entry = entry.as_table().expect("an entry is a table");
            let id = entry["id"].as_str().expect("an id is a text");
            found.push((format!("{}: {id}", file.path), entry.clone()));
        }
    }
    found
}

#[test]
fn nothing_is_said_of_the_shipped_catalog() {
    // A reference to what is not there is an error of the loader.
    let catalog = load::from_folder(&path("../../data")).expect("it is good");
    assert_eq!(cycle_diagnostics(&catalog), []);
}

#[test]
fn a_figure_without_a_source_says_that_it_is_an_estimate() {
    let says = |figure: &Table| {
        figure.contains_key("source") || figure.get("basis").and_then(Value::as_str) == Some("estimate")
    };
    let mut silent = Vec::new();
    let mut seen = 0;
    for (place, entry) in tables("credential") {
        let studies = entry.get("study").and_then(Value::as_array).cloned().unwrap_or_default();
        let costs = studies.iter().chain(entry.get("renewal")).filter_map(|holder| holder.get("cost"));
        for cost in costs.filter_map(Value::as_table) {
            seen += 1;
            if !says(cost) {
                silent.push(format!("{place}: cost {cost}"));
            }
        }
        for exam in studies.iter().filter_map(|study| study.get("exam")?.as_table()) {
            if exam.contains_key("pass-rate") && !exam.contains_key("source") {
                silent.push(format!("{place}: exam {exam}"));
            }
        }
    }
    silent.extend(tables("survey").into_iter().filter(|(_, entry)| !says(entry)).map(|(place, _)| place));
    for row in &catalog().wages.rows {
        if row.source.is_none() || row.basis == Basis::Estimate {
            silent.push(format!("wages of {} in {}", row.soc, row.area));
        }
    }
    let unknown = |known: &Known| known.source.is_none() || known.basis == Basis::Estimate;
    let tables = catalog().wages;
    let atlas = tables.atlas.open();
    silent.extend(atlas.known().filter(unknown).map(|known| format!("{} wages of areas", known.cells)));
    let outlook = tables.outlook;
    silent.extend(outlook.into_values().filter(|row| row.source.is_none()).map(|row| row.soc));
    assert!(seen > 100, "only {seen} costs were found");
    none(&silent, "figures name no source and do not say that they are estimates");
}

#[test]
fn every_figure_has_a_year_unless_its_source_is_undated() {
    let catalog = catalog();
    let timeless_source =
        |source: Option<SourceId>| source.is_some_and(|id| catalog.source(id).year.is_none());
    let is_timeless = |cost: &Figure| cost.year.is_none() && !timeless_source(cost.source);
    let mut timeless = Vec::new();
    for credential in &catalog.credentials {
        let id = &credential.id;
        for study in &credential.study {
            if study.cost.as_ref().is_some_and(is_timeless) {
                timeless.push(format!("{id}: the cost of studying {}", study.mode.word()));
            }
            let exam = study.exam.as_ref();
            if exam.is_some_and(|exam| exam.pass_rate.is_some() && exam.year.is_none()) {
                timeless.push(format!("{id}: the pass rate"));
            }
        }
        let renewal = credential.renewal.as_ref().and_then(|renewal| renewal.cost.as_ref());
        if renewal.is_some_and(is_timeless) {
            timeless.push(format!("{id}: the cost of renewal"));
        }
    }
    let surveys = catalog.surveys.iter().filter(|survey| survey.year.is_none());
    timeless.extend(surveys.map(|survey| format!("survey {}", survey.id)));
    let rows = catalog.wages.rows.iter().filter(|row| row.year.is_none());
    timeless.extend(rows.map(|row| format!("wages of {} in {}", row.soc, row.area)));
    let atlas = catalog.wages.atlas.open();
    let areas = atlas.known().filter(|known| known.year.is_none());
    timeless.extend(areas.map(|known| format!("{} wages of areas", known.cells)));
    let outlook = catalog.wages.outlook.values().filter(|row| row.year.is_none() || row.period.is_none());
    timeless.extend(outlook.map(|row| format!("outlook of {}", row.soc)));
    none(&timeless, "figures have no year");
}

#[test]
fn every_source_is_used_and_says_what_it_is() {
    let catalog = catalog();
    let unused: Vec<String> =
        Provenance::of(&catalog).unused().iter().map(|id| catalog.source(*id).id.clone()).collect();
    none(&unused, "sources are used by nothing");
    let vague = catalog.sources.iter().filter(|source| source.kind.is_none() || source.publisher.is_none());
    let vague: Vec<String> = vague.map(|source| source.id.clone()).collect();
    none(&vague, "sources have no kind or no publisher");
}

#[test]
fn the_shares_of_what_is_sourced_do_not_fall() {
    let provenance = Provenance::of(&catalog());
    let reached = |what: &str, tally: Tally, floor: u32| {
        let percent = tally.percent().expect("there are some");
        let of = format!("{} of {}", tally.sourced(), tally.total());
        assert!(percent >= floor, "{what}: {of} are sourced, {percent} %, and {floor} % were reached");
    };
    reached("requirements", provenance.requirements(), REQUIREMENTS_REACHED);
    reached("figures", provenance.figures(), FIGURES_REACHED);
    let in_table = provenance.tally(|fact| !fact.subject.is_figure() && fact.number > 1);
    assert_eq!(in_table.percent(), Some(100), "cells of tables name their source");
}

#[test]
fn every_role_is_described() {
    let mut lacking = Vec::new();
    for role in &catalog().roles {
        let wage = role.wage.as_ref();
        let parts = [
            ("summary", role.summary.is_none()),
            ("skills", role.skills.is_empty()),
            ("settings", role.settings.is_empty()),
            ("aliases", role.aliases.is_empty()),
            ("wage", wage.is_none_or(|wage| wage.soc.is_none() && wage.surveys.is_empty())),
            ("sources", role.sources.is_empty()),
        ];
        let missing: Vec<&str> =
            parts.iter().filter(|(_, missing)| *missing).map(|(part, _)| *part).collect();
        if !missing.is_empty() {
            lacking.push(format!("{} has no {}", role.id, missing.join(", no ")));
        }
    }
    none(&lacking, "roles are not fully described");
}

#[test]
fn every_credential_is_described() {
    let mut lacking = Vec::new();
    for credential in &catalog().credentials {
        if credential.summary.is_none() {
            lacking.push(format!("{} has no summary", credential.id));
        }
        if credential.kind == CredentialKind::Certification && credential.issuer.is_none() {
            lacking.push(format!("{} has no issuer", credential.id));
        }
    }
    none(&lacking, "descriptions are missing");
}

#[test]
fn no_two_entries_share_a_name() {
    let catalog = catalog();
    let mut owners: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let roles = catalog.roles.iter().map(|role| (&role.id, &role.title, &role.aliases));
    let credentials =
        catalog.credentials.iter().map(|credential| (&credential.id, &credential.name, &credential.aliases));
    for (id, name, aliases) in roles.chain(credentials) {
        for name in [id, name].into_iter().chain(aliases) {
            let folded = name.to_lowercase().replace([' ', '_'], "-");
            owners.entry(folded).or_default().insert(id);
        }
    }
    let shared = owners.iter().filter(|(_, ids)| ids.len() > 1);
    let shared: Vec<String> = shared.map(|(name, ids)| format!("{name}: {ids:?}")).collect();
    none(&shared, "names belong to two entries");
}
