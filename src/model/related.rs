//! Which articles belong together.
//!
//! Takes the articles. Gives each its neighbours by subject: those its author named, then those that share the rarest
//! words of title and keywords, products and error codes. Never compares every article with every other: words that
//! stand in many articles say nothing and are passed over, so the work grows with the base, not with its square.

use crate::model::ArticleId;
use crate::model::article::Article;
use std::collections::BTreeMap;

/// How many neighbours an article shows.
const SHOWN: usize = 4;
/// A word in more articles than this tells nothing.
const COMMON: usize = 120;

/// The neighbours of every article, in the order of `articles`.
pub(crate) fn related(articles: &[Article], named: &[Vec<ArticleId>]) -> Vec<Vec<ArticleId>> {
    let features: Vec<Vec<String>> = articles.iter().map(features).collect();
    let mut holders: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (index, words) in (0u32..).zip(&features) {
        for word in words {
            holders.entry(word).or_default().push(index);
        }
    }
    let neighbours =
        |index: usize| neighbours(index, articles, &features[index], &holders, &named[index]);
    (0..articles.len()).map(neighbours).collect()
}

fn neighbours(
    index: usize,
    articles: &[Article],
    words: &[String],
    holders: &BTreeMap<&str, Vec<u32>>,
    named: &[ArticleId],
) -> Vec<ArticleId> {
    let me = &articles[index];
    // Integers, so that sums do not depend on their order: a word shared by few weighs more.
    let mut scores: BTreeMap<u32, u64> = BTreeMap::new();
    for word in words {
        let Some(with) = holders.get(word.as_str()).filter(|h| h.len() <= COMMON) else {
            continue;
        };
        for other in with.iter().filter(|o| **o as usize != index) {
            let near = articles[*other as usize].category == me.category;
            *scores.entry(*other).or_default() +=
                10_000 / with.len() as u64 * if near { 3 } else { 2 };
        }
    }
    let mut ranked: Vec<_> = scores.into_iter().collect();
    ranked.sort_by_key(|(id, score)| (std::cmp::Reverse(*score), *id));
    let fits = |id: &ArticleId| {
        let other = &articles[id.0 as usize];
        !other.is_archived() && !other.is_index && other.lang == me.lang
    };
    let mut shown: Vec<ArticleId> = named.to_vec();
    for (id, _) in ranked {
        if shown.len() >= SHOWN.max(named.len()) {
            break;
        }
        if fits(&ArticleId(id)) && !shown.contains(&ArticleId(id)) {
            shown.push(ArticleId(id));
        }
    }
    shown
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
