//! Which text holds which feature, how strongly: a table that is nearly empty.
//!
//! Takes rows of (feature, value). Gives products with dense tables and the table turned over. Never stores a zero on
//! purpose.

use rayon::prelude::*;

/// Rows of (feature, value), features ascending.
#[derive(Clone, Debug, Default)]
pub(super) struct Sparse {
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
    width: usize,
}

impl Sparse {
    /// From rows; a feature is below `width`.
    pub(super) fn new(rows: &[Vec<(u32, f32)>], width: usize) -> Self {
        let mut starts = Vec::with_capacity(rows.len() + 1);
        starts.push(0);
        for row in rows {
            starts.push(starts[starts.len() - 1] + row.len());
        }
        let cells = || rows.iter().flatten();
        Self {
            starts,
            columns: cells().map(|c| c.0).collect(),
            values: cells().map(|c| c.1).collect(),
            width,
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The features of a row and their values.
    pub(super) fn row(&self, at: usize) -> impl Iterator<Item = (usize, f32)> {
        let range = self.starts[at]..self.starts[at + 1];
        let columns = self.columns[range.clone()].iter();
        columns
            .map(|c| *c as usize)
            .zip(self.values[range].iter().copied())
    }

    /// In how many rows each feature stands.
    pub(super) fn spread(&self) -> Vec<u32> {
        let mut spread = vec![0; self.width];
        for column in &self.columns {
            spread[*column as usize] += 1;
        }
        spread
    }

    /// Some rows, in the order given.
    pub(super) fn of(&self, rows: &[u32]) -> Self {
        let picked: Vec<Vec<(u32, f32)>> = rows
            .iter()
            .map(|r| self.row(*r as usize).map(|(c, v)| (c as u32, v)).collect())
            .collect();
        Self::new(&picked, self.width)
    }

    /// Each value times the weight of its feature, and each row at unit length.
    pub(super) fn weighted(&self, weights: &[f32]) -> Self {
        let mut all = self.clone();
        for (value, column) in all.values.iter_mut().zip(&all.columns) {
            *value *= weights[*column as usize];
        }
        for bounds in all.starts.windows(2) {
            let row = &mut all.values[bounds[0]..bounds[1]];
            let length = row.iter().map(|v| v * v).sum::<f32>().sqrt();
            if length > 0.0 {
                for value in row.iter_mut() {
                    *value /= length;
                }
            }
        }
        all
    }

    /// Features as rows, rows as features.
    pub(super) fn turned(&self) -> Self {
        let mut starts = vec![0; self.width + 1];
        for column in &self.columns {
            starts[*column as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut free = starts.clone();
        let mut columns = vec![0; self.columns.len()];
        let mut values = vec![0.0; self.values.len()];
        for row in 0..self.rows() {
            for (column, value) in self.row(row) {
                columns[free[column]] = row as u32;
                values[free[column]] = value;
                free[column] += 1;
            }
        }
        Self {
            starts,
            columns,
            values,
            width: self.rows(),
        }
    }

    /// The product with a dense table of `dims` numbers a row. One thread makes a row, so the sums are the same on
    /// any number of threads.
    pub(super) fn times(&self, dense: &[f32], dims: usize) -> Vec<f32> {
        let mut product = vec![0.0; self.rows() * dims];
        let rows = product.par_chunks_mut(dims.max(1)).enumerate();
        rows.for_each(|(at, sums)| {
            for (column, value) in self.row(at) {
                let other = &dense[column * dims..(column + 1) * dims];
                for (sum, o) in sums.iter_mut().zip(other) {
                    *sum += value * o;
                }
            }
        });
        product
    }
}

#[cfg(test)]
mod tests {
    use super::Sparse;

    fn table() -> Sparse {
        Sparse::new(&[vec![(0, 1.0), (2, 2.0)], vec![], vec![(2, 3.0)]], 3)
    }

    #[test]
    fn the_product_is_that_of_the_full_table() {
        let dense = [1.0, 10.0, 2.0, 20.0, 3.0, 30.0];
        assert_eq!(table().times(&dense, 2), [7.0, 70.0, 0.0, 0.0, 9.0, 90.0]);
    }

    #[test]
    fn turned_twice_is_the_same() {
        let turned = table().turned();
        assert_eq!(turned.row(2).collect::<Vec<_>>(), [(0, 2.0), (2, 3.0)]);
        assert_eq!(turned.turned().values, table().values);
        assert_eq!(table().spread(), [1, 0, 2]);
    }

    #[test]
    fn weights_turn_a_row() {
        let weighted = table().weighted(&[0.0, 1.0, 5.0]);
        assert_eq!(weighted.row(0).collect::<Vec<_>>(), [(0, 0.0), (2, 1.0)]);
    }
}
