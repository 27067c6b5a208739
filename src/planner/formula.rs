//! Requirements as the search reads them: a few alternatives, each a short list of facts.
//!
//! A requirement tree becomes a [`Formula`] in disjunctive normal form. Three things keep it short. What
//! the person meets at month 0 is dropped, which is sound because nothing is ever lost. A choice among
//! credentals alone stays one literal, "one of these", instead of an alternative each. And a choice that
//! would multiply the alternatives beyond [`MOST_ALTERNATIVES`] stays nested, as a formula of its own.

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Requirement, RequirementKind, Standard};
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::profile::Person;
use crate::units::CalendarMonth;

use super::INFINITE;

/// Beyond this many alternatives a choice stays nested.
const MOST_ALTERNATIVES: usize = 24;

/// Something counted in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Counted {
    /// Experience in a domain.
    Experience(DomainId),
    /// Time in a role.
    Tenure(RoleId),
    /// Experience in a domain while holding a credential.
    After(DomainId, CredentialId),
}

/// A fact that a state either has or still lacks; once had, never lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Literal {
    /// Holding at least `count` of the credentials.
    Holding { count: usize, of: Vec<CredentialId> },
    /// Having counted at least `months`.
    Counter { counted: Counted, months: i32 },
    /// Meeting at least `count` of the formulas.
    Nested { count: usize, of: Vec<Formula> },
}

/// Every literal, in the months from `opens` to `closes`, both inclusive, counted from month 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alternative {
    pub(super) literals: Vec<Literal>,
    pub(super) opens: i32,
    pub(super) closes: i32,
}

/// At least one alternative; none at all can never be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Formula {
    pub(super) alternatives: Vec<Alternative>,
}

impl Formula {
    fn always() -> Self {
        Self { alternatives: vec![Alternative { literals: Vec::new(), opens: 0, closes: INFINITE }] }
    }

    fn never() -> Self {
        Self { alternatives: Vec::new() }
    }

    fn of(literal: Literal) -> Self {
        Self { alternatives: vec![Alternative { literals: vec![literal], opens: 0, closes: INFINITE }] }
    }

    pub(super) fn is_always(&self) -> bool {
        self.alternatives.iter().any(Alternative::is_always)
    }
}

impl Alternative {
    fn is_always(&self) -> bool {
        self.literals.is_empty() && self.opens <= 0 && self.closes == INFINITE
    }
}

/// Turns requirement trees into formulas for one person.
pub(super) struct FormulaBuilder<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) person: &'a Person,
    pub(super) standard: Standard,
    pub(super) start: CalendarMonth,
}

