//! From a spec to the catalog and query it means.

use careerpath::catalog::{Catalog, Requirement, RequirementKind, Standard, Strength, Study};
use careerpath::ids::{CredentialId, DomainId, RoleId};
use careerpath::planner::{Objective, PayTerms, Query, Target};
use careerpath::profile::Person;
use careerpath::units::{CalendarMonth, Money, Months};

use super::{Asks, NodeSpec, Pick, Spec, StudySpec, TargetSpec};
use crate::build::{self, Builder};

/// A catalog and a question about it.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) catalog: Catalog,
    pub(crate) query: Query,
}

/// The calendar month of month 0, in months after the first one these tests know.
const START: u32 = 60;

/// Who asks: its requirements pick among what stands earlier than it.
struct Asker {
    /// Roles that stand earlier.
    roles: usize,
    /// Credentials that stand earlier.
    credentials: usize,
    /// Domains given by those roles.
    domains: Vec<usize>,
}

/// Returns what the spec means.
pub(crate) fn render(spec: &Spec) -> Case {
    let mut builder = Builder::default();
    for (index, domain) in spec.domains.iter().enumerate() {
        let mut part_of: Vec<DomainId> =
            domain.part_of.iter().filter_map(|part| pick(*part, index)).map(DomainId::from_index).collect();
        part_of.sort_unstable();
        part_of.dedup();
        builder.domain(&format!("domain-{index}"), &part_of);
    }
    let gives = |index: usize| -> Vec<usize> {
        let given = spec.roles[index].gives.iter();
        given.filter_map(|number| pick(*number, spec.domains.len())).collect()
    };
    let asker = |roles: usize, credentials: usize| Asker {
        roles,
        credentials,
        domains: (0..roles).flat_map(gives).collect(),
    };
    for (index, role) in spec.roles.iter().enumerate() {
        let mut domains: Vec<DomainId> = gives(index).into_iter().map(DomainId::from_index).collect();
        domains.sort_unstable();
        domains.dedup();
        let requires = nodes(spec, &asker(index, spec.credentials.len()), &role.requires);
        let id = builder.role(&format!("role-{index}"), &domains, requires);
        if let Some(months) = role.search {
            builder.search(id, u32::from(months));
        }
    }
    for (index, credential) in spec.credentials.iter().enumerate() {
        let requires = nodes(spec, &asker(spec.roles.len().div_ceil(2), index), &credential.requires);
        let studies = credential.studies.iter().map(|option| study(spec, option)).collect();
        let id = builder.credential(&format!("credential-{index}"), requires, studies);
        for implied in credential.implies.iter().filter_map(|implied| pick(*implied, index)) {
            builder.implies(id, CredentialId::from_index(implied));
        }
        if credential.retired {
            builder.retire(id);
        }
    }
    let catalog = builder.finish();
    let query = query(spec, &catalog);
    Case { catalog, query }
}

/// Picks one of `count` entries; `None` when there is none.
fn pick(number: u8, count: usize) -> Option<usize> {
    (count > 0).then(|| usize::from(number) % count)
}

/// Picks one of the entries that stand earlier, or of all.
fn choose(wanted: &Pick, earlier: usize, all: usize) -> Option<usize> {
    if wanted.wild { pick(wanted.number, all) } else { pick_late(wanted.number, earlier) }
}

/// Picks one of `count` entries that stand earlier, more often a late one; a chain of such picks is long.
fn pick_late(number: u8, count: usize) -> Option<usize> {
    let far = usize::from(number) % 16;
    let back = far * far * count / 256;
    (count > 0).then(|| count - 1 - back)
}

fn study(spec: &Spec, study: &StudySpec) -> Study {
    let mut while_in: Vec<RoleId> = study
        .tied
        .iter()
        .filter(|_| !study.full_time)
        .filter_map(|role| pick(*role, spec.roles.len()))
        .map(RoleId::from_index)
        .collect();
    while_in.sort_unstable();
    while_in.dedup();
    let months = u32::from(study.months);
    let mut option = if study.full_time { build::full_time(months, 0) } else { build::part_time(months, 0) };
    option.hours_per_week = study.hours.map(|hours| u32::from(hours) * 5);
    option.cost = study.cost.map(|cost| build::price(i64::from(cost) * 100));
    option.while_in = while_in;
    option
}

fn nodes(spec: &Spec, asker: &Asker, nodes: &[NodeSpec]) -> Vec<Requirement> {
    nodes.iter().map(|node| requirement(spec, asker, node)).collect()
}

