//! Text evidence: would our own search have shown the article?
//!
//! Takes the search index. Gives [`Judged`]: the article that a ticket's text finds, and a confidence that compares between
//! tickets, with the threshold that [`TextEvidence::calibrate`] chooses. Never takes an article that may not cover.

mod calibrate;
mod passages;
mod scores;
mod signs;
mod together;
mod words;

use crate::model::{ArticleId, Site};
use crate::search::SearchIndex;
use crate::text::stem::primary;
use passages::Passages;
use scores::{Near, nearest, strength};
use signs::{Meeting, confidence, weigh};
use std::collections::BTreeMap;
use std::sync::OnceLock;
pub(crate) use together::together;
use words::{Lexicon, Ticket, Word};

/// So many words say what an article was found by.
const MOST_TOLD: usize = 6;

/// With fewer articles in a language, every word of it is rare, and any ticket in it would find one of them.
const FEWEST: usize = 12;

/// An article that a text finds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Judged {
    /// The article.
    pub(crate) article: ArticleId,
    /// How sure one may be, from 0 to 1, before it is known which articles come near to everything: what is compared
    /// with the threshold is [`TextEvidence::settle`] of it.
    pub(crate) confidence: f64,
    /// What it was found by, most telling first, at most 6.
    pub(crate) words: Vec<String>,
}

/// An article that comes near, and how sure one may be of it, on a scale without ends.
#[derive(Clone, Copy, Debug)]
struct Look {
    document: u32,
    weight: f64,
}

/// Judges texts.
pub(crate) struct TextEvidence<'a> {
    index: &'a SearchIndex<'a>,
    site: &'a Site,
    lexicon: Lexicon<'a>,
    /// Whether a document may cover.
    may: Vec<bool>,
    /// By document, read when it first comes near.
    passages: Vec<OnceLock<Passages>>,
    /// How near the nearest tickets come to each document; see [`calibrate`].
    levels: OnceLock<Vec<f64>>,
}

impl<'a> TextEvidence<'a> {
    /// For articles that may cover: neither archived nor in progress.
    pub(crate) fn new(
        index: &'a SearchIndex<'a>,
        site: &'a Site,
        may: &dyn Fn(ArticleId) -> bool,
    ) -> Self {
        let documents = index.documents();
        let lang = |id: &ArticleId| primary(&site.article(*id).lang);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for id in documents {
            *counts.entry(lang(id)).or_default() += 1;
        }
        let is_told = |id: &ArticleId| counts[lang(id)] >= FEWEST || counts.len() == 1;
        let may = |id: &ArticleId| may(*id) && is_told(id);
        Self {
            index,
            site,
            lexicon: Lexicon::new(index),
            may: documents.iter().map(may).collect(),
            passages: documents.iter().map(|_| OnceLock::new()).collect(),
            levels: OnceLock::new(),
        }
    }

    /// The best article and how sure we are; `None` where nothing is near.
    pub(crate) fn judge(&self, text: &str) -> Option<Judged> {
        let ticket = self.lexicon.ticket(text);
        let met = self.meet(&ticket);
        let look = best(self.looks(&met, None))?;
        Some(Judged {
            article: self.index.documents()[look.document as usize],
            confidence: confidence(look.weight),
            words: self.told(&ticket, look.document),
        })
    }

    /// The articles that come near, and how the ticket meets each.
    fn meet(&self, ticket: &Ticket) -> Vec<(Near, Meeting)> {
        let rarity = |family: u32| self.index.rarity(self.index.terms().group(family).df);
        let near = nearest(self.index, &self.may, ticket).into_iter();
        near.map(|near| {
            let passages = self.passages(near.document);
            (near, Meeting::of(passages, ticket, rarity))
        })
        .collect()
    }

    /// How sure one may be of each, best score first; one may be left out as if it did not exist.
    fn looks(&self, met: &[(Near, Meeting)], without: Option<u32>) -> Vec<Look> {
        let there = met
            .iter()
            .filter(|(near, _)| Some(near.document) != without);
        let there: Vec<(Near, Meeting)> = there.copied().collect();
        let most = self.index.rarity(1);
        let look = |own: usize| Look {
            document: there[own].0.document,
            weight: weigh(&there, own, most),
        };
        (0..there.len()).map(look).collect()
    }

    fn passages(&self, document: u32) -> &Passages {
        let article = || self.site.article(self.index.documents()[document as usize]);
        self.passages[document as usize].get_or_init(|| Passages::of(self.index, article()))
    }

    /// The words that an article was found by.
    fn told(&self, ticket: &Ticket, document: u32) -> Vec<String> {
        let points = |word: &Word| word.known.rarity * strength(self.index, word, document);
        let words = ticket.words.iter().map(|word| (points(word), word));
        let mut words: Vec<_> = words.filter(|(points, _)| *points > 0.0).collect();
        words.sort_by(|a, b| b.0.total_cmp(&a.0));
        let words = words.into_iter().take(MOST_TOLD);
        words.map(|(_, word)| word.text.clone()).collect()
    }
}

/// The one that we are most sure of; the first among equals.
fn best(looks: Vec<Look>) -> Option<Look> {
    looks.into_iter().reduce(|best, look| {
        if look.weight > best.weight {
            look
        } else {
            best
        }
    })
}

#[cfg(test)]
mod tests;
