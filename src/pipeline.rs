//! The order of the stages; the only file that knows it.
//!
//! Takes a [`Plan`]. Gives what was loaded, or the whole site as an [`Output`]. Never prints and never writes.

mod check;
mod coverage;
mod edition;
pub mod health;
mod past;
pub mod since;

pub use check::{check, check_as_if};
pub use past::Trails;

use crate::audit::Audit;
use crate::checks::allow::Allowances;
use crate::checks::{self, levels};
use crate::config::Settings;
use crate::config::learnt;
use crate::config::read::read as read_settings;
use crate::diag::{Code, Diagnostic, Failure, FileId, Severity};
use crate::model::Site;
use crate::model::article::Target;
use crate::model::assemble::{Base, assemble};
use crate::model::edition::Edition;
use crate::model::overlay::Shelf;
use crate::output::{Artifact, Collision, Output};
use crate::parse::{Parsed, block};
use crate::paths::{ContentPath, OutPath};
use crate::pipeline::past::{Last, Told};
use crate::render::article::Assets;
use crate::render::{coverage_page, health_page, render, theme};
use crate::search;
use crate::source::{Sources, assets, walk};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// For whom, where nobody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be published: the widest audience.
    Publish,
    /// For the authors' own eyes: the narrowest.
    Preview,
}

/// What is to be done, settled before any work.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The root folder of the base.
    pub root: PathBuf,
    /// The output folder, which is never read as content.
    pub out: Option<PathBuf>,
    /// The audience that was asked for.
    pub audience: Option<String>,
    /// The client that was asked for.
    pub client: Option<String>,
    /// An address of the site that wins over the settings.
    pub base_url: Option<String>,
    /// For whom, where nobody says.
    pub purpose: Purpose,
    /// When the audit is read.
    pub trails: Trails,
}

/// Everything that was read of a base, and the site of one edition.
#[derive(Debug)]
pub struct Loaded {
    /// All files.
    pub sources: Sources,
    /// The site.
    pub site: Site,
    /// Facts of the images and attachments that articles link to.
    pub assets: Assets,
    /// What is wrong so far.
    pub found: Vec<Diagnostic>,
    /// Findings that articles live with.
    pub allowances: Allowances,
    /// Who did what, from git, also to articles that are gone; empty where the plan did not want it.
    pub audit: Arc<Audit>,
    /// Whether the settings have errors: nothing that follows can be trusted, exit code 2.
    pub settings_broken: bool,
}

/// A whole site, ready to be written or served.
#[derive(Debug)]
pub struct Built {
    /// What it was made from.
    pub loaded: Loaded,
    /// Every file.
    pub output: Output,
    /// Whether it may be published: the theme works and no two pages want one address.
    pub publishable: bool,
}

/// What a preview keeps: ticket exports are read once, and git is asked once for each commit.
#[derive(Debug, Default)]
pub struct Kept {
    coverage: coverage::KeptBody,
    reuse: health::KeptReuse,
    told: Last,
}

/// What was read, before it is the site of an edition.
#[derive(Debug)]
struct Read {
    sources: Sources,
    settings: Arc<Settings>,
    told: Told,
    audit: Arc<Audit>,
    found: Vec<Diagnostic>,
    settings_broken: bool,
}

/// The site of an edition and what is wrong with its articles.
#[derive(Debug)]
struct Assembled {
    site: Site,
    found: Vec<Diagnostic>,
    allowances: Allowances,
}

