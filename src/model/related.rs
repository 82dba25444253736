//! Which articles belong together.
//!
//! Takes the articles. Gives each its neighbours by subject: those its author named, then those that share the rarest
//! words of title and keywords, products and error codes. Never compares every article with every other: words that
//! stand in many articles say nothing and are passed over, so the work grows with the base, not with its square.

use crate::model::ArticleId;
use crate::model::article::Article;
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::cmp::Reverse;
use std::collections::HashMap;

/// How many neighbours an article shows.
const SHOWN: usize = 4;
/// A word in more articles than this tells nothing.
const COMMON: usize = 120;

/// The neighbours of every article, in the order of `articles`.
pub(crate) fn related(articles: &[Article], named: &[Vec<ArticleId>]) -> Vec<Vec<ArticleId>> {
    let subjects = Subjects::new(articles);
    let all = (0..articles.len()).into_par_iter();
    all.map_init(
        || Scores::new(articles.len()),
        |scores, index| subjects.neighbours(index, &named[index], scores),
    )
    .collect()
}

/// What every article is about.
struct Subjects<'a> {
    articles: &'a [Article],
    /// The words of each article, by number.
    words: Vec<Vec<usize>>,
    /// The articles of each word.
    holders: Vec<Vec<u32>>,
}

/// What every article has in common with one; cleared after use, for a table as long as the base is not made anew for
/// each article.
struct Scores {
    /// By article. Integers, so that sums do not depend on their order.
    sums: Vec<u64>,
    /// The articles that have any.
    met: Vec<u32>,
}

impl Scores {
    fn new(articles: usize) -> Self {
        Self {
            sums: vec![0; articles],
            met: Vec::new(),
        }
    }

    fn add(&mut self, article: u32, score: u64) {
        let sum = &mut self.sums[article as usize];
        if *sum == 0 {
            self.met.push(article);
        }
        *sum += score;
    }

    /// The articles that were met, with what they came to.
    fn take(&mut self) -> Vec<(Reverse<u64>, u32)> {
        let sums = &mut self.sums;
        let take = |id: u32| (Reverse(std::mem::take(&mut sums[id as usize])), id);
        self.met.drain(..).map(take).collect()
    }
}

impl<'a> Subjects<'a> {
    fn new(articles: &'a [Article]) -> Self {
        let features: Vec<Vec<String>> = articles.par_iter().map(features).collect();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut holders: Vec<Vec<u32>> = Vec::new();
        let mut words = Vec::with_capacity(articles.len());
        for (index, features) in (0u32..).zip(features) {
            let number = |word: String| {
                let number = *numbers.entry(word).or_insert(holders.len());
                if number == holders.len() {
                    holders.push(Vec::new());
                }
                holders[number].push(index);
                number
            };
            words.push(features.into_iter().map(number).collect());
        }
        Self {
            articles,
            words,
            holders,
        }
    }

    fn neighbours(&self, index: usize, named: &[ArticleId], scores: &mut Scores) -> Vec<ArticleId> {
        self.score(index, scores);
        let mut ranked = scores.take();
        let lang = &self.articles[index].lang;
        ranked.retain(|(_, id)| {
            let other = &self.articles[*id as usize];
            !other.is_archived()
                && !other.is_index
                && other.lang == *lang
                && !named.contains(&ArticleId(*id))
        });
        let room = SHOWN.saturating_sub(named.len());
        if ranked.len() > room {
            // Only the first few need an order.
            ranked.select_nth_unstable(room);
            ranked.truncate(room);
        }
        ranked.sort_unstable();
        let found = ranked.into_iter().map(|(_, id)| ArticleId(id));
        named.iter().copied().chain(found).collect()
    }

    /// A word shared by few weighs more.
    fn score(&self, index: usize, scores: &mut Scores) {
        let category = self.articles[index].category;
        for word in &self.words[index] {
            let with = &self.holders[*word];
            if with.len() > COMMON {
                continue;
            }
            let weight = 10_000 / with.len() as u64;
            for other in with.iter().filter(|o| **o as usize != index) {
                let near = self.articles[*other as usize].category == category;
                scores.add(*other, weight * if near { 3 } else { 2 });
            }
        }
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
