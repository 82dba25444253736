//! The order of the stages; the only file that knows it.
//!
//! Takes a [`Plan`]. Gives what was loaded, or the whole site as an [`Output`]. Never prints and never writes.

mod check;
mod coverage;
mod edition;
pub mod health;
mod mark;
mod memory;
mod packs;
mod past;
mod proof;
mod read;
pub mod since;
mod specimen;
pub mod standing;
mod touch;
mod unsafe_files;

pub use check::{check, check_as_if};
pub use packs::WORTH;
pub use past::Trails;

use crate::audit::Audit;
use crate::checks::allow::Allowances;
use crate::checks::hush::hush;
use crate::checks::{self, levels};
use crate::diag::{Diagnostic, Failure, Severity};
use crate::model::Site;
use crate::output::{Artifact, Content, Output};
use crate::paths::OutPath;
use crate::pipeline::memory::Memory;
use crate::pipeline::packs::Packs;
use crate::pipeline::proof::Proof;
use crate::pipeline::read::{Read, read};
use crate::pipeline::touch::Touched;
use crate::render::article::Assets;
use crate::render::{Press, Report, collision, render, report_page};
use crate::search;
use crate::search::SearchIndex;
use crate::search::index::Segments;
use crate::source::Sources;
use crate::source::store::pack::Pack;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
#[derive(Clone, Debug)]
pub struct Loaded {
    /// All files.
    pub sources: Sources,
    /// The site.
    pub site: Arc<Site>,
    /// Facts of the images and attachments that articles link to.
    pub assets: Arc<Assets>,
    /// What is wrong so far.
    pub found: Vec<Diagnostic>,
    /// Findings that articles live with.
    pub allowances: Allowances,
    /// Who did what, from git, also to articles that are gone; empty where the plan did not want it.
    pub audit: Arc<Audit>,
    /// Whether the settings have errors: nothing that follows can be trusted, exit code 2.
    pub settings_broken: bool,
    /// What git told.
    told: past::Told,
    /// What earlier runs left.
    packs: Packs,
}

/// The pages of a site, before what is made of all of them together.
#[derive(Clone)]
pub struct Draft {
    /// What they are made from.
    pub loaded: Loaded,
    /// Every file but search index and reports.
    pub output: Arc<Output>,
    /// Whether they may be shown: the theme works.
    pub publishable: bool,
    press: Arc<Press>,
}

/// What is shown of a base that somebody is working at.
#[derive(Clone)]
pub struct Preview {
    /// The pages.
    pub draft: Draft,
    /// What they were made from: the same mark means the same pages.
    pub mark: [u8; 32],
    /// The base as it was read; texts that have changed since stand in the draft.
    read: Arc<Read>,
}

/// What is made of all pages together: the search index, and the pages that are reports.
#[derive(Debug)]
pub struct Rest {
    /// The files.
    pub output: Output,
    /// What is wrong.
    pub found: Vec<Diagnostic>,
}

/// A whole site, ready to be written or served.
#[derive(Debug)]
pub struct Built {
    /// What it was made from.
    pub loaded: Loaded,
    /// Every file; pages are drawn when they are asked for.
    pub output: Output,
    /// Whether it may be published, as far as is known before the pages are drawn.
    pub publishable: bool,
    proof: Proof,
}

impl Built {
    /// Adds what was found while the pages were drawn.
    pub fn refuse(&mut self, found: Vec<Diagnostic>) {
        self.loaded.found.extend(found);
        let found = std::mem::take(&mut self.loaded.found);
        self.loaded.found = hush(found, &self.loaded.sources);
    }

    /// An error if a file about to be written holds something that is for a narrower audience or another client.
    #[must_use]
    pub fn leak(&self, path: &OutPath, content: &Content<'_>) -> Option<Diagnostic> {
        self.proof.finding(&self.loaded, (path, content))
    }
}

/// What a preview keeps: ticket exports are read once, git is asked once for each commit, and of the base only what has
/// changed is read again.
#[derive(Default)]
pub struct Kept {
    coverage: coverage::KeptBody,
    reuse: health::KeptReuse,
    segments: Segments,
    memory: Mutex<Memory>,
}

