//! A role in words.

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Role};
use crate::ids::{RoleId, SkillId};

use super::super::footnotes::Footnotes;
use super::super::listing::salary;
use super::super::page::{Page, Style};
use super::super::requirement::branches;
use super::super::words::{self, duration, list};
use super::{asked_by, nodes, remarks, summary};

/// Prints everything known about a role.
pub(super) fn print(catalog: &Catalog, id: RoleId, page: &mut Page, footnotes: &mut Footnotes<'_>) {
    let role = catalog.role(id);
    page.title(&format!("{} ({}), a role", role.title, role.id));
    summary(role.summary.as_deref(), &role.sources, page, footnotes);
    page.gap();
    facts(catalog, role, page);
    page.heading("Asks for");
    if role.requires.is_empty() {
        page.paragraph(Style::Plain, "nothing: it is open to everybody");
    }
    page.tree(&branches(catalog, &nodes(&role.requires, None), footnotes));
    page.heading("Pays");
    pay(catalog, id, page, footnotes);
    let (roles, credentials) = asked_by(catalog, Entry::Role(id));
    if !roles.is_empty() || !credentials.is_empty() {
        page.heading("Time in it counts for");
        page.paragraph(Style::Plain, &list(&[roles, credentials].concat(), "and"));
    }
    remarks(&role.notes, page, footnotes);
}

fn facts(catalog: &Catalog, role: &Role, page: &mut Page) {
    page.fact("Level", role.level.word());
    page.fact("Track", &role.track);
    let skills = |ids: &[SkillId]| ids.iter().map(|id| catalog.skill(*id).name.clone()).collect();
    let settings = role.settings.iter().map(|id| catalog.setting(*id).name.clone()).collect();
    for (head, texts) in [
        ("Also called", role.aliases.clone()),
        ("Skills", skills(&role.skills)),
        ("Skills gained in it", skills(&role.builds)),
        ("Settings", settings),
        ("A beginning for those drawn to", role.interests.clone()),
    ] {
        if !texts.is_empty() {
            page.fact(head, &list(&texts, "and"));
        }
    }
    if let Some(family) = &role.family {
        let near: Vec<String> = catalog
            .roles
            .iter()
            .filter(|other| other.family.as_ref() == Some(family) && other.id != role.id)
            .map(|other| other.title.clone())
            .collect();
        if !near.is_empty() {
            page.fact("Near substitutes", &list(&near, "and"));
        }
    }
    let gives: Vec<String> = role.gives.iter().map(|domain| catalog.domain(*domain).name.clone()).collect();
    if !gives.is_empty() {
        page.fact("Gives experience in", &list(&gives, "and"));
    }
    let typical: Vec<String> =
        role.typical.iter().map(|credential| catalog.credential(*credential).name.clone()).collect();
    if !typical.is_empty() {
        page.fact("Holders usually also have", &list(&typical, "and"));
    }
    if let Some(months) = role.search_months {
        page.fact("Finding such a job takes", &duration(months));
    }
}

fn pay(catalog: &Catalog, id: RoleId, page: &mut Page, footnotes: &mut Footnotes<'_>) {
    let (wages, remarks) = salary::tables(catalog, &[id], true, footnotes);
    let empty = wages.iter().all(|(_, table)| table.is_empty());
    for (_, table) in wages.iter().filter(|(_, table)| !table.is_empty()) {
        page.table(table);
    }
    if empty {
        page.paragraph(Style::Plain, words::NO_FIGURE);
    }
    for remark in &remarks {
        page.paragraph(Style::Quiet, remark);
    }
    let soc = catalog.role(id).wage.as_ref().and_then(|wage| wage.soc.as_ref());
    let Some(outlook) = soc.and_then(|soc| catalog.wages.outlook.get(soc)) else { return };
    let text = format!("{}{}", words::outlook(outlook), footnotes.mark(outlook.source));
    page.fact("Outlook of the occupation", &text);
}
