//! Words for operating systems.
//!
//! Takes text. Gives the systems that it names, as plain words: `windows 11`. Never takes a product (Windows Hello, Mac
//! address, Android Studio) for the system that it is named after.

use regex::Regex;
use std::sync::LazyLock;

static NAMES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?-u:\b)(?:(?P<win>[Ww]indows ?(?:11|10|8\.1|8|7|XP|Vista)|Win ?(?:11|10|7))(?-u:\b)|(?P<server>Windows Server)|(?P<mac>macOS|Mac ?OS(?: X)?|OS X|MacBooks?|iMac|Macs?)(?-u:\b)|(?P<ios>iOS|iPadOS|iPhones?|iPads?)(?-u:\b)|(?P<android>Android)(?-u:\b)|(?P<linux>Linux|Ubuntu|Debian|Fedora|Red Hat Enterprise)(?-u:\b)|(?P<chromeos>ChromeOS|Chrome OS|Chromebooks?)(?-u:\b))",
    )
    .ok()
});

/// What follows a system's name where it is part of another name.
const GOES_ON: [&str; 12] = [
    "address",
    "addresses",
    "filter",
    "adresse",
    "adressen",
    "studio",
    "subsystem",
    "authentication",
    "runtime",
    "sdk",
    "enterprise",
    "-adresse",
];

/// The systems that a text names, in order.
pub(super) fn named(text: &str) -> Vec<&'static str> {
    let Some(names) = NAMES.as_ref() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for hit in names.captures_iter(text) {
        let whole = hit.get(0).map_or(0..0, |m| m.range());
        let next = text[whole.end..].trim_start_matches(' ');
        let next = next
            .split(|c: char| !(c.is_alphanumeric() || c == '-'))
            .next()
            .unwrap_or_default();
        let joined = text[whole.end..].starts_with(['/', '_', '=', '('])
            && !text[whole.end..].starts_with("/ ");
        let before = text[..whole.start].chars().next_back();
        let inside = before.is_some_and(|c| "/\\_.".contains(c))
            || (joined && !text[whole.end..].starts_with('/'));
        if inside || GOES_ON.contains(&next.to_lowercase().as_str()) {
            continue;
        }
        let word = match hit.name("win") {
            Some(windows) => version(windows.as_str()),
            None => others(&hit),
        };
        found.push(word);
    }
    found
}

fn version(word: &str) -> &'static str {
    let digits: String = word
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    match digits.as_str() {
        "11" => "windows 11",
        "10" => "windows 10",
        "8.1" => "windows 8.1",
        "8" => "windows 8",
        "7" => "windows 7",
        _ => "windows",
    }
}

fn others(hit: &regex::Captures<'_>) -> &'static str {
    let kinds = ["mac", "ios", "android", "linux", "chromeos"];
    let of = kinds.into_iter().find(|kind| hit.name(kind).is_some());
    match of {
        Some("mac") => "macos",
        Some(kind) => kind,
        None => "windows server",
    }
}

/// The family of a system word or slug; empty where it has none that is known.
pub(super) fn family(word: &str) -> &'static str {
    let families = [
        ("windows-server", "windows server"),
        ("windows server", "windows server"),
        ("server", "windows server"),
        ("windows", "windows"),
        ("win", "windows"),
        ("macos", "macos"),
        ("mac", "macos"),
        ("ios", "ios"),
        ("ipad", "ios"),
        ("iphone", "ios"),
        ("android", "android"),
        ("linux", "linux"),
        ("ubuntu", "linux"),
        ("debian", "linux"),
        ("fedora", "linux"),
        ("rhel", "linux"),
        ("chromeos", "chromeos"),
    ];
    let lower = word.to_lowercase();
    families
        .iter()
        .find(|(start, _)| lower.starts_with(start))
        .map_or("", |(_, family)| family)
}

#[cfg(test)]
mod tests {
    use crate::checks::systems::words::{family, named};

    #[test]
    fn systems_are_known_and_products_are_not() {
        for (text, expected) in [
            ("VPN on Windows 11 and Mac", vec!["windows 11", "macos"]),
            ("Windows 8.1, Win10", vec!["windows 8.1", "windows 10"]),
            ("The MAC address, and Mac addresses", vec![]),
            ("Windows Hello for Business", vec![]),
            ("Cisco IOS on a switch", vec![]),
            (
                "Android Studio, Android Enterprise, Android phones",
                vec!["android"],
            ),
            ("Windows Server 2019", vec!["windows server"]),
            ("/home/Linux/x.iOS", vec![]),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
        assert_eq!(
            (
                family("windows-11"),
                family("ubuntu-24-04"),
                family("haiku")
            ),
            ("windows", "linux", "")
        );
    }
}
