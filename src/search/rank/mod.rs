//! The one ranking: what answers a query, and in which order.
//!
//! Takes the index and what somebody typed. Gives the best articles with their scores, what was corrected, and the words
//! to mark. The browser's engine (`themes/default/static/search/engine.js`) does the same steps with the same
//! arithmetic: numbers are added and multiplied in the same order, ties are broken by URL order, and logarithms are
//! computed from the four basic operations. Never complains about a query.

mod ask;
mod explain;
mod mend;
mod rarity;
mod score;
mod second;
mod slot;

use crate::model::ArticleId;
use crate::search::SearchIndex;
use crate::search::facets::Value;
use crate::search::phrases::Phrases;
use crate::text::query::loose;
pub use explain::{Asked, Part, Sense, Why};
pub use score::Factors;
use score::Found;
pub use slot::How;
use slot::Slot;
use std::collections::BTreeSet;

/// So many of the best are looked at again, by their titles and summaries.
const WINDOW: usize = 12;
/// A phrase is looked for in so many of the best.
const PHRASED: usize = 20;
/// Articles for the reader's own system count for this much more.
const PREFERRED: f64 = 1.08;
/// Articles in the reader's own language count for this much more.
const SPOKEN: f64 = 1.25;

/// What an answer is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How many articles; 0 is ten.
    pub limit: usize,
    /// Only for this system, by its slug.
    pub os: Option<String>,
    /// Only for this product.
    pub product: Option<String>,
    /// Only in this category or below.
    pub category: Option<String>,
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only in this language.
    pub lang: Option<String>,
    /// Put articles for this system first among equals.
    pub prefer: Option<String>,
    /// Put articles in this language before those in others.
    pub speak: Option<String>,
    /// Say why each article stands where it stands.
    pub explain: bool,
}

/// An article that answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article.
    pub article: ArticleId,
    /// How well it answers; only good for comparing within one answer.
    pub score: f64,
    /// Share of the query that it holds, by rarity of the words, from 0 to 1.
    pub share: f64,
    /// Why it stands where it stands, if that was asked.
    pub why: Option<Why>,
}

/// A word that no article (or hardly one) has, and the word that was looked for instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// As typed (folded).
    pub typed: String,
    /// As shown.
    pub shown: String,
    /// Whether there are articles with the word as typed, so that what is shown comes on top of them.
    pub known: bool,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The best articles, best first.
    pub hits: Vec<Hit>,
    /// How many articles hold at least half of what was asked.
    pub total: usize,
    /// What was corrected.
    pub corrections: Vec<Correction>,
    /// Folded word forms to mark in titles and texts.
    pub terms: Vec<String>,
    /// How each word was understood, if that was asked.
    pub asked: Vec<Asked>,
}

