//! Articles that say nearly the same.
//!
//! Takes all articles. Gives KB035 at the later of two, naming the earlier, the share and a passage of both. Never
//! compares translations, introductions of folders, archived articles, or what a template makes equal.

mod problems;

use crate::checks::{Check, Scene, head};
use crate::diag::{Code, Diagnostic, Severity};
use crate::likeness::{Pair, Text, pairs, passage, words};
use crate::model::ArticleId;
use crate::model::article::Article;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};

/// The check.
#[derive(Debug)]
pub struct Duplicates;

pub(super) const SAME: Code = Code("KB035");

/// Phrases below which a text is too short to be judged by its wording alone: about forty words.
const SHORT: u32 = 38;
/// Phrases below which there is nothing to judge.
const LEAST: u32 = 8;
/// Short texts have to share this much, and their title.
const SHORT_NEAR: f64 = 0.95;
/// Characters of a passage that are shown.
const SHOWN: usize = 90;

impl Check for Duplicates {
    fn codes(&self) -> &'static [Code] {
        &[SAME]
    }

    fn site(&self, scene: &Scene<'_>) -> Vec<Diagnostic> {
        let articles: Vec<(ArticleId, &Article)> = comparable(scene);
        let mut langs: BTreeMap<&str, u32> = BTreeMap::new();
        let texts: Vec<Text<'_>> = articles
            .iter()
            .map(|(_, article)| {
                let next = u32::try_from(langs.len()).unwrap_or(u32::MAX);
                text(article, *langs.entry(article.lang.as_str()).or_insert(next))
            })
            .collect();
        let mut nearest: BTreeMap<u32, Vec<Pair>> = BTreeMap::new();
        for pair in pairs(&texts, scene.site.settings.standard.near) {
            let pair = in_time(pair, &articles);
            if counts(&pair, &articles) {
                nearest.entry(pair.later).or_default().push(pair);
            }
        }
        let groups: Vec<&Vec<Pair>> = nearest.values().collect();
        let told = |group: &&Vec<Pair>| finding(group, &articles, &texts);
        let mut found: Vec<Diagnostic> = groups.par_iter().filter_map(told).collect();
        let told: BTreeSet<_> = found.iter().filter_map(|d| d.file).collect();
        found.extend(
            problems::same(&articles)
                .into_iter()
                .filter(|d| d.file.is_none_or(|file| !told.contains(&file))),
        );
        found
    }
}

/// The articles that may repeat one another.
fn comparable<'a>(scene: &Scene<'a>) -> Vec<(ArticleId, &'a Article)> {
    let listed = scene.site.listed();
    listed.filter(|(_, article)| !article.is_index).collect()
}

fn text(article: &Article, group: u32) -> Text<'_> {
    let sections = article.body.sections.iter().map(|s| s.text.as_str());
    Text {
        parts: [article.title.as_str()]
            .into_iter()
            .chain(sections)
            .collect(),
        group,
    }
}

/// The pair with the older article first, where git knows which it is.
fn in_time(pair: Pair, articles: &[(ArticleId, &Article)]) -> Pair {
    let created = |at: u32| articles[at as usize].1.dates.created;
    match (created(pair.earlier), created(pair.later)) {
        (Some(earlier), Some(later)) if later < earlier => Pair {
            later: pair.earlier,
            earlier: pair.later,
            ..pair
        },
        _ => pair,
    }
}

/// Whether a pair is worth a word: no translation, and enough text to tell.
fn counts(pair: &Pair, articles: &[(ArticleId, &Article)]) -> bool {
    let (_, later) = articles[pair.later as usize];
    let (id, earlier) = articles[pair.earlier as usize];
    let enough = pair.phrases >= SHORT
        || (pair.phrases >= LEAST
            && pair.share >= SHORT_NEAR
            && title_words(later) == title_words(earlier));
    enough && !later.translations.contains(&id)
}

fn title_words(article: &Article) -> BTreeSet<u64> {
    words(&article.title).map(|word| word.number).collect()
}

/// One finding for an article, whatever the number of those that it repeats: the nearest is named.
fn finding(
    group: &[Pair],
    articles: &[(ArticleId, &Article)],
    texts: &[Text<'_>],
) -> Option<Diagnostic> {
    let by_share =
        |a: &&Pair, b: &&Pair| a.share.total_cmp(&b.share).then(b.earlier.cmp(&a.earlier));
    let best = group.iter().max_by(by_share)?;
    let (_, article) = articles[best.later as usize];
    let (_, other) = articles[best.earlier as usize];
    let message = format!(
        "{} % of the text is also in {}",
        (best.share * 100.0).floor(),
        other.path
    );
    let more = match group.len() {
        1 => String::new(),
        2 => "; one more article is as near".to_owned(),
        n => format!("; {} more articles are as near", n - 1),
    };
    let common = passage(&texts[best.later as usize], &texts[best.earlier as usize]);
    let common = common.map_or_else(String::new, |text| {
        format!("both say \"{}\"; ", shortened(text))
    });
    Some(
        Diagnostic::new(SAME, Severity::Warning, article.file, message)
            .at(head(article))
            .label(format!("\"{}\"", other.title))
            .help(format!(
                "{common}merge the two, or keep what is different and link to what is common{more}"
            )),
    )
}

/// The beginning of a passage, on one line.
fn shortened(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    let line = line.join(" ");
    match line.char_indices().nth(SHOWN) {
        None => line,
        Some((at, _)) => {
            let cut = line[..at].rfind(' ').unwrap_or(at);
            format!("{} …", &line[..cut])
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::duplicates::shortened;

    #[test]
    fn a_passage_is_cut_between_words() {
        assert_eq!(shortened("a\n b"), "a b");
        let long = shortened(&"word ".repeat(40));
        assert!(
            long.ends_with("word …") && long.chars().count() <= 92,
            "{long}"
        );
    }
}
