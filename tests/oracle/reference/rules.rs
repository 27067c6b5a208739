//! What roles and credentials ask, as the reference reads it.

use careerpath::catalog::{Catalog, Requirement, RequirementKind, Standard, Strength};
use careerpath::planner::Query;
use careerpath::profile::Person;

/// The most counters a state can hold.
pub(super) const COUNTERS: usize = 16;

/// Months counted, each at most the largest number it is compared with.
pub(super) type Counters = [u8; COUNTERS];

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    Domain(usize),
    DomainAfter(usize, usize),
    Role(usize),
}

/// A requirement node under one standard, with its window in months from now.
struct Rule {
    asks: Asks,
    from: i64,
    until: i64,
}

enum Asks {
    Held(usize),
    /// At least this many of the nodes: all, one, or a number.
    Of(usize, Vec<Rule>),
    /// At least this many months on a counter.
    Count(usize, u32),
}

/// All rules of a catalog for one query.
pub(super) struct Rules {
    counted: Vec<Counted>,
    caps: Vec<u8>,
    roles: Vec<Vec<Rule>>,
    credentials: Vec<Vec<Rule>>,
    /// For each role the domains in which its months count.
    domains: Vec<Vec<usize>>,
    /// The last month at which a window opens or closes.
    pub(super) last_change: u32,
}

impl Rules {
    /// Reads the rules; `None` when there is more to count than a state can hold.
    pub(super) fn new(catalog: &Catalog, query: &Query) -> Option<Self> {
        let direct: Vec<Vec<usize>> =
            catalog.domains.iter().map(|d| d.part_of.iter().map(|p| p.index()).collect()).collect();
        let ancestors = crate::build::closures(&direct);
        let domains = catalog
            .roles
            .iter()
            .map(|role| {
                (0..catalog.domains.len())
                    .filter(|domain| role.gives.iter().any(|given| ancestors[given.index()].contains(domain)))
                    .collect()
            })
            .collect();
        let mut rules = Self {
            counted: Vec::new(),
            caps: Vec::new(),
            roles: Vec::new(),
            credentials: Vec::new(),
            domains,
            last_change: 0,
        };
        for role in &catalog.roles {
            let read = rules.read_list(&role.requires, query);
            rules.roles.push(read);
        }
        for credential in &catalog.credentials {
            let read = rules.read_list(&credential.requires, query);
            rules.credentials.push(read);
        }
        (rules.counted.len() <= COUNTERS).then_some(rules)
    }

    fn read_list(&mut self, nodes: &[Requirement], query: &Query) -> Vec<Rule> {
        nodes.iter().filter_map(|node| self.read(node, query)).collect()
    }

    /// Reads a node; `None` when the standard drops it.
    fn read(&mut self, node: &Requirement, query: &Query) -> Option<Rule> {
        let counts = match (query.standard, node.strength) {
            (Standard::Minimum, Strength::Required) => true,
            (Standard::Minimum, Strength::Usual | Strength::Preferred)
            | (Standard::Typical, Strength::Preferred) => false,
            (Standard::Typical, Strength::Required | Strength::Usual) | (Standard::Competitive, _) => {
                !node.rare
            }
        };
        if !counts {
            return None;
        }
        let asks = match &node.kind {
            RequirementKind::Credential(credential) => Asks::Held(credential.index()),
            RequirementKind::All(nodes) => {
                let nodes = self.read_list(nodes, query);
                Asks::Of(nodes.len(), nodes)
            }
            RequirementKind::Any(nodes) => {
                let nodes = self.read_list(nodes, query);
                if nodes.is_empty() {
                    return None;
                }
                Asks::Of(1, nodes)
            }
            RequirementKind::AtLeast { count, of } => {
                let nodes = self.read_list(of, query);
                Asks::Of(nodes.len().min(*count as usize), nodes)
            }
            RequirementKind::Experience { domain, months, after: None, within: _ } => {
                self.count(Counted::Domain(domain.index()), months.0)
            }
            RequirementKind::Experience { domain, months, after: Some(after), within: _ } => {
                self.count(Counted::DomainAfter(domain.index(), after.index()), months.0)
            }
            RequirementKind::Tenure { role, months } => self.count(Counted::Role(role.index()), months.0),
        };
        let from = node.from.map_or(i64::MIN, |month| i64::from(month.since(query.start)));
        let until = node.until.map_or(i64::MAX, |month| i64::from(month.since(query.start)));
        for change in [from, until.saturating_add(1)] {
            if let Ok(change) = u32::try_from(change) {
                self.last_change = self.last_change.max(change);
            }
        }
        Some(Rule { asks, from, until })
    }

    fn count(&mut self, counted: Counted, months: u32) -> Asks {
        let known = self.counted.iter().position(|known| *known == counted);
        let place = known.unwrap_or_else(|| {
            self.counted.push(counted);
            self.caps.push(0);
            self.counted.len() - 1
        });
        self.caps[place] = self.caps[place].max(u8::try_from(months).expect("few months"));
        Asks::Count(place, months)
    }

    pub(super) fn at_start(&self, person: &Person) -> Counters {
        let mut counters = [0; COUNTERS];
        for (place, counted) in self.counted.iter().enumerate() {
            let months = match *counted {
                Counted::Domain(domain) => months_in_domain(person, domain),
                Counted::DomainAfter(domain, after) => {
                    let holds = person.credentials().any(|held| held.index() == after);
                    if holds { months_in_domain(person, domain) } else { 0 }
                }
                Counted::Role(role) => person.months_in_role(careerpath::ids::RoleId::from_index(role)).0,
            };
            counters[place] = months.min(u32::from(self.caps[place])) as u8;
        }
        counters
    }

    /// Counts a month in a role, with the credentials held when it began.
    pub(super) fn count_month(&self, role: usize, held: u16, counters: &mut Counters) {
        for (place, counted) in self.counted.iter().enumerate() {
            let gains = match *counted {
                Counted::Domain(domain) => self.domains[role].contains(&domain),
                Counted::DomainAfter(domain, after) => {
                    held & 1 << after != 0 && self.domains[role].contains(&domain)
                }
                Counted::Role(counted) => counted == role,
            };
            counters[place] = (counters[place] + u8::from(gains)).min(self.caps[place]);
        }
    }

    pub(super) fn role_open(&self, role: usize, held: u16, counters: &Counters, month: u32) -> bool {
        self.roles[role].iter().all(|rule| rule.holds(held, counters, month))
    }

    pub(super) fn credential_open(
        &self,
        credential: usize,
        held: u16,
        counters: &Counters,
        month: u32,
    ) -> bool {
        self.credentials[credential].iter().all(|rule| rule.holds(held, counters, month))
    }
}

impl Rule {
    fn holds(&self, held: u16, counters: &Counters, month: u32) -> bool {
        let open = (self.from..=self.until).contains(&i64::from(month));
        open && match &self.asks {
            Asks::Held(credential) => held & 1 << credential != 0,
            Asks::Of(count, nodes) => {
                nodes.iter().filter(|node| node.holds(held, counters, month)).count() >= *count
            }
            Asks::Count(counter, months) => u32::from(counters[*counter]) >= *months,
        }
    }
}

fn months_in_domain(person: &Person, domain: usize) -> u32 {
    person.months_in_domain(careerpath::ids::DomainId::from_index(domain)).0
}
