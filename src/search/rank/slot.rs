//! One word of a query, and what it can stand for.
//!
//! Takes the families of words. Gives [`Slot`] and its [`Meaning`]s. Never knows why a meaning was tried.

use crate::search::SearchIndex;
use crate::search::rank::rarity::idf;
use serde::{Serialize, Serializer};

/// How a typed word came to stand for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// As it is.
    Typed,
    /// With its neighbour: `wi fi`.
    Joined,
    /// One of its parts: `vpn` of `VPN-809`.
    Part,
    /// As the beginning of a longer word.
    Beginning,
    /// Another form of a word: `wiping` of `wipe`.
    Form,
    /// By its nearest neighbour.
    Corrected,
    /// By the vocabulary.
    Synonym,
    /// By the longest word that it begins with.
    Cut,
    /// As two words in one.
    Split,
}

impl How {
    /// Its name in explanations, that of the browser's engine.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Joined => "joined",
            Self::Part => "part",
            Self::Beginning => "beginning",
            Self::Form => "form",
            Self::Corrected => "corrected",
            Self::Synonym => "synonym",
            Self::Cut => "cut",
            Self::Split => "split",
        }
    }
}

impl Serialize for How {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// One thing that a slot can stand for.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    pub(super) how: How,
    /// What to show.
    pub(super) words: Vec<String>,
    /// Groups that must all occur.
    pub(super) groups: Vec<u32>,
    /// What a match is worth, 1 for the word itself.
    pub(super) weight: f64,
    /// Rarity.
    pub(super) idf: f64,
}

/// One word of a query.
#[derive(Clone, Debug, Default)]
pub(super) struct Slot {
    /// The joined form first, then its parts.
    pub(super) terms: Vec<String>,
    /// What it can stand for.
    pub(super) means: Vec<Meaning>,
    /// Corrections with their groups, the nearest first.
    pub(super) shown: Vec<(String, u32)>,
    /// Whether there are articles with the very word, so that its corrections only come on top.
    pub(super) known: bool,
    /// The word, if it may be half typed.
    pub(super) open: Option<String>,
    /// The group of the word itself.
    pub(super) hit: Option<u32>,
    /// Rarity of the rarest meaning; 0 if there is none.
    pub(super) rarity: f64,
    /// Whether it is the last word, with no blank behind it.
    pub(super) last: bool,
    /// The word that it makes with the one before, and its group.
    pub(super) glue: Option<(String, Option<u32>)>,
}

impl Slot {
    /// Whether one of the terms is what was typed, or what it was corrected to.
    pub(super) fn names(&self, terms: &[String]) -> bool {
        let is_named = |term: &String| {
            self.terms.contains(term) || self.shown.iter().any(|(shown, _)| shown == term)
        };
        terms.iter().any(is_named)
    }

    /// Adds a meaning of one group, unless that group has one already; says whether it was added.
    pub(super) fn mean(&mut self, how: How, word: &str, group: (Option<u32>, f64, f64)) -> bool {
        let (Some(group), weight, idf) = group else {
            return false;
        };
        if self.means.iter().any(|m| m.groups == [group]) {
            return false;
        }
        self.means.push(Meaning {
            how,
            words: vec![word.to_owned()],
            groups: vec![group],
            weight,
            idf,
        });
        true
    }

    /// Adds a meaning by looking its words up; says whether it was added.
    pub(super) fn stand_for(
        &mut self,
        index: &SearchIndex<'_>,
        how: How,
        (words, weight): (&[&str], f64),
    ) -> bool {
        let groups: Option<Vec<u32>> = words.iter().map(|w| index.terms.lookup(w)).collect();
        let Some(groups) = groups else { return false };
        let rarity = |group: &u32| idf(index, index.terms.group(*group).df);
        if let [group] = groups[..] {
            return self.mean(how, words[0], (Some(group), weight, rarity(&group)));
        }
        let mut sum = 0.0;
        for group in &groups {
            sum += rarity(group);
        }
        self.means.push(Meaning {
            how,
            words: words.iter().map(ToString::to_string).collect(),
            idf: sum / groups.len() as f64,
            groups,
            weight,
        });
        true
    }
}

pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

/// The length that a browser sees.
pub(super) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}
