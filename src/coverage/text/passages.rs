//! The sentences of an article, as families of words.
//!
//! Takes an article. Gives [`Passages`]: which words stand together in its title, a symptom, a heading or a sentence. An
//! article that answers a question mostly has one place that does. Never keeps the text itself.

use crate::model::article::Article;
use crate::search::SearchIndex;
use crate::text::fold::fold;
use crate::text::tokenize::each_slot;
use std::collections::BTreeSet;

/// Where the words of an article stand. Passage 0 is the title; symptoms and headings follow, then sentences.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// Family and passage, in order.
    places: Vec<(u32, u32)>,
    /// Families of two words that stand next to each other, or with one word between them; in order.
    pairs: Vec<(u32, u32)>,
    /// How much the words of each passage tell.
    pub(super) rarity: Vec<f64>,
    /// How many passages are title, symptoms or headings.
    pub(super) strong: usize,
    /// Families of the title.
    pub(super) title: Vec<u32>,
}

impl Passages {
    pub(super) fn of(index: &SearchIndex<'_>, article: &Article) -> Self {
        let mut all = Self::default();
        all.add(index, &article.title);
        all.title = all.places.iter().map(|(family, _)| *family).collect();
        let headings = article.body.outline.iter().map(|h| &h.text);
        for text in article.symptoms.iter().chain(headings) {
            all.add(index, text);
        }
        all.strong = all.rarity.len();
        for section in &article.body.sections {
            for sentence in sentences(&section.text) {
                all.add(index, sentence);
            }
        }
        all.places.sort_unstable();
        all.pairs.sort_unstable();
        all.pairs.dedup();
        all
    }

    fn add(&mut self, index: &SearchIndex<'_>, text: &str) {
        let number = self.rarity.len() as u32;
        let mut run = Vec::new();
        let mut own = BTreeSet::new();
        each_slot(&fold(text), |terms| {
            let mut families = terms.iter().filter_map(|term| index.terms().lookup(term));
            run.extend(families.next().inspect(|head| {
                own.insert(*head);
            }));
            own.extend(families);
        });
        let rarity = |family: &u32| index.rarity(index.terms().group(*family).df);
        self.rarity.push(own.iter().map(rarity).sum());
        self.places.extend(own.into_iter().map(|f| (f, number)));
        let near = |step: usize| run.iter().copied().zip(run.iter().copied().skip(step));
        self.pairs.extend(near(1).chain(near(2)));
    }

    /// The passages that hold a family.
    pub(super) fn holding(&self, family: u32) -> impl Iterator<Item = usize> {
        let start = self.places.partition_point(|(f, _)| *f < family);
        let rest = self.places[start..].iter();
        rest.take_while(move |(f, _)| *f == family)
            .map(|(_, p)| *p as usize)
    }

    /// Whether two words stand near each other, in this order.
    pub(super) fn holds(&self, pair: (u32, u32)) -> bool {
        self.pairs.binary_search(&pair).is_ok()
    }
}

/// Sentences and lines.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines();
    let cut = lines.flat_map(|line| line.split_inclusive(". "));
    cut.flat_map(|part| part.split_inclusive(['!', '?', '。']))
        .filter(|sentence| !sentence.trim().is_empty())
}
