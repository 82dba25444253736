//! What is gathered while a body is read.
//!
//! Takes headings, words, links and raw tags in their order. Gives the [`Body`] they make. Never sees an event of the parser.

use crate::diag::Span;
use crate::parse::markdown::ids::{Draft, anchor_id, assign};
use crate::parse::markdown::plain::{Plain, shorten};
use crate::parse::markdown::raw_html::{Attr, Lines};
use crate::parse::markdown::types::{Body, Heading, LinkKind, RawLink, Section};
use crate::text::slug::slug;
use std::collections::BTreeSet;
use std::ops::Range;

/// How many characters of the first paragraph become the lead.
const LEAD: usize = 400;

/// A paragraph that may become the lead.
struct Candidate {
    mark: usize,
    /// Whether it has words that are not strong: a line of strong words alone stands for a heading.
    prose: bool,
}

/// A body in the making.
#[derive(Default)]
pub(crate) struct Gather {
    offset: usize,
    /// The text of the section, or of the heading that is being read.
    pub(crate) plain: Plain,
    /// Text of the section while a heading is read.
    aside: Plain,
    drafts: Vec<Draft>,
    title: Option<Draft>,
    sections: Vec<Section>,
    heading: Option<usize>,
    links: Vec<RawLink>,
    /// Links whose words are not complete: index, and where their words begin.
    open: Vec<(usize, usize)>,
    anchors: BTreeSet<String>,
    lead: Option<String>,
    candidate: Option<Candidate>,
}

impl Gather {
    /// For a body that starts at `offset` in its file.
    pub(crate) fn new(offset: usize) -> Self {
        Self {
            offset,
            ..Self::default()
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.offset + range.start, self.offset + range.end)
    }

    /// Whether the lead is still open.
    pub(crate) fn wants_lead(&self) -> bool {
        self.lead.is_none()
    }

    /// A paragraph begins that may become the lead.
    pub(crate) fn start_candidate(&mut self) {
        self.candidate = Some(Candidate {
            mark: self.plain.mark(),
            prose: false,
        });
    }

    /// Words came that are neither strong nor those of an image.
    pub(crate) fn prose(&mut self) {
        if let Some(candidate) = &mut self.candidate {
            candidate.prose = true;
        }
    }

    /// A heading begins.
    pub(crate) fn start_heading(&mut self, level: u8, explicit: String, range: &Range<usize>) {
        self.aside = std::mem::take(&mut self.plain);
        let heading = Heading {
            level,
            text: String::new(),
            id: String::new(),
            span: self.span(range),
        };
        self.drafts.push(Draft { heading, explicit });
    }

    /// A heading ends, and with it the section before.
    pub(crate) fn end_heading(&mut self) {
        self.open.clear();
        // A hard line break stands in a heading's looks, not in its name: that goes into titles, lists and feeds.
        let text = self.plain.take().replace('\n', " ");
        self.plain = std::mem::take(&mut self.aside);
        if self.drafts.is_empty()
            && let Some(mut title) = self.title.take_if(|t| t.heading.text.is_empty())
        {
            if !text.is_empty() {
                title.heading.text = text;
                self.title = Some(title);
                return;
            }
            // Without words it names nothing: it is a heading like any other, and the next one keeps its own name.
            self.drafts.push(title);
        }
        self.end_section();
        self.heading = self.drafts.len().checked_sub(1);
        if let Some(draft) = self.drafts.last_mut() {
            draft.heading.text = text;
        }
    }

    /// The heading that has just begun is the title of the article.
    pub(crate) fn heading_is_title(&mut self) {
        self.title = self.drafts.pop();
    }

    fn end_section(&mut self) {
        let text = self.plain.take();
        self.open.clear();
        if self.heading.is_some() || !text.is_empty() {
            self.sections.push(Section {
                heading: self.heading,
                text,
            });
        }
    }

    /// A paragraph ends.
    pub(crate) fn end_paragraph(&mut self) {
        if let Some(candidate) = self.candidate.take()
            && candidate.prose
        {
            self.lead = Some(shorten(self.plain.since(candidate.mark), LEAD));
        }
        self.plain.line();
    }

    /// A link or image begins.
    pub(crate) fn start_link(&mut self, kind: LinkKind, target: String, range: &Range<usize>) {
        self.open.push((self.links.len(), self.plain.mark()));
        self.links.push(RawLink {
            kind,
            target,
            text: String::new(),
            span: self.span(range),
        });
    }

    /// It ends.
    pub(crate) fn end_link(&mut self) {
        if let Some((link, mark)) = self.open.pop() {
            self.plain
                .since(mark)
                .clone_into(&mut self.links[link].text);
        }
    }

    /// A raw tag opens.
    pub(crate) fn open_tag(&mut self, name: &str, attrs: &[Attr], html: &Lines) {
        let get = |wanted: &str| attrs.iter().find(|a| a.name == wanted);
        for attr in attrs
            .iter()
            .filter(|a| a.name == "id" || (a.name == "name" && name == "a"))
        {
            self.anchors
                .extend(anchor_id(&attr.value).map(str::to_owned));
        }
        match name {
            "a" => {
                if let Some(href) = get("href") {
                    self.start_link(LinkKind::Link, href.value.clone(), &html.place(&href.at));
                }
            }
            "img" => {
                if let Some(src) = get("src") {
                    self.start_link(LinkKind::Image, src.value.clone(), &html.place(&src.at));
                    self.plain.words(get("alt").map_or("", |alt| &alt.value));
                    self.end_link();
                }
            }
            _ => self.boundary(name),
        }
    }

    /// A raw tag closes.
    pub(crate) fn close_tag(&mut self, name: &str, place: &Range<usize>) {
        if name != "a" {
            self.boundary(name);
        } else if let Some((link, _)) = self.open.last()
            && self.links[*link].kind == LinkKind::Link
            && self.links[*link].span.end <= self.offset + place.start
        {
            self.end_link();
        }
    }

    /// What the edge of an HTML element is in plain text.
    fn boundary(&mut self, name: &str) {
        match name {
            "td" | "th" => self.plain.space(),
            "br" | "p" | "div" | "tr" | "li" | "ul" | "ol" | "table" | "h1" | "h2" | "h3"
            | "h4" | "h5" | "h6" | "dt" | "dd" | "summary" | "details" | "blockquote" | "pre"
            | "hr" | "caption" | "figcaption" | "section" => self.plain.line(),
            _ => {}
        }
    }

    /// The body; its text is still empty.
    pub(crate) fn finish(mut self) -> Body {
        self.end_section();
        let outline = assign(self.drafts);
        for heading in &outline {
            self.anchors.remove(&heading.id);
        }
        let title = self.title.map(|d| d.heading);
        let title = title.filter(|t| !t.text.is_empty()).map(|t| Heading {
            id: slug(&t.text),
            ..t
        });
        Body {
            offset: self.offset,
            outline,
            sections: self.sections,
            links: self.links,
            title,
            lead: self.lead.unwrap_or_default(),
            anchors: self.anchors.into_iter().collect(),
            ..Body::default()
        }
    }
}
