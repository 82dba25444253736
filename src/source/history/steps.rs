//! The commits of a pull request one by one, with the texts that they knew.
//!
//! Takes the root folder and a [`Range`]. Gives [`Step`]s, oldest first, the uncommitted changes last. Never follows a
//! name: which file is which article is for others to say.

use crate::diag::Failure;
use crate::source::history::below;
use crate::source::history::changes::{Range, Way, files_changed};
use crate::source::history::git::{answer, no_answer};
use crate::source::history::log::{Held, Raw};
use crate::source::history::me::{configured, me};
use crate::source::history::texts::{Name, texts};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What git is asked to write for each commit: a mark, its id, and its author by way of `.mailmap`.
const FORMAT: &str = "--format=%x01%H%x00%aN%x00%aE";

/// A file at one point of history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its path below the root.
    pub path: String,
    /// Its text.
    pub text: Arc<str>,
}

/// What a commit did to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The file before, in each parent of the commit; nothing where it was not there.
    pub before: Vec<Option<Version>>,
    /// The file afterwards; nothing where it is gone.
    pub after: Option<Version>,
}

/// A commit, or the changes that are not committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Full id; nothing for changes that are not committed.
    pub commit: Option<String>,
    /// Name of the author.
    pub name: String,
    /// Address of the author, in lower case; empty where git knows none.
    pub email: String,
    /// What it did. Merges name only what differs from all their parents.
    pub touches: Vec<Touch>,
}

/// A file before its text is known.
type Known = Option<(String, Name)>;

/// A step before its texts are known.
struct Bare {
    commit: Option<String>,
    name: String,
    email: String,
    touches: Vec<(Vec<Known>, Known)>,
}

/// The steps of a range for the files that `wants` names by their paths below the root.
///
/// # Errors
/// [`Failure::Other`] where git cannot say.
pub fn steps(
    root: &Path,
    range: &Range,
    wants: &dyn Fn(&str) -> bool,
) -> Result<Vec<Step>, Failure> {
    let prefix = below(root);
    let span = format!("{}..HEAD", range.merge_base);
    let asked = [
        &["-c", "diff.renameLimit=1000", "log"][..],
        &["--topo-order", "--reverse", "--use-mailmap", "--no-color"],
        &["--no-show-signature", "--no-ext-diff", "--no-textconv"],
        &[FORMAT, "--raw", "--no-abbrev", "-z", "-M", "-c"],
        &["--combined-all-paths", "--end-of-options", &span],
    ];
    let told = answer(root, &asked.concat()).map_err(|e| no_answer(&e))?;
    let mut bare = parse(&told, &|path| {
        let path = path.strip_prefix(&prefix)?;
        wants(path).then(|| path.to_owned())
    });
    bare.retain(|step| {
        let id = step.commit.as_ref();
        id.is_some_and(|id| range.commits.contains(id))
    });
    bare.extend(uncommitted(root, wants)?);
    let mut names: Vec<Name> = Vec::new();
    for (before, after) in bare.iter().flat_map(|s| &s.touches) {
        let known = before.iter().chain([after]).flatten();
        names.extend(known.map(|(_, name)| name.clone()));
    }
    let texts = texts(root, &prefix, names)?;
    Ok(bare.into_iter().map(|step| filled(step, &texts)).collect())
}

/// Who changed `.mailmap`, by the name that the commit itself bears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    /// Full id of the commit; nothing for a change that is not committed.
    pub commit: Option<String>,
    /// Address as the commit bears it, in lower case.
    pub email: String,
}

/// The changes of `.mailmap` at the top of the repository, unless it is as it was.
///
/// # Errors
/// [`Failure::Other`] where git cannot say.
pub fn mailmap(root: &Path, range: &Range) -> Result<Vec<Renaming>, Failure> {
    let base = range.merge_base.as_str();
    let file = ":(top,literal).mailmap";
    let differs = |from: &str| answer(root, &["diff", "--name-only", from, "--", file]);
    if differs(base).map_err(|e| no_answer(&e))?.is_empty() {
        return Ok(Vec::new());
    }
    let span = format!("{base}..HEAD");
    let told =
        answer(root, &["log", "--format=%H %ae", &span, "--", file]).map_err(|e| no_answer(&e))?;
    let told = String::from_utf8_lossy(&told).to_lowercase();
    let commit = |line: &str| {
        let (id, email) = line.split_once(' ')?;
        range.commits.contains(id).then(|| Renaming {
            commit: Some(id.to_owned()),
            email: email.to_owned(),
        })
    };
    let mut changes: Vec<Renaming> = told.lines().filter_map(commit).collect();
    if !differs("HEAD").map_err(|e| no_answer(&e))?.is_empty() {
        changes.push(Renaming {
            commit: None,
            email: configured(root).email.unwrap_or_default(),
        });
    }
    Ok(changes)
}

