//! A preview in which nothing has changed but what a few articles say.
//!
//! Takes the last preview, and the paths that were touched since. Gives the preview of now. Never guesses: where anything
//! but the texts of these articles could be another, it gives nothing, and the whole base is read.

use crate::checks;
use crate::diag::{Diagnostic, FileId};
use crate::model::article::{Article, Target};
use crate::model::assemble::summary;
use crate::model::{ArticleId, Site};
use crate::parse::markdown::{Body, Heading};
use crate::parse::{Overlays, Parsed, parse};
use crate::paths::ContentPath;
use crate::pipeline::memory::Memory;
use crate::pipeline::past::Told;
use crate::pipeline::read::{Read, speaks_as_before};
use crate::pipeline::{Draft, Loaded, Plan, Preview, edition, unsafe_files};
use crate::render::{Press, render_again};
use crate::source::walk::{self, Readings};
use crate::source::{SourceFile, Sources};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is known after a look at the paths that were touched.
pub(super) enum Touched {
    /// The preview.
    Done(Box<Preview>),
    /// The base as it would be read now: other articles have to know of the change.
    Read(Box<Read>),
}

/// What these paths come to; nothing where that takes more than to look at them.
pub(super) fn touched(
    plan: &Plan,
    memory: &mut Memory,
    (last, paths): (&Preview, &[PathBuf]),
) -> Option<Touched> {
    let loaded = &last.draft.loaded;
    let mut files = Vec::new();
    for path in paths {
        match known(&plan.root, &loaded.sources, path) {
            Known::Article(id) => files.push(id),
            Known::Nothing => {}
            Known::Other => return None,
        }
    }
    let texts = &mut memory.texts;
    let (told, read) = rayon::join(
        || Told::ask(&plan.root, Some(loaded.told.clone())),
        || read(&plan.root, (&loaded.sources, texts), &files),
    );
    let changed: Vec<SourceFile> = read.filter(|_| told.is(&loaded.told))?;
    let mut next = Next {
        sources: loaded.sources.clone(),
        site: Site::clone(&loaded.site),
        found: loaded.found.clone(),
        mark: last.mark,
    };
    let taken = changed
        .iter()
        .try_for_each(|file| next.take(file, loaded, memory));
    if taken.is_some() {
        return Some(Touched::Done(Box::new(next.preview(last))));
    }
    let mut read = Read::clone(&last.read);
    read.sources = loaded.sources.clone();
    for file in changed {
        let before = read.sources.file(file.id);
        let is_so = speaks_as_before(&memory.articles, (before, &file), &read.settings);
        if is_so != Some(true) {
            return None;
        }
        let at = file.id.0 as usize;
        read.sources.files[at] = file;
    }
    Some(Touched::Read(Box::new(read)))
}

/// What lies at a path that was touched.
enum Known {
    Article(FileId),
    /// No file, now or before: editors write beside a file first, and leave no trace of it.
    Nothing,
    Other,
}

fn known(root: &Path, sources: &Sources, path: &Path) -> Known {
    let below = path.strip_prefix(root).ok().and_then(Path::to_str);
    let Some(name) = below.and_then(|below| ContentPath::new(&below.replace('\\', "/"))) else {
        return Known::Other;
    };
    let articles = &sources.articles;
    if let Ok(at) = articles.binary_search_by(|id| sources.file(*id).path.cmp(&name)) {
        return Known::Article(articles[at]);
    }
    let was_there = sources.others.contains(&name) || sources.files.iter().any(|f| f.path == name);
    if was_there || walk::is_there(path) {
        Known::Other
    } else {
        Known::Nothing
    }
}

/// The files whose text is another now.
fn read(
    root: &Path,
    (sources, last): (&Sources, &mut Readings),
    files: &[FileId],
) -> Option<Vec<SourceFile>> {
    let mut changed = Vec::new();
    for id in files.iter().copied() {
        let had = sources.file(id);
        let text = last.again(root, &had.path)?;
        if !Arc::ptr_eq(&text, &had.text) {
            let path = had.path.clone();
            changed.push(SourceFile { id, path, text });
        }
    }
    Some(changed)
}

/// A preview in the making.
struct Next {
    sources: Sources,
    site: Site,
    found: Vec<Diagnostic>,
    mark: [u8; 32],
}

