//! Which words tell an article apart.
//!
//! Takes what was heard. Gives for each article its words by how much more often its own requesters use them than those of
//! all other articles, counted by people. Never gives a word of fewer than three people.

use crate::coverage::learn::heard::Heard;
use crate::model::ArticleId;
use std::collections::{BTreeMap, BTreeSet};

/// An article gets at most so many words.
pub(super) const MOST_WORDS: usize = 12;
/// So many people must have used a word.
const FEWEST: usize = 3;
/// How much more often than elsewhere, as a logarithm, and how sure that is, in standard errors.
const TELLING: (f64, f64) = (0.7, 1.6);

/// Who said what about which article.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// By word and article.
    people: BTreeMap<String, BTreeMap<ArticleId, BTreeSet<u64>>>,
    /// All people of an article.
    all: BTreeMap<ArticleId, BTreeSet<u64>>,
    /// Words that the redactor touched somewhere.
    touched: BTreeSet<String>,
}

impl Counts {
    pub(super) fn add(&mut self, heard: &Heard) {
        self.touched.extend(heard.said.touched.iter().cloned());
        let Some(person) = heard.person else {
            return;
        };
        for article in &heard.articles {
            self.all.entry(*article).or_default().insert(person);
            for word in &heard.said.words {
                if !self.people.contains_key(word) {
                    self.people.insert(word.clone(), BTreeMap::new());
                }
                if let Some(by_article) = self.people.get_mut(word) {
                    by_article.entry(*article).or_default().insert(person);
                }
            }
        }
    }
}

/// Words with their number of people, most telling first, by article.
pub(super) fn telling(counts: &Counts) -> BTreeMap<ArticleId, Vec<(String, u32)>> {
    let everyone: usize = counts.all.values().map(BTreeSet::len).sum();
    let mut found: BTreeMap<ArticleId, Vec<(f64, &str, u32)>> = BTreeMap::new();
    let kept = counts.people.iter();
    for (word, by_article) in kept.filter(|(word, _)| !counts.touched.contains(*word)) {
        let said: usize = by_article.values().map(BTreeSet::len).sum();
        for (article, people) in by_article.iter().filter(|(_, p)| p.len() >= FEWEST) {
            let own = counts.all.get(article).map_or(0, BTreeSet::len);
            let share = |some: usize, all: usize| (some as f64 + 0.5) / (all as f64 + 1.0);
            let (here, there) = (people.len(), said - people.len());
            let odds = (share(here, own) / share(there, everyone - own)).ln();
            let error = (1.0 / (here as f64 + 0.5) + 1.0 / (there as f64 + 0.5)).sqrt();
            if odds >= TELLING.0 && odds >= TELLING.1 * error {
                let entry = (odds / error, word.as_str(), people.len() as u32);
                found.entry(*article).or_default().push(entry);
            }
        }
    }
    let sorted = |mut words: Vec<(f64, &str, u32)>| {
        words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let words = words.into_iter();
        words
            .map(|(_, word, people)| (word.to_owned(), people))
            .collect()
    };
    found
        .into_iter()
        .map(|(id, words)| (id, sorted(words)))
        .collect()
}
