//! The words of a ticket, and what the search takes them for.
//!
//! Takes the text of a ticket. Gives [`Ticket`]: its most telling words, each with the families of words that it stands
//! for, and which words follow one another. Never corrects a word: a ticket is read by the thousand, and a guess would be
//! worth less than its time.

use crate::search::SearchIndex;
use crate::text::fold::fold;
use crate::text::tokenize::each_slot;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// So many words say what a ticket is about, as in a query.
const MOST_WORDS: usize = 20;
/// So much of a text is read, in words.
const MOST_READ: usize = 600;
/// So many different words are remembered.
const MOST_KNOWN: usize = 1 << 17;

/// What is known of a word.
#[derive(Debug)]
pub(super) struct Known {
    /// Families with what a match is worth, from 0 to 1.
    pub(super) families: Vec<(u32, f64)>,
    /// How much the word tells; half of the most for one that no article has.
    pub(super) rarity: f64,
}

/// A word of a ticket.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Folded.
    pub(super) text: String,
    /// What it stands for.
    pub(super) known: Arc<Known>,
    times: u32,
}

/// A ticket as it is compared.
#[derive(Debug, Default)]
pub(super) struct Ticket {
    /// The most telling words.
    pub(super) words: Vec<Word>,
    /// Families of two words that follow one another.
    pub(super) pairs: Vec<(u32, u32)>,
}

/// Words with what they stand for, each looked up once.
pub(super) struct Lexicon<'a> {
    index: &'a SearchIndex<'a>,
    known: RwLock<HashMap<String, Arc<Known>>>,
}

impl<'a> Lexicon<'a> {
    pub(super) fn new(index: &'a SearchIndex<'a>) -> Self {
        Self {
            index,
            known: RwLock::default(),
        }
    }

    /// The words of a text.
    pub(super) fn ticket(&self, text: &str) -> Ticket {
        let (mut words, mut run): (Vec<Word>, Vec<Option<u32>>) = (Vec::new(), Vec::new());
        // Words of one family are one word.
        let mut seen: HashMap<u32, usize> = HashMap::new();
        let mut unknown: HashMap<String, usize> = HashMap::new();
        let mut read = 0;
        each_slot(&fold(text), |terms| {
            read += 1;
            let word: &str = &terms[0];
            if read > MOST_READ || self.index.is_filler(word) {
                return;
            }
            let known = self.known(word);
            let head = known.families.first().map(|(family, _)| *family);
            run.push(head);
            let new = words.len();
            let at = match head {
                Some(family) => *seen.entry(family).or_insert(new),
                None => *unknown.entry(word.to_owned()).or_insert(new),
            };
            if let Some(word) = words.get_mut(at) {
                word.times += 1;
                return;
            }
            words.push(Word {
                text: word.to_owned(),
                known,
                times: 1,
            });
        });
        Ticket {
            words: telling(words),
            pairs: pairs(&run),
        }
    }

    fn known(&self, word: &str) -> Arc<Known> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(word) {
            return Arc::clone(known);
        }
        drop(known);
        let all = self.index.families(word);
        // A word counts by its own rarity, one that is only known by its parts by theirs.
        let rarity = match all.first() {
            Some((_, _, own)) => *own,
            None => self.index.rarity(0) * 0.5,
        };
        let worth = |(family, weight, own): (u32, f64, f64)| {
            let ratio = if rarity > 0.0 { own / rarity } else { 0.0 };
            (family, (weight * ratio).sqrt().min(1.0))
        };
        let new = Arc::new(Known {
            families: all.into_iter().map(worth).collect(),
            rarity,
        });
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() < MOST_KNOWN {
            known.insert(word.to_owned(), Arc::clone(&new));
        }
        new
    }
}

/// The words that tell most, in the order of the text: rare ones, and those that are said again.
fn telling(words: Vec<Word>) -> Vec<Word> {
    if words.len() <= MOST_WORDS {
        return words;
    }
    let worth = |w: &Word| w.known.rarity * (1.0 + f64::from(w.times).ln());
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by(|a, b| {
        worth(&words[*b])
            .total_cmp(&worth(&words[*a]))
            .then(a.cmp(b))
    });
    order.truncate(MOST_WORDS);
    order.sort_unstable();
    order.into_iter().map(|i| words[i].clone()).collect()
}

/// Neighbours that are both known, each pair once.
fn pairs(run: &[Option<u32>]) -> Vec<(u32, u32)> {
    let both = run.windows(2).filter_map(|pair| match pair {
        [Some(a), Some(b)] if a != b => Some((*a, *b)),
        _ => None,
    });
    let mut all: Vec<(u32, u32)> = both.collect();
    all.sort_unstable();
    all.dedup();
    all
}
