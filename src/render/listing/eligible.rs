//! The credentials that somebody can start on, by kind: today, and after one more step.

use serde_json::{Value, json};

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, CredentialKind};
use crate::explain::eligible::{Eligible, Missing, Way};
use crate::planner::{Query, Step};
use crate::units::Months;

use super::super::footnotes::Footnotes;
use super::super::requirement::{sentence, with_progress};
use super::super::routes::{entry_json, step, who};
use super::super::table::{Align, Table};
use super::super::words::{approximate, brief_duration, calendar, capitalized, count, list};
use super::Listing;
use super::answer::Answer;
use super::reach::Question;

/// How many of the leaves of which one would do are named in a table.
const MOST_LEAVES: usize = 3;

/// The kinds in the order of the list: what is had soonest first.
const KINDS: [CredentialKind; 6] = [
    CredentialKind::Certification,
    CredentialKind::Certificate,
    CredentialKind::Training,
    CredentialKind::Fellowship,
    CredentialKind::License,
    CredentialKind::Degree,
];

/// Makes the list of these credentials.
#[must_use]
pub(crate) fn answer<'a>(
    catalog: &'a Catalog,
    question: &Question<'_>,
    found: &[Eligible<'_>],
) -> Answer<'a> {
    let mut footnotes = Footnotes::new(catalog);
    let is_today = |eligible: &&Eligible<'_>| eligible.missing.is_none();
    let today = found.iter().filter(is_today).count();
    let mut tables = Vec::new();
    for (is_now, head) in [(true, "today"), (false, "one step away")] {
        for kind in KINDS {
            let of_kind: Vec<&Eligible<'_>> = found
                .iter()
                .filter(|eligible| is_today(eligible) == is_now)
                .filter(|eligible| catalog.credential(eligible.credential).kind == kind)
                .collect();
            let heading = format!("{}, {head}", capitalized(&plural(kind)));
            let table = if is_now {
                now(catalog, &of_kind)
            } else {
                later(catalog, question.query, &of_kind, &mut footnotes)
            };
            tables.push((Some(heading), table));
        }
    }
    let remarks = vec![
        "Takes and cost: the quickest way of study within your limits. `careerpath show NAME` tells more and names the \
         sources, `careerpath prereqs NAME` has every way in, `careerpath keystone` tells which opens most."
            .to_owned(),
    ];
    Answer {
        title: format!(
            "{}: {} to start on today, {} one step away",
            who(catalog, question.asker, question.query),
            count(today as u64, "credential", "credentials"),
            found.len() - today
        ),
        lead: Vec::new(),
        listing: Listing {
            noun: "credentials",
            schema: "eligible",
            tables,
            rows: found.iter().map(|eligible| row(catalog, question.query, eligible)).collect(),
            remarks,
            footnotes,
        },
        drawing: None,
        nothing: "No credential can be started on today or after one more step within your limits."
            .to_owned(),
        sections: vec![("Assumptions", question.assumptions.clone())],
        keys: question.keys(catalog, Some(question.asker)),
    }
}

fn plural(kind: CredentialKind) -> String {
    format!("{}s", kind.word())
}

