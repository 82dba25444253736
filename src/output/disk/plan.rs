//! What a build does to a folder.
//!
//! Takes the files of the new site, the list of the old one and the folder. Gives what becomes of each file, and the files
//! of others that have to be carried along. Never changes anything.

use crate::diag::Failure;
use crate::output::disk::Written;
use crate::output::disk::manifest::{Entry, Manifest, NAME, Old};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::WalkDir;

/// What the new tree came to.
pub(super) struct Plan<'a> {
    /// One step for each file of the new site, in order of their paths.
    pub steps: Vec<Step<'a>>,
    /// The folders that the site needs, each before those inside it.
    pub folders: BTreeSet<&'a str>,
    /// What it comes to.
    pub written: Written,
}

/// One file.
pub(super) struct Step<'a> {
    pub path: &'a str,
    pub entry: Entry,
    pub fate: Fate,
}

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Created,
    Changed,
    /// The old file is taken over.
    Same,
}

/// Something in the folder that no build made.
pub(super) struct Foreign {
    /// Its path below the folder.
    pub path: PathBuf,
    pub kind: ForeignKind,
}

/// What it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ForeignKind {
    Folder,
    File,
    Link,
}

impl<'a> Plan<'a> {
    /// Sums up the steps; `folders` are all that lie above their files.
    pub(super) fn of(steps: Vec<Step<'a>>, folders: BTreeSet<&'a str>, old: Option<&Old>) -> Self {
        let count = |fate| steps.iter().filter(|step| step.fate == fate).count();
        let is_new = |path: &str| steps.binary_search_by(|step| step.path.cmp(path)).is_ok();
        let had = old.iter().flat_map(|old| old.manifest.files.keys());
        let written = Written {
            created: count(Fate::Created),
            changed: count(Fate::Changed),
            same: count(Fate::Same),
            removed: had.filter(|path| !is_new(path)).count(),
            bytes: steps.iter().map(|step| step.entry.len).sum(),
        };
        Self {
            steps,
            folders,
            written,
        }
    }

    /// The list of the new site.
    pub(super) fn list(&self) -> Manifest {
        let entry = |step: &Step<'_>| (step.path.to_owned(), step.entry);
        Manifest {
            files: self.steps.iter().map(entry).collect(),
        }
    }

    /// Whether everything is as it should be.
    pub(super) fn is_idle(&self) -> bool {
        self.written.created + self.written.changed + self.written.removed == 0
    }

    /// What others keep in the folder; a failure where it stands in the way of the site.
    pub(super) fn foreign(&self, out: &Path, old: Option<&Old>) -> Result<Vec<Foreign>, Failure> {
        let Some(old) = old else {
            return Ok(Vec::new());
        };
        let ours: BTreeSet<&str> = old
            .manifest
            .files
            .keys()
            .flat_map(|path| above(path))
            .collect();
        let taken: BTreeSet<&str> = self.steps.iter().map(|step| step.path).collect();
        let mut found = Vec::new();
        for entry in WalkDir::new(out).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|e| Failure::Read {
                path: out.to_path_buf(),
                source: e.into(),
            })?;
            let below = entry.path().strip_prefix(out).unwrap_or(entry.path());
            let text = below.to_string_lossy().replace('\\', "/");
            let kind = kind(entry.file_type());
            let known = match kind {
                ForeignKind::Folder => ours.contains(text.as_str()),
                _ => text == NAME || old.manifest.files.contains_key(&text),
            };
            if known || self.adopts(&text) {
                continue;
            }
            let covered = above(&text)
                .chain([text.as_str()])
                .any(|p| taken.contains(p));
            if covered || (kind != ForeignKind::Folder && self.folders.contains(text.as_str())) {
                return Err(in_the_way(entry.path()));
            }
            found.push(Foreign {
                path: below.to_path_buf(),
                kind,
            });
        }
        Ok(found)
    }

    /// Whether a file that is on no list is, byte for byte, one of the new site.
    fn adopts(&self, path: &str) -> bool {
        self.steps
            .binary_search_by(|step| step.path.cmp(path))
            .is_ok_and(|i| self.steps[i].fate == Fate::Same)
    }
}

fn kind(file_type: fs::FileType) -> ForeignKind {
    if file_type.is_dir() {
        ForeignKind::Folder
    } else if file_type.is_symlink() {
        ForeignKind::Link
    } else {
        ForeignKind::File
    }
}

/// The folders above a path, outermost first.
pub(super) fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(i, _)| &path[..i])
}

/// What becomes of one file.
pub(super) fn fate(path: &str, wanted: Entry, old: Option<&Old>, out: &Path) -> Fate {
    let Some(old) = old else {
        return Fate::Created;
    };
    let file = out.join(path);
    match old.manifest.files.get(path) {
        Some(had) if *had == wanted && stands(&file, wanted, Some(old.ended)) => Fate::Same,
        Some(_) => Fate::Changed,
        None if stands(&file, wanted, None) => Fate::Same,
        None => Fate::Created,
    }
}

/// Whether a file holds what it should. What was last touched before the list was written is believed, for the list
/// was written last; everything else is read again.
pub(super) fn stands(file: &Path, wanted: Entry, ended: Option<SystemTime>) -> bool {
    let Ok(meta) = fs::symlink_metadata(file) else {
        return false;
    };
    if !meta.is_file() || meta.len() != wanted.len {
        return false;
    }
    let older = ended
        .zip(meta.modified().ok())
        .is_some_and(|(ended, modified)| modified < ended);
    older || reads(file).is_some_and(|hash| hash == wanted.hash)
}

fn reads(file: &Path) -> Option<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(file).ok()?).ok()?;
    Some(hasher.finalize())
}

fn in_the_way(path: &Path) -> Failure {
    Failure::Other {
        what: format!(
            "{} stands in the way of the site, and Deskbook did not make it",
            path.display()
        ),
        help: "move it, or choose another --out".to_owned(),
    }
}
