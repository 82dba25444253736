//! Filler: words that readers have to pass on their way to the answer.
//!
//! Takes running text in English and German. Gives KB092 with a fix where the rest of the sentence stays right. Never looks
//! into code, names, links and quotations.

use crate::checks::phrases::Phrases;
use crate::checks::prose::{Block, Prose};
use crate::checks::{Check, Scene};
use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::text::grade::Lang;
use std::ops::Range;
use std::sync::LazyLock;

/// The check.
#[derive(Debug)]
pub struct Filler;

const FILLER: Code = Code("KB092");

/// What to write instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Instead {
    /// These words, anywhere.
    Words(&'static str),
    /// Nothing, at the beginning of a sentence: the next word gets its capital.
    Nothing,
    /// The sentence has to be built anew.
    Anew,
}

use Instead::{Anew, Nothing, Words};

/// English filler.
const ENGLISH: &[(&str, Instead)] = &[
    ("in order to", Words("to")),
    ("due to the fact that", Words("because")),
    ("owing to the fact that", Words("because")),
    ("in the event that", Words("if")),
    ("at this point in time", Words("now")),
    ("at the present time", Words("now")),
    ("for the reason that", Words("because")),
    ("each and every", Words("every")),
    ("please note that", Nothing),
    ("please be aware that", Nothing),
    ("please be advised that", Nothing),
    ("kindly note that", Nothing),
    ("it should be noted that", Nothing),
    ("it must be noted that", Nothing),
    ("it is worth noting that", Nothing),
    ("it's worth noting that", Nothing),
    ("it is important to note that", Nothing),
    ("it's important to note that", Nothing),
    ("it is important to remember that", Nothing),
    ("it has to be noted that", Nothing),
    ("needless to say", Anew),
    ("for all intents and purposes", Anew),
    ("as a matter of fact", Anew),
    ("basically", Anew),
];

/// German filler. Without it the order of the words changes, so most of it a person has to mend.
const GERMAN: &[(&str, Instead)] = &[
    ("bitte beachten sie, dass", Anew),
    ("bitte beachten sie dass", Anew),
    ("beachten sie bitte, dass", Anew),
    ("es ist zu beachten, dass", Anew),
    ("es sei darauf hingewiesen, dass", Anew),
    ("wir weisen darauf hin, dass", Anew),
    ("es ist wichtig zu beachten, dass", Anew),
    ("aufgrund der tatsache, dass", Words("weil")),
    ("zum jetzigen zeitpunkt", Words("jetzt")),
    ("zum gegenwärtigen zeitpunkt", Words("jetzt")),
    ("im grunde genommen", Anew),
    ("sozusagen", Anew),
];

static ENGLISH_LIST: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(ENGLISH.iter().map(|e| e.0)));
static GERMAN_LIST: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(GERMAN.iter().map(|e| e.0)));

impl Check for Filler {
    fn codes(&self) -> &'static [Code] {
        &[FILLER]
    }

    fn prose(&self, _scene: &Scene<'_>, prose: &Prose<'_>) -> Vec<Diagnostic> {
        let (list, entries) = match prose.lang {
            Some(Lang::English) => (&ENGLISH_LIST, ENGLISH),
            Some(Lang::German) => (&GERMAN_LIST, GERMAN),
            None => return Vec::new(),
        };
        let mut found = Vec::new();
        for block in prose.blocks.iter().filter(|b| !b.quoted) {
            for (entry, at) in list.find(&block.text) {
                if !block.is_marked(&at) {
                    let fix = fix(block, &at, entries[entry].1);
                    found.push(finding(prose, (block, &at), entries[entry].1, fix));
                }
            }
        }
        found
    }
}

fn finding(
    prose: &Prose<'_>,
    (block, at): (&Block, &Range<usize>),
    instead: Instead,
    fix: Option<(Span, String)>,
) -> Diagnostic {
    let words = &block.text[at.clone()];
    let help = match instead {
        Words(words) => format!("write \"{words}\""),
        Nothing => "leave it out; where it is a warning, use `> [!IMPORTANT]`".to_owned(),
        Anew => "leave it out and say the rest".to_owned(),
    };
    let found = Diagnostic::new(
        FILLER,
        Severity::Note,
        prose.article.file,
        format!("filler: \"{words}\""),
    )
    .at(block.span(at))
    .help(help);
    match fix {
        Some((span, text)) => found.fix(span, text),
        None => found,
    }
}

/// What `check --fix` may do; nothing where a sentence would have to be read first.
fn fix(block: &Block, at: &Range<usize>, instead: Instead) -> Option<(Span, String)> {
    let text = &block.text;
    match instead {
        Words(words) => {
            let capital = text[at.clone()].starts_with(char::is_uppercase);
            let words = if capital {
                capitalised(words)
            } else {
                words.to_owned()
            };
            Some((block.exact(at)?, words))
        }
        Nothing => {
            let begins = block.sentences.iter().any(|s| s.start == at.start);
            let rest = text[at.end..].strip_prefix(' ')?;
            let next = rest
                .chars()
                .next()
                .filter(|c| begins && c.is_ascii_alphabetic())?;
            let whole = at.start..at.end + 1 + next.len_utf8();
            Some((block.exact(&whole)?, next.to_uppercase().to_string()))
        }
        Anew => None,
    }
}

/// With a capital letter in front.
fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
