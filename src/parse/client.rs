//! An article and what one client changes of it, read together.
//!
//! Takes two files. Gives one [`Parsed`] whose places are those of the joined text, and the front matter of the overlay.
//! Never lets the places of the two files be taken for each other: `Pieces` tells them apart.

use crate::diag::Span;
use crate::parse::block::{self, Dialect};
use crate::parse::front_matter::FrontMatter;
use crate::parse::pieces::Piece;
use crate::parse::{Internal, Overlays, Parsed, markdown};
use crate::source::SourceFile;
use std::sync::Arc;

/// A byte order mark, which the reader of front matter passes over.
const MARK: &str = "\u{feff}";

/// Reads an article as one client reads it; `front` of the article is its own, the overlay's stands beside it.
#[must_use]
pub fn parse(
    base: &SourceFile,
    overlay: &SourceFile,
    dialect: &Dialect,
    internal: Internal,
) -> (Parsed, FrontMatter) {
    let (front, offset, mut diagnostics) = block::read(base.id, &base.text, dialect);
    // The front matter of the overlay lies behind the joined text, which is never longer than this. Marks move it there.
    let marks = (base.text.len() + overlay.text.len()) * 2 / MARK.len() + 1;
    let moved = MARK.repeat(marks) + overlay.text.trim_start_matches(MARK);
    let (changes, end, mut found) = block::read(overlay.id, &moved, dialect);
    let lost = overlay.text.len() - overlay.text.trim_start_matches(MARK).len();
    let start = marks * MARK.len();
    let body_at = (end.max(start) - start) + lost;
    let joined = markdown::overlaid((base, offset), (overlay, body_at), internal);
    let mut pieces = joined.pieces;
    let whole = |at: Span, file, from| Piece { at, file, from };
    pieces.0.insert(0, whole(Span::new(0, offset), base.id, 0));
    let head = Span::new(start, start + overlay.text.len());
    pieces.0.push(whole(head, overlay.id, lost));
    for finding in &mut found {
        pieces.settle(finding);
    }
    diagnostics.extend(found);
    diagnostics.extend(joined.diagnostics);
    let parsed = Parsed {
        file: base.id,
        path: base.path.clone(),
        front: Arc::new(front),
        body: Arc::new(joined.body),
        diagnostics,
        overlays: Overlays {
            path: Some(overlay.path.clone()),
            pieces,
            ..Overlays::default()
        },
    };
    (parsed, changes)
}

#[cfg(test)]
mod tests {
    use crate::diag::FileId;
    use crate::parse::Internal;
    use crate::parse::block::Dialect;
    use crate::parse::client::parse;
    use crate::paths::ContentPath;
    use crate::source::SourceFile;

    fn file(id: u32, text: &str) -> SourceFile {
        SourceFile {
            id: FileId(id),
            path: ContentPath::new("content/x.md").unwrap(),
            text: text.into(),
        }
    }

    #[test]
    fn front_matter_of_both_keeps_its_places() {
        let base = file(0, "---\ntitle: A\n---\n## Fix\nx\n");
        for head in ["", "\u{feff}"] {
            let text = format!("{head}---\nowner: them\nreview_by: soon\n---\n## Fix\n[y](y.md)\n");
            let overlay = file(1, &text);
            let (parsed, changes) = parse(&base, &overlay, &Dialect::default(), Internal::Keep);
            let owner = changes.owner.unwrap();
            let (at, span) = parsed.overlays.pieces.origin(owner.span).unwrap();
            assert_eq!((at, &text[span.start..span.end]), (FileId(1), "them"));
            let said = &parsed.diagnostics[0];
            let span = said.span.unwrap();
            assert_eq!(
                (said.file, &text[span.start..span.end]),
                (Some(FileId(1)), "soon")
            );
            let (at, span) = parsed
                .overlays
                .pieces
                .origin(parsed.body.links[0].span)
                .unwrap();
            assert_eq!((at, &text[span.start..span.end]), (FileId(1), "[y](y.md)"));
        }
    }

    #[test]
    fn an_overlay_may_be_nothing_but_text() {
        let base = file(0, "## Fix\nx\n");
        let (parsed, _) = parse(
            &base,
            &file(1, "## Fix\ny\n"),
            &Dialect::default(),
            Internal::Keep,
        );
        assert_eq!(&*parsed.body.markdown, "## Fix\ny\n");
    }
}
