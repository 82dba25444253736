//! Raw HTML in Markdown, tag by tag.
//!
//! Takes a piece of HTML as an author wrote it. Gives its tags, attributes (decoded, with their places) and text. Comments,
//! declarations and what stands in scripts and styles vanish; tags that are no HTML (`<instance>`) are text, because that is
//! what they were meant to be. Never fails; takes time in proportion to the text.

use pulldown_cmark::{Event, Parser};
use std::borrow::Cow;
use std::ops::Range;

/// An attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attr {
    /// Its name in lower case.
    pub name: String,
    /// Its value with character references decoded; empty where there is none.
    pub value: String,
    /// Where the value stands in the piece (without quotes).
    pub at: Range<usize>,
}

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `<name …>`.
    Open {
        /// In lower case.
        name: String,
        /// In order.
        attrs: Vec<Attr>,
    },
    /// `</name>`.
    Close {
        /// In lower case.
        name: String,
    },
    /// Text as written: character references not decoded; it may hold `<`.
    Text(&'a str),
}

/// Elements whose content is never shown.
const HIDDEN: &str = "canvas datalist head iframe math noembed noframes noscript plaintext script select style svg \
    template textarea title xmp";

/// All other elements of HTML, old ones too; a tag of another name is text.
const SHOWN: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink \
    blockquote body br button caption center cite code col colgroup command data dd del details dfn dialog dir div dl dt \
    em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html i image \
    img input ins isindex kbd label legend li link main map mark marquee menu meta meter nav nobr object ol optgroup \
    option output p param picture pre progress q rp rt ruby s samp search section small source span strike strong sub \
    summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr";

/// Whether the content of an element is never shown.
#[must_use]
pub fn is_hidden(name: &str) -> bool {
    HIDDEN.split(' ').any(|n| n == name)
}

fn is_element(name: &str) -> bool {
    SHOWN.split(' ').any(|n| n == name) || is_hidden(name)
}

/// The lines of an HTML block, put together again: what a quote or a list has before each line is gone.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// The HTML.
    pub text: String,
    /// Where a piece begins in `text` and in the source.
    starts: Vec<(usize, usize)>,
}

impl Lines {
    /// Adds a piece that stands at `at` in the source.
    pub fn push(&mut self, text: &str, at: usize) {
        self.starts.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// Where a place of `text` is in the source.
    #[must_use]
    pub fn place(&self, range: &Range<usize>) -> Range<usize> {
        let map = |at: usize| {
            let piece = self.starts.partition_point(|(start, _)| *start <= at);
            match self.starts.get(piece.saturating_sub(1)) {
                Some((start, source)) => source + (at - start),
                None => at,
            }
        };
        map(range.start)..map(range.end)
    }
}

/// Follows the elements whose content is not shown through a row of pieces.
#[derive(Clone, Debug, Default)]
pub struct Curtain {
    behind: Option<String>,
}

impl Curtain {
    /// Takes in the next token; whether it is to be shown.
    pub fn shows(&mut self, token: &Token<'_>) -> bool {
        match (token, &self.behind) {
            (Token::Close { name }, Some(open)) if name == open => {
                self.behind = None;
                false
            }
            (_, Some(_)) => false,
            (Token::Open { name, .. }, None) if is_hidden(name) => {
                self.behind = Some(name.clone());
                false
            }
            (Token::Close { name }, None) if is_hidden(name) => false,
            _ => true,
        }
    }

    /// Whether what comes now is hidden.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.behind.is_some()
    }

    /// A block ends: what was left open does not hide the rest of the article.
    pub fn lift(&mut self) {
        self.behind = None;
    }
}

/// The tokens of a piece of HTML, each with its place.
#[must_use]
pub fn tokens(html: &str) -> Vec<(Token<'_>, Range<usize>)> {
    let mut out = Vec::new();
    let mut text = 0;
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        let (token, end) = match markup(html, open) {
            Markup::None => {
                at = open + 1;
                continue;
            }
            Markup::Gone(end) => (None, end),
            Markup::Tag(token, end) => (Some(token), end),
            Markup::Endless => break,
        };
        push_text(&mut out, html, text..open);
        let hidden = match &token {
            Some(Token::Open { name, .. }) if is_hidden(name) => Some(name.clone()),
            _ => None,
        };
        out.extend(token.map(|t| (t, open..end)));
        at = hidden.map_or(end, |name| skip_to_close(html, end, &name));
        text = at;
    }
    push_text(&mut out, html, text..html.len());
    out
}

