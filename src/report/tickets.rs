//! What `deskbook tickets` understood.
//!
//! Takes the intake and the first tickets, redacted. Gives tables for people or an object with `"format": 1`. Never shows
//! a cell of an export that the caller did not redact.

use crate::report::number::{counted, grouped};
use crate::report::table::{self, Column};
use crate::report::visible::visible;
use crate::report::{Format, Style, json};
use crate::tickets::intake::{Count, Intake, Source};
use crate::tickets::ticket::Status;
use serde::Serialize;
use std::io::{self, Write};

/// Names of noise, in the order of [`Intake::noise`].
const NOISE: [&str; 4] = [
    "automatic replies",
    "alerts",
    "phishing reports",
    "without words",
];

/// One of the first tickets of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// Index of its file.
    #[serde(skip)]
    pub file: u16,
    /// Its number.
    pub id: String,
    /// The day it was opened.
    pub created: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// Its category, widest level first.
    pub category: Vec<String>,
    /// The first line of its text, redacted.
    pub text: String,
}

/// Everything that is told.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// What became of every row.
    pub intake: &'a Intake,
    /// The first tickets, by file.
    pub samples: &'a [Sample],
}

/// Writes what was understood; every format but the human one is JSON.
///
/// # Errors
/// Only those of the writer.
pub fn tickets(
    out: &mut dyn Write,
    told: &Told<'_>,
    format: Format,
    style: Style,
) -> io::Result<()> {
    if format != Format::Human {
        return json::value(out, &report(told));
    }
    for (i, source) in told.intake.sources.iter().enumerate() {
        let samples: Vec<&Sample> = told
            .samples
            .iter()
            .filter(|s| usize::from(s.file) == i)
            .collect();
        file(out, source, &samples, style)?;
        writeln!(out)?;
    }
    counts(out, told.intake, style)
}

fn file(out: &mut dyn Write, source: &Source, samples: &[&Sample], style: Style) -> io::Result<()> {
    let bold = style.of(anstyle::Style::new().bold());
    writeln!(out, "{bold}{}{bold:#}", visible(&source.name))?;
    if !source.vendor.is_empty() {
        let facts = [name(source.vendor), &source.container, &source.encoding];
        let rows = counted(source.rows as usize, "row");
        writeln!(out, "{}, {rows}; dates: {}", facts.join(", "), source.dates)?;
    }
    for note in &source.notes {
        writeln!(out, "note: {}", visible(note))?;
    }
    let (used, unused): (Vec<_>, Vec<_>) = source
        .columns
        .iter()
        .partition(|(_, field)| field.is_some());
    if !used.is_empty() {
        let row = |(column, field): &&(String, Option<&str>)| {
            vec![column.clone(), field.unwrap_or_default().to_owned()]
        };
        let rows: Vec<Vec<String>> = used.iter().map(row).collect();
        table::write(
            out,
            &[Column::words("column", 48), Column::words("gives", 40)],
            &rows,
            style,
        )?;
    }
    if !unused.is_empty() {
        let names: Vec<&str> = unused.iter().map(|(column, _)| column.as_str()).collect();
        writeln!(
            out,
            "not read: {}",
            table::cut(&visible(&names.join(", ")), 108)
        )?;
    }
    if !samples.is_empty() {
        let row = |s: &&Sample| {
            vec![
                s.id.clone(),
                s.created.clone().unwrap_or_default(),
                word(s.status).to_owned(),
                s.category.join(" > "),
                s.text.clone(),
            ]
        };
        let rows: Vec<Vec<String>> = samples.iter().map(row).collect();
        let columns = [
            ("ticket", 16),
            ("opened", 10),
            ("status", 9),
            ("category", 32),
            ("text", 60),
        ];
        table::write(
            out,
            &columns.map(|(heading, limit)| Column::words(heading, limit)),
            &rows,
            style,
        )?;
    }
    Ok(())
}

fn counts(out: &mut dyn Write, intake: &Intake, style: Style) -> io::Result<()> {
    let noise: u64 = intake.noise.iter().map(|n| n.count).sum();
    let counted = |count: u64, what: &str| format!("{} {what}", grouped(count as usize));
    let bold = style.of(anstyle::Style::new().bold());
    let parts = [
        counted(intake.kept, "kept"),
        counted(intake.merged.count, "merged"),
        counted(intake.repaired.count, "repaired"),
        counted(intake.refused.count, "refused"),
        counted(intake.blank, "blank"),
        counted(noise, "noise"),
    ];
    writeln!(
        out,
        "{bold}{}{bold:#}: {}",
        counted(intake.read, "read"),
        parts.join(", ")
    )?;
    let kinds = [
        ("merged", &intake.merged),
        ("repaired", &intake.repaired),
        ("refused", &intake.refused),
    ];
    let noise = NOISE.into_iter().zip(&intake.noise);
    let rows: Vec<Vec<String>> = kinds
        .into_iter()
        .chain(noise)
        .flat_map(|(what, count)| firsts(intake, what, count))
        .collect();
    let columns = [
        Column::words("", 18),
        Column::words("", 72),
        Column::words("", 60),
    ];
    table::write(out, &columns, &rows, style)
}

