//! What should be written next.
//!
//! Takes the categories that hold tickets, and topics found in their text. Gives [`Gap`]s by rank with their weight, cost
//! and evidence. Never counts a ticket in two gaps.

use crate::coverage::categories::CategoryId;
use crate::coverage::clusters::{Cluster, article_texts, clusters};
use crate::coverage::groups::{Label, group, recurs, share, state};
use crate::coverage::ledger::Ledger;
use crate::coverage::proof::{self, Hints};
use crate::coverage::result::{Gap, Group, State, View};
use crate::coverage::tree::{Holder, Tree, label};
use crate::topics::MOST_GROUPED;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A category is looked into for topics from so many uncovered tickets.
const LARGE: usize = 400;
/// So many categories are divided: nobody reads more, and each takes a third of a second.
const MOST_DIVIDED: usize = 20;
/// So many texts of one category are compared with each other: there may be many such categories.
const MOST_IN_CATEGORY: usize = 2_000;

/// What may turn out to be a gap.
struct Candidate {
    label: Label,
    tickets: Vec<u32>,
    hints: Hints,
}

/// Gaps and topics of a run.
pub(crate) struct Found {
    /// By rank.
    pub(crate) gaps: Vec<Gap>,
    /// How many of them hold the Pareto share.
    pub(crate) pareto: usize,
    /// Topics: of tickets without a telling category, then of large categories.
    pub(crate) topics: Vec<Group>,
    /// Name and tickets of each topic.
    pub(crate) topic_tickets: Vec<(String, Vec<u32>)>,
}

/// Topics of the tickets whose category says nothing, covered or not.
pub(crate) fn vague(ledger: &Ledger<'_>, tree: &Tree) -> Vec<Cluster> {
    clusters(
        ledger,
        &tree.vague(ledger),
        &article_texts(ledger),
        MOST_GROUPED,
    )
}

/// Finds the gaps; `vague` are the topics of tickets whose category says nothing.
pub(crate) fn find(ledger: &Ledger<'_>, tree: &Tree, vague: Vec<Cluster>) -> Found {
    let mut candidates = topics(&Label::default(), vague);
    let holders = tree.holders(ledger);
    let large = large(ledger, &holders);
    let known = if large.is_empty() {
        Vec::new()
    } else {
        article_texts(ledger)
    };
    let of_categories: Vec<Vec<Candidate>> = holders
        .into_par_iter()
        .map(|holder| {
            let is_large = large.contains(&holder.category);
            holder_candidates(ledger, holder, is_large.then_some(&known[..]))
        })
        .collect();
    candidates.extend(of_categories.into_iter().flatten());
    let of_text = || candidates.iter().filter(|c| c.label.is_topic);
    let topics = of_text()
        .map(|c| group(ledger, c.label.clone(), &c.tickets))
        .collect();
    let topic_tickets = of_text()
        .map(|c| (c.label.name.clone(), c.tickets.clone()))
        .collect();
    let (gaps, pareto) = ranked(ledger, candidates);
    Found {
        gaps,
        pareto,
        topics,
        topic_tickets,
    }
}

/// Clusters as candidates below a category.
fn topics(above: &Label, found: Vec<Cluster>) -> Vec<Candidate> {
    let depth = if above.path.is_empty() {
        0
    } else {
        above.depth + 1
    };
    let topic = |cluster: Cluster| Candidate {
        label: Label {
            name: cluster.name,
            path: above.path.clone(),
            is_topic: true,
            depth,
        },
        hints: Hints {
            phrases: Some(cluster.phrases),
            typical: cluster.tickets.clone(),
        },
        tickets: sorted(cluster.tickets),
    };
    found.into_iter().map(topic).collect()
}

fn sorted(mut tickets: Vec<u32>) -> Vec<u32> {
    tickets.sort_unstable();
    tickets
}

/// Categories that are to be divided: of those that are large and lack articles the largest.
fn large(ledger: &Ledger<'_>, holders: &[Holder]) -> BTreeSet<CategoryId> {
    let sizes = holders
        .iter()
        .map(|h| (ledger.uncovered(&h.tickets).len(), h));
    let mut large: Vec<(usize, &Holder)> = sizes
        .filter(|(open, holder)| *open >= LARGE && lacks(ledger, &holder.tickets))
        .collect();
    large.sort_by_key(|(open, holder)| (Reverse(*open), holder.category));
    large.truncate(MOST_DIVIDED);
    large
        .into_iter()
        .map(|(_, holder)| holder.category)
        .collect()
}

