//! Saved searches over tickets, all in one matcher.
//!
//! Takes patterns in the query language and texts. Gives, for each text, the patterns that match it. Never reads an article
//! or a ticket itself.
//!
//! Ten thousand patterns cost little more than cutting a text into words: each pattern is filed under words of which one
//! must occur, and only the patterns filed under a word of the text are looked at.

mod ask;
mod compile;
mod cover;
mod expressions;
mod literals;
mod scratch;
mod symbols;
mod weak;

#[cfg(test)]
mod tests;

pub use scratch::Scratch;
pub use weak::weakness;

use crate::patterns::ask::Test;
use crate::patterns::compile::Compiler;
use crate::patterns::cover::{Index, NO_GUARD, cover, guard};
use crate::patterns::expressions::Expressions;
use crate::patterns::symbols::Symbols;
use crate::text::query::{QueryError, parse};
use std::sync::atomic::{AtomicU64, Ordering};

/// All patterns of all articles, compiled once.
#[derive(Debug)]
pub struct Matcher {
    tests: Vec<Option<Test>>,
    symbols: Symbols,
    /// Sequences of parts: phrases.
    sequences: Vec<Box<[u32]>>,
    expressions: Expressions,
    index: Index,
    /// By pattern: a symbol that must occur besides those it is filed under.
    guards: Vec<u32>,
    /// By which a [`Scratch`] knows whose words it remembers.
    number: u64,
}

/// A pattern that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its number.
    pub pattern: usize,
    /// What is wrong with it, and where.
    pub error: QueryError,
}

impl Matcher {
    /// Compiles patterns; languages give the stemming (a word matches if its stem in any of them is equal). A pattern that
    /// is refused keeps its number and matches nothing.
    #[must_use]
    pub fn new(patterns: &[&str], langs: &[&str]) -> (Self, Vec<Refused>) {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let mut compiler = Compiler::new(langs);
        let mut refused = Vec::new();
        let mut tests = Vec::with_capacity(patterns.len());
        for (pattern, text) in patterns.iter().enumerate() {
            let test = parse(text).and_then(|query| compiler.pattern(&query));
            let test = test.map_err(|error| refused.push(Refused { pattern, error }));
            tests.push(test.ok());
        }
        let mut uses = vec![0; compiler.symbols.len()];
        for test in tests.iter().flatten() {
            test.each_symbol(&compiler.sequences, &mut |symbol| {
                uses[symbol as usize] += 1;
            });
        }
        let (mut covers, mut guards) = (Vec::new(), Vec::new());
        for test in &tests {
            let cover = test
                .as_ref()
                .and_then(|t| cover(t, &uses, &compiler.sequences));
            let cover = cover.unwrap_or_default();
            let guard = test
                .as_ref()
                .map(|t| guard(t, &cover, &uses, &compiler.sequences));
            guards.push(guard.unwrap_or(NO_GUARD));
            covers.push(cover);
        }
        let index = Index::new(
            covers.into_iter(),
            compiler.symbols.len(),
            compiler.expressions.len(),
        );
        let matcher = Self {
            tests,
            symbols: compiler.symbols,
            sequences: compiler.sequences,
            expressions: compiler.expressions.finish(&index),
            index,
            guards,
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
        };
        (matcher, refused)
    }

    /// How many patterns there are, the refused ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tests.len()
    }

    /// Whether there is no pattern.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tests.is_empty()
    }

    /// Numbers of all patterns that match, ascending.
    #[must_use]
    pub fn matches(&self, text: &str, scratch: &mut Scratch) -> Vec<u32> {
        scratch.open(self.number, self.symbols.len(), self.tests.len());
        scratch.read(text, &self.symbols, |symbol| self.index.of_symbol(symbol));
        self.expressions.occurring(text, |expression| {
            scratch.consider(self.index.of_expression(expression));
        });
        let candidates = scratch.take_candidates();
        let holds = |pattern: &&u32| {
            let guard = self.guards[**pattern as usize];
            if guard != NO_GUARD && !scratch.has(guard) {
                return false;
            }
            let asked = self.tests[**pattern as usize].as_ref();
            asked.is_some_and(|asked| self.holds(asked, text, scratch))
        };
        let mut found: Vec<u32> = candidates.iter().filter(holds).copied().collect();
        scratch.give_back(candidates);
        found.sort_unstable();
        found
    }

    fn holds(&self, asked: &Test, text: &str, scratch: &Scratch) -> bool {
        match asked {
            Test::Symbol(symbol) => scratch.has(*symbol),
            Test::Sequence { parts, tail } => {
                scratch.has_sequence(&self.sequences[*parts as usize], *tail)
            }
            Test::Expression(expression) => self.expressions.is_match(*expression, text),
            Test::Not(inner) => !self.holds(inner, text, scratch),
            Test::All(tests) => tests.iter().all(|t| self.holds(t, text, scratch)),
            Test::Any(tests) => tests.iter().any(|t| self.holds(t, text, scratch)),
        }
    }
}
