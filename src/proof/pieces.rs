//! Text in pieces that can be told apart: its words, and runs of words.
//!
//! Takes any text. Gives numbers, equal where the pieces are equal, folded as the search folds them. Never gives a piece
//! so common that it tells nothing: short words, short numbers.

use crate::text::fold::fold;
use crate::text::tokenize::each_slot;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

/// Words of a run. Shorter ones are said by chance where texts meet on a page; a word that only the narrower text has is
/// found alone.
const RUN: usize = 6;
/// A run has at least so many letters and digits.
const RUN_LETTERS: usize = 20;
/// A word has at least so many characters to tell anything …
const WORD: usize = 4;
/// … and a number so many digits: years and small amounts stand everywhere.
const DIGITS: usize = 6;

/// A piece of a text, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Piece(u64);

/// Calls `visit` with every piece of a text whose runs do not go beyond a line: what stands in two blocks of a page,
/// or on two sides of a middle dot, was not said together.
pub fn each_piece_by_line(text: &str, mut visit: impl FnMut(Piece)) {
    let apart = text.split(['\n', '·']);
    apart.for_each(|line| each_piece(line, &mut visit));
}

/// Calls `visit` with the ordinary words of a text: no run of them, no address, and nothing in which letters, digits and
/// signs are mixed, but its parts that are plain.
pub fn each_plain_piece(text: &str, mut visit: impl FnMut(Piece)) {
    let breaks = |c: char| c.is_whitespace() || "<>\"()=,;{}[]|/:&?#!".contains(c);
    for token in text.split(breaks) {
        let token = token.trim_matches(|c: char| !c.is_alphanumeric());
        if token.contains('@') {
            continue;
        }
        if token
            .chars()
            .all(|c| c.is_alphabetic() || "-'’".contains(c))
        {
            each_piece(token, &mut visit);
        } else {
            let parts = token.split(|c: char| !c.is_alphanumeric());
            let plain = parts.filter(|part| part.chars().all(char::is_alphabetic));
            plain.for_each(|part| each_piece(part, &mut visit));
        }
    }
}

/// Calls `visit` with every piece of a text, line ends being white space.
pub fn each_piece(text: &str, mut visit: impl FnMut(Piece)) {
    let mut run: [(u64, usize); RUN] = [(0, 0); RUN];
    let mut seen = 0;
    each_slot(&fold(text), |terms| {
        for term in terms {
            if tells(term) && !(terms.len() > 1 && is_date(term)) {
                visit(Piece(hash(term)));
            }
        }
        // The joined form stands for its parts, however they are joined elsewhere.
        let whole = terms.first().map_or("", |t| t);
        run.rotate_left(1);
        run[RUN - 1] = (hash(whole), whole.len());
        seen += 1;
        if seen >= RUN && run.iter().map(|(_, len)| len).sum::<usize>() >= RUN_LETTERS {
            visit(Piece(hash(&run.map(|(word, _)| word))));
        }
    });
}

/// Whether a word says anything where it stands alone.
fn tells(word: &str) -> bool {
    let length = word.chars().count();
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return length >= DIGITS;
    }
    length >= WORD || (length >= 2 && !word.is_ascii())
}

/// Whether a number is a day or a month, joined: every page has one, and a day tells nobody what happened on it.
fn is_date(joined: &str) -> bool {
    let part = |range: Range<usize>| {
        joined
            .get(range)
            .and_then(|n: &str| n.parse().ok())
            .unwrap_or(0)
    };
    let (year, month, day): (u32, u32, u32) = (part(0..4), part(4..6), part(6..8));
    let is_day = joined.len() == 6 || (joined.len() == 8 && (1..=31).contains(&day));
    is_day && (1900..2200).contains(&year) && (1..=12).contains(&month)
}

/// The keys of this hasher are fixed, so a build finds the same as the build before.
fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use crate::proof::pieces::{each_piece, each_plain_piece};
    use std::collections::BTreeSet;

    fn pieces(text: &str) -> BTreeSet<super::Piece> {
        let mut all = BTreeSet::new();
        each_piece(text, |piece| {
            all.insert(piece);
        });
        all
    }

    #[test]
    fn words_and_runs_are_found_again_in_any_dress() {
        let own = pieces("Ask Wiltrud for the Straße key");
        for text in ["WILTRUD", "strasse", "… ask **wiltrud** for the _STRASSE_"] {
            assert!(!own.is_disjoint(&pieces(text)), "{text}");
        }
    }

    #[test]
    fn what_stands_everywhere_tells_nothing() {
        assert!(pieces("of the 2026 PC").is_empty());
        assert!(
            pieces("changed on 2026-03-01T10:00").is_disjoint(&pieces("2026-03-01 2026-03-02"))
        );
        assert_eq!(pieces("to be or not").len(), 0);
        assert_eq!(pieces("201-234").len(), 1);
        assert_eq!(pieces("INC7700661").len(), 2);
    }

    #[test]
    fn plain_words_are_no_addresses_numbers_or_sentences() {
        let mut plain = BTreeSet::new();
        let text = "<a class=\"db-card\" href='brand.1f3a5b7c.css'>Call our self-service: wiltrud@keller.example, 7700661, KB-4471X, you can't miss the old house</a>";
        each_plain_piece(text, |piece| {
            plain.insert(piece);
        });
        for word in ["brand", "dbcard", "call", "self-service", "house", "can't"] {
            assert!(pieces(word).is_subset(&plain), "{word}");
        }
        for told in [
            "wiltrud",
            "keller.example",
            "7700661",
            "1f3a5b7c",
            "kb4471x",
            "4471x",
        ] {
            assert!(pieces(told).is_disjoint(&plain), "{told}");
        }
        let run = "you can't miss the old house";
        assert!(!pieces(run).is_subset(&plain));
    }
}
