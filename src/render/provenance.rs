//! How much of a catalog is sourced, and who uses a source.

use serde_json::{Value, json};

use crate::catalog::provenance::{Fact, Holder, Provenance, Subject, Tally};
use crate::catalog::{Basis, Catalog, CredentialKind, SourceKind};
use crate::ids::SourceId;

use super::page::{Page, Style};
use super::table::{Align, Table};
use super::words::{capitalized, count, digits, list};

/// What is counted, in one sentence; the documentation of `catalog::provenance` says it in full.
pub(crate) const COUNTED: &str = "Counted: each credential and each span of time that is asked for, sourced when it or a \
                           list around it names a source; prices, renewals, pass rates and survey figures, unless \
                           they are estimates. Lengths of studies and of job searches are values to plan with, and \
                           not counted.";

/// Sources this many years older than the catalog are named as old.
const OLD_YEARS: i32 = 5;

/// Prints how much of the catalog is sourced, by what and by whom, and how old it is.
pub(crate) fn print(catalog: &Catalog, page: &mut Page) {
    let provenance = Provenance::of(catalog);
    let tally = |fact: &dyn Fn(&Fact) -> bool| provenance.tally(fact);
    page.heading("Sourced, by what is stated");
    page.table(&by_subject(&provenance));
    page.gap();
    let (requirements, figures) = (provenance.requirements(), provenance.figures());
    let approximate = digits(provenance.approximate_requirements().into());
    let mut sourced = share(requirements);
    if provenance.approximate_requirements() > 0 {
        sourced = format!("{sourced}, {approximate} of them in part: the rest is our reading");
    }
    page.fact("Requirements with source", &sourced);
    page.fact("Figures not estimates", &share(figures));
    page.fact("Both together", &share(requirements.and(figures)));
    let mut table = Table::new().column("Track", Align::Left, 12).column("Roles", Align::Right, 5).column(
        "Requirements with source",
        Align::Right,
        12,
    );
    for (track, roles) in tracks(catalog) {
        let requirements = tally(&|fact| in_track(catalog, fact, track));
        table.row(vec![track.to_owned(), roles.to_string(), share(requirements)]);
    }
    section("Roles, by track", &table, page);
    let mut table = Table::new()
        .column("Kind", Align::Left, 12)
        .column("Credentials", Align::Right, 11)
        .column("Requirements with source", Align::Right, 12)
        .column("Figures not estimates", Align::Right, 12);
    for (kind, credentials) in kinds(catalog) {
        let requirements =
            tally(&|fact| fact.subject == Subject::Requirement && of_kind(catalog, fact, kind));
        let figures = tally(&|fact| fact.subject.is_figure() && of_kind(catalog, fact, kind));
        let cells = [kind.word().to_owned(), credentials.to_string(), share(requirements), share(figures)];
        table.row(cells.into());
    }
    section("Credentials, by kind", &table, page);
    page.heading("Sources");
    page.fact("By kind", &list(&source_kinds(catalog), "and"));
    let unused: Vec<String> = ids(catalog, &provenance.unused());
    page.fact("Used by nothing", &if unused.is_empty() { "none".to_owned() } else { list(&unused, "and") });
    if let Some(year) = as_of_year(catalog) {
        let old = provenance.used_from_before(catalog, year - OLD_YEARS).len();
        page.fact(&format!("In use and from before {}", year - OLD_YEARS), &old.to_string());
    }
    if let Some((fact, year)) = provenance.oldest().and_then(|fact| Some((fact, fact.year?))) {
        let source = fact.source.map(|id| format!(", from {}", catalog.source(id).id)).unwrap_or_default();
        let what =
            format!("{year}, {} of {}{source}", subject_word(fact.subject), holder(catalog, fact.holder));
        page.fact("Oldest fact", &what);
    }
    page.gap();
    page.paragraph(Style::Quiet, COUNTED);
}

/// Prints a table under its heading; nothing for a table without rows.
fn section(heading: &str, table: &Table, page: &mut Page) {
    if !table.is_empty() {
        page.heading(heading);
        page.table(table);
    }
}

