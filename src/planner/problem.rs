//! One query, indexed: small dense numbers for every role, fact, counter and study that matters.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::catalog::Catalog;
use crate::ids::{CredentialId, DomainId, RoleId};

use super::bits::Bits;
use super::formula::{Counted, Formula, Literal, months_at_start};
use super::kinds::Kinds;
use super::query::{Query, Target};
use super::source::{Source, SourceRole};

/// A role by its index in [`Problem::roles`], or none.
pub(super) type RoleIndex = u32;
/// No role.
pub(super) const NO_ROLE: RoleIndex = u32::MAX;

/// The most programs that the literals of formulas name by themselves: a set of them all beside each literal would
/// grow with the square of the catalog.
pub(super) const MOST_TOLD_APART: usize = 256;

/// One query, indexed.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) roles: Vec<RoleData>,
    /// The credentials that some formula distinguishes.
    pub(super) credentials: Vec<CredentialData>,
    pub(super) programs: Vec<ProgramData>,
    pub(super) counters: Vec<CounterData>,
    pub(super) formulas: Vec<FormulaData>,
    pub(super) start_role: RoleIndex,
    pub(super) start_counts: Vec<u16>,
    pub(super) target: TargetFact,
    /// For several targets, the facts that are to be reached: credentials, and marks of roles.
    pub(super) goals: Vec<u32>,
    /// The one of them that must not be reached before the others.
    pub(super) last_goal: Option<u32>,
    pub(super) minimum_stay: i32,
    pub(super) budget: Option<i64>,
    /// The most roles that may be started.
    pub(super) most_changes: Option<u32>,
    /// The months over which pay is counted, where pay is what counts.
    pub(super) horizon: Option<i32>,
    /// Months at which some dated alternative opens or has just closed, in order.
    pub(super) dates: Vec<i32>,
    /// The last month at which some alternative opens.
    pub(super) last_opening: i32,
    /// The kinds of the roles, once they are asked for.
    kinds: OnceLock<Option<Kinds>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TargetFact {
    Role(RoleIndex),
    Credential(u32),
    /// Several things, which are [`Problem::goals`].
    All,
}

#[derive(Clone, Debug)]
pub(super) struct RoleData {
    pub(super) id: RoleId,
    pub(super) delay: i32,
    /// `None` for a start role that nobody may apply for.
    pub(super) formula: Option<u32>,
    /// The counters that gain a month in it.
    pub(super) gains: Bits,
    /// The programs tied to it, in order. Of thousands a role has a few, so a set of bits would be mostly zeros.
    pub(super) enables: Vec<u32>,
    /// The fact that it was started, where it is one of several targets.
    pub(super) mark: Option<u32>,
    /// What it pays a year, where pay is what counts; otherwise nothing.
    pub(super) pay: i64,
}

#[derive(Clone, Debug)]
pub(super) struct CredentialData {
    /// Which credential it is; `None` for the mark of a role.
    pub(super) id: Option<CredentialId>,
    /// The programs that grant it.
    pub(super) programs: Vec<u32>,
    /// The role whose start it stands for, where it is no credential but the mark of a role.
    pub(super) role: Option<RoleIndex>,
}

#[derive(Clone, Debug)]
pub(super) struct ProgramData {
    pub(super) credential: CredentialId,
    pub(super) option: usize,
    pub(super) months: i32,
    pub(super) cost: i64,
    pub(super) full_time: bool,
    /// The roles it is tied to; `None` for no tie.
    pub(super) tied: Option<Bits>,
    pub(super) formula: u32,
    /// The distinguished credentials it grants.
    pub(super) grants: Vec<u32>,
}

#[derive(Clone, Debug)]
pub(super) struct CounterData {
    /// What is counted.
    pub(super) counted: Counted,
    /// The credential that must be held for months to count, while it is not held at the start.
    pub(super) gate: Option<u32>,
    pub(super) providers: Vec<RoleIndex>,
    /// Every threshold that a formula names, in order.
    pub(super) thresholds: Vec<u16>,
}

impl CounterData {
    /// The largest threshold; more months than that are not told apart.
    pub(super) fn cap(&self) -> u16 {
        self.thresholds.last().copied().unwrap_or(0)
    }
}

#[derive(Clone, Debug)]
pub(super) struct FormulaData {
    pub(super) alternatives: Vec<AlternativeData>,
    /// The position of the first alternative among those of all formulas.
    pub(super) first: usize,
    /// Whether it is, or is part of, what a role asks; otherwise what a study asks.
    pub(super) of_role: bool,
}

#[derive(Clone, Debug)]
pub(super) struct AlternativeData {
    pub(super) literals: Vec<LiteralData>,
    pub(super) opens: i32,
    pub(super) closes: i32,
    /// Whether it is one of the target's.
    pub(super) of_target: bool,
}

