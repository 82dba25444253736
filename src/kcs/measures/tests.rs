//! What is measured of a small base with a made-up history.

use crate::audit::{Author, Deed, Event, Key, State as Said, Trail};
use crate::config::kcs::{Person, Role};
use crate::diag::{FileId, Span, Spanned};
use crate::kcs::measures::result::{Health, Past, Value};
use crate::kcs::measures::{Input, measure};
use crate::model::article::Article;
use crate::model::{ArticleId, Site};
use crate::parse::front_matter::{Confidence, Flag};
use crate::search::tests::base;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::sync::Arc;

mod lists;

const TODAY: Date = date(2026, 3, 31);

fn event(day: Date, who: &str, confidence: &str, deeds: &[Deed]) -> Event {
    Event {
        commit: format!("{day} {who}").into(),
        time: Timestamp::UNIX_EPOCH,
        day,
        author: Arc::new(Author {
            name: format!("{who} Lee"),
            email: format!("{}@example.com", who.to_lowercase()),
        }),
        deeds: deeds.to_vec(),
        state: Arc::new(Said {
            confidence: Some(confidence.to_owned()),
            ..Said::default()
        }),
    }
}

fn to(from: &str, to: &str) -> Deed {
    Deed::Changed {
        key: Key::Confidence,
        from: Some(from.to_owned()),
        to: Some(to.to_owned()),
    }
}

fn written<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

fn article(key: &str, confidence: Confidence, events: Vec<Event>) -> Article {
    let mut article = base::article(key, key, &[], &[]);
    article.file = FileId(u32::from(key.as_bytes()[1]));
    article.confidence = Some(confidence);
    article.dates.created = events.first().map(|e| e.day);
    article.trail = Trail { events };
    article
}

/// A1 came as wip and is validated after 40 days; A2 is in progress; A3 is not validated, linked by A1; A4 is archived.
fn four() -> Site {
    let mut first = article(
        "a1",
        Confidence::Validated,
        vec![
            event(date(2026, 1, 10), "Ann", "wip", &[Deed::Created]),
            event(
                date(2026, 2, 19),
                "Bo",
                "validated",
                &[Deed::Modified, to("wip", "validated")],
            ),
        ],
    );
    Arc::make_mut(&mut first.front).review_by = Some(written(date(2026, 3, 30)));
    Arc::make_mut(&mut first.front).owner = Some(written("Desk".to_owned()));
    let mut second = article(
        "a2",
        Confidence::Wip,
        vec![event(date(2026, 2, 1), "Ann", "wip", &[Deed::Created])],
    );
    Arc::make_mut(&mut second.front).flags.push(Flag {
        date: Some(date(2026, 3, 30)),
        by: Some("bo@example.com".to_owned()),
        text: written("step 3 is wrong".to_owned()),
    });
    Arc::make_mut(&mut second.front).review_by = Some(written(date(2026, 3, 31)));
    let mut third = article(
        "a3",
        Confidence::NotValidated,
        vec![
            event(date(2025, 12, 1), "Ann", "not-validated", &[Deed::Created]),
            event(date(2026, 3, 30), "Ann", "not-validated", &[Deed::Modified]),
        ],
    );
    third.backlinks = vec![ArticleId(0)];
    let fourth = article(
        "a4",
        Confidence::Archived,
        vec![
            event(date(2025, 12, 1), "Bo", "validated", &[Deed::Created]),
            event(
                date(2026, 1, 31),
                "Bo",
                "archived",
                &[to("validated", "archived")],
            ),
        ],
    );
    base::site(vec![first, second, third, fourth], Vec::new())
}

fn input(site: &Site) -> Input<'_> {
    Input {
        site,
        gone: Vec::new(),
        past: Past::Full,
        reuse: None,
        found: &[],
        as_of: TODAY,
        since: None,
    }
}

fn figure(health: &Health, key: &str) -> (u32, u32, Value) {
    let measure = health.measure(key).unwrap_or_else(|| panic!("{key}"));
    (measure.some, measure.of, measure.value)
}

#[test]
fn states_are_counted_at_the_end_of_each_month() {
    let site = four();
    let gone = Trail {
        events: vec![
            event(date(2025, 12, 5), "Bo", "validated", &[Deed::Created]),
            event(date(2026, 2, 5), "Bo", "validated", &[Deed::Deleted]),
        ],
    };
    let health = measure(&Input {
        gone: vec![("content/old.md", &gone)],
        ..input(&site)
    });
    let months: Vec<_> = health.months.iter().map(|m| (m.day, m.states)).collect();
    assert_eq!(
        months,
        [
            (date(2025, 12, 31), [2, 1, 0, 0, 0]),
            (date(2026, 1, 31), [1, 1, 1, 0, 1]),
            (date(2026, 2, 28), [1, 1, 1, 0, 1]),
            (date(2026, 3, 31), [1, 1, 1, 0, 1]),
        ]
    );
    assert_eq!(health.counts(), [1, 1, 1, 0, 1]);
    assert_eq!(
        figure(&health, "validated"),
        (1, 3, Value::Share(Some(1.0 / 3.0)))
    );
    let removed = [("content/old.md".to_owned(), date(2026, 2, 5))];
    assert_eq!(health.digest.removed, removed);
}

