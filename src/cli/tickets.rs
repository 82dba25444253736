//! `deskbook tickets`.
//!
//! Takes exports. Gives what was understood of each, with its first tickets, and what became of every row. Exit code 1
//! where rows were refused. Never shows a text that is not redacted.

use crate::cli::args::{Common, Dates, SearchFormat, Tickets};
use crate::cli::exit::Outcome;
use crate::cli::exports::date_order;
use crate::cli::shell::{colour, tell};
use crate::config::Settings;
use crate::config::read;
use crate::coverage::redactor;
use crate::diag::{Failure, Severity};
use crate::report::tickets::{Sample, Told};
use crate::report::{Format, screen, tickets as report};
use crate::source::exports::Exports;
use crate::source::{Sources, walk};
use crate::text::redact::Redactor;
use crate::tickets;
use crate::tickets::ticket::Ticket;

/// So many tickets of each file are shown.
const SHOWN: usize = 3;

/// Reads the exports and says what was understood.
pub(crate) fn run(common: &Common, flags: &Tickets) -> Result<Outcome, Failure> {
    let Some(mut settings) = settings(common)? else {
        return Ok(Outcome::Settings);
    };
    order(&mut settings, &flags.dates);
    let exports = Exports::open(&common.root, &flags.files)?;
    let redactor = redactor(&settings.tickets)?;
    let mut samples: Vec<Sample> = Vec::new();
    let mut keep = |_: u32, made: Option<Sample>| {
        samples.extend(
            made.filter(|new| samples.iter().filter(|s| s.file == new.file).count() < SHOWN),
        );
    };
    // Only early rows can be among the first; the others need no redaction.
    let work = |ticket: Ticket| (ticket.place.line < 1000).then(|| sample(&ticket, &redactor));
    let intake = tickets::read(&exports, &settings.tickets, &work, &mut keep)?;
    let format = match flags.format {
        SearchFormat::Human => Format::Human,
        SearchFormat::Json => Format::Json,
    };
    let mut stream = screen::stdout(colour(common));
    let told = Told {
        intake: &intake,
        samples: &samples,
    };
    let written = report::tickets(&mut stream.out, &told, format, stream.style);
    screen::finish(stream, written)?;
    Ok(match intake.refused.count {
        0 => Outcome::Done,
        _ => Outcome::Findings,
    })
}

/// The settings of the base; nothing if they have errors, which were told.
pub(crate) fn settings(common: &Common) -> Result<Option<Settings>, Failure> {
    let Some(file) = walk::read_settings(&common.root)? else {
        return Ok(Some(Settings::default()));
    };
    let (settings, found) = read::read(&file);
    let sources = Sources {
        root: common.root.clone(),
        settings: Some(file.id),
        files: vec![file],
        ..Sources::default()
    };
    tell(common, &found, &sources)?;
    let is_sound = found.iter().all(|d| d.severity != Severity::Error);
    Ok(is_sound.then_some(settings))
}

/// The flag wins over the settings.
pub(crate) fn order(settings: &mut Settings, flags: &Dates) {
    settings.tickets.date_order = date_order(flags).or(settings.tickets.date_order);
}

fn sample(ticket: &Ticket, redactor: &Redactor) -> Sample {
    let text = if ticket.summary.is_empty() {
        &ticket.description
    } else {
        &ticket.summary
    };
    let line = text.lines().next().unwrap_or_default();
    Sample {
        file: ticket.place.file,
        id: ticket.id.clone(),
        created: ticket.created.map(|at| at.date().to_string()),
        status: ticket.status,
        category: ticket.category.clone(),
        text: redactor.redact(line).into_owned(),
    }
}
