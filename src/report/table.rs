//! Quiet tables for a terminal: columns aligned by what the eye sees, no lines.
//!
//! Takes rows of cells. Gives text without trailing blanks. Never breaks a row over lines: a cell that is too wide is
//! cut with `…`.

use crate::report::Style;
use crate::report::visible::visible;
use std::fmt::Write as _;
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Blanks between columns.
const GAP: &str = "  ";

/// On which side a column is straight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// How a column looks.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its words at the top; no column with a heading, no line of headings.
    pub heading: &'static str,
    /// Its straight side.
    pub align: Align,
    /// The look of its cells.
    pub look: anstyle::Style,
    /// Cells on the screen that it may take.
    pub limit: usize,
}

impl Column {
    /// A plain column of words, cut at `limit` cells.
    #[must_use]
    pub const fn words(heading: &'static str, limit: usize) -> Self {
        Self {
            heading,
            align: Align::Left,
            look: anstyle::Style::new(),
            limit,
        }
    }

    /// A plain column of numbers.
    #[must_use]
    pub const fn number(heading: &'static str) -> Self {
        Self {
            align: Align::Right,
            ..Self::words(heading, usize::MAX)
        }
    }

    /// The same with another look.
    #[must_use]
    pub const fn look(self, look: anstyle::Style) -> Self {
        Self { look, ..self }
    }
}

/// Writes the rows; a missing cell is empty.
///
/// # Errors
/// Only those of the writer.
pub fn write(
    out: &mut dyn Write,
    columns: &[Column],
    rows: &[Vec<String>],
    style: Style,
) -> io::Result<()> {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| cells(columns, row)).collect();
    let widths = widths(columns, &rows);
    if columns.iter().any(|c| !c.heading.is_empty()) {
        let head = |c: &Column| Column {
            look: anstyle::Style::new().dimmed(),
            ..*c
        };
        let heads: Vec<Column> = columns.iter().map(head).collect();
        let words: Vec<String> = columns.iter().map(|c| c.heading.to_owned()).collect();
        writeln!(out, "{}", line(&heads, &widths, &words, style))?;
    }
    rows.iter()
        .try_for_each(|row| writeln!(out, "{}", line(columns, &widths, row, style)))
}

/// One visible, cut cell for each column.
fn cells(columns: &[Column], row: &[String]) -> Vec<String> {
    let cell = |(i, column): (usize, &Column)| {
        row.get(i)
            .map_or_else(String::new, |text| cut(&visible(text), column.limit))
    };
    columns.iter().enumerate().map(cell).collect()
}

/// The width of each column on the screen.
fn widths(columns: &[Column], rows: &[Vec<String>]) -> Vec<usize> {
    let widest = |(i, column): (usize, &Column)| {
        rows.iter()
            .map(|row| row[i].width())
            .fold(column.heading.width(), usize::max)
    };
    columns.iter().enumerate().map(widest).collect()
}

fn line(columns: &[Column], widths: &[usize], row: &[String], style: Style) -> String {
    let mut out = String::new();
    let mut owed = 0;
    for (i, (column, text)) in columns.iter().zip(row).enumerate() {
        let blank = widths[i] - text.width();
        let (before, after) = match column.align {
            Align::Left => (0, blank),
            Align::Right => (blank, 0),
        };
        owed += before + if i > 0 { GAP.len() } else { 0 };
        if !text.is_empty() {
            let look = style.of(column.look);
            let _ = write!(out, "{:owed$}{look}{text}{look:#}", "");
            owed = 0;
        }
        owed += after;
    }
    out
}

/// The text in at most `limit` cells of the screen.
#[must_use]
pub fn cut(text: &str, limit: usize) -> String {
    if text.width() <= limit {
        return text.to_owned();
    }
    let mut left = limit.saturating_sub(1);
    let mut out = String::new();
    for c in text.chars() {
        let width = c.width().unwrap_or(0);
        if width > left {
            break;
        }
        left -= width;
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use crate::report::Style;
    use crate::report::table::{Column, cut, write};

    fn rows(cells: &[&[&str]]) -> Vec<Vec<String>> {
        let row = |r: &&[&str]| r.iter().map(|c| (*c).to_owned()).collect();
        cells.iter().map(row).collect()
    }

    fn shown(columns: &[Column], cells: &[&[&str]], style: Style) -> String {
        let mut out = Vec::new();
        write(&mut out, columns, &rows(cells), style).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_are_straight_for_the_eye() {
        let columns = [
            Column::words("title", 12),
            Column::number("n"),
            Column::words("", 9),
        ];
        let cells: &[&[&str]] = &[
            &["日本", "7"],
            &["naïve", "12", "x"],
            &["a very long title", "3", ""],
        ];
        let expected = "\
title          n
日本           7
naïve         12  x
a very long…   3
";
        assert_eq!(shown(&columns, cells, Style::Plain), expected);
    }

    #[test]
    fn escape_sequences_of_a_cell_are_shown_and_colours_are_ours() {
        let columns = [Column::words("", 20).look(anstyle::Style::new().bold())];
        let plain = shown(&columns, &[&["\u{1b}[2J"]], Style::Plain);
        assert_eq!(plain, "␛[2J\n");
        let coloured = shown(&columns, &[&["a"]], Style::Colour);
        assert_eq!(coloured, "\u{1b}[1ma\u{1b}[0m\n");
    }

    #[test]
    fn a_cut_never_takes_more_than_its_room() {
        for (text, limit, expected) in [
            ("abc", 3, "abc"),
            ("abcd", 3, "ab…"),
            ("日本語", 4, "日…"),
            ("ab", 0, "…"),
        ] {
            assert_eq!(cut(text, limit), expected);
        }
    }
}
