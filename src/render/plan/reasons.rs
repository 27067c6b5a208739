//! The reasons of a step in words.

use std::cmp::Reverse;

use serde_json::{Value, json};

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Requirement, RequirementKind, Strength};
use crate::explain::why::Reason;
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::planner::Target;
use crate::units::Months;

use super::super::footnotes::Footnotes;
use super::super::requirement::{id, name, sentence};
use super::super::words;

/// Returns the reasons of a step as sentences, one for each role or credential that is served.
///
/// `own` is what the step brings: a requirement for that very thing need not name it again.
pub(crate) fn sentences(
    catalog: &Catalog,
    own: Option<Entry>,
    reasons: &[Reason],
    footnotes: &mut Footnotes<'_>,
) -> Vec<String> {
    let reasons = collapse(reasons);
    let mut sentences = Vec::new();
    let mut served: Vec<(Entry, Strength, Vec<String>)> = Vec::new();
    for reason in reasons {
        match reason {
            Reason::Goal => sentences.push("the goal".to_owned()),
            Reason::Hosts(credential) => {
                sentences.push(format!("{} is earned in this job", catalog.credential(*credential).name));
            }
            Reason::Meets { requirement, strength, of } => {
                let what = if own.is_some_and(|own| names(requirement, own)) {
                    "it".to_owned()
                } else {
                    sentence(catalog, requirement)
                };
                let what = what + &footnotes.requirement_mark(requirement.source, requirement.approximate);
                match served.iter_mut().find(|(entry, known, _)| entry == of && known == strength) {
                    Some((_, _, asked)) => asked.push(what),
                    None => served.push((*of, *strength, vec![what])),
                }
            }
        }
    }
    for (of, strength, asked) in served {
        let asks = match strength {
            Strength::Required => "asks for",
            Strength::Usual => "usually asks for",
            Strength::Preferred => "prefers",
        };
        sentences.push(format!("{} {asks} {}", name(catalog, of), words::list(&asked, "and")));
    }
    sentences
}

/// Drops what the same role or credential asks for a second time, less of it or less strictly.
///
/// Before: asks for 3 years in Management; usually asks for 5 years in Management.
/// After: usually asks for 5 years in Management.
fn collapse(reasons: &[Reason]) -> Vec<&Reason> {
    let asked = |reason: &Reason| match reason {
        Reason::Meets { requirement, of, strength } => {
            let (what, months) = what_and_how_much(requirement)?;
            Some(((*of, what), (months, Reverse(*strength))))
        }
        _ => None,
    };
    let keep = |position: usize, reason: &Reason| {
        let Some((what, much)) = asked(reason) else { return true };
        let others = reasons.iter().enumerate().filter_map(|(other, reason)| Some((other, asked(reason)?)));
        let mut more = others.filter(|(_, (other, _))| *other == what);
        more.all(|(other, (_, as_much))| as_much < much || (as_much == much && other >= position))
    };
    reasons
        .iter()
        .enumerate()
        .filter(|(position, reason)| keep(*position, reason))
        .map(|(_, reason)| reason)
        .collect()
}

/// What a leaf asks for, apart from how much of it.
type What = (Option<DomainId>, Option<CredentialId>, Option<RoleId>);

/// Returns what a leaf asks for and how much of it; `None` for a list.
pub(super) fn what_and_how_much(requirement: &Requirement) -> Option<(What, Months)> {
    match requirement.kind {
        RequirementKind::Experience { domain, months, after, .. } => {
            Some(((Some(domain), after, None), months))
        }
        RequirementKind::Tenure { role, months } => Some(((None, None, Some(role)), months)),
        RequirementKind::Credential(credential) => Some(((None, Some(credential), None), Months(0))),
        _ => None,
    }
}

fn names(requirement: &Requirement, own: Entry) -> bool {
    match (&requirement.kind, own) {
        (RequirementKind::Credential(asked), Entry::Credential(own)) => *asked == own,
        _ => false,
    }
}

/// Returns the reasons of a step as a JSON list.
#[must_use]
pub(crate) fn json_list(catalog: &Catalog, target: Target, reasons: &[Reason]) -> Value {
    let target = match target {
        Target::Role(role) => Entry::Role(role),
        Target::Credential(credential) => Entry::Credential(credential),
    };
    let reason = |reason: &Reason| match reason {
        Reason::Goal => json!({
            "requirement": "the goal",
            "for": id(catalog, target),
            "strength": null,
            "source": null,
            "approximate": false,
        }),
        Reason::Hosts(credential) => json!({
            "requirement": "a job in which it can be earned",
            "for": catalog.credential(*credential).id,
            "strength": Strength::Required.word(),
            "source": null,
            "approximate": false,
        }),
        Reason::Meets { requirement, strength, of } => json!({
            "requirement": sentence(catalog, requirement),
            "for": id(catalog, *of),
            "strength": strength.word(),
            "source": requirement.source.map(|source| &catalog.source(source).id),
            "approximate": requirement.approximate,
        }),
    };
    reasons.iter().map(reason).collect()
}
