//! The words of `git log`, understood.
//!
//! Takes the stream that git writes, newest commit first. Gives the [`Log`]: each commit with the files it changed, and
//! their texts by id. Never follows a file through its names: that is for `stories`.

use crate::source::history::oid::Oid;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead};

/// What git is asked to write for each commit: a mark with the id, the author's time, day, name and address.
pub(super) const FORMAT: &str = "--format=%x01%H%x00%at%x00%as%x00%an%x00%ae";

/// What a path held at one point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Nothing.
    Absent,
    /// A file.
    File(Oid),
    /// Something without a text: a link, another repository.
    Other,
}

impl Held {
    /// The id of the text.
    #[must_use]
    pub fn blob(self) -> Option<Oid> {
        match self {
            Self::File(oid) => Some(oid),
            Self::Absent | Self::Other => None,
        }
    }
}

/// What a commit did to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Number of the path afterwards.
    pub path: u32,
    /// What it holds afterwards.
    pub after: Held,
    /// For each parent of the commit the number of the path and what it held.
    pub before: Vec<(u32, Held)>,
    /// A merge whose text of the file is the merger's own; the texts of other merges git has put together.
    pub is_own: bool,
}

/// One commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its id.
    pub id: Oid,
    /// The author's time, in seconds since 1970; 0 where git cannot read it.
    pub seconds: i64,
    /// The day in the author's time zone.
    pub day: Option<Date>,
    /// Number of the author in [`Log::people`].
    pub author: u32,
    /// The files.
    pub changes: Vec<Change>,
}

/// All commits that changed a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// In topological order, newest first.
    pub commits: Vec<Commit>,
    /// Names and addresses as the commits bear them.
    pub people: Vec<(String, String)>,
    /// Paths, below the root of the base.
    pub paths: Vec<String>,
    /// Numbers of the paths that the newest commit holds.
    pub living: Vec<u32>,
}

/// Things by number, each once.
#[derive(Debug)]
pub(super) struct Numbers<T>(HashMap<T, u32>);

impl<T: Clone + Eq + std::hash::Hash> Numbers<T> {
    pub(super) fn of(known: &[T]) -> Self {
        Self(known.iter().cloned().zip(0..).collect())
    }

    pub(super) fn number(&mut self, list: &mut Vec<T>, thing: T) -> u32 {
        let next = list.len() as u32;
        let number = *self.0.entry(thing.clone()).or_insert(next);
        if number == next {
            list.push(thing);
        }
        number
    }
}

/// Reads what git writes into a log that may hold commits already, and keeps the numbers of paths and people.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    log: &'a mut Log,
    /// The root's folder in its repository.
    below: &'a str,
    paths: Numbers<String>,
    people: Numbers<(String, String)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(log: &'a mut Log, below: &'a str) -> Self {
        let paths = Numbers::of(&log.paths);
        let people = Numbers::of(&log.people);
        Self {
            log,
            below,
            paths,
            people,
        }
    }

    /// The commits of the stream.
    ///
    /// With `-z` all words end in NUL: mark and id, time, day, name, address, then for each file a word that begins with
    /// a colon for each parent, and its paths. A line end may stand before the first.
    pub(super) fn commits(&mut self, stream: impl BufRead) -> io::Result<Vec<Commit>> {
        let mut words = Words(stream);
        let mut commits: Vec<Commit> = Vec::new();
        while let Some(word) = words.next()? {
            let word = word.trim_start_matches('\n');
            if let Some(id) = word.strip_prefix('\u{1}') {
                let Some(id) = Oid::parse(id) else {
                    return Err(odd(word));
                };
                commits.push(self.commit(id, &mut words)?);
            } else if let (Some(raw), Some(commit)) = (Raw::parse(word), commits.last_mut()) {
                commit.changes.extend(self.change(&raw, &mut words)?);
            } else if !word.is_empty() {
                return Err(odd(word));
            }
        }
        commits.retain(|c| !c.changes.is_empty());
        Ok(commits)
    }

    /// The paths of `git ls-tree -r -z` that are files.
    pub(super) fn living(&mut self, listed: &[u8]) {
        let rows = listed.split(|b| *b == 0).filter(|row| !row.is_empty());
        let mut living = Vec::new();
        for row in rows {
            let row = String::from_utf8_lossy(row);
            if let Some((_, path)) = row.split_once('\t').filter(|_| row.starts_with('1')) {
                living.push(self.paths.number(&mut self.log.paths, path.to_owned()));
            }
        }
        self.log.living = living;
    }

    fn commit(&mut self, id: Oid, words: &mut Words<impl BufRead>) -> io::Result<Commit> {
        let mut word = || words.next().map(Option::unwrap_or_default);
        let (seconds, day, name, mail) = (word()?, word()?, word()?, word()?);
        let person = (name, mail);
        Ok(Commit {
            id,
            seconds: seconds.parse().unwrap_or(0),
            day: day.parse().ok(),
            author: self.people.number(&mut self.log.people, person),
            changes: Vec::new(),
        })
    }

    /// The change that the words tell of; nothing where it lies outside of the base.
    fn change(&mut self, raw: &Raw, words: &mut Words<impl BufRead>) -> io::Result<Option<Change>> {
        let mut named = Vec::new();
        for _ in 0..raw.paths {
            named.push(words.next()?.unwrap_or_default());
        }
        let Some(last) = named.pop().filter(|path| path.starts_with(self.below)) else {
            return Ok(None);
        };
        let path = self.path(&last);
        let mut before = Vec::new();
        for (i, held) in raw.before.iter().enumerate() {
            let side = named.get(i).filter(|side| side.starts_with(self.below));
            let side = side.cloned().map_or(path, |side| self.path(&side));
            before.push((side, *held));
        }
        Ok(Some(Change {
            path,
            after: raw.after,
            before,
            is_own: false,
        }))
    }

    fn path(&mut self, full: &str) -> u32 {
        let path = full[self.below.len()..].to_owned();
        self.paths.number(&mut self.log.paths, path)
    }
}

