//! Whether what stands where a secret stands is one.
//!
//! Takes the value. Gives yes or no. Never says yes to what an author writes so that readers put their own in.

/// Parts of what is written to be replaced, in lower case.
const PLACEHOLDERS: &[&str] = &[
    "example",
    "your",
    "placeholder",
    "redacted",
    "changeme",
    "changeit",
    "change_me",
    "dummy",
    "sample",
    "xxxx",
    "****",
    "....",
    "…",
    "<",
    ">",
    "{",
    "}",
    "[",
    "]",
    "password",
    "passwort",
    "kennwort",
    "passwd",
    "secret",
    "0000000",
    "12345",
    "abcd",
    "test",
    "todo",
    "insert",
    "replace",
    "beispiel",
    "geheim",
    "p@ssw",
    "pa$$w",
    "p@$$w",
    "passw0rd",
    "foobar",
    "value",
    "token",
    "string",
    "contoso",
    "undefined",
    "hidden",
];

/// Whether it is there to be replaced, or stands for something else: a variable, a path, an option.
fn is_placeholder(value: &str) -> bool {
    let lower = value.to_lowercase();
    let first = lower.chars().next().unwrap_or(' ');
    let mut rest = lower.chars().skip(1);
    "$%@-/\\(=:&#~_|?.".contains(first)
        || rest.all(|c| c == first)
        || PLACEHOLDERS.iter().any(|word| lower.contains(word))
        || (lower.contains('%') && lower.matches('%').count() > 1)
        || lower.contains("${")
        || lower.contains("$(")
}

/// A token of a form that says by itself what it is: it only has to be no example.
pub(super) fn is_token(value: &str) -> bool {
    let upper = value.to_uppercase();
    let example = [
        "EXAMPLE",
        "XXXX",
        "0000000",
        "YOUR",
        "1234567890ABC",
        "…",
        "<",
    ];
    let body = value.rsplit(['_', '-', '.', '/']).next().unwrap_or(value);
    let mixed =
        value.bytes().any(|b| b.is_ascii_digit()) && value.bytes().any(|b| b.is_ascii_alphabetic());
    mixed && varied(body) && !example.iter().any(|word| upper.contains(word))
}

/// The lines of a key: long, and of many letters.
pub(super) fn is_key(value: &str) -> bool {
    let bare: String = value.split_whitespace().collect();
    bare.len() >= 64 && varied(&bare)
}

/// Whether many different letters occur, as in what a machine has drawn.
fn varied(value: &str) -> bool {
    let mut seen: Vec<char> = value.chars().collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len() >= 6 || value.len() < 12
}

/// The password of an account, at a place where nothing else can stand.
pub(super) fn is_account(value: &str) -> bool {
    let lower = value.to_lowercase();
    let usual = [
        "admin", "root", "guest", "user", "pass", "pwd", "name", "http", "port", "none", "null",
        "author", "publish",
    ];
    let letters = value.chars().any(char::is_alphanumeric);
    letters && !is_placeholder(value) && !usual.contains(&lower.as_str())
}

/// A password where code could stand as well: letters with digits or signs, and no call, member or address.
pub(super) fn is_password(value: &str) -> bool {
    let value = trimmed(value);
    let code = value.contains("::")
        || value.contains("://")
        || value.contains('\\')
        || value.ends_with('=');
    let member = value.split('.').count() > 1
        && value
            .split('.')
            .all(|part| !part.is_empty() && part.chars().all(char::is_alphanumeric));
    is_account(value) && is_strong(value) && value.chars().count() >= 6 && !code && !member
}

/// A password that a sentence tells: as [`is_password`], or digits alone.
pub(super) fn is_told_password(value: &str) -> bool {
    let value = trimmed(value);
    let digits = value.len() >= 6 && value.bytes().all(|b| b.is_ascii_digit());
    let date = value.contains('/') || value.matches('-').count() > 1;
    (is_password(value) || (digits && !is_placeholder(value))) && !date
}

fn trimmed(value: &str) -> &str {
    value.trim_end_matches(['.', ',', ';', ':', '?', '*', '_'])
}

/// Letters, and digits or signs among them that words do not have.
fn is_strong(value: &str) -> bool {
    let letter = value.chars().any(char::is_alphabetic);
    let digit = value.chars().any(|c| c.is_ascii_digit());
    let sign = value
        .trim_end_matches('!')
        .chars()
        .any(|c| "!#$%&*+=@^~§".contains(c));
    letter && (digit || sign)
}

/// Every group of a real recovery key is a multiple of 11 and fits into two bytes; examples repeat a digit or count up.
pub(super) fn is_recovery_key(value: &str) -> bool {
    let groups: Vec<u32> = value
        .split('-')
        .filter_map(|group| group.parse().ok())
        .collect();
    let fits = |group: &u32| group.is_multiple_of(11) && u16::try_from(group / 11).is_ok();
    let plain = |group: &u32| group.is_multiple_of(111_111);
    let mut kinds = groups.clone();
    kinds.sort_unstable();
    kinds.dedup();
    groups.iter().all(fits) && !groups.iter().all(plain) && kinds.len() > 2
}
