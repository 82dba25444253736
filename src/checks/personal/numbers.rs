//! Numbers of people: telephones, cards, accounts, numbers of the state.
//!
//! Takes a text. Gives places. Never takes a number whose check digits are wrong, a hotline, or what was set apart for
//! examples.

use super::Hit;
use crate::checks::pieces::Piece;
use crate::text::redact::{is_card, is_given_name, is_iban, phone_numbers};
use regex::{Regex, RegexSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Whose telephone it is stands within so many bytes before it.
const NEAR: usize = 200;

/// One kind: what it is, how it looks, whether it is one (the value, and the line around it in lower case).
type Row = (&'static str, &'static str, fn(&str, &str) -> bool);

const ROWS: [Row; 6] = [
    (
        "the number of a payment card",
        r"(?-u:\b)[3-6][0-9]{3}(?:[ -]?[0-9]{4}){2}[ -]?[0-9]{1,4}(?-u:\b)",
        is_real_card,
    ),
    (
        "the number of a bank account",
        r"(?-u:\b)[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?-u:\b)",
        is_real_iban,
    ),
    (
        "a number of social security",
        r"(?-u:\b)[0-9]{3}-[0-9]{2}-[0-9]{4}(?-u:\b)",
        is_social,
    ),
    (
        "a tax number",
        r"(?-u:\b)[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}(?-u:\b)",
        is_tax,
    ),
    (
        "the number of an identity card",
        r"(?-u:\b)[0-9]{8}-?[A-HJ-NP-TV-Z](?-u:\b)",
        is_dni,
    ),
    (
        "a number of social security",
        r"(?-u:\b)[12] ?[0-9]{2} ?(?:0[1-9]|1[0-2]) ?[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}(?-u:\b)",
        is_insee,
    ),
];

static RULES: LazyLock<Option<(RegexSet, Vec<Regex>)>> = LazyLock::new(|| {
    let forms = ROWS.map(|(_, form, _)| form);
    let all: Result<Vec<_>, _> = forms.iter().map(|f| Regex::new(f)).collect();
    Some((RegexSet::new(forms).ok()?, all.ok()?))
});

/// Words before a telephone that is one person's.
static OWN_PHONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?-u:\b)(?:mobile|cell(?: ?phone)?|handy(?:nummer)?|mobil(?:nummer|telefon)?|direct(?: line| dial)?|durchwahl|privat|personal|home phone|portable|móvil)(?: number)?(?-u:\b)[^\n]{0,20}$").ok()
});

pub(super) fn find(piece: &Piece<'_>) -> Vec<Hit> {
    let text = piece.text;
    let mut found: Vec<Hit> = Vec::new();
    let Some((any, rules)) = RULES.as_ref() else {
        return found;
    };
    let example = |line: &str| {
        let words = [
            "example", "sample", "test", "dummy", "beispiel", "e.g.", "z. b.", "z.b.",
        ];
        words.iter().any(|word| line.contains(word))
    };
    for at in any.matches(text) {
        let (name, _, is_one) = ROWS[at];
        for range in rules[at].find_iter(text).map(|m| m.range()) {
            let line = piece.line(&range).to_lowercase();
            if is_one(&text[range.clone()], &line) && !example(&line) && !joins(text, &range) {
                found.push((name, range));
            }
        }
    }
    let phones = phone_numbers(text).into_iter();
    let own = phones.filter(|range| is_own_phone(text, range));
    found.extend(own.map(|range| ("a telephone number", range)));
    found
}

/// Whether it is a part of something longer: an address, an identifier.
fn joins(text: &str, range: &Range<usize>) -> bool {
    let sign = |c: char| c.is_alphanumeric() || "-_/.=#&%".contains(c);
    let after = &text[range.end..];
    text[..range.start].ends_with(sign) || after.starts_with(|c: char| sign(c) && c != '.')
}

/// A card is written in groups, or named as one; the numbers of test cards are known to everybody.
fn is_real_card(value: &str, line: &str) -> bool {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let grouped = value.split([' ', '-']).count() == 4;
    let named = ["card", "karte", "visa", "amex", "carte", "tarjeta"]
        .iter()
        .any(|w| line.contains(w));
    let test = [
        "4111111111111111",
        "4242424242424242",
        "5555555555554444",
        "378282246310005",
        "6011111111111117",
        "4012888888881881",
        "5105105105105100",
    ];
    is_card(value) && (grouped || named) && !test.contains(&digits.as_str())
}

