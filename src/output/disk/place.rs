//! Where a site is published, and whether it may be.
//!
//! Takes the root of the base and the wanted folder. Gives the real folder, the names beside it that a build uses, and
//! the lock. Never creates anything before all questions are asked.

use crate::diag::Failure;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

/// A folder that may be written.
pub(super) struct Place {
    /// The real output folder, which may not exist yet.
    pub out: PathBuf,
    /// The folder around it.
    pub parent: PathBuf,
    /// The real root of the base.
    pub root: PathBuf,
    /// Name of the output folder.
    name: OsString,
}

/// Held while a build writes; gone with the value.
pub(super) struct Lock {
    path: PathBuf,
    /// Keeps the system's lock.
    _file: File,
}

impl Place {
    /// Finds the real folder and refuses one that would harm the base.
    pub(super) fn find(root: &Path, out: &Path) -> Result<Self, Failure> {
        let root = fs::canonicalize(root).map_err(|source| Failure::Read {
            path: root.to_path_buf(),
            source,
        })?;
        let real = real(out).map_err(|source| Failure::Write {
            path: out.to_path_buf(),
            source,
        })?;
        if let Some(why) = harm(&root, &real) {
            return Err(Failure::Usage {
                what: format!("the site cannot be written to {}: {why}", out.display()),
                help: "choose another folder with --out".to_owned(),
            });
        }
        match (real.parent(), real.file_name()) {
            (Some(parent), Some(name)) => Ok(Self {
                parent: parent.to_path_buf(),
                name: name.to_os_string(),
                root,
                out: real,
            }),
            _ => Err(Failure::Usage {
                what: format!("{} has no folder around it", out.display()),
                help: "choose another folder with --out".to_owned(),
            }),
        }
    }

    /// The start of all names beside the output folder that are ours: `.public.deskbook-`.
    pub(super) fn prefix(&self) -> OsString {
        let mut prefix = OsString::from(".");
        prefix.push(&self.name);
        prefix.push(".deskbook-");
        prefix
    }

    /// A name beside the output folder: `.public.deskbook-new-4711`.
    pub(super) fn beside(&self, word: &str) -> PathBuf {
        let mut name = self.prefix();
        name.push(word);
        self.parent.join(name)
    }

    /// Refuses a folder that holds anything, for it is somebody else's.
    pub(super) fn must_be_empty(&self) -> Result<(), Failure> {
        let first = match fs::read_dir(&self.out) {
            Ok(mut entries) => entries.next(),
            Err(e) if e.kind() == ErrorKind::NotFound => None,
            Err(source) => {
                return Err(Failure::Write {
                    path: self.out.clone(),
                    source,
                });
            }
        };
        if first.is_none() {
            return Ok(());
        }
        Err(Failure::Other {
            what: format!(
                "{} holds files that Deskbook did not make",
                self.out.display()
            ),
            help: "choose another --out, or empty it yourself".to_owned(),
        })
    }

    /// Puts a folder in the place of the output folder, which does not exist.
    pub(super) fn take(&self, folder: &Path) -> Result<(), Failure> {
        move_folder(folder, &self.out)
    }

    /// Makes sure that no other build writes here.
    pub(super) fn lock(&self) -> Result<Lock, Failure> {
        let path = self.beside("lock");
        let fail = |source| Failure::Write {
            path: path.clone(),
            source,
        };
        fs::create_dir_all(&self.parent).map_err(fail)?;
        loop {
            let mut file = File::options()
                .create(true)
                .append(true)
                .open(&path)
                .map_err(fail)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(self.busy(&path)),
                // A disk without locks is no reason not to build.
                Err(TryLockError::Error(e)) if e.kind() == ErrorKind::Unsupported => {}
                Err(TryLockError::Error(e)) => return Err(fail(e)),
            }
            // The holder before us removes the file when it ends: then ours is a lock on nothing.
            if still_there(&file, &path) {
                // Only for the message that another build shows, so a full disk does not matter here.
                let _ = sign(&mut file);
                return Ok(Lock { path, _file: file });
            }
        }
    }

    fn busy(&self, lock: &Path) -> Failure {
        Failure::Other {
            what: format!(
                "another build{} is writing {}",
                holder(lock).unwrap_or_default(),
                self.out.display()
            ),
            help: "wait until it ends, or choose another --out".to_owned(),
        }
    }
}

