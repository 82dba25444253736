//! Topics of tickets: the same problem in different words.
//!
//! Takes tickets. Gives [`Cluster`]s of them with telling phrases. Never shows a word that is redacted: texts are redacted
//! before anything is read out of them.

use crate::coverage::ledger::Ledger;
use crate::text::redact::signs::without_signs;
use crate::topics::{Options, topics};
use std::collections::BTreeMap;

/// Bytes of an article that topics learn words from.
const ARTICLE: usize = 4000;
/// Tickets of one problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cluster {
    /// Its most telling phrases, short.
    pub(crate) name: String,
    /// Telling phrases, best first.
    pub(crate) phrases: Vec<String>,
    /// Its tickets, most typical first.
    pub(crate) tickets: Vec<u32>,
}

/// Finds topics among some tickets; `known` are the texts of the articles. Of more than `most` texts the rest joins the
/// nearest topic.
pub(crate) fn clusters(
    ledger: &Ledger<'_>,
    tickets: &[u32],
    known: &[String],
    most: usize,
) -> Vec<Cluster> {
    let mut by_text: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for ticket in tickets {
        let text = ledger.store.fact(*ticket).words;
        if let Some(text) = text.filter(|t| ledger.store.texts.get(*t).is_some()) {
            by_text.entry(text).or_default().push(*ticket);
        }
    }
    // A text that came often stands for a group by itself: it is given as often as a group needs it.
    let smallest = ledger.settings.min_tickets.max(2);
    let same: Vec<Vec<u32>> = by_text.into_values().collect();
    let bare: Vec<String> = same.iter().map(|t| words(ledger, t[0])).collect();
    let (mut texts, mut of): (Vec<&str>, Vec<usize>) = (Vec::new(), Vec::new());
    for (at, same) in same.iter().enumerate() {
        for _ in 0..same.len().min(smallest as usize) {
            texts.push(&bare[at]);
            of.push(at);
        }
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let options = Options {
        lang: &ledger.desk.site.settings.lang,
        known: &known,
        smallest,
        most,
    };
    let mut is_taken = vec![false; same.len()];
    let mut found = Vec::new();
    for topic in topics(&texts, &options).topics {
        let mut tickets = Vec::new();
        for member in topic.members {
            let at = of[member as usize];
            if !std::mem::replace(&mut is_taken[at], true) {
                tickets.extend(&same[at]);
            }
        }
        let phrases = harmless(ledger, topic.phrases);
        found.push(Cluster {
            name: name(ledger, topic.name, &phrases),
            phrases,
            tickets,
        });
    }
    found
}

/// A topic's name, unless the redactor would touch it.
fn name(ledger: &Ledger<'_>, name: String, phrases: &[String]) -> String {
    if ledger.shown(&name) == name {
        return name;
    }
    let first = phrases.first().map(String::as_str);
    first.unwrap_or("(unnamed)").to_owned()
}

/// Phrases that the redactor leaves alone.
pub(crate) fn harmless(ledger: &Ledger<'_>, phrases: Vec<String>) -> Vec<String> {
    let whole = |phrase: &String| ledger.shown(phrase) == *phrase;
    phrases.into_iter().filter(whole).collect()
}

/// The words of a ticket, redacted, with an end of sentence where something was taken out.
pub(crate) fn words(ledger: &Ledger<'_>, ticket: u32) -> String {
    let text = ledger.store.text(ticket).unwrap_or_default();
    match ledger.desk.redactor {
        Some(redactor) => without_signs(&redactor.redact(text)),
        None => text.to_owned(),
    }
}

/// Texts of the articles, for the words that the base knows.
pub(crate) fn article_texts(ledger: &Ledger<'_>) -> Vec<String> {
    let text = |article: &crate::model::article::Article| {
        let mut text = article.title.clone();
        let sections = article.body.sections.iter().map(|s| s.text.as_str());
        for part in article.symptoms.iter().map(String::as_str).chain(sections) {
            if text.len() > ARTICLE {
                break;
            }
            text.push('\n');
            text.push_str(part);
        }
        text
    };
    ledger.desk.site.listed().map(|(_, a)| text(a)).collect()
}
