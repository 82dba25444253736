//! The one ranking of the program, and the browser's index.
//!
//! Takes the site. Gives [`SearchIndex`], which answers queries ([`SearchIndex::search`]) in the order in which the site
//! itself would, and the files that let a browser do it ([`export()`]). Never shows an archived article.

pub mod beginnings;
pub mod bytes;
pub mod document;
pub mod export;
pub mod facets;
pub mod group;
pub mod impact;
pub mod index;
pub mod phrases;
pub mod rank;
pub mod shards;
pub mod speller;
pub mod terms;

pub use export::{Export, FOLDER, export};
pub use rank::{Answer, Correction, Hit, Options};

use crate::config::Synonym;
use crate::diag::Failure;
use crate::model::{ArticleId, Site};
use crate::search::facets::{Facet, facets};
use crate::search::index::Inverted;
use crate::search::speller::Speller;
use crate::search::terms::Terms;
use crate::text::stem::endings;
use crate::text::stop::{fillers, function_words};
use crate::text::tokenize::slots;
use std::collections::BTreeSet;

/// Everything that answers a query.
pub struct SearchIndex<'a> {
    site: &'a Site,
    /// The article of each document, in URL order.
    articles: Vec<ArticleId>,
    terms: Terms,
    speller: Speller,
    facets: Vec<Facet>,
    /// Words that a query does not need.
    stop: BTreeSet<String>,
    /// Endings of words in the languages of the articles.
    ends: Vec<&'static str>,
    synonyms: Vec<Rule>,
}

/// A rule of the vocabulary: whoever types `from` also means each of `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    from: Vec<String>,
    to: Vec<Vec<String>>,
}

/// Builds the index of a site.
///
/// # Errors
/// [`Failure`] if the index does not fit into memory.
pub fn build(site: &Site) -> Result<SearchIndex<'_>, Failure> {
    let inverted = Inverted::build(site)?;
    let articles = inverted.articles.clone();
    let terms = Terms::build(site, &inverted)?;
    let stop = stop(site, &articles);
    Ok(SearchIndex {
        speller: Speller::build(&terms, articles.len()),
        facets: facets(site, &articles),
        synonyms: rules(&site.settings.synonyms, &stop),
        ends: ends(site, &articles),
        stop,
        articles,
        terms,
        site,
    })
}

impl SearchIndex<'_> {
    /// How many articles can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is nothing to be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }
}

/// The site's and the articles' languages.
fn langs<'a>(site: &'a Site, articles: &[ArticleId]) -> BTreeSet<&'a str> {
    let own = |id: &ArticleId| site.article(*id).lang.as_str();
    let mut langs: BTreeSet<&str> = articles.iter().map(own).collect();
    langs.insert(&site.settings.lang);
    langs
}

/// Endings of words in those languages, the longest first.
fn ends(site: &Site, articles: &[ArticleId]) -> Vec<&'static str> {
    let mut ends: Vec<&str> = langs(site, articles)
        .into_iter()
        .flat_map(endings)
        .copied()
        .collect();
    ends.sort_by_key(|end| (std::cmp::Reverse(end.len()), *end));
    ends.dedup();
    ends
}

/// Function words and fillers of those languages.
fn stop(site: &Site, articles: &[ArticleId]) -> BTreeSet<String> {
    langs(site, articles)
        .into_iter()
        .flat_map(|lang| function_words(lang).chain(fillers(lang)))
        .map(str::to_owned)
        .collect()
}

/// The vocabulary of the settings as rules from typed words to words of the articles.
fn rules(synonyms: &[Synonym], stop: &BTreeSet<String>) -> Vec<Rule> {
    let words = |text: &String| -> Vec<String> {
        let heads = slots(text)
            .into_iter()
            .filter_map(|mut s| (!s.is_empty()).then(|| s.swap_remove(0)));
        heads.filter(|w| !stop.contains(w)).collect()
    };
    let mut rules = Vec::new();
    for synonym in synonyms {
        match synonym {
            Synonym::Group(all) => {
                let all: Vec<Vec<String>> = all.iter().map(words).collect();
                for (i, from) in all.iter().enumerate() {
                    let others = all.iter().enumerate().filter(|(j, _)| *j != i);
                    rules.push((from.clone(), others.map(|(_, w)| w.clone()).collect()));
                }
            }
            Synonym::OneWay { from, to } => {
                rules.push((words(from), to.iter().map(words).collect()));
            }
        }
    }
    let whole = |(from, to): (Vec<String>, Vec<Vec<String>>)| {
        let to: Vec<Vec<String>> = to
            .into_iter()
            .filter(|t| !t.is_empty() && *t != from)
            .collect();
        (!from.is_empty() && !to.is_empty()).then_some(Rule { from, to })
    };
    rules.into_iter().filter_map(whole).collect()
}

#[cfg(test)]
mod tests;
