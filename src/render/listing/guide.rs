//! The list of questions that have an answer.

use serde_json::{Value, json};

use crate::catalog::{Catalog, Topic};

use super::super::footnotes::Footnotes;
use super::super::table::{Align, Table, WHOLE};
use super::Listing;

/// Makes the list of all questions.
#[must_use]
pub fn listing(catalog: &Catalog) -> Listing<'_> {
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
pub fn entry(catalog: &Catalog, topic: &Topic) -> Value {
    let roles: Vec<&String> = topic.roles.iter().map(|id| &catalog.role(*id).id).collect();
    let credentials: Vec<&String> = topic.credentials.iter().map(|id| &catalog.credential(*id).id).collect();
    let resources: Vec<&String> =
        topic.resources.iter().map(|id| &catalog.resources[id.index()].id).collect();
    let related: Vec<&String> = topic.related.iter().map(|id| &catalog.topics[id.index()].id).collect();
    let sources: Vec<&String> = topic.sources.iter().map(|id| &catalog.source(*id).id).collect();
    json!({
        "id": topic.id,
        "question": topic.question,
        "aliases": topic.aliases,
        "answer": topic.answer,
        "roles": roles,
        "credentials": credentials,
        "resources": resources,
        "commands": topic.commands,
        "related": related,
        "sources": sources,
    })
}
