//! Groups: recurring, state, trend, figures, names.

use crate::coverage::fact::{Raw, Said, Told};
use crate::coverage::groups::{Label, group, recurs};
use crate::coverage::ledger::Ledger;
use crate::coverage::result::{Direction, Group, Named, State};
use crate::coverage::tests::base::{article, bare, daily, day, linked, raw, site, with_ledger};
use crate::coverage::tree::Tree;
use std::sync::Arc;

fn all(ledger: &Ledger<'_>) -> Group {
    group(ledger, Label::default(), &ledger.counted)
}

#[test]
fn recurring_is_five_tickets_on_three_days_by_two_people() {
    let ticket = |(at, who): (i32, u64)| Raw {
        requester: Some(who),
        ..raw(at, &[])
    };
    let cases: [(&[(i32, u64)], bool); 4] = [
        (&[(0, 1), (1, 2), (2, 1), (2, 1), (2, 1)], true),
        (&[(0, 1), (1, 2), (2, 1), (2, 1)], false),
        (&[(0, 1), (0, 2), (2, 1), (2, 1), (2, 1)], false),
        (&[(0, 1), (1, 1), (2, 1), (3, 1), (4, 1)], false),
    ];
    for (tickets, expected) in cases {
        let tickets = tickets.iter().map(|t| ticket(*t)).collect();
        with_ledger(&site(Vec::new()), tickets, |ledger| {
            assert_eq!(recurs(ledger, &ledger.counted), expected);
        });
    }
}

#[test]
fn days_and_people_count_only_where_the_export_knows_them() {
    let undated = || Raw {
        day: None,
        ..raw(0, &[])
    };
    let tickets = (0..5).map(|_| undated()).collect();
    with_ledger(&site(Vec::new()), tickets, |ledger| {
        let group = all(ledger);
        assert!(group.recurring && ledger.window.is_none());
        assert_eq!((group.days, group.requesters), (0, None));
        assert_eq!(
            (group.trend.direction, group.trend.weeks.len()),
            (Direction::Unknown, 0)
        );
    });
}

#[test]
fn a_state_is_none_under_a_fifth_and_partial_under_seven_tenths() {
    for (covered, expected) in [
        (1, State::None),
        (2, State::Partial),
        (6, State::Partial),
        (7, State::Covered),
    ] {
        let one = |(n, ticket)| {
            if n < covered {
                linked(ticket, 0)
            } else {
                ticket
            }
        };
        let tickets = (0..).zip(daily(10, &[])).map(one).collect();
        let base = site(vec![article("KB1", "One", "words")]);
        with_ledger(&base, tickets, |ledger| {
            assert_eq!(all(ledger).state, expected, "{covered}");
        });
    }
}

#[test]
fn a_trend_is_the_second_half_against_the_first() {
    // Fourteen days from a Monday: a ticket a day in the first week, two in the second.
    let mut tickets = daily(14, &[]);
    tickets.extend((7..14).map(|at| raw(at, &[])));
    with_ledger(&site(Vec::new()), tickets, |ledger| {
        let trend = all(ledger).trend;
        assert_eq!((trend.first, trend.second), (7, 14));
        assert_eq!(
            (trend.direction, trend.weeks),
            (Direction::Rising, vec![7, 14])
        );
    });
}

#[test]
fn figures_are_those_that_the_system_gives() {
    let told = |hours: Option<f32>, breached, first| Raw {
        told: Told {
            hours,
            breached,
            first_contact: first,
            reopened: None,
            effort: None,
        },
        ..raw(0, &[])
    };
    let tickets = vec![
        told(Some(1.0), Some(true), Some(true)),
        told(Some(9.0), Some(false), Some(true)),
        told(Some(2.0), None, Some(false)),
        told(None, None, None),
    ];
    with_ledger(&site(Vec::new()), tickets, |ledger| {
        let service = all(ledger).service;
        assert_eq!((service.hours, service.breached), (Some(2.0), Some(0.5)));
        assert_eq!(service.first_contact, Some(2.0 / 3.0));
        assert_eq!((service.reopened, service.effort), (None, None));
    });
}

#[test]
fn systems_and_services_are_named_most_first() {
    let said = |systems: &[u32]| Said {
        systems: systems.iter().fold(0, |bits, n| bits | 1 << n),
        ..Said::default()
    };
    let ticket = |systems: &[u32], service: &str| Raw {
        said: Arc::new(said(systems)),
        service: service.to_owned(),
        ..raw(0, &["A"])
    };
    // Of the usual systems: windows 0, windows-11 1, windows-10 2, macos 3.
    let tickets = vec![
        ticket(&[3], "Mail"),
        ticket(&[1, 3], "VPN"),
        ticket(&[1], "vpn"),
        ticket(&[3], ""),
    ];
    with_ledger(&site(Vec::new()), tickets, |ledger| {
        let group = all(ledger);
        let names = |all: Vec<Named>| {
            all.into_iter()
                .map(|n| (n.name, n.count))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names(group.os),
            [("macOS".to_owned(), 3), ("Windows 11".to_owned(), 2)]
        );
        assert_eq!(
            names(group.products),
            [("VPN".to_owned(), 2), ("Mail".to_owned(), 1)]
        );
        let heat = crate::coverage::overview::heat(ledger, &Tree::of(ledger));
        assert_eq!(
            (heat.os, heat.categories),
            (
                vec!["Windows 11".to_owned(), "macOS".to_owned()],
                vec!["A".to_owned()]
            )
        );
        assert_eq!(
            (heat.all, heat.uncovered),
            (vec![vec![2, 3]], vec![vec![2, 3]])
        );
    });
}

#[test]
fn categories_stand_before_those_below_and_the_largest_first() {
    let mut tickets = daily(2, &["Network", "VPN"]);
    tickets.extend(daily(3, &["Network", "Wi-Fi"]));
    tickets.extend(daily(1, &["Network"]));
    tickets.extend(daily(4, &["Mail"]));
    tickets.extend(daily(5, &[]));
    tickets.extend(daily(1, &["mail", "Other"]));
    with_ledger(&bare(|_| ()), tickets, |ledger| {
        let groups = Tree::of(ledger).groups(ledger);
        let names = groups
            .iter()
            .map(|g| (g.name.as_str(), g.depth, g.self_service.all));
        let expected = [
            ("Network", 0, 6),
            ("Network > Wi-Fi", 1, 3),
            ("Network > VPN", 1, 2),
            ("Mail", 0, 5),
            ("Mail > Other", 1, 1),
            ("(no category)", 0, 5),
        ];
        assert_eq!(names.collect::<Vec<_>>(), expected);
        let top = groups.iter().filter(|g| g.depth == 0);
        assert_eq!(top.map(|g| g.self_service.all).sum::<u32>(), 16);
    });
}

#[test]
fn a_day_is_a_day() {
    assert_eq!(day(7).to_string(), "2026-03-09");
}
