//! Which skills a role needs, which of them somebody has, and where the others are gained.
//!
//! Nobody is tested: a person counts as having the skills of the roles worked in and of the credentials held.

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::ids::{CredentialId, RoleId, SkillId};
use crate::planner::Step;
use crate::profile::Person;
use crate::units::Months;

/// Where a skill comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// Work in a role.
    Role(RoleId),
    /// The study for a credential.
    Credential(CredentialId),
}

/// The skills that a role needs, in the order of the catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SkillGap {
    /// Those that the person has, each with one origin.
    pub held: Vec<(SkillId, Origin)>,
    /// Those gained on the way, each with the first step of the plan that teaches it.
    pub gained: Vec<(SkillId, Origin)>,
    /// Those that neither the past nor the plan teaches: to be learned beside it or in the job.
    pub missing: Vec<SkillId>,
}

/// Returns what a role needs of a person, and what the steps of a plan add.
///
/// Linear in what the person has done and the plan does, times the skills of the role.
#[must_use]
pub fn skill_gap(catalog: &Catalog, person: &Person, role: RoleId, steps: &[Step]) -> SkillGap {
    let past: Vec<Origin> = origins(catalog, person).collect();
    let way: Vec<Origin> = steps.iter().filter_map(origin_of).collect();
    let teacher = |origins: &[Origin], skill: SkillId| {
        origins.iter().copied().find(|origin| teaches(catalog, *origin, skill))
    };
    let mut gap = SkillGap::default();
    for &skill in &catalog.role(role).skills {
        if let Some(origin) = teacher(&past, skill) {
            gap.held.push((skill, origin));
        } else if let Some(origin) = teacher(&way, skill) {
            gap.gained.push((skill, origin));
        } else {
            gap.missing.push(skill);
        }
    }
    gap
}

/// Tells whether working in a role or studying for a credential teaches a skill.
#[must_use]
pub fn teaches(catalog: &Catalog, origin: Origin, skill: SkillId) -> bool {
    match origin {
        Origin::Role(role) => {
            let role = catalog.role(role);
            role.skills.contains(&skill) || role.builds.contains(&skill)
        }
        Origin::Credential(credential) => catalog.credential(credential).builds.contains(&skill),
    }
}

/// Returns the skills that a role needs, or that studying for a credential teaches.
#[must_use]
pub fn skills_of(catalog: &Catalog, entry: Entry) -> &[SkillId] {
    match entry {
        Entry::Role(role) => &catalog.role(role).skills,
        Entry::Credential(credential) => &catalog.credential(credential).builds,
    }
}

/// Returns the skills that all entries have in common, in the order of the first.
#[must_use]
pub fn shared(catalog: &Catalog, entries: &[Entry]) -> Vec<SkillId> {
    let Some((first, others)) = entries.split_first() else { return Vec::new() };
    let in_all = |skill: &SkillId| others.iter().all(|other| skills_of(catalog, *other).contains(skill));
    skills_of(catalog, *first).iter().copied().filter(in_all).collect()
}

/// Returns everything a person has learned from: the current role first, other roles, then credentials.
fn origins<'p>(catalog: &Catalog, person: &'p Person) -> impl Iterator<Item = Origin> + 'p {
    let current = person.role;
    let past = catalog
        .role_ids()
        .filter(move |role| Some(*role) != current && person.months_in_role(*role) > Months(0));
    let credentials = person.credentials().map(Origin::Credential);
    current.into_iter().chain(past).map(Origin::Role).chain(credentials)
}

/// Returns what a step teaches from; nothing for the job at which the plan ends.
fn origin_of(step: &Step) -> Option<Origin> {
    match step {
        Step::Study(step) => Some(Origin::Credential(step.credential)),
        Step::Job(step) => step.end.map(|_| Origin::Role(step.role)),
    }
}
