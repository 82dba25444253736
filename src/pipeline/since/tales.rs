//! Which changed files are which articles, and which commits touched each.
//!
//! Takes the changed files and the steps of a range. Gives a [`Tale`] for each changed article, renames followed. Never
//! tells of a file that is as it was.

use crate::diag::{Failure, FileId};
use crate::kcs::snapshot::{Reading, Snapshot};
use crate::kcs::story::{Made, Story};
use crate::paths::ContentPath;
use crate::pipeline::Loaded;
use crate::pipeline::since::rules::Standing;
use crate::source::history::steps::{Step, Touch, Version};
use crate::source::history::texts::texts_at;
use crate::source::history::{Changed, Range, Way};
use crate::source::inner;
use crate::source::walk::ignores;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// A changed article.
#[derive(Debug)]
pub(super) struct Tale {
    /// Its path; the last one, where it is gone.
    pub(super) path: String,
    /// Its path before, where that was another.
    pub(super) from: Option<String>,
    /// The file, where it is there.
    pub(super) file: Option<FileId>,
    /// What happened to it.
    pub(super) story: Story,
    /// Whether it is what a client changes of an article.
    pub(super) is_overlay: bool,
}

impl Tale {
    /// What happened to the file.
    pub(super) fn way(&self) -> &'static str {
        match (&self.story.base, &self.story.last) {
            (None, _) => "added",
            (Some(_), None) => "deleted",
            _ if self.from.is_some() => "renamed",
            _ => "modified",
        }
    }

    /// Its id before.
    pub(super) fn old_id(&self) -> Option<&str> {
        let base = self.story.base.as_ref();
        base.and_then(|b| b.front.id.as_ref())
            .map(|id| id.value.as_str())
    }

    /// Its id now.
    pub(super) fn id(&self) -> Option<&str> {
        let last = self.story.last.as_ref();
        last.and_then(|l| l.front.id.as_ref())
            .map(|id| id.value.as_str())
    }
}

/// Whether a path can be that of an article.
pub(super) fn is_article(path: &str, content: &str) -> bool {
    let markdown = |p: &ContentPath| matches!(p.extension().as_str(), "md" | "markdown");
    let seen =
        inner(content, path).is_some_and(|p| !p.split('/').any(|part| part.starts_with('.')));
    seen && ContentPath::new(path).is_some_and(|p| markdown(&p))
}

/// The changed articles, in order of their paths.
pub(super) fn tales(
    root: &Path,
    (range, changed, steps): (&Range, &[Changed], &[Step]),
    loaded: &Loaded,
    standing: &Standing,
) -> Result<Vec<Tale>, Failure> {
    let content = loaded.sources.content.as_str();
    let reading = Reading {
        settings: &standing.settings,
        content,
    };
    let files = files(loaded);
    let ours = |c: &Changed| ours(c, &files, (content, &standing.before.ignore));
    let changed: Vec<Changed> = changed.iter().filter_map(ours).collect();
    let old: Vec<&str> = changed.iter().filter_map(|c| before(c)).collect();
    let bases = texts_at(root, &range.merge_base, &old)?;
    let begin = |change: &Changed| {
        let base = before(change).and_then(|path| Some((path, bases.get(path)?)));
        let base = base.and_then(|(path, text)| read(path, text, reading));
        Tale {
            path: change.path.clone(),
            from: match &change.way {
                Way::Renamed { from } => Some(from.clone()),
                _ => None,
            },
            file: files.get(change.path.as_str()).copied(),
            story: Story {
                base,
                ..Story::default()
            },
            is_overlay: false,
        }
    };
    let mut tales: Vec<Tale> = changed.iter().map(begin).collect();
    let owners = owners(&changed, steps);
    for (number, step) in steps.iter().enumerate() {
        for touch in &step.touches {
            if let Some(owner) = owner(touch, &owners) {
                let made = made(&tales[owner].story, (number, step), touch, reading);
                tales[owner].story.made.push(made);
            }
        }
    }
    for tale in &mut tales {
        let text = tale
            .file
            .map(|id| Arc::clone(&loaded.sources.file(id).text));
        let last = text.and_then(|text| read(&tale.path, &text, reading));
        tale.story.last = last.map(|s| s.or_as_before(known(&tale.story)));
    }
    join(&mut tales);
    tales.retain(|t| t.story.base.is_some() || t.story.last.is_some());
    Ok(tales)
}

