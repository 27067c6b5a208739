//! What a finished plan leaves to say: whether its experience is recent enough, what upkeep it brings, and what it
//! makes no use of.

use serde_json::{Value, json};

use crate::catalog::{Basis, Catalog};
use crate::explain::recency::{Recent, RecentExperience};
use crate::explain::unused::Unused;
use crate::explain::upkeep::Upkeep;
use crate::units::Months;

use super::super::footnotes::Footnotes;
use super::super::page::Page;
use super::super::requirement::{id, name, sentence};
use super::super::words::{calendar, duration, list, money};
use super::{Answer, Shown};

/// Prints all of it, each part under a heading of its own where there is something to say.
pub(crate) fn print(answer: &Answer<'_>, shown: &Shown, page: &mut Page, footnotes: &mut Footnotes<'_>) {
    let parts = [
        ("Recent experience", recency(answer, &shown.recency, footnotes)),
        ("Renewal fees, once you are there", upkeep(answer.catalog, &shown.upkeep, footnotes)),
        ("Not used on this route", unused(answer.catalog, &shown.unused)),
    ];
    for (head, lines) in parts.iter().filter(|(_, lines)| !lines.is_empty()) {
        page.heading(head);
        page.bullets(lines);
    }
}

fn recency(answer: &Answer<'_>, rules: &[RecentExperience], footnotes: &mut Footnotes<'_>) -> Vec<String> {
    let mut lines: Vec<String> = rules.iter().map(|rule| recency_of(answer, rule, footnotes)).collect();
    let on_the_past = |rule: &RecentExperience| rule.latest > Months(0) || rule.recent == Recent::Unknown;
    if rules.iter().any(on_the_past) {
        lines.push(
            "What you did before bears no dates: months in your job of today are taken to be your latest, and of \
             all others nothing is guessed"
                .to_owned(),
        );
    }
    lines
}

/// Says whether one rule about recent experience is kept, and until when.
pub(super) fn recency_of(
    answer: &Answer<'_>,
    rule: &RecentExperience,
    footnotes: &mut Footnotes<'_>,
) -> String {
    let Answer { catalog, query, .. } = answer;
    let requirement = &rule.requirement;
    let mark = footnotes.requirement_mark(requirement.source, requirement.approximate);
    let asked = format!("{} asks for {}{mark}", name(catalog, rule.of), sentence(catalog, requirement));
    let when = calendar(query.start.plus(rule.decided));
    let judged = match rule.recent {
        Recent::Met => {
            let until = rule.runs_out.map(|month| {
                let month = calendar(query.start.plus(month));
                format!("; put off and with no more gained, it runs out in {month}")
            });
            format!("met in {when}{}", until.unwrap_or_default())
        }
        Recent::Unknown => format!(
            "cannot be told for {when}: {} lie in that time for certain, and when you gained {} more is not known",
            duration(rule.certain),
            duration(rule.undated)
        ),
        Recent::NotMet => {
            let most = Months(rule.certain.0 + rule.undated.0);
            format!("not met in {when}: at most {} lie in that time", duration(most))
        }
    };
    format!("{asked}: {judged}")
}

/// Says how often something is to be renewed.
pub(super) fn cycle(years: u32) -> String {
    if years == 1 { "every year".to_owned() } else { format!("every {years} years") }
}

fn upkeep(catalog: &Catalog, upkeep: &Upkeep, footnotes: &mut Footnotes<'_>) -> Vec<String> {
    let currency = &catalog.currency;
    let mut lines = Vec::new();
    let mut estimated = false;
    let mut priced = Vec::new();
    for one in upkeep.renewals.iter().filter(|one| one.yearly.is_some()) {
        let (Some(cost), Some(years)) = (&one.renewal.cost, one.renewal.years) else { continue };
        estimated |= cost.basis == Basis::Estimate;
        let cycle = if years == 1 { "a year".to_owned() } else { format!("every {years} years") };
        let name = &catalog.credential(one.credential).name;
        priced.push(format!("{name}, {} {cycle}", footnotes.figure(cost)));
    }
    if let Some(total) = upkeep.yearly() {
        let mark = if estimated { "~" } else { "" };
        lines.push(format!("{mark}{} a year: {}", money(total, currency), priced.join("; ")));
    }
    let open = upkeep.renewals.iter().filter(|one| one.yearly.is_none());
    let open: Vec<String> = open
        .map(|one| {
            let name = &catalog.credential(one.credential).name;
            format!("{name}{}", footnotes.mark(one.renewal.source))
        })
        .collect();
    if !open.is_empty() {
        lines.push(format!("To be renewed, with no fee known: {}", list(&open, "and")));
    }
    lines
}

