//! The one pass of the Markdown parser that reads an article.
//!
//! Takes the text without internal blocks. Gives outline, sections, links, anchors, title and lead, and references that
//! nothing defines. Never makes HTML, never changes the text.

use crate::diag::Span;
use crate::parse::markdown::ids::{Draft, anchor_id, assign};
use crate::parse::markdown::plain::{Plain, shorten};
use crate::parse::markdown::raw_html::{Attr, Curtain, Lines, Token, decode, tokens};
use crate::parse::markdown::types::{Body, Heading, LinkKind, RawLink, Section};
use pulldown_cmark::{
    BrokenLink, BrokenLinkCallback, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

/// How many characters of the first paragraph become the lead.
const LEAD: usize = 400;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

/// The events of a body with their byte ranges, as [`Body`] was read from them.
pub fn events(markdown: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(markdown, options()).into_offset_iter()
}

/// What was read.
pub(crate) struct Read {
    /// The body; its text is still empty.
    pub(crate) body: Body,
    /// References that nothing defines, with their places in the file.
    pub(crate) undefined: Vec<(String, Span)>,
}

/// Hears of references that nothing defines.
struct Undefined<'a>(&'a RefCell<Vec<(String, Range<usize>)>>);

impl<'input> BrokenLinkCallback<'input> for Undefined<'_> {
    fn handle_broken_link(
        &mut self,
        link: BrokenLink<'input>,
    ) -> Option<(CowStr<'input>, CowStr<'input>)> {
        // `[words]` alone is ordinary text; `[words][name]`, `[words][]` and `[^1]` are not.
        let footnote = link.link_type == LinkType::Shortcut && link.reference.starts_with('^');
        if footnote || link.link_type != LinkType::Shortcut {
            let mut list = self.0.borrow_mut();
            list.push((link.reference.to_string(), link.span));
        }
        None
    }
}

/// Reads a body that starts at `offset` in its file; `internal` are its internal blocks.
pub(crate) fn read(markdown: &str, offset: usize, internal: &[Range<usize>]) -> Read {
    let undefined = RefCell::new(Vec::new());
    let mut reader = Reader::new(markdown, offset, internal);
    let parser =
        Parser::new_with_broken_link_callback(markdown, options(), Some(Undefined(&undefined)));
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, range);
    }
    let mut undefined = undefined.into_inner();
    undefined.sort_by_key(|(_, at)| (at.start, at.end));
    undefined.dedup_by_key(|(_, at)| at.start);
    Read {
        body: reader.finish(),
        undefined: undefined
            .into_iter()
            .map(|(name, at)| (name, Span::new(offset + at.start, offset + at.end)))
            .collect(),
    }
}

/// A paragraph that may become the lead.
struct Candidate {
    mark: usize,
    /// Whether it has words that are not strong: a line of strong words alone stands for a heading.
    prose: bool,
}

struct Reader<'a> {
    markdown: &'a str,
    offset: usize,
    internal: &'a [Range<usize>],
    plain: Plain,
    /// Text of the section while a heading is read.
    aside: Plain,
    drafts: Vec<Draft>,
    title: Option<Heading>,
    sections: Vec<Section>,
    heading: Option<usize>,
    links: Vec<RawLink>,
    /// Links whose words are not complete: index, and where their words begin.
    open: Vec<(usize, usize)>,
    anchors: BTreeSet<String>,
    lead: Option<String>,
    candidate: Option<Candidate>,
    /// Block quotes, lists, tables and footnotes around.
    depth: usize,
    strong: usize,
    images: usize,
    code: bool,
    /// Whether nothing but comments came so far.
    fresh: bool,
    curtain: Curtain,
    html: Lines,
}

