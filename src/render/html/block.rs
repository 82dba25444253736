//! Blocks: paragraphs, lists, quotes, tables, code, headings, footnotes.
//!
//! Takes the beginning of a block. Gives its HTML to the writer. Never looks back.

use crate::parse::markdown::Heading;
use crate::render::escape::{push_attribute, push_text};
use crate::render::html::writer::{Placed, Table, Writer};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

impl<'a> Writer<'a> {
    /// Writes how a block begins.
    pub(crate) fn start_block(&mut self, tag: &Tag<'a>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.edge(range, true);
                self.paragraph();
            }
            Tag::BlockQuote(kind) => {
                self.edge(range, false);
                self.quote(*kind);
            }
            Tag::CodeBlock(kind) => {
                self.edge(range, true);
                self.code(kind);
            }
            Tag::List(first) => {
                self.edge(range, false);
                self.list(*first);
            }
            Tag::Item => self.item(),
            Tag::Table(columns) => {
                self.edge(range, true);
                self.table(columns);
            }
            Tag::TableHead => {
                self.table.head = true;
                self.table.cell = 0;
                self.open("<thead><tr>", "</tr></thead>");
            }
            Tag::TableRow => self.row(),
            Tag::TableCell => self.cell(),
            Tag::FootnoteDefinition(label) => {
                let outer = std::mem::take(&mut self.out);
                self.outer.push((outer, label.to_string()));
                self.open("", "");
            }
            Tag::HtmlBlock => {
                self.edge(range, true);
                self.open("", "\n");
            }
            _ => self.open("", ""),
        }
    }

    fn paragraph(&mut self) {
        if self.need_line() {
            return;
        }
        match self.figure_title() {
            Some(title) => {
                let mut end = String::new();
                if !title.is_empty() {
                    end.push_str("<figcaption>");
                    push_text(&mut end, title);
                    end.push_str("</figcaption>");
                }
                end.push_str("</figure>\n");
                self.open("<figure>", end);
            }
            None => self.open("<p>", "</p>\n"),
        }
    }

    /// The title of the image, if the paragraph that begins holds one image of the site and nothing else.
    fn figure_title(&self) -> Option<&'a str> {
        let mut found = None;
        let mut inside = 0usize;
        for (event, range) in &self.events[self.next..] {
            match event {
                Event::End(TagEnd::Paragraph) => return found,
                Event::Start(Tag::Image { title, .. }) if inside == 0 => {
                    if found.is_some() || !self.is_shown_image(range.start) {
                        return None;
                    }
                    found = Some(&**title);
                    inside = 1;
                }
                Event::Start(Tag::Image { .. }) => inside += 1,
                Event::End(TagEnd::Image) => inside -= 1,
                Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link) => {}
                _ if inside > 0 => {}
                _ => return None,
            }
        }
        None
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        let words = self.input.words;
        let (name, title) = match kind {
            None => return self.open("<blockquote>\n", "</blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("note", &words.note),
            Some(BlockQuoteKind::Tip) => ("tip", &words.tip),
            Some(BlockQuoteKind::Important) => ("important", &words.important),
            Some(BlockQuoteKind::Warning) => ("warning", &words.warning),
            Some(BlockQuoteKind::Caution) => ("caution", &words.caution),
        };
        self.open("<aside class=\"alert alert-", "</aside>\n");
        self.out.push_str(name);
        self.out
            .push_str("\" role=\"note\"><p class=\"alert-title\">");
        push_text(&mut self.out, title);
        self.out.push_str("</p>\n");
    }

    fn list(&mut self, first: Option<u64>) {
        if self.need_list() {
            return;
        }
        let Some(first) = first else {
            return self.open("<ul>\n", "</ul>\n");
        };
        // Steps can be ticked off: the page's script adds the boxes.
        let steps = self.role() == "resolution" && self.frames.is_empty();
        self.open("<ol", "</ol>\n");
        if steps {
            self.out.push_str(" class=\"steps\"");
        }
        if first != 1 {
            push_attribute(&mut self.out, "start", &first.to_string());
        }
        self.out.push_str(">\n");
    }

    fn item(&mut self) {
        if self.need_item() {
            return;
        }
        let rest = self.events.get(self.next..).unwrap_or_default();
        let task = matches!(
            rest,
            [(Event::TaskListMarker(_), _), ..]
                | [
                    (Event::Start(Tag::Paragraph), _),
                    (Event::TaskListMarker(_), _),
                    ..
                ]
        );
        self.open(if task { "<li class=\"task\">" } else { "<li>" }, "</li>\n");
    }

    /// Writes the box of a task; nobody can tick it in the page.
    pub(crate) fn task_box(&mut self, done: bool) {
        let words = self.input.words;
        self.out.push_str("<input type=\"checkbox\" disabled=\"\"");
        if done {
            self.out.push_str(" checked=\"\"");
        }
        let name = if done { &words.done } else { &words.open };
        push_attribute(&mut self.out, "aria-label", name);
        self.out.push_str("> ");
    }

    /// Opens the box in which a table scrolls.
    pub(crate) fn table_box(&mut self) {
        self.tables += 1;
        let name = format!("{} {}", self.input.words.table, self.tables);
        self.out
            .push_str("<div class=\"table\" tabindex=\"0\" role=\"region\"");
        push_attribute(&mut self.out, "aria-label", &name);
        self.out.push('>');
    }

    fn table(&mut self, columns: &[Alignment]) {
        self.table = Table {
            columns: columns.to_vec(),
            ..Table::default()
        };
        self.table_box();
        self.open("<table>", "</table></div>\n");
    }

    fn row(&mut self) {
        self.table.cell = 0;
        let first = !std::mem::replace(&mut self.table.body, true);
        self.open(if first { "<tbody><tr>" } else { "<tr>" }, "</tr>");
    }

    fn cell(&mut self) {
        let column = self.table.columns.get(self.table.cell);
        let class = match column {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        self.table.cell += 1;
        let (start, end) = if self.table.head {
            ("<th scope=\"col\"", "</th>")
        } else {
            ("<td", "</td>")
        };
        self.open(start, end);
        self.out.push_str(class);
        self.out.push('>');
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>) {
        let inner: &[Placed<'a>] = self.pass();
        let mut code = String::new();
        for (event, _) in inner {
            if let Event::Text(text) = event {
                code.push_str(text);
            }
        }
        let language = match kind {
            CodeBlockKind::Fenced(info) => language(info),
            CodeBlockKind::Indented => String::new(),
        };
        self.out.push_str("<pre class=\"code\"");
        if !language.is_empty() {
            push_attribute(&mut self.out, "data-lang", &language);
        }
        self.out.push_str(" tabindex=\"0\"><code>");
        self.out
            .push_str(&self.input.highlighter.html(&language, &code));
        self.out.push_str("</code></pre>\n");
    }

    /// Opens a heading inside a part.
    pub(crate) fn heading(&mut self, level: u8, heading: &Heading) {
        let mut end = String::from(" <a class=\"anchor\"");
        push_attribute(&mut end, "href", &format!("#{}", heading.id));
        let name = format!("{}: {}", self.input.words.section, heading.text);
        push_attribute(&mut end, "aria-label", &name);
        let close = format!(">#</a></h{level}>\n");
        end.push_str(&close);
        self.open(&format!("<h{level}"), end);
        push_attribute(&mut self.out, "id", &heading.id);
        self.out.push('>');
    }
}

/// The language of a code fence: its first word, if it looks like a name.
fn language(info: &str) -> String {
    let word = info
        .trim_start_matches(['{', '.', ' '])
        .split([' ', ',', '{', '}', '\t', ':'])
        .next()
        .unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '#' | '+' | '-' | '_' | '.');
    if word.len() <= 30 && word.chars().all(plain) {
        word.to_ascii_lowercase()
    } else {
        String::new()
    }
}
