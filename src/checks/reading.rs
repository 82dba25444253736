//! Texts that ask for more years of school than the settings allow.
//!
//! Takes the running text of an article. Gives KB090 with the figures behind it. Never counts code, tables, headings and
//! link targets, and never judges fewer than a hundred words or a language without a formula.

use crate::checks::prose::Prose;
use crate::checks::{Check, Scene, head};
use crate::diag::{Code, Diagnostic, Severity};
use crate::text::grade::{Counts, Lang};
use crate::text::sentences::{CODE, words};

/// The check.
#[derive(Debug)]
pub struct Reading;

const HARD: Code = Code("KB090");

/// Fewer words say nothing about a text.
const ENOUGH: usize = 100;

impl Check for Reading {
    fn codes(&self) -> &'static [Code] {
        &[HARD]
    }

    fn prose(&self, scene: &Scene<'_>, prose: &Prose<'_>) -> Vec<Diagnostic> {
        let most = scene.site.settings.standard.grade;
        let Some(lang) = prose.lang else {
            return Vec::new();
        };
        let counts = counts(prose, lang);
        let grade = lang.grade(&counts).filter(|_| counts.words >= ENOUGH);
        // As it is shown: nobody should read that 10.0 is more than 10.
        let grade = grade.map(|grade| (grade * 10.0).round() / 10.0);
        let Some(grade) = grade.filter(|grade| *grade > most) else {
            return Vec::new();
        };
        let message = format!(
            "reading grade {grade:.1} ({}); the standard is {most} at most",
            lang.formula()
        );
        vec![
            Diagnostic::new(HARD, Severity::Note, prose.article.file, message)
                .at(head(prose.article))
                .help(advice(&counts)),
        ]
    }
}

/// What the grade comes from.
fn advice(counts: &Counts) -> String {
    let length = (counts.words + counts.sentences / 2) / counts.sentences.max(1);
    let long = (100 * counts.long + counts.words / 2) / counts.words.max(1);
    format!(
        "write shorter sentences ({length} words on average) and shorter words ({long} % have three or more syllables)"
    )
}

fn counts(prose: &Prose<'_>, lang: Lang) -> Counts {
    let mut counts = Counts::default();
    for (block, sentence) in prose.sentences() {
        let text = &block.text[sentence.clone()];
        let before = counts.words;
        for word in words(text).map(|w| &text[w]) {
            // Numbers, codes and file names are looked at, not read.
            if !word.contains(|c: char| c == CODE || c == '.' || c.is_numeric()) {
                lang.count(word, &mut counts);
            }
        }
        counts.sentences += usize::from(counts.words > before);
    }
    counts
}
