//! Catalogs built in Rust, without files: the one place that knows every field of the catalog's types.

use careerpath::catalog::{
    Assumptions, Basis, Catalog, Credential, CredentialKind, CredentialStatus, Currency, Domain, Figure,
    Level, Occupations, Places, Requirement, RequirementKind, Role, Study, StudyMode, WageTables,
};
use careerpath::ids::{CredentialId, DomainId, RoleId};
use careerpath::profile::Person;
use careerpath::units::{CalendarMonth, Money, Months};

/// A catalog in the making. Ids are given in order of creation, so names should be too.
#[derive(Default)]
pub(crate) struct Builder {
    domains: Vec<Domain>,
    roles: Vec<Role>,
    credentials: Vec<Credential>,
}

impl Builder {
    pub(crate) fn domain(&mut self, id: &str, part_of: &[DomainId]) -> DomainId {
        self.domains.push(Domain {
            id: id.to_owned(),
            name: id.to_owned(),
            summary: None,
            part_of: part_of.to_vec(),
            ancestors: Vec::new(),
        });
        DomainId::from_index(self.domains.len() - 1)
    }

    pub(crate) fn role(&mut self, id: &str, gives: &[DomainId], requires: Vec<Requirement>) -> RoleId {
        self.roles.push(Role {
            id: id.to_owned(),
            title: id.to_owned(),
            aliases: Vec::new(),
            track: "track".to_owned(),
            level: Level::Mid,
            family: None,
            summary: None,
            skills: Vec::new(),
            builds: Vec::new(),
            interests: Vec::new(),
            settings: Vec::new(),
            gives: gives.to_vec(),
            typical: Vec::new(),
            search_months: None,
            requires,
            wage: None,
            sources: Vec::new(),
            notes: Vec::new(),
        });
        RoleId::from_index(self.roles.len() - 1)
    }

    /// Gives a role its own search time.
    pub(crate) fn search(&mut self, role: RoleId, months: u32) {
        self.roles[role.index()].search_months = Some(Months(months));
    }

    pub(crate) fn credential(
        &mut self,
        id: &str,
        requires: Vec<Requirement>,
        study: Vec<Study>,
    ) -> CredentialId {
        self.credentials.push(Credential {
            id: id.to_owned(),
            name: id.to_owned(),
            aliases: Vec::new(),
            kind: CredentialKind::Certificate,
            issuer: None,
            summary: None,
            url: None,
            implies: Vec::new(),
            closure: Vec::new(),
            builds: Vec::new(),
            requires,
            status: CredentialStatus::Active,
            renewal: None,
            study,
            sources: Vec::new(),
            notes: Vec::new(),
        });
        CredentialId::from_index(self.credentials.len() - 1)
    }

    pub(crate) fn implies(&mut self, credential: CredentialId, implied: CredentialId) {
        self.credentials[credential.index()].implies.push(implied);
    }

    pub(crate) fn retire(&mut self, credential: CredentialId) {
        self.credentials[credential.index()].status = CredentialStatus::Retired;
    }

    pub(crate) fn finish(mut self) -> Catalog {
        let direct: Vec<Vec<usize>> =
            self.domains.iter().map(|d| d.part_of.iter().map(|p| p.index()).collect()).collect();
        for (domain, all) in self.domains.iter_mut().zip(closures(&direct)) {
            domain.ancestors = all.into_iter().map(DomainId::from_index).collect();
        }
        let direct: Vec<Vec<usize>> =
            self.credentials.iter().map(|c| c.implies.iter().map(|i| i.index()).collect()).collect();
        for (credential, all) in self.credentials.iter_mut().zip(closures(&direct)) {
            credential.closure = all.into_iter().map(CredentialId::from_index).collect();
        }
        Catalog {
            name: "oracle".to_owned(),
            version: "1".to_owned(),
            as_of: String::new(),
            currency: Currency::default(),
            occupations: Occupations::default(),
            assumptions: Assumptions { search_months: Months(2), minimum_stay_months: Months(0) },
            domains: self.domains,
            roles: self.roles,
            credentials: self.credentials,
            sources: Vec::new(),
            surveys: Vec::new(),
            skills: Vec::new(),
            settings: Vec::new(),
            resources: Vec::new(),
            topics: Vec::new(),
            wages: WageTables::default(),
            places: Places::default(),
        }
    }
}

/// Returns for each entry itself and all it leads to, in order.
pub(crate) fn closures(direct: &[Vec<usize>]) -> Vec<Vec<usize>> {
    (0..direct.len())
        .map(|start| {
            let mut seen = vec![false; direct.len()];
            let mut pending = vec![start];
            while let Some(entry) = pending.pop() {
                if !std::mem::replace(&mut seen[entry], true) {
                    pending.extend(&direct[entry]);
                }
            }
            (0..direct.len()).filter(|entry| seen[*entry]).collect()
        })
        .collect()
}

/// Part-time study at a price.
pub(crate) fn part_time(months: u32, cost: i64) -> Study {
    study(StudyMode::PartTime, months, cost)
}

/// Full-time study at a price.
pub(crate) fn full_time(months: u32, cost: i64) -> Study {
    study(StudyMode::FullTime, months, cost)
}

/// Part-time study that goes on in `roles` only.
pub(crate) fn tied(months: u32, roles: &[RoleId]) -> Study {
    Study { while_in: roles.to_vec(), ..part_time(months, 0) }
}

fn study(mode: StudyMode, months: u32, cost: i64) -> Study {
    Study {
        mode,
        months: Months(months),
        hours_per_week: None,
        cost: Some(price(cost)),
        while_in: Vec::new(),
        exam: None,
        note: None,
    }
}

/// An amount of money without a source.
pub(crate) fn price(amount: i64) -> Figure {
    Figure { amount: Money(amount), year: None, source: None, basis: Basis::Estimate }
}

pub(crate) fn held(credential: CredentialId) -> Requirement {
    Requirement::new(RequirementKind::Credential(credential))
}

pub(crate) fn experience(domain: DomainId, months: u32) -> Requirement {
    let months = Months(months);
    Requirement::new(RequirementKind::Experience { domain, months, after: None, within: None })
}

pub(crate) fn experience_after(domain: DomainId, months: u32, after: CredentialId) -> Requirement {
    let months = Months(months);
    Requirement::new(RequirementKind::Experience { domain, months, after: Some(after), within: None })
}

pub(crate) fn tenure(role: RoleId, months: u32) -> Requirement {
    Requirement::new(RequirementKind::Tenure { role, months: Months(months) })
}

pub(crate) fn any(of: Vec<Requirement>) -> Requirement {
    Requirement::new(RequirementKind::Any(of))
}

pub(crate) fn at_least(count: u32, of: Vec<Requirement>) -> Requirement {
    Requirement::new(RequirementKind::AtLeast { count, of })
}

/// A requirement that nobody meets any more.
pub(crate) fn never() -> Requirement {
    Requirement { until: CalendarMonth::new(1999, 12), ..at_least(0, Vec::new()) }
}

/// The calendar month `offset` months after the first one these tests know.
pub(crate) fn month(offset: u32) -> CalendarMonth {
    "2020-01".parse::<CalendarMonth>().expect("a month").plus(Months(offset))
}

/// Someone in a role, who has nothing else.
pub(crate) fn starting_in(catalog: &Catalog, role: RoleId) -> Person {
    let mut person = Person::newcomer(catalog);
    person.role = Some(role);
    person
}