fn unused(catalog: &Catalog, unused: &Unused) -> Vec<String> {
    let past: Vec<String> = unused
        .past
        .iter()
        .map(|(domain, months)| format!("{} in {}", duration(*months), catalog.domain(*domain).name))
        .collect();
    let mut lines = Vec::new();
    if !past.is_empty() {
        lines.push(format!("Experience you bring that no requirement counts: {}", list(&past, "and")));
    }
    let stints: Vec<String> = unused
        .stints
        .iter()
        .map(|(stint, months)| {
            let whole = stint.end.0 - stint.start.0;
            let of =
                if whole == months.0 { String::new() } else { format!(" of {}", duration(Months(whole))) };
            format!("{}{of} as {}", duration(*months), catalog.role(stint.role).title)
        })
        .collect();
    if !stints.is_empty() {
        lines.push(format!(
            "Idle on the way, with no study, no search and no experience that counts: {}",
            list(&stints, "and")
        ));
    }
    lines
}

/// Returns the rules about recent experience as a list.
#[must_use]
pub(crate) fn recency_json(answer: &Answer<'_>, shown: &Shown) -> Value {
    let Answer { catalog, query, .. } = answer;
    let rule = |rule: &RecentExperience| {
        json!({
            "step": rule.step,
            "for": id(catalog, rule.of),
            "requirement": sentence(catalog, &rule.requirement),
            "within_months": rule.within.0,
            "need_months": rule.need.0,
            "decided": rule.decided.0,
            "certain_months": rule.certain.0,
            "current_role_months": rule.latest.0,
            "undated_months": rule.undated.0,
            "verdict": rule.recent.word(),
            "runs_out": rule.runs_out.map(|month| query.start.plus(month).to_string()),
            "source": rule.requirement.source.map(|source| &catalog.source(source).id),
        })
    };
    shown.recency.iter().map(rule).collect()
}

/// Returns the upkeep as JSON.
#[must_use]
pub(crate) fn upkeep_json(catalog: &Catalog, upkeep: &Upkeep) -> Value {
    let renewals: Vec<Value> = upkeep
        .renewals
        .iter()
        .map(|one| {
            let cost = one.renewal.cost.as_ref();
            json!({
                "id": catalog.credential(one.credential).id,
                "yearly": one.yearly.map(|yearly| yearly.0),
                "years": one.renewal.years,
                "hours": one.renewal.hours,
                "cost": cost.map(|cost| cost.amount.0),
                "cost_year": cost.and_then(|cost| cost.year),
                "cost_basis": cost.map(|cost| cost.basis.word()),
                "cost_source": cost.and_then(|cost| cost.source).map(|source| &catalog.source(source).id),
                "source": one.renewal.source.map(|source| &catalog.source(source).id),
            })
        })
        .collect();
    json!({ "yearly": upkeep.yearly().map(|yearly| yearly.0), "renewals": renewals })
}

/// Returns what the plan makes no use of as JSON.
#[must_use]
pub(crate) fn unused_json(catalog: &Catalog, unused: &Unused) -> Value {
    let experience: Vec<Value> = unused
        .past
        .iter()
        .map(|(domain, months)| json!({ "domain": catalog.domain(*domain).id, "months": months.0 }))
        .collect();
    let jobs: Vec<Value> = unused
        .stints
        .iter()
        .map(|(stint, months)| {
            let role = &catalog.role(stint.role).id;
            json!({ "step": stint.step, "role": role, "months": months.0, "of_months": stint.end.0 - stint.start.0 })
        })
        .collect();
    json!({ "experience": experience, "jobs": jobs })
}