/// Returns how much of the catalog is sourced as JSON.
#[must_use]
pub(crate) fn json(catalog: &Catalog) -> Value {
    let provenance = Provenance::of(catalog);
    let tracks: Vec<Value> = tracks(catalog)
        .into_iter()
        .map(|(track, roles)| {
            let requirements = provenance.tally(|fact| in_track(catalog, fact, track));
            json!({ "track": track, "roles": roles, "requirements": tally_json(requirements) })
        })
        .collect();
    let kinds: Vec<Value> = kinds(catalog)
        .into_iter()
        .map(|(kind, credentials)| {
            let requirements =
                provenance.tally(|fact| fact.subject == Subject::Requirement && of_kind(catalog, fact, kind));
            let figures = provenance.tally(|fact| fact.subject.is_figure() && of_kind(catalog, fact, kind));
            json!({
                "kind": kind.word(),
                "credentials": credentials,
                "requirements": tally_json(requirements),
                "figures": tally_json(figures),
            })
        })
        .collect();
    let parts: serde_json::Map<String, Value> = parts(&provenance)
        .into_iter()
        .map(|(part, tally)| (part.to_lowercase().replace(' ', "_"), tally_json(tally)))
        .collect();
    let by_kind: serde_json::Map<String, Value> = SourceKind::ALL
        .iter()
        .map(|kind| {
            let number = catalog.sources.iter().filter(|source| source.kind == Some(*kind)).count();
            (kind.word().to_owned(), number.into())
        })
        .collect();
    let old_before = as_of_year(catalog).map(|year| year - OLD_YEARS);
    let old = old_before.map(|year| provenance.used_from_before(catalog, year)).unwrap_or_default();
    json!({
        "counted": COUNTED,
        "as_of": catalog.as_of,
        "requirements_sourced_in_part": provenance.approximate_requirements(),
        "facts": tally_json(provenance.requirements().and(provenance.figures())),
        "parts": parts,
        "tracks": tracks,
        "kinds": kinds,
        "sources": {
            "by_kind": by_kind,
            "without_kind": catalog.sources.iter().filter(|source| source.kind.is_none()).count(),
            "unused": ids(catalog, &provenance.unused()),
            "old_before": old_before,
            "old": ids(catalog, &old),
        },
        "oldest": provenance.oldest().map(|fact| json!({
            "year": fact.year,
            "what": subject_word(fact.subject),
            "kind": holder_kind(fact.holder),
            "id": holder_id(catalog, fact.holder),
            "source": fact.source.map(|id| &catalog.source(id).id),
        })),
    })
}

/// Returns the sorts of facts with their names, sums after their parts.
fn parts(provenance: &Provenance) -> Vec<(&'static str, Tally)> {
    let requirements = |of_role: bool| {
        provenance.tally(|fact| {
            fact.subject == Subject::Requirement && matches!(fact.holder, Holder::Role(_)) == of_role
        })
    };
    let figures = |subject: Subject| provenance.tally(|fact| fact.subject == subject);
    vec![
        ("Requirements of roles", requirements(true)),
        ("Requirements of credentials", requirements(false)),
        ("All requirements", provenance.requirements()),
        ("Study costs", figures(Subject::StudyCost)),
        ("Renewal costs", figures(Subject::RenewalCost)),
        ("Renewal rules", figures(Subject::RenewalRule)),
        ("Pass rates", figures(Subject::PassRate)),
        ("Survey figures", figures(Subject::Survey)),
        ("All figures", provenance.figures()),
        ("Wage cells", figures(Subject::Wage)),
        ("Outlook cells", figures(Subject::Outlook)),
    ]
}

fn by_subject(provenance: &Provenance) -> Table {
    let mut table = Table::new().column("What", Align::Left, 16).column("Sourced", Align::Right, 13);
    for basis in Basis::ALL {
        table = table.column(&capitalized(basis.word()), Align::Right, 9);
    }
    for (part, tally) in parts(provenance) {
        let mut cells = vec![part.to_owned(), share(tally)];
        cells.extend(Basis::ALL.iter().map(|basis| digits(u64::from(tally.with(*basis)))));
        table.row(cells);
    }
    table
}

/// Returns `3 of 4 (75 %)`.
fn share(tally: Tally) -> String {
    let percent = tally.percent().map(|percent| format!(" ({percent} %)")).unwrap_or_default();
    format!("{} of {}{percent}", digits(u64::from(tally.sourced())), digits(u64::from(tally.total())))
}

fn tally_json(tally: Tally) -> Value {
    let by_basis: serde_json::Map<String, Value> =
        Basis::ALL.iter().map(|basis| (basis.word().to_owned(), tally.with(*basis).into())).collect();
    json!({
        "sourced": tally.sourced(),
        "total": tally.total(),
        "percent": tally.percent(),
        "by_basis": by_basis,
    })
}

/// Returns the tracks in the order of the alphabet, each with the number of its roles.
fn tracks(catalog: &Catalog) -> Vec<(&str, usize)> {
    let mut tracks: Vec<&str> = catalog.roles.iter().map(|role| role.track.as_str()).collect();
    tracks.sort_unstable();
    tracks.dedup();
    let roles = |track: &str| catalog.roles.iter().filter(|role| role.track == track).count();
    tracks.into_iter().map(|track| (track, roles(track))).collect()
}

/// Returns the kinds there are, each with the number of its credentials.
fn kinds(catalog: &Catalog) -> Vec<(CredentialKind, usize)> {
    let number = |kind| catalog.credentials.iter().filter(|credential| credential.kind == kind).count();
    CredentialKind::ALL
        .map(|kind| (kind, number(kind)))
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .collect()
}

fn in_track(catalog: &Catalog, fact: &Fact, track: &str) -> bool {
    matches!(fact.holder, Holder::Role(role) if catalog.role(role).track == track)
}

