//! Healths to test with: a base with everything, one whose every word is an attack, and nothing at all.
//!
//! Takes nothing. Gives values in which every list has an entry. Never looks like one company: all of it is made up.

use crate::audit::Key;
use crate::brief::sample::article;
use crate::coverage::result::{ArticleRef, Named};
use crate::diag::{Code, Severity};
use crate::kcs::measures::result::{
    Change, Digest, Due, Findings, Flagged, Generic, Health, Lonely, Mass, Measure, Month,
    Participation, Past, Person, Published, Reused, Step, Team, TicketMonth, Tickets, Unfinished,
    Value,
};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 22);

/// Nothing was measured.
pub(crate) fn empty() -> Health {
    Health {
        as_of: TODAY,
        since: date(2026, 8, 24),
        asked: false,
        past: Past::Missing,
        states: Default::default(),
        months: Vec::new(),
        published: Vec::new(),
        ages: Vec::new(),
        reviews: Vec::new(),
        teams: Vec::new(),
        undated: Vec::new(),
        unfinished: Vec::new(),
        wip_days: 30,
        flags: Vec::new(),
        ready: Vec::new(),
        lonely: Vec::new(),
        generic: Vec::new(),
        tickets: None,
        people: Vec::new(),
        participation: Participation::default(),
        findings: Vec::new(),
        digest: Digest::default(),
        measures: Vec::new(),
    }
}

/// A base with everything.
pub(crate) fn whole() -> Health {
    said("Printer jam", "Ann Lee", "step 3 is wrong")
}

/// The same, where titles, names and flags are markup.
pub(crate) fn hostile() -> Health {
    let word = "<script>alert(1)</script>|\u{1b}[2J`*_[x](javascript:y)";
    said(word, word, word)
}

fn keys(all: &[&str]) -> Vec<String> {
    all.iter().map(|key| (*key).to_owned()).collect()
}

#[expect(clippy::too_many_lines, reason = "one value, field by field")]
fn said(title: &str, name: &str, words: &str) -> Health {
    let one = article("KB0001", title);
    let flag = Flagged {
        article: one.clone(),
        day: Some(date(2026, 11, 20)),
        days: Some(2),
        by: Some(name.to_owned()),
        text: words.to_owned(),
    };
    let due = Due {
        article: one.clone(),
        owner: Some(name.to_owned()),
        day: date(2026, 11, 1),
        left: -21,
    };
    let month = |day, first| Month {
        day,
        states: [first, 2, 1, 1, 1],
    };
    Health {
        past: Past::Full,
        asked: true,
        states: [
            keys(&["KB0001", "KB0002"]),
            keys(&["KB0003", "KB0004"]),
            keys(&["KB0005"]),
            keys(&["KB0006"]),
            keys(&["KB0007"]),
        ],
        months: vec![
            month(date(2026, 9, 30), 0),
            month(date(2026, 10, 31), 1),
            month(TODAY, 2),
        ],
        published: vec![Published {
            article: one.clone(),
            created: date(2026, 9, 1),
            published: date(2026, 10, 11),
            days: 40,
        }],
        ages: vec![("KB0001".to_owned(), 12), ("KB0002".to_owned(), 800)],
        teams: vec![
            Team {
                articles: 2,
                undated: 2,
                ..Team::default()
            },
            Team {
                owner: name.to_owned(),
                articles: 4,
                overdue: 1,
                ..Team::default()
            },
        ],
        reviews: vec![due.clone()],
        undated: keys(&["KB0002", "KB0003"]),
        unfinished: vec![Unfinished {
            article: one.clone(),
            owner: None,
            since: Some(date(2026, 10, 1)),
            days: Some(52),
        }],
        flags: vec![flag.clone()],
        ready: vec![Reused {
            article: one.clone(),
            tickets: keys(&["INC1", "INC2"]),
            articles: keys(&["KB0002"]),
        }],
        lonely: vec![Lonely {
            article: one.clone(),
            created: Some(date(2026, 11, 2)),
        }],
        generic: vec![generic(&one, words)],
        tickets: Some(tickets()),
        people: vec![Person {
            name: name.to_owned(),
            created: keys(&["KB0001"]),
            improved: keys(&["KB0002", "KB0003"]),
            validated: Vec::new(),
            reused: Some(keys(&["INC1"])),
        }],
        participation: Participation { active: 1, all: 3 },
        findings: vec![Findings {
            code: Code("KB021"),
            severity: Severity::Warning,
            title: "review is overdue",
            count: 3,
            articles: keys(&["KB0001"]),
        }],
        digest: digest(&one, name, (flag, due)),
        measures: vec![
            measure("validated", Value::Share(Some(2.0 / 6.0))),
            measure("publish_median", Value::Days(Some(40.0))),
            measure("participation", Value::Share(None)),
            measure("findings", Value::Count),
        ],
        ..empty()
    }
}

fn generic(one: &ArticleRef, words: &str) -> Generic {
    Generic {
        article: one.clone(),
        tickets: keys(&["INC1", "INC2"]),
        share: 2.0 / 3.0,
        categories: vec![Named {
            name: words.to_owned(),
            count: 2,
        }],
    }
}

fn tickets() -> Tickets {
    let month = |day, tickets| TicketMonth {
        day,
        tickets,
        linked: 1,
    };
    Tickets {
        window: Some((date(2026, 10, 2), date(2026, 11, 20))),
        all: 9,
        known: keys(&["INC1"]),
        new: keys(&["INC2"]),
        unknown: 7,
        months: vec![month(date(2026, 10, 1), 4), month(date(2026, 11, 1), 5)],
    }
}

fn digest(one: &ArticleRef, name: &str, (flag, due): (Flagged, Due)) -> Digest {
    let step = || Step {
        article: one.clone(),
        day: date(2026, 11, 21),
        by: vec![name.to_owned()],
    };
    Digest {
        new: vec![step()],
        improved: vec![step()],
        mass: vec![Mass {
            commit: "0123456789abcdef".to_owned(),
            day: date(2026, 11, 5),
            by: name.to_owned(),
            articles: 25,
        }],
        changes: vec![Change {
            article: one.clone(),
            day: date(2026, 11, 7),
            by: name.to_owned(),
            key: Key::Confidence,
            from: Some("wip".to_owned()),
            to: Some(name.to_owned()),
        }],
        removed: vec![(format!("content/{name}.md"), date(2026, 11, 8))],
        flags: vec![flag],
        due: vec![due],
    }
}

fn measure(key: &'static str, value: Value) -> Measure {
    Measure {
        key,
        name: key,
        formula: "articles with `confidence` ÷ articles that are not archived".to_owned(),
        some: 2,
        of: 6,
        value,
    }
}
