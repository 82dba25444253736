//! The second look, at titles and summaries of the best.
//!
//! Takes a document and the slots. Gives the factor by which its score is raised: neighbours in the query that are
//! neighbours in the title, how much of the title was asked for, how much of the question title and summary hold
//! together, and whether the title opens with it. Never more than 2.8.

use crate::search::SearchIndex;
use crate::search::document::summary;
use crate::search::rank::slot::Slot;
use crate::text::tokenize::slots as cut;
use std::collections::BTreeSet;

/// In a title the very form that was typed (or corrected to) counts as 1, a relative of it as this.
const RELATED: f64 = 0.8;

/// The factor for a document.
pub(super) fn second(index: &SearchIndex<'_>, doc: u32, slots: &[Slot]) -> f64 {
    let article = index.site.article(index.articles[doc as usize]);
    let place = |terms: &Vec<String>| slots.iter().position(|slot| meets(index, slot, terms));
    let title: Vec<Vec<String>> = cut(&article.title)
        .into_iter()
        .filter(|terms| !index.stop.contains(&terms[0]))
        .collect();
    let at: Vec<Option<usize>> = title.iter().map(place).collect();
    let beside = at
        .windows(2)
        .filter(|pair| matches!(pair, [Some(a), Some(b)] if *b == a + 1))
        .count() as f64;
    let mut hits = 0.0;
    for (terms, slot) in title.iter().zip(&at) {
        let slot = slot.map(|i| &slots[i]);
        hits += slot.map_or(0.0, |s| if s.names(terms) { 1.0 } else { RELATED });
    }
    let got: BTreeSet<usize> = at.iter().copied().flatten().collect();
    let n = slots.len() as f64;
    let neighbours = if slots.len() > 1 {
        beside / (n - 1.0)
    } else {
        0.0
    };
    let covered = (got.len() as f64 / n) * (hits / title.len().max(1) as f64);
    let whole = told(slots, &got, cut(&summary(article)).iter().filter_map(place));
    let opens = (0..slots.len()).all(|i| at.get(i) == Some(&Some(i)));
    1.0 + 0.3 * neighbours
        + 0.4 * covered
        + 0.7 * (whole * whole * whole)
        + if opens { 0.4 } else { 0.0 }
}

/// The share of the query's rarity that title and summary hold together.
fn told(slots: &[Slot], title: &BTreeSet<usize>, summary: impl Iterator<Item = usize>) -> f64 {
    let summary: BTreeSet<usize> = summary.collect();
    let (mut asked, mut told) = (0.0, 0.0);
    for (i, slot) in slots.iter().enumerate() {
        asked += slot.rarity;
        if title.contains(&i) || summary.contains(&i) {
            told += slot.rarity;
        }
    }
    if asked > 0.0 { told / asked } else { 0.0 }
}

/// Whether a slot stands for one of the terms.
fn meets(index: &SearchIndex<'_>, slot: &Slot, terms: &[String]) -> bool {
    terms.iter().any(|term| {
        let begun = slot
            .open
            .as_ref()
            .is_some_and(|open| term.starts_with(open));
        let known = || index.terms.lookup(term);
        begun || known().is_some_and(|g| slot.means.iter().any(|m| m.groups.contains(&g)))
    })
}
