//! Pages from the site.
//!
//! Takes the [`Site`], the [`Theme`] and the facts of images. Gives an [`Output`] with every page, feed and static file;
//! one page is one pure call, made when the page is written or sent. Never reads a file and never asks another page.

pub mod addresses;
pub mod article;
pub mod builtin;
pub mod contact;
pub mod context;
pub mod escape;
pub mod extras;
pub mod flag;
pub mod frames;
pub mod highlight;
pub mod history;
pub mod hrefs;
pub mod html;
pub mod lists;
mod order;
mod pages;
pub mod shell;
pub mod statics;
mod structured;
pub mod theme;
pub mod twin;
pub mod words;

use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Site;
use crate::model::article::Target;
use crate::output::{Artifact, Collision, Draw, Output};
use crate::paths::OutPath;
use crate::render::article::Assets;
use crate::render::frames::Frames;
use crate::render::pages::{Job, Pages};
use crate::render::shell::{Holdings, Shell, has_coverage, has_health};
use crate::render::theme::Theme;
use crate::source::store::pack::Pack;
use std::any::Any;
use std::sync::Arc;

/// All that pages are drawn from.
pub struct Press {
    /// The site.
    pub site: Arc<Site>,
    /// Its theme.
    pub theme: Arc<Theme>,
    /// Facts of the images and attachments that articles link to.
    pub assets: Arc<Assets>,
    /// Where the search index stands, with a closing `/`.
    pub search_folder: &'static str,
    /// What pages have in common; begins empty.
    pub frames: Arc<Frames>,
    /// Articles as earlier runs drew them.
    pub kept: Arc<Pack>,
}

/// A report that is shown as a page of the site, around the body of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// Ticket coverage, for sites that have it ([`shell::has_coverage`]).
    Coverage,
    /// How the base is doing, for sites that have it ([`shell::has_health`]).
    Health,
}

/// One page that is still to be drawn.
#[derive(Clone)]
struct Sheet {
    press: Arc<Press>,
    holdings: Holdings,
    job: Job,
}

impl Draw for Sheet {
    fn draw(&self) -> Result<String, Box<Diagnostic>> {
        self.press.pages(self.holdings).draw(&self.job)
    }
}

impl Press {
    fn shell(&self, holdings: Holdings) -> Shell<'_> {
        Shell {
            site: &self.site,
            theme: &self.theme,
            search_folder: self.search_folder,
            holdings,
            frames: &self.frames,
            kept: &self.kept,
        }
    }

    fn pages(&self, holdings: Holdings) -> Pages<'_> {
        Pages {
            shell: self.shell(holdings),
            assets: &self.assets,
        }
    }
}

/// Renders the whole site: its pages are drawn when they are asked for.
#[must_use]
pub fn render(press: &Arc<Press>) -> (Output, Vec<Diagnostic>) {
    let holdings = Holdings::of(&press.site);
    let pages = press.pages(holdings);
    let mut output = Output::default();
    let mut found = Vec::new();
    for job in pages.jobs() {
        let Some(path) = pages.file(&job) else {
            continue;
        };
        let press = Arc::clone(press);
        let sheet = Sheet {
            press,
            holdings,
            job,
        };
        add(
            &mut output,
            path,
            Artifact::Page(Arc::new(sheet)),
            &mut found,
        );
    }
    add_static(&mut output, (&press.site, &press.theme), &mut found);
    add_assets(&mut output, &press.site, &press.assets, &mut found);
    found.dedup();
    (output, found)
}

/// The same pages of a site in which nothing but the texts of articles has changed.
#[must_use]
pub fn render_again(output: &Output, press: &Arc<Press>) -> Output {
    output.with_pages(|page| {
        let drawn: &dyn Any = &**page;
        match drawn.downcast_ref::<Sheet>() {
            Some(sheet) => Arc::new(Sheet {
                press: Arc::clone(press),
                ..sheet.clone()
            }),
            None => Arc::clone(page),
        }
    })
}

/// The page of a report around its body.
#[must_use]
pub fn report_page(press: &Arc<Press>, report: Report, body: &str) -> Option<(OutPath, Artifact)> {
    let job = match report {
        Report::Coverage => Job::Coverage(body.into()),
        Report::Health => Job::Health(body.into()),
    };
    let holdings = Holdings::of(&press.site);
    let path = press.pages(holdings).file(&job)?;
    let press = Arc::clone(press);
    let sheet = Sheet {
        press,
        holdings,
        job,
    };
    Some((path, Artifact::Page(Arc::new(sheet))))
}

fn add_named(output: &mut Output, path: &str, artifact: Artifact, found: &mut Vec<Diagnostic>) {
    if let Some(path) = OutPath::new(path) {
        add(output, path, artifact, found);
    }
}

fn add(output: &mut Output, path: OutPath, artifact: Artifact, found: &mut Vec<Diagnostic>) {
    found.extend(output.add(path, artifact).err().as_ref().map(collision));
}

/// Two files want one address: the first has it, and the site is whole without the other.
#[must_use]
pub fn collision(collision: &Collision) -> Diagnostic {
    let message = format!("two files want the address /{}", collision.0);
    Diagnostic::general(Code("KB032"), Severity::Error, message)
        .help("rename the article, the attachment or the file of the theme that the site does not make itself; until then it is left out")
}

/// The style of the pages that are reports, which few sites have.
const COVERAGE_STYLE: &str = "coverage.css";

fn add_static(output: &mut Output, (site, theme): (&Site, &Theme), found: &mut Vec<Diagnostic>) {
    let is_needed = |name: &str| name != COVERAGE_STYLE || has_coverage(site) || has_health(site);
    for (_, file) in theme.statics.iter().filter(|(name, _)| is_needed(name)) {
        add_named(output, &file.out, file.artifact.clone(), found);
    }
}

/// Images and attachments: only those that an article of this edition links to, and the site's own logo and icon.
fn add_assets(output: &mut Output, site: &Site, assets: &Assets, found: &mut Vec<Diagnostic>) {
    let targets = site.articles.iter().flat_map(|a| &a.targets);
    let linked = targets.filter_map(|target| match target {
        Target::Asset { from, out } => Some((from.clone(), out.clone())),
        _ => None,
    });
    let theme = &site.settings.theme;
    let brand = [&theme.logo, &theme.favicon].into_iter().flatten();
    let brand = brand.filter_map(|path| {
        let from = crate::paths::ContentPath::new(path)?;
        Some((from, addresses::brand_file(path)))
    });
    for (from, out) in linked.chain(brand) {
        let Some(asset) = assets.get(&from).filter(|a| !a.active) else {
            continue;
        };
        let artifact = Artifact::CopyOf {
            from,
            hash: asset.hash,
            len: asset.len,
        };
        add_named(output, &out, artifact, found);
    }
}