/// Leaves the holder's number in the lock; when it was taken is the time of the file.
fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    writeln!(file, "{}", std::process::id())
}

/// Who holds a lock, and since when.
#[expect(
    clippy::disallowed_methods,
    reason = "the person at this machine reads it by the clock on the wall, and no file holds it"
)]
fn holder(lock: &Path) -> Option<String> {
    let process: u32 = fs::read_to_string(lock).ok()?.trim().parse().ok()?;
    let since = fs::metadata(lock).and_then(|meta| meta.modified()).ok()?;
    let since = jiff::Timestamp::try_from(since).ok()?;
    let since = since.to_zoned(jiff::tz::TimeZone::system());
    let since = since.strftime("%Y-%m-%d %H:%M:%S");
    Some(format!(" (process {process}, since {since})"))
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The name goes first, the system's lock after it. If it stays, the next build takes it over.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn still_there(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Gives a folder another name.
pub(super) fn move_folder(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::rename(from, to).map_err(|e| Failure::Other {
        what: format!("cannot move {} to {}: {e}", from.display(), to.display()),
        help: "if the folder is a mount point, choose a folder inside it".to_owned(),
    })
}

/// The path without links and dots, of which only the beginning has to exist.
fn real(path: &Path) -> io::Result<PathBuf> {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    for existing in plain.ancestors() {
        match fs::canonicalize(existing) {
            Ok(start) => {
                let rest = plain.strip_prefix(existing).unwrap_or(Path::new(""));
                return Ok(if rest.as_os_str().is_empty() {
                    start
                } else {
                    start.join(rest)
                });
            }
            Err(e) if e.kind() == ErrorKind::NotFound && !existing.is_symlink() => {}
            Err(e) => return Err(e),
        }
    }
    Ok(plain)
}

/// Why a folder must not become a site.
fn harm(root: &Path, out: &Path) -> Option<&'static str> {
    let content = fs::canonicalize(root.join("content"))
        .ok()
        .filter(|folder| folder.is_dir());
    let content = content.as_deref();
    if root.starts_with(out) {
        return Some("it is the base, or a folder around it");
    }
    if content.is_some_and(|c| out.starts_with(c) || c.starts_with(out)) {
        return Some("it lies inside the content, or holds it");
    }
    if out.components().any(|part| part.as_os_str() == ".git") {
        return Some("it belongs to git");
    }
    (out.exists() && !out.is_dir()).then_some("it is a file")
}

#[cfg(test)]
mod tests {
    use super::Place;
    use std::fs;

    #[test]
    fn a_folder_that_would_harm_the_base_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("kb");
        fs::create_dir_all(root.join("content/a")).unwrap();
        fs::write(root.join("file"), "").unwrap();
        let bad = [
            "",
            "..",
            "content",
            "content/out",
            "content/a/../../content/x",
            "x/../../kb",
            ".git/x",
            "file",
            "file/x",
        ];
        for out in bad {
            assert!(Place::find(&root, &root.join(out)).is_err(), "{out}");
        }
        for out in ["public", "a/b/public", "../site", "contents"] {
            let place = Place::find(&root, &root.join(out)).map_err(|e| e.to_string());
            assert!(place.is_ok(), "{out}");
        }
        assert!(!root.join("a").exists(), "asking makes nothing");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_judged_by_where_it_leads() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("kb");
        fs::create_dir_all(root.join("content")).unwrap();
        std::os::unix::fs::symlink("content", root.join("public")).unwrap();
        std::os::unix::fs::symlink("nowhere", root.join("gone")).unwrap();
        assert!(Place::find(&root, &root.join("public")).is_err());
        assert!(Place::find(&root, &root.join("gone")).is_err());
    }

    #[test]
    fn one_build_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::find(dir.path(), &dir.path().join("public")).unwrap();
        let lock = place.lock().unwrap();
        assert!(place.lock().is_err());
        drop(lock);
        drop(place.lock().unwrap());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