/// A category by itself, or, where the texts of the articles are given for it, its topics and what is left.
fn holder_candidates(
    ledger: &Ledger<'_>,
    holder: Holder,
    known: Option<&[String]>,
) -> Vec<Candidate> {
    let mut label = label(ledger, holder.category);
    let mut tickets = holder.tickets;
    let mut found = Vec::new();
    let mut is_rest = holder.is_rest;
    if let Some(known) = known {
        let open = ledger.uncovered(&tickets);
        found = topics(&label, clusters(ledger, &open, known, MOST_IN_CATEGORY));
        found.retain(|topic| recurs(ledger, &topic.tickets));
        let taken: BTreeSet<u32> = found.iter().flat_map(|t| &t.tickets).copied().collect();
        tickets.retain(|t| !taken.contains(t));
        is_rest |= !found.is_empty();
    }
    if is_rest {
        label.name.push_str(" (the rest)");
    }
    found.push(Candidate {
        label,
        tickets,
        hints: Hints::default(),
    });
    found
}

/// Whether a group has no article, or one in part.
fn lacks(ledger: &Ledger<'_>, tickets: &[u32]) -> bool {
    state(ledger, share(ledger, tickets, View::SelfService)) != State::Covered
}

/// Weight of the uncovered among these: each 1, and more for a missed service level, a reopening, a second contact.
fn weight(ledger: &Ledger<'_>, uncovered: &[u32]) -> f64 {
    let one = |ticket: &u32| {
        let told = &ledger.store.fact(*ticket).told;
        let is = |told: Option<bool>, what| told == Some(what);
        1.0 + f64::from(u8::from(is(told.breached, true)))
            + f64::from(u8::from(is(told.reopened, true)))
            + 0.5 * f64::from(u8::from(is(told.first_contact, false)))
    };
    uncovered.iter().map(one).sum()
}

/// Cost of a year at the pace of the window; without dates the tickets count as those of a year.
fn cost(ledger: &Ledger<'_>, uncovered: usize) -> f64 {
    let settings = ledger.settings;
    let years = ledger.window.map_or(1.0, |w| f64::from(w.days()) / 365.0);
    let saved = settings.assisted_cost - settings.self_service_cost;
    uncovered as f64 / years * settings.deflectable * saved
}

/// The gaps by rank, and how many of them hold the Pareto share.
fn ranked(ledger: &Ledger<'_>, candidates: Vec<Candidate>) -> (Vec<Gap>, usize) {
    let is_gap = |c: &Candidate| recurs(ledger, &c.tickets) && lacks(ledger, &c.tickets);
    let weighed = |c: Candidate| {
        let uncovered = ledger.uncovered(&c.tickets);
        (weight(ledger, &uncovered), uncovered, c)
    };
    let gaps = candidates.into_iter().filter(is_gap);
    let mut ranked: Vec<(f64, Vec<u32>, Candidate)> = gaps.map(weighed).collect();
    ranked.sort_by(|(a, open_a, one), (b, open_b, other)| {
        let by_weight = b.total_cmp(a).then(open_b.len().cmp(&open_a.len()));
        let key = |c: &Candidate| (c.label.name.clone(), c.label.path.clone());
        by_weight.then_with(|| key(one).cmp(&key(other)))
    });
    let all = ledger.uncovered(&ledger.counted).len() as f64;
    let (mut sum, mut pareto, mut gaps) = (0, None, Vec::new());
    for (number, (weight, uncovered, candidate)) in (1..).zip(ranked) {
        let in_pareto = pareto.is_none();
        sum += uncovered.len();
        let cumulated = sum as f64 / all;
        if in_pareto && cumulated >= ledger.settings.pareto {
            pareto = Some(number);
        }
        let proof = proof::of(ledger, &uncovered, candidate.hints);
        gaps.push(Gap {
            id: format!("G{number}"),
            group: group(ledger, candidate.label, &candidate.tickets),
            weight,
            cost: cost(ledger, uncovered.len()),
            cumulated,
            in_pareto,
            phrases: proof.phrases,
            codes: proof.codes,
            examples: proof.examples,
            tickets: uncovered
                .iter()
                .map(|t| ledger.store.id(*t).to_owned())
                .collect(),
        });
    }
    let pareto = pareto.unwrap_or(gaps.len());
    (gaps, pareto)
}
