//! Texts as git keeps them.
//!
//! Takes the names of blobs. Gives their texts, asked for all at once. Never reads what is behind a link.

use crate::diag::Failure;
use crate::source::history::below;
use crate::source::history::git::{Pipe, no_answer};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

/// The name of a text: an object id, `commit:path`, or `:path` for a file as it lies on the disk.
pub(super) type Name = String;

/// The texts of files at a commit, by path below the root; files that are not there are left out.
///
/// # Errors
/// [`Failure::Other`] where git cannot say.
pub fn texts_at(
    root: &Path,
    commit: &str,
    paths: &[&str],
) -> Result<BTreeMap<String, Arc<str>>, Failure> {
    let names = paths.iter().map(|path| format!("{commit}:{path}"));
    let found = texts(root, &below(root), names.collect())?;
    let path = |name: String| name[commit.len() + 1..].to_owned();
    Ok(found.into_iter().map(|(n, t)| (path(n), t)).collect())
}

/// The texts of blobs; `prefix` is the folder of the base in its repository. Those that are not there are left out.
pub(super) fn texts(
    root: &Path,
    prefix: &str,
    mut names: Vec<Name>,
) -> Result<BTreeMap<Name, Arc<str>>, Failure> {
    names.sort();
    names.dedup();
    let mut found = BTreeMap::new();
    names.retain(|name| match name.strip_prefix(':') {
        Some(path) => {
            let text = on_disk(&root.join(path));
            found.extend(text.map(|t| (name.clone(), t)));
            false
        }
        None => !name.contains('\n'),
    });
    if names.is_empty() {
        return Ok(found);
    }
    let asked: String = names
        .iter()
        .map(|name| match name.split_once(':') {
            Some((commit, path)) => format!("{commit}:{prefix}{path}\n"),
            None => format!("{name}\n"),
        })
        .collect();
    let told = batch(root, asked).map_err(|e| no_answer(&e.to_string()))?;
    let mut rest = told.as_slice();
    for name in names {
        let Some(end) = rest.iter().position(|b| *b == b'\n') else {
            break;
        };
        let head = String::from_utf8_lossy(&rest[..end]).into_owned();
        rest = &rest[end + 1..];
        if head.ends_with(" missing") || head.ends_with(" ambiguous") {
            continue;
        }
        let size = head.rsplit(' ').next().and_then(|n| n.parse().ok());
        let size = size.unwrap_or(0).min(rest.len());
        found.insert(name, lossy(rest[..size].to_vec()));
        rest = rest.get(size + 1..).unwrap_or_default();
    }
    Ok(found)
}

/// A file as it lies on the disk; what is behind a link is not looked at.
fn on_disk(path: &Path) -> Option<Arc<str>> {
    let is_file = fs::symlink_metadata(path).is_ok_and(|m| m.is_file());
    is_file.then(|| fs::read(path).ok().map(lossy)).flatten()
}

fn lossy(bytes: Vec<u8>) -> Arc<str> {
    match String::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(e) => String::from_utf8_lossy(e.as_bytes()).into(),
    }
}

/// What `git cat-file --batch` answers.
fn batch(root: &Path, asked: String) -> io::Result<Vec<u8>> {
    let mut pipe = Pipe::open(root, &["cat-file", "--batch"], asked.into_bytes())?;
    let mut told = Vec::new();
    pipe.out.read_to_end(&mut told)?;
    pipe.close()?;
    Ok(told)
}
