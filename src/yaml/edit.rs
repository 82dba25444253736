//! Changes of one key in YAML that a person wrote, leaving every other byte alone.
//!
//! Takes the text of a mapping and a [`Change`]. Gives the new text, or a [`Refusal`] that says why a person has to do it.
//! Never loses a comment, and never gives a text that reads otherwise than was asked: every result is read again first.

mod flow;
mod layout;
mod list;
pub mod scalar;

use crate::yaml::edit::layout::{Entry, entries};
use crate::yaml::edit::list::Lines;
use crate::yaml::edit::scalar::{Place, Quotes};
use crate::yaml::{Node, Value};
use std::fmt;
use std::ops::Range;

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Text, quoted where it would be taken for something else.
    Text(String),
    /// A date, a truth value, a number: never quoted for its looks.
    Bare(String),
    /// A mapping, only as an item of a list.
    Map(Vec<(&'static str, Item)>),
}

/// How a new list is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// An item a line.
    Lines,
    /// `[a, b]`; a bare text in its place is a list parted by commas.
    Inline,
}

/// What becomes of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It gets this value.
    Set(Item),
    /// It gets these items, in place of those it has.
    List(Vec<Item>, Layout),
    /// These items come behind those it has.
    Append(Vec<Item>, Layout),
    /// These items go, counted from 0.
    Take(Vec<usize>),
    /// It goes.
    Remove,
}

/// Why a text cannot be changed by a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What stands in place of a part of the text.
#[derive(Debug)]
pub(crate) struct Splice {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
}

/// A mapping as it was written.
#[derive(Debug)]
pub struct Document<'a> {
    text: &'a str,
    eol: &'a str,
    entries: Vec<Entry>,
}

impl<'a> Document<'a> {
    /// Reads a text whose lines end in `eol`.
    ///
    /// # Errors
    /// [`Refusal`] where the text is not YAML, or no mapping with a key at the head of each entry's first line.
    pub fn read(text: &'a str, eol: &'a str) -> Result<Self, Refusal> {
        let entries = entries(text)?;
        Ok(Self { text, eol, entries })
    }

    /// The keys, in the order in which they are written.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.key.as_str())
    }

    /// The value of a key.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The text after the change; `rank` says where keys stand in their usual order.
    ///
    /// # Errors
    /// [`Refusal`] where something would be lost, or the way the key is written is not understood.
    pub fn edit(
        &self,
        key: &str,
        change: &Change,
        rank: &dyn Fn(&str) -> Option<usize>,
    ) -> Result<String, Refusal> {
        let splices = match (self.entry(key), change) {
            (None, Change::Remove | Change::Take(_)) => Vec::new(),
            (None, Change::Set(item)) => vec![self.added(key, &one(item), rank)],
            (None, Change::List(items, layout) | Change::Append(items, layout)) => {
                vec![self.added(key, &self.several(items, *layout), rank)]
            }
            (Some(entry), change) => self.changed(entry, change)?,
        };
        let mut text = self.text.to_owned();
        for splice in splices.into_iter().rev() {
            text.replace_range(splice.range, &splice.text);
        }
        self.proven(text, key, change)
    }

    fn changed(&self, entry: &Entry, change: &Change) -> Result<Vec<Splice>, Refusal> {
        if entry.is_marked(self.text) {
            return Err(by_hand(&entry.key, "has an anchor or a tag"));
        }
        let lines = Lines {
            text: self.text,
            eol: self.eol,
            entry,
        };
        Ok(match change {
            Change::Remove => vec![lines.without_entry()?],
            Change::Take(which) => lines.without(which)?,
            Change::Append(items, layout) if !entry.is_empty() => {
                vec![lines.with_more(items, *layout)?]
            }
            Change::Set(item) => vec![self.replaced(entry, item)?],
            Change::List(items, layout) | Change::Append(items, layout) => {
                vec![lines.replaced(items, &self.several(items, *layout))?]
            }
        })
    }

    /// One value in the place of another, in its quotes where it has some.
    fn replaced(&self, entry: &Entry, item: &Item) -> Result<Splice, Refusal> {
        if entry.is_empty() && entry.word(self.text).is_none() {
            return Ok(Splice {
                range: entry.colon + 1..entry.colon + 1,
                text: one(item),
            });
        }
        if let Some(range) = entry.word(self.text) {
            let quotes = Quotes::of(&self.text[range.clone()]);
            let text = item.written(quotes, Place::Line);
            return Ok(Splice { range, text });
        }
        entry.lose_no_comment(self.text, entry.colon + 1..entry.end)?;
        let text = format!("{}{}", one(item), self.eol);
        let range = entry.colon + 1..entry.end;
        Ok(Splice { range, text })
    }

    /// A new line at its place: behind the last key that comes before it, else in front of the first that comes after.
    fn added(&self, key: &str, value: &str, rank: &dyn Fn(&str) -> Option<usize>) -> Splice {
        let own = rank(key).unwrap_or(usize::MAX);
        let ranked = |entry: &&Entry| rank(&entry.key).is_some_and(|r| r < own);
        let before = self.entries.iter().filter(ranked);
        let before = before.max_by_key(|entry| rank(&entry.key));
        let after = || self.entries.iter().find(|entry| rank(&entry.key).is_some());
        let at = match (before, after()) {
            (Some(before), _) => before.end,
            (None, Some(after)) => layout::with_comments(self.text, after.start),
            (None, None) => self.entries.last().map_or(self.text.len(), |last| last.end),
        };
        let margin = self.entries.first().map_or("", |e| e.margin(self.text));
        Splice {
            range: at..at,
            text: format!("{margin}{key}:{value}{}", self.eol),
        }
    }

    /// A list as it stands behind a colon, without the last line end.
    fn several(&self, items: &[Item], layout: Layout) -> String {
        let margin = self.entries.first().map_or("", |e| e.margin(self.text));
        match layout {
            Layout::Inline => format!(" {}", list::inline(items)),
            Layout::Lines => {
                let item = |item| list::lines(item, &format!("{margin}  "), self.eol);
                let all: String = items.iter().map(item).collect();
                format!("{}{}", self.eol, all.trim_end_matches(['\r', '\n']))
            }
        }
    }

    /// The text, if it reads as it should: the key as asked, everything else as before.
    fn proven(&self, text: String, key: &str, change: &Change) -> Result<String, Refusal> {
        let Ok(new) = entries(&text) else {
            return Err(by_hand(key, "is written in an unusual way"));
        };
        let others = |all: &[Entry]| -> Vec<(String, Value)> {
            let other = all.iter().filter(|entry| entry.key != key);
            other
                .map(|e| (e.key.clone(), e.value.value.clone()))
                .collect()
        };
        let (old, new_others) = (others(&self.entries), others(&new));
        let kept = old.len() == new_others.len()
            && old
                .iter()
                .zip(&new_others)
                .all(|(a, b)| a.0 == b.0 && same(&a.1, &b.1));
        let now = new.iter().find(|entry| entry.key == key);
        let wanted = change.wanted(self.value(key).map(|node| &node.value));
        let right = match (now, &wanted) {
            (None, None) => true,
            (Some(now), Some(wanted)) => same(&now.value.value, wanted),
            (Some(now), None) => now.is_empty(),
            (None, Some(_)) => false,
        };
        if kept && right {
            Ok(text)
        } else {
            Err(by_hand(key, "is written in an unusual way"))
        }
    }
}

