//! From a record to a row: cells by column for tables, by dotted name for objects and elements.
//!
//! Takes records and the layout of their file. Gives rows with nothing in them but the cells that mean something, and
//! what was wrong with their number of cells. Never keeps a column that no field needs.

use crate::tickets::container::encoding::text;
use crate::tickets::container::flatten;
use crate::tickets::container::record::{Form, Record};
use crate::tickets::container::table::cells;
use crate::tickets::layout::Layout;
use crate::tickets::row::{Row, Slot};
use crate::tickets::words;
use std::borrow::Cow;

/// How the records of a file become rows.
pub(crate) struct Reading {
    /// The layout.
    pub(crate) layout: Layout,
    slots: Vec<Option<Slot>>,
    delimiter: u8,
}

/// What came of a record.
pub(crate) enum Outcome {
    /// A row, and what was mended.
    Row(Row, Option<String>),
    /// No cell holds anything.
    Blank,
    /// It cannot be read; why not.
    Refused(String),
}

impl Reading {
    /// Reads records of a file with these columns.
    pub(crate) fn new(layout: Layout, header: Option<&[String]>, delimiter: u8) -> Self {
        let slots = header
            .unwrap_or_default()
            .iter()
            .map(|c| layout.slot(c))
            .collect();
        Self {
            layout,
            slots,
            delimiter,
        }
    }

    /// The row of a record.
    pub(crate) fn row(&self, record: &Record) -> Outcome {
        let mut row = Row::default();
        let mut repair = None;
        match &record.form {
            Form::Broken(why) => return Outcome::Refused((*why).to_owned()),
            Form::Row(bytes) => {
                if bytes.trim_ascii().is_empty() {
                    return Outcome::Blank;
                }
                let cells = cells(bytes, self.delimiter);
                if cells.iter().all(|c| c.trim_ascii().is_empty()) {
                    return Outcome::Blank;
                }
                repair = self.width(cells.len());
                for (slot, cell) in self.slots.iter().zip(&cells) {
                    if let Some(slot) = slot {
                        let (text, is_mended) = text(cell);
                        row.add(*slot, &text);
                        if is_mended && repair.is_none() {
                            repair = Some(
                                "letters that are not UTF-8 were read as Windows-1252".to_owned(),
                            );
                        }
                    }
                }
            }
            Form::Cells(cells) => {
                // A workbook leaves out empty cells at the end: only more cells than columns are odd.
                repair = self.width(cells.len().max(self.slots.len()));
                let used = self.slots.iter().zip(cells);
                used.for_each(|(slot, cell)| slot.iter().for_each(|slot| row.add(*slot, cell)));
            }
            Form::Json(bytes) => {
                let (object, is_mended) = match object(bytes) {
                    Ok(object) => object,
                    Err(why) => return Outcome::Refused(why),
                };
                repair = is_mended
                    .then(|| "letters that are not UTF-8 were read as Windows-1252".to_owned());
                flatten::json(&object, words::adf, &mut |name, text| {
                    self.add(&mut row, name, text);
                });
            }
            Form::Xml(bytes) => {
                let (text, _) = text(bytes);
                if let Err(why) =
                    flatten::xml(&text, &mut |name, text| self.add(&mut row, name, text))
                {
                    return Outcome::Refused(why);
                }
            }
        }
        if row.is_blank() && repair.is_none() && !matches!(record.form, Form::Row(_)) {
            return Outcome::Blank;
        }
        Outcome::Row(row, repair)
    }

    fn add(&self, row: &mut Row, name: &str, text: &str) {
        if let Some(slot) = self.layout.slot(name) {
            row.add(slot, text);
        }
    }

    /// What is odd about a number of cells.
    fn width(&self, cells: usize) -> Option<String> {
        let columns = self.slots.len();
        let ending = if cells == 1 { "" } else { "s" };
        (cells != columns).then(|| format!("{cells} cell{ending} for {columns} columns"))
    }
}

/// Why a record of a file without names is no ticket; nothing where it is blank.
pub(crate) fn refusal(record: &Record) -> Option<String> {
    let nameless = || Some("its cells have no names".to_owned());
    match &record.form {
        Form::Broken(why) => Some((*why).to_owned()),
        Form::Row(bytes) => bytes.iter().any(u8::is_ascii_graphic).then(nameless)?,
        Form::Cells(cells) => cells.iter().any(|c| !c.is_empty()).then(nameless)?,
        Form::Json(bytes) => object(bytes).err(),
        Form::Xml(bytes) => flatten::xml(&text(bytes).0, &mut |_, _| ()).err(),
    }
}

/// The names of a record's columns, where the file has no header.
pub(crate) fn names(record: &Record) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |name: &str, _: &str| {
        if !name.is_empty() {
            found.push(name.to_owned());
        }
    };
    match &record.form {
        Form::Json(bytes) => {
            if let Ok((object, _)) = object(bytes) {
                flatten::json(&object, words::adf, &mut add);
            }
        }
        Form::Xml(bytes) => {
            // What is broken is refused when it is read; here it only has no names.
            let _ = flatten::xml(&text(bytes).0, &mut add);
        }
        Form::Row(_) | Form::Cells(_) | Form::Broken(_) => {}
    }
    found
}

/// The object of a record, and whether its letters were mended.
fn object(bytes: &[u8]) -> Result<(serde_json::Value, bool), String> {
    let (text, is_mended) = text(bytes);
    let text: Cow<'_, str> = text;
    let why = |e: serde_json::Error| {
        let told = e.to_string();
        // The line in the message is one of the record, not of the file.
        told.split(" at line ")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    serde_json::from_str(&text)
        .map(|value| (value, is_mended))
        .map_err(why)
}
