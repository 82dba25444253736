//! The body of an article as one client reads it.
//!
//! Takes the article's file and the client's, with the places of their bodies. Gives the body of both and where each
//! stretch of it was written. Never joins texts before the internal blocks of each are settled: a fence that is opened in
//! one and closed in the other would let out what stands between.

use crate::diag::{Diagnostic, Span};
use crate::parse::Internal;
use crate::parse::markdown::internal::Settled;
use crate::parse::markdown::merge::{Side, merge};
use crate::parse::markdown::types::Body;
use crate::parse::markdown::{settled, whole};
use crate::parse::pieces::{Piece, Pieces};
use crate::source::SourceFile;
use std::ops::Range;

/// A body of two files.
pub(crate) struct Overlaid {
    /// The body; its places are those of the joined text, which begins where the article's own body does.
    pub(crate) body: Body,
    /// What is wrong, by the places on the disk.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Where the stretches of the joined text were written.
    pub(crate) pieces: Pieces,
}

/// One of the two texts.
struct Source<'a> {
    file: &'a SourceFile,
    offset: usize,
    settled: Settled,
}

/// Reads the body of an article with a client's changes.
pub(crate) fn overlaid(
    base: (&SourceFile, usize),
    overlay: (&SourceFile, usize),
    internal: Internal,
) -> Overlaid {
    let (own, mut diagnostics) = settled(base.0, base.1, internal);
    let (other, found) = settled(overlay.0, overlay.1, internal);
    diagnostics.extend(found);
    let cuts = merge(&own.text, &other.text);
    let source = |(file, offset), settled| Source {
        file,
        offset,
        settled,
    };
    let sources = [source(base, own), source(overlay, other)];
    let mut join = Join::new(base.1);
    for (side, range) in cuts {
        join.add(&sources[usize::from(side == Side::Overlay)], range);
    }
    let (body, mut found) = whole(base.0.id, base.1, join.joined);
    for finding in &mut found {
        join.pieces.settle(finding);
    }
    diagnostics.extend(found);
    Overlaid {
        body,
        diagnostics,
        pieces: join.pieces,
    }
}

/// A text in the making.
struct Join {
    offset: usize,
    joined: Settled,
    pieces: Pieces,
}

impl Join {
    fn new(offset: usize) -> Self {
        Self {
            offset,
            joined: Settled::default(),
            pieces: Pieces::default(),
        }
    }

    fn add(&mut self, source: &Source<'_>, range: Range<usize>) {
        let out = &mut self.joined.text;
        // A heading stands in a block of its own, whatever the stretch before ends with.
        if !out.is_empty() {
            out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
        }
        let start = out.len();
        out.push_str(&source.settled.text[range.clone()]);
        self.pieces.0.push(Piece {
            at: Span::new(self.offset + start, self.offset + out.len()),
            file: source.file.id,
            from: source.offset + range.start,
        });
        for block in &source.settled.blocks {
            let (from, to) = (block.start.max(range.start), block.end.min(range.end));
            if from < to {
                let moved = |at: usize| start + at - range.start;
                self.joined.blocks.push(moved(from)..moved(to));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::FileId;
    use crate::parse::Internal;
    use crate::parse::markdown::overlaid::{Overlaid, overlaid};
    use crate::paths::ContentPath;
    use crate::source::SourceFile;

    fn read(base: &str, overlay: &str, internal: Internal) -> Overlaid {
        let file = |id, text: &str| SourceFile {
            id: FileId(id),
            path: ContentPath::new("content/x.md").unwrap(),
            text: text.into(),
        };
        overlaid(
            (&file(0, &format!("head{base}")), 4),
            (&file(1, &format!("front{overlay}")), 5),
            internal,
        )
    }

    #[test]
    fn places_lead_back_to_the_files() {
        let found = read(
            "lead\n\n## A\n[x](a.md)\n\n## B\n[x](b.md)",
            "## A\n[y](c.md)",
            Internal::Keep,
        );
        let origin = |index: usize| found.pieces.origin(found.body.links[index].span);
        assert_eq!(found.body.links.len(), 2);
        let (file, span) = origin(0).unwrap();
        assert_eq!((file, span.start), (FileId(1), 10));
        let (file, span) = origin(1).unwrap();
        assert_eq!((file, span.start), (FileId(0), 4 + 27));
    }

    #[test]
    fn a_block_that_reaches_beyond_its_section_stays_hidden() {
        let base = "## A\na\n\n:::internal\nsecret\n\n## B\nsecret too\n:::\n";
        for overlay in ["## A\nours\n", "## B\nours\n", "## A\n:::internal\nours\n"] {
            let text = read(base, overlay, Internal::Remove).body.markdown;
            assert!(!text.contains("secret"), "{overlay}: {text:?}");
        }
        let kept = read(base, "## A\nours\n", Internal::Keep).body;
        assert!(kept.markdown.contains("secret too") && kept.internal.len() == 1);
    }
}
