//! Secrets kept out of the words of all other findings.
//!
//! Takes all findings, once they are gathered, and the sources. Gives them with an ellipsis where a message repeated a
//! secret of its file, as the message of a broken link does. Never touches a place: `report` hides the line.

use crate::diag::{Diagnostic, FileId};
use crate::source::Sources;
use std::collections::BTreeMap;

/// Shorter texts stand in many messages by chance.
const SHORTEST: usize = 4;

/// The findings without secrets in their words.
#[must_use]
pub fn hush(mut found: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    let mut secrets: BTreeMap<FileId, Vec<&str>> = BTreeMap::new();
    for finding in found.iter().filter(|d| d.secret) {
        if let (Some(file), Some(span)) = (finding.file, finding.span)
            && let Some(text) = sources.file(file).text.get(span.start..span.end)
            && text.len() >= SHORTEST
        {
            secrets.entry(file).or_default().push(text);
        }
    }
    for finding in &mut found {
        let all = finding.file.and_then(|file| secrets.get(&file));
        for secret in all.into_iter().flatten() {
            for words in [&mut finding.message, &mut finding.label, &mut finding.help] {
                if words.contains(secret) {
                    *words = words.replace(secret, "…");
                }
            }
        }
    }
    found
}
