//! Events of the Markdown parser become blocks of plain text.
//!
//! Takes a [`Body`]. Gives its [`Block`]s in order. Never looks at the article around it.

use crate::checks::prose::{Block, Kind, Piece, Places};
use crate::diag::Span;
use crate::parse::markdown::{Body, events};
use crate::parse::roles::{Role, role};
use crate::text::sentences::{CODE, sentences, words};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// A heading made of strong words has at most so many.
const HEADING_WORDS: usize = 8;
/// A line of strong words stands below every real heading.
const STRONG_HEADING: u8 = 7;
/// Raw HTML that shows something; a comment does not.
const SHOWN: &[&str] = &["<img", "<pre", "<table", "<video", "<svg"];
/// A quotation is at most this long, in bytes; beyond, a mark has lost its partner.
const QUOTATION: usize = 200;

/// Deeper marks, as of ten thousand `<b>` that nobody closes, say nothing new.
const MARKS: usize = 1_000;

/// The blocks of a body.
pub(super) fn read(body: &Body) -> Vec<Block> {
    let mut reader = Reader {
        markdown: &body.markdown,
        offset: body.offset,
        ..Reader::default()
    };
    for (event, range) in events(&body.markdown) {
        reader.event(event, range);
    }
    reader.flush();
    reader.blocks
}

/// A list that is open.
struct List {
    id: usize,
    ordered: bool,
    /// Nothing of the item was read so far.
    fresh: bool,
}

/// Something marked that is open.
struct Mark {
    /// Where it began in the block.
    start: usize,
    /// Whether its words are strong.
    strong: bool,
    /// Whether it is an address that stands for itself.
    silent: bool,
}

