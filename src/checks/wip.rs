//! Articles that have been in progress for too long.
//!
//! Takes the audit (or else the first commit) and today's date. Gives KB017. Never counts from a date of a file system.

use crate::audit::Key;
use crate::checks::{Check, Scene, head};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::article::Article;
use crate::parse::front_matter::Confidence;
use jiff::civil::Date;

/// The check.
#[derive(Debug)]
pub struct Wip;

const TOO_OLD: Code = Code("KB017");

impl Check for Wip {
    fn codes(&self) -> &'static [Code] {
        &[TOO_OLD]
    }

    fn article(&self, scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        let most = i64::from(scene.site.settings.standard.wip_days);
        let age = since(article).map(|day| days(day, scene.today));
        let Some(age) = age.filter(|age| *age > most) else {
            return Vec::new();
        };
        let message = format!("\"{}\" has been in progress for {age} days", article.title);
        let place = article.front.confidence.as_ref().map(|c| c.span);
        vec![
            Diagnostic::new(TOO_OLD, Severity::Warning, article.file, message)
                .at(place.unwrap_or_else(|| head(article)))
                .label(format!("more than {most} days"))
                .help("write down what is known and set `confidence: not-validated`, or archive the article"),
        ]
    }
}

/// The day since which the article has been in progress.
fn since(article: &Article) -> Option<Date> {
    if article.confidence != Some(Confidence::Wip) {
        return None;
    }
    let told = article.trail.since(Key::Confidence).map(|event| event.day);
    told.or(article.dates.created)
}

fn days(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

#[cfg(test)]
mod tests {
    use crate::checks::wip::days;
    use jiff::civil::date;

    #[test]
    fn age_is_counted_in_days() {
        assert_eq!(days(date(2026, 1, 31), date(2026, 3, 2)), 30);
        assert_eq!(days(date(2026, 3, 2), date(2026, 1, 31)), -30);
    }
}
