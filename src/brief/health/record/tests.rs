//! The shape of the JSON report, frozen: a reader of its own that knows these names and no others.

use crate::brief::health::record::write;
use crate::brief::health::sample::{empty, hostile, whole};
use serde::{Deserialize, Serialize};

/// Every name is required, and no other is known.
macro_rules! frozen {
    ($($name:ident { $($field:ident: $kind:ty),* })*) => {
        $(#[derive(Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        #[allow(clippy::struct_field_names, reason = "the names are the format's")]
        struct $name { $($field: $kind),* })*
    };
}

frozen! {
    Report { format: u32, as_of: String, since: String, history: String, articles: u32, states: States, months: Vec<Month>, published: Vec<Aged>, ages: Vec<Age>, reviews: Vec<Dated>, owners: Vec<Owner>, undated: Vec<String>, in_progress: Vec<InProgress>, flags: Vec<Open>, ready: Vec<Ready>, never_linked: Vec<Never>, general: Vec<General>, tickets: Option<Tickets>, people: Vec<Person>, findings: Vec<Found>, happened: Happened, measures: Vec<Measure> }
    States { validated: Vec<String>, not_validated: Vec<String>, wip: Vec<String>, unstated: Vec<String>, archived: Vec<String> }
    Month { day: String, validated: u32, not_validated: u32, wip: u32, unstated: u32, archived: u32 }
    Article { key: String, title: String, path: String, url: String }
    Aged { article: Article, created: String, published: String, days: i32 }
    Age { key: String, days: i32 }
    Dated { article: Article, owner: Option<String>, review_by: String, days_left: i32 }
    Owner { owner: Option<String>, articles: u32, overdue: u32, in_30_days: u32, in_90_days: u32, undated: u32 }
    InProgress { article: Article, owner: Option<String>, since: Option<String>, days: Option<i32> }
    Open { article: Article, date: Option<String>, days: Option<i32>, by: Option<String>, text: String }
    Ready { article: Article, tickets: Vec<String>, articles: Vec<String> }
    Never { article: Article, created: Option<String> }
    Named { name: String, tickets: u32 }
    General { article: Article, tickets: Vec<String>, share: f64, categories: Vec<Named> }
    TicketMonth { month: String, tickets: u32, linked: u32 }
    Tickets { first: Option<String>, last: Option<String>, tickets: u32, known: Vec<String>, new: Vec<String>, unknown: u32, months: Vec<TicketMonth> }
    Person { name: String, created: Vec<String>, improved: Vec<String>, validated: Vec<String>, reused: Option<Vec<String>> }
    Found { code: String, title: String, severity: String, findings: u32, articles: Vec<String> }
    Step { article: Article, date: String, by: Vec<String> }
    Mass { commit: String, date: String, by: String, articles: u32 }
    Change { article: Article, date: String, by: String, key: String, from: Option<String>, to: Option<String> }
    Gone { path: String, date: String }
    Happened { new: Vec<Step>, improved: Vec<Step>, mass_edits: Vec<Mass>, changes: Vec<Change>, removed: Vec<Gone>, flags: Vec<Open>, due: Vec<Dated> }
    Measure { key: String, name: String, formula: String, numerator: u32, denominator: u32, value: Option<f64>, unit: String }
}

#[test]
fn the_shape_is_frozen() {
    for health in [empty(), whole(), hostile()] {
        let text = write(&health);
        let read: Report = serde_json::from_str(&text).unwrap();
        assert_eq!(read.format, 1);
        let again = serde_json::to_value(&read).unwrap();
        assert_eq!(
            again,
            serde_json::from_str::<serde_json::Value>(&text).unwrap()
        );
    }
}

#[test]
fn what_is_not_known_is_null() {
    let text = write(&empty());
    assert!(text.contains("\"tickets\": null") && text.contains("\"history\": \"missing\""));
    let whole: Report = serde_json::from_str(&write(&whole())).unwrap();
    let values: Vec<_> = whole
        .measures
        .iter()
        .map(|m| (m.value, &m.unit[..]))
        .collect();
    let expected = [
        (Some(0.333_333), "share"),
        (Some(40.0), "days"),
        (None, "share"),
        (Some(2.0), "count"),
    ];
    assert_eq!(values, expected);
    assert_eq!(whole.owners[0].owner, None);
}
