//! The words of `git log`, understood.
//!
//! Takes the stream that git writes, newest commit first. Gives the history of each file under its present name. Never
//! holds the whole stream, only what is known of each file so far.

use crate::source::history::FileHistory;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::io::{self, BufRead};

/// What git is asked to write for each commit: a mark, the author's day and the author's name.
pub(super) const FORMAT: &str = "--format=%x01%as%x00%aN";

/// Reads the log.
///
/// With `-z` all words end in NUL: mark and day, name, then for each file its status and one path (two for a rename).
/// A line end stands before the first status.
pub(super) fn parse(mut stream: impl BufRead) -> io::Result<BTreeMap<String, FileHistory>> {
    let mut ledger = Ledger::default();
    let mut words = Words(&mut stream);
    let mut commit = None;
    while let Some(word) = words.next()? {
        let word = word.trim_start_matches('\n');
        if let Some(day) = word.strip_prefix('\u{1}') {
            let name = words.next()?.unwrap_or_default();
            commit = day.parse().ok().map(|day| (day, ledger.author(name)));
            continue;
        }
        let path = words.next()?.unwrap_or_default();
        let change = match word.as_bytes().first() {
            Some(b'R') => Change::Renamed {
                from: path,
                to: words.next()?.unwrap_or_default(),
            },
            Some(b'C') => Change::Touched(words.next()?.unwrap_or_default()),
            Some(b'D') => Change::Deleted(path),
            _ => Change::Touched(path),
        };
        if let Some((day, author)) = commit {
            ledger.record(change, day, author);
        }
    }
    Ok(ledger.close())
}

/// The words of a stream, each ended by NUL.
struct Words<'a, R>(&'a mut R);

impl<R: BufRead> Words<'_, R> {
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

/// What a commit did to a file.
enum Change {
    Touched(String),
    Renamed { from: String, to: String },
    Deleted(String),
}

/// What is known so far, on the way from the newest commit to the oldest.
#[derive(Default)]
struct Ledger {
    /// A name at this point of history, and the file it is today; nothing for a file that is gone.
    names: BTreeMap<String, Option<usize>>,
    files: Vec<Entry>,
    authors: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

/// One file of today.
struct Entry {
    name: String,
    created: Date,
    updated: Date,
    /// Number of an author and of the commits.
    commits: Vec<(usize, usize)>,
}

impl Ledger {
    /// The number of an author.
    fn author(&mut self, name: String) -> usize {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        let number = self.authors.len();
        self.numbers.insert(name.clone(), number);
        self.authors.push(name);
        number
    }

    fn record(&mut self, change: Change, day: Date, author: usize) {
        match change {
            Change::Touched(path) => {
                self.touch(path, day, author);
            }
            Change::Renamed { from, to } => {
                let file = self.touch(to.clone(), day, author);
                // Further back the old name is this file, and the new name is another one, long gone.
                self.names.insert(from, file);
                self.names.insert(to, None);
            }
            Change::Deleted(path) => {
                self.names.entry(path).or_insert(None);
            }
        }
    }

    /// Notes a commit for the file of this name; gives its number unless it is gone today.
    fn touch(&mut self, name: String, day: Date, author: usize) -> Option<usize> {
        let files = &mut self.files;
        let file = *self.names.entry(name.clone()).or_insert_with(|| {
            files.push(Entry {
                name,
                created: day,
                updated: day,
                commits: Vec::new(),
            });
            Some(files.len() - 1)
        });
        let entry = &mut self.files[file?];
        // Days are the authors', and commits can be applied out of order.
        entry.created = entry.created.min(day);
        entry.updated = entry.updated.max(day);
        match entry.commits.iter_mut().find(|(who, _)| *who == author) {
            Some((_, count)) => *count += 1,
            None => entry.commits.push((author, 1)),
        }
        file
    }

    fn close(self) -> BTreeMap<String, FileHistory> {
        let authors = &self.authors;
        self.files
            .into_iter()
            .map(|entry| (entry.name.clone(), entry.history(authors)))
            .collect()
    }
}

impl Entry {
    fn history(mut self, authors: &[String]) -> FileHistory {
        self.commits
            .sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| authors[*a].cmp(&authors[*b])));
        FileHistory {
            created: self.created,
            updated: self.updated,
            contributors: self
                .commits
                .iter()
                .map(|(who, _)| authors[*who].clone())
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// Words as git writes them.
    fn log(words: &[&str]) -> Vec<(String, String)> {
        let stream: String = words.iter().flat_map(|w| [w, "\0"]).collect();
        parse(stream.as_bytes())
            .unwrap()
            .into_iter()
            .map(|(path, h)| {
                let who = h.contributors.join(", ");
                (path, format!("{} {} {who}", h.created, h.updated))
            })
            .collect()
    }

    fn seen(path: &str, facts: &str) -> (String, String) {
        (path.to_owned(), facts.to_owned())
    }

    #[test]
    fn a_renamed_file_keeps_its_past_and_the_old_name_starts_anew() {
        let found = log(&[
            "\u{1}2026-03-01",
            "Ann",
            "\nA",
            "old.md",
            "\u{1}2026-02-01",
            "Bo",
            "\nR090",
            "old.md",
            "new.md",
            "M",
            "b.md",
            "\u{1}2026-01-01",
            "Cy",
            "\nA",
            "old.md",
            "A",
            "b.md",
        ]);
        // The second `old.md` is a file of its own; further back its name means what is now `new.md`.
        assert_eq!(
            found,
            [
                seen("b.md", "2026-01-01 2026-02-01 Bo, Cy"),
                seen("new.md", "2026-01-01 2026-02-01 Bo, Cy"),
                seen("old.md", "2026-03-01 2026-03-01 Ann"),
            ]
        );
    }

    #[test]
    fn contributors_stand_by_commits_and_then_by_name() {
        let found = log(&[
            "\u{1}2026-01-04",
            "Zoe",
            "\nM",
            "a.md",
            "\u{1}2026-01-03",
            "Bo",
            "\nM",
            "a.md",
            "\u{1}2026-01-02",
            "Zoe",
            "\nM",
            "a.md",
            "\u{1}2026-01-05",
            "Ann",
            "\nA",
            "a.md",
        ]);
        assert_eq!(found, [seen("a.md", "2026-01-02 2026-01-05 Zoe, Ann, Bo")]);
    }

    #[test]
    fn what_is_gone_is_not_told_and_oddities_do_not_stop_it() {
        let found = log(&[
            "\u{1}2026-01-03",
            "Bo",
            "\nD",
            "gone.md",
            "C100",
            "a.md",
            "copy.md",
            "\u{1}2026-01-02",
            "Bo",
            "\u{1}no day",
            "Bo",
            "\nM",
            "b.md",
            "\u{1}2026-01-01",
            "",
            "\nA",
            "gone.md",
            "A",
            "a\nb.md",
        ]);
        assert_eq!(
            found,
            [
                seen("a\nb.md", "2026-01-01 2026-01-01 "),
                seen("copy.md", "2026-01-03 2026-01-03 Bo"),
            ]
        );
        assert!(parse(&b""[..]).unwrap().is_empty());
        assert!(parse(&b"\x012026-01-01"[..]).unwrap().is_empty());
    }
}
