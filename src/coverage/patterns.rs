//! The patterns of all articles that can answer.
//!
//! Takes the site. Gives [`Patterns`]: one matcher, and which article wrote which pattern where. Patterns that cannot be
//! read are left out here; `check` shows them with their place.

use crate::diag::{Span, Spanned};
use crate::model::{ArticleId, Site};
use crate::patterns::{Matcher, Scratch};
use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A pattern of an article.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    /// Who wrote it.
    pub(crate) article: ArticleId,
    /// As written.
    pub(crate) text: String,
    /// Where it stands in the article's file.
    pub(crate) span: Span,
}

/// All patterns, compiled once.
pub(crate) struct Patterns {
    /// By number, in order of the articles.
    pub(crate) list: Vec<Pattern>,
    shared: Shared,
}

/// A matcher for any number of threads.
pub(crate) struct Shared {
    matcher: Matcher,
    /// What threads lend each other between two tickets.
    scratch: Mutex<Vec<Scratch>>,
}

impl Shared {
    /// Of a matcher.
    pub(crate) fn new(matcher: Matcher) -> Self {
        Self {
            matcher,
            scratch: Mutex::default(),
        }
    }

    /// Numbers of all patterns that match, ascending.
    pub(crate) fn matches(&self, text: &str) -> Vec<u32> {
        if self.matcher.is_empty() {
            return Vec::new();
        }
        let lent = self.pool().pop();
        let mut scratch = lent.unwrap_or_default();
        let found = self.matcher.matches(text, &mut scratch);
        self.pool().push(scratch);
        found
    }

    fn pool(&self) -> MutexGuard<'_, Vec<Scratch>> {
        self.scratch.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Patterns {
    /// Of the articles that `may` answer.
    pub(crate) fn of(site: &Site, may: &dyn Fn(ArticleId) -> bool) -> Self {
        let all = site.iter().filter(|(id, _)| may(*id));
        let written = all.flat_map(|(id, article)| {
            let pattern = move |p: &Spanned<String>| Pattern {
                article: id,
                text: p.value.clone(),
                span: p.span,
            };
            article.front.tickets.patterns.iter().map(pattern)
        });
        let mut list: Vec<Pattern> = written.collect();
        let langs = langs(site);
        let texts: Vec<&str> = list.iter().map(|p| p.text.as_str()).collect();
        let (mut matcher, refused) = Matcher::new(&texts, &langs);
        if !refused.is_empty() {
            let refused: BTreeSet<usize> = refused.iter().map(|r| r.pattern).collect();
            let mut number = 0..;
            list.retain(|_| number.next().is_some_and(|n| !refused.contains(&n)));
            let texts: Vec<&str> = list.iter().map(|p| p.text.as_str()).collect();
            matcher = Matcher::new(&texts, &langs).0;
        }
        Self {
            list,
            shared: Shared::new(matcher),
        }
    }

    /// Numbers of all patterns that match, ascending.
    pub(crate) fn matches(&self, text: &str) -> Vec<u32> {
        self.shared.matches(text)
    }

    /// The article of a pattern.
    pub(crate) fn article(&self, pattern: u32) -> ArticleId {
        self.list[pattern as usize].article
    }
}

/// The languages whose words are stemmed: the site's and those of its articles.
fn langs(site: &Site) -> Vec<&str> {
    let own = site.articles.iter().map(|a| a.lang.as_str());
    let all: BTreeSet<&str> = own.chain([site.settings.lang.as_str()]).collect();
    all.into_iter().collect()
}