impl FormulaBuilder<'_> {
    /// Makes the formula of what a role or credential asks for.
    pub(super) fn of(&self, entry: Entry) -> Formula {
        self.all(self.catalog.requirements(entry))
    }

    /// Makes the formula of a list of requirements, all of which have to be met, under the standard.
    pub(super) fn all(&self, requirements: &[Requirement]) -> Formula {
        let mut product = Formula::always();
        let mut parts: Vec<Formula> = self.parts(requirements);
        // Few alternatives first: the large choices are the ones to keep nested.
        parts.sort_by_key(|part| part.alternatives.len());
        for part in parts {
            if part.is_always() {
                continue;
            }
            product = if product.alternatives.len() * part.alternatives.len() > MOST_ALTERNATIVES {
                conjoin(&product, &Formula::of(Literal::Nested { count: 1, of: vec![part] }))
            } else {
                conjoin(&product, &part)
            };
        }
        for alternative in &mut product.alternatives {
            self.keep_strongest(&mut alternative.literals);
        }
        self.absorb(&mut product);
        product
    }

    /// Makes the formulas of the nodes that the standard keeps.
    fn parts(&self, nodes: &[Requirement]) -> Vec<Formula> {
        nodes.iter().filter_map(|node| self.node(node)).collect()
    }

    /// Makes the formula of a node; `None` when the standard drops it.
    fn node(&self, requirement: &Requirement) -> Option<Formula> {
        if !self.standard.keeps(requirement.strength, requirement.rare) {
            return None;
        }
        let mut formula = match &requirement.kind {
            RequirementKind::Credential(credential) => self.holding(1, vec![*credential]),
            RequirementKind::All(nodes) => self.all(nodes),
            RequirementKind::Any(nodes) => self.any(nodes)?,
            RequirementKind::AtLeast { count, of } => self.at_least(*count as usize, of),
            RequirementKind::Experience { domain, months, after, .. } => {
                let counted = match after {
                    Some(credential) => Counted::After(*domain, *credential),
                    None => Counted::Experience(*domain),
                };
                self.counter(counted, months.0)
            }
            RequirementKind::Tenure { role, months } => self.counter(Counted::Tenure(*role), months.0),
        };
        let opens = requirement.from.map_or(0, |from| from.since(self.start).max(0));
        let closes = requirement.until.map_or(INFINITE, |until| until.since(self.start));
        for alternative in &mut formula.alternatives {
            alternative.opens = alternative.opens.max(opens);
            alternative.closes = alternative.closes.min(closes);
        }
        formula.alternatives.retain(|alternative| alternative.opens <= alternative.closes);
        Some(formula)
    }

    fn counter(&self, counted: Counted, months: u32) -> Formula {
        if months <= months_at_start(self.person, counted) {
            return Formula::always();
        }
        Formula::of(Literal::Counter { counted, months: i32::try_from(months).unwrap_or(INFINITE) })
    }

    fn holding(&self, count: usize, of: Vec<CredentialId>) -> Formula {
        let held = of.iter().filter(|credential| self.person.holds(**credential)).count();
        if held >= count {
            return Formula::always();
        }
        let missing: Vec<CredentialId> =
            of.into_iter().filter(|credential| !self.person.holds(*credential)).collect();
        if missing.len() < count - held {
            return Formula::never();
        }
        Formula::of(Literal::Holding { count: count - held, of: missing })
    }

    /// Makes the formula of a choice; `None` when the standard drops all of it.
    fn any(&self, nodes: &[Requirement]) -> Option<Formula> {
        let mut formula = Formula::never();
        let mut credentials: Vec<CredentialId> = Vec::new();
        let mut is_empty = true;
        for node in nodes {
            let Some(part) = self.node(node) else { continue };
            is_empty = false;
            match plain_credential(node) {
                Some(credential) => credentials.push(credential),
                None => formula.alternatives.extend(part.alternatives),
            }
        }
        if is_empty {
            return None;
        }
        if !credentials.is_empty() {
            credentials.sort_unstable();
            credentials.dedup();
            formula.alternatives.extend(self.holding(1, credentials).alternatives);
        }
        self.absorb(&mut formula);
        Some(formula)
    }

    fn at_least(&self, count: usize, nodes: &[Requirement]) -> Formula {
        let kept: Vec<&Requirement> =
            nodes.iter().filter(|node| self.standard.keeps(node.strength, node.rare)).collect();
        let mut distinct: Vec<CredentialId> = kept.iter().filter_map(|node| plain_credential(node)).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let parts = self.parts(nodes);
        let count = count.min(parts.len());
        if count == 0 {
            return Formula::always();
        }
        if distinct.len() == parts.len() {
            return self.holding(count, distinct);
        }
        let met = parts.iter().filter(|part| part.is_always()).count();
        if met >= count {
            return Formula::always();
        }
        let open: Vec<Formula> =
            parts.into_iter().filter(|part| !part.is_always() && !part.alternatives.is_empty()).collect();
        let count = count - met;
        if open.len() < count {
            return Formula::never();
        }
        Formula::of(Literal::Nested { count, of: open })
    }

    /// Drops literals that another one of the same list implies.
    fn keep_strongest(&self, literals: &mut Vec<Literal>) {
        let mut kept: Vec<Literal> = Vec::with_capacity(literals.len());
        for literal in literals.drain(..) {
            if kept.iter().any(|other| self.literal_implies(other, &literal)) {
                continue;
            }
            kept.retain(|other| !self.literal_implies(&literal, other));
            kept.push(literal);
        }
        *literals = kept;
    }

    /// Drops alternatives that ask for everything another one asks for.
    fn absorb(&self, formula: &mut Formula) {
        let mut kept: Vec<Alternative> = Vec::new();
        for alternative in std::mem::take(&mut formula.alternatives) {
            if kept.iter().any(|other| self.alternative_implies(&alternative, other)) {
                continue;
            }
            kept.retain(|other| !self.alternative_implies(other, &alternative));
            kept.push(alternative);
        }
        formula.alternatives = kept;
    }

    /// Tells whether meeting `strong` always means meeting `weak`.
    fn alternative_implies(&self, strong: &Alternative, weak: &Alternative) -> bool {
        weak.opens <= strong.opens
            && strong.closes <= weak.closes
            && weak
                .literals
                .iter()
                .all(|weak| strong.literals.iter().any(|strong| self.literal_implies(strong, weak)))
    }

    /// Tells whether having `strong` always means having `weak`; may miss cases, never claims one too many.
    fn literal_implies(&self, strong: &Literal, weak: &Literal) -> bool {
        match (strong, weak) {
            (Literal::Holding { count: 1, of: strong }, Literal::Holding { count: 1, of: weak }) => {
                strong.iter().all(|strong| {
                    self.catalog.credential(*strong).closure.iter().any(|implied| weak.contains(implied))
                })
            }
            (
                Literal::Counter { counted: strong, months: more },
                Literal::Counter { counted: weak, months: fewer },
            ) => more >= fewer && self.counts_at_least(*strong, *weak),
            _ => strong == weak,
        }
    }

    /// Tells whether a month counted in one is always counted in the other; holds for a domain and what it is
    /// part of, and for experience after a credential and all experience.
    fn counts_at_least(&self, counted: Counted, wider: Counted) -> bool {
        match (counted, wider) {
            (Counted::Experience(inner) | Counted::After(inner, _), Counted::Experience(outer)) => {
                self.catalog.domain(inner).ancestors.contains(&outer)
            }
            _ => counted == wider,
        }
    }

    /// Tells whether `weak` is met whenever `strong` is; may miss cases, never claims one too many.
    pub(super) fn formula_implies(&self, strong: &Formula, weak: &Formula) -> bool {
        strong
            .alternatives
            .iter()
            .all(|strong| weak.alternatives.iter().any(|weak| self.alternative_implies(strong, weak)))
    }
}

