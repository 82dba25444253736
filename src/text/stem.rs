//! Words of one family: `print`, `printing`, `printed`.
//!
//! Takes a folded term and a language tag. Gives the stem by which its family is grouped (Snowball, the same rules that
//! tantivy's own filter uses). Never stems codes, and leaves languages without rules alone.

use frostem::{Algorithm, Stemmer};

/// The stemming rules of one language; without rules every word is its own stem.
#[derive(Clone, Copy)]
pub struct Stem(Option<Stemmer>);

impl Stem {
    /// The rules for a language tag such as `en` or `pt-BR`; only the part before the hyphen counts.
    #[must_use]
    pub fn of(lang: &str) -> Self {
        Self(algorithm(primary(lang)).map(Stemmer::new))
    }

    /// The stem of a folded term.
    #[must_use]
    pub fn stem(self, term: &str) -> String {
        match self.0 {
            Some(rules) if is_word(term) => rules.stem(term).into_owned(),
            _ => term.to_owned(),
        }
    }
}

/// Endings that words of a language take, the longest first: by them an unknown form finds a known relative.
#[must_use]
pub fn endings(lang: &str) -> &'static [&'static str] {
    match primary(lang) {
        "en" => &["ing", "ers", "es", "ed", "er", "ly", "s", "d", "y"],
        "de" => &[
            "ten", "ern", "en", "em", "er", "es", "te", "e", "n", "s", "t",
        ],
        "fr" => &["ees", "ent", "ee", "er", "es", "ez", "e", "s"],
        "es" | "pt" => &["ando", "es", "ar", "as", "os", "s", "a", "o"],
        "it" => &["are", "ato", "e", "i", "a", "o"],
        "nl" => &["en", "s", "t", "e"],
        "sv" | "da" | "nb" | "nn" | "no" => &["erne", "ene", "en", "er", "et", "ar", "e", "n"],
        "pl" => &["ami", "ow", "em", "ie", "y", "a", "e", "i", "u"],
        _ => &[],
    }
}

/// `pt` of `pt-BR`.
#[must_use]
pub fn primary(lang: &str) -> &str {
    lang.split(['-', '_']).next().unwrap_or(lang)
}

/// Whether a term can be inflected: at least three characters, letters only.
fn is_word(term: &str) -> bool {
    term.len() > 2 && term.chars().all(char::is_alphabetic)
}

fn algorithm(lang: &str) -> Option<Algorithm> {
    Some(match lang {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "cs" => Algorithm::Czech,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "eu" => Algorithm::Basque,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Stem;

    #[test]
    fn families_share_a_stem() {
        for (lang, words) in [
            ("en", ["printing", "printed", "prints"]),
            ("de", ["drucker", "druckern", "druckers"]),
            ("fr", ["imprimante", "imprimantes", "imprimante"]),
            ("es", ["impresora", "impresoras", "impresora"]),
            ("pt-BR", ["impressora", "impressoras", "impressora"]),
        ] {
            let stems = words.map(|w| Stem::of(lang).stem(w));
            assert!(stems.iter().all(|s| *s == stems[0]), "{lang}: {stems:?}");
        }
    }

    #[test]
    fn codes_and_unknown_languages_are_left_alone() {
        assert_eq!(Stem::of("en").stem("err5s"), "err5s");
        assert_eq!(Stem::of("xx").stem("printing"), "printing");
    }
}
