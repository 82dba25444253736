//! A segment as it is kept.
//!
//! Takes the index of a segment in memory. Gives its files, and of them the same index again. Never knows what is in it.

use crate::search::document::Lengths;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use tantivy::directory::error::OpenReadError;
use tantivy::directory::{Directory, RamDirectory};
use tantivy::{Index, TantivyError};

/// The files of a segment, and the lengths of its documents.
#[derive(Serialize, Deserialize)]
pub(super) struct Files {
    files: BTreeMap<PathBuf, Vec<u8>>,
    lengths: Vec<Lengths>,
}

impl Files {
    /// Those of an index that was made in a directory.
    pub(super) fn of(
        (index, directory): (&Index, &RamDirectory),
        lengths: &[Lengths],
    ) -> tantivy::Result<Self> {
        let mut files = BTreeMap::new();
        let names: BTreeSet<PathBuf> = index.directory().list_managed_files().into_iter().collect();
        for name in names {
            match directory.open_read(&name) {
                Ok(file) => {
                    let bytes = file.read_bytes().map_err(TantivyError::from)?;
                    files.insert(name, bytes.as_slice().to_vec());
                }
                // What was needed for a moment stays in the list.
                Err(OpenReadError::FileDoesNotExist(_)) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Ok(Self {
            files,
            lengths: lengths.to_vec(),
        })
    }

    /// The index again, and the lengths of its documents.
    pub(super) fn index(self) -> tantivy::Result<(Index, Vec<Lengths>)> {
        let directory = RamDirectory::create();
        for (name, bytes) in &self.files {
            directory.atomic_write(name, bytes)?;
        }
        Ok((Index::open(directory)?, self.lengths))
    }
}
