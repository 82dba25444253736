//! Character references of HTML.
//!
//! Takes text of raw HTML. Gives it with `&amp;` and its like decoded. Never changes what only looks like a reference.

use pulldown_cmark::{Event, Parser};
use std::borrow::Cow;

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
    use crate::parse::markdown::entity::decode;

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
}
