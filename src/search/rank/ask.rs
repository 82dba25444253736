//! What was typed, and what each word of it can stand for.
//!
//! Takes the words of a query. Gives [`Slot`]s: one a word, each with its alternatives (the word itself, joined with its
//! neighbour, in parts, as the beginning of others, corrected, by synonym) and what each is worth. Never looks at
//! articles, only at what words there are.

use crate::search::SearchIndex;
use crate::search::rank::rarity::idf;
use crate::text::tokenize::slots;
use std::collections::{BTreeMap, BTreeSet};

/// A query has at most so many words; of a longer one those with digits and the longest are kept.
const MOST_SLOTS: usize = 14;
/// A beginning stands for at most so many families of words.
const EXPANSIONS: usize = 24;
/// What a word is worth that begins the typed one: mostly the same word in another form.
const CUT: f64 = 0.7;

/// One thing that a slot can stand for.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    /// Groups that must all occur.
    pub(super) groups: Vec<u32>,
    /// What a match is worth, 1 for the word itself.
    pub(super) weight: f64,
    /// Rarity.
    pub(super) idf: f64,
}

/// One word of a query.
#[derive(Clone, Debug, Default)]
pub(super) struct Slot {
    /// The joined form first, then its parts.
    pub(super) terms: Vec<String>,
    /// What it can stand for.
    pub(super) alts: Vec<Alternative>,
    /// Corrections with their groups, the nearest first.
    pub(super) shown: Vec<(String, u32)>,
    /// The word, if it may be half typed.
    pub(super) open: Option<String>,
    last: bool,
    glue: Option<u32>,
}

impl Slot {
    /// Whether one of the terms is what was typed, or what it was corrected to.
    pub(super) fn names(&self, terms: &[String]) -> bool {
        let is_named = |term: &String| {
            self.terms.contains(term) || self.shown.iter().any(|(shown, _)| shown == term)
        };
        terms.iter().any(is_named)
    }