/// Reads settings, sources and history; what git told last is taken as it was where nothing was committed since.
fn read(plan: &Plan, last: Option<Told>) -> Result<Read, Failure> {
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
    fn site(&self, edition: Edition) -> Assembled {
        let internal = edition::internal(&edition);
        let overlays = Shelf::of(&self.sources, &self.settings.clients);
        let client = edition.client.as_deref();
        let (sources, settings) = (&self.sources, &*self.settings);
        let one = |id: &FileId| overlays.parsed((*id, client), (sources, settings), internal);
        let parsed: Vec<Parsed> = overlays.articles.par_iter().map(one).collect();
        let mut found: Vec<Diagnostic> =
            parsed.iter().flat_map(|p| p.diagnostics.clone()).collect();
        let allowances =
            Allowances::new(parsed.iter().map(|p| (p.file, p.front.allows.as_slice())));
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

    fn edition(&self, plan: &Plan) -> Result<Edition, Failure> {
        let spoken = self.settings.from_file && self.settings.names_audiences;
        edition::of(plan, &self.settings, spoken)
    }

    /// Reads the audit, where the plan wants it for this edition.
    fn hear(&mut self, plan: &Plan, edition: &Edition) {
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
    fn loaded(self, plan: &Plan, assembled: Assembled) -> Loaded {
        let Assembled {
            site,
            mut found,
            allowances,
        } = assembled;
        let (assets, said) = inspect(&plan.root, &self.sources, &site);
        found.extend(said);
        found.extend(self.found);
        Loaded {
            sources: self.sources,
            site,
            assets,
            found,
            allowances,
            audit: self.audit,
            settings_broken: self.settings_broken,
        }
    }
}

impl Loaded {
    /// The findings as the base judges them: without those that articles allow, at the levels of the settings.
    fn judge(&mut self) {
        let found = std::mem::take(&mut self.found);
        let (kept, _) = self.allowances.apply(found);
        self.found = levels::apply(kept, &self.site.settings.standard);
    }
}

/// Reads a base and assembles the edition that the plan means.
///
/// # Errors
/// [`Failure::Read`] if the root cannot be read, [`Failure::Usage`] for an audience or client that does not exist.
pub fn load(plan: &Plan) -> Result<Loaded, Failure> {
    load_again(plan, &Kept::default())
}

fn load_again(plan: &Plan, kept: &Kept) -> Result<Loaded, Failure> {
    let mut read = read(plan, kept.told.take())?;
    let edition = read.edition(plan)?;
    read.hear(plan, &edition);
    kept.told.put(read.told.clone());
    let assembled = read.site(edition);
    Ok(read.loaded(plan, assembled))
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

/// Makes the whole site.
///
/// # Errors
/// As [`load`], and when the search index cannot be made.
pub fn build(plan: &Plan) -> Result<Built, Failure> {
    preview(plan, &Kept::default())
}

/// The same again and again: ticket coverage is measured once, and git is asked once for each commit.
///
/// # Errors
/// As [`build`].
pub fn preview(plan: &Plan, kept: &Kept) -> Result<Built, Failure> {
    let mut loaded = load_again(plan, kept)?;
    let site = &loaded.site;
    let (theme, said) = theme::load(&loaded.sources, &loaded.assets, &site.settings);
    let theme_works = said.iter().all(|d| d.severity != Severity::Error);
    loaded.found.extend(said);
    loaded.found.extend(checks::on_pages(site));
    // Pages name no file of the index that changes its name, so the two need not wait for each other.
    let (searched, (mut output, said)) = rayon::join(
        || searched(&loaded, kept),
        || render(site, &theme, &loaded.assets, search::FOLDER),
    );
    let mut drawn = said;
    let (index, reports) = searched?;
    let mut collisions = output.merge(index);
    let mut add = |page: Result<Vec<(OutPath, Artifact)>, Box<Diagnostic>>| match page {
        Ok(files) => {
            let added = files.into_iter().map(|(path, file)| output.add(path, file));
            collisions.extend(added.filter_map(Result::err));
        }
        Err(broken) => drawn.push(*broken),
    };
    if let Some((body, said)) = reports.coverage {
        loaded.found.extend(said);
        add(coverage_page(site, &theme, search::FOLDER, &body));
    }
    if let Some(body) = reports.health {
        add(health_page(site, &theme, search::FOLDER, &body));
    }
    let is_drawn = drawn.iter().all(|d| d.severity != Severity::Error);
    loaded.found.extend(drawn);
    loaded.found.extend(collisions.iter().map(collision));
    loaded.judge();
    Ok(Built {
        publishable: theme_works && is_drawn && !loaded.settings_broken,
        loaded,
        output,
    })
}

/// The bodies of the pages that are reports, where the site has them.
struct Reports {
    /// With what is wrong with the exports.
    coverage: Option<(String, Option<Diagnostic>)>,
    health: Option<String>,
}

/// The files of the search, what it answers of the tickets, and how the base is doing.
fn searched(loaded: &Loaded, kept: &Kept) -> Result<(Output, Reports), Failure> {
    let index = search::build(&loaded.site)?;
    let (export, (coverage, health)) = rayon::join(
        || search::export(&index, &loaded.site),
        || {
            rayon::join(
                || coverage::body(loaded, &index, &kept.coverage),
                || health::body(loaded, &kept.reuse),
            )
        },
    );
    Ok((export.output, Reports { coverage, health }))
}

fn collision(collision: &Collision) -> Diagnostic {
    let message = format!("two files want the address {}", collision.0);
    Diagnostic::general(Code("KB032"), Severity::Error, message)
}
