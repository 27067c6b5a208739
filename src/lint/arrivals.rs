//! When anybody can have anything at the earliest, at the least that is asked under any standard.
//!
//! Months are counted from the day of somebody who has nothing but what nobody gets in the catalog: retired
//! credentials, credentials without a study, experience that no role gives. That studies and jobs come one at a time is
//! left aside, and a search takes a month where the role does not state its own. So nobody is ever faster, and what has
//! no month here cannot be had at all, now or later.
//!
//! # Complexity
//! Each requirement is met once, in the order of the months (D. E. Knuth, "A generalization of Dijkstra's algorithm",
//! 1977): the size of the catalog times its logarithm.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, CredentialStatus, RequirementKind};
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::units::{CalendarMonth, Months};

use super::dates;
use super::requirements::{Counting, Site, is_choice};

/// The earliest months.
#[derive(Debug)]
pub(super) struct Arrivals {
    roles: Vec<Option<u32>>,
    credentials: Vec<Option<u32>>,
    domains: Vec<Option<u32>>,
    /// First those of the requirements, then one for each role and each credential, then those of studies.
    gates: Vec<Gate>,
    requirements: usize,
    closed: Vec<Entry>,
}

/// Something that opens once enough of what it waits for is there.
#[derive(Clone, Copy, Debug)]
struct Gate {
    /// How many more have to come; [`NEVER`] where nothing helps.
    missing: usize,
    /// The months that go by between the last of them and the opening.
    delay: u32,
    leads: Leads,
    opened: Option<u32>,
    /// The gate that opened last of those waited for.
    decided_by: Option<usize>,
}

/// More than anything waits for.
const NEVER: usize = usize::MAX;

/// What an opened gate is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leads {
    Nowhere,
    Gate(usize),
    Search(RoleId),
    Studies(CredentialId),
    Credential(CredentialId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Opening(usize),
    Role(RoleId),
    Credential(CredentialId),
}

impl Arrivals {
    /// Computes the earliest months; what can no longer be met in the month `now` is taken for never met.
    ///
    /// * `sites`: every requirement of the catalog, as [`super::requirements::collect`] lists them.
    pub(super) fn new(catalog: &Catalog, sites: &[Site<'_>], now: CalendarMonth) -> Self {
        let mut walk = Walk::new(catalog, sites);
        walk.add_requirements(sites, now);
        walk.close_entries(sites, now);
        walk.add_studies();
        walk.run();
        walk.arrivals
    }

    /// Returns the earliest month in which somebody starts in a role or holds a credential.
    pub(super) fn of(&self, entry: Entry) -> Option<u32> {
        match entry {
            Entry::Role(role) => self.roles[role.index()],
            Entry::Credential(credential) => self.credentials[credential.index()],
        }
    }

    /// Returns the earliest month in which somebody works who gets experience in a domain.
    pub(super) fn of_domain(&self, domain: DomainId) -> Option<u32> {
        self.domains[domain.index()]
    }

    /// Returns the earliest month in which all is met that an entry asks for.
    pub(super) fn met(&self, entry: Entry) -> Option<u32> {
        self.gates[self.gate_of(entry)].opened
    }

    /// Returns the requirement of an entry that is met last, at whatever depth, by its position in the list of all;
    /// `None` where nothing is asked.
    pub(super) fn decided_by(&self, entry: Entry) -> Option<usize> {
        let mut last = self.gates[self.gate_of(entry)].decided_by?;
        while let Some(next) = self.gates[last].decided_by {
            last = next;
        }
        Some(last)
    }

    /// Returns the entries whose own requirements can no longer be met, whatever somebody has; roles first.
    pub(super) fn closed(&self) -> &[Entry] {
        &self.closed
    }

    /// Tells whether an entry is one of those [`Self::closed`].
    pub(super) fn is_closed(&self, entry: Entry) -> bool {
        self.gates[self.gate_of(entry)].missing == NEVER
    }

    fn gate_of(&self, entry: Entry) -> usize {
        match entry {
            Entry::Role(role) => self.requirements + role.index(),
            Entry::Credential(credential) => self.requirements + self.roles.len() + credential.index(),
        }
    }
}

/// Tells whether anybody can still study for a credential.
fn can_be_earned(catalog: &Catalog, credential: CredentialId) -> bool {
    let credential = catalog.credential(credential);
    credential.status == CredentialStatus::Active && !credential.study.is_empty()
}

/// The walk from the first month on.
struct Walk<'a> {
    catalog: &'a Catalog,
    arrivals: Arrivals,
    /// The gates of the ways to study for each credential.
    studies: Vec<Range<usize>>,
    /// For each role, credential and domain the gates that wait for it.
    for_role: Vec<Vec<usize>>,
    for_credential: Vec<Vec<usize>>,
    for_domain: Vec<Vec<usize>>,
    events: BinaryHeap<Reverse<(u32, Event)>>,
}

