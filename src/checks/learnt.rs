//! Learnt words that belong to no article.
//!
//! Takes `vocabulary.yaml`. Gives KB055 for each id that no article has. Never judges a word, and says nothing about an
//! edition that leaves articles out.

use crate::checks::{Check, Scene};
use crate::config::learnt::PASSED_OVER;
use crate::diag::{Code, Diagnostic, Severity, nearest};
use std::collections::BTreeSet;

/// The check.
#[derive(Debug)]
pub struct Learnt;

impl Check for Learnt {
    fn codes(&self) -> &'static [Code] {
        &[PASSED_OVER]
    }

    fn site(&self, scene: &Scene<'_>) -> Vec<Diagnostic> {
        let learnt = &scene.site.settings.learnt;
        let edition = &scene.site.edition;
        let Some(file) = learnt.file else {
            return Vec::new();
        };
        if !edition.is_internal() || edition.client.is_some() {
            return Vec::new();
        }
        let articles = scene.site.articles.iter();
        let known: BTreeSet<&str> = articles.map(|a| a.key.as_str()).collect();
        let strange = learnt.articles.iter();
        let strange = strange.filter(|(id, _)| !known.contains(id.as_str()));
        let said = strange.map(|(id, words)| {
            let help = match nearest(id, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "remove the entry, or run `deskbook learn` again".to_owned(),
            };
            let message = format!("no article has the id `{id}`");
            Diagnostic::new(PASSED_OVER, Severity::Warning, file, message)
                .at(words.span)
                .help(help)
        });
        said.collect()
    }
}
