//! Secrets kept out of the words of all other findings.
//!
//! Takes all findings, once they are gathered, and the sources. Gives them with an ellipsis where a message repeated a
//! secret, of its file or one that is plain to see, as the message of a broken link does. Never touches a place:
//! `report` hides the line.

use crate::checks::secrets::places;
use crate::diag::{Diagnostic, FileId};
use crate::source::Sources;
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::{BTreeMap, BTreeSet};

/// Shorter texts stand in many messages by chance.
const SHORTEST: usize = 4;

/// The findings without secrets in their words.
#[must_use]
pub fn hush(mut found: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    let mut secrets: BTreeMap<FileId, BTreeSet<&str>> = BTreeMap::new();
    for finding in found.iter().filter(|d| d.secret) {
        if let (Some(file), Some(span)) = (finding.file, finding.span)
            && let Some(text) = sources.file(file).text.get(span.start..span.end)
            && text.len() >= SHORTEST
        {
            secrets.entry(file).or_default().insert(text);
        }
    }
    // One search for all secrets of a file: a thousand of them are no reason to read each message a thousand times.
    let finders: BTreeMap<FileId, AhoCorasick> = secrets
        .into_iter()
        .filter_map(|(file, texts)| Some((file, finder(texts)?)))
        .collect();
    for finding in &mut found {
        let finder = finding.file.and_then(|file| finders.get(&file));
        for words in [&mut finding.message, &mut finding.label, &mut finding.help] {
            if let Some(finder) = finder.filter(|finder| finder.is_match(words.as_str())) {
                *words = hidden(finder, words);
            }
            for place in places(words).into_iter().rev() {
                words.replace_range(place, "…");
            }
        }
    }
    found
}

fn finder(secrets: BTreeSet<&str>) -> Option<AhoCorasick> {
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostLongest);
    builder.build(secrets).ok()
}

fn hidden(finder: &AhoCorasick, words: &str) -> String {
    let mut shown = String::new();
    finder.replace_all_with(words, &mut shown, |_, _, out| {
        out.push('…');
        true
    });
    shown
}

#[cfg(test)]
mod tests {
    use crate::checks::hush::hush;
    use crate::diag::{Code, Diagnostic, Severity};
    use crate::source::Sources;

    #[test]
    fn a_message_that_no_check_of_secrets_has_seen_repeats_none() {
        let said = "there is no `https://bo:Xk93mQ7pL2@example.com/x.md` here";
        let found = Diagnostic::general(Code("KB040"), Severity::Error, said.to_owned());
        let found = hush(vec![found], &Sources::default());
        assert_eq!(
            found[0].message,
            "there is no `https://bo:…@example.com/x.md` here"
        );
    }
}
