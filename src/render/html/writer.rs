//! From events to HTML.
//!
//! Takes the events of a body. Gives its parts. Holds what is open; what each construct looks like is said in `block`,
//! `inline` and `raw`. Never calls itself, so that deep nesting costs no stack.

use crate::diag::Span;
use crate::parse::markdown::raw_html::{Curtain, Lines};
use crate::parse::markdown::{Body, Heading};
use crate::parse::roles::{Role, role};
use crate::render::context::Part;
use crate::render::escape::push_text;
use crate::render::html::clean::clean;
use crate::render::html::needs::Needs;
use crate::render::html::notes::Notes;
use crate::render::html::toc::is_title;
use crate::render::html::{Input, LinkHref};
use pulldown_cmark::{Alignment, Event, Tag, TagEnd};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// An event and where it stands.
pub(crate) type Placed<'a> = (Event<'a>, Range<usize>);

/// The table that is being written.
#[derive(Default)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Alignment>,
    pub(crate) cell: usize,
    pub(crate) head: bool,
    pub(crate) body: bool,
}

/// Everything that is open.
pub(crate) struct Writer<'a> {
    pub(crate) input: &'a Input<'a>,
    pub(crate) events: &'a [Placed<'a>],
    /// The event after the one at hand.
    pub(crate) next: usize,
    pub(crate) out: String,
    /// How the open constructs end.
    pub(crate) frames: Vec<Cow<'static, str>>,
    /// The HTML around a footnote that is being written, and the note's label.
    pub(crate) outer: Vec<(String, String)>,
    pub(crate) notes: Notes,
    pub(crate) table: Table,
    pub(crate) tables: usize,
    pub(crate) images: usize,
    /// Links of Markdown around.
    pub(crate) links: usize,
    /// Raw elements within a line of text that are open, and how they end.
    pub(crate) raw_open: Vec<(String, Cow<'static, str>)>,
    pub(crate) raw_tables: usize,
    /// How deep raw elements stand in one another.
    pub(crate) raw_depth: usize,
    pub(crate) html: Lines,
    pub(crate) curtain: Curtain,
    /// Whether the part holds raw HTML that has to be cleaned.
    pub(crate) raw: bool,
    pub(crate) ids: HashSet<&'a str>,
    pub(crate) anchors: HashSet<String>,
    headings: std::slice::Iter<'a, Heading>,
    level: u8,
    /// The frames around the open internal block, and its end.
    pub(crate) internal: Option<(usize, usize)>,
    pub(crate) needs: Needs,
    part: Part,
    parts: Vec<Part>,
}

fn new_part(role: &'static str, heading: &Heading) -> Part {
    Part {
        role,
        id: heading.id.clone(),
        heading: heading.text.clone(),
        html: String::new(),
    }
}

