//! HTML that the author wrote by hand, written anew.
//!
//! Takes the pieces of an HTML block or an inline tag. Gives allowed tags with allowed attributes to the writer, links and
//! images by the same way as those of Markdown. Never copies a tag as it stands.

use crate::parse::markdown::anchor_id;
use crate::parse::markdown::raw_html::{Attr, Lines, Token, tokens};
use crate::render::escape::{push_attribute, push_html_text};
use crate::render::html::clean::{is_allowed, is_allowed_attribute};
use crate::render::html::inline::Picture;
use crate::render::html::writer::Writer;

/// Deeper than this, tags are left out: the sanitising library takes long for them, and no reader sees a difference.
const DEEPEST: usize = 200;

fn value<'t>(attrs: &'t [Attr], name: &str) -> Option<&'t Attr> {
    attrs.iter().find(|a| a.name == name)
}

/// The heading of the page is not the author's to write.
fn rename(name: &str) -> &str {
    match name {
        "h1" => "h2",
        "tt" => "code",
        "strike" => "s",
        "big" | "font" | "center" => "span",
        name => name,
    }
}

/// Whether an element belongs into a line of text: left open, it would change all that follows.
fn is_phrase(name: &str) -> bool {
    let phrases = "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var";
    phrases.split(' ').any(|p| p == name)
}

/// Whether an element stays open until it is closed; the others end with the next of their kind.
fn nests(name: &str) -> bool {
    !"p li td th tr tbody thead tfoot dt dd col colgroup rt rp"
        .split(' ')
        .any(|n| n == name)
}

impl Writer<'_> {
    /// Writes the raw HTML that has been gathered.
    pub(crate) fn raw_html(&mut self) {
        let html = std::mem::take(&mut self.html);
        for (token, _) in tokens(&html.text) {
            if !self.curtain.shows(&token) {
                continue;
            }
            match token {
                Token::Text(text) => push_html_text(&mut self.out, text),
                Token::Open { name, attrs } => self.raw_open(rename(&name), &attrs, &html),
                Token::Close { name } => self.raw_close(rename(&name)),
            }
        }
    }

    fn raw_open(&mut self, name: &str, attrs: &[Attr], html: &Lines) {
        if !is_allowed(name) {
            return;
        }
        match name {
            // These need no closing tag: they cannot upset what is around them.
            "br" | "hr" | "wbr" => {
                self.out.push('<');
                self.out.push_str(name);
                self.out.push('>');
                return;
            }
            "img" => {
                self.raw_image(attrs, html);
                return;
            }
            _ if self.raw_depth >= DEEPEST => return,
            "table" => {
                if self.raw_tables == 0 {
                    self.table_box();
                }
                self.raw_tables += 1;
            }
            _ => {}
        }
        self.raw = true;
        self.raw_depth += usize::from(nests(name));
        if let ("a", Some(href)) = (name, value(attrs, "href")) {
            let (target, _) = self.target(html.place(&href.at).start);
            self.raw_id(attrs);
            let end = self.open_link(target, value(attrs, "title").map_or("", |t| &t.value));
            self.raw_open.push(("a".to_owned(), end.into()));
            return;
        }
        if is_phrase(name) {
            self.raw_open
                .push((name.to_owned(), format!("</{name}>").into()));
        }
        self.out.push('<');
        self.out.push_str(name);
        self.raw_attributes(name, attrs);
        self.out.push('>');
    }

    fn raw_close(&mut self, name: &str) {
        if !is_allowed(name) || matches!(name, "br" | "hr" | "wbr" | "img") {
            return;
        }
        self.raw = true;
        if is_phrase(name) {
            let open = self.raw_open.iter().rposition(|(n, _)| n == name);
            self.close_raw(open.unwrap_or(self.raw_open.len()));
            return;
        }
        self.raw_depth = self.raw_depth.saturating_sub(usize::from(nests(name)));
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        if name == "table" && self.raw_tables > 0 {
            self.raw_tables -= 1;
            if self.raw_tables == 0 {
                self.out.push_str("</div>");
            }
        }
    }

    /// Closes what raw tags opened within a line of text, but for the first `keep`.
    pub(crate) fn close_raw(&mut self, keep: usize) {
        self.raw_depth = self.raw_depth.saturating_sub(self.raw_open.len() - keep);
        for (_, end) in self.raw_open.drain(keep..).rev() {
            self.out.push_str(&end);
        }
    }

    /// An anchor before a link: the link itself is written elsewhere.
    fn raw_id(&mut self, attrs: &[Attr]) {
        if let Some(id) = self.free_id("a", attrs) {
            self.out.push_str("<span");
            push_attribute(&mut self.out, "id", &id);
            self.out.push_str("></span>");
        }
    }

    /// The id that a tag may have: not that of a heading, not one that was there already.
    fn free_id(&mut self, name: &str, attrs: &[Attr]) -> Option<String> {
        let named = || value(attrs, "name").filter(|_| name == "a");
        let attr = value(attrs, "id").or_else(named)?;
        let id = anchor_id(&attr.value)?;
        let free = !self.ids.contains(id) && self.anchors.insert(id.to_owned());
        free.then(|| id.to_owned())
    }

    fn raw_attributes(&mut self, name: &str, attrs: &[Attr]) {
        if let Some(id) = self.free_id(name, attrs) {
            push_attribute(&mut self.out, "id", &id);
        }
        for attr in attrs.iter().filter(|a| is_allowed_attribute(name, &a.name)) {
            if !matches!(attr.name.as_str(), "href" | "src") {
                push_attribute(&mut self.out, &attr.name, &attr.value);
            }
        }
        if matches!(name, "td" | "th") {
            let align = value(attrs, "align").map(|a| a.value.to_ascii_lowercase());
            if let Some(side @ ("center" | "right")) = align.as_deref() {
                push_attribute(&mut self.out, "class", side);
            }
        }
    }

    fn raw_image(&mut self, attrs: &[Attr], html: &Lines) {
        let Some(src) = value(attrs, "src") else {
            return;
        };
        let text = |name: &str| value(attrs, name).map_or("", |a| a.value.trim());
        self.image(&Picture {
            at: html.place(&src.at).start,
            alt: text("alt"),
            title: text("title"),
            width: text("width").trim_end_matches("px").parse().ok(),
        });
    }
}
