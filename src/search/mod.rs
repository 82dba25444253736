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
mod kept;
pub mod phrases;
pub mod priors;
pub mod rank;
pub mod segment;
pub mod shards;
pub mod speller;
pub mod terms;
pub mod unpack;
pub mod vocabulary;

pub use export::{Export, FOLDER, export};
pub use rank::{Answer, Asked, Correction, Factors, Hit, How, Options, Part, Sense, Why};

use crate::config::Prior;
use crate::diag::Failure;
use crate::model::{ArticleId, Site};
use crate::search::facets::{Facet, facets};
use crate::search::index::{Inverted, Segments};
use crate::search::speller::Speller;
use crate::search::terms::Terms;
use crate::search::vocabulary::{Rule, Words};
use crate::source::store::pack::Pack;
use crate::text::stem::endings;
use crate::text::stop::{fillers, function_words};
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
    /// By how many hundredths the score of each document is raised.
    priors: Vec<u8>,
    /// Whether articles for the reader's own system come first among equals.
    own_system: bool,
}

/// Builds the index of a site.
///
/// # Errors
/// [`Failure`] if the index does not fit into memory.
pub fn build(site: &Site) -> Result<SearchIndex<'_>, Failure> {
    build_again(site, &Segments::default(), &Pack::default())
}

/// The same again and again: what has not changed since the last time, or since an earlier run filled `pack`, is not indexed
/// again.
///
/// # Errors
/// As [`build`].
pub fn build_again<'a>(
    site: &'a Site,
    kept: &Segments,
    pack: &Pack,
) -> Result<SearchIndex<'a>, Failure> {
    let inverted = Inverted::build(site, kept, pack)?;
    let terms = Terms::build(site, &inverted)?;
    let articles = inverted.articles;
    let stop = stop(site, &articles);
    let words = Words {
        terms: &terms,
        stop: &stop,
    };
    Ok(SearchIndex {
        speller: Speller::build(&terms, articles.len()),
        facets: facets(site, &articles),
        synonyms: vocabulary::rules(site, words),
        ends: ends(site, &articles),
        priors: priors::priors(site),
        own_system: site.settings.priors.contains(&Prior::OwnSystem),
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

    /// The articles that can be found, by number of their document.
    pub(crate) fn documents(&self) -> &[ArticleId] {
        &self.articles
    }

    /// The families of words.
    pub(crate) const fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Whether a query does not need a word.
    pub(crate) fn is_filler(&self, word: &str) -> bool {
        self.stop.contains(word)
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

#[cfg(test)]
pub(crate) mod tests;
