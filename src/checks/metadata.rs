//! What the front matter has to say for the article's type, confidence and governance.
//!
//! Takes front matter. Gives KB022, one finding an article that names every missing key. Never asks anything of an
//! article that is archived, or that names neither type nor confidence nor governance.

use crate::checks::{Check, Scene, head};
use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::model::article::Article;
use crate::parse::front_matter::{Confidence, Governance, Kind};

/// The check.
#[derive(Debug)]
pub struct Metadata;

const MISSING: Code = Code("KB022");

impl Check for Metadata {
    fn codes(&self) -> &'static [Code] {
        &[MISSING]
    }

    fn article(&self, _scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        let missing = missing(article);
        if missing.is_empty() || article.is_archived() {
            return Vec::new();
        }
        let keys: Vec<_> = missing.iter().map(|m| format!("`{}`", m.key)).collect();
        let reasons: Vec<_> = missing.iter().map(|m| m.why).collect();
        let message = format!("metadata is missing: {}", keys.join(", "));
        vec![
            Diagnostic::new(MISSING, Severity::Warning, article.file, message)
                .at(place(article))
                .help(reasons.join("; ")),
        ]
    }
}

/// A key that should be there.
struct Missing {
    key: &'static str,
    why: &'static str,
}

/// Whether the article says that it is validated.
fn is_validated(article: &Article) -> bool {
    article.confidence == Some(Confidence::Validated)
}

/// Every key that should be there, in the order of the manual.
fn missing(article: &Article) -> Vec<Missing> {
    let front = &article.front;
    let kind = article.kind;
    let validated = is_validated(article);
    let trouble = matches!(kind, Some(Kind::BreakFix | Kind::KnownError));
    let known_error = kind == Some(Kind::KnownError) && article.confidence != Some(Confidence::Wip);
    let bound = front.governance.as_ref().map(|g| g.value) == Some(Governance::Compliance);
    let rules = [
        (
            validated && kind.is_none(),
            "type",
            "a validated article says of what type it is",
        ),
        (
            validated && trouble && article.symptoms.is_empty(),
            "symptoms",
            "people search with the words of their own trouble: write them under `symptoms`",
        ),
        (
            known_error && !front.workaround && front.problem.is_none(),
            "problem",
            "a known error names the problem record, or says `workaround: true`",
        ),
        (
            validated && front.owner.is_none(),
            "owner",
            "a validated article names the team that keeps it",
        ),
        (
            bound && front.review_by.is_none(),
            "review_by",
            "articles under `governance: compliance` have a date of review",
        ),
    ];
    rules
        .into_iter()
        .filter(|(wrong, _, _)| *wrong)
        .map(|(_, key, why)| Missing { key, why })
        .collect()
}

/// The word that asks for more: governance or confidence, else the title.
fn place(article: &Article) -> Span {
    let front = &article.front;
    let confidence = front.confidence.as_ref().map(|c| c.span);
    let kind = front.kind.as_ref().map(|k| k.span);
    confidence.or(kind).unwrap_or_else(|| head(article))
}
