//! Whether a file is what it was when it was last read.
//!
//! Takes what the system says of a file. Gives a [`Stamp`]: two that are the same mean the same bytes. Never gives one for a
//! file that was touched a moment ago, which may be written again within the same tick of the disk's clock.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// The coarsest clock of a disk that we know of: FAT counts every other second.
const TICK: Duration = Duration::from_secs(2);

/// Size, times and place of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    len: u64,
    modified: SystemTime,
    place: Place,
}

/// Which file it is, and when anything of it was changed last: a file that takes the place of another, or whose time was
/// set back, is not the one it was.
#[cfg(unix)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    device: u64,
    inode: u64,
    changed: (i64, i64),
}

/// Where the system does not say, size and time have to do.
#[cfg(not(unix))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place;

#[cfg(unix)]
impl Place {
    fn of(meta: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            device: meta.dev(),
            inode: meta.ino(),
            changed: (meta.ctime(), meta.ctime_nsec()),
        }
    }

    fn changed(self) -> Option<SystemTime> {
        let (seconds, nanoseconds) = self.changed;
        let since = Duration::new(seconds.try_into().ok()?, nanoseconds.try_into().ok()?);
        SystemTime::UNIX_EPOCH.checked_add(since)
    }
}

#[cfg(not(unix))]
impl Place {
    fn of(_: &Metadata) -> Self {
        Self
    }

    fn changed(self) -> Option<SystemTime> {
        Some(SystemTime::UNIX_EPOCH)
    }
}

impl Stamp {
    /// The stamp of a file; to be taken before the file is read.
    pub(crate) fn of(meta: &Metadata) -> Option<Self> {
        #[expect(
            clippy::disallowed_methods,
            reason = "it only says whether a file has to be read again, never what is made of it"
        )]
        let now = SystemTime::now();
        Self::at(meta, now)
    }

    fn at(meta: &Metadata, now: SystemTime) -> Option<Self> {
        let stamp = Self {
            len: meta.len(),
            modified: meta.modified().ok()?,
            place: Place::of(meta),
        };
        let last = stamp.modified.max(stamp.place.changed()?);
        last.checked_add(TICK)
            .is_some_and(|settled| settled <= now)
            .then_some(stamp)
    }
}

#[cfg(test)]
mod tests {
    use crate::source::stamp::{Stamp, TICK};
    use std::fs::{self, FileTimes};
    use std::path::Path;
    use std::time::SystemTime;

    fn stamp(file: &Path, now: SystemTime) -> Option<Stamp> {
        Stamp::at(&fs::metadata(file).unwrap(), now)
    }

    #[test]
    fn a_file_that_was_just_touched_has_none_and_a_new_one_has_another() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        fs::write(&file, "one").unwrap();
        let touched = fs::metadata(&file).unwrap().modified().unwrap();
        assert_eq!(stamp(&file, touched), None);
        let later = touched + TICK * 2;
        let first = stamp(&file, later);
        assert!(first.is_some());
        assert_eq!(stamp(&file, later), first);
        // The same length, and its time set back.
        fs::write(&file, "two").unwrap();
        let times = FileTimes::new().set_modified(touched);
        fs::File::options()
            .write(true)
            .open(&file)
            .unwrap()
            .set_times(times)
            .unwrap();
        let second = stamp(&file, later + TICK);
        assert!(cfg!(not(unix)) || second != first);
        let other = folder.path().join("b.md");
        fs::write(&other, "one").unwrap();
        fs::rename(&other, &file).unwrap();
        assert_ne!(stamp(&file, later + TICK * 2), first);
    }
}
