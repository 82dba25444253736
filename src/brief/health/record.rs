//! The health report for programs: one JSON object whose names do not change.
//!
//! Takes what was measured. Gives `{"format":1,…}`. Never writes an internal struct: each has a twin here, so that the
//! inside may change and this does not.

mod events;
mod parts;

use crate::brief::health::record::events::{Changed, Found, Happened, Measured, Ticketed, Worker};
use crate::brief::health::record::parts::{
    Aged, Checked, Dated, General, Lone, Monthly, Named, Open, Owned, Ready, Waiting,
};
use crate::kcs::measures::result::{Health, Past};
use serde::Serialize;

/// The version of the shape; another one only if a name goes or changes its meaning.
const FORMAT: u32 = 1;

/// Everything.
#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    as_of: String,
    since: String,
    /// `full`, `shallow` or `missing`.
    history: &'static str,
    articles: u32,
    states: Named<'a>,
    months: Vec<Monthly>,
    published: Vec<Aged<'a>>,
    ages: Vec<Checked<'a>>,
    reviews: Vec<Dated<'a>>,
    owners: Vec<Owned<'a>>,
    undated: &'a [String],
    in_progress: Vec<Waiting<'a>>,
    flags: Vec<Open<'a>>,
    ready: Vec<Ready<'a>>,
    never_linked: Vec<Lone<'a>>,
    general: Vec<General<'a>>,
    tickets: Option<Ticketed<'a>>,
    people: Vec<Worker<'a>>,
    findings: Vec<Found<'a>>,
    happened: Happened<'a>,
    measures: Vec<Measured<'a>>,
}

/// The whole report.
pub(crate) fn write(health: &Health) -> String {
    // Text, numbers and lists can always be written.
    let mut text = serde_json::to_string_pretty(&report(health)).unwrap_or_default();
    text.push('\n');
    text
}

fn report(health: &Health) -> Report<'_> {
    Report {
        format: FORMAT,
        as_of: health.as_of.to_string(),
        since: health.since.to_string(),
        history: match health.past {
            Past::Full => "full",
            Past::Shallow => "shallow",
            Past::Missing => "missing",
        },
        articles: health.articles(),
        states: Named::of(&health.states),
        months: health.months.iter().map(Monthly::of).collect(),
        published: health.published.iter().map(Aged::of).collect(),
        ages: health.ages.iter().map(Checked::of).collect(),
        reviews: health.reviews.iter().map(Dated::of).collect(),
        owners: health.teams.iter().map(Owned::of).collect(),
        undated: &health.undated,
        in_progress: health.unfinished.iter().map(Waiting::of).collect(),
        flags: health.flags.iter().map(Open::of).collect(),
        ready: health.ready.iter().map(Ready::of).collect(),
        never_linked: health.lonely.iter().map(Lone::of).collect(),
        general: health.generic.iter().map(General::of).collect(),
        tickets: health.tickets.as_ref().map(Ticketed::of),
        people: health.people.iter().map(Worker::of).collect(),
        findings: health.findings.iter().map(Found::of).collect(),
        happened: Happened::of(
            &health.digest,
            health.digest.changes.iter().map(Changed::of).collect(),
        ),
        measures: health.measures.iter().map(Measured::of).collect(),
    }
}

#[cfg(test)]
mod tests;
