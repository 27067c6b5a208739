//! What to try with a new profile: commands to paste.

use std::cmp::Reverse;
use std::path::Path;

use crate::catalog::{Catalog, Level, Requirement, RequirementKind, Role};
use crate::ids::RoleId;
use crate::profile::file::Profile;
use crate::render::page::{Page, Style};
use crate::render::text::is_unsafe;

/// Returns the page that follows a saved profile; `file` is where it is, unless it is the default one.
pub(super) fn page(catalog: &Catalog, profile: &Profile, file: Option<&Path>) -> Page {
    let who = file.map(|file| format!(" --profile {}", quoted(file))).unwrap_or_default();
    let mut page = Page::new();
    page.paragraph(Style::Good, "Saved.");
    page.heading("What to try next");
    let mut commands = vec![format!("careerpath reach{who}")];
    commands.extend(
        target(catalog, profile).map(|role| format!("careerpath plan --to {}{who}", catalog.role(role).id)),
    );
    commands.push(format!("careerpath eligible{who}"));
    commands.push(match file {
        Some(file) => format!("careerpath profile check {}", quoted(file)),
        None => "careerpath profile check".to_owned(),
    });
    for command in commands {
        page.verbatim(Style::Plain, "  ", &command);
    }
    page
}

/// Returns the role after the first years whose work has most in common with what the person does and did: the one
/// that asks for most of their skills and for the experience that they gain.
fn target(catalog: &Catalog, profile: &Profile) -> Option<RoleId> {
    let history = profile.history.iter().map(|(role, _)| *role);
    let done: Vec<RoleId> = profile.person.role.into_iter().chain(history).collect();
    let skills: Vec<_> = done.iter().flat_map(|role| &catalog.role(*role).skills).collect();
    let gained: Vec<_> = done.iter().flat_map(|role| &catalog.role(*role).gives).collect();
    let asks_for_it = |node: &Requirement| match &node.kind {
        RequirementKind::Experience { domain, .. } => gained.contains(&domain),
        RequirementKind::Tenure { role, .. } => done.contains(role),
        _ => false,
    };
    let shared = |role: &Role| {
        let mut asks = false;
        role.requires.iter().for_each(|node| node.walk(&mut |node| asks |= asks_for_it(node)));
        (asks, role.skills.iter().filter(|skill| skills.contains(skill)).count())
    };
    let is_new = |role: &RoleId| catalog.role(*role).level == Level::Mid && !done.contains(role);
    let is_avoided = |role: &RoleId| profile.limits.avoid_roles.contains(role);
    let roles = catalog.role_ids().filter(is_new).filter(|role| !is_avoided(role));
    roles.min_by_key(|role| (Reverse(shared(catalog.role(*role))), *role))
}

/// Returns a path as a shell takes it.
pub(super) fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |letter: char| letter.is_alphanumeric() || "/._-+=:,@%".contains(letter);
    if !text.is_empty() && text.chars().all(plain) && !text.chars().any(is_unsafe) {
        return text;
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}
