//! Texts put together from two files.
//!
//! Takes the pieces a text was made of. Gives the file and the place in which a place of that text was written. Never
//! changes a finding about a text of one piece: most articles are one file.

use crate::diag::{Diagnostic, FileId, Fix, Span};

/// A stretch of text that was written in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text.
    pub at: Span,
    /// The file it was written in.
    pub file: FileId,
    /// Where it begins there.
    pub from: usize,
}

/// Where the text of an article was written; nothing for an article that is one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pieces(pub Vec<Piece>);

impl Pieces {
    /// The file and the place in which a stretch of the text was written, as far as it is one piece.
    #[must_use]
    pub fn origin(&self, span: Span) -> Option<(FileId, Span)> {
        let holds = |p: &&Piece| p.at.start <= span.start && span.start < p.at.end;
        let piece = self.0.iter().find(holds)?;
        let end = span.end.clamp(span.start, piece.at.end);
        let real = |at: usize| piece.from + at - piece.at.start;
        Some((piece.file, Span::new(real(span.start), real(end))))
    }

    /// Says where a finding about the text stands on the disk.
    pub fn settle(&self, found: &mut Diagnostic) {
        let Some((file, span)) = found.span.and_then(|s| self.origin(s)) else {
            return;
        };
        found.file = Some(file);
        found.span = Some(span);
        found.fix = found.fix.take().and_then(|fix| {
            let (fixed, span) = self.origin(fix.span)?;
            let whole = span.end - span.start == fix.span.end - fix.span.start;
            (whole && fixed == file).then_some(Fix { span, ..fix })
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::{Code, Diagnostic, FileId, Fix, Severity, Span};
    use crate::parse::pieces::{Piece, Pieces};

    fn pieces() -> Pieces {
        let piece = |start, end, file, from| Piece {
            at: Span::new(start, end),
            file: FileId(file),
            from,
        };
        Pieces(vec![
            piece(0, 10, 0, 0),
            piece(10, 20, 1, 100),
            piece(20, 30, 0, 15),
        ])
    }

    #[test]
    fn a_place_is_told_where_it_was_written() {
        let cases = [
            ((3, 5), Some((0, 3, 5))),
            ((12, 15), Some((1, 102, 105))),
            ((18, 25), Some((1, 108, 110))),
            ((20, 20), Some((0, 15, 15))),
            ((40, 41), None),
        ];
        for ((start, end), want) in cases {
            let want = want.map(|(file, s, e)| (FileId(file), Span::new(s, e)));
            assert_eq!(pieces().origin(Span::new(start, end)), want, "{start}");
        }
    }

    #[test]
    fn a_fix_across_two_files_is_dropped() {
        let mend = |start, end| {
            let mut found = Diagnostic::new(Code("KB040"), Severity::Error, FileId(0), "x");
            found.span = Some(Span::new(start, end));
            found.fix = Some(Fix {
                span: Span::new(start, end),
                text: String::new(),
            });
            pieces().settle(&mut found);
            (found.file, found.fix.map(|f| f.span.start))
        };
        assert_eq!(mend(12, 15), (Some(FileId(1)), Some(102)));
        assert_eq!(mend(12, 25), (Some(FileId(1)), None));
    }
}
