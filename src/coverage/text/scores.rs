//! Which articles come near a ticket.
//!
//! Takes a ticket's words. Gives the best articles in the order of the search, by its own arithmetic (rarity, where a word
//! stands, how much of the ticket an article covers). Never looks at the texts again.

use crate::coverage::text::words::{Ticket, Word};
use crate::search::SearchIndex;

/// So many articles are looked at closely.
pub(super) const NEAR: usize = 6;

/// An article that comes near.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Near {
    /// Its document in the index.
    pub(super) document: u32,
    /// How well it fits.
    pub(super) score: f64,
}

/// Sums by document.
struct Sums {
    score: Vec<f64>,
    covered: Vec<f64>,
    best: Vec<f64>,
    touched: Vec<u32>,
}

/// The score of every document, 0 where it may not cover.
/// The articles that come nearest, best first; in order of their addresses among equals.
pub(super) fn nearest(index: &SearchIndex<'_>, may: &[bool], ticket: &Ticket) -> Vec<Near> {
    let mut best: Vec<Near> = Vec::with_capacity(NEAR + 1);
    for (document, score) in (0..).zip(scores(index, may, ticket)) {
        let is_full = best.len() == NEAR;
        if score <= 0.0 || is_full && best.last().is_some_and(|last| last.score >= score) {
            continue;
        }
        let at = best.partition_point(|near| near.score >= score);
        best.insert(at, Near { document, score });
        best.truncate(NEAR);
    }
    best
}

/// How much a word matters in a document, from 0 to 1.
pub(super) fn strength(index: &SearchIndex<'_>, word: &Word, document: u32) -> f64 {
    let of = |(family, worth): &(u32, f64)| {
        let postings = &index.terms().group(*family).postings;
        let at = postings.binary_search_by_key(&document, |(d, _)| *d);
        at.map_or(0.0, |at| worth * f64::from(postings[at].1) / 15.0)
    };
    word.known.families.iter().map(of).fold(0.0, f64::max)
}

/// The score of every document, 0 where it may not cover.
pub(super) fn scores(index: &SearchIndex<'_>, may: &[bool], ticket: &Ticket) -> Vec<f64> {
    let zero = || vec![0.0_f64; may.len()];
    let mut sums = Sums {
        score: zero(),
        covered: zero(),
        best: zero(),
        touched: Vec::new(),
    };
    for word in &ticket.words {
        sums.add(index, word);
    }
    let whole: f64 = ticket
        .words
        .iter()
        .map(|w| fourth_root(w.known.rarity))
        .sum();
    let top = sums.covered.iter().copied().fold(0.0, f64::max);
    let measure = f64::midpoint(whole, top).max(f64::MIN_POSITIVE);
    let floor = (0.1 + 0.03 * ticket.words.len().saturating_sub(3) as f64).min(1.0);
    let mut scores = sums.score;
    for (document, score) in scores.iter_mut().enumerate() {
        let c = (sums.covered[document] / measure).min(1.0);
        *score *= if may[document] {
            floor + (1.0 - floor) * c * c
        } else {
            0.0
        };
    }
    scores
}

impl Sums {
    fn add(&mut self, index: &SearchIndex<'_>, word: &Word) {
        let rarity = word.known.rarity;
        for (family, worth) in &word.known.families {
            for (document, impact) in &index.terms().group(*family).postings {
                let best = &mut self.best[*document as usize];
                if *best == 0.0 {
                    self.touched.push(*document);
                }
                *best = best.max(worth * f64::from(*impact) / 15.0);
            }
        }
        for document in self.touched.drain(..) {
            let at = document as usize;
            let best = std::mem::take(&mut self.best[at]);
            self.score[at] += rarity * best;
            self.covered[at] += fourth_root(rarity) * (best * 2.0).min(1.0);
        }
    }
}

fn fourth_root(x: f64) -> f64 {
    x.sqrt().sqrt()
}
