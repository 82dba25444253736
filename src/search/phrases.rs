//! Words in quotes: which articles hold them next to each other.
//!
//! Takes phrases. Gives [`Phrases`], which says of an article whether its page holds them all, function words and
//! spelling with or without hyphens included. The browser's engine reads the same texts in the page, where what is not
//! the article's own is marked `unsearched`. Never looks at keywords and names of products, which are not text.

use crate::model::article::Article;
use crate::text::tokenize::parts;

/// What stood between quotes, cut into words.
#[derive(Clone, Debug)]
pub struct Phrases {
    /// ` words with blanks around `, so that no word is found inside another.
    wanted: Vec<String>,
}

impl Phrases {
    /// Of texts; those of a single word say nothing beyond the word itself.
    #[must_use]
    pub fn of(phrases: &[String]) -> Self {
        let words = phrases.iter().map(|p| parts(p)).filter(|p| p.len() > 1);
        Self {
            wanted: words.map(|p| spaced(&p)).collect(),
        }
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    /// Whether an article holds them all.
    #[must_use]
    pub fn stand_in(&self, article: &Article) -> bool {
        let text = spaced(&words(article));
        self.wanted.iter().all(|phrase| text.contains(phrase))
    }
}

fn spaced(words: &[String]) -> String {
    format!(" {} ", words.join(" "))
}

/// The words of an article in the order of its page, where sections may be sorted otherwise.
fn words(article: &Article) -> Vec<String> {
    let body = &article.body;
    let heading = |i: usize| body.outline.get(i).map(|h| h.text.as_str());
    let sections = body
        .sections
        .iter()
        .flat_map(|s| [s.heading.and_then(heading), Some(s.text.as_str())])
        .flatten();
    std::iter::once(article.title.as_str())
        .chain(article.symptoms.iter().map(String::as_str))
        .chain(article.codes.iter().map(String::as_str))
        .chain(sections)
        .flat_map(parts)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::search::phrases::Phrases;
    use crate::search::tests::base::article;

    #[test]
    fn words_stand_side_by_side_or_not_at_all() {
        let one = article(
            "a",
            "VPN error 809",
            &["it says \"no Wi-Fi\""],
            &[("Steps", "Outlookを起動 again. Do not use the old client.")],
        );
        for (phrase, stands) in [
            ("vpn error", true),
            ("error vpn", false),
            ("no wi fi", true),
            ("do NOT use the old", true),
            ("use an old", false),
            ("old clien", false),
            ("を起動 again", true),
            ("Steps Outlook", true),
        ] {
            let phrases = Phrases::of(&[phrase.to_owned()]);
            assert_eq!(phrases.stand_in(&one), stands, "{phrase}");
        }
        assert!(Phrases::of(&["vpn".to_owned(), String::new()]).is_empty());
    }
}
