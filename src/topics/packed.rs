//! Many cosines at once.
//!
//! Takes vectors. Gives the dot products of any row with all of them, tile by tile: sixteen rows lie side by side, so
//! that the processor multiplies them together. Never adds in another order from one machine to the next.

use crate::topics::vectors::Vectors;

/// Rows of a tile.
pub(super) const TILE: usize = 16;

/// Rows in tiles, turned: the first numbers of sixteen rows, then the second ones, and so on.
pub(super) struct Packed {
    rows: usize,
    tiles: Vec<Vec<[f32; TILE]>>,
}

impl Packed {
    pub(super) fn of(vectors: &Vectors) -> Self {
        let rows = vectors.len();
        let tile = |first: usize| {
            let mut tile = vec![[0.0; TILE]; vectors.dims()];
            for at in first..(first + TILE).min(rows) {
                for (line, value) in tile.iter_mut().zip(vectors.row(at)) {
                    line[at - first] = *value;
                }
            }
            tile
        };
        Self {
            rows,
            tiles: (0..rows).step_by(TILE).map(tile).collect(),
        }
    }

    pub(super) fn tiles(&self) -> usize {
        self.tiles.len()
    }

    /// The dot products of a row with the rows of a tile, by number.
    pub(super) fn cosines(&self, tile: usize, row: &[f32]) -> impl Iterator<Item = (u32, f32)> {
        let mut sums = [0.0; TILE];
        for (line, value) in self.tiles[tile].iter().zip(row) {
            for lane in 0..TILE {
                sums[lane] += line[lane] * value;
            }
        }
        let first = tile * TILE;
        let last = (first + TILE).min(self.rows);
        (first as u32..last as u32).zip(sums)
    }

    /// The row nearest to a direction and its cosine; the first one of equals, nothing if there are no rows.
    pub(super) fn nearest(&self, to: &[f32]) -> Option<(u32, f32)> {
        let mut best: Option<(u32, f32)> = None;
        for (row, cosine) in (0..self.tiles()).flat_map(|t| self.cosines(t, to)) {
            if best.is_none_or(|(_, b)| cosine > b) {
                best = Some((row, cosine));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::Packed;
    use crate::topics::vectors::{Vectors, dot};

    #[test]
    fn tiles_give_the_same_products_as_rows() {
        let values: Vec<f32> = (0..40 * 5_u16)
            .map(|i| f32::from(i * 7 % 11) - 5.0)
            .collect();
        let vectors = Vectors::new(5, values);
        let packed = Packed::of(&vectors);
        let all: Vec<(u32, f32)> = (0..packed.tiles())
            .flat_map(|t| packed.cosines(t, vectors.row(3)))
            .collect();
        assert_eq!(all.len(), 40);
        for (row, cosine) in &all {
            assert!((cosine - dot(vectors.row(3), vectors.row(*row as usize))).abs() < 1e-5);
        }
        assert_eq!(packed.nearest(vectors.row(3)).map(|n| n.0), Some(3));
        assert_eq!(Packed::of(&Vectors::default()).nearest(&[]), None);
    }
}