impl SearchIndex<'_> {
    /// Answers what somebody typed into a search box.
    #[must_use]
    pub fn search(&self, query: &str, options: &Options) -> Answer {
        let typed = loose(query);
        let slots = ask::ask(self, &typed.words).slots;
        let barred = self.barred(&typed.not);
        let filters = self.filters(options);
        let mut found = score::score(self, &slots);
        found.retain(|f| {
            !barred.contains(&f.doc)
                && filters
                    .iter()
                    .all(|v| v.is_some_and(|v| v.docs.contains(&f.doc)))
        });
        self.favour(&mut found, options);
        let total = found.iter().filter(|f| f.share >= 0.5).count();
        found.sort_by(Found::order);
        let mut best = self.quoted(found, &typed.phrases);
        let limit = if options.limit == 0 {
            10
        } else {
            options.limit
        };
        best.truncate(limit.max(WINDOW));
        let front = best.len().min(WINDOW);
        for f in &mut best[..front] {
            f.factors.title = second::second(self, f.doc, &slots);
            f.score *= f.factors.title;
            f.factors.prior = 1.0 + f64::from(self.priors[f.doc as usize]) / 100.0;
            f.score *= f.factors.prior;
        }
        best[..front].sort_by(Found::order);
        best.truncate(limit);
        Answer {
            corrections: self.corrections(&slots, best.first()),
            total: total.max(best.len()),
            terms: self.marked(&slots),
            hits: best
                .iter()
                .map(|f| Hit {
                    article: self.articles[f.doc as usize],
                    score: f.score,
                    share: f.share,
                    why: options.explain.then(|| explain::why(self, f, &slots)),
                })
                .collect(),
            asked: if options.explain {
                explain::asked(&slots)
            } else {
                Vec::new()
            },
        }
    }

    /// What a word of a text stands for, without guesses: families of words, each with what a match is worth and how rare
    /// it is.
    pub(crate) fn families(&self, word: &str) -> Vec<(u32, f64, f64)> {
        let meanings = ask::literal(self, word).into_iter();
        let single = meanings.filter_map(|m| match m.groups[..] {
            [group] => Some((group, m.weight, m.idf)),
            _ => None,
        });
        single.collect()
    }

    /// How rare a word of so many articles is.
    pub(crate) fn rarity(&self, df: u32) -> f64 {
        rarity::idf(self, df)
    }

    /// Raises what is for the reader's own system, and what is in her language.
    fn favour(&self, found: &mut [Found], options: &Options) {
        let prefer = options.prefer.as_ref().filter(|_| self.own_system);
        let system = prefer.and_then(|slug| self.value("os", slug));
        let language = options.speak.as_ref();
        let language = language.and_then(|slug| self.value("lang", slug));
        for f in found {
            if system.is_some_and(|value| value.docs.contains(&f.doc)) {
                f.factors.system = PREFERRED;
                f.score *= PREFERRED;
            }
            if language.is_some_and(|value| value.docs.contains(&f.doc)) {
                f.factors.language = SPOKEN;
                f.score *= SPOKEN;
            }
        }
    }

    /// Documents that hold an excluded word.
    fn barred(&self, not: &[String]) -> BTreeSet<u32> {
        let words = not
            .iter()
            .filter_map(|n| crate::text::tokenize::slots(n).into_iter().next());
        words
            .filter_map(|slot| self.terms.lookup(&slot[0]))
            .flat_map(|group| self.terms.group(group).postings.iter().map(|(doc, _)| *doc))
            .collect()
    }

    /// The values that were asked for; `None` for one that does not exist, which no article has.
    fn filters(&self, options: &Options) -> Vec<Option<&Value>> {
        let asked = [
            ("os", &options.os),
            ("product", &options.product),
            ("category", &options.category),
            ("kind", &options.kind),
            ("lang", &options.lang),
        ];
        asked
            .into_iter()
            .filter_map(|(name, slug)| slug.as_ref().map(|slug| self.value(name, slug)))
            .collect()
    }

    fn value(&self, facet: &str, slug: &str) -> Option<&Value> {
        let facet = self.facets.iter().find(|f| f.name == facet)?;
        facet.values.iter().find(|v| v.slug == slug)
    }

    /// Keeps what holds the phrases; where none of the best does, all stay.
    fn quoted(&self, found: Vec<Found>, phrases: &[String]) -> Vec<Found> {
        let phrases = Phrases::of(phrases);
        if phrases.is_empty() {
            return found;
        }
        let article = |f: &Found| self.site.article(self.articles[f.doc as usize]);
        let holds = |f: &&Found| phrases.stand_in(article(f));
        let kept: Vec<Found> = found.iter().take(PHRASED).filter(holds).cloned().collect();
        if kept.is_empty() { found } else { kept }
    }

    /// For each corrected word the guess that the best article holds.
    fn corrections(&self, slots: &[Slot], best: Option<&Found>) -> Vec<Correction> {
        let holds = |group: u32| {
            let postings = &self.terms.group(group).postings;
            best.is_some_and(|b| {
                postings
                    .binary_search_by_key(&b.doc, |(doc, _)| *doc)
                    .is_ok()
            })
        };
        let correction = |slot: &Slot| {
            let pick = slot.shown.iter().find(|(_, group)| holds(*group));
            let guess = || slot.shown.first().filter(|_| !slot.known);
            let (shown, _) = pick.or_else(guess)?;
            Some(Correction {
                typed: slot.terms[0].clone(),
                shown: shown.clone(),
                known: slot.known,
            })
        };
        slots.iter().filter_map(correction).collect()
    }

    /// All forms of what was looked for, each once, in order.
    fn marked(&self, slots: &[Slot]) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for slot in slots {
            let groups = slot
                .means
                .iter()
                .flat_map(|m| &m.groups)
                .map(|g| self.terms.group(*g));
            let forms = groups
                .filter(|g| !g.is_beginning())
                .flat_map(|g| &g.surfaces)
                .map(|s| &s.text);
            all.extend(
                forms
                    .chain(&slot.open)
                    .filter(|f| seen.insert((*f).clone()))
                    .cloned(),
            );
        }
        all
    }
}
