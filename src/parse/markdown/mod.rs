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
mod kept;
mod merge;
mod overlaid;
mod overlooked;
mod plain;
pub mod raw_html;
mod reader;
pub mod twin;
mod types;

pub use ids::{RESERVED, anchor_id};
pub use kept::body_again;
pub(crate) use overlaid::overlaid;
pub use reader::events;
pub use types::{Body, Heading, LinkKind, Markdown, RawLink, Section};

use crate::diag::{Code, Diagnostic, FileId, Severity, Span};
use crate::parse::Internal;
use crate::parse::markdown::finding::Finding;
use crate::parse::markdown::internal::Settled;
use crate::source::SourceFile;
use crate::text::codes::{codes, each_once};

/// From this many bytes on a body is called very long.
const VERY_LONG: usize = 1_000_000;

/// Reads the body of an article: the text of `file` from byte `offset` on.
#[must_use]
pub fn body(file: &SourceFile, offset: usize, internal: Internal) -> (Body, Vec<Diagnostic>) {
    let text = file.text.get(offset..).unwrap_or_default();
    let (settled, mut diagnostics) = settled(file, offset, internal);
    if text.len() > VERY_LONG {
        diagnostics.push(very_long(file, text.len()));
    }
    let (mut body, found) = whole(file.id, offset, settled);
    diagnostics.extend(found);
    // Most texts have nothing taken out, and need not be held twice.
    if *body.markdown == *text
        && let Some(shared) = Markdown::tail(&file.text, offset)
    {
        body.markdown = shared;
    }
    (body, diagnostics)
}

/// The text of `file` from byte `offset` on with its internal blocks settled, and what is wrong with them.
fn settled(file: &SourceFile, offset: usize, internal: Internal) -> (Settled, Vec<Diagnostic>) {
    let text = file.text.get(offset..).unwrap_or_default();
    let settled = internal::settle(text, internal);
    let said = |f: &Finding| {
        Diagnostic::new(f.code, f.severity, file.id, f.message)
            .at(Span::new(offset + f.at.start, offset + f.at.end))
            .help(f.help)
    };
    let found = settled.findings.iter().map(said).collect();
    (settled, found)
}

/// A body from its settled text.
fn whole(file: FileId, offset: usize, settled: Settled) -> (Body, Vec<Diagnostic>) {
    let span = |start: usize, end: usize| Span::new(offset + start, offset + end);
    let mut read = reader::read(&settled.text, offset, &settled.blocks);
    let undefined = read.undefined.drain(..).map(|(reference, at)| {
        Diagnostic::new(
            Code("KB043"),
            Severity::Warning,
            file,
            format!("nothing defines the reference `{reference}`"),
        )
        .at(at)
        .help(format!(
            "add a line `[{reference}]: address`, or write `\\[` for a plain bracket"
        ))
    });
    let diagnostics = undefined.collect();
    let body = Body {
        codes: codes_of(&read.body),
        markdown: settled.text.into(),
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

/// Error codes of headings and text, each once, in order.
fn codes_of(body: &Body) -> Vec<String> {
    let headings = body.outline.iter().map(|h| h.text.as_str());
    let sections = body.sections.iter().map(|s| s.text.as_str());
    each_once(headings.chain(sections).flat_map(codes))
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
