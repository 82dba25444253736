//! The articles of a site.
//!
//! Takes articles in order of their URLs. Gives them by number, one after the other or side by side. Never copies one: a
//! preview shares all but the one that was saved with the site before.

use crate::model::article::Article;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::ops::{Index, IndexMut};
use std::slice;
use std::sync::Arc;

/// Articles; to clone them costs next to nothing.
#[derive(Clone, Debug, Default)]
pub struct Articles(Vec<Arc<Article>>);

/// One article after the other.
#[derive(Clone, Debug)]
pub struct Iter<'a>(slice::Iter<'a, Arc<Article>>);

impl Articles {
    /// One after the other.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.0.iter())
    }

    /// Side by side.
    #[must_use]
    pub fn par_iter(&self) -> impl IndexedParallelIterator<Item = &Article> {
        self.0.par_iter().map(|article| &**article)
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> Iterator for Iter<'a> {
    type Item = &'a Article;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|article| &**article)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|article| &**article)
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a Articles {
    type Item = &'a Article;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<Article> for Articles {
    fn from_iter<I: IntoIterator<Item = Article>>(articles: I) -> Self {
        Self(articles.into_iter().map(Arc::new).collect())
    }
}

impl Index<usize> for Articles {
    type Output = Article;

    fn index(&self, index: usize) -> &Self::Output {
        &self.0[index]
    }
}

impl IndexMut<usize> for Articles {
    /// The article, now of these articles alone.
    fn index_mut(&mut self, index: usize) -> &mut Self::Output {
        Arc::make_mut(&mut self.0[index])
    }
}
