//! What people and machines read: the only room that speaks to the terminal.
//!
//! Takes findings, results and figures. Gives text in the asked-for [`Format`], to a writer that the caller names.
//! Never computes a result and never reads a file.

pub mod excerpt;
pub mod explain;
pub mod external;
pub mod gaps;
pub mod gather;
pub mod github;
pub mod health;
pub mod history;
pub mod human;
pub mod json;
pub mod learn;
pub mod number;
pub mod overlay;
pub mod patch;
pub mod preview;
pub mod progress;
pub mod sarif;
pub mod screen;
pub mod search;
pub mod short;
pub mod since;
pub mod summary;
pub mod table;
pub mod tickets;
pub mod visible;
mod wrap;

use crate::diag::codes::CodeInfo;
use crate::diag::freedom::{Freedom, freedom};
use crate::diag::{Diagnostic, Severity};
use crate::source::Sources;
use gather::{Counts, Finding, count, gather};
use std::io::{self, Write};

/// In which form findings are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the line and what to do, for people.
    #[default]
    Human,
    /// One line a finding, for editors and grep.
    Short,
    /// An object with `"format": 1`.
    Json,
    /// Workflow commands, shown by GitHub beside the changed lines.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// Whether text is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// With escape sequences.
    Colour,
    /// Text only.
    #[default]
    Plain,
}

impl Style {
    /// The given look where colours are wanted, else none.
    #[must_use]
    pub fn of(self, look: anstyle::Style) -> anstyle::Style {
        match self {
            Self::Colour => look,
            Self::Plain => anstyle::Style::new(),
        }
    }
}

/// Whether notes are told to people (machines always get them).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notes {
    /// Only how many there are.
    #[default]
    Hide,
    /// All of them.
    Show,
}

/// Whether many findings of one kind are shortened for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fold {
    /// Everything is shown.
    #[default]
    Never,
    /// So many of each code are shown, the rest is counted.
    After(usize),
}

impl Fold {
    /// Whether the `nth` finding of its kind (from 1) is shown.
    fn allows(self, nth: usize) -> bool {
        match self {
            Self::Never => true,
            Self::After(limit) => nth <= limit,
        }
    }
}

/// How findings are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options<'a> {
    /// The form.
    pub format: Format,
    /// Colours, in the human form.
    pub style: Style,
    /// Notes, in the human and the short form.
    pub notes: Notes,
    /// Repetition, in the human form.
    pub fold: Fold,
    /// The folder of the base in its repository, for GitHub and SARIF; empty where both are one.
    pub below: &'a str,
}

impl Options<'_> {
    /// A form without colours, without notes, without folding.
    #[must_use]
    pub fn plain(format: Format) -> Self {
        Self {
            format,
            ..Self::default()
        }
    }

    /// Whether people are told of the finding.
    fn tells(&self, finding: &Finding<'_>) -> bool {
        self.notes == Notes::Show || finding.diagnostic.severity < Severity::Note
    }
}

/// Writes all findings, sorted by path, offset and code, each once; says how many there are.
///
/// # Errors
/// Only those of the writer.
pub fn diagnostics(
    out: &mut dyn Write,
    found: &[Diagnostic],
    sources: &Sources,
    options: &Options<'_>,
) -> io::Result<Counts> {
    let findings = gather(found, sources);
    let counts = count(&findings);
    match options.format {
        Format::Human => human::write(out, &findings, counts, options)?,
        Format::Short => short::write(out, findings.iter().filter(|f| options.tells(f)))?,
        Format::Json => json::write(out, &findings, counts)?,
        Format::Github => github::write(out, &findings, options.below)?,
        Format::Sarif => sarif::write(out, &findings, options.below)?,
    }
    Ok(counts)
}

/// Says what a code means: title, reason, what to do, and who may judge otherwise.
///
/// # Errors
/// Only those of the writer.
pub fn explain_code(out: &mut dyn Write, entry: &CodeInfo, style: Style) -> io::Result<()> {
    let bold = style.of(anstyle::Style::new().bold());
    let CodeInfo {
        code,
        severity,
        title,
        why,
        fix,
    } = entry;
    writeln!(
        out,
        "{bold}{code}{bold:#} {severity}: {title}\n\n{why}\n\n{fix}\n"
    )?;
    let judged = match freedom(*code) {
        Freedom::Fixed => "It holds in every base.".to_owned(),
        Freedom::Article => {
            format!("One article is let off by the comment `# deskbook: allow {code} reason`.")
        }
        Freedom::Free => format!(
            "Its level is set by `standard: {{levels: {{{code}: off}}}}`; one article is let off by the comment `# deskbook: allow {code} reason`."
        ),
    };
    writeln!(out, "{judged}")
}

#[cfg(test)]
mod tests {
    use crate::diag::{Code, Diagnostic, FileId, Severity, Span};
    use crate::paths::ContentPath;
    use crate::report::{Options, diagnostics};
    use crate::source::{SourceFile, Sources};

    /// Sources made of paths and texts.
    pub(in crate::report) fn sources(files: &[(&str, &str)]) -> Sources {
        let file = |(i, (path, text)): (usize, &(&str, &str))| SourceFile {
            id: FileId(i as u32),
            path: ContentPath::new(path).unwrap(),
            text: (*text).into(),
        };
        Sources {
            files: files.iter().enumerate().map(file).collect(),
            ..Sources::default()
        }
    }

    /// What is written for the findings.
    pub(in crate::report) fn told(
        found: &[Diagnostic],
        sources: &Sources,
        options: &Options,
    ) -> String {
        let mut out = Vec::new();
        diagnostics(&mut out, found, sources, options).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// A note without a file, an error at a place in a file with a difficult name, a warning for a whole file.
    pub(in crate::report) fn samples() -> (Vec<Diagnostic>, Sources) {
        let sources = sources(&[
            ("content/a,b: 50%.md", "one\nsee x.md"),
            ("content/c.md", ""),
        ]);
        let gone = "link leads nowhere: \"x\ny.md\"";
        let found = vec![
            Diagnostic::general(Code("KB008"), Severity::Note, "there is no git history"),
            Diagnostic::new(Code("KB040"), Severity::Error, FileId(0), gone)
                .at(Span::new(8, 12))
                .label("no such file")
                .help("correct it"),
            Diagnostic::new(Code("KB005"), Severity::Warning, FileId(1), "file is empty"),
        ];
        (found, sources)
    }
}