/// Returns the months a person has at month 0. Experience after a credential that is held counts in full.
pub(super) fn months_at_start(person: &Person, counted: Counted) -> u32 {
    match counted {
        Counted::Experience(domain) => person.months_in_domain(domain).0,
        Counted::Tenure(role) => person.months_in_role(role).0,
        Counted::After(domain, credential) if person.holds(credential) => person.months_in_domain(domain).0,
        Counted::After(..) => 0,
    }
}

fn plain_credential(node: &Requirement) -> Option<CredentialId> {
    match node.kind {
        RequirementKind::Credential(credential) if node.from.is_none() && node.until.is_none() => {
            Some(credential)
        }
        _ => None,
    }
}

fn conjoin(left: &Formula, right: &Formula) -> Formula {
    let mut alternatives = Vec::with_capacity(left.alternatives.len() * right.alternatives.len());
    for left in &left.alternatives {
        for right in &right.alternatives {
            let mut literals = left.literals.clone();
            for literal in &right.literals {
                if !literals.contains(literal) {
                    literals.push(literal.clone());
                }
            }
            let both = Alternative {
                literals,
                opens: left.opens.max(right.opens),
                closes: left.closes.min(right.closes),
            };
            if both.opens <= both.closes {
                alternatives.push(both);
            }
        }
    }
    Formula { alternatives }
}
