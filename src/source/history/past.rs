//! Everything git tells of a base, in one pass, and from then on only what is new.
//!
//! Takes the root folder. Gives [`Past`]: the log, its stories and the people. What was read before is kept by commit, so
//! that it cannot grow old. Never writes to the repository.

use crate::source::history::git::{Pipe, answer, git};
use crate::source::history::log::{self, Commit, Log, Reader};
use crate::source::history::oid::Oid;
use crate::source::history::stories::{self, Story};
use crate::source::history::{HistoryState, Person, archive, merges, people};
use crate::source::store::Store;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The file in the store.
const KEPT: &str = "log";

/// A shorter log is read again each time: that costs less than a folder that nobody asked for.
pub const WORTH: usize = 500;

/// What git tells of a base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The commits.
    pub log: Log,
    /// Which of them belong to which file.
    pub stories: Vec<Story>,
    /// Who wrote them, by the numbers of the log and by the mailmap of today.
    pub people: Vec<Person>,
    /// How far it can be trusted.
    pub state: HistoryState,
    /// Where it was read.
    pub(super) place: Place,
}

impl Past {
    /// All that what it tells depends on: where and when it was read, and how people are called today.
    #[must_use]
    pub fn mark(&self) -> String {
        let Place {
            head,
            below,
            is_shallow,
            replaced,
        } = &self.place;
        let mut mark = format!("{head}\n{below}\n{is_shallow}\n{replaced}\n");
        for Person { name, email } in &self.people {
            mark.extend([name, "\n", email, "\n"]);
        }
        mark
    }
}

/// A repository at one moment; nothing that is not here can change what its log says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    head: Oid,
    /// The root's folder in its repository.
    below: String,
    is_shallow: bool,
    /// Ids of objects that stand in for others.
    replaced: String,
}

impl Place {
    /// What a kept log must have been read with.
    fn key(&self) -> String {
        format!("1 {} {}", self.below, self.replaced)
    }
}

/// Reads it, or takes what was read last if nothing has changed since; an error says why there is nothing.
///
/// # Errors
/// A few words, where git has nothing to tell.
pub(super) fn read(root: &Path, last: Option<&Arc<Past>>) -> Result<Arc<Past>, String> {
    let place = place(root)?;
    if let Some(past) = last.filter(|past| past.place == place) {
        let people = people::people(root, &past.log.people);
        return Ok(if people == past.people {
            Arc::clone(past)
        } else {
            Arc::new(Past {
                people,
                ..Past::clone(past)
            })
        });
    }
    let log = log(root, &place).map_err(|e| format!("git log cannot be read: {e}"))?;
    if log.living.is_empty() && log.commits.is_empty() {
        return Err("no file of this folder was ever committed".to_owned());
    }
    Ok(Arc::new(Past {
        people: people::people(root, &log.people),
        stories: stories::tell(&log),
        state: if place.is_shallow {
            HistoryState::Shallow
        } else {
            HistoryState::Full
        },
        log,
        place,
    }))
}

/// Where the root lies, and at which commit.
fn place(root: &Path) -> Result<Place, String> {
    let asked = git(root)
        .args(["rev-parse", "--is-inside-work-tree"])
        .args(["--is-shallow-repository", "--show-prefix", "HEAD"])
        .arg("--glob=refs/replace/*")
        .output()
        .map_err(|e| format!("git cannot be run: {e}"))?;
    let said = String::from_utf8_lossy(&asked.stdout);
    let lines: Vec<&str> = said.lines().collect();
    if let (true, ["true", shallow, below, head, replaced @ ..]) =
        (asked.status.success(), lines.as_slice())
        && let Some(head) = Oid::parse(head)
    {
        return Ok(Place {
            head,
            below: (*below).to_owned(),
            is_shallow: *shallow == "true",
            replaced: replaced.join(" "),
        });
    }
    let complaint = String::from_utf8_lossy(&asked.stderr);
    let complaint = complaint.lines().next().unwrap_or_default();
    Err(if complaint.contains("dubious ownership") {
        // In a container the folder often belongs to somebody else; git says which setting helps.
        "git does not trust the owner of this folder (see `safe.directory`)"
    } else if lines.first() == Some(&"true") {
        "there is no commit yet"
    } else {
        "this is no git repository"
    }
    .to_owned())
}

/// The log, from what is kept and from git.
fn log(root: &Path, place: &Place) -> io::Result<Log> {
    if place.is_shallow {
        // Its oldest commits seem to bring everything, until it is deepened.
        return whole(root, place);
    }
    let store = Store::of(root);
    let key = place.key();
    let kept = store.load(KEPT, &key);
    let kept = kept.and_then(|bytes| archive::read(&bytes));
    let log = match kept {
        Some((head, log)) if head == place.head => return Ok(log),
        Some((head, log)) => grown(root, place, log, head).or_else(|_| whole(root, place))?,
        None => whole(root, place)?,
    };
    if log.commits.len() >= WORTH {
        store.save(KEPT, &key, &archive::write(place.head, &log));
    }
    Ok(log)
}

/// The log from the first commit on.
fn whole(root: &Path, place: &Place) -> io::Result<Log> {
    let mut log = Log::default();
    log.commits = commits(root, place, &mut log, &[])?;
    if !place.below.is_empty() {
        log.arrange(&order(root)?);
    }
    Ok(log)
}

/// A log that was read at another commit, with what came since and without what is no longer there.
fn grown(root: &Path, place: &Place, mut log: Log, old: Oid) -> io::Result<Log> {
    let since = ["--not", &old.to_string()];
    let new = commits(root, place, &mut log, &since)?;
    log.commits.extend(new);
    log.arrange(&order(root)?);
    Ok(log)
}

/// The commits that git lists, and what the newest one holds.
fn commits(root: &Path, place: &Place, log: &mut Log, since: &[&str]) -> io::Result<Vec<Commit>> {
    let mut words = vec!["log", "--topo-order", "--full-history", "--no-color"];
    words.extend(["--no-show-signature", "--no-ext-diff", "--no-textconv"]);
    words.push("--encoding=UTF-8");
    words.extend([log::FORMAT, "--raw", "--no-abbrev", "-z", "-M", "-l1000"]);
    words.extend(["-c", "--combined-all-paths", "HEAD"]);
    words.extend(since);
    if !place.below.is_empty() {
        words.extend(["--", "."]);
    }
    let mut pipe = Pipe::open(root, &words, Vec::new())?;
    let listed = answer(root, &["ls-tree", "-r", "-z", "HEAD", "."]).map_err(io::Error::other)?;
    let mut reader = Reader::new(log, &place.below);
    let mut commits = reader.commits(&mut pipe.out)?;
    reader.living(&listed);
    pipe.close()?;
    merges::mark(root, &mut commits)?;
    Ok(commits)
}

/// All commits in the order in which a log tells them.
fn order(root: &Path) -> io::Result<Vec<Oid>> {
    let listed = answer(root, &["rev-list", "--topo-order", "HEAD"]).map_err(io::Error::other)?;
    let listed = String::from_utf8_lossy(&listed);
    Ok(listed.lines().filter_map(Oid::parse).collect())
}
