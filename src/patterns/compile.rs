//! From a query to a test that a text can be put to.
//!
//! Takes parsed queries. Gives [`Test`]s over the symbols, sequences and expressions that all patterns share, or what is
//! wrong with a query. Never lets a query pass that has nothing to look for.

use crate::patterns::ask::Test;
use crate::patterns::expressions::Gatherer;
use crate::patterns::symbols::Symbols;
use crate::text::fold::fold;
use crate::text::query::{Kind, Query, QueryError};
use crate::text::tokenize::{is_unspaced, parts, slots};
use std::collections::HashMap;

/// A number that a code is also known by is as telling as the code from so many characters; `office2016` is not `2016`.
const TELLING: usize = 5;

/// What all patterns share while they are compiled.
pub(super) struct Compiler {
    pub(super) symbols: Symbols,
    pub(super) sequences: Vec<Box<[u32]>>,
    pub(super) expressions: Gatherer,
    known: HashMap<Box<[u32]>, u32>,
}

impl Compiler {
    pub(super) fn new(langs: &[&str]) -> Self {
        Self {
            symbols: Symbols::new(langs),
            sequences: Vec::new(),
            expressions: Gatherer::default(),
            known: HashMap::new(),
        }
    }

    /// Compiles one pattern.
    ///
    /// # Errors
    /// A part without a letter or digit, a regular expression that is none, or nothing but negations.
    pub(super) fn pattern(&mut self, query: &Query) -> Result<Test, QueryError> {
        let test = self.test(query, false)?;
        if test.can_be_filed() {
            return Ok(test);
        }
        Err(QueryError {
            span: query.span,
            message: "the pattern matches nearly everything: it only says what must not occur"
                .to_owned(),
            help: "add a word or phrase that must occur, on each side of an OR",
        })
    }

    /// Negations are moved inwards, so that `-(-a -b)` is seen for what it is: `a OR b`.
    fn test(&mut self, query: &Query, negated: bool) -> Result<Test, QueryError> {
        let leaf = match &query.kind {
            Kind::Not(inner) => return self.test(inner, !negated),
            Kind::All(parts) => return self.group(parts, negated, !negated),
            Kind::Any(parts) => return self.group(parts, negated, negated),
            Kind::Word(word) => self.word(word),
            Kind::Prefix(start) => self.prefix(start),
            Kind::Phrase(words) => self.sequence(words),
            Kind::Regex(inner) => {
                let number = self.expressions.add(inner, query.span.start + 1)?;
                Some(Test::Expression(number))
            }
        };
        let leaf = leaf.ok_or_else(|| empty(query))?;
        Ok(if negated {
            Test::Not(Box::new(leaf))
        } else {
            leaf
        })
    }

    fn group(&mut self, parts: &[Query], negated: bool, all: bool) -> Result<Test, QueryError> {
        let tests: Result<Vec<Test>, _> = parts.iter().map(|p| self.test(p, negated)).collect();
        let mut tests = tests?;
        tests.sort_by_key(Test::price);
        Ok(join(tests, all))
    }

    /// A word: any form that the tokeniser gives it, and what it is cut into where that stands side by side.
    fn word(&mut self, word: &str) -> Option<Test> {
        if word.contains(is_unspaced) {
            return self.sequence(word);
        }
        let folded = fold(word);
        let pieces = folded.split(|c: char| !is_inner(c));
        let tests: Vec<Test> = pieces.filter_map(|piece| self.piece(piece)).collect();
        (!tests.is_empty()).then(|| join(tests, true))
    }

    fn piece(&mut self, piece: &str) -> Option<Test> {
        let (mut slots, parts) = (slots(piece), parts(piece));
        if slots.len() != 1 {
            return self.sequence(piece);
        }
        let mut forms = slots.remove(0);
        if parts.len() == 1 {
            let first = forms.remove(0);
            forms.retain(|form| form.len() >= TELLING);
            forms.insert(0, first);
            return Some(Test::Symbol(self.symbols.word(&forms)));
        }
        let apart = self.sequence(piece)?;
        forms.truncate(1);
        if forms[0] != parts.concat() {
            return Some(apart);
        }
        let joined = Test::Symbol(self.symbols.word(&forms));
        Some(join(vec![joined, apart], false))
    }

    fn prefix(&mut self, start: &str) -> Option<Test> {
        let folded = fold(start);
        let mut parts = parts(start);
        // The beginning of a text without blanks is that text, and so is one that ends with a sign.
        if start.contains(is_unspaced) || !folded.ends_with(char::is_alphanumeric) {
            return self.sequence(start);
        }
        let whole = parts.concat();
        let last = parts.pop()?;
        if parts.is_empty() {
            return Some(Test::Symbol(self.symbols.beginning(&last)));
        }
        let apart = Test::Sequence {
            parts: self.intern(&parts),
            tail: Some(self.symbols.tail(&last)),
        };
        if !whole.chars().all(char::is_alphabetic) {
            return Some(apart);
        }
        let joined = Test::Symbol(self.symbols.beginning(&whole));
        Some(join(vec![joined, apart], false))
    }

    fn sequence(&mut self, words: &str) -> Option<Test> {
        let parts = parts(words);
        (!parts.is_empty()).then(|| Test::Sequence {
            parts: self.intern(&parts),
            tail: None,
        })
    }

    fn intern(&mut self, parts: &[String]) -> u32 {
        let symbols: Box<[u32]> = parts.iter().map(|p| self.symbols.part(p)).collect();
        let sequences = &mut self.sequences;
        *self.known.entry(symbols).or_insert_with_key(|symbols| {
            sequences.push(symbols.clone());
            sequences.len() as u32 - 1
        })
    }
}

/// What may stand inside of a word.
fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '\'')
}

fn join(mut tests: Vec<Test>, all: bool) -> Test {
    match tests.len() {
        1 => tests.remove(0),
        _ if all => Test::All(tests.into()),
        _ => Test::Any(tests.into()),
    }
}

fn empty(query: &Query) -> QueryError {
    QueryError {
        span: query.span,
        message: "there is no letter or digit to look for".to_owned(),
        help: "leave it out: signs are not looked for, except in a /regular expression/",
    }
}
