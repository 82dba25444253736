//! Images that say nothing to those who cannot see them.
//!
//! Takes the images of a body. Gives KB046. Never judges the words, only that there are some.

use crate::checks::{Check, Scene, shortened};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::article::Article;
use crate::parse::markdown::{LinkKind, RawLink};

/// The check.
#[derive(Debug)]
pub struct Images;

const MUTE: Code = Code("KB046");

impl Check for Images {
    fn codes(&self) -> &'static [Code] {
        &[MUTE]
    }

    fn article(&self, _scene: &Scene<'_>, article: &Article) -> Vec<Diagnostic> {
        let mute = |link: &&RawLink| {
            let image = link.kind == LinkKind::Image && !link.target.starts_with("data:");
            image && link.text.trim().is_empty()
        };
        let finding = |link: &RawLink| {
            let message = format!(
                "image `{}` has no alternative text",
                shortened(&link.target)
            );
            Diagnostic::new(MUTE, Severity::Warning, article.file, message)
                .at(link.span)
                .help("say between the brackets what it shows: `![Sign-in page with the link Forgot password](…)`")
        };
        article
            .body
            .links
            .iter()
            .filter(mute)
            .map(finding)
            .collect()
    }
}
