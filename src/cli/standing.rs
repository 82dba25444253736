//! A file of the base as it stands on the disk, before another text takes its place.
//!
//! Takes the real root and a path below it. Gives the file's real place, its byte order mark and its text. Never looks
//! through a link that leads out of the base.

use crate::cli::whole::Document;
use crate::diag::Failure;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The bytes of a byte order mark. It is no part of the text that was read.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A file that stands there.
#[derive(Debug)]
pub(crate) struct Standing {
    real: PathBuf,
    bytes: Vec<u8>,
}

/// The root without links.
///
/// # Errors
/// [`Failure::Write`] if it is not there.
pub(crate) fn real(root: &Path) -> Result<PathBuf, Failure> {
    fs::canonicalize(root).map_err(|source| failed(root, source))
}

impl Standing {
    /// Looks at a file; `real` is the real root.
    ///
    /// # Errors
    /// [`Failure::Write`] if it is not there, or lies outside of the base by way of a link.
    pub(crate) fn look(real: &Path, path: &Path) -> Result<Self, Failure> {
        let look = || -> io::Result<Self> {
            let target = fs::canonicalize(path)?;
            if !target.starts_with(real) {
                return Err(io::Error::other("a link leads out of the base"));
            }
            let bytes = fs::read(&target)?;
            Ok(Self {
                real: target,
                bytes,
            })
        };
        look().map_err(|source| failed(path, source))
    }

    /// Whether it begins with a byte order mark.
    pub(crate) fn is_marked(&self) -> bool {
        self.bytes.starts_with(MARK)
    }

    /// Whether it still holds the text that was read.
    pub(crate) fn holds(&self, text: &str) -> bool {
        let own = self.bytes.strip_prefix(MARK).unwrap_or(&self.bytes);
        own == text.as_bytes()
    }

    /// The file with another text, its mark in its place.
    pub(crate) fn with(self, text: &str) -> Document {
        let mark = if self.is_marked() { "\u{feff}" } else { "" };
        Document {
            text: format!("{mark}{text}"),
            path: self.real,
        }
    }

    /// The same without its mark.
    pub(crate) fn bare(self, text: &str) -> Document {
        Document {
            text: text.to_owned(),
            path: self.real,
        }
    }
}

fn failed(path: &Path, source: io::Error) -> Failure {
    Failure::Write {
        path: path.to_owned(),
        source,
    }
}
