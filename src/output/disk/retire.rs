//! The end of trees that are no longer needed.
//!
//! Takes an old tree, or what a killed build left, and the published folder. Gives nothing. Never removes anything but
//! what a list calls ours and what stands, the same, in the published folder as well; the rest moves there.

use crate::diag::Failure;
use crate::output::disk::manifest::{DRAFT, NAME, Old};
use crate::output::disk::place::Place;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Removes what killed builds left beside the folder, and brings a folder back that one of them had moved away.
pub(super) fn tidy(place: &Place) -> Result<(), Failure> {
    let prefix = place.prefix();
    let prefix = prefix.to_string_lossy();
    let entries = fs::read_dir(&place.parent).map_err(|source| Failure::Read {
        path: place.parent.clone(),
        source,
    })?;
    let mut left: Vec<(bool, PathBuf)> = entries
        .filter_map(Result::ok)
        // A link could lead to the folder of another site.
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter_map(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let word = name.strip_prefix(&*prefix)?;
            let moved = word.starts_with("old-");
            (moved || word.starts_with("new-")).then(|| (!moved, entry.path()))
        })
        .collect();
    left.sort();
    for (new, path) in left {
        if !new && !place.out.exists() && path.join(NAME).is_file() {
            place.take(&path)?;
        } else {
            retire(&path, &place.out);
        }
    }
    Ok(())
}

/// Removes a tree that is no longer needed. Nothing in it is worth a failure: what cannot be removed stays for the next
/// build, and what is not ours moves to the published folder.
pub(super) fn retire(tree: &Path, live: &Path) {
    let Ok(Some(list)) = Old::load(tree) else {
        // Without a list it is not ours, unless nothing but a beginning of one is in it: then a build was killed before
        // it began.
        let lonely = fs::read_dir(tree).is_ok_and(|entries| entries.count() == 1);
        let draft = tree.join(DRAFT);
        if lonely && fs::symlink_metadata(&draft).is_ok_and(|meta| meta.is_file()) {
            let _ = fs::remove_file(draft);
        }
        let _ = fs::remove_dir(tree);
        return;
    };
    let entries: Vec<_> = WalkDir::new(tree)
        .min_depth(1)
        .into_iter()
        .filter_map(Result::ok)
        .collect();
    let (folders, files): (Vec<_>, Vec<_>) = entries.iter().partition(|e| e.file_type().is_dir());
    for folder in &folders {
        open_up(folder.path());
    }
    files.par_iter().for_each(|entry| {
        let below = entry.path().strip_prefix(tree).unwrap_or(entry.path());
        let name = below.to_string_lossy().replace('\\', "/");
        if name != NAME && name != DRAFT && !list.manifest.files.contains_key(&name) {
            rescue(entry.path(), &live.join(below));
        } else if name != NAME {
            let _ = fs::remove_file(entry.path());
        }
    });
    // Deepest first; a folder with something left in it stays.
    let deepest = folders.iter().map(|e| e.depth()).max().unwrap_or(0);
    for depth in (1..=deepest).rev() {
        let level: Vec<_> = folders.iter().filter(|e| e.depth() == depth).collect();
        level.par_iter().for_each(|folder| {
            let _ = fs::remove_dir(folder.path());
        });
    }
    let empty = fs::read_dir(tree).is_ok_and(|entries| entries.count() == 1);
    if empty {
        let _ = fs::remove_file(tree.join(NAME));
        let _ = fs::remove_dir(tree);
    }
}

/// Lets us remove what is in a folder: the published one, whose permissions this one had, keeps them.
#[cfg(unix)]
fn open_up(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    const OWN: u32 = 0o700;
    let mode = fs::symlink_metadata(folder).map(|meta| meta.permissions().mode());
    if let Ok(mode) = mode
        && mode & OWN != OWN
    {
        let _ = fs::set_permissions(folder, fs::Permissions::from_mode(mode | OWN));
    }
}

#[cfg(not(unix))]
fn open_up(_: &Path) {}

/// Removes a file of somebody else if the published folder has the same; otherwise moves it there.
fn rescue(file: &Path, live: &Path) {
    match fs::symlink_metadata(live) {
        Ok(_) if same(file, live) => {
            let _ = fs::remove_file(file);
        }
        Err(e) if e.kind() == ErrorKind::NotFound => {
            let _ = with_folder(live, || fs::rename(file, live));
        }
        _ => {}
    }
}

/// Whether two paths hold the same.
fn same(a: &Path, b: &Path) -> bool {
    if a.is_symlink() || b.is_symlink() {
        return fs::read_link(a).is_ok_and(|to| fs::read_link(b).is_ok_and(|other| to == other));
    }
    is_one(a, b)
        || (fs::metadata(a).is_ok_and(|m| fs::metadata(b).is_ok_and(|n| m.len() == n.len()))
            && fs::read(a).is_ok_and(|x| fs::read(b).is_ok_and(|y| x == y)))
}

#[cfg(unix)]
fn is_one(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |path| fs::metadata(path).map(|m| (m.dev(), m.ino())).ok();
    id(a).is_some() && id(a) == id(b)
}

#[cfg(not(unix))]
fn is_one(_: &Path, _: &Path) -> bool {
    false
}

/// Does something in a folder that may have to be made: it held files of the old site, and now only those of others.
pub(super) fn with_folder(target: &Path, action: impl Fn() -> io::Result<()>) -> io::Result<()> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    action()
}