#[derive(Default)]
struct Reader<'a> {
    markdown: &'a str,
    offset: usize,
    blocks: Vec<Block>,
    open: Option<Block>,
    lists: Vec<List>,
    count: usize,
    heading: Option<u8>,
    cell: bool,
    quotes: Vec<bool>,
    /// Level and purpose of the headings above.
    roles: Vec<(u8, Option<Role>)>,
    /// Strong words, links and the like that are open.
    marks: Vec<Mark>,
    /// Depth of what is not read: code blocks, images.
    silent: usize,
    /// How many of the marks are strong words.
    strong: usize,
    /// Places of the block that is open.
    marked: Vec<Range<usize>>,
    /// Whether raw `<code>` is open.
    code: bool,
    /// Bytes of text outside of strong words.
    plain: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, &range),
            Event::End(end) => self.end(end),
            Event::Text(text) if self.silent == 0 && !self.code => self.text(&text, &range),
            Event::Code(_) => self.sign(&range),
            Event::Html(html) if SHOWN.iter().any(|tag| html.contains(tag)) => self.show(),
            Event::InlineHtml(html) => self.tag(&html, &range),
            Event::SoftBreak => self.gap(' '),
            Event::HardBreak => self.gap('\n'),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Strong => self.mark(true, false),
            Tag::Emphasis => self.mark(false, false),
            Tag::Link { link_type, .. } => {
                let address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                if address {
                    self.sign(range);
                }
                self.mark(false, address);
            }
            Tag::Image { .. } => {
                self.silent += 1;
                self.show();
            }
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            _ => {
                self.flush();
                self.open_block(tag);
            }
        }
    }

    fn open_block(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(*level as u8),
            Tag::List(first) => {
                self.count += 1;
                self.lists.push(List {
                    id: self.count,
                    ordered: first.is_some(),
                    fresh: false,
                });
            }
            Tag::Item => {
                if let Some(list) = self.lists.last_mut() {
                    list.fresh = true;
                }
            }
            Tag::TableCell => self.cell = true,
            Tag::BlockQuote(alert) => self.quotes.push(alert.is_none()),
            Tag::CodeBlock(_) => {
                self.silent += 1;
                self.show();
            }
            Tag::HtmlBlock => self.silent += 1,
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link => self.unmark(),
            TagEnd::Image => self.silent = self.silent.saturating_sub(1),
            TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            _ => {
                self.flush();
                self.close_block(end);
            }
        }
    }

    fn close_block(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::TableCell => self.cell = false,
            TagEnd::BlockQuote(_) => {
                self.quotes.pop();
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.silent = self.silent.saturating_sub(1),
            _ => {}
        }
    }

    /// The tags that change what the words are.
    fn tag(&mut self, html: &str, range: &Range<usize>) {
        let closes = html.starts_with("</");
        let name = html.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
        match name.unwrap_or_default().to_ascii_lowercase().as_str() {
            "b" | "strong" | "i" | "em" | "u" if closes => self.unmark(),
            "b" | "strong" => self.mark(true, false),
            "i" | "em" | "u" => self.mark(false, false),
            "code" | "kbd" | "samp" | "var" | "tt" => {
                self.code = !closes;
                if !closes {
                    self.sign(range);
                }
            }
            "br" => self.gap('\n'),
            _ => {}
        }
    }

    fn mark(&mut self, strong: bool, silent: bool) {
        if self.marks.len() == MARKS {
            return;
        }
        let start = self.open.as_ref().map_or(0, |b| b.text.len());
        self.silent += usize::from(silent);
        self.strong += usize::from(strong);
        self.marks.push(Mark {
            start,
            strong,
            silent,
        });
    }

    fn unmark(&mut self) {
        let Some(mark) = self.marks.pop() else { return };
        self.silent = self.silent.saturating_sub(usize::from(mark.silent));
        self.strong -= usize::from(mark.strong);
        if let Some(block) = &self.open {
            self.marked
                .push(mark.start.min(block.text.len())..block.text.len());
        }
    }

    /// A sign for code.
    fn sign(&mut self, range: &Range<usize>) {
        if self.silent == 0 {
            let sign = CODE.to_string();
            self.text(&sign, range);
        }
    }

    /// Code or a picture belongs to the block that is open, or else to the one before.
    fn show(&mut self) {
        if let Some(block) = self.open.as_mut().or(self.blocks.last_mut()) {
            block.shows = true;
        }
    }

    fn gap(&mut self, gap: char) {
        if let Some(block) = &mut self.open {
            block.text.push(gap);
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        if self.open.is_none() {
            if text.trim().is_empty() {
                return;
            }
            self.open = Some(self.block());
            self.plain = 0;
        }
        if self.strong == 0 {
            self.plain += text
                .trim_matches(|c: char| c.is_whitespace() || c == ':')
                .len();
        }
        let exact = self.markdown.get(range.clone()) == Some(text);
        let Some(block) = &mut self.open else { return };
        block.pieces.push(Piece {
            at: block.text.len(),
            len: text.len(),
            source: Span::new(self.offset + range.start, self.offset + range.end),
            exact,
        });
        block.text.push_str(text);
    }

    /// A block that begins here.
    fn block(&mut self) -> Block {
        let in_list = self.lists.last_mut();
        let begins = in_list.is_some_and(|list| std::mem::take(&mut list.fresh));
        let list = self.lists.last();
        let kind = match (self.heading, list) {
            (Some(level), _) => Kind::Heading(level),
            _ if self.cell => Kind::Cell,
            (_, Some(list)) if begins && list.ordered => Kind::Step,
            (_, Some(_)) if begins => Kind::Item,
            _ => Kind::Paragraph,
        };
        Block {
            kind,
            role: self.roles.iter().rev().find_map(|(_, role)| *role),
            list: list.map_or(0, |l| l.id),
            depth: self.lists.len(),
            quoted: self.quotes.contains(&true),
            shows: false,
            text: String::new(),
            sentences: Vec::new(),
            marked: Places::default(),
            quotations: Places::default(),
            pieces: Vec::new(),
        }
    }

    /// Ends the block that is open.
    fn flush(&mut self) {
        let Some(mut block) = self.open.take() else {
            return;
        };
        // What began in this block goes on in the next one; the first mark holds all later ones.
        if let Some(mark) = self.marks.first() {
            self.marked
                .push(mark.start.min(block.text.len())..block.text.len());
        }
        self.marks.iter_mut().for_each(|mark| mark.start = 0);
        let strong = self.plain == 0 && block.list == 0 && block.kind == Kind::Paragraph;
        if strong && !block.text.contains(CODE) && words(&block.text).count() <= HEADING_WORDS {
            block.kind = Kind::Heading(STRONG_HEADING);
        }
        if let Kind::Heading(level) = block.kind {
            self.roles.retain(|(above, _)| *above < level);
            self.roles.push((level, role(&block.text)));
            block.role = self.roles.iter().rev().find_map(|(_, role)| *role);
        }
        block.marked = Places::of(std::mem::take(&mut self.marked));
        block.quotations = Places::of(quotations(&block.text));
        block.sentences = sentences(&block.text);
        self.blocks.push(block);
    }
}