#[derive(Clone, Debug)]
pub(super) enum LiteralData {
    /// With the programs that grant one, unless there are more than [`MOST_TOLD_APART`] in all.
    Holding {
        count: usize,
        of: Vec<u32>,
        least_months: i32,
        programs: Bits,
    },
    Counter {
        counter: u32,
        months: u16,
    },
    Nested {
        count: usize,
        of: Vec<u32>,
    },
}

impl Problem {
    /// Indexes a source.
    pub(super) fn index(catalog: &Catalog, query: &Query, source: &Source) -> Self {
        Indexer::new(catalog, query, source).finish()
    }

    /// Returns how many alternatives all formulas have together.
    pub(super) fn alternatives(&self) -> usize {
        self.formulas.last().map_or(0, |last| last.first + last.alternatives.len())
    }

    /// Returns the kinds of the roles; `None` where there are too many.
    pub(super) fn kinds(&self) -> Option<&Kinds> {
        self.kinds.get_or_init(|| Kinds::new(&self.roles)).as_ref()
    }

    /// Returns what a role pays a year, where pay is what counts; nothing without a role.
    pub(super) fn pay(&self, role: RoleIndex) -> i64 {
        self.roles.get(role as usize).map_or(0, |role| role.pay)
    }

    /// Tells whether a program brings the target credential.
    pub(super) fn is_last_study(&self, program: &ProgramData) -> bool {
        match self.target {
            TargetFact::Role(_) => false,
            TargetFact::Credential(target) => program.grants.contains(&target),
            TargetFact::All => self.goals.iter().any(|&goal| {
                self.credentials[goal as usize].role.is_none() && program.grants.contains(&goal)
            }),
        }
    }

    /// Tells whether the last goal may not be reached yet, because another one is not; `roles_only` to look at roles alone.
    pub(super) fn lacks_other_goals(&self, held: &[u64], roles_only: bool) -> bool {
        let Some(last) = self.last_goal else { return false };
        self.goals.iter().any(|&goal| {
            goal != last
                && !super::bits::contains(held, goal as usize)
                && (!roles_only || self.credentials[goal as usize].role.is_some())
        })
    }

    pub(super) fn words(&self) -> Words {
        Words {
            held: super::bits::words_for(self.credentials.len()),
            programs: super::bits::words_for(self.programs.len()),
            roles: super::bits::words_for(self.roles.len()),
        }
    }
}

/// How many words each kind of bit set takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    pub(super) held: usize,
    pub(super) programs: usize,
    pub(super) roles: usize,
}

/// The counters that each domain and each role adds to.
#[derive(Default)]
struct CountedBy {
    domains: BTreeMap<DomainId, Vec<u32>>,
    roles: BTreeMap<RoleId, u32>,
}

struct Indexer<'a> {
    catalog: &'a Catalog,
    query: &'a Query,
    source: &'a Source,
    role_index: BTreeMap<RoleId, RoleIndex>,
    credential_index: BTreeMap<CredentialId, u32>,
    counter_index: BTreeMap<Counted, u32>,
    thresholds: Vec<Vec<u16>>,
    formulas: Vec<FormulaData>,
    dates: Vec<i32>,
    last_opening: i32,
}

impl<'a> Indexer<'a> {
    fn new(catalog: &'a Catalog, query: &'a Query, source: &'a Source) -> Self {
        Self {
            catalog,
            query,
            source,
            role_index: BTreeMap::new(),
            credential_index: BTreeMap::new(),
            counter_index: BTreeMap::new(),
            thresholds: Vec::new(),
            formulas: Vec::new(),
            dates: Vec::new(),
            last_opening: 0,
        }
    }

