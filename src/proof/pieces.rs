//! Text in pieces that can be told apart: its words, and runs of words.
//!
//! Takes any text. Gives numbers, equal where the pieces are equal, folded as the search folds them. Never gives a piece
//! so common that it tells nothing: short words, short numbers.

use crate::text::fold::fold;
use crate::text::tokenize::each_slot;
use std::hash::{DefaultHasher, Hash, Hasher};

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

/// Calls `visit` with every piece of a text, line ends being white space.
pub fn each_piece(text: &str, mut visit: impl FnMut(Piece)) {
    let mut run: [(u64, usize); RUN] = [(0, 0); RUN];
    let mut seen = 0;
    each_slot(&fold(text), |terms| {
        for term in terms {
            if tells(term) {
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

/// The keys of this hasher are fixed, so a build finds the same as the build before.
fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use crate::proof::pieces::each_piece;
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
        assert_eq!(pieces("to be or not").len(), 0);
        assert_eq!(pieces("INC7700661").len(), 2);
    }
}
