//! One text file, as it lies on the disk.
//!
//! Takes the path of a file. Gives its text and what is odd about it. Never fails and never reads a file that is too
//! large to be an article.

use crate::diag::{Code, Diagnostic, FileId, Severity, Span};
use crate::source::stamp::Stamp;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// The largest article, in bytes.
pub(super) const LARGEST: u64 = 16 << 20;

/// What came of reading a file.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The file as it was, where that can be told.
    stamp: Option<Stamp>,
    /// The text without byte order mark; bytes that are not UTF-8 are U+FFFD; empty where it could not be read.
    pub text: Arc<str>,
    /// Whether there is something to be used.
    pub usable: bool,
    /// Whether it began with a byte order mark.
    pub marked: bool,
    /// Whether it has CRLF line ends.
    pub crlf: bool,
    /// What is wrong.
    pub finding: Option<Finding>,
}

/// What is wrong with a file, before it has a number.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    code: &'static str,
    severity: Severity,
    span: Option<Span>,
    message: String,
    help: &'static str,
}

impl Finding {
    fn new(code: &'static str, severity: Severity, message: String, help: &'static str) -> Self {
        Self {
            code,
            severity,
            span: None,
            message,
            help,
        }
    }

    /// The same as a diagnostic of file `id`.
    pub(super) fn diagnostic(self, id: FileId) -> Diagnostic {
        Diagnostic {
            span: self.span,
            ..Diagnostic::new(Code(self.code), self.severity, id, self.message).help(self.help)
        }
    }
}

/// Reads one file, unless it is what it was when it was read last.
pub(super) fn read(path: &Path, last: Option<&Reading>) -> Reading {
    let known = regular(path);
    let stamp = known.as_ref().ok().and_then(Stamp::of);
    if let Some(last) = last.filter(|last| stamp.is_some() && last.stamp == stamp) {
        return last.clone();
    }
    let mut reading = fresh(known.and_then(|known| contents(path, &known)));
    reading.stamp = stamp;
    if let Some(last) = last.filter(|last| last.text == reading.text) {
        // Touched, not changed: who asks whether it is the same text need not compare it again.
        reading.text = Arc::clone(&last.text);
    }
    reading
}

fn fresh(bytes: io::Result<Option<Vec<u8>>>) -> Reading {
    match bytes {
        Ok(Some(bytes)) => decode(&bytes),
        Ok(None) => nothing(Finding::new(
            "KB062",
            Severity::Error,
            format!("the file is larger than {} MB", LARGEST >> 20),
            "split it, or attach it as a file of another kind; it is left out",
        )),
        Err(e) => nothing(Finding::new(
            "KB060",
            Severity::Error,
            format!("the file cannot be read: {e}"),
            "check its permissions; it is left out",
        )),
    }
}

/// The bytes of a file, or nothing if there are too many.
///
/// Never opens what is no file: a pipe would be waited for, a device has no end. And a file may grow while it is read.
pub(super) fn bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    contents(path, &regular(path)?)
}

fn contents(path: &Path, known: &fs::Metadata) -> io::Result<Option<Vec<u8>>> {
    if known.len() > LARGEST {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= LARGEST).then_some(bytes))
}

/// What the system says of a file; an error if it is none.
fn regular(path: &Path) -> io::Result<fs::Metadata> {
    let known = fs::metadata(path)?;
    if known.is_file() {
        Ok(known)
    } else {
        Err(io::Error::other("it is no file"))
    }
}

fn nothing(finding: Finding) -> Reading {
    Reading {
        stamp: None,
        text: Arc::from(""),
        usable: false,
        marked: false,
        crlf: false,
        finding: Some(finding),
    }
}

/// Bytes to text.
fn decode(bytes: &[u8]) -> Reading {
    let (marked, bytes) = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .map_or((false, bytes), |rest| (true, rest));
    let text = String::from_utf8_lossy(bytes);
    let finding = std::str::from_utf8(bytes)
        .err()
        .map(|e| not_utf8(bytes, e.valid_up_to()))
        .or_else(|| text.trim().is_empty().then(blank));
    Reading {
        stamp: None,
        usable: !text.trim().is_empty(),
        marked,
        crlf: text.contains("\r\n"),
        finding,
        text: Arc::from(text),
    }
}

