//! The order of the stages; the only file that knows it.
//!
//! Takes a [`Plan`]. Gives what was loaded, or the whole site as an [`Output`]. Never prints and never writes.

mod check;
mod coverage;
mod edition;
pub mod health;
mod past;
mod proof;
mod read;
pub mod since;
mod specimen;
mod unsafe_files;

pub use check::{check, check_as_if};
pub use past::Trails;

use crate::audit::Audit;
use crate::checks::allow::Allowances;
use crate::checks::{self, levels};
use crate::diag::{Code, Diagnostic, Failure, Severity};
use crate::model::Site;
use crate::output::{Artifact, Collision, Output};
use crate::paths::OutPath;
use crate::pipeline::past::Last;
use crate::pipeline::read::read;
use crate::render::article::Assets;
use crate::render::{coverage_page, health_page, render, theme};
use crate::search;
use crate::source::Sources;
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
    /// Whether it may be published: the theme works, and nothing in it is for a narrower audience.
    pub publishable: bool,
}

/// What a preview keeps: ticket exports are read once, and git is asked once for each commit.
#[derive(Debug, Default)]
pub struct Kept {
    coverage: coverage::KeptBody,
    reuse: health::KeptReuse,
    told: Last,
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
    let leaks = proof::prove(&loaded, &theme, &output);
    let is_proven = leaks.is_empty();
    loaded.found.extend(leaks);
    Ok(Built {
        publishable: theme_works && is_drawn && is_proven && !loaded.settings_broken,
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
