//! All findings of a run in the order in which they are told, each once, each with its place.
//!
//! Takes diagnostics and the sources. Gives [`Finding`]s sorted by path, offset and code, and their [`Counts`].
//! Never shows one twice: same place, code and message
//! are one finding.

use crate::checks::secrets;
use crate::diag::{Diagnostic, FileId, Severity, Span};
use crate::source::Sources;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// Bytes of a line before and after a mark that are kept to be shown.
const SHOWN: usize = 1_024;

/// A place in a file as people count: line and column (in characters) from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Where a finding stands in the text of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region<'a> {
    /// First character.
    pub start: Place,
    /// One past the last character.
    pub end: Place,
    /// The first line (of a very long one the part around the mark), without its line end; bytes of secrets are asterisks.
    pub line: Cow<'a, str>,
    /// The marked bytes of that line.
    pub mark: Range<usize>,
}

/// A diagnostic and where it stands.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    /// What is wrong.
    pub diagnostic: &'a Diagnostic,
    /// The path below the root of the base, where there is a file.
    pub path: Option<&'a str>,
    /// The place, where there is one.
    pub region: Option<Region<'a>>,
}

/// How many findings of each severity, in how many files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Files with at least one error or warning.
    pub files: usize,
}

/// So many bytes before and behind a line are read to see whether a secret stands in it: a key has many lines.
const AROUND: usize = 2048;

/// The diagnostics sorted by path, offset and code, each once.
#[must_use]
pub fn gather<'a>(found: &'a [Diagnostic], sources: &'a Sources) -> Vec<Finding<'a>> {
    let mut sorted: Vec<&Diagnostic> = found.iter().collect();
    let path = |d: &Diagnostic| d.file.map(|f| sources.file(f).path.as_str());
    sorted.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.span.map(|s| s.start), d.code, d.span.map(|s| s.end));
        (path(a), key(a), &a.message).cmp(&(path(b), key(b), &b.message))
    });
    sorted.dedup_by(|a, b| {
        (a.file, a.span, a.code, &a.message) == (b.file, b.span, b.code, &b.message)
    });
    let secrets = sorted.iter().filter(|d| d.secret);
    let mut lines = Lines {
        secrets: secrets.filter_map(|d| Some((d.file?, d.span?))).collect(),
        ..Lines::default()
    };
    sorted
        .into_iter()
        .map(|diagnostic| Finding {
            diagnostic,
            path: path(diagnostic),
            region: lines.region(diagnostic, sources),
        })
        .collect()
}

/// Counts findings.
#[must_use]
pub fn count(findings: &[Finding<'_>]) -> Counts {
    let of = |severity| {
        findings
            .iter()
            .filter(|f| f.diagnostic.severity == severity)
            .count()
    };
    let files: BTreeSet<&str> = findings
        .iter()
        .filter(|f| f.diagnostic.severity < Severity::Note)
        .filter_map(|f| f.path)
        .collect();
    Counts {
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        notes: of(Severity::Note),
        files: files.len(),
    }
}

/// Where the lines of the file at hand begin: made once a file, since findings come sorted by file.
#[derive(Default)]
struct Lines {
    file: Option<FileId>,
    starts: Vec<usize>,
    /// Where the last finding began: findings of one endless line are not each counted from its beginning.
    last: (usize, Place),
    /// What no line may show.
    secrets: Vec<(FileId, Span)>,
}

impl Lines {
    fn region<'a>(&mut self, diagnostic: &Diagnostic, sources: &'a Sources) -> Option<Region<'a>> {
        let (file, span) = (diagnostic.file?, diagnostic.span?);
        let text: &str = &sources.file(file).text;
        if self.file != Some(file) {
            self.file = Some(file);
            self.starts = std::iter::once(0)
                .chain(text.match_indices('\n').map(|(i, _)| i + 1))
                .collect();
            self.last = (0, Place { line: 1, column: 1 });
        }
        Some(self.locate(text, span))
    }

    fn locate<'a>(&mut self, text: &'a str, span: Span) -> Region<'a> {
        let start = floor(text, span.start);
        let end = floor(text, span.end).max(start);
        let (from, line) = self.line(text, start);
        let within = |offset: usize| (offset - from).min(line.len());
        self.last = (start, self.place(text, start));
        Region {
            start: self.last.1,
            end: self.place(text, end),
            line: self.hidden(text, from..from + line.len()),
            mark: within(start)..within(end),
        }
    }

    /// The line that holds the offset, or as much of it around as a reader can be shown, and where that begins.
    fn line<'a>(&self, text: &'a str, offset: usize) -> (usize, &'a str) {
        let index = self.index(offset);
        let end = self.starts.get(index + 1).map_or(text.len(), |s| s - 1);
        let from = floor(text, self.starts[index].max(offset.saturating_sub(SHOWN)));
        let line = &text[from..floor(text, end.min(offset + SHOWN))];
        (from, line.strip_suffix('\r').unwrap_or(line))
    }

    /// A line with an asterisk for each byte of a secret: of those that checks have found, and of those that stand there
    /// where nobody has checked.
    fn hidden<'a>(&self, text: &'a str, at: Range<usize>) -> Cow<'a, str> {
        let line = &text[at.clone()];
        let first = floor(text, at.start.saturating_sub(AROUND));
        let last = floor(text, (at.end + AROUND).min(text.len()));
        let seen = secrets::places(&text[first..last]).into_iter();
        let seen = seen.map(|place| Span::new(first + place.start, first + place.end));
        let told = self.secrets.iter().filter(|s| Some(s.0) == self.file);
        let mut shown = Cow::Borrowed(line);
        for span in seen.chain(told.map(|s| s.1)) {
            if span.start < at.end && span.end > at.start {
                let from = floor(line, span.start.saturating_sub(at.start));
                let to = line.ceil_char_boundary(span.end.min(at.end) - at.start);
                shown
                    .to_mut()
                    .replace_range(from..to, &"*".repeat(to - from));
            }
        }
        shown
    }

    /// The index of the line that holds the offset.
    fn index(&self, offset: usize) -> usize {
        self.starts.partition_point(|s| *s <= offset).max(1) - 1
    }

    fn place(&self, text: &str, offset: usize) -> Place {
        let line = self.index(offset) + 1;
        let (known, place) = self.last;
        let (from, column) = if place.line == line && known <= offset {
            (known, place.column)
        } else {
            (self.starts[line - 1], 1)
        };
        let column = column + text[from..offset].chars().count();
        Place { line, column }
    }
}

