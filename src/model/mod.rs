//! The whole base: articles that know each other.
//!
//! Takes all [`crate::parse::Parsed`] files, the settings, the history and the edition to build. Gives [`Site`] and
//! what is wrong between files. Never changes after it is made.

pub mod article;
pub mod taxonomy;

use crate::config::Settings;
use crate::paths::UrlPath;
use article::Article;
use std::collections::BTreeMap;
use std::sync::Arc;
use taxonomy::{Category, Os, Product};

/// The number of an article in [`Site::articles`] (URL order).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

/// For whom a site is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The audience, a word of the ladder.
    pub audience: String,
    /// Its rung: 0 is the narrowest.
    pub rung: usize,
    /// The client, where one was named.
    pub client: Option<String>,
}

impl Edition {
    /// Whether this is the narrowest audience, which sees internal blocks, owners and health.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.rung == 0
    }
}

/// How many articles an edition does not hold, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// For a narrower audience.
    pub audience: usize,
    /// Work in progress, or not validated where the settings hide those.
    pub confidence: usize,
    /// For other clients.
    pub client: usize,
}

/// The base, ready to be rendered, searched and checked.
#[derive(Clone, Debug)]
pub struct Site {
    /// The settings it was assembled with.
    pub settings: Arc<Settings>,
    /// For whom it is.
    pub edition: Edition,
    /// Articles in order of their URLs.
    pub articles: Vec<Article>,
    /// Categories, each before its children, in the order of the settings and then by name.
    pub categories: Vec<Category>,
    /// Operating systems that have articles, each before its children.
    pub os: Vec<Os>,
    /// Products that have articles, by name.
    pub products: Vec<Product>,
    /// Old addresses and `/KB0042/`, to the page they lead to.
    pub redirects: BTreeMap<UrlPath, UrlPath>,
    /// What this edition does not hold.
    pub left_out: LeftOut,
}

impl Site {
    /// An article by its number.
    #[must_use]
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.articles[id.0 as usize]
    }

    /// All articles with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleId, &Article)> {
        (0..).map(ArticleId).zip(&self.articles)
    }

    /// Articles that lists, feeds and search may show: not archived.
    pub fn listed(&self) -> impl Iterator<Item = (ArticleId, &Article)> {
        self.iter().filter(|(_, a)| !a.is_archived())
    }
}
