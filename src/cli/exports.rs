//! What the commands that read tickets have in common on the command line.
//!
//! Takes flags and settings. Gives the exports to read, and the order of their dates. Never guesses a file.

use crate::cli::args::{Dates, Order};
use crate::config::tickets::DateOrder;
use crate::diag::Failure;
use crate::source::exports::Exports;
use std::path::{Path, PathBuf};

/// The files of the command line, else those that the settings name; `command` is what a person would type.
pub(crate) fn exports(
    root: &Path,
    (files, named): (&[PathBuf], &[String]),
    command: &str,
) -> Result<Exports, Failure> {
    if !files.is_empty() {
        return Exports::open(root, files);
    }
    if named.is_empty() {
        return Err(Failure::Usage {
            what: "no ticket export was named".to_owned(),
            help: format!(
                "name one: `deskbook {command} incidents.csv`\n\
                 or set `tickets: {{files: [exports/*.csv]}}` in deskbook.yaml"
            ),
        });
    }
    Exports::of_settings(root, named)
}

/// The order of dates that was asked for.
pub(crate) fn date_order(flags: &Dates) -> Option<DateOrder> {
    flags.date_order.map(|order| match order {
        Order::Day => DateOrder::DayFirst,
        Order::Month => DateOrder::MonthFirst,
    })
}
