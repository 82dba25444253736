//! The requesters' own words, as the symptoms of a draft.
//!
//! Takes texts of tickets, already redacted. Gives lines that a person would say, the most telling first, and the messages
//! that they copied from their screens. Never gives two lines that say the same, nor one in which something was taken out.

use crate::cli::draft::telling::{Telling, alike};
use crate::text::codes::codes;
use std::collections::BTreeMap;

/// Lines that share more than this part of their words say the same.
const SAME: f64 = 0.5;
/// Words that a message on the screen stands behind.
const CUES: [&str; 10] = [
    "it says:",
    "error:",
    "message:",
    "the screen shows:",
    "i get ",
    "it says ",
    "fehler:",
    "meldung:",
    "erreur :",
    "mensaje:",
];

/// What one ticket says: summary and text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'a> {
    /// One line.
    pub(crate) summary: &'a str,
    /// The text; may be empty.
    pub(crate) text: &'a str,
}

/// Lines in the requesters' words, at most so many.
pub(crate) fn symptoms(said: &[Said<'_>], telling: &Telling, most: usize) -> Vec<String> {
    let mut counted = Variants::default();
    let shown: String = said
        .iter()
        .flat_map(messages_of)
        .map(letters)
        .collect::<Vec<_>>()
        .join(" ");
    for line in said.iter().flat_map(lines) {
        if fits(line, telling) && !shown.contains(&letters(line)) {
            counted.add(line);
        }
    }
    let ranked = ranked(counted.finish().into_iter(), telling);
    let mut chosen: Vec<(Vec<String>, String)> = Vec::new();
    for (_, stems, line) in ranked {
        if chosen.len() < most && chosen.iter().all(|(had, _)| alike(had, &stems) < SAME) {
            chosen.push((stems, line));
        }
    }
    chosen.into_iter().map(|(_, line)| line).collect()
}

/// Lines by weight, most telling first: what they hold of the telling words, in few words, and how often they were said.
fn ranked(
    lines: impl Iterator<Item = (u32, String)>,
    telling: &Telling,
) -> Vec<(f64, Vec<String>, String)> {
    let mut ranked: Vec<_> = lines
        .map(|(count, line)| {
            let stems = telling.stems(&line);
            let weight: f64 = stems.iter().map(|stem| telling.weight(stem)).sum();
            let words = line.split_whitespace().count() as f64;
            let often = 1.0 + f64::from(count).ln();
            (weight / words.sqrt() * often, stems, line)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.cmp(&b.2)));
    ranked
}

/// The sentences of a ticket, without what a mail program puts before a subject.
fn lines<'a>(one: &Said<'a>) -> Vec<&'a str> {
    let mut all = vec![bare(one.summary)];
    all.extend(one.text.lines().flat_map(sentences));
    all
}

/// A line cut behind each full stop, question mark or exclamation mark, which are left out.
fn sentences(line: &str) -> Vec<&str> {
    let (mut all, mut from) = (Vec::new(), 0);
    for (at, mark) in line.match_indices(['.', '!', '?']) {
        let next = line[at + mark.len()..].chars().next();
        if next.is_none_or(char::is_whitespace) {
            all.push(line[from..at].trim());
            from = at + mark.len();
        }
    }
    all.push(line[from..].trim());
    all
}

/// A subject without `FW:`, `Re:`, `URGENT:`.
pub(crate) fn bare(summary: &str) -> &str {
    let mut rest = summary.trim();
    loop {
        let lower = rest.to_lowercase();
        let marks = ["fw:", "fwd:", "re:", "aw:", "wg:", "urgent:", "urgent "];
        let Some(mark) = marks.iter().find(|mark| lower.starts_with(**mark)) else {
            return rest;
        };
        rest = rest.get(mark.len()..).unwrap_or_default().trim_start();
    }
}

/// Whether a line is one that a person would say about this problem, and no message of a machine.
fn fits(line: &str, telling: &Telling) -> bool {
    let words = line.split_whitespace().count();
    let telling_words = telling
        .stems(line)
        .iter()
        .filter(|stem| telling.weight(stem) > 0.7)
        .count();
    let lower = line.to_lowercase();
    (3..=16).contains(&words)
        && line.chars().count() <= 100
        && telling_words > 0
        && codes(line).is_empty()
        && !line.contains(['[', ']', '<', '>', '@'])
        && !CUES.iter().any(|cue| lower.starts_with(cue))
}

