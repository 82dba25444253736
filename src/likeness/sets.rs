//! Texts as sets of phrases, and who shares a rare one with whom.
//!
//! Takes texts. Gives sorted sets of numbers, one for each phrase of three words, and for each text the earlier ones that
//! can be near enough. Never misses a pair: two sets that share so much of their phrases share one of their rarest.

use crate::likeness::Text;
use crate::likeness::words::{mix, words};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;
use std::sync::atomic::{AtomicU32, Ordering};

/// Words of a phrase: fewer are everywhere, with more a changed word costs too much.
pub(super) const PHRASE: usize = 3;
/// The most cells for counting phrases, as a power of two; two phrases in one cell make both look more frequent.
const MOST_CELLS: u32 = 22;
/// A phrase of more than one text in so many is part of a template,
const TEMPLATE: usize = 20;
/// but never one of so few texts.
const FEW: usize = 10;
/// What rounding may cost where a product is nearly whole.
const SLACK: f64 = 1e-6;

/// The phrases of all texts.
pub(super) struct Sets {
    sets: Vec<Vec<u32>>,
    /// The rarest phrases of each text that others have too.
    rarest: Vec<Vec<u32>>,
    /// Who has which of them: phrase and text, sorted.
    holders: Vec<(u32, u32)>,
    near: f64,
}

impl Sets {
    pub(super) fn new(texts: &[Text<'_>], near: f64) -> Self {
        let mut sets: Vec<Vec<u32>> = texts.par_iter().map(phrases).collect();
        let counts = Counts::new(&sets);
        let limit = u32::try_from((texts.len() / TEMPLATE).max(FEW)).unwrap_or(u32::MAX);
        sets = sets
            .into_iter()
            .map(|mut set| {
                set.retain(|phrase| counts.of(*phrase) <= limit);
                set
            })
            .collect();
        let rarest: Vec<Vec<u32>> = sets
            .par_iter()
            .map(|set| rarest(set, &counts, near))
            .collect();
        let mut holders: Vec<(u32, u32)> = (0..)
            .zip(&rarest)
            .flat_map(|(text, set)| set.iter().map(move |phrase| (*phrase, text)))
            .collect();
        holders.par_sort_unstable();
        Self {
            sets,
            rarest,
            holders,
            near,
        }
    }

    pub(super) fn set(&self, text: u32) -> &[u32] {
        &self.sets[text as usize]
    }

    /// Earlier texts that share one of the rarest phrases and are long enough to share enough of them.
    pub(super) fn candidates(&self, later: u32) -> Vec<u32> {
        let mut found = Vec::new();
        let size = self.set(later).len() as f64;
        for phrase in &self.rarest[later as usize] {
            let first = self.holders.partition_point(|(p, _)| p < phrase);
            let same = self.holders[first..]
                .iter()
                .take_while(|(p, text)| p == phrase && *text < later);
            found.extend(same.map(|(_, text)| *text));
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|text| {
            let other = self.set(*text).len() as f64;
            size.min(other) >= self.near * size.max(other) - SLACK
        });
        found
    }
}

/// How many texts have each phrase, at least.
struct Counts {
    cells: Vec<AtomicU32>,
    /// Bits of a phrase that do not choose its cell.
    shift: u32,
}

impl Counts {
    fn new(sets: &[Vec<u32>]) -> Self {
        let phrases: usize = sets.iter().map(Vec::len).sum();
        let bits = (phrases.max(2).ilog2() + 1).min(MOST_CELLS);
        let counts = Self {
            cells: (0..1_usize << bits).map(|_| AtomicU32::new(0)).collect(),
            shift: u32::BITS - bits,
        };
        sets.par_iter().with_min_len(64).for_each(|set| {
            for phrase in set {
                counts.cell(*phrase).fetch_add(1, Ordering::Relaxed);
            }
        });
        counts
    }

    fn cell(&self, phrase: u32) -> &AtomicU32 {
        &self.cells[(phrase >> self.shift) as usize]
    }

    fn of(&self, phrase: u32) -> u32 {
        self.cell(phrase).load(Ordering::Relaxed)
    }
}

fn phrases(text: &Text<'_>) -> Vec<u32> {
    let mut set = Vec::new();
    for part in &text.parts {
        let mut window = [0; PHRASE];
        for (at, word) in words(part).enumerate() {
            window.rotate_left(1);
            window[PHRASE - 1] = word.number;
            if at + 1 >= PHRASE {
                set.push(phrase(&window));
            }
        }
    }
    set.sort_unstable();
    set.dedup();
    set
}

/// The number of a phrase.
fn phrase(words: &[u64]) -> u32 {
    (words.iter().fold(0, |n, word| mix(n, *word)) >> 32) as u32
}

/// As many of the rarest phrases as two near texts cannot both lack; those that nobody else has lead nowhere.
fn rarest(set: &[u32], counts: &Counts, near: f64) -> Vec<u32> {
    let needed = (near * set.len() as f64 - SLACK).ceil() as usize;
    let wanted = (set.len() + 1).saturating_sub(needed.max(1));
    let mut ranked: Vec<(u32, u32)> = set.iter().map(|p| (counts.of(*p), *p)).collect();
    if wanted < ranked.len() {
        ranked.select_nth_unstable(wanted);
        ranked.truncate(wanted);
    }
    let others = ranked.into_iter().filter(|(count, _)| *count > 1);
    others.map(|(_, phrase)| phrase).collect()
}

/// How many numbers two sorted sets have in common.
pub(super) fn shared(one: &[u32], other: &[u32]) -> usize {
    let (mut a, mut b, mut both) = (0, 0, 0);
    while a < one.len() && b < other.len() {
        let (x, y) = (one[a], other[b]);
        both += usize::from(x == y);
        a += usize::from(x <= y);
        b += usize::from(y <= x);
    }
    both
}
