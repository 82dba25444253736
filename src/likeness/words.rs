//! The words of a text, as numbers.
//!
//! Takes a text. Gives a number and the place of each word, whatever its case; a sign of a script without blanks is a
//! word of its own. Never allocates, for it reads every word of a base.

use crate::text::tokenize::is_unspaced;

/// A word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The same for the same word in any case.
    pub number: u64,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// What numbers of words and phrases are multiplied with: odd, its bits well spread.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Mixes a number into another.
pub(super) fn mix(before: u64, next: u64) -> u64 {
    let mixed = (before.rotate_left(23) ^ next).wrapping_mul(SPREAD);
    mixed ^ (mixed >> 29)
}

/// The words of `text`, in order.
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut signs = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = signs.find(|(_, c)| c.is_alphanumeric())?;
        let mut word = Word {
            number: letter(0, first),
            start,
            end: start + first.len_utf8(),
        };
        if is_unspaced(first) {
            return Some(word);
        }
        while let Some((at, next)) = signs.next_if(|(_, c)| c.is_alphanumeric() && !is_unspaced(*c))
        {
            word.number = letter(word.number, next);
            word.end = at + next.len_utf8();
        }
        Some(word)
    })
}

fn letter(before: u64, sign: char) -> u64 {
    if sign.is_ascii() {
        return mix(before, u64::from(sign.to_ascii_lowercase()));
    }
    sign.to_lowercase()
        .fold(before, |n, c| mix(n, u64::from(c)))
}
