//! What is measured, and for which days.
//!
//! Takes nothing. Gives [`Input`] and the ways that every measure walks through it. Never holds a figure.

use crate::audit::{Event, Trail};
use crate::coverage::reuse::Reuse;
use crate::diag::Diagnostic;
use crate::kcs::measures::days::before;
use crate::kcs::measures::result::Past;
use crate::model::article::Article;
use crate::model::{ArticleId, Site};
use jiff::civil::Date;

/// Days of the period where nobody names one.
pub const PERIOD: i32 = 90;

/// A base, ready to be measured.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// The base, as its authors see it.
    pub site: &'a Site,
    /// Articles that are gone: path and trail.
    pub gone: Vec<(&'a str, &'a Trail)>,
    /// How much of the past is known.
    pub past: Past,
    /// Tickets that name articles, where some were given.
    pub reuse: Option<&'a Reuse>,
    /// What the checks found.
    pub found: &'a [Diagnostic],
    /// The day of the report.
    pub as_of: Date,
    /// The first day of the period; by default [`PERIOD`] days back.
    pub since: Option<Date>,
}

impl Input<'_> {
    /// The first day of the period.
    #[must_use]
    pub fn since(&self) -> Date {
        self.since.unwrap_or_else(|| before(self.as_of, PERIOD))
    }

    /// Whether a day lies in the period.
    pub(crate) fn is_in_period(&self, day: Date) -> bool {
        (self.since()..=self.as_of).contains(&day)
    }

    /// Whether beginnings are known.
    pub(crate) fn knows_all(&self) -> bool {
        self.past == Past::Full
    }

    /// Articles that are not archived.
    pub(crate) fn live(&self) -> impl Iterator<Item = (ArticleId, &Article)> {
        self.site.iter().filter(|(_, a)| !a.is_archived())
    }

    /// What happened to articles in the period, article by article; nothing where beginnings are not known.
    pub(crate) fn happened(&self) -> impl Iterator<Item = (ArticleId, &Event)> {
        let all = self.site.iter().filter(|_| self.knows_all());
        all.flat_map(|(id, a)| a.trail.events.iter().map(move |e| (id, e)))
            .filter(|(_, e)| self.is_in_period(e.day))
    }
}
