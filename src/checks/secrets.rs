//! Keys, tokens and passwords that stand in the text.
//!
//! Takes every text of an article, code and comments included. Gives KB081 at the secret itself. Never repeats more of
//! it than its well-known first letters, and never takes a placeholder or a vendor's example for a secret.

mod rules;
mod values;

use crate::checks::pieces::{Piece, all, apart};
use crate::checks::{Check, Scene};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::article::Article;
use rules::{RULES, Rule};
use std::ops::Range;

/// The check.
#[derive(Debug)]
pub struct Secrets;

const SECRET: Code = Code("KB081");

impl Check for Secrets {
    fn codes(&self) -> &'static [Code] {
        &[SECRET]
    }

    fn article(&self, _scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        let pieces = all(article);
        let finding = |piece: &Piece<'_>, (rule, range): (&Rule, Range<usize>)| {
            let message = match start(rule, &piece.text[range.clone()]) {
                Some(start) => format!("{} stands in the text: `{start}…`", rule.name),
                None => format!("{} stands in the text", rule.name),
            };
            Diagnostic::new(SECRET, Severity::Error, article.file, message)
                .at(piece.place(&range))
                .label("not shown here")
                .help("make it invalid where it is used, since history keeps it, and write a placeholder such as `<password>`")
                .secret()
        };
        let found = pieces.iter().flat_map(|piece| {
            let of = |hit| finding(piece, hit);
            find(piece.text).into_iter().map(of).collect::<Vec<_>>()
        });
        found.collect()
    }
}

/// Where secrets stand in any text, in order: for those who show a text that no check has read.
#[must_use]
pub fn places(text: &str) -> Vec<Range<usize>> {
    find(text).into_iter().map(|(_, range)| range).collect()
}

/// Secrets of a text in order, none inside another.
fn find(text: &str) -> Vec<(&'static Rule, Range<usize>)> {
    let Some(rules) = RULES.as_ref() else {
        return Vec::new();
    };
    let mut found: Vec<(&Rule, Range<usize>)> = Vec::new();
    for rule in rules.likely(text) {
        for hit in rule.form.captures_iter(text) {
            if let Some(value) = hit.get(1)
                && (rule.is_real)(value.as_str())
            {
                found.push((rule, value.range()));
            }
        }
    }
    apart(found)
}

/// The letters that every token of the kind begins with, where it has such.
fn start<'a>(rule: &Rule, value: &'a str) -> Option<&'a str> {
    (rule.shown > 0).then(|| value.get(..rule.shown)).flatten()
}

#[cfg(test)]
mod tests;
