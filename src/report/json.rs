//! Findings for programs.
//!
//! Takes gathered findings. Gives one object with `"format": 1`. Never changes a name or a meaning: format 1 is frozen,
//! which is why it has types of its own.

use crate::report::gather::{Counts, Finding};
use crate::report::visible::is_unseen;
use serde::Serialize;
use std::io::{self, Write};

/// The whole answer.
#[derive(Serialize)]
pub(in crate::report) struct Report<'a> {
    format: u32,
    diagnostics: Vec<Entry<'a>>,
    counts: Totals,
}

/// One finding; lines and columns (in characters) from 1, the end is one past the last character.
#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: String,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'a str,
    label: &'a str,
    help: &'a str,
}

/// How many of each.
#[derive(Serialize)]
struct Totals {
    errors: usize,
    warnings: usize,
    notes: usize,
    files: usize,
}

/// Writes the object.
///
/// # Errors
/// Only those of the writer.
pub fn write(out: &mut dyn Write, findings: &[Finding<'_>], counts: Counts) -> io::Result<()> {
    value(out, &report(findings, counts))
}

/// The object.
pub(in crate::report) fn report<'a>(findings: &'a [Finding<'a>], counts: Counts) -> Report<'a> {
    Report {
        format: 1,
        diagnostics: findings.iter().map(entry).collect(),
        counts: Totals {
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
            files: counts.files,
        },
    }
}

fn entry<'a>(finding: &'a Finding<'a>) -> Entry<'a> {
    let diagnostic = finding.diagnostic;
    let (start, end) = match &finding.region {
        Some(region) => (Some(region.start), Some(region.end)),
        None => (None, None),
    };
    Entry {
        code: diagnostic.code.0,
        severity: diagnostic.severity.to_string(),
        path: finding.path,
        line: start.map(|p| p.line),
        column: start.map(|p| p.column),
        end_line: end.map(|p| p.line),
        end_column: end.map(|p| p.column),
        message: &diagnostic.message,
        label: &diagnostic.label,
        help: &diagnostic.help,
    }
}

/// Writes any value as indented JSON with a closing line feed; characters that a terminal would obey are written
/// as `\u009b`, since people look at JSON too.
///
/// # Errors
/// Only those of the writer.
pub fn value(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    escaped(out, &serde_json::to_string_pretty(value)?)
}

/// As [`value`], in one line: JSON Lines.
///
/// # Errors
/// Only those of the writer.
pub fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    escaped(out, &serde_json::to_string(value)?)
}

fn escaped(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let mut rest = text;
    while let Some(at) = rest.find(|c| c != '\n' && is_unseen(c)) {
        out.write_all(&rest.as_bytes()[..at])?;
        let mut after = rest[at..].chars();
        if let Some(unseen) = after.next() {
            write!(out, "\\u{:04x}", u32::from(unseen))?;
        }
        rest = after.as_str();
    }
    writeln!(out, "{rest}")
}

#[cfg(test)]
mod tests {
    use crate::report::json::{line, value};
    use crate::report::tests::{samples, told};
    use crate::report::{Format, Options};

    /// The twin: what readers of format 1 rely on, to the letter.
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Report {
        format: u32,
        diagnostics: Vec<Entry>,
        counts: Counts,
    }

    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Entry {
        code: String,
        severity: String,
        path: Option<String>,
        line: Option<usize>,
        column: Option<usize>,
        end_line: Option<usize>,
        end_column: Option<usize>,
        message: String,
        label: String,
        help: String,
    }

    #[derive(serde::Deserialize, PartialEq, Debug)]
    #[serde(deny_unknown_fields)]
    struct Counts {
        errors: usize,
        warnings: usize,
        notes: usize,
        files: usize,
    }

    #[test]
    fn format_1_is_frozen() {
        let (found, sources) = samples();
        let text = told(&found, &sources, &Options::plain(Format::Json));
        let report: Report = serde_json::from_str(&text).unwrap();
        let counts = Counts {
            errors: 1,
            warnings: 1,
            notes: 1,
            files: 2,
        };
        assert_eq!((report.format, report.counts), (1, counts));
        let entry = &report.diagnostics[1];
        assert_eq!(
            (entry.code.as_str(), entry.severity.as_str()),
            ("KB040", "error")
        );
        assert_eq!(entry.path.as_deref(), Some("content/a,b: 50%.md"));
        assert_eq!((entry.line, entry.column), (Some(2), Some(5)));
        assert_eq!((entry.end_line, entry.end_column), (Some(2), Some(9)));
        assert_eq!(entry.message, "link leads nowhere: \"x\ny.md\"");
        assert_eq!(
            (entry.label.as_str(), entry.help.as_str()),
            ("no such file", "correct it")
        );
        assert_eq!(report.diagnostics[0].path, None);
        assert_eq!(report.diagnostics[2].line, None);
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_written() {
        let mut out = Vec::new();
        value(&mut out, &["\u{9b}2J\u{202e}ä\u{1b}"]).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "[\n  \"\\u009b2J\\u202eä\\u001b\"\n]\n");
        let mut out = Vec::new();
        line(&mut out, &["\u{9b}", "\n"]).unwrap();
        assert_eq!(out, b"[\"\\u009b\",\"\\n\"]\n");
    }
}
