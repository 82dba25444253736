//! Words that a misspelt word may have meant.
//!
//! Takes all groups. Gives, for each first letter, the words that are common enough to be right, with how common they
//! are. Never holds codes or words of fewer than four letters.

use crate::search::terms::{Terms, browser_order};
use crate::text::edits::{edits, edits_of_beginning};
use std::collections::BTreeMap;

/// Shortest and longest word, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=24;

/// Known words by first letter.
#[derive(Clone, Debug, Default)]
pub struct Speller {
    /// Per letter, in order: word and ⌊log₂(articles + 1)⌋, or 0 for a word of one article that may be a slip itself.
    pub letters: BTreeMap<char, Vec<(String, u8)>>,
}

/// A known word near an unknown one.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// The known word.
    pub word: String,
    /// Slips, with half a slip more for another first letter and 0.6 for a word that is longer than what was typed.
    pub cost: f64,
    /// Slips.
    pub slips: usize,
    level: u8,
}

impl Speller {
    /// The words of an index of so many articles.
    #[must_use]
    pub fn build(terms: &Terms, articles: usize) -> Self {
        // In a small base a word of one article may be right all the same: it is kept, as one that may be doubted.
        let (common, doubted) = match articles {
            0..300 => (2, 1),
            300..1500 => (2, 2),
            _ => (3, 3),
        };
        let mut letters: BTreeMap<char, Vec<(String, u8)>> = BTreeMap::new();
        for surface in terms.groups.iter().flat_map(|g| &g.surfaces) {
            let word = &surface.text;
            let fits =
                LENGTHS.contains(&word.chars().count()) && word.chars().all(char::is_alphabetic);
            let is_sure = surface.strong || surface.df >= common;
            let Some(first) = word.chars().next().filter(|_| fits) else {
                continue;
            };
            if !is_sure && surface.df < doubted {
                continue;
            }
            let level = if is_sure {
                (surface.df + 1).ilog2() as u8
            } else {
                0
            };
            letters
                .entry(first)
                .or_default()
                .push((word.clone(), level));
        }
        for words in letters.values_mut() {
            words.sort_by(|a, b| browser_order(&a.0, &b.0));
        }
        Self { letters }
    }

    /// Known words near an unknown one, the nearest first; `last` says that it may be half typed.
    ///
    /// Looks among the words with the same first letter, then among those that open with its second letter (a swap, or the
    /// first left out), then among all, with one slip more in the first ones, and stops where it finds any.
    #[must_use]
    pub fn near(&self, word: &str, last: bool) -> Vec<Guess> {
        let typed: Vec<char> = word.chars().collect();
        if typed.len() < 4 || word.bytes().any(|b| b.is_ascii_digit()) {
            return Vec::new();
        }
        let max = if typed.len() < 8 { 1 } else { 2 };
        let stages = [
            vec![typed[0]],
            vec![typed[1]],
            self.letters.keys().copied().collect(),
        ];
        for (stage, letters) in stages.into_iter().enumerate() {
            let further = usize::from(stage == 2 && typed.len() > 5);
            let lists = letters.iter().filter_map(|letter| self.letters.get(letter));
            let mut found: Vec<Guess> = lists
                .flatten()
                .filter_map(|(known, level)| {
                    let is_near = known.starts_with(typed[0]);
                    let most = if is_near { max + further } else { max };
                    guess(&typed, (known, *level), most, last)
                })
                .collect();
            found.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(b.level.cmp(&a.level)));
            if let Some(best) = found.first() {
                let limit = best.cost + 0.6;
                found.retain(|g| g.cost <= limit);
                found.truncate(6);
                return found;
            }
        }
        Vec::new()
    }
}

fn guess(typed: &[char], (word, level): (&str, u8), most: usize, last: bool) -> Option<Guess> {
    let known: Vec<char> = word.chars().collect();
    let (slips, mut cost) = match edits(typed, &known, most) {
        Some(slips) => (slips, slips as f64),
        None if last && known.len() > typed.len() => {
            let slips = edits_of_beginning(typed, &known, 1)?;
            (slips, slips as f64 + 0.6)
        }
        None => return None,
    };
    if known[0] != typed[0] {
        cost += 0.5;
    }
    Some(Guess {
        word: word.to_owned(),
        cost,
        slips,
        level,
    })
}
