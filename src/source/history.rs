//! What git knows of each file: when it came, when it last changed, who worked on it.
//!
//! Takes the root folder. Gives [`Past`] from one pass of `git log`, and from it [`History`]. Never writes to the
//! repository, never runs its hooks, and outside git gives an empty history and a note.

mod archive;
pub mod blobs;
mod changes;
mod dates;
pub(in crate::source) mod git;
pub mod log;
mod me;
mod merges;
pub mod oid;
pub mod pack;
mod past;
mod people;
pub mod steps;
pub mod stories;
pub mod texts;

pub use changes::{Changed, Range, Way, files_changed, range};
pub use me::{Me, me};
pub use past::{Past, WORTH};

use crate::diag::{Code, Diagnostic, Severity};
use crate::source::history::git::git;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The history of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileHistory {
    /// Day of the first commit, `YYYY-MM-DD` in the author's time zone.
    pub created: jiff::civil::Date,
    /// Day of the newest commit.
    pub updated: jiff::civil::Date,
    /// Names of the authors, most commits first, then by name.
    pub contributors: Vec<String>,
}

/// What is known of the repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// By path below the root of the base (not of the repository), renames followed.
    pub files: BTreeMap<String, FileHistory>,
    /// Why dates may be missing or wrong, if so.
    pub state: HistoryState,
}

/// Somebody who made commits, as the mailmap names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Mail address, in lower case.
    pub email: String,
}

/// How far the history can be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HistoryState {
    /// Whole.
    Full,
    /// A shallow clone: the oldest commits are missing, dates of creation are guesses.
    Shallow,
    /// Not a git repository, or git is not installed.
    #[default]
    None,
}

/// The root's folder in its repository, as annotations name files: `docs/kb/`, or empty where both are one or where
/// there is no repository.
#[must_use]
pub fn below(root: &Path) -> String {
    let answer = git(root).args(["rev-parse", "--show-prefix"]).output();
    let said = answer.ok().filter(|a| a.status.success());
    said.map_or_else(String::new, |a| {
        String::from_utf8_lossy(&a.stdout).trim_end().to_owned()
    })
}

/// Asks git for everything it knows of the files below the root, and says what is missing. What was read before is taken
/// as it was where nothing has changed since.
#[must_use]
pub fn past(root: &Path, last: Option<&Arc<Past>>) -> (Option<Arc<Past>>, Vec<Diagnostic>) {
    match past::read(root, last) {
        Ok(past) => {
            let warning = (past.state == HistoryState::Shallow).then(shallow);
            (Some(past), warning.into_iter().collect())
        }
        Err(why) => (None, vec![nothing(&why)]),
    }
}

impl Past {
    /// The dates and people of each file of today.
    #[must_use]
    pub fn history(&self) -> History {
        History {
            files: dates::dates(&self.log, &self.stories, &self.people),
            state: self.state,
        }
    }
}

fn shallow() -> Diagnostic {
    Diagnostic::general(
        Code("KB009"),
        Severity::Warning,
        "this is a shallow clone: dates and authors from before its first commit are missing",
    )
    .help("run `git fetch --unshallow` (in CI: fetch-depth 0)")
}

fn nothing(why: &str) -> Diagnostic {
    Diagnostic::general(
        Code("KB008"),
        Severity::Note,
        format!("articles have no dates and authors: {why}"),
    )
    .help("keep the base in git, and commit")
}

#[cfg(test)]
mod tests;
