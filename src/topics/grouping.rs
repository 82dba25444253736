//! From directions to groups.
//!
//! Takes vectors. Gives the group of each row: what is nearly equal is merged first, so that a mail template sent a
//! thousand times weighs as one text; then each text is joined with its nearest, and the graph is divided. Never needs
//! to be told how many groups there are.

use crate::topics::duplicates::leaders;
use crate::topics::groups::groups;
use crate::topics::neighbours::neighbours;
use crate::topics::vectors::Vectors;

/// The group of each row, from 0 without gaps, and how many there are. Rows of which nothing is known stand alone.
pub(super) fn grouping(vectors: &Vectors) -> (Vec<u32>, usize) {
    let rows: Vec<u32> = (0..vectors.len() as u32)
        .filter(|row| vectors.is_known(*row as usize))
        .collect();
    let known = vectors.of(&rows);
    let (leader, count) = leaders(&known);
    let (of_leader, mut found) = groups(&neighbours(&known.means(&leader, count)));
    let mut of = vec![u32::MAX; vectors.len()];
    for (row, leader) in rows.iter().zip(&leader) {
        of[*row as usize] = of_leader[*leader as usize];
    }
    for group in of.iter_mut().filter(|g| **g == u32::MAX) {
        *group = found as u32;
        found += 1;
    }
    (of, found)
}

#[cfg(test)]
mod tests {
    use super::grouping;
    use crate::topics::vectors::Vectors;

    #[test]
    fn equal_rows_are_together_and_unknown_ones_alone() {
        let rows = vec![1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
        assert_eq!(grouping(&Vectors::new(2, rows)), (vec![0, 2, 0, 1, 3], 4));
        assert_eq!(grouping(&Vectors::default()), (vec![], 0));
    }
}
