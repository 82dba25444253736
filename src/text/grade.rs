//! How many years of school a text asks for.
//!
//! Takes counts of words, sentences and syllables. Gives the grade of Flesch and Kincaid for English (1975: Kincaid,
//! Fishburne, Rogers, Chissom) and the fourth Vienna formula for German (1984: Bamberger, Vanecek). Never judges another
//! language.

/// A language whose texts can be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    English,
    /// German.
    German,
}

/// What is counted of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sentences.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Syllables of all words.
    pub syllables: usize,
    /// Words of three and more syllables.
    pub long: usize,
}

impl Lang {
    /// Of a language tag; nothing for a language that is not judged.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        match crate::text::stem::primary(tag)
            .to_ascii_lowercase()
            .as_str()
        {
            "en" => Some(Self::English),
            "de" => Some(Self::German),
            _ => None,
        }
    }

    /// The name of the formula.
    #[must_use]
    pub fn formula(self) -> &'static str {
        match self {
            Self::English => "Flesch-Kincaid",
            Self::German => "Wiener Sachtextformel",
        }
    }

    /// Counts one word.
    pub fn count(self, word: &str, counts: &mut Counts) {
        let syllables = match self {
            Self::English => english(&word.to_lowercase()),
            Self::German => german(&word.to_lowercase()),
        };
        counts.words += 1;
        counts.syllables += syllables;
        counts.long += usize::from(syllables >= 3);
    }

    /// The grade of a text; nothing without words.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of an article are small")]
    pub fn grade(self, counts: &Counts) -> Option<f64> {
        if counts.words == 0 || counts.sentences == 0 {
            return None;
        }
        let words = counts.words as f64;
        let length = words / counts.sentences as f64;
        let per_word = counts.syllables as f64 / words;
        let long = 100.0 * counts.long as f64 / words;
        Some(match self {
            Self::English => 0.39 * length + 11.8 * per_word - 15.59,
            Self::German => 0.2656 * length + 0.2744 * long - 1.693,
        })
    }
}

/// The syllables of an English word in lower case.
fn english(word: &str) -> usize {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let count = nuclei(&letters, "aeiouy", |before, pair| match pair {
        // `media` and `usual`, but not `special` and `quality`.
        ('i', 'a' | 'u') => matches!(before, Some('c' | 't' | 's')),
        ('u', 'a') => matches!(before, Some('q' | 'g')),
        ('e', 'o') => before == Some('p'),
        // `employee`, but not `key`.
        ('y', _) => !before.is_some_and(|b| "aeiou".contains(b)),
        _ => true,
    });
    let before = letters.len().checked_sub(3).map(|i| letters[i]);
    let spoken = |consonants: &str| before.is_some_and(|c| consonants.contains(c));
    let silent = match word {
        _ if word.ends_with("le") => before.is_some_and(|c| "aeiouy".contains(c)),
        _ if word.ends_with('e') => !word.ends_with("ee"),
        _ if word.ends_with("ed") => !spoken("tdaeiou"),
        _ if word.ends_with("es") => !spoken("sxzcgihaeou"),
        _ => false,
    };
    (count - usize::from(silent && count > 1)).max(1)
}

/// The syllables of a German word in lower case.
fn german(word: &str) -> usize {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let count = nuclei(&letters, "aeiouyäöü", |before, pair| match pair {
        ('e', 'u') => before != Some('b'),
        ('a' | 'e', 'i' | 'u' | 'y' | 'a' | 'e') => pair.0 == pair.1 || "iuy".contains(pair.1),
        ('ä' | 'o', 'u') | ('i', 'e') | ('o', 'o') => true,
        ('u', _) => before == Some('q'),
        _ => false,
    });
    count.max(1)
}

/// Counts vowels, two that are spoken together as one; `joined` is told the letter before the two.
fn nuclei(
    letters: &[char],
    vowels: &str,
    joined: impl Fn(Option<char>, (char, char)) -> bool,
) -> usize {
    let is_vowel = |i: usize| vowels.contains(letters[i]);
    let opens = |i: &usize| {
        let i = *i;
        let before = i.checked_sub(2).map(|b| letters[b]);
        is_vowel(i) && !(i > 0 && is_vowel(i - 1) && joined(before, (letters[i - 1], letters[i])))
    };
    (0..letters.len()).filter(opens).count()
}

#[cfg(test)]
mod tests {
    use crate::text::grade::{Counts, Lang, english, german};

    #[test]
    fn syllables_are_counted_as_they_are_spoken() {
        for (word, expected) in [
            ("click", 1),
            ("password", 2),
            ("computer", 3),
            ("file", 1),
            ("table", 2),
            ("created", 2),
            ("clicked", 1),
            ("services", 3),
            ("employee", 3),
            ("quality", 3),
            ("media", 3),
            ("special", 2),
            ("you", 1),
            ("the", 1),
        ] {
            assert_eq!(english(word), expected, "{word}");
        }
        for (word, expected) in [
            ("klicken", 2),
            ("öffnen", 2),
            ("sie", 1),
            ("neue", 2),
            ("häufig", 2),
            ("beurteilen", 4),
            ("qualität", 3),
            ("anmeldung", 3),
            ("benutzerkonto", 5),
            ("system", 2),
            ("manuell", 3),
        ] {
            assert_eq!(german(word), expected, "{word}");
        }
    }

    #[test]
    fn grades_follow_their_formulas() {
        let counts = Counts {
            sentences: 10,
            words: 150,
            syllables: 225,
            long: 30,
        };
        let grade = |lang: Lang| lang.grade(&counts).unwrap();
        assert!((grade(Lang::English) - (0.39 * 15.0 + 11.8 * 1.5 - 15.59)).abs() < 1e-9);
        assert!((grade(Lang::German) - (0.2656 * 15.0 + 0.2744 * 20.0 - 1.693)).abs() < 1e-9);
        assert_eq!(Lang::English.grade(&Counts::default()), None);
        assert_eq!(Lang::of("fr"), None);
    }
}
