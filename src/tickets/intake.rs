//! What was understood of the exports, and what became of every row.
//!
//! Takes nothing. Gives [`Intake`]: files, columns, counts with the first few places of each. Never leaves a row uncounted:
//! read = kept + merged + refused + blank.

use crate::tickets::ticket::Place;

/// How a file was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its name as given, without folders of this machine; the member's name behind `!` for an archive.
    pub name: String,
    /// The system that wrote it: `servicenow`, `jira`, `zendesk`, `freshdesk`, `freshservice`, or `mapping`.
    pub vendor: &'static str,
    /// `csv`, `tsv`, `json`, `ndjson`, `xlsx`, with `, gzip` or `, zip` behind it.
    pub container: String,
    /// The encoding, by its standard name.
    pub encoding: String,
    /// Which column gives which field, in the order of the file; columns that are not used have no field.
    pub columns: Vec<(String, Option<&'static str>)>,
    /// `year first`, `day first`, `month first`, and whether that was seen, set or assumed.
    pub dates: String,
    /// Sentences a reader should know: a cut export, a missing category, an assumed order of dates.
    pub notes: Vec<String>,
    /// Rows read.
    pub rows: u64,
}

/// A count with the first few places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub count: u64,
    /// The first of them, with what was the matter.
    pub first: Vec<(Place, String)>,
}

impl Count {
    /// So many places are named.
    pub const SHOWN: usize = 5;

    /// Counts one more.
    pub fn add(&mut self, place: Place, what: impl Into<String>) {
        self.count += 1;
        if self.first.len() < Self::SHOWN {
            self.first.push((place, what.into()));
        }
    }
}

/// What became of every row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    /// The files, in the order given, archives by member.
    pub sources: Vec<Source>,
    /// Rows read in all.
    pub read: u64,
    /// Tickets kept.
    pub kept: u64,
    /// Rows about a ticket that had been read before: the newest is kept.
    pub merged: Count,
    /// Rows that were kept after a repair (encoding, too few or too many cells, a cell that is no date).
    pub repaired: Count,
    /// Rows that could not be read.
    pub refused: Count,
    /// Rows without any text, at the end of many exports.
    pub blank: u64,
    /// Kept tickets that are no requests of people, by kind: auto-replies, alerts, phishing reports, empty.
    pub noise: [Count; 4],
}
