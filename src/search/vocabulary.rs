//! Which words mean the same: the lists that come with the program, and the base's own.
//!
//! Takes the settings, the languages of the articles, and what words the index knows. Gives [`Rule`]s, only such as can
//! find something that the typed words alone would not. Never knows who asks: rules are applied by the ranking.

mod known;

use crate::config::Synonym;
use crate::config::rules::built_in;
use crate::model::Site;
use crate::text::stem::primary;
use crate::text::tokenize::{parts, slots};
pub(crate) use known::Words;
use known::{Known, Target};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The lists that come with the program, by language.
pub const LISTS: &[(&str, &str)] = &[
    ("de", include_str!("vocabulary/de.yaml")),
    ("en", include_str!("vocabulary/en.yaml")),
    ("es", include_str!("vocabulary/es.yaml")),
    ("fr", include_str!("vocabulary/fr.yaml")),
];
/// A line of a list leads to at most so many phrases: each may cost a reader one file.
const MOST_SIDES: usize = 4;

/// A rule of the vocabulary: whoever types `from` also means each of `to`, which may hold `from` itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// All words as they are typed, function words included, folded and joined (`signin`, or `sign`, `in`).
    pub from: Vec<String>,
    /// Words that an article holds, all of one side together; function words are left out.
    pub to: Vec<Vec<String>>,
}

impl Rule {
    /// Whether somebody typed the rule's words, the last one in singular or plural.
    #[must_use]
    pub fn fits<'w>(&self, typed: impl Iterator<Item = &'w str>) -> bool {
        let last = self.from.len().saturating_sub(1);
        let mut typed = typed.take(self.from.len());
        self.from.iter().enumerate().all(|(i, word)| {
            typed
                .next()
                .and_then(|t| t.strip_prefix(word.as_str()))
                .is_some_and(|rest| rest.is_empty() || (i == last && rest == "s"))
        })
    }
}

/// The rules of a site. Those of one line, which all have the same `to`, follow one another.
#[must_use]
pub(crate) fn rules(site: &Site, words: Words<'_>) -> Vec<Rule> {
    let mut known = Known::new(site, words);
    let own = site.settings.synonyms.iter();
    let mut rules: Vec<Rule> = own
        .flat_map(|line| of_line(&mut known, line, None))
        .collect();
    for (lang, text) in lists(site) {
        let lines = built_in(text);
        rules.extend(
            lines
                .iter()
                .flat_map(|line| of_line(&mut known, line, Some(lang))),
        );
    }
    rules
}

/// The lists for the languages of the site and its articles.
fn lists(site: &Site) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let mut langs: BTreeSet<&str> = site.listed().map(|(_, a)| primary(&a.lang)).collect();
    langs.insert(primary(&site.settings.lang));
    let is_wanted = site.settings.vocabulary;
    LISTS
        .iter()
        .filter(move |(lang, _)| is_wanted && langs.contains(lang))
}

/// The rules of a line: what it leads to, and from each of its phrases that does not find all of that by itself. An author
/// knows her words; a list (of a language) has to be careful.
fn of_line(known: &mut Known<'_>, line: &Synonym, list: Option<&str>) -> Vec<Rule> {
    let (from, to) = match line {
        Synonym::Group(all) => (all, all),
        Synonym::OneWay { from, to } => (from, to),
    };
    let sides = if let Some(lang) = list {
        let usual = to.iter().filter_map(|t| known.usual_target(t, lang));
        let mut usual: Vec<Target> = usual.collect();
        usual.sort_by_key(|t| Reverse(t.docs.len()));
        sides(usual.into_iter(), MOST_SIDES)
    } else {
        sides(to.iter().filter_map(|t| known.target(t)), usize::MAX)
    };
    let adds = |words: &Vec<String>| {
        let typed = known.typed(words);
        !typed.is_some_and(|typed| sides.iter().all(|side| typed.covers(side)))
    };
    let from: BTreeSet<Vec<String>> = from.iter().flat_map(|p| spellings(p)).collect();
    from.into_iter()
        .filter(|words| !sides.is_empty() && adds(words))
        .map(|from| Rule {
            from,
            to: sides.iter().map(|side| side.words.clone()).collect(),
        })
        .collect()
}

/// Targets, each only if it finds something that those before it do not.
fn sides(targets: impl Iterator<Item = Target>, most: usize) -> Vec<Target> {
    let mut kept: Vec<Target> = Vec::new();
    for target in targets {
        if kept.len() < most && !kept.iter().any(|k| k.covers(&target)) {
            kept.push(target);
        }
    }
    kept
}

/// `multi-factor` is typed as `multifactor` (which is also how `multi-factor` is read) and as `multi factor`.
fn spellings(phrase: &str) -> BTreeSet<Vec<String>> {
    let all = [heads(phrase), parts(phrase)];
    all.into_iter().filter(|words| !words.is_empty()).collect()
}

/// The joined form of each word.
fn heads(phrase: &str) -> Vec<String> {
    let first = |slot: Vec<String>| slot.into_iter().next();
    slots(phrase).into_iter().filter_map(first).collect()
}

#[cfg(test)]
mod tests;
