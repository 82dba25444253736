//! The site before it is written: a map from file to content.
//!
//! Takes artifacts from `render` and `search`. Gives [`Output`], ordered by path; pages in it are drawn one by one, when
//! they are written or sent. Never touches the disk (that is [`disk`]) and never lets two artifacts share a path.

pub mod disk;

use crate::diag::Diagnostic;
use crate::paths::{ContentPath, OutPath};
use std::any::Any;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Debug, Formatter};
use std::ops::Bound;
use std::sync::Arc;

/// A page that is drawn when it is wanted: a whole site need not stand in memory. Each time it is the same.
pub trait Draw: Any + Send + Sync {
    /// The page.
    ///
    /// # Errors
    /// A finding, where a template cannot be drawn.
    fn draw(&self) -> Result<String, Box<Diagnostic>>;
}

/// What a file of the output holds.
#[derive(Clone)]
pub enum Artifact {
    /// UTF-8 text.
    Text(String),
    /// Any bytes.
    Bytes(Vec<u8>),
    /// UTF-8 text that is still to be drawn.
    Page(Arc<dyn Draw>),
    /// A copy of a file of the base; `hash` is its BLAKE3 hash, `len` its size in bytes.
    CopyOf {
        /// Where the file stands in the base.
        from: ContentPath,
        /// BLAKE3 of its content.
        hash: [u8; 32],
        /// Size in bytes.
        len: u64,
    },
}

/// What is written of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content<'a> {
    /// These bytes.
    Bytes(Cow<'a, [u8]>),
    /// The content of a file of the base.
    CopyOf {
        /// Where the file stands in the base.
        from: &'a ContentPath,
        /// BLAKE3 of its content.
        hash: [u8; 32],
        /// Size in bytes.
        len: u64,
    },
}

impl Artifact {
    /// The content; a page is drawn for it.
    ///
    /// # Errors
    /// As [`Draw::draw`].
    pub fn content(&self) -> Result<Content<'_>, Box<Diagnostic>> {
        Ok(match self {
            Self::Text(text) => Content::Bytes(text.as_bytes().into()),
            Self::Bytes(bytes) => Content::Bytes(bytes.into()),
            Self::Page(page) => Content::Bytes(page.draw()?.into_bytes().into()),
            Self::CopyOf { from, hash, len } => Content::CopyOf {
                from,
                hash: *hash,
                len: *len,
            },
        })
    }
}

impl PartialEq for Artifact {
    /// Two pages are the same where they are one; they are not drawn to be compared.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Page(a), Self::Page(b)) => Arc::ptr_eq(a, b),
            (Self::Page(_), _) | (_, Self::Page(_)) => false,
            (a, b) => a.content().ok() == b.content().ok(),
        }
    }
}

impl Debug for Artifact {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(_) => f.write_str("Page"),
            ready => ready.content().fmt(f),
        }
    }
}

impl Content<'_> {
    /// Size in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::CopyOf { len, .. } => *len,
        }
    }

    /// BLAKE3 of the content.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        match self {
            Self::Bytes(bytes) => *blake3::hash(bytes).as_bytes(),
            Self::CopyOf { hash, .. } => *hash,
        }
    }
}

/// A whole site: every file, by path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Output {
    files: BTreeMap<OutPath, Artifact>,
}

/// Two artifacts wanted one path, or one wanted as a folder what is a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision(pub OutPath);

impl Output {
    /// Adds a file.
    ///
    /// # Errors
    /// [`Collision`] if the path is taken by other content, is a folder, or leads through a file; the first content stays.
    pub fn add(&mut self, path: OutPath, artifact: Artifact) -> Result<(), Collision> {
        match self.files.get(&path) {
            Some(old) if *old == artifact => Ok(()),
            Some(_) => Err(Collision(path)),
            None if self.is_folder(&path) || self.is_below_file(&path) => Err(Collision(path)),
            None => {
                self.files.insert(path, artifact);
                Ok(())
            }
        }
    }

    fn is_folder(&self, path: &OutPath) -> bool {
        let below = format!("{path}/");
        let from = (Bound::Included(below.as_str()), Bound::Unbounded);
        let mut following = self.files.range::<str, _>(from);
        following
            .next()
            .is_some_and(|(file, _)| file.as_str().starts_with(&below))
    }

    fn is_below_file(&self, path: &OutPath) -> bool {
        let name = path.as_str();
        name.match_indices('/')
            .any(|(end, _)| self.files.contains_key(&name[..end]))
    }

    /// Takes in all files of `other`; returns the paths that were taken already.
    pub fn merge(&mut self, other: Self) -> Vec<Collision> {
        other
            .files
            .into_iter()
            .filter_map(|(path, artifact)| self.add(path, artifact).err())
            .collect()
    }

    /// One file.
    #[must_use]
    pub fn get(&self, path: &OutPath) -> Option<&Artifact> {
        self.files.get(path)
    }

    /// All files in order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&OutPath, &Artifact)> {
        self.files.iter()
    }

    /// The same files, each page as `page` gives it.
    #[must_use]
    pub fn with_pages(&self, page: impl Fn(&Arc<dyn Draw>) -> Arc<dyn Draw>) -> Self {
        let file = |(path, artifact): (&OutPath, &Artifact)| {
            let artifact = match artifact {
                Artifact::Page(old) => Artifact::Page(page(old)),
                ready => ready.clone(),
            };
            (path.clone(), artifact)
        };
        Self {
            files: self.files.iter().map(file).collect(),
        }
    }

    /// How many files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Artifact, Collision, Output};
    use crate::paths::OutPath;

    #[test]
    fn a_file_is_no_folder_and_the_first_content_stays() {
        let mut output = Output::default();
        let mut add = |path: &str, text: &str| {
            let path = OutPath::new(path).unwrap();
            output.add(path, Artifact::Text(text.to_owned()))
        };
        let taken = |path: &str| Err(Collision(OutPath::new(path).unwrap()));
        assert_eq!(add("a/b.md", "1"), Ok(()));
        assert_eq!(add("a/b.md", "1"), Ok(()));
        assert_eq!(add("a/b.md", "2"), taken("a/b.md"));
        assert_eq!(add("a/b.md/index.html", ""), taken("a/b.md/index.html"));
        assert_eq!(add("a", ""), taken("a"));
        assert_eq!(add("a/b.m", ""), Ok(()));
        assert_eq!(add("a.b", ""), Ok(()));
        assert_eq!(add("a/b", ""), Ok(()));
    }
}
