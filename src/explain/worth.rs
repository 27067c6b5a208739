//! What a profile comes to: experience with where it comes from, what it is enough for, and what looks forgotten.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, CredentialStatus, Requirement, RequirementKind, Standard};
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::profile::Person;
use crate::profile::file::Profile;
use crate::units::{CalendarMonth, Months};

use super::progress::meets;
use super::timeline::Timeline;

/// What a profile comes to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Worth {
    /// Experience by domain, the most first.
    pub domains: Vec<DomainWorth>,
    /// Domains without experience that roles ask for, with the number of these roles, the most asked for first.
    pub missing: Vec<(DomainId, usize)>,
    /// Time in each role, the longest first.
    pub tenures: Vec<(RoleId, Months)>,
    /// Roles whose requirements are met today, without the current one.
    pub open: Vec<RoleId>,
    /// What looks forgotten or of no use.
    pub doubts: Vec<Doubt>,
}

/// Experience in a domain.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DomainWorth {
    /// The domain.
    pub domain: DomainId,
    /// The months in it.
    pub months: Months,
    /// Where they come from, in the order of the profile.
    pub origins: Vec<(Origin, Months)>,
    /// How many roles ask for it.
    pub asked: usize,
    /// For how many of these the months are enough.
    pub enough: usize,
    /// The least that is asked for beyond the months, with the number of roles that ask for just that.
    pub next: Option<(Months, usize)>,
}

/// Where experience comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// Work in a role.
    Job(RoleId),
    /// What the profile states beside its jobs, in this domain or one that is part of it.
    Stated(DomainId),
}

/// Something that looks forgotten or of no use.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Doubt {
    /// The history has no entry for the current role.
    NoTimeToday(RoleId),
    /// An earlier job has no time.
    NoTime(RoleId),
    /// The current role asks for something that is not held.
    Lacking {
        /// The current role.
        role: RoleId,
        /// What it asks for: credentials alone.
        requirement: Requirement,
    },
    /// A credential is no longer awarded.
    Retired(CredentialId),
    /// Experience is stated that no role and no credential asks for.
    Unasked(DomainId),
}

/// Returns what a profile comes to at a standard in a month; `catalog` is as it is for the person, whose credentials
/// are closed under it.
#[must_use]
pub fn worth(
    catalog: &Catalog,
    profile: &Profile,
    person: &Person,
    standard: Standard,
    now: CalendarMonth,
) -> Worth {
    let timeline = Timeline::now(catalog, person, now);
    let moment = timeline.at(Months(0));
    let demand = Demand::of(catalog, standard);
    let mut domains: Vec<DomainWorth> = catalog
        .domain_ids()
        .filter(|domain| person.months_in_domain(*domain).0 > 0)
        .map(|domain| demand.domain(catalog, profile, domain, person.months_in_domain(domain)))
        .collect();
    domains.sort_by_key(|domain| (Reverse(domain.months), domain.domain));
    let lacks = |domain: &DomainId| person.months_in_domain(*domain).0 == 0;
    let mut missing: Vec<(DomainId, usize)> = catalog
        .domain_ids()
        .filter(lacks)
        .map(|domain| (domain, demand.least[domain.index()].len()))
        .filter(|(_, roles)| *roles > 0)
        .collect();
    missing.sort_by_key(|(domain, roles)| (Reverse(*roles), *domain));
    let mut tenures: Vec<(RoleId, Months)> = catalog
        .role_ids()
        .map(|role| (role, person.months_in_role(role)))
        .filter(|(_, months)| months.0 > 0)
        .collect();
    tenures.sort_by_key(|(role, months)| (Reverse(*months), *role));
    let is_open = |role: &RoleId| {
        at_standard(&catalog.role(*role).requires, standard).iter().all(|node| meets(moment, node))
    };
    let elsewhere = catalog.role_ids().filter(|role| person.role != Some(*role));
    let open = elsewhere.filter(is_open).collect();
    let lacking = person.role.into_iter().flat_map(|role| {
        let requires = at_standard(&catalog.role(role).requires, Standard::Minimum);
        let unmet = requires.into_iter().filter(|node| is_of_credentials(node) && !meets(moment, node));
        unmet.map(move |requirement| Doubt::Lacking { role, requirement })
    });
    let doubts = doubts(catalog, profile, &demand).chain(lacking).collect();
    Worth { domains, missing, tenures, open, doubts }
}

