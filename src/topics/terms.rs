//! What a text is about, as numbers: its words without endings, and its pairs of words.
//!
//! Takes texts. Gives one row of features a text. Function words, mail addresses and long numbers that are no error
//! codes are left out. Never keeps a word itself, only its hash.

use crate::text::codes::codes;
use crate::text::fold::fold;
use crate::text::stem::Stem;
use crate::text::stop::{fillers, function_words};
use crate::text::tokenize::each_slot;
use crate::topics::sparse::Sparse;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// What a pair of neighbouring words counts beside a word.
const PAIR: f32 = 0.5;
/// Digits from which on a number is one of a ticket, a telephone or an asset.
const LONG_NUMBER: usize = 5;
/// Words of a text that are read; what stands further down is quoted mail and logs.
const MOST_WORDS: usize = 400;
/// Features that are kept, the most frequent first.
const MOST_FEATURES: usize = 60_000;

/// The words that say what a text is about.
pub(super) struct Analyser {
    stem: Stem,
    empty: HashSet<&'static str>,
}

impl Analyser {
    pub(super) fn of(lang: &str) -> Self {
        Self {
            stem: Stem::of(lang),
            empty: function_words(lang).chain(fillers(lang)).collect(),
        }
    }

    /// Whether a folded word carries nothing.
    pub(super) fn is_empty(&self, word: &str) -> bool {
        self.empty.contains(word)
    }

    /// The stem of a folded word.
    pub(super) fn stem(&self, word: &str) -> String {
        self.stem.stem(word)
    }

    /// Calls `visit` with the terms of each word that carries something.
    fn each_word(&self, text: &str, mut visit: impl FnMut(&[u64])) {
        let folded = without_addresses(&fold(text));
        let codes: Vec<String> = codes(text).iter().map(|c| fold(c).into_owned()).collect();
        let mut terms = Vec::new();
        let mut left = MOST_WORDS;
        each_slot(&folded, |slot| {
            terms.clear();
            let told = slot
                .iter()
                .filter(|t| !self.is_empty(t) && is_telling(t, &codes));
            terms.extend(told.map(|t| hash(&self.stem(t))));
            if !terms.is_empty() && left > 0 {
                left -= 1;
                visit(&terms);
            }
        });
    }

    /// Features of a text with how often they stand there, ascending.
    fn features(&self, text: &str) -> Vec<(u64, f32)> {
        let mut all = Vec::new();
        let mut before = None;
        self.each_word(text, |terms| {
            all.extend(terms.iter().map(|t| (*t, 1.0)));
            all.extend(before.map(|b| (pair(b, terms[0]), PAIR)));
            before = Some(terms[0]);
        });
        all.sort_unstable_by_key(|f| f.0);
        all.chunk_by(|a, b| a.0 == b.0)
            .map(|same| (same[0].0, same[0].1 * (1.0 + (same.len() as f32).ln())))
            .collect()
    }

    /// The table of features of texts: those that stand in two texts at least.
    pub(super) fn table(&self, texts: &[&str]) -> Sparse {
        let rows: Vec<Vec<(u64, f32)>> = texts.par_iter().map(|t| self.features(t)).collect();
        let known = vocabulary(&rows);
        let rows: Vec<Vec<(u32, f32)>> = rows
            .into_par_iter()
            .map(|row| {
                let told = row
                    .into_iter()
                    .filter_map(|(f, v)| Some((*known.get(&f)?, v)));
                told.collect()
            })
            .collect();
        Sparse::new(&rows, known.len())
    }
}

/// Numbers of the features, ascending with their hash.
fn vocabulary(rows: &[Vec<(u64, f32)>]) -> HashMap<u64, u32> {
    let mut all: Vec<u64> = rows.iter().flatten().map(|f| f.0).collect();
    all.par_sort_unstable();
    let mut kept: Vec<(usize, u64)> = all
        .chunk_by(|a, b| a == b)
        .filter(|same| same.len() > 1)
        .map(|same| (same.len(), same[0]))
        .collect();
    kept.sort_unstable_by_key(|(spread, hash)| (std::cmp::Reverse(*spread), *hash));
    kept.truncate(MOST_FEATURES);
    kept.sort_unstable_by_key(|k| k.1);
    let numbers = kept.iter().zip(0..);
    numbers.map(|((_, hash), number)| (*hash, number)).collect()
}

/// Whether a term is more than a running number.
fn is_telling(term: &str, codes: &[String]) -> bool {
    let digits = term.bytes().filter(u8::is_ascii_digit).count();
    let is_long = digits >= LONG_NUMBER;
    !is_long || term.starts_with("0x") || codes.iter().any(|c| c.ends_with(term))
}

fn without_addresses(text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    let words = text.split_whitespace();
    let kept: Vec<&str> = words.filter(|w| !w.contains('@')).collect();
    kept.join(" ")
}

/// FNV-1a, which is the same in every build; Rust's own hash promises nothing.
pub(super) fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn pair(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::Analyser;

    fn shared(a: &str, b: &str) -> usize {
        let analyser = Analyser::of("en");
        let of = |t: &str| -> Vec<u64> { analyser.features(t).iter().map(|f| f.0).collect() };
        let other = of(b);
        of(a).iter().filter(|f| other.contains(f)).count()
    }

    #[test]
    fn words_of_a_family_and_pairs_are_features() {
        // printer, offline and the pair.
        assert_eq!(shared("The printer is offline!", "printers OFFLINE"), 3);
        assert_eq!(shared("Wi-Fi drops", "wifi dropped"), 3);
        assert_eq!(shared("how do I", "how do you"), 0);
    }

    #[test]
    fn running_numbers_are_left_out_and_codes_kept() {
        assert_eq!(shared("INC0010023", "INC0010023"), 0);
        assert_eq!(shared("jane.doe@example.com", "jane.doe@example.com"), 0);
        assert!(shared("0x80070005", "error 0x80070005") > 0);
        assert!(shared("error 809", "vpn 809") > 0);
    }

    #[test]
    fn the_table_holds_what_two_texts_share() {
        let table = Analyser::of("en").table(&["vpn down", "vpn slow", "printer"]);
        assert_eq!((table.rows(), table.width()), (3, 1));
        assert_eq!(table.row(2).count(), 0);
    }
}
