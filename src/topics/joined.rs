//! Topics that tell one problem.
//!
//! Takes the features of texts and the group of each. Gives the group that each group becomes. People send the same
//! problem in a handful of set sentences, and each sentence makes a group of its own; what these groups share beside the
//! sentence brings them together. A word weighs by how few groups use it, not by how few texts. Never divides a group.

use crate::topics::sparse::Sparse;
use rayon::prelude::*;

/// Groups are one problem if they are so many quartile distances more alike than the median pair. Most pairs of groups
/// have nothing to do with each other, so the quartiles show what chance and a common trade bring about.
const BEYOND: f32 = 12.0;
/// Less alike than this, groups are never one problem: where texts are short, chance brings about nearly nothing.
const LEAST: f32 = 0.25;
/// Groups that are compared, the largest first.
const MOST: usize = 2_000;

/// The group that each of `groups` becomes: itself, or the largest of those that it is joined with. A text that stands
/// alone stays alone.
pub(super) fn joined(table: &Sparse, of: &[u32], groups: usize) -> Vec<u32> {
    let mut sizes: Vec<f32> = vec![0.0; groups];
    for group in of {
        sizes[*group as usize] += 1.0;
    }
    let mut compared: Vec<u32> = (0..groups as u32)
        .filter(|g| sizes[*g as usize] > 1.0)
        .collect();
    compared.sort_by(|a, b| sizes[*b as usize].total_cmp(&sizes[*a as usize]));
    compared.truncate(MOST);
    let mut alike = Alike::of(&profiles(table, of, &sizes).of(&compared));
    let mut to: Vec<u32> = (0..groups as u32).collect();
    for (kept, gone) in alike.pairs() {
        let (kept, gone) = (compared[kept], compared[gone]);
        to.iter_mut()
            .filter(|g| **g == gone)
            .for_each(|g| *g = kept);
    }
    to
}

/// Each group as a row of unit length: the root of the share of its texts that hold a feature, times what the feature says
/// about the group (see `learnt`), as if all groups were of one size. The root keeps one set sentence, which stands in
/// all texts of its group, from drowning the words around it.
fn profiles(table: &Sparse, of: &[u32], sizes: &[f32]) -> Sparse {
    let features = table.turned();
    let all = ((sizes.len() + 1) as f32).ln();
    let mut weights = Vec::with_capacity(features.rows());
    let mut rows: Vec<Vec<(u32, f32)>> = vec![Vec::new(); sizes.len()];
    let mut shares: Vec<f32> = vec![0.0; sizes.len()];
    let mut touched: Vec<u32> = Vec::new();
    for feature in 0..features.rows() {
        for (text, _) in features.row(feature) {
            let group = of[text] as usize;
            if shares[group] == 0.0 {
                touched.push(of[text]);
            }
            shares[group] += 1.0 / sizes[group];
        }
        let sum: f32 = touched.iter().map(|g| shares[*g as usize]).sum();
        let mut open = 0.0;
        for group in touched.drain(..) {
            let share = std::mem::take(&mut shares[group as usize]);
            rows[group as usize].push((feature as u32, share.sqrt()));
            open -= share / sum * (share / sum).ln();
        }
        weights.push((all - open).max(0.0));
    }
    Sparse::new(&rows, features.rows()).weighted(&weights)
}

/// How alike any two groups are.
struct Alike {
    groups: usize,
    cosines: Vec<f32>,
}

impl Alike {
    /// Of rows of unit length.
    fn of(rows: &Sparse) -> Self {
        let groups = rows.rows();
        let line = |dense: &mut Vec<f32>, a: usize| -> Vec<f32> {
            rows.row(a).for_each(|(f, v)| dense[f] = v);
            let cosine = |b: usize| -> f32 { rows.row(b).map(|(f, v)| dense[f] * v).sum() };
            let cosines = (0..groups).map(cosine).collect();
            rows.row(a).for_each(|(f, _)| dense[f] = 0.0);
            cosines
        };
        let lines: Vec<Vec<f32>> = (0..groups)
            .into_par_iter()
            .map_init(|| vec![0.0; rows.width()], line)
            .collect();
        Self {
            groups,
            cosines: lines.concat(),
        }
    }

