//! What can be said of any number of tickets.
//!
//! Takes tickets by number. Gives a [`Group`] with its shares, trend, figures and names. Never says what the systems do not
//! give: that is `None`.

use crate::coverage::fact::{Fact, Told};
use crate::coverage::figures::median;
use crate::coverage::ledger::Ledger;
use crate::coverage::live::article_ref;
use crate::coverage::result::{
    ArticleRef, Direction, Group, Named, Service, Share, State, Trend, View,
};
use crate::model::ArticleId;
use std::collections::{BTreeMap, BTreeSet};

/// Of products and articles so many are named.
const MOST_NAMED: usize = 12;

/// What a group is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Label {
    /// Its name.
    pub(crate) name: String,
    /// The levels of the category; of a topic those of the category whose tickets it groups.
    pub(crate) path: Vec<String>,
    /// Whether it was found in the text.
    pub(crate) is_topic: bool,
    /// Levels above it.
    pub(crate) depth: u32,
}

/// Everything about some tickets.
pub(crate) fn group(ledger: &Ledger<'_>, label: Label, tickets: &[u32]) -> Group {
    let self_service = share(ledger, tickets, View::SelfService);
    let recurrence = recurrence(ledger, tickets);
    Group {
        name: label.name,
        path: label.path,
        is_topic: label.is_topic,
        depth: label.depth,
        state: state(ledger, self_service),
        agents: share(ledger, tickets, View::Agents),
        self_service,
        recurring: recurs(ledger, tickets),
        days: recurrence.days.unwrap_or(0),
        requesters: recurrence.requesters,
        trend: trend(ledger, tickets),
        service: service(ledger, tickets),
        os: systems(ledger, tickets),
        products: products(ledger, tickets),
        articles: articles(ledger, tickets),
    }
}

/// How many are covered, and by what.
pub(crate) fn share(ledger: &Ledger<'_>, tickets: &[u32], view: View) -> Share {
    let mut share = Share {
        all: tickets.len() as u32,
        by: [0; 4],
    };
    for ticket in tickets {
        if let Some((evidence, _)) = ledger.verdict(*ticket, view) {
            share.by[evidence as usize] += 1;
        }
    }
    share
}

/// None, partial or covered, by the limits of the settings.
pub(crate) fn state(ledger: &Ledger<'_>, share: Share) -> State {
    let part = share.share();
    if part < ledger.settings.none_below {
        State::None
    } else if part < ledger.settings.partial_below {
        State::Partial
    } else {
        State::Covered
    }
}

/// On how many days, by how many people; `None` where no ticket says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Recurrence {
    days: Option<u32>,
    requesters: Option<u32>,
}

fn recurrence(ledger: &Ledger<'_>, tickets: &[u32]) -> Recurrence {
    let facts = || tickets.iter().map(|t| ledger.store.fact(*t));
    let days: BTreeSet<i32> = facts().filter_map(|f| f.day).collect();
    let mut requesters: Vec<u64> = facts().filter_map(|f| f.requester).collect();
    requesters.sort_unstable();
    requesters.dedup();
    let known = |n: usize| (n > 0).then_some(n as u32);
    Recurrence {
        days: known(days.len()),
        requesters: known(requesters.len()),
    }
}

/// Whether they come again and again: enough tickets, on enough days and from enough people, where those are known.
pub(crate) fn recurs(ledger: &Ledger<'_>, tickets: &[u32]) -> bool {
    let settings = ledger.settings;
    let enough = |known: Option<u32>, least| known.is_none_or(|n| n >= least);
    if tickets.is_empty() || (tickets.len() as u32) < settings.min_tickets {
        return false;
    }
    let recurrence = recurrence(ledger, tickets);
    enough(recurrence.days, settings.min_days)
        && enough(recurrence.requesters, settings.min_requesters)
}

/// The second half of the window against the first, and every week.
pub(crate) fn trend(ledger: &Ledger<'_>, tickets: &[u32]) -> Trend {
    let Some(window) = ledger.window else {
        return Trend {
            first: 0,
            second: 0,
            direction: Direction::Unknown,
            weeks: Vec::new(),
        };
    };
    let mut halves = [0; 2];
    let mut weeks = vec![0; window.week(window.last) + 1];
    for day in tickets.iter().filter_map(|t| ledger.store.fact(*t).day) {
        halves[usize::from(window.is_second_half(day))] += 1;
        weeks[window.week(day)] += 1;
    }
    let [first, second] = halves;
    Trend {
        first,
        second,
        direction: direction(first, second),
        weeks,
    }
}

