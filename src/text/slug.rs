//! Words that may stand in an address.
//!
//! Takes any text. Gives its [`slug`]: lower-case letters and digits of any script, joined by single `-`. Never empty,
//! never anything that would have to be quoted in an attribute or a path.

use unicode_normalization::UnicodeNormalization;

/// A name on a disk has at most 255 bytes, with its ending.
const LONGEST: usize = 200;

/// The slug of a text: letters and digits kept in lower case, every run of anything else one `-`, none at the ends;
/// `s` where nothing is left, and no more than a disk can hold.
#[must_use]
pub fn slug(text: &str) -> String {
    if text.is_ascii() {
        // Most names are, and need no tables.
        return joined(text.chars().map(|c| c.to_ascii_lowercase()), text.len());
    }
    joined(text.nfc().flat_map(char::to_lowercase), text.len())
}

/// The slug of letters that are lower case already.
fn joined(letters: impl Iterator<Item = char>, len: usize) -> String {
    let mut out = String::with_capacity(len.min(LONGEST + 4));
    let mut gap = false;
    for c in letters {
        // A lower-cased capital may carry a combining mark (İ becomes i + dot): it belongs to its letter.
        if out.len() >= LONGEST {
            break;
        }
        if c.is_alphanumeric() || (!gap && !out.is_empty() && is_mark(c)) {
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            out.push(c);
        } else {
            gap = true;
        }
    }
    if out.is_empty() {
        out.push('s');
    }
    out
}

/// Whether it is written above or below the letter before it.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use crate::text::slug::slug;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn words_become_addresses() {
        for (text, want) in [
            ("VPN error 809", "vpn-error-809"),
            ("  What's new?  ", "what-s-new"),
            ("Über Größe", "über-größe"),
            ("U\u{308}ber", "über"),
            ("0x800704c9 & more", "0x800704c9-more"),
            ("パスワード リセット", "パスワード-リセット"),
            ("…", "s"),
            ("", "s"),
            ("a/../b\\c", "a-b-c"),
        ] {
            assert_eq!(slug(text), want, "{text}");
        }
    }

    #[test]
    fn an_address_is_never_longer_than_a_name_on_a_disk() {
        assert!((200..=204).contains(&slug(&"ab é".repeat(900)).len()));
    }

    proptest! {
        #[test]
        fn a_slug_is_its_own_slug(text in "\\PC{0,40}") {
            let once = slug(&text);
            prop_assert_eq!(slug(&once), once.clone());
            prop_assert!(!once.is_empty() && !once.contains(['/', ' ', '"', '<', '&', '.', '\\']));
        }
    }
}
