//! Ticket patterns that cannot be read, that match everything, or that two articles have.
//!
//! Takes `tickets.patterns` of the articles. Gives KB070 with the place inside of the pattern, KB071 and KB072. Never looks
//! at tickets.

use crate::checks::{Check, Scene};
use crate::diag::{Code, Diagnostic, Severity, Span, Spanned};
use crate::model::article::Article;
use crate::patterns::{Matcher, weakness};
use crate::text::fold::fold;
use std::collections::BTreeMap;

/// The check.
#[derive(Debug)]
pub struct Patterns;

const UNREADABLE: Code = Code("KB070");
const WEAK: Code = Code("KB071");
const SHARED: Code = Code("KB072");

impl Check for Patterns {
    fn codes(&self) -> &'static [Code] {
        &[UNREADABLE, WEAK, SHARED]
    }

    fn article(&self, _scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        let patterns = &article.front.tickets.patterns;
        if patterns.is_empty() {
            return Vec::new();
        }
        let texts: Vec<&str> = patterns.iter().map(|p| p.value.as_str()).collect();
        let (_, refused) = Matcher::new(&texts, &[&article.lang]);
        let mut found = Vec::new();
        for (number, pattern) in patterns.iter().enumerate() {
            if let Some(refused) = refused.iter().find(|r| r.pattern == number) {
                let error = &refused.error;
                found.push(
                    Diagnostic::new(UNREADABLE, Severity::Error, article.file, &error.message)
                        .at(place(pattern, error.span))
                        .help(error.help),
                );
            } else if let Some(part) = weakness(&pattern.value, &article.lang) {
                found.push(weak(article, pattern, part));
            }
        }
        found
    }

    fn site(&self, scene: &Scene<'_>) -> Vec<Diagnostic> {
        let mut first: BTreeMap<String, &Article> = BTreeMap::new();
        let mut found = Vec::new();
        for (_, article) in scene.site.listed() {
            for pattern in &article.front.tickets.patterns {
                match first.get(&plain(&pattern.value)) {
                    Some(other) if other.url != article.url => {
                        found.push(shared(article, other, pattern));
                    }
                    Some(_) => {}
                    None => {
                        first.insert(plain(&pattern.value), article);
                    }
                }
            }
        }
        found
    }
}

fn weak(article: &Article, pattern: &Spanned<String>, part: Span) -> Diagnostic {
    let text = &pattern.value[part.start..part.end];
    let message = format!("`{text}` stands in nearly every ticket");
    Diagnostic::new(WEAK, Severity::Warning, article.file, message)
        .at(place(pattern, part))
        .help("add a word that only tickets about this problem have, or use a longer phrase")
}

fn shared(article: &Article, other: &Article, pattern: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is also a pattern of {}", pattern.value, other.path);
    Diagnostic::new(SHARED, Severity::Warning, article.file, message)
        .at(pattern.span)
        .help(
            "keep it in the article that solves the problem, or add to both what tells them apart",
        )
}

/// A pattern without what makes no difference.
fn plain(pattern: &str) -> String {
    let words: Vec<&str> = pattern.split_whitespace().collect();
    if pattern.contains('/') {
        return words.join(" ");
    }
    let has_operator = words.contains(&"OR");
    let joined = words.join(" ");
    if has_operator {
        joined
    } else {
        fold(&joined).into_owned()
    }
}

/// Where a part of a pattern stands in the file. Within plain and single-quoted text every byte has its place (`'` is
/// written twice between single quotes); of any other form, which its length tells, the whole value is marked.
fn place(pattern: &Spanned<String>, part: Span) -> Span {
    let (text, whole) = (pattern.value.as_str(), pattern.span);
    let quotes = |text: &str| text.matches('\'').count();
    let written = whole.end - whole.start;
    let shift = |at: usize| match text.get(..at) {
        Some(_) if written == text.len() => Some(at),
        Some(before) if written == text.len() + quotes(text) + 2 => Some(1 + at + quotes(before)),
        _ => None,
    };
    match (shift(part.start), shift(part.end)) {
        (Some(start), Some(end)) if start < end => {
            Span::new(whole.start + start, whole.start + end)
        }
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::patterns::{place, plain};
    use crate::diag::{Span, Spanned};

    #[test]
    fn the_place_inside_of_a_quoted_pattern_is_exact() {
        for (written, value, part, marked) in [
            ("vpn )", "vpn )", ")", ")"),
            ("'\"can''t\" )'", "\"can't\" )", ")", ")"),
            ("\"vpn )\"", "vpn )", ")", ")"),
            ("\"\\\"a\\\" )\"", "\"a\" )", ")", "\"\\\"a\\\" )\""),
            ("vpn\n      )", "vpn )", ")", "vpn\n      )"),
        ] {
            let at = value.find(part).unwrap();
            let pattern = Spanned::new(value.to_owned(), Span::new(0, written.len()));
            let span = place(&pattern, Span::new(at, at + part.len()));
            assert_eq!(&written[span.start..span.end], marked, "{written}");
        }
    }

    #[test]
    fn case_counts_for_operators_only() {
        assert_eq!(plain("VPN  error"), plain("vpn Error"));
        assert_ne!(plain("vpn OR error"), plain("vpn or error"));
    }
}
