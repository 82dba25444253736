//! Titles that two articles share.
//!
//! Takes all articles. Gives KB031 at the later one, naming the earlier. Never compares across languages, and leaves
//! archived articles, introductions of folders and titles that nobody wrote alone.

use crate::checks::{Check, Scene, head};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::article::Article;
use std::collections::BTreeMap;

/// The check.
#[derive(Debug)]
pub struct Titles;

const SHARED: Code = Code("KB031");

impl Check for Titles {
    fn codes(&self) -> &'static [Code] {
        &[SHARED]
    }

    fn site(&self, scene: &Scene<'_>) -> Vec<Diagnostic> {
        let mut first: BTreeMap<(&str, String), &Article> = BTreeMap::new();
        let mut found = Vec::new();
        for (_, article) in scene
            .site
            .listed()
            .filter(|(_, a)| !a.is_index && a.title_span.is_some())
        {
            let key = (article.lang.as_str(), folded(&article.title));
            match first.get(&key) {
                Some(other) => found.push(shared(article, other)),
                None => {
                    first.insert(key, article);
                }
            }
        }
        found
    }
}

fn shared(article: &Article, other: &Article) -> Diagnostic {
    let message = format!("\"{}\" is also the title of {}", article.title, other.path);
    Diagnostic::new(SHARED, Severity::Warning, article.file, message)
        .at(head(article))
        .label("used twice")
        .help("merge the two, or say in the titles what is different: the system, the product, the error")
}

/// The letters and digits of a title in lower case, so that neither case nor punctuation tells two titles apart.
fn folded(title: &str) -> String {
    let lower = title.to_lowercase();
    let words: Vec<_> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use crate::checks::titles::folded;

    #[test]
    fn case_and_punctuation_do_not_count() {
        assert_eq!(folded("Reset  a password!"), folded("reset a Password"));
        assert_ne!(folded("VPN error 809"), folded("VPN error 8090"));
    }
}
