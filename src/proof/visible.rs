//! A file of the site as the texts that stand in it.
//!
//! Takes a file's path and content. Gives its texts: of pages what is shown and what attributes hold, references and
//! percent signs decoded; of the search index every word. Never leaves a file out because its kind is unknown.

use crate::output::Content;
use crate::parse::markdown::entity::decode;
use crate::search::unpack;
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use flate2::read::GzDecoder;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::io::Read;

/// Base64 whose padding is lost, and whose last letter may say more than it holds.
const STANDARD_NO_PAD: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Tags that stand within lines.
const INLINE: &[&str] = &["b", "em", "i", "kbd", "mark", "strong", "sub", "sup"];

/// Base64 of so many letters can hold a word …
const CODED: usize = 16;
/// … and what is longer than this, or unpacks to more, is no text.
const MOST: usize = 1 << 24;

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
    let inner = packed(bytes).into_iter().map(Cow::Owned);
    let mut texts: Vec<Cow<'_, str>> = match ending {
        "html" | "xml" | "svg" => markup(&text).into_iter().map(Cow::Owned).collect(),
        // The words of a link, its address and what is said of it are three texts.
        _ if text.contains("](") => vec![Cow::Owned(text.replace("](", "\n").replace("): ", "\n"))],
        _ => vec![text],
    };
    texts.extend(inner);
    Ok(texts)
}

/// The texts that are packed in a file: by gzip, or as base64.
fn packed(bytes: &[u8]) -> Vec<String> {
    let mut texts: Vec<String> = gunzip(bytes).into_iter().collect();
    let is_code = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/');
    for run in bytes.split(|b| !is_code(b)) {
        // What is shorter, or was written in hexadecimal, holds no words.
        if run.len() < CODED || run.len() > MOST || run.iter().all(u8::is_ascii_hexdigit) {
            continue;
        }
        // Half a group at the end is padding, which the run lost.
        let whole = &run[..run.len() - usize::from(run.len() % 4 == 1)];
        if let Ok(bytes) = STANDARD_NO_PAD.decode(whole) {
            texts.extend(gunzip(&bytes).or_else(|| String::from_utf8(bytes).ok()));
        }
    }
    texts
}

fn gunzip(bytes: &[u8]) -> Option<String> {
    let is_packed = bytes.starts_with(&[0x1f, 0x8b]);
    let mut plain = Vec::new();
    let limit = MOST as u64;
    let read = GzDecoder::new(bytes).take(limit).read_to_end(&mut plain);
    let text = || String::from_utf8_lossy(&plain).into_owned();
    (is_packed && read.is_ok()).then(text)
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
        match &*name(tag).to_ascii_lowercase() {
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
    if tag.starts_with('!') || tag.contains('\'') {
        held.push_str(tag);
        held.push('\n');
        return;
    }
    for (at, piece) in tag.split('"').enumerate() {
        if at % 2 == 1 {
            held.push_str(piece);
            held.push('\n');
            continue;
        }
        // Values without quotes stand among the names.
        let bare = piece.split_whitespace();
        for (_, value) in bare.filter_map(|word| word.split_once('=')) {
            held.push_str(value);
            held.push('\n');
        }
    }
}

/// Without references, escapes of JSON (in structured data) and percent signs.
fn plain(text: &str) -> String {
    let decoded = decode(text);
    let decoded = unescaped(&decoded).replace("\\n", " ").replace('+', " ");
    if decoded.contains('%') {
        return percent_decode_str(&decoded)
            .decode_utf8_lossy()
            .into_owned();
    }
    decoded
}

/// Without the escapes of JSON and scripts that stand for one character: `\\u003c`.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("\\u") {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split("\\u");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part
            .get(..4)
            .and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                out.push_str(&part[4..]);
            }
            None => out.push_str(part),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use crate::output::{Artifact, Content};
    use crate::proof::visible::texts;
    use crate::search::bytes::gzip;
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;

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

    #[test]
    fn what_is_packed_or_escaped_is_read() {
        let pack = |text: &str| gzip(text.as_bytes());
        let base64 = |bytes: &[u8]| BASE64_STANDARD.encode(bytes);
        for (path, content) in [
            (
                "a.html",
                Artifact::Text("<a href=x/secret/y class=b>".to_owned()),
            ),
            (
                "a.html",
                Artifact::Text(r#"<script>"\u0073ecret"</script>"#.to_owned()),
            ),
            (
                "a.html",
                Artifact::Text(format!("<i data-x=\"{}\">", base64(b"this is a secret"))),
            ),
            (
                "a.html",
                Artifact::Text(format!("<i data-x=\"{}\">", base64(b"it is a secret"))),
            ),
            (
                "a.js",
                Artifact::Text(format!("x='{}'", base64(&pack("a secret")))),
            ),
            ("a.txt", Artifact::Bytes(pack("a secret"))),
        ] {
            let content = content.content().unwrap();
            let read = texts(path, &content).unwrap();
            let all = read.join("\n");
            assert!(all.contains("secret"), "{content:?}: {all}");
        }
    }
}
