//! What answers a ticket, before anybody counts.
//!
//! Takes tickets, in parallel. Gives [`Raw`]: articles that it names, patterns that match, and, where those and the claimed
//! categories leave the question open, what our own search would have shown. Never asks the search twice for one text.

use crate::config::tickets::TicketSettings;
use crate::coverage::claims::Claims;
use crate::coverage::desk::{Desk, Request};
use crate::coverage::fact::{Candidate, Raw, Said, Told};
use crate::coverage::live::Live;
use crate::coverage::memo::Memo;
use crate::coverage::mentions::Mentions;
use crate::coverage::named::Named;
use crate::coverage::patterns::Patterns;
use crate::coverage::result::View;
use crate::coverage::text::TextEvidence;
use crate::coverage::texts::beginning;
use crate::coverage::window;
use crate::diag::Failure;
use crate::model::ArticleId;
use crate::text::codes::codes;
use crate::tickets::ticket::Ticket;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

/// Bytes of a ticket's words that are looked at again later, for calibration and for the report.
const LONGEST: usize = 2000;

/// What the search found for a text: the article, and the words it was found by.
type Searched = Option<(Candidate, String)>;

/// Everything that a ticket is held against.
pub(crate) struct Judge<'a> {
    pub(crate) live: Live,
    pub(crate) claims: Claims,
    pub(crate) named: Named,
    pub(crate) patterns: Patterns,
    /// The search, over the articles of each view; the second is the first where the views do not differ.
    pub(crate) search: Vec<TextEvidence<'a>>,
    pub(crate) mentions: Mentions,
    said: Memo<Said>,
    searched: [Memo<Searched>; 2],
    explains: bool,
    /// Older tickets than this before the newest one serve no figure.
    reach: i32,
    newest: AtomicI32,
}

impl<'a> Judge<'a> {
    /// Of a base.
    pub(crate) fn new(
        desk: &Desk<'a>,
        settings: &TicketSettings,
        request: &Request<'_>,
    ) -> Result<Self, Failure> {
        let live = Live::of(desk.site, desk.published_rung);
        let agents = |id| live.answers(id, View::Agents);
        let readers = |id| live.answers(id, View::SelfService);
        let search =
            |may: &dyn Fn(ArticleId) -> bool| TextEvidence::new(desk.index, desk.site, may);
        let mut both = vec![search(&readers)];
        if live.has_inner() {
            both.push(search(&agents));
        }
        Ok(Self {
            claims: Claims::of(desk.site, &settings.category_separators, &agents),
            named: Named::of(&desk.site.settings),
            patterns: Patterns::of(desk.site, &agents),
            mentions: Mentions::of(desk.site, settings, &live)?,
            said: Memo::default(),
            searched: [Memo::default(), Memo::default()],
            explains: request.explain,
            reach: i32::try_from(settings.window.saturating_mul(2)).unwrap_or(i32::MAX),
            newest: AtomicI32::new(i32::MIN),
            search: both,
            live,
        })
    }

    /// What a ticket says, and what answers it.
    pub(crate) fn read(&self, ticket: Ticket) -> Raw {
        let words = ticket.words();
        let day = ticket.created.map(|at| window::number(at.date()));
        let apart = self.mentions.apart(&ticket, &words);
        let said = if apart.is_some() {
            Arc::default()
        } else {
            self.said.get(&words, || self.say(&words))
        };
        let links = self.mentions.linked(&ticket, &words, &self.live);
        let claimed = self.claims.find(&ticket.category);
        let is_settled = |view| {
            let patterns = said.patterns.iter().map(|p| self.patterns.article(*p));
            let all = links.iter().chain(&claimed).copied().chain(patterns);
            all.into_iter().any(|id| self.live.answers(id, view))
        };
        let is_idle = apart.is_some() || self.is_out_of_reach(day);
        let [readers, agents] = [View::SelfService, View::Agents].map(|view| {
            let idle = is_idle || is_settled(view);
            (!idle).then(|| self.find(view, &words)).flatten()
        });
        let found_by = [&readers, &agents].map(|f| match f {
            Some((_, by)) if self.explains => by.clone(),
            _ => String::new(),
        });
        Raw {
            day,
            requester: ticket
                .requester
                .as_deref()
                .filter(|r| !r.is_empty())
                .map(number),
            apart,
            told: told(&ticket),
            is_settled: is_settled(View::SelfService),
            links,
            candidates: [readers, agents].map(|f| f.map(|(candidate, _)| candidate)),
            found_by,
            words: beginning(&words, LONGEST).to_owned(),
            said,
            id: ticket.id,
            category: ticket.category,
            service: ticket.service,
        }
    }

    /// How sure a candidate is, once the text evidence is calibrated.
    pub(crate) fn settle(&self, view: View, candidate: Candidate) -> f32 {
        let search = self.search.get(view as usize).or(self.search.first());
        let own = f64::from(candidate.confidence);
        search.map_or(own, |s| s.settle(candidate.article, own)) as f32
    }

    fn say(&self, words: &str) -> Said {
        let named = self.named.find(words);
        Said {
            patterns: self.patterns.matches(words),
            systems: named.systems,
            products: named.products,
            codes: codes(words),
        }
    }

    /// Whether a ticket is too old for every figure; what is newest so far is enough to know.
    fn is_out_of_reach(&self, day: Option<window::Day>) -> bool {
        let Some(day) = day else {
            return false;
        };
        let newest = self.newest.fetch_max(day, Ordering::Relaxed).max(day);
        newest.saturating_sub(day) > self.reach
    }

    /// What the search of a view shows. The wider search comes first: where it shows an article that the view may see,
    /// the narrower one need not be asked.
    fn find(&self, view: View, words: &str) -> Searched {
        let last = self.search.len() - 1;
        let widest = self.ask(last, words);
        let narrower = view == View::SelfService && last > 0;
        match &widest {
            Some((found, _)) if narrower && !self.live.answers(found.article, view) => {
                self.ask(0, words)
            }
            _ => widest,
        }
    }

    fn ask(&self, which: usize, words: &str) -> Searched {
        let ask = || {
            let found = self.search[which].judge(words)?;
            let candidate = Candidate {
                article: found.article,
                confidence: found.confidence as f32,
            };
            Some((candidate, found.words.join(", ")))
        };
        (*self.searched[which].get(words, ask)).clone()
    }
}

/// A name as a number, so that people can be counted and not known.
fn number(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

/// The figures that its system gives.
fn told(ticket: &Ticket) -> Told {
    let hours = || {
        let span = ticket.resolved?.duration_since(ticket.created?);
        Some(span.as_secs_f64() / 3600.0).filter(|h| *h >= 0.0)
    };
    Told {
        hours: hours().map(|h| h as f32),
        effort: ticket.effort.map(|e| e as f32),
        breached: ticket.breached,
        reopened: ticket.reopens.map(|n| n > 0),
        first_contact: ticket.first_contact,
    }
}