impl<'a> Walk<'a> {
    fn new(catalog: &'a Catalog, sites: &[Site<'_>]) -> Self {
        let [roles, credentials, domains] =
            [catalog.roles.len(), catalog.credentials.len(), catalog.domains.len()];
        let arrivals = Arrivals {
            roles: vec![None; roles],
            credentials: vec![None; credentials],
            domains: vec![None; domains],
            gates: Vec::new(),
            requirements: sites.len(),
            closed: Vec::new(),
        };
        Self {
            catalog,
            arrivals,
            studies: Vec::new(),
            for_role: vec![Vec::new(); roles],
            for_credential: vec![Vec::new(); credentials],
            for_domain: vec![Vec::new(); domains],
            events: BinaryHeap::new(),
        }
    }

    fn add_gate(&mut self, missing: usize, delay: u32, leads: Leads) -> usize {
        let gates = &mut self.arrivals.gates;
        gates.push(Gate { missing, delay, leads, opened: None, decided_by: None });
        gates.len() - 1
    }

    /// Adds a gate for each requirement and for each entry, and what they wait for.
    fn add_requirements(&mut self, sites: &[Site<'_>], now: CalendarMonth) {
        for _ in sites {
            self.add_gate(0, 0, Leads::Nowhere);
        }
        for role in self.catalog.role_ids() {
            self.add_gate(0, 0, Leads::Search(role));
        }
        for credential in self.catalog.credential_ids() {
            self.add_gate(0, 0, Leads::Studies(credential));
        }
        let given = self.given();
        for (gate, site) in sites.iter().enumerate() {
            let parent = site.parent.unwrap_or_else(|| self.arrivals.gate_of(site.entry));
            let is_dropped = self.arrivals.gates[parent].leads == Leads::Nowhere;
            if is_dropped
                || !Counting::Least.counts(site.node, site.around.last().is_some_and(|node| is_choice(node)))
            {
                continue;
            }
            self.arrivals.gates[gate].leads = Leads::Gate(parent);
            if site.parent.is_none() {
                self.arrivals.gates[parent].missing += 1;
            }
            if site.node.is_leaf() {
                self.wait_for_facts(gate, &site.node.kind, &given);
            }
        }
        for (gate, site) in sites.iter().enumerate() {
            let missing = &mut self.arrivals.gates[gate].missing;
            if !site.node.is_leaf() {
                *missing = Counting::Least.needed(site.node);
            }
            if dates::holds_dates(site.node)
                && !dates::any_from(&dates::months(site.node, Counting::Least), now)
            {
                *missing = NEVER;
            }
        }
    }

    /// Returns for each domain whether any role gives experience in it.
    fn given(&self) -> Vec<bool> {
        let mut given = vec![false; self.catalog.domains.len()];
        for &domain in self.catalog.roles.iter().flat_map(|role| &role.gives) {
            for wider in &self.catalog.domain(domain).ancestors {
                given[wider.index()] = true;
            }
        }
        given
    }

    /// Has the gate of a requirement wait for what it names.
    fn wait_for_facts(&mut self, gate: usize, kind: &RequirementKind, given: &[bool]) {
        let this = &mut self.arrivals.gates[gate];
        match kind {
            RequirementKind::Credential(credential) => {
                this.missing = 1;
                self.for_credential[credential.index()].push(gate);
            }
            RequirementKind::Experience { domain, months, after, .. } if *months > Months(0) => {
                if given[domain.index()] {
                    this.missing += 1;
                    this.delay = months.0;
                    self.for_domain[domain.index()].push(gate);
                }
                if let Some(credential) = after {
                    this.missing += 1;
                    self.for_credential[credential.index()].push(gate);
                }
            }
            RequirementKind::Tenure { role, months } if *months > Months(0) => {
                this.missing = 1;
                this.delay = months.0;
                self.for_role[role.index()].push(gate);
            }
            _ => {}
        }
    }

    /// Closes the entries whose dated requirements have no month left in common.
    fn close_entries(&mut self, sites: &[Site<'_>], now: CalendarMonth) {
        let dated = sites.iter().filter(|site| dates::is_dated(site.node)).map(|site| site.entry);
        let mut seen = FxHashSet::default();
        for entry in dated.filter(|entry| seen.insert(*entry)) {
            let months = dates::months_of_all(self.catalog.requirements(entry), Counting::Least);
            if !dates::any_from(&months, now) {
                let gate = self.arrivals.gate_of(entry);
                self.arrivals.gates[gate].missing = NEVER;
                self.arrivals.closed.push(entry);
            }
        }
    }

    /// Adds a gate for each way of study: it opens when what the credential asks is met, and one of the roles that it is
    /// tied to is there.
    fn add_studies(&mut self) {
        for (credential, entry) in self.catalog.credential_ids().zip(&self.catalog.credentials) {
            let mut gates = Vec::new();
            if can_be_earned(self.catalog, credential) {
                gates.extend(entry.study.iter().map(|study| {
                    let waits_for = if study.while_in.is_empty() { 1 } else { 2 };
                    self.add_gate(waits_for, study.months.0, Leads::Credential(credential))
                }));
            } else {
                self.events.push(Reverse((0, Event::Credential(credential))));
            }
            let range = gates.first().map_or(0..0, |first| *first..first + gates.len());
            for (study, gate) in entry.study.iter().zip(range.clone()) {
                if !study.while_in.is_empty() {
                    let tie = self.add_gate(1, 0, Leads::Gate(gate));
                    for role in &study.while_in {
                        self.for_role[role.index()].push(tie);
                    }
                }
            }
            self.studies.push(range);
        }
    }

    fn run(&mut self) {
        for (number, gate) in self.arrivals.gates.iter().enumerate() {
            if gate.missing == 0 {
                self.events.push(Reverse((0, Event::Opening(number))));
            }
        }
        while let Some(Reverse((month, event))) = self.events.pop() {
            match event {
                Event::Opening(gate) => self.open(gate, month),
                Event::Role(role) => self.start(role, month),
                Event::Credential(credential) => self.hold(credential, month),
            }
        }
    }

    fn open(&mut self, gate: usize, month: u32) {
        let this = &mut self.arrivals.gates[gate];
        this.opened = Some(month);
        match this.leads {
            Leads::Nowhere => {}
            Leads::Gate(next) => self.come(next, month, Some(gate)),
            Leads::Search(role) => {
                let search = self.catalog.role(role).search_months.map_or(1, |months| months.0);
                self.events.push(Reverse((month.saturating_add(search), Event::Role(role))));
            }
            Leads::Studies(credential) => {
                for study in self.studies[credential.index()].clone() {
                    self.come(study, month, None);
                }
            }
            Leads::Credential(credential) => self.hold(credential, month),
        }
    }

    /// Notes that something has come that a gate waits for.
    fn come(&mut self, gate: usize, month: u32, by: Option<usize>) {
        let this = &mut self.arrivals.gates[gate];
        if this.missing == NEVER || this.missing == 0 {
            return;
        }
        this.missing -= 1;
        if this.missing == 0 {
            this.decided_by = by;
            self.events.push(Reverse((month.saturating_add(this.delay), Event::Opening(gate))));
        }
    }

    fn start(&mut self, role: RoleId, month: u32) {
        self.arrivals.roles[role.index()] = Some(month);
        for gate in std::mem::take(&mut self.for_role[role.index()]) {
            self.come(gate, month, None);
        }
        let catalog = self.catalog;
        for domain in catalog.role(role).gives.iter().flat_map(|given| &catalog.domain(*given).ancestors) {
            if self.arrivals.domains[domain.index()].is_none() {
                self.arrivals.domains[domain.index()] = Some(month);
                for gate in std::mem::take(&mut self.for_domain[domain.index()]) {
                    self.come(gate, month, None);
                }
            }
        }
    }

    fn hold(&mut self, credential: CredentialId, month: u32) {
        let catalog = self.catalog;
        for held in &catalog.credential(credential).closure {
            if self.arrivals.credentials[held.index()].is_none() {
                self.arrivals.credentials[held.index()] = Some(month);
                for gate in std::mem::take(&mut self.for_credential[held.index()]) {
                    self.come(gate, month, None);
                }
            }
        }
    }
}