fn direction(first: u32, second: u32) -> Direction {
    if first + second == 0 {
        Direction::Unknown
    } else if second >= 5 && second >= 2 * first {
        Direction::Rising
    } else if first >= 5 && first >= 2 * second {
        Direction::Falling
    } else {
        Direction::Steady
    }
}

/// Figures that only some systems give.
pub(crate) fn service(ledger: &Ledger<'_>, tickets: &[u32]) -> Service {
    let told = || tickets.iter().map(|t| &ledger.store.fact(*t).told);
    let part = |of: &dyn Fn(&Told) -> Option<bool>| {
        let (mut hits, mut all) = (0u32, 0u32);
        for is_so in told().filter_map(of) {
            all += 1;
            hits += u32::from(is_so);
        }
        (all > 0).then(|| f64::from(hits) / f64::from(all))
    };
    let middle = |of: &dyn Fn(&Told) -> Option<f32>| {
        let mut values: Vec<f64> = told().filter_map(of).map(f64::from).collect();
        median(&mut values)
    };
    Service {
        first_contact: part(&|t| t.first_contact),
        breached: part(&|t| t.breached),
        reopened: part(&|t| t.reopened),
        hours: middle(&|t| t.hours),
        effort: middle(&|t| t.effort),
    }
}

/// Systems that tickets name, most first.
pub(crate) fn systems(ledger: &Ledger<'_>, tickets: &[u32]) -> Vec<Named> {
    let facts = tickets.iter().map(|t| ledger.store.fact(*t));
    let counts = counts(facts.flat_map(named_systems));
    let os = &ledger.desk.site.settings.os;
    named(counts, |n| os[n as usize].name.clone())
}

/// The systems of a ticket, by their places in the settings.
pub(crate) fn named_systems(fact: &Fact) -> impl Iterator<Item = u32> {
    let bits = fact.systems;
    (0..u64::BITS).filter(move |n| bits & (1 << n) != 0)
}

fn products(ledger: &Ledger<'_>, tickets: &[u32]) -> Vec<Named> {
    let all = tickets.iter().flat_map(|t| ledger.store.products(*t));
    let mut found = named(counts(all.copied()), |n| {
        ledger.store.products.get(n).to_owned()
    });
    found.truncate(MOST_NAMED);
    found
}

/// Error codes that tickets name, most first.
pub(crate) fn codes(ledger: &Ledger<'_>, tickets: &[u32]) -> Vec<Named> {
    let all = tickets.iter().flat_map(|t| ledger.store.codes(*t));
    named(counts(all.copied()), |n| {
        ledger.store.codes.get(n).to_owned()
    })
}

/// Articles that answer tickets, most tickets first: those that end users see before those that agents use.
fn articles(ledger: &Ledger<'_>, tickets: &[u32]) -> Vec<(ArticleRef, u32)> {
    let answer = |t: &u32| {
        let seen = ledger.verdict(*t, View::SelfService);
        seen.or_else(|| ledger.verdict(*t, View::Agents))
            .map(|(_, id)| id.0)
    };
    let mut all: Vec<(u32, u32)> = counts(tickets.iter().filter_map(answer))
        .into_iter()
        .collect();
    all.sort_by_key(|(id, n)| (std::cmp::Reverse(*n), *id));
    let site = ledger.desk.site;
    let refer = |(id, n)| (article_ref(site, ArticleId(id)), n);
    all.into_iter().take(MOST_NAMED).map(refer).collect()
}

fn counts(all: impl Iterator<Item = u32>) -> BTreeMap<u32, u32> {
    let mut counts = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

/// Names with counts, most first, then by name.
fn named(counts: BTreeMap<u32, u32>, name: impl Fn(u32) -> String) -> Vec<Named> {
    let one = |(number, count)| Named {
        name: name(number),
        count,
    };
    let mut all: Vec<Named> = counts.into_iter().map(one).collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    all
}

#[cfg(test)]
mod tests {
    use super::direction;
    use crate::coverage::result::Direction;

    #[test]
    fn rising_is_twice_and_at_least_five() {
        for (first, second, expected) in [
            (0, 0, Direction::Unknown),
            (0, 4, Direction::Steady),
            (0, 5, Direction::Rising),
            (3, 5, Direction::Steady),
            (4, 8, Direction::Rising),
            (4, 2, Direction::Steady),
            (6, 3, Direction::Falling),
            (6, 4, Direction::Steady),
        ] {
            assert_eq!(direction(first, second), expected, "{first} {second}");
        }
    }
}
