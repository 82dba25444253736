//! Many results of earlier work in one file, each under the hash of all that it was made from.
//!
//! Takes values under such hashes. Gives the same value for the same hash, in this run and in later ones of the same
//! program. What is damaged or foreign gives nothing: no answer may depend on what is here. Never holds the values in memory.

use crate::source::store::{MARK, SUM, Store, sum};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A value that so many runs in a row did not ask for is dropped when the file is written anew: editions, clients and branches
/// take turns, and each finds its own again.
const RUNS: u8 = 8;

/// The file begins with the mark; then come the values, the list of them, the list's length and its sum.
const TAIL: u64 = 8 + SUM as u64;

/// A value's hash: of all that it was made from.
pub type Key = [u8; 32];

/// The file of one kind of results; by default none, which remembers nothing.
#[derive(Default)]
pub struct Pack(Option<Open>);

struct Open {
    path: PathBuf,
    key: String,
    /// What earlier runs left.
    old: Option<Old>,
    asked: Mutex<BTreeSet<Key>>,
    new: Mutex<Draft>,
}

struct Old {
    file: Mutex<File>,
    list: BTreeMap<Key, Place>,
}

/// Where a value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    at: u64,
    len: u64,
    sum: [u8; 32],
    /// How many runs have not asked for it.
    age: u8,
}

/// What this run adds.
#[derive(Default)]
enum Draft {
    /// Nothing so far.
    #[default]
    Empty,
    Begun(Writing),
    /// The disk does not let us, or it is written.
    Closed,
}

struct Writing {
    file: BufWriter<File>,
    end: u64,
    list: BTreeMap<Key, Place>,
}

impl Store {
    /// The file `name`, as far as it was written under the same key.
    #[must_use]
    pub fn pack(&self, name: &str, key: &str) -> Pack {
        Pack(self.0.as_ref().map(|folder| {
            let path = folder.join(name);
            Open {
                old: Old::open(&path, key).ok(),
                path,
                key: key.to_owned(),
                asked: Mutex::default(),
                new: Mutex::default(),
            }
        }))
    }
}

impl Pack {
    /// Whether anything is remembered at all: who makes keys at some cost asks first.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// What was kept under the key.
    #[must_use]
    pub fn recall<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        let open = self.0.as_ref()?;
        let old = open.old.as_ref()?;
        let value = old.value(old.list.get(key)?)?;
        let value = postcard::from_bytes(&value).ok()?;
        locked(&open.asked).insert(*key);
        Some(value)
    }

    /// Keeps a value, where the disk lets us.
    pub fn keep<T: Serialize>(&self, key: &Key, value: &T) {
        let Some(open) = &self.0 else { return };
        let Ok(value) = postcard::to_stdvec(value) else {
            return;
        };
        let mut draft = locked(&open.new);
        if matches!(*draft, Draft::Empty) {
            *draft = Writing::begin(open).map_or(Draft::Closed, Draft::Begun);
        }
        let Draft::Begun(writing) = &mut *draft else {
            return;
        };
        if writing.add(*key, &value).is_err() {
            *draft = Draft::Closed;
        }
    }

    /// Writes what was added, with what is worth keeping of before. What is kept from now on is not written.
    pub fn close(&self) {
        let Some(open) = &self.0 else { return };
        let draft = std::mem::replace(&mut *locked(&open.new), Draft::Closed);
        if let Draft::Begun(writing) = draft {
            // A file that cannot be written costs time at the next run, and nothing else.
            let _ = open.replace(writing);
        }
    }
}

impl Drop for Pack {
    fn drop(&mut self) {
        self.close();
    }
}

impl Old {
    fn open(path: &PathBuf, key: &str) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let (mut mark, mut len, mut told) = (vec![0; MARK.len()], [0; 8], [0; SUM]);
        file.read_exact(&mut mark)?;
        let end = file.metadata()?.len().checked_sub(TAIL).ok_or(BROKEN)?;
        file.seek(SeekFrom::Start(end))?;
        file.read_exact(&mut len)?;
        file.read_exact(&mut told)?;
        let start = end.checked_sub(u64::from_le_bytes(len)).ok_or(BROKEN)?;
        file.seek(SeekFrom::Start(start))?;
        let mut list = Vec::new();
        (&file).take(end - start).read_to_end(&mut list)?;
        if mark != MARK || sum(key, &list) != told {
            return Err(BROKEN.into());
        }
        Ok(Self {
            list: postcard::from_bytes(&list).map_err(io::Error::other)?,
            file: Mutex::new(file),
        })
    }

    fn value(&self, place: &Place) -> Option<Vec<u8>> {
        let mut file = locked(&self.file);
        file.seek(SeekFrom::Start(place.at)).ok()?;
        let mut value = vec![0; usize::try_from(place.len).ok()?];
        file.read_exact(&mut value).ok()?;
        drop(file);
        (*blake3::hash(&value).as_bytes() == place.sum).then_some(value)
    }
}

/// What is not a file of ours.
const BROKEN: io::ErrorKind = io::ErrorKind::InvalidData;

impl Writing {
    fn begin(open: &Open) -> io::Result<Self> {
        let draft = open.draft();
        if let Some(folder) = open.path.parent() {
            crate::source::store::make(folder)?;
        }
        let _ = fs::remove_file(&draft);
        let mut file = BufWriter::new(File::create_new(&draft)?);
        file.write_all(MARK)?;
        Ok(Self {
            file,
            end: MARK.len() as u64,
            list: BTreeMap::new(),
        })
    }

    fn add(&mut self, key: Key, value: &[u8]) -> io::Result<()> {
        if self.list.contains_key(&key) {
            return Ok(());
        }
        let place = Place {
            at: 0,
            len: value.len() as u64,
            sum: *blake3::hash(value).as_bytes(),
            age: 0,
        };
        self.lay(key, place, value)
    }

    fn lay(&mut self, key: Key, place: Place, value: &[u8]) -> io::Result<()> {
        self.file.write_all(value)?;
        let at = self.end;
        self.end += value.len() as u64;
        self.list.insert(key, Place { at, ..place });
        Ok(())
    }
}

impl Open {
    /// Always the same name, so that killed runs leave one file and not one each.
    fn draft(&self) -> PathBuf {
        self.path.with_extension("new")
    }

    fn replace(&self, mut writing: Writing) -> io::Result<()> {
        let asked = std::mem::take(&mut *locked(&self.asked));
        if let Some(old) = &self.old {
            for (key, place) in &old.list {
                let age = if asked.contains(key) {
                    0
                } else {
                    place.age + 1
                };
                let is_new = writing.list.contains_key(key);
                // What is damaged is not carried on.
                if age < RUNS
                    && !is_new
                    && let Some(value) = old.value(place)
                {
                    writing.lay(*key, Place { age, ..*place }, &value)?;
                }
            }
        }
        let list = postcard::to_stdvec(&writing.list).map_err(io::Error::other)?;
        let file = &mut writing.file;
        file.write_all(&list)?;
        file.write_all(&(list.len() as u64).to_le_bytes())?;
        file.write_all(&sum(&self.key, &list))?;
        file.flush()?;
        fs::rename(self.draft(), &self.path)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
