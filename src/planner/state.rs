//! The states of a search, kept in flat arrays: one entry a state, a fixed number of words each.

use super::earliest::StateView;
use super::problem::{NO_ROLE, Problem, RoleIndex, Words};

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
    pub(super) words: Words,
    pub(super) counters: usize,
    pub(super) width: usize,
    pub(super) nodes: Vec<Node>,
    held: Vec<u64>,
    counts: Vec<u16>,
    declined_programs: Vec<u64>,
    declined_roles: Vec<u64>,
    earliest: Vec<i32>,
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
        Self {
            words: problem.words(),
            counters: problem.counters.len(),
            width,
            nodes: Vec::new(),
            held: Vec::new(),
            counts: Vec::new(),
            declined_programs: Vec::new(),
            declined_roles: Vec::new(),
            earliest: Vec::new(),
        }
    }

    /// Stores a state and returns its index.
    pub(super) fn push(&mut self, draft: &Draft) -> u32 {
        self.nodes.push(draft.node);
        self.held.extend_from_slice(&draft.held);
        self.counts.extend_from_slice(&draft.counts);
        self.declined_programs.extend_from_slice(&draft.declined_programs);
        self.declined_roles.extend_from_slice(&draft.declined_roles);
        self.earliest.extend_from_slice(&draft.earliest);
        self.nodes.len() as u32 - 1
    }

    /// Copies a state out.
    pub(super) fn load(&self, index: u32, draft: &mut Draft) {
        let index = index as usize;
        draft.node = self.nodes[index];
        copy(&mut draft.held, &self.held, index, self.words.held);
        copy(&mut draft.counts, &self.counts, index, self.counters);
        copy(&mut draft.declined_programs, &self.declined_programs, index, self.words.programs);
        copy(&mut draft.declined_roles, &self.declined_roles, index, self.words.roles);
        copy(&mut draft.earliest, &self.earliest, index, self.width);
    }

    /// Keeps what was learned about a state.
    pub(super) fn store_earliest(&mut self, index: u32, earliest: &[i32], bound: i32) {
        let start = index as usize * self.width;
        self.earliest[start..start + self.width].copy_from_slice(earliest);
        self.nodes[index as usize].bound = bound;
    }

    pub(super) fn held(&self, index: u32) -> &[u64] {
        let start = index as usize * self.words.held;
        &self.held[start..start + self.words.held]
    }

    pub(super) fn counts(&self, index: u32) -> &[u16] {
        let start = index as usize * self.counters;
        &self.counts[start..start + self.counters]
    }
}

fn copy<T: Copy>(into: &mut Vec<T>, from: &[T], index: usize, width: usize) {
    into.clear();
    into.extend_from_slice(&from[index * width..(index + 1) * width]);
}
