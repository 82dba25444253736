//! The manager's report as documents: HTML with charts, CSV, JSON, Markdown.
//!
//! Takes [`crate::coverage::result::Coverage`]. Gives text. Never computes a figure.

mod articles;
mod axis;
mod categories;
pub mod effects;
pub mod figures;
mod gap;
pub mod health;
mod heat;
mod lines;
mod markup;
mod method;
mod named;
mod next;
mod opening;
mod page;
mod pareto;
mod plain;
mod record;
#[cfg(test)]
pub(crate) mod sample;
mod sheet;
mod weeks;
pub mod words;

use crate::config::Settings;
use crate::coverage::explained::Explained;
use crate::coverage::result::Coverage;

/// Where the names of articles lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Links {
    /// Nowhere: the report is a file of its own.
    #[default]
    None,
    /// To the pages of the site, from its folder `coverage/`.
    Folders,
    /// The same, by the names of their files, for sites that are read from a disk.
    Files,
}

impl Links {
    /// For the page of a site; `offline` sites are read from a disk too.
    fn of_site(offline: bool) -> Self {
        if offline { Self::Files } else { Self::Folders }
    }
}

/// What the report says of the site that it was made for.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The site's title.
    pub title: &'a str,
    /// The site's language: that of tickets and articles. The report itself is in English.
    pub lang: &'a str,
    /// The site's accent, light and dark.
    pub accent: Option<&'a (String, String)>,
    /// Where the names of articles lead.
    pub links: Links,
}

impl<'a> About<'a> {
    /// For a file of its own.
    #[must_use]
    pub fn file(settings: &'a Settings) -> Self {
        Self {
            title: &settings.title,
            lang: &settings.lang,
            accent: settings.theme.accent.as_ref(),
            links: Links::None,
        }
    }

    /// For a page of the site.
    #[must_use]
    pub fn page(settings: &'a Settings) -> Self {
        Self {
            links: Links::of_site(settings.offline),
            ..Self::file(settings)
        }
    }
}

/// The report as one file that needs no other.
#[must_use]
pub fn html(coverage: &Coverage, about: &About<'_>) -> String {
    page::whole(coverage, about)
}

/// The same without its head, for a page of the site: no style, no script.
#[must_use]
pub fn body(coverage: &Coverage, about: &About<'_>) -> String {
    page::body(coverage, about)
}

/// One line a category, topic and gap, for spreadsheets.
#[must_use]
pub fn csv(coverage: &Coverage) -> String {
    sheet::write(coverage)
}

/// Everything, as an object with `"format": 1`.
#[must_use]
pub fn json(coverage: &Coverage) -> String {
    record::write(coverage)
}

/// The report as text for a wiki or a pull request.
#[must_use]
pub fn markdown(coverage: &Coverage) -> String {
    plain::write(coverage)
}

/// One JSON object a line, one line a ticket.
#[must_use]
pub fn explain(lines: &[Explained]) -> String {
    lines::write(lines)
}
