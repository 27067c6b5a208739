//! Everything in the catalog that could matter to one query, as formulas, before it is indexed.
//!
//! The search works on a [`Source`] that shrinks: once a plan of some length is known, every role,
//! study and alternative that no shorter plan can use is dropped, and the rest is indexed anew.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, CredentialStatus, StudyMode};
use crate::ids::{CredentialId, DomainId, RoleId};

use super::formula::{Counted, Formula, FormulaBuilder, Literal};
use super::query::{Objective, Query, Target};

/// A role somebody may apply for.
#[derive(Clone, Debug)]
pub(super) struct SourceRole {
    pub(super) id: RoleId,
    /// Months from application to start.
    pub(super) delay: i32,
    pub(super) formula: Formula,
    /// The domains in which a month in it counts, in order.
    pub(super) domains: Vec<DomainId>,
}

/// A study option somebody may take.
#[derive(Clone, Debug)]
pub(super) struct SourceProgram {
    pub(super) credential: CredentialId,
    pub(super) option: usize,
    pub(super) months: i32,
    pub(super) cost: i64,
    pub(super) full_time: bool,
    /// Roles in which alone it can be done; empty for no tie.
    pub(super) tied: Vec<RoleId>,
    pub(super) formula: Formula,
}

/// The part of the catalog that could matter to one query.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// In order of id.
    pub(super) roles: Vec<SourceRole>,
    /// In order of credential and option.
    pub(super) programs: Vec<SourceProgram>,
}

/// Who can give a fact: the lists that the backward closure follows.
pub(super) struct Achievers {
    /// For each credential, the credentials that can be studied for and imply it.
    pub(super) studies: Vec<Vec<CredentialId>>,
    /// For each domain, the roles in which a month counts.
    roles: Vec<Vec<RoleId>>,
    /// For each role, the domains in which a month counts.
    domains: Vec<Vec<DomainId>>,
}

impl Achievers {
    pub(super) fn new(catalog: &Catalog, query: &Query) -> Self {
        let mut studies = vec![Vec::new(); catalog.credentials.len()];
        for id in catalog.credential_ids() {
            if can_study(catalog, query, id) {
                for implied in &catalog.credential(id).closure {
                    studies[implied.index()].push(id);
                }
            }
        }
        let domains: Vec<Vec<DomainId>> = catalog.role_ids().map(|id| catalog.domains_given_by(id)).collect();
        let mut roles_of = vec![Vec::new(); catalog.domains.len()];
        for (index, domains) in domains.iter().enumerate() {
            for domain in domains {
                roles_of[domain.index()].push(RoleId::from_index(index));
            }
        }
        Self { studies, roles: roles_of, domains }
    }
}

fn can_study(catalog: &Catalog, query: &Query, id: CredentialId) -> bool {
    let credential = catalog.credential(id);
    credential.status == CredentialStatus::Active
        && !query.person.holds(id)
        && !query.limits.avoid_credentials.iter().any(|avoided| credential.closure.contains(avoided))
}

impl Source {
    /// Collects what could help to reach the query's target, by following requirements backwards.
    pub(super) fn collect(catalog: &Catalog, query: &Query, builder: &FormulaBuilder<'_>) -> Self {
        let achievers = Achievers::new(catalog, query);
        let mut wanted = Wanted::new(&achievers, &query.goals());
        if query.objective == Objective::Pay {
            // Any job that pays may be worth taking on the way.
            wanted.roles.extend(catalog.role_ids().filter(|&role| query.counted_pay(role) > 0));
        }
        let role = |id| role_of(catalog, query, builder, &achievers, id);
        Self::follow(&achievers, wanted, role, |id| programs_of(catalog, query, builder, id))
    }

    /// Collects every role and study that there is for the person of a query.
    pub(super) fn whole(
        catalog: &Catalog,
        query: &Query,
        builder: &FormulaBuilder<'_>,
        achievers: &Achievers,
    ) -> Self {
        let roles = catalog.role_ids().filter_map(|id| role_of(catalog, query, builder, achievers, id));
        let offered = catalog.credential_ids().filter(|id| can_study(catalog, query, *id));
        let programs = offered.flat_map(|id| programs_of(catalog, query, builder, id));
        Self { roles: roles.collect(), programs: programs.collect() }
    }

    /// Collects what could help to reach goals out of what there is here.
    pub(super) fn towards(&self, achievers: &Achievers, goals: &[Target]) -> Self {
        let role = |id: RoleId| {
            let found = self.roles.binary_search_by_key(&id, |role| role.id).ok()?;
            Some(self.roles[found].clone())
        };
        let programs = |id: CredentialId| {
            let first = self.programs.partition_point(|program| program.credential < id);
            self.programs[first..].iter().take_while(|program| program.credential == id).cloned().collect()
        };
        Self::follow(achievers, Wanted::new(achievers, goals), role, programs)
    }

