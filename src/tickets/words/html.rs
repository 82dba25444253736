//! HTML bodies as text.
//!
//! Takes text. Gives, where it holds tags or entities of HTML, its words with paragraphs, list items and table rows on
//! lines of their own and quoted mail behind `>`. Never takes `<unknown>` or `<anna@example.org>` for a tag.

use ammonia::Builder;
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Tags that end a line.
const BLOCKS: [&str; 18] = [
    "p",
    "div",
    "br",
    "li",
    "tr",
    "ul",
    "ol",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "pre",
    "blockquote",
    "section",
];

/// Tags that are read; any other is taken off around its text.
const OTHERS: [&str; 3] = ["td", "th", "tbody"];

static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^<(?:!--|!doctype|/?(?:html|head|body|title|meta|link|style|script|p|div|br|span|table|thead|tbody|tr|td|th|ul|ol|li|a|b|i|u|s|em|strong|font|center|h[1-6]|hr|pre|code|img|blockquote|section|small|sup|sub|label|o:p)(?:\s[^<>]*|/)?>)",
    )
    .ok()
});

static ENTITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});").ok()
});

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(BLOCKS.iter().chain(&OTHERS).copied().collect())
        .clean_content_tags(["script", "style", "title", "head"].into_iter().collect());
    builder
});

/// Reads HTML; `None` where there is none.
pub(super) fn read(text: &str) -> Option<Cow<'_, str>> {
    let tagged = text.contains('<') && has_tag(text);
    let coded = text.contains('&') && ENTITY.as_ref().is_some_and(|e| e.is_match(text));
    if !tagged && !coded {
        return None;
    }
    let once = convert(text, tagged);
    // `&lt;p&gt;` is a body that was escaped on its way.
    if !tagged && has_tag(&once) && once.contains("</") {
        return Some(Cow::Owned(convert(&once, true)));
    }
    Some(Cow::Owned(once))
}

fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| is_tag(&text[at..]))
}

fn is_tag(text: &str) -> bool {
    TAG.as_ref().is_some_and(|tag| tag.is_match(text))
}

fn convert(text: &str, tagged: bool) -> String {
    let mut source = String::with_capacity(text.len());
    for piece in text.split_inclusive('<') {
        source.push_str(piece);
        let rest = &text[piece.as_ptr() as usize - text.as_ptr() as usize + piece.len()..];
        if piece.ends_with('<') && !is_known(&text[..text.len() - rest.len()], rest) {
            source.truncate(source.len() - 1);
            source.push_str("&lt;");
        }
    }
    let breaks = BLOCKS.iter().any(|b| {
        text.contains(&format!("<{b}")) || text.contains(&format!("<{}", b.to_uppercase()))
    });
    lines(&CLEANER.clean(&source).to_string(), tagged && breaks)
}

/// Whether the `<` between the two is the beginning of a tag.
fn is_known(before: &str, after: &str) -> bool {
    let whole = [
        &before[before.len() - 1..],
        &after.chars().take(2000).collect::<String>(),
    ]
    .concat();
    is_tag(&whole)
}

/// Clean HTML has only our tags, and four entities. Where tags make the lines, line ends are blanks.
fn lines(clean: &str, folded: bool) -> String {
    let (mut out, mut rest, mut quotes) = (String::with_capacity(clean.len()), clean, 0_usize);
    while let Some(at) = rest.find('<') {
        words(&rest[..at], folded, &mut out);
        let end = rest[at..].find('>').map_or(rest.len(), |e| at + e + 1);
        let tag = rest[at..end].trim_matches(['<', '>']);
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/'])
            .next()
            .unwrap_or("");
        match (name, tag.starts_with('/')) {
            ("blockquote", false) => quotes += 1,
            ("blockquote", true) => quotes = quotes.saturating_sub(1),
            _ => {}
        }
        match name {
            "td" | "th" => out.push(' '),
            "tbody" | "" => {}
            _ => line(&mut out, (name, tag.starts_with('/')), quotes),
        }
        rest = &rest[end..];
    }
    words(rest, folded, &mut out);
    out
}

fn line(out: &mut String, (name, closes): (&str, bool), quotes: usize) {
    let fresh = out.trim_end_matches([' ', '>']).ends_with('\n')
        || out.trim_end_matches([' ', '>']).is_empty();
    if !fresh || name == "br" {
        out.push('\n');
    } else if quotes == 0 {
        let kept = out.trim_end_matches([' ', '>']).len();
        out.truncate(kept);
    }
    if name == "p" && closes && quotes == 0 {
        out.push('\n');
    }
    if quotes > 0 && !out.ends_with("> ") {
        out.push_str("> ");
    }
    if name == "li" && !closes {
        out.push_str("- ");
    }
}

fn words(text: &str, folded: bool, out: &mut String) {
    let text = text
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    if !folded {
        out.push_str(&text);
        return;
    }
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | ' ' if out.ends_with([' ', '\n']) => {}
            '\n' | '\r' | '\t' => out.push(' '),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ENTITY, TAG};

    #[test]
    fn every_rule_can_be_read() {
        assert!(ENTITY.is_some() && TAG.is_some());
    }
}
