//! The words of a ticket that may be kept.
//!
//! Takes a text and the redactor. Gives its words, and those that the redactor took out. Never gives a number, a word with
//! digits that is no error code, or a word that is only letters of an address.

use crate::text::codes::codes;
use crate::text::fold::fold;
use crate::text::redact::Redactor;
use crate::text::redact::signs::without_signs;
use crate::text::tokenize::each_slot;
use std::collections::BTreeSet;

/// Shortest and longest word, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=24;
/// Words of one ticket, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// What may be kept.
    pub(super) words: BTreeSet<String>,
    /// What was taken out: no ticket may teach it.
    pub(super) touched: BTreeSet<String>,
}

/// The words of a text.
pub(super) fn said(text: &str, redactor: &Redactor) -> Said {
    let redacted = without_signs(&redactor.redact(text));
    let codes: BTreeSet<String> = codes(&redacted)
        .iter()
        .flat_map(|code| slots(code))
        .collect();
    let is_plain = |word: &String| {
        let digits = word.bytes().any(|b| b.is_ascii_digit());
        LENGTHS.contains(&word.chars().count()) && (!digits || codes.contains(word))
    };
    let left = slots(&redacted);
    let touched = slots(text).difference(&left).cloned().collect();
    Said {
        words: left.into_iter().filter(is_plain).collect(),
        touched,
    }
}

/// The joined form of each run of letters and digits.
fn slots(text: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    each_slot(&fold(text), |terms| {
        all.insert(terms[0].to_string());
    });
    all
}

#[cfg(test)]
mod tests {
    use super::said;
    use crate::text::redact::Redactor;

    #[test]
    fn names_and_numbers_are_not_kept() {
        let redactor = Redactor::new(&[]).unwrap();
        let text =
            "Lappy says 0x80070005 on LT0042, mail susan.miller@example.com or 555 0100. Name tag";
        let said = said(text, &redactor);
        for kept in ["lappy", "0x80070005", "says", "name", "tag"] {
            assert!(said.words.contains(kept), "{kept}: {said:?}");
        }
        for gone in ["susanmiller", "examplecom", "555", "0100", "lt0042"] {
            assert!(!said.words.contains(gone), "{gone}: {said:?}");
        }
        assert!(said.touched.contains("examplecom"), "{said:?}");
        assert!(!said.touched.contains("lappy"));
    }
}
