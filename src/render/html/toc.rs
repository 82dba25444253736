//! The level at which an article is cut into parts, and its table of contents.
//!
//! Takes events and outline. Gives the level and the entries of two levels. Never invents a heading.

use crate::parse::markdown::{Body, Heading};
use crate::render::context::TocEntry;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// The highest level of the headings that stand in nothing else; 2 where there is none.
pub(crate) fn part_level(events: &[(Event<'_>, Range<usize>)], body: &Body) -> u8 {
    let mut depth = 0usize;
    let mut level = None;
    for (event, range) in events {
        match event {
            Event::Start(tag) => {
                if let (0, Tag::Heading { level: l, .. }) = (depth, tag)
                    && !is_title(body, range)
                {
                    level = Some(level.unwrap_or(6).min(*l as u8));
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    level.unwrap_or(2)
}

/// Whether the heading at this place serves as the title of the page.
pub(crate) fn is_title(body: &Body, range: &Range<usize>) -> bool {
    let title = body.title.as_ref();
    title.is_some_and(|t| t.span.start == body.offset + range.start)
}

/// Headings of `level`, each with those one level below.
pub(crate) fn entries(outline: &[Heading], level: u8) -> Vec<TocEntry> {
    let mut entries: Vec<TocEntry> = Vec::new();
    let named = outline.iter().filter(|h| !h.text.is_empty());
    for heading in named.filter(|h| h.level == level || h.level == level + 1) {
        let entry = TocEntry {
            id: heading.id.clone(),
            text: heading.text.clone(),
            children: Vec::new(),
        };
        match entries.last_mut() {
            Some(last) if heading.level > level => last.children.push(entry),
            _ => entries.push(entry),
        }
    }
    entries
}
