//! What tells of a person: addresses, numbers, names.
//!
//! Takes every text of an article but its comments, the contact and the patterns of the settings. Gives KB080 once for each
//! thing. Never takes the service desk, an example or a number of a product for a person: where both are possible it is
//! silent, and the manual says what can be missed.

mod mails;
mod numbers;
mod people;

use crate::checks::pieces::{Piece, all, apart, comments, is_comment};
use crate::checks::{Check, Scene};
use crate::config::Settings;
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::article::Article;
use rayon::iter::ParallelIterator;
use regex::Regex;
use std::collections::HashSet;
use std::ops::Range;

/// The check.
#[derive(Debug)]
pub struct Personal;

const PERSONAL: Code = Code("KB080");

/// What was found: what it is, with its article, and where.
type Hit = (&'static str, Range<usize>);

/// What the settings say.
struct Own {
    contact: String,
    ids: Vec<Regex>,
}

impl Check for Personal {
    fn codes(&self) -> &'static [Code] {
        &[PERSONAL]
    }

    fn site(&self, scene: &Scene<'_>) -> Vec<Diagnostic> {
        let own = Own::of(&scene.site.settings);
        let articles = scene.site.articles.par_iter();
        articles.flat_map_iter(|a| own.article(a)).collect()
    }
}

impl Own {
    fn of(settings: &Settings) -> Self {
        let ids = settings.tickets.redact.iter();
        Self {
            contact: settings
                .contact
                .mail
                .clone()
                .unwrap_or_default()
                .to_lowercase(),
            // A broken expression is a finding of the settings.
            ids: ids.filter_map(|form| Regex::new(form).ok()).collect(),
        }
    }

    fn article(&self, article: &Article) -> Vec<Diagnostic> {
        let mut seen: HashSet<&str> = HashSet::new();
        let mut found = Vec::new();
        for piece in all(article) {
            let comments = comments(piece.text);
            for (name, range) in self.hits(&piece) {
                let value = &piece.text[range.clone()];
                if !is_comment(&comments, &range) && seen.insert(value) {
                    found.push(finding(article, name, value).at(piece.place(&range)));
                }
            }
        }
        found
    }

    /// Everything personal of a text, in order, nothing inside something else.
    fn hits(&self, piece: &Piece<'_>) -> Vec<Hit> {
        let text = piece.text;
        let mut found: Vec<Hit> = Vec::new();
        if text.contains('@') {
            found.extend(mails::find(text, &self.contact));
        }
        found.extend(numbers::find(piece));
        found.extend(people::find(text));
        for rule in &self.ids {
            let all = rule.find_iter(text);
            let all = all.filter(|m| !m.is_empty() && !is_sample(m.as_str()));
            found.extend(all.map(|m| ("a number of a person or device", m.range())));
        }
        apart(found)
    }
}

/// Whether a number counts up or repeats one digit, as made-up numbers do: `LF-12345`, `LF-00000`.
fn is_sample(value: &str) -> bool {
    let digits: Vec<u8> = value.bytes().filter(u8::is_ascii_digit).collect();
    let steps = |step: u8| digits.windows(2).all(|w| w[1] == w[0] + step);
    digits.len() > 2 && (steps(0) || steps(1))
}

fn finding(article: &Article, name: &str, value: &str) -> Diagnostic {
    let message = format!("{name} stands in the text: `{value}`");
    Diagnostic::new(PERSONAL, Severity::Warning, article.file, message)
        .label("tells of a person")
        .help("leave it out, or write an example: `ada@example.com`, `555-0100`, \"the user\"")
}

#[cfg(test)]
mod tests;
