//! When each file came, when it last changed, and who worked on it.
//!
//! Takes the log, its stories and the people by their present names. Gives the [`FileHistory`] of each file of today.
//! Merges do not count: what they bring others wrote. Never reads a text.

use crate::source::history::log::{Commit, Log};
use crate::source::history::stories::Story;
use crate::source::history::{FileHistory, Person};
use std::collections::BTreeMap;

/// By path below the root.
pub(super) fn dates(
    log: &Log,
    stories: &[Story],
    people: &[Person],
) -> BTreeMap<String, FileHistory> {
    let living = stories.iter().filter(|s| s.is_alive);
    let of = |story: &Story| {
        let path = log.paths[story.path as usize].clone();
        history(log, story, people).map(|history| (path, history))
    };
    living.filter_map(of).collect()
}

fn history(log: &Log, story: &Story, people: &[Person]) -> Option<FileHistory> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut days = Vec::new();
    for commit in commits(log, story) {
        // Days are the authors', and commits can be applied out of order.
        days.extend(commit.day);
        let name = people[commit.author as usize].name.as_str();
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.cmp(b)));
    Some(FileHistory {
        created: *days.iter().min()?,
        updated: *days.iter().max()?,
        contributors: counts
            .into_iter()
            .map(|(name, _)| name.to_owned())
            .collect(),
    })
}

fn commits<'a>(log: &'a Log, story: &'a Story) -> impl Iterator<Item = &'a Commit> {
    story.touches.iter().filter_map(|(commit, change)| {
        let commit = &log.commits[*commit as usize];
        let is_merge = commit.changes[*change as usize].before.len() > 1;
        (!is_merge && commit.day.is_some()).then_some(commit)
    })
}
