//! How one value is written.
//!
//! Takes a text, the quotes it should have and its place. Gives YAML that reads as that text. Never quotes what needs
//! no quotes, unless its place had some before.

use std::fmt::Write as _;

/// Quotes around a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// None.
    Plain,
    /// `'`.
    Single,
    /// `"`.
    Double,
}

/// Where a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind a colon or a dash, up to the end of the line.
    Line,
    /// Between brackets or braces, where commas part values.
    Inline,
}

impl Quotes {
    /// Those of a value as it was written.
    #[must_use]
    pub fn of(written: &str) -> Self {
        match written.as_bytes().first() {
            Some(b'\'') => Self::Single,
            Some(b'"') => Self::Double,
            _ => Self::Plain,
        }
    }
}

/// A text, which stays a text for every reader of YAML.
#[must_use]
pub fn text(text: &str, wish: Quotes, place: Place) -> String {
    let wish = match wish {
        Quotes::Plain if !is_plain(text, place) || is_typed(text) => Quotes::Single,
        wish => wish,
    };
    match wish {
        Quotes::Plain => text.to_owned(),
        Quotes::Single if text.chars().all(is_printed) => {
            format!("'{}'", text.replace('\'', "''"))
        }
        _ => double(text),
    }
}

/// A date, a number, a truth value: without quotes unless its place had some.
#[must_use]
pub fn bare(value: &str, wish: Quotes, place: Place) -> String {
    match wish {
        Quotes::Plain if is_plain(value, place) => value.to_owned(),
        wish => text(value, wish, place),
    }
}

fn double(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_printed(c) => out.push(c),
            // Writing to a String cannot fail.
            c => {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}

/// Whether a character may stand in YAML as it is, on one line.
fn is_printed(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
        )
}

/// Whether the text reads as itself without quotes.
fn is_plain(text: &str, place: Place) -> bool {
    let mut chars = text.chars();
    let (first, second) = (chars.next(), chars.next());
    let begins = match first {
        None => false,
        Some('-' | '?' | ':') => second.is_some_and(|c| c != ' ' && !",[]{}".contains(c)),
        Some(c) => !",[]{}#&*!|>'\"%@`".contains(c) && !c.is_whitespace(),
    };
    let inline = place == Place::Inline && text.contains([',', '[', ']', '{', '}', '?', ':']);
    begins
        && !inline
        && text.chars().all(is_printed)
        && !text.ends_with([' ', ':', '\u{a0}'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.starts_with("---")
        && !text.starts_with("...")
}

/// Whether readers of YAML, old ones too, take the bare text for a truth value, a number, a date or nothing.
fn is_typed(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "true", "false", "yes", "no", "on", "off", "null", "~", "y", "n", "<<", "=",
    ];
    let lower = text.to_ascii_lowercase();
    let digits = lower.trim_start_matches(['+', '-']);
    let starts = |c: char| c.is_ascii_digit() || c == '.';
    WORDS.contains(&lower.as_str())
        || [".inf", ".nan"].contains(&digits)
        || digits.starts_with(starts)
            && (digits.replace('_', "").parse::<f64>().is_ok()
                || digits
                    .chars()
                    .all(|c| c.is_ascii_digit() || "-:.".contains(c))
                || based(digits))
}

/// `0x1f`, `0o17`, `0b1`.
fn based(digits: &str) -> bool {
    let is = |sign: &str, base: u32| {
        let rest = digits.strip_prefix(sign);
        rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_digit(base)))
    };
    is("0x", 16) || is("0o", 8) || is("0b", 2)
}

#[cfg(test)]
mod tests {
    use super::{Place, Quotes, bare, text};
    use crate::yaml::{Value, parse};
    use proptest::prelude::{any, prop_assert_eq, proptest};

    #[test]
    fn quotes_are_written_where_they_are_needed() {
        let cases = [
            ("network-team", "network-team"),
            ("VPN error 809 on Windows 11", "VPN error 809 on Windows 11"),
            ("Outlook: it crashes", "'Outlook: it crashes'"),
            ("10:30, then nothing", "10:30, then nothing"),
            ("it's slow", "it's slow"),
            ("'quoted'", "'''quoted'''"),
            ("809", "'809'"),
            ("0x0000011b", "'0x0000011b'"),
            ("802.1x", "802.1x"),
            ("No", "'No'"),
            ("2027-01-31", "'2027-01-31'"),
            ("#1", "'#1'"),
            ("a #b", "'a #b'"),
            ("C#", "C#"),
            ("-vpn", "-vpn"),
            ("- vpn", "'- vpn'"),
            ("two\nlines", "\"two\\nlines\""),
            ("", "''"),
        ];
        for (value, written) in cases {
            assert_eq!(text(value, Quotes::Plain, Place::Line), written);
        }
        assert_eq!(text("a, b", Quotes::Plain, Place::Inline), "'a, b'");
        assert_eq!(bare("2027-01-31", Quotes::Plain, Place::Line), "2027-01-31");
        assert_eq!(text("a", Quotes::Double, Place::Line), "\"a\"");
        assert_eq!(text("it's", Quotes::Single, Place::Line), "'it''s'");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_as_the_text(value in any::<String>(), sign in "[-?:,\\[\\]{}#&*!|>'\"%@`~. 0-9a-f]{0,6}") {
            for value in [value.trim(), sign.trim()] {
                for quotes in [Quotes::Plain, Quotes::Single, Quotes::Double] {
                    let line = format!("k: {}\n", text(value, quotes, Place::Line));
                    let inline = format!("k: [{}]\n", text(value, quotes, Place::Inline));
                    let Ok(Value::Map(pairs)) = parse(&line, 0).map(|n| n.value) else {
                        panic!("{line:?}");
                    };
                    prop_assert_eq!(&pairs[0].1.value, &Value::Text(value.to_owned()), "{:?}", line);
                    let Ok(Value::Map(pairs)) = parse(&inline, 0).map(|n| n.value) else {
                        panic!("{inline:?}");
                    };
                    let Value::List(items) = &pairs[0].1.value else {
                        panic!("{inline:?}");
                    };
                    prop_assert_eq!(items.len(), 1, "{:?}", inline);
                    prop_assert_eq!(&items[0].value, &Value::Text(value.to_owned()), "{:?}", inline);
                }
            }
        }
    }
}
