//! New files in a base.
//!
//! Takes paths below a root and their texts. Gives written files, all or none known to be in the way beforehand. Never
//! overwrites anything, and never writes through a link that leaves the root.

use crate::diag::Failure;
use crate::paths::ContentPath;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// So many files in the way are named.
const SHOWN: usize = 3;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewFile {
    /// Its path below the root.
    pub(crate) path: ContentPath,
    /// Its content.
    pub(crate) text: String,
}

/// Writes the files, unless one of them exists already.
///
/// # Errors
/// [`Failure::Other`] that lists what is in the way; [`Failure::Write`] if the disk refuses.
pub(crate) fn write(root: &Path, files: &[NewFile]) -> Result<(), Failure> {
    let exists = |f: &&NewFile| fs::symlink_metadata(root.join(f.path.as_str())).is_ok();
    let taken: Vec<_> = files
        .iter()
        .filter(exists)
        .map(|f| f.path.as_str())
        .collect();
    if !taken.is_empty() {
        return Err(in_the_way(&taken));
    }
    fs::create_dir_all(root).map_err(|source| failed(root.to_owned(), source))?;
    let real = fs::canonicalize(root).map_err(|source| failed(root.to_owned(), source))?;
    files.iter().try_for_each(|file| {
        let path = root.join(file.path.as_str());
        create(&real, &path, &file.text).map_err(|source| failed(path, source))
    })
}

/// Lets a file be run, where files have such a mark.
///
/// # Errors
/// [`Failure::Write`] if the disk refuses.
pub(crate) fn runnable(path: &Path) -> Result<(), Failure> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let may = fs::Permissions::from_mode(0o755);
        fs::set_permissions(path, may).map_err(|source| failed(path.to_owned(), source))?;
    }
    let _ = path;
    Ok(())
}

/// What the caller is told of files that exist.
fn in_the_way(taken: &[&str]) -> Failure {
    let verb = if taken.len() == 1 { "exists" } else { "exist" };
    let first = taken[..taken.len().min(SHOWN)].join(", ");
    let names = match taken.len().saturating_sub(SHOWN) {
        0 => first,
        more => format!("{first} and {more} more"),
    };
    Failure::Other {
        what: format!("{names} {verb} already; nothing was written"),
        help: "choose another name or folder, or move the old file away".to_owned(),
    }
}

fn failed(path: PathBuf, source: io::Error) -> Failure {
    Failure::Write { path, source }
}

/// Creates one file and the folders above it.
fn create(root: &Path, path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(root);
    within(root, folder)?;
    fs::create_dir_all(folder)?;
    // `create_new` also refuses a file that came after the first look.
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}

/// The folders that exist already must not lead out of the root.
fn within(root: &Path, folder: &Path) -> io::Result<()> {
    let existing = folder.ancestors().find(|f| f.exists()).unwrap_or(folder);
    if fs::canonicalize(existing)?.starts_with(root) {
        return Ok(());
    }
    Err(io::Error::other("a link leads out of the base"))
}

#[cfg(test)]
mod tests {
    use crate::cli::files::{NewFile, write};
    use crate::paths::ContentPath;
    use std::fs;

    fn file(path: &str, text: &str) -> NewFile {
        NewFile {
            path: ContentPath::new(path).unwrap(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn nothing_is_overwritten_and_nothing_half_written() {
        let root = tempfile::tempdir().unwrap();
        let base = root.path().join("kb");
        write(&base, &[file("a/b.md", "one"), file("c.md", "two")]).unwrap();
        assert_eq!(fs::read_to_string(base.join("a/b.md")).unwrap(), "one");
        let again = write(&base, &[file("new.md", "x"), file("c.md", "three")]).unwrap_err();
        assert_eq!(
            again.to_string(),
            "c.md exists already; nothing was written"
        );
        assert!(!base.join("new.md").exists());
        assert_eq!(fs::read_to_string(base.join("c.md")).unwrap(), "two");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_base_is_not_followed() {
        let root = tempfile::tempdir().unwrap();
        let (base, other) = (root.path().join("kb"), root.path().join("other"));
        fs::create_dir_all(&base).unwrap();
        fs::create_dir_all(&other).unwrap();
        std::os::unix::fs::symlink(&other, base.join("content")).unwrap();
        assert!(write(&base, &[file("content/sub/a.md", "x")]).is_err());
        assert!(!other.join("sub").exists());
    }
}
