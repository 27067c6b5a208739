//! Random cases as small values that shrink, and their meaning.
//!
//! A spec is made of small numbers, each of which has a meaning in every spec: an entry is picked by a
//! number modulo how many there are. So every spec is a valid catalog and query, however far it has been
//! shrunk. Most picks lead to entries that stand earlier, which keeps most targets within reach; a `wild`
//! pick leads anywhere, also to a cycle.

mod render;
mod strategy;

pub(crate) use render::{Case, render};
pub(crate) use strategy::{large_specs, specs, wishes};

/// A whole case.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spec {
    pub(crate) domains: Vec<DomainSpec>,
    pub(crate) credentials: Vec<CredentialSpec>,
    pub(crate) roles: Vec<RoleSpec>,
    pub(crate) person: PersonSpec,
    pub(crate) query: QuerySpec,
}

/// A domain; it can be part of earlier ones only.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DomainSpec {
    pub(crate) part_of: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CredentialSpec {
    /// Earlier credentials.
    pub(crate) implies: Vec<u8>,
    pub(crate) retired: bool,
    pub(crate) requires: Vec<NodeSpec>,
    pub(crate) studies: Vec<StudySpec>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StudySpec {
    pub(crate) full_time: bool,
    pub(crate) months: u8,
    /// Hours a week, in steps of five.
    pub(crate) hours: Option<u8>,
    /// The price in hundreds.
    pub(crate) cost: Option<u8>,
    /// Roles it is tied to; part-time study only.
    pub(crate) tied: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RoleSpec {
    pub(crate) gives: Vec<u8>,
    pub(crate) search: Option<u8>,
    pub(crate) requires: Vec<NodeSpec>,
}

/// A choice among the entries that stand earlier, or among all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pick {
    pub(crate) number: u8,
    pub(crate) wild: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NodeSpec {
    pub(crate) asks: Asks,
    /// 0 required, 1 usual, 2 preferred.
    pub(crate) strength: u8,
    pub(crate) rare: bool,
    /// Months from the first month of the plan.
    pub(crate) from: Option<i8>,
    pub(crate) until: Option<i8>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Asks {
    Credential(Pick),
    All(Vec<NodeSpec>),
    Any(Vec<NodeSpec>),
    AtLeast(u8, Vec<NodeSpec>),
    Experience { domain: Pick, months: u8, after: Option<Pick>, within: bool },
    Tenure { role: Pick, months: u8 },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PersonSpec {
    pub(crate) role: Option<u8>,
    pub(crate) credentials: Vec<u8>,
    pub(crate) history: Vec<(u8, u8)>,
    pub(crate) experience: Vec<(u8, u8)>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QuerySpec {
    pub(crate) target: TargetSpec,
    /// 0 minimum, 1 typical, 2 competitive.
    pub(crate) standard: u8,
    pub(crate) search: u8,
    pub(crate) stay: u8,
    /// In hundreds.
    pub(crate) budget: Option<u8>,
    pub(crate) deadline: Option<u8>,
    pub(crate) keep_working: bool,
    /// In steps of five.
    pub(crate) hours: Option<u8>,
    pub(crate) avoid_roles: Vec<u8>,
    pub(crate) avoid_credentials: Vec<u8>,
    pub(crate) wish: WishSpec,
}

/// What is best, and what is wanted on the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct WishSpec {
    /// 0 time, 1 cost, 2 pay, 3 changes.
    pub(crate) objective: u8,
    /// Pay a year for the roles in order, in steps of three hundred; the roles beyond have none.
    pub(crate) pay: Vec<Option<u8>>,
    /// The months over which pay is counted.
    pub(crate) horizon: u8,
    /// Further targets.
    pub(crate) also: Vec<TargetSpec>,
    pub(crate) via_roles: Vec<u8>,
    pub(crate) via_credentials: Vec<u8>,
    pub(crate) job_changes: Option<u8>,
}

/// Where the plan leads, counted from the last entry.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TargetSpec {
    Role(u8),
    Credential(u8),
}

impl Spec {
    /// Calls `change` for every node of every requirement, parents first.
    pub(crate) fn change_nodes(&mut self, change: &mut impl FnMut(&mut NodeSpec)) {
        let roles = self.roles.iter_mut().map(|role| &mut role.requires);
        let credentials = self.credentials.iter_mut().map(|credential| &mut credential.requires);
        for nodes in roles.chain(credentials) {
            change_list(nodes, change);
        }
    }

    /// Calls `change` for every study option.
    pub(crate) fn change_studies(&mut self, mut change: impl FnMut(&mut StudySpec)) {
        self.credentials.iter_mut().flat_map(|credential| &mut credential.studies).for_each(&mut change);
    }
}

fn change_list(nodes: &mut [NodeSpec], change: &mut impl FnMut(&mut NodeSpec)) {
    for node in nodes {
        change(node);
        match &mut node.asks {
            Asks::All(of) | Asks::Any(of) | Asks::AtLeast(_, of) => change_list(of, change),
            _ => {}
        }
    }
}
