//! A base as it was read, before it is the site of an edition.
//!
//! Takes the plan. Gives [`Read`], of which any edition can be assembled, and then [`Loaded`]. Never makes a page.

use crate::audit::Audit;
use crate::checks::allow::Allowances;
use crate::config::Settings;
use crate::config::learnt;
use crate::config::read::read as read_settings;
use crate::config::site_address::site_address;
use crate::diag::{Diagnostic, Failure, FileId, Severity};
use crate::model::Site;
use crate::model::article::Target;
use crate::model::assemble::{Base, assemble};
use crate::model::edition::Edition;
use crate::model::overlay::Shelf;
use crate::parse::{Parsed, block};
use crate::paths::ContentPath;
use crate::pipeline::memory::{Articles, Memory, Reader};
use crate::pipeline::packs::Packs;
use crate::pipeline::past::Told;
use crate::pipeline::{Loaded, Plan, Trails, edition, unsafe_files};
use crate::source::assets::Looks;
use crate::source::{SourceFile, Sources, assets, walk};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// What was read, before it is the site of an edition.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub(super) sources: Sources,
    pub(super) settings: Arc<Settings>,
    pub(super) told: Told,
    pub(super) audit: Arc<Audit>,
    pub(super) found: Vec<Diagnostic>,
    pub(super) settings_broken: bool,
    /// What earlier runs left; nothing where nobody asked for it.
    pub(super) packs: Packs,
}

/// The site of an edition and what is wrong with its articles.
#[derive(Debug)]
pub(super) struct Assembled {
    pub(super) site: Site,
    pub(super) found: Vec<Diagnostic>,
    pub(super) allowances: Allowances,
}

/// Reads settings, sources and history; what is remembered and has not changed is taken as it was.
pub(super) fn read(plan: &Plan, memory: &mut Memory) -> Result<Read, Failure> {
    let file = walk::read_settings(&plan.root)?;
    let (mut settings, mut found) = file.as_ref().map(read_settings).unwrap_or_default();
    let settings_broken = found.iter().any(|d| d.severity == Severity::Error);
    if let Some(url) = &plan.base_url {
        let address = site_address(url).map_err(|misfit| Failure::Usage {
            what: format!("--base-url: {}", misfit.what),
            help: misfit.help,
        })?;
        settings.base_url = Some(address);
    }
    if let Some(client) = &plan.client {
        settings = settings.of_client(client);
    }
    let filter = walk::Filter {
        theme: settings.theme.name.clone(),
        ignore: settings.ignore.clone(),
        out: plan.out.clone(),
    };
    let (last, texts) = (memory.told.take(), &mut memory.texts);
    let (walked, told) = rayon::join(
        || walk::read(&plan.root, file, &filter, texts),
        || Told::ask(&plan.root, last),
    );
    let (sources, walked) = walked?;
    found.extend(walked);
    if let Some(file) = sources.learnt {
        let (learnt, said) = learnt::read(sources.file(file));
        settings.learnt = learnt;
        found.extend(said);
    }
    found.extend(told.found.iter().cloned());
    let silent = settings.from_file && !settings.names_audiences;
    settings.names_audiences |=
        silent && (plan.audience.is_some() || speak(&memory.articles, &sources, &settings));
    Ok(Read {
        sources,
        settings: Arc::new(settings),
        told,
        audit: Arc::default(),
        found,
        settings_broken,
        packs: Packs::default(),
    })
}

/// Whether an article speaks of its audience; nothing where that is not remembered of the text before.
pub(super) fn speaks_as_before(
    last: &Articles,
    (before, now): (&SourceFile, &SourceFile),
    settings: &Settings,
) -> Option<bool> {
    Some(last.speaks(before, settings)? == speaks(now, settings))
}

/// Whether an article speaks of audiences. Articles are only asked, by their front matter, where the settings are
/// silent: where nobody speaks of them, there is one audience.
fn speak(last: &Articles, sources: &Sources, settings: &Settings) -> bool {
    let names = |id: &FileId| {
        let file = sources.file(*id);
        let known = last.speaks(file, settings);
        known.unwrap_or_else(|| speaks(file, settings))
    };
    sources.articles.par_iter().any(names)
}