fn now(catalog: &Catalog, found: &[&Eligible<'_>]) -> Table {
    let mut table = Table::new()
        .column("Credential", Align::Left, 24)
        .column("Issuer", Align::Left, 10)
        .spare(1)
        .column("How", Align::Left, 9)
        .spare(2)
        .column("Takes", Align::Left, 6)
        .column("Cost", Align::Right, 8);
    for eligible in found {
        let credential = catalog.credential(eligible.credential);
        table.row(vec![
            credential.name.clone(),
            credential.issuer.clone().unwrap_or_default(),
            eligible.study.mode.word().to_owned(),
            brief_duration(eligible.study.months),
            cost(catalog, eligible),
        ]);
    }
    table
}

fn later(catalog: &Catalog, query: &Query, found: &[&Eligible<'_>], footnotes: &mut Footnotes<'_>) -> Table {
    let mut table = Table::new()
        .column("Credential", Align::Left, 20)
        .column("Missing", Align::Left, 22)
        .column("Open from", Align::Left, 9)
        .column("Takes", Align::Left, 6)
        .column("Cost", Align::Right, 8);
    for eligible in found {
        let Some(missing) = &eligible.missing else { continue };
        let credential = catalog.credential(eligible.credential);
        table.row(vec![
            credential.name.clone(),
            lacking(catalog, missing, footnotes),
            opens(catalog, query, eligible, missing),
            brief_duration(eligible.study.months),
            cost(catalog, eligible),
        ]);
    }
    table
}

fn cost(catalog: &Catalog, eligible: &Eligible<'_>) -> String {
    match &eligible.study.cost {
        Some(cost) => approximate(cost.amount, cost.basis, &catalog.currency),
        None => "unknown".to_owned(),
    }
}

/// Says what is missing, and how far the person is with it.
fn lacking(catalog: &Catalog, missing: &Missing, footnotes: &mut Footnotes<'_>) -> String {
    if !missing.only_in.is_empty() {
        let titles: Vec<String> =
            missing.only_in.iter().map(|role| catalog.role(*role).title.clone()).collect();
        return format!("only while {}", list(&titles, "or"));
    }
    let mut leaves: Vec<String> = Vec::new();
    let shown = if missing.any { MOST_LEAVES } else { missing.leaves.len() };
    for (leaf, progress) in missing.leaves.iter().take(shown) {
        leaves.push(
            with_progress(sentence(catalog, leaf), *progress)
                + &footnotes.requirement_mark(leaf.source, leaf.approximate),
        );
    }
    let more = missing.leaves.len() - leaves.len();
    if more > 0 {
        leaves.push(count(more as u64, "other", "others"));
    }
    list(&leaves, if missing.any { "or" } else { "and" })
}

/// Says when the study could begin, and what comes before it.
fn opens(catalog: &Catalog, query: &Query, eligible: &Eligible<'_>, missing: &Missing) -> String {
    match &missing.way {
        Way::None => "no way within your limits".to_owned(),
        Way::Open => "not settled".to_owned(),
        Way::Found { opens, .. } => {
            let before = before(eligible, missing);
            let how = if before.is_empty() {
                "by staying on".to_owned()
            } else {
                before.into_iter().map(|entry| step(catalog, entry)).collect::<Vec<_>>().join("\n")
            };
            format!("{}\n{how}", calendar(query.start.plus(*opens)))
        }
    }
}

/// Returns what comes before the study of the credential itself.
fn before(eligible: &Eligible<'_>, missing: &Missing) -> Vec<Entry> {
    let Way::Found { solution, .. } = &missing.way else { return Vec::new() };
    let own = Entry::Credential(eligible.credential);
    solution.plan.steps.iter().map(Step::entry).filter(|entry| *entry != own).collect()
}

fn row(catalog: &Catalog, query: &Query, eligible: &Eligible<'_>) -> Value {
    let credential = catalog.credential(eligible.credential);
    let study = eligible.study;
    let cost = study.cost.as_ref();
    let missing = eligible.missing.as_ref();
    let leaves: Vec<Value> = missing
        .iter()
        .flat_map(|missing| &missing.leaves)
        .map(|(leaf, progress)| {
            json!({
                "text": sentence(catalog, leaf),
                "have_months": progress.have.map(|months| months.0),
                "need_months": progress.need.map(|months| months.0),
                "source": leaf.source.map(|source| &catalog.source(source).id),
            })
        })
        .collect();
    let roles = missing.iter().flat_map(|missing| &missing.only_in);
    let only_in: Vec<&str> = roles.map(|role| catalog.role(*role).id.as_str()).collect();
    let (settled, opens) = match missing.map(|missing| &missing.way) {
        None => ("today", Some(Months(0))),
        Some(Way::Found { opens, .. }) => ("found", Some(*opens)),
        Some(Way::None) => ("unreachable", None),
        Some(Way::Open) => ("limit", None),
    };
    let before: Vec<Value> = missing
        .map(|missing| before(eligible, missing))
        .unwrap_or_default()
        .into_iter()
        .map(|entry| entry_json(catalog, entry))
        .collect();
    json!({
        "id": credential.id,
        "name": credential.name,
        "kind": credential.kind.word(),
        "issuer": credential.issuer,
        "when": if missing.is_none() { "today" } else { "one-step" },
        "mode": study.mode.word(),
        "months": study.months.0,
        "hours_per_week": study.hours_per_week,
        "cost": cost.map(|cost| cost.amount.0),
        "cost_year": cost.and_then(|cost| cost.year),
        "cost_basis": cost.map(|cost| cost.basis.word()),
        "cost_source": cost.and_then(|cost| cost.source).map(|id| &catalog.source(id).id),
        "missing": leaves,
        "one_is_enough": missing.map(|missing| missing.any),
        "only_in": only_in,
        "outcome": settled,
        "opens_months": opens.map(|months| months.0),
        "opens": opens.map(|months| query.start.plus(months).to_string()),
        "before": before,
    })
}
