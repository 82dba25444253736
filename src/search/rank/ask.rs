//! What was typed, and what each word of it can stand for.
//!
//! Takes the words of a query. Gives [`Asked`]: one [`Slot`] a word, each with its meanings (the word itself, joined with
//! its neighbour, in parts, as the beginning of others, corrected, by synonym) and what each is worth. Never looks at
//! articles, only at what words there are.

use crate::search::SearchIndex;
use crate::search::rank::mend;
use crate::search::rank::rarity::idf;
use crate::search::rank::slot::{How, Meaning, Slot, has_digit, length};
use crate::text::tokenize::{is_unspaced, slots};
use std::collections::{BTreeMap, BTreeSet};

/// A query has at most so many words; of a longer one those with digits and the longest are kept.
const MOST_SLOTS: usize = 20;
/// A beginning stands for at most so many families of words.
const EXPANSIONS: usize = 24;
/// What a synonym is worth.
const SYNONYM: f64 = 0.8;
/// What two typed words are worth that an article writes as one.
const JOINED: f64 = 1.0;

/// A query.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// Its words, without fillers (unless there is nothing else), none twice, not too many.
    pub(super) slots: Vec<Slot>,
    /// Every word as typed, with the number of its slot.
    all: Vec<(String, Option<usize>)>,
}

/// The slots of a query with all their meanings.
pub(super) fn ask(index: &SearchIndex<'_>, words: &str) -> Asked {
    let mut asked = chosen(index, words);
    for i in 0..asked.slots.len() {
        meanings(index, &mut asked.slots, i);
    }
    widen(index, &mut asked);
    for slot in &mut asked.slots {
        slot.rarity = slot.means.iter().map(|m| m.idf).fold(0.0, f64::max);
    }
    asked
}

fn chosen(index: &SearchIndex<'_>, words: &str) -> Asked {
    let all = slots(words);
    let mut kept: Vec<usize> = (0..all.len()).collect();
    let is_content = |i: &usize| !index.stop.contains(&all[*i][0]);
    if kept.iter().any(is_content) {
        kept.retain(is_content);
    }
    let mut seen = BTreeSet::new();
    kept.retain(|i| seen.insert(&all[*i][0]));
    if kept.len() > MOST_SLOTS {
        let worth = |i: &usize| {
            let word = &all[*i][0];
            std::cmp::Reverse(length(word) + if has_digit(word) { 100 } else { 0 })
        };
        kept.sort_by_key(worth);
        kept.truncate(MOST_SLOTS);
        kept.sort_unstable();
    }
    let open = !words.ends_with(char::is_whitespace);
    let slot = |i: &usize| Slot {
        terms: all[*i].clone(),
        last: open && i + 1 == all.len(),
        ..Slot::default()
    };
    Asked {
        slots: kept.iter().map(slot).collect(),
        all: (0..)
            .zip(&all)
            .map(|(i, terms)| (terms[0].clone(), kept.binary_search(&i).ok()))
            .collect(),
    }
}

/// Whether two neighbours may have been meant as one word: `vpn 809`, `wi fi`, `lap top`.
fn glues(a: &str, b: &str) -> bool {
    let unspaced = |word: &str| word.starts_with(is_unspaced);
    (has_digit(a) || has_digit(b) || length(a).min(length(b)) < 5) && !unspaced(a) && !unspaced(b)
}

fn meanings(index: &SearchIndex<'_>, list: &mut [Slot], i: usize) {
    let rarity = |group: Option<u32>| group.map_or(0.0, |g| idf(index, index.terms.group(g).df));
    let (head, tail) = list.split_at_mut(i + 1);
    let slot = &mut head[i];
    let word = slot.terms[0].clone();
    let hit = index.terms.lookup(&word);
    slot.hit = hit;
    slot.mean(How::Typed, &word, (hit, 1.0, rarity(hit)));
    if let Some((whole, glue)) = slot.glue.take() {
        slot.mean(How::Joined, &whole, (glue, JOINED, rarity(glue)));
    }
    if let Some(next) = tail.first_mut().filter(|next| glues(&word, &next.terms[0])) {
        let whole = format!("{word}{}", next.terms[0]);
        let glue = index.terms.lookup(&whole);
        slot.mean(How::Joined, &whole, (glue, JOINED, rarity(glue)));
        next.glue = Some((whole, glue));
    }
    parts(index, slot);
    if slot.last && length(&word) > 1 {
        half(index, slot, hit);
    }
    if slot.means.is_empty() {
        mend::repair(index, slot, &word);
    } else if hit.is_some_and(|g| index.terms.group(g).df < 3) {
        mend::doubt(index, slot, &word);
    }
}

