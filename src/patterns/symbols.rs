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

/// Words in any of their forms, beginnings, and parts as they are written.
#[derive(Default)]
pub(super) struct Symbols {
    langs: Vec<Stem>,
    /// By language: stem to the words that have it.
    stems: Vec<HashMap<String, Vec<u32>>>,
    /// Equal sets of stems are one word.
    words: BTreeMap<Vec<(usize, String)>, u32>,
    beginnings: HashMap<String, u32>,
    /// Length in bytes of the longest beginning.
    longest: usize,
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
        self.longest = self.longest.max(start.len());
        if let Some(known) = self.beginnings.get(start) {
            return *known;
        }
        let number = self.next();
        self.beginnings.insert(start.to_owned(), number);
        number
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
        each_slot(&fold(piece), |terms| {
            for term in terms {
                self.term(term, &mut found.symbols);
            }
        });
        for (i, part) in (0..).zip(parts(piece)) {
            let known = self.parts.get(&part).copied();
            found.symbols.extend(known);
            found.parts.push(known.unwrap_or(UNKNOWN));
            self.each_beginning(&part, |symbol| found.beginnings.push((i, symbol)));
        }
        found.symbols.sort_unstable();
        found.symbols.dedup();
        found
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
        if self.beginnings.is_empty() {
            return;
        }
        let ends = term.char_indices().map(|(i, c)| i + c.len_utf8());
        for end in ends.take_while(|end| *end <= self.longest) {
            if let Some(symbol) = self.beginnings.get(&term[..end]) {
                visit(*symbol);
            }
        }
    }
}
