//! Why each ticket counts as covered, or not.
//!
//! Takes the ledger and the topics. Gives [`Explained`], one a ticket, in order of the export: those that are not counted
//! too. Never repeats the words of a ticket.

use crate::coverage::explained::Explained;
use crate::coverage::fact::Apart;
use crate::coverage::ledger::Ledger;
use crate::coverage::result::{Evidence, View};
use crate::model::ArticleId;
use std::collections::BTreeMap;

/// Explains every ticket; `topics` are names with tickets.
pub(crate) fn explain(ledger: &Ledger<'_>, topics: &[(String, Vec<u32>)]) -> Vec<Explained> {
    let mut topic_of: BTreeMap<u32, &str> = BTreeMap::new();
    for (name, tickets) in topics {
        topic_of.extend(tickets.iter().map(|t| (*t, name.as_str())));
    }
    let store = ledger.store;
    let one = |ticket: u32| {
        let is_counted = ledger.counted.binary_search(&ticket).is_ok();
        let verdict = ledger
            .verdict(ticket, View::SelfService)
            .filter(|_| is_counted);
        let category = store
            .fact(ticket)
            .category
            .map(|c| store.categories.path(c));
        let key = |id| ledger.desk.site.article(id).key.clone();
        Explained {
            id: store.id(ticket).to_owned(),
            category: category.unwrap_or_default().join(" > "),
            topic: topic_of.get(&ticket).map(|name| (*name).to_owned()),
            covered: verdict.is_some(),
            evidence: verdict.map(|(evidence, _)| evidence),
            article: verdict.map(|(_, id)| key(id)),
            why: if is_counted {
                why(ledger, ticket)
            } else {
                not_counted(ledger, ticket).to_owned()
            },
        }
    };
    (0..store.facts.len() as u32).map(one).collect()
}

fn not_counted(ledger: &Ledger<'_>, ticket: u32) -> &'static str {
    match ledger.store.fact(ticket).apart {
        Some(Apart::Cancelled) => "not counted: cancelled",
        Some(Apart::Noise) => "not counted: no request of a person",
        None => "not counted: outside the window",
    }
}

fn why(ledger: &Ledger<'_>, ticket: u32) -> String {
    let key = |id: ArticleId| ledger.desk.site.article(id).key.as_str();
    if let Some((evidence, id)) = ledger.verdict(ticket, View::SelfService) {
        return because(ledger, (ticket, View::SelfService), (evidence, id));
    }
    if let Some((evidence, id)) = ledger.verdict(ticket, View::Agents) {
        let why = because(ledger, (ticket, View::Agents), (evidence, id));
        return format!("only agents see {}: {why}", key(id));
    }
    match ledger.found(ticket, View::SelfService) {
        Some((near, confidence)) => {
            format!("nearest {}, {confidence:.2}: not sure enough", key(near))
        }
        None => "nothing near".to_owned(),
    }
}

/// The link, the pattern, the claim, or the words and the score.
fn because(
    ledger: &Ledger<'_>,
    (ticket, view): (u32, View),
    (evidence, id): (Evidence, ArticleId),
) -> String {
    let store = ledger.store;
    match evidence {
        Evidence::Linked if ledger.judge.mentions.was_written_from(id, store.id(ticket)) => {
            "the article was written from it".to_owned()
        }
        Evidence::Linked => "names the article".to_owned(),
        Evidence::Pattern => {
            let list = &ledger.judge.patterns.list;
            let all = store.patterns(ticket).iter().map(|n| &list[*n as usize]);
            let own = all.filter(|p| p.article == id).map(|p| p.text.as_str());
            own.collect::<Vec<_>>().join("; ")
        }
        Evidence::Category => {
            let category = store.fact(ticket).category;
            let path = category
                .map(|c| store.categories.path(c))
                .unwrap_or_default();
            format!("claims {}", path.join(" > "))
        }
        Evidence::Text => {
            let confidence = ledger.found(ticket, view).map_or(0.0, |(_, sure)| sure);
            let words = store.found_by(ticket, view as usize);
            format!("{confidence:.2}: {words}")
                .trim_end_matches([':', ' '])
                .to_owned()
        }
    }
}
