//! Names of people who had the trouble, or who wrote the ticket.
//!
//! Takes text. Gives places. Never takes a name without a word before it that says a person follows, nor the people of
//! examples.

use super::Hit;
use crate::text::redact::is_given_name;
use regex::Regex;
use std::sync::LazyLock;

static CUES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:(?-u:\b)(?i:reported by|requested by|raised by|spoke (?:to|with)|on behalf of|affected user|gemeldet von|rückruf an|the user|user|customer|kunde|kundin|benutzer|anwender(?:in)?|caller|anrufer|requester):? +(?P<full>(?:(?i:mr|mrs|ms|herrn?|frau)\.? +)?\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? +\p{Lu}[\p{L}'-]*\p{Ll})|(?m:^)[ \t>]*(?:Hi|Hello|Hey|Dear|Hallo|Liebe[r]?|Bonjour)[ ,]+(?P<hi>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)[,!]?[ \t]*\r?(?m:$)|(?m:^)[ \t>]*(?i:(?:kind |best |warm )?regards|(?:viele|beste|freundliche|liebe) grüße|mit freundlichen grüßen|thanks),?\s{1,4}(?P<bye>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)[ \t.]*\r?(?m:$))",
    )
    .ok()
});

/// People of examples.
const NOBODY: [&str; 14] = [
    "doe",
    "mustermann",
    "musterfrau",
    "smith",
    "alice",
    "bob",
    "contoso",
    "example",
    "bloggs",
    "jane",
    "john",
    "erika",
    "adele",
    "vance",
];

pub(super) fn find(text: &str) -> Vec<Hit> {
    let Some(cues) = CUES.as_ref() else {
        return Vec::new();
    };
    let names = cues.captures_iter(text).filter_map(|hit| {
        hit.name("full")
            .or_else(|| hit.name("hi"))
            .or_else(|| hit.name("bye"))
    });
    let people = names.filter(|name| {
        let mut words = name
            .as_str()
            .split_whitespace()
            .filter(|w| w.chars().count() > 2);
        let first = words.clone().find(|w| {
            !matches!(
                w.to_lowercase().as_str(),
                "mrs" | "mrs." | "herr" | "herrn" | "frau"
            )
        });
        let nobody = words.any(|w| NOBODY.contains(&w.to_lowercase().as_str()));
        first.is_some_and(|w| is_given_name(w.split('-').next().unwrap_or(w))) && !nobody
    });
    people
        .map(|name| ("the name of a person", name.range()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::CUES;

    #[test]
    fn the_rule_can_be_read() {
        assert!(CUES.is_some());
    }
}
