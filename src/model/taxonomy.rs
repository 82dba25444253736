//! Categories, operating systems and products: the ways into the base.
//!
//! Takes nothing. Gives the three kinds of lists that pages and facets show. Never holds an article twice.

use crate::model::ArticleId;
use crate::paths::UrlPath;

/// A folder of the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// `network/vpn`.
    pub slug: String,
    /// Name to show.
    pub name: String,
    /// A sentence, from the settings; may be empty.
    pub summary: String,
    /// Its page.
    pub url: UrlPath,
    /// Index of the category above.
    pub parent: Option<usize>,
    /// Indexes of the categories below.
    pub children: Vec<usize>,
    /// Its own listed articles, by title.
    pub articles: Vec<ArticleId>,
    /// Listed articles here and below.
    pub total: usize,
    /// The article that introduces it (`index.md`).
    pub intro: Option<ArticleId>,
}

/// An operating system or a version of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Os {
    /// `windows-11`.
    pub slug: String,
    /// `Windows 11`.
    pub name: String,
    /// Its page: `os/windows-11/`.
    pub url: UrlPath,
    /// Index of the system above.
    pub parent: Option<usize>,
    /// Indexes of its versions.
    pub children: Vec<usize>,
    /// Listed articles for it: those that name it, one of its versions, or its parent; by title.
    pub articles: Vec<ArticleId>,
}

/// A product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// `globalprotect`.
    pub slug: String,
    /// `GlobalProtect`.
    pub name: String,
    /// Its page: `products/globalprotect/`.
    pub url: UrlPath,
    /// Listed articles for it, by title.
    pub articles: Vec<ArticleId>,
}
