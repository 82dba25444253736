//! Looking twice a second, where the system does not tell what changes.
//!
//! Takes a [`Scope`]. Gives an event for each file that is not as it was. Never trusts the time stamp of a file that
//! has just changed: many network drives count in whole seconds, so such a file is read until a few have passed.

use crate::serve::watch::Message;
use crate::serve::watch::scope::Scope;
use notify::{Event, EventKind};
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant, SystemTime};
use walkdir::WalkDir;

/// How often we look.
const INTERVAL: Duration = Duration::from_millis(500);
/// The coarsest clock of a disk counts in steps of two seconds.
const YOUNG: Duration = Duration::from_secs(3);

/// Looks as long as it lives.
pub(super) struct Poll {
    stop: Arc<AtomicBool>,
}

impl Poll {
    /// Takes a first look, and goes on looking on a thread of its own.
    pub(super) fn start(scope: Scope, sender: Sender<Message>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let ended = Arc::clone(&stop);
        let mut seen = look(&scope, &BTreeMap::new());
        thread::spawn(move || {
            while !ended.load(Ordering::Relaxed) {
                thread::sleep(INTERVAL);
                let now = look(&scope, &seen);
                for path in differing(&seen, &now) {
                    let event = Event::new(EventKind::Any).add_path(path);
                    if sender.send(Ok(event)).is_err() {
                        return;
                    }
                }
                seen = now;
            }
        });
        Self { stop }
    }
}

impl Drop for Poll {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// All that is there, by path.
type Look = BTreeMap<PathBuf, Seen>;

/// One file or folder at a look.
struct Seen {
    stamp: Stamp,
    /// The content of a file that is too young to be told by its stamp.
    content: Option<blake3::Hash>,
    /// When it came to look as it does, by our own clock; nothing for what was old when we came.
    since: Option<Instant>,
}

/// What the system says of a file without opening it.
#[derive(PartialEq, Eq)]
struct Stamp {
    folder: bool,
    len: u64,
    modified: Option<SystemTime>,
    /// What else tells that it is another file, or another state of it.
    state: (u64, u32, i64, i64),
}

fn look(scope: &Scope, before: &Look) -> Look {
    let mut all = Look::new();
    for place in &scope.places {
        let entries = WalkDir::new(place).follow_links(true).into_iter();
        let wanted = entries.filter_entry(|entry| scope.covers(entry.path()));
        for entry in wanted.filter_map(Result::ok) {
            if let Ok(meta) = fs::metadata(entry.path()) {
                let seen = see(entry.path(), &meta, before);
                all.insert(entry.into_path(), seen);
            }
        }
    }
    all
}

fn see(path: &Path, meta: &Metadata, before: &Look) -> Seen {
    let stamp = Stamp {
        folder: meta.is_dir(),
        // What a folder holds is looked at by itself; hidden files in it must not make it another.
        len: if meta.is_dir() { 0 } else { meta.len() },
        modified: meta.modified().ok().filter(|_| !meta.is_dir()),
        state: state(meta),
    };
    let since = match before.get(path) {
        Some(old) if old.stamp == stamp => old.since,
        None if before.is_empty() && !is_recent(meta) => None,
        _ => Some(Instant::now()),
    };
    let young = meta.is_file() && since.is_some_and(|since| since.elapsed() < YOUNG);
    Seen {
        content: young.then(|| read(path)).flatten(),
        stamp,
        since,
    }
}

/// Whether the file may have been saved a moment ago; so may one from the future.
fn is_recent(meta: &Metadata) -> bool {
    let age = meta.modified().ok().and_then(|time| time.elapsed().ok());
    age.is_none_or(|age| age < YOUNG)
}

fn read(path: &Path) -> Option<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(fs::File::open(path).ok()?).ok()?;
    Some(hasher.finalize())
}

#[cfg(unix)]
fn state(meta: &Metadata) -> (u64, u32, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    if meta.is_dir() {
        return (meta.ino(), meta.mode(), 0, 0);
    }
    (meta.ino(), meta.mode(), meta.ctime(), meta.ctime_nsec())
}

#[cfg(not(unix))]
fn state(_: &Metadata) -> (u64, u32, i64, i64) {
    (0, 0, 0, 0)
}

/// What came, went or is not as it was.
fn differing(before: &Look, now: &Look) -> Vec<PathBuf> {
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    let other = now.iter().filter_map(|(path, seen)| {
        let same = before.get(path).is_some_and(|old| is_same(old, seen));
        (!same).then_some(path)
    });
    gone.chain(other).cloned().collect()
}

fn is_same(old: &Seen, new: &Seen) -> bool {
    let contents = old.content.zip(new.content);
    old.stamp == new.stamp && contents.is_none_or(|(old, new)| old == new)
}

#[cfg(test)]
mod tests {
    use super::{Look, differing, look, state};
    use crate::serve::watch::scope::Scope;
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    #[test]
    fn a_second_save_within_a_tick_of_the_disk_is_seen() {
        let dir = tempfile::tempdir().unwrap();
        let scope = Scope {
            places: vec![dir.path().to_path_buf()],
            ignore: Vec::new(),
        };
        let file = dir.path().join("a.md");
        // A disk that only knows the time of the last save, in whole seconds.
        fs::write(&file, "").unwrap();
        let now = fs::metadata(&file).unwrap().modified().unwrap();
        let now = now.duration_since(SystemTime::UNIX_EPOCH).unwrap();
        let tick = SystemTime::UNIX_EPOCH + Duration::from_secs(now.as_secs());
        let save = |text: &str| {
            fs::write(&file, text).unwrap();
            let open = File::options().write(true).open(&file).unwrap();
            open.set_modified(tick).unwrap();
        };
        let blur = |seen: &mut Look| {
            let state = state(&fs::metadata(&file).unwrap());
            seen.get_mut(&file).unwrap().stamp.state = state;
        };
        save("one");
        let mut before = look(&scope, &Look::new());
        for text in ["two", "six"] {
            save(text);
            blur(&mut before);
            let after = look(&scope, &before);
            assert_eq!(differing(&before, &after), [file.as_path()]);
            before = after;
        }
        let last = look(&scope, &before);
        assert!(differing(&before, &last).is_empty());
    }

    #[test]
    fn an_older_file_put_in_its_place_is_seen() {
        let dir = tempfile::tempdir().unwrap();
        let scope = Scope {
            places: vec![dir.path().to_path_buf()],
            ignore: Vec::new(),
        };
        let file = dir.path().join("a.md");
        fs::write(&file, "new").unwrap();
        let first = look(&scope, &Look::new());
        fs::write(dir.path().join(".old"), "old").unwrap();
        let old = File::options().write(true).open(dir.path().join(".old"));
        old.unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        fs::rename(dir.path().join(".old"), &file).unwrap();
        let second = look(&scope, &first);
        assert_eq!(differing(&first, &second), [file.as_path()]);
    }
}
