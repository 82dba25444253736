//! What one thread keeps from text to text.
//!
//! Takes texts, piece by piece. Gives what occurs in the text at hand, and the patterns worth trying. Never looks at a
//! word twice: what it holds is remembered, and forgotten when there is too much of it.

use crate::patterns::symbols::{Found, Symbols};
use std::collections::HashMap;

/// So many pieces are remembered; about 16 MB.
const REMEMBERED: usize = 1 << 17;
/// A longer piece is an address or a text without blanks, which does not come back.
const LONGEST: usize = 48;

/// Reused from text to text by one thread.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The matcher whose symbols are remembered.
    owner: u64,
    memory: HashMap<Box<str>, Entry>,
    /// Symbols and parts of all entries.
    arena: Vec<u32>,
    /// Beginnings of parts of all entries.
    beginnings: Vec<(u32, u32)>,
    now: Now,
}

/// Where an entry's lists lie.
#[derive(Clone, Copy, Debug)]
struct Entry {
    symbols: u32,
    parts: u32,
    end: u32,
    beginnings: (u32, u32),
}

/// The text at hand.
#[derive(Debug, Default)]
struct Now {
    stamp: u32,
    /// By symbol and by pattern: the stamp of the last text it was seen in.
    seen: Vec<u32>,
    tried: Vec<u32>,
    parts: Vec<u32>,
    beginnings: Vec<(u32, u32)>,
    candidates: Vec<u32>,
}

impl Scratch {
    /// Makes ready for a new text.
    pub(super) fn open(&mut self, owner: u64, symbols: usize, patterns: usize) {
        let now = &mut self.now;
        if self.owner != owner || now.stamp == u32::MAX {
            self.owner = owner;
            self.memory.clear();
            self.arena.clear();
            self.beginnings.clear();
            now.stamp = 0;
            now.seen = vec![0; symbols];
            now.tried = vec![0; patterns];
        }
        now.stamp += 1;
        now.parts.clear();
        now.beginnings.clear();
        now.candidates.clear();
    }

    /// Reads the text; `filed` gives the patterns that are filed under a symbol.
    pub(super) fn read<'p>(
        &mut self,
        text: &str,
        symbols: &Symbols,
        filed: impl Fn(u32) -> &'p [u32],
    ) {
        for piece in text.split_whitespace() {
            // Signs around a word say nothing, and the word is known without them.
            let piece = piece.trim_matches(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
            let entry = self.memory.get(piece).copied();
            let entry = entry.unwrap_or_else(|| self.learn(piece, symbols));
            let lists = &self.arena[entry.symbols as usize..entry.end as usize];
            let (held, parts) = lists.split_at((entry.parts - entry.symbols) as usize);
            for symbol in held {
                self.now.see(*symbol, &filed);
            }
            let first = self.now.parts.len() as u32;
            let (start, end) = entry.beginnings;
            for (part, symbol) in &self.beginnings[start as usize..end as usize] {
                self.now.beginnings.push((first + part, *symbol));
            }
            self.now.parts.extend(parts);
        }
    }

    fn learn(&mut self, piece: &str, symbols: &Symbols) -> Entry {
        if self.memory.len() >= REMEMBERED || self.arena.len() >= REMEMBERED * 8 {
            self.memory.clear();
            self.arena.clear();
            self.beginnings.clear();
        }
        let entry = self.keep(&symbols.read(piece));
        if piece.len() <= LONGEST {
            self.memory.insert(piece.into(), entry);
        }
        entry
    }

    fn keep(&mut self, found: &Found) -> Entry {
        let symbols = self.arena.len() as u32;
        self.arena.extend(&found.symbols);
        let parts = self.arena.len() as u32;
        self.arena.extend(&found.parts);
        let start = self.beginnings.len() as u32;
        self.beginnings.extend(&found.beginnings);
        Entry {
            symbols,
            parts,
            end: self.arena.len() as u32,
            beginnings: (start, self.beginnings.len() as u32),
        }
    }

    /// Adds patterns to be tried.
    pub(super) fn consider(&mut self, patterns: &[u32]) {
        self.now.consider(patterns);
    }

    /// The patterns to be tried, each once.
    pub(super) fn take_candidates(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.now.candidates)
    }

    /// Keeps the list for the next text.
    pub(super) fn give_back(&mut self, candidates: Vec<u32>) {
        self.now.candidates = candidates;
    }

    /// Whether a symbol occurs.
    pub(super) fn has(&self, symbol: u32) -> bool {
        self.now.seen[symbol as usize] == self.now.stamp
    }

    /// Whether parts stand next to each other, with one that begins with `tail` behind them.
    pub(super) fn has_sequence(&self, parts: &[u32], tail: Option<u32>) -> bool {
        let now = &self.now;
        let follows = |at: usize| match tail {
            Some(symbol) => now
                .beginnings
                .contains(&((at + parts.len()) as u32, symbol)),
            None => true,
        };
        parts.iter().all(|part| self.has(*part))
            && (0..)
                .zip(now.parts.windows(parts.len()))
                .any(|(at, window)| window == parts && follows(at))
    }
}

impl Now {
    fn see<'p>(&mut self, symbol: u32, filed: &impl Fn(u32) -> &'p [u32]) {
        let seen = &mut self.seen[symbol as usize];
        if *seen != self.stamp {
            *seen = self.stamp;
            self.consider(filed(symbol));
        }
    }

    fn consider(&mut self, patterns: &[u32]) {
        for pattern in patterns {
            let tried = &mut self.tried[*pattern as usize];
            if *tried != self.stamp {
                *tried = self.stamp;
                self.candidates.push(*pattern);
            }
        }
    }
}
