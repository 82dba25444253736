//! What articles changed.
//!
//! Takes the tickets about the problem of each new article, however they were solved. Gives [`Effect`]s from equal windows
//! before and after its first commit. Never says anything with fewer than ten tickets on a side.

use crate::coverage::figures::{Estimate, difference, median_estimate, rate_ratio, share};
use crate::coverage::ledger::Ledger;
use crate::coverage::live::article_ref;
use crate::coverage::result::{Change, Effect, View};
use crate::coverage::window::{self, Day, Window};
use crate::model::ArticleId;
use std::collections::BTreeMap;

/// Tickets that a side needs.
const LEAST: u32 = 10;

/// Tickets on one side of a publish date.
#[derive(Clone, Debug)]
struct Side {
    weeks: Vec<u32>,
    hours: Vec<f64>,
    first_contact: (u32, u32),
}

/// An article that came in the window.
struct Arrival {
    published: Day,
    /// Days on each side, whole weeks.
    days: u32,
    sides: [Side; 2],
}

/// Effects, strongest first, and how many articles had too few tickets.
pub(crate) fn effects(ledger: &Ledger<'_>) -> (Vec<Effect>, u32) {
    let Some(window) = ledger.window else {
        return (Vec::new(), 0);
    };
    let mut arrivals = arrivals(ledger, window);
    for (ticket, fact) in (0..).zip(&ledger.store.facts) {
        if let Some(day) = fact.day.filter(|_| fact.apart.is_none()) {
            for article in ledger.about(ticket) {
                if let Some(arrival) = arrivals.get_mut(&article) {
                    arrival.count(day, ledger, ticket);
                }
            }
        }
    }
    let all = arrivals.len();
    let effect = |(id, arrival)| effect(ledger, id, arrival);
    let mut effects: Vec<Effect> = arrivals.into_iter().filter_map(effect).collect();
    let strength = |e: &Effect| {
        let ratio = |c: Change| (c.after / c.before).ln().abs();
        e.weekly.map_or(0.0, ratio)
    };
    effects.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    let too_few = (all - effects.len()) as u32;
    (effects, too_few)
}

/// The articles that came in the window, with as many days on both sides as the export reaches.
fn arrivals(ledger: &Ledger<'_>, window: Window) -> BTreeMap<ArticleId, Arrival> {
    let asked = ledger.store.facts.iter().filter(|f| f.apart.is_none());
    let oldest = asked.filter_map(|f| f.day).min().unwrap_or(window.first);
    let one = |id: ArticleId| {
        let published = window::number(ledger.desk.site.article(id).dates.created?);
        if !window.holds(published) || !ledger.judge.live.answers(id, View::Agents) {
            return None;
        }
        let reach = (window.last - published + 1).min(published - oldest);
        let days = (reach as u32).min(ledger.settings.window) / 7 * 7;
        let side = Side {
            weeks: vec![0; days as usize / 7],
            hours: Vec::new(),
            first_contact: (0, 0),
        };
        let arrival = Arrival {
            published,
            days,
            sides: [side.clone(), side],
        };
        Some((id, arrival))
    };
    ledger
        .desk
        .site
        .iter()
        .filter_map(|(id, _)| one(id))
        .collect()
}

impl Arrival {
    fn count(&mut self, day: Day, ledger: &Ledger<'_>, ticket: u32) {
        let days = Day::try_from(self.days).unwrap_or(Day::MAX);
        let offset = day - self.published;
        if offset < -days || offset >= days {
            return;
        }
        let side = &mut self.sides[usize::from(offset >= 0)];
        side.weeks[(offset.rem_euclid(days) / 7) as usize] += 1;
        let told = &ledger.store.fact(ticket).told;
        side.hours.extend(told.hours.map(f64::from));
        if let Some(is_first) = told.first_contact {
            side.first_contact.0 += u32::from(is_first);
            side.first_contact.1 += 1;
        }
    }
}

fn effect(ledger: &Ledger<'_>, id: ArticleId, arrival: Arrival) -> Option<Effect> {
    let [mut before, mut after] = arrival.sides;
    let total = |side: &Side| side.weeks.iter().sum::<u32>();
    let counts = (total(&before), total(&after));
    if counts.0.min(counts.1) < LEAST {
        return None;
    }
    let weekly = |n: u32| f64::from(n) * 7.0 / f64::from(arrival.days);
    let interval = rate_ratio(&before.weeks, &after.weeks);
    let known = |side: &Side| side.hours.len() as u32;
    let has_hours = known(&before).min(known(&after)) >= LEAST;
    let hours = has_hours.then(|| {
        (
            median_estimate(&mut before.hours),
            median_estimate(&mut after.hours),
        )
    });
    let (one, other) = (before.first_contact, after.first_contact);
    let has_first = one.1.min(other.1) >= LEAST;
    let first = has_first.then(|| (share(one.0, one.1), share(other.0, other.1)));
    Some(Effect {
        article: article_ref(ledger.desk.site, id),
        published: window::day(arrival.published),
        days: arrival.days,
        counts,
        weekly: interval.map(|interval| Change {
            before: weekly(counts.0),
            after: weekly(counts.1),
            interval,
        }),
        hours: hours.and_then(change),
        first_contact: first.and_then(change),
    })
}

fn change((before, after): (Option<Estimate>, Option<Estimate>)) -> Option<Change> {
    let (before, after) = (before?, after?);
    Some(Change {
        before: before.value,
        after: after.value,
        interval: difference(before, after),
    })
}
