//! The sentences of the health report, the same in every form of it.
//!
//! Takes what was measured. Gives plain English text. Never computes a figure, never sets a goal.

use crate::audit::Key;
use crate::brief::figures::{MISSING, counted, day, decimal, grouped, percent};
use crate::kcs::measures::result::{
    Change, Due, Flagged, Health, Measure, Past, State, Team, Tickets, Value,
};

/// Said above everything that is told of people.
pub const COACHING: &str = "Material for coaching, by name. What people do depends on their shift, team and tickets: the numbers are where a \
     talk begins, no score and no target.";

/// Said where the clone is shallow or there is no history.
pub const SHALLOW: &str = "This is a shallow clone: states over time, time to publish, age in progress, contribution and what happened in the period \
     are left out. Run `git fetch --unshallow` (in CI: fetch-depth 0).";
/// The same without any history.
pub const MISSED: &str = "There is no git history: states over time, time to publish, age in progress, contribution and what happened in the period \
     are left out.";

/// What is missing, and why; nothing where all is there.
#[must_use]
pub fn missing(past: Past) -> Option<&'static str> {
    match past {
        Past::Full => None,
        Past::Shallow => Some(SHALLOW),
        Past::Missing => Some(MISSED),
    }
}

/// What a state is called.
#[must_use]
pub fn state(state: State) -> &'static str {
    match state {
        State::Validated => "validated",
        State::NotValidated => "not validated",
        State::Wip => "in progress",
        State::Unstated => "without a state",
        State::Archived => "archived",
    }
}

/// `88 validated, 6 not validated`: the states that there are.
#[must_use]
pub fn states(health: &Health) -> String {
    let some = State::ALL.into_iter().zip(health.counts());
    let parts: Vec<String> = some
        .filter(|(_, n)| *n > 0)
        .map(|(of, n)| format!("{} {}", grouped(u64::from(n)), state(of)))
        .collect();
    parts.join(", ")
}

/// `97 articles: 88 validated, 6 not validated, 3 in progress; 4 reviews overdue, 2 flags open`.
#[must_use]
pub fn headline(health: &Health) -> String {
    let articles = counted(u64::from(health.articles()), "article");
    let states = states(health);
    let states = if states.is_empty() {
        states
    } else {
        format!(": {states}")
    };
    format!("{articles}{states}; {}", waiting(health))
}

/// `4 reviews overdue, 2 flags open`.
#[must_use]
pub fn waiting(health: &Health) -> String {
    format!(
        "{} overdue, {} open",
        counted(health.overdue().count() as u64, "review"),
        counted(health.flags.len() as u64, "flag")
    )
}

/// `21 to 22 Nov 2026`, `24 Aug 2026 to 22 Nov 2026`.
#[must_use]
pub fn period(health: &Health) -> String {
    if health.since == health.as_of {
        return day(health.as_of);
    }
    format!("{} to {}", day(health.since), day(health.as_of))
}

/// A figure as it is shown.
#[must_use]
pub fn value(measure: &Measure) -> String {
    match measure.value {
        Value::Count => grouped(u64::from(measure.some)),
        Value::Share(share) => share.map_or_else(|| MISSING.to_owned(), percent),
        Value::Days(days) => days.map_or_else(|| MISSING.to_owned(), in_days),
    }
}

/// `3 of 97`.
#[must_use]
pub fn counts(measure: &Measure) -> String {
    let [some, of] = [measure.some, measure.of].map(|n| grouped(u64::from(n)));
    format!("{some} of {of}")
}

/// `1 day`, `2.5 days`.
#[must_use]
pub fn in_days(days: f64) -> String {
    let word = if (days - 1.0).abs() < f64::EPSILON {
        "day"
    } else {
        "days"
    };
    format!("{} {word}", decimal(days))
}

/// The same of whole days.
#[must_use]
pub fn whole_days(days: i32) -> String {
    in_days(f64::from(days))
}

/// `41 days overdue`, `in 12 days`, `today`.
#[must_use]
pub fn left(due: &Due) -> String {
    match due.left {
        0 => "today".to_owned(),
        late @ ..0 => format!("{} overdue", whole_days(-late)),
        left => format!("in {}", whole_days(left)),
    }
}

/// The team, or that there is none.
#[must_use]
pub fn owner(owner: Option<&str>) -> &str {
    match owner {
        None | Some("") => "no owner",
        Some(owner) => owner,
    }
}

/// The same of a team.
#[must_use]
pub fn team(team: &Team) -> &str {
    owner(Some(&team.owner))
}

/// `Ann Lee, 12 days ago`.
#[must_use]
pub fn raised(flag: &Flagged) -> String {
    let by = flag.by.clone();
    let ago = flag.days.map(|days| match days {
        0 => "today".to_owned(),
        days => format!("{} ago", whole_days(days)),
    });
    let parts: Vec<String> = by.into_iter().chain(ago).collect();
    parts.join(", ")
}

/// The key of the front matter.
#[must_use]
pub fn key(key: Key) -> &'static str {
    match key {
        Key::Confidence => "confidence",
        Key::Audience => "audience",
        Key::Governance => "governance",
    }
}

/// `confidence: wip → validated`.
#[must_use]
pub fn change(change: &Change) -> String {
    let word = |word: &Option<String>| word.clone().unwrap_or_else(|| "none".to_owned());
    format!(
        "{}: {} → {}",
        key(change.key),
        word(&change.from),
        word(&change.to)
    )
}

/// `1 Jun 2026 to 22 Nov 2026`.
#[must_use]
pub fn window(tickets: &Tickets) -> String {
    tickets.window.map_or_else(
        || "no dates in the export".to_owned(),
        |(first, last)| format!("{} to {}", day(first), day(last)),
    )
}

/// What the day of the report rests on, for a page that asks no clock.
#[must_use]
pub fn as_of(health: &Health) -> String {
    format!("as of {}", day(health.as_of))
}
