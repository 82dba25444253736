//! Which words an article lacks.
//!
//! Takes the site. Gives, of words, those that no form of stands in an article, each family once. Never looks at words that
//! were learnt before, which would else be unlearnt by learning again.

use crate::model::article::Article;
use crate::model::{ArticleId, Site};
use crate::search::document::{Document, LEARNT};
use crate::text::fold::fold;
use crate::text::stem::Stem;
use crate::text::stop::{fillers, function_words};
use crate::text::tokenize::each_slot;
use std::collections::BTreeSet;

/// Knows the words of articles.
pub(super) struct Lacking<'a> {
    site: &'a Site,
}

impl<'a> Lacking<'a> {
    pub(super) const fn new(site: &'a Site) -> Self {
        Self { site }
    }

    /// The words that an article lacks, in the order given.
    pub(super) fn of(
        &self,
        id: ArticleId,
        words: Vec<(String, u32)>,
    ) -> impl Iterator<Item = (String, u32)> + use<> {
        let article = self.site.article(id);
        let stem = Stem::of(&article.lang);
        let mut known = self.stems(article, stem);
        let langs = [&article.lang, &self.site.settings.lang];
        let idle: BTreeSet<&str> = langs
            .into_iter()
            .flat_map(|lang| function_words(lang).chain(fillers(lang)))
            .collect();
        let words = words.into_iter();
        words
            .filter(move |(word, _)| !idle.contains(word.as_str()) && known.insert(stem.stem(word)))
    }

    fn stems(&self, article: &Article, stem: Stem) -> BTreeSet<String> {
        let mut stems = BTreeSet::new();
        let document = Document::of(self.site, article);
        let own = document.fields.iter().enumerate();
        for text in own
            .filter(|(field, _)| *field != LEARNT)
            .flat_map(|(_, texts)| texts)
        {
            each_slot(&fold(text), |terms| {
                stems.extend(terms.iter().map(|term| stem.stem(term)));
            });
        }
        stems
    }
}
