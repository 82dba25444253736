//! A saved search for a gap, tested before anybody trusts it.
//!
//! Takes what the tickets of a gap say and, later, which tickets each candidate matches. Gives candidates, then the one to
//! three that together find most of the gap and least of the rest (F₁). Never proposes what was not tested.

use crate::cli::draft::telling::{Telling, Word};
use crate::text::codes::codes;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// So many words, pairs of words, phrases and codes are tried at most.
const WORDS: usize = 20;
const PAIRS: usize = 120;
const PHRASES: usize = 60;
const CODES: usize = 12;
/// A candidate occurs in at least this part of the gap.
const LEAST: f64 = 0.03;
/// A further pattern has to make the whole better by this much.
const GAIN: f64 = 0.02;
/// So many patterns are proposed at most.
const MOST: usize = 3;

/// A candidate, and where it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tested {
    /// In the query language.
    pub(crate) pattern: String,
    /// Tickets of the gap that it matches, ascending.
    pub(crate) inside: Vec<u32>,
    /// Tickets of the same category that are no part of the gap.
    pub(crate) same: Vec<u32>,
    /// Other tickets that it matches, ascending.
    pub(crate) outside: Vec<u32>,
}

/// What is proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Proposal {
    /// Patterns, the best first; a ticket has to match one of them.
    pub(crate) patterns: Vec<String>,
    /// How many tickets of the gap they match.
    pub(crate) inside: usize,
    /// How many tickets of the same category they match besides.
    pub(crate) same: usize,
    /// Other tickets that they match.
    pub(crate) outside: Vec<u32>,
}

impl Tested {
    /// Whether it may be proposed: a single word has to mean these tickets nearly everywhere, for it says so little.
    fn is_apart(&self) -> bool {
        let is_word = self.pattern.chars().all(char::is_alphabetic);
        !is_word || self.inside.len() >= 4 * self.outside.len()
    }
}

/// What could find these tickets: codes, phrases, telling words and pairs of them.
pub(crate) fn candidates(texts: &[&str], telling: &Telling) -> Vec<String> {
    let least = ((texts.len() as f64 * LEAST) as u32).max(if texts.len() < 4 { 1 } else { 2 });
    let mut all = named_codes(texts, least);
    all.extend(phrases(texts, telling, least));
    all.extend(words(texts, telling, least));
    let mut seen = BTreeSet::new();
    all.retain(|pattern| seen.insert(pattern.to_lowercase()));
    all
}

/// The candidates of a list with their counts, the most promising first; the same list for the same counts.
fn best(counted: BTreeMap<String, (u32, f64)>, least: u32, most: usize) -> Vec<String> {
    let enough = counted
        .into_iter()
        .filter(|(_, (count, _))| *count >= least);
    let mut ranked: Vec<_> = enough
        .map(|(pattern, (count, weight))| (f64::from(count) * weight, pattern))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    ranked.into_iter().take(most).map(|(_, p)| p).collect()
}

fn named_codes(texts: &[&str], least: u32) -> Vec<String> {
    let mut counted = BTreeMap::new();
    for code in texts.iter().flat_map(|text| codes(text)) {
        let plain = code.chars().all(char::is_alphanumeric);
        let pattern = if plain { code } else { format!("\"{code}\"") };
        counted.entry(pattern.to_lowercase()).or_insert((0, 1.0)).0 += 1;
    }
    best(counted, least, CODES)
}

/// Two to four words in a row that begin and end with one that says something.
fn phrases(texts: &[&str], telling: &Telling, least: u32) -> Vec<String> {
    let mut counted: BTreeMap<String, (u32, f64)> = BTreeMap::new();
    for text in texts {
        let words: Vec<_> = telling.words(text).collect();
        let mut here = BTreeMap::new();
        for from in 0..words.len() {
            for many in 2..=4 {
                let Some(run) = words.get(from..from + many) else {
                    break;
                };
                if let Some((phrase, weight)) = phrase(run, telling) {
                    here.insert(phrase, weight);
                }
            }
        }
        for (phrase, weight) in here {
            counted.entry(phrase).or_insert((0, weight)).0 += 1;
        }
    }
    best(counted, least, PHRASES)
}

