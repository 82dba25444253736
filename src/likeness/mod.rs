//! Which texts are nearly the same, and what they have in common.
//!
//! Takes texts in groups of one language. Gives every pair that shares enough of its wording, exactly and in order.
//! Never judges meaning, and never counts what many texts have in common: that is a template, not a copy.

mod passage;
mod sets;
mod words;

pub use passage::passage;
pub use words::{Word, words};

use crate::likeness::sets::{Sets, shared};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// A text, in the parts in which it lies.
#[derive(Clone, Debug, Default)]
pub struct Text<'a> {
    /// Its parts in order; no phrase goes from one to the next.
    pub parts: Vec<&'a str>,
    /// Only texts of one group are compared.
    pub group: u32,
}

/// Two texts that are nearly the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The later text, by its place in the list.
    pub later: u32,
    /// The earlier one.
    pub earlier: u32,
    /// Phrases of both among the phrases of either, 0 to 1.
    pub share: f64,
    /// Phrases of the smaller text that count.
    pub phrases: u32,
}

/// All pairs whose share is at least `near`, in order of the later text and then of the earlier.
#[must_use]
pub fn pairs(texts: &[Text<'_>], near: f64) -> Vec<Pair> {
    let sets = Sets::new(texts, near);
    let of = |later: u32| {
        let set = sets.set(later);
        let mut found = Vec::new();
        for earlier in sets.candidates(later) {
            let other = sets.set(earlier);
            let smaller = set.len().min(other.len());
            let both = shared(set, other);
            let share = both as f64 / (set.len() + other.len() - both) as f64;
            if share >= near && texts[later as usize].group == texts[earlier as usize].group {
                found.push(Pair {
                    later,
                    earlier,
                    share,
                    phrases: u32::try_from(smaller).unwrap_or(u32::MAX),
                });
            }
        }
        found
    };
    let numbers = 0..u32::try_from(texts.len()).unwrap_or(u32::MAX);
    let found: Vec<Vec<Pair>> = numbers.into_par_iter().map(of).collect();
    found.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests;
