//! What holds for one person only: requirements they are excused from, and credentials that count as others.

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