    fn finish(mut self) -> Problem {
        let mut ids: Vec<RoleId> = self.source.roles.iter().map(|role| role.id).collect();
        ids.extend(self.query.person.role);
        ids.sort_unstable();
        ids.dedup();
        self.role_index = ids.iter().enumerate().map(|(index, id)| (*id, index as RoleIndex)).collect();
        let wanted: Vec<TargetFact> = self
            .query
            .goals()
            .into_iter()
            .map(|goal| match goal {
                Target::Role(role) => {
                    TargetFact::Role(self.role_index.get(&role).copied().unwrap_or(NO_ROLE))
                }
                Target::Credential(credential) => TargetFact::Credential(self.credential(credential)),
            })
            .collect();
        let by_id: BTreeMap<RoleId, &SourceRole> =
            self.source.roles.iter().map(|role| (role.id, role)).collect();
        let role_formulas: Vec<Option<u32>> =
            ids.iter().map(|id| by_id.get(id).map(|role| self.formula(&role.formula, true))).collect();
        let mut program_formulas: Vec<u32> = Vec::new();
        for (position, program) in self.source.programs.iter().enumerate() {
            // The options of one credential share its formula.
            let shared = position
                .checked_sub(1)
                .filter(|&before| self.source.programs[before].credential == program.credential)
                .map(|before| program_formulas[before]);
            let formula = shared.unwrap_or_else(|| self.formula(&program.formula, false));
            program_formulas.push(formula);
        }
        let programs = self.programs(&program_formulas);
        let mut enables = vec![Vec::new(); ids.len()];
        for (position, program) in programs.iter().enumerate() {
            for role in program.tied.iter().flat_map(Bits::iter) {
                enables[role].push(position as u32);
            }
        }
        let counted = self.counted();
        let roles: Vec<RoleData> = ids
            .iter()
            .zip(role_formulas)
            .zip(enables)
            .map(|((&id, formula), enables)| RoleData {
                id,
                delay: by_id.get(&id).map_or(1, |role| role.delay),
                formula,
                gains: self.gains(&counted, id, by_id.get(&id).map(|role| role.domains.as_slice())),
                enables,
                mark: None,
                pay: self.query.counted_pay(id),
            })
            .collect();
        self.assemble(roles, programs, &wanted)
    }

    fn assemble(
        mut self,
        mut roles: Vec<RoleData>,
        programs: Vec<ProgramData>,
        wanted: &[TargetFact],
    ) -> Problem {
        let nothing = CredentialData { id: None, programs: Vec::new(), role: None };
        let mut credentials = vec![nothing; self.credential_index.len()];
        for (id, index) in &self.credential_index {
            credentials[*index as usize].id = Some(*id);
        }
        for (position, program) in programs.iter().enumerate() {
            for &credential in &program.grants {
                credentials[credential as usize].programs.push(position as u32);
            }
        }
        let person = &self.query.person;
        let mut counters: Vec<CounterData> = Vec::new();
        let mut start_counts = Vec::new();
        let by_index: BTreeMap<u32, Counted> =
            self.counter_index.iter().map(|(counted, index)| (*index, *counted)).collect();
        let mut providers: Vec<Vec<RoleIndex>> = vec![Vec::new(); by_index.len()];
        for (role, data) in roles.iter().enumerate() {
            for counter in data.gains.iter() {
                providers[counter].push(role as RoleIndex);
            }
        }
        for (index, counted) in by_index {
            let gate = match counted {
                Counted::After(_, credential) if !person.holds(credential) => {
                    self.credential_index.get(&credential).copied()
                }
                _ => None,
            };
            let mut thresholds = std::mem::take(&mut self.thresholds[index as usize]);
            thresholds.sort_unstable();
            thresholds.dedup();
            let providers = std::mem::take(&mut providers[index as usize]);
            let counter = CounterData { counted, gate, providers, thresholds };
            let months = months_at_start(person, counted).min(u32::from(counter.cap()));
            start_counts.push(u16::try_from(months).unwrap_or(u16::MAX));
            counters.push(counter);
        }
        self.fill_programs_of_literals(&credentials, &programs);
        let mut goals = Vec::new();
        for &goal in wanted {
            let role = match goal {
                TargetFact::Credential(credential) => {
                    goals.push(credential);
                    continue;
                }
                TargetFact::Role(role) => role,
                TargetFact::All => continue,
            };
            if let Some(formula) = roles.get(role as usize).and_then(|role| role.formula) {
                for alternative in &mut self.formulas[formula as usize].alternatives {
                    alternative.of_target = true;
                }
            }
            if wanted.len() > 1 {
                let mark = credentials.len() as u32;
                goals.push(mark);
                credentials.push(CredentialData { id: None, programs: Vec::new(), role: Some(role) });
                if let Some(role) = roles.get_mut(role as usize) {
                    role.mark = Some(mark);
                }
            }
        }
        let target = if let [only] = wanted { *only } else { TargetFact::All };
        self.dates.sort_unstable();
        self.dates.dedup();
        let mut first = 0;
        for formula in &mut self.formulas {
            formula.first = first;
            first += formula.alternatives.len();
        }
        Problem {
            start_role: person.role.map_or(NO_ROLE, |role| self.role_index[&role]),
            roles,
            credentials,
            programs,
            counters,
            formulas: self.formulas,
            start_counts,
            target,
            last_goal: self.query.target_comes_last().then(|| goals[0]),
            goals,
            minimum_stay: self.query.minimum_stay.0.cast_signed(),
            budget: self.query.limits.budget.map(|budget| budget.0),
            most_changes: self.query.limits.job_changes,
            horizon: self.query.counted_horizon(),
            dates: self.dates,
            last_opening: self.last_opening,
            kinds: OnceLock::new(),
        }
    }

