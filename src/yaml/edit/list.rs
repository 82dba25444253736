//! Changes of a key that has a value already: lists longer, shorter or other, and keys that go.
//!
//! Takes the text and an [`Entry`]. Gives what to write where. Never touches a line that does not change.

use crate::yaml::edit::flow::{Brackets, brackets};
use crate::yaml::edit::layout::Entry;
use crate::yaml::edit::scalar::{Place, Quotes};
use crate::yaml::edit::{Item, Layout, Refusal, Splice, by_hand, node};
use crate::yaml::{Node, Value};
use std::ops::Range;

/// The lines of one key.
pub(crate) struct Lines<'a> {
    pub(crate) text: &'a str,
    pub(crate) eol: &'a str,
    pub(crate) entry: &'a Entry,
}

/// How a list is written.
enum Written {
    Brackets(Brackets),
    /// The line of each dash.
    Dashes(Vec<Range<usize>>),
}

/// `[a, 'b, c']`.
pub(crate) fn inline(items: &[Item]) -> String {
    let item = |item: &Item| item.written(Quotes::Plain, Place::Inline);
    let items: Vec<_> = items.iter().map(item).collect();
    format!("[{}]", items.join(", "))
}

/// One item behind a dash, each key of a mapping on a line of its own.
pub(crate) fn lines(item: &Item, margin: &str, eol: &str) -> String {
    let pair = |(key, item): &(&str, Item)| {
        format!("{key}: {}{eol}", item.written(Quotes::Plain, Place::Line))
    };
    match item {
        Item::Map(pairs) => {
            let pairs: Vec<_> = pairs.iter().map(pair).collect();
            format!("{margin}- {}", pairs.join(&format!("{margin}  ")))
        }
        item => format!(
            "{margin}- {}{eol}",
            item.written(Quotes::Plain, Place::Line)
        ),
    }
}

/// What a value is as a list: itself, or the only item; words on one line are parted by commas.
pub(crate) fn items(value: &Value, layout: Layout) -> Vec<Node> {
    match (value, layout) {
        (Value::List(items), _) => items.clone(),
        (Value::Null, _) => Vec::new(),
        (Value::Text(text), Layout::Inline) => {
            let parts = text.split(',').map(str::trim).filter(|p| !p.is_empty());
            parts
                .map(|part| node(Value::Text(part.to_owned())))
                .collect()
        }
        (value, _) => vec![node(value.clone())],
    }
}

