//! Which tickets name which article, and whether the article was there before them.
//!
//! Takes the site once, then tickets. Gives the articles that a ticket names or that were written from it, and why a
//! ticket is not counted. Never names an article that answers nobody.

use crate::config::tickets::TicketSettings;
use crate::coverage::fact::Apart;
use crate::coverage::links::Links;
use crate::coverage::live::Live;
use crate::coverage::patterns::Shared;
use crate::coverage::result::View;
use crate::coverage::window::{self, Day};
use crate::diag::Failure;
use crate::model::{ArticleId, Site};
use crate::patterns::Matcher;
use crate::tickets::ticket::{Status, Ticket};
use std::collections::BTreeMap;

/// What a link says of its ticket, as KCS counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It names an article that was there before it.
    Known,
    /// An article was written from it, or it names one that came on its day or later.
    New,
    /// It names none.
    Unknown,
}

/// Everything that finds articles in tickets.
pub(crate) struct Mentions {
    links: Links,
    /// Tickets that articles were written from.
    written_from: BTreeMap<String, Vec<ArticleId>>,
    noise: Shared,
}

impl Mentions {
    /// Of a base.
    pub(crate) fn of(site: &Site, settings: &TicketSettings, live: &Live) -> Result<Self, Failure> {
        Ok(Self {
            links: Links::new(site),
            written_from: written_from(site, live),
            noise: noise(settings, &site.settings.lang)?,
        })
    }

    /// The live articles that a ticket names, and those that were written from it.
    pub(crate) fn linked(&self, ticket: &Ticket, words: &str, live: &Live) -> Vec<ArticleId> {
        let mut all = Vec::new();
        let cells = ticket.articles.iter().map(String::as_str);
        for text in cells.chain([ticket.resolution.as_str(), words]) {
            all.extend(self.links.find(text));
        }
        all.extend(self.written_from.get(&ticket.id).into_iter().flatten());
        let mut seen = Vec::new();
        all.retain(|id| {
            let is_new = live.answers(*id, View::Agents) && !seen.contains(id);
            seen.push(*id);
            is_new
        });
        all
    }

    /// Why a ticket is not counted, if so.
    pub(crate) fn apart(&self, ticket: &Ticket, words: &str) -> Option<Apart> {
        if ticket.status == Status::Cancelled {
            Some(Apart::Cancelled)
        } else if ticket.noise.is_some() || !self.noise.matches(words).is_empty() {
            Some(Apart::Noise)
        } else {
            None
        }
    }

    /// Whether an article says that it was written from a ticket.
    pub(crate) fn was_written_from(&self, article: ArticleId, ticket: &str) -> bool {
        let known = self.written_from.get(ticket);
        known.is_some_and(|articles| articles.contains(&article))
    }

    /// What the links of a ticket say.
    pub(crate) fn kind(
        &self,
        site: &Site,
        (ticket, opened): (&str, Option<Day>),
        links: impl IntoIterator<Item = ArticleId>,
    ) -> Kind {
        let created = |id| site.article(id).dates.created.map(window::number);
        let was_there = |id| match (created(id), opened) {
            (Some(created), Some(opened)) => created < opened,
            _ => true,
        };
        let mut links = links.into_iter().peekable();
        if links.peek().is_none() {
            Kind::Unknown
        } else if links.any(|id| was_there(id) && !self.was_written_from(id, ticket)) {
            Kind::Known
        } else {
            Kind::New
        }
    }
}

/// Tickets that articles say they were written from.
fn written_from(site: &Site, live: &Live) -> BTreeMap<String, Vec<ArticleId>> {
    let mut all: BTreeMap<String, Vec<ArticleId>> = BTreeMap::new();
    let may = |id: ArticleId| live.answers(id, View::Agents);
    for (id, article) in site.iter().filter(|(id, _)| may(*id)) {
        for ticket in &article.front.tickets.linked {
            all.entry(ticket.value.clone()).or_default().push(id);
        }
    }
    all
}

/// The desk's own patterns of tickets that are no requests.
fn noise(settings: &TicketSettings, lang: &str) -> Result<Shared, Failure> {
    let texts: Vec<&str> = settings.noise.iter().map(String::as_str).collect();
    let (matcher, refused) = Matcher::new(&texts, &[lang]);
    match refused.first() {
        None => Ok(Shared::new(matcher)),
        Some(refused) => Err(Failure::Usage {
            what: format!(
                "`tickets.noise`: `{}`: {}",
                texts[refused.pattern], refused.error.message
            ),
            help: refused.error.help.to_owned(),
        }),
    }
}
