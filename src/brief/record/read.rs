//! The twin of the intake, for JSON.
//!
//! Takes what was understood of the exports. Gives values with frozen names. Never leaves a row uncounted.

use crate::tickets::intake::{Count, Intake, Source};
use serde::Serialize;

/// What became of every row.
#[derive(Serialize)]
pub(super) struct Read<'a> {
    sources: Vec<File<'a>>,
    rows: u64,
    kept: u64,
    merged: Tally<'a>,
    repaired: Tally<'a>,
    refused: Tally<'a>,
    blank: u64,
    noise: Noise<'a>,
}

impl<'a> Read<'a> {
    pub(super) fn of(intake: &'a Intake) -> Self {
        let tally = |count: &'a Count| Tally::of(count, &intake.sources);
        let [replies, alerts, phishing, empty] = &intake.noise;
        Self {
            sources: intake.sources.iter().map(File::of).collect(),
            rows: intake.read,
            kept: intake.kept,
            merged: tally(&intake.merged),
            repaired: tally(&intake.repaired),
            refused: tally(&intake.refused),
            blank: intake.blank,
            noise: Noise {
                auto_replies: tally(replies),
                alerts: tally(alerts),
                phishing: tally(phishing),
                empty: tally(empty),
            },
        }
    }
}

/// A file.
#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    system: &'a str,
    container: &'a str,
    encoding: &'a str,
    dates: &'a str,
    rows: u64,
    columns: Vec<Column<'a>>,
    notes: &'a [String],
}

impl<'a> File<'a> {
    fn of(source: &'a Source) -> Self {
        let column = |(name, field): &'a (String, Option<&'static str>)| Column {
            name,
            field: *field,
        };
        Self {
            name: &source.name,
            system: source.vendor,
            container: &source.container,
            encoding: &source.encoding,
            dates: &source.dates,
            rows: source.rows,
            columns: source.columns.iter().map(column).collect(),
            notes: &source.notes,
        }
    }
}

/// A column, and the field that it gives.
#[derive(Serialize)]
struct Column<'a> {
    name: &'a str,
    field: Option<&'static str>,
}

/// A count with its first places.
#[derive(Serialize)]
struct Tally<'a> {
    count: u64,
    first: Vec<Spot<'a>>,
}

impl<'a> Tally<'a> {
    fn of(count: &'a Count, sources: &'a [Source]) -> Self {
        let name = |file: u16| sources.get(usize::from(file)).map_or("", |s| &s.name[..]);
        let spot = |(place, what): &'a (crate::tickets::ticket::Place, String)| Spot {
            file: name(place.file),
            line: place.line,
            what,
        };
        Self {
            count: count.count,
            first: count.first.iter().map(spot).collect(),
        }
    }
}

/// A place in a file.
#[derive(Serialize)]
struct Spot<'a> {
    file: &'a str,
    line: u32,
    what: &'a str,
}

/// What is no request of a person.
#[derive(Serialize)]
struct Noise<'a> {
    auto_replies: Tally<'a>,
    alerts: Tally<'a>,
    phishing: Tally<'a>,
    empty: Tally<'a>,
}
