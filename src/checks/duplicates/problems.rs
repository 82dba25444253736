//! Articles about one error on one system whose titles are nearly the same.
//!
//! Takes articles that may repeat one another. Gives KB035 at the later of two. Never names a pair whose titles are
//! equal (that is KB031), whose systems differ, or whose numbers differ.

use crate::checks::duplicates::SAME;
use crate::checks::head;
use crate::diag::{Diagnostic, Severity};
use crate::model::ArticleId;
use crate::model::article::Article;
use crate::text::codes::codes;
use crate::text::stop::function_words;
use crate::text::tokenize::parts;
use std::collections::{BTreeMap, BTreeSet};

/// Words that both titles have among the words of either.
const NEAR: f64 = 0.6;
/// An error that so many titles name is a family of problems.
const FAMILY: usize = 30;

/// What tells a title.
struct Title<'a> {
    id: ArticleId,
    article: &'a Article,
    words: BTreeSet<String>,
}

/// The findings.
pub(super) fn same(articles: &[(ArticleId, &Article)]) -> Vec<Diagnostic> {
    let mut by_code: BTreeMap<(&str, String), Vec<Title<'_>>> = BTreeMap::new();
    for (id, article) in articles {
        for code in codes(&article.title) {
            let title = Title {
                id: *id,
                article,
                words: telling(article),
            };
            by_code
                .entry((article.lang.as_str(), code))
                .or_default()
                .push(title);
        }
    }
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    for ((_, code), titles) in &by_code {
        if titles.len() > FAMILY {
            continue;
        }
        for (at, later) in titles.iter().enumerate() {
            let twin = titles[..at].iter().find(|earlier| are_one(later, earlier));
            if let Some(earlier) = twin.filter(|_| told.insert(later.article.file)) {
                found.push(finding(later.article, earlier.article, code));
            }
        }
    }
    found
}

fn telling(article: &Article) -> BTreeSet<String> {
    let empty: BTreeSet<&str> = function_words(&article.lang).collect();
    let words = parts(&article.title).into_iter();
    words.filter(|w| !empty.contains(w.as_str())).collect()
}

fn are_one(later: &Title<'_>, earlier: &Title<'_>) -> bool {
    let both = later.words.intersection(&earlier.words).count();
    let either = later.words.len() + earlier.words.len() - both;
    let numbers = |t: &Title<'_>| -> Vec<String> {
        let has_digit = |w: &&String| w.chars().any(|c| c.is_ascii_digit());
        t.words.iter().filter(has_digit).cloned().collect()
    };
    both < either
        && both as f64 >= NEAR * either as f64
        && numbers(later) == numbers(earlier)
        && overlap(&later.article.os, &earlier.article.os)
        && overlap(&later.article.products, &earlier.article.products)
        && !later.article.translations.contains(&earlier.id)
}

/// Whether two lists name something in common, or neither names anything.
fn overlap(one: &[String], other: &[String]) -> bool {
    (one.is_empty() && other.is_empty()) || one.iter().any(|word| other.contains(word))
}

fn finding(later: &Article, earlier: &Article, code: &str) -> Diagnostic {
    let message = format!("perhaps the same problem as {}", earlier.path);
    Diagnostic::new(SAME, Severity::Warning, later.file, message)
        .at(head(later))
        .label(format!("both titles name {code}"))
        .help("merge the two, or say in the titles what is different: the system, the product, the cause")
}
