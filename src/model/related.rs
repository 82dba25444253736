//! Which articles belong together.
//!
//! Takes the articles. Gives each its neighbours by subject: those its author named, then those that share the rarest
//! words of title and keywords, products and error codes. Never compares every article with every other: words that
//! stand in many articles say nothing and are passed over, so the work grows with the base, not with its square.

use crate::model::ArticleId;
use crate::model::article::Article;
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many neighbours an article shows.
const SHOWN: usize = 4;
/// A word in more articles than this tells nothing.
const COMMON: usize = 120;

/// The neighbours of every article, in the order of `articles`.
pub(crate) fn related(articles: &[Article], named: &[Vec<ArticleId>]) -> Vec<Vec<ArticleId>> {
    let subjects = Subjects::new(articles);
    let all = (0..articles.len()).into_par_iter();
    all.map(|index| subjects.neighbours(index, &named[index]))
        .collect()
}

/// What every article is about.
struct Subjects<'a> {
    articles: &'a [Article],
    /// The words of each article.
    words: Vec<Vec<String>>,
    /// The articles of each word.
    holders: BTreeMap<String, Vec<u32>>,
}

impl<'a> Subjects<'a> {
    fn new(articles: &'a [Article]) -> Self {
        let words: Vec<Vec<String>> = articles.par_iter().map(features).collect();
        let mut holders: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (index, words) in (0u32..).zip(&words) {
            for word in words {
                holders.entry(word.clone()).or_default().push(index);
            }
        }
        Self {
            articles,
            words,
            holders,
        }
    }

    fn neighbours(&self, index: usize, named: &[ArticleId]) -> Vec<ArticleId> {
        let mut ranked: Vec<_> = self.scores(index).into_iter().collect();
        ranked.sort_by_key(|(id, score)| (Reverse(*score), *id));
        let lang = &self.articles[index].lang;
        let fits = |id: &ArticleId| {
            let other = &self.articles[id.0 as usize];
            !other.is_archived() && !other.is_index && other.lang == *lang && !named.contains(id)
        };
        let room = SHOWN.saturating_sub(named.len());
        let found = ranked.into_iter().map(|(id, _)| ArticleId(id)).filter(fits);
        named.iter().copied().chain(found.take(room)).collect()
    }

    /// Integers, so that sums do not depend on their order: a word shared by few weighs more.
    fn scores(&self, index: usize) -> BTreeMap<u32, u64> {
        let category = self.articles[index].category;
        let mut scores = BTreeMap::new();
        for word in &self.words[index] {
            let Some(with) = self.holders.get(word).filter(|h| h.len() <= COMMON) else {
                continue;
            };
            let weight = 10_000 / with.len() as u64;
            for other in with.iter().filter(|o| **o as usize != index) {
                let near = self.articles[*other as usize].category == category;
                *scores.entry(*other).or_default() += weight * if near { 3 } else { 2 };
            }
        }
        scores
    }
}

/// What an article is about: words of title and keywords, products, codes.
fn features(article: &Article) -> Vec<String> {
    let words = |text: &str| {
        let lower = text.to_lowercase();
        let parts = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.chars().count() > 2);
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    let mut all = words(&article.title);
    all.extend(article.keywords.iter().flat_map(|k| words(k)));
    all.extend(article.products.iter().map(|p| format!("product {p}")));
    all.extend(article.codes.iter().map(|c| format!("code {c}")));
    all.sort();
    all.dedup();
    all
}