/// The first places of a count, a row each.
fn firsts(intake: &Intake, what: &str, count: &Count) -> Vec<Vec<String>> {
    let row = |(i, (place, why)): (usize, &(crate::tickets::ticket::Place, String))| {
        let source = &intake.sources[usize::from(place.file)];
        let head = if i == 0 { what } else { "" };
        vec![
            head.to_owned(),
            format!("{}:{}", source.name, place.line),
            why.clone(),
        ]
    };
    let mut rows: Vec<Vec<String>> = count.first.iter().enumerate().map(row).collect();
    let more = count.count as usize - count.first.len();
    if more > 0 {
        rows.push(vec![String::new(), format!("and {} more", grouped(more))]);
    }
    rows
}

/// A system as it calls itself.
fn name(vendor: &str) -> &str {
    match vendor {
        "servicenow" => "ServiceNow",
        "jira" => "Jira Service Management",
        "zendesk" => "Zendesk",
        "freshdesk" => "Freshdesk",
        "freshservice" => "Freshservice",
        _ => "read by the mapping in deskbook.yaml",
    }
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Open => "open",
        Status::Pending => "pending",
        Status::Solved => "solved",
        Status::Closed => "closed",
        Status::Cancelled => "cancelled",
        Status::Unknown => "?",
    }
}

/// The frozen form for programs.
#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    files: Vec<FileTwin<'a>>,
    counts: Counts<'a>,
}

#[derive(Serialize)]
struct FileTwin<'a> {
    name: &'a str,
    vendor: &'a str,
    container: &'a str,
    encoding: &'a str,
    dates: &'a str,
    rows: u64,
    columns: Vec<ColumnTwin<'a>>,
    notes: &'a [String],
    tickets: Vec<&'a Sample>,
}

#[derive(Serialize)]
struct ColumnTwin<'a> {
    name: &'a str,
    field: Option<&'a str>,
}

#[derive(Serialize)]
struct Counts<'a> {
    read: u64,
    kept: u64,
    blank: u64,
    merged: CountTwin<'a>,
    repaired: CountTwin<'a>,
    refused: CountTwin<'a>,
    noise: Noise<'a>,
}

#[derive(Serialize)]
struct Noise<'a> {
    auto_reply: CountTwin<'a>,
    alert: CountTwin<'a>,
    phishing: CountTwin<'a>,
    empty: CountTwin<'a>,
}

#[derive(Serialize)]
struct CountTwin<'a> {
    count: u64,
    first: Vec<PlaceTwin<'a>>,
}

#[derive(Serialize)]
struct PlaceTwin<'a> {
    file: &'a str,
    line: u32,
    what: &'a str,
}

fn report<'a>(told: &Told<'a>) -> Report<'a> {
    let intake = told.intake;
    let count = |count: &'a Count| CountTwin {
        count: count.count,
        first: count
            .first
            .iter()
            .map(|(place, what)| PlaceTwin {
                file: &intake.sources[usize::from(place.file)].name,
                line: place.line,
                what,
            })
            .collect(),
    };
    let file = |(i, source): (usize, &'a Source)| FileTwin {
        name: &source.name,
        vendor: source.vendor,
        container: &source.container,
        encoding: &source.encoding,
        dates: &source.dates,
        rows: source.rows,
        columns: source
            .columns
            .iter()
            .map(|(name, field)| ColumnTwin {
                name,
                field: *field,
            })
            .collect(),
        notes: &source.notes,
        tickets: told
            .samples
            .iter()
            .filter(|s| usize::from(s.file) == i)
            .collect(),
    };
    let [auto_reply, alert, phishing, empty] = intake.noise.each_ref().map(count);
    Report {
        format: 1,
        files: intake.sources.iter().enumerate().map(file).collect(),
        counts: Counts {
            read: intake.read,
            kept: intake.kept,
            blank: intake.blank,
            merged: count(&intake.merged),
            repaired: count(&intake.repaired),
            refused: count(&intake.refused),
            noise: Noise {
                auto_reply,
                alert,
                phishing,
                empty,
            },
        },
    }
}