/// One word of `--raw`: `:100644 100644 ID ID R090`, with a colon, a mode and an id more for each further parent.
pub(super) struct Raw {
    /// What each parent held.
    pub(super) before: Vec<Held>,
    /// What the commit holds.
    pub(super) after: Held,
    /// Whether it was copied: its source stays where it is.
    pub(super) is_copy: bool,
    /// How many paths follow.
    pub(super) paths: usize,
}

impl Raw {
    /// Nothing for another word.
    pub(super) fn parse(word: &str) -> Option<Self> {
        let bare = word.trim_start_matches(':');
        let parents = word.len() - bare.len();
        let parts: Vec<&str> = bare.split(' ').collect();
        if parents == 0 || parts.len() != 2 * parents + 3 {
            return None;
        }
        let (modes, rest) = parts.split_at(parents + 1);
        let (ids, status) = rest.split_at(parents + 1);
        let held = modes.iter().zip(ids).map(|(mode, id)| held(mode, id));
        let mut before: Vec<Held> = held.collect();
        let after = before.pop()?;
        // Merges name the path of every parent; other commits two paths where there are two.
        let has_two = status[0].starts_with(['R', 'C']);
        let paths = if parents > 1 {
            parents + 1
        } else {
            1 + usize::from(has_two)
        };
        Some(Self {
            before,
            after,
            is_copy: parents == 1 && status[0].starts_with('C'),
            paths,
        })
    }
}

fn held(mode: &str, id: &str) -> Held {
    match (mode.get(..3), Oid::parse(id)) {
        (Some("000"), _) => Held::Absent,
        (Some("100"), Some(oid)) => Held::File(oid),
        _ => Held::Other,
    }
}

/// The words of a stream, each ended by NUL.
struct Words<R>(R);

impl<R: BufRead> Words<R> {
    fn next(&mut self) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        if self.0.read_until(0, &mut bytes)? == 0 {
            return Ok(None);
        }
        if bytes.last() == Some(&0) {
            bytes.pop();
        }
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

fn odd(word: &str) -> io::Error {
    let word: String = word.chars().take(40).collect();
    io::Error::new(io::ErrorKind::InvalidData, format!("unexpected `{word}`"))
}

impl Log {
    /// Puts the commits into the order of `ids` and leaves out those that are not among them.
    pub(super) fn arrange(&mut self, ids: &[Oid]) {
        let mut commits: BTreeMap<Oid, Commit> =
            self.commits.drain(..).map(|c| (c.id, c)).collect();
        self.commits = ids.iter().filter_map(|id| commits.remove(id)).collect();
    }
}

#[cfg(test)]
mod tests {
    use crate::source::history::log::{Log, Reader};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    const ID: &str = "1111111111111111111111111111111111111111";

    /// The log of a stream whose words are parted by `|`.
    fn read(words: &str) -> Option<Log> {
        let mut log = Log::default();
        let stream = words.replace('|', "\0");
        log.commits = Reader::new(&mut log, "kb/")
            .commits(stream.as_bytes())
            .ok()?;
        Some(log)
    }

    #[test]
    fn what_git_writes_is_read() {
        let log = read(&format!("\u{1}{ID}|1|2026-01-02|Ann|a@b|\n:100644 100644 {ID} {ID} R090|kb/a.md|kb/b.md|:000000 100644 {ID} {ID} A|c.md|")).unwrap();
        assert_eq!(log.paths, ["b.md", "a.md"], "what lies outside is left out");
        assert_eq!((log.commits.len(), log.commits[0].changes.len()), (1, 1));
        assert!(read("x|").is_none());
    }

    proptest! {
        /// Any words in any order: a log whose numbers all stand for something, or a refusal.
        #[test]
        fn words_in_any_order_are_read_or_refused(words in proptest::collection::vec(proptest::sample::select(vec![
            "\u{1}1111111111111111111111111111111111111111|", "\u{1}111|", "1700000000|", "-1|", "99999999999999999999|", "2026-01-02|", "2026-13-99|", "Ann|", "a@b|", "|", "\n", ":", "|:", "x", "kb/a.md|",
            "kb/|", "kb|", "\u{e4}/b|", ":100644 100644 1111111111111111111111111111111111111111 2222222222222222222222222222222222222222 M|", ":100644 100644 1 2 R100|", "::100644 100644 100644 1 2 3 MM|",
            ":::: 1|", ":000000 100644 0000000000000000000000000000000000000000 1111111111111111111111111111111111111111 A|", ": : : : |", ":\u{e4}00 x y z C|",
        ]), 0..20)) {
            if let Some(log) = read(&words.concat()) {
                for commit in &log.commits {
                    prop_assert!((commit.author as usize) < log.people.len());
                    for change in &commit.changes {
                        prop_assert!((change.path as usize) < log.paths.len());
                        prop_assert!(change.before.iter().all(|(path, _)| (*path as usize) < log.paths.len()));
                    }
                }
                let mut paths = log.paths.clone();
                paths.sort();
                paths.dedup();
                prop_assert_eq!(paths.len(), log.paths.len(), "a path has one number");
            }
        }
    }
}