/// Whether the front matter of an article names an audience.
fn speaks(file: &SourceFile, settings: &Settings) -> bool {
    let front = block::read(file.id, &file.text, &settings.dialect).0;
    front.audience.is_some()
}

impl Read {
    /// Parses everything and assembles one edition; with what is wrong so far.
    pub(super) fn site(&self, edition: Edition, last: &mut Articles) -> Assembled {
        let internal = edition::internal(&edition);
        let overlays = Shelf::of(&self.sources, &self.settings.clients);
        let client = edition.client.as_deref();
        let reader = Reader {
            shelf: &overlays,
            sources: &self.sources,
            client,
            internal,
            kept: &self.packs.articles,
        };
        let parsed = last.parsed(reader, &self.settings);
        let mut found: Vec<Diagnostic> =
            parsed.iter().flat_map(|p| p.diagnostics.clone()).collect();
        let allowances = Allowances::new(parsed.iter().flat_map(Parsed::allows));
        found.extend(overlays.lost(&self.sources));
        let base = Base {
            parsed,
            content: &self.sources.content,
            assets: self.sources.others.clone(),
            settings: Arc::clone(&self.settings),
            history: &self.told.history,
            audit: &self.audit,
        };
        let (site, said) = assemble(base, edition);
        found.extend(said);
        Assembled {
            site,
            found,
            allowances,
        }
    }

    pub(super) fn edition(&self, plan: &Plan) -> Result<Edition, Failure> {
        let spoken = self.settings.from_file && self.settings.names_audiences;
        edition::of(plan, &self.settings, spoken)
    }

    /// Reads the audit, where the plan wants it for this edition.
    pub(super) fn hear(&mut self, plan: &Plan, edition: &Edition) {
        let is_wanted = match plan.trails {
            Trails::Never => false,
            Trails::Pages => edition.is_internal(),
            Trails::Checks => !self.settings.kcs.people.is_empty() || self.may_be_in_progress(),
            Trails::Always => true,
        };
        if is_wanted {
            self.audit = self.told.audit(&plan.root, &self.settings.dialect);
        }
    }

    /// Whether an article may be in progress: a look that is cheaper than to read them all.
    fn may_be_in_progress(&self) -> bool {
        let says = |id: &FileId| self.sources.file(*id).text.contains("wip");
        self.sources.articles.par_iter().any(says)
    }

    /// All there is to know once an edition is assembled.
    pub(super) fn loaded(self, plan: &Plan, assembled: Assembled, last: &mut Looks) -> Loaded {
        let Assembled {
            site,
            mut found,
            allowances,
        } = assembled;
        *last = inspect(&plan.root, &self.sources, (&site, last));
        let Looks {
            assets,
            found: said,
            ..
        } = last;
        found.extend(said.iter().cloned());
        found.extend(unsafe_files::told(&site, assets));
        found.extend(unsafe_files::absent(&site, assets));
        found.extend(self.found);
        Loaded {
            told: self.told,
            sources: self.sources,
            site: Arc::new(site),
            assets: Arc::clone(assets),
            found,
            allowances,
            audit: self.audit,
            settings_broken: self.settings_broken,
            packs: self.packs,
        }
    }
}

/// Looks at the images and attachments that articles, logo, icon and theme need; all others stay unread.
fn inspect(root: &Path, sources: &Sources, (site, last): (&Site, &Looks)) -> Looks {
    assets::inspect(root, &wanted(sources, site), last)
}

/// The files of the base that a site needs beside its texts.
pub(super) fn wanted(sources: &Sources, site: &Site) -> BTreeSet<ContentPath> {
    let targets = site.articles.iter().flat_map(|a| &a.targets);
    let mut wanted: BTreeSet<ContentPath> = targets
        .filter_map(|target| match target {
            Target::Asset { from, .. } => Some(from.clone()),
            _ => None,
        })
        .collect();
    let brand = [&site.settings.theme.logo, &site.settings.theme.favicon];
    wanted.extend(
        brand
            .into_iter()
            .flatten()
            .filter_map(|path| ContentPath::new(path)),
    );
    let themes = sources
        .others
        .iter()
        .filter(|p| p.as_str().starts_with("themes/"));
    wanted.extend(themes.cloned());
    wanted.retain(|path| sources.others.contains(path));
    wanted
}
