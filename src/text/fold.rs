//! Text without case, accents and other things that nobody types the same way twice.
//!
//! Takes any text. Gives folded text: the same that `fold` in the browser's engine gives (the shared vectors in
//! `tests/vectors/terms.json` hold both to it). Never changes which characters are letters or digits.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds text: compatibility forms become plain ones, marks go, letters become small, and letters that have a plain
/// spelling in ASCII get it (`Straße` → `strasse`, `Ærø` → `aero`).
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if !text.is_ascii() {
        return Cow::Owned(fold_unicode(text));
    }
    if text.bytes().any(|b| b.is_ascii_uppercase()) {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    Cow::Borrowed(text)
}

fn fold_unicode(text: &str) -> String {
    let bare: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let mut spelled = String::with_capacity(bare.len());
    for c in bare.to_lowercase().chars() {
        match plain(c) {
            Some(plain) => spelled.push_str(plain),
            None => spelled.push(c),
        }
    }
    // Korean syllables were taken apart above; this puts them together again.
    spelled.nfc().collect()
}

/// The plain spelling of a letter or sign that has one.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        '’' | '‘' | 'ʼ' => "'",
        '\u{2010}' | '\u{2011}' => "-",
        // Soft hyphen, joiners, byte order mark and the Arabic stretcher are not seen, so they are not there.
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | 'ـ' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::fold;
    use proptest::prelude::{prop_assert_eq, proptest};

    #[test]
    fn case_accents_and_ligatures_go() {
        for (text, folded) in [
            ("VPN Error", "vpn error"),
            ("Überprüfung der Größe", "uberprufung der grosse"),
            ("ﬁle Ｗｉｆｉ", "file wifi"),
            ("can’t", "can't"),
            ("Σίσυφος", "σισυφοσ"),
            ("한국어", "한국어"),
            ("مُحَمَّد أحمد", "محمد احمد"),
            ("soft\u{ad}ware", "software"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "[\\PC]{0,40}") {
            let once = fold(&text).into_owned();
            prop_assert_eq!(fold(&once), once.as_str());
        }
    }
}
