//! Roles that give the same: which kinds of them there are, and which kinds give all that another one gives.
//!
//! Every state asks which of the roles that are available by then give something that no role before them gives as well.
//! Compared role by role that is most of the time of a search; the kinds are compared once for a problem.

use rustc_hash::FxHashMap;

use super::bits::{self, Bits};
use super::problem::RoleData;

/// Beyond this many kinds the comparison of every two would take longer than it saves.
const MOST: usize = 1_024;

/// The kinds of the roles of a problem.
#[derive(Clone, Debug)]
pub(super) struct Kinds {
    /// The kind of each role.
    of: Vec<u32>,
    /// For each kind, those that give all that it gives, itself among them.
    covering: Vec<Bits>,
}

impl Kinds {
    /// Finds the kinds; `None` where there are too many.
    pub(super) fn new(roles: &[RoleData]) -> Option<Self> {
        let mut known: FxHashMap<&[u64], u32> = FxHashMap::default();
        let mut gains: Vec<&[u64]> = Vec::new();
        let mut of = Vec::with_capacity(roles.len());
        for role in roles {
            let kind = *known.entry(&role.gains.0).or_insert_with(|| {
                gains.push(&role.gains.0);
                gains.len() as u32 - 1
            });
            if gains.len() > MOST {
                return None;
            }
            of.push(kind);
        }
        let covering = |own: &&[u64]| {
            let mut covering = Bits::new(gains.len());
            let greater = gains.iter().enumerate().filter(|(_, other)| bits::is_subset(own, other));
            greater.for_each(|(kind, _)| covering.insert(kind));
            covering
        };
        Some(Self { of, covering: gains.iter().map(covering).collect() })
    }

    /// Returns how many kinds there are.
    pub(super) fn len(&self) -> usize {
        self.covering.len()
    }

    /// Adds the kind of a role to others; tells whether one of these covered it already.
    pub(super) fn is_covered(&self, role: usize, others: &mut Bits) -> bool {
        let kind = self.of[role] as usize;
        let is_covered = bits::intersects(&self.covering[kind].0, &others.0);
        if !is_covered {
            others.insert(kind);
        }
        is_covered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gives_no_more_than_those_before_is_covered() {
        let role = |gains: &[usize]| {
            let mut bits = Bits::new(3);
            for counter in gains {
                bits.insert(*counter);
            }
            RoleData {
                id: crate::ids::RoleId::from_index(0),
                delay: 1,
                formula: None,
                gains: bits,
                enables: Vec::new(),
                mark: None,
                pay: 0,
            }
        };
        let roles = [role(&[0]), role(&[1, 2]), role(&[1]), role(&[0]), role(&[]), role(&[0, 1])];
        let kinds = Kinds::new(&roles).expect("a few kinds");
        assert_eq!(kinds.len(), 5);
        let mut others = Bits::new(kinds.len());
        let covered: Vec<bool> = (0..roles.len()).map(|role| kinds.is_covered(role, &mut others)).collect();
        assert_eq!(covered, [false, false, true, true, true, false]);
    }
}
