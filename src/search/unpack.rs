//! The index files read back, as the proof before publishing reads every byte of a site.
//!
//! Takes a file's name and its bytes as they are to be written. Gives every text it holds, front-coded words put together
//! again. Never takes a file for empty that it cannot read.

use crate::search::FOLDER;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::read::GzDecoder;
use serde_json::Value;
use std::borrow::Cow;
use std::io::Read;

/// Whether this is a file of the index, or its script twin.
#[must_use]
pub fn is_of_index(path: &str) -> bool {
    let inner = path.strip_prefix(FOLDER);
    inner.is_some_and(|p| matches!(p.rsplit_once('.'), Some((_, "dbs" | "js"))))
}

/// The texts of a file of the index, by its path below the site's root; nothing for other files.
///
/// # Errors
/// What is wrong, for a file of the index that cannot be read.
pub fn texts(path: &str, bytes: &[u8]) -> Result<Option<Vec<String>>, &'static str> {
    let Some((name, ending)) = path.strip_prefix(FOLDER).and_then(|p| p.rsplit_once('.')) else {
        return Ok(None);
    };
    let name = name.rsplit('/').next().unwrap_or(name);
    let packed = match ending {
        "dbs" => Cow::Borrowed(bytes),
        "js" => Cow::Owned(twin(bytes).ok_or("it is no script twin")?),
        _ => return Ok(None),
    };
    let mut plain = Vec::new();
    let read = GzDecoder::new(&*packed).read_to_end(&mut plain);
    read.map_err(|_| "it is not packed as gzip")?;
    let read = if name.starts_with('s') {
        shard(&plain)
    } else if name.starts_with('w') {
        speller(&plain)
    } else {
        rows(&plain)
    };
    read.map(Some).ok_or("it is no file of the index")
}

/// The packed bytes inside a script twin: `__deskbook("name","base64")`.
fn twin(bytes: &[u8]) -> Option<Vec<u8>> {
    let script = str::from_utf8(bytes).ok()?;
    let data = script.trim_end().strip_suffix("\")")?.rsplit('"').next()?;
    BASE64_STANDARD.decode(data).ok()
}

/// Bytes on the way.
struct Reader<'a> {
    rest: &'a [u8],
    last: String,
}

impl<'a> Reader<'a> {
    fn new(rest: &'a [u8]) -> Self {
        Self {
            rest,
            last: String::new(),
        }
    }

    fn int(&mut self) -> Option<usize> {
        let (mut value, mut shift) = (0_usize, 0);
        loop {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            value |= usize::from(byte & 127).checked_shl(shift)?;
            if byte < &128 {
                return Some(value);
            }
            shift += 7;
        }
    }

    fn word(&mut self) -> Option<String> {
        let (shared, length) = (self.int()?, self.int()?);
        let (own, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        let word = format!("{}{}", self.last.get(..shared)?, str::from_utf8(own).ok()?);
        self.last.clone_from(&word);
        Some(word)
    }
}

/// The words of a shard. Beginnings (`ca*`) are left out: their words stand in the shards themselves.
fn shard(plain: &[u8]) -> Option<Vec<String>> {
    let mut head = Reader::new(plain);
    let dict = head.int()?;
    head.int()?;
    head.int()?;
    let mut dict = Reader::new(head.rest.get(..dict)?);
    let mut words = Vec::new();
    for _ in 0..dict.int()? {
        let mut key = None;
        for _ in 0..dict.int()? {
            let word = dict.word()?;
            key.get_or_insert_with(|| word.clone());
            words.push(word);
        }
        let key = key?;
        dict.int()?;
        if key.ends_with('*') {
            dict.int()?;
        }
        dict.last = key;
    }
    for _ in 0..dict.int()? * 2 {
        words.push(dict.word()?);
    }
    words.retain(|word| !word.ends_with('*'));
    dict.rest.is_empty().then_some(words)
}

fn speller(plain: &[u8]) -> Option<Vec<String>> {
    let mut reader = Reader::new(plain);
    let mut words = Vec::new();
    while !reader.rest.is_empty() {
        words.push(reader.word()?);
        reader.int()?;
    }
    Some(words)
}

/// The texts of a manifest, a block or a facet. The first keys of the shards are beginnings of words that stand there.
fn rows(plain: &[u8]) -> Option<Vec<String>> {
    let mut value: Value = serde_json::from_slice(plain).ok()?;
    if let Value::Object(map) = &mut value {
        map.remove("keys");
    }
    let mut texts = Vec::new();
    gather(value, &mut texts);
    Some(texts)
}

fn gather(value: Value, texts: &mut Vec<String>) {
    match value {
        // Synonyms stand in one text, divided by these.
        Value::String(text) => texts.extend(text.split(['|', '=', '\n']).map(str::to_owned)),
        Value::Array(items) => items.into_iter().for_each(|item| gather(item, texts)),
        Value::Object(map) => map.into_iter().for_each(|(_, item)| gather(item, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::output::Content;
    use crate::search::tests::small::small_base;
    use crate::search::unpack::texts;
    use crate::search::{build, export};
    use std::collections::BTreeSet;

    #[test]
    fn every_word_of_the_index_comes_back() {
        let site = small_base();
        let index = build(&site).unwrap();
        let mut found = BTreeSet::new();
        for (path, artifact) in export(&index, &site).output.iter() {
            let Ok(Content::Bytes(bytes)) = artifact.content() else {
                panic!("{path} is no file of the index")
            };
            found.extend(
                texts(path.as_str(), &bytes)
                    .unwrap()
                    .expect("a file of the index"),
            );
        }
        for word in ["printer", "Printer crashes at start", "closes"] {
            assert!(found.contains(word), "{word}: {found:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_taken_for_empty() {
        assert!(texts("search/manifest.dbs", b"not packed").is_err());
        assert!(texts("search/ab/s0.dbs", &crate::search::bytes::gzip(b"\xff\xff")).is_err());
        assert_eq!(texts("style.css", b"a"), Ok(None));
    }
}
