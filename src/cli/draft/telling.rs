//! How telling a word is: common in some tickets, rare in the others.
//!
//! Takes texts of both and a language. Gives content words with their stems, and the weight of a stem. Never gives a
//! function word, nor a word that stands for what was taken out of the text.

use crate::text::fold::fold;
use crate::text::stem::Stem;
use crate::text::stop;
use std::collections::{HashMap, HashSet};

/// Words that every ticket may hold and that tell no problem from another.
const MANNERS: &str = "thank thanks regards hi dear morning team colleagues cheers urgent asap since yesterday today \
                       monday tuesday wednesday thursday friday minutes hour hours week weeks work works working tried issue \
                       problem error message says screen anything something nothing everything again also after before isnt arent wasnt \
                       wont hasnt havent doesn";

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// As it was written, without the marks around it.
    pub(crate) text: &'a str,
    /// Its stem.
    pub(crate) stem: String,
    /// Whether a sentence or a line goes on after it.
    pub(crate) goes_on: bool,
}

/// What tells some tickets from the others.
pub(crate) struct Telling {
    stem: Stem,
    silent: HashSet<String>,
    weights: HashMap<String, f64>,
}

impl Telling {
    /// Learns from the texts of some tickets and of others.
    pub(crate) fn new(inside: &[&str], outside: &[&str], lang: &str) -> Self {
        let stem = Stem::of(lang);
        let words = stop::function_words(lang).chain(stop::fillers(lang));
        let english = stop::function_words("en").chain(stop::fillers("en"));
        // Greetings are cut off where tickets are read; what stays is Windows Hello.
        let silent = words.chain(english).filter(|word| *word != "hello");
        let silent = silent.chain(MANNERS.split_ascii_whitespace());
        let mut made = Self {
            stem,
            silent: silent.map(|word| stem.stem(word)).collect(),
            weights: HashMap::new(),
        };
        let (near, far) = (made.count(inside), made.count(outside));
        let share = |count: u32, all: usize| (f64::from(count) + 0.5) / (all as f64 + 1.0);
        made.weights = near
            .iter()
            .map(|(stem, count)| {
                let other = far.get(stem).copied().unwrap_or(0);
                let odds = (share(*count, inside.len()) / share(other, outside.len())).ln();
                (stem.clone(), odds.max(0.0))
            })
            .collect();
        made
    }

    /// In how many of the texts each stem occurs.
    fn count(&self, texts: &[&str]) -> HashMap<String, u32> {
        let mut counts = HashMap::new();
        for text in texts {
            for stem in self.stems(text) {
                *counts.entry(stem).or_insert(0) += 1;
            }
        }
        counts
    }

    /// Every word of a text, in order.
    pub(crate) fn words<'t>(&self, text: &'t str) -> impl Iterator<Item = Word<'t>> {
        let pieces = text.split_inclusive(char::is_whitespace);
        pieces.filter_map(|piece| {
            let inner = piece.trim_matches(|c: char| !c.is_alphanumeric());
            if inner.is_empty() || piece.starts_with('[') && piece.trim_end().ends_with(']') {
                return None;
            }
            let behind = &piece[piece.find(inner)? + inner.len()..];
            let ends = behind.contains(['.', ',', ';', ':', '!', '?', '\n', ')', '"']);
            let folded = fold(inner);
            let bare = folded.replace('\'', "");
            Some(Word {
                text: inner,
                stem: self.stem.stem(&bare),
                goes_on: !ends,
            })
        })
    }

    /// Words that say something.
    pub(crate) fn content<'t>(&self, text: &'t str) -> impl Iterator<Item = Word<'t>> {
        self.words(text).filter(|word| self.speaks(&word.stem))
    }

    /// Whether a stem says something.
    pub(crate) fn speaks(&self, stem: &str) -> bool {
        stem.chars().count() > 1 && !self.silent.contains(stem)
    }

    /// How telling a stem is; 0 for one that says nothing or is as common elsewhere.
    pub(crate) fn weight(&self, stem: &str) -> f64 {
        self.weights.get(stem).copied().unwrap_or(0.0)
    }

    /// The distinct stems of a text that say something, in their order.
    pub(crate) fn stems(&self, text: &str) -> Vec<String> {
        let mut stems: Vec<String> = Vec::new();
        for word in self.content(text) {
            if !stems.contains(&word.stem) {
                stems.push(word.stem);
            }
        }
        stems
    }
}

/// The part of the words of two texts that they share, from 0 to 1.
pub(crate) fn alike(left: &[String], right: &[String]) -> f64 {
    let both = left.iter().filter(|stem| right.contains(stem)).count();
    let all = left.len() + right.len() - both;
    if all == 0 {
        return 1.0;
    }
    both as f64 / all as f64
}

#[cfg(test)]
mod tests {
    use crate::cli::draft::telling::{Telling, alike};

    #[test]
    fn a_word_of_these_tickets_weighs_more_than_one_of_all() {
        let inside = ["my pin is not available", "PIN refused since monday"];
        let outside = ["printer not available", "the vpn is slow"];
        let telling = Telling::new(&inside, &outside, "en");
        let weight = |word| telling.weight(&telling.stems(word)[0]);
        assert!(weight("pin") > weight("available"));
        assert!(telling.stems("is the my").is_empty());
        assert_eq!(
            telling.stems("PINs, pin [name] (refused)"),
            ["pin", "refus"]
        );
    }

    #[test]
    fn likeness_is_the_shared_part() {
        let stems = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        assert!((alike(&stems(&["a", "b"]), &stems(&["b", "c"])) - 1.0 / 3.0).abs() < 1e-9);
        assert!((alike(&[], &[]) - 1.0).abs() < 1e-9);
    }
}
