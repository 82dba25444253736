//! Texts that say the same in the same words.
//!
//! Takes texts or vectors. Gives the first of each and who repeats it. Never decides whether different words mean the same.

use crate::text::tokenize::parts;
use crate::topics::packed::Packed;
use crate::topics::terms::hash;
use crate::topics::vectors::{Vectors, dot};
use rayon::prelude::*;
use std::collections::HashMap;

/// Cosine from which on two texts differ only in greeting, signature or number.
const ALIKE: f32 = 0.95;
/// Rows that are compared with the leaders side by side.
const BLOCK: usize = 512;

/// Each text once.
pub(super) struct Distinct {
    /// The first text of each kind, the most frequent kind first.
    pub(super) firsts: Vec<u32>,
    /// The kind of each text; nothing for a text without words.
    pub(super) of: Vec<Option<u32>>,
}

/// Texts are equal if their words are, whatever their case, marks and numbers.
pub(super) fn distinct(texts: &[&str]) -> Distinct {
    let keys: Vec<Option<u64>> = texts.par_iter().map(|t| key(t)).collect();
    let mut kinds: HashMap<u64, usize> = HashMap::new();
    let mut found: Vec<(u32, u32)> = Vec::new();
    for (text, key) in (0..).zip(&keys) {
        let Some(key) = key else { continue };
        let kind = *kinds.entry(*key).or_insert(found.len());
        if kind == found.len() {
            found.push((text, 0));
        }
        found[kind].1 += 1;
    }
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|k| (std::cmp::Reverse(found[*k].1), found[*k].0));
    let mut place = vec![0; order.len()];
    (0..).zip(&order).for_each(|(at, kind)| place[*kind] = at);
    Distinct {
        firsts: order.iter().map(|k| found[*k].0).collect(),
        of: keys.iter().map(|k| k.map(|k| place[kinds[&k]])).collect(),
    }
}

/// A hash of the words; long numbers count as one and the same.
fn key(text: &str) -> Option<u64> {
    let words = parts(text);
    (!words.is_empty()).then(|| {
        words.iter().fold(0, |key: u64, word| {
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            let word = if digits > 4 { 1 } else { hash(word) };
            (key.rotate_left(17) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        })
    })
}

/// The leader of each row, numbered from 0, and how many there are: a row follows the nearest leader before it if that
/// is nearly equal, else it leads.
pub(super) fn leaders(vectors: &Vectors) -> (Vec<u32>, usize) {
    let mut leads: Vec<u32> = Vec::new();
    let mut of: Vec<u32> = Vec::with_capacity(vectors.len());
    let rows: Vec<usize> = (0..vectors.len()).collect();
    for block in rows.chunks(BLOCK) {
        let before = leads.len();
        let known = Packed::of(&vectors.of(&leads));
        let nearest: Vec<Option<(u32, f32)>> = block
            .par_iter()
            .map(|row| known.nearest(vectors.row(*row)))
            .collect();
        for (row, nearest) in block.iter().zip(nearest) {
            let best = among(vectors, &leads[before..], *row)
                .map(|(at, cosine)| (at + before as u32, cosine))
                .into_iter()
                .chain(nearest)
                .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            of.push(match best {
                Some((leader, cosine)) if cosine >= ALIKE => leader,
                _ => {
                    leads.push(*row as u32);
                    leads.len() as u32 - 1
                }
            });
        }
    }
    (of, leads.len())
}

/// The nearest of the leaders that the block itself brought.
fn among(vectors: &Vectors, leads: &[u32], row: usize) -> Option<(u32, f32)> {
    let cosines = leads
        .iter()
        .map(|l| dot(vectors.row(*l as usize), vectors.row(row)));
    let all = (0..).zip(cosines);
    all.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
}

#[cfg(test)]
mod tests {
    use super::{distinct, leaders};
    use crate::topics::vectors::Vectors;

    #[test]
    fn the_most_frequent_text_comes_first() {
        let found = distinct(&["a b", "", "Printer offline", "printer, OFFLINE!", "..."]);
        assert_eq!(found.firsts, [2, 0]);
        assert_eq!(found.of, [Some(1), None, Some(0), Some(0), None]);
    }

    #[test]
    fn running_numbers_do_not_tell_texts_apart_but_codes_do() {
        let found = distinct(&[
            "ticket INC0012345",
            "ticket INC0054321",
            "error 809",
            "error 812",
        ]);
        assert_eq!(found.of, [Some(0), Some(0), Some(1), Some(2)]);
    }

    #[test]
    fn rows_follow_the_nearest_leader() {
        let vectors = Vectors::new(2, vec![1.0, 0.0, 0.0, 1.0, 1.0, 0.01, 0.05, 1.0, 0.7, 0.7]);
        assert_eq!(leaders(&vectors), (vec![0, 1, 0, 1, 2], 3));
    }
}
