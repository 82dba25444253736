//! The arithmetic of the ranking.
//!
//! Takes slots with their meanings. Gives a score for every article that holds any of them. For a slot of rarity `r` the
//! best meaning counts, `m = √(weight · idf / r) · impact / 15`; an article gets `Σ √r · m`, times `a + (1 − a) · c²`. The
//! coverage `c` is `Σ ⁴√r · min(1, 2m)`, so that a word in passing covers little, measured half by what was asked and half
//! by what the fullest article has: what no article has cannot be held against one. Short questions are asked for all of
//! their words (`a` = 0.1), long ones for fewer. Never uses a function whose last bit differs between machines.

use crate::search::SearchIndex;
use crate::search::rank::rarity::idf;
use crate::search::rank::slot::{Meaning, Slot, has_digit};
use serde::Serialize;
use std::cmp::Ordering;

/// An identifier in fewer articles than this is worth finding wherever it stands.
const RARE: u32 = 9;
/// What it then counts for at least, and the impact below which it does.
const FOUND: (f64, f64) = (0.6, 9.0);

/// A document that holds something of the query.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) doc: u32,
    pub(super) score: f64,
    /// Share of the query's rarity that it holds.
    pub(super) share: f64,
    /// The factors of the score: coverage, the reader's system, her language, the second look, what is known beforehand.
    pub(super) factors: Factors,
}

/// What the points of an article are multiplied with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Factors {
    /// How much of the query it covers where it matters.
    pub coverage: f64,
    /// Title and summary.
    pub title: f64,
    /// Validated, fresh, linked.
    pub prior: f64,
    /// For the reader's own system.
    pub system: f64,
    /// In the reader's own language.
    pub language: f64,
}

impl Found {
    /// Best first; among equals in URL order.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        other
            .score
            .total_cmp(&self.score)
            .then(self.doc.cmp(&other.doc))
    }
}

/// Sums of one query, by document.
struct Sums {
    points: Vec<f64>,
    held: Vec<f64>,
    covered: Vec<f64>,
    best: Vec<f64>,
}

/// All documents that hold something of the query, in the order of their numbers.
pub(super) fn score(index: &SearchIndex<'_>, slots: &[Slot]) -> Vec<Found> {
    let n = index.articles.len();
    let zero = || vec![0.0_f64; n];
    let mut sums = Sums {
        points: zero(),
        held: zero(),
        covered: zero(),
        best: zero(),
    };
    let (mut asked, mut total) = (0.0, 0.0);
    for slot in slots {
        asked += if slot.rarity > 0.0 {
            slot.rarity
        } else {
            idf(index, 0) * 0.5
        };
        total += slot.rarity.sqrt().sqrt();
        add(index, slot, &mut sums);
    }
    let top = sums.covered.iter().copied().fold(0.0, f64::max);
    let measure = f64::midpoint(total, top);
    let floor = (0.1 + 0.03 * slots.len().saturating_sub(3) as f64).min(1.0);
    let found = |doc: usize| {
        let c = (sums.covered[doc] / measure).min(1.0);
        let coverage = floor + (1.0 - floor) * c * c;
        Found {
            doc: doc as u32,
            score: sums.points[doc] * coverage,
            share: sums.held[doc] / asked,
            factors: Factors {
                coverage,
                title: 1.0,
                prior: 1.0,
                system: 1.0,
                language: 1.0,
            },
        }
    };
    (0..n)
        .filter(|doc| sums.held[*doc] > 0.0)
        .map(found)
        .collect()
}

fn add(index: &SearchIndex<'_>, slot: &Slot, sums: &mut Sums) {
    let own = slot.rarity.sqrt();
    let flat = own.sqrt();
    let mut here = Vec::new();
    for meaning in &slot.means {
        let value = strength(index, slot, meaning);
        each(index, meaning, |doc, impact| {
            let best = &mut sums.best[doc as usize];
            if *best == 0.0 {
                here.push(doc as usize);
            }
            *best = best.max(value(impact));
        });
    }
    for doc in here {
        let best = std::mem::take(&mut sums.best[doc]);
        sums.points[doc] += best * own;
        sums.held[doc] += slot.rarity;
        sums.covered[doc] += flat * (best * 2.0).min(1.0);
    }
}

/// What a meaning gives an article by its impact there.
pub(super) fn strength(
    index: &SearchIndex<'_>,
    slot: &Slot,
    meaning: &Meaning,
) -> impl Fn(f64) -> f64 {
    let worth = (meaning.weight * meaning.idf / slot.rarity).sqrt();
    let is_code = match meaning.groups[..] {
        [group] => {
            let group = index.terms.group(group);
            group.df < RARE && meaning.weight >= 1.0 && has_digit(group.key())
        }
        _ => false,
    };
    move |impact| {
        let matched = if is_code && impact < FOUND.1 {
            FOUND.0
        } else {
            impact / 15.0
        };
        worth * matched
    }
}

/// Calls `visit` with each document of a meaning and its impact there; of several groups the mean.
pub(super) fn each(index: &SearchIndex<'_>, meaning: &Meaning, mut visit: impl FnMut(u32, f64)) {
    if let [group] = meaning.groups[..] {
        for (doc, impact) in &index.terms.group(group).postings {
            visit(*doc, f64::from(*impact));
        }
        return;
    }
    let mut parts = vec![(0_u32, 0_usize); index.articles.len()];
    for group in &meaning.groups {
        for (doc, impact) in &index.terms.group(*group).postings {
            let (sum, count) = &mut parts[*doc as usize];
            *sum += u32::from(*impact);
            *count += 1;
        }
    }
    for (doc, (sum, count)) in (0..).zip(parts) {
        if count == meaning.groups.len() {
            visit(doc, f64::from(sum) / count as f64);
        }
    }
}
