//! Ticket exports: what five systems and a mapping really write.
//!
//! Takes files of any of them. Gives [`ticket::Ticket`]s, one after the other, and [`intake::Intake`]: what was understood
//! and what became of every row. Never drops a row uncounted.

mod codes;
mod container;
pub mod dates;
mod field;
pub mod intake;
mod layout;
mod ledger;
mod look;
mod make;
pub mod noise;
mod order;
mod read;
mod row;
mod stranger;
pub mod ticket;
mod vendors;
pub mod words;

use crate::config::tickets::TicketSettings;
use crate::diag::Failure;
use crate::source::exports::{Export, Exports, Packing};
use crate::tickets::container::Opened;
use crate::tickets::container::record::{Record, batch};
use crate::tickets::field::Field;
use crate::tickets::intake::{Intake, Source};
use crate::tickets::ledger::{Entry, Ledger};
use crate::tickets::look::Look;
use crate::tickets::make::Maker;
use crate::tickets::read::{Outcome, Reading};
use crate::tickets::ticket::{Place, Ticket};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

/// ServiceNow stops there unless it is told otherwise.
const LIMIT_OF_SERVICENOW: u64 = 10_000;

/// Reads all files; `work` runs in parallel, one call a ticket; `keep(number, made)` runs in order of the export on the calling thread. A ticket that
/// was read before keeps its number, so that the newer one replaces it.
///
/// # Errors
/// [`Failure::Usage`] for a file that nobody understands, with the columns it has; [`Failure::Read`] for one that cannot be opened.
pub fn read<T: Send>(
    exports: &Exports,
    settings: &TicketSettings,
    work: &(dyn Fn(Ticket) -> T + Sync),
    keep: &mut dyn FnMut(u32, T),
) -> Result<Intake, Failure> {
    let mut run = Run {
        exports,
        settings,
        work,
        keep,
        ledger: Ledger::default(),
    };
    let mut unknown = None;
    for export in &exports.files {
        if let Err(failure) = run.file(export) {
            // An archive may hold other things than exports.
            if !matches!(
                (export.packing, &failure),
                (Packing::Zip(_), Failure::Usage { .. })
            ) {
                return Err(failure);
            }
            run.ledger.intake.sources.push(left_out(export));
            unknown.get_or_insert(failure);
        }
    }
    match unknown {
        Some(failure)
            if run
                .ledger
                .intake
                .sources
                .iter()
                .all(|s| s.vendor.is_empty()) =>
        {
            Err(failure)
        }
        _ => Ok(run.ledger.close()),
    }
}

/// A member of an archive that is no export.
fn left_out(export: &Export) -> Source {
    Source {
        name: export.name.clone(),
        notes: vec!["left out: it is no ticket export".to_owned()],
        ..Source::default()
    }
}

/// All files of a run.
struct Run<'a, T> {
    exports: &'a Exports,
    settings: &'a TicketSettings,
    work: &'a (dyn Fn(Ticket) -> T + Sync),
    keep: &'a mut dyn FnMut(u32, T),
    ledger: Ledger,
}

/// One file.
struct File<'a> {
    reading: Reading,
    maker: Maker<'a>,
    index: u16,
}

