//! What the author wrote, piece by piece, and where in the file each byte of it stands.
//!
//! Takes an article. Gives its body and the texts of its front matter as [`Piece`]s, and the prose of its body alone.
//! Never changes a length, so that places stay true.

use crate::diag::{Span, Spanned};
use crate::model::article::Article;
use crate::parse::markdown::events;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::cmp::Reverse;
use std::ops::Range;

/// A text of the article.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// As it reads.
    pub text: &'a str,
    at: Span,
}

/// So many bytes of a line on each side tell what a part of it is.
const AROUND: usize = 300;

impl<'a> Piece<'a> {
    /// A text that begins at byte `start` of its file.
    #[must_use]
    pub fn new(text: &'a str, start: usize) -> Self {
        let at = Span::new(start, start + text.len());
        Self { text, at }
    }

    fn of(value: &'a Spanned<String>) -> Self {
        Self {
            text: &value.value,
            at: value.span,
        }
    }

    /// Where a part of it stands in the file; the whole value where YAML wrote it in another way.
    #[must_use]
    pub fn place(&self, part: &Range<usize>) -> Span {
        if self.at.end - self.at.start == self.text.len() {
            Span::new(self.at.start + part.start, self.at.start + part.end)
        } else {
            self.at
        }
    }

    /// The line around a part, or its neighbourhood in a line that does not end.
    #[must_use]
    pub fn line(&self, part: &Range<usize>) -> &'a str {
        let text = self.text;
        let from = text.floor_char_boundary(part.start.saturating_sub(AROUND));
        let before = &text[from..part.start];
        let start = before.rfind('\n').map_or(from, |i| from + i + 1);
        let rest = &text[part.end..text.floor_char_boundary(part.end + AROUND)];
        &text[start..part.end + rest.find('\n').unwrap_or(rest.len())]
    }
}

/// Finds in order, of those that overlap only the first and longest.
#[must_use]
pub fn apart<T>(mut found: Vec<(T, Range<usize>)>) -> Vec<(T, Range<usize>)> {
    found.sort_by_key(|(_, range)| (range.start, Reverse(range.end)));
    let mut end = 0;
    found.retain(|(_, range)| {
        let is_apart = range.start >= end;
        end = end.max(range.end);
        is_apart
    });
    found
}

/// The body, code and comments included.
#[must_use]
pub fn body(article: &Article) -> Piece<'_> {
    Piece::new(&article.body.markdown, article.body.offset)
}

/// Title, summary and symptoms of the front matter, then the body.
#[must_use]
pub fn all(article: &Article) -> Vec<Piece<'_>> {
    let front = &article.front;
    let mut pieces: Vec<_> = front.title.iter().map(Piece::of).collect();
    pieces.extend(front.summary.iter().map(Piece::of));
    pieces.extend(front.symptoms.iter().map(Piece::of));
    pieces.push(body(article));
    pieces
}

/// Whether a place of the file lies in an `:::internal` block.
#[must_use]
pub fn is_internal(article: &Article, place: Span) -> bool {
    let inside = |b: &Span| b.start <= place.start && place.start < b.end;
    article.body.internal.iter().any(inside)
}

/// The comments of a text, in order; one that is not closed goes to the end.
#[must_use]
pub fn comments(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("<!--").map(|i| at + i) {
        at = text[open..].find("-->").map_or(text.len(), |i| open + i);
        found.push(open..at);
    }
    found
}

/// Whether a part of the text stands in one of its [`comments`].
#[must_use]
pub fn is_comment(comments: &[Range<usize>], part: &Range<usize>) -> bool {
    let before = comments.partition_point(|comment| comment.start < part.start);
    before > 0 && part.start < comments[before - 1].end
}

/// A stretch of prose, by how freely it may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prose {
    /// Plain words of a paragraph, list or table.
    Free,
    /// Words of a heading, a link or a name in bold: something else may hang on them.
    Bound,
}

/// The ranges of a Markdown text that are prose: no code, no address, no HTML, no quotation, no word in italics (which
/// stands for itself more often than not).
#[must_use]
pub fn prose(markdown: &str) -> Vec<(Range<usize>, Prose)> {
    let (mut bound, mut closed) = (0_usize, 0_usize);
    let mut found: Vec<(Range<usize>, Prose)> = Vec::new();
    for (event, range) in events(markdown) {
        match event {
            Event::Start(tag) => match tag {
                Tag::Heading { .. } | Tag::Link { .. } | Tag::Strong => bound += 1,
                Tag::CodeBlock(_) | Tag::BlockQuote(None) | Tag::Image { .. } | Tag::Emphasis => {
                    closed += 1;
                }
                _ => {}
            },
            Event::End(tag) => match tag {
                TagEnd::Heading(_) | TagEnd::Link | TagEnd::Strong => {
                    bound = bound.saturating_sub(1);
                }
                TagEnd::CodeBlock | TagEnd::BlockQuote(None) | TagEnd::Image | TagEnd::Emphasis => {
                    closed = closed.saturating_sub(1);
                }
                _ => {}
            },
            Event::Text(_) if closed == 0 => {
                let kind = if bound == 0 {
                    Prose::Free
                } else {
                    Prose::Bound
                };
                match found.last_mut() {
                    // The parser cuts a text at every sign that could have been markup.
                    Some((last, before)) if last.end == range.start && *before == kind => {
                        last.end = range.end;
                    }
                    _ => found.push((range, kind)),
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::checks::pieces::{Prose, comments, is_comment, prose};

    #[test]
    fn prose_is_what_people_read_as_sentences() {
        let text = "# Head\n\nOne `code` [link](https://x.example) **bold** two.\n\n> quoted\n\n    block\n\n> [!NOTE]\n> alert\n";
        let told: Vec<_> = prose(text)
            .into_iter()
            .map(|(r, kind)| (text[r].trim(), kind))
            .filter(|(words, _)| !words.is_empty())
            .collect();
        let expected = [
            ("Head", Prose::Bound),
            ("One", Prose::Free),
            ("link", Prose::Bound),
            ("bold", Prose::Bound),
            ("two.", Prose::Free),
            ("alert", Prose::Free),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn comments_are_known() {
        let text = "a <!-- b --> c";
        let comments = comments(text);
        assert!(is_comment(&comments, &(7..8)) && !is_comment(&comments, &(13..14)));
    }
}
