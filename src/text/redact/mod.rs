//! What may not be shown of a ticket: addresses, numbers, secrets and names of people.
//!
//! Takes text. Gives it with `[mail]`, `[phone]`, `[ip]`, `[mac]`, `[id]`, `[name]`, `[address]`, `[card]`, `[secret]` in
//! their place, and `[redacted]` for the rules of the settings. Never promises to find every name: the manual says what
//! can be missed.

mod addresses;
mod given;
mod labels;
mod people;
mod phones;
mod shapes;
pub mod signs;
mod spans;

pub use self::given::is_given_name;
pub use self::phones::forms as phone_numbers;
pub use self::shapes::{is_card, is_iban};

use self::spans::{Kind, Span, Spans};
use regex::Regex;
use std::borrow::Cow;

/// Finds and replaces what is personal or secret.
#[derive(Clone, Debug)]
pub struct Redactor {
    extra: Vec<Regex>,
}

impl Redactor {
    /// With further regular expressions of the settings.
    ///
    /// # Errors
    ///
    /// Says which expression is wrong, and what is wrong with it.
    pub fn new(extra: &[String]) -> Result<Self, String> {
        let compile = |pattern: &String| {
            Regex::new(pattern).map_err(|error| {
                let reason = error.to_string();
                let reason = reason
                    .lines()
                    .last()
                    .unwrap_or_default()
                    .trim_start_matches("error: ")
                    .trim();
                format!("`{pattern}`: {reason}")
            })
        };
        let extra = extra.iter().map(compile).collect::<Result<_, _>>()?;
        Ok(Self { extra })
    }

    /// The text without what is personal or secret; borrowed where there is nothing.
    #[must_use]
    pub fn redact<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut spans = Spans::default();
        for rule in &self.extra {
            let found = rule.find_iter(text).filter(|m| !m.is_empty());
            spans.extend(found.map(|m| Span::new(m.range(), Kind::Redacted)));
        }
        let signs = Signs::of(text);
        labels::find(text, &mut spans);
        if signs.at || signs.digits || signs.path {
            shapes::find(text, signs, &mut spans);
        }
        if signs.digits {
            phones::find(text, &mut spans);
            addresses::find(text, &mut spans);
        }
        people::find(text, &mut spans);
        spans.replace(text)
    }
}

/// What a text has at all: most have too few digits for anything but names.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    /// `@`, or `at` in brackets.
    at: bool,
    /// At least one digit.
    digits: bool,
    /// A backslash or `://`, or `:` often enough for an address of version 6.
    path: bool,
}

impl Signs {
    fn of(text: &str) -> Self {
        let (mut digits, mut colons, mut signs) = (0_usize, 0_usize, Self::default());
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => digits += 1,
                b'@' | b'(' | b'[' => signs.at = true,
                b'\\' => signs.path = true,
                b':' => colons += 1,
                _ => {}
            }
        }
        signs.digits = digits > 0;
        signs.path |= colons > 0;
        signs
    }
}

#[cfg(test)]
mod tests;
