//! Raw HTML in Markdown, tag by tag.
//!
//! Takes a piece of HTML as an author wrote it. Gives its tags, attributes (decoded, with their places) and text. Comments,
//! declarations and what stands in scripts and styles vanish; tags that are no HTML (`<instance>`) are text, because that is
//! what they were meant to be. Never fails; takes time in proportion to the text.

use crate::parse::markdown::entity::decode;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

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

/// Every name, and whether its content is never shown: there is a tag in every tenth word of some articles.
static ELEMENTS: LazyLock<HashMap<&str, bool>> = LazyLock::new(|| {
    let shown = SHOWN.split(' ').map(|name| (name, false));
    shown
        .chain(HIDDEN.split(' ').map(|name| (name, true)))
        .collect()
});

/// Whether the content of an element is never shown.
#[must_use]
pub fn is_hidden(name: &str) -> bool {
    ELEMENTS.get(name) == Some(&true)
}

fn is_element(name: &str) -> bool {
    ELEMENTS.contains_key(name)
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
        let tail = &html.as_bytes()[i + 2..];
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
    let quote = *bytes.get(start)?;
    if matches!(quote, b'"' | b'\'') {
        let end = skip(bytes, start + 1, |b| b != quote);
        bytes.get(end)?;
        return Some((start + 1..end, end + 1));
    }
    let end = skip(bytes, start, |b| !b.is_ascii_whitespace() && b != b'>');
    Some((start..end, end))
}

fn skip(bytes: &[u8], from: usize, while_: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|b| while_(**b)).count()
}

#[cfg(test)]
mod tests;
