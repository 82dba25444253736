//! A file of the site as the texts that stand in it.
//!
//! Takes a file's path and content. Gives its texts: of pages what is shown and what attributes hold, references and
//! percent signs decoded; of the search index every word. Never leaves a file out because its kind is unknown.

use crate::output::Content;
use crate::parse::markdown::entity::decode;
use crate::search::unpack;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// Tags that stand within lines.
const INLINE: &[&str] = &["b", "em", "i", "kbd", "mark", "strong", "sub", "sup"];

/// The texts of a file.
///
/// # Errors
/// What is wrong, for a file whose texts cannot be read.
pub fn texts<'a>(path: &str, content: &'a Content<'_>) -> Result<Vec<Cow<'a, str>>, &'static str> {
    let Content::Bytes(bytes) = content else {
        // Copies are proven by where they come from.
        return Ok(Vec::new());
    };
    if let Some(texts) = unpack::texts(path, bytes)? {
        return Ok(texts.into_iter().map(Cow::Owned).collect());
    }
    let text = String::from_utf8_lossy(bytes);
    let ending = path.rsplit('.').next().unwrap_or_default();
    Ok(match ending {
        "html" | "xml" | "svg" => markup(&text).into_iter().map(Cow::Owned).collect(),
        // The words of a link, its address and what is said of it are three texts.
        _ if text.contains("](") => vec![Cow::Owned(text.replace("](", "\n").replace("): ", "\n"))],
        _ => vec![text],
    })
}

/// What is shown, a block a line, and what attributes hold.
fn markup(text: &str) -> Vec<String> {
    let (mut shown, mut held) = (String::with_capacity(text.len()), String::new());
    let mut rest = text;
    let (mut in_code, mut in_script) = (false, false);
    while let Some(start) = rest.find('<') {
        if in_script {
            // Structured data: each text for itself.
            shown.push_str(&rest[..start].replace('"', "\n"));
        } else {
            shown.push_str(&rest[..start]);
        }
        rest = &rest[start..];
        let end = end(rest);
        let tag = &rest[1..end.max(1)];
        match name(tag) {
            "script" => {
                in_script = !tag.starts_with('/');
                shown.push('\n');
            }
            "code" => {
                in_code = !tag.starts_with('/');
                shown.push(' ');
            }
            // Colours of code stand within words.
            "span" if in_code => {}
            inline if INLINE.contains(&inline) => shown.push(' '),
            _ => shown.push('\n'),
        }
        hold(tag, &mut held);
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    shown.push_str(rest);
    vec![plain(&shown), plain(&held)]
}

/// Where the tag or comment ends that begins the text.
fn end(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |at| at + 2);
    }
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (c, quote) {
            ('>', None) => return at,
            ('"' | '\'', None) => quote = Some(c),
            (_, Some(open)) if c == open => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn name(tag: &str) -> &str {
    let tag = tag.trim_start_matches('/');
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
    &tag[..end.unwrap_or(tag.len())]
}

/// Adds the values of a tag, or the text of a comment, each on a line of its own.
fn hold(tag: &str, held: &mut String) {
    let mut pieces = tag.split('"');
    if tag.starts_with('!') || tag.contains('\'') {
        held.push_str(tag);
    } else {
        let _names = pieces.next();
        while let Some(value) = pieces.next() {
            held.push_str(value);
            held.push('\n');
            let _names = pieces.next();
        }
    }
    held.push('\n');
}

/// Without references, escapes of JSON (in structured data) and percent signs.
fn plain(text: &str) -> String {
    let decoded = decode(text);
    let decoded = decoded
        .replace("\\u003c", "<")
        .replace("\\u003e", ">")
        .replace("\\u0026", "&")
        .replace("\\n", " ")
        .replace('+', " ");
    if decoded.contains('%') {
        return percent_decode_str(&decoded)
            .decode_utf8_lossy()
            .into_owned();
    }
    decoded
}

#[cfg(test)]
mod tests {
    use crate::output::Content;
    use crate::proof::visible::texts;

    #[test]
    fn a_page_is_read_as_people_and_machines_read_it() {
        let page = "<p title=\"a&quot;b\">One <b>usual</b> w&ouml;rd</p><code>0<span>x80</span></code><a href=\"x%20y/?q=1\">z</a><!-- c -->";
        let page = Content::Bytes(page.as_bytes().into());
        let read = texts("a/index.html", &page).unwrap();
        assert_eq!(read[0].trim(), "One  usual  wörd\n 0x80 \nz");
        assert_eq!(
            read[1].split_whitespace().collect::<Vec<_>>(),
            ["a\"b", "x", "y/?q=1", "!--", "c", "--"]
        );
    }

    #[test]
    fn an_open_tag_hides_nothing() {
        let page = Content::Bytes(b"x <a title=\"secret".into());
        let read = texts("a.html", &page).unwrap();
        assert!(read.concat().contains("secret"));
    }
}
