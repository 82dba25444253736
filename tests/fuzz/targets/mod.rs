//! The readers under test, and what holds for all of them.
//!
//! Takes bytes. Gives the values that readers want. Never judges an answer but by rules that hold for every input.

pub(crate) mod checks;
pub(crate) mod files;
pub(crate) mod front_matter;
pub(crate) mod markdown;
pub(crate) mod query;
pub(crate) mod settings;
pub(crate) mod shards;
pub(crate) mod site;
pub(crate) mod text;
pub(crate) mod tickets;

use crate::features::Features;
use deskbook::diag::{Diagnostic, FileId, Span};
use deskbook::paths::ContentPath;
use deskbook::source::SourceFile;
use std::borrow::Cow;

/// The text of an input.
pub(crate) fn text(input: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(input)
}

/// A file with this text.
pub(crate) fn file(path: &str, text: &str) -> SourceFile {
    SourceFile {
        id: FileId(0),
        path: ContentPath::new(path).unwrap(),
        text: text.into(),
    }
}

/// Fails unless the place can be shown.
#[track_caller]
pub(crate) fn place(text: &str, span: Span) {
    let is_right = span.start <= span.end && span.end <= text.len();
    assert!(is_right, "{span:?} is no place in {} bytes", text.len());
    let is_whole = text.is_char_boundary(span.start) && text.is_char_boundary(span.end);
    assert!(is_whole, "{span:?} cuts a letter in two");
}

/// Fails unless everything that was found can be shown, and a fix can be made.
#[track_caller]
pub(crate) fn findings(text: &str, found: &[Diagnostic], features: &mut Features) {
    for d in found {
        if let Some(span) = d.span {
            place(text, span);
        }
        if let Some(fix) = &d.fix {
            place(text, fix.span);
        }
        assert!(!d.message.is_empty(), "{} says nothing", d.code);
        features.see((d.code, d.severity));
        features.say(&d.message);
    }
}

/// A number by which an input chooses: equal inputs choose equally.
pub(crate) fn choice(input: &[u8]) -> usize {
    let hash = blake3::hash(input);
    usize::from(u16::from_le_bytes([hash.as_bytes()[0], hash.as_bytes()[1]]))
}
