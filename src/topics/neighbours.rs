//! Who is near whom.
//!
//! Takes vectors. Gives the graph that joins each text with the few nearest to it, an edge as heavy as the square of
//! the cosine. Every pair is compared, in tiles that stay in the cache. Never joins texts that point away from each other.

use crate::topics::graph::Graph;
use crate::topics::packed::Packed;
use crate::topics::vectors::Vectors;
use rayon::prelude::*;

/// Neighbours that a text looks for.
const NEAREST: usize = 8;
/// Rows that are compared with one tile at a time.
const ROWS: usize = 32;

/// The nearest rows of one, the nearest first.
type Near = Vec<(f32, u32)>;

/// The graph of nearest rows.
pub(super) fn neighbours(vectors: &Vectors) -> Graph {
    let rows: Vec<u32> = (0..vectors.len() as u32).collect();
    let packed = Packed::of(vectors);
    let near: Vec<Near> = rows
        .par_chunks(ROWS)
        .flat_map_iter(|rows| nearest(vectors, &packed, rows))
        .collect();
    let mut edges: Vec<(u32, u32, f64)> = Vec::new();
    for (a, near) in (0..).zip(&near) {
        for (cosine, b) in near {
            let weight = f64::from(*cosine) * f64::from(*cosine);
            edges.push((a.min(*b), a.max(*b), weight));
        }
    }
    edges.sort_unstable_by_key(|e| (e.0, e.1));
    edges.dedup_by_key(|e| (e.0, e.1));
    Graph::new(vectors.len(), &edges)
}

/// The rows are compared with one tile after the other, which stays in the cache meanwhile.
fn nearest(vectors: &Vectors, packed: &Packed, rows: &[u32]) -> Vec<Near> {
    let mut near: Vec<Near> = vec![Vec::with_capacity(NEAREST + 1); rows.len()];
    for tile in 0..packed.tiles() {
        for (row, near) in rows.iter().zip(&mut near) {
            for (other, cosine) in packed.cosines(tile, vectors.row(*row as usize)) {
                if other != *row && cosine > 0.0 {
                    keep(near, cosine, other);
                }
            }
        }
    }
    near
}

/// Puts a row among the nearest, if it belongs there; of equals the first stays.
fn keep(near: &mut Near, cosine: f32, row: u32) {
    if near.len() == NEAREST && near[NEAREST - 1].0 >= cosine {
        return;
    }
    let at = near.partition_point(|n| n.0 >= cosine);
    near.insert(at, (cosine, row));
    near.truncate(NEAREST);
}

#[cfg(test)]
mod tests {
    use super::{NEAREST, neighbours};
    use crate::topics::vectors::Vectors;

    #[test]
    fn near_rows_are_joined_and_far_ones_are_not() {
        let graph = neighbours(&Vectors::new(
            2,
            vec![1.0, 0.0, 0.9, 0.1, 0.0, 1.0, 0.1, 0.9, -1.0, -1.0],
        ));
        let of = |at| graph.around(at).map(|n| n.0).collect::<Vec<_>>();
        assert!(of(0).contains(&1) && of(2).contains(&3));
        assert!(!of(0).contains(&2) && of(4).is_empty());
    }

    #[test]
    fn only_the_nearest_stay() {
        let rows: Vec<f32> = (0..40_u8).flat_map(|i| [100.0, f32::from(i)]).collect();
        let graph = neighbours(&Vectors::new(2, rows));
        assert!(graph.around(0).count() >= NEAREST && graph.around(0).all(|n| n.0 <= 12));
    }
}
