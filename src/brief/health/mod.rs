//! The health of the base as documents: HTML with charts, JSON, Markdown, and the coach's sample.
//!
//! Takes [`crate::kcs::measures::result::Health`]. Gives text. Never computes a figure.

mod charts;
mod checklist;
mod happened;
mod leading;
mod method;
mod page;
mod plain;
mod record;
#[cfg(test)]
pub(crate) mod sample;
mod sheets;
mod time;
mod upkeep;
pub mod words;

use crate::brief::About;
use crate::kcs::measures::result::Health;
use crate::kcs::measures::sample::Sample;

/// The report as one file that needs no other.
#[must_use]
pub fn html(health: &Health, about: &About<'_>) -> String {
    crate::brief::page::file("Health of the base", &page::body(health, about), about)
}

/// The same without its head, for a page of the site: no style, no script.
#[must_use]
pub fn body(health: &Health, about: &About<'_>) -> String {
    page::body(health, about)
}

/// Everything, as an object with `"format": 1`.
#[must_use]
pub fn json(health: &Health) -> String {
    record::write(health)
}

/// The report as text for a wiki or a mail.
#[must_use]
pub fn markdown(health: &Health, title: &str) -> String {
    plain::write(health, title)
}

/// The sample as checklists to fill, in Markdown.
#[must_use]
pub fn checklist(sample: &Sample) -> String {
    checklist::write(sample)
}

/// The sample, as an object with `"format": 1`.
#[must_use]
pub fn sample_json(sample: &Sample) -> String {
    checklist::json(sample)
}
