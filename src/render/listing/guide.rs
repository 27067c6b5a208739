//! The list of questions that have an answer.

use serde_json::{Value, json};

use crate::catalog::{Catalog, Topic};

use super::super::footnotes::Footnotes;
use super::super::table::{Align, Table, WHOLE};
use super::super::words::ids;
use super::Listing;

/// Makes the list of all questions.
#[must_use]
pub(crate) fn listing(catalog: &Catalog) -> Listing<'_> {
    let mut table = Table::new().column("Topic", Align::Left, WHOLE).column("Question", Align::Left, 30);
    for topic in &catalog.topics {
        table.row(vec![topic.id.clone(), topic.question.clone()]);
    }
    Listing {
        noun: "topics",
        schema: "guide",
        tables: vec![(None, table)],
        rows: catalog.topics.iter().map(|topic| entry(catalog, topic)).collect(),
        remarks: vec!["`careerpath guide TOPIC` answers a question.".to_owned()],
        footnotes: Footnotes::new(catalog),
    }
}

/// Returns a question as JSON.
#[must_use]
pub(crate) fn entry(catalog: &Catalog, topic: &Topic) -> Value {
    json!({
        "id": topic.id,
        "question": topic.question,
        "aliases": topic.aliases,
        "answer": topic.answer,
        "roles": ids(&topic.roles, |id| &catalog.role(*id).id),
        "credentials": ids(&topic.credentials, |id| &catalog.credential(*id).id),
        "resources": ids(&topic.resources, |id| &catalog.resources[id.index()].id),
        "commands": topic.commands,
        "related": ids(&topic.related, |id| &catalog.topics[id.index()].id),
        "sources": ids(&topic.sources, |id| &catalog.source(*id).id),
    })
}
