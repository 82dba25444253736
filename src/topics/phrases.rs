//! Phrases of a text: one to three telling words in a row.
//!
//! Takes a text as it was written. Gives its phrases with a key that is the same for all forms of the words. Function
//! words may stand inside a phrase, never at its edges. A phrase never crosses a punctuation mark or a farewell.

use crate::text::fold::fold;
use crate::text::tokenize::is_unspaced;
use crate::topics::terms::{Analyser, hash};

/// Telling words of a phrase.
const WORDS: usize = 3;
/// Words of any kind from the first to the last of a phrase.
const SPAN: usize = 5;
/// Words that are read of a text.
const MOST_WORDS: usize = 120;
/// What people write above their names.
const FAREWELLS: &str =
    "regards sincerely cheers grusse gruss grusse mfg cordialement cordiali saludos saluti groeten";

/// A phrase in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase<'a> {
    /// Of its stems, in order.
    pub(super) key: u64,
    /// Of each stem.
    pub(super) stems: Vec<u64>,
    /// As it stands in the text.
    pub(super) text: &'a str,
}

struct Word<'a> {
    text: &'a str,
    start: usize,
    /// Nothing for a word that carries nothing.
    stem: Option<u64>,
    /// Whether a punctuation mark stands before it.
    opens: bool,
}

/// Calls `visit` with each phrase of a text.
pub(super) fn each_phrase<'a>(
    text: &'a str,
    analyser: &Analyser,
    mut visit: impl FnMut(Phrase<'a>),
) {
    let words = words(text, analyser);
    for first in 0..words.len() {
        let Some(stem) = words[first].stem else {
            continue;
        };
        let mut stems = vec![stem];
        visit(phrase(text, &words[first], &words[first], &stems));
        for next in words[first + 1..].iter().take(SPAN - 1) {
            if next.opens || stems.len() == WORDS {
                break;
            }
            if let Some(stem) = next.stem {
                stems.push(stem);
                visit(phrase(text, &words[first], next, &stems));
            }
        }
    }
}

fn phrase<'a>(text: &'a str, first: &Word<'a>, last: &Word<'a>, stems: &[u64]) -> Phrase<'a> {
    Phrase {
        key: stems.iter().fold(0, |key: u64, s| {
            (key.rotate_left(21) ^ s).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        }),
        stems: stems.to_vec(),
        text: &text[first.start..last.start + last.text.len()],
    }
}

fn words<'a>(text: &'a str, analyser: &Analyser) -> Vec<Word<'a>> {
    let mut all: Vec<Word<'a>> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_alphanumeric).map(|s| at + s) {
        let end = start + word_end(&text[start..]);
        let gap = &text[at..start];
        let word = Word {
            text: &text[start..end],
            start,
            stem: stem(&text[start..end], analyser),
            opens: gap.contains(|c: char| !c.is_whitespace() && !matches!(c, '#' | '\'' | '/')),
        };
        at = end;
        if all.len() == MOST_WORDS || (all.len() > 2 && is_farewell(word.text)) {
            break;
        }
        all.push(word);
    }
    all
}

/// Where the word that opens `tail` ends: at a blank or mark, or where the script changes.
fn word_end(tail: &str) -> usize {
    let script = tail.chars().next().map(script);
    let mut before_joiner = None;
    for (at, c) in tail.char_indices() {
        let is_joiner = matches!(c, '-' | '_' | '.' | '+' | '\'' | '@');
        if c.is_alphanumeric() && Some(self::script(c)) == script {
            before_joiner = None;
        } else if is_joiner && before_joiner.is_none() && script == Some(0) {
            before_joiner = Some(at);
        } else {
            return before_joiner.unwrap_or(at);
        }
    }
    before_joiner.unwrap_or(tail.len())
}

/// Scripts that stand next to each other without blanks.
fn script(c: char) -> u8 {
    match c {
        '\u{3040}'..='\u{309f}' => 1,
        '\u{30a0}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => 2,
        c if is_unspaced(c) => 3,
        _ => 0,
    }
}

/// The hash of a word's stem, if it says something: no function word, no address, no running number. A run of
/// Hiragana is an ending or a particle.
fn stem(word: &str, analyser: &Analyser) -> Option<u64> {
    let folded = fold(word);
    let bare: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let is_running = digits > 4 && !bare.starts_with("0x");
    let is_short = bare.chars().nth(1).is_none();
    let is_ending = word.chars().next().is_some_and(|c| script(c) == 1);
    let is_nothing =
        is_running || is_short || is_ending || word.contains('@') || analyser.is_empty(&bare);
    (!is_nothing).then(|| hash(&analyser.stem(&bare)))
}

fn is_farewell(word: &str) -> bool {
    let folded = fold(word);
    FAREWELLS.split_ascii_whitespace().any(|f| f == folded)
}

#[cfg(test)]
mod tests {
    use super::each_phrase;
    use crate::topics::terms::Analyser;

    fn phrases(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        each_phrase(text, &Analyser::of("en"), |p| all.push(p.text.to_owned()));
        all
    }

    #[test]
    fn phrases_have_telling_edges_and_cross_no_mark() {
        assert_eq!(
            phrases("access to the mailbox. VPN-809"),
            ["access", "access to the mailbox", "mailbox", "VPN-809"]
        );
        assert_eq!(phrases("the it is"), Vec::<String>::new());
    }

    #[test]
    fn names_below_a_farewell_are_not_read() {
        assert_eq!(
            phrases("printer jam Kind regards Jane Doe")
                .last()
                .map(String::as_str),
            Some("Kind")
        );
    }

    #[test]
    fn addresses_and_running_numbers_are_no_words() {
        assert_eq!(phrases("INC0012345 jane@example.com 809"), ["809"]);
    }

    #[test]
    fn japanese_is_cut_where_the_script_changes() {
        assert!(phrases("プリンターが印刷できない").contains(&"プリンター".to_owned()));
        assert!(phrases("プリンターが印刷できない").contains(&"印刷".to_owned()));
    }
}