/// Messages of the screen that at least two tickets hold letter by letter, and sentences with error codes; most often first.
pub(crate) fn messages(said: &[Said<'_>], most: usize) -> Vec<String> {
    let mut counted = Variants::default();
    for message in said.iter().flat_map(messages_of) {
        counted.add(message);
    }
    let least = if said.len() > 3 { 2 } else { 1 };
    let mut all = counted.finish();
    all.retain(|(count, _)| *count >= least);
    all.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    all.into_iter()
        .take(most)
        .map(|(_, message)| message)
        .collect()
}

/// The messages that a ticket copies.
fn messages_of<'a>(one: &Said<'a>) -> Vec<&'a str> {
    let (mut all, mut cued) = (Vec::new(), false);
    for line in one.text.lines().map(str::trim) {
        let found = if cued { Some(line) } else { behind_cue(line) };
        cued = found == Some("");
        let has_code = |sentence: &&str| !codes(sentence).is_empty();
        let coded = || sentences(line).into_iter().find(has_code);
        let found = found.filter(|message| !message.is_empty()).or_else(coded);
        all.extend(found.and_then(whole));
    }
    all
}

/// Lines that differ in case and marks only, counted as one.
#[derive(Default)]
struct Variants(BTreeMap<String, BTreeMap<String, u32>>);

impl Variants {
    fn add(&mut self, line: &str) {
        let variants = self.0.entry(letters(line)).or_default();
        *variants.entry(line.to_owned()).or_default() += 1;
    }

    /// Each with how often it was said, in the form that most used.
    fn finish(self) -> Vec<(u32, String)> {
        let usual = |forms: BTreeMap<String, u32>| {
            let count = forms.values().sum();
            // Of forms that are as frequent the first, which has the capital letter.
            let best = forms.into_iter().rev().max_by_key(|(_, count)| *count);
            best.map(|(line, _)| (count, line))
        };
        self.0.into_values().filter_map(usual).collect()
    }
}

/// The letters and digits of a line, lower case.
fn letters(line: &str) -> String {
    let kept = line.chars().filter(|c| c.is_alphanumeric() || *c == ' ');
    kept.flat_map(char::to_lowercase).collect()
}

/// What stands behind a word such as `Error:`; empty where the next line holds it.
fn behind_cue(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    let cue = CUES.iter().find(|cue| lower.starts_with(**cue))?;
    line.get(cue.len()..).map(str::trim)
}

/// A message without its quotes, if it is short enough and whole.
fn whole(message: &str) -> Option<&str> {
    let inner = message.trim_matches(['"', '“', '”', '„', '\'', ' ']);
    let fits = (4..=200).contains(&inner.chars().count()) && !inner.contains(['[', '@']);
    (fits && inner.split_whitespace().count() <= 40).then_some(inner)
}

#[cfg(test)]
mod tests {
    use crate::cli::draft::symptoms::{Said, messages, symptoms};
    use crate::cli::draft::telling::Telling;

    const SAID: [Said<'static>; 5] = [
        Said {
            summary: "FW: pin isn't available",
            text: "Hi,\nMy PIN is refused since the update. Please help.\nIt says: Something happened and your PIN isn't available.",
        },
        Said {
            summary: "PIN isn't available",
            text: "Face recognition is gone too!\nError:\nSomething happened and your PIN isn't available.",
        },
        Said {
            summary: "windows hello broken for [name]",
            text: "the pin is refused since the update",
        },
        Said {
            summary: "hello",
            text: "face recognition stopped. status 0xc000006d",
        },
        Said {
            summary: "pin",
            text: "status 0xc000006d",
        },
    ];

    fn telling() -> Telling {
        let texts: Vec<_> = SAID.iter().map(|said| said.text).collect();
        Telling::new(
            &texts,
            &["the printer is broken", "vpn please help", "mail is gone"],
            "en",
        )
    }

    #[test]
    fn lines_are_what_people_say_each_once() {
        let lines = symptoms(&SAID, &telling(), 5);
        assert!(
            lines.contains(&"My PIN is refused since the update".to_owned()),
            "{lines:?}"
        );
        assert!(
            lines.iter().any(|l| l.starts_with("Face recognition")),
            "{lines:?}"
        );
        assert_eq!(
            lines
                .iter()
                .filter(|l| l.to_lowercase().contains("refused"))
                .count(),
            1
        );
        assert!(
            !lines
                .iter()
                .any(|l| l.contains("[name]") || l.contains("FW") || l.contains("0x"))
        );
        assert_eq!(symptoms(&SAID, &telling(), 1).len(), 1);
    }

    #[test]
    fn messages_are_copied_letter_by_letter() {
        let found = messages(&SAID, 3);
        assert_eq!(found[0], "Something happened and your PIN isn't available.");
        assert!(found.iter().any(|m| m.contains("0xc000006d")), "{found:?}");
        assert_eq!(messages(&SAID[..0], 3), Vec::<String>::new());
    }
}