impl Next {
    /// Takes in one article, if the others need not know of it.
    fn take(&mut self, file: &SourceFile, loaded: &Loaded, memory: &mut Memory) -> Option<()> {
        let (id, old) = self.site.iter().find(|(_, a)| a.file == file.id)?;
        if old.overlays != Overlays::default() {
            return None;
        }
        let had = memory.articles.last(loaded.sources.file(file.id))?;
        let internal = edition::internal(&self.site.edition);
        let new = parse(file, &self.site.settings.dialect, internal);
        if !is_alike(had, &new, points_at(&self.site, id)) {
            return None;
        }
        let article = Article {
            summary: summary(&new.front, &new.body),
            front: Arc::clone(&new.front),
            body: Arc::clone(&new.body),
            ..old.clone()
        };
        let said = said(&loaded.site, (old, had), loaded);
        self.site.articles[id.0 as usize] = article;
        for one in said {
            let at = self.found.iter().position(|found| *found == one)?;
            self.found.remove(at);
        }
        let article = self.site.article(id);
        self.found
            .extend(self::said(&self.site, (article, &new), loaded));
        let mut mark = blake3::Hasher::new();
        mark.update(&self.mark);
        mark.update(file.path.as_str().as_bytes());
        mark.update(blake3::hash(file.text.as_bytes()).as_bytes());
        self.mark = mark.finalize().into();
        memory.articles.replace(file, new);
        self.sources.files[file.id.0 as usize] = file.clone();
        Some(())
    }

    fn preview(self, preview: &Preview) -> Preview {
        let last = &preview.draft;
        let loaded = Loaded {
            sources: self.sources,
            site: Arc::new(self.site),
            found: self.found,
            ..last.loaded.clone()
        };
        let old = &last.press;
        let press = Arc::new(Press {
            site: Arc::clone(&loaded.site),
            theme: Arc::clone(&old.theme),
            assets: Arc::clone(&old.assets),
            search_folder: old.search_folder,
            frames: Arc::clone(&old.frames),
            kept: Arc::clone(&old.kept),
        });
        let draft = Draft {
            loaded,
            output: Arc::new(render_again(&last.output, &press)),
            publishable: last.publishable,
            press,
        };
        Preview {
            draft,
            mark: self.mark,
            read: Arc::clone(&preview.read),
        }
    }
}

/// What is wrong with one article as far as a preview says so.
fn said(site: &Site, (article, parsed): (&Article, &Parsed), loaded: &Loaded) -> Vec<Diagnostic> {
    let mut said = parsed.diagnostics.clone();
    said.extend(checks::on_page(site, article));
    said.extend(unsafe_files::told_of(article, &loaded.assets));
    said
}

/// Whether a link of any article leads to a heading of this one.
fn points_at(site: &Site, id: ArticleId) -> bool {
    let own = std::iter::once(id);
    let from = site.article(id).backlinks.iter().copied();
    let mut targets = own.chain(from).flat_map(|from| &site.article(from).targets);
    targets.any(|target| matches!(target, Target::Article { id: to, anchor: Some(_) } if *to == id))
}

/// Whether two readings of an article are the same to all others: who it is, what it is about, where it leads. `is_pointed_at`
/// is whether they ask for its headings as well.
fn is_alike(old: &Parsed, new: &Parsed, is_pointed_at: bool) -> bool {
    let (a, b) = (&old.body, &new.body);
    // A title that is taken from a heading further down moves with it.
    let is_titled = new.front.title.is_some() || b.title.is_some();
    let ids = |body: &Body| {
        let mut ids = String::new();
        for Heading {
            id, level, text, ..
        } in &body.outline
        {
            // Writing to a `String` cannot fail.
            let _ = writeln!(ids, "{level} {id} {text}");
        }
        ids
    };
    let links = |body: &Body| -> Vec<_> {
        let links = body.links.iter();
        links.map(|l| (l.kind, l.target.clone())).collect()
    };
    is_titled
        && old.front == new.front
        && a.title == b.title
        && a.codes == b.codes
        && a.has_internal == b.has_internal
        && links(a) == links(b)
        && (!is_pointed_at || (a.anchors == b.anchors && ids(a) == ids(b)))
}

#[cfg(test)]
mod tests;
