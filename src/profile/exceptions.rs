//! What holds for one person only: requirements they are excused from, and credentials that count as others.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Requirement, RequirementKind};
use crate::graph::Subject;
use crate::ids::CredentialId;

/// The exceptions of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exceptions {
    /// What the person is excused from.
    pub waived: Vec<Waiver>,
    /// Credentials that count as others.
    pub equivalents: Vec<Equivalent>,
}

/// A requirement that somebody is excused from: whatever `at` asks for by this name counts as met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// A credential, time in a role, or experience in a domain.
    pub what: Subject,
    /// The role or credential that asks for it.
    pub at: Entry,
}

/// A credential that counts as another and all that this implies, such as a degree from abroad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Equivalent {
    /// The credential.
    pub credential: CredentialId,
    /// What holding it counts as holding.
    pub counts_as: CredentialId,
}

impl Waiver {
    /// Tells whether a node that is no list asks for what is waived. Experience that counts only while a credential
    /// is held asks for that credential too.
    #[must_use]
    pub fn names(&self, leaf: &Requirement) -> bool {
        match (&leaf.kind, self.what) {
            (RequirementKind::Credential(asked), Subject::Credential(waived)) => *asked == waived,
            (RequirementKind::Experience { domain, .. }, Subject::Domain(waived)) => *domain == waived,
            (RequirementKind::Experience { after, .. }, Subject::Credential(waived)) => {
                *after == Some(waived)
            }
            (RequirementKind::Tenure { role, .. }, Subject::Role(waived)) => *role == waived,
            _ => false,
        }
    }

    /// Makes every leaf that names what is waived count as met. Experience asked for while holding a credential that
    /// is waived is still asked for, with or without it.
    fn excuse(&self, node: &mut Requirement) {
        match &mut node.kind {
            RequirementKind::All(nodes)
            | RequirementKind::Any(nodes)
            | RequirementKind::AtLeast { of: nodes, .. } => {
                for node in nodes {
                    self.excuse(node);
                }
                return;
            }
            _ => {}
        }
        if !self.names(node) {
            return;
        }
        match (&mut node.kind, self.what) {
            (RequirementKind::Experience { after, .. }, Subject::Credential(_)) => *after = None,
            (kind, _) => {
                *kind = RequirementKind::All(Vec::new());
                (node.from, node.until) = (None, None);
            }
        }
    }
}

impl Exceptions {
    /// Tells whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waived.is_empty() && self.equivalents.is_empty()
    }

    /// Returns the catalog as it is for this person; ids stay what they are.
    ///
    /// The person's own credentials have to be [closed](super::Person::close_credentials) anew under it.
    #[must_use]
    pub fn apply(&self, catalog: &Catalog) -> Catalog {
        let mut changed = catalog.clone();
        for equivalent in &self.equivalents {
            changed.credentials[equivalent.credential.index()].implies.push(equivalent.counts_as);
        }
        // One equivalent may lead on to another.
        for _ in &self.equivalents {
            for equivalent in &self.equivalents {
                let gained = changed.credential(equivalent.counts_as).closure.clone();
                for entry in &mut changed.credentials {
                    if entry.closure.contains(&equivalent.credential) {
                        entry.closure.extend(&gained);
                        entry.closure.sort_unstable();
                        entry.closure.dedup();
                    }
                }
            }
        }
        for waiver in &self.waived {
            let requires = match waiver.at {
                Entry::Role(role) => &mut changed.roles[role.index()].requires,
                Entry::Credential(credential) => &mut changed.credentials[credential.index()].requires,
            };
            for node in requires.iter_mut() {
                waiver.excuse(node);
            }
            // What is met without more need not be asked for at all.
            requires.retain(|node| !matches!(&node.kind, RequirementKind::All(nodes) if nodes.is_empty()));
        }
        changed
    }
}

/// The catalog as it is for one person, of whom many targets are asked about.
#[derive(Clone, Debug)]
pub struct Personal {
    /// With what holds whichever the target is.
    common: Catalog,
    /// With what each role and credential asks of the person when it is the target; `None` where that is the same.
    targets: Option<Catalog>,
    /// What the person is excused from only where the entry itself is the target.
    own: BTreeMap<Entry, Vec<Waiver>>,
}

impl From<Catalog> for Personal {
    /// Makes the catalog of somebody without exceptions.
    fn from(catalog: Catalog) -> Self {
        Self { common: catalog, targets: None, own: BTreeMap::new() }
    }
}