/// What is not committed yet, if anything; its texts are named by `:` and the path.
fn uncommitted(root: &Path, wants: &dyn Fn(&str) -> bool) -> Result<Option<Bare>, Failure> {
    let old = |path: &str| Some((path.to_owned(), format!("HEAD:{path}")));
    let new = |path: &str| Some((path.to_owned(), format!(":{path}")));
    let mut touches = Vec::new();
    for change in files_changed(root, "HEAD")? {
        let path = change.path.as_str();
        if wants(path) {
            touches.push(match &change.way {
                Way::Added => (vec![None], new(path)),
                Way::Modified => (vec![old(path)], new(path)),
                Way::Renamed { from } => (vec![old(from)], new(path)),
                Way::Deleted => (vec![old(path)], None),
            });
        }
    }
    let me = me(root);
    Ok((!touches.is_empty()).then_some(Bare {
        commit: None,
        name: me.name.unwrap_or_default(),
        email: me.email.unwrap_or_default(),
        touches,
    }))
}

fn filled(step: Bare, texts: &BTreeMap<Name, Arc<str>>) -> Step {
    let version = |known: Known| {
        let (path, name) = known?;
        let text = Arc::clone(texts.get(&name)?);
        Some(Version { path, text })
    };
    let touch = |(before, after): (Vec<Known>, Known)| Touch {
        before: before.into_iter().map(version).collect(),
        after: version(after),
    };
    Step {
        commit: step.commit,
        name: step.name,
        email: step.email,
        touches: step.touches.into_iter().map(touch).collect(),
    }
}

/// Reads the log. With `-z` all words end in NUL: mark and id, name, address; then for each file its modes, blobs and status
/// in one word, and its paths (one, two for a rename, and for a merge one for each parent and one for the result).
fn parse(told: &[u8], place: &dyn Fn(&str) -> Option<String>) -> Vec<Bare> {
    let mut words = told.split(|b| *b == 0).map(String::from_utf8_lossy);
    let mut steps: Vec<Bare> = Vec::new();
    while let Some(word) = words.next() {
        let word = word.trim_start_matches('\n');
        if let Some(id) = word.strip_prefix('\u{1}') {
            let mut next = || words.next().unwrap_or_default().into_owned();
            steps.push(Bare {
                commit: Some(id.to_owned()),
                name: next(),
                email: next().to_lowercase(),
                touches: Vec::new(),
            });
            continue;
        }
        let Some(raw) = Raw::parse(word) else {
            continue;
        };
        let paths: Vec<String> = (0..raw.paths)
            .map(|_| words.next().unwrap_or_default().into_owned())
            .collect();
        let Some(step) = steps.last_mut() else {
            continue;
        };
        let touch = touch(&raw, &paths, place);
        let known = |(before, after): &(Vec<Known>, Known)| {
            before.iter().any(Option::is_some) || after.is_some()
        };
        step.touches.extend(touch.filter(known));
    }
    steps
}

fn touch(
    raw: &Raw,
    paths: &[String],
    place: &dyn Fn(&str) -> Option<String>,
) -> Option<(Vec<Known>, Known)> {
    let side = |held: Held, path: &str| Some((place(path)?, held.blob()?.to_string()));
    let last = paths.last()?;
    let before = raw.before.iter().enumerate();
    let before = before.map(|(i, held)| side(*held, paths.get(i).unwrap_or(last)));
    // A copy leaves its source where it is: the file is new.
    let before: Vec<Known> = before.map(|b| b.filter(|_| !raw.is_copy)).collect();
    Some((before, side(raw.after, last)))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn merges_renames_and_copies_are_told_apart() {
        let old = "1".repeat(40);
        let new = "2".repeat(40);
        let none = "0".repeat(40);
        let log = format!(
            "\u{1}c1\0Ann\0Ann@X\0\n:100644 100644 {old} {new} R090\0kb/a.md\0kb/b.md\0:000000 100644 {none} {new} A\0z.md\0\
             \u{1}c2\0Bo\0bo@x\0\0::100644 100644 100644 {old} {old} {new} MR\0kb/b.md\0kb/a.md\0kb/b.md\0\
             \u{1}c3\0Cy\0cy@x\0\n:100644 000000 {old} {none} D\0kb/b.md\0:100644 100644 {old} {new} C080\0kb/b.md\0kb/c.md\0"
        );
        let place = |path: &str| path.strip_prefix("kb/").map(str::to_owned);
        let steps = parse(log.as_bytes(), &place);
        let paths = |step: usize| {
            let path =
                |known: &super::Known| known.as_ref().map_or("-", |k| k.0.as_str()).to_owned();
            let touches = steps[step].touches.iter();
            touches
                .map(|(before, after)| {
                    let before: Vec<String> = before.iter().map(path).collect();
                    format!("{} > {}", before.join(" "), path(after))
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(steps[0].email, "ann@x");
        assert_eq!(paths(0), ["a.md > b.md"]);
        assert_eq!(paths(1), ["b.md a.md > b.md"]);
        assert_eq!(paths(2), ["b.md > -", "- > c.md"]);
    }
}
