//! Sentences behind a label, in lines of a screen's width.
//!
//! Takes a label and a text. Gives lines that begin at one column. Never breaks a word.

use crate::report::Style;
use crate::report::visible::visible;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Cells of a line.
pub(crate) const WIDTH: usize = 100;
/// Cells of the label and its distance.
const LABEL: usize = 11;

/// Writes the text behind its label.
pub(crate) fn labelled(
    out: &mut dyn Write,
    (label, text): (&str, &str),
    style: Style,
) -> io::Result<()> {
    let dim = style.of(anstyle::Style::new().dimmed());
    let lines = wrapped(&visible(text), WIDTH - LABEL);
    for (i, line) in lines.iter().enumerate() {
        let label = if i == 0 { label } else { "" };
        if label.is_empty() {
            writeln!(out, "{:LABEL$}{line}", "")?;
        } else {
            let blank = LABEL.saturating_sub(label.width());
            writeln!(out, "{dim}{label}{dim:#}{:blank$}{line}", "")?;
        }
    }
    Ok(())
}

/// The words in lines of at most `width` cells.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use crate::report::Style;
    use crate::report::wrap::{labelled, wrapped};

    #[test]
    fn lines_end_before_the_edge() {
        assert_eq!(wrapped("a bb ccc dddd", 6), ["a bb", "ccc", "dddd"]);
        assert_eq!(wrapped("muchtoolong a", 4), ["muchtoolong", "a"]);
    }

    #[test]
    fn labels_stand_in_a_column() {
        let mut out = Vec::new();
        labelled(&mut out, ("read", &"word ".repeat(30)), Style::Plain).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("read       word") && lines[1].starts_with("           word"));
        assert!(lines.iter().all(|l| l.len() <= 100 && !l.ends_with(' ')));
    }
}
