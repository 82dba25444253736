//! Findings that the authors of an article live with.
//!
//! Takes the comments that `parse` read, and all findings once they are gathered. Gives the findings that are left, and
//! KB056 for a comment that allows nothing. Never lets a comment without a reason, or for a fixed code, hold.

use crate::diag::{Code, Diagnostic, FileId, Severity, Span};
use crate::parse::allow::holds;
use crate::parse::front_matter::Allow;
use std::collections::{BTreeMap, BTreeSet};

const IDLE: Code = Code("KB056");

/// What each file allows, and where it says so.
#[derive(Clone, Debug, Default)]
pub struct Allowances {
    places: BTreeMap<(FileId, Code), BTreeSet<Span>>,
}

impl Allowances {
    /// Gathers the comments that can hold, each with its file.
    pub fn new(allows: impl IntoIterator<Item = (FileId, Allow)>) -> Self {
        let mut places: BTreeMap<_, BTreeSet<Span>> = BTreeMap::new();
        for (file, allow) in allows {
            if let Some(code) = holds(&allow) {
                let of = places.entry((file, code)).or_default();
                of.insert(allow.code.span);
            }
        }
        Self { places }
    }

    /// Takes in what another edition of the base allows.
    pub fn join(&mut self, other: Self) {
        for (key, spans) in other.places {
            self.places.entry(key).or_default().extend(spans);
        }
    }

    /// The findings that nobody allows, and a note for each comment with nothing to allow. The notes are of use only
    /// where all checks ran.
    #[must_use]
    pub fn apply(&self, found: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let mut used = BTreeSet::new();
        let mut kept = found;
        kept.retain(|finding| {
            let key = finding.file.map(|file| (file, finding.code));
            let allowed = key.filter(|key| self.places.contains_key(key));
            used.extend(allowed);
            allowed.is_none()
        });
        let idle = self.places.iter().filter(|(key, _)| !used.contains(*key));
        let notes = idle.flat_map(|((file, code), spans)| {
            spans.iter().map(move |span| {
                let message = format!("there is no {code} here to allow");
                Diagnostic::new(IDLE, Severity::Note, *file, message)
                    .at(*span)
                    .help("delete the code from the comment")
            })
        });
        (kept, notes.collect())
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::allow::Allowances;
    use crate::diag::{Code, Diagnostic, FileId, Severity, Span, Spanned};
    use crate::parse::front_matter::Allow;

    #[test]
    fn only_the_named_code_of_the_file_is_allowed() {
        let allow = |code: &str, reason: &str, at| Allow {
            code: Spanned::new(code.to_owned(), Span::new(at, at + 5)),
            reason: reason.to_owned(),
        };
        let allows = [
            allow("KB021", "x", 1),
            allow("KB022", "", 2),
            allow("KB047", "x", 3),
            allow("KB023", "x", 4),
        ];
        let allowances = Allowances::new(allows.map(|allow| (FileId(1), allow)));
        let of = |code, file| Diagnostic::new(Code(code), Severity::Warning, FileId(file), "x");
        let found = vec![
            of("KB021", 1),
            of("KB021", 2),
            of("KB022", 1),
            of("KB047", 1),
        ];
        let (kept, idle) = allowances.apply(found);
        let kept: Vec<_> = kept.iter().map(|d| (d.code.0, d.file.unwrap().0)).collect();
        assert_eq!(kept, [("KB021", 2), ("KB022", 1), ("KB047", 1)]);
        assert_eq!(idle.len(), 1);
        assert_eq!(idle[0].span, Some(Span::new(4, 9)));
    }
}
