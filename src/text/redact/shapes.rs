//! What is known by its shape alone: mail, network and hardware addresses, cards, accounts, devices, keys.
//!
//! Takes text. Gives spans. Never takes a version, a time, a mask or an error code for an address.

use super::Signs;
use super::spans::{Kind, Spans};
use regex::Regex;
use std::net::Ipv6Addr;
use std::sync::LazyLock;

/// Expressions whose every match is what they look for; the first group, where there is one, is the place.
static PLAIN: LazyLock<Vec<(Regex, Kind)>> = LazyLock::new(|| {
    let rules = [
        (
            r"-----BEGIN [A-Z ]*PRIVATE KEY-----(?s:.*?)(?:-----END [A-Z ]*PRIVATE KEY-----|\z)",
            Kind::Secret,
        ),
        (
            r"(?-u:\b)(?:eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|xox[abprs]-[A-Za-z0-9-]{10,}|A[KS]IA[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{30,}|sk-[A-Za-z0-9_-]{20,})",
            Kind::Secret,
        ),
        (r"(?-u:\b)[0-9]{6}(?:-[0-9]{6}){7}(?-u:\b)", Kind::Secret),
        (
            r"(?-u:\b)[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}(?-u:\b)",
            Kind::Secret,
        ),
        (r"://[^\s/:@]+:([^\s/@]+)@", Kind::Secret),
        (
            r"(?-u:\b)(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?-u:\b)|(?-u:\b)[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?-u:\b)",
            Kind::Mac,
        ),
        (
            r"(?-u:\b)(?:LT|LAP|LAPTOP|PC|DT|DSK|WKS|NB|MBP|TAB|MOB|EMP|ASSET)[-_]?[0-9]{4,9}(?-u:\b)|(?-u:\b)(?:DESKTOP|LAPTOP|WIN)-[A-Z0-9]{6,11}(?-u:\b)|(?-u:\b)WS[-_]?[0-9]{5,8}(?-u:\b)",
            Kind::Id,
        ),
        (r"(?-u:\b)[0-9]{3}-[0-9]{2}-[0-9]{4}(?-u:\b)", Kind::Id),
    ];
    rules
        .iter()
        .filter_map(|(r, kind)| Some((Regex::new(r).ok()?, *kind)))
        .collect()
});

static MAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)[\p{L}0-9][\p{L}0-9._%+'-]{0,63}(?:@|\s?[(\[](?:at|@)[)\]]\s?)[\p{L}0-9](?:[\p{L}0-9-]{0,62})(?:(?:\.|\s?[(\[](?:dot|\.)[)\]]\s?)[\p{L}0-9-]{2,63})+").ok()
});
static IPV4: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}").ok());
static IPV6: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[0-9A-Fa-f]{0,4}(?::{1,2}[0-9A-Fa-f]{1,4}){2,7}(?:::)?").ok());
static CARD: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)[2-6][0-9]{3}(?:[ -]?[0-9]){9,15}(?-u:\b)").ok());
static IBAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?-u:\b)").ok()
});
static ACCOUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)([A-Z][A-Z0-9-]{1,14})\\([A-Za-z][A-Za-z0-9._-]{1,40})|(?i:\\users\\|/home/|/users/)([\p{L}0-9._-]{2,40})").ok()
});

/// Finds them; each expression runs only over texts that have its signs.
pub(super) fn find(text: &str, signs: Signs, spans: &mut Spans) {
    if signs.at {
        each(&MAIL, text, |range| spans.add(range, Kind::Mail));
    }
    if signs.digits || signs.path {
        plain(text, spans);
        accounts(text, spans);
    }
    if signs.digits {
        each(&IPV4, text, |r| {
            spans_if(is_ipv4(text, &r), spans, (r, Kind::Ip));
        });
        each(&CARD, text, |r| {
            spans_if(is_card(&text[r.clone()]), spans, (r, Kind::Card));
        });
        each(&IBAN, text, |r| {
            spans_if(is_iban(&text[r.clone()]), spans, (r, Kind::Card));
        });
        if signs.path {
            each(&IPV6, text, |r| {
                spans_if(is_ipv6(text, &r), spans, (r, Kind::Ip));
            });
        }
    }
}

type Range = std::ops::Range<usize>;

fn each(rule: &LazyLock<Option<Regex>>, text: &str, mut found: impl FnMut(Range)) {
    if let Some(rule) = LazyLock::force(rule) {
        rule.find_iter(text).for_each(|m| found(m.range()));
    }
}

fn spans_if(yes: bool, spans: &mut Spans, (range, kind): (Range, Kind)) {
    if yes {
        spans.add(range, kind);
    }
}