/// The change as one of articles: a file that is no article any more is gone.
fn ours(
    change: &Changed,
    files: &BTreeMap<&str, FileId>,
    (content, ignored): (&str, &[String]),
) -> Option<Changed> {
    if files.contains_key(change.path.as_str()) {
        return Some(change.clone());
    }
    let path = before(change)?;
    let is_read = |inner: &str| !ignores(ignored, inner);
    let was = is_article(path, content) && inner(content, path).is_some_and(is_read);
    was.then(|| Changed {
        path: path.to_owned(),
        way: Way::Deleted,
    })
}

/// The path that a changed file had before.
fn before(change: &Changed) -> Option<&str> {
    match &change.way {
        Way::Added => None,
        Way::Renamed { from } => Some(from),
        Way::Modified | Way::Deleted => Some(&change.path),
    }
}

/// The articles as they lie on the disk, by path.
fn files(loaded: &Loaded) -> BTreeMap<&str, FileId> {
    let path = |id: &FileId| (loaded.sources.file(*id).path.as_str(), *id);
    loaded.sources.articles.iter().map(path).collect()
}

fn read(path: &str, text: &str, reading: Reading<'_>) -> Option<Snapshot> {
    Some(Snapshot::read(ContentPath::new(path)?, text, reading))
}

/// The newest thing that is known of an article.
fn known(story: &Story) -> Option<&Snapshot> {
    let made = story.made.iter().rev().find_map(|m| m.after.as_ref());
    made.or(story.base.as_ref())
}

fn made(
    story: &Story,
    (number, step): (usize, &Step),
    touch: &Touch,
    reading: Reading<'_>,
) -> Made {
    let snapshot = |version: &Option<Version>| {
        let version = version.as_ref()?;
        let found = read(&version.path, &version.text, reading)?;
        Some(found.or_as_before(known(story)))
    };
    Made {
        step: number,
        email: step.email.clone(),
        before: touch.before.iter().map(snapshot).collect(),
        after: snapshot(&touch.after),
    }
}

/// Every name that a changed article had within the range.
fn owners(changed: &[Changed], steps: &[Step]) -> BTreeMap<String, usize> {
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    for (i, change) in changed.iter().enumerate() {
        owners.insert(change.path.clone(), i);
    }
    for (i, change) in changed.iter().enumerate() {
        if let Some(from) = before(change) {
            owners.entry(from.to_owned()).or_insert(i);
        }
    }
    loop {
        let before = owners.len();
        for touch in steps.iter().flat_map(|s| &s.touches) {
            let Some(after) = &touch.after else {
                continue;
            };
            for version in touch.before.iter().flatten() {
                match (owners.get(&version.path), owners.get(&after.path)) {
                    (Some(i), None) => owners.insert(after.path.clone(), *i),
                    (None, Some(i)) => owners.insert(version.path.clone(), *i),
                    _ => None,
                };
            }
        }
        if owners.len() == before {
            return owners;
        }
    }
}

fn owner(touch: &Touch, owners: &BTreeMap<String, usize>) -> Option<usize> {
    let after = touch.after.iter();
    let mut paths = after.chain(touch.before.iter().flatten()).map(|v| &v.path);
    paths.find_map(|path| owners.get(path)).copied()
}

/// A file that went and another that came with its id are one article, whatever git takes them for.
fn join(tales: &mut [Tale]) {
    let is = |tale: &Tale, way: &str| tale.way() == way;
    for new in 0..tales.len() {
        if !is(&tales[new], "added") || tales[new].story.last.is_none() {
            continue;
        }
        let Some(id) = tales[new].id().map(str::to_lowercase) else {
            continue;
        };
        let same =
            |t: &Tale| is(t, "deleted") && t.old_id().is_some_and(|old| old.to_lowercase() == id);
        if let Some(gone) = tales.iter().position(same) {
            let story = std::mem::take(&mut tales[gone].story);
            let path = tales[gone].path.clone();
            let tale = &mut tales[new];
            tale.from = Some(path);
            tale.story.base = story.base;
            tale.story.made.extend(story.made);
            tale.story.made.sort_by_key(|m| m.step);
        }
    }
}
