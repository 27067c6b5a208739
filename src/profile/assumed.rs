//! The person meant by `--from ROLE`.

use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, Requirement, RequirementKind, Standard};
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::units::{CalendarMonth, Months};

use super::Person;

/// Somebody of whom only the role is known, with what was taken for granted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assumed {
    /// The person.
    pub person: Person,
    /// The role.
    pub role: RoleId,
    /// Months in the role, as told.
    pub months: Months,
    /// Credentials assumed, in the order found; what they imply is not listed.
    pub credentials: Vec<CredentialId>,
    /// Experience assumed, because something asks for it.
    pub experience: Vec<(DomainId, Months)>,
    /// Earlier roles assumed, because something asks for time in them.
    pub tenures: Vec<(RoleId, Months)>,
}

/// Returns someone who has just what `role` requires and its typical credentials, plus `months` in it.
#[must_use]
pub fn person_in_role(catalog: &Catalog, role: RoleId, months: Months, now: CalendarMonth) -> Person {
    assume(catalog, role, months, now).person
}

/// Returns the same person as [`person_in_role`], with the list of what was assumed.
///
/// Of an `any` the first alternative is taken that is neither rare nor out of its dates at `now`, unless
/// nothing else is left; of an `at-least` as many as it asks for, chosen in the same way.
#[must_use]
pub fn assume(catalog: &Catalog, role: RoleId, months: Months, now: CalendarMonth) -> Assumed {
    let mut assumption = Assumption {
        catalog,
        now,
        assumed: Assumed {
            person: Person::newcomer(catalog),
            role,
            months,
            credentials: Vec::new(),
            experience: Vec::new(),
            tenures: Vec::new(),
        },
        expanded: vec![false; catalog.credentials.len()],
    };
    assumption.meet_all(&catalog.role(role).requires);
    for &credential in &catalog.role(role).typical {
        assumption.hold(credential);
    }
    let mut assumed = assumption.assumed;
    assumed.person.role = Some(role);
    assumed.person.add_history(catalog, role, months);
    assumed
}

struct Assumption<'a> {
    catalog: &'a Catalog,
    now: CalendarMonth,
    assumed: Assumed,
    /// Credentials whose own requirements have been seen to, so that cycles end.
    expanded: Vec<bool>,
}

impl Assumption<'_> {
    fn meet_all(&mut self, requirements: &[Requirement]) {
        for node in at_standard(requirements, Standard::Minimum) {
            self.meet(&node);
        }
    }

    fn meet(&mut self, node: &Requirement) {
        match &node.kind {
            RequirementKind::Credential(credential) => self.hold(*credential),
            RequirementKind::All(nodes) => nodes.iter().for_each(|node| self.meet(node)),
            RequirementKind::Any(nodes) => self.meet_first(nodes, 1),
            RequirementKind::AtLeast { count, of } => self.meet_first(of, *count as usize),
            RequirementKind::Experience { domain, months, after, .. } => {
                if let Some(credential) = after {
                    self.hold(*credential);
                }
                self.assumed.person.ensure_experience(self.catalog, *domain, *months);
                raise(&mut self.assumed.experience, *domain, *months);
            }
            RequirementKind::Tenure { role, months } => {
                self.assumed.person.ensure_tenure(self.catalog, *role, *months);
                raise(&mut self.assumed.tenures, *role, *months);
            }
        }
    }

    fn meet_first(&mut self, nodes: &[Requirement], count: usize) {
        let mut order: Vec<&Requirement> = nodes.iter().collect();
        // A stable sort: the order of the catalog decides among equals.
        order.sort_by_key(|node| (!node.exists_in(self.now), node.rare));
        for node in order.into_iter().take(count) {
            self.meet(node);
        }
    }

    fn hold(&mut self, credential: CredentialId) {
        if std::mem::replace(&mut self.expanded[credential.index()], true) {
            return;
        }
        if !self.assumed.person.holds(credential) {
            self.assumed.person.add_credential(self.catalog, credential);
            self.assumed.credentials.push(credential);
        }
        let catalog = self.catalog;
        self.meet_all(&catalog.credential(credential).requires);
    }
}

