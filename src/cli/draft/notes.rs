//! What the desk wrote when it solved such tickets, as raw material for the resolution.
//!
//! Takes close notes with the ids of their tickets, already redacted. Gives the distinct ones that say how, most often
//! written first. Never gives "fixed the issue".

use crate::cli::draft::telling::{Telling, alike};

/// Notes that share at least this part of their words are one.
const SAME: f64 = 0.6;
/// A note that says how has at least so many words that say something.
const LEAST: usize = 3;
/// Words that say that it was solved and not how.
const EMPTY: [&str; 9] = [
    "solved",
    "fixed",
    "resolved",
    "done",
    "works again",
    "closed",
    "no answer",
    "issue fixed",
    "problem solved",
];

/// A note, and which tickets it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    /// On one line.
    pub(crate) text: String,
    /// The first ticket.
    pub(crate) ticket: String,
    /// How many tickets say it, in these or nearly these words.
    pub(crate) count: u32,
}

/// The notes that say how, at most so many.
pub(crate) fn notes(written: &[(&str, &str)], telling: &Telling, most: usize) -> Vec<Note> {
    let mut groups: Vec<(Vec<String>, Note)> = Vec::new();
    for (ticket, note) in written {
        let text = note.split_whitespace().collect::<Vec<_>>().join(" ");
        let stems = telling.stems(&text);
        if stems.len() < LEAST || is_empty(&text) {
            continue;
        }
        if let Some((_, same)) = groups
            .iter_mut()
            .find(|(had, _)| alike(had, &stems) >= SAME)
        {
            same.count += 1;
        } else if groups.len() < 500 {
            let ticket = (*ticket).to_owned();
            groups.push((
                stems,
                Note {
                    text: shortened(text),
                    ticket,
                    count: 1,
                },
            ));
        }
    }
    // Of notes that are as frequent the longer one says more; a sort that keeps the order of the export.
    groups.sort_by_key(|(stems, note)| {
        (
            std::cmp::Reverse(note.count),
            std::cmp::Reverse(stems.len()),
        )
    });
    groups
        .into_iter()
        .take(most)
        .map(|(_, note)| note)
        .collect()
}

fn is_empty(text: &str) -> bool {
    let lower = text.to_lowercase();
    let few = text.split_whitespace().count() <= 5;
    few && EMPTY.iter().any(|empty| lower.starts_with(empty))
}

/// The beginning of a long note.
fn shortened(text: String) -> String {
    match text.char_indices().nth(400) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::draft::notes::notes;
    use crate::cli::draft::telling::Telling;

    #[test]
    fn notes_that_say_how_are_counted_and_ranked() {
        let telling = Telling::new(&[], &[], "en");
        let written = [
            ("T1", "Fixed."),
            ("T2", "NGC folder deleted, PIN set up again"),
            ("T3", "Hello container reset with certutil"),
            ("T4", "Deleted NGC folder and set up PIN again"),
            ("T5", ""),
            ("T6", "Solved with the user now"),
        ];
        let found = notes(&written, &telling, 5);
        let told: Vec<_> = found.iter().map(|n| (n.ticket.as_str(), n.count)).collect();
        assert_eq!(told, [("T2", 2), ("T3", 1)]);
        assert_eq!(notes(&written, &telling, 1).len(), 1);
    }
}