impl Lines<'_> {
    fn refused(&self, why: &str) -> Refusal {
        by_hand(&self.entry.key, why)
    }

    fn unusual(&self) -> Refusal {
        self.refused("is written in an unusual way")
    }

    /// The key and its value gone.
    pub(crate) fn without_entry(&self) -> Result<Splice, Refusal> {
        let entry = self.entry;
        // A comment on the line of the key speaks of its value and goes with it; others were written for themselves.
        let first = self.text[entry.start..entry.end].find('\n');
        let rest = first.map_or(entry.end, |at| entry.start + at + 1);
        entry.lose_no_comment(self.text, rest..entry.end)?;
        Ok(Splice {
            range: entry.start..entry.end,
            text: String::new(),
        })
    }

    /// Another list in the place of the value.
    pub(crate) fn replaced(&self, items: &[Item], fresh: &str) -> Result<Splice, Refusal> {
        let entry = self.entry;
        let at = entry.colon + 1;
        if entry.is_empty() && entry.word(self.text).is_none() {
            return Ok(self.opened(at..at, items, fresh));
        }
        if let Some(range) = entry.word(self.text) {
            return Ok(self.opened(range, items, fresh));
        }
        if let Some(Written::Brackets(found)) = self.written() {
            entry.lose_no_comment(self.text, found.whole.clone())?;
            return Ok(Splice {
                range: found.whole,
                text: inline(items),
            });
        }
        entry.lose_no_comment(self.text, at..entry.end)?;
        let text = match self.written() {
            Some(Written::Dashes(dashes)) => self.dashed(&dashes, items),
            _ => fresh.to_owned() + self.eol,
        };
        Ok(Splice {
            range: at..entry.end,
            text,
        })
    }

    /// A list where one word or nothing stood; what follows on the line stays there.
    fn opened(&self, word: Range<usize>, items: &[Item], fresh: &str) -> Splice {
        let lines = fresh.starts_with(['\r', '\n']);
        let rest = self.text[word.end..].split(['\r', '\n']).next();
        let rest = rest.unwrap_or_default().trim_end();
        if !lines || rest.is_empty() {
            let range = if lines {
                self.entry.colon + 1
            } else {
                word.start
            }..word.end;
            let text = if lines || word.is_empty() {
                fresh.to_owned()
            } else {
                inline(items)
            };
            return Splice { range, text };
        }
        Splice {
            range: self.entry.colon + 1..word.end + rest.len(),
            text: format!(" {}{fresh}", rest.trim_start()),
        }
    }

    fn dashed(&self, dashes: &[Range<usize>], items: &[Item]) -> String {
        let margin = dashes.first().map_or("  ", |line| self.margin(line));
        let all: String = items.iter().map(|i| lines(i, margin, self.eol)).collect();
        format!("{}{all}", self.eol)
    }

    fn margin(&self, line: &Range<usize>) -> &str {
        let line = &self.text[line.clone()];
        &line[..line.len() - line.trim_start_matches(' ').len()]
    }

    /// More items behind the last.
    pub(crate) fn with_more(&self, new: &[Item], layout: Layout) -> Result<Splice, Refusal> {
        match self.written() {
            Some(Written::Brackets(found)) => Ok(more_in_brackets(&found, new)),
            Some(Written::Dashes(dashes)) => {
                let margin = dashes.first().map_or("", |line| self.margin(line));
                let text = new.iter().map(|i| lines(i, margin, self.eol)).collect();
                let end = self.entry.end;
                Ok(Splice {
                    range: end..end,
                    text,
                })
            }
            None => self.word_and_more(new, layout),
        }
    }

    /// One word becomes the first item of a list.
    fn word_and_more(&self, new: &[Item], layout: Layout) -> Result<Splice, Refusal> {
        let entry = self.entry;
        let word = entry.word(self.text);
        let word = word.ok_or_else(|| self.refused("is no list of single lines"))?;
        let text = &self.text[word.clone()];
        if layout == Layout::Inline {
            let old = items(&entry.value.value, layout).into_iter();
            let mut all: Vec<Item> = old
                .filter_map(|node| node.scalar().map(|s| Item::Text(s.value)))
                .collect();
            all.extend_from_slice(new);
            return Ok(Splice {
                range: word,
                text: inline(&all),
            });
        }
        let margin = format!("{}  ", entry.margin(self.text));
        let more: String = new.iter().map(|i| lines(i, &margin, self.eol)).collect();
        let more = more.trim_end_matches(['\r', '\n']);
        let fresh = format!("{eol}{margin}- {text}{eol}{more}", eol = self.eol);
        Ok(self.opened(word, &[], &fresh))
    }

    /// Some items gone; with the last of them the key goes too.
    pub(crate) fn without(&self, which: &[usize]) -> Result<Vec<Splice>, Refusal> {
        let all = items(&self.entry.value.value, Layout::Lines).len();
        if (0..all).all(|i| which.contains(&i)) {
            return Ok(vec![self.without_entry()?]);
        }
        let parts: Vec<Range<usize>> = match self.written() {
            Some(Written::Dashes(dashes)) => dashes,
            Some(Written::Brackets(found)) => {
                let items = &found.items;
                let first = (0..all).find(|i| !which.contains(i)).unwrap_or(all);
                // With an item goes the comma in front of it; in front of the first that stays, those behind the others.
                let part = |i: usize| match items.get(i + 1) {
                    Some(next) if i < first => items[i].start..next.start,
                    _ => items[i.saturating_sub(1)].end..items[i].end,
                };
                (0..items.len()).map(part).collect()
            }
            None => return Err(self.unusual()),
        };
        if parts.len() != all {
            return Err(self.unusual());
        }
        let gone = which.iter().filter_map(|i| parts.get(*i).cloned());
        let mut ranges: Vec<Range<usize>> = gone.collect();
        ranges.sort_by_key(|range| range.start);
        let mut splices: Vec<Splice> = Vec::new();
        for range in ranges {
            self.entry.lose_no_comment(self.text, range.clone())?;
            match splices.last_mut() {
                Some(last) if last.range.end >= range.start => last.range.end = range.end,
                _ => splices.push(Splice {
                    range,
                    text: String::new(),
                }),
            }
        }
        Ok(splices)
    }

    fn written(&self) -> Option<Written> {
        let Value::List(items) = &self.entry.value.value else {
            return None;
        };
        let behind = self.entry.behind(self.text);
        if behind.starts_with('[') {
            let found = brackets(self.text, self.entry.end - behind.len())?;
            return (found.items.len() == items.len()).then_some(Written::Brackets(found));
        }
        let dashes = self.dashes();
        (dashes.len() == items.len()).then_some(Written::Dashes(dashes))
    }

    /// From the line of each dash to the next.
    fn dashes(&self) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut margin = None;
        let mut at = self.entry.start;
        for line in self.text[self.entry.start..self.entry.end].split_inclusive('\n') {
            let bare = line.trim_start_matches(' ');
            let blanks = line.len() - bare.len();
            let dash = bare.starts_with("- ") || bare.trim_end() == "-";
            if at > self.entry.start && dash && *margin.get_or_insert(blanks) == blanks {
                found.push(at..self.entry.end);
                let last = found.len().checked_sub(2);
                if let Some(before) = last {
                    found[before].end = at;
                }
            }
            at += line.len();
        }
        found
    }
}

fn more_in_brackets(found: &Brackets, new: &[Item]) -> Splice {
    let inner = inline(new);
    let inner = &inner[1..inner.len() - 1];
    let first = found.whole.start + 1;
    let (at, text) = match found.items.last() {
        Some(last) => (last.end, format!(", {inner}")),
        None => (first, inner.to_owned()),
    };
    Splice {
        range: at..at,
        text,
    }
}
