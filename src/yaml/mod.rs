//! YAML with places: every key and every value knows where it was written.
//!
//! Takes the text of a YAML document and where it starts in its file. Gives a [`Node`] tree, scalars as they were
//! typed (`0042` stays `0042`), or a [`Fault`] with its place. Never expands without bound: the parser's budgets hold.

pub mod edit;
pub mod reader;
pub mod shape;

use crate::diag::{Span, Spanned};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned as Located;
use std::fmt;

/// Deeper than anybody nests by hand, and far from the end of a thread's stack.
const DEEPEST: usize = 24;

/// A value and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What was written.
    pub value: Value,
    /// Where.
    pub span: Span,
}

/// What can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was typed.
    Number(String),
    /// Text, quotes and folds resolved.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping in the order it was written; keys may repeat.
    Map(Vec<(Spanned<String>, Node)>),
}

impl Value {
    /// What kind of value it is, in a person's words.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
        }
    }
}

impl Node {
    /// The text of a scalar; numbers and truth values as they were typed. `None` for anything else.
    #[must_use]
    pub fn scalar(&self) -> Option<Spanned<String>> {
        let text = match &self.value {
            Value::Text(t) | Value::Number(t) => t.trim().to_owned(),
            Value::Bool(b) => b.to_string(),
            Value::Null | Value::List(_) | Value::Map(_) => return None,
        };
        Some(Spanned::new(text, self.span))
    }
}

/// Why a document could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What the parser says, without its place.
    pub message: String,
    /// The place.
    pub span: Span,
}

/// Reads `text`, which stands at byte `base` of its file. An empty document is [`Value::Null`].
///
/// # Errors
/// [`Fault`] if the text is not YAML, or is larger or deeper than any front matter has reason to be.
pub fn parse(text: &str, base: usize) -> Result<Node, Fault> {
    let options = serde_yaml::options! {
        duplicate_keys: serde_yaml::DuplicateKeyPolicy::PassThrough,
        with_snippet: false,
        strict_booleans: true,
        budget: serde_yaml::budget! { max_depth: DEEPEST },
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: 10_000 },
    };
    let source = Source { text, base };
    if text.trim().is_empty() {
        return Ok(Node {
            value: Value::Null,
            span: Span::new(base, base),
        });
    }
    match serde_yaml::from_str_with_options::<Option<Located<Raw>>>(text, options) {
        Ok(Some(raw)) => Ok(source.node(raw)),
        Ok(None) => Ok(Node {
            value: Value::Null,
            span: Span::new(base, base + text.len()),
        }),
        Err(error) => Err(source.fault(&error)),
    }
}

/// The document and its place in the file.
struct Source<'a> {
    text: &'a str,
    base: usize,
}

impl Source<'_> {
    /// Byte offsets in `text`. The parser counts bytes for values; for faults it may know line and column only.
    fn range(&self, at: serde_yaml::Location) -> (usize, usize) {
        let span = at.span();
        let start = span.byte_offset().map_or_else(|| self.offset(at), to_usize);
        let start = start.min(self.text.len());
        let end = start + span.byte_len().map_or(0, to_usize);
        (start, end.min(self.text.len()))
    }

    fn offset(&self, at: serde_yaml::Location) -> usize {
        let (line, column) = (to_usize(at.line()), to_usize(at.column()));
        let mut lines = self.text.split_inclusive('\n');
        let before: usize = lines
            .by_ref()
            .take(line.saturating_sub(1))
            .map(str::len)
            .sum();
        let within = lines.next().unwrap_or_default().chars();
        before
            + within
                .take(column.saturating_sub(1))
                .map(char::len_utf8)
                .sum::<usize>()
    }

    fn span(&self, at: serde_yaml::Location) -> Span {
        let (start, end) = self.range(at);
        let written = self.text.get(start..end).unwrap_or_default();
        Span::new(
            self.base + start,
            self.base + start + written.trim_end().len(),
        )
    }

    fn node(&self, raw: Located<Raw>) -> Node {
        let (start, end) = self.range(raw.defined);
        let typed = || {
            self.text
                .get(start..end)
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        let value = match raw.value {
            Raw::Null => Value::Null,
            Raw::Bool(b) => Value::Bool(b),
            Raw::Number => Value::Number(typed()),
            Raw::Text(t) => Value::Text(t),
            Raw::List(items) => Value::List(items.into_iter().map(|i| self.node(i)).collect()),
            Raw::Map(pairs) => Value::Map(
                pairs
                    .into_iter()
                    .map(|(key, value)| {
                        let span = self.span(key.referenced);
                        (Spanned::new(key.value, span), self.node(value))
                    })
                    .collect(),
            ),
        };
        Node {
            value,
            span: self.span(raw.referenced),
        }
    }

    fn fault(&self, error: &serde_yaml::Error) -> Fault {
        let span = error
            .location()
            .map_or(Span::new(self.base, self.base), |at| self.span(at));
        let said = error.without_snippet().to_string();
        let first = said.lines().next().unwrap_or_default();
        let message = first.split(" at line ").next().unwrap_or(first);
        let message = message.strip_prefix("error: ").unwrap_or(message);
        let message = message.trim_end_matches(['.', ':', ',']);
        Fault {
            message: plain(message).unwrap_or(message).to_owned(),
            span,
        }
    }
}

