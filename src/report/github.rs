//! Findings as workflow commands, which GitHub shows beside the changed lines.
//!
//! Takes gathered findings and the folder of the base in its repository. Gives `::error file=…::message` lines.
//! Never lets a message start a command of its own.

use crate::diag::Severity;
use crate::report::gather::{Finding, Region};
use crate::report::visible::visible;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes one command a finding; `below` is the folder of the base in its repository, or empty.
///
/// # Errors
/// Only those of the writer.
pub fn write(out: &mut dyn Write, findings: &[Finding<'_>], below: &str) -> io::Result<()> {
    findings
        .iter()
        .try_for_each(|finding| writeln!(out, "{}", command(finding, below)))
}

fn command(finding: &Finding<'_>, below: &str) -> String {
    let diagnostic = finding.diagnostic;
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut line = format!("::{kind} ");
    if let Some(path) = finding.path {
        let _ = write!(line, "file={},", property(&in_repository(below, path)));
    }
    if let Some(region) = &finding.region {
        let _ = write!(line, "{},", lines(region));
    }
    let _ = write!(line, "title={}::", property(diagnostic.code.0));
    line += &data(&diagnostic.message);
    if !diagnostic.help.is_empty() {
        line += "%0A";
        line += &data(&diagnostic.help);
    }
    line
}

/// Columns are left out where the region spans lines: GitHub refuses both at once.
fn lines(region: &Region<'_>) -> String {
    let (start, end) = (region.start, region.end);
    if start.line == end.line {
        let last = end.column.saturating_sub(1).max(start.column);
        let line = start.line;
        return format!(
            "line={line},endLine={line},col={},endColumn={last}",
            start.column
        );
    }
    // A region that ends before the first column of a line does not touch that line.
    let last = end.line - usize::from(end.column == 1);
    format!("line={},endLine={last}", start.line)
}

/// The path as the repository knows it.
#[must_use]
pub fn in_repository(below: &str, path: &str) -> String {
    match below.trim_matches('/') {
        "" | "." => path.to_owned(),
        folder => format!("{}/{path}", folder.trim_start_matches("./")),
    }
}

/// Escapes the text of a command, as GitHub's toolkit does; other control characters are made visible.
fn data(text: &str) -> String {
    let parts: Vec<_> = text
        .replace('%', "%25")
        .split('\n')
        .map(|part| visible(part.trim_end_matches('\r')).into_owned())
        .collect();
    parts.join("%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use crate::report::github::in_repository;
    use crate::report::tests::{samples, told};
    use crate::report::{Format, Options};

    #[test]
    fn commands_are_escaped() {
        let (found, sources) = samples();
        let mut options = Options::plain(Format::Github);
        options.below = "docs/kb/";
        let expected = "\
::notice title=KB008::there is no git history
::error file=docs/kb/content/a%2Cb%3A 50%25.md,line=2,endLine=2,col=5,endColumn=8,title=KB040::link leads nowhere: \"x%0Ay.md\"%0Acorrect it
::warning file=docs/kb/content/c.md,title=KB005::file is empty
";
        assert_eq!(told(&found, &sources, &options), expected);
    }

    #[test]
    fn paths_are_those_of_the_repository() {
        for (below, path) in [
            ("", "a.md"),
            (".", "a.md"),
            ("./kb", "kb/a.md"),
            ("kb/", "kb/a.md"),
        ] {
            assert_eq!(in_repository(below, "a.md"), path);
        }
    }
}
