//! Titles that do not name the problem, and titles that the text does not answer.
//!
//! Takes title and text. Gives KB036 with the reason and KB037. Never asks a page of reference for more than its one word,
//! and never judges the words of a language other than English and German.

use crate::checks::prose::Prose;
use crate::checks::{Check, Scene, head};
use crate::diag::{Code, Diagnostic, Severity};
use crate::parse::front_matter::Kind;
use crate::text::codes::codes;
use crate::text::fold::fold;
use crate::text::grade::Lang;
use crate::text::sentences::words;
use crate::text::stem::Stem;
use crate::text::stop::{fillers, function_words};

/// The check.
#[derive(Debug)]
pub struct TitleWords;

const VAGUE: Code = Code("KB036");
const ELSEWHERE: Code = Code("KB037");

/// Words that every second title has; folded.
const GENERIC: &[&str] = &[
    "problem",
    "problems",
    "issue",
    "issues",
    "error",
    "errors",
    "fix",
    "fixed",
    "solution",
    "help",
    "question",
    "questions",
    "faq",
    "faqs",
    "trouble",
    "troubleshoot",
    "troubleshooting",
    "guide",
    "tutorial",
    "howto",
    "tips",
    "info",
    "information",
    "note",
    "notes",
    "overview",
    "general",
    "misc",
    "various",
    "new",
    "article",
    "untitled",
    "test",
    "broken",
    "wrong",
    "working",
    "works",
    "work",
    "fehler",
    "probleme",
    "hilfe",
    "losung",
    "frage",
    "fragen",
    "anleitung",
    "tipps",
    "hinweis",
    "hinweise",
    "ubersicht",
    "allgemein",
    "allgemeines",
    "sonstiges",
    "neu",
    "artikel",
    "kaputt",
    "geht",
    "funktioniert",
];
/// With more words, even small ones, a title says more than its one telling word.
const SHORT: usize = 3;
/// A compound of at least so many letters says as much as two words.
const COMPOUND: usize = 12;
/// So many letters of two words tell that they are of one family.
const ALIKE: usize = 6;
/// Folded words of titles that promise nothing.
const EMPTY: &[&str] = &[
    "understand",
    "understanding",
    "about",
    "using",
    "what",
    "when",
    "with",
    "without",
    "learn",
    "informationen",
    "beim",
    "ohne",
    "mehr",
    "aufgrund",
    "mithilfe",
    "ihrer",
    "ihrem",
    "ihren",
    "ihre",
    "verwenden",
    "erste",
    "schritte",
    "arten",
    "zwischen",
    "vornehmen",
    "behandeln",
    "beheben",
    "erfahren",
    "grundlegendes",
];
/// A text with fewer words answers nothing yet; other checks say so.
const ENOUGH: usize = 40;

impl Check for TitleWords {
    fn codes(&self) -> &'static [Code] {
        &[VAGUE, ELSEWHERE]
    }

    fn prose(&self, _scene: &Scene<'_>, prose: &Prose<'_>) -> Vec<Diagnostic> {
        let article = prose.article;
        if article.title_span.is_none() {
            return Vec::new();
        }
        let telling = prose.lang.map(|_| telling(&article.title, &article.lang));
        let short = telling
            .as_ref()
            .filter(|_| article.kind != Some(Kind::Reference));
        let reason = form(&article.title)
            .or_else(|| short.and_then(|t| vague(&article.title, t, prose.lang)));
        if let Some((what, help)) = reason {
            let message = format!("the title \"{}\" {what}", article.title);
            let found = Diagnostic::new(VAGUE, Severity::Note, article.file, message);
            return vec![found.at(head(article)).help(help)];
        }
        let missing = telling.and_then(|words| missing(prose, words));
        let finding = |words: Vec<String>| {
            let names = words.join("\", \"");
            let message = format!("the text never speaks of \"{names}\", as the title does");
            Diagnostic::new(ELSEWHERE, Severity::Note, article.file, message)
                .at(head(article))
                .help("name in the title what the text is about, or say in the text what the title promises")
        };
        missing.map(finding).into_iter().collect()
    }
}

/// What is said of a title behind its words, and what to do.
type Reason = (&'static str, &'static str);

/// What the form of a title tells in any language.
fn form(title: &str) -> Option<Reason> {
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let shouts = letters >= 8
        && title.contains(' ')
        && !title.chars().any(char::is_lowercase)
        && title.chars().any(char::is_uppercase);
    if shouts
        && title
            .split_whitespace()
            .filter(|w| w.chars().all(char::is_alphabetic))
            .count()
            >= 2
    {
        return Some((
            "is written in capitals",
            "write it as a sentence is written: capitals are hard to read and look like an error code",
        ));
    }
    if title.split_whitespace().any(is_ticket) {
        return Some((
            "names a ticket",
            "say what the user sees; the ticket belongs under `tickets.linked`",
        ));
    }
    let abbreviated = ["etc.", "e.g.", "usw.", "inc.", "ltd.", "z. b.", "..."];
    let lower = title.trim_end().to_lowercase();
    let stop = lower.ends_with('.')
        && !abbreviated.iter().any(|a| lower.ends_with(a))
        && !lower[..lower.len() - 1].ends_with(|c: char| c.is_numeric());
    stop.then_some((
        "ends with a full stop",
        "a title is no sentence: leave the full stop out",
    ))
}

