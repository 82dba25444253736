//! How much a word matters in an article.
//!
//! Takes how often a family of words stands in each field. Gives a number from 1 to 15. The formula is BM25F as
//! SEARCH.md 1.2 has it, without rarity (that is the ranking's): `score = Σ weight · x / (k + x)` over the fields with
//! `x = count / (1 − b + b · length / mean length)`, and `impact = round(15 · √(score / most))`.
//! Never depends on other words of the query.

use crate::search::document::{FIELDS, Lengths};

/// Highest impact; it takes four bits.
pub const LEVELS: u8 = 15;

/// What a field counts for.
struct Weight {
    /// Its part of the score.
    most: f64,
    /// How soon further occurrences stop to count.
    k: f64,
    /// How much a long field is held against it, from 0 to 1.
    b: f64,
}

const fn weight(weight: f64, k: f64, b: f64) -> Weight {
    Weight { most: weight, k, b }
}

/// By field: title, symptoms, headings, body, codes, tags, learnt. A learnt word counts for less than one in the text.
const WEIGHTS: [Weight; FIELDS] = [
    weight(4.5, 0.4, 0.75),
    weight(3.5, 0.8, 0.6),
    weight(1.5, 0.8, 0.5),
    weight(2.0, 2.0, 0.75),
    weight(1.0, 0.4, 0.0),
    weight(1.5, 0.8, 0.4),
    weight(1.0, 0.8, 0.0),
];

/// The score at which the impact is highest: title, symptoms, headings and body all full of the word.
const MOST: f64 = 11.5;

/// Weighs counts against the lengths of all documents.
pub struct Weigher<'a> {
    lengths: &'a [Lengths],
    means: [f64; FIELDS],
}

impl<'a> Weigher<'a> {
    /// For documents with these numbers of words by field.
    #[must_use]
    pub fn new(lengths: &'a [Lengths]) -> Self {
        let mut means = [0.0; FIELDS];
        for (field, mean) in means.iter_mut().enumerate() {
            let sum: u64 = lengths.iter().map(|l| u64::from(l[field])).sum();
            *mean = (sum as f64 / lengths.len().max(1) as f64).max(1.0);
        }
        Self { lengths, means }
    }

    /// The impact of a word that stands so often in each field of a document.
    #[must_use]
    pub fn impact(&self, doc: u32, counts: &[u32; FIELDS]) -> u8 {
        let lengths = &self.lengths[doc as usize];
        let mut score = 0.0;
        for (field, Weight { most, k, b }) in WEIGHTS.iter().enumerate() {
            if counts[field] > 0 {
                let length = f64::from(lengths[field]) / self.means[field];
                let x = f64::from(counts[field]) / (1.0 - b + b * length);
                score += most * x / (k + x);
            }
        }
        let level = (f64::from(LEVELS) * (score / MOST).sqrt()).round();
        level.clamp(1.0, f64::from(LEVELS)) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::{LEVELS, Weigher};

    #[test]
    fn a_title_beats_a_text_and_more_beats_less() {
        let lengths = [[5, 10, 10, 200, 0, 0, 9], [5, 10, 10, 4000, 0, 0, 9]];
        let weigher = Weigher::new(&lengths);
        let title = weigher.impact(0, &[1, 0, 0, 0, 0, 0, 0]);
        let text = weigher.impact(0, &[0, 0, 0, 1, 0, 0, 0]);
        let often = weigher.impact(0, &[0, 0, 0, 9, 0, 0, 0]);
        let long = weigher.impact(1, &[0, 0, 0, 1, 0, 0, 0]);
        let learnt = weigher.impact(0, &[0, 0, 0, 0, 0, 0, 1]);
        assert!(learnt <= text, "{learnt} {text}");
        assert!(
            title > often && often > text && text > long,
            "{title} {often} {text} {long}"
        );
        assert_eq!(weigher.impact(0, &[9, 9, 9, 99, 9, 9, 9]), LEVELS);
    }
}
