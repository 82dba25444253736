//! Sentences that are too long to be followed while doing something.
//!
//! Takes running text. Gives KB091 for the three longest sentences of an article that have more words than the settings
//! allow. Never counts enumerations, tables and quotations, and never judges a language other than English and German.

use crate::checks::prose::{Block, Prose};
use crate::checks::{Check, Scene};
use crate::diag::{Code, Diagnostic, Severity};
use crate::text::sentences::words;
use std::cmp::Reverse;
use std::ops::Range;

/// The check.
#[derive(Debug)]
pub struct Sentences;

const LONG: Code = Code("KB091");

/// Of how many an author is told at once.
const SHOWN: usize = 3;

impl Check for Sentences {
    fn codes(&self) -> &'static [Code] {
        &[LONG]
    }

    fn prose(&self, scene: &Scene<'_>, prose: &Prose<'_>) -> Vec<Diagnostic> {
        let most = scene.site.settings.standard.sentence_words;
        if prose.lang.is_none() {
            return Vec::new();
        }
        let measured = prose
            .sentences()
            .map(|(block, at)| (length(block, at), block, at));
        let mut long: Vec<_> = measured.filter(|(words, _, _)| *words > most).collect();
        let all = long.len();
        long.sort_by_key(|(words, block, at)| (Reverse(*words), block.span(at)));
        long.truncate(SHOWN);
        let finding = |(words, block, at): &(usize, &Block, &Range<usize>)| {
            let message = format!("sentence of {words} words; the standard is {most} at most");
            Diagnostic::new(LONG, Severity::Note, prose.article.file, message)
                .at(block.span(at))
                .help(help(all))
        };
        long.iter().map(finding).collect()
    }
}

fn help(all: usize) -> String {
    let advice = "make two of it, or a list";
    match all {
        0..=SHOWN => advice.to_owned(),
        _ => {
            format!("{advice}; {all} sentences of this article are too long, these are the longest")
        }
    }
}

/// The words of a sentence, what it quotes left out; none for an enumeration, in which every few words end at a comma.
fn length(block: &Block, at: &Range<usize>) -> usize {
    let text = &block.text[at.clone()];
    let own = |w: &Range<usize>| !block.is_quotation(&(at.start + w.start..at.start + w.end));
    let count = words(text).filter(own).count();
    let commas = text.matches([',', ';', '|']).count();
    if commas * 4 > count { 0 } else { count }
}
