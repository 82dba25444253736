//! Texts as directions: rows of numbers of unit length.
//!
//! Takes rows of numbers. Gives them at unit length, their dot products and means. Never knows what a
//! text is.

use rayon::prelude::*;

/// Numbers that are multiplied side by side.
const LANES: usize = 8;

/// One row of numbers a text. Rows have unit length, or are all zero where nothing is known of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vectors {
    dims: usize,
    values: Vec<f32>,
}

impl Vectors {
    /// Rows of `dims` numbers each, one after the other; they are brought to unit length.
    #[must_use]
    pub fn new(dims: usize, mut values: Vec<f32>) -> Self {
        values.par_chunks_mut(dims.max(1)).for_each(unit);
        Self { dims, values }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len() / self.dims.max(1)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// How long a row is.
    #[must_use]
    pub fn dims(&self) -> usize {
        self.dims
    }

    /// One row.
    #[must_use]
    pub fn row(&self, at: usize) -> &[f32] {
        &self.values[at * self.dims..(at + 1) * self.dims]
    }

    /// Whether something is known of a text.
    #[must_use]
    pub fn is_known(&self, at: usize) -> bool {
        self.row(at).iter().any(|v| *v != 0.0)
    }

    /// The rows of some texts, in the order given.
    #[must_use]
    pub fn of(&self, rows: &[u32]) -> Self {
        let all = rows.iter().flat_map(|r| self.row(*r as usize));
        Self {
            dims: self.dims,
            values: all.copied().collect(),
        }
    }

    /// The mean direction of each group; `of` says which group a row is in.
    #[must_use]
    pub fn means(&self, of: &[u32], groups: usize) -> Self {
        let mut sums = vec![0.0; groups * self.dims];
        for (row, group) in of.iter().enumerate() {
            let start = *group as usize * self.dims;
            for (sum, v) in sums[start..start + self.dims].iter_mut().zip(self.row(row)) {
                *sum += v;
            }
        }
        Self::new(self.dims, sums)
    }
}

/// Whoever can turn texts into directions, such as a model of sentences on this machine.
pub trait Space: Sync {
    /// One row a text, in order.
    fn vectors(&self, texts: &[&str]) -> Vectors;
}

/// The sum of products. The order of additions is fixed, so that every machine rounds alike.
#[must_use]
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (a_parts, b_parts) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest: f32 = a_parts
        .remainder()
        .iter()
        .zip(b_parts.remainder())
        .map(|(x, y)| x * y)
        .sum();
    let mut lanes = [0.0; LANES];
    for (x, y) in a_parts.zip(b_parts) {
        for lane in 0..LANES {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    lanes.iter().sum::<f32>() + rest
}

fn unit(row: &mut [f32]) {
    let length = dot(row, row).sqrt();
    if length > 1e-9 {
        for value in row.iter_mut() {
            *value /= length;
        }
    } else {
        row.fill(0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::{Vectors, dot};

    #[test]
    fn rows_get_unit_length_and_zero_stays_zero() {
        let vectors = Vectors::new(2, vec![3.0, 4.0, 0.0, 0.0]);
        assert_eq!(vectors.row(0), [0.6, 0.8]);
        assert!(vectors.is_known(0) && !vectors.is_known(1));
        assert_eq!((vectors.len(), vectors.dims()), (2, 2));
    }

    #[test]
    fn a_mean_lies_between() {
        let vectors = Vectors::new(2, vec![1.0, 0.0, 0.0, 1.0, -1.0, 0.0]);
        let means = vectors.means(&[0, 0, 1], 2);
        assert!((means.row(0)[0] - means.row(0)[1]).abs() < 1e-6);
        assert_eq!(means.row(1), [-1.0, 0.0]);
    }

    #[test]
    fn a_dot_product_counts_every_place() {
        let a: Vec<f32> = (0..19_u8).map(f32::from).collect();
        let sum: f32 = a.iter().map(|v| v * v).sum();
        assert!((dot(&a, &a) - sum).abs() < 1e-3);
    }
}