/// ` value`, as it stands behind a colon.
fn one(item: &Item) -> String {
    format!(" {}", item.written(Quotes::Plain, Place::Line))
}

/// The usual refusal.
pub(crate) fn by_hand(key: &str, why: &str) -> Refusal {
    Refusal(format!("`{key}` {why}; change it in the file"))
}

impl Item {
    fn value(&self) -> Value {
        match self {
            Self::Text(text) | Self::Bare(text) => Value::Text(text.clone()),
            Self::Map(pairs) => Value::Map(
                pairs
                    .iter()
                    .map(|(key, item)| {
                        let key = crate::diag::Spanned::new((*key).to_owned(), none());
                        (key, node(item.value()))
                    })
                    .collect(),
            ),
        }
    }

    pub(crate) fn written(&self, quotes: Quotes, place: Place) -> String {
        match self {
            Self::Text(text) => scalar::text(text, quotes, place),
            Self::Bare(text) => scalar::bare(text, quotes, place),
            Self::Map(pairs) => {
                let pair = |(key, item): &(&str, Self)| {
                    format!("{key}: {}", item.written(Quotes::Plain, Place::Inline))
                };
                let pairs: Vec<_> = pairs.iter().map(pair).collect();
                format!("{{{}}}", pairs.join(", "))
            }
        }
    }
}

impl Change {
    /// What the key should read as afterwards; `None` where it is gone or empty.
    fn wanted(&self, old: Option<&Value>) -> Option<Value> {
        let new = |items: &[Item]| items.iter().map(|i| node(i.value())).collect::<Vec<_>>();
        match self {
            Self::Remove => None,
            Self::Set(item) => Some(item.value()),
            Self::List(items, _) => Some(Value::List(new(items))),
            Self::Append(items, layout) => {
                let mut all = old.map(|old| list::items(old, *layout)).unwrap_or_default();
                all.extend(new(items));
                Some(Value::List(all))
            }
            Self::Take(which) => {
                let all = old.map(|old| list::items(old, Layout::Lines));
                let all = all.unwrap_or_default().into_iter().enumerate();
                let left: Vec<Node> = all
                    .filter(|(i, _)| !which.contains(i))
                    .map(|(_, n)| n)
                    .collect();
                (!left.is_empty()).then_some(Value::List(left))
            }
        }
    }
}

pub(crate) fn node(value: Value) -> Node {
    Node {
        value,
        span: none(),
    }
}

fn none() -> crate::diag::Span {
    crate::diag::Span::default()
}

/// Whether two values read the same; places do not count.
fn same(a: &Value, b: &Value) -> bool {
    let bare = |value: &Value| node(value.clone()).scalar().map(|s| s.value);
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.value, &b.value))
        }
        (Value::Map(a), Value::Map(b)) => {
            let pairs = a.iter().zip(b);
            a.len() == b.len()
                && pairs
                    .into_iter()
                    .all(|(a, b)| a.0.value == b.0.value && same(&a.1.value, &b.1.value))
        }
        (a, b) => bare(a).is_some_and(|text| Some(text) == bare(b)),
    }
}

#[cfg(test)]
mod tests;
