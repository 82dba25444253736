//! Which abbreviations an article explains.
//!
//! Takes the words of an article. Gives whether an abbreviation is written out anywhere: in brackets behind or before it, or
//! as words that begin with its letters. Never asks that the explanation comes first.

use crate::checks::prose::Prose;
use crate::text::sentences::words;
use std::collections::BTreeSet;

/// Small words that have no letter in an abbreviation.
const SKIPPED: &[&str] = &[
    "of", "the", "and", "for", "to", "in", "on", "a", "an", "und", "für", "von", "der", "die",
    "das", "as",
];

/// What an article says of its abbreviations.
pub(super) struct Explained<'a> {
    text: Vec<&'a str>,
    /// First letters of the words of each block, in capitals: all words, words without the small ones.
    initials: Vec<[String; 2]>,
    /// The same where only words with a capital letter count; others are a gap.
    proper: Vec<String>,
    small: BTreeSet<String>,
    markdown: &'a str,
}

impl<'a> Explained<'a> {
    pub(super) fn of(prose: &'a Prose<'_>) -> Self {
        let title = std::iter::once(prose.article.title.as_str());
        let text: Vec<&str> = title
            .chain(prose.blocks.iter().map(|b| b.text.as_str()))
            .collect();
        Self {
            initials: text
                .iter()
                .map(|t| [initials(t, false), initials(t, true)])
                .collect(),
            proper: text.iter().map(|t| proper(t)).collect(),
            small: small_words(prose),
            markdown: &prose.article.body.markdown,
            text,
        }
    }

    /// Whether it is explained, or is no abbreviation but a word that also stands there in small letters.
    pub(super) fn holds(&self, word: &str) -> bool {
        let small = word.to_ascii_lowercase();
        self.small.contains(&small)
            || self.text.iter().any(|text| tells(text, word))
            || self.by_letters(word)
            || self.markdown.contains("<abbr") && self.markdown.contains(&format!(">{word}</abbr>"))
    }

    /// Two letters are found anywhere by chance, so only words with capitals tell them.
    fn by_letters(&self, word: &str) -> bool {
        if word.len() == 2 {
            return self.proper.iter().any(|p| p.contains(word));
        }
        self.initials.iter().flatten().any(|i| i.contains(word))
    }
}

/// Short words that are not all in capitals.
fn small_words(prose: &Prose<'_>) -> BTreeSet<String> {
    let all = prose
        .blocks
        .iter()
        .flat_map(|b| words(&b.text).map(|w| &b.text[w]));
    all.filter(|w| (2..=6).contains(&w.len()) && ends_small(w))
        .map(str::to_ascii_lowercase)
        .collect()
}

fn ends_small(word: &str) -> bool {
    let end = word.get(1..);
    end.is_some_and(|end| end.bytes().all(|b| b.is_ascii_lowercase()))
}

/// Whether a text tells what an abbreviation is short for.
fn tells(text: &str, word: &str) -> bool {
    let places = text.match_indices(word).map(|(at, _)| at);
    places
        .into_iter()
        .any(|at| tells_at(&text[..at], &text[at + word.len()..], word))
}

/// `Long Form (LF)`, `LF (Long Form)` with at least two words in the brackets, `LF: Long Form`, `LF stands for …`.
fn tells_at(before: &str, after: &str, word: &str) -> bool {
    if before.ends_with('(') && before.len() > 1 && after.starts_with([')', ',', '/', ';']) {
        return true;
    }
    let rest = after.trim_start_matches('s');
    // `LF-Wert (Long Form)`.
    let rest = rest
        .strip_prefix('-')
        .map_or(rest, |r| r.trim_start_matches(char::is_alphabetic));
    let rest = rest.trim_start();
    let first = word.get(..1).unwrap_or_default();
    let inside = rest.strip_prefix('(').and_then(|i| i.split(')').next());
    let long = inside.is_some_and(|i| words(i).count() >= 2 && i.to_uppercase().starts_with(first));
    let opens = before.trim_end().is_empty() || before.ends_with(['.', '\n']);
    let said = opens && (rest.starts_with([':', '–', '=']) || rest.starts_with("- "));
    let rest = rest.trim_start_matches([',', ' ']);
    let rest = rest.strip_prefix("is ").unwrap_or(rest);
    let short = [
        "stands for",
        "short for",
        "steht für",
        "means ",
        "bedeutet ",
    ];
    long || said || short.iter().any(|s| rest.starts_with(s))
}

/// The first letters of the words, and of the parts of words with a hyphen or a capital inside.
fn initials(text: &str, skip: bool) -> String {
    let mut found = String::new();
    for word in words(text) {
        let word = &text[word];
        if is_capitals(word) {
            // The abbreviation itself would explain itself.
            found.push(' ');
        } else if !(skip && SKIPPED.contains(&word.to_lowercase().as_str())) {
            push_letters(word, &mut found);
        }
    }
    found
}

fn push_letters(word: &str, found: &mut String) {
    let mut before = ' ';
    for c in word.chars() {
        let begins = !before.is_alphanumeric() || c.is_uppercase() && before.is_lowercase();
        if begins && c.is_alphanumeric() {
            found.extend(c.to_uppercase());
        }
        before = c;
    }
}

fn proper(text: &str) -> String {
    let mut found = String::new();
    for word in words(text) {
        let word = &text[word];
        if word.starts_with(char::is_uppercase) && !is_capitals(word) {
            push_letters(word, &mut found);
        } else {
            found.push(' ');
        }
    }
    found
}

fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use crate::checks::acronyms::explained::{initials, proper, tells};

    #[test]
    fn an_abbreviation_is_explained_in_several_ways() {
        for (text, expected) in [
            (
                "The Lightweight Directory Access Protocol (LDAP) answers",
                true,
            ),
            ("LDAP (Lightweight Directory Access Protocol)", true),
            ("LDAP: the protocol of the directory", true),
            ("LDAP is short for something", true),
            ("(LDAP server)", false),
            ("The LDAP server", false),
        ] {
            assert_eq!(tells(text, "LDAP"), expected, "{text}");
        }
        assert!(initials("lightweight directory access protocol", false).contains("LDAP"));
        assert!(initials("Bring your own device and the rest", true).contains("BYOD"));
        assert!(proper("in Active Directory here").contains("AD"));
        assert!(!proper("a directory").contains("AD"));
    }
}