#[test]
fn publishing_takes_from_the_first_commit_to_the_first_that_readers_see() {
    let site = four();
    let health = measure(&input(&site));
    let days: Vec<_> = health
        .published
        .iter()
        .map(|p| (&p.article.key[..], p.days))
        .collect();
    assert_eq!(days, [("a1", 40), ("a3", 0), ("a4", 0)]);
    assert_eq!(
        figure(&health, "publish_median"),
        (3, 4, Value::Days(Some(0.0)))
    );
    assert_eq!(
        figure(&health, "publish_p90"),
        (3, 4, Value::Days(Some(40.0)))
    );
    // Only one of them was published in the period.
    assert_eq!(
        figure(&health, "publish_period"),
        (1, 3, Value::Days(Some(40.0)))
    );
}

#[test]
fn reviews_flags_and_articles_in_progress_wait() {
    let site = four();
    let health = measure(&input(&site));
    let reviews: Vec<_> = health
        .reviews
        .iter()
        .map(|d| (&d.article.key[..], d.left))
        .collect();
    assert_eq!(
        reviews,
        [("a1", -1), ("a2", 0)],
        "a review is not overdue on its day"
    );
    let teams: Vec<_> = health
        .teams
        .iter()
        .map(|t| (&t.owner[..], t.articles, t.overdue, t.in_30, t.undated))
        .collect();
    assert_eq!(teams, [("", 2, 0, 1, 1), ("Desk", 1, 1, 0, 0)]);
    assert_eq!(health.undated, ["a3"]);
    assert_eq!(health.unfinished[0].days, Some(58));
    assert_eq!(figure(&health, "wip_old"), (1, 1, Value::Count));
    let flag = &health.flags[0];
    assert_eq!(
        (flag.by.as_deref(), flag.days),
        (Some("bo"), Some(1)),
        "a name, no address"
    );
}

#[test]
fn people_are_listed_by_name_with_what_they_did_in_the_period() {
    let mut site = four();
    let health = measure(&input(&site));
    let people: Vec<_> = health
        .people
        .iter()
        .map(|p| {
            (
                &p.name[..],
                p.created.len(),
                p.improved.len(),
                p.validated.len(),
            )
        })
        .collect();
    // The first commit to a3 lies before the period, which begins on 31 December.
    assert_eq!(people, [("Ann Lee", 2, 1, 0), ("Bo Lee", 0, 2, 1)]);
    assert_eq!(
        figure(&health, "participation"),
        (2, 2, Value::Share(Some(1.0)))
    );
    let person = |mails: &[&str], name: Option<&str>| Person {
        emails: mails.iter().map(|m| (*m).to_owned()).collect(),
        name: name.map(str::to_owned),
        role: Role::Coach,
        categories: Vec::new(),
    };
    // Two addresses are one person; one who did nothing is counted and not named.
    Arc::make_mut(&mut site.settings).kcs.people = vec![
        person(&["ann@example.com", "bo@example.com"], Some("Ann Bo")),
        person(&["cy@example.com"], None),
    ];
    let health = measure(&input(&site));
    assert_eq!(health.people.len(), 1);
    assert_eq!(health.people[0].name, "Ann Bo");
    assert_eq!(
        (health.participation.active, health.participation.all),
        (1, 2)
    );
}

#[test]
fn the_digest_tells_a_shift() {
    let site = four();
    let health = measure(&Input {
        since: Some(date(2026, 3, 30)),
        ..input(&site)
    });
    let digest = &health.digest;
    assert!(digest.new.is_empty() && digest.changes.is_empty());
    assert_eq!(digest.improved[0].article.key, "a3");
    assert_eq!(digest.flags.len(), 1);
    let due: Vec<_> = digest.due.iter().map(|d| &d.article.key[..]).collect();
    assert_eq!(due, ["a1", "a2"]);
}

#[test]
fn a_mass_edit_improves_nothing() {
    let all = (0..25).map(|n| {
        let key = format!("{}9", char::from(b'a' + n));
        let events = vec![
            event(date(2025, 1, 1), "Ann", "validated", &[Deed::Created]),
            event(date(2026, 3, 1), "Bo", "validated", &[Deed::Modified]),
        ];
        article(&key, Confidence::Validated, events)
    });
    let site = base::site(all.collect(), Vec::new());
    let health = measure(&input(&site));
    assert!(health.people.is_empty() && health.digest.improved.is_empty());
    assert_eq!(health.digest.mass[0].articles, 25);
}

#[test]
fn of_a_shallow_clone_nothing_is_said_that_needs_beginnings() {
    let site = four();
    for past in [Past::Shallow, Past::Missing] {
        let health = measure(&Input {
            past,
            ..input(&site)
        });
        assert!(
            health.months.is_empty() && health.published.is_empty() && health.people.is_empty()
        );
        assert!(health.digest.new.is_empty() && health.digest.changes.is_empty());
        assert_eq!(health.unfinished[0].days, None);
        for key in ["publish_median", "created", "participation", "wip_old"] {
            assert!(health.measure(key).is_none(), "{key}");
        }
        assert_eq!(health.counts(), [1, 1, 1, 0, 1], "the files are known");
        assert_eq!(health.overdue().count(), 1);
    }
}
