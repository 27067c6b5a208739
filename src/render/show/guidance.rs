//! Places to turn to, and questions with answers.

use crate::catalog::Catalog;
use crate::ids::{ResourceId, TopicId};

use super::super::footnotes::Footnotes;
use super::super::listing::{credentials, resources, roles};
use super::super::page::{Page, Style};
use super::super::words::list;
use super::summary;

/// Prints a place to turn to.
pub(super) fn resource(catalog: &Catalog, id: ResourceId, page: &mut Page, footnotes: &mut Footnotes<'_>) {
    let resource = &catalog.resources[id.index()];
    page.title(&format!("{} ({}), {}", resource.name, resource.id, resources::article(&resource.kind)));
    summary(resource.summary.as_deref(), &resource.sources, page, footnotes);
    if let Some(url) = &resource.url {
        page.fact("Page", url);
    }
    if !resource.aliases.is_empty() {
        page.fact("Also called", &list(&resource.aliases, "and"));
    }
    let awarded: Vec<String> = catalog
        .credentials
        .iter()
        .filter(|credential| {
            let issuer = credential.issuer.as_deref().unwrap_or_default();
            [&resource.name].into_iter().chain(&resource.aliases).any(|name| issuer == name)
        })
        .map(|credential| credential.name.clone())
        .collect();
    if !awarded.is_empty() {
        page.fact("Awards", &list(&awarded, "and"));
    }
}

/// Prints a question with its answer and what to look at next.
pub(super) fn topic(catalog: &Catalog, id: TopicId, page: &mut Page, footnotes: &mut Footnotes<'_>) {
    let topic = &catalog.topics[id.index()];
    page.title(&topic.question);
    let (last, before) = topic.answer.split_last().unzip();
    for paragraph in before.into_iter().flatten() {
        page.gap();
        page.paragraph(Style::Plain, paragraph);
    }
    page.gap();
    summary(last.map(String::as_str), &topic.sources, page, footnotes);
    if !topic.roles.is_empty() {
        page.heading("Roles worth a look");
        page.table(&roles::table(catalog, &topic.roles));
    }
    if !topic.credentials.is_empty() {
        page.heading("Credentials worth a look");
        page.table(&credentials::table(catalog, &topic.credentials));
    }
    if !topic.resources.is_empty() {
        page.heading("Places to turn to");
        page.table(&resources::table(catalog, &topic.resources));
    }
    if !topic.commands.is_empty() {
        page.heading("More");
        for command in &topic.commands {
            page.verbatim(Style::Plain, "  ", command);
        }
    }
    if !topic.related.is_empty() {
        page.heading("Close to it");
        let near: Vec<String> = topic
            .related
            .iter()
            .map(|id| &catalog.topics[id.index()])
            .map(|topic| format!("{} (`careerpath guide {}`)", topic.question, topic.id))
            .collect();
        page.bullets(&near);
    }
}