impl<'a> Writer<'a> {
    /// A writer that cuts parts at headings of `level`.
    pub(crate) fn new(input: &'a Input<'a>, events: &'a [Placed<'a>], level: u8) -> Self {
        let body = input.body;
        let nothing = Heading {
            level,
            text: String::new(),
            id: String::new(),
            span: Span::default(),
        };
        Self {
            input,
            events,
            next: 0,
            out: String::with_capacity(body.markdown.len() * 3 / 2),
            frames: Vec::new(),
            outer: Vec::new(),
            notes: Notes::default(),
            table: Table::default(),
            tables: 0,
            images: 0,
            links: 0,
            raw_open: Vec::new(),
            raw_tables: 0,
            raw_depth: 0,
            html: Lines::default(),
            curtain: Curtain::default(),
            raw: false,
            ids: body.outline.iter().map(|h| h.id.as_str()).collect(),
            anchors: HashSet::new(),
            headings: body.outline.iter(),
            level,
            internal: None,
            needs: Needs::default(),
            part: new_part("lead", &nothing),
            parts: Vec::new(),
        }
    }

    /// Writes all parts.
    pub(crate) fn run(mut self) -> Vec<Part> {
        while let Some((event, range)) = self.events.get(self.next) {
            self.next += 1;
            self.event(event, range);
        }
        self.close_need();
        self.leave_internal();
        self.notes.list(self.input.words, &mut self.out);
        self.end_part();
        self.parts
    }

    fn event(&mut self, event: &'a Event<'a>, range: &'a Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(*end),
            Event::Html(html) => self.html.push(html, range.start),
            Event::InlineHtml(html) => {
                self.html.push(html, range.start);
                self.raw_html();
            }
            Event::Rule => {
                self.edge(range, true);
                self.out.push_str("<hr>\n");
            }
            inline => self.inline(inline),
        }
    }

    fn inline(&mut self, event: &Event<'_>) {
        if self.curtain.is_closed() {
            return;
        }
        match event {
            Event::Text(text) => push_text(&mut self.out, text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.out.push_str("<code>");
                push_text(&mut self.out, text);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::FootnoteReference(label) => self.notes.refer(label, &mut self.out),
            Event::TaskListMarker(done) => self.task_box(*done),
            _ => {}
        }
    }

    fn start(&mut self, tag: &'a Tag<'a>, range: &'a Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.start_heading(*level as u8, range),
            Tag::Link {
                link_type, title, ..
            } => self.start_link(*link_type, title, range),
            Tag::Image { title, .. } => self.image_event(title, range),
            Tag::Emphasis => self.open("<em>", "</em>"),
            Tag::Strong => self.open("<strong>", "</strong>"),
            Tag::Strikethrough => self.open("<del>", "</del>"),
            Tag::Superscript => self.open("<sup>", "</sup>"),
            Tag::Subscript => self.open("<sub>", "</sub>"),
            block => self.start_block(block, range),
        }
    }

    fn end(&mut self, end: TagEnd) {
        if matches!(self.internal, Some((depth, _)) if depth == self.frames.len()) {
            self.leave_internal();
        }
        match end {
            TagEnd::HtmlBlock => self.raw_html(),
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::Table if self.table.body => self.out.push_str("</tbody>"),
            TagEnd::TableHead => self.table.head = false,
            _ => {}
        }
        if ends_block(end) {
            self.curtain.lift();
            self.close_raw(0);
        }
        if let Some(close) = self.frames.pop() {
            self.out.push_str(&close);
        }
        if matches!(end, TagEnd::List(_)) {
            self.end_need_list();
        }
        if end == TagEnd::FootnoteDefinition
            && let Some((outer, label)) = self.outer.pop()
        {
            let html = std::mem::replace(&mut self.out, outer);
            self.notes.define(&label, html);
        }
    }

    /// Writes how a construct begins and remembers how it ends.
    pub(crate) fn open(&mut self, start: &str, end: impl Into<Cow<'static, str>>) {
        self.out.push_str(start);
        self.frames.push(end.into());
    }

    /// Passes over the events of the construct that has just begun, its end included.
    pub(crate) fn pass(&mut self) -> &'a [Placed<'a>] {
        let first = self.next;
        let mut depth = 1usize;
        while depth > 0 && self.next < self.events.len() {
            match self.events[self.next].0 {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            self.next += 1;
        }
        &self.events[first..self.next]
    }

    /// The body.
    pub(crate) fn body(&self) -> &'a Body {
        self.input.body
    }

    /// The role of the part that is being written.
    pub(crate) fn role(&self) -> &'static str {
        self.part.role
    }

    /// Where the link at a place of the text leads, and how its target was written.
    pub(crate) fn target(&self, at: usize) -> (Option<&'a LinkHref>, &'a str) {
        let start = self.body().offset + at;
        let links = &self.body().links;
        match links.binary_search_by_key(&start, |l| l.span.start) {
            Ok(index) => (self.input.targets.get(index), &links[index].target),
            Err(_) => (None, ""),
        }
    }

    fn start_heading(&mut self, level: u8, range: &Range<usize>) {
        if is_title(self.body(), range) {
            self.pass();
            return;
        }
        let heading = self.headings.next();
        if level == self.level && self.frames.is_empty() {
            self.pass();
            self.close_need();
            self.leave_internal();
            self.end_part();
            if let Some(heading) = heading {
                self.part = new_part(role(&heading.text).map_or("other", Role::word), heading);
            }
        } else if let Some(heading) = heading {
            self.edge(range, true);
            self.need_heading(&heading.text);
            // The page has the title on level 1 and the parts on level 2.
            self.heading((level + 2).saturating_sub(self.level).clamp(3, 6), heading);
        }
    }

    fn end_part(&mut self) {
        let html = std::mem::take(&mut self.out);
        let html = if self.raw { clean(&html) } else { html };
        // What a note holds may have to be cleaned where the notes are listed.
        self.raw &= !self.notes.is_empty();
        self.raw_tables = 0;
        self.raw_depth = 0;
        let nothing = self.part.role == "lead" && html.trim().is_empty();
        if !nothing {
            let part = Part {
                html,
                ..self.part.clone()
            };
            self.parts.push(part);
        }
    }
}

/// Whether what is hidden by an open tag such as `<script>` ends here at the latest.
fn ends_block(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Link
            | TagEnd::Image
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}