/// `INC0010023`, `CASE-12345`.
fn is_ticket(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let prefix = word[..word.len() - digits.len()].to_ascii_uppercase();
    let digits = digits.trim_start_matches(['-', '#']);
    let known = matches!(
        prefix.as_str(),
        "INC" | "REQ" | "RITM" | "CHG" | "PRB" | "SCTASK" | "TKT" | "TICKET" | "CASE" | "SR"
    );
    known && digits.len() >= 4 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Fewer than two words that tell something.
fn vague(title: &str, telling: &[String], lang: Option<Lang>) -> Option<Reason> {
    let compound = |w: &&String| lang == Some(Lang::German) && w.chars().count() >= COMPOUND;
    let weight = telling.len() + telling.iter().filter(compound).count();
    if weight >= 2 || !codes(title).is_empty() {
        return None;
    }
    if !telling.is_empty() && words(title).count() > SHORT {
        return None;
    }
    let label = if telling.is_empty() {
        "does not name the problem"
    } else {
        "says too little in one word"
    };
    Some((
        label,
        "name what does not work and where, in the words of those who have it: `VPN drops on hotel Wi-Fi`",
    ))
}

/// The folded words of a title that tell something, each once.
fn telling(title: &str, lang: &str) -> Vec<String> {
    let empty: Vec<&str> = function_words(lang).chain(fillers(lang)).collect();
    let mut found: Vec<String> = Vec::new();
    for word in words(title) {
        for part in title[word].split(['-', '/', '.', '\'', '’']) {
            let part = fold(part).into_owned();
            let tells = part.len() > 1
                && !empty.contains(&part.as_str())
                && !GENERIC.contains(&part.as_str());
            if tells && !found.contains(&part) {
                found.push(part);
            }
        }
    }
    found
}

/// The telling words of a title, if the text has none of them.
fn missing(prose: &Prose<'_>, mut telling: Vec<String>) -> Option<Vec<String>> {
    telling.retain(|word| {
        word.len() > 3 && word.chars().all(char::is_alphabetic) && !EMPTY.contains(&word.as_str())
    });
    let article = prose.article;
    let mut text = String::new();
    let sections = article.body.sections.iter().map(|s| &s.text);
    let headings = article.body.outline.iter().map(|h| &h.text);
    for part in sections
        .chain(headings)
        .chain(&article.symptoms)
        .chain(&article.keywords)
    {
        text.push_str(part);
        text.push(' ');
    }
    if let Some(summary) = &article.front.summary {
        text.push_str(&summary.value);
    }
    text.split_whitespace().nth(ENOUGH)?;
    let text = fold(&text);
    let stem = Stem::of(&article.lang);
    let has = |word: &&String| {
        let stem = stem.stem(word);
        // The first or the last letters are enough: forms differ in between, and German words are made of words.
        let first = stem
            .get(..stem.len().min(ALIKE))
            .is_some_and(|s| text.contains(s));
        let last = stem.len().checked_sub(ALIKE).and_then(|at| stem.get(at..));
        first || last.is_some_and(|s| text.contains(s))
    };
    let none = telling.len() >= 2 && !telling.iter().any(|w| has(&w));
    none.then_some(telling)
}

#[cfg(test)]
mod tests {
    use crate::checks::title_words::{form, telling, vague};
    use crate::text::grade::Lang;

    #[test]
    fn titles_that_name_nothing_are_told() {
        let judged = |title: &str, tag: &str| {
            let lang = Lang::of(tag);
            form(title)
                .or_else(|| vague(title, &telling(title, tag), lang))
                .map(|r| r.0)
        };
        for (title, lang, expected) in [
            ("VPN issue", "en", Some("says too little in one word")),
            (
                "How do I fix my problem?",
                "en",
                Some("does not name the problem"),
            ),
            ("Outlook", "en", Some("says too little in one word")),
            ("Error 809", "en", None),
            (
                "PRINTER DOES NOT PRINT",
                "en",
                Some("is written in capitals"),
            ),
            ("SAP SSO", "en", None),
            ("INC0010023 printer offline", "en", Some("names a ticket")),
            (
                "The printer is offline.",
                "en",
                Some("ends with a full stop"),
            ),
            ("Reset a password", "en", None),
            ("Druckerprobleme", "de", None),
            (
                "Fehler im Drucker",
                "de",
                Some("says too little in one word"),
            ),
        ] {
            assert_eq!(judged(title, lang), expected, "{title}");
        }
    }
}
