//! Articles by state, today and at the end of each month.
//!
//! Takes the site and the trails, of articles that are gone too. Gives counts. Never guesses a state: what nobody wrote is
//! unstated.

use crate::audit::{Deed, Trail};
use crate::kcs::measures::days;
use crate::kcs::measures::input::Input;
use crate::kcs::measures::result::{Month, State, States};
use crate::parse::front_matter::Confidence;
use jiff::civil::Date;

/// The state of an article that says this.
pub(crate) fn state(confidence: Option<Confidence>) -> State {
    match confidence {
        Some(Confidence::Validated) => State::Validated,
        Some(Confidence::NotValidated) => State::NotValidated,
        Some(Confidence::Wip) => State::Wip,
        Some(Confidence::Archived) => State::Archived,
        None => State::Unstated,
    }
}

/// The same from the word in the history.
fn written(word: Option<&str>) -> State {
    match word.map(str::trim) {
        Some("validated") => State::Validated,
        Some("not-validated") => State::NotValidated,
        Some("wip") => State::Wip,
        Some("archived") => State::Archived,
        _ => State::Unstated,
    }
}

/// Keys by state.
pub(crate) fn today(input: &Input<'_>) -> [Vec<String>; 5] {
    let mut states: [Vec<String>; 5] = Default::default();
    for article in &input.site.articles {
        states[state(article.confidence) as usize].push(article.key.clone());
    }
    states
}

/// Counts at the end of each month, and today.
pub(crate) fn months(input: &Input<'_>) -> Vec<Month> {
    if !input.knows_all() {
        return Vec::new();
    }
    let living = input.site.articles.iter().map(|a| &a.trail);
    let trails: Vec<&Trail> = living.chain(input.gone.iter().map(|(_, t)| *t)).collect();
    let all = trails.iter().flat_map(|t| &t.events).map(|e| e.day);
    let Some(first) = all.filter(|day| *day <= input.as_of).min() else {
        return Vec::new();
    };
    let days = days::months(first, input.as_of);
    let mut counts: Vec<States> = vec![[0; 5]; days.len()];
    for trail in trails {
        for (at, state) in course(trail, &days).into_iter().enumerate() {
            if let Some(state) = state {
                counts[at][state as usize] += 1;
            }
        }
    }
    // Of today the files know more than the last commit.
    if let Some(last) = counts.last_mut() {
        *last = today(input).map(|keys| keys.len() as u32);
    }
    let month = |(day, states)| Month { day, states };
    days.into_iter().zip(counts).map(month).collect()
}

/// The state of an article at the end of each of the days, which ascend.
fn course(trail: &Trail, days: &[Date]) -> Vec<Option<State>> {
    // Commits of a branch may be older than what they follow.
    let mut events: Vec<_> = trail.events.iter().collect();
    events.sort_by_key(|e| e.day);
    let mut rest = events.into_iter().peekable();
    let mut now = None;
    let at = |day: &Date| {
        while let Some(event) = rest.next_if(|e| e.day <= *day) {
            let is_gone = event.deeds.contains(&Deed::Deleted);
            now = (!is_gone).then(|| written(event.state.confidence.as_deref()));
        }
        now
    };
    days.iter().map(at).collect()
}