/// What a limit of the parser means, in a person's words.
fn plain(said: &str) -> Option<&'static str> {
    const SAYINGS: [(&str, &str); 9] = [
        ("budget breached: Depth", "it is nested too deeply"),
        ("recursion limit exceeded", "it is nested too deeply"),
        ("budget breached: Nodes", "it holds too many values"),
        (
            "budget breached",
            "it is larger than any front matter or settings need to be",
        ),
        ("alias replay limit", "its `*` references repeat too much"),
        (
            "recursive references",
            "a `*` reference leads back to itself",
        ),
        ("multiple YAML documents", "a second document begins here"),
        ("expected string scalar", "a key is a list or a mapping"),
        (
            "non-finite float",
            "a number is too large, or none; put it in quotes",
        ),
    ];
    let fits = |(start, _): &&(&str, &str)| said.starts_with(start);
    SAYINGS.iter().find(fits).map(|(_, words)| *words)
}

fn to_usize(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// The tree as the parser hands it over, before places are turned into spans.
enum Raw {
    Null,
    Bool(bool),
    Number,
    Text(String),
    List(Vec<Located<Raw>>),
    Map(Vec<(Located<String>, Located<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_bool<E>(self, v: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(v))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_str<E>(self, v: &str) -> Result<Raw, E> {
        Ok(Raw::Text(v.to_owned()))
    }

    fn visit_string<E>(self, v: String) -> Result<Raw, E> {
        Ok(Raw::Text(v))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Raw::Map(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, Value, parse};
    use crate::diag::Span;

    fn map(node: Node) -> Vec<(String, Node)> {
        match node.value {
            Value::Map(pairs) => pairs.into_iter().map(|(k, v)| (k.value, v)).collect(),
            other => panic!("not a map: {other:?}"),
        }
    }

    #[test]
    fn scalars_stay_as_they_were_typed() {
        let text = "a: 0042\nb: 1.10\nc: yes\nd: true\ne: '2027-01-31'\nf: 2027-01-31\ng:\nh: |\n  x\n  y\n";
        let found: Vec<String> = map(parse(text, 0).unwrap())
            .into_iter()
            .map(|(k, v)| format!("{k}={}", v.scalar().map_or("-".into(), |s| s.value)))
            .collect();
        assert_eq!(
            found,
            [
                "a=0042",
                "b=1.10",
                "c=yes",
                "d=true",
                "e=2027-01-31",
                "f=2027-01-31",
                "g=-",
                "h=x\ny"
            ]
        );
    }

    #[test]
    fn keys_and_values_know_their_places() {
        let text = "tïtle: VPN\nos: [a, b]\nos: c\n";
        let Value::Map(pairs) = parse(text, 100).unwrap().value else {
            panic!("not a map")
        };
        assert_eq!(pairs.len(), 3, "a repeated key is kept for the diagnostic");
        assert_eq!(pairs[0].0.span, Span::new(100, 106));
        assert_eq!(pairs[0].1.span, Span::new(108, 111));
        let Value::List(items) = &pairs[1].1.value else {
            panic!("not a list")
        };
        assert_eq!(
            &text[items[1].span.start - 100..items[1].span.end - 100],
            "b"
        );
    }

    #[test]
    fn a_fault_has_its_place_and_no_position_in_its_words() {
        let text = "title: Outlook: crashes: often\nsummary: x\n";
        let fault = parse(text, 4).unwrap_err();
        assert!(
            fault.span.start >= 4 && fault.span.start < 4 + 31,
            "{fault:?}"
        );
        assert!(!fault.message.contains("line 1"), "{fault:?}");
    }

    #[test]
    fn what_nobody_nests_by_hand_is_refused_in_words() {
        let nested = |depth: usize| format!("a: {}{}\n", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(&nested(20), 0).is_ok());
        for depth in [40, 100, 10_000] {
            let fault = parse(&nested(depth), 0).unwrap_err();
            assert_eq!(fault.message, "it is nested too deeply");
        }
    }

    #[test]
    fn a_bomb_of_aliases_is_refused() {
        let mut text = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (now, next) in ('a'..'j').zip('b'..='j') {
            let all = vec![format!("*{now}"); 10].join(", ");
            text.extend([format!("{next}: &{next} [{all}]\n")]);
        }
        assert!(parse(&text, 0).is_err());
    }
}
