//! How much each kind of finding matters in this base.
//!
//! Takes all findings, once they are gathered, and the settings of the content standard. Gives the findings at the
//! levels of the base. Never lowers what the settings may not speak of: their reader has refused it.

use crate::config::standard::{Level, StandardSettings};
use crate::diag::Diagnostic;

/// The findings as the settings judge them; those of a kind that is off are left out.
#[must_use]
pub fn apply(found: Vec<Diagnostic>, settings: &StandardSettings) -> Vec<Diagnostic> {
    let judged = |mut finding: Diagnostic| {
        match settings.level(finding.code) {
            Some(Level::Off) => return None,
            Some(Level::As(severity)) => finding.severity = severity,
            None => {}
        }
        Some(finding)
    };
    found.into_iter().filter_map(judged).collect()
}

#[cfg(test)]
mod tests {
    use crate::checks::levels::apply;
    use crate::config::standard::{Level, StandardSettings};
    use crate::diag::{Code, Diagnostic, FileId, Severity};

    #[test]
    fn levels_change_and_silence() {
        let of = |code| Diagnostic::new(Code(code), Severity::Warning, FileId(0), "x");
        let settings = StandardSettings {
            levels: [
                ("KB021".to_owned(), Level::Off),
                ("KB022".to_owned(), Level::As(Severity::Error)),
            ]
            .into(),
            ..StandardSettings::default()
        };
        let left = apply(vec![of("KB021"), of("KB022"), of("KB023")], &settings);
        let left: Vec<_> = left.iter().map(|d| (d.code.0, d.severity)).collect();
        assert_eq!(
            left,
            [("KB022", Severity::Error), ("KB023", Severity::Warning)]
        );
    }
}