    fn push(&mut self, group: Option<u32>, weight: f64, idf: f64) {
        let Some(group) = group else { return };
        if !self.alts.iter().any(|a| a.groups == [group]) {
            self.alts.push(Alternative {
                groups: vec![group],
                weight,
                idf,
            });
        }
    }
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The slots of a query with all their alternatives.
pub(super) fn slots_of(index: &SearchIndex, words: &str) -> Vec<Slot> {
    let mut list = chosen(index, words);
    for i in 0..list.len() {
        alternatives(index, &mut list, i);
    }
    widen(index, &mut list);
    list
}

/// The slots of a text, without fillers (unless there is nothing else), none twice, not too many.
fn chosen(index: &SearchIndex, words: &str) -> Vec<Slot> {
    let mut all: Vec<Slot> = slots(words)
        .into_iter()
        .map(|terms| Slot {
            terms,
            ..Slot::default()
        })
        .collect();
    if let Some(last) = all.last_mut() {
        last.last = !words.ends_with(char::is_whitespace);
    }
    let is_content = |slot: &Slot| !index.stop.contains(&slot.terms[0]);
    if all.iter().any(is_content) {
        all.retain(is_content);
    }
    let mut seen = BTreeSet::new();
    all.retain(|slot| seen.insert(slot.terms[0].clone()));
    if all.len() > MOST_SLOTS {
        let worth = |i: &usize| {
            let word = &all[*i].terms[0];
            std::cmp::Reverse(length(word) + if has_digit(word) { 100 } else { 0 })
        };
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_key(worth);
        let kept: BTreeSet<usize> = order.into_iter().take(MOST_SLOTS).collect();
        let mut i = 0..;
        all.retain(|_| i.next().is_some_and(|i| kept.contains(&i)));
    }
    all
}

/// Whether two neighbours may have been meant as one word: `vpn 809`, `wi fi`.
fn glues(a: &str, b: &str) -> bool {
    has_digit(a) || has_digit(b) || (length(a) < 5 && length(b) < 5)
}

fn alternatives(index: &SearchIndex, list: &mut [Slot], i: usize) {
    let rarity = |group: Option<u32>| group.map_or(0.0, |g| idf(index, index.terms.group(g).df));
    let (head, tail) = list.split_at_mut(i + 1);
    let slot = &mut head[i];
    let word = slot.terms[0].clone();
    let hit = index.terms.lookup(&word);
    slot.push(hit, 1.0, rarity(hit));
    if let Some(glue) = slot.glue {
        slot.push(Some(glue), 1.2, rarity(Some(glue)));
    }
    if let Some(next) = tail.first_mut().filter(|next| glues(&word, &next.terms[0])) {
        let glue = index.terms.lookup(&format!("{word}{}", next.terms[0]));
        slot.push(glue, 1.2, rarity(glue));
        next.glue = glue;
    }
    let part_weight = match hit {
        None => 0.7,
        Some(_) if has_digit(&word) => 0.12,
        Some(_) => 0.35,
    };
    for part in slot.terms.clone().iter().skip(1) {
        let part = index.terms.lookup(part);
        slot.push(part, part_weight, rarity(part));
    }
    if slot.last && length(&word) > 1 {
        begun(index, slot, hit);
    }
    if slot.alts.is_empty() {
        repair(index, slot, &word);
    }
}

/// Words that the last, perhaps half-typed word begins.
fn begun(index: &SearchIndex, slot: &mut Slot, hit: Option<u32>) {
    let terms = &index.terms;
    let word = slot.terms[0].clone();
    let worth = if hit.is_some() { 0.6 } else { 0.85 };
    slot.open = Some(word.clone());
    if let Some(all) = terms.lookup(&format!("{word}*")) {
        return slot.push(Some(all), worth * 0.75, idf(index, terms.group(all).df));
    }
    let mut fits: BTreeMap<u32, f64> = BTreeMap::new();
    for (form, group) in terms
        .beginning_with(&word)
        .filter(|(_, g)| !terms.group(*g).is_beginning())
    {
        let fit = length(&word) as f64 / length(form) as f64;
        let best = fits.entry(group).or_default();
        *best = best.max(fit);
    }
    // Groups are numbered in the order of their keys, so equal ones stay in that order.
    let mut list: Vec<(u32, f64)> = fits.into_iter().collect();
    let size = |(group, fit): &(u32, f64)| f64::from(terms.group(*group).df) * fit;
    list.sort_by(|a, b| size(b).total_cmp(&size(a)));
    list.truncate(EXPANSIONS);
    let own: u64 = hit.map_or(0, |g| u64::from(terms.group(g).df));
    let sum = own
        + list
            .iter()
            .map(|(g, _)| u64::from(terms.group(*g).df))
            .sum::<u64>();
    let rarity = idf(index, sum.min(index.articles.len() as u64) as u32);
    for (group, fit) in list {
        slot.push(Some(group), worth * (0.5 + 0.5 * fit), rarity);
    }
    // So few words begin like this that it may as well be a slip.
    if hit.is_none()
        && !slot.alts.is_empty()
        && (sum as f64) < 1.0 + index.articles.len() as f64 / 1000.0
    {
        correct(index, slot, false);
    }
}

/// Adds known words near the slot's; says whether there are any.
fn correct(index: &SearchIndex, slot: &mut Slot, last: bool) -> bool {
    let guesses = index.speller.near(&slot.terms[0], last);
    for guess in &guesses {
        let Some(group) = index.terms.lookup(&guess.word) else {
            continue;
        };
        let longer = if guess.cost % 1.0 > 0.55 { 0.7 } else { 1.0 };
        let weight = [0.85, 0.75, 0.5][guess.slips] * longer;
        let before = slot.alts.len();
        slot.push(Some(group), weight, idf(index, index.terms.group(group).df));
        if slot.alts.len() > before {
            slot.shown.push((guess.word.clone(), group));
        }
    }
    !guesses.is_empty()
}

/// An unknown word: split at a digit, corrected, cut to a known beginning, or split into two known words.
fn repair(index: &SearchIndex, slot: &mut Slot, word: &str) {
    let rarity = |group: u32| idf(index, index.terms.group(group).df);
    let both = |a: &str, b: &str, weight: f64| {
        let (a, b) = (index.terms.lookup(a)?, index.terms.lookup(b)?);
        Some(Alternative {
            groups: vec![a, b],
            weight,
            idf: f64::midpoint(rarity(a), rarity(b)),
        })
    };
    if let Some(at) = lettered(word)
        && let Some(alternative) = both(&word[..at], &word[at..], 0.9)
    {
        return slot.alts.push(alternative);
    }
    if correct(index, slot, slot.last) {
        return;
    }
    let ends: Vec<usize> = word.char_indices().map(|(i, _)| i).collect();
    for cut in (4.max(ends.len().saturating_sub(4))..ends.len()).rev() {
        if let Some(group) = index.terms.lookup(&word[..ends[cut]]) {
            return slot.push(Some(group), CUT, rarity(group));
        }
    }
    let splits = (3..ends.len().saturating_sub(2)).rev();
    let split = splits
        .map(|cut| word.split_at(ends[cut]))
        .find_map(|(a, b)| both(a, b, 0.8));
    slot.alts.extend(split);
}

/// Where the digits of `vpn809` begin: behind at least two letters, and nothing else follows.
fn lettered(word: &str) -> Option<usize> {
    let at = word.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = word.split_at(at);
    let fits = letters.chars().count() > 1
        && letters.chars().all(char::is_alphabetic)
        && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then_some(at)
}

/// Synonyms: typed words that begin a rule get its other sides as alternatives.
fn widen(index: &SearchIndex, list: &mut [Slot]) {
    for rule in &index.synonyms {
        let n = rule.from.len();
        for i in 0..(list.len() + 1).saturating_sub(n) {
            if !rule.fits(list[i..].iter().map(|slot| slot.terms[0].as_str())) {
                continue;
            }
            for words in &rule.to {
                let groups: Option<Vec<u32>> =
                    words.iter().map(|w| index.terms.lookup(w)).collect();
                let Some(groups) = groups else { continue };
                let mut sum = 0.0;
                for group in &groups {
                    sum += idf(index, index.terms.group(*group).df);
                }
                let alternative = Alternative {
                    idf: sum / groups.len() as f64,
                    groups,
                    weight: 0.8,
                };
                for slot in &mut list[i..i + n] {
                    slot.alts.push(alternative.clone());
                }
            }
        }
    }
}
