//! Rows of one width that are only ever added: blocks of a fixed size, so that what they take is what they hold.
//!
//! A vector that doubles would take up to twice as much, and three times that while it moves. A search that counts its
//! memory needs the truth.

/// How many rows a block has.
const BLOCK: usize = 64;

/// Rows of `width` values each.
#[derive(Clone, Debug)]
pub(super) struct Rows<T> {
    width: usize,
    len: usize,
    blocks: Vec<Vec<T>>,
}

impl<T: Copy> Rows<T> {
    pub(super) fn new(width: usize) -> Self {
        Self { width, len: 0, blocks: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Adds a row; the iterator gives as many values as a row has.
    pub(super) fn push(&mut self, row: impl Iterator<Item = T>) {
        if self.len.is_multiple_of(BLOCK) {
            self.blocks.push(Vec::with_capacity(BLOCK * self.width));
        }
        self.len += 1;
        if let Some(block) = self.blocks.last_mut() {
            block.extend(row);
        }
    }

    pub(super) fn row(&self, index: u32) -> &[T] {
        let start = index as usize % BLOCK * self.width;
        &self.blocks[index as usize / BLOCK][start..start + self.width]
    }

    pub(super) fn row_mut(&mut self, index: u32) -> &mut [T] {
        let start = index as usize % BLOCK * self.width;
        &mut self.blocks[index as usize / BLOCK][start..start + self.width]
    }

    /// Returns how many bytes the rows take.
    pub(super) fn bytes(&self) -> u64 {
        let block = BLOCK * self.width * size_of::<T>() + size_of::<Vec<T>>();
        (self.blocks.len() * block) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_what_was_put_in_and_count_what_they_take() {
        let mut rows: Rows<u16> = Rows::new(3);
        for number in 0..200 {
            rows.push([number, number + 1, number + 2].into_iter());
        }
        rows.row_mut(130)[1] = 7;
        assert_eq!(
            (rows.row(0), rows.row(130), rows.row(199)),
            (&[0, 1, 2][..], &[130, 7, 132][..], &[199, 200, 201][..])
        );
        assert_eq!(rows.len(), 200);
        assert_eq!(rows.bytes(), 4 * (64 * 3 * 2 + 24), "four blocks");
        let mut nothing: Rows<u64> = Rows::new(0);
        nothing.push(std::iter::empty());
        assert!(nothing.row(0).is_empty());
    }
}
