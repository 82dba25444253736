//! Which lines of a mapping belong to which key.
//!
//! Takes the text. Gives its [`Entry`]s, from the line of the key to the last line of its value. Never counts a comment
//! at the margin as part of the key above it.

use crate::yaml::edit::{Refusal, by_hand};
use crate::yaml::{Node, Value, parse};
use std::ops::Range;

/// A key, its value, and where both stand.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) value: Node,
    /// The first byte of its first line.
    pub(crate) start: usize,
    /// The first byte of the key.
    pub(crate) name: usize,
    pub(crate) colon: usize,
    /// One past the last line of the value.
    pub(crate) end: usize,
}

impl Entry {
    /// The blanks in front of the key.
    pub(crate) fn margin<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.name]
    }

    /// Whether it has no value.
    pub(crate) fn is_empty(&self) -> bool {
        self.value.value == Value::Null
    }

    /// Where its value stands, if that is one word or text on the line of the key.
    pub(crate) fn word(&self, text: &str) -> Option<Range<usize>> {
        let range = self.value.span.start..self.value.span.end;
        let scalar = !matches!(self.value.value, Value::List(_) | Value::Map(_));
        let between = text.get(self.colon + 1..range.start)?;
        (scalar
            && !range.is_empty()
            && between.chars().all(|c| c == ' ' || c == '\t')
            && !text[range.clone()].contains('\n'))
        .then_some(range)
    }

    /// What stands behind the colon, from its first character on.
    pub(crate) fn behind<'a>(&self, text: &'a str) -> &'a str {
        text[self.colon + 1..self.end].trim_start_matches([' ', '\t'])
    }

    /// Whether the value has an anchor or a tag.
    pub(crate) fn is_marked(&self, text: &str) -> bool {
        self.behind(text).starts_with(['&', '!'])
    }

    /// Refuses where a comment stands in a part of the text that is to be written anew.
    pub(crate) fn lose_no_comment(&self, text: &str, part: Range<usize>) -> Result<(), Refusal> {
        let mut values = Vec::new();
        scalars(&self.value, &mut values);
        let comment = |at: usize| {
            let before = text[..at].chars().next_back();
            before.is_none_or(char::is_whitespace) && !values.iter().any(|v| v.contains(&at))
        };
        let mut signs = text[part.clone()].match_indices('#');
        if signs.any(|(at, _)| comment(part.start + at)) {
            return Err(by_hand(&self.key, "has a comment among its lines"));
        }
        Ok(())
    }
}

/// The places of all scalars of a value.
fn scalars(node: &Node, found: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| scalars(item, found)),
        Value::Map(pairs) => pairs.iter().for_each(|(_, value)| scalars(value, found)),
        _ => found.push(node.span.start..node.span.end),
    }
}

/// The entries of a mapping.
pub(crate) fn entries(text: &str) -> Result<Vec<Entry>, Refusal> {
    let node = parse(text, 0).map_err(|fault| {
        let said = format!("the front matter is not valid YAML: {}", fault.message);
        Refusal(said)
    })?;
    let pairs = match node.value {
        Value::Map(pairs) => pairs,
        Value::Null => return Ok(Vec::new()),
        _ => return Err(Refusal("the front matter is not a mapping".to_owned())),
    };
    let mut found: Vec<Entry> = Vec::with_capacity(pairs.len());
    for (key, value) in pairs {
        if found.iter().any(|entry| entry.key == key.value) {
            return Err(Refusal(format!(
                "`{}` is written twice; remove one of the two",
                key.value
            )));
        }
        let entry = entry(text, key.span.start..key.span.end, value);
        let entry =
            entry.ok_or_else(|| by_hand(&key.value, "does not stand at the head of a line"))?;
        let apart = found.last().is_none_or(|last: &Entry| {
            last.start < entry.start && last.margin(text) == entry.margin(text)
        });
        if !apart {
            return Err(by_hand(&key.value, "does not stand below the other keys"));
        }
        found.push(Entry {
            key: key.value,
            ..entry
        });
    }
    let starts: Vec<usize> = found.iter().skip(1).map(|entry| entry.start).collect();
    for (entry, next) in found.iter_mut().zip(starts.into_iter().chain([text.len()])) {
        entry.end = end(text, entry.start, next);
    }
    Ok(found)
}

/// One entry, its end still unknown; nothing where its key does not open a line.
fn entry(text: &str, key: Range<usize>, value: Node) -> Option<Entry> {
    let start = text[..key.start].rfind('\n').map_or(0, |at| at + 1);
    let behind = text.get(key.end..)?;
    let gap = behind.len() - behind.trim_start_matches(' ').len();
    let fits = text[start..key.start].chars().all(|c| c == ' ') && behind[gap..].starts_with(':');
    fits.then(|| Entry {
        key: String::new(),
        value,
        start,
        name: key.start,
        colon: key.end + gap,
        end: text.len(),
    })
}

/// Where an entry ends: blank lines and comments at the margin above the next key are not its own.
fn end(text: &str, start: usize, next: usize) -> usize {
    let mut end = start;
    let mut at = start;
    for line in text[start..next].split_inclusive('\n') {
        at += line.len();
        let own = at == start + line.len() || !(line.trim().is_empty() || line.starts_with('#'));
        if own {
            end = at;
        }
    }
    end
}

/// The first of the comment lines that stand right above `at`.
pub(crate) fn with_comments(text: &str, at: usize) -> usize {
    let mut first = at;
    for line in text[..at].split_inclusive('\n').rev() {
        if !line.trim_start().starts_with('#') {
            break;
        }
        first -= line.len();
    }
    first
}