impl Kept {
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Loaded {
    /// The search index of the site.
    ///
    /// # Errors
    /// As [`search::build`].
    pub fn index(&self) -> Result<SearchIndex<'_>, Failure> {
        search::build_again(&self.site, &Segments::default(), &self.packs.segments)
    }

    /// Findings as the base judges them: without those that articles allow, at the levels of the settings; no words repeat a
    /// secret.
    fn judged(&self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let (kept, _) = self.allowances.apply(found);
        let found = levels::apply(kept, &self.site.settings.standard);
        hush(found, &self.sources)
    }
}

/// Reads a base and assembles the edition that the plan means.
///
/// # Errors
/// [`Failure::Read`] if the root cannot be read, [`Failure::Usage`] for an audience or client that does not exist.
pub fn load(plan: &Plan) -> Result<Loaded, Failure> {
    load_again(plan, &mut Memory::default())
}

fn load_again(plan: &Plan, memory: &mut Memory) -> Result<Loaded, Failure> {
    let read = heard(plan, memory)?;
    assembled(plan, memory, read)
}

/// The base as it was read, with all that git tells of it.
fn heard(plan: &Plan, memory: &mut Memory) -> Result<Read, Failure> {
    let mut read = read(plan, memory)?;
    let edition = read.edition(plan)?;
    read.hear(plan, &edition);
    read.packs = memory.packs(&plan.root, &read.sources);
    memory.told = Some(read.told.clone());
    Ok(read)
}

fn assembled(plan: &Plan, memory: &mut Memory, read: Read) -> Result<Loaded, Failure> {
    let edition = read.edition(plan)?;
    let assembled = read.site(edition, &mut memory.articles);
    Ok(read.loaded(plan, assembled, &mut memory.looks))
}

/// Makes the whole site.
///
/// # Errors
/// As [`load`], and when the search index cannot be made.
pub fn build(plan: &Plan) -> Result<Built, Failure> {
    build_again(plan, &Kept::default())
}

/// Makes the whole site; of the base only what has changed since it was read for `kept` is read again.
///
/// # Errors
/// As [`build`].
pub fn build_again(plan: &Plan, kept: &Kept) -> Result<Built, Failure> {
    // What was remembered is not needed any longer, and a whole site needs room.
    let mut memory = std::mem::take(&mut *kept.memory());
    let loaded = load_again(plan, &mut memory)?;
    let pages = Arc::clone(&loaded.packs.pages);
    let mut draft = drafted(&mut memory, loaded, pages);
    drop(memory);
    let (rest, proof) = rayon::join(
        || draft.rest(kept),
        || Proof::of(&draft.loaded, &draft.press.theme),
    );
    let rest = rest?;
    let mut output = Arc::unwrap_or_clone(draft.output);
    let collisions = output.merge(rest.output);
    draft.loaded.found.extend(rest.found);
    draft.loaded.found.extend(collisions.iter().map(collision));
    let found = std::mem::take(&mut draft.loaded.found);
    draft.loaded.found = draft.loaded.judged(found);
    Ok(Built {
        loaded: draft.loaded,
        output,
        publishable: draft.publishable,
        proof,
    })
}

/// Makes the pages. What is kept from the time before is not made again; where nothing but the files `touched` may have
/// changed, nothing else is looked at.
///
/// # Errors
/// As [`load`].
pub fn preview(plan: &Plan, kept: &Kept, touched: Option<&[PathBuf]>) -> Result<Preview, Failure> {
    let memory = &mut *kept.memory();
    let last = memory.last.take();
    let again = touched.zip(last.as_ref());
    let again = again.and_then(|(paths, last)| touch::touched(plan, memory, (last, paths)));
    let preview = match again {
        Some(Touched::Done(preview)) => *preview,
        Some(Touched::Read(read)) => whole(plan, memory, *read)?,
        None => {
            let read = heard(plan, memory)?;
            whole(plan, memory, read)?
        }
    };
    memory.last = Some(preview.clone());
    Ok(preview)
}