fn doubts<'a>(
    catalog: &'a Catalog,
    profile: &'a Profile,
    demand: &'a Demand,
) -> impl Iterator<Item = Doubt> + 'a {
    let current = profile.person.role;
    let listed = |role: RoleId| profile.history.iter().any(|(known, _)| *known == role);
    let today = current.filter(|role| !listed(*role)).map(Doubt::NoTimeToday);
    let idle = profile.history.iter().filter(move |(role, months)| months.0 == 0 && Some(*role) != current);
    let retired = profile
        .credentials
        .iter()
        .filter(|credential| catalog.credential(**credential).status == CredentialStatus::Retired);
    let counts = |domain: DomainId| {
        catalog.domain(domain).ancestors.iter().any(|ancestor| demand.anywhere[ancestor.index()])
    };
    let unasked = profile.experience.iter().filter(move |(domain, _)| !counts(*domain));
    today
        .into_iter()
        .chain(idle.map(|(role, _)| Doubt::NoTime(*role)))
        .chain(retired.map(|credential| Doubt::Retired(*credential)))
        .chain(unasked.map(|(domain, _)| Doubt::Unasked(*domain)))
}

/// Tells whether a node asks for credentials and nothing else.
fn is_of_credentials(node: &Requirement) -> bool {
    let mut only = true;
    node.walk(&mut |node| only &= !node.is_leaf() || matches!(node.kind, RequirementKind::Credential(_)));
    only
}

/// What a catalog asks for.
struct Demand {
    /// By domain: the least months that each role asks for, of those that ask for any.
    least: Vec<Vec<Months>>,
    /// By domain: whether any role or credential asks for it, at whatever standard.
    anywhere: Vec<bool>,
}

impl Demand {
    fn of(catalog: &Catalog, standard: Standard) -> Self {
        let mut demand = Self {
            least: vec![Vec::new(); catalog.domains.len()],
            anywhere: vec![false; catalog.domains.len()],
        };
        for role in &catalog.roles {
            let mut least: BTreeMap<DomainId, Months> = BTreeMap::new();
            for node in &at_standard(&role.requires, standard) {
                node.walk(&mut |node| {
                    if let RequirementKind::Experience { domain, months, .. } = node.kind {
                        let known = least.entry(domain).or_insert(months);
                        *known = (*known).min(months);
                    }
                });
            }
            for (domain, months) in least {
                demand.least[domain.index()].push(months);
            }
        }
        let roles = catalog.roles.iter().flat_map(|role| &role.requires);
        for node in roles.chain(catalog.credentials.iter().flat_map(|credential| &credential.requires)) {
            node.walk(&mut |node| {
                if let RequirementKind::Experience { domain, .. } = node.kind {
                    demand.anywhere[domain.index()] = true;
                }
            });
        }
        demand
    }

