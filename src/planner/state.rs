//! The states of a search, kept in rows: one of each kind a state, a fixed number of words each.

use super::INFINITE;
use super::earliest::StateView;
use super::problem::{NO_ROLE, Problem, RoleIndex};
use super::rows::Rows;

/// No state, program or parent.
pub(super) const NONE: u32 = u32::MAX;

/// What is decided at a boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decision {
    /// The role applied for, or [`NO_ROLE`].
    pub(super) apply: RoleIndex,
    /// The program started, or [`NONE`].
    pub(super) study: u32,
}

/// The fixed part of a state.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) month: i32,
    pub(super) role: RoleIndex,
    pub(super) stay_until: i32,
    /// The role searched for, or [`NO_ROLE`], and the month it starts.
    pub(super) searched: RoleIndex,
    pub(super) hire: i32,
    /// The program studied, or [`NONE`], and the month it ends.
    pub(super) program: u32,
    pub(super) study_end: i32,
    pub(super) cost: i64,
    pub(super) changes: u32,
    /// What was earned so far, in twelfths, where pay is what counts.
    pub(super) earned: i64,
    /// The month no plan through this state beats.
    pub(super) bound: i32,
    pub(super) parent: u32,
    /// What the parent decided.
    pub(super) decision: Decision,
    /// Whether it is decided what to study from this boundary on.
    pub(super) settled: bool,
    /// Whether another state is at least as good.
    pub(super) dominated: bool,
}

/// All states of a search.
#[derive(Clone, Debug)]
pub(super) struct States {
    nodes: Rows<Node>,
    held: Rows<u64>,
    counts: Rows<u16>,
    declined_programs: Rows<u64>,
    declined_roles: Rows<u64>,
    earliest: Rows<u16>,
}

/// A state on its way in or out of the arrays.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) node: Node,
    pub(super) held: Vec<u64>,
    pub(super) counts: Vec<u16>,
    pub(super) declined_programs: Vec<u64>,
    pub(super) declined_roles: Vec<u64>,
    pub(super) earliest: Vec<i32>,
}

impl Draft {
    /// Makes the state at month 0.
    pub(super) fn start(problem: &Problem, earliest: Vec<i32>) -> Self {
        let words = problem.words();
        Self {
            node: Node {
                month: 0,
                role: problem.start_role,
                stay_until: 0,
                searched: NO_ROLE,
                hire: 0,
                program: NONE,
                study_end: 0,
                cost: 0,
                changes: 0,
                earned: 0,
                bound: 0,
                parent: NONE,
                decision: Decision { apply: NO_ROLE, study: NONE },
                settled: false,
                dominated: false,
            },
            held: vec![0; words.held],
            counts: problem.start_counts.clone(),
            declined_programs: vec![0; words.programs],
            declined_roles: vec![0; words.roles],
            earliest,
        }
    }

    pub(super) fn view(&self) -> StateView<'_> {
        view(&self.node, &self.held, &self.counts)
    }

    /// Becomes a copy of another draft without new allocations.
    pub(super) fn copy_from(&mut self, other: &Self) {
        self.node = other.node;
        self.held.clone_from(&other.held);
        self.counts.clone_from(&other.counts);
        self.declined_programs.clone_from(&other.declined_programs);
        self.declined_roles.clone_from(&other.declined_roles);
        self.earliest.clone_from(&other.earliest);
    }
}

fn view<'a>(node: &Node, held: &'a [u64], counts: &'a [u16]) -> StateView<'a> {
    StateView {
        month: node.month,
        role: node.role,
        stay_until: node.stay_until,
        search: (node.searched != NO_ROLE).then_some((node.searched, node.hire)),
        study: (node.program != NONE).then_some((node.program, node.study_end)),
        held,
        counts,
    }
}

impl States {
    pub(super) fn new(problem: &Problem, width: usize) -> Self {
        let words = problem.words();
        Self {
            nodes: Rows::new(1),
            held: Rows::new(words.held),
            counts: Rows::new(problem.counters.len()),
            declined_programs: Rows::new(words.programs),
            declined_roles: Rows::new(words.roles),
            earliest: Rows::new(width),
        }
    }

    /// Stores a state and returns its index.
    pub(super) fn push(&mut self, draft: &Draft) -> u32 {
        self.nodes.push(std::iter::once(draft.node));
        self.held.push(draft.held.iter().copied());
        self.counts.push(draft.counts.iter().copied());
        self.declined_programs.push(draft.declined_programs.iter().copied());
        self.declined_roles.push(draft.declined_roles.iter().copied());
        self.earliest.push(draft.earliest.iter().map(|&month| short(month)));
        self.nodes.len() as u32 - 1
    }

    /// Copies a state out.
    pub(super) fn load(&self, index: u32, draft: &mut Draft) {
        draft.node = *self.node(index);
        copy(&mut draft.held, self.held.row(index));
        copy(&mut draft.counts, self.counts.row(index));
        copy(&mut draft.declined_programs, self.declined_programs.row(index));
        copy(&mut draft.declined_roles, self.declined_roles.row(index));
        draft.earliest.clear();
        draft.earliest.extend(self.earliest.row(index).iter().map(|&month| long(month)));
    }

    /// Keeps what was learned about a state.
    pub(super) fn store_earliest(&mut self, index: u32, earliest: &[i32], bound: i32) {
        for (stored, &month) in self.earliest.row_mut(index).iter_mut().zip(earliest) {
            *stored = short(month);
        }
        self.node_mut(index).bound = bound;
    }

    pub(super) fn node(&self, index: u32) -> &Node {
        &self.nodes.row(index)[0]
    }

    pub(super) fn node_mut(&mut self, index: u32) -> &mut Node {
        &mut self.nodes.row_mut(index)[0]
    }

    pub(super) fn held(&self, index: u32) -> &[u64] {
        self.held.row(index)
    }

    pub(super) fn counts(&self, index: u32) -> &[u16] {
        self.counts.row(index)
    }

    /// Returns how many bytes the states take.
    pub(super) fn bytes(&self) -> u64 {
        self.nodes.bytes()
            + self.held.bytes()
            + self.counts.bytes()
            + self.declined_programs.bytes()
            + self.declined_roles.bytes()
            + self.earliest.bytes()
    }
}

/// Returns a month as it is stored, in half the space; no plan that is looked for is as long as the largest one.
fn short(month: i32) -> u16 {
    u16::try_from(month).unwrap_or(u16::MAX)
}

fn long(month: u16) -> i32 {
    if month == u16::MAX { INFINITE } else { i32::from(month) }
}

fn copy<T: Copy>(into: &mut Vec<T>, from: &[T]) {
    into.clear();
    into.extend_from_slice(from);
}
