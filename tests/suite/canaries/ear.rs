//! The ear: what can be read in a built site, in whatever dress.
//!
//! Takes the files of a site and words to listen for. Gives each word with the files in which it stands: in their names, as
//! plain bytes, packed, as base64, with references, percent signs or escapes. Never asks the program itself.

use crate::web::{Site, unescape, unpacked};
use aho_corasick::AhoCorasick;
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};

/// The words that stand in a site, each with the names of its files.
pub(super) fn heard<'a>(site: &Site, words: &'a [String]) -> BTreeMap<&'a str, BTreeSet<String>> {
    // A dictionary of the search leaves out what a word shares with the word before: of two words that begin with `q`
    // at most two letters, since their second and third letters are theirs alone.
    let tails = words.iter().map(|word| &word[2..]);
    let any = AhoCorasick::new(tails).unwrap();
    let mut all: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (name, bytes) in site {
        for text in voices(name, bytes) {
            for hit in any.find_overlapping_iter(&text) {
                let word = words[hit.pattern().as_usize()].as_str();
                all.entry(word).or_default().insert(name.clone());
            }
        }
    }
    all
}

/// Every form in which a file can be read, in lower case.
fn voices(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut plain = unpacked(bytes);
    plain.push(name.as_bytes().to_vec());
    let mut all = Vec::new();
    for bytes in plain {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        let decoded = percent_decode_str(&unescape(&unescape(&text)))
            .decode_utf8_lossy()
            .to_lowercase();
        let loose = without_escapes(&decoded);
        all.extend([text, decoded, loose]);
    }
    all
}

/// Without the escapes of JSON and scripts, and without the tags that may stand within a word.
fn without_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let number = |hex: Option<&str>| u32::from_str_radix(hex?, 16).ok();
        let escape = match rest.as_bytes().get(..2) {
            Some(b"\\u") => number(rest.get(2..6)).map(|code| (code, 6)),
            Some(b"\\x") => number(rest.get(2..4)).map(|code| (code, 4)),
            _ => None,
        };
        if let Some((code, length)) = escape {
            out.extend(char::from_u32(code));
            rest = &rest[length..];
        } else if let Some(end) = rest.find('>').filter(|_| rest.starts_with('<')) {
            rest = &rest[end + 1..];
        } else {
            rest = &rest[1..];
        }
    }
    out + rest
}

#[test]
fn the_ear_hears_through_every_dress() {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    let word = "qzxkvwrbt".to_owned();
    let packed = |text: &str| {
        let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(text.as_bytes()).unwrap();
        gz.finish().unwrap()
    };
    let twin = BASE64_STANDARD.encode(packed("the word qzxkvwrbt stands here"));
    for (name, bytes) in [
        ("a.html", b"<p>QZXKVWRBT</p>".to_vec()),
        ("qzxkvwrbt/index.html", Vec::new()),
        ("a.html", b"<a href='&#113;%7Axkv&#x77;rbt'>".to_vec()),
        ("a.html", b"<code>qz<span>xkv</span>wrbt</code>".to_vec()),
        ("a.json", b"{\"a\":\"q\\u007Axkvwrbt\"}".to_vec()),
        ("a.dbs", packed("qzxkvwrbt")),
        ("a.dbs", packed("\x00\x02\x07xkvwrbt")),
        ("a.js", format!("__deskbook(\"a\",\"{twin}\")").into_bytes()),
        (
            "a.js",
            BASE64_STANDARD.encode("the word qzxkvwrbt").into_bytes(),
        ),
    ] {
        let site = Site::from([(name.to_owned(), bytes)]);
        let shown = format!("{site:?}");
        assert_eq!(
            heard(&site, std::slice::from_ref(&word)).len(),
            1,
            "{shown}"
        );
    }
    let silent = Site::from([("a.html".to_owned(), b"qzx kvw rbt".to_vec())]);
    assert!(heard(&silent, std::slice::from_ref(&word)).is_empty());
}
