//! Weeks, and what articles changed.

use crate::coverage::effects::effects;
use crate::coverage::fact::{Raw, Told};
use crate::coverage::overview::weeks;
use crate::coverage::result::Effect;
use crate::coverage::tests::base::{
    article, day, linked, matching, raw, site, with_ledger, written,
};
use crate::model::Site;
use std::sync::Arc;

/// An article that came on the 28th day, with a pattern.
fn newcomer() -> Site {
    let mut one = article("KB1", "One", "words");
    one.dates.created = Some(day(28));
    Arc::make_mut(&mut one.front).tickets.patterns = written(&["printer jam"]);
    site(vec![one])
}

/// A ticket of the newcomer's problem, solved in so many hours.
fn ticket(at: i32, hours: f32, first_contact: bool) -> Raw {
    let told = Told {
        hours: Some(hours),
        first_contact: Some(first_contact),
        ..Told::default()
    };
    Raw {
        told,
        ..matching(raw(at, &[]), &[0])
    }
}

fn found(tickets: Vec<Raw>) -> (Vec<Effect>, u32) {
    with_ledger(&newcomer(), tickets, effects)
}

#[test]
fn weeks_show_tickets_and_new_articles() {
    let mut tickets: Vec<Raw> = (0..35).map(|at| raw(at, &[])).collect();
    tickets[0] = linked(raw(0, &[]), 0);
    with_ledger(&newcomer(), tickets, |ledger| {
        let weeks = weeks(ledger);
        let shares: Vec<_> = weeks
            .iter()
            .map(|w| (w.share.all, w.share.covered()))
            .collect();
        assert_eq!(shares, [(7, 1), (7, 0), (7, 0), (7, 0), (7, 0)]);
        assert_eq!(weeks[4].monday, day(28));
        let published: Vec<usize> = weeks.iter().map(|w| w.published.len()).collect();
        assert_eq!(published, [0, 0, 0, 0, 1]);
    });
}

#[test]
fn an_effect_compares_equal_windows() {
    // Two tickets a day before, one a day after; the export reaches four weeks back and 29 days on.
    let before = (0..28).flat_map(|at| [ticket(at, 8.0, false), ticket(at, 10.0, false)]);
    let after = (28..57).map(|at| ticket(at, 2.0, true));
    let (effects, too_few) = found(before.chain(after).collect());
    let effect = &effects[0];
    assert_eq!((effect.days, effect.counts, too_few), (28, (56, 28), 0));
    assert_eq!(effect.published, day(28));
    let weekly = effect.weekly.unwrap();
    assert_eq!((weekly.before, weekly.after), (14.0, 7.0));
    // ln ½ ± 1.96 √(1/56 + 1/28): every week is alike, so nothing widens it.
    assert!(
        (weekly.interval.0 - 0.3177).abs() < 5e-4,
        "{:?}",
        weekly.interval
    );
    assert!(
        (weekly.interval.1 - 0.7869).abs() < 5e-4,
        "{:?}",
        weekly.interval
    );
    let hours = effect.hours.unwrap();
    assert_eq!((hours.before, hours.after), (9.0, 2.0));
    assert!(hours.interval.0 < -7.0 && hours.interval.1 > -9.0 && hours.interval.1 < 0.0);
    let first = effect.first_contact.unwrap();
    assert_eq!((first.before, first.after), (0.0, 1.0));
    assert!(first.interval.0 > 0.8 && first.interval.1 <= 1.0);
}

#[test]
fn under_ten_tickets_on_a_side_nothing_is_said() {
    let before = || (0..28).map(|at| ticket(at, 8.0, false));
    let after = |n| (28..28 + n).map(|at| ticket(at, 8.0, false));
    let newest = || raw(55, &[]);
    let (effects, too_few) = found(before().chain(after(9)).chain([newest()]).collect());
    assert_eq!((effects.len(), too_few), (0, 1));
    let (effects, too_few) = found(before().chain(after(10)).chain([newest()]).collect());
    assert_eq!((effects.len(), too_few), (1, 0));
}

#[test]
fn figures_that_few_tickets_have_are_not_compared() {
    let silent = |at| matching(raw(at, &[]), &[0]);
    let (effects, _) = found((0..56).map(silent).collect());
    assert_eq!((effects[0].hours, effects[0].first_contact), (None, None));
    assert!(effects[0].weekly.is_some());
}

#[test]
fn links_say_nothing_of_a_time_before_the_article() {
    let tickets = (0..56).map(|at| linked(raw(at, &[]), 0)).collect();
    let (effects, too_few) = found(tickets);
    assert_eq!((effects.len(), too_few), (0, 1));
}
