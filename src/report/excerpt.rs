//! The part of a line that is worth showing.
//!
//! Takes a line of any length and the marked bytes. Gives at most [`WIDTH`] characters around the mark, made visible,
//! with the mark moved along. Never walks through a megabyte to show a word.

use crate::report::visible::push;
use std::ops::Range;

/// Characters of a line that are shown.
pub const WIDTH: usize = 96;
/// Of these, how many stand before the mark of a long line.
const BEFORE: usize = 30;
/// The sign for what was cut.
const CUT: char = '…';

/// A line, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The visible text.
    pub text: String,
    /// The marked bytes of it.
    pub mark: Range<usize>,
}

/// Cuts a line around its mark.
#[must_use]
pub fn excerpt(line: &str, mark: &Range<usize>) -> Excerpt {
    let from = if line.chars().nth(WIDTH).is_none() {
        0
    } else {
        back(line, mark.start, BEFORE)
    };
    let to = line[from..]
        .char_indices()
        .nth(WIDTH)
        .map_or(line.len(), |(i, _)| from + i);
    let mut text = String::new();
    if from > 0 {
        text.push(CUT);
    }
    let start = append(&mut text, &line[from..mark.start.min(to)]);
    let end = append(&mut text, &line[mark.start.min(to)..mark.end.min(to)]);
    append(&mut text, &line[mark.end.min(to)..to]);
    if to < line.len() {
        text.push(CUT);
    }
    Excerpt {
        text,
        mark: start..end,
    }
}

/// The offset `count` characters before `offset`.
fn back(line: &str, offset: usize, count: usize) -> usize {
    line[..offset]
        .char_indices()
        .rev()
        .nth(count - 1)
        .map_or(0, |(i, _)| i)
}

/// Appends the visible form and says where the text now ends.
fn append(text: &mut String, part: &str) -> usize {
    part.chars().for_each(|c| push(text, c));
    text.len()
}

#[cfg(test)]
mod tests {
    use crate::report::excerpt::{WIDTH, excerpt};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn a_short_line_is_whole_and_a_long_one_is_cut() {
        let short = excerpt("a\tlink\u{1b}", &(2..6));
        assert_eq!(short.text, "a    link␛");
        assert_eq!(&short.text[short.mark], "link");
        let long = format!("{}LINK{}", "x".repeat(500_000), "y".repeat(500_000));
        let cut = excerpt(&long, &(500_000..500_004));
        assert!(cut.text.starts_with("…xxx") && cut.text.ends_with("yyy…"));
        assert_eq!(&cut.text[cut.mark], "LINK");
        let all = excerpt(&long, &(0..1_000_004));
        assert_eq!(all.text.chars().count(), WIDTH + 1);
    }

    proptest! {
        #[test]
        fn the_mark_marks_the_same_letters(a in "[aä]{0,150}", b in "[bé]{0,60}", c in "[cö]{0,150}") {
            let cut = excerpt(&format!("{a}{b}{c}"), &(a.len()..a.len() + b.len()));
            prop_assert_eq!(&cut.text[cut.mark.clone()], b);
            prop_assert!(cut.text.chars().count() <= WIDTH + 2);
        }
    }
}
