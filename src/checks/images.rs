//! Images that say nothing to those who cannot see them.
//!
//! Takes the images of a body. Gives KB046. Never judges the words, only that there are some.

use crate::checks::{Check, Scene};
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
        let mute = |link: &&RawLink| link.kind == LinkKind::Image && link.text.trim().is_empty();
        let finding = |link: &RawLink| {
            let message = format!("image `{}` has no alternative text", link.target);
            Diagnostic::new(MUTE, Severity::Warning, article.file, message)
                .at(link.span)
                .help(format!(
                    "say what it shows: `![what it shows]({})`",
                    link.target
                ))
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
