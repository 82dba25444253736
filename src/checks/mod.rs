//! The content standard: what a base needs to help people, checked article by article.
//!
//! Takes the [`Site`] and today's date. Gives diagnostics. Never changes the site and never reads a clock or a file.

pub mod allow;
pub mod duplicates;
pub mod freshness;
pub mod images;
pub mod learnt;
pub mod levels;
pub mod links;
pub mod metadata;
pub mod near;
pub mod order;
pub mod patterns;
pub mod structure;
pub mod titles;

#[cfg(test)]
mod tests;

use crate::checks::near::Near;
use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::model::Site;
use crate::model::article::Article;
use crate::model::overlay::Origins;
use jiff::civil::Date;
use rayon::iter::{IntoParallelRefIterator, ParallelExtend, ParallelIterator};

/// What a check may look at.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The base.
    pub site: &'a Site,
    /// The day the checks are for.
    pub today: Date,
    /// Names to suggest for a name that nothing has.
    pub near: Near<'a>,
}

/// One rule.
pub trait Check: Sync {
    /// The codes that it raises.
    fn codes(&self) -> &'static [Code];

    /// What is wrong with one article.
    fn article(&self, _scene: &Scene<'_>, _article: &Article) -> Vec<Diagnostic> {
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
    &order::Order,
    &titles::Titles,
    &duplicates::Duplicates,
    &links::Links,
    &images::Images,
    &patterns::Patterns,
    &learnt::Learnt,
];

/// What a reader of the built pages would stumble over: links that lead nowhere, images that are missing.
pub const ON_PAGES: &[&dyn Check] = &[&links::Links, &images::Images];

/// Runs all checks.
#[must_use]
pub fn run(site: &Site, today: Date) -> Vec<Diagnostic> {
    run_some(CHECKS, site, today)
}

/// The errors of [`ON_PAGES`], which ask for no date.
#[must_use]
pub fn on_pages(site: &Site) -> Vec<Diagnostic> {
    let mut found = run_some(ON_PAGES, site, Date::default());
    found.retain(|d| d.severity == Severity::Error);
    found
}

fn run_some(checks: &[&dyn Check], site: &Site, today: Date) -> Vec<Diagnostic> {
    let scene = Scene {
        site,
        today,
        near: Near::new(site),
    };
    let mut found = Vec::new();
    for check in checks {
        // Parallel, but collected in the order of the articles.
        let of = |article| check.article(&scene, article);
        found.par_extend(site.articles.par_iter().flat_map_iter(of));
        found.extend(check.site(&scene));
    }
    Origins::of_site(site).settle(&mut found);
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
