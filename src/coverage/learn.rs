//! What tickets teach the search: how people call what an article is about.
//!
//! Takes tickets that name an article or match its patterns. Gives [`Learnt`]: for each article the few words that tell it
//! apart and that it lacks. Never keeps a word that fewer than three people used, nor one that the redactor has ever
//! touched.

mod heard;
mod lacking;
mod telling;
mod words;

use crate::config::learnt::{Learnt, Words};
use crate::config::tickets::TicketSettings;
use crate::coverage::learn::heard::Teacher;
use crate::coverage::learn::telling::{Counts, telling};
use crate::diag::{Failure, Span};
use crate::model::Site;
use crate::source::exports::Exports;
use crate::text::redact::Redactor;
use crate::tickets;
use crate::tickets::intake::Intake;
use std::collections::BTreeSet;

/// What was learnt, and from how much.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The words, with those that somebody has barred.
    pub learnt: Learnt,
    /// What was read.
    pub intake: Intake,
    /// Tickets that lead to an article.
    pub used: u64,
    /// Of these, tickets of which neither requester nor day is known: they teach nothing.
    pub nameless: u64,
}

/// Learns from exports.
///
/// # Errors
/// As [`tickets::read`].
pub fn learn(
    site: &Site,
    settings: &TicketSettings,
    redactor: &Redactor,
    exports: &Exports,
) -> Result<Lesson, Failure> {
    let teacher = Teacher::new(site, redactor);
    let mut counts = Counts::default();
    let (mut used, mut nameless) = (0, 0);
    let mut seen = BTreeSet::new();
    let intake = tickets::read(
        exports,
        settings,
        &|ticket| teacher.read(&ticket),
        &mut |number, lesson| {
            // A later row about a ticket says little that the first did not.
            let Some(lesson) = lesson.filter(|_| seen.insert(number)) else {
                return;
            };
            used += 1;
            nameless += u64::from(lesson.person.is_none());
            counts.add(&lesson);
        },
    )?;
    let before = &site.settings.learnt;
    let mut learnt = barred(before);
    for (article, words) in telling(&counts) {
        let key = &site.article(article).key;
        let words = teacher.lacking(article, words);
        let words = words.filter(|(word, _)| !before.is_barred(key, word));
        let words: Vec<(String, u32)> = words.take(telling::MOST_WORDS).collect();
        if !words.is_empty() {
            learnt
                .articles
                .entry(key.clone())
                .or_default()
                .people
                .extend(words);
        }
    }
    Ok(Lesson {
        learnt,
        intake,
        used,
        nameless,
    })
}

/// What people have barred stays barred.
fn barred(before: &Learnt) -> Learnt {
    let mut kept = Learnt::default();
    for (id, words) in &before.articles {
        let barred = words.people.iter().filter(|(_, people)| **people == 0);
        let people = barred.map(|(word, _)| (word.clone(), 0)).collect();
        let span = Span::default();
        kept.articles.insert(id.clone(), Words { span, people });
    }
    kept.articles.retain(|_, words| !words.people.is_empty());
    kept
}

#[cfg(test)]
mod tests;
