//! Questions that contradict themselves, found before any search.

use crate::catalog::names::Entry;
use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, Requirement, RequirementKind};
use crate::graph::Subject;
use crate::ids::CredentialId;
use crate::planner::{Query, Target};
use crate::profile::exceptions::Waiver;
use crate::units::Months;

use super::progress::meets;
use super::timeline::Timeline;

/// Two parts of a question that cannot both be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Contradiction {
    /// The target is avoided, or cannot be held without what is avoided.
    TargetAvoided(Entry),
    /// The target is to be passed on the way to itself.
    ViaTarget,
    /// What is to be passed is avoided, or cannot be held without what is avoided.
    ViaAvoided {
        /// What is to be passed.
        via: Entry,
        /// What is avoided.
        avoided: Entry,
    },
    /// What is to be earned on the way is no longer awarded, nor anything that counts as it.
    ViaRetired(CredentialId),
    /// Study at no hours a week.
    NoHours,
    /// The deadline is shorter than the last step of any plan.
    TooSoon {
        /// The months that the last step takes.
        least: Months,
    },
}

/// Returns what contradicts itself in a question; nothing where the target is reached already.
#[must_use]
pub fn contradictions(catalog: &Catalog, query: &Query) -> Vec<Contradiction> {
    if query.is_reached() {
        return Vec::new();
    }
    let target = query.target_entry();
    let limits = &query.limits;
    let mut found = Vec::new();
    found.extend(avoided(catalog, query, target).map(Contradiction::TargetAvoided));
    found.extend(limits.via().contains(&target).then_some(Contradiction::ViaTarget));
    let others = limits.via().into_iter().filter(|via| *via != target);
    found.extend(between_limits(catalog, query, others));
    if let Some(least) = last_step(catalog, query)
        && limits.deadline.is_some_and(|deadline| deadline < least)
    {
        found.push(Contradiction::TooSoon { least });
    }
    found
}

/// Returns what contradicts itself in the limits of a question, whatever its target.
#[must_use]
pub fn contradictory_limits(catalog: &Catalog, query: &Query) -> Vec<Contradiction> {
    between_limits(catalog, query, query.limits.via())
}

fn between_limits(
    catalog: &Catalog,
    query: &Query,
    via: impl IntoIterator<Item = Entry>,
) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for via in via.into_iter().filter(|via| !is_passed(query, *via)) {
        if let Some(avoided) = avoided(catalog, query, via) {
            found.push(Contradiction::ViaAvoided { via, avoided });
        }
        if let Entry::Credential(credential) = via
            && !catalog.still_awarded()[credential.index()]
        {
            found.push(Contradiction::ViaRetired(credential));
        }
    }
    if query.limits.study_hours == Some(0) {
        found.push(Contradiction::NoHours);
    }
    found
}

/// Returns what is to be passed on the way and has been passed already.
#[must_use]
pub fn already_passed(query: &Query) -> Vec<Entry> {
    query.limits.via().into_iter().filter(|via| is_passed(query, *via)).collect()
}

fn is_passed(query: &Query, via: Entry) -> bool {
    match via {
        Entry::Role(role) => query.person.role == Some(role) || query.person.months_in_role(role) > Months(0),
        Entry::Credential(credential) => query.person.holds(credential),
    }
}

/// Returns what is avoided of an entry and all that comes with it.
fn avoided(catalog: &Catalog, query: &Query, entry: Entry) -> Option<Entry> {
    let limits = &query.limits;
    match entry {
        Entry::Role(role) => limits.avoid_roles.contains(&role).then_some(entry),
        Entry::Credential(credential) => {
            let closure = &catalog.credential(credential).closure;
            let is_avoided = |id: &&CredentialId| limits.avoid_credentials.contains(id);
            // The thing itself is the plainest answer.
            let own = Some(&credential).filter(is_avoided);
            own.or_else(|| closure.iter().find(is_avoided)).map(|id| Entry::Credential(*id))
        }
    }
}

/// Returns the months that the last step to the target takes at least; nothing where nobody can take it.
fn last_step(catalog: &Catalog, query: &Query) -> Option<Months> {
    match query.target {
        Target::Role(role) => Some(query.search_months(catalog, role).max(Months(1))),
        Target::Credential(target) => {
            let bringing = catalog.credentials.iter().filter(|entry| entry.closure.contains(&target));
            bringing.flat_map(|entry| &entry.study).map(|study| study.months.max(Months(1))).min()
        }
    }
}

/// Why excusing somebody from something changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdleWaiver {
    /// It is not asked for, at the standard of the question.
    NotAsked,
    /// It is met already.
    Met,
}

/// Tells whether a waiver changes nothing, and why.
#[must_use]
pub fn idle_waiver(catalog: &Catalog, query: &Query, waiver: &Waiver) -> Option<IdleWaiver> {
    let asked = at_standard(catalog.requirements(waiver.at), query.standard);
    let naming: Vec<&Requirement> = leaves(&asked).filter(|leaf| waiver.names(leaf)).collect();
    if naming.is_empty() {
        return Some(IdleWaiver::NotAsked);
    }
    let now = Timeline::now(catalog, &query.person, query.start);
    let is_met = |leaf: &&Requirement| meets(now.at(Months(0)), leaf);
    naming.iter().all(is_met).then_some(IdleWaiver::Met)
}

