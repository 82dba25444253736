//! The words of the interface, by language.
//!
//! Takes the theme's `strings/*.yaml`. Gives [`Words`] for a language tag: its own, else its base language's, and
//! English for every word that is missing. Never reads the machine's locale.

use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: &[&str] = &["ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv"];

/// The words of one language, complete.
pub type Words = Arc<BTreeMap<String, String>>;

/// The words of all languages of a theme.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    languages: BTreeMap<String, Words>,
}

/// The language part of a tag, in lower case: `pt` of `pt-BR`.
fn base(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase()
}

/// `rtl` for languages that are written from right to left.
#[must_use]
pub fn direction(tag: &str) -> &'static str {
    if RIGHT_TO_LEFT.contains(&base(tag).as_str()) {
        "rtl"
    } else {
        "ltr"
    }
}

impl Strings {
    /// From the files of a theme: language tag and its words. English fills the holes of the others.
    #[must_use]
    pub fn new(files: BTreeMap<String, BTreeMap<String, String>>) -> Self {
        let english = files.get("en").cloned().unwrap_or_default();
        let whole = |words: BTreeMap<String, String>| {
            let mut all = english.clone();
            all.extend(words);
            Arc::new(all)
        };
        let languages = files
            .into_iter()
            .map(|(tag, words)| (tag.to_lowercase(), whole(words)));
        Self {
            languages: languages.collect(),
        }
    }

    /// The words for a language tag.
    #[must_use]
    pub fn of(&self, tag: &str) -> Words {
        let exact = self.languages.get(&tag.to_lowercase());
        let found = exact.or_else(|| self.languages.get(&base(tag)));
        found
            .or_else(|| self.languages.get("en"))
            .cloned()
            .unwrap_or_default()
    }
}

/// One word; the key itself where the theme has no such word, so that the hole is seen.
#[must_use]
pub fn word(words: &Words, key: &str) -> String {
    words.get(key).cloned().unwrap_or_else(|| key.to_owned())
}

/// A day as people of the language write it: the words `date` (`{day} {month} {year}`) and `months` (twelve, with
/// `|` between) say how.
#[must_use]
pub fn day(words: &Words, date: Date) -> String {
    let months = words
        .get("months")
        .map(|m| m.split('|').collect::<Vec<_>>());
    let index = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    let month = months.as_ref().and_then(|m| m.get(index));
    match (words.get("date"), month) {
        (Some(form), Some(month)) => form
            .replace("{day}", &date.day().to_string())
            .replace("{month}", month.trim())
            .replace("{year}", &date.year().to_string()),
        _ => date.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Strings, day, direction, word};
    use std::collections::BTreeMap;

    fn strings() -> Strings {
        let words = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect()
        };
        let months =
            "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember";
        Strings::new(BTreeMap::from([
            (
                "en".to_owned(),
                words(&[("search", "Search"), ("home", "Home")]),
            ),
            (
                "de".to_owned(),
                words(&[
                    ("search", "Suche"),
                    ("date", "{day}. {month} {year}"),
                    ("months", months),
                ]),
            ),
        ]))
    }

    #[test]
    fn a_language_falls_back_to_its_base_and_each_word_to_english() {
        let words = strings().of("de-AT");
        assert_eq!(word(&words, "search"), "Suche");
        assert_eq!(word(&words, "home"), "Home");
        assert_eq!(word(&words, "nope"), "nope");
        assert_eq!(word(&strings().of("xx"), "search"), "Search");
    }

    #[test]
    fn days_are_written_as_the_language_does() {
        let date = jiff::civil::date(2026, 3, 9);
        assert_eq!(day(&strings().of("de"), date), "9. März 2026");
        assert_eq!(day(&strings().of("en"), date), "2026-03-09");
        assert_eq!((direction("ar-EG"), direction("en")), ("rtl", "ltr"));
    }
}
