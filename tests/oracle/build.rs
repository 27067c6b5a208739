//! Catalogs built in Rust: entries are copies of the plainest ones that a file can hold, with what a question is about
//! changed.

use std::sync::LazyLock;

use careerpath::catalog::{
    Catalog, Credential, CredentialStatus, Domain, Figure, Requirement, RequirementKind, Role, Study,
    StudyMode,
};
use careerpath::ids::{CredentialId, DomainId, RoleId};
use careerpath::profile::Person;
use careerpath::units::{CalendarMonth, Money, Months};

/// One entry of each kind.
static PLAIN: LazyLock<Catalog> = LazyLock::new(|| {
    let text = r#"
        name = "oracle"
        version = "1"
        currency = "USD"
        assumptions = { search-months = 2, minimum-stay-months = 0 }
        domain = [{ id = "plain", name = "plain" }]
        [[role]]
        id = "plain"
        title = "plain"
        track = "track"
        level = "mid"
        [[credential]]
        id = "paper"
        name = "paper"
        kind = "certificate"
        study = [{ mode = "part-time", months = 1, cost = { amount = 0 } }]
    "#;
    Catalog::from_text(text).expect("a catalog")
});

/// A catalog in the making. Ids are given in order of creation, so names should be too.
#[derive(Default)]
pub(crate) struct Builder {
    domains: Vec<Domain>,
    roles: Vec<Role>,
    credentials: Vec<Credential>,
}

impl Builder {
    pub(crate) fn domain(&mut self, id: &str, part_of: &[DomainId]) -> DomainId {
        let mut domain = PLAIN.domains[0].clone();
        (domain.id, domain.name) = (id.to_owned(), id.to_owned());
        (domain.part_of, domain.ancestors) = (part_of.to_vec(), Vec::new());
        self.domains.push(domain);
        DomainId::from_index(self.domains.len() - 1)
    }

    pub(crate) fn role(&mut self, id: &str, gives: &[DomainId], requires: Vec<Requirement>) -> RoleId {
        let mut role = PLAIN.roles[0].clone();
        (role.id, role.title) = (id.to_owned(), id.to_owned());
        (role.gives, role.requires) = (gives.to_vec(), requires);
        self.roles.push(role);
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
        let mut credential = PLAIN.credentials[0].clone();
        (credential.id, credential.name) = (id.to_owned(), id.to_owned());
        (credential.closure, credential.requires, credential.study) = (Vec::new(), requires, study);
        self.credentials.push(credential);
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
        let mut catalog = PLAIN.clone();
        catalog.domains = self.domains;
        catalog.roles = self.roles;
        catalog.credentials = self.credentials;
        catalog
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
    let mut study = part_time(months, 0);
    study.while_in = roles.to_vec();
    study
}

fn study(mode: StudyMode, months: u32, cost: i64) -> Study {
    let mut study = PLAIN.credentials[0].study[0].clone();
    (study.mode, study.months) = (mode, Months(months));
    study.cost = Some(price(cost));
    study
}

/// An amount of money without a source.
pub(crate) fn price(amount: i64) -> Figure {
    let mut price = PLAIN.credentials[0].study[0].cost.clone().expect("a price");
    price.amount = Money(amount);
    price
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
