//! What reading a base leaves for the next time.
//!
//! Takes what was read, parsed and looked into. Gives it again where nothing of it has changed. Never changes what a base
//! reads as: with an empty memory all of it is done anew, and comes to the same.

use crate::config::Settings;
use crate::diag::{Diagnostic, FileId};
use crate::model::overlay::Shelf;
use crate::parse::{Internal, Parsed};
use crate::paths::ContentPath;
use crate::pipeline::packs::Packs;
use crate::pipeline::past::Told;
use crate::pipeline::{Loaded, Preview};
use crate::render::theme::{self, Theme};
use crate::source::assets::Looks;
use crate::source::store::pack::Pack;
use crate::source::walk::Readings;
use crate::source::{Asset, SourceFile, Sources};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// Everything that is remembered.
#[derive(Default)]
pub(super) struct Memory {
    /// What git told.
    pub(super) told: Option<Told>,
    /// Texts.
    pub(super) texts: Readings,
    /// Articles.
    pub(super) articles: Articles,
    /// Images and attachments.
    pub(super) looks: Looks,
    theme: Option<Themed>,
    packs: Option<Packs>,
    /// The last preview.
    pub(super) last: Option<Preview>,
    hashes: HashMap<ContentPath, (Arc<str>, blake3::Hash)>,
}

/// Articles as they were parsed last.
#[derive(Default)]
pub(super) struct Articles {
    /// With what.
    settings: Arc<Settings>,
    kept: HashMap<ContentPath, Kept>,
}

struct Kept {
    text: Arc<str>,
    internal: Internal,
    /// The overlay that was read with it.
    overlay: Option<(FileId, Arc<str>)>,
    parsed: Parsed,
}

/// A theme, and all that it was put together from.
struct Themed {
    settings: Arc<Settings>,
    files: Vec<(FileId, ContentPath, Arc<str>)>,
    images: Vec<(ContentPath, Asset)>,
    theme: Arc<Theme>,
    found: Vec<Diagnostic>,
}

/// What an edition parses: its articles with their overlays, as a client reads them.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) shelf: &'a Shelf,
    pub(super) sources: &'a Sources,
    pub(super) client: Option<&'a str>,
    pub(super) internal: Internal,
    pub(super) kept: &'a Pack,
}

impl Articles {
    /// Every article of the shelf, in its order.
    pub(super) fn parsed(&mut self, reader: Reader<'_>, settings: &Arc<Settings>) -> Vec<Parsed> {
        if *self.settings != **settings {
            self.settings = Arc::clone(settings);
            self.kept.clear();
        }
        let kept = &self.kept;
        let one = |id: &FileId| match reader.again(*id, kept) {
            Some(parsed) => (parsed, false),
            None => (reader.parsed(*id, settings), true),
        };
        let all: Vec<_> = reader.shelf.articles.par_iter().map(one).collect();
        let ids = reader.shelf.articles.iter();
        for (id, (parsed, _)) in ids.zip(&all).filter(|(_, (_, is_new))| *is_new) {
            let kept = reader.kept(*id, parsed.clone());
            self.kept.insert(parsed.path.clone(), kept);
        }
        all.into_iter().map(|(parsed, _)| parsed).collect()
    }

    /// An article as it was parsed last, if that was from this text.
    pub(super) fn last(&self, file: &SourceFile) -> Option<&Parsed> {
        let kept = self.kept.get(&file.path)?;
        (Arc::ptr_eq(&kept.text, &file.text) && kept.overlay.is_none()).then_some(&kept.parsed)
    }

    /// Remembers an article that was parsed as the last one was.
    pub(super) fn replace(&mut self, file: &SourceFile, parsed: Parsed) {
        if let Some(kept) = self.kept.get_mut(&file.path) {
            kept.text = Arc::clone(&file.text);
            kept.parsed = parsed;
        }
    }

    /// Whether an article speaks of its audience, where that is remembered.
    pub(super) fn speaks(&self, file: &SourceFile, settings: &Settings) -> Option<bool> {
        let kept = self.kept.get(&file.path)?;
        let is_same = Arc::ptr_eq(&kept.text, &file.text)
            && kept.overlay.is_none()
            && self.settings.dialect == settings.dialect;
        is_same.then(|| kept.parsed.front.audience.is_some())
    }
}

