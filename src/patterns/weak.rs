//! Patterns that would match nearly every ticket.
//!
//! Takes a pattern and the article's language. Gives the part of it that asks for too little. Never looks at tickets: what
//! a pattern really matches is for the report.

use crate::diag::Span;
use crate::text::fold::fold;
use crate::text::query::{Kind, Query, parse};
use crate::text::stop::{fillers, function_words};
use crate::text::tokenize::{is_unspaced, parts};
use regex::RegexBuilder;

/// Plain sentences of no particular trouble: an expression that matches all of them matches anything.
const BLAND: [&str; 4] = [
    "hello, it stopped this morning",
    "Please help me with my account, thanks a lot",
    "the screen stays dark and nothing moves",
    "No sound today - what can we do?",
];

/// The place of the part that lets a pattern match nearly everything, if it has one.
#[must_use]
pub fn weakness(pattern: &str, lang: &str) -> Option<Span> {
    let query = parse(pattern).ok()?;
    let common: Vec<&str> = function_words(lang).chain(fillers(lang)).collect();
    weak(&query, &common)
}

fn weak(query: &Query, common: &[&str]) -> Option<Span> {
    let is_weak = match &query.kind {
        Kind::Word(words) | Kind::Phrase(words) => parts(words).iter().all(|part| {
            let only = part.chars().count() == 1 && !part.contains(is_unspaced);
            only || common.contains(&part.as_str())
        }),
        Kind::Prefix(start) => {
            let start = fold(start);
            start.chars().count() < 3 && start.chars().all(|c| c.is_alphabetic() && !is_unspaced(c))
        }
        Kind::Regex(source) => is_anything(source),
        Kind::Not(_) => return None,
        // One telling word is enough; without any the whole group asks for too little.
        Kind::All(terms) => {
            let mut asked = terms.iter().filter(|t| !matches!(t.kind, Kind::Not(_)));
            asked.all(|term| weak(term, common).is_some())
        }
        // One side that matches everything is enough to spoil the others.
        Kind::Any(sides) => return sides.iter().find_map(|side| weak(side, common)),
    };
    is_weak.then_some(query.span)
}

fn is_anything(source: &str) -> bool {
    let regex = RegexBuilder::new(source)
        .case_insensitive(true)
        .multi_line(true)
        .size_limit(1 << 20)
        .build();
    regex.is_ok_and(|regex| BLAND.iter().all(|text| regex.is_match(text)))
}

#[cfg(test)]
mod tests {
    use super::weakness;

    #[test]
    fn a_pattern_asks_for_something_telling() {
        for (pattern, part) in [
            ("the", Some("the")),
            ("how do i", Some("how do i")),
            ("\"how do I\"", Some("\"how do I\"")),
            ("how do i reset", None),
            ("vpn OR a", Some("a")),
            ("a* -vpn", Some("a* -vpn")),
            ("p*", Some("p*")),
            ("0x*", None),
            (r"/\w+/", Some(r"/\w+/")),
            (r"/\d{4}/", None),
            ("r", Some("r")),
            ("起", None),
            ("it (desk OR print*)", None),
        ] {
            let found = weakness(pattern, "en").map(|s| &pattern[s.start..s.end]);
            assert_eq!(found, part, "{pattern}");
        }
    }
}
