//! What a pull request holds: its commits, and the files that it changes.
//!
//! Takes the root folder and the revision to compare with. Gives [`Range`] and a list of [`Changed`]. Never fetches: a
//! revision that is not here is a failure that says how to get it.

use crate::diag::Failure;
use crate::source::history::git::{answer, no_answer};
use std::collections::BTreeSet;
use std::path::Path;

/// The commits that `HEAD` has and a revision has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// Full id of the commit from which both go on.
    pub merge_base: String,
    /// Full ids of the commits that only `HEAD` has; those that came in by merges of the revision are not among them.
    pub commits: BTreeSet<String>,
    /// Whether older commits are missing, so that the commits may be too few or too many.
    pub is_shallow: bool,
}

/// A file that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Changed {
    /// Its path below the root of the base; the last one, where it is gone.
    pub path: String,
    /// What happened to it.
    pub way: Way,
}

/// What happened to a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// It is new.
    Added,
    /// Its text is another one.
    Modified,
    /// It has another path, and perhaps another text.
    Renamed {
        /// The path before.
        from: String,
    },
    /// It is gone.
    Deleted,
}

/// The commits of `HEAD` that `rev` has not.
///
/// # Errors
/// [`Failure::Usage`] for a revision that is not known or has nothing in common with `HEAD`, [`Failure::Other`] where there
/// is no repository or no commit.
pub fn range(root: &Path, rev: &str) -> Result<Range, Failure> {
    let is_shallow =
        ask(root, &["rev-parse", "--is-shallow-repository"]).map_err(|e| no_answer(&e))?;
    let is_shallow = is_shallow == "true";
    let head = commit(root, "HEAD").ok_or_else(|| no_answer("there is no commit yet"))?;
    let theirs = commit(root, rev).ok_or_else(|| unknown(rev, is_shallow))?;
    let merge_base = ask(root, &["merge-base", &theirs, &head])
        .ok()
        .and_then(|said| said.lines().next().map(str::to_owned))
        .ok_or_else(|| apart(rev, is_shallow))?;
    let ours = ask(root, &["rev-list", &head, "--not", &theirs]).map_err(|e| no_answer(&e))?;
    Ok(Range {
        merge_base,
        commits: ours.lines().map(str::to_owned).collect(),
        is_shallow,
    })
}

/// The files below the root that differ from those of the commit `base`: committed since, staged, saved, or not yet known
/// to git (unless it ignores them); in order of their paths.
///
/// # Errors
/// [`Failure::Other`] where git cannot say.
pub fn files_changed(root: &Path, base: &str) -> Result<Vec<Changed>, Failure> {
    let told = answer(
        root,
        &[
            "-c",
            "diff.renameLimit=1000",
            "diff",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--ignore-submodules=all",
            "--name-status",
            "-z",
            "-M",
            "--relative",
            "--end-of-options",
            base,
            "--",
            ".",
        ],
    );
    let told = told.map_err(|e| no_answer(&e))?;
    let new = answer(
        root,
        &[
            "ls-files",
            "--others",
            "--exclude-standard",
            "-z",
            "--",
            ".",
        ],
    );
    let new = new.map_err(|e| no_answer(&e))?;
    let mut changed = statuses(&told);
    changed.extend(words(&new).map(|path| Changed {
        path,
        way: Way::Added,
    }));
    changed.sort();
    changed.dedup_by(|b, a| a.path == b.path);
    Ok(changed)
}

/// Status and path, for a rename both paths; each ended by NUL.
fn statuses(told: &[u8]) -> Vec<Changed> {
    let mut words = words(told);
    let mut changed = Vec::new();
    while let (Some(status), Some(path)) = (words.next(), words.next()) {
        let (path, way) = match status.as_bytes().first() {
            Some(b'A') => (path, Way::Added),
            Some(b'D') => (path, Way::Deleted),
            Some(b'R') => match words.next() {
                Some(to) => (to, Way::Renamed { from: path }),
                None => break,
            },
            _ => (path, Way::Modified),
        };
        changed.push(Changed { path, way });
    }
    changed
}

fn words(bytes: &[u8]) -> impl Iterator<Item = String> {
    let words = bytes.split(|b| *b == 0).filter(|w| !w.is_empty());
    words.map(|w| String::from_utf8_lossy(w).into_owned())
}

/// What git answers, as text without the line end.
fn ask(root: &Path, words: &[&str]) -> Result<String, String> {
    let said = answer(root, words)?;
    Ok(String::from_utf8_lossy(&said).trim_end().to_owned())
}

/// The full id of the commit that a revision means.
fn commit(root: &Path, rev: &str) -> Option<String> {
    let commit = format!("{rev}^{{commit}}");
    let words = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
    ask(root, &[words.as_slice(), &[&commit]].concat()).ok()
}

fn unknown(rev: &str, is_shallow: bool) -> Failure {
    let fetch = match rev.split_once('/') {
        Some((remote, branch)) if !branch.is_empty() => format!("git fetch {remote} {branch}"),
        _ => "git fetch".to_owned(),
    };
    let whole = " (in CI: fetch-depth 0)";
    Failure::Usage {
        what: format!("git knows no revision `{rev}` here"),
        help: format!("fetch it: `{fetch}`{}", if is_shallow { whole } else { "" }),
    }
}

fn apart(rev: &str, is_shallow: bool) -> Failure {
    let help = if is_shallow {
        "this is a shallow clone: run `git fetch --unshallow` (in CI: fetch-depth 0)"
    } else {
        "name the branch that this one started from"
    };
    Failure::Usage {
        what: format!("`{rev}` and `HEAD` have no commit in common"),
        help: help.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::source::history::changes::{Changed, Way, statuses};

    #[test]
    fn statuses_name_one_path_or_two() {
        let told = b"A\0new.md\0R090\0old.md\0a b.md\0T\0link.md\0D\0gone.md\0R100\0half";
        let of = |path: &str, way| Changed {
            path: path.to_owned(),
            way,
        };
        let from = "old.md".to_owned();
        assert_eq!(
            statuses(told),
            [
                of("new.md", Way::Added),
                of("a b.md", Way::Renamed { from }),
                of("link.md", Way::Modified),
                of("gone.md", Way::Deleted),
            ]
        );
    }
}