fn not_utf8(bytes: &[u8], at: usize) -> Finding {
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let message = if utf16 {
        "the file is UTF-16, not UTF-8".to_owned()
    } else {
        let bad = bytes.get(at).copied().unwrap_or_default();
        format!("the file is not UTF-8: byte 0x{bad:02X} fits nowhere")
    };
    Finding {
        // The bad byte has become U+FFFD, three bytes long; all before it is as it was.
        span: Some(Span::new(at, at + '\u{fffd}'.len_utf8())),
        ..Finding::new(
            "KB002",
            Severity::Error,
            message,
            "save it as UTF-8; until then the reader sees \u{fffd}",
        )
    }
}

fn blank() -> Finding {
    Finding::new(
        "KB005",
        Severity::Warning,
        "the file is empty".to_owned(),
        "write the article, or delete the file; it is left out",
    )
}

#[cfg(test)]
mod tests {
    use super::{Reading, decode, read};
    use crate::diag::{FileId, Span};
    use std::fs;
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    /// Bytes, their text, and the code and place of the finding.
    type Case<'a> = (&'a [u8], &'a str, Option<&'a str>, Option<Span>);

    #[test]
    fn odd_bytes_are_named_and_placed() {
        let cases: [Case<'_>; 5] = [
            (b"plain", "plain", None, None),
            (b"\xef\xbb\xbfmarked", "marked", None, None),
            (b"", "", Some("KB005"), None),
            (b"\xef\xbb\xbf \r\n\t", " \r\n\t", Some("KB005"), None),
            (
                b"\xef\xbb\xbfM\xc3\xbcnchen K\xf6ln",
                "M\u{fc}nchen K\u{fffd}ln",
                Some("KB002"),
                Some(Span::new(10, 13)),
            ),
        ];
        for (bytes, text, code, span) in cases {
            let reading = decode(bytes);
            let found = reading.finding.map(|f| f.diagnostic(FileId(0)));
            assert_eq!(&*reading.text, text);
            assert_eq!(found.as_ref().map(|d| d.code.0), code);
            assert_eq!(found.and_then(|d| d.span), span);
        }
        assert!(decode(b"\xef\xbb\xbfx").marked && decode(b"a\r\nb").crlf);
        assert!(!decode(b" \n").usable && decode(b"K\xf6ln").usable);
    }

    /// Longer than any disk's clock needs to settle.
    const SETTLED: Duration = Duration::from_millis(2200);

    /// A file by name, and what becomes of it.
    type Change = (&'static str, fn(&Path));

    /// None of them changes the length; whatever sets a time sets it to what it was.
    const CHANGES: &[Change] = &[
        ("replaced", |file| {
            let new = file.with_extension("new");
            fs::write(&new, "two").unwrap();
            aged(&new);
            fs::rename(&new, file).unwrap();
        }),
        ("touched back", |file| {
            fs::write(file, "two").unwrap();
            aged(file);
        }),
        ("written", |file| fs::write(file, "two").unwrap()),
    ];

    fn aged(file: &Path) {
        let file = fs::File::options().append(true).open(file).unwrap();
        let hour = Duration::from_hours(1);
        file.set_modified(SystemTime::UNIX_EPOCH + hour).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn only_a_file_that_is_what_it_was_is_not_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let names = || CHANGES.iter().map(|(name, _)| *name).chain(["left"]);
        for name in names() {
            fs::write(path(name), "one").unwrap();
            aged(&path(name));
        }
        let fresh = read(&path("written"), None);
        std::thread::sleep(SETTLED);
        let readings: Vec<Reading> = names().map(|name| read(&path(name), None)).collect();
        let again = |last: &Reading, name: &str| {
            // Whoever believes it takes this for the text.
            let last = Reading {
                text: "remembered".into(),
                ..last.clone()
            };
            read(&path(name), Some(&last)).text
        };
        for (reading, name) in readings.iter().zip(names()) {
            assert_eq!(&*again(reading, name), "remembered", "{name}");
        }
        // What was read just after it was written is never believed: it may have been written again.
        assert_eq!(&*again(&fresh, "written"), "one");
        for (name, change) in CHANGES {
            change(&path(name));
        }
        for wait in [Duration::ZERO, SETTLED] {
            std::thread::sleep(wait);
            for (reading, (name, _)) in readings.iter().zip(CHANGES) {
                assert_eq!(&*again(reading, name), "two", "{name} {wait:?}");
            }
            assert_eq!(&*again(&readings[3], "left"), "remembered");
        }
    }

    #[test]
    fn utf_16_is_recognised() {
        let found = decode(b"\xff\xfeA\0").finding.unwrap();
        assert!(found.message.contains("UTF-16"));
    }
}