/// A run of words as a phrase, with what it weighs.
fn phrase(run: &[Word<'_>], telling: &Telling) -> Option<(String, f64)> {
    let (last, before) = run.split_last()?;
    let speaks = |word: &Word<'_>| telling.speaks(&word.stem);
    if !before.iter().all(|word| word.goes_on) || !speaks(&run[0]) || !speaks(last) {
        return None;
    }
    let weight: f64 = run.iter().map(|word| telling.weight(&word.stem)).sum();
    let words: Vec<_> = run.iter().map(|word| word.text.to_lowercase()).collect();
    let plain = words.iter().all(|w| !w.contains(['"', '\\']));
    plain.then(|| (format!("\"{}\"", words.join(" ")), weight))
}

/// Telling words, and pairs of them that stand in one ticket.
fn words(texts: &[&str], telling: &Telling, least: u32) -> Vec<String> {
    let mut forms: HashMap<String, BTreeMap<String, u32>> = HashMap::new();
    let mut counted: BTreeMap<String, (u32, f64)> = BTreeMap::new();
    let stems: Vec<_> = texts.iter().map(|text| telling.stems(text)).collect();
    for stem in stems.iter().flatten() {
        let weight = telling.weight(stem);
        counted.entry(stem.clone()).or_insert((0, weight)).0 += 1;
    }
    for word in texts.iter().flat_map(|text| telling.content(text)) {
        let written = word.text.to_lowercase();
        if written.chars().all(char::is_alphanumeric) {
            *forms
                .entry(word.stem)
                .or_default()
                .entry(written)
                .or_default() += 1;
        }
    }
    let usual = |stem: &String| {
        let forms = forms.get(stem)?.iter();
        Some(
            forms
                .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))?
                .0
                .clone(),
        )
    };
    let top = best(counted, least, WORDS);
    let mut pairs: BTreeMap<String, (u32, f64)> = BTreeMap::new();
    for (at, left) in top.iter().enumerate() {
        for right in &top[at + 1..] {
            let both = stems
                .iter()
                .filter(|s| s.contains(left) && s.contains(right));
            let count = both.count() as u32;
            if let (Some(a), Some(b)) = (usual(left), usual(right)) {
                let weight = telling.weight(left) + telling.weight(right);
                pairs.insert(format!("{a} {b}"), (count, weight));
            }
        }
    }
    let mut all: Vec<_> = top.iter().filter_map(usual).collect();
    all.extend(best(pairs, least, PAIRS));
    all
}

/// The patterns that together find most tickets of a gap of so many, and fewest others.
pub(crate) fn choose(tested: &[Tested], all: usize) -> Proposal {
    let mut chosen = Proposal::default();
    let (mut inside, mut same, mut outside) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut score = 0.0;
    while chosen.patterns.len() < MOST {
        let mut best: Option<(f64, &Tested)> = None;
        for one in tested.iter().filter(|one| one.is_apart()) {
            let more = one.inside.iter().filter(|t| !inside.contains(*t)).count();
            let wrong = one.outside.iter().filter(|t| !outside.contains(*t)).count();
            let new = f1(inside.len() + more, outside.len() + wrong, all);
            // Of patterns that are as good the first one, which says most.
            let better = best.is_none_or(|(old, _)| new > old + 1e-9);
            if better {
                best = Some((new, one));
            }
        }
        let gain = if chosen.patterns.is_empty() {
            f64::EPSILON
        } else {
            GAIN
        };
        let Some((new, one)) = best.filter(|(new, _)| *new >= score + gain) else {
            break;
        };
        score = new;
        inside.extend(one.inside.iter().copied());
        same.extend(one.same.iter().copied());
        outside.extend(one.outside.iter().copied());
        chosen.patterns.push(one.pattern.clone());
    }
    chosen.inside = inside.len();
    chosen.same = same.len();
    chosen.outside = outside.into_iter().collect();
    chosen
}

/// The harmonic mean of the part that is found and the part that is right.
fn f1(found: usize, wrong: usize, all: usize) -> f64 {
    2.0 * found as f64 / (found + wrong + all).max(1) as f64
}

#[cfg(test)]
mod tests {
    use crate::cli::draft::proposal::{Proposal, Tested, candidates, choose};
    use crate::cli::draft::telling::Telling;

    fn tested(pattern: &str, inside: &[u32], outside: &[u32]) -> Tested {
        Tested {
            pattern: pattern.to_owned(),
            inside: inside.to_vec(),
            same: vec![],
            outside: outside.to_vec(),
        }
    }

    #[test]
    fn candidates_are_codes_phrases_and_words() {
        let texts = [
            "PIN isn't available, 0xc000006d",
            "windows hello: pin isn't available",
            "My pin is gone. Windows Hello broken (0xC000006D)",
            "hello face sign in broken",
        ];
        let telling = Telling::new(&texts, &["printer broken", "mail gone", "vpn broken"], "en");
        let all = candidates(&texts, &telling);
        for wanted in [
            "0xc000006d",
            "\"pin isn't available\"",
            "\"windows hello\"",
            "pin",
        ] {
            assert!(all.iter().any(|c| c == wanted), "{wanted} in {all:?}");
        }
        assert!(!all.iter().any(|c| c.contains("is gone")), "{all:?}");
        assert_eq!(all, candidates(&texts, &telling));
    }

    #[test]
    fn the_best_together_are_proposed() {
        let all = [
            tested("pin", &[0, 1, 2, 3, 4, 5], &[90, 91, 92, 93, 94, 95]),
            tested("pin available", &[0, 1, 2, 3], &[]),
            tested("hello face", &[4, 5], &[90]),
            tested("0xc000006d", &[0, 1], &[]),
        ];
        let expected = Proposal {
            patterns: vec!["pin available".to_owned(), "hello face".to_owned()],
            inside: 6,
            same: 0,
            outside: vec![90],
        };
        assert_eq!(choose(&all, 7), expected);
        // A word alone is no pattern where it finds as many others.
        assert_eq!(choose(&all[..1], 7), Proposal::default());
        assert_eq!(choose(&[], 7), Proposal::default());
        assert_eq!(choose(&[tested("x", &[], &[1])], 7), Proposal::default());
    }
}
