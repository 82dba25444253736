//! What git knows of each file: when it came, when it last changed, who worked on it.
//!
//! Takes the root folder. Gives [`History`] from one pass of `git log`. Never writes to the repository, never runs its
//! hooks, and outside git gives an empty history and a note.

use std::collections::BTreeMap;

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
