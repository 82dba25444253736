//! Merges that changed a file themselves.
//!
//! Takes a log. Marks those of its merges whose text is in part the merger's own: a conflict that was resolved, or a line
//! that no parent has. Never marks a merge that git has put together alone.

use crate::source::history::git::Pipe;
use crate::source::history::log::Commit;
use crate::source::history::oid::Oid;
use std::collections::HashSet;
use std::io::{self, BufRead};
use std::path::Path;

/// Marks the changes.
pub(super) fn mark(root: &Path, commits: &mut [Commit]) -> io::Result<()> {
    let is_merge = |c: &Commit| c.changes.iter().any(|change| change.before.len() > 1);
    let merges = commits.iter().filter(|c| is_merge(c));
    let ids: String = merges.map(|c| format!("{}\n", c.id)).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let words = [
        "diff-tree",
        "--stdin",
        "--cc",
        "-p",
        "-U0",
        "--full-index",
        "-M",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
    ];
    let mut pipe = Pipe::open(root, &words, ids.into_bytes())?;
    let own = own(&mut pipe.out)?;
    pipe.close()?;
    for commit in commits.iter_mut() {
        for change in &mut commit.changes {
            let blob = change.after.blob();
            change.is_own = blob.is_some_and(|blob| own.contains(&(commit.id, blob)));
        }
    }
    Ok(())
}

/// Commit and text of each file that `--cc` shows: it passes over files whose every part comes from a parent.
fn own(stream: &mut impl BufRead) -> io::Result<HashSet<(Oid, Oid)>> {
    let mut own = HashSet::new();
    let mut commit = None;
    let mut line = Vec::new();
    while stream.read_until(b'\n', &mut line)? > 0 {
        // Lines of a text begin with a sign or a blank, so these cannot be mistaken.
        if let Some(ids) = line.strip_prefix(b"index ") {
            let ids = String::from_utf8_lossy(ids);
            let after = ids.split_once("..").map_or("", |(_, after)| after);
            let blob = Oid::parse(after.split_whitespace().next().unwrap_or_default());
            own.extend(commit.zip(blob));
        } else if matches!(line.len(), 41 | 65) {
            commit = Oid::parse(String::from_utf8_lossy(&line).trim_end()).or(commit);
        }
        line.clear();
    }
    Ok(own)
}
