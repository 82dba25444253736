//! An article as the index sees it.
//!
//! Takes an article of the site. Gives its texts by field and its result row. Never holds anything the article's page
//! does not show, but for the words that requesters use instead.

use crate::model::Site;
use crate::model::article::Article;
use std::borrow::Cow;

/// Number of fields.
pub const FIELDS: usize = 7;
/// Number of words of a document, by field.
pub type Lengths = [u32; FIELDS];
/// The title, and the article's own id.
pub const TITLE: usize = 0;
/// The requester's words.
pub const SYMPTOMS: usize = 1;
/// Headings of the text.
pub const HEADINGS: usize = 2;
/// The text.
pub const BODY: usize = 3;
/// Error codes.
pub const CODES: usize = 4;
/// Keywords and the names of products, systems and category.
pub const TAGS: usize = 5;
/// Words of requesters, learnt from tickets.
pub const LEARNT: usize = 6;
/// Names of the fields, by number.
pub const NAMES: [&str; FIELDS] = [
    "title", "symptoms", "headings", "body", "codes", "tags", "learnt",
];

/// Length of a summary, in characters.
const SUMMARY: usize = 240;

/// The texts of an article, by field; each field is a list of texts that do not run into each other.
pub struct Document<'a> {
    /// Texts by field.
    pub fields: [Vec<Cow<'a, str>>; FIELDS],
    /// Language tag.
    pub lang: &'a str,
}

impl<'a> Document<'a> {
    /// What of an article is indexed.
    #[must_use]
    pub fn of(site: &'a Site, article: &'a Article) -> Self {
        let headings = article.body.outline.iter().map(|h| h.text.as_str());
        let body = article.body.sections.iter().map(|s| s.text.as_str());
        let all = |texts: &'a [String]| texts.iter().map(|t| Cow::from(t.as_str())).collect();
        // Whoever types an article's id wants this article and not those that name it.
        let key = article.has_key.then_some(article.key.as_str());
        let learnt = site.settings.learnt.words(&article.key);
        let title = [article.title.as_str()].into_iter().chain(key);
        Self {
            fields: [
                title
                    .map(Cow::from)
                    .chain(key.and_then(short).map(Cow::from))
                    .collect(),
                all(&article.symptoms),
                headings.map(Cow::from).collect(),
                body.map(Cow::from).collect(),
                all(&article.codes),
                tags(site, article).map(Cow::from).collect(),
                learnt.map(Cow::from).collect(),
            ],
            lang: &article.lang,
        }
    }
}

/// `KB47` of `KB0047`.
fn short(key: &str) -> Option<String> {
    let at = key.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = key.split_at(at);
    let rest = digits.trim_start_matches('0');
    (rest.len() < digits.len() && !rest.is_empty()).then(|| format!("{letters}{rest}"))
}

fn tags<'a>(site: &'a Site, article: &'a Article) -> impl Iterator<Item = &'a str> {
    let os = site.os.iter().filter(|o| article.os.contains(&o.slug));
    let products = site
        .products
        .iter()
        .filter(|p| article.products.contains(&p.slug));
    let category = article.category.and_then(|i| site.categories.get(i));
    article
        .keywords
        .iter()
        .map(String::as_str)
        .chain(os.map(|o| o.name.as_str()))
        .chain(products.map(|p| p.name.as_str()))
        .chain(category.map(|c| c.name.as_str()))
}

/// What a result shows under its title: the symptoms, or else the summary, cut at a word.
#[must_use]
pub fn summary(article: &Article) -> String {
    let text = if article.symptoms.is_empty() {
        article.summary.clone()
    } else {
        article.symptoms.join(" · ")
    };
    let Some((end, _)) = text.char_indices().nth(SUMMARY) else {
        return text;
    };
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!(
        "{}…",
        text[..cut].trim_end_matches([' ', ',', '·', ';', ':'])
    )
}
