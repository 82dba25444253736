//! Articles that are not found, patterns of every health, effects, and what was read.
//!
//! Takes nothing but a number of tickets. Gives believable values. Never holds a system's real export.

use crate::brief::sample::article;
use crate::coverage::result::{Change, Effect, Example, Findability, Health, Named, PatternHealth};
use crate::tickets::intake::{Count, Intake, Source};
use crate::tickets::ticket::Place;
use jiff::civil::date;

fn examples(texts: &[&str]) -> Vec<Example> {
    let one = |(i, text): (usize, &&str)| Example {
        id: format!("INC00{}", 31_007 + i * 211),
        day: Some(date(2026, 8, 11)),
        text: (*text).to_owned(),
    };
    texts.iter().enumerate().map(one).collect()
}

/// Articles that exist and are not found.
pub(crate) fn findability() -> Vec<Findability> {
    [
        (
            "KB0012",
            "Reset your password",
            918,
            640,
            "forgot my password again",
        ),
        (
            "KB0042",
            "VPN error 809 on Windows 11",
            204,
            31,
            "vpn says 809",
        ),
        (
            "KB0052",
            "Dock shows no picture",
            171,
            12,
            "second screen stays black",
        ),
        ("KB0033", "Move a mailbox rule", 44, 0, "rules are gone"),
    ]
    .map(|(key, title, unlinked, linked, text)| Findability {
        article: article(key, title),
        unlinked,
        linked,
        examples: examples(&[text]),
    })
    .to_vec()
}

/// Patterns of every health.
pub(crate) fn patterns() -> Vec<PatternHealth> {
    let broad = Health::Broad {
        share: 0.11,
        categories: ["Accounts", "Network", "Email"]
            .map(|n| Named {
                name: n.to_owned(),
                count: 400,
            })
            .to_vec(),
    };
    let overlapping = Health::Overlapping {
        with: article("KB0012", "Reset your password"),
        pattern: "password reset".to_owned(),
        both: 188,
    };
    let one =
        |(key, title, pattern, matches, health): (&str, &str, &str, u32, Health)| PatternHealth {
            article: article(key, title),
            pattern: pattern.to_owned(),
            line: 14,
            matches,
            health,
            examples: if matches == 0 {
                Vec::new()
            } else {
                examples(&["cannot log in", "login fails"])
            },
        };
    let mut all: Vec<PatternHealth> = [
        (
            "KB0007",
            "Fax from the office",
            "fax -machine",
            0,
            Health::Dead,
        ),
        ("KB0051", "Account locked out", "login", 2020, broad),
        (
            "KB0014",
            "Password expired",
            "password (reset OR expired)",
            301,
            overlapping,
        ),
        (
            "KB0042",
            "VPN error 809 on Windows 11",
            "\"error 809\"",
            188,
            Health::Good,
        ),
    ]
    .map(one)
    .to_vec();
    all.extend((0..42).map(|i| one(("KB0100", "Another article", "word", 40 + i, Health::Good))));
    all
}

/// What articles changed.
pub(crate) fn effects() -> Vec<Effect> {
    let change = |before, after, interval| {
        Some(Change {
            before,
            after,
            interval,
        })
    };
    vec![
        Effect {
            article: article("KB0042", "VPN error 809 on Windows 11"),
            published: date(2026, 1, 28),
            days: 56,
            counts: (97, 34),
            weekly: change(12.1, 4.3, (0.24, 0.51)),
            hours: change(9.4, 5.2, (-6.1, -1.9)),
            first_contact: change(0.41, 0.6, (0.02, 0.35)),
        },
        Effect {
            article: article("KB0052", "Dock shows no picture"),
            published: date(2026, 4, 22),
            days: 90,
            counts: (140, 121),
            weekly: change(10.9, 9.4, (0.67, 1.11)),
            hours: None,
            first_contact: None,
        },
    ]
}

fn count(count: u64, line: u32, what: &str) -> Count {
    let place = Place { file: 0, line };
    Count {
        count,
        first: vec![(place, what.to_owned())],
    }
}

/// What was read.
pub(crate) fn intake(measured: u32) -> Intake {
    let kept = u64::from(measured) + 214 + 655;
    let source = Source {
        name: "incidents-2026.csv".to_owned(),
        vendor: "servicenow",
        container: "csv, gzip".to_owned(),
        encoding: "windows-1252".to_owned(),
        columns: vec![
            ("number".to_owned(), Some("id")),
            ("u_cost_centre".to_owned(), None),
        ],
        dates: "year first, seen".to_owned(),
        notes: vec!["The file holds exactly 10,000 rows: the export may have been cut.".to_owned()],
        rows: kept + 412 + 17 + 3,
    };
    Intake {
        sources: vec![source],
        read: kept + 412 + 17 + 3,
        kept,
        merged: count(412, 1204, "INC0010023 was read on line 88"),
        repaired: count(29, 77, "2 cells too many"),
        refused: count(17, 20_412, "the last row is cut"),
        blank: 3,
        noise: [
            count(212, 9, "out of office"),
            count(301, 14, "nagios"),
            count(88, 71, "phishing"),
            count(0, 0, ""),
        ],
    }
}
