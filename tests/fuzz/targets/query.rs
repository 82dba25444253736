//! The query language, ticket patterns, and groups of texts.
//!
//! Takes queries, patterns and texts, one a line. Gives nothing. Never lets a pattern answer otherwise among others than alone.

use crate::Target;
use crate::features::Features;
use crate::targets::{place, text};
use deskbook::patterns::{Matcher, Scratch, weakness};
use deskbook::text::query::{Kind, Query, loose, parse};
use deskbook::topics::{MOST_GROUPED, Options, phrases, topics};

const WORDS: &[&str] = &[
    "\"",
    " OR ",
    "OR",
    "(",
    ")",
    "-",
    "- ",
    "*",
    "/",
    "/\\b0x800704c9\\b/",
    "vpn",
    "error 809",
    "\"error 809\"",
    "vpn*",
    "-mobile",
    "(vpn OR wifi)",
    "/(a+)+$/",
    "/a{1000}/",
    "/(?i)x/",
    "/[^a]/",
    "/\\pL/",
    "/(?:){9}/",
    "/\\",
    "“",
    "”",
    "«",
    "wi-fi",
    "can't",
    "0x80070005",
    "起動しない",
    "multi factor",
    "\n",
    "\n\n",
    "Outlook",
    "drops",
    " ",
    "--",
    "**",
];

pub(crate) const QUERY: Target = Target {
    name: "query",
    seeds: none,
    words: WORDS,
    count: 5000,
    run: run_query,
};
pub(crate) const PATTERNS: Target = Target {
    name: "patterns",
    seeds: none,
    words: WORDS,
    count: 1200,
    run: run_patterns,
};
pub(crate) const TOPICS: Target = Target {
    name: "topics",
    seeds: none,
    words: WORDS,
    count: 60,
    run: run_topics,
};

/// All seeds are in the folder.
fn none() -> Vec<Vec<u8>> {
    Vec::new()
}

fn parts(text: &str, query: &Query, depth: usize, features: &mut Features) {
    place(text, query.span);
    features.see((std::mem::discriminant(&query.kind), depth.min(8)));
    let words = match &query.kind {
        Kind::Word(w) | Kind::Prefix(w) | Kind::Phrase(w) | Kind::Regex(w) => w,
        Kind::Not(inner) => return parts(text, inner, depth + 1, features),
        Kind::All(all) | Kind::Any(all) => {
            return all.iter().for_each(|q| parts(text, q, depth + 1, features));
        }
    };
    assert!(text.contains(words.as_str()), "{words:?} was not written");
}

fn run_query(input: &[u8], features: &mut Features) {
    let text = text(input);
    match parse(&text) {
        Ok(query) => parts(&text, &query, 0, features),
        Err(error) => {
            place(&text, error.span);
            features.say(&error.message);
        }
    }
    let loose = loose(&text);
    features.count("phrases", loose.phrases.len());
    features.count("not", loose.not.len());
    assert!(loose.words.len() <= text.len() + 2 * loose.phrases.len());
}

/// Patterns, and behind an empty line the text that they are tried on.
fn run_patterns(input: &[u8], features: &mut Features) {
    let text = text(input);
    let (patterns, ticket) = text.split_once("\n\n").unwrap_or((&text, &text));
    let patterns: Vec<&str> = patterns.lines().take(12).collect();
    let (matcher, refused) = Matcher::new(&patterns, &["en", "de"]);
    assert_eq!(matcher.len(), patterns.len());
    for refused in &refused {
        place(patterns[refused.pattern], refused.error.span);
        features.say(&refused.error.message);
    }
    let mut scratch = Scratch::default();
    let found = matcher.matches(ticket, &mut scratch);
    features.count("found", found.len());
    assert_eq!(
        found,
        matcher.matches(ticket, &mut scratch),
        "twice is not once"
    );
    for (number, pattern) in (0..).zip(&patterns) {
        let (alone, refused) = Matcher::new(&[pattern], &["en", "de"]);
        let is_found = !alone.matches(ticket, &mut scratch).is_empty();
        assert_eq!(
            is_found,
            found.contains(&number),
            "{pattern:?} is another alone"
        );
        assert!(!is_found || refused.is_empty());
        if let Some(span) = weakness(pattern, "en") {
            place(pattern, span);
            features.see("weak");
        }
    }
}

fn run_topics(input: &[u8], features: &mut Features) {
    let text = text(input);
    let texts: Vec<&str> = text.lines().take(300).collect();
    let known: Vec<&str> = texts.iter().step_by(5).copied().collect();
    for most in [MOST_GROUPED, 4] {
        let options = Options {
            lang: "en",
            known: &known,
            smallest: 2,
            most,
        };
        let found = topics(&texts, &options);
        assert_eq!(found.of.len(), texts.len());
        for (number, topic) in (0..).zip(&found.topics) {
            assert!(topic.members.len() >= 2, "{topic:?}");
            assert!(
                topic
                    .members
                    .iter()
                    .all(|m| found.of[*m as usize] == Some(number))
            );
            assert!(topic.name.chars().count() <= 60, "{:?}", topic.name);
        }
        features.count("topics", found.topics.len());
        features.count("grouped", found.of.iter().flatten().count());
    }
    let (inside, outside) = texts.split_at(texts.len() / 2);
    features.count("phrases", phrases(inside, outside, "en").len());
}
