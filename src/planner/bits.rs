//! Fixed-width bit sets over dense indices, stored as words so that states can lie in one array.

/// Returns how many words hold `bits` bits; at least one.
pub(super) fn words_for(bits: usize) -> usize {
    bits.div_ceil(64).max(1)
}

/// A set of small indices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Bits(pub(super) Vec<u64>);

impl Bits {
    pub(super) fn new(bits: usize) -> Self {
        Self(vec![0; words_for(bits)])
    }

    pub(super) fn insert(&mut self, index: usize) {
        insert(&mut self.0, index);
    }

    pub(super) fn remove(&mut self, index: usize) {
        remove(&mut self.0, index);
    }

    pub(super) fn contains(&self, index: usize) -> bool {
        contains(&self.0, index)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        iter(&self.0)
    }
}

pub(super) fn insert(words: &mut [u64], index: usize) {
    words[index / 64] |= 1 << (index % 64);
}

pub(super) fn remove(words: &mut [u64], index: usize) {
    words[index / 64] &= !(1 << (index % 64));
}

pub(super) fn contains(words: &[u64], index: usize) -> bool {
    words[index / 64] >> (index % 64) & 1 == 1
}

pub(super) fn insert_all(words: &mut [u64], indices: &[u32]) {
    for &index in indices {
        insert(words, index as usize);
    }
}

pub(super) fn contains_all(words: &[u64], indices: &[u32]) -> bool {
    indices.iter().all(|&index| contains(words, index as usize))
}

/// Tells whether every member of `inner` is a member of `outer`.
pub(super) fn is_subset(inner: &[u64], outer: &[u64]) -> bool {
    inner.iter().zip(outer).all(|(inner, outer)| inner & !outer == 0)
}

pub(super) fn intersects(left: &[u64], right: &[u64]) -> bool {
    left.iter().zip(right).any(|(left, right)| left & right != 0)
}

pub(super) fn union_into(words: &mut [u64], other: &[u64]) {
    for (word, other) in words.iter_mut().zip(other) {
        *word |= other;
    }
}

pub(super) fn iter(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(position, &word)| {
        std::iter::successors((word != 0).then_some(word), |rest| {
            let rest = rest & (rest - 1);
            (rest != 0).then_some(rest)
        })
        .map(move |rest| position * 64 + rest.trailing_zeros() as usize)
    })
}