impl Personal {
    /// Makes the catalog of a person; `own` are the waivers that count only where the entry itself is the target.
    #[must_use]
    pub fn new(catalog: Catalog, exceptions: &Exceptions, own: Vec<Waiver>) -> Self {
        let common = if exceptions.is_empty() { catalog } else { exceptions.apply(&catalog) };
        let all = Exceptions { waived: own, ..Exceptions::default() };
        let targets = (!all.is_empty()).then(|| all.apply(&common));
        let mut own: BTreeMap<Entry, Vec<Waiver>> = BTreeMap::new();
        for waiver in all.waived {
            own.entry(waiver.at).or_default().push(waiver);
        }
        Self { common, targets, own }
    }

    /// Returns the catalog with what holds whichever the target is.
    #[must_use]
    pub fn common(&self) -> &Catalog {
        &self.common
    }

    /// Returns the catalog with what each role and credential asks for when it is the target. No plan is made from it:
    /// on the way to another target, more may be asked for.
    #[must_use]
    pub fn targets(&self) -> &Catalog {
        self.targets.as_ref().unwrap_or(&self.common)
    }

    /// Returns the catalog for plans to a target.
    #[must_use]
    pub fn towards(&self, target: Entry) -> Cow<'_, Catalog> {
        match self.own.get(&target) {
            None => Cow::Borrowed(&self.common),
            Some(waived) => {
                let own = Exceptions { waived: waived.clone(), ..Exceptions::default() };
                Cow::Owned(own.apply(&self.common))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Standard;
    use crate::catalog::requirement::at_standard;
    use crate::profile::Person;
    use crate::testing::{catalog, credential, role};

    #[test]
    fn what_is_waived_counts_as_met_and_nothing_else_does() {
        let chief = "requires = [\"degree\", { any = [{ experience = \"nursing\", years = 2 }, \"other\"] }, \
                     { experience = \"clinical\", years = 3, after = \"degree\" }]";
        let catalog = catalog(&[("nurse", ""), ("chief", chief)], &[("degree", ""), ("other", "")]);
        let at = Entry::Role(role(&catalog, "chief"));
        let waived = |what: Subject| {
            let exceptions = Exceptions { waived: vec![Waiver { what, at }], ..Exceptions::default() };
            exceptions.apply(&catalog).role(role(&catalog, "chief")).requires.clone()
        };
        let degree = waived(Subject::Credential(credential(&catalog, "degree")));
        assert_eq!(degree.len(), 2, "the degree is gone");
        assert!(
            matches!(degree[1].kind, RequirementKind::Experience { after: None, .. }),
            "the years are asked for all the same"
        );
        let nursing = catalog.find_domain("Nursing practice").expect("a domain");
        let nursing = at_standard(&waived(Subject::Domain(nursing)), Standard::Typical);
        assert_eq!(nursing.len(), 3);
        assert!(matches!(&nursing[1].children()[0].kind, RequirementKind::All(nodes) if nodes.is_empty()));
        assert_eq!(waived(Subject::Role(role(&catalog, "nurse"))).len(), 3, "nothing asks for it");
    }

    /// What somebody is excused from at the target is asked for on the way to another one.
    #[test]
    fn a_waiver_of_the_target_counts_only_there() {
        let requires = "requires = [\"degree\"]";
        let catalog = catalog(&[("chief", requires), ("deputy", requires)], &[("degree", "")]);
        let [chief, deputy] = ["chief", "deputy"].map(|id| Entry::Role(role(&catalog, id)));
        let what = Subject::Credential(credential(&catalog, "degree"));
        let own = vec![Waiver { what, at: chief }];
        let personal = Personal::new(catalog, &Exceptions::default(), own);
        let asked = |catalog: &Catalog| [chief, deputy].map(|entry| catalog.requirements(entry).len());
        assert_eq!(asked(personal.common()), [1, 1]);
        assert_eq!(asked(&personal.towards(chief)), [0, 1]);
        assert_eq!(asked(&personal.towards(deputy)), [1, 1]);
        assert_eq!(asked(personal.targets()), [0, 1]);
    }

    #[test]
    fn a_credential_that_counts_as_another_brings_all_that_it_implies() {
        let catalog = catalog(
            &[],
            &[
                ("abroad", ""),
                ("further", "implies = [\"abroad\"]"),
                ("home", "implies = [\"wide\"]"),
                ("wide", ""),
                ("widest", ""),
            ],
        );
        let id = |id: &str| credential(&catalog, id);
        let exceptions = Exceptions {
            equivalents: vec![
                Equivalent { credential: id("abroad"), counts_as: id("home") },
                Equivalent { credential: id("wide"), counts_as: id("widest") },
            ],
            ..Exceptions::default()
        };
        let mut person = Person::newcomer(&catalog);
        person.add_credential(&catalog, id("further"));
        person.close_credentials(&exceptions.apply(&catalog));
        assert_eq!(person.credentials().count(), 5, "by way of `home` and of what it implies");
        assert_eq!(exceptions.apply(&catalog).credential(id("home")).closure.len(), 3);
    }
}
