//! The arithmetic of the ranking.
//!
//! Takes slots with their alternatives. Gives a score for every article that holds any of them:
//! `Σ over slots of √(rarity of the slot · the best weight · idf · (impact / 15)²)`, times `a + (1 − a) · share²`, where `share` is the part of
//! the query's rarity that the article holds; then, for the best, up to 60 % more for the title. Never uses a function
//! whose last bit differs between machines.

use crate::search::SearchIndex;
use crate::search::rank::ask::Slot;
use crate::search::rank::rarity::idf;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// An identifier in fewer articles than this is worth finding wherever it stands.
const RARE: u32 = 9;
/// In a title the very form that was typed (or corrected to) counts as 1, a relative of it as this.
const RELATED: f64 = 0.8;

/// A document that holds something of the query.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) doc: u32,
    pub(super) score: f64,
    /// Share of the query's rarity that it holds.
    pub(super) share: f64,
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

/// All documents that hold something of the query, in the order of their numbers.
pub(super) fn score(index: &SearchIndex, slots: &[Slot]) -> Vec<Found> {
    let n = index.articles.len();
    let (mut sums, mut held, mut best) = (vec![0.0; n], vec![0.0; n], vec![0.0; n]);
    let mut total = 0.0;
    for slot in slots {
        let rarest = slot.alts.iter().map(|a| a.idf).reduce(f64::max);
        let own = rarest.unwrap_or_else(|| idf(index, 0) * 0.5);
        total += own;
        let mut here = Vec::new();
        let mut note = |doc: u32, value: f64| {
            let known: &mut f64 = &mut best[doc as usize];
            if *known == 0.0 {
                here.push(doc as usize);
            }
            *known = known.max(value);
        };
        for alternative in &slot.alts {
            let [group] = alternative.groups[..] else {
                for (doc, value) in together(index, &alternative.groups) {
                    note(doc, alternative.weight * value);
                }
                continue;
            };
            let group = index.terms.group(group);
            let digits = group.key().bytes().any(|b| b.is_ascii_digit());
            let code = group.df < RARE && alternative.weight >= 1.0 && digits;
            for (doc, impact) in &group.postings {
                let f = f64::from(*impact) / 15.0;
                let matched = if code && f < 0.77 { 0.6 } else { f * f };
                note(*doc, alternative.weight * alternative.idf * matched);
            }
        }
        for doc in here {
            sums[doc] += f64::sqrt(best[doc] * own);
            held[doc] += own;
            best[doc] = 0.0;
        }
    }
    let floor = (0.4 + 0.03 * slots.len().saturating_sub(3) as f64).min(1.0);
    let found = |doc: usize| {
        let share = held[doc] / total;
        Found {
            doc: doc as u32,
            score: sums[doc] * (floor + (1.0 - floor) * share * share),
            share,
        }
    };
    (0..n).filter(|doc| held[*doc] > 0.0).map(found).collect()
}

/// Documents that hold all groups, with the mean of their scores.
fn together(index: &SearchIndex, groups: &[u32]) -> Vec<(u32, f64)> {
    let mut parts = vec![(0.0, 0_usize); index.articles.len()];
    for group in groups {
        let group = index.terms.group(*group);
        let rarity = idf(index, group.df);
        for (doc, impact) in &group.postings {
            let f = f64::from(*impact) / 15.0;
            let (sum, count) = &mut parts[*doc as usize];
            *sum += rarity * (f * f);
            *count += 1;
        }
    }
    let whole = |(doc, (sum, count)): (u32, (f64, usize))| {
        (count == groups.len()).then(|| (doc, sum / groups.len() as f64))
    };
    (0..).zip(parts).filter_map(whole).collect()
}

/// The second look, at the title: neighbours in the query that are neighbours there, and how much of it was asked for.
pub(super) fn second(index: &SearchIndex, doc: u32, slots: &[Slot]) -> f64 {
    let title = &index.titles[doc as usize];
    let at: Vec<Option<usize>> = title
        .iter()
        .map(|terms| slots.iter().position(|slot| meets(index, slot, terms)))
        .collect();
    let beside = at
        .windows(2)
        .filter(|pair| matches!(pair, [Some(a), Some(b)] if *b == a + 1))
        .count() as f64;
    let mut hits = 0.0;
    for (terms, slot) in title.iter().zip(&at) {
        let slot = slot.map(|i| &slots[i]);
        hits += slot.map_or(0.0, |s| if s.names(terms) { 1.0 } else { RELATED });
    }
    let distinct = at.iter().flatten().collect::<BTreeSet<_>>().len() as f64;
    let n = slots.len() as f64;
    let neighbours = if slots.len() > 1 {
        beside / (n - 1.0)
    } else {
        0.0
    };
    1.0 + 0.2 * neighbours + 0.4 * (distinct / n) * (hits / (title.len().max(1) as f64))
}

/// Whether a slot stands for one of the terms.
fn meets(index: &SearchIndex, slot: &Slot, terms: &[String]) -> bool {
    terms.iter().any(|term| {
        let begun = slot
            .open
            .as_ref()
            .is_some_and(|open| term.starts_with(open));
        let known = || index.terms.lookup(term);
        begun || known().is_some_and(|g| slot.alts.iter().any(|a| a.groups.contains(&g)))
    })
}