impl<'a> Reader<'a> {
    fn new(markdown: &'a str, offset: usize, internal: &'a [Range<usize>]) -> Self {
        Self {
            markdown,
            offset,
            internal,
            plain: Plain::default(),
            aside: Plain::default(),
            drafts: Vec::new(),
            title: None,
            sections: Vec::new(),
            heading: None,
            links: Vec::new(),
            open: Vec::new(),
            anchors: BTreeSet::new(),
            lead: None,
            candidate: None,
            depth: 0,
            strong: 0,
            images: 0,
            code: false,
            fresh: true,
            curtain: Curtain::default(),
            html: Lines::default(),
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.offset + range.start, self.offset + range.end)
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.text(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text);
            }
            Event::Html(html) => self.html.push(&html, range.start),
            Event::InlineHtml(html) => {
                self.html.push(&html, range.start);
                self.end_html();
            }
            Event::SoftBreak => self.plain.space(),
            Event::HardBreak | Event::Rule => self.plain.line(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.curtain.is_closed() {
            return;
        }
        if self.code {
            self.plain.lines(text);
        } else {
            self.plain.words(text);
        }
        if let Some(candidate) = &mut self.candidate {
            candidate.prose |= self.strong == 0 && self.images == 0 && !text.trim().is_empty();
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let opens_body = self.fresh;
        self.fresh &= matches!(tag, Tag::HtmlBlock);
        match tag {
            Tag::Heading { level, id, .. } => {
                let written = id.map(|id| id.to_string()).unwrap_or_default();
                let end = self.markdown[range.clone()].trim_end().len() + range.start;
                self.start_heading(level as u8, written, range.start..end);
                if opens_body && level as u8 == 1 {
                    self.title = self.drafts.pop().map(|d| d.heading);
                }
            }
            Tag::Paragraph => {
                self.plain.line();
                self.start_paragraph(range.start);
            }
            Tag::CodeBlock(_) => {
                self.plain.line();
                self.code = true;
            }
            Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_) | Tag::Table(_) => {
                self.plain.line();
                self.depth += 1;
            }
            Tag::Item | Tag::TableRow | Tag::TableHead | Tag::HtmlBlock => self.plain.line(),
            Tag::Strong => self.strong += 1,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                self.start_link(link_kind(link_type), dest_url.to_string(), &range);
            }
            Tag::Image { dest_url, .. } => {
                self.images += 1;
                self.start_link(LinkKind::Image, dest_url.to_string(), &range);
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::HtmlBlock => {
                self.end_html();
                self.end_block();
            }
            TagEnd::CodeBlock => {
                self.code = false;
                self.end_block();
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::Table => {
                self.depth = self.depth.saturating_sub(1);
                self.end_block();
            }
            TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead => self.end_block(),
            TagEnd::TableCell => {
                self.curtain.lift();
                self.plain.space();
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                self.end_link();
            }
            _ => {}
        }
    }

    fn end_block(&mut self) {
        self.curtain.lift();
        self.plain.line();
    }

    fn start_heading(&mut self, level: u8, explicit: String, range: Range<usize>) {
        self.curtain.lift();
        self.aside = std::mem::take(&mut self.plain);
        let heading = Heading {
            level,
            text: String::new(),
            id: String::new(),
            span: self.span(&range),
        };
        self.drafts.push(Draft { heading, explicit });
    }

    fn end_heading(&mut self) {
        self.curtain.lift();
        self.open.clear();
        let text = self.plain.take();
        self.plain = std::mem::take(&mut self.aside);
        match &mut self.title {
            Some(title) if self.drafts.is_empty() && title.text.is_empty() => {
                title.text = text;
                return;
            }
            _ => {}
        }
        self.end_section();
        self.heading = self.drafts.len().checked_sub(1);
        if let Some(draft) = self.drafts.last_mut() {
            draft.heading.text = text;
        }
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

    fn start_paragraph(&mut self, at: usize) {
        let hidden = self.internal.iter().any(|b| b.contains(&at));
        if self.lead.is_none() && self.depth == 0 && !hidden {
            self.candidate = Some(Candidate {
                mark: self.plain.mark(),
                prose: false,
            });
        }
    }

    fn end_paragraph(&mut self) {
        if let Some(candidate) = self.candidate.take()
            && candidate.prose
        {
            self.lead = Some(shorten(self.plain.since(candidate.mark), LEAD));
        }
        self.end_block();
    }

    fn start_link(&mut self, kind: LinkKind, target: String, range: &Range<usize>) {
        self.open.push((self.links.len(), self.plain.mark()));
        self.links.push(RawLink {
            kind,
            target,
            text: String::new(),
            span: self.span(range),
        });
    }

    fn end_link(&mut self) {
        if let Some((link, mark)) = self.open.pop() {
            self.plain
                .since(mark)
                .clone_into(&mut self.links[link].text);
        }
    }

    fn end_html(&mut self) {
        let html = std::mem::take(&mut self.html);
        for (token, at) in tokens(&html.text) {
            if !self.curtain.shows(&token) {
                continue;
            }
            match token {
                Token::Text(text) => {
                    self.fresh &= text.trim().is_empty();
                    self.text(&decode(text));
                }
                Token::Open { name, attrs } => {
                    self.fresh = false;
                    self.open_tag(&name, &attrs, &html);
                }
                Token::Close { name } => self.close_tag(&name, &html.place(&at)),
            }
        }
    }

    fn open_tag(&mut self, name: &str, attrs: &[Attr], html: &Lines) {
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

    fn close_tag(&mut self, name: &str, place: &Range<usize>) {
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

    fn finish(mut self) -> Body {
        self.end_section();
        let outline = assign(self.drafts);
        for heading in &outline {
            self.anchors.remove(&heading.id);
        }
        let title = self.title.map(|t| Heading {
            id: crate::text::slug::slug(&t.text),
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

fn link_kind(link_type: LinkType) -> LinkKind {
    match link_type {
        LinkType::WikiLink { .. } => LinkKind::Wiki,
        LinkType::Autolink | LinkType::Email => LinkKind::Auto,
        _ => LinkKind::Link,
    }
}

#[cfg(test)]
mod tests;
