//! Words that tell the reader that it should have been easy.
//!
//! Takes running text in English and German. Gives KB093, with a fix where the sentence stays right without the word. Never
//! flags `just` as time (`has just been`), nor what stands in code, names, links and quotations.

use crate::checks::phrases::Phrases;
use crate::checks::prose::{Block, Prose};
use crate::checks::{Check, Scene};
use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::text::actions::is_verb;
use crate::text::grade::Lang;
use crate::text::sentences::words;
use std::ops::Range;
use std::sync::LazyLock;

/// The check.
#[derive(Debug)]
pub struct Tone;

const TONE: Code = Code("KB093");

/// English words; `simply` and `just` are judged by their neighbours.
const ENGLISH: &[&str] = &[
    "simply",
    "just",
    "obviously",
    "of course",
    "it is easy to",
    "it's easy to",
    "it is very easy to",
    "it is quite easy to",
    "all you have to do is",
    "all you need to do is",
    "as everyone knows",
    "as everybody knows",
    "needless to say",
    "it is obvious that",
    "it is trivial to",
    "as you should know",
    "as we all know",
    "a piece of cake",
];

/// German words; `einfach` only where it goes with an instruction.
const GERMAN: &[&str] = &[
    "sie einfach",
    "einfach nur",
    "ganz einfach",
    "kinderleicht",
    "natürlich",
    "selbstverständlich",
    "offensichtlich",
    "logischerweise",
    "bekanntlich",
    "wie jeder weiß",
];

/// Before `just`, these make it an instruction.
const BEFORE: &[&str] = &[
    "can", "and", "then", "or", "should", "could", "please", "but", "so",
];

static ENGLISH_LIST: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(ENGLISH.iter().copied()));
static GERMAN_LIST: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(GERMAN.iter().copied()));

impl Check for Tone {
    fn codes(&self) -> &'static [Code] {
        &[TONE]
    }

    fn prose(&self, _scene: &Scene<'_>, prose: &Prose<'_>) -> Vec<Diagnostic> {
        let list = match prose.lang {
            Some(Lang::English) => &ENGLISH_LIST,
            Some(Lang::German) => &GERMAN_LIST,
            None => return Vec::new(),
        };
        let mut found = Vec::new();
        for block in prose.blocks.iter().filter(|b| !b.quoted) {
            for (_, at) in list.find(&block.text) {
                if !block.is_marked(&at) && judges(&block.text, &at) {
                    found.push(finding(prose, block, &at));
                }
            }
        }
        found
    }
}

fn finding(prose: &Prose<'_>, block: &Block, at: &Range<usize>) -> Diagnostic {
    let words = &block.text[at.clone()];
    let message = format!("\"{words}\" makes light of the reader's trouble");
    let found = Diagnostic::new(TONE, Severity::Note, prose.article.file, message)
        .at(block.span(at))
        .help("leave it out: who reads this is stuck, and what is stuck is not easy");
    match fix(block, at) {
        Some((span, text)) => found.fix(span, text),
        None => found,
    }
}

/// The word before a place, in lower case, where nothing but a space stands between.
fn before(text: &str, at: usize) -> Option<String> {
    let head = text[..at].strip_suffix(' ')?;
    let start = head
        .rfind(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .map_or(0, |i| {
            i + head[i..].chars().next().map_or(1, char::len_utf8)
        });
    Some(head[start..].to_lowercase()).filter(|w| !w.is_empty())
}

/// The word behind a place, in lower case.
fn after(text: &str, at: usize) -> Option<String> {
    let rest = text[at..].strip_prefix(' ')?;
    let word = words(rest).next().filter(|w| w.start == 0)?;
    Some(rest[word].to_lowercase())
}

/// Whether a word that has other meanings makes light of something here.
fn judges(text: &str, at: &Range<usize>) -> bool {
    let (before, after) = (before(text, at.start), after(text, at.end));
    let before = before.as_deref();
    let after = after.as_deref();
    match text[at.clone()].to_lowercase().as_str() {
        "simply" => {
            let told = after.is_some_and(|w| is_verb(w) || matches!(w, "need" | "have"));
            let how = before == Some("by") && after.is_some_and(|w| w.ends_with("ing"));
            how || told
                && !matches!(
                    before,
                    Some("not" | "cannot" | "can't" | "be" | "is" | "are" | "will")
                )
        }
        "just" => {
            let need = matches!(after, Some("need" | "have")) && before == Some("you");
            let opens = before.is_none_or(|b| BEFORE.contains(&b));
            need || opens
                && after.is_some_and(is_verb)
                && !matches!(after, Some("list" | "test" | "like" | "in" | "work"))
        }
        "of course" => !text[at.end..].starts_with(" of"),
        // An instruction: `Klicken Sie einfach`, not `wenn Sie einfach`.
        "sie einfach" => {
            let told = before.is_some_and(|w| w.ends_with("en") && w.len() > 4);
            told && after.is_some() && text[at.clone()].starts_with('S')
        }
        "ganz einfach" => !matches!(after, Some("und")),
        "natürlich" => {
            before.is_none()
                || matches!(
                    after,
                    Some("auch" | "nicht" | "nur" | "immer" | "jederzeit")
                )
        }
        _ => true,
    }
}

/// Removal, where the rest of the sentence stays right; a capital goes over to the next word.
fn fix(block: &Block, at: &Range<usize>) -> Option<(Span, String)> {
    let text = &block.text;
    match text[at.clone()].to_lowercase().as_str() {
        "simply" | "just" => {
            let verb = after(text, at.end).is_some_and(|w| is_verb(&w));
            if !verb {
                return None;
            }
            without(block, at)
        }
        "sie einfach" => {
            let cut = at.end - " einfach".len()..at.end;
            after(text, at.end).filter(|next| next != "nur")?;
            Some((block.exact(&cut)?, String::new()))
        }
        "obviously" => {
            let rest = text[at.end..].strip_prefix(", ")?;
            let next = rest.chars().next().filter(char::is_ascii_alphabetic)?;
            let begins = block.sentences.iter().any(|s| s.start == at.start);
            let whole = at.start..at.end + 3;
            begins.then_some(())?;
            Some((block.exact(&whole)?, next.to_uppercase().to_string()))
        }
        _ => None,
    }
}

/// The word goes with the space behind it.
fn without(block: &Block, at: &Range<usize>) -> Option<(Span, String)> {
    let rest = block.text[at.end..].strip_prefix(' ')?;
    let next = rest.chars().next().filter(char::is_ascii_alphabetic)?;
    let capital = block.text[at.clone()].starts_with(char::is_uppercase);
    let text = if capital {
        next.to_ascii_uppercase()
    } else {
        next
    };
    let whole = at.start..at.end + 2;
    Some((block.exact(&whole)?, text.to_string()))
}
