//! The site before it is written: a map from file to content.
//!
//! Takes artifacts from `render` and `search`. Gives [`Output`], ordered by path. Never touches the disk (that is
//! [`disk`]) and never lets two artifacts share a path.

pub mod disk;

use crate::paths::{ContentPath, OutPath};
use std::collections::BTreeMap;

/// What a file of the output holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// UTF-8 text.
    Text(String),
    /// Any bytes.
    Bytes(Vec<u8>),
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

impl Artifact {
    /// Size in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        match self {
            Self::Text(text) => text.len() as u64,
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::CopyOf { len, .. } => *len,
        }
    }

    /// BLAKE3 of the content.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        match self {
            Self::Text(text) => *blake3::hash(text.as_bytes()).as_bytes(),
            Self::Bytes(bytes) => *blake3::hash(bytes).as_bytes(),
            Self::CopyOf { hash, .. } => *hash,
        }
    }
}

/// A whole site: every file, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<OutPath, Artifact>,
}

/// Two artifacts wanted one path (compared without regard to case, as some disks do).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision(pub OutPath);

impl Output {
    /// Adds a file.
    ///
    /// # Errors
    /// [`Collision`] if the path is taken by other content; the first content stays.
    pub fn add(&mut self, path: OutPath, artifact: Artifact) -> Result<(), Collision> {
        match self.files.get(&path) {
            Some(old) if *old == artifact => Ok(()),
            Some(_) => Err(Collision(path)),
            None => {
                self.files.insert(path, artifact);
                Ok(())
            }
        }
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
