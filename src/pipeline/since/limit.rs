//! The findings that a pull request answers for.
//!
//! Takes all findings and what changed. Gives those of changed files, and those elsewhere that name one: a link to an
//! article that is gone, a second one like it. Never drops a finding of the base as a whole.

use crate::diag::Diagnostic;
use crate::model::identity::url;
use crate::paths::ContentPath;
use crate::pipeline::Loaded;
use crate::pipeline::since::tales::Tale;
use crate::source::history::{Changed, Way};
use std::collections::BTreeSet;

/// Leaves the findings of other articles out; says how many there were.
pub(super) fn limit(loaded: &mut Loaded, changed: &[Changed], tales: &[Tale]) -> usize {
    let paths = paths(changed);
    let names = names(loaded, &paths, tales);
    let mut left = BTreeSet::new();
    let sources = &loaded.sources;
    loaded.found.retain(|finding| {
        let Some(id) = finding.file else {
            return true;
        };
        let path = &sources.file(id).path;
        let own = Some(id) == sources.settings || paths.contains(path.as_str());
        let kept = own || speaks_of(finding, path, &names);
        if !kept {
            left.insert((id, finding.span, finding.code, finding.message.clone()));
        }
        kept
    });
    left.len()
}

/// Every path that a changed file has or had.
fn paths(changed: &[Changed]) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for change in changed {
        paths.insert(change.path.clone());
        if let Way::Renamed { from } = &change.way {
            paths.insert(from.clone());
        }
    }
    paths
}

/// What findings can call the changed files: path, id, title, address; in lower case.
fn names(loaded: &Loaded, paths: &BTreeSet<String>, tales: &[Tale]) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = paths.iter().map(|p| p.to_lowercase()).collect();
    for side in tales.iter().flat_map(|t| [&t.story.base, &t.story.last]) {
        let Some(side) = side else {
            continue;
        };
        let front = &side.front;
        let written = [&front.id, &front.title].into_iter().flatten();
        names.extend(written.map(|w| w.value.to_lowercase()));
        let address = url(&side.path, &loaded.sources.content);
        names.insert(address.as_str().trim_matches('/').to_lowercase());
    }
    names.remove("");
    names
}

/// Whether a finding names one of them, by a word or in quotes; a link counts from the folder of its article.
fn speaks_of(finding: &Diagnostic, path: &ContentPath, names: &BTreeSet<String>) -> bool {
    let text = format!("{} {}", finding.message, finding.help);
    let quoted = text.split(['`', '"', '“', '”']);
    let words = text.split(|c: char| c.is_whitespace() || "`\"“”,()".contains(c));
    quoted.chain(words).any(|word| {
        let word = word.split('#').next().unwrap_or_default().trim();
        let there = path.sibling(word).map(|p| p.as_str().to_lowercase());
        let bare = word.trim_matches(['/', '[', ']']).to_lowercase();
        names.contains(&bare) || there.is_some_and(|p| names.contains(&p))
    })
}
