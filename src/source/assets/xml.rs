//! XML as a browser would read it.
//!
//! Takes the bytes of a file. Gives its text and its tree. Never gives a tree that may differ from the browser's: what is
//! declared in a way that only one of the two would follow has none.

use roxmltree::{Document, ParsingOptions};
use std::borrow::Cow;

/// Encodings in which everything that is markup has the bytes of ASCII, or that tell themselves by their first bytes.
const ENCODINGS: [&str; 5] = ["utf-8", "utf-16", "us-ascii", "iso-8859-", "windows-125"];

/// The text of a file: UTF-16 where its first two bytes say so, else UTF-8.
pub(super) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let (pairs, of): (_, fn([u8; 2]) -> u16) = match bytes {
        [0xff, 0xfe, pairs @ ..] => (pairs, u16::from_le_bytes),
        [0xfe, 0xff, pairs @ ..] => (pairs, u16::from_be_bytes),
        bytes => {
            let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            return String::from_utf8_lossy(text);
        }
    };
    let units: Vec<u16> = pairs.as_chunks().0.iter().map(|pair| of(*pair)).collect();
    Cow::Owned(String::from_utf16_lossy(&units))
}

/// The tree of a text; nothing where it is broken, or where a browser could see another one.
pub(super) fn tree(text: &str) -> Option<Document<'_>> {
    let is_plain = encoding(text).is_none_or(is_plain) && declaration(text).is_none_or(is_whole);
    if declares_more(text) || !is_plain {
        return None;
    }
    let options = ParsingOptions {
        // Drawing programs write a document type; entities are expanded, within limits, before we look.
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).ok()
}

/// Whether the document type gives elements attributes, or is put together from pieces: a browser follows that.
fn declares_more(text: &str) -> bool {
    let pieces = |rest: &str| rest.trim_start().starts_with('%');
    text.contains("<!ATTLIST") || text.split("<!ENTITY").skip(1).any(pieces)
}

/// What stands behind the first five signs of the XML declaration.
fn declaration(text: &str) -> Option<&str> {
    text.strip_prefix("<?xml")?.split("?>").next()
}

/// Whether that is a declaration, or the rest of the name of an instruction: our reader takes anything for one.
fn is_whole(declaration: &str) -> bool {
    let begins = declaration.starts_with(|c: char| c.is_ascii_whitespace() || c == '-');
    begins && !declaration.contains(['<', '>'])
}

/// The encoding that the XML declaration names.
fn encoding(text: &str) -> Option<&str> {
    let value = declaration(text)?.split_once("encoding")?.1.trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

fn is_plain(encoding: &str) -> bool {
    let name = encoding.to_ascii_lowercase();
    ENCODINGS.iter().any(|known| name.starts_with(known))
}

#[cfg(test)]
mod tests {
    use super::{decoded, tree};

    #[test]
    fn a_text_is_read_by_its_first_bytes() {
        let wide: Vec<u8> = "\u{feff}<a/>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for bytes in [
            &wide[..],
            b"<a/>",
            b"\xef\xbb\xbf<a/>",
            b"\xfe\xff\0<\0a\0/\0>",
        ] {
            assert_eq!(decoded(bytes), "<a/>");
        }
    }

    #[test]
    fn there_is_no_tree_where_a_browser_could_see_another() {
        for text in [
            "<a/>",
            "<?xml version='1.0' encoding='UTF-8'?><a/>",
            "<?xml version=\"1.0\" encoding = \"Windows-1252\"?><a/>",
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        ] {
            assert!(tree(text).is_some(), "{text}");
        }
        for text in [
            "<a>",
            "a",
            "<?xml version='1.0' encoding='ISO-2022-JP'?><a/>",
            "<?xml<script version='1.0'?><a/>",
            "<?xml version='1.0' ><script>1</script>?><a/>",
            "<?xmlversion='1.0'?><a/>",
            "<!DOCTYPE a [<!ATTLIST a onload CDATA 'x'>]><a/>",
            "<!DOCTYPE a [<!ENTITY % b '&#60;!ATTLIST a c CDATA \"x\">'>%b;]><a/>",
        ] {
            assert!(tree(text).is_none(), "{text}");
        }
    }
}
