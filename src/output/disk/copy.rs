//! One file of the new tree that stands elsewhere already.
//!
//! Takes where it stands and where it is wanted. Gives a copy, a second name of the same file, or the same link. Never copies
//! from outside the base, and never leaves out a change that was saved meanwhile: the hash is of what was copied.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

/// So many bytes of a file are in memory at a time while it is copied.
const PART: usize = 64 << 10;

/// Copies a file of the base, without its permissions, which are nobody's business on a site. Gives the hash of what
/// was copied, for somebody may save the file meanwhile.
pub(super) fn copy(root: &Path, source: &Path, target: &Path) -> io::Result<blake3::Hash> {
    let real = fs::canonicalize(source)?;
    if !real.starts_with(root) {
        return Err(io::Error::other("it leads out of the base"));
    }
    let mut hasher = blake3::Hasher::new();
    let (mut from, mut to) = (File::open(real)?, File::create(target)?);
    let mut part = vec![0; PART];
    loop {
        match from.read(&mut part) {
            Ok(0) => return Ok(hasher.finalize()),
            Ok(n) => {
                hasher.update(&part[..n]);
                to.write_all(&part[..n])?;
            }
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

/// Takes over a file with its time stamps: as a second name of the same file, or, where a disk knows no such thing, as
/// a copy.
pub(super) fn keep(old: &Path, target: &Path) -> io::Result<()> {
    if fs::hard_link(old, target).is_ok() {
        return Ok(());
    }
    fs::copy(old, target)?;
    let modified = fs::metadata(old)?.modified()?;
    File::options()
        .write(true)
        .open(target)?
        .set_modified(modified)
}

/// Lets a folder be used as another one is. A disk that knows no permissions is not asked to.
pub(super) fn allow(folder: &Path, wanted: fs::Permissions) -> io::Result<()> {
    if fs::metadata(folder)?.permissions() == wanted {
        return Ok(());
    }
    fs::set_permissions(folder, wanted)
}

/// Makes the same link again.
#[cfg(unix)]
pub(super) fn link(old: &Path, target: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(old)?, target)
}

#[cfg(not(unix))]
pub(super) fn link(old: &Path, target: &Path) -> io::Result<()> {
    fs::rename(old, target)
}
