//! What happened in the period: the first page of a shift.
//!
//! Takes events, flags and reviews. Gives lists in order of the days. Never repeats an article in one list, and never lists
//! the articles of a mass edit one by one.

use crate::audit::Deed;
use crate::coverage::article_ref;
use crate::kcs::measures::input::Input;
use crate::kcs::measures::people::{by, mass};
use crate::kcs::measures::result::{Change, Digest, Due, Mass, Step};
use crate::kcs::measures::upkeep::flags;
use crate::model::ArticleId;
use std::collections::{BTreeMap, BTreeSet};

/// Puts it together; `reviews` are all there are.
pub(crate) fn digest(input: &Input<'_>, reviews: &[Due]) -> Digest {
    let mut flags = flags(input);
    flags.retain(|f| f.day.is_some_and(|day| input.is_in_period(day)));
    flags.reverse();
    let due = reviews.iter().filter(|due| input.is_in_period(due.day));
    let (new, improved) = steps(input);
    Digest {
        new,
        improved,
        mass: masses(input),
        changes: changes(input),
        removed: removed(input),
        flags,
        due: due.cloned().collect(),
    }
}

/// Articles that came, and those that were changed.
fn steps(input: &Input<'_>) -> (Vec<Step>, Vec<Step>) {
    let mass = mass(input);
    let mut new: BTreeMap<ArticleId, Step> = BTreeMap::new();
    let mut improved: BTreeMap<ArticleId, Step> = BTreeMap::new();
    for (id, event) in input.happened() {
        let is_new = event.deeds.contains(&Deed::Created);
        let is_changed = event.deeds.contains(&Deed::Modified);
        let list = match (is_new, is_changed && !mass.contains(&*event.commit)) {
            (true, _) => &mut new,
            (false, true) => &mut improved,
            (false, false) => continue,
        };
        let step = list.entry(id).or_insert_with(|| Step {
            article: article_ref(input.site, id),
            day: event.day,
            by: Vec::new(),
        });
        step.day = step.day.max(event.day);
        let name = by(input, event);
        if !step.by.contains(&name) {
            step.by.push(name);
        }
    }
    improved.retain(|id, _| !new.contains_key(id));
    [new, improved].map(sorted).into()
}

fn sorted(steps: BTreeMap<ArticleId, Step>) -> Vec<Step> {
    let mut all: Vec<Step> = steps.into_values().collect();
    all.sort_by_key(|step| step.day);
    all
}

fn masses(input: &Input<'_>) -> Vec<Mass> {
    let mass = mass(input);
    let mut all: BTreeMap<&str, (Mass, BTreeSet<ArticleId>)> = BTreeMap::new();
    for (id, event) in input.happened() {
        let is_new = event.deeds.contains(&Deed::Created);
        if let Some(commit) = mass.get(&*event.commit).filter(|_| !is_new) {
            let one = || Mass {
                commit: (*commit).to_owned(),
                day: event.day,
                by: by(input, event),
                articles: 0,
            };
            let (mass, ids) = all
                .entry(commit)
                .or_insert_with(|| (one(), BTreeSet::new()));
            ids.insert(id);
            mass.articles = ids.len() as u32;
        }
    }
    let mut all: Vec<Mass> = all.into_values().map(|(mass, _)| mass).collect();
    all.sort_by_key(|mass| mass.day);
    all
}

fn changes(input: &Input<'_>) -> Vec<Change> {
    let of = |(id, event)| {
        let event: &crate::audit::Event = event;
        event.deeds.iter().filter_map(move |deed| match deed {
            Deed::Changed { key, from, to } => Some(Change {
                article: article_ref(input.site, id),
                day: event.day,
                by: by(input, event),
                key: *key,
                from: from.clone(),
                to: to.clone(),
            }),
            _ => None,
        })
    };
    let mut all: Vec<Change> = input.happened().flat_map(of).collect();
    all.sort_by_key(|change| change.day);
    all
}

fn removed(input: &Input<'_>) -> Vec<(String, jiff::civil::Date)> {
    let gone = input.gone.iter().filter(|_| input.knows_all());
    let last =
        gone.filter_map(|(path, trail)| Some(((*path).to_owned(), trail.events.last()?.day)));
    let mut all: Vec<_> = last.filter(|(_, day)| input.is_in_period(*day)).collect();
    all.sort_by_key(|(_, day)| *day);
    all
}
