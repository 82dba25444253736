//! One text from an article and what a client changes of it.
//!
//! Takes two texts whose internal blocks are settled. Gives the stretches of both that make the client's text, in order.
//! Never cuts anywhere but before a heading that stands in nothing else.

use crate::parse::markdown::reader::{events, read};
use crate::parse::roles::{Role, role};
use crate::text::slug::slug;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// From which of the two texts a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The article.
    Base,
    /// What the client changes.
    Overlay,
}

/// A heading and everything below it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    level: u8,
    name: String,
    role: Option<Role>,
    range: Range<usize>,
}

/// What a text is made of.
struct Cut {
    /// What stands above the first heading, the title left out.
    lead: Range<usize>,
    /// Every heading, each with all that is below it; one may lie in another.
    parts: Vec<Part>,
}

/// The client's text as stretches of the article and of the overlay.
pub(crate) fn merge(base: &str, overlay: &str) -> Vec<(Side, Range<usize>)> {
    let (own, other) = (cut(base), cut(overlay));
    let mut edits: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    if !overlay[other.lead.clone()].trim().is_empty() {
        edits.push((own.lead.clone(), other.lead.clone()));
    }
    let end = room(&own.parts).unwrap_or(base.len());
    for part in outer(&other.parts) {
        let is_free = |at: &Range<usize>| !edits.iter().any(|(e, _)| overlaps(e, at));
        let at = twin(&own.parts, part).filter(is_free);
        edits.push((at.unwrap_or(end..end), part.range.clone()));
    }
    // A stable sort: what is added at one place stays in the order of the overlay.
    edits.sort_by_key(|(at, _)| (at.start, at.end));
    woven(base.len(), edits)
}

/// The article with its stretches replaced.
fn woven(len: usize, edits: Vec<(Range<usize>, Range<usize>)>) -> Vec<(Side, Range<usize>)> {
    let mut all = Vec::new();
    let mut at = 0;
    for (gone, new) in edits {
        all.push((Side::Base, at..gone.start));
        all.push((Side::Overlay, new));
        at = gone.end;
    }
    all.push((Side::Base, at..len));
    all.retain(|(_, range)| !range.is_empty());
    all
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The parts that lie in no other.
fn outer(parts: &[Part]) -> impl Iterator<Item = &Part> {
    let mut end = 0;
    parts.iter().filter(move |part| {
        let is_outer = part.range.start >= end;
        if is_outer {
            end = part.range.end;
        }
        is_outer
    })
}

/// What a part of the overlay takes the place of: the part with its heading, else the first that is for the same.
fn twin(parts: &[Part], part: &Part) -> Option<Range<usize>> {
    let same = |p: &&Part| p.name == part.name && !p.name.is_empty();
    let exact = parts.iter().find(|p| same(p) && p.level == part.level);
    let named = exact.or_else(|| parts.iter().find(same));
    let alike = || {
        let role = part.role?;
        outer(parts).find(|p| p.role == Some(role))
    };
    named.or_else(alike).map(|p| p.range.clone())
}

/// Where new parts stand: before a closing part for those who take over.
fn room(parts: &[Part]) -> Option<usize> {
    let last = outer(parts).last()?;
    (last.role == Some(Role::Escalation)).then_some(last.range.start)
}

fn cut(text: &str) -> Cut {
    let line = |at: usize| text[at..].find('\n').map_or(text.len(), |i| at + i + 1);
    let title = read(text, 0, &[]).body.title.map(|t| line(t.span.end));
    let mut headings: Vec<Part> = Vec::new();
    let mut depth = 0usize;
    let mut open = false;
    for (event, range) in events(text) {
        match event {
            Event::Start(tag) => {
                if let (0, Tag::Heading { level, .. }) = (depth, &tag)
                    && title.is_none_or(|end| range.start >= end)
                {
                    headings.push(Part {
                        level: *level as u8,
                        name: String::new(),
                        role: None,
                        range: range.start..text.len(),
                    });
                    open = true;
                }
                depth += 1;
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                open &= depth > 0;
            }
            Event::Text(words) | Event::Code(words) if open => {
                if let Some(part) = headings.last_mut() {
                    part.name.push_str(&words);
                }
            }
            _ => {}
        }
    }
    let lead = title.unwrap_or(0)..headings.first().map_or(text.len(), |p| p.range.start);
    Cut {
        lead,
        parts: closed(headings),
    }
}

/// A part ends where the next of its level or a higher one begins.
fn closed(mut parts: Vec<Part>) -> Vec<Part> {
    for index in 0..parts.len() {
        let level = parts[index].level;
        let next = parts[index + 1..].iter().find(|p| p.level <= level);
        let end = next.map_or(parts[index].range.end, |p| p.range.start);
        let part = &mut parts[index];
        part.range.end = end;
        part.role = role(&part.name);
        part.name = slug(&part.name);
    }
    parts
}

#[cfg(test)]
mod tests {
    use crate::parse::markdown::merge::{Side, merge};

    fn merged(base: &str, overlay: &str) -> String {
        let of = |(side, range)| match side {
            Side::Base => &base[range],
            Side::Overlay => &overlay[range],
        };
        merge(base, overlay).into_iter().map(of).collect()
    }

    const BASE: &str = "# T\nlead\n\n## Issue\na\n\n## Resolution\nb\n\n### Windows\nc\n\n### Mac\nd\n\n## Escalation\ne\n";

    #[test]
    fn a_section_takes_the_place_of_its_namesake_or_of_its_role() {
        let cases = [
            (
                "## issue\nX\n",
                "# T\nlead\n\n## issue\nX\n## Resolution\nb\n\n### Windows\nc\n\n### Mac\nd\n\n## Escalation\ne\n",
            ),
            (
                "## Fix\nX\n",
                "# T\nlead\n\n## Issue\na\n\n## Fix\nX\n## Escalation\ne\n",
            ),
            (
                "### Mac\nX\n",
                "# T\nlead\n\n## Issue\na\n\n## Resolution\nb\n\n### Windows\nc\n\n### Mac\nX\n## Escalation\ne\n",
            ),
            (
                "## Site\nX\n",
                "# T\nlead\n\n## Issue\na\n\n## Resolution\nb\n\n### Windows\nc\n\n### Mac\nd\n\n## Site\nX\n## Escalation\ne\n",
            ),
            (
                "X\n",
                "# T\nX\n## Issue\na\n\n## Resolution\nb\n\n### Windows\nc\n\n### Mac\nd\n\n## Escalation\ne\n",
            ),
            ("", BASE),
        ];
        for (overlay, want) in cases {
            assert_eq!(merged(BASE, overlay), want, "{overlay}");
        }
    }

    #[test]
    fn headings_in_code_quotes_and_comments_cut_nothing() {
        let base = "## A\n```\n## B\n```\n> ## B\n\n<!--\n## B\n-->\nx\n";
        assert_eq!(merged(base, "## B\ny\n"), format!("{base}## B\ny\n"));
        assert_eq!(merged(base, "## A\ny\n"), "## A\ny\n");
    }

    #[test]
    fn what_would_change_twice_is_added() {
        let overlay = "## Resolution\nX\n\n## Solution\nY\n";
        assert!(
            merged(BASE, overlay).contains("## Resolution\nX\n\n## Solution\nY\n## Escalation")
        );
    }
}
