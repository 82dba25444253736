//! How the base is doing, for the command and for the page in the authors' own site.
//!
//! Takes what was loaded. Gives what is to be measured, or the body of the page. Never asks the clock: of a page the newest commit says
//! what day it is.

use crate::audit::Trail;
use crate::brief::{About, health as brief};
use crate::checks::{self, levels};
use crate::coverage::Request;
use crate::coverage::reuse::{self, Reuse};
use crate::diag::{Code, Failure};
use crate::kcs::measures::result::Past;
use crate::kcs::measures::{Input, measure};
use crate::model::{ArticleId, Site};
use crate::paths::ContentPath;
use crate::pipeline::Loaded;
use crate::render::shell::has_health;
use crate::source::exports::Exports;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The findings of a shallow clone.
const SHALLOW: Code = Code("KB009");

/// What is asked of a base.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The day of the report.
    pub as_of: Date,
    /// The first day of the period, where somebody named one.
    pub since: Option<Date>,
    /// Tickets that name articles.
    pub reuse: Option<&'a Reuse>,
}

/// The base, ready to be measured; what the checks found stands in `loaded.found`.
#[must_use]
pub fn input<'a>(loaded: &'a Loaded, asked: &Asked<'a>) -> Input<'a> {
    Input {
        site: &loaded.site,
        gone: gone(loaded),
        past: past(loaded),
        reuse: asked.reuse,
        found: &loaded.found,
        as_of: asked.as_of,
        since: asked.since,
    }
}

/// Trails of articles that are no more: of files in the content folder that were deleted.
fn gone(loaded: &Loaded) -> Vec<(&str, &Trail)> {
    let is_below = |path: &str| loaded.sources.inner(path).is_some();
    let all = loaded.audit.trails.iter();
    let gone = all.filter(|(path, trail)| is_below(path) && trail.is_gone());
    gone.map(|(path, trail)| (&path[..], trail)).collect()
}

/// How much git told.
fn past(loaded: &Loaded) -> Past {
    if loaded
        .site
        .articles
        .iter()
        .all(|a| a.trail.events.is_empty())
    {
        Past::Missing
    } else if loaded.found.iter().any(|d| d.code == SHALLOW) {
        Past::Shallow
    } else {
        Past::Full
    }
}

/// Tickets by what they name, as they were read first: a preview keeps them, since reading a year of tickets takes longer
/// than everything else that a saved article asks for.
#[derive(Debug, Default)]
pub(super) struct KeptReuse {
    reuse: OnceLock<(Vec<ContentPath>, Reuse)>,
    /// The hash of the exports before they were read.
    pub(super) exports: OnceLock<[u8; 32]>,
}

/// The body of the page; nothing for a site that has no such page.
pub(super) fn body(loaded: &Loaded, kept: &KeptReuse) -> Option<String> {
    let site = &loaded.site;
    let days = site.articles.iter().filter_map(|a| a.dates.updated);
    let as_of = days.max().filter(|_| has_health(site))?;
    let reuse = kept.of(loaded);
    let asked = Asked {
        as_of,
        since: None,
        reuse: reuse.as_ref(),
    };
    let (found, _) = loaded.allowances.apply(checks::run(site, as_of));
    let found = levels::apply(found, &site.settings.standard);
    let input = Input {
        found: &found,
        ..input(loaded, &asked)
    };
    let about = About::page(&site.settings);
    Some(brief::body(&measure(&input), &about))
}

impl KeptReuse {
    /// The tickets, where the settings name exports that can be read; that they cannot is said on the page of coverage.
    fn of(&self, loaded: &Loaded) -> Option<Reuse> {
        let site = &loaded.site;
        let files = &site.settings.tickets.files;
        if files.is_empty() {
            return None;
        }
        if self.reuse.get().is_none() {
            let (reuse, hash) = read(loaded, files).ok()?;
            let _ = self.exports.set(hash);
            let paths = site.articles.iter().map(|a| a.path.clone());
            let _ = self.reuse.set((paths.collect(), reuse));
        }
        let (paths, reuse) = self.reuse.get()?;
        Some(renumbered(reuse, paths, site))
    }
}

/// The tickets, and the hash of their exports.
fn read(loaded: &Loaded, files: &[String]) -> Result<(Reuse, [u8; 32]), Failure> {
    let exports = Exports::of_settings(&loaded.sources.root, files)?;
    let hash = exports.hash()?;
    let reuse = reuse::read(&loaded.site, &exports, &Request::default())?;
    Ok((reuse, hash))
}

/// The same tickets, by the numbers that articles have now.
fn renumbered(reuse: &Reuse, paths: &[ContentPath], site: &Site) -> Reuse {
    let now: BTreeMap<&ContentPath, ArticleId> = site.iter().map(|(id, a)| (&a.path, id)).collect();
    let mut reuse = reuse.clone();
    for ticket in &mut reuse.linked {
        let known = ticket.articles.iter();
        let known = known.filter_map(|id| now.get(&paths[id.0 as usize]).copied());
        ticket.articles = known.collect();
    }
    reuse
}
