//! What the articles know of a phrase.
//!
//! Takes the site, its families of words and its function words. Gives [`Target`]s: the words of a phrase that an
//! article can be found by, with the articles that hold all of them. Never gives a phrase that no article holds.

use crate::model::Site;
use crate::model::article::Article;
use crate::search::phrases::Phrases;
use crate::search::terms::Terms;
use crate::search::vocabulary::heads;
use crate::text::stem::primary;
use crate::text::tokenize::parts;
use std::collections::{BTreeMap, BTreeSet};

/// Whether a phrase is usual is judged by so many articles that hold its words.
const SAMPLE: usize = 200;
/// A phrase is worth a rule if an article holds all its words with this impact: in its title or symptoms, or often.
const STRONG: u8 = 7;
/// The same, where the words do not stand next to each other: `Reset your password`.
const APART: u8 = 8;

/// A phrase as the index holds it.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// Its words without function words.
    pub(super) words: Vec<String>,
    groups: Vec<u32>,
    /// Articles that hold all its words, with the least of the words' impacts.
    pub(super) docs: Vec<(u32, u8)>,
}

impl Target {
    /// Whether `other` finds nothing that this does not find as well.
    pub(super) fn covers(&self, other: &Self) -> bool {
        if other.groups.iter().all(|g| self.groups.contains(g)) {
            return true;
        }
        let strong = |(doc, impact): &(u32, u8)| {
            let at = self.docs.binary_search_by_key(doc, |(d, _)| *d);
            at.is_ok_and(|at| self.docs[at].1 >= *impact)
        };
        other.docs.iter().all(strong)
    }
}

/// What is known of words.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    /// The families.
    pub(crate) terms: &'a Terms,
    /// Function words and fillers.
    pub(crate) stop: &'a BTreeSet<String>,
}

/// The phrases of the base.
pub(super) struct Known<'a> {
    /// Articles by document.
    articles: Vec<&'a Article>,
    words: Words<'a>,
    targets: BTreeMap<String, Option<Target>>,
}

impl<'a> Known<'a> {
    pub(super) fn new(site: &'a Site, words: Words<'a>) -> Self {
        Self {
            articles: site.listed().map(|(_, article)| article).collect(),
            words,
            targets: BTreeMap::new(),
        }
    }

    /// What typed words find by themselves, if every word of weight is known.
    pub(super) fn typed(&self, words: &[String]) -> Option<Target> {
        self.of_words(words)
    }

    /// The phrase, in its joined form (`multifactor`) or else in parts, if any article holds it.
    pub(super) fn target(&mut self, phrase: &str) -> Option<Target> {
        if let Some(known) = self.targets.get(phrase) {
            return known.clone();
        }
        // Without its function word `plug-in` would be `plug`.
        let apart = parts(phrase);
        let is_whole = apart.iter().all(|word| !self.words.stop.contains(word));
        let joined = self.of_words(&heads(phrase));
        let found = joined.or_else(|| self.of_words(&apart).filter(|_| is_whole));
        self.targets.insert(phrase.to_owned(), found.clone());
        found
    }

    /// The same, if it matters to an article of a language, and its words do not mostly mean something else without
    /// the function words that nobody indexes: `log in` must not find every log file.
    pub(super) fn usual_target(&mut self, phrase: &str, lang: &str) -> Option<Target> {
        let target = self.target(phrase)?;
        let spellings = [phrase.to_owned(), format!("{phrase}s")].map(|text| Phrases::of(&[text]));
        let is_here = |(doc, impact): &(u32, u8)| {
            let article = self.articles[*doc as usize];
            let stands = || {
                spellings
                    .iter()
                    .any(|s| s.is_empty() || s.stand_in(article))
            };
            (*impact >= APART || *impact >= STRONG && stands()) && primary(&article.lang) == lang
        };
        let words = parts(phrase);
        let is_whole = words.iter().all(|word| !self.words.stop.contains(word));
        let is_held = target.docs.iter().any(is_here);
        (is_held && (is_whole || self.is_usual(&words, &target))).then_some(target)
    }

    fn of_words(&self, words: &[String]) -> Option<Target> {
        let content = words.iter().filter(|w| !self.words.stop.contains(*w));
        let words: Vec<String> = content.cloned().collect();
        let groups: Option<Vec<u32>> = words.iter().map(|w| self.words.terms.lookup(w)).collect();
        let groups = groups.filter(|g| !g.is_empty())?;
        let docs = self.together(&groups);
        (!docs.is_empty()).then_some(Target {
            words,
            groups,
            docs,
        })
    }

    fn together(&self, groups: &[u32]) -> Vec<(u32, u8)> {
        let mut lists = groups.iter().map(|g| &self.words.terms.group(*g).postings);
        let mut docs = lists.next().cloned().unwrap_or_default();
        for list in lists {
            let least = |(doc, impact): (u32, u8)| {
                let at = list.binary_search_by_key(&doc, |(d, _)| *d).ok()?;
                Some((doc, impact.min(list[at].1)))
            };
            docs = docs.into_iter().filter_map(least).collect();
        }
        docs
    }

    /// Whether titles, symptoms and headings that hold the first word of weight mostly hold the whole phrase.
    fn is_usual(&self, words: &[String], target: &Target) -> bool {
        let Some(at) = words.iter().position(|w| !self.words.stop.contains(w)) else {
            return false;
        };
        let (mut whole, mut alone) = (0, 0);
        for (doc, _) in target.docs.iter().take(SAMPLE) {
            let article = self.articles[*doc as usize];
            let headings = article.body.outline.iter().map(|h| &h.text);
            for text in headings.chain(&article.symptoms).chain([&article.title]) {
                let text = parts(text);
                for i in 0..text.len() {
                    if !self.same(&text[i], &words[at]) {
                        continue;
                    }
                    let here = i.checked_sub(at).and_then(|i| text.get(i..i + words.len()));
                    let is_whole =
                        |run: &[String]| run.iter().zip(words).all(|(a, b)| self.same(a, b));
                    *(if here.is_some_and(is_whole) {
                        &mut whole
                    } else {
                        &mut alone
                    }) += 1;
                }
            }
        }
        whole > alone
    }

    /// Whether two words are of one family.
    fn same(&self, a: &str, b: &str) -> bool {
        a == b
            || self
                .words
                .terms
                .lookup(a)
                .is_some_and(|g| self.words.terms.lookup(b) == Some(g))
    }
}
