//! The regular expressions of all patterns.
//!
//! Takes their sources. Gives compiled ones, and for a text those that are worth trying: one pass over the text looks for
//! the letters that each of them needs. Never runs one over a text that lacks its letters.

use crate::diag::Span;
use crate::patterns::cover::Index;
use crate::patterns::literals::needed;
use crate::text::query::QueryError;
use aho_corasick::AhoCorasick;
use regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use std::collections::HashMap;

/// A compiled expression may be so large, in bytes.
const SIZE: usize = 2 << 20;
/// What one expression may keep for one thread.
const CACHE: usize = 512 << 10;

/// Expressions while patterns are compiled.
#[derive(Default)]
pub(super) struct Gatherer {
    known: HashMap<String, u32>,
    all: Vec<Regex>,
    /// By expression: texts of which one must occur; empty where there are none.
    needs: Vec<Vec<String>>,
}

impl Gatherer {
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The number of an expression that stands at byte `at` of its pattern.
    ///
    /// # Errors
    /// It is none, or too large, or matches the empty text.
    pub(super) fn add(&mut self, source: &str, at: usize) -> Result<u32, QueryError> {
        if let Some(known) = self.known.get(source) {
            return Ok(*known);
        }
        let whole = Span::new(at, at + source.len());
        let plain = ParserBuilder::new().multi_line(true).build().parse(source);
        let plain = plain.map_err(|error| unreadable(&error, whole))?;
        let regex = RegexBuilder::new(source)
            .case_insensitive(true)
            .multi_line(true)
            .size_limit(SIZE)
            .dfa_size_limit(CACHE)
            .build()
            .map_err(|_| QueryError {
                span: whole,
                message: "the regular expression is too large".to_owned(),
                help: "use smaller numbers in {…}",
            })?;
        if regex.is_match("") {
            return Err(QueryError {
                span: whole,
                message: "the regular expression matches the empty text, and so every ticket"
                    .to_owned(),
                help: "use + instead of *, or write what must be there",
            });
        }
        let number = self.all.len() as u32;
        self.needs.push(needed(&plain));
        self.all.push(regex);
        self.known.insert(source.to_owned(), number);
        Ok(number)
    }

    /// Makes the pass over texts, for the expressions under which patterns are filed.
    pub(super) fn finish(self, index: &Index) -> Expressions {
        let (mut texts, mut owners, mut always) = (Vec::new(), Vec::new(), Vec::new());
        let filed = (0..)
            .zip(&self.needs)
            .filter(|(number, _)| !index.of_expression(*number).is_empty());
        for (number, needs) in filed {
            if needs.is_empty() {
                always.push(number);
            }
            for text in needs {
                texts.push(text.as_str());
                owners.push(number);
            }
        }
        let letters = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(&texts);
        // More letters than one pass can hold: everything is tried.
        if letters.is_err() {
            always = (0..self.all.len() as u32).collect();
        }
        let letters = letters.ok().filter(|_| !texts.is_empty());
        Expressions {
            all: self.all,
            letters,
            owners,
            always,
        }
    }
}

/// Compiled expressions.
#[derive(Debug)]
pub(super) struct Expressions {
    all: Vec<Regex>,
    letters: Option<AhoCorasick>,
    /// By text of `letters`: the expression that needs it.
    owners: Vec<u32>,
    /// Expressions that need no letters of their own.
    always: Vec<u32>,
}

impl Expressions {
    /// Calls `visit` with each expression that may match, some of them more than once.
    pub(super) fn occurring(&self, text: &str, mut visit: impl FnMut(u32)) {
        self.always.iter().copied().for_each(&mut visit);
        let Some(letters) = &self.letters else { return };
        // Two signs are other cases of ASCII letters; a text with one of them is rare enough to try everything.
        if text.contains(['\u{17f}', '\u{212a}']) {
            return self.owners.iter().copied().for_each(visit);
        }
        for hit in letters.find_overlapping_iter(text) {
            visit(self.owners[hit.pattern().as_usize()]);
        }
    }

    /// Whether an expression matches.
    pub(super) fn is_match(&self, expression: u32, text: &str) -> bool {
        self.all[expression as usize].is_match(text)
    }
}

fn unreadable(error: &regex_syntax::Error, whole: Span) -> QueryError {
    let (kind, at) = match error {
        regex_syntax::Error::Parse(e) => (e.kind().to_string(), Some(e.span())),
        regex_syntax::Error::Translate(e) => (e.kind().to_string(), Some(e.span())),
        _ => (error.to_string(), None),
    };
    let span = at.map_or(whole, |at| {
        Span::new(whole.start + at.start.offset, whole.start + at.end.offset)
    });
    QueryError {
        span,
        message: format!("the regular expression cannot be read: {kind}"),
        help: "put a backslash before signs that stand for themselves, such as ( [ { . + * ?",
    }
}
