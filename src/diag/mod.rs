//! What can be wrong, and where.
//!
//! Takes nothing. Gives [`Diagnostic`] (the author's content, settings or theme are wrong: gathered, sorted, all shown)
//! and [`Failure`] (we could not do it). Never prints and never stops at the first.

pub mod codes;
pub mod freedom;
pub mod mending;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::PathBuf;

/// The number of an input file in [`crate::source::Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A half-open range of byte offsets in a file's text.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// A value and where the author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place, another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: f(self.value),
            span: self.span,
        }
    }
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The article (or the whole base) is not what its author meant; `--strict` and `check` fail.
    Error,
    /// Builds, but should be mended; `--deny warnings` fails.
    Warning,
    /// Worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// The stable name of a kind of diagnostic, such as `KB021`. The manual has a page for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A change of the text that mends a finding and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards; may be empty.
    pub text: String,
}

/// One finding: where, what is wrong, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of finding.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// The file, where there is one.
    pub file: Option<FileId>,
    /// The place in the file, where there is one.
    pub span: Option<Span>,
    /// What is wrong: lower case, names the thing, no full stop.
    pub message: String,
    /// A word or two at the marked place; may be empty.
    pub label: String,
    /// What to do; may be empty.
    pub help: String,
    /// What `check --fix` does, where it is safe without a person's judgement.
    pub fix: Option<Fix>,
    /// The marked text is a secret: whoever shows the line, for this or for another finding, hides it.
    pub secret: bool,
}

impl Diagnostic {
    /// A finding in a file.
    pub fn new(code: Code, severity: Severity, file: FileId, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            file: Some(file),
            span: None,
            message: message.into(),
            label: String::new(),
            help: String::new(),
            fix: None,
            secret: false,
        }
    }

    /// A finding about the base as a whole.
    pub fn general(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            file: None,
            ..Self::new(code, severity, FileId(0), message)
        }
    }

    /// Marks a place in the file.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Says a word or two at the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Keeps the marked text out of everything that is shown.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Says how it can be mended without a person's judgement.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            span,
            text: text.into(),
        });
        self
    }
}

/// The known word nearest to `word`, for "did you mean"; nothing when none is near.
///
/// Near is a Damerau-Levenshtein distance of at most a third of the longer word's letters.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Comparing costs the product of both lengths, and no known word is this long.
    if word.len() > 200 {
        return None;
    }
    let lower = word.to_lowercase();
    known
        .into_iter()
        .map(|k| (strsim::damerau_levenshtein(&lower, &k.to_lowercase()), k))
        .filter(|(d, k)| *d * 3 <= k.chars().count().max(lower.chars().count()))
        .min_by_key(|(d, _)| *d)
        .map(|(_, k)| k)
}

/// We could not do it.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file or folder could not be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// What we tried to read.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A file or folder could not be written.
    #[error("cannot write {path}: {source}")]
    Write {
        /// What we tried to write.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// Anything else: what could not be done, and what to do about it.
    #[error("{what}")]
    Other {
        /// What could not be done.
        what: String,
        /// What to do.
        help: String,
    },
    /// The command line or the settings do not make sense: exit code 2.
    #[error("{what}")]
    Usage {
        /// What is wrong.
        what: String,
        /// What to do.
        help: String,
    },
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn nearest_finds_a_slip_and_refuses_a_stranger() {
        let known = ["symptoms", "summary", "keywords"];
        assert_eq!(nearest("symptons", known), Some("symptoms"));
        assert_eq!(nearest("Sumary", known), Some("summary"));
        assert_eq!(nearest("ms.author", known), None);
    }
}
