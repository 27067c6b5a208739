//! Words of the vocabularies: skills and settings.

use serde_json::{Map, Value, json};

use crate::catalog::{Catalog, Credential, Role};
use crate::ids::{SettingId, SkillId};

use super::super::page::{Page, Style};
use super::super::words::list;
use super::entry::Keys;

/// Prints who needs a skill and what teaches it.
pub(super) fn skill(catalog: &Catalog, id: SkillId, page: &mut Page) {
    let skill = catalog.skill(id);
    page.paragraph(Style::Heading, &format!("{} ({}), a skill", skill.name, skill.id));
    if let Some(summary) = &skill.summary {
        page.paragraph(Style::Plain, summary);
    }
    aliases(&skill.aliases, page);
    for (head, names) in [
        ("Needed by", roles(catalog, |role| role.skills.contains(&id), |role| &role.title)),
        ("Gained in", roles(catalog, |role| role.builds.contains(&id), |role| &role.title)),
        ("Taught for", teachers(catalog, id, |credential| &credential.name)),
    ] {
        if !names.is_empty() {
            page.heading(head);
            page.paragraph(Style::Plain, &list(&names, "and"));
        }
    }
}

/// Prints which roles are found in a setting.
pub(super) fn setting(catalog: &Catalog, id: SettingId, page: &mut Page) {
    let setting = catalog.setting(id);
    page.paragraph(Style::Heading, &format!("{} ({}), a setting", setting.name, setting.id));
    aliases(&setting.aliases, page);
    if !setting.industries.is_empty() {
        page.fact("Industries of the wage tables", &list(&setting.industries, "and"));
    }
    let names = roles(catalog, |role| role.settings.contains(&id), |role| &role.title);
    if !names.is_empty() {
        page.heading("Roles found there");
        page.paragraph(Style::Plain, &list(&names, "and"));
    }
}

fn aliases(aliases: &[String], page: &mut Page) {
    if !aliases.is_empty() {
        page.fact("Also called", &list(aliases, "and"));
    }
}

fn roles(catalog: &Catalog, which: impl Fn(&Role) -> bool, name: impl Fn(&Role) -> &String) -> Vec<String> {
    catalog.roles.iter().filter(|role| which(role)).map(|role| name(role).clone()).collect()
}

fn teachers(catalog: &Catalog, id: SkillId, name: impl Fn(&Credential) -> &String) -> Vec<String> {
    let teach = catalog.credentials.iter().filter(|credential| credential.builds.contains(&id));
    teach.map(|credential| name(credential).clone()).collect()
}

/// Returns a skill as the catalog has it, with who needs and teaches it.
pub(super) fn skill_json(catalog: &Catalog, id: SkillId) -> Map<String, Value> {
    let skill = catalog.skill(id);
    Keys::new()
        .set("id", skill.id.as_str())
        .set("name", skill.name.as_str())
        .set("aliases", json!(skill.aliases))
        .set("kind", json!(skill.kind))
        .set("summary", json!(skill.summary))
        .set("needed-by", roles(catalog, |role| role.skills.contains(&id), |role| &role.id))
        .set("gained-in", roles(catalog, |role| role.builds.contains(&id), |role| &role.id))
        .set("taught-for", teachers(catalog, id, |credential| &credential.id))
        .0
}

/// Returns a setting as the catalog has it, with the roles found there.
pub(super) fn setting_json(catalog: &Catalog, id: SettingId) -> Map<String, Value> {
    let setting = catalog.setting(id);
    Keys::new()
        .set("id", setting.id.as_str())
        .set("name", setting.name.as_str())
        .set("aliases", json!(setting.aliases))
        .set("industries", json!(setting.industries))
        .set("roles", roles(catalog, |role| role.settings.contains(&id), |role| &role.id))
        .0
}