fn push_text<'a>(out: &mut Vec<(Token<'a>, Range<usize>)>, html: &'a str, at: Range<usize>) {
    if !at.is_empty() {
        out.push((Token::Text(&html[at.clone()]), at));
    }
}

/// Where the closing tag of a hidden element begins, or the end.
fn skip_to_close(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(i) = html[at..].find("</").map(|i| at + i) {
        let tail = html[i + 2..].as_bytes();
        if tail.len() >= name.len() && tail[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return i;
        }
        at = i + 2;
    }
    html.len()
}

/// What stands at a `<`.
enum Markup<'a> {
    /// A plain character.
    None,
    /// Something that is not shown, up to here.
    Gone(usize),
    /// A tag, up to here.
    Tag(Token<'a>, usize),
    /// A tag that never ends.
    Endless,
}

fn markup(html: &str, open: usize) -> Markup<'_> {
    let rest = &html[open + 1..];
    let until = |what: &str, from: usize| {
        let found = html.get(from..).and_then(|tail| tail.find(what));
        Markup::Gone(found.map_or(html.len(), |i| from + i + what.len()))
    };
    match rest.as_bytes() {
        [b'!', b'-', b'-', ..] => until("-->", open + 2),
        [b'!' | b'?', ..] => until(">", open + 2),
        [b'/', b, ..] if b.is_ascii_alphabetic() => closing(html, open),
        [b, ..] if b.is_ascii_alphabetic() => opening(html, open),
        _ => Markup::None,
    }
}

fn name_end(html: &str, from: usize) -> usize {
    let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<');
    html[from..].find(ends).map_or(html.len(), |i| from + i)
}

fn closing(html: &str, open: usize) -> Markup<'_> {
    let end = name_end(html, open + 2);
    let name = html[open + 2..end].to_ascii_lowercase();
    match html[end..].find('>') {
        Some(i) if is_element(&name) => Markup::Tag(Token::Close { name }, end + i + 1),
        Some(i) => Markup::Tag(Token::Text(&html[open..=end + i]), end + i + 1),
        None => Markup::Endless,
    }
}

fn opening(html: &str, open: usize) -> Markup<'_> {
    let end = name_end(html, open + 1);
    let name = html[open + 1..end].to_ascii_lowercase();
    match attributes(html, end) {
        Some((attrs, end)) if is_element(&name) => Markup::Tag(Token::Open { name, attrs }, end),
        Some((_, end)) => Markup::Tag(Token::Text(&html[open..end]), end),
        None => Markup::Endless,
    }
}

/// The attributes of a tag and where it ends; nothing if it does not.
fn attributes(html: &str, from: usize) -> Option<(Vec<Attr>, usize)> {
    let bytes = html.as_bytes();
    let mut attrs = Vec::new();
    let mut at = from;
    loop {
        at = skip(bytes, at, |b| b.is_ascii_whitespace() || b == b'/');
        if *bytes.get(at)? == b'>' {
            return Some((attrs, at + 1));
        }
        let start = at;
        at = skip(bytes, at + 1, |b| {
            !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>' | b'=')
        });
        let name = html.get(start..at)?.to_ascii_lowercase();
        let equals = skip(bytes, at, |b| b.is_ascii_whitespace());
        let mut place = at..at;
        if bytes.get(equals) == Some(&b'=') {
            (place, at) = value(bytes, equals + 1)?;
        }
        attrs.push(Attr {
            name,
            value: decode(html.get(place.clone())?).into_owned(),
            at: place,
        });
    }
}

/// Where an attribute's value stands, and where the next begins.
fn value(bytes: &[u8], from: usize) -> Option<(Range<usize>, usize)> {
    let start = skip(bytes, from, |b| b.is_ascii_whitespace());
    match *bytes.get(start)? {
        quote @ (b'"' | b'\'') => {
            let end = skip(bytes, start + 1, |b| b != quote);
            bytes.get(end)?;
            Some((start + 1..end, end + 1))
        }
        _ => {
            let end = skip(bytes, start, |b| !b.is_ascii_whitespace() && b != b'>');
            Some((start..end, end))
        }
    }
}

