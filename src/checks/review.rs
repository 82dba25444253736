//! Articles that nobody will look at again.
//!
//! Takes confidence and governance. Gives KB016 for a validated article without `review_by`. Never asks articles under
//! compliance: for them the date is metadata that must be there.

use crate::checks::{Check, Scene, head};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::article::Article;
use crate::parse::front_matter::{Confidence, Governance};

/// The check.
#[derive(Debug)]
pub struct Review;

const NO_DATE: Code = Code("KB016");

impl Check for Review {
    fn codes(&self) -> &'static [Code] {
        &[NO_DATE]
    }

    fn article(&self, _scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        let front = &article.front;
        let bound = front.governance.as_ref().map(|g| g.value) == Some(Governance::Compliance);
        if article.confidence != Some(Confidence::Validated) || front.review_by.is_some() || bound {
            return Vec::new();
        }
        let message = format!("nobody is asked to review \"{}\" again", article.title);
        let place = front.confidence.as_ref().map(|c| c.span);
        vec![
            Diagnostic::new(NO_DATE, Severity::Note, article.file, message)
                .at(place.unwrap_or_else(|| head(article)))
                .label("validated, without `review_by`")
                .help("add `review_by:` with the day on which the steps should be tried again"),
        ]
    }
}