fn of_kind(catalog: &Catalog, fact: &Fact, kind: CredentialKind) -> bool {
    matches!(fact.holder, Holder::Credential(credential) if catalog.credential(credential).kind == kind)
}

fn source_kinds(catalog: &Catalog) -> Vec<String> {
    let kinds = SourceKind::ALL.map(Some).into_iter().chain([None]);
    kinds
        .map(|kind| (kind, catalog.sources.iter().filter(|source| source.kind == kind).count()))
        .filter(|(_, number)| *number > 0)
        .map(|(kind, number)| format!("{number} {}", kind.map_or("of no kind", SourceKind::word)))
        .collect()
}

fn ids(catalog: &Catalog, sources: &[SourceId]) -> Vec<String> {
    sources.iter().map(|id| catalog.source(*id).id.clone()).collect()
}

/// Returns the year in which the facts of the catalog were judged.
fn as_of_year(catalog: &Catalog) -> Option<i32> {
    catalog.as_of.get(..4)?.parse().ok()
}

fn subject_word(subject: Subject) -> &'static str {
    match subject {
        Subject::Requirement => "a requirement",
        Subject::StudyCost => "a study cost",
        Subject::RenewalCost => "a renewal cost",
        Subject::RenewalRule => "the renewal rule",
        Subject::PassRate => "a pass rate",
        Subject::Survey => "the figure",
        Subject::Wage => "wages",
        Subject::Outlook => "the outlook",
    }
}

fn holder(catalog: &Catalog, holder: Holder) -> String {
    match holder {
        Holder::Role(id) => catalog.role(id).title.clone(),
        Holder::Credential(id) => catalog.credential(id).name.clone(),
        Holder::Survey(id) => format!("survey {}", catalog.survey(id).id),
        Holder::Resource(id) => catalog.resources[id.index()].name.clone(),
        Holder::Topic(id) => catalog.topics[id.index()].question.clone(),
        Holder::Wages => "the wage tables".to_owned(),
        Holder::Outlook => "the outlook tables".to_owned(),
    }
}

fn holder_kind(holder: Holder) -> &'static str {
    match holder {
        Holder::Role(_) => "role",
        Holder::Credential(_) => "credential",
        Holder::Survey(_) => "survey",
        Holder::Resource(_) => "resource",
        Holder::Topic(_) => "topic",
        Holder::Wages => "wages",
        Holder::Outlook => "outlook",
    }
}

fn holder_id(catalog: &Catalog, holder: Holder) -> Option<&str> {
    match holder {
        Holder::Role(id) => Some(&catalog.role(id).id),
        Holder::Credential(id) => Some(&catalog.credential(id).id),
        Holder::Survey(id) => Some(&catalog.survey(id).id),
        Holder::Resource(id) => Some(&catalog.resources[id.index()].id),
        Holder::Topic(id) => Some(&catalog.topics[id.index()].id),
        Holder::Wages | Holder::Outlook => None,
    }
}

/// Prints who uses a source.
pub(super) fn print_users(catalog: &Catalog, provenance: &Provenance, source: SourceId, page: &mut Page) {
    let users: Vec<(Holder, u32)> = provenance.users(source).collect();
    if users.is_empty() {
        page.fact("Used by", "nothing");
        return;
    }
    page.fact("Used in", &places(provenance.times_used(source)));
    let heads = [
        ("Roles", "role"),
        ("Credentials", "credential"),
        ("Survey figures", "survey"),
        ("Places to turn to", "resource"),
        ("Questions", "topic"),
    ];
    for (head, kind) in heads {
        let of_kind = users.iter().filter(|(user, _)| holder_kind(*user) == kind);
        let items: Vec<String> = of_kind.map(|(user, times)| user_line(catalog, *user, *times)).collect();
        if !items.is_empty() {
            page.heading(head);
            page.bullets(&items);
        }
    }
    page.gap();
    for (user, rows) in &users {
        let rows = count(u64::from(*rows), "row", "rows");
        match user {
            Holder::Wages => page.fact("Wage tables", &rows),
            Holder::Outlook => page.fact("Outlook tables", &rows),
            _ => {}
        }
    }
}

fn places(number: u32) -> String {
    count(u64::from(number), "place", "places")
}

/// Returns `Chief Medical Officer (chief-medical-officer), 2 places`.
fn user_line(catalog: &Catalog, user: Holder, times: u32) -> String {
    let name = match user {
        Holder::Survey(id) => catalog.survey(id).title.clone(),
        other => holder(catalog, other),
    };
    let id = holder_id(catalog, user).unwrap_or_default();
    let more = if times > 1 { format!(", {}", places(times)) } else { String::new() };
    format!("{name} ({id}){more}")
}

/// Returns who uses a source as JSON.
pub(super) fn users_json(catalog: &Catalog, provenance: &Provenance, source: SourceId) -> Value {
    let user = |(holder, times): (Holder, u32)| json!({ "kind": holder_kind(holder), "id": holder_id(catalog, holder), "times": times });
    provenance.users(source).map(user).collect()
}