/// Returns everything that an entry asks for by name at the standard of the question, each once, in order.
#[must_use]
pub fn asked_by(catalog: &Catalog, query: &Query, entry: Entry) -> Vec<Subject> {
    let asked = at_standard(catalog.requirements(entry), query.standard);
    let mut subjects = Vec::new();
    for leaf in leaves(&asked) {
        match leaf.kind {
            RequirementKind::Credential(credential) => subjects.push(Subject::Credential(credential)),
            RequirementKind::Experience { domain, after, .. } => {
                subjects.push(Subject::Domain(domain));
                subjects.extend(after.map(Subject::Credential));
            }
            RequirementKind::Tenure { role, .. } => subjects.push(Subject::Role(role)),
            _ => {}
        }
    }
    subjects.sort_unstable();
    subjects.dedup();
    subjects
}

fn leaves(nodes: &[Requirement]) -> impl Iterator<Item = &Requirement> {
    let mut leaves = Vec::new();
    for node in nodes {
        node.walk(&mut |node| leaves.extend(node.is_leaf().then_some(node)));
    }
    leaves.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Person;
    use crate::testing::{catalog, credential, role, start};

    fn world() -> Catalog {
        catalog(
            &[
                ("nurse", ""),
                ("chief", "requires = [\"narrow\", { credential = \"old\", strength = \"preferred\" }]"),
            ],
            &[
                ("wide", ""),
                ("narrow", "implies = [\"wide\"]"),
                ("old", "status = \"retired\""),
                ("older", "status = \"retired\""),
                ("new", "implies = [\"older\"]"),
            ],
        )
    }

    fn ask(catalog: &Catalog, change: impl Fn(&mut Query)) -> Vec<Contradiction> {
        let mut person = Person::newcomer(catalog);
        person.role = Some(role(catalog, "nurse"));
        let mut query = Query::new(catalog, person, Target::Role(role(catalog, "chief")), start());
        change(&mut query);
        contradictions(catalog, &query)
    }

    #[test]
    fn what_cannot_both_be_meant_is_named() {
        let catalog = world();
        let [wide, narrow, old] = ["wide", "narrow", "old"].map(|id| credential(&catalog, id));
        let [nurse, chief] = ["nurse", "chief"].map(|id| role(&catalog, id));
        let (wide_entry, narrow_entry) = (Entry::Credential(wide), Entry::Credential(narrow));
        assert_eq!(ask(&catalog, |_| {}), []);
        let avoid = |query: &mut Query| query.limits.avoid_roles = vec![chief];
        assert_eq!(ask(&catalog, avoid), [Contradiction::TargetAvoided(Entry::Role(chief))]);
        let avoid = |query: &mut Query| {
            query.target = Target::Credential(narrow);
            query.limits.avoid_credentials = vec![wide];
        };
        assert_eq!(ask(&catalog, avoid), [Contradiction::TargetAvoided(wide_entry)]);
        let via = |query: &mut Query| query.limits.via_roles = vec![chief];
        assert_eq!(ask(&catalog, via), [Contradiction::ViaTarget]);
        let via = |query: &mut Query| {
            query.limits.via_credentials = vec![narrow];
            query.limits.avoid_credentials = vec![wide];
        };
        let expected = Contradiction::ViaAvoided { via: narrow_entry, avoided: wide_entry };
        assert_eq!(ask(&catalog, via), [expected]);
        let via = |query: &mut Query| query.limits.via_credentials = vec![old];
        assert_eq!(ask(&catalog, via), [Contradiction::ViaRetired(old)]);
        let via = |query: &mut Query| query.limits.via_credentials = vec![credential(&catalog, "older")];
        assert_eq!(ask(&catalog, via), [], "it comes with what took its place");
        assert_eq!(ask(&catalog, |query| query.limits.study_hours = Some(0)), [Contradiction::NoHours]);
        let soon = |query: &mut Query| query.limits.deadline = Some(Months(2));
        assert_eq!(ask(&catalog, soon), [Contradiction::TooSoon { least: Months(3) }]);
        let there = |query: &mut Query| {
            query.target = Target::Role(nurse);
            query.limits.avoid_roles = vec![nurse];
        };
        assert_eq!(ask(&catalog, there), [], "who is there already has nothing to avoid");
    }

    #[test]
    fn what_is_passed_already_contradicts_nothing() {
        let catalog = world();
        let narrow = credential(&catalog, "narrow");
        let mut person = Person::newcomer(&catalog);
        person.add_credential(&catalog, narrow);
        let mut query = Query::new(&catalog, person, Target::Role(role(&catalog, "chief")), start());
        query.limits.via_credentials = vec![narrow];
        query.limits.avoid_credentials = vec![credential(&catalog, "wide")];
        assert_eq!(contradictions(&catalog, &query), []);
        assert_eq!(already_passed(&query), [Entry::Credential(narrow)]);
    }

    #[test]
    fn a_waiver_that_changes_nothing_is_idle() {
        let catalog = world();
        let chief = Entry::Role(role(&catalog, "chief"));
        let narrow = credential(&catalog, "narrow");
        let waiver = |id: &str| Waiver { what: Subject::Credential(credential(&catalog, id)), at: chief };
        let mut query =
            Query::new(&catalog, Person::newcomer(&catalog), Target::Role(role(&catalog, "chief")), start());
        assert_eq!(idle_waiver(&catalog, &query, &waiver("narrow")), None);
        assert_eq!(idle_waiver(&catalog, &query, &waiver("old")), Some(IdleWaiver::NotAsked));
        assert_eq!(asked_by(&catalog, &query, chief), [Subject::Credential(narrow)]);
        query.person.add_credential(&catalog, narrow);
        assert_eq!(idle_waiver(&catalog, &query, &waiver("narrow")), Some(IdleWaiver::Met));
    }
}