fn plain(text: &str, spans: &mut Spans) {
    for (rule, kind) in PLAIN.iter() {
        if rule.captures_len() == 1 {
            spans.extend(
                rule.find_iter(text)
                    .map(|m| super::Span::new(m.range(), *kind)),
            );
        } else {
            let groups = rule.captures_iter(text).filter_map(|c| c.get(1));
            spans.extend(groups.map(|m| super::Span::new(m.range(), *kind)));
        }
    }
}

/// The byte before and the byte behind a place.
fn around(text: &str, range: &Range) -> (u8, u8) {
    let bytes = text.as_bytes();
    let before = range.start.checked_sub(1).map_or(b' ', |at| bytes[at]);
    (before, bytes.get(range.end).copied().unwrap_or(b' '))
}

/// Four numbers below 256 that no word before them calls a version; not this machine and not a mask.
fn is_ipv4(text: &str, range: &Range) -> bool {
    let (before, after) = around(text, range);
    let more = after == b'.'
        && text
            .as_bytes()
            .get(range.end + 1)
            .is_some_and(u8::is_ascii_digit);
    if before.is_ascii_alphanumeric() || before == b'.' || after.is_ascii_alphanumeric() || more {
        return false;
    }
    let found = &text[range.clone()];
    let fits = found
        .split('.')
        .all(|part| part.parse::<u16>().is_ok_and(|n| n < 256));
    let tail: String = text[..range.start].chars().rev().take(12).collect();
    let word: String = tail
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphabetic())
        .collect();
    let versions = [
        "noisrev", "v", "ver", "rev", "dliub", "esaeler", "erawmrif", "etadpu", "hctap", "revird",
    ];
    let version = versions.contains(&word.to_lowercase().as_str());
    fits && !version
        && found != "0.0.0.0"
        && !found.starts_with("255.")
        && !found.starts_with("127.")
}

fn is_ipv6(text: &str, range: &Range) -> bool {
    let (before, after) = around(text, range);
    let found = &text[range.clone()];
    let clean = !before.is_ascii_alphanumeric()
        && before != b':'
        && !after.is_ascii_alphanumeric()
        && after != b':';
    let long = found.matches(':').count() >= 3 && found.bytes().any(|b| b.is_ascii_digit());
    clean && long && found.parse::<Ipv6Addr>().is_ok_and(|ip| !ip.is_loopback())
}

/// Whether the digits have the check digit of cards.
#[must_use]
pub fn is_card(found: &str) -> bool {
    let digits: Vec<u32> = found.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, d)| {
            if at % 2 == 1 {
                d * 2 / 10 + d * 2 % 10
            } else {
                *d
            }
        })
        .sum();
    (13..=19).contains(&digits.len())
        && sum.is_multiple_of(10)
        && digits.iter().any(|d| *d != digits[0])
}

/// Whether it has the check number of bank accounts: the rest of 97 is one.
#[must_use]
pub fn is_iban(found: &str) -> bool {
    let bare: String = found.chars().filter(|c| *c != ' ').collect();
    if !(15..=34).contains(&bare.len()) || !bare.is_ascii() {
        return false;
    }
    let rest = bare[4..]
        .chars()
        .chain(bare[..4].chars())
        .fold(0, |rest, c| {
            let value = c.to_digit(36).unwrap_or(0);
            (rest * if value > 9 { 100 } else { 10 } + value) % 97
        });
    rest == 1
}

/// `ACME\jdoe`, `C:\Users\jdoe`: the person's part.
fn accounts(text: &str, spans: &mut Spans) {
    const NOBODY: [&str; 12] = [
        "public",
        "default",
        "administrator",
        "admin",
        "all",
        "system",
        "shared",
        "username",
        "user",
        "root",
        "users",
        "desktop",
    ];
    let Some(rule) = ACCOUNT.as_ref() else { return };
    for found in rule.captures_iter(text) {
        let domain = found.get(1).map_or("", |d| d.as_str());
        let from_path = domain.starts_with("HK")
            || ["NT", "BUILTIN", "AUTHORITY", "SOFTWARE", "SYSTEM"].contains(&domain);
        let (before, _) = around(text, &found.get(0).map_or(0..0, |m| m.range()));
        let inner = found.get(1).is_some() && matches!(before, b'\\' | b'/');
        if let Some(person) = found.get(2).or_else(|| found.get(3))
            && !(from_path || inner || NOBODY.contains(&person.as_str().to_lowercase().as_str()))
        {
            spans.add(
                person.range(),
                if found.get(2).is_some() {
                    Kind::Id
                } else {
                    Kind::Name
                },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ACCOUNT, CARD, IBAN, IPV4, IPV6, MAIL};

    #[test]
    fn every_rule_can_be_read() {
        let rules = [&MAIL, &IPV4, &IPV6, &CARD, &IBAN, &ACCOUNT];
        assert!(rules.iter().all(|rule| rule.is_some()));
    }
}
