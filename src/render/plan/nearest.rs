//! Roles near the target, in words.

use serde_json::{Value, json};

use crate::catalog::names::Entry;
use crate::explain::nearest::Near;
use crate::planner::Step;

use super::super::page::{Page, Style};
use super::super::requirement::{id, name};
use super::Answer;
use super::unreachable::{route, with_route};

/// Prints roles near the target, each with its route and the first step of it; nothing for none.
pub(crate) fn print(answer: &Answer<'_>, near: &[Near], heading: &str, page: &mut Page) {
    if near.is_empty() {
        return;
    }
    page.heading(heading);
    for near in near {
        let title = &answer.catalog.role(near.role).title;
        let first = match first_step(near) {
            Some(entry @ Entry::Role(role)) if role != near.role => {
                format!(" First step: work as {}.", name(answer.catalog, entry))
            }
            Some(Entry::Role(_)) => " It can be applied for directly.".to_owned(),
            Some(entry @ Entry::Credential(_)) => {
                format!(" First step: study for {}.", name(answer.catalog, entry))
            }
            None => String::new(),
        };
        page.hanging(Style::Plain, "- ", &format!("{title}: {}.{first}", route(answer, &near.solution)));
    }
}

fn first_step(near: &Near) -> Option<Entry> {
    Some(match near.solution.plan.steps.first()? {
        Step::Study(step) => Entry::Credential(step.credential),
        Step::Job(step) => Entry::Role(step.role),
    })
}

/// Returns roles near the target as a JSON list.
#[must_use]
pub(crate) fn json(answer: &Answer<'_>, near: &[Near]) -> Value {
    let entry = |near: &Near| {
        let first = first_step(near).map(|entry| {
            let kind = match entry {
                Entry::Role(_) => "job",
                Entry::Credential(_) => "study",
            };
            json!({ "kind": kind, "id": id(answer.catalog, entry) })
        });
        let role = answer.catalog.role(near.role);
        let kinship = near.kinship.word();
        with_route(
            json!({ "id": role.id, "title": role.title, "kinship": kinship, "first_step": first }),
            &near.solution,
        )
    };
    near.iter().map(entry).collect()
}
