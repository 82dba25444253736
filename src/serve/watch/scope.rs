//! Which paths matter to a preview.
//!
//! Takes the places that a build reads and the folders that it writes. Gives an answer for each event, and what has to be
//! watched to hear of all of them. Never speaks of hidden files or of copies that an editor keeps.

use crate::serve::Options;
use notify::RecursiveMode;
use notify::event::{EventKind, MetadataKind, ModifyKind};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The places that matter, and those that do not.
#[derive(Clone)]
pub(super) struct Scope {
    /// As they are named, and where their names lead at the moment.
    pub places: Vec<PathBuf>,
    pub ignore: Vec<PathBuf>,
}

impl Scope {
    /// Settles where the places lead now; a link may lead elsewhere later.
    pub(super) fn of(options: &Options<'_>) -> Self {
        let ways = |paths: &[PathBuf]| {
            let mut all: Vec<PathBuf> = paths.iter().flat_map(|p| [named(p), real(p)]).collect();
            all.sort();
            all.dedup();
            all
        };
        Self {
            places: ways(&options.watch),
            ignore: ways(&options.ignore),
        }
    }

    /// Whether a path is one that a build would read, or one around it.
    pub(super) fn covers(&self, path: &Path) -> bool {
        let ignored = self.ignore.iter().any(|folder| path.starts_with(folder));
        let matters = |place: &PathBuf| {
            let below = path.strip_prefix(place);
            place.starts_with(path) || below.is_ok_and(|below| !is_hidden(below))
        };
        !ignored && self.places.iter().any(matters)
    }

    /// Whether what is watched can be another thing after an event: a place itself came or went, a link was put in, or a
    /// folder became readable.
    pub(super) fn uproots(&self, kind: EventKind, path: &Path) -> bool {
        let opened = matches!(kind, EventKind::Modify(ModifyKind::Metadata(_))) && path.is_dir();
        let linked = path.is_symlink() && path.is_dir();
        opened || linked || self.places.iter().any(|place| place.starts_with(path))
    }

    /// What has to be watched: the folders with all that is in them, and the folders around all places, for that is
    /// where a place that comes, goes or is replaced shows.
    pub(super) fn targets(&self) -> BTreeMap<PathBuf, RecursiveMode> {
        let folders: Vec<&PathBuf> = self.places.iter().filter(|p| p.is_dir()).collect();
        let around = self
            .places
            .iter()
            .filter_map(|place| place.ancestors().skip(1).find(|folder| folder.is_dir()))
            .filter(|folder| !folders.iter().any(|inside| folder.starts_with(inside)))
            .map(|folder| (folder.to_path_buf(), RecursiveMode::NonRecursive));
        let inside = folders
            .iter()
            .map(|folder| ((*folder).clone(), RecursiveMode::Recursive));
        around.chain(inside).collect()
    }
}

/// Whether an event of this kind can change what is read. Permissions can; that somebody looked at a file cannot.
pub(super) fn matters(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(_) => false,
        EventKind::Modify(ModifyKind::Metadata(what)) => {
            !matches!(what, MetadataKind::AccessTime | MetadataKind::Extended)
        }
        _ => true,
    }
}

/// Whether a path is hidden, or a copy that an editor keeps.
pub(super) fn is_hidden(path: &Path) -> bool {
    path.components().any(|part| {
        let name = part.as_os_str().to_string_lossy();
        name.starts_with('.') || name.ends_with('~')
    })
}

/// The path as the system will name it, even if it does not exist yet.
pub(super) fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    for existing in path.ancestors() {
        if let Ok(start) = fs::canonicalize(existing) {
            let rest = path.strip_prefix(existing).unwrap_or(Path::new(""));
            // Joining nothing would add a slash.
            return rest
                .components()
                .fold(start, |whole, part| whole.join(part));
        }
    }
    path
}

/// The path without links above it; if it is a link itself, it stays one.
fn named(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => real(folder).join(name),
        _ => real(path),
    }
}

#[cfg(test)]
mod tests {
    use super::{Scope, matters};
    use notify::event::{AccessKind, CreateKind, EventKind, MetadataKind, ModifyKind};
    use std::path::Path;

    #[test]
    fn only_what_a_build_reads_is_covered() {
        let scope = Scope {
            places: vec!["/kb/content".into(), "/kb/deskbook.yaml".into()],
            ignore: vec!["/kb/content/public".into()],
        };
        let cases = [
            ("/kb/content/a/b.md", true),
            ("/kb/content", true),
            ("/kb", true),
            ("/kb/deskbook.yaml", true),
            ("/kb/README.md", false),
            ("/kb/contents/a.md", false),
            ("/kb/content/public/index.html", false),
            ("/kb/content/.a.md.swp", false),
            ("/kb/content/.#a.md", false),
            ("/kb/content/.git/index", false),
            ("/kb/content/a.md~", false),
        ];
        for (path, covered) in cases {
            assert_eq!(scope.covers(Path::new(path)), covered, "{path}");
        }
    }

    #[test]
    fn reading_does_not_matter_and_permissions_do() {
        let touched = |what| EventKind::Modify(ModifyKind::Metadata(what));
        assert!(!matters(EventKind::Access(AccessKind::Read)));
        assert!(!matters(touched(MetadataKind::AccessTime)));
        assert!(matters(touched(MetadataKind::WriteTime)));
        assert!(matters(touched(MetadataKind::Any)));
        assert!(matters(EventKind::Create(CreateKind::File)));
    }
}