/// Keeps the largest number of months asked for under each key.
fn raise<Key: Copy + PartialEq>(list: &mut Vec<(Key, Months)>, key: Key, months: Months) {
    match list.iter_mut().find(|(known, _)| *known == key) {
        Some((_, known)) => *known = (*known).max(months),
        None => list.push((key, months)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{catalog, credential, role, start};

    fn held(catalog: &Catalog, id: &str) -> String {
        let assumed = assume(catalog, role(catalog, id), Months(0), start());
        let ids: Vec<&str> = assumed
            .person
            .credentials()
            .map(|credential| catalog.credential(credential).id.as_str())
            .collect();
        ids.join(" ")
    }

    #[test]
    fn the_first_alternative_that_is_neither_rare_nor_out_of_its_dates_is_taken() {
        let badges = [("a", ""), ("b", ""), ("c", ""), ("d", "")];
        let requires = |list: &str| catalog(&[("nurse", &format!("requires = [{list}]"))], &badges);
        assert_eq!(held(&requires("{ any = [\"b\", \"a\"] }"), "nurse"), "b");
        let rare = "{ any = [{ credential = \"a\", rare = true }, { credential = \"b\", until = \"2020-01\" }, \"c\"] }";
        assert_eq!(held(&requires(rare), "nurse"), "c");
        let only_rare = "{ any = [{ credential = \"a\", rare = true }] }";
        assert_eq!(held(&requires(only_rare), "nurse"), "a");
        assert_eq!(held(&requires("{ at-least = 2, of = [\"d\", \"c\", \"b\"] }"), "nurse"), "c d");
        assert_eq!(
            held(&requires("{ all = [\"a\", { credential = \"b\", strength = \"usual\" }] }"), "nurse"),
            "a"
        );
    }

    #[test]
    fn credentials_bring_what_they_asked_for_and_circles_end() {
        let catalog = catalog(
            &[("nurse", "requires = [\"license\"]\ntypical = [\"extra\"]")],
            &[
                ("license", "requires = [\"school\"]"),
                (
                    "school",
                    "requires = [\"license\", { experience = \"nursing\", months = 6 }]\nimplies = [\"base\"]",
                ),
                ("base", ""),
                ("extra", "requires = [{ experience = \"nursing\", months = 4 }]"),
            ],
        );
        let assumed = assume(&catalog, role(&catalog, "nurse"), Months(0), start());
        assert_eq!(held(&catalog, "nurse"), "base extra license school");
        assert_eq!(assumed.credentials.len(), 3, "what is only implied is not listed");
        assert!(assumed.person.holds(credential(&catalog, "base")));
        assert_eq!(assumed.experience.len(), 1);
        assert_eq!(assumed.experience[0].1, Months(6), "the largest, not the sum");
    }

    #[test]
    fn years_come_on_top_of_what_the_role_asks_for() {
        let text = "gives = [\"nursing\"]\nrequires = [{ experience = \"clinical\", months = 6 }, { role = \"aide\", months = 8 }]";
        let catalog = catalog(&[("nurse", text), ("aide", "gives = [\"clinical\"]")], &[]);
        let (nurse, aide) = (role(&catalog, "nurse"), role(&catalog, "aide"));
        let person = person_in_role(&catalog, nurse, Months(24), start());
        let months = |id: &str| {
            let index = catalog.domains.iter().position(|domain| domain.id == id).expect("a domain");
            person.months_in_domain(DomainId::from_index(index)).0
        };
        assert_eq!((months("nursing"), months("clinical")), (24, 32));
        assert_eq!((person.months_in_role(nurse).0, person.months_in_role(aide).0), (24, 8));
        assert_eq!(person.role, Some(nurse));
    }
}
