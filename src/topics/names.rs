//! Names of groups: the phrases that tell their texts from all others.
//!
//! Takes texts and groups of them. Gives phrases in the spelling of most texts, by the log-likelihood ratio (Dunning 1993).
//! Log-odds with a prior were tried and preferred words that also stand outside. Never repeats a word in two phrases of a group.

use crate::topics::phrases::{Phrase, each_phrase};
use crate::topics::terms::Analyser;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Characters of a name.
const LONGEST: usize = 60;
/// Phrases of a name, and of a topic.
const IN_NAME: usize = 3;
const IN_TOPIC: usize = 8;
/// Texts of a group that are read for its phrases.
const READ: usize = 200;
/// Texts that are read to learn how common a phrase is.
const READ_OF_ALL: usize = 20_000;
/// Score from which on a phrase tells: an even spread gives as much once in ten times.
const TELLING: f64 = 2.7;
/// Share of the best score that a further phrase needs.
const BESIDE_BEST: f64 = 0.07;
/// What a further word of a phrase is worth: of phrases that tell alike, the longer reads better.
const LONGER: f64 = 0.25;

/// How common phrases are in all texts.
pub(super) struct Naming<'a> {
    texts: &'a [&'a str],
    analyser: Analyser,
    common: HashMap<u64, u32>,
    read: usize,
}

/// A phrase of a group.
struct Candidate {
    stems: Vec<u64>,
    texts: u32,
    spelling: String,
}

/// The stems of a phrase, in how many texts it stands, and its spellings.
type Seen = (Vec<u64>, u32, BTreeMap<String, u32>);

impl<'a> Naming<'a> {
    /// Reads the phrases of the groups, and counts those in all texts.
    pub(super) fn of(texts: &'a [&'a str], groups: &[Vec<u32>], lang: &str) -> Self {
        let mut naming = Self {
            texts,
            analyser: Analyser::of(lang),
            common: HashMap::new(),
            read: 0,
        };
        let wanted: Vec<Vec<u64>> = groups
            .par_iter()
            .map(|members| naming.candidates(members).into_keys().collect())
            .collect();
        let wanted: HashSet<u64> = wanted.into_iter().flatten().collect();
        let step = texts.len().div_ceil(READ_OF_ALL).max(1);
        let sample: Vec<&str> = texts.iter().step_by(step).copied().collect();
        let found: Vec<Vec<u64>> = sample
            .par_iter()
            .map(|text| {
                let mut keys = Vec::new();
                each_phrase(text, &naming.analyser, |p| keys.push(p.key));
                keys.retain(|k| wanted.contains(k));
                keys.sort_unstable();
                keys.dedup();
                keys
            })
            .collect();
        for key in found.into_iter().flatten() {
            *naming.common.entry(key).or_default() += 1;
        }
        naming.read = sample.len();
        naming
    }

    /// The telling phrases of a group, the best first.
    pub(super) fn phrases(&self, members: &[u32]) -> Vec<String> {
        let read = members.len().min(READ) as f64;
        let mut scored: Vec<(f64, Candidate)> = self
            .candidates(members)
            .into_iter()
            .map(|(key, c)| (self.score(key, &c, (read, members.len() as f64)), c))
            .filter(|(score, _)| *score > TELLING)
            .collect();
        scored.sort_by(|a, b| {
            b.0.total_cmp(&a.0)
                .then_with(|| a.1.spelling.cmp(&b.1.spelling))
        });
        let least = scored.first().map_or(0.0, |best| best.0 * BESIDE_BEST);
        scored.retain(|c| c.0 >= least);
        let mut said: HashSet<u64> = HashSet::new();
        let mut chosen = Vec::new();
        for (_, candidate) in scored {
            if chosen.len() < IN_TOPIC && candidate.stems.iter().all(|s| !said.contains(s)) {
                said.extend(&candidate.stems);
                chosen.push(candidate.spelling);
            }
        }
        chosen
    }

    /// How far the texts with the phrase inside and outside are from an even spread, times the worth of its length:
    /// log-likelihood ratio, nothing if the phrase is rarer inside.
    fn score(&self, key: u64, candidate: &Candidate, (read, size): (f64, f64)) -> f64 {
        let longer = 1.0 + LONGER * (candidate.stems.len() as f64 - 1.0);
        let all = self.texts.len() as f64;
        let inside = f64::from(candidate.texts) * size / read;
        if size >= all {
            return inside * longer;
        }
        let found = f64::from(self.common.get(&key).copied().unwrap_or(0));
        let everywhere = (found * all / self.read.max(1) as f64).clamp(inside, all - size + inside);
        let part = |seen: f64, of_texts: f64, of_phrase: f64| {
            let even = of_texts * of_phrase / all;
            if seen > 0.0 {
                seen * (seen / even).ln()
            } else {
                0.0
            }
        };
        if inside / size <= everywhere / all {
            return 0.0;
        }
        let with =
            part(inside, size, everywhere) + part(everywhere - inside, all - size, everywhere);
        let rest = all - everywhere;
        let without = part(size - inside, size, rest)
            + part(all - size - (everywhere - inside), all - size, rest);
        2.0 * (with + without) * longer
    }

    /// Phrases of a group that stand in enough of its texts, by key.
    fn candidates(&self, members: &[u32]) -> BTreeMap<u64, Candidate> {
        let step = members.len().div_ceil(READ).max(1);
        let mut found: HashMap<u64, Seen> = HashMap::new();
        let mut read = 0;
        for member in members.iter().step_by(step) {
            read += 1;
            let mut seen: HashSet<u64> = HashSet::new();
            each_phrase(
                self.texts[*member as usize],
                &self.analyser,
                |phrase: Phrase<'_>| {
                    if seen.insert(phrase.key) {
                        let entry = found
                            .entry(phrase.key)
                            .or_insert_with(|| (phrase.stems, 0, BTreeMap::new()));
                        entry.1 += 1;
                        *entry.2.entry(spelled(phrase.text)).or_default() += 1;
                    }
                },
            );
        }
        let enough = (read / 8).max(2).min(read);
        let told = found.into_iter().filter(|(_, f)| f.1 >= enough);
        told.map(|(key, (stems, texts, spellings))| {
            let spelling = most(spellings);
            (
                key,
                Candidate {
                    stems,
                    texts,
                    spelling,
                },
            )
        })
        .collect()
    }
}

