//! Words and codes for status, priority and service levels that several systems share.
//!
//! Takes a cell. Gives what it means. Never knows a system's own codes: those stand with the system.

use crate::tickets::field::Field;
use crate::tickets::row::Row;
use crate::tickets::ticket::{Status, Ticket};

/// Beginnings of words for a status, in English, German, French and Spanish; the first that is found anywhere in the cell decides.
const STATUS: [(Status, &[&str]); 5] = [
    (
        Status::Cancelled,
        &[
            "cancel",
            "deleted",
            "spam",
            "duplicate",
            "withdrawn",
            "rejected",
            "storniert",
            "annul",
            "anulad",
        ],
    ),
    (
        Status::Pending,
        &[
            "pending",
            "hold",
            "wait",
            "awaiting",
            "suspended",
            "wartet",
            "wartend",
            "en attente",
            "pendiente",
        ],
    ),
    (
        Status::Closed,
        &["closed", "geschlossen", "fermé", "ferme", "clos", "cerrad"],
    ),
    (
        Status::Open,
        &["reopen", "unresolved", "not resolved", "ungelöst"],
    ),
    (
        Status::Solved,
        &[
            "resolved", "solved", "done", "fixed", "complete", "gelöst", "erledigt", "résolu",
            "resuel",
        ],
    ),
];
const OPEN: [&str; 17] = [
    "new",
    "open",
    "progress",
    "assigned",
    "to do",
    "todo",
    "active",
    "accepted",
    "triage",
    "backlog",
    "investigat",
    "escalated",
    "offen",
    "neu",
    "bearbeitung",
    "ouvert",
    "abiert",
];

/// A status by its word.
pub(crate) fn status(text: &str) -> Status {
    let text = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|w| text.contains(w));
    let hit = STATUS.iter().find(|(_, words)| says(words));
    match hit {
        Some((status, _)) => *status,
        None if says(&OPEN) => Status::Open,
        None => Status::Unknown,
    }
}

/// A priority from 1 by its digit (`1 - Critical`, `P2`) or its word.
pub(crate) fn priority(text: &str) -> Option<u8> {
    let text = text.to_lowercase();
    let bare = text.trim_start_matches(['p', ' ']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    if let Ok(number @ 1..=5) = bare[..digits].parse() {
        return Some(number);
    }
    let words: [(u8, &[&str]); 5] = [
        (5, &["lowest", "planning", "trivial"]),
        (
            1,
            &[
                "critical", "urgent", "highest", "blocker", "kritisch", "critique",
            ],
        ),
        (2, &["high", "major", "hoch", "haut", "alta"]),
        (
            3,
            &["medium", "moderate", "normal", "mittel", "moyen", "media"],
        ),
        (4, &["low", "minor", "niedrig", "bas", "baja"]),
    ];
    let hit = words
        .iter()
        .find(|(_, words)| words.iter().any(|w| text.contains(w)));
    hit.map(|(number, _)| *number)
}

/// The codes that both products of Freshworks use.
pub(crate) mod freshworks {
    use crate::tickets::codes;
    use crate::tickets::ticket::Status;

    /// 2 Open … 5 Closed.
    pub(crate) fn status(text: &str) -> Status {
        match text {
            "2" => Status::Open,
            "3" => Status::Pending,
            "4" => Status::Solved,
            "5" => Status::Closed,
            _ => codes::status(text),
        }
    }

    /// 1 Low … 4 Urgent.
    pub(crate) fn priority(text: &str) -> Option<u8> {
        match text {
            "1" => Some(4),
            "2" => Some(3),
            "3" => Some(2),
            "4" => Some(1),
            _ => codes::priority(text),
        }
    }
}

/// Whether a service level was missed: any word, flag or clock that says so; `None` where nothing says anything.
pub(crate) fn breached(row: &Row) -> Option<bool> {
    let met = row
        .all(Field::Met)
        .filter_map(|(_, text)| crate::tickets::row::flag(text))
        .map(|is_met| !is_met);
    let told = row
        .all(Field::Breached)
        .filter_map(|(_, text)| crate::tickets::row::flag(text));
    let level = row.all(Field::Level).filter_map(|(_, text)| level(text));
    let clock = row.all(Field::Clock).filter_map(|(_, text)| clock(text));
    met.chain(told)
        .chain(level)
        .chain(clock)
        .reduce(|a, b| a || b)
}

/// `SLA Violated`, `Within SLA`.
fn level(text: &str) -> Option<bool> {
    let text = text.to_lowercase();
    let says = |word: &str| text.contains(word);
    (says("violated") || says("breach") || says("missed"))
        .then_some(true)
        .or_else(|| (says("within") || says("met")).then_some(false))
}

/// `-0:30` is late, `3:15` was in time.
fn clock(text: &str) -> Option<bool> {
    let digits = text.trim_start_matches('-');
    let is_clock = digits.starts_with(|c: char| c.is_ascii_digit());
    is_clock.then_some(text.starts_with('-'))
}

/// Whether a ticket is over, so that one can say who solved it.
pub(crate) fn is_over(ticket: &Ticket) -> bool {
    match ticket.status {
        Status::Solved | Status::Closed => true,
        Status::Unknown => ticket.resolved.is_some(),
        Status::Open | Status::Pending | Status::Cancelled => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::tickets::codes::{breached, freshworks, priority, status};
    use crate::tickets::field::Field;
    use crate::tickets::row::{Row, Slot};
    use crate::tickets::ticket::Status;

    #[test]
    fn words_for_a_status_are_understood() {
        for (text, expected) in [
            ("New", Status::Open),
            ("In Progress", Status::Open),
            ("Reopened", Status::Open),
            ("Unresolved", Status::Open),
            ("Waiting for customer", Status::Pending),
            ("Closed - pending review", Status::Pending),
            ("Resolved", Status::Solved),
            ("Closed Complete", Status::Closed),
            ("Canceled", Status::Cancelled),
            ("Gelöst", Status::Solved),
            ("Purple", Status::Unknown),
            ("", Status::Unknown),
        ] {
            assert_eq!(status(text), expected, "{text}");
        }
        assert_eq!(freshworks::status("4"), Status::Solved);
    }

    #[test]
    fn priorities_are_put_on_one_scale() {
        for (text, expected) in [
            ("1 - Critical", Some(1)),
            ("P2", Some(2)),
            ("Lowest", Some(5)),
            ("normal", Some(3)),
            ("Urgent", Some(1)),
            ("7", None),
            ("", None),
            ("10", None),
        ] {
            assert_eq!(priority(text), expected, "{text}");
        }
        assert_eq!(freshworks::priority("1"), Some(4));
        assert_eq!(freshworks::priority("Low"), Some(4));
    }

    #[test]
    fn one_missed_level_is_enough_and_silence_is_no_answer() {
        let row = |cells: &[(Field, &str)]| {
            let mut row = Row::default();
            for (field, text) in cells {
                let field = *field;
                row.add(Slot { field, rank: 0 }, text);
            }
            breached(&row)
        };
        assert_eq!(row(&[]), None);
        assert_eq!(row(&[(Field::Met, "true")]), Some(false));
        assert_eq!(row(&[(Field::Met, "false")]), Some(true));
        assert_eq!(
            row(&[(Field::Clock, "3:10"), (Field::Clock, "-0:30")]),
            Some(true)
        );
        assert_eq!(row(&[(Field::Level, "Within SLA")]), Some(false));
        assert_eq!(row(&[(Field::Level, "SLA Violated")]), Some(true));
        assert_eq!(row(&[(Field::Level, "")]), None);
    }
}
