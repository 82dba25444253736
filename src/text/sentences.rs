//! Sentences and words of running text, as a reader counts them.
//!
//! Takes plain text of one block. Gives byte ranges. Never splits at the full stop of an abbreviation, a number or a file
//! name; a sign that stands for code (U+FFFC) is a word.

use std::ops::Range;

/// Stands in plain text where code was.
pub const CODE: char = '\u{fffc}';

/// Abbreviations that end with a full stop and go on, in lower case and without their last stop.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "etc", "vs", "approx", "no", "nr", "fig", "figs", "incl", "excl", "resp", "dr",
    "mr", "mrs", "ms", "st", "cf", "ca", "z.b", "d.h", "u.a", "o.ä", "u.ä", "bzw", "ggf", "evtl",
    "inkl", "max", "min", "abb", "vgl", "sog", "s.o", "s.u", "i.d.r", "tel", "str", "z", "d", "u",
    "o", "i", "e", "g", "b", "h",
];

/// The sentences of a block, without the white space around them.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    // Where a run of closing signs ends, found once for all of its stops.
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if !matches!(c, '\n' | '!' | '?' | '…' | '.') {
            continue;
        }
        if at + c.len_utf8() > end {
            end = closing(text, at + c.len_utf8());
        }
        if c == '\n' || ends_sentence(text, (at, end), c) {
            push(text, start..end, &mut found);
            start = end;
        }
    }
    push(text, start..text.len(), &mut found);
    found
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let Some(piece) = text.get(range.clone()) else {
        return;
    };
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = start + piece.trim().len();
    if start < end {
        found.push(start..end);
    }
}

/// Whether the stop at `at`, with closing signs up to `after`, ends its sentence.
fn ends_sentence(text: &str, (at, after): (usize, usize), stop: char) -> bool {
    let mut rest = text[after..].chars();
    match rest.next() {
        None | Some('\n') => return true,
        Some(c) if !c.is_whitespace() => return false,
        Some(_) => {}
    }
    let next =
        rest.find(|c| !c.is_whitespace() && !matches!(c, '"' | '“' | '„' | '(' | '[' | '\''));
    if next.is_none_or(char::is_lowercase) {
        return next.is_none();
    }
    stop != '.' || !is_abbreviation(&text[..at])
}

/// Whether the word before a full stop is an abbreviation or, as in German dates, a number of order.
fn is_abbreviation(before: &str) -> bool {
    let start = before
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '„'))
        .map_or(0, |i| {
            i + before[i..].chars().next().map_or(1, char::len_utf8)
        });
    let word = &before[start..];
    let number = word.len() <= 2 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    number && start == 0 || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// Behind quotation marks and brackets that close at `at`.
fn closing(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let inside = |c: char| matches!(c, '"' | '”' | '“' | '’' | ')' | ']' | '»' | '.' | '!' | '?');
    at + rest.find(|c| !inside(c)).unwrap_or(rest.len())
}

/// The words of a text: letters, digits and the signs inside of a word (`don't`, `Wi-Fi`, `3.5`).
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_part)?;
        let mut end = start;
        let mut chars = text[start..].char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let joins = matches!(c, '\'' | '’' | '-' | '.' | '\u{2011}')
                && chars.peek().is_some_and(|(_, next)| is_part(*next));
            if !is_part(c) && !joins {
                break;
            }
            end = start + i + c.len_utf8();
        }
        at = end;
        Some(start..end)
    })
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == CODE
}

#[cfg(test)]
mod tests {
    use crate::text::sentences::{sentences, words};

    #[test]
    fn sentences_end_where_a_reader_stops() {
        for (text, expected) in [
            ("One. Two! Three?", vec!["One.", "Two!", "Three?"]),
            (
                "Use 3.5 GB, e.g. Windows. Next",
                vec!["Use 3.5 GB, e.g. Windows.", "Next"],
            ),
            (
                "Öffnen Sie z. B. Word. Fertig.",
                vec!["Öffnen Sie z. B. Word.", "Fertig."],
            ),
            (
                "He said \"Go.\" Then left.",
                vec!["He said \"Go.\"", "Then left."],
            ),
            ("Open setup.exe now", vec!["Open setup.exe now"]),
            ("Wait... and go", vec!["Wait... and go"]),
            ("a line\nanother", vec!["a line", "another"]),
            ("", vec![]),
        ] {
            let found: Vec<_> = sentences(text).into_iter().map(|r| &text[r]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn words_keep_their_inner_signs() {
        let text = "Don't use Wi-Fi (3.5 GHz) - \u{fffc}.";
        let found: Vec<_> = words(text).map(|r| &text[r]).collect();
        assert_eq!(found, ["Don't", "use", "Wi-Fi", "3.5", "GHz", "\u{fffc}"]);
    }
}
