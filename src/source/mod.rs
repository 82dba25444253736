//! The door in: everything that is read from the disk is read here.
//!
//! Takes the root folder of a base. Gives [`Sources`]: settings, articles and theme files as text, images as facts
//! (size, hash) without their bytes. Never follows a link out of the root, never reads hidden folders, never fails for
//! one bad file: that is a diagnostic.

pub mod assets;
pub mod exports;
pub mod history;
pub mod program;
mod stamp;
pub mod store;
pub mod walk;

use crate::diag::FileId;
use crate::paths::ContentPath;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// A text file as it lies on the disk.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its number in [`Sources`].
    pub id: FileId,
    /// Its path below the root.
    pub path: ContentPath,
    /// Its text; bytes that are not UTF-8 are shown as U+FFFD (and a diagnostic says so).
    pub text: Arc<str>,
}

/// An image or attachment: never held in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Size in bytes.
    pub len: u64,
    /// BLAKE3 of the content.
    pub hash: [u8; 32],
    /// Width and height in CSS pixels, where the file says.
    pub size: Option<(u32, u32)>,
    /// Whether it is an SVG that holds a script, an event handler or a foreign object: never published.
    pub active: bool,
}

/// Everything a build reads.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The folder that was read.
    pub root: PathBuf,
    /// The folder of the articles below the root: `content`, or empty where the root itself is the content.
    pub content: String,
    /// All text files; a [`FileId`] is an index into it.
    pub files: Vec<SourceFile>,
    /// `deskbook.yaml`, where there is one.
    pub settings: Option<FileId>,
    /// `vocabulary.yaml`, where there is one.
    pub learnt: Option<FileId>,
    /// The articles, in order of their paths.
    pub articles: Vec<FileId>,
    /// The files of the chosen theme folder, in order of their paths.
    pub theme: Vec<FileId>,
    /// Every other file that an article or a template may link to; nothing is known of it but its name.
    pub others: BTreeSet<ContentPath>,
    /// The images and attachments that were looked into (see [`assets::inspect`]), by path.
    pub assets: BTreeMap<ContentPath, Asset>,
    /// BLAKE3 of what the walk found wrong: bytes that are no text and names that are left out show nowhere else.
    pub wrong: [u8; 32],
}

impl Sources {
    /// A path below the content folder, seen from there; nothing for one that lies elsewhere.
    #[must_use]
    pub fn inner<'p>(&self, path: &'p str) -> Option<&'p str> {
        inner(&self.content, path)
    }

    /// A file by its number.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }
}

/// A path below `content`, seen from there; nothing for one that lies elsewhere. An empty folder is the root itself.
#[must_use]
pub fn inner<'p>(content: &str, path: &'p str) -> Option<&'p str> {
    match content {
        "" => Some(path),
        folder => path.strip_prefix(folder)?.strip_prefix('/'),
    }
}

/// The 1-based line and column (in characters) of a byte offset; past the end it is the last place.
#[must_use]
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    (line, before[start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::line_column;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        assert_eq!(line_column("", 0), (1, 1));
        assert_eq!(line_column("ä\nbc", 2), (1, 2));
        assert_eq!(line_column("ä\nbc", 4), (2, 2));
        assert_eq!(line_column("ä\nbc", 99), (2, 3));
    }
}