impl<T: Send> Run<'_, T> {
    /// Reads one file: a look, the order of its dates, its records.
    fn file(&mut self, export: &Export) -> Result<(), Failure> {
        let look = opened(self.exports, export, Look::at)?;
        let mut source = source(export, &look);
        if look.columns.is_empty() {
            return self.nameless(export, source);
        }
        let layout = stranger::layout(&export.name, &look, self.settings)?;
        source.vendor = layout.vendor.key;
        let column = |c: &String| (c.clone(), layout.slot(c).map(|s| s.field.word()));
        source.columns = look.columns.iter().map(column).collect();
        source.notes.extend(missing(&layout, &look, self.settings));
        let vendor = layout.vendor;
        let reading = Reading::new(layout, look.header.as_deref(), look.delimiter);
        let dates = order::of(self.exports, export, &look, (&reading, self.settings))?;
        source.notes.extend(dates.note);
        source.dates = dates.told;
        let file = File {
            reading,
            maker: Maker {
                vendor,
                settings: self.settings,
                order: dates.order,
            },
            index: self.ledger.intake.sources.len() as u16,
        };
        let (rows, fault) = opened(self.exports, export, |opened| self.records(&file, opened))?;
        source.rows = rows;
        source.notes.extend(
            fault.map(|why| format!("the file breaks off ({why}); what stands before was read")),
        );
        if rows == LIMIT_OF_SERVICENOW && vendor.key == "servicenow" {
            source.notes.push(
                "exactly 10,000 rows: ServiceNow stops there by default, so tickets may be missing"
                    .to_owned(),
            );
        }
        self.ledger.intake.sources.push(source);
        Ok(())
    }

    /// Counts the records of a file in which nothing has a name: they are refused, not forgotten.
    fn nameless(&mut self, export: &Export, mut source: Source) -> Result<(), Failure> {
        let index = self.ledger.intake.sources.len() as u16;
        source.rows = opened(self.exports, export, |opened| {
            let records = std::iter::from_fn(|| opened.records.next());
            let count = |record: Record| {
                let place = Place {
                    file: index,
                    line: record.line,
                };
                let entry = read::refusal(&record)
                    .map_or(Entry::<T>::Blank, |why| Entry::Refused(place, why));
                self.ledger.enter(entry);
            };
            records.map(count).count() as u64
        })?;
        if source.rows == 0 {
            source.notes.push("the file holds no tickets".to_owned());
        }
        "none".clone_into(&mut source.dates);
        self.ledger.intake.sources.push(source);
        Ok(())
    }

    /// Reads the records of a file, batch by batch; how many there were, and why they broke off.
    fn records(&mut self, file: &File<'_>, opened: &mut Opened<'_>) -> (u64, Option<String>) {
        let mut rows = 0;
        loop {
            let batch = batch(&mut *opened.records);
            if batch.is_empty() {
                break;
            }
            rows += batch.len() as u64;
            let work = self.work;
            let done: Vec<Entry<T>> = batch
                .par_iter()
                .map(|record| file.entry(record, work))
                .collect();
            for entry in done {
                if let Some((number, made)) = self.ledger.enter(entry) {
                    (self.keep)(number, made);
                }
            }
        }
        (rows, opened.records.fault().map(str::to_owned))
    }
}

impl File<'_> {
    /// What becomes of one record.
    fn entry<T>(&self, record: &Record, work: &(dyn Fn(Ticket) -> T + Sync)) -> Entry<T> {
        let place = Place {
            file: self.index,
            line: record.line,
        };
        match self.reading.row(record) {
            Outcome::Blank => Entry::Blank,
            Outcome::Refused(why) => Entry::Refused(place, why),
            Outcome::Row(row, repair) => {
                let made = self.maker.make(&row, place);
                let id = made.has_id.then(|| made.ticket.id.clone());
                Entry::Ticket {
                    place,
                    key: id
                        .as_deref()
                        .map(|id| ledger::key(self.maker.vendor.key, id)),
                    id: made.ticket.id.clone(),
                    updated: made.updated,
                    noise: made.ticket.noise,
                    repair: repair.or(made.repair),
                    made: work(made.ticket),
                }
            }
        }
    }
}

/// Opens a file and hands its records to `with`.
fn opened<R>(
    exports: &Exports,
    export: &Export,
    with: impl FnOnce(&mut Opened<'_>) -> R,
) -> Result<R, Failure> {
    let read = exports.read(export, |from| container::open(from, with))?;
    read.map_err(|why| Failure::Usage {
        what: format!("cannot read `{}`: {why}", export.name),
        help: "export the tickets as CSV, JSON, XML or XLSX".to_owned(),
    })
}

fn source(export: &Export, look: &Look) -> Source {
    let packing = match export.packing {
        Packing::Plain => "",
        Packing::Gzip => ", gzip",
        Packing::Zip(_) => ", zip",
    };
    Source {
        name: export.name.clone(),
        container: format!("{}{packing}", look.container),
        encoding: look.encoding.to_owned(),
        notes: look.notes.clone(),
        ..Source::default()
    }
}

/// What a reader should know of columns that are not there.
fn missing(layout: &layout::Layout, look: &Look, settings: &TicketSettings) -> Vec<String> {
    let mut notes = Vec::new();
    for (field, column) in &settings.columns {
        let name = field::compared(column);
        if !look.columns.iter().any(|c| field::compared(c) == name) {
            notes.push(format!(
                "there is no column `{column}`, which the settings name for `{field}`"
            ));
        }
    }
    let gives = |field| {
        look.columns
            .iter()
            .any(|c| layout.slot(c).is_some_and(|s| s.field == field))
    };
    if !gives(Field::Category) {
        let tags = if gives(Field::Tags) {
            "; the first tag or label stands for it"
        } else {
            ""
        };
        notes.push(format!("no column is the category{tags}: name one with `tickets.category_field`, or export it too"));
    }
    if !gives(Field::Id) {
        notes.push(
            "no column is the number of the ticket: rows are numbered, and none can be merged"
                .to_owned(),
        );
    }
    if !gives(Field::Created) {
        notes.push("no column says when a ticket was opened: there are no trends".to_owned());
    }
    notes
}

#[cfg(test)]
mod tests;
