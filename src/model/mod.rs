//! The whole base: articles that know each other.
//!
//! Takes all [`crate::parse::Parsed`] files, the settings, the history and the edition to build. Gives [`Site`] and
//! what is wrong between files. Never changes after it is made.

pub mod article;
pub mod articles;
pub mod assemble;
mod connect;
pub mod edition;
pub(crate) mod identity;
mod links;
pub mod overlay;
mod parts;
pub mod places;
mod redirects;
mod related;
pub mod taxonomy;

use crate::config::Settings;
use crate::model::article::Article;
use crate::model::articles::Articles;
use crate::model::edition::{Edition, LeftOut};
use crate::model::places::OwnPages;
use crate::model::taxonomy::{Category, Os, Product};
use crate::paths::OutPath;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The number of an article in [`Site::articles`] (URL order).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

/// The base, ready to be rendered, searched and checked.
#[derive(Clone, Debug)]
pub struct Site {
    /// The settings it was assembled with.
    pub settings: Arc<Settings>,
    /// For whom it is.
    pub edition: Edition,
    /// Articles in order of their URLs.
    pub articles: Articles,
    /// Categories, each before its children, in the order of the settings and then by name.
    pub categories: Vec<Category>,
    /// Operating systems that have articles, each before its children.
    pub os: Vec<Os>,
    /// Products that have articles, by name.
    pub products: Vec<Product>,
    /// Where the pages stand that are made of all articles together.
    pub own: OwnPages,
    /// Old addresses and `/KB0042/`, each a file of the site that leads to an article.
    pub redirects: BTreeMap<OutPath, ArticleId>,
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
