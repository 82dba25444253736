//! Words that no article has, and words that look like slips.
//!
//! Takes a slot whose word is unknown (or hardly known). Adds what it may have meant: another form of a known word, a
//! known word near it, a beginning, two words in one. Never touches codes.

use crate::search::SearchIndex;
use crate::search::rank::rarity::idf;
use crate::search::rank::slot::{How, Slot, has_digit, length};
use crate::text::edits::edits;

/// What a corrected word is worth, by slips.
const CORRECTED: [f64; 4] = [0.85, 0.75, 0.5, 0.4];
/// What it is worth if the known word goes on behind what was typed.
const LONGER: f64 = 0.7;
/// What a common word is worth beside a hardly known one.
const DOUBTED: f64 = 0.6;
/// ⌊log₂(articles + 1)⌋ of a word that is common enough for that.
const COMMON: u8 = 5;

/// An unknown word: letters and digits apart, another form of a known one, corrected, cut to a known beginning, or two
/// words in one.
pub(super) fn repair(index: &SearchIndex<'_>, slot: &mut Slot, word: &str) {
    if inflect(index, slot, word) || correct(index, slot, slot.last) {
        return;
    }
    let ends: Vec<usize> = word.char_indices().map(|(i, _)| i).collect();
    for cut in (4.max(ends.len().saturating_sub(4))..ends.len()).rev() {
        if slot.stand_for(index, How::Cut, (&[&word[..ends[cut]]], 0.7)) {
            return;
        }
    }
    for cut in (3..ends.len().saturating_sub(2)).rev() {
        let (a, b) = word.split_at(ends[cut]);
        if slot.stand_for(index, How::Split, (&[a, b], 0.8)) {
            return;
        }
    }
}

/// What an unknown word is beyond doubt: letters and digits apart, or another form of a known one; says whether it is.
pub(super) fn inflect(index: &SearchIndex<'_>, slot: &mut Slot, word: &str) -> bool {
    if let Some(at) = lettered(word)
        && slot.stand_for(index, How::Split, (&[&word[..at], &word[at..]], 0.9))
    {
        return true;
    }
    for form in forms(index, word) {
        slot.stand_for(index, How::Form, (&[&form], 0.9));
    }
    !slot.means.is_empty()
}

/// Adds known words near the slot's; says whether there are any. All of them count as being as common as the commonest,
/// so that a rare word is no better guess.
pub(super) fn correct(index: &SearchIndex<'_>, slot: &mut Slot, last: bool) -> bool {
    let guesses = index.speller.near(&slot.terms[0], last);
    let before = slot.means.len();
    for guess in &guesses {
        let Some(group) = index.terms.lookup(&guess.word) else {
            continue;
        };
        let longer = if guess.cost % 1.0 > 0.55 { LONGER } else { 1.0 };
        let weight = CORRECTED[guess.slips] * longer;
        let rarity = idf(index, index.terms.group(group).df);
        if slot.mean(How::Corrected, &guess.word, (Some(group), weight, rarity)) {
            slot.shown.push((guess.word.clone(), group));
        }
    }
    let own = &mut slot.means[before..];
    let common = own.iter().map(|m| m.idf).fold(f64::INFINITY, f64::min);
    for meaning in own {
        meaning.idf = common;
    }
    !guesses.is_empty()
}

/// A word of one or two articles, in no title, symptom or heading, beside a much commoner one: perhaps the same slip
/// twice.
pub(super) fn doubt(index: &SearchIndex<'_>, slot: &mut Slot, word: &str) {
    if length(word) < 5 || has_digit(word) {
        return;
    }
    let list = word
        .chars()
        .next()
        .and_then(|first| index.speller.letters.get(&first));
    let list = list.map_or(&[][..], Vec::as_slice);
    if list
        .iter()
        .any(|(known, level)| known == word && *level > 0)
    {
        return;
    }
    let typed: Vec<char> = word.chars().collect();
    for (known, level) in list {
        let letters: Vec<char> = known.chars().collect();
        let group = index.terms.lookup(known);
        if *level < COMMON || group == slot.hit || edits(&typed, &letters, 1).is_none() {
            continue;
        }
        let rarity = group.map_or(0.0, |g| idf(index, index.terms.group(g).df));
        if slot.mean(How::Corrected, known, (group, DOUBTED, rarity)) {
            slot.shown.extend(group.map(|g| (known.clone(), g)));
        }
    }
    slot.known = true;
}

/// What a word may be a form of: `wiping` of `wipe`, `country` of `countri` (a stem stands in the index), `loeschen` of
/// `loschen`; or how it sounds: `fone`.
fn forms(index: &SearchIndex<'_>, word: &str) -> Vec<String> {
    let mut out = Vec::new();
    if has_digit(word) {
        return out;
    }
    let plain = without_second_e(word);
    if plain != word {
        out.push(plain);
    }
    out.extend(word.strip_prefix('f').map(|rest| format!("ph{rest}")));
    for end in &index.ends {
        let Some(stem) = word.strip_suffix(end).filter(|stem| length(stem) > 2) else {
            continue;
        };
        out.extend([format!("{stem}e"), stem.to_owned(), format!("{stem}i")]);
        let mut rest = stem.chars();
        if rest.next_back() == rest.clone().next_back() {
            out.push(rest.as_str().to_owned());
        }
    }
    out
}

/// `loschen` of `loeschen`: how German is typed on other keyboards.
fn without_second_e(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        out.push(letter);
        if matches!(letter, 'a' | 'o' | 'u') {
            letters.next_if_eq(&'e');
        }
    }
    out
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
