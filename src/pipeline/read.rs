//! A base as it was read, before it is the site of an edition.
//!
//! Takes the plan. Gives [`Read`], of which any edition can be assembled, and then [`Loaded`]. Never makes a page.

use crate::audit::Audit;
use crate::checks::allow::Allowances;
use crate::config::Settings;
use crate::config::learnt;
use crate::config::read::read as read_settings;
use crate::diag::{Diagnostic, Failure, FileId, Severity};
use crate::model::Site;
use crate::model::article::Target;
use crate::model::assemble::{Base, assemble};
use crate::model::edition::Edition;
use crate::model::overlay::Shelf;
use crate::parse::{Parsed, block};
use crate::paths::ContentPath;
use crate::pipeline::past::Told;
use crate::pipeline::{Loaded, Plan, Trails, edition, unsafe_files};
use crate::render::article::Assets;
use crate::source::{Sources, assets, walk};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What was read, before it is the site of an edition.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) sources: Sources,
    pub(super) settings: Arc<Settings>,
    pub(super) told: Told,
    pub(super) audit: Arc<Audit>,
    pub(super) found: Vec<Diagnostic>,
    pub(super) settings_broken: bool,
}

/// The site of an edition and what is wrong with its articles.
#[derive(Debug)]
pub(super) struct Assembled {
    pub(super) site: Site,
    pub(super) found: Vec<Diagnostic>,
    pub(super) allowances: Allowances,
}

/// Reads settings, sources and history; what git told last is taken as it was where nothing was committed since.
pub(super) fn read(plan: &Plan, last: Option<Told>) -> Result<Read, Failure> {
    let file = walk::read_settings(&plan.root)?;
    let (mut settings, mut found) = file.as_ref().map(read_settings).unwrap_or_default();
    let settings_broken = found.iter().any(|d| d.severity == Severity::Error);
    if let Some(url) = &plan.base_url {
        settings.base_url = Some(format!("{}/", url.trim_end_matches('/')));
    }
    if let Some(client) = &plan.client {
        settings = settings.of_client(client);
    }
    let filter = walk::Filter {
        theme: settings.theme.name.clone(),
        ignore: settings.ignore.clone(),
        out: plan.out.clone(),
    };
    let (walked, told) = rayon::join(
        || walk::read(&plan.root, file, &filter),
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
        silent && (plan.audience.is_some() || articles_speak_of_audiences(&sources, &settings));
    Ok(Read {
        sources,
        settings: Arc::new(settings),
        told,
        audit: Arc::default(),
        found,
        settings_broken,
    })
}

/// Whether an article speaks of audiences. Articles are only asked, by their front matter, where the settings are
/// silent: where nobody speaks of them, there is one audience.
fn articles_speak_of_audiences(sources: &Sources, settings: &Settings) -> bool {
    let names = |id: &FileId| {
        let file = sources.file(*id);
        let front = block::read(file.id, &file.text, &settings.dialect).0;
        front.audience.is_some()
    };
    sources.articles.par_iter().any(names)
}

impl Read {
    /// Parses everything and assembles one edition; with what is wrong so far.
    pub(super) fn site(&self, edition: Edition) -> Assembled {
        let internal = edition::internal(&edition);
        let overlays = Shelf::of(&self.sources, &self.settings.clients);
        let client = edition.client.as_deref();
        let (sources, settings) = (&self.sources, &*self.settings);
        let one = |id: &FileId| overlays.parsed((*id, client), (sources, settings), internal);
        let parsed: Vec<Parsed> = overlays.articles.par_iter().map(one).collect();
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
    pub(super) fn loaded(self, plan: &Plan, assembled: Assembled) -> Loaded {
        let Assembled {
            site,
            mut found,
            allowances,
        } = assembled;
        let (assets, said) = inspect(&plan.root, &self.sources, &site);
        found.extend(said);
        found.extend(unsafe_files::told(&site, &assets));
        found.extend(unsafe_files::absent(&site, &assets));
        found.extend(self.found);
        Loaded {
            told: self.told,
            sources: self.sources,
            site: Arc::new(site),
            assets: Arc::new(assets),
            found,
            allowances,
            audit: self.audit,
            settings_broken: self.settings_broken,
        }
    }
}

/// Looks at the images and attachments that articles, logo, icon and theme need; all others stay unread.
fn inspect(root: &std::path::Path, sources: &Sources, site: &Site) -> (Assets, Vec<Diagnostic>) {
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
    assets::inspect(root, &wanted)
}