fn requirement(spec: &Spec, asker: &Asker, node: &NodeSpec) -> Requirement {
    let kind = match &node.asks {
        Asks::Credential(pick) => credential(spec, asker, pick).map(RequirementKind::Credential),
        Asks::All(of) => Some(RequirementKind::All(nodes(spec, asker, of))),
        Asks::Any(of) => Some(RequirementKind::Any(nodes(spec, asker, of))),
        Asks::AtLeast(count, of) => {
            let of = nodes(spec, asker, of);
            let count = u32::from(*count).min(of.len() as u32);
            Some(RequirementKind::AtLeast { count, of })
        }
        Asks::Experience { domain, months, after, within } => {
            let any = pick(domain.number, spec.domains.len());
            let earlier = pick_late(domain.number, asker.domains.len()).map(|place| asker.domains[place]);
            let domain = if domain.wild { any } else { earlier.or(any) };
            domain.map(|domain| RequirementKind::Experience {
                domain: DomainId::from_index(domain),
                months: Months(u32::from(*months)),
                after: after.as_ref().and_then(|after| credential(spec, asker, after)),
                within: within.then_some(Months(6)),
            })
        }
        Asks::Tenure { role, months } => choose(role, asker.roles, spec.roles.len()).map(|role| {
            RequirementKind::Tenure { role: RoleId::from_index(role), months: Months(u32::from(*months)) }
        }),
    };
    // What would have to be picked among nothing asks for nothing.
    let mut requirement = Requirement::new(kind.unwrap_or(RequirementKind::All(Vec::new())));
    requirement.strength = Strength::ALL[usize::from(node.strength) % Strength::ALL.len()];
    requirement.rare = node.rare;
    requirement.from = node.from.map(month);
    requirement.until = node.until.map(month);
    requirement
}

fn credential(spec: &Spec, asker: &Asker, wanted: &Pick) -> Option<CredentialId> {
    choose(wanted, asker.credentials, spec.credentials.len()).map(CredentialId::from_index)
}

/// Returns the calendar month `offset` months after month 0.
fn month(offset: i8) -> CalendarMonth {
    build::month(START.saturating_add_signed(i32::from(offset)))
}

fn query(spec: &Spec, catalog: &Catalog) -> Query {
    let role = |number: u8| pick(number, spec.roles.len()).map(RoleId::from_index);
    let credential = |number: u8| pick(number, spec.credentials.len()).map(CredentialId::from_index);
    let mut person = Person::newcomer(catalog);
    // The last entries are where most plans lead, so nobody starts there.
    person.role =
        spec.person.role.and_then(|number| pick(number, spec.roles.len() - 1)).map(RoleId::from_index);
    for number in &spec.person.credentials {
        if let Some(held) = pick(*number, spec.credentials.len().saturating_sub(1)) {
            person.add_credential(catalog, CredentialId::from_index(held));
        }
    }
    for (number, months) in &spec.person.history {
        if let Some(role) = role(*number) {
            person.add_history(catalog, role, Months(u32::from(*months)));
        }
    }
    for (number, months) in &spec.person.experience {
        if let Some(domain) = pick(*number, spec.domains.len()) {
            person.add_experience(catalog, DomainId::from_index(domain), Months(u32::from(*months)));
        }
    }
    let wanted = &spec.query;
    let from_last = |number: u8, count: usize| count - 1 - usize::from(number) % count;
    let target_of = |spec_target: &TargetSpec| match *spec_target {
        TargetSpec::Credential(number) if !spec.credentials.is_empty() => {
            let credential = from_last(number, spec.credentials.len());
            Target::Credential(CredentialId::from_index(credential))
        }
        TargetSpec::Credential(number) | TargetSpec::Role(number) => {
            Target::Role(RoleId::from_index(from_last(number, spec.roles.len())))
        }
    };
    let mut query = Query::new(catalog, person, target_of(&wanted.target), month(0));
    query.also = wanted.wish.also.iter().map(target_of).collect();
    query.standard = Standard::ALL[usize::from(wanted.standard) % Standard::ALL.len()];
    query.search_months = Months(u32::from(wanted.search));
    query.minimum_stay = Months(u32::from(wanted.stay));
    query.state_limit = None;
    let wish = &wanted.wish;
    query.objective = Objective::ALL[usize::from(wish.objective) % Objective::ALL.len()];
    let annual = |pay: Option<u8>| pay.map(|steps| Money(i64::from(steps) * 300));
    query.pay = PayTerms {
        annual: (0..spec.roles.len()).map(|role| wish.pay.get(role).copied().and_then(annual)).collect(),
        horizon: Months(u32::from(wish.horizon)),
    };
    let roles = |numbers: &[u8]| numbers.iter().filter_map(|number| role(*number)).collect();
    let credentials = |numbers: &[u8]| numbers.iter().filter_map(|number| credential(*number)).collect();
    let limits = &mut query.limits;
    limits.budget = wanted.budget.map(|budget| Money(i64::from(budget) * 100));
    limits.deadline = wanted.deadline.map(|deadline| Months(u32::from(deadline)));
    limits.keep_working = wanted.keep_working;
    limits.study_hours = wanted.hours.map(|hours| u32::from(hours) * 5);
    limits.avoid_roles = roles(&wanted.avoid_roles);
    limits.avoid_credentials = credentials(&wanted.avoid_credentials);
    limits.via_roles = roles(&wish.via_roles);
    limits.via_credentials = credentials(&wish.via_credentials);
    limits.job_changes = wish.job_changes.map(u32::from);
    query
}
