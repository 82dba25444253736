//! The body of an article: one pass of the Markdown parser over it.
//!
//! Takes the text behind the front matter. Gives [`Body`]: outline, sections as plain text, links. Never makes HTML
//! (that is `render::html`, which runs [`events`] again over the same text: cheaper than keeping the events).

pub mod entity;
mod fence;
mod finding;
mod gather;
mod ids;
mod internal;
mod overlooked;
mod plain;
pub mod raw_html;
mod reader;
pub mod twin;
mod types;

pub use ids::{RESERVED, anchor_id};
pub use reader::events;
pub use types::{Body, Heading, LinkKind, RawLink, Section};

use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::parse::Internal;
use crate::source::SourceFile;

/// From this many bytes on a body is called very long.
const VERY_LONG: usize = 1_000_000;

/// Reads the body of an article: the text of `file` from byte `offset` on.
#[must_use]
pub fn body(file: &SourceFile, offset: usize, internal: Internal) -> (Body, Vec<Diagnostic>) {
    let text = file.text.get(offset..).unwrap_or_default();
    let settled = internal::settle(text, internal);
    let span = |start: usize, end: usize| Span::new(offset + start, offset + end);
    let mut diagnostics: Vec<Diagnostic> = settled
        .findings
        .iter()
        .map(|f| {
            Diagnostic::new(f.code, f.severity, file.id, f.message)
                .at(span(f.at.start, f.at.end))
                .help(f.help)
        })
        .collect();
    if text.len() > VERY_LONG {
        diagnostics.push(very_long(file, text.len()));
    }
    let mut read = reader::read(&settled.text, offset, &settled.blocks);
    diagnostics.extend(read.undefined.drain(..).map(|(reference, at)| {
        Diagnostic::new(
            Code("KB043"),
            Severity::Warning,
            file.id,
            format!("nothing defines the reference `{reference}`"),
        )
        .at(at)
        .help(format!(
            "add a line `[{reference}]: address`, or write `\\[` for a plain bracket"
        ))
    }));
    let body = Body {
        markdown: settled.text,
        has_internal: !settled.blocks.is_empty(),
        internal: settled
            .blocks
            .iter()
            .map(|b| span(b.start, b.end))
            .collect(),
        ..read.body
    };
    (body, diagnostics)
}

fn very_long(file: &SourceFile, bytes: usize) -> Diagnostic {
    Diagnostic::new(
        Code("KB007"),
        Severity::Note,
        file.id,
        format!("this article is very long: {} KB of text", bytes / 1000),
    )
    .help("readers find short articles better; split it by question")
}
