//! What git knows of each file: when it came, when it last changed, who worked on it.
//!
//! Takes the root folder. Gives [`History`] from one pass of `git log`. Never writes to the repository, never runs its
//! hooks, and outside git gives an empty history and a note.

pub mod blobs;
mod changes;
mod git;
mod log;
pub mod steps;

pub use changes::{Changed, Range, Way, files_changed, range};

use crate::diag::{Code, Diagnostic, Severity};
use crate::source::history::git::git;
use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::Path;
use std::process::Stdio;

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

/// Asks git for the history of all files below the root.
#[must_use]
pub fn read(root: &Path) -> (History, Vec<Diagnostic>) {
    match ask(root) {
        Ok(history) => {
            let warning = (history.state == HistoryState::Shallow).then(shallow);
            (history, warning.into_iter().collect())
        }
        Err(why) => (History::default(), vec![nothing(&why)]),
    }
}

/// The history, or why there is none.
fn ask(root: &Path) -> Result<History, String> {
    let shallow = place(root)?;
    let mut child = git(root)
        .args(["log", "--topo-order", "--use-mailmap", "--no-color"])
        .args(["--no-show-signature", "--no-ext-diff", "--no-textconv"])
        .args([log::FORMAT, "--name-status", "-z", "-M"])
        .args(["--relative", "--", "."])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| format!("git cannot be run: {e}"))?;
    let parsed = match child.stdout.take() {
        Some(pipe) => log::parse(BufReader::with_capacity(1 << 16, pipe)),
        None => Ok(BTreeMap::new()),
    };
    let ended = child.wait();
    let files = parsed.map_err(|e| format!("git log cannot be read: {e}"))?;
    match ended {
        Ok(status) if !status.success() && files.is_empty() => {
            Err("there is no commit yet".to_owned())
        }
        Ok(status) if !status.success() => Err("git log broke off".to_owned()),
        Err(e) => Err(format!("git log did not end: {e}")),
        Ok(_) if files.is_empty() => Err("no file of this folder was ever committed".to_owned()),
        Ok(_) => Ok(History {
            files,
            state: if shallow {
                HistoryState::Shallow
            } else {
                HistoryState::Full
            },
        }),
    }
}

/// Whether the repository around the root is shallow; an error says why there is no repository.
fn place(root: &Path) -> Result<bool, String> {
    let answer = git(root)
        .args([
            "rev-parse",
            "--is-inside-work-tree",
            "--is-shallow-repository",
        ])
        .output()
        .map_err(|e| format!("git cannot be run: {e}"))?;
    let said = String::from_utf8_lossy(&answer.stdout);
    let mut lines = said.lines();
    if answer.status.success() && lines.next() == Some("true") {
        return Ok(lines.next() == Some("true"));
    }
    let complaint = String::from_utf8_lossy(&answer.stderr);
    let complaint = complaint.lines().next().unwrap_or_default();
    if complaint.contains("dubious ownership") {
        // In a container the folder often belongs to somebody else; git says which setting helps.
        return Err(
            "git does not trust the owner of this folder (see `safe.directory`)".to_owned(),
        );
    }
    Err("this is no git repository".to_owned())
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
