//! The content standard: what a base needs to help people, checked article by article.
//!
//! Takes the [`Site`] and today's date. Gives diagnostics. Never changes the site and never reads a clock or a file.

pub mod acronyms;
pub mod allow;
pub mod causes;
pub mod duplicates;
pub mod external;
pub mod filler;
pub mod flags;
pub mod freshness;
pub mod hush;
pub mod images;
pub mod internal_words;
pub mod learnt;
pub mod levels;
pub mod links;
pub mod metadata;
pub mod near;
pub mod order;
pub mod owners;
pub mod patterns;
pub mod personal;
mod phrases;
pub mod pieces;
pub mod prose;
pub mod reading;
pub mod renamed;
pub mod resolution;
pub mod review;
pub mod secrets;
pub mod sentences;
pub mod steps;
pub mod structure;
pub mod support;
pub mod symptoms;
pub mod systems;
pub mod title_words;
pub mod titles;
pub mod tone;
pub mod wider;
pub mod wip;

#[cfg(test)]
mod tests;

use crate::checks::near::Near;
use crate::checks::prose::Prose;
use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::model::Site;
use crate::model::article::Article;
use crate::model::overlay::Origins;
use jiff::civil::Date;
use rayon::iter::{ParallelExtend, ParallelIterator};
use std::sync::OnceLock;

/// What a check may look at.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The base.
    pub site: &'a Site,
    /// The day the checks are for.
    pub today: Date,
    /// Names to suggest for a name that nothing has, taken down for the first such name: most bases have none.
    near: OnceLock<Near<'a>>,
}

impl<'a> Scene<'a> {
    /// A base on a day.
    #[must_use]
    pub fn new(site: &'a Site, today: Date) -> Self {
        Self {
            site,
            today,
            near: OnceLock::new(),
        }
    }

    /// Names to suggest for a name that nothing has.
    #[must_use]
    pub fn near(&self) -> &Near<'a> {
        self.near.get_or_init(|| Near::new(self.site))
    }
}

/// One rule.
pub trait Check: Sync {
    /// The codes that it raises.
    fn codes(&self) -> &'static [Code];

    /// What is wrong with one article.
    fn article(&self, _scene: &Scene<'_>, _article: &Article) -> Vec<Diagnostic> {
        Vec::new()
    }

    /// What is wrong with the words of one article; never asked about archived articles and introductions of folders.
    fn prose(&self, _scene: &Scene<'_>, _prose: &Prose<'_>) -> Vec<Diagnostic> {
        Vec::new()
    }

    /// What is wrong between articles.
    fn site(&self, _scene: &Scene<'_>) -> Vec<Diagnostic> {
        Vec::new()
    }
}

/// All checks, in the order in which they run.
pub const CHECKS: &[&dyn Check] = &[
    &freshness::Freshness,
    &metadata::Metadata,
    &structure::Structure,
    &resolution::Resolution,
    &steps::Steps,
    &causes::Causes,
    &order::Order,
    &titles::Titles,
    &title_words::TitleWords,
    &symptoms::Symptoms,
    &duplicates::Duplicates,
    &links::Links,
    &images::Images,
    &patterns::Patterns,
    &learnt::Learnt,
    &reading::Reading,
    &sentences::Sentences,
    &filler::Filler,
    &tone::Tone,
    &acronyms::Acronyms,
    &review::Review,
    &wip::Wip,
    &owners::Owners,
    &flags::Flags,
    &external::External,
    &personal::Personal,
    &secrets::Secrets,
    &internal_words::InternalWords,
    &systems::Systems,
    &support::Support,
    &renamed::Renamed,
];

/// What a reader of the built pages would stumble over: links that lead nowhere, images that are missing.
pub const ON_PAGES: &[&dyn Check] = &[&links::Links, &images::Images];

/// Runs all checks.
#[must_use]
pub fn run(site: &Site, today: Date) -> Vec<Diagnostic> {
    let scene = Scene::new(site, today);
    let mut found = run_some(CHECKS, &scene);
    found.par_extend(site.articles.par_iter().flat_map_iter(|a| words(&scene, a)));
    Origins::of_site(site).settle(&mut found);
    found
}

/// What all checks say of the words of one article, which are read once for them.
fn words(scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
    if article.is_archived() || article.is_index {
        return Vec::new();
    }
    let prose = Prose::of(article);
    let each = CHECKS.iter().flat_map(|c| c.prose(scene, &prose));
    each.collect()
}

/// The errors of [`ON_PAGES`], which ask for no date.
#[must_use]
pub fn on_pages(site: &Site) -> Vec<Diagnostic> {
    let scene = Scene::new(site, Date::default());
    let mut found = run_some(ON_PAGES, &scene);
    Origins::of_site(site).settle(&mut found);
    found.retain(|d| d.severity == Severity::Error);
    found
}

/// The errors of [`ON_PAGES`] that one article brings, which has no overlay.
#[must_use]
pub fn on_page(site: &Site, article: &Article) -> Vec<Diagnostic> {
    let scene = Scene::new(site, Date::default());
    let checks = ON_PAGES.iter();
    let mut found: Vec<_> = checks
        .flat_map(|check| check.article(&scene, article))
        .collect();
    found.retain(|d| d.severity == Severity::Error);
    found
}

fn run_some(checks: &[&dyn Check], scene: &Scene<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for check in checks {
        // Parallel, but collected in the order of the articles.
        let of = |article| check.article(scene, article);
        found.par_extend(scene.site.articles.par_iter().flat_map_iter(of));
        found.extend(check.site(scene));
    }
    found
}

/// Where a finding about the article as a whole stands: its title, or else the head of the file.
#[must_use]
pub fn head(article: &Article) -> Span {
    article.title_span.unwrap_or_default()
}

/// The first characters of a target, which may be a whole image or program.
#[must_use]
pub fn shortened(target: &str) -> String {
    const MOST: usize = 120;
    match target.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &target[..end]),
        None => target.to_owned(),
    }
}
