//! Rows of a text file with delimiters: CSV and its sisters.
//!
//! Takes a [`Window`]. Gives one row after the other as bytes, and cells of a row. Never splits a row inside quotes; a
//! quote that is never closed costs one row, not the rest of the file.

use crate::tickets::container::record::{Form, Record, Records};
use crate::tickets::container::window::Window;
use std::borrow::Cow;

/// What may stand between cells.
const DELIMITERS: [u8; 4] = *b",;\t|";
/// Rows that decide the delimiter.
const LOOKED_AT: usize = 20;
/// Lines behind an open quote that are tried as the next row.
const NEAR: usize = 50;
/// No row is longer; what seems so has lost a quote.
const LONGEST: usize = 4 << 20;

/// Where in a row a byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Plain,
    Quoted,
    /// Behind a quote that closes, or is the first half of two.
    Quote,
}

impl At {
    fn step(self, byte: u8, delimiter: u8) -> Self {
        match (self, byte) {
            (Self::Quoted, b'"') => Self::Quote,
            (Self::Quoted, _) | (Self::Start | Self::Quote, b'"') => Self::Quoted,
            (_, b) if b == delimiter => Self::Start,
            _ => Self::Plain,
        }
    }
}

/// The cells of one row, in order, quotes resolved.
pub(crate) fn cells(row: &[u8], delimiter: u8) -> Vec<Cow<'_, [u8]>> {
    let row = row.strip_suffix(b"\n").unwrap_or(row);
    let row = row.strip_suffix(b"\r").unwrap_or(row);
    let mut found = Vec::new();
    let (mut at, mut start) = (At::Start, 0);
    for (i, byte) in row.iter().enumerate() {
        at = at.step(*byte, delimiter);
        if at == At::Start {
            found.push(unquoted(&row[start..i]));
            start = i + 1;
        }
    }
    found.push(unquoted(&row[start..]));
    found
}

fn unquoted(cell: &[u8]) -> Cow<'_, [u8]> {
    let Some(inner) = cell.strip_prefix(b"\"") else {
        return Cow::Borrowed(cell);
    };
    if let Some(inner) = inner.strip_suffix(b"\"")
        && !inner.contains(&b'"')
    {
        return Cow::Borrowed(inner);
    }
    let mut out = Vec::with_capacity(inner.len());
    let (mut is_open, mut bytes) = (true, inner.iter().copied().peekable());
    while let Some(byte) = bytes.next() {
        if byte == b'"' && is_open {
            is_open = bytes.next_if_eq(&b'"').is_some();
            if !is_open {
                continue;
            }
        }
        out.push(byte);
    }
    Cow::Owned(out)
}

/// The length of the first row; `None` if a quote stays open or, at the end, no row is left.
fn row(window: &mut Window<'_>, delimiter: u8) -> Option<usize> {
    let mut at = At::Start;
    let step = |byte: u8| {
        let is_end = byte == b'\n' && at != At::Quoted;
        at = at.step(byte, delimiter);
        is_end
    };
    let found = window.measure(LONGEST, step);
    let is_rest = found.is_none() && at != At::Quoted && window.is_over();
    found
        .or_else(|| is_rest.then(|| window.bytes().len()))
        .filter(|len| *len > 0)
}

/// The delimiter: the one that gives most of the first rows the same number of cells, and the most cells.
pub(crate) fn delimiter(window: &mut Window<'_>) -> u8 {
    window.fill(64 * 1024);
    // Excel writes it down for itself.
    if let [
        b's' | b'S',
        b'e' | b'E',
        b'p' | b'P',
        b'=',
        mark,
        b'\r' | b'\n',
        ..,
    ] = *window.bytes()
    {
        let end = window.bytes().iter().position(|b| *b == b'\n').unwrap_or(5);
        window.skip(end + 1);
        return mark;
    }
    let score = |delimiter: u8| {
        let mut bytes = window.bytes();
        let mut small = Window::new(&mut bytes);
        let mut widths = Vec::new();
        while widths.len() < LOOKED_AT
            && let Some(len) = row(&mut small, delimiter)
        {
            let row = small.take(len);
            if !row.trim_ascii().is_empty() {
                widths.push(cells(&row, delimiter).len());
            }
        }
        let first = widths.first().copied().unwrap_or(0);
        let alike = widths.iter().filter(|w| **w == first).count();
        // A text that holds commas makes rows of many widths; the true delimiter does not.
        (alike * 100 / widths.len().max(1), first)
    };
    let scored = DELIMITERS.into_iter().rev().map(|d| (score(d), d));
    let best = scored
        .filter(|((_, width), _)| *width > 1)
        .max_by_key(|(score, _)| *score);
    best.map_or(b',', |(_, delimiter)| delimiter)
}

/// The rows of a file.
pub(crate) struct Table<'a> {
    window: Window<'a>,
    delimiter: u8,
    width: usize,
}

impl<'a> Table<'a> {
    /// The header, and the rows below it.
    pub(crate) fn new(mut window: Window<'a>) -> (Vec<String>, Self) {
        let delimiter = delimiter(&mut window);
        let mut header = Vec::new();
        while header.is_empty()
            && let Some(len) = row(&mut window, delimiter)
        {
            let row = window.take(len);
            if !row.trim_ascii().is_empty() {
                let name = |c: &Cow<'_, [u8]>| String::from_utf8_lossy(c).trim().to_owned();
                header = cells(&row, delimiter).iter().map(name).collect();
            }
        }
        let width = header.len();
        (
            header,
            Self {
                window,
                delimiter,
                width,
            },
        )
    }

