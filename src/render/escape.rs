//! Text inside HTML and XML, and addresses that may stand in it.
//!
//! Takes text. Gives it escaped for an element or an attribute, and says which addresses are harmless. Never decodes anything.

use crate::paths::SAFE_SCHEMES;

/// Adds text for the inside of an element.
pub fn push_text(out: &mut String, text: &str) {
    push(out, text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\0' => Some("\u{fffd}"),
        _ => None,
    });
}

/// Adds text for the inside of a quoted attribute.
pub fn push_attr(out: &mut String, text: &str) {
    push(out, text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\0' => Some("\u{fffd}"),
        _ => None,
    });
}

/// Adds text that is HTML text already (its character references stay) but may hold stray brackets.
pub fn push_html_text(out: &mut String, text: &str) {
    push(out, text, |c| match c {
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\0' => Some("\u{fffd}"),
        _ => None,
    });
}

fn push(out: &mut String, text: &str, replace: impl Fn(char) -> Option<&'static str>) {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if let Some(with) = replace(c) {
            out.push_str(&text[from..at]);
            out.push_str(with);
            from = at + c.len_utf8();
        }
    }
    out.push_str(&text[from..]);
}

/// Text that may stand between tags and in quoted attributes of XML. Characters that XML 1.0 forbids are dropped.
#[must_use]
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds ` name="value"`.
pub fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_attr(out, value);
    out.push('"');
}

/// Whether an address is relative or has one of the [`SAFE_SCHEMES`].
///
/// Browsers drop line feeds and tabs anywhere and control characters at the head before they look for the scheme; so do we.
#[must_use]
pub fn is_safe_url(url: &str) -> bool {
    let mut scheme = String::new();
    for c in url
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
    {
        match c {
            ':' => return SAFE_SCHEMES.contains(&scheme.as_str()),
            '/' | '?' | '#' => return true,
            c => scheme.extend(c.to_lowercase()),
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::render::escape::{is_safe_url, push_attribute, push_html_text, push_text, xml};

    #[test]
    fn text_is_escaped() {
        let mut out = String::new();
        push_text(&mut out, "a<b>&\"c\"\0");
        push_attribute(&mut out, "x", "\"><&'é");
        push_html_text(&mut out, "&amp;<");
        assert_eq!(
            out,
            "a&lt;b&gt;&amp;\"c\"\u{fffd} x=\"&quot;&gt;&lt;&amp;'é\"&amp;&lt;"
        );
    }

    #[test]
    fn only_harmless_addresses_pass() {
        for url in [
            "",
            "a.md",
            "../x/",
            "#a",
            "?q=a:b",
            "/a:b",
            "HTTPS://a",
            "mailto:a@b",
            "tel:+1",
            "//a/b",
            "a/b:c",
        ] {
            assert!(is_safe_url(url), "{url}");
        }
        for url in [
            "javascript:x",
            "JaVaScRiPt:x",
            " javascript:x",
            "java\nscript:x",
            "java\tscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///c:/",
            "blob:x",
            "javascript&colon;:x",
            "x:y",
            "\u{a0}javascript:x",
            ":x",
        ] {
            assert!(!is_safe_url(url), "{url}");
        }
    }

    #[test]
    fn text_stays_text_in_xml() {
        assert_eq!(
            xml("a<b> & \"c\"\u{1}'\n"),
            "a&lt;b&gt; &amp; &quot;c&quot;&#39; "
        );
    }
}
