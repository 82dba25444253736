//! Pages from the site.
//!
//! Takes the [`Site`], the [`Theme`] and the facts of images. Gives an [`Output`] with every page, feed and static file;
//! one page is one pure call, and all are made in parallel. Never reads a file and never asks another page.

pub mod addresses;
pub mod article;
pub mod builtin;
pub mod contact;
pub mod context;
pub mod escape;
pub mod extras;
pub mod flag;
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
use crate::output::{Artifact, Collision, Output};
use crate::paths::OutPath;
use crate::render::article::Assets;
use crate::render::pages::{Drawn, Pages};
use crate::render::shell::{Holdings, Shell, has_coverage, has_health};
use crate::render::theme::Theme;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// Renders the whole site. `search_folder` is where the search index stands, with a closing `/`.
#[must_use]
pub fn render(
    site: &Site,
    theme: &Theme,
    assets: &Assets,
    search_folder: &str,
) -> (Output, Vec<Diagnostic>) {
    let shell = Shell {
        site,
        theme,
        search_folder,
        holdings: Holdings::of(site),
    };
    let pages = Pages { shell, assets };
    let drawn: Vec<Drawn> = pages
        .jobs()
        .into_par_iter()
        .map(|job| pages.draw(&job))
        .collect();
    let mut output = Output::default();
    let mut found = Vec::new();
    for result in drawn {
        match result {
            Ok(files) => {
                for (path, text) in files {
                    add(&mut output, &path, Artifact::Text(text), &mut found);
                }
            }
            Err(diagnostic) => found.push(*diagnostic),
        }
    }
    for (name, text) in extras::files(&shell) {
        add(&mut output, name, Artifact::Text(text), &mut found);
    }
    add_static(&mut output, (site, theme), &mut found);
    add_assets(&mut output, site, assets, &mut found);
    found.dedup();
    (output, found)
}

/// The page of ticket coverage around the body of the report, for sites that have it ([`shell::has_coverage`]).
///
/// # Errors
/// A finding where the theme's template cannot be drawn.
pub fn coverage_page(
    site: &Site,
    theme: &Theme,
    search_folder: &str,
    body: &str,
) -> Result<Vec<(OutPath, Artifact)>, Box<Diagnostic>> {
    alone((site, theme, search_folder), &|pages| pages.coverage(body))
}

/// The page of the base's health around the body of the report, for sites that have it ([`shell::has_health`]).
///
/// # Errors
/// As [`coverage_page`].
pub fn health_page(
    site: &Site,
    theme: &Theme,
    search_folder: &str,
    body: &str,
) -> Result<Vec<(OutPath, Artifact)>, Box<Diagnostic>> {
    alone((site, theme, search_folder), &|pages| pages.health(body))
}

/// One page that is drawn by itself.
fn alone(
    (site, theme, search_folder): (&Site, &Theme, &str),
    draw: &dyn Fn(&Pages<'_>) -> Drawn,
) -> Result<Vec<(OutPath, Artifact)>, Box<Diagnostic>> {
    let shell = Shell {
        site,
        theme,
        search_folder,
        holdings: Holdings::of(site),
    };
    let pages = Pages {
        shell,
        assets: &Assets::default(),
    };
    let files = draw(&pages)?.into_iter();
    Ok(files
        .filter_map(|(path, text)| Some((OutPath::new(&path)?, Artifact::Text(text))))
        .collect())
}

fn add(output: &mut Output, path: &str, artifact: Artifact, found: &mut Vec<Diagnostic>) {
    let Some(path) = OutPath::new(path) else {
        return;
    };
    if let Err(Collision(path)) = output.add(path, artifact) {
        let message = format!("two pages want the address {path}");
        found.push(
            Diagnostic::general(Code("KB032"), Severity::Error, message)
                .help("rename the folder or article: `os`, `product`, `search`, `symptoms`, `error-codes`, `coverage`, `health`, `all` and `static` are the site's own"),
        );
    }
}

/// The style of the pages that are reports, which few sites have.
const COVERAGE_STYLE: &str = "coverage.css";

fn add_static(output: &mut Output, (site, theme): (&Site, &Theme), found: &mut Vec<Diagnostic>) {
    let is_needed = |name: &str| name != COVERAGE_STYLE || has_coverage(site) || has_health(site);
    for (_, file) in theme.statics.iter().filter(|(name, _)| is_needed(name)) {
        add(output, &file.out, file.artifact.clone(), found);
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
        add(output, &out, artifact, found);
    }
}