/// The nearest boundary of a character at or below the offset.
fn floor(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}

#[cfg(test)]
mod tests {
    use crate::diag::{Code, Diagnostic, FileId, Severity, Span};
    use crate::report::gather::{Place, count, gather};
    use crate::report::tests::sources;
    use crate::source::line_column;
    use proptest::collection::vec;
    use proptest::prelude::{prop_assert_eq, proptest};

    fn finding(file: u32, code: &'static str, start: usize) -> Diagnostic {
        Diagnostic::new(Code(code), Severity::Warning, FileId(file), "m")
            .at(Span::new(start, start + 1))
    }

    #[test]
    fn findings_are_sorted_by_path_offset_and_code_and_shown_once() {
        let sources = sources(&[("b.md", "one\ntwo"), ("a.md", "text")]);
        let found = [
            finding(0, "KB041", 5),
            finding(0, "KB040", 5),
            finding(1, "KB040", 2),
            finding(0, "KB041", 5),
            Diagnostic::general(Code("KB008"), Severity::Note, "no history"),
        ];
        let told: Vec<_> = gather(&found, &sources)
            .iter()
            .map(|f| (f.path, f.diagnostic.code.0))
            .collect();
        let order = [
            (None, "KB008"),
            (Some("a.md"), "KB040"),
            (Some("b.md"), "KB040"),
            (Some("b.md"), "KB041"),
        ];
        assert_eq!(told, order);
        let counts = count(&gather(&found, &sources));
        assert_eq!((counts.warnings, counts.notes, counts.files), (3, 1, 2));
    }

    #[test]
    fn a_region_knows_its_line_and_what_is_marked() {
        let sources = sources(&[("a.md", "ä\r\nzwei drei\r\nvier")]);
        let found = [
            Diagnostic::new(Code("KB040"), Severity::Error, FileId(0), "m").at(Span::new(9, 19)),
        ];
        let region = gather(&found, &sources)[0].region.clone().unwrap();
        assert_eq!(region.start, Place { line: 2, column: 6 });
        assert_eq!(region.end, Place { line: 3, column: 5 });
        assert_eq!(&region.line[region.mark], "drei");
    }

    #[test]
    fn no_finding_of_a_line_shows_the_secret_in_it() {
        let text = "simply type hunter2é, then go\nhunter2";
        let sources = sources(&[("a.md", text), ("b.md", text)]);
        let at = |file, span| {
            Diagnostic::new(Code("KB081"), Severity::Error, FileId(file), "m").at(span)
        };
        let found = [
            at(0, Span::new(12, 21)).secret(),
            at(0, Span::new(0, 6)),
            at(1, Span::new(0, 6)),
        ];
        let lines: Vec<_> = gather(&found, &sources)
            .into_iter()
            .map(|f| f.region.unwrap().line.into_owned())
            .collect();
        let hidden = "simply type *********, then go";
        let shown = "simply type hunter2é, then go";
        assert_eq!(lines, [hidden, hidden, shown]);
    }

    #[test]
    fn of_an_endless_line_only_the_neighbourhood_is_kept() {
        let text = format!("{}é LINK SECRET {}", "ä".repeat(9_000), "z".repeat(90_000));
        let at = text.find("LINK").unwrap();
        let sources = sources(&[("a.md", &text)]);
        let mark = |from: usize, len: usize| {
            Diagnostic::new(Code("KB040"), Severity::Error, FileId(0), "m")
                .at(Span::new(from, from + len))
        };
        let found = [mark(at, 4), mark(at + 5, 6).secret()];
        let told = gather(&found, &sources);
        let region = told[0].region.clone().unwrap();
        assert_eq!(region.start.column, 9_003);
        assert_eq!(&region.line[region.mark], "LINK");
        assert!(region.line.contains("LINK ****** zzz") && region.line.len() < 4_096);
    }

    proptest! {
        #[test]
        fn places_agree_with_the_door(text in "[a\nä\r]{0,20}", mut offsets in vec(0usize..60, 1..5)) {
            offsets.sort_unstable();
            offsets.dedup();
            let sources = sources(&[("a.md", &text)]);
            let found: Vec<_> = offsets
                .iter()
                .map(|at| {
                    let span = Span::new(*at, *at + 3);
                    Diagnostic::new(Code("KB040"), Severity::Error, FileId(0), "m").at(span)
                })
                .collect();
            for (told, offset) in gather(&found, &sources).iter().zip(offsets) {
                let region = told.region.clone().unwrap();
                let places = [(region.start, offset), (region.end, offset + 3)];
                for (place, offset) in places {
                    prop_assert_eq!((place.line, place.column), line_column(&text, offset));
                }
            }
        }
    }
}
