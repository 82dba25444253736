//! Reviews that are overdue.
//!
//! Takes `review_by` and today's date. Gives KB021. Never speaks of archived articles.

use crate::checks::{Check, Scene};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::article::Article;
use jiff::civil::Date;

/// The check.
#[derive(Debug)]
pub struct Freshness;

const OVERDUE: Code = Code("KB021");

impl Check for Freshness {
    fn codes(&self) -> &'static [Code] {
        &[OVERDUE]
    }

    fn article(&self, scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        let due = article.front.review_by.as_ref();
        due.filter(|due| due.value < scene.today && !article.is_archived())
            .map(|due| {
                let late = lateness(due.value, scene.today);
                let message = format!("review of \"{}\" is overdue by {late}", article.title);
                Diagnostic::new(OVERDUE, Severity::Warning, article.file, message)
                    .at(due.span)
                    .label("passed")
                    .help(
                        "check the steps and set a new `review_by`, or set `confidence: archived`",
                    )
            })
            .into_iter()
            .collect()
    }
}

/// `1 day`, `41 days`.
fn lateness(due: Date, today: Date) -> String {
    match (today - due).get_days() {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::freshness::lateness;
    use jiff::civil::date;

    #[test]
    fn lateness_is_counted_in_days() {
        assert_eq!(lateness(date(2026, 7, 1), date(2026, 8, 11)), "41 days");
        assert_eq!(lateness(date(2025, 12, 31), date(2026, 1, 1)), "1 day");
        assert_eq!(lateness(date(2024, 1, 1), date(2026, 1, 1)), "731 days");
    }
}
