//! Containers: what kind of file an export is, and its records.
//!
//! Takes a stream of bytes. Gives records, one after the other, with the place of each. Never goes by a file's name.

pub(crate) mod encoding;
pub(crate) mod flatten;
mod json;
pub(crate) mod record;
mod sheet;
pub(crate) mod table;
mod window;
mod xml;

use crate::tickets::container::encoding::{Decoded, LOOK, detect};
use crate::tickets::container::json::Objects;
use crate::tickets::container::record::Records;
use crate::tickets::container::sheet::Sheet;
use crate::tickets::container::table::Table;
use crate::tickets::container::window::Window;
use crate::tickets::container::xml::Elements;
use encoding_rs::UTF_8;
use std::io::{self, Read};

/// A workbook is held in memory as it lies on the disk; none is larger, in bytes, and one that was packed again may be a bomb.
const WORKBOOK: u64 = 256 << 20;

/// An export that is being read.
pub(crate) struct Opened<'a> {
    /// `csv`, `tsv`, `json`, `ndjson`, `xml` or `xlsx`.
    pub(crate) container: &'static str,
    /// The standard name of the encoding.
    pub(crate) encoding: &'static str,
    /// What stands between cells, in text files.
    pub(crate) delimiter: u8,
    /// The names of the columns, where the container has a header.
    pub(crate) header: Option<Vec<String>>,
    /// Sentences a reader should know.
    pub(crate) notes: Vec<String>,
    /// The records.
    pub(crate) records: Box<dyn Records + 'a>,
}

/// Recognises a stream and hands its records to `with`; says why if it is no export.
pub(crate) fn open<T>(
    from: &mut dyn Read,
    with: impl FnOnce(&mut Opened<'_>) -> T,
) -> Result<T, String> {
    let mut head = Vec::new();
    let read = (&mut *from).take(LOOK as u64).read_to_end(&mut head);
    let is_all = head.len() < LOOK;
    // A stream that breaks off later is still worth reading up to there.
    if let Err(e) = read
        && head.is_empty()
    {
        return Err(e.to_string());
    }
    if head.starts_with(b"PK\x03\x04") {
        let mut rest = from.take(WORKBOOK);
        rest.read_to_end(&mut head).map_err(|e| e.to_string())?;
        if rest.limit() == 0 {
            return Err(format!("the workbook is larger than {} MB", WORKBOOK >> 20));
        }
        return workbook(head, with);
    }
    if let Some(what) = foreign(&head) {
        return Err(what.to_owned());
    }
    let (encoding, mark) = detect(&head, is_all);
    let start = io::Cursor::new(head).chain(from);
    let mut start = skipping(start, mark);
    if encoding == UTF_8 {
        return Ok(with(&mut text(&mut start, UTF_8.name())));
    }
    let mut decoded = Decoded::new(start, encoding);
    Ok(with(&mut text(&mut decoded, encoding.name())))
}

/// The stream without its byte order mark.
fn skipping(mut from: impl Read, mark: usize) -> impl Read {
    let mut mark_bytes = [0; 4];
    // The mark lies in memory: reading it cannot fail.
    let _ = from.read_exact(&mut mark_bytes[..mark]);
    from
}

/// What a file is that is certainly no export, and what to do.
fn foreign(head: &[u8]) -> Option<&'static str> {
    let start = head.trim_ascii_start();
    let begins = |words: &str| {
        start.len() >= words.len() && start[..words.len()].eq_ignore_ascii_case(words.as_bytes())
    };
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Some("it is an old Excel workbook: save it as .xlsx or .csv");
    }
    if begins("<!doctype html") || begins("<html") {
        return Some("it is a web page: export as CSV, JSON or XLSX instead");
    }
    begins("%PDF").then_some("it is a PDF: export as CSV, JSON or XLSX instead")
}

/// A text file by its first sign.
fn text<'a>(from: &'a mut dyn Read, encoding: &'static str) -> Opened<'a> {
    let mut window = Window::new(from);
    window.fill(4096);
    let first = window.bytes().trim_ascii_start().first().copied();
    let mut opened = Opened {
        container: "csv",
        encoding,
        delimiter: b',',
        header: None,
        notes: Vec::new(),
        records: Box::new(Nothing),
    };
    match first {
        Some(b'{' | b'[') => {
            let objects = Objects::new(window);
            opened.container = if objects.is_ndjson { "ndjson" } else { "json" };
            opened.records = Box::new(objects);
        }
        Some(b'<') => {
            opened.container = "xml";
            opened.records = Box::new(Elements::new(window));
        }
        _ => {
            let (header, table) = Table::new(window);
            opened.delimiter = table.delimiter();
            if table.delimiter() == b'\t' {
                opened.container = "tsv";
            }
            opened.header = Some(header);
            opened.records = Box::new(table);
        }
    }
    opened
}

fn workbook<T>(bytes: Vec<u8>, with: impl FnOnce(&mut Opened<'_>) -> T) -> Result<T, String> {
    let mut book = sheet::workbook(bytes)?;
    let (name, others) = sheet::sheet(&mut book);
    let name = name.ok_or("the workbook is empty")?;
    let cells = book
        .worksheet_cells_reader(&name)
        .map_err(|e| e.to_string())?;
    let (header, rows) = Sheet::new(cells);
    let note = |others: &[String]| {
        let others: Vec<String> = others.iter().map(|n| format!("“{n}”")).collect();
        format!(
            "only the sheet “{name}” was read, not {}",
            others.join(", ")
        )
    };
    let notes = if others.is_empty() {
        Vec::new()
    } else {
        vec![note(&others)]
    };
    Ok(with(&mut Opened {
        container: "xlsx",
        encoding: UTF_8.name(),
        delimiter: b',',
        header: Some(header),
        notes,
        records: Box::new(rows),
    }))
}

/// Before it is known what a file holds.
struct Nothing;

impl Records for Nothing {
    fn next(&mut self) -> Option<record::Record> {
        None
    }

    fn fault(&self) -> Option<&str> {
        None
    }
}
