//! What tickets give to a draft: the requesters' words, the messages of their screens, a tested pattern, the desk's notes.
//!
//! Takes [`Material`], already redacted. Gives lines of front matter and of the text. Never says that a note is right: all
//! of them stand in a block that only agents see.

use crate::cli::draft::notes::Note;
use std::fmt::Write as _;

/// So many ids are written under `linked`; the others are counted.
const LINKED: usize = 20;
/// So many ids of tickets that a pattern matches besides are named.
const NAMED: usize = 5;

/// What tickets give to a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Material {
    /// Where it comes from: `gap G3 (pin · windows hello)`, `ticket INC0010023`.
    pub(crate) source: String,
    /// Lines as the requesters write them.
    pub(crate) symptoms: Vec<String>,
    /// Messages on the screen, letter by letter.
    pub(crate) messages: Vec<String>,
    /// Error codes that no message holds.
    pub(crate) codes: Vec<String>,
    /// Slugs of operating systems.
    pub(crate) os: Vec<String>,
    /// Saved searches.
    pub(crate) patterns: Vec<String>,
    /// The tickets that the patterns should match: those of the gap, or the one and those much like it.
    pub(crate) like: usize,
    /// How many of these they match.
    pub(crate) matched: usize,
    /// How many tickets of the gap's category they match besides.
    pub(crate) same: usize,
    /// Ids of other tickets that they match.
    pub(crate) others: Vec<String>,
    /// Ids of the tickets, in order of the export.
    pub(crate) tickets: Vec<String>,
    /// What the desk wrote.
    pub(crate) notes: Vec<Note>,
}

impl Material {
    /// What the patterns were seen to match, as a sentence without its full stop.
    pub(crate) fn tested(&self) -> Option<String> {
        if self.patterns.is_empty() {
            return None;
        }
        let (matched, like) = (self.matched, self.like);
        let mut said = match (self.tickets.len(), like) {
            (1, ..=1) => "matches this ticket".to_owned(),
            (1, _) => format!("matches {matched} of {like} tickets like this one"),
            _ => format!("matches {matched} of {like} tickets of this gap"),
        };
        if self.same > 0 {
            let _ = write!(said, ", {} more of its category", self.same);
        }
        match self.others.len() {
            0 => said.push_str(" and no other"),
            count => {
                let named = self.others.iter().take(NAMED).cloned().collect::<Vec<_>>();
                let more = if count > NAMED { ", …" } else { "" };
                let word = if count == 1 { "other" } else { "others" };
                let _ = write!(said, " and {count} {word} ({}{more})", named.join(", "));
            }
        }
        Some(said)
    }

    /// The lines of front matter that it fills: symptoms, systems, tickets.
    pub(crate) fn front(&self) -> String {
        let mut text = String::new();
        let symptoms: Vec<_> = self
            .symptoms
            .iter()
            .chain(&self.messages)
            .chain(&self.codes)
            .collect();
        if !symptoms.is_empty() {
            text.push_str("symptoms:                     # from tickets, redacted; keep what a person would type\n");
            for line in symptoms {
                let _ = writeln!(text, "  - {}", scalar(line));
            }
        }
        if !self.os.is_empty() {
            let _ = writeln!(text, "os: [{}]", self.os.join(", "));
        }
        text.push_str("tickets:\n");
        if let Some(tested) = self.tested() {
            let _ = writeln!(text, "  patterns:                   # {tested}");
            for p in &self.patterns {
                let _ = writeln!(text, "    - {}", scalar(p));
            }
        }
        let linked: Vec<_> = self
            .tickets
            .iter()
            .take(LINKED)
            .map(|id| plain(id))
            .collect();
        let first = match self.tickets.len() {
            all if all > LINKED => format!(" # the first {LINKED} of {all}"),
            _ => String::new(),
        };
        let _ = writeln!(text, "  linked: [{}]{first}", linked.join(", "));
        text
    }

