//! What skills somebody has for a role, gains on the way to it, and lacks at its door.

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::explain::skills::{Origin, SkillGap};
use crate::ids::SkillId;

use super::page::Page;
use super::words::list;

/// Prints the skills that a role needs; nothing for a role that names none.
pub(crate) fn print(catalog: &Catalog, gap: &SkillGap, page: &mut Page) {
    let lines = [
        ("You have", from(catalog, &gap.held)),
        ("Gained on the way", from(catalog, &gap.gained)),
        ("To learn beside it or in the job", names(catalog, &gap.missing)),
    ];
    let lines: Vec<String> = lines
        .into_iter()
        .filter(|(_, skills)| !skills.is_empty())
        .map(|(head, skills)| format!("{head}: {}", list(&skills, "and")))
        .collect();
    if lines.is_empty() {
        return;
    }
    page.heading("Skills it needs");
    page.bullets(&lines);
}

/// Returns the skills as JSON.
#[must_use]
pub(crate) fn json(catalog: &Catalog, gap: &SkillGap) -> Value {
    let with_origin = |skills: &[(SkillId, Origin)]| -> Vec<Value> {
        let one = |(skill, origin): &(SkillId, Origin)| {
            let (kind, id, _) = named(catalog, *origin);
            json!({ "skill": catalog.skill(*skill).id, "from": { "kind": kind, "id": id } })
        };
        skills.iter().map(one).collect()
    };
    let missing: Vec<&String> = gap.missing.iter().map(|skill| &catalog.skill(*skill).id).collect();
    json!({ "held": with_origin(&gap.held), "gained": with_origin(&gap.gained), "missing": missing })
}

/// Returns the kind, the id and the name of where a skill comes from.
fn named(catalog: &Catalog, origin: Origin) -> (&'static str, &str, &str) {
    match origin {
        Origin::Role(role) => {
            let role = catalog.role(role);
            ("role", &role.id, &role.title)
        }
        Origin::Credential(credential) => {
            let credential = catalog.credential(credential);
            ("credential", &credential.id, &credential.name)
        }
    }
}

fn names(catalog: &Catalog, skills: &[SkillId]) -> Vec<String> {
    skills.iter().map(|skill| catalog.skill(*skill).name.clone()).collect()
}

/// Names skills, those of one origin together: `SQL and Statistics (Data analyst)`.
fn from(catalog: &Catalog, skills: &[(SkillId, Origin)]) -> Vec<String> {
    let mut groups: Vec<(Origin, Vec<SkillId>)> = Vec::new();
    for &(skill, origin) in skills {
        match groups.iter_mut().find(|(known, _)| *known == origin) {
            Some((_, group)) => group.push(skill),
            None => groups.push((origin, vec![skill])),
        }
    }
    let one = |(origin, group): (Origin, Vec<SkillId>)| {
        format!("{} ({})", list(&names(catalog, &group), "and"), named(catalog, origin).2)
    };
    groups.into_iter().map(one).collect()
}
