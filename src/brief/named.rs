//! An article as both records name it.
//!
//! Takes a reference. Gives the frozen form that programs read. Never holds more than what leads to the article.

use crate::coverage::result::ArticleRef;
use serde::Serialize;

/// An article: id, title, file and page.
#[derive(Serialize)]
pub(crate) struct Article<'a> {
    key: &'a str,
    title: &'a str,
    path: &'a str,
    url: &'a str,
}

impl<'a> Article<'a> {
    /// As it is named.
    pub(crate) fn of(article: &'a ArticleRef) -> Self {
        Self {
            key: &article.key,
            title: &article.title,
            path: &article.path,
            url: &article.url,
        }
    }
}
