//! The one pass of the Markdown parser that reads an article.
//!
//! Takes the text without internal blocks. Gives outline, sections, links, anchors, title and lead, and references that
//! nothing defines. Never makes HTML, never changes the text.

use crate::diag::Span;
use crate::parse::markdown::entity::decode;
use crate::parse::markdown::gather::Gather;
use crate::parse::markdown::raw_html::{Curtain, Lines, Token, tokens};
use crate::parse::markdown::types::{Body, LinkKind};
use pulldown_cmark::{
    BrokenLink, BrokenLinkCallback, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};
use std::cell::RefCell;
use std::ops::Range;

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
        body: reader.gather.finish(),
        undefined: undefined
            .into_iter()
            .map(|(name, at)| (name, Span::new(offset + at.start, offset + at.end)))
            .collect(),
    }
}

struct Reader<'a> {
    markdown: &'a str,
    internal: &'a [Range<usize>],
    gather: Gather,
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
            internal,
            gather: Gather::new(offset),
            depth: 0,
            strong: 0,
            images: 0,
            code: false,
            fresh: true,
            curtain: Curtain::default(),
            html: Lines::default(),
        }
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
            Event::SoftBreak => self.gather.plain.space(),
            Event::HardBreak | Event::Rule => self.gather.plain.line(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.curtain.is_closed() {
            return;
        }
        if self.code {
            self.gather.plain.lines(text);
        } else {
            self.gather.plain.words(text);
        }
        if self.strong == 0 && self.images == 0 && !text.trim().is_empty() {
            self.gather.prose();
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let opens_body = self.fresh;
        self.fresh &= matches!(tag, Tag::HtmlBlock);
        match tag {
            Tag::Heading { level, id, .. } => {
                let written = id.map(|id| id.to_string()).unwrap_or_default();
                let end = self.markdown[range.clone()].trim_end().len() + range.start;
                self.curtain.lift();
                self.gather
                    .start_heading(level as u8, written, &(range.start..end));
                if opens_body && level as u8 == 1 {
                    self.gather.heading_is_title();
                }
            }
            Tag::Paragraph => {
                self.gather.plain.line();
                let before = |b: &Range<usize>| b.end <= range.start;
                let next = || self.internal.get(self.internal.partition_point(before));
                let hidden = || next().is_some_and(|b| b.start <= range.start);
                if self.depth == 0 && self.gather.wants_lead() && !hidden() {
                    self.gather.start_candidate();
                }
            }
            Tag::CodeBlock(_) => {
                self.gather.plain.line();
                self.code = true;
            }
            Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_) | Tag::Table(_) => {
                self.gather.plain.line();
                self.depth += 1;
            }
            Tag::Item | Tag::TableRow | Tag::TableHead | Tag::HtmlBlock => self.gather.plain.line(),
            Tag::Strong => self.strong += 1,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                self.gather
                    .start_link(link_kind(link_type), dest_url.to_string(), &range);
            }
            Tag::Image { dest_url, .. } => {
                self.images += 1;
                self.gather
                    .start_link(LinkKind::Image, dest_url.to_string(), &range);
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(_) => {
                self.curtain.lift();
                self.gather.end_heading();
            }
            TagEnd::Paragraph => {
                self.gather.end_paragraph();
                self.end_block();
            }
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
                self.gather.plain.space();
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => self.gather.end_link(),
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                self.gather.end_link();
            }
            _ => {}
        }
    }

    fn end_block(&mut self) {
        self.curtain.lift();
        self.gather.plain.line();
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
                    self.gather.open_tag(&name, &attrs, &html);
                }
                Token::Close { name } => self.gather.close_tag(&name, &html.place(&at)),
            }
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