    /// The text with the messages under its first section, and the raw material at its end.
    pub(crate) fn body(&self, template: &str) -> String {
        let mut text = template.to_owned();
        let messages: Vec<_> = self.messages.iter().chain(&self.codes).collect();
        if let Some(after) = template
            .starts_with("## Issue")
            .then(|| template.find("-->\n"))
            .flatten()
            && !messages.is_empty()
        {
            let mut said = "\nThe screen shows:\n\n".to_owned();
            for line in messages {
                let _ = writeln!(said, "- {}", code(line));
            }
            text.insert_str(after + "-->\n".len(), &said);
        }
        text.push_str("\n:::internal\n");
        let _ = writeln!(
            text,
            "Raw material from {}, redacted. Take what is right into the steps, then delete this block.",
            escaped(&self.source)
        );
        if !self.notes.is_empty() {
            text.push_str("\nWhat the desk wrote when it solved such tickets:\n\n");
            for note in &self.notes {
                let more = match note.count {
                    1 => String::new(),
                    count => format!(" and {} more", count - 1),
                };
                let _ = writeln!(
                    text,
                    "- {} ({}{more})",
                    escaped(&note.text),
                    escaped(&note.ticket)
                );
            }
        }
        if let Some(tested) = self.tested() {
            let _ = writeln!(text, "\nThe proposed pattern {}.", escaped(&tested));
        }
        text.push_str(":::\n");
        text
    }
}

/// Text as a YAML scalar in single quotes, on one line.
fn scalar(text: &str) -> String {
    let line = text.split(|c: char| c.is_whitespace() || c.is_control());
    let line = line
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    format!("'{}'", line.replace('\'', "''"))
}

/// An id as it is where it cannot be taken for anything else.
fn plain(id: &str) -> String {
    let fits = id.starts_with(|c: char| c.is_ascii_alphabetic());
    let fits = fits && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if fits { id.to_owned() } else { scalar(id) }
}

/// Text that is shown as it is: no mark of Markdown works in it.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '<' | '[' | ']' | '#' | '|' | '~' | '$' | '&'
        ) {
            safe.push('\\');
        }
        safe.push(if c.is_control() { ' ' } else { c });
    }
    safe
}

/// Text as code.
fn code(text: &str) -> String {
    if text.contains('`') {
        escaped(text)
    } else {
        format!("`{text}`")
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::draft::material::Material;
    use crate::cli::draft::notes::Note;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|w| (*w).to_owned()).collect()
    }

    fn material() -> Material {
        Material {
            source: "gap G3 (pin · hello)".to_owned(),
            symptoms: words(&["my pin isn't available"]),
            messages: words(&["Something happened"]),
            codes: words(&["0xc000006d"]),
            os: words(&["windows-11"]),
            patterns: words(&["pin (available OR refused)", "\"windows hello\""]),
            like: 23,
            matched: 21,
            same: 0,
            others: words(&["INC7", "INC8"]),
            tickets: (1..=23).map(|n| format!("INC{n}")).collect(),
            notes: vec![Note {
                text: "NGC_folder *deleted*".to_owned(),
                ticket: "INC4".to_owned(),
                count: 3,
            }],
        }
    }

    #[test]
    fn what_a_pattern_matches_is_said_with_the_wrong_ones() {
        let mut material = material();
        let tested = |material: &Material| material.tested().unwrap();
        assert_eq!(
            tested(&material),
            "matches 21 of 23 tickets of this gap and 2 others (INC7, INC8)"
        );
        material.others = (0..9).map(|n| format!("T{n}")).collect();
        assert!(tested(&material).ends_with("and 9 others (T0, T1, T2, T3, T4, …)"));
        material.others.clear();
        assert!(tested(&material).ends_with("gap and no other"));
        material.same = 4;
        assert!(tested(&material).ends_with("gap, 4 more of its category and no other"));
        material.same = 0;
        material.tickets = words(&["INC1"]);
        assert_eq!(
            tested(&material),
            "matches 21 of 23 tickets like this one and no other"
        );
        material.like = 1;
        assert_eq!(tested(&material), "matches this ticket and no other");
        material.patterns.clear();
        assert_eq!(material.tested(), None);
    }

    #[test]
    fn front_matter_and_text_hold_it() {
        let material = material();
        let front = material.front();
        assert!(front.contains("  - 'my pin isn''t available'\n"), "{front}");
        assert!(
            front.contains("os: [windows-11]\n") && front.contains("    - '\"windows hello\"'\n")
        );
        assert!(front.contains("INC20] # the first 20 of 23\n"), "{front}");
        let text = material.body("## Issue\n\n<!-- What? -->\n\n## Cause\n");
        assert!(
            text.contains(
                "-->\n\nThe screen shows:\n\n- `Something happened`\n- `0xc000006d`\n\n## Cause"
            ),
            "{text}"
        );
        assert!(
            text.contains("- NGC\\_folder \\*deleted\\* (INC4 and 2 more)\n"),
            "{text}"
        );
        assert!(text.ends_with(":::\n"));
    }
}
