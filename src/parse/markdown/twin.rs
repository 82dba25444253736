//! The Markdown of an article as it may be published.
//!
//! Takes a body. Gives its Markdown without comments (authors keep notes to themselves there) and without the white space
//! that stands for internal blocks. Never adds anything.

use crate::diag::Span;
use crate::parse::markdown::reader::events;
use crate::parse::markdown::types::Body;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// The text of an article's Markdown twin; at each place of `instead` (in order, as spans of the file) stand other words.
#[must_use]
pub fn twin(body: &Body, instead: &[(Span, &str)]) -> String {
    let text = &body.markdown;
    let blank = body.internal.iter().filter_map(|span| {
        let range = span.start.checked_sub(body.offset)?..span.end.checked_sub(body.offset)?;
        text.get(range.clone())?.trim().is_empty().then_some(range)
    });
    let mut cuts: Vec<Range<usize>> = blank.collect();
    for (event, range) in events(text) {
        if matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
            comments(text, range, &mut cuts);
        }
    }
    let mut edits: Vec<(Range<usize>, &str)> = cuts.into_iter().map(|c| (c, "")).collect();
    edits.extend(instead.iter().filter_map(|(span, words)| {
        let range = span.start.checked_sub(body.offset)?..span.end.checked_sub(body.offset)?;
        text.get(range.clone()).map(|_| (range, *words))
    }));
    edits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    edited(text, &edits)
}

/// Adds the comments of a piece of HTML.
fn comments(text: &str, piece: Range<usize>, cuts: &mut Vec<Range<usize>>) {
    let mut at = piece.start;
    while let Some(start) = text[at..piece.end].find("<!--").map(|i| at + i) {
        // `<!-->` is a whole comment.
        let end = text[start + 2..piece.end].find("-->");
        at = end.map_or(piece.end, |i| start + 2 + i + 3);
        cuts.push(start..at);
    }
}

/// Makes the edits; one inside another is part of the outer one.
fn edited(text: &str, edits: &[(Range<usize>, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (cut, words) in edits {
        let Some(before) = text.get(at..cut.start) else {
            continue;
        };
        out.push_str(before);
        out.push_str(words);
        at = cut.end;
        // A line of which nothing is left goes with it.
        if out.is_empty() || out.ends_with('\n') {
            let tail = &text[at..];
            let line = tail.len() - tail.trim_start_matches([' ', '\t', '\r']).len();
            at += if tail[line..].starts_with('\n') {
                line + 1
            } else {
                0
            };
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use crate::diag::Span;
    use crate::parse::markdown::twin::twin;
    use crate::parse::markdown::types::Body;

    #[test]
    fn comments_and_gaps_go_and_code_stays() {
        let body = Body {
            markdown: "a\n<!-- ask Bob -->\nb <!-- x --> c\n\n     \r\n    \r\nd\n```\n<!-- shown -->\n```\n".to_owned().into(),
            offset: 10,
            internal: vec![Span::new(10 + 35, 10 + 46)],
            ..Body::default()
        };
        assert_eq!(&body.markdown[35..46].trim(), &"");
        assert_eq!(twin(&body, &[]), "a\nb  c\n\nd\n```\n<!-- shown -->\n```\n");
    }
}
