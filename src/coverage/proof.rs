//! What shows that a gap is one: phrases, error codes, examples.
//!
//! Takes the uncovered tickets of a gap. Gives [`Proof`]. Never shows a word that is redacted.

use crate::coverage::clusters::{harmless, words};
use crate::coverage::groups::codes;
use crate::coverage::ledger::Ledger;
use crate::coverage::result::{Example, Named};
use crate::text::fold::fold;
use crate::topics::phrases;
use std::collections::BTreeSet;

/// Phrases are read out of so many tickets, evenly chosen, against as many others.
const READ: usize = 2000;
/// A gap shows so many phrases, codes and examples.
const PHRASES: usize = 8;
const CODES: usize = 8;
const EXAMPLES: usize = 5;

/// What a topic knows of itself; nothing of a category.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hints {
    /// Telling phrases, best first.
    pub(crate) phrases: Option<Vec<String>>,
    /// Its tickets, most typical first.
    pub(crate) typical: Vec<u32>,
}

/// What shows that a gap is one.
pub(crate) struct Proof {
    /// Telling phrases, best first.
    pub(crate) phrases: Vec<String>,
    /// Error codes, most first.
    pub(crate) codes: Vec<Named>,
    /// Tickets, most typical first.
    pub(crate) examples: Vec<Example>,
}

/// Of the uncovered tickets of a gap.
pub(crate) fn of(ledger: &Ledger<'_>, uncovered: &[u32], hints: Hints) -> Proof {
    let mut phrases = hints.phrases.unwrap_or_else(|| telling(ledger, uncovered));
    phrases.truncate(PHRASES);
    let mut codes = codes(ledger, uncovered);
    codes.truncate(CODES);
    let typical = if hints.typical.is_empty() {
        typical(ledger, uncovered, &phrases)
    } else {
        let open: BTreeSet<&u32> = uncovered.iter().collect();
        let mut typical = hints.typical;
        typical.retain(|t| open.contains(t));
        typical
    };
    Proof {
        examples: examples(ledger, &typical),
        phrases,
        codes,
    }
}

/// Phrases that tell these tickets from all others.
fn telling(ledger: &Ledger<'_>, tickets: &[u32]) -> Vec<String> {
    let own: BTreeSet<u32> = tickets.iter().copied().collect();
    let others = ledger.counted.iter().filter(|t| !own.contains(t)).copied();
    let [inside, outside] = [tickets.to_vec(), others.collect()].map(|all| texts(ledger, &all));
    let [inside, outside] =
        [&inside, &outside].map(|texts| texts.iter().map(String::as_str).collect::<Vec<_>>());
    harmless(
        ledger,
        phrases(&inside, &outside, &ledger.desk.site.settings.lang),
    )
}

/// The words of so many of these tickets as are read, evenly chosen.
fn texts(ledger: &Ledger<'_>, tickets: &[u32]) -> Vec<String> {
    let known = tickets.iter().filter(|t| ledger.store.text(**t).is_some());
    let known: Vec<u32> = known.copied().collect();
    let step = known.len().div_ceil(READ).max(1);
    known
        .iter()
        .step_by(step)
        .map(|t| words(ledger, *t))
        .collect()
}

/// Tickets by how many of the phrases they hold, newest first among equals.
fn typical(ledger: &Ledger<'_>, tickets: &[u32], phrases: &[String]) -> Vec<u32> {
    let phrases: Vec<_> = phrases.iter().map(|p| fold(p).into_owned()).collect();
    let score = |ticket: &u32| {
        let text = fold(ledger.store.text(*ticket).unwrap_or_default());
        let held = phrases.iter().filter(|p| text.contains(p.as_str())).count();
        (held, ledger.store.fact(*ticket).day)
    };
    let mut scored: Vec<_> = tickets.iter().map(|t| (score(t), *t)).collect();
    scored.sort_by_key(|(score, ticket)| (std::cmp::Reverse(*score), *ticket));
    scored.into_iter().map(|(_, ticket)| ticket).collect()
}

/// The first tickets whose words differ.
fn examples(ledger: &Ledger<'_>, tickets: &[u32]) -> Vec<Example> {
    let mut seen = BTreeSet::new();
    let mut examples = Vec::new();
    for ticket in tickets {
        let Some(text) = ledger.store.text(*ticket) else {
            continue;
        };
        let example = ledger.example(*ticket, text);
        if seen.insert(fold(&example.text).into_owned()) {
            examples.push(example);
        }
        if examples.len() == EXAMPLES {
            break;
        }
    }
    examples
}