    fn at(&self, a: usize, b: usize) -> f32 {
        self.cosines[a * self.groups + b]
    }

    /// What two groups must exceed to be one problem.
    fn threshold(&self) -> f32 {
        let above = |a: usize| (a + 1..self.groups).map(move |b| (a, b));
        let pairs = (0..self.groups).flat_map(above);
        let mut all: Vec<f32> = pairs.map(|(a, b)| self.at(a, b)).collect();
        all.sort_unstable_by(f32::total_cmp);
        let quartile = |q: usize| all.get(all.len().saturating_sub(1) * q / 4).copied();
        let [low, median, high] = [1, 2, 3].map(|q| quartile(q).unwrap_or(1.0));
        (median + BEYOND * (high - low)).max(LEAST)
    }

    /// The pairs to join, the most alike first, by average linkage (Sokal and Michener 1958): the one that stays and the
    /// one that goes into it.
    fn pairs(&mut self) -> Vec<(usize, usize)> {
        let threshold = self.threshold();
        let mut counts = vec![1.0; self.groups];
        let mut nearest: Vec<_> = (0..self.groups).map(|a| self.nearest(a, &counts)).collect();
        let mut pairs = Vec::new();
        loop {
            let mut best = (threshold, None);
            for (a, (cosine, b)) in nearest.iter().enumerate() {
                if counts[a] > 0.0 && *cosine > best.0 {
                    best = (*cosine, Some((a.min(*b), a.max(*b))));
                }
            }
            let (_, Some((kept, gone))) = best else {
                return pairs;
            };
            self.join(kept, gone, &mut counts);
            pairs.push((kept, gone));
            // A mean is never above both of what it is the mean of, so the nearest of the others stay.
            for (a, near) in nearest.iter_mut().enumerate() {
                if a == kept || near.1 == kept || near.1 == gone {
                    *near = self.nearest(a, &counts);
                }
            }
        }
    }

    /// The group most like one, among those that are left.
    fn nearest(&self, a: usize, counts: &[f32]) -> (f32, usize) {
        let mut best = (0.0, a);
        for b in (0..self.groups).filter(|b| *b != a && counts[*b] > 0.0) {
            if self.at(a, b) > best.0 {
                best = (self.at(a, b), b);
            }
        }
        best
    }

    /// Puts one group into another; likeness to the rest becomes the mean over what was joined.
    fn join(&mut self, kept: usize, gone: usize, counts: &mut [f32]) {
        let (one, other) = (counts[kept], std::mem::take(&mut counts[gone]));
        counts[kept] += other;
        for c in 0..self.groups {
            let sum = self.at(kept, c) * one + self.at(gone, c) * other;
            self.cosines[kept * self.groups + c] = sum / (one + other);
            self.cosines[c * self.groups + kept] = sum / (one + other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::joined;
    use crate::topics::sparse::Sparse;

    /// Ten groups of three texts. Each has a word of its own and one of its problem, of which there are `problems`.
    fn told(problems: u32) -> (Sparse, Vec<u32>) {
        let of: Vec<u32> = (0..30).map(|text| text / 3).collect();
        let row = |group: &u32| vec![(*group, 1.0), (10 + group % problems, 1.0)];
        (Sparse::new(&of.iter().map(row).collect::<Vec<_>>(), 20), of)
    }

    #[test]
    fn groups_of_one_problem_are_joined() {
        let (table, of) = told(8);
        assert_eq!(joined(&table, &of, 10), [0, 1, 2, 3, 4, 5, 6, 7, 0, 1]);
    }

    #[test]
    fn what_all_groups_share_joins_none() {
        for problems in [1, 2, 10] {
            let (table, of) = told(problems);
            let apart: Vec<u32> = (0..10).collect();
            assert_eq!(joined(&table, &of, 10), apart, "{problems}");
        }
    }

    #[test]
    fn who_stands_alone_stays_alone() {
        let table = Sparse::new(&vec![vec![(0, 1.0)]; 4], 1);
        assert_eq!(joined(&table, &[0, 0, 1, 2], 3), [0, 1, 2]);
        assert!(joined(&Sparse::default(), &[], 0).is_empty());
    }
}