fn skip(bytes: &[u8], from: usize, while_: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|b| while_(**b)).count()
}

/// Text with its character references (`&amp;`, `&#8217;`) decoded.
#[must_use]
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        let tail = &rest[start + 1..];
        let len = tail
            .bytes()
            .take(34)
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
            .count();
        match tail.as_bytes().get(len) {
            Some(b';') if len > 0 => {
                out.push_str(&reference(&rest[start..start + len + 2]));
                rest = &tail[len + 1..];
            }
            _ => {
                out.push('&');
                rest = tail;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// One character reference; as written where it means nothing. The Markdown parser knows all of HTML's names.
fn reference(written: &str) -> String {
    let mut out = String::new();
    for event in Parser::new(written) {
        if let Event::Text(text) = event {
            out.push_str(&text);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::parse::markdown::raw_html::{Curtain, Token, decode, tokens};
    use proptest::prelude::{prop_assert, proptest};

    fn show(html: &str) -> String {
        let mut curtain = Curtain::default();
        let mut out = String::new();
        for (token, _) in tokens(html) {
            if curtain.shows(&token) {
                match token {
                    Token::Open { name, attrs } => {
                        out += &format!("[{name}");
                        for a in attrs {
                            out += &format!(" {}={}", a.name, a.value);
                        }
                        out += "]";
                    }
                    Token::Close { name } => out += &format!("[/{name}]"),
                    Token::Text(text) => out += text,
                }
            }
        }
        out
    }

    #[test]
    fn tags_text_and_what_vanishes() {
        for (html, want) in [
            ("a <b>c</b> d", "a [b]c[/b] d"),
            (
                "<A HREF='x&amp;y' name=z checked>",
                "[a href=x&y name=z checked=]",
            ),
            (
                "<img src = \"a b.png\" alt=\"\"/>",
                "[img src=a b.png alt=]",
            ),
            (
                "https://<instance>.example/<your name>",
                "https://<instance>.example/<your name>",
            ),
            ("a<!-- <b> -->c<!DOCTYPE x><?php a ?>d", "acd"),
            ("<script>if (a<b) { '</b>' }</script>e", "e"),
            ("<STYLE>p{}</sTyLe >f<svg><a>g</a></svg>", "f"),
            ("x<script>y", "x"),
            ("1 < 2 <3", "1 < 2 <3"),
            ("<a href=\"x", "<a href=\"x"),
            ("<!-- never closed <b>", ""),
            ("</div x>", "[/div]"),
        ] {
            assert_eq!(show(html), want, "{html}");
        }
    }

    #[test]
    fn values_know_their_places() {
        let html = "x <a title=q href='a.md'>";
        let all = tokens(html);
        let (Token::Open { attrs, .. }, _) = &all[1] else {
            panic!("no tag");
        };
        assert_eq!(&html[attrs[1].at.clone()], "a.md");
    }

    #[test]
    fn references_are_decoded() {
        for (text, want) in [
            ("a &amp; b &lt;c&gt; &eacute; &#x41;&#66;", "a & b <c> é AB"),
            ("&nbsp;|", "\u{a0}|"),
            ("&nothing; & &; AT&T", "&nothing; & &; AT&T"),
            ("java&#x73;cript&colon;x", "javascript:x"),
        ] {
            assert_eq!(decode(text), want, "{text}");
        }
    }

    #[test]
    fn long_nonsense_takes_no_time() {
        for piece in ["<a ", "<", "<!--", "<script>", "</", "<a b=\"", "&", "&a"] {
            tokens(&piece.repeat(200_000));
            let _ = decode(&piece.repeat(200_000));
        }
    }

    proptest! {
        #[test]
        fn any_text_has_tokens_in_order(html in "[<>/a-c \"'=!?&;-]{0,60}|\\PC{0,40}") {
            let mut at = 0;
            for (_, range) in tokens(&html) {
                prop_assert!(range.start >= at && range.end >= range.start && html.get(range.clone()).is_some());
                at = range.end;
            }
        }
    }
}
