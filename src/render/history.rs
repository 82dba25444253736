//! The story of an article, for those who keep it.
//!
//! Takes its trail. Gives the lines of its history, newest first: what was made, shown and changed, by whom; plain edits
//! between are one line. Never shows an address of mail: a name is enough to know whom to ask.

use crate::audit::{Deed, Event, Key, Trail};
use crate::render::context::HistoryEntry;
use crate::render::words::{Words, day, word};
use jiff::civil::Date;

/// The lines of a history.
#[must_use]
pub fn history(trail: &Trail, words: &Words) -> Vec<HistoryEntry> {
    let published = trail.published();
    let mut all = Vec::new();
    let mut edits: Vec<&Event> = Vec::new();
    for event in trail.events.iter().rev() {
        let first_shown = published.is_some_and(|p| std::ptr::eq(p, event));
        let said = said(event, first_shown, words);
        if said.is_empty() {
            edits.push(event);
            continue;
        }
        all.extend(folded(&mut edits, words));
        all.push(entry(
            event.day,
            shown_name(&event.author.name),
            said.join(" · "),
            words,
        ));
    }
    all.extend(folded(&mut edits, words));
    all
}

/// What a commit did besides editing the text.
fn said(event: &Event, first_shown: bool, words: &Words) -> Vec<String> {
    let none = || word(words, "history_none");
    let tell = |deed: &Deed| match deed {
        Deed::Created => Some(word(words, "history_created")),
        Deed::Deleted => Some(word(words, "history_deleted")),
        Deed::Renamed { from } => Some(word(words, "history_renamed").replace("{from}", from)),
        Deed::Modified => None,
        Deed::Changed { key, from, to } => Some(
            word(words, "history_changed")
                .replace("{what}", &word(words, key_word(*key)))
                .replace("{from}", &from.clone().unwrap_or_else(none))
                .replace("{to}", &to.clone().unwrap_or_else(none)),
        ),
    };
    let mut all: Vec<String> = event.deeds.iter().filter_map(tell).collect();
    if first_shown {
        all.push(word(words, "history_published"));
    }
    all
}

fn key_word(key: Key) -> &'static str {
    match key {
        Key::Confidence => "history_confidence",
        Key::Audience => "history_audience",
        Key::Governance => "history_governance",
    }
}

/// Edits that follow each other as one line, dated by the newest.
fn folded(edits: &mut Vec<&Event>, words: &Words) -> Option<HistoryEntry> {
    let edits = std::mem::take(edits);
    let newest = edits.first()?;
    let mut names: Vec<&str> = Vec::new();
    for name in edits.iter().map(|e| shown_name(&e.author.name)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let text = match edits.len() {
        1 => word(words, "history_edit"),
        n => word(words, "history_edits").replace("{n}", &n.to_string()),
    };
    Some(entry(newest.day, &names.join(", "), text, words))
}

fn entry(date: Date, by: &str, text: String, words: &Words) -> HistoryEntry {
    HistoryEntry {
        date: date.to_string(),
        date_text: day(words, date),
        by: by.to_owned(),
        text,
    }
}

/// A name without an address: where somebody gave only her address, what stands before the `@`.
#[must_use]
pub fn shown_name(name: &str) -> &str {
    let bare = name.split('<').next().unwrap_or(name).trim();
    let bare = if bare.is_empty() {
        name.trim_matches(['<', '>', ' '])
    } else {
        bare
    };
    bare.split('@').next().unwrap_or(bare)
}

#[cfg(test)]
mod tests {
    use super::{history, shown_name};
    use crate::audit::{Author, Deed, Event, Key, State, Trail};
    use crate::render::words::Words;
    use std::sync::Arc;

    fn event(day: i8, name: &str, confidence: &str, deeds: Vec<Deed>) -> Event {
        Event {
            commit: "c".into(),
            time: jiff::Timestamp::UNIX_EPOCH,
            day: jiff::civil::date(2026, 3, day),
            author: Arc::new(Author {
                name: name.to_owned(),
                email: "secret@example.com".to_owned(),
            }),
            deeds,
            state: Arc::new(State {
                confidence: Some(confidence.to_owned()),
                ..State::default()
            }),
        }
    }

    #[test]
    fn the_newest_stands_first_and_edits_are_counted() {
        let changed = |from: &str, to: &str| Deed::Changed {
            key: Key::Confidence,
            from: Some(from.to_owned()),
            to: Some(to.to_owned()),
        };
        let trail = Trail {
            events: vec![
                event(1, "Ada", "wip", vec![Deed::Created]),
                event(2, "Ben", "wip", vec![Deed::Modified]),
                event(3, "Ada", "wip", vec![Deed::Modified]),
                event(
                    4,
                    "Ada",
                    "validated",
                    vec![changed("wip", "validated"), Deed::Modified],
                ),
                event(5, "cleo@example.com", "validated", vec![Deed::Modified]),
            ],
        };
        let mut words = std::collections::BTreeMap::new();
        words.insert("history_edits".to_owned(), "{n} edits".to_owned());
        words.insert(
            "history_changed".to_owned(),
            "{what}: {from} to {to}".to_owned(),
        );
        let shown: Vec<_> = history(&trail, &Words::new(words))
            .into_iter()
            .map(|e| format!("{} {}: {}", e.date, e.by, e.text))
            .collect();
        assert_eq!(
            shown,
            [
                "2026-03-05 cleo: history_edit",
                "2026-03-04 Ada: history_confidence: wip to validated · history_published",
                "2026-03-03 Ada, Ben: 2 edits",
                "2026-03-01 Ada: history_created",
            ]
        );
    }

    #[test]
    fn names_are_no_addresses() {
        for (name, want) in [
            ("Ada Finch", "Ada Finch"),
            ("Ada <ada@example.com>", "Ada"),
            ("ada@example.com", "ada"),
            ("<ada@example.com>", "ada"),
        ] {
            assert_eq!(shown_name(name), want);
        }
    }
}
