//! Where the places of files are after changes, and where they were before.

use std::ops::RangeInclusive;

use super::Edit;

/// A change that was made: some bytes went, and others came in their place.
#[derive(Clone, Debug)]
struct Move {
    path: String,
    start: usize,
    removed: usize,
    inserted: usize,
}

impl Move {
    fn after(&self, byte: usize, on_the_edge: usize) -> usize {
        if byte < self.start {
            byte
        } else if byte <= self.start + self.removed {
            on_the_edge
        } else {
            byte - self.removed + self.inserted
        }
    }

    fn before(&self, byte: usize) -> usize {
        if byte < self.start + self.inserted {
            byte.min(self.start)
        } else {
            byte - self.inserted + self.removed
        }
    }
}

/// Changes of files, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub(super) struct Moves(Vec<Move>);

impl Moves {
    /// Adds a change, which is made in what the others have left.
    pub(super) fn push(&mut self, edit: &Edit) {
        self.0.push(Move {
            path: edit.path.clone(),
            start: edit.span.start,
            removed: edit.span.len(),
            inserted: edit.replacement.len(),
        });
    }

    /// Returns the changes that were made after those of an earlier time.
    pub(super) fn since(&self, earlier: &Self) -> Self {
        Self(self.0[earlier.0.len().min(self.0.len())..].to_vec())
    }

    /// Returns where what began at a byte begins after the changes. What a change touches may begin anywhere in what it
    /// has put in.
    pub(super) fn after(&self, path: &str, byte: usize) -> RangeInclusive<usize> {
        let of_file = self.0.iter().filter(|change| change.path == path);
        let (first, last) = of_file.fold((byte, byte), |(first, last), change| {
            (change.after(first, change.start), change.after(last, change.start + change.inserted))
        });
        first..=last
    }

    /// Returns where what begins at a byte began before the changes; for what a change has put in, where that was done.
    pub(super) fn before(&self, path: &str, byte: usize) -> usize {
        let of_file = self.0.iter().rev().filter(|change| change.path == path);
        of_file.fold(byte, |byte, change| change.before(byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_again() {
        let mut moves = Moves::default();
        for (span, replacement) in [(6..8, ""), (2..3, "CCC")] {
            moves.push(&Edit { path: "a".to_owned(), span, replacement: replacement.to_owned() });
        }
        // abcdefghij -> abcdefij -> abCCCdefij
        for (before, after) in [(0, 0..=0), (1, 1..=1), (4, 6..=6), (5, 7..=7), (7, 8..=8), (9, 9..=9)] {
            assert_eq!(moves.after("a", before), after);
        }
        assert_eq!((moves.after("a", 2), moves.after("a", 3)), (2..=5, 2..=5), "either side of a change");
        for (after, before) in [(0, 0), (2, 2), (4, 2), (5, 3), (7, 5), (8, 8), (9, 9)] {
            assert_eq!(moves.before("a", after), before);
        }
        assert_eq!((moves.after("b", 9), moves.before("b", 9)), (9..=9, 9));
        assert_eq!(moves.since(&Moves::default()).after("a", 9), 9..=9);
        assert_eq!(moves.since(&moves).after("a", 4), 4..=4);
    }
}