fn is_real_iban(value: &str, _line: &str) -> bool {
    let bare: String = value.chars().filter(|c| *c != ' ').collect();
    let known = [
        "DE89370400440532013000",
        "GB29NWBK60161331926819",
        "GB82WEST12345698765432",
        "FR1420041010050500013M02606",
        "AT611904300234573201",
        "CH9300762011623852957",
    ];
    is_iban(value) && !known.contains(&bare.as_str())
}

/// The number of the United States has no check digit: it has to be named.
fn is_social(value: &str, line: &str) -> bool {
    let named = ["ssn", "social security"].iter().any(|w| line.contains(w));
    let void = value.starts_with("000")
        || value.starts_with("666")
        || value.starts_with('9')
        || value == "123-45-6789"
        || value == "078-05-1120";
    named && !void
}

/// The German tax number: named, and its check digit right (ISO 7064, modulus 11, 10).
fn is_tax(value: &str, line: &str) -> bool {
    let named = [
        "steuer-id",
        "steuerliche id",
        "idnr",
        "steueridentifikation",
        "tax id",
    ]
    .iter()
    .any(|w| line.contains(w));
    let digits: Vec<u32> = value.chars().filter_map(|c| c.to_digit(10)).collect();
    let rest = digits[..digits.len() - 1].iter().fold(10, |product, d| {
        let sum = match (d + product) % 10 {
            0 => 10,
            sum => sum,
        };
        sum * 2 % 11
    });
    named && (11 - rest) % 10 == digits[digits.len() - 1]
}

/// The Spanish identity card: named, and its letter right.
fn is_dni(value: &str, line: &str) -> bool {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let number: usize = digits.parse().unwrap_or(0);
    let letter = "TRWAGMYFPDXBNJZSQVHLCKE".as_bytes()[number % 23];
    let named = ["dni", "nif", "identidad"].iter().any(|w| line.contains(w));
    named
        && value.as_bytes().last() == Some(&letter)
        && value != "12345678Z"
        && value != "12345678-Z"
}

/// The French number: fifteen digits, the last two the rest of 97.
fn is_insee(value: &str, _line: &str) -> bool {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let (number, key) = digits.split_at(13);
    let number: u64 = number.parse().unwrap_or(0);
    key.parse() == Ok(97 - number % 97)
        && (value.contains(' ') || number > 1_000_000_000_000)
        && value.contains(' ')
}

/// A telephone that belongs to one person: a word says so, or her name stands before it.
fn is_own_phone(text: &str, range: &Range<usize>) -> bool {
    let digits: String = text[range.clone()]
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let near = text.floor_char_boundary(range.start.saturating_sub(NEAR));
    let before = text[near..range.start].rsplit('\n').next();
    let before = before.unwrap_or_default();
    let named = OWN_PHONE
        .as_ref()
        .is_some_and(|words| words.is_match(before));
    let mut words = before
        .split(|c: char| !c.is_alphabetic())
        .rev()
        .filter(|w| w.len() > 1)
        .take(4);
    let person = words.any(|w| w.starts_with(char::is_uppercase) && is_given_name(w));
    (named || person) && !is_for_all(&digits)
}

/// Numbers that cost nothing, and those set apart for examples and films.
fn is_for_all(digits: &str) -> bool {
    let bare = digits.trim_start_matches('0').trim_start_matches('1');
    let free = ["800", "888", "877", "866", "855", "844", "833"];
    free.iter().any(|f| bare.starts_with(f) && bare.len() == 10)
        || digits.starts_with("0800")
        || digits.contains("55501")
        || digits.contains("7700900")
        || digits.contains("79460")
        || digits.contains("1234567")
}

#[cfg(test)]
mod tests {
    use super::{OWN_PHONE, RULES};

    #[test]
    fn every_rule_can_be_read() {
        assert!(RULES.is_some() && OWN_PHONE.is_some());
    }
}