/// What stands in quotation marks.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut marked = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find(['"', '“', '„', '«', '»', '‚', '‘']) {
        let start = from + found;
        let mark = text[start..].chars().next().unwrap_or('"');
        let inner = start + mark.len_utf8();
        let closing: &[char] = match mark {
            '"' => &['"'],
            '„' => &['“', '”', '"'],
            '«' => &['»'],
            '»' => &['«'],
            '‚' | '‘' => &['‘', '’'],
            _ => &['”', '“', '"'],
        };
        let near = text.floor_char_boundary(start + QUOTATION + '“'.len_utf8());
        let end = text[inner..near].find(closing).map(|i| inner + i);
        from = match end.filter(|end| end - start <= QUOTATION) {
            Some(end) => {
                marked.push(start..end);
                end + text[end..].chars().next().map_or(1, char::len_utf8)
            }
            None => inner,
        };
    }
    marked
}

#[cfg(test)]
mod tests {
    use crate::checks::prose::reader::read;
    use crate::checks::prose::{Block, Kind};
    use crate::parse::markdown::Body;
    use crate::parse::roles::Role;

    fn blocks(markdown: &str) -> Vec<Block> {
        let body = Body {
            markdown: markdown.to_owned().into(),
            offset: 100,
            ..Body::default()
        };
        read(&body)
    }

    #[test]
    fn blocks_know_what_they_are_and_where_they_stand() {
        let text = "Lead with `code` and [a link](x.md).\n\n## Resolution\n\n1. Click **Save** \\& go.\n\n   It saves.\n2. Done\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nno\n```\n![alt](x.png)\n> said\n\n**Cause:**\n\nWhy.\n";
        let found: Vec<_> = blocks(text)
            .into_iter()
            .map(|b| (b.kind, b.role, b.text))
            .collect();
        let resolution = Some(Role::Resolution);
        let expected = [
            (Kind::Paragraph, None, "Lead with \u{fffc} and a link."),
            (Kind::Heading(2), resolution, "Resolution"),
            (Kind::Step, resolution, "Click Save & go."),
            (Kind::Paragraph, resolution, "It saves."),
            (Kind::Step, resolution, "Done"),
            (Kind::Cell, resolution, "a"),
            (Kind::Cell, resolution, "b"),
            (Kind::Cell, resolution, "c"),
            (Kind::Cell, resolution, "d"),
            (Kind::Paragraph, resolution, "said"),
            (Kind::Heading(7), Some(Role::Cause), "Cause:"),
            (Kind::Paragraph, Some(Role::Cause), "Why."),
        ];
        assert_eq!(found, expected.map(|(k, r, t)| (k, r, t.to_owned())));
    }

    #[test]
    fn places_lead_back_to_the_file() {
        let text = "We **simply** say: \\*just* go\non.\n";
        let block = &blocks(text)[0];
        let at = |words: &str| {
            let start = block.text.find(words).unwrap();
            start..start + words.len()
        };
        let source = |words: &str| {
            let span = block.span(&at(words));
            &text[span.start - 100..span.end - 100]
        };
        assert_eq!(source("simply"), "simply");
        assert_eq!(source("go on"), "go\non");
        assert_eq!(block.exact(&at("go on")), None);
        assert!(block.exact(&at("just")).is_some());
        assert!(block.is_marked(&at("simply")) && !block.is_marked(&at("say")));
    }

    #[test]
    fn addresses_pictures_and_raw_code_are_signs_or_nothing() {
        let text = "See <https://example.com> or ![a [b](c)](d) <kbd>Ctrl</kbd> \"Save as\" now";
        let block = &blocks(text)[0];
        assert_eq!(block.text, "See \u{fffc} or  \u{fffc} \"Save as\" now");
        let at = block.text.find("Save").unwrap();
        assert!(block.is_marked(&(at..at + 4)));
    }
}
