//! The vocabulary of all patterns, by number.
//!
//! Takes the words, beginnings and parts that patterns ask for. Gives each a number (a symbol), and for a piece of text the
//! symbols that occur in it. Never holds a word that no pattern asks for.

use crate::text::fold::fold;
use crate::text::stem::Stem;
use crate::text::tokenize::{each_slot, parts};
use std::collections::{BTreeMap, HashMap};

/// A part that no phrase asks for.
pub(super) const UNKNOWN: u32 = u32::MAX;
/// Letters and digits alone, up to so many, are one part.
const SIMPLE: usize = 40;

/// Words in any of their forms, beginnings, and parts as they are written.
#[derive(Default)]
pub(super) struct Symbols {
    langs: Vec<Stem>,
    /// By language: stem to the words that have it.
    stems: Vec<HashMap<String, Vec<u32>>>,
    /// Equal sets of stems are one word.
    words: BTreeMap<Vec<(usize, String)>, u32>,
    beginnings: HashMap<String, u32>,
    /// The lengths in bytes of all beginnings, ascending.
    lengths: Vec<usize>,
    /// Whether a phrase ends in a beginning.
    has_tails: bool,
    parts: HashMap<String, u32>,
    count: u32,
}

impl std::fmt::Debug for Symbols {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} symbols", self.count)
    }
}

/// What a piece of text without blanks holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Symbols, each once.
    pub(super) symbols: Vec<u32>,
    /// Its parts in order, [`UNKNOWN`] where no phrase asks for one.
    pub(super) parts: Vec<u32>,
    /// Beginnings of the parts: index of the part, symbol.
    pub(super) beginnings: Vec<(u32, u32)>,
}

impl Symbols {
    pub(super) fn new(langs: &[&str]) -> Self {
        let mut seen: Vec<&str> = langs.to_vec();
        seen.sort_unstable();
        seen.dedup();
        Self {
            stems: seen.iter().map(|_| HashMap::new()).collect(),
            langs: seen.into_iter().map(Stem::of).collect(),
            ..Self::default()
        }
    }

    pub(super) fn len(&self) -> usize {
        self.count as usize
    }

    /// A word that occurs where any of these folded forms does, in any of their inflections.
    pub(super) fn word(&mut self, forms: &[String]) -> u32 {
        let mut keys: Vec<(usize, String)> = Vec::new();
        for (lang, rules) in self.langs.iter().enumerate() {
            keys.extend(forms.iter().map(|form| (lang, rules.stem(form))));
        }
        keys.sort();
        keys.dedup();
        if let Some(known) = self.words.get(&keys) {
            return *known;
        }
        let number = self.next();
        for (lang, stem) in &keys {
            let same = self.stems[*lang].entry(stem.clone()).or_default();
            same.push(number);
        }
        self.words.insert(keys, number);
        number
    }

    /// A folded beginning of a word.
    pub(super) fn beginning(&mut self, start: &str) -> u32 {
        if let Err(at) = self.lengths.binary_search(&start.len()) {
            self.lengths.insert(at, start.len());
        }
        if let Some(known) = self.beginnings.get(start) {
            return *known;
        }
        let number = self.next();
        self.beginnings.insert(start.to_owned(), number);
        number
    }

    /// A folded beginning of a part that stands behind others.
    pub(super) fn tail(&mut self, start: &str) -> u32 {
        self.has_tails = true;
        self.beginning(start)
    }

    /// A part of a phrase, as it is written.
    pub(super) fn part(&mut self, part: &str) -> u32 {
        if let Some(known) = self.parts.get(part) {
            return *known;
        }
        let number = self.next();
        self.parts.insert(part.to_owned(), number);
        number
    }

    fn next(&mut self) -> u32 {
        self.count += 1;
        self.count - 1
    }

    /// What occurs in a piece of text; pieces are divided by blanks, which end every word.
    pub(super) fn read(&self, piece: &str) -> Found {
        let mut found = Found::default();
        let folded = fold(piece);
        each_slot(&folded, |terms| {
            for term in terms {
                self.term(term, &mut found.symbols);
            }
        });
        if folded.len() <= SIMPLE && folded.bytes().all(|b| b.is_ascii_alphanumeric()) {
            self.part_at(0, &folded, &mut found);
        } else {
            for (i, part) in (0..).zip(parts(piece)) {
                self.part_at(i, &part, &mut found);
            }
        }
        found.symbols.sort_unstable();
        found.symbols.dedup();
        found
    }

    fn part_at(&self, at: u32, part: &str, found: &mut Found) {
        let known = self.parts.get(part).copied();
        found.symbols.extend(known);
        found.parts.push(known.unwrap_or(UNKNOWN));
        if self.has_tails {
            self.each_beginning(part, |symbol| found.beginnings.push((at, symbol)));
        }
    }

    fn term(&self, term: &str, symbols: &mut Vec<u32>) {
        for (rules, stems) in self.langs.iter().zip(&self.stems) {
            if let Some(words) = stems.get(&rules.stem(term)) {
                symbols.extend(words);
            }
        }
        self.each_beginning(term, |symbol| symbols.push(symbol));
    }

    fn each_beginning(&self, term: &str, mut visit: impl FnMut(u32)) {
        for length in &self.lengths {
            let Some(start) = term.get(..*length) else {
                if *length > term.len() {
                    return;
                }
                continue;
            };
            if let Some(symbol) = self.beginnings.get(start) {
                visit(*symbol);
            }
        }
    }
}