    fn fill_programs_of_literals(&mut self, credentials: &[CredentialData], programs: &[ProgramData]) {
        for alternative in self.formulas.iter_mut().flat_map(|formula| &mut formula.alternatives) {
            for literal in &mut alternative.literals {
                if let LiteralData::Holding { of, least_months, programs: granting, .. } = literal {
                    let is_told_apart = programs.len() <= MOST_TOLD_APART;
                    if is_told_apart {
                        *granting = Bits::new(programs.len());
                    }
                    *least_months = super::INFINITE;
                    for &program in
                        of.iter().flat_map(|&credential| &credentials[credential as usize].programs)
                    {
                        if is_told_apart {
                            granting.insert(program as usize);
                        }
                        *least_months = (*least_months).min(programs[program as usize].months);
                    }
                }
            }
        }
    }

    fn programs(&self, formulas: &[u32]) -> Vec<ProgramData> {
        self.source
            .programs
            .iter()
            .zip(formulas)
            .map(|(program, &formula)| {
                let implied = &self.catalog.credential(program.credential).closure;
                let grants =
                    implied.iter().filter_map(|one| self.credential_index.get(one).copied()).collect();
                let tied = (!program.tied.is_empty()).then(|| {
                    let mut roles = Bits::new(self.role_index.len());
                    for role in &program.tied {
                        if let Some(&index) = self.role_index.get(role) {
                            roles.insert(index as usize);
                        }
                    }
                    roles
                });
                ProgramData {
                    credential: program.credential,
                    option: program.option,
                    months: program.months,
                    cost: program.cost,
                    full_time: program.full_time,
                    tied,
                    formula,
                    grants,
                }
            })
            .collect()
    }

    /// Returns which counters gain a month in a role: by the domain that gives one, and by the role itself.
    fn counted(&self) -> CountedBy {
        let mut counted = CountedBy::default();
        for (one, &index) in &self.counter_index {
            match one {
                Counted::Experience(domain) | Counted::After(domain, _) => {
                    counted.domains.entry(*domain).or_default().push(index);
                }
                Counted::Tenure(role) => {
                    counted.roles.insert(*role, index);
                }
            }
        }
        counted
    }

    fn gains(&self, counted: &CountedBy, role: RoleId, domains: Option<&[DomainId]>) -> Bits {
        let mut gains = Bits::new(self.counter_index.len());
        let given;
        let domains = if let Some(domains) = domains {
            domains
        } else {
            given = self.catalog.domains_given_by(role);
            &given
        };
        let by_domain = domains.iter().filter_map(|domain| counted.domains.get(domain)).flatten();
        for &index in by_domain.chain(counted.roles.get(&role)) {
            gains.insert(index as usize);
        }
        gains
    }

    fn credential(&mut self, id: CredentialId) -> u32 {
        let next = self.credential_index.len() as u32;
        *self.credential_index.entry(id).or_insert(next)
    }

    fn formula(&mut self, formula: &Formula, of_role: bool) -> u32 {
        let alternatives = formula
            .alternatives
            .iter()
            .map(|alternative| {
                if alternative.opens > 0 {
                    self.dates.push(alternative.opens);
                    self.last_opening = self.last_opening.max(alternative.opens);
                }
                AlternativeData {
                    literals: alternative
                        .literals
                        .iter()
                        .map(|literal| self.literal(literal, of_role))
                        .collect(),
                    opens: alternative.opens,
                    closes: alternative.closes,
                    of_target: false,
                }
            })
            .collect();
        self.formulas.push(FormulaData { alternatives, first: 0, of_role });
        self.formulas.len() as u32 - 1
    }

    fn literal(&mut self, literal: &Literal, of_role: bool) -> LiteralData {
        match literal {
            Literal::Holding { count, of } => LiteralData::Holding {
                count: *count,
                of: of.iter().map(|&credential| self.credential(credential)).collect(),
                least_months: super::INFINITE,
                programs: Bits::default(),
            },
            Literal::Counter { counted, months } => {
                if let Counted::After(_, credential) = counted
                    && !self.query.person.holds(*credential)
                {
                    self.credential(*credential);
                }
                let next = self.counter_index.len() as u32;
                let counter = *self.counter_index.entry(*counted).or_insert(next);
                if counter == next {
                    self.thresholds.push(Vec::new());
                }
                let months = u16::try_from(*months).unwrap_or(u16::MAX);
                self.thresholds[counter as usize].push(months);
                LiteralData::Counter { counter, months }
            }
            Literal::Nested { count, of } => LiteralData::Nested {
                count: *count,
                of: of.iter().map(|formula| self.formula(formula, of_role)).collect(),
            },
        }
    }
}