    /// Collects what is wanted and, by following requirements backwards, what could help to it.
    fn follow(
        achievers: &Achievers,
        mut wanted: Wanted,
        role_of: impl Fn(RoleId) -> Option<SourceRole>,
        programs_of: impl Fn(CredentialId) -> Vec<SourceProgram>,
    ) -> Self {
        let mut roles: BTreeMap<RoleId, SourceRole> = BTreeMap::new();
        let mut programs: BTreeMap<CredentialId, Vec<SourceProgram>> = BTreeMap::new();
        let mut known = Facts::default();
        loop {
            let mut facts = Facts::default();
            if let Some(id) = wanted.roles.pop() {
                if roles.contains_key(&id) {
                    continue;
                }
                let Some(role) = role_of(id) else { continue };
                facts.add(&role.formula);
                roles.insert(id, role);
            } else if let Some(id) = wanted.credentials.pop() {
                if programs.contains_key(&id) {
                    continue;
                }
                let offered = programs_of(id);
                if let Some(program) = offered.first() {
                    facts.add(&program.formula);
                }
                wanted.roles.extend(offered.iter().flat_map(|program| &program.tied));
                programs.insert(id, offered);
            } else {
                break;
            }
            // Each fact is followed once: thousands of roles may ask for experience that thousands give.
            for credential in facts.credentials {
                if known.credentials.insert(credential) {
                    wanted.credentials.extend(&achievers.studies[credential.index()]);
                }
            }
            for domain in facts.domains {
                if known.domains.insert(domain) {
                    wanted.roles.extend(&achievers.roles[domain.index()]);
                }
            }
            wanted.roles.extend(facts.roles);
        }
        Self { roles: roles.into_values().collect(), programs: programs.into_values().flatten().collect() }
    }
}

/// What is still to be followed.
struct Wanted {
    roles: Vec<RoleId>,
    credentials: Vec<CredentialId>,
}

impl Wanted {
    fn new(achievers: &Achievers, goals: &[Target]) -> Self {
        let mut wanted = Self { roles: Vec::new(), credentials: Vec::new() };
        for goal in goals {
            match goal {
                Target::Role(role) => wanted.roles.push(*role),
                Target::Credential(credential) => {
                    wanted.credentials.extend(&achievers.studies[credential.index()]);
                }
            }
        }
        wanted
    }
}

/// Returns a role as somebody may apply for it; `None` for one that they avoid.
fn role_of(
    catalog: &Catalog,
    query: &Query,
    builder: &FormulaBuilder<'_>,
    achievers: &Achievers,
    id: RoleId,
) -> Option<SourceRole> {
    if query.limits.avoid_roles.contains(&id) {
        return None;
    }
    let formula = builder.of(Entry::Role(id));
    let delay = query.search_months(catalog, id).0.max(1);
    let domains = achievers.domains[id.index()].clone();
    Some(SourceRole { id, delay: delay.cast_signed(), formula, domains })
}

impl Source {
    /// Returns what there is of these roles, with every study.
    pub(super) fn with_roles(&self, roles: &[RoleId]) -> Self {
        let kept = self.roles.iter().filter(|role| roles.contains(&role.id));
        Self { roles: kept.cloned().collect(), programs: self.programs.clone() }
    }

    /// Returns what there is of these roles and studies.
    pub(super) fn only(
        &self,
        roles: impl Iterator<Item = RoleId>,
        studies: &[(CredentialId, usize)],
    ) -> Self {
        let found = |id: RoleId| self.roles.binary_search_by_key(&id, |role| role.id).ok();
        let mut positions: Vec<usize> = roles.filter_map(found).collect();
        positions.sort_unstable();
        positions.dedup();
        let mut studies = studies.to_vec();
        studies.sort_unstable();
        let program = |study: &(CredentialId, usize)| {
            let found = self.programs.binary_search_by_key(study, |one| (one.credential, one.option));
            Some(self.programs[found.ok()?].clone())
        };
        Self {
            roles: positions.into_iter().map(|position| self.roles[position].clone()).collect(),
            programs: studies.iter().filter_map(program).collect(),
        }
    }
}

/// The facts that a formula names.
#[derive(Default)]
struct Facts {
    credentials: BTreeSet<CredentialId>,
    domains: BTreeSet<DomainId>,
    roles: BTreeSet<RoleId>,
}

impl Facts {
    fn add(&mut self, formula: &Formula) {
        for literal in formula.alternatives.iter().flat_map(|alternative| &alternative.literals) {
            match literal {
                Literal::Holding { of, .. } => self.credentials.extend(of),
                Literal::Counter { counted, .. } => match counted {
                    Counted::Experience(domain) => {
                        self.domains.insert(*domain);
                    }
                    Counted::Tenure(role) => {
                        self.roles.insert(*role);
                    }
                    Counted::After(domain, credential) => {
                        self.domains.insert(*domain);
                        self.credentials.insert(*credential);
                    }
                },
                Literal::Nested { of, .. } => of.iter().for_each(|formula| self.add(formula)),
            }
        }
    }
}

/// Returns the study options of a credential that fit the limits, without those that another option with
/// the same rules beats in both months and cost.
fn programs_of(
    catalog: &Catalog,
    query: &Query,
    builder: &FormulaBuilder<'_>,
    id: CredentialId,
) -> Vec<SourceProgram> {
    let credential = catalog.credential(id);
    let formula = builder.of(Entry::Credential(id));
    let mut programs: Vec<SourceProgram> = Vec::new();
    for (option, study) in credential.study.iter().enumerate() {
        if !query.limits.allows(study) {
            continue;
        }
        let mut tied = study.while_in.clone();
        tied.sort_unstable();
        let program = SourceProgram {
            credential: id,
            option,
            months: study.months.0.max(1).cast_signed(),
            cost: study.price().0,
            full_time: study.mode == StudyMode::FullTime,
            tied,
            formula: formula.clone(),
        };
        let beats = |winner: &SourceProgram, loser: &SourceProgram| {
            winner.full_time == loser.full_time
                && winner.tied == loser.tied
                && winner.months <= loser.months
                && winner.cost <= loser.cost
        };
        if programs.iter().any(|other| beats(other, &program)) {
            continue;
        }
        programs.retain(|other| !beats(&program, other));
        programs.push(program);
    }
    programs
}