    fn domain(&self, catalog: &Catalog, profile: &Profile, domain: DomainId, months: Months) -> DomainWorth {
        let jobs =
            profile.history.iter().filter(|(role, _)| catalog.domains_given_by(*role).contains(&domain));
        let stated = profile
            .experience
            .iter()
            .filter(|(narrower, _)| catalog.domain(*narrower).ancestors.contains(&domain));
        let mut origins: Vec<(Origin, Months)> = Vec::new();
        let all = jobs
            .map(|(role, months)| (Origin::Job(*role), *months))
            .chain(stated.map(|(domain, months)| (Origin::Stated(*domain), *months)));
        for (origin, months) in all.filter(|(_, months)| months.0 > 0) {
            match origins.iter_mut().find(|(known, _)| *known == origin) {
                Some((_, known)) => known.0 += months.0,
                None => origins.push((origin, months)),
            }
        }
        let asked = &self.least[domain.index()];
        let next = asked.iter().copied().filter(|least| *least > months).min();
        DomainWorth {
            domain,
            months,
            origins,
            asked: asked.len(),
            enough: asked.iter().filter(|least| **least <= months).count(),
            next: next.map(|next| (next, asked.iter().filter(|least| **least == next).count())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;
    use crate::profile::file::parse;
    use crate::testing::{catalog, role, start};

    fn world() -> Catalog {
        let asks = |domain: &str, months: u32| format!("{{ experience = \"{domain}\", months = {months} }}");
        let analyst = format!("requires = [{}]", asks("nursing", 12));
        let either = format!(
            "requires = [{{ any = [{}, {}] }}, {}]",
            asks("nursing", 60),
            asks("nursing", 36),
            asks("informatics", 12)
        );
        let chief = format!("requires = [{}]", asks("nursing", 36));
        catalog(
            &[
                (
                    "nurse",
                    "gives = [\"nursing\"]\nrequires = [\"license\", { any = [\"bsn\", { experience = \"clinical\", months = 6 }] }]",
                ),
                ("analyst", &analyst),
                ("lead", &either),
                ("chief", &chief),
            ],
            &[("license", ""), ("bsn", ""), ("old", "status = \"retired\"")],
        )
    }

    fn judged(catalog: &Catalog, text: &str) -> Worth {
        let file = SourceFile { path: "me.toml".to_owned(), text: text.to_owned() };
        let profile = parse(catalog, file).expect("a valid profile");
        worth(catalog, &profile, &profile.person, Standard::Typical, start())
    }

    #[test]
    fn experience_is_traced_and_measured() {
        let catalog = world();
        let [nurse, analyst] = ["nurse", "analyst"].map(|id| role(&catalog, id));
        let domain = |id: &str| catalog.find_domain(id).expect("a domain");
        let worth = judged(
            &catalog,
            "role = \"nurse\"\ncredentials = [\"license\", \"bsn\"]\nexperience = { nursing = \"6mo\" }\n\
             history = [{ role = \"nurse\", months = 8 }, { role = \"nurse\", months = 4 }]",
        );
        let nursing = worth.domains.iter().find(|worth| worth.domain == domain("nursing")).expect("nursing");
        let origins = [(Origin::Job(nurse), Months(12)), (Origin::Stated(domain("nursing")), Months(6))];
        assert_eq!((nursing.months, &nursing.origins[..]), (Months(18), &origins[..]));
        assert_eq!((nursing.asked, nursing.enough, nursing.next), (3, 1, Some((Months(36), 2))));
        let clinical =
            worth.domains.iter().find(|worth| worth.domain == domain("clinical")).expect("clinical");
        assert_eq!((clinical.months, &clinical.origins[..]), (Months(18), &origins[..]));
        assert_eq!(worth.missing, [(domain("informatics"), 1)]);
        assert_eq!(worth.tenures, [(nurse, Months(12))]);
        assert_eq!(worth.open, [analyst]);
        assert_eq!(worth.doubts, []);
    }

    #[test]
    fn what_looks_forgotten_is_doubted() {
        let catalog = catalog(
            &[("nurse", "requires = [\"license\", { experience = \"nursing\", months = 6 }]"), ("aide", "")],
            &[("license", ""), ("old", "status = \"retired\"")],
        );
        let [nurse, aide] = ["nurse", "aide"].map(|id| role(&catalog, id));
        let worth = judged(
            &catalog,
            "role = \"nurse\"\ncredentials = [\"old\"]\nexperience = { informatics = \"6mo\", nursing = \"1y\" }\n\
             history = [{ role = \"aide\", months = 0 }]",
        );
        let old = catalog.find_credential("old").expect("a credential");
        let informatics = catalog.find_domain("informatics").expect("a domain");
        let requirement = catalog.role(nurse).requires[0].clone();
        assert_eq!(
            worth.doubts,
            [
                Doubt::NoTimeToday(nurse),
                Doubt::NoTime(aide),
                Doubt::Retired(old),
                Doubt::Unasked(informatics),
                Doubt::Lacking { role: nurse, requirement },
            ]
        );
        assert_eq!(judged(&catalog, "").doubts, [], "nothing is needed");
    }
}
