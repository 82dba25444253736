//! The second opinion on internal blocks.
//!
//! Takes the text as the scanner left it. Gives the fences that the Markdown parser would show as text. Never changes the text.

use crate::parse::markdown::fence::{Action, mark};
use crate::parse::markdown::reader::events;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A line without its ending, and where it starts.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    // A lone CR ends a line in CommonMark too.
    text.split_inclusive(['\n', '\r']).map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// Asks the Markdown parser where opening fences are shown as text: starts of lines that are fences, and places of
/// fences that are not alone on their line.
pub(crate) fn overlooked(text: &str) -> (BTreeSet<usize>, Vec<Range<usize>>) {
    let fences: BTreeMap<usize, usize> = lines(text)
        .filter_map(|(start, line)| {
            let mark = mark(line)?;
            let opens = matches!(mark.action, Action::OpenInternal { .. });
            opens.then_some((start + mark.indent, start))
        })
        .collect();
    let mut missed = BTreeSet::new();
    let mut inline = Vec::new();
    let mut code = false;
    for (event, range) in events(text) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if !code => {
                missed.extend(fences.range(range.clone()).map(|(_, line)| *line));
                inline.extend(mention(text, range).filter(|at| !fences.contains_key(&at.start)));
            }
            Event::Code(_) => missed.extend(fences.range(range).map(|(_, line)| *line)),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                let shown = outside_comment(text, range);
                missed.extend(fences.range(shown).map(|(_, line)| *line));
            }
            _ => {}
        }
    }
    (missed, inline)
}

/// Where a piece of text says `:::internal`, if the author did not take the meaning away with a backslash.
fn mention(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let at = range.start + text[range.clone()].find(":::")?;
    let word = text[at..range.end].trim_start_matches(':').trim_start();
    let named = word
        .get(..8)
        .is_some_and(|w| w.eq_ignore_ascii_case("internal"));
    (named && !text[..at].ends_with('\\')).then_some(at..range.end)
}

/// What of a piece of HTML is not a comment that it begins with.
fn outside_comment(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    if !piece.trim_start().starts_with("<!--") {
        return range;
    }
    let end = piece.find("-->").map_or(range.end, |i| range.start + i);
    end..range.end
}
