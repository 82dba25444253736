//! Found places and what is put there.
//!
//! Takes spans in any order. Gives the text with each replaced by its sign. Never lets two of them overlap: the one that
//! begins first holds, then the graver kind.

use std::borrow::Cow;
use std::ops::Range;

/// What was found; the graver first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Redacted,
    Secret,
    Mail,
    Card,
    Mac,
    Ip,
    Id,
    Address,
    Phone,
    Name,
}

impl Kind {
    fn sign(self) -> &'static str {
        match self {
            Self::Redacted => "[redacted]",
            Self::Secret => "[secret]",
            Self::Mail => "[mail]",
            Self::Card => "[card]",
            Self::Mac => "[mac]",
            Self::Ip => "[ip]",
            Self::Id => "[id]",
            Self::Address => "[address]",
            Self::Phone => "[phone]",
            Self::Name => "[name]",
        }
    }
}

/// A place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    start: usize,
    kind: Kind,
    end: usize,
}

impl Span {
    pub(super) fn new(range: Range<usize>, kind: Kind) -> Self {
        Self {
            start: range.start,
            kind,
            end: range.end,
        }
    }
}

/// All places of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Spans(Vec<Span>);

impl Spans {
    pub(super) fn add(&mut self, range: Range<usize>, kind: Kind) {
        self.0.push(Span::new(range, kind));
    }

    pub(super) fn extend(&mut self, spans: impl Iterator<Item = Span>) {
        self.0.extend(spans);
    }

    /// Puts the signs in.
    pub(super) fn replace(mut self, text: &str) -> Cow<'_, str> {
        if self.0.is_empty() {
            return Cow::Borrowed(text);
        }
        self.0.sort_unstable();
        let (mut out, mut last) = (String::with_capacity(text.len()), 0);
        let mut whole: Vec<Span> = Vec::new();
        for span in self.0 {
            match whole.last_mut() {
                // What overlaps is one place, of the graver kind: nothing of either is shown.
                Some(before) if span.start < before.end => {
                    before.end = before.end.max(span.end);
                    before.kind = before.kind.min(span.kind);
                }
                _ => whole.push(span),
            }
        }
        for span in whole {
            // Signs of an earlier run stay as they are.
            out.push_str(&text[last..span.start]);
            out.push_str(span.kind.sign());
            last = span.end;
        }
        out.push_str(&text[last..]);
        Cow::Owned(out)
    }
}
