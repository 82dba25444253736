//! Gaps: who holds which tickets, weight, cost, rank, Pareto.

use crate::coverage::fact::{Raw, Told};
use crate::coverage::gaps::{Found, find, vague};
use crate::coverage::ledger::Ledger;
use crate::coverage::result::Gap;
use crate::coverage::tests::base::{article, bare, daily, linked, raw, site, with_ledger};
use crate::coverage::tree::Tree;
use std::collections::BTreeSet;

fn found(ledger: &Ledger<'_>) -> Found {
    let tree = Tree::of(ledger);
    let topics = vague(ledger, &tree);
    find(ledger, &tree, topics)
}

fn gaps(ledger: &Ledger<'_>) -> Vec<Gap> {
    found(ledger).gaps
}

fn names(gaps: &[Gap]) -> Vec<(&str, &str, usize)> {
    gaps.iter()
        .map(|g| (g.id.as_str(), g.group.name.as_str(), g.tickets.len()))
        .collect()
}

/// Tickets as heavy as they get.
fn heavy(raw: Raw) -> Raw {
    let told = Told {
        breached: Some(true),
        reopened: Some(true),
        first_contact: Some(false),
        ..Told::default()
    };
    Raw { told, ..raw }
}

#[test]
fn the_deepest_category_that_recurs_holds_its_tickets() {
    let mut tickets = daily(9, &["Network", "VPN", "Slow"]);
    tickets.extend(daily(4, &["Network", "VPN", "Drops"]));
    tickets.extend(daily(2, &["Network", "VPN"]));
    tickets.extend(daily(3, &["Network", "Other"]));
    tickets.extend(daily(3, &["Network"]));
    tickets.extend(daily(4, &["Mail"]));
    with_ledger(&bare(|_| ()), tickets, |ledger| {
        let gaps = gaps(ledger);
        let expected = [
            ("G1", "Network > VPN > Slow", 9),
            ("G2", "Network (the rest)", 6),
            ("G3", "Network > VPN (the rest)", 6),
        ];
        assert_eq!(names(&gaps), expected);
        let ids: BTreeSet<&String> = gaps.iter().flat_map(|g| &g.tickets).collect();
        assert_eq!(ids.len(), 21, "no ticket in two gaps");
        assert_eq!(gaps[1].group.path, ["Network"]);
    });
}

#[test]
fn a_covered_category_is_no_gap_and_keeps_its_tickets() {
    let mut tickets: Vec<Raw> = daily(8, &["Network", "VPN"])
        .into_iter()
        .map(|t| linked(t, 0))
        .collect();
    tickets.extend(daily(2, &["Network", "VPN"]));
    tickets.extend(daily(4, &["Network"]));
    let base = site(vec![article("KB1", "One", "words")]);
    with_ledger(&base, tickets, |ledger| {
        assert_eq!(names(&gaps(ledger)), []);
    });
}

#[test]
fn gaps_are_ranked_by_weight_and_then_by_name() {
    let mut tickets = daily(5, &["Light"]);
    tickets.extend(daily(5, &["Heavy"]).into_iter().map(heavy));
    tickets.extend(daily(5, &["Alike"]));
    let told = |raw| Raw {
        told: Told {
            breached: Some(false),
            reopened: Some(false),
            first_contact: Some(true),
            ..Told::default()
        },
        ..raw
    };
    tickets.extend(daily(6, &["Mild"]).into_iter().map(told));
    with_ledger(&bare(|_| ()), tickets, |ledger| {
        let gaps = gaps(ledger);
        let weights: Vec<_> = gaps
            .iter()
            .map(|g| (g.group.name.as_str(), g.weight))
            .collect();
        // Each of the heavy ones weighs 1 + 1 + 1 + ½.
        assert_eq!(
            weights,
            [
                ("Heavy", 17.5),
                ("Mild", 6.0),
                ("Alike", 5.0),
                ("Light", 5.0)
            ]
        );
    });
}

#[test]
fn cost_is_that_of_a_year_and_the_pareto_set_holds_four_fifths() {
    // 73 days are a fifth of a year.
    let mut tickets = vec![raw(72, &["Rare"])];
    for (count, name) in [(50, "A"), (20, "B"), (10, "C"), (9, "D")] {
        tickets.extend(daily(count, &[name]));
    }
    tickets.extend(daily(10, &["Answered"]).into_iter().map(|t| linked(t, 0)));
    let base = site(vec![article("KB1", "One", "words")]);
    with_ledger(&base, tickets, |ledger| {
        let found = found(ledger);
        let gaps = &found.gaps;
        // 90 are uncovered: 50, 70, 80, 89 of them.
        let shares: Vec<_> = gaps.iter().map(|g| (g.cumulated * 90.0).round()).collect();
        assert_eq!(shares, [50.0, 70.0, 80.0, 89.0]);
        // 72 are four fifths of 90.
        assert_eq!(
            (found.pareto, gaps.iter().filter(|g| g.in_pareto).count()),
            (3, 3)
        );
        // 50 tickets in a fifth of a year, 0.3 of them saved at 22 - 2 each.
        assert!((gaps[0].cost - 50.0 * 5.0 * 0.3 * 20.0).abs() < 1e-9);
    });
}

#[test]
fn where_the_gaps_do_not_reach_four_fifths_all_of_them_are_the_set() {
    let mut tickets = daily(5, &["A"]);
    for n in 0..10 {
        tickets.push(raw(n, &[&format!("Once {n}")]));
    }
    with_ledger(&bare(|_| ()), tickets, |ledger| {
        let found = found(ledger);
        assert_eq!((found.gaps.len(), found.pareto), (1, 1));
        assert!((found.gaps[0].cumulated - 5.0 / 15.0).abs() < 1e-9);
    });
}

#[test]
fn examples_are_redacted_words_of_different_tickets() {
    let words = [
        "printer jams again",
        "Printer jams, again",
        "paper is stuck",
    ];
    let ticket = |(at, words): (i32, &&str)| Raw {
        words: (*words).to_owned(),
        ..raw(at, &["Printing"])
    };
    let mut tickets: Vec<Raw> = (0..).zip(&words).map(ticket).collect();
    tickets.extend(daily(3, &["Printing"]));
    with_ledger(&bare(|_| ()), tickets, |ledger| {
        let gaps = gaps(ledger);
        let texts: BTreeSet<&str> = gaps[0].examples.iter().map(|e| e.text.as_str()).collect();
        assert_eq!(texts, ["paper is stuck", "printer jams again"].into());
        assert_eq!(gaps[0].tickets, ["T1", "T2", "T3", "T4", "T5", "T6"]);
    });
}
