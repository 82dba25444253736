//! The space that is learnt from the texts themselves.
//!
//! Takes texts. Gives their directions. First the texts are grouped by rare words; then each word weighs as much as it
//! says about the group, and the space is made again. Thus greetings, signatures and the frames of questions ("please
//! provide", "answer with") lose their weight, in any language, because they occur in all groups. Never reads a model.

use crate::topics::grouping::grouping;
use crate::topics::latent::latent;
use crate::topics::sparse::Sparse;
use crate::topics::terms::Analyser;
use crate::topics::vectors::{Space, Vectors};

/// Texts from which the weights are learnt; of more, every so many.
const SAMPLE: usize = 4_000;
/// Dimensions of the first space: one for every so many texts, within bounds.
const TEXTS_A_DIMENSION: usize = 5;
const FIRST: usize = 120;
/// Dimensions of the second: a little more than there are groups, within bounds.
const LEAST: usize = 24;
const MOST: usize = 160;

/// The space of the words of some texts.
pub(super) struct Learnt<'a> {
    pub(super) lang: &'a str,
    pub(super) known: &'a [&'a str],
}

impl Space for Learnt<'_> {
    fn vectors(&self, texts: &[&str]) -> Vectors {
        let all: Vec<&str> = texts.iter().chain(self.known).copied().collect();
        let table = Analyser::of(self.lang).table(&all);
        let (weights, count) = weights(&table, texts.len());
        let dims = (count * 5 / 4).clamp(LEAST, MOST) / 8 * 8;
        let mut values = latent(&table.weighted(&weights), dims);
        values.truncate(texts.len() * dims);
        Vectors::new(dims, values)
    }
}

/// What each feature says about the group a text is in, and how many groups there were.
fn weights(table: &Sparse, texts: usize) -> (Vec<f32>, usize) {
    let step = texts.div_ceil(SAMPLE).max(1);
    let sample: Vec<u32> = (0..texts as u32).step_by(step).collect();
    let sample = table.of(&sample);
    let dims = (sample.rows() / TEXTS_A_DIMENSION).clamp(LEAST, FIRST);
    let first = latent(&sample.weighted(&rarity(&sample)), dims);
    let (of, count) = grouping(&Vectors::new(dims, first));
    (information(&sample, &of, count), count)
}

/// Inverse document frequency (Spärck Jones 1972).
fn rarity(table: &Sparse) -> Vec<f32> {
    let all = (table.rows() + 1) as f32;
    let spread = table.spread();
    spread
        .iter()
        .map(|s| (all / (*s).max(1) as f32).ln())
        .collect()
}

/// `ln K - H(group | feature)`: all there is to know of the group, less what is still open once the feature is seen.
/// It is the weight of log-entropy indexing (Dumais 1991) with groups in place of documents. A feature that the groups
/// do not show counts in full.
fn information(table: &Sparse, of: &[u32], groups: usize) -> Vec<f32> {
    let features = table.turned();
    let all = ((groups + 1) as f32).ln();
    let mut counts: Vec<f32> = vec![0.0; groups];
    let mut touched: Vec<u32> = Vec::new();
    (0..features.rows())
        .map(|feature| {
            let mut rows = 0.0;
            for (row, _) in features.row(feature) {
                let count = &mut counts[of[row] as usize];
                if *count == 0.0 {
                    touched.push(of[row]);
                }
                *count += 1.0;
                rows += 1.0;
            }
            let open: f32 = touched
                .drain(..)
                .map(|group| std::mem::take(&mut counts[group as usize]) / rows)
                .map(|share: f32| -share * share.ln())
                .sum();
            all - open
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{information, rarity};
    use crate::topics::sparse::Sparse;

    #[test]
    fn a_word_of_one_group_weighs_and_a_word_of_all_groups_does_not() {
        let rows: Vec<_> = (0..4).map(|i| vec![(0, 1.0), (1 + i / 2, 1.0)]).collect();
        let table = Sparse::new(&rows, 4);
        let weights = information(&table, &[0, 0, 1, 1], 2);
        assert!(weights[0] < weights[1] / 2.0, "{weights:?}");
        assert!((weights[1] - weights[3]).abs() < 1e-6);
        assert!(rarity(&table)[0] < rarity(&table)[1]);
    }
}
