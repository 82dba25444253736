//! Every kind of finding the program knows, in one table made of two.
//!
//! Takes nothing. Gives [`CODES`], from which help, manual, JSON and SARIF are made. Never changes the meaning of a
//! code: a code that is no longer raised stays free for ever.

mod articles;
mod base;

use crate::diag::{Code, Severity};

/// What a code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeInfo {
    /// `KB021`.
    pub code: Code,
    /// A few words, lower case, no full stop.
    pub title: &'static str,
    /// How much it matters, as a rule.
    pub severity: Severity,
    /// Why anybody should care: at most three sentences.
    pub why: &'static str,
    /// What to do: at most three sentences.
    pub fix: &'static str,
}

/// What a code means; nothing for a code that is not in the table.
#[must_use]
pub fn info(code: Code) -> Option<&'static CodeInfo> {
    CODES
        .binary_search_by(|entry| entry.code.cmp(&code))
        .ok()
        .map(|i| &CODES[i])
}

/// A code by its name, for names that somebody typed.
#[must_use]
pub fn named(name: &str) -> Option<Code> {
    let hit = CODES.binary_search_by(|entry| entry.code.0.cmp(name));
    hit.ok().map(|i| CODES[i].code)
}

/// One row of the table.
pub(super) const fn row(
    code: &'static str,
    severity: Severity,
    title: &'static str,
    advice: [&'static str; 2],
) -> CodeInfo {
    CodeInfo {
        code: Code(code),
        title,
        severity,
        why: advice[0],
        fix: advice[1],
    }
}

/// Short names so that a row of the table reads well.
pub(super) const ERROR: Severity = Severity::Error;
pub(super) const WARNING: Severity = Severity::Warning;
pub(super) const NOTE: Severity = Severity::Note;

/// Every code, in order.
pub const CODES: &[CodeInfo] = &joined();

/// The tables one behind the other.
const fn joined() -> [CodeInfo; articles::ROWS.len() + base::ROWS.len()] {
    let mut all = [articles::ROWS[0]; articles::ROWS.len() + base::ROWS.len()];
    let mut i = 0;
    while i < all.len() {
        all[i] = if i < articles::ROWS.len() {
            articles::ROWS[i]
        } else {
            base::ROWS[i - articles::ROWS.len()]
        };
        i += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::diag::Code;
    use crate::diag::codes::{CODES, info};

    #[test]
    fn codes_are_in_order_and_each_is_there_once() {
        assert!(CODES.windows(2).all(|w| w[0].code < w[1].code));
    }

    #[test]
    fn a_code_is_found_by_its_name() {
        assert_eq!(info(Code("KB021")).unwrap().title, "review is overdue");
        assert_eq!(info(Code("KB999")), None);
        assert!(CODES.iter().all(|c| info(c.code) == Some(c)));
    }

    #[test]
    fn every_text_keeps_the_form() {
        for entry in CODES {
            let name = entry.code.0;
            assert!(!entry.title.ends_with('.'), "{name}: title");
            for text in [entry.why, entry.fix] {
                assert!(text.ends_with('.'), "{name}: full stop");
                assert!(text.matches(". ").count() < 3, "{name}: three sentences");
            }
        }
    }
}
