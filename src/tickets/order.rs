//! Whether the day or the month comes first in a file's dates.
//!
//! Takes the first records, and where they do not decide it the whole file. Gives the order, and how it is known. Never
//! assumes without saying so.

use crate::config::tickets::{DateOrder, TicketSettings};
use crate::diag::Failure;
use crate::source::exports::{Export, Exports};
use crate::tickets::container::record::{Record, batch};
use crate::tickets::dates::Orders;
use crate::tickets::field::Field;
use crate::tickets::look::Look;
use crate::tickets::opened;
use crate::tickets::read::{Outcome, Reading};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

const FIELDS: [Field; 4] = [
    Field::Created,
    Field::Resolved,
    Field::Closed,
    Field::Updated,
];

/// The order of a file's dates.
pub(crate) struct Dates {
    /// The order.
    pub(crate) order: DateOrder,
    /// How it is known, in a few words.
    pub(crate) told: String,
    /// A sentence, where it is not known.
    pub(crate) note: Option<String>,
}

/// Finds the order of a file's dates.
pub(crate) fn of(
    exports: &Exports,
    export: &Export,
    look: &Look,
    how: (&Reading, &TicketSettings),
) -> Result<Dates, Failure> {
    let (reading, settings) = how;
    let mut orders = Orders::default();
    let mut has_dates = false;
    for cell in look
        .records
        .iter()
        .flat_map(|record| cells(reading, record))
    {
        orders.saw(&cell);
        has_dates = true;
    }
    if let Some(order) = settings.date_order {
        return Ok(dates(order, "set"));
    }
    if orders.order().is_none() && orders.is_ambiguous() && !look.is_all {
        opened(exports, export, |opened| {
            loop {
                let batch = batch(&mut *opened.records);
                let telling: Vec<Vec<String>> = batch
                    .par_iter()
                    .map(|record| telling(reading, record))
                    .collect();
                telling.iter().flatten().for_each(|cell| orders.saw(cell));
                if batch.is_empty() {
                    break;
                }
            }
        })?;
    }
    Ok(match orders.order() {
        Some(order) => dates(order, "seen"),
        None if orders.is_ambiguous() => Dates {
            note: Some("no date says whether the day or the month comes first; the month was assumed: `--date-order day` or `tickets.date_order` says otherwise".to_owned()),
            ..dates(DateOrder::MonthFirst, "assumed")
        },
        None => Dates {
            order: DateOrder::MonthFirst,
            told: if has_dates { "year first, seen" } else { "none" }.to_owned(),
            note: None,
        },
    })
}

fn dates(order: DateOrder, how: &str) -> Dates {
    let first = match order {
        DateOrder::DayFirst => "day first",
        DateOrder::MonthFirst => "month first",
    };
    Dates {
        order,
        told: format!("{first}, {how}"),
        note: None,
    }
}

/// The dates of a record.
fn cells(reading: &Reading, record: &Record) -> Vec<String> {
    match reading.row(record) {
        Outcome::Row(row, _) => {
            let cells = FIELDS.iter().flat_map(|field| row.all(*field));
            cells.map(|(_, cell)| cell.to_owned()).collect()
        }
        Outcome::Blank | Outcome::Refused(_) => Vec::new(),
    }
}

/// Those dates of a record that decide the order by themselves.
fn telling(reading: &Reading, record: &Record) -> Vec<String> {
    let mut cells = cells(reading, record);
    cells.retain(|cell| {
        let mut alone = Orders::default();
        alone.saw(cell);
        alone.order().is_some()
    });
    cells
}
