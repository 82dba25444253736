//! Phrases that checks of language look for.
//!
//! Takes lists of phrases. Gives their places in a text, whole words only, in any case. Never overlaps: of two phrases that
//! begin at one place, the longer is found.

use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;

/// A list of phrases, ready to be looked for.
#[derive(Debug)]
pub(super) struct Phrases(Option<AhoCorasick>);

impl Phrases {
    /// Makes a list ready; phrases are written in lower case.
    pub(super) fn new<'a>(list: impl IntoIterator<Item = &'a str>) -> Self {
        let found = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(list);
        Self(found.ok())
    }

    /// The phrases of a text: which of the list, and where.
    pub(super) fn find(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let Some(list) = &self.0 else {
            return Vec::new();
        };
        let inside =
            |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_');
        let whole = |m: &Range<usize>| {
            !inside(text[..m.start].chars().next_back()) && !inside(text[m.end..].chars().next())
        };
        list.find_iter(text)
            .map(|m| (m.pattern().as_usize(), m.range()))
            .filter(|(_, range)| whole(range))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::phrases::Phrases;

    #[test]
    fn whole_words_are_found_in_any_case() {
        let list = Phrases::new(["just", "please note that", "please note"]);
        let found = list.find("Please note that it is just-in-time, adjust or Just go");
        assert_eq!(found, [(1, 0..16), (0, 47..51)]);
    }
}