/// The most frequent spelling; of equals the one that sorts last, which is the one in small letters.
fn most(spellings: BTreeMap<String, u32>) -> String {
    let best = spellings
        .into_iter()
        .max_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    best.map(|b| b.0).unwrap_or_default()
}

fn spelled(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// A name of phrases, or of the beginning of a text if there are none.
pub(super) fn name(phrases: &[String], text: &str) -> String {
    let mut name = String::new();
    for phrase in phrases.iter().take(IN_NAME) {
        let next = if name.is_empty() {
            phrase.clone()
        } else {
            format!("{name} · {phrase}")
        };
        if next.chars().count() <= LONGEST {
            name = next;
        }
    }
    if name.is_empty() {
        let text = phrases.first().map_or_else(|| spelled(text), Clone::clone);
        name = cut(&text);
    }
    name
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LONGEST - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{Naming, cut, name};

    #[test]
    fn phrases_tell_a_group_from_the_rest() {
        let texts = [
            "VPN error 809 since today",
            "vpn error 809, cannot connect",
            "I cannot connect: vpn error 809",
            "printer error since today",
            "printer offline since today",
            "mailbox full since today",
        ];
        let members = vec![0, 1, 2];
        let naming = Naming::of(&texts, std::slice::from_ref(&members), "en");
        let phrases = naming.phrases(&members);
        assert_eq!(phrases[..2], ["vpn error 809", "cannot connect"]);
        assert!(!phrases.iter().any(|p| p.contains("today")), "{phrases:?}");
        assert_eq!(name(&phrases, ""), "vpn error 809 · cannot connect");
    }

    #[test]
    fn a_name_is_never_empty_nor_long() {
        assert_eq!(name(&[], "  a\n b "), "a b");
        assert_eq!(cut(&"x".repeat(99)).chars().count(), 60);
        let long = vec!["y".repeat(50), "z".repeat(50)];
        assert_eq!(name(&long, ""), "y".repeat(50));
    }
}