fn whole(plan: &Plan, memory: &mut Memory, read: Read) -> Result<Preview, Failure> {
    let kept = Arc::new(read.clone());
    let loaded = assembled(plan, memory, read)?;
    // A preview draws the few pages that somebody looks at.
    let draft = drafted(memory, loaded, Arc::default());
    let texts = memory.hashes(&draft.loaded.sources.files);
    let mark = mark::mark(plan, &draft.loaded, &texts).into();
    Ok(Preview {
        draft,
        mark,
        read: kept,
    })
}

/// The pages, drawn when they are asked for; articles that were drawn before are taken from `kept`.
fn drafted(memory: &mut Memory, mut loaded: Loaded, kept: Arc<Pack>) -> Draft {
    let (theme, said) = memory.theme(&loaded);
    let site = &loaded.site;
    let is_of_theme = |d: &&Diagnostic| {
        let path = d.file.map(|id| &loaded.sources.file(id).path);
        path.is_some_and(|path| path.as_str().starts_with("themes/"))
    };
    // A file of the theme that could not be read is not replaced by a guess either.
    let mut of_theme = said.iter().chain(loaded.found.iter().filter(is_of_theme));
    let theme_works = of_theme.all(|d| d.severity != Severity::Error);
    let press = Arc::new(Press {
        site: Arc::clone(site),
        theme,
        assets: Arc::clone(&loaded.assets),
        search_folder: search::FOLDER,
        frames: Arc::default(),
        kept,
    });
    let (output, drawn) = render(&press);
    let on_pages = checks::on_pages(site);
    loaded
        .found
        .extend(said.into_iter().chain(on_pages).chain(drawn));
    Draft {
        publishable: theme_works && !loaded.settings_broken,
        loaded,
        output: Arc::new(output),
        press,
    }
}

impl Draft {
    /// What is wrong so far, and `more`, as the base judges it.
    #[must_use]
    pub fn judged(&self, more: impl IntoIterator<Item = Diagnostic>) -> Vec<Diagnostic> {
        let found = self.loaded.found.iter().cloned().chain(more);
        self.loaded.judged(found.collect())
    }

    /// Draws every page and looks for what is not for this edition; the narrowest may hold everything.
    #[must_use]
    pub fn leaks(&self, rest: &Output) -> Vec<Diagnostic> {
        let proof = Proof::of(&self.loaded, &self.press.theme);
        if proof.is_empty() {
            return Vec::new();
        }
        let of = |(path, artifact): (&OutPath, &Artifact)| {
            let content = artifact.content().ok()?;
            proof.finding(&self.loaded, (path, &content))
        };
        self.output
            .iter()
            .chain(rest.iter())
            .filter_map(of)
            .collect()
    }

    /// Makes what needs all pages together. Ticket coverage is measured once for all that is kept.
    ///
    /// # Errors
    /// When the search index cannot be made.
    pub fn rest(&self, kept: &Kept) -> Result<Rest, Failure> {
        let loaded = &self.loaded;
        let packs = &loaded.packs;
        let index = search::build_again(&loaded.site, &kept.segments, &packs.segments)?;
        let (export, (coverage, health)) = rayon::join(
            || {
                packs.close_texts();
                search::export(&index, &loaded.site)
            },
            || {
                rayon::join(
                    || coverage::body(loaded, &index, &kept.coverage),
                    || health::body(loaded, &kept.reuse),
                )
            },
        );
        let mut output = export.output;
        let mut found = Vec::new();
        let mut add = |report, body: &str| {
            if let Some((path, page)) = report_page(&self.press, report, body) {
                found.extend(output.add(path, page).err().iter().map(collision));
            }
        };
        if let Some((body, _)) = &coverage {
            add(Report::Coverage, body);
        }
        if let Some(body) = &health {
            add(Report::Health, body);
        }
        found.extend(coverage.and_then(|(_, said)| said));
        Ok(Rest { output, found })
    }
}
