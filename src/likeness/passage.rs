//! The longest passage that two texts have in common.
//!
//! Takes two texts. Gives the words as the first has them. Never compares each word with each: it begins where a phrase of
//! three is in both.

use crate::likeness::Text;
use crate::likeness::sets::PHRASE;
use crate::likeness::words::{Word, words};
use std::ops::Range;

/// A phrase that is in a text more often is no place to begin.
const OFTEN: usize = 8;

/// The longest run of words that stands in a part of both; nothing where they share no phrase.
#[must_use]
pub fn passage<'a>(text: &Text<'a>, other: &Text<'_>) -> Option<&'a str> {
    let others: Vec<Vec<Word>> = other.parts.iter().map(|p| words(p).collect()).collect();
    let mut best: Option<(usize, &str)> = None;
    for part in &text.parts {
        let own: Vec<Word> = words(part).collect();
        for other in &others {
            let run = longest(&own, other);
            if run.len() > best.map_or(PHRASE - 1, |(length, _)| length) {
                let written = &part[own[run.start].start..own[run.end - 1].end];
                best = Some((run.len(), written));
            }
        }
    }
    best.map(|(_, written)| written)
}

/// The longest run of `own` that is in `other`; empty where there is none.
fn longest(own: &[Word], other: &[Word]) -> Range<usize> {
    let key = |w: &[Word]| -> [u64; PHRASE] { std::array::from_fn(|i| w[i].number) };
    let mut places: Vec<_> = other.windows(PHRASE).map(key).zip(0..).collect();
    places.sort_unstable();
    let mut best = 0..0;
    for (at, phrase) in own.windows(PHRASE).enumerate() {
        let phrase = key(phrase);
        let first = places.partition_point(|(p, _)| *p < phrase);
        let same = places[first..].iter().take_while(|(p, _)| *p == phrase);
        for (_, there) in same.take(OFTEN) {
            // A run that began one word earlier is known already.
            if at > 0 && *there > 0 && own[at - 1].number == other[*there - 1].number {
                continue;
            }
            let pairs = own[at..].iter().zip(&other[*there..]);
            let length = pairs.take_while(|(a, b)| a.number == b.number).count();
            if length > best.len() {
                best = at..at + length;
            }
        }
    }
    best
}
