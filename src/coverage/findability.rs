//! Articles that exist and are not found.
//!
//! Takes tickets that an article would have answered, by pattern or text. Gives [`Findability`] for those that do not name
//! it. Never blames an article where the export names none at all: then nobody knows who found what.

use crate::coverage::ledger::Ledger;
use crate::coverage::live::article_ref;
use crate::coverage::result::{Evidence, Example, Findability, View};
use crate::model::ArticleId;
use std::collections::BTreeMap;

/// An article shows so many tickets.
const EXAMPLES: usize = 3;

#[derive(Default)]
struct Tickets {
    linked: u32,
    unlinked: Vec<u32>,
}

/// Articles that end users see and that at least as many tickets lack as make a category recur, more than name it.
pub(crate) fn findability(ledger: &Ledger<'_>) -> Vec<Findability> {
    let mut by_article: BTreeMap<ArticleId, Tickets> = BTreeMap::new();
    for ticket in &ledger.counted {
        for article in ledger.store.links(*ticket) {
            by_article.entry(article).or_default().linked += 1;
        }
        if let Some((Evidence::Pattern | Evidence::Text, article)) =
            ledger.verdict(*ticket, View::SelfService)
        {
            by_article
                .entry(article)
                .or_default()
                .unlinked
                .push(*ticket);
        }
    }
    if by_article.values().all(|t| t.linked == 0) {
        return Vec::new();
    }
    let least = ledger.settings.min_tickets.max(1);
    let is_missed = |t: &Tickets| {
        let unlinked = t.unlinked.len() as u32;
        unlinked >= least && unlinked > t.linked
    };
    let one = |(id, tickets): (ArticleId, Tickets)| Findability {
        article: article_ref(ledger.desk.site, id),
        unlinked: tickets.unlinked.len() as u32,
        linked: tickets.linked,
        examples: examples(ledger, id, &tickets.unlinked),
    };
    let missed = by_article.into_iter().filter(|(_, t)| is_missed(t));
    let mut all: Vec<Findability> = missed.map(one).collect();
    all.sort_by_key(|f| std::cmp::Reverse(f.unlinked));
    all
}

/// Tickets of the article's patterns that are remembered, then those whose words are kept.
fn examples(ledger: &Ledger<'_>, article: ArticleId, unlinked: &[u32]) -> Vec<Example> {
    let store = ledger.store;
    let patterns = (0..).zip(&ledger.judge.patterns.list);
    let own = patterns
        .filter(|(_, p)| p.article == article)
        .map(|(n, _)| n);
    let remembered = own.flat_map(|n| store.of_patterns.of(n));
    let kept = unlinked.iter().filter_map(|t| Some((*t, store.text(*t)?)));
    let mut seen = Vec::new();
    let mut examples = Vec::new();
    for (ticket, words) in remembered.chain(kept) {
        let is_one = unlinked.binary_search(&ticket).is_ok() && !seen.contains(&ticket);
        if is_one && examples.len() < EXAMPLES {
            seen.push(ticket);
            examples.push(ledger.example(ticket, words));
        }
    }
    examples
}