impl Reader<'_> {
    fn parsed(&self, id: FileId, settings: &Settings) -> Parsed {
        let article = (id, self.client);
        self.shelf.parsed(
            article,
            (self.sources, settings),
            (self.internal, self.kept),
        )
    }

    fn overlay(&self, id: FileId) -> Option<(FileId, Arc<str>)> {
        let overlay = self.shelf.overlay(id, self.client)?;
        Some((overlay, Arc::clone(&self.sources.file(overlay).text)))
    }

    fn kept(&self, id: FileId, parsed: Parsed) -> Kept {
        Kept {
            text: Arc::clone(&self.sources.file(id).text),
            internal: self.internal,
            overlay: self.overlay(id),
            parsed,
        }
    }

    /// An article as it was parsed before, under its number of today.
    fn again(&self, id: FileId, kept: &HashMap<ContentPath, Kept>) -> Option<Parsed> {
        let file = self.sources.file(id);
        let kept = kept.get(&file.path)?;
        let is_same = Arc::ptr_eq(&kept.text, &file.text) && kept.internal == self.internal;
        let overlay = match (&kept.overlay, self.overlay(id)) {
            (None, None) => true,
            // What two files say together names both by their numbers.
            (Some((had, text)), Some((has, now))) => {
                *had == has && Arc::ptr_eq(text, &now) && kept.parsed.file == id
            }
            _ => false,
        };
        (is_same && overlay).then(|| {
            let mut parsed = kept.parsed.clone();
            parsed.overlays.clients = self.shelf.clients(id);
            renumbered(parsed, id)
        })
    }
}

/// The same article where files before it came or went; an article with an overlay keeps its number.
fn renumbered(mut parsed: Parsed, id: FileId) -> Parsed {
    if parsed.file != id {
        parsed.file = id;
        for found in &mut parsed.diagnostics {
            found.file = found.file.map(|_| id);
        }
    }
    parsed
}

impl Memory {
    /// What earlier runs left of this base, opened once.
    pub(super) fn packs(&mut self, root: &Path, sources: &Sources) -> Packs {
        let open = || Packs::of(root, sources.articles.len());
        self.packs.get_or_insert_with(open).clone()
    }

    /// The theme of what was loaded, and what is wrong with it.
    pub(super) fn theme(&mut self, loaded: &Loaded) -> (Arc<Theme>, Vec<Diagnostic>) {
        let (sources, settings) = (&loaded.sources, &loaded.site.settings);
        let file = |id: &FileId| {
            let file = sources.file(*id);
            (*id, file.path.clone(), Arc::clone(&file.text))
        };
        let files: Vec<_> = sources.theme.iter().map(file).collect();
        let images = loaded.assets.iter();
        let images = images.filter(|(path, _)| path.as_str().starts_with("themes/"));
        let images: Vec<_> = images.map(|(p, a)| (p.clone(), a.clone())).collect();
        let same = self
            .theme
            .take()
            .filter(|had| had.settings == *settings && had.files == files && had.images == images);
        let themed = same.unwrap_or_else(|| {
            let (theme, found) = theme::load(sources, &loaded.assets, settings);
            Themed {
                settings: Arc::clone(settings),
                files,
                images,
                theme: Arc::new(theme),
                found,
            }
        });
        let told = (Arc::clone(&themed.theme), themed.found.clone());
        self.theme = Some(themed);
        told
    }

    /// BLAKE3 of each text, in the order of the files.
    pub(super) fn hashes(&mut self, files: &[SourceFile]) -> Vec<blake3::Hash> {
        let had = &self.hashes;
        let hash = |file: &SourceFile| match had.get(&file.path) {
            Some((text, hash)) if Arc::ptr_eq(text, &file.text) => *hash,
            _ => blake3::hash(file.text.as_bytes()),
        };
        let hashes: Vec<blake3::Hash> = files.par_iter().map(hash).collect();
        let kept = |(file, hash): (&SourceFile, &blake3::Hash)| {
            (file.path.clone(), (Arc::clone(&file.text), *hash))
        };
        self.hashes = files.iter().zip(&hashes).map(kept).collect();
        hashes
    }
}