    /// What stands between cells.
    pub(crate) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// A row whose quote is never closed: passes over its lines up to one that is a whole row, or over everything that is held
    /// if there is none near.
    fn unclosed(&mut self) -> Form {
        let bytes = self.window.bytes();
        let breaks = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n');
        let mut starts = breaks.map(|(at, _)| at + 1).take(NEAR);
        if let Some(next) = starts.find(|at| self.is_whole(&bytes[*at..])) {
            self.window.skip(next);
            return Form::Broken("a quote that is never closed");
        }
        self.window.skip(bytes.len());
        if self.window.is_over() {
            return Form::Broken("the file ends in the middle of the row");
        }
        if self.window.seek(|b| b == b'\n').is_some() {
            self.window.skip(1);
        }
        Form::Broken("the row is longer than 4 MB")
    }

    /// Whether a row with a cell for each column begins here.
    fn is_whole(&self, from: &[u8]) -> bool {
        let mut from = &from[..from.len().min(64 * 1024)];
        let mut small = Window::new(&mut from);
        let next = row(&mut small, self.delimiter).map(|len| small.take(len));
        next.is_some_and(|row| cells(&row, self.delimiter).len() == self.width)
    }
}

impl Records for Table<'_> {
    fn next(&mut self) -> Option<Record> {
        if self.window.bytes().is_empty() && !self.window.more() {
            return None;
        }
        let line = self.window.line();
        let form = match row(&mut self.window, self.delimiter) {
            None => self.unclosed(),
            Some(len) => {
                let row = self.window.take(len);
                let is_last = !row.ends_with(b"\n");
                if is_last && is_cut(&row, self.delimiter, self.width) {
                    Form::Broken("the file ends in the middle of the row")
                } else {
                    Form::Row(row)
                }
            }
        };
        Some(Record { line, form })
    }

    fn fault(&self) -> Option<&str> {
        self.window.fault.as_deref()
    }
}

/// Whether the last row, which no line break ends, is shorter than it should be.
fn is_cut(row: &[u8], delimiter: u8, width: usize) -> bool {
    !row.trim_ascii().is_empty() && cells(row, delimiter).len() < width
}

#[cfg(test)]
mod tests {
    use crate::tickets::container::record::{Form, Records};
    use crate::tickets::container::table::{Table, cells};
    use crate::tickets::container::window::Window;

    fn read(text: &str) -> (Vec<String>, u8, Vec<(u32, String)>) {
        let mut bytes = text.as_bytes();
        let (header, mut table) = Table::new(Window::new(&mut bytes));
        let mut rows = Vec::new();
        while let Some(record) = table.next() {
            let told = match record.form {
                Form::Row(row) => {
                    let cells = cells(&row, table.delimiter());
                    cells
                        .iter()
                        .map(|c| String::from_utf8_lossy(c).into_owned())
                        .collect::<Vec<_>>()
                        .join("|")
                }
                Form::Broken(why) => format!("! {why}"),
                Form::Json(_) | Form::Xml(_) | Form::Cells(_) => unreachable!(),
            };
            rows.push((record.line, told));
        }
        (header, table.delimiter(), rows)
    }

    #[test]
    fn cells_are_split_and_unquoted() {
        let cases = [
            ("a,b\n", "a|b"),
            ("\"a,b\",c\r\n", "a,b|c"),
            ("\"a \"\"b\"\"\",", "a \"b\"|"),
            ("5\" disk,x", "5\" disk|x"),
            ("\"a\nb\",c", "a\nb|c"),
            ("\"a\" b,c", "a b|c"),
            ("", ""),
        ];
        for (row, expected) in cases {
            let found = cells(row.as_bytes(), b',');
            let found: Vec<_> = found.iter().map(|c| String::from_utf8_lossy(c)).collect();
            assert_eq!(found.join("|"), expected, "{row}");
        }
    }

    #[test]
    fn the_delimiter_is_found_by_counting() {
        for (text, expected) in [
            ("id,text\n1,a; b; c\n2,b\n", b','),
            ("id;text\n1;a, b, c\n2;b, d\n", b';'),
            ("id\ttext, long\n1\tb\n", b'\t'),
            ("id|text\n1|a,b\n", b'|'),
            ("text\none, two\n", b','),
            ("sep=;\r\nid;text\n", b';'),
            ("\"a;b;c\",d\n1,2\n", b','),
        ] {
            assert_eq!(read(text).1, expected, "{text}");
        }
        assert_eq!(
            read("sep=;\r\nid;text\r\n1;x\r\n").2,
            [(3, "1|x".to_owned())]
        );
    }

    #[test]
    fn lines_are_right_behind_cells_of_many_lines() {
        let (header, _, rows) = read("\n id , text\n1,\"a\n\nb\"\n2,c\n,\n\n3,d");
        assert_eq!(header, ["id", "text"]);
        let expected = [(3, "1|a\n\nb"), (6, "2|c"), (7, "|"), (8, ""), (9, "3|d")];
        assert_eq!(rows, expected.map(|(n, t)| (n, t.to_owned())));
    }

    #[test]
    fn a_cut_row_and_an_open_quote_cost_one_row() {
        let cut = "! the file ends in the middle of the row";
        let open = "! a quote that is never closed";
        for (text, expected) in [
            ("a,b,c\n1,2,3\n4,5", vec![(2, "1|2|3"), (3, cut)]),
            ("a,b,c\n1,2,3\n4,\"five\nsix", vec![(2, "1|2|3"), (3, cut)]),
            (
                "a,b,c\n1,\"2,3\n4,5,6\n7,8,9\n",
                vec![(2, open), (3, "4|5|6"), (4, "7|8|9")],
            ),
        ] {
            let rows = read(text).2;
            let rows: Vec<_> = rows.iter().map(|(n, t)| (*n, t.as_str())).collect();
            assert_eq!(rows, expected, "{text}");
        }
    }
}
