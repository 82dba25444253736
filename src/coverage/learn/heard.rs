//! Which article a ticket is about, and who says what.
//!
//! Takes tickets. Gives [`Heard`]: the articles, the person, the words. Never gives a ticket that is cancelled, no request
//! of a person, or about more than a few articles.

use crate::coverage::learn::lacking::Lacking;
use crate::coverage::learn::words::{Said, said};
use crate::coverage::links::Links;
use crate::coverage::live::Live;
use crate::coverage::patterns::Patterns;
use crate::coverage::result::View;
use crate::model::{ArticleId, Site};
use crate::text::redact::Redactor;
use crate::tickets::ticket::{Status, Ticket};
use jiff::civil::DateTime;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A ticket about more articles than this says little of any.
const MOST_ARTICLES: usize = 3;

/// What a ticket teaches.
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    /// The articles that it is about.
    pub(super) articles: Vec<ArticleId>,
    /// Who speaks; the day where nobody knows who.
    pub(super) person: Option<u64>,
    /// What is said.
    pub(super) said: Said,
}

/// Hears tickets.
pub(crate) struct Teacher<'a> {
    links: Links,
    patterns: Patterns,
    live: Live,
    redactor: &'a Redactor,
    lacking: Lacking<'a>,
}

impl<'a> Teacher<'a> {
    pub(super) fn new(site: &'a Site, redactor: &'a Redactor) -> Self {
        // Whether end users see an article is no matter: agents search too.
        let live = Live::of(site, 0);
        let answers = |id| live.answers(id, View::Agents);
        Self {
            links: Links::new(site),
            patterns: Patterns::of(site, &answers),
            live,
            redactor,
            lacking: Lacking::new(site),
        }
    }

    /// What a ticket teaches, if anything.
    pub(super) fn read(&self, ticket: &Ticket) -> Option<Heard> {
        if ticket.status == Status::Cancelled || ticket.noise.is_some() {
            return None;
        }
        let words = ticket.words();
        let articles = self.articles(ticket, &words);
        let is_clear = (1..=MOST_ARTICLES).contains(&articles.len());
        is_clear.then(|| Heard {
            articles,
            person: person(ticket),
            said: said(&words, self.redactor),
        })
    }

    /// Those that it names; else those whose patterns match.
    fn articles(&self, ticket: &Ticket, words: &str) -> Vec<ArticleId> {
        let mut found = Vec::new();
        let named = ticket.articles.iter().map(String::as_str);
        for text in named.chain([words, ticket.resolution.as_str()]) {
            found.extend(self.links.find(text));
        }
        if found.is_empty() {
            let matched = self.patterns.matches(words).into_iter();
            found.extend(matched.map(|pattern| self.patterns.article(pattern)));
        }
        found.retain(|id| self.live.answers(*id, View::Agents));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The words that an article lacks, in the order given.
    pub(super) fn lacking(
        &self,
        article: ArticleId,
        words: Vec<(String, u32)>,
    ) -> impl Iterator<Item = (String, u32)> {
        self.lacking.of(article, words)
    }
}

fn person(ticket: &Ticket) -> Option<u64> {
    let who = ticket.requester.as_deref().filter(|who| !who.is_empty());
    let day = ticket.created.map(DateTime::date);
    let mut hasher = DefaultHasher::new();
    match (who, day) {
        (Some(who), _) => who.hash(&mut hasher),
        (None, Some(day)) => day.hash(&mut hasher),
        (None, None) => return None,
    }
    Some(hasher.finish())
}
