//! Words of the vocabularies: skills and settings.

use serde_json::{Map, Value, json};

use crate::catalog::{Catalog, Role};
use crate::ids::{CredentialId, RoleId, SettingId, SkillId};

use super::super::listing::{credentials, roles};
use super::super::page::{Page, Style};
use super::super::words::list;
use super::entry::Keys;

/// Prints who needs a skill and what teaches it.
pub(super) fn skill(catalog: &Catalog, id: SkillId, page: &mut Page) {
    let skill = catalog.skill(id);
    page.title(&format!("{} ({}), a skill", skill.name, skill.id));
    if let Some(summary) = &skill.summary {
        page.paragraph(Style::Plain, summary);
    }
    aliases(&skill.aliases, page);
    role_table(catalog, "Needed by", |role| role.skills.contains(&id), page);
    role_table(catalog, "Gained in", |role| role.builds.contains(&id), page);
    let teachers: Vec<CredentialId> =
        catalog.credential_ids().filter(|other| catalog.credential(*other).builds.contains(&id)).collect();
    if !teachers.is_empty() {
        page.heading("Taught for");
        page.table(&credentials::table(catalog, &teachers));
    }
}

/// Prints which roles are found in a setting.
pub(super) fn setting(catalog: &Catalog, id: SettingId, page: &mut Page) {
    let setting = catalog.setting(id);
    page.title(&format!("{} ({}), a setting", setting.name, setting.id));
    aliases(&setting.aliases, page);
    if !setting.industries.is_empty() {
        page.fact("Industries of the wage tables", &list(&setting.industries, "and"));
    }
    role_table(catalog, "Roles found there", |role| role.settings.contains(&id), page);
}

fn role_table(catalog: &Catalog, head: &str, which: impl Fn(&Role) -> bool, page: &mut Page) {
    let found: Vec<RoleId> = catalog.role_ids().filter(|id| which(catalog.role(*id))).collect();
    if !found.is_empty() {
        page.heading(head);
        page.table(&roles::table(catalog, &found));
    }
}

fn aliases(aliases: &[String], page: &mut Page) {
    if !aliases.is_empty() {
        page.fact("Also called", &list(aliases, "and"));
    }
}

/// Returns the ids of roles.
fn roles_that(catalog: &Catalog, which: impl Fn(&Role) -> bool) -> Vec<&str> {
    catalog.roles.iter().filter(|role| which(role)).map(|role| role.id.as_str()).collect()
}

/// Returns a skill as the catalog has it, with who needs and teaches it.
pub(super) fn skill_json(catalog: &Catalog, id: SkillId) -> Map<String, Value> {
    let skill = catalog.skill(id);
    let taught_for: Vec<&str> = catalog
        .credentials
        .iter()
        .filter(|credential| credential.builds.contains(&id))
        .map(|credential| credential.id.as_str())
        .collect();
    Keys::new()
        .set("id", skill.id.as_str())
        .set("name", skill.name.as_str())
        .set("aliases", json!(skill.aliases))
        .set("kind", json!(skill.kind))
        .set("summary", json!(skill.summary))
        .set("needed-by", roles_that(catalog, |role| role.skills.contains(&id)))
        .set("gained-in", roles_that(catalog, |role| role.builds.contains(&id)))
        .set("taught-for", taught_for)
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
        .set("roles", roles_that(catalog, |role| role.settings.contains(&id)))
        .0
}
