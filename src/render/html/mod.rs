//! The body of an article as safe HTML, in parts.
//!
//! Takes a body, where its links lead and the words of the page's language. Gives [`Parts`] and the table of contents. Never
//! lets an author's script, style, form or frame through: what Markdown makes is escaped here, raw HTML is written anew tag by
//! tag and then goes through a sanitising library.

mod block;
mod clean;
mod inline;
mod internal;
mod kept;
mod needs;
mod notes;
mod raw;
mod toc;
mod writer;

pub use kept::article_again;

use crate::parse::markdown::Body;
use crate::render::context::{Part, TocEntry};
use crate::render::highlight::Highlighter;
use serde::{Deserialize, Serialize};

/// Where a link of the body leads, seen from the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LinkHref {
    /// The address as it is to stand in the page (not escaped); `None` shows the words without a link.
    pub href: Option<String>,
    /// Whether it leaves the site. An image elsewhere becomes a link: no request leaves the site.
    pub external: bool,
    /// Title of the target: the words of a `[[KB0042]]` without words of its own; may be empty.
    pub title: String,
    /// Width and height of an image in CSS pixels, where known.
    pub size: Option<(u32, u32)>,
}

/// What the page says itself, in its language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HtmlWords {
    /// Head of `> [!NOTE]`.
    pub note: String,
    /// Head of `> [!TIP]`.
    pub tip: String,
    /// Head of `> [!IMPORTANT]`.
    pub important: String,
    /// Head of `> [!WARNING]`.
    pub warning: String,
    /// Head of `> [!CAUTION]`.
    pub caution: String,
    /// Name of an `:::internal` block.
    pub internal: String,
    /// Name of the list of footnotes.
    pub footnotes: String,
    /// Name of the link from a footnote back to the text.
    pub back: String,
    /// Name of a table; a number follows.
    pub table: String,
    /// Name of the link that a heading has to itself; its words follow.
    pub section: String,
    /// Name of a ticked box of a task list.
    pub done: String,
    /// Name of an open box of a task list.
    pub open: String,
    /// What to test before handing over.
    pub tests: String,
    /// The error, word for word.
    pub error: String,
    /// What to note of the system.
    pub state: String,
    /// Who takes over.
    pub team: String,
}

impl Default for HtmlWords {
    fn default() -> Self {
        let own = str::to_owned;
        Self {
            note: own("Note"),
            tip: own("Tip"),
            important: own("Important"),
            warning: own("Warning"),
            caution: own("Caution"),
            internal: own("Internal"),
            footnotes: own("Footnotes"),
            back: own("Back to the text"),
            table: own("Table"),
            section: own("Link to this section"),
            done: own("Done"),
            open: own("To do"),
            tests: own("Test first"),
            error: own("Exact error message"),
            state: own("State of the system"),
            team: own("Hand over to"),
        }
    }
}

/// What an article's HTML is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The article's text.
    pub body: &'a Body,
    /// Where each of `body.links` leads, in the same order.
    pub targets: &'a [LinkHref],
    /// Colours code.
    pub highlighter: &'a Highlighter,
    /// The page's words.
    pub words: &'a HtmlWords,
}

/// An article's text, ready for the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// From one heading of the highest level to the next.
    pub parts: Vec<Part>,
    /// Headings of that level and the next.
    pub toc: Vec<TocEntry>,
}

/// Writes the HTML of an article.
#[must_use]
pub fn article(input: &Input<'_>) -> Parts {
    let events: Vec<_> = crate::parse::markdown::events(&input.body.markdown).collect();
    let level = toc::part_level(&events, input.body);
    Parts {
        parts: writer::Writer::new(input, &events, level).run(),
        toc: toc::entries(&input.body.outline, level),
    }
}

#[cfg(test)]
mod tests;
