//! Latent dimensions: what words that occur together have in common.
//!
//! Takes weighted rows. Gives each row in the space of the largest singular values, found by subspace iteration from a
//! fixed start (Halko, Martinsson and Tropp 2011, algorithm 4.4). Never draws a number that differs from run to run.

use crate::topics::sparse::Sparse;
use crate::topics::symmetric::{axes, whitening};
use rayon::prelude::*;

/// Columns beyond those wanted, so that the last wanted ones are exact.
const SPARE: usize = 12;
/// Rounds of the iteration.
const ROUNDS: usize = 4;
/// Rows whose sums one thread makes; sums of blocks are added in order, so that they round alike on any machine.
const BLOCK: usize = 1024;

/// `dims` numbers a row: its coordinates on the left singular vectors, each times the root of its singular value.
/// Between whole values (few topics rule) and none (noise rules) the root did best on labelled tickets.
pub(super) fn latent(rows: &Sparse, dims: usize) -> Vec<f32> {
    let columns = (dims + SPARE).min(rows.rows()).min(rows.width());
    if columns == 0 {
        return vec![0.0; rows.rows() * dims];
    }
    let turned = rows.turned();
    let mut basis = orthonormal(&rows.times(&start(rows.width(), columns), columns), columns);
    for _ in 0..ROUNDS {
        let features = turned.times(&basis, columns);
        basis = orthonormal(&rows.times(&features, columns), columns);
    }
    let features = turned.times(&basis, columns);
    let (squares, turn) = axes(&gram(&features, columns), columns);
    let mut map = vec![0.0; columns * dims];
    for at in 0..dims.min(columns) {
        let root = squares[at].max(0.0).sqrt().sqrt();
        for k in 0..columns {
            map[k * dims + at] = turn[k * columns + at] * root;
        }
    }
    mapped(&basis, &map, columns)
}

/// Numbers between -1 and 1 that look drawn and never change (Steele's `SplitMix64`).
fn start(rows: usize, columns: usize) -> Vec<f32> {
    let mut state = 0x5eed_u64;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 40) as f32 / (1_u32 << 23) as f32 - 1.0
    };
    (0..rows * columns).map(|_| next()).collect()
}

fn orthonormal(table: &[f32], columns: usize) -> Vec<f32> {
    let map = whitening(&gram(table, columns), columns);
    mapped(table, &map, columns)
}

/// The table turned over times itself.
fn gram(table: &[f32], columns: usize) -> Vec<f64> {
    let blocks: Vec<Vec<f64>> = table
        .par_chunks(columns * BLOCK)
        .map(|block| {
            let mut sums = vec![0.0; columns * columns];
            for row in block.chunks_exact(columns) {
                for (i, a) in row.iter().enumerate() {
                    let a = f64::from(*a);
                    let line = &mut sums[i * columns..(i + 1) * columns];
                    line.iter_mut()
                        .zip(row)
                        .for_each(|(s, b)| *s += a * f64::from(*b));
                }
            }
            sums
        })
        .collect();
    let mut all = vec![0.0; columns * columns];
    for block in &blocks {
        all.iter_mut().zip(block).for_each(|(a, b)| *a += b);
    }
    all
}

/// Each row times a small dense table.
fn mapped(table: &[f32], map: &[f64], columns: usize) -> Vec<f32> {
    let width = map.len() / columns;
    let map: Vec<f32> = map.iter().map(|v| *v as f32).collect();
    let mut product = vec![0.0; table.len() / columns * width];
    product
        .par_chunks_mut(width.max(1))
        .zip(table.par_chunks(columns))
        .for_each(|(sums, row)| {
            for (value, line) in row.iter().zip(map.chunks_exact(width)) {
                sums.iter_mut().zip(line).for_each(|(s, m)| *s += value * m);
            }
        });
    product
}

#[cfg(test)]
mod tests {
    use super::latent;
    use crate::topics::sparse::Sparse;
    use crate::topics::vectors::{Vectors, dot};

    #[test]
    fn rows_that_share_company_come_near() {
        // Row 0 and row 3 share no feature, but both keep company with row 1 and 2.
        let rows = [
            vec![(0, 1.0), (1, 1.0)],
            vec![(1, 1.0), (2, 1.0)],
            vec![(1, 1.0), (2, 1.0)],
            vec![(2, 1.0), (3, 1.0)],
            vec![(4, 1.0), (5, 1.0)],
            vec![(4, 1.0), (5, 1.0)],
        ];
        let vectors = Vectors::new(2, latent(&Sparse::new(&rows, 6), 2));
        assert!(dot(vectors.row(0), vectors.row(3)) > 0.8);
        assert!(dot(vectors.row(0), vectors.row(4)).abs() < 0.1);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(latent(&Sparse::default(), 4).is_empty());
        assert_eq!(latent(&Sparse::new(&[vec![], vec![]], 0), 2), [0.0; 4]);
    }

    #[test]
    fn all_rows_alike_have_one_direction() {
        let rows = vec![vec![(0, 1.0), (1, 2.0)]; 5];
        let vectors = Vectors::new(3, latent(&Sparse::new(&rows, 2), 3));
        assert!((dot(vectors.row(0), vectors.row(4)) - 1.0).abs() < 1e-5);
    }
}
