//! What is read from the body of an article.
//!
//! Takes nothing. Gives [`Body`] and the parts it is made of. Never holds markup but in [`Body::markdown`].

use crate::diag::Span;
use serde::{Deserialize, Serialize};
use std::fmt::{self, Debug, Formatter};
use std::ops::Deref;
use std::sync::Arc;

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text without markup.
    pub text: String,
    /// Its id in the page: written as `{#id}`, or made from the text; unique in the article.
    pub id: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkKind {
    /// `[text](target)` and reference links.
    Link,
    /// `![alt](target)`.
    Image,
    /// `[[KB0042]]` or `[[KB0042|words]]`.
    Wiki,
    /// `<https://…>` or a mail address.
    Auto,
}

/// A link as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawLink {
    /// What it is for.
    pub kind: LinkKind,
    /// The target as written.
    pub target: String,
    /// The words of the link, or the alternative text of the image.
    pub text: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// The text between two headings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Index into [`Body::outline`]; `None` before the first heading.
    pub heading: Option<usize>,
    /// Plain text, blocks separated by a line feed, code included, alternative texts included.
    pub text: String,
}

/// The text of a body: a part of its file's text, or one of its own where something was taken out.
#[derive(Clone)]
pub struct Markdown {
    whole: Arc<str>,
    start: usize,
}

impl Markdown {
    /// The text of a file from byte `start` on; nothing where that is no place in it.
    pub(crate) fn tail(whole: &Arc<str>, start: usize) -> Option<Self> {
        let whole = Arc::clone(whole);
        whole
            .get(start..)
            .is_some()
            .then_some(Self { whole, start })
    }
}

impl From<String> for Markdown {
    fn from(text: String) -> Self {
        Self {
            whole: text.into(),
            start: 0,
        }
    }
}

impl Default for Markdown {
    fn default() -> Self {
        String::new().into()
    }
}

impl Deref for Markdown {
    type Target = str;

    fn deref(&self) -> &str {
        &self.whole[self.start..]
    }
}

impl PartialEq for Markdown {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Markdown {}

impl Debug for Markdown {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// The body of an article, without its markup.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The Markdown with CRLF kept, and `:::internal` blocks (or only their fences) turned into white space, as asked
    /// for: the text that [`crate::parse::markdown::events`] reads. Byte offsets are those of the file less `offset`.
    #[serde(skip)] // it is a part of the file, and need not be kept beside it
    pub markdown: Markdown,
    /// Where the body starts in the file.
    pub offset: usize,
    /// All headings in order (the first level-1 heading that serves as the title is left out).
    pub outline: Vec<Heading>,
    /// Plain text by section.
    pub sections: Vec<Section>,
    /// All links and images in order.
    pub links: Vec<RawLink>,
    /// The first level-1 heading, if it opens the body: it serves as the title and is not shown twice.
    pub title: Option<Heading>,
    /// The first paragraph as plain text.
    pub lead: String,
    /// Whether an `:::internal` block was taken out or kept.
    pub has_internal: bool,
    /// Where `:::internal` blocks stand (or stood) in the file, fences included, in order.
    pub internal: Vec<Span>,
    /// Error codes in headings and text, in order of appearance, each once.
    pub codes: Vec<String>,
    /// Ids that raw HTML defines (`<a name="x">`, `id="x"`), each once, those of headings left out: links may lead there.
    pub anchors: Vec<String>,
}
