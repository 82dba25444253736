//! Error codes and constants in running text.
//!
//! Takes text. Gives the codes in it, in order, each once: what a reader would paste into a search box. Never takes a
//! date, a version, a telephone number or one of the base's own article or ticket ids for a code.

use std::collections::BTreeSet;

/// The codes of a text, in order of appearance, each once (compared without case).
///
/// `0x80070005`, `80180014`, `KB5034441`, `AADSTS53003`, `ERR_CONNECTION_RESET`, `VPN-809`, `CVE-2024-30078`,
/// `Error 809`, `Event ID 1000`, `550 5.1.1`.
#[must_use]
pub fn codes(text: &str) -> Vec<String> {
    let words = words(text);
    let mut found: Vec<String> = Vec::new();
    for at in 0..words.len() {
        let Some(code) = numbered(&words, at).or_else(|| own_shape(words[at].text)) else {
            continue;
        };
        if !found.iter().any(|f| f.eq_ignore_ascii_case(&code)) {
            found.push(code);
        }
    }
    found
}

/// Codes of several texts, each once (compared without case), in order.
#[must_use]
pub fn each_once(codes: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    codes
        .filter(|code| seen.insert(code.to_lowercase()))
        .collect()
}

/// A run of ASCII letters and digits with `_`, `-` and `.` between them, and what stands before it.
#[derive(Clone, Copy, Debug)]
struct Word<'a> {
    text: &'a str,
    gap: &'a str,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let bytes = text.as_bytes();
    let inner = |i: usize| {
        matches!(bytes[i], b'_' | b'-' | b'.')
            && bytes.get(i + 1).is_some_and(u8::is_ascii_alphanumeric)
    };
    let (mut all, mut last, mut at) = (Vec::new(), 0, 0);
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && (bytes[at].is_ascii_alphanumeric() || inner(at)) {
            at += 1;
        }
        all.push(Word {
            text: &text[start..at],
            gap: &text[last..start],
        });
        last = at;
    }
    all
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A code that needs the words before it: `Error 809`, `Event ID 1000`, `550 5.1.1`.
fn numbered(words: &[Word<'_>], at: usize) -> Option<String> {
    let word = words[at];
    let before = |n: usize| at.checked_sub(n).map_or("", |i| words[i].text);
    if is_status(word.text) && word.gap.trim().is_empty() && is_reply(before(1)) {
        return Some(format!("{} {}", before(1), word.text));
    }
    if !digits(word.text) || word.text.len() > 6 {
        return None;
    }
    if before(1).eq_ignore_ascii_case("id") && before(2).eq_ignore_ascii_case("event") {
        return Some(format!("Event ID {}", word.text));
    }
    let minus = if word.gap.ends_with('-') { "-" } else { "" };
    error_before(words, at).then(|| format!("Error {minus}{}", word.text))
}

/// Whether the words before `at` say that a number is an error: `error`, `error code`, `Fehler Nr.`; only blanks and
/// signs that a code is written with may stand between.
fn error_before(words: &[Word<'_>], at: usize) -> bool {
    let near = |gap: &str| gap.len() <= 4 && gap.chars().all(|c| " :#(=-.'\"\u{a0}".contains(c));
    if !near(words[at].gap) || words[at].text.len() < 2 {
        return false;
    }
    let Some(i) = at.checked_sub(1) else {
        return false;
    };
    let word = words[i].text.to_ascii_lowercase();
    if is_error_word(&word) {
        return true;
    }
    matches!(
        word.as_str(),
        "code" | "number" | "no" | "nr" | "id" | "numero"
    ) && near(words[i].gap)
        && i > 0
        && is_error_word(&words[i - 1].text.to_ascii_lowercase())
}

fn is_error_word(word: &str) -> bool {
    matches!(
        word,
        "error" | "fehler" | "fehlercode" | "erreur" | "errore" | "erro" | "fout" | "foutcode"
    )
}

/// A reply of a mail server: `550`.
fn is_reply(text: &str) -> bool {
    text.len() == 3 && digits(text) && text.starts_with(['2', '4', '5'])
}

/// An enhanced status of a mail server: `5.1.1`.
fn is_status(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3
        && matches!(parts[0], "2" | "4" | "5")
        && parts[1..].iter().all(|p| digits(p) && p.len() <= 3)
}

/// A code that is one by its own shape.
fn own_shape(word: &str) -> Option<String> {
    // A file such as `kb5034441.msu` or a sentence without a blank: the part before the point.
    let word = word.split('.').next().unwrap_or(word);
    let known = is_prefixed_hex(word)
        || is_bare_hex(word)
        || is_update(word)
        || is_sign_in(word)
        || is_constant(word)
        || is_hyphened(word)
        || is_vulnerability(word);
    known.then(|| word.to_owned())
}

/// `0x80070005`, `0xc000021a`.
fn is_prefixed_hex(word: &str) -> bool {
    let hex = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X"));
    hex.is_some_and(|h| (3..=16).contains(&h.len()) && h.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// `80180014`, `C1900101`, `caa20003`, `87D1041C`: results of Windows, written without `0x`.
fn is_bare_hex(word: &str) -> bool {
    if word.len() != 8 || !word.bytes().all(|b| b.is_ascii_hexdigit()) {
        return false;
    }
    if digits(word) {
        // Dates open with 19 or 20; of plain numbers only the families 0x800…, 0x801…, 0x802… and 0x87… are results.
        return word.starts_with("87") || (word.starts_with("80") && word[2..3] < *"3");
    }
    word.bytes().any(|b| b.is_ascii_digit()) && word.starts_with(['8', 'c', 'C', 'd', 'D'])
}

/// `KB5034441`; shorter numbers and those that open with 0 are article ids.
fn is_update(word: &str) -> bool {
    let number = word.strip_prefix("KB").or_else(|| word.strip_prefix("kb"));
    number.is_some_and(|n| digits(n) && (6..=8).contains(&n.len()) && !n.starts_with('0'))
}

/// `AADSTS53003`.
fn is_sign_in(word: &str) -> bool {
    let number = word
        .strip_prefix("AADSTS")
        .or_else(|| word.strip_prefix("aadsts"));
    number.is_some_and(|n| digits(n) && (4..=8).contains(&n.len()))
}

/// `ERR_CONNECTION_RESET`, `CRITICAL_PROCESS_DIED`; not `JAVA_HOME`, `HKEY_LOCAL_MACHINE`.
fn is_constant(word: &str) -> bool {
    let parts: Vec<&str> = word.split('_').collect();
    let shape = word.len() >= 8
        && parts.len() >= 2
        && parts.iter().all(|p| {
            !p.is_empty()
                && p.bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        });
    if !shape || matches!(parts[0], "HKEY" | "REG" | "PATH" | "LD" | "LC") {
        return false;
    }
    parts.len() >= 3 && !parts.iter().all(|p| p.len() < 3)
        || ERROR_OPENINGS.contains(&parts[0])
        || parts.last().is_some_and(|p| ERROR_ENDINGS.contains(p))
}

const ERROR_OPENINGS: [&str; 14] = [
    "ERR", "ERROR", "E", "STATUS", "NET", "DNS", "SSL", "SEC", "RPC", "WU", "INET", "STOP",
    "MOZILLA", "PR",
];
const ERROR_ENDINGS: [&str; 14] = [
    "ERROR",
    "FAILED",
    "FAILURE",
    "FAULT",
    "DIED",
    "DENIED",
    "RESET",
    "TIMEOUT",
    "REFUSED",
    "EXCEPTION",
    "VIOLATION",
    "CORRUPTION",
    "DEVICE",
    "INVALID",
];

/// `VPN-809`, `ORA-01017`; not standards, months' names or ticket ids.
fn is_hyphened(word: &str) -> bool {
    let Some((name, number)) = word.split_once('-') else {
        return false;
    };
    (2..=6).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_uppercase())
        && (2..=6).contains(&number.len())
        && digits(number)
        && !NOT_CODES.contains(&name)
}

const NOT_CODES: [&str; 30] = [
    "KB", "INC", "REQ", "RITM", "CHG", "PRB", "TASK", "CS", "ISO", "IEC", "UTF", "RFC", "COVID",
    "SHA", "AES", "RSA", "USB", "HDMI", "IEEE", "EN", "DIN", "TLS", "MD", "IPV", "WPA", "HTTP",
    "CVE", "FY", "JAN", "DEC",
];

/// `CVE-2024-30078`.
fn is_vulnerability(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    matches!(parts[..], ["CVE" | "cve", year, number]
        if year.len() == 4 && digits(year) && digits(number) && number.len() >= 4)
}

#[cfg(test)]
mod tests {
    use super::codes;
    use proptest::prelude::{prop_assert, proptest};

    #[test]
    fn codes_are_found() {
        for (text, found) in [
            ("Access denied (0x80070005).", &["0x80070005"][..]),
            (
                "MDM shows 80180014 and 0x87D1041C",
                &["80180014", "0x87D1041C"],
            ),
            ("install KB5034441 (windows-kb5034441.msu)", &["KB5034441"]),
            ("AADSTS53003: blocked", &["AADSTS53003"]),
            ("Teams says caa20003", &["caa20003"]),
            ("Chrome: ERR_CONNECTION_RESET.", &["ERR_CONNECTION_RESET"]),
            (
                "DNS_PROBE_FINISHED_NXDOMAIN or CRITICAL_PROCESS_DIED",
                &["DNS_PROBE_FINISHED_NXDOMAIN", "CRITICAL_PROCESS_DIED"],
            ),
            ("VPN-809, then error 809", &["VPN-809", "Error 809"]),
            (
                "Fehler: 5003; Error code: 619",
                &["Error 5003", "Error 619"],
            ),
            ("Finder error code -36", &["Error -36"]),
            ("bounced with 550 5.1.1 User unknown", &["550 5.1.1"]),
            ("look for Event ID 1000", &["Event ID 1000"]),
            (
                "ORA-01017 and CVE-2024-30078",
                &["ORA-01017", "CVE-2024-30078"],
            ),
            ("error 809 and Error 809", &["Error 809"]),
        ] {
            assert_eq!(codes(text), found, "{text}");
        }
    }

    #[test]
    fn ordinary_numbers_are_not_codes() {
        for text in [
            "on 2026-07-01 or 20260701, 01.07.2026",
            "version 24.04.1 of build 19045.3803",
            "call 12345678 or 555-0100",
            "see KB0042 and KB0010023, INC0010023, INC-20045",
            "in 2024 we had 3 errors, 12 of them new",
            "UTF-8, ISO-8859, RFC-2616, WPA-2",
            "JAVA_HOME, HKEY_LOCAL_MACHINE, MAX_PATH",
            "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
            "an error occurred. 15 minutes later",
        ] {
            assert_eq!(codes(text), [""; 0], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_nothing_stands_twice(text in "\\PC{0,80}") {
            let mut all = codes(&text);
            let before = all.len();
            all.dedup();
            prop_assert!(all.len() == before);
        }
    }
}
