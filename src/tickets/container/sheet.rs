//! Rows of a workbook (XLSX).
//!
//! Takes the workbook's bytes. Gives rows of texts, dates written as `2026-02-25 10:00:00`. Never builds the whole sheet;
//! only the first sheet that holds anything is read, and the others are named.

use crate::tickets::container::record::{Form, Record, Records};
use calamine::{DataRef, Reader, Xlsx, XlsxCellReader};
use std::io::Cursor;
use zip::ZipArchive;

/// A workbook in memory.
pub(crate) type Workbook = Xlsx<Cursor<Vec<u8>>>;

/// A sheet has no more columns; a cell further out is a file that lies.
const COLUMNS: u32 = 16_384;
/// A part of a workbook that is larger is a bomb where it was packed more tightly than any table.
const LARGE: u64 = 64 << 20;
/// Tables are packed to a tenth or a fiftieth.
const TIGHT: u64 = 300;

/// Opens a workbook.
pub(crate) fn workbook(bytes: Vec<u8>) -> Result<Workbook, String> {
    bombs(&bytes)?;
    Workbook::new(Cursor::new(bytes)).map_err(|e| e.to_string())
}

/// Refuses a workbook that unpacks to many times what any table would: all of a cell has to be held at once.
///
/// The sizes are those that the archive states; a part that is larger than it states cannot be read.
fn bombs(bytes: &[u8]) -> Result<(), String> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        // Whoever opens it says what is wrong.
        return Ok(());
    };
    if archive.index_for_name("xl/workbook.xml").is_none() {
        return Err("it is an archive, but no workbook: unpack it first".to_owned());
    }
    for number in 0..archive.len() {
        let Ok(part) = archive.by_index_raw(number) else {
            continue;
        };
        if part.size() > LARGE && part.size() / TIGHT > part.compressed_size() {
            let (size, packed) = (part.size() >> 20, part.compressed_size() >> 10);
            return Err(format!(
                "a part of it unpacks from {packed} KB to {size} MB"
            ));
        }
    }
    Ok(())
}

/// The first sheet that holds a cell, and the names of the others.
pub(crate) fn sheet(book: &mut Workbook) -> (Option<String>, Vec<String>) {
    let mut names = book.sheet_names();
    let holds = |book: &mut Workbook, name: &str| {
        let cells = book.worksheet_cells_reader(name);
        cells.is_ok_and(|mut cells| matches!(cells.next_cell(), Ok(Some(_))))
    };
    let first = names.iter().position(|name| holds(book, name));
    let chosen = first.map(|i| names.remove(i));
    names.retain(|name| holds(book, name));
    (chosen, names)
}

/// The rows of a sheet.
pub(crate) struct Sheet<'a> {
    cells: XlsxCellReader<'a, Cursor<Vec<u8>>>,
    /// The first cell of the next row.
    ahead: Option<(u32, usize, String)>,
    fault: Option<String>,
}

impl<'a> Sheet<'a> {
    /// The first row that holds anything, and the rows below it.
    pub(crate) fn new(cells: XlsxCellReader<'a, Cursor<Vec<u8>>>) -> (Vec<String>, Self) {
        let mut sheet = Self {
            cells,
            ahead: None,
            fault: None,
        };
        sheet.ahead = sheet.cell();
        let header = sheet.row().map(|(_, cells)| cells).unwrap_or_default();
        (header, sheet)
    }

    fn cell(&mut self) -> Option<(u32, usize, String)> {
        loop {
            match self.cells.next_cell() {
                Ok(Some(cell)) => {
                    let (row, column) = cell.get_position();
                    if column >= COLUMNS {
                        self.fault = Some(format!("a cell of row {} has no column", row + 1));
                        return None;
                    }
                    let text = text(cell.get_value());
                    if !text.is_empty() {
                        return Some((row, column as usize, text));
                    }
                }
                Ok(None) => return None,
                Err(e) => {
                    self.fault = Some(e.to_string());
                    return None;
                }
            }
        }
    }

    fn row(&mut self) -> Option<(u32, Vec<String>)> {
        let (row, column, text) = self.ahead.take()?;
        let mut cells = vec![String::new(); column];
        cells.push(text);
        while let Some((next, column, text)) = self.cell() {
            if next != row {
                self.ahead = Some((next, column, text));
                break;
            }
            cells.resize(column.max(cells.len()), String::new());
            cells.push(text);
        }
        Some((row + 1, cells))
    }
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.trim().to_owned()
        }
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(date) if date.is_duration() => {
            let seconds = (date.as_f64() * 86_400.0).round() as i64;
            format!(
                "{}:{:02}:{:02}",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60
            )
        }
        DataRef::DateTime(date) => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

impl Records for Sheet<'_> {
    fn next(&mut self) -> Option<Record> {
        let (line, cells) = self.row()?;
        let form = Form::Cells(cells);
        Some(Record { line, form })
    }

    fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }
}