/// The parts of a word with hyphens, a code without its letters.
fn parts(index: &SearchIndex<'_>, slot: &mut Slot) {
    let worth = match slot.hit {
        None => 0.7,
        Some(_) if has_digit(&slot.terms[0]) => 0.12,
        Some(_) => 0.35,
    };
    for part in slot.terms.clone().iter().skip(1) {
        slot.stand_for(index, How::Part, (&[part], worth));
    }
}

/// What one word of a text stands for, where nobody waits for a guess: nothing is corrected or completed.
pub(super) fn literal(index: &SearchIndex<'_>, word: &str) -> Vec<Meaning> {
    let mut asked = chosen(index, &format!("{word} "));
    for slot in &mut asked.slots {
        let typed = slot.terms[0].clone();
        slot.hit = index.terms.lookup(&typed);
        let rarity = slot.hit.map(|g| idf(index, index.terms.group(g).df));
        slot.mean(How::Typed, &typed, (slot.hit, 1.0, rarity.unwrap_or(0.0)));
        parts(index, slot);
        if slot.means.is_empty() {
            mend::inflect(index, slot, &typed);
        }
    }
    widen(index, &mut asked);
    asked
        .slots
        .into_iter()
        .flat_map(|slot| slot.means)
        .collect()
}

/// The last word may be half typed.
fn half(index: &SearchIndex<'_>, slot: &mut Slot, hit: Option<u32>) {
    let terms = &index.terms;
    let word = slot.terms[0].clone();
    let worth = if hit.is_some() { 0.5 } else { 0.85 };
    slot.open = Some(word.clone());
    if let Some(all) = terms.lookup(&format!("{word}*")) {
        let rarity = idf(index, terms.group(all).df);
        slot.mean(How::Beginning, &word, (Some(all), worth * 0.75, rarity));
        return;
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
    let begun: u64 = list
        .iter()
        .map(|(g, _)| u64::from(terms.group(*g).df))
        .sum();
    let held = own + begun;
    let rarity = idf(index, held.min(index.articles.len() as u64) as u32);
    for (group, fit) in list {
        let weight = worth * (0.5 + 0.5 * fit);
        let key = terms.group(group).key();
        slot.mean(How::Beginning, key, (Some(group), weight, rarity));
    }
    // So few words begin like this that it may as well be a slip.
    let few = (held as f64) < 1.0 + index.articles.len() as f64 / 1000.0;
    if hit.is_none() && !slot.means.is_empty() && few {
        mend::correct(index, slot, false);
    }
}

/// Synonyms: a typed run of words (function words count: `sign in`) gets the rule's other sides as meanings.
fn widen(index: &SearchIndex<'_>, asked: &mut Asked) {
    let Asked { slots, all } = &mut *asked;
    for rule in &index.synonyms {
        for i in 0..(all.len() + 1).saturating_sub(rule.from.len()) {
            let run = &all[i..i + rule.from.len()];
            if !rule.fits(run.iter().map(|(typed, _)| typed.as_str())) {
                continue;
            }
            for words in &rule.to {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                for slot in run.iter().filter_map(|(_, slot)| *slot) {
                    slots[slot].stand_for(index, How::Synonym, (&words, SYNONYM));
                }
            }
        }
    }
    for slot in &mut asked.slots {
        level(index, slot);
    }
}

/// Words that mean the same are as rare as all of them together, or else the rarest would stand for the rest.
fn level(index: &SearchIndex<'_>, slot: &mut Slot) {
    let is_same = |m: &&mut Meaning| matches!(m.how, How::Typed | How::Synonym);
    if !slot.means.iter().any(|m| m.how == How::Synonym) {
        return;
    }
    let df = |group: &u32| u64::from(index.terms.group(*group).df);
    let mut held = 0;
    for meaning in slot.means.iter_mut().filter(is_same) {
        held += meaning.groups.iter().map(df).min().unwrap_or(0);
    }
    let rare = idf(index, held.min(index.articles.len() as u64) as u32);
    for meaning in slot.means.iter_mut().filter(is_same) {
        meaning.idf = rare;
    }
}
