//! Which tickets name an article: the light way through an export, for measures that rest on links alone.
//!
//! Takes the site and exports. Gives [`Reuse`]: every ticket of the window counted, those with links by name. Never asks the
//! search, and never counts a link as anything but a link.

use crate::coverage::desk::Request;
use crate::coverage::live::Live;
use crate::coverage::mentions::{Kind, Mentions};
use crate::coverage::window::{Day, Window, day, number};
use crate::diag::Failure;
use crate::model::{ArticleId, Site};
use crate::source::exports::Exports;
use crate::tickets;
use crate::tickets::ticket::Ticket;
use jiff::civil::Date;

/// A ticket that names at least one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The system's own number.
    pub id: String,
    /// The day it was opened.
    pub day: Option<Date>,
    /// The widest level of its category; empty where there is none.
    pub category: String,
    /// The articles, in order of appearance, each once.
    pub articles: Vec<ArticleId>,
    /// Known or new.
    pub kind: Kind,
}

/// The tickets of a window, by what they name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reuse {
    /// First and last day; `None` where the tickets have no dates.
    pub window: Option<(Date, Date)>,
    /// Tickets that count: in the window, not withdrawn, requests of people.
    pub tickets: u32,
    /// Those without a link.
    pub unknown: u32,
    /// Those with one, in order of the export.
    pub linked: Vec<Linked>,
    /// The days of all tickets that count, in order of the export.
    pub days: Vec<Option<Date>>,
}

/// What stays of a ticket.
struct Slot {
    day: Option<Day>,
    counts: bool,
    named: Option<Box<Named>>,
}

struct Named {
    id: String,
    category: String,
    articles: Vec<ArticleId>,
}

/// Reads the tickets of exports.
///
/// # Errors
/// As [`tickets::read`], and [`Failure::Usage`] where a pattern of `tickets.noise` cannot be read.
pub fn read(site: &Site, exports: &Exports, request: &Request<'_>) -> Result<Reuse, Failure> {
    let settings = request.settings(site);
    let live = Live::of(site, 0);
    let mentions = Mentions::of(site, &settings, &live)?;
    let work = |ticket: Ticket| {
        if let Some(seen) = request.seen {
            seen();
        }
        slot(&mentions, &live, &ticket)
    };
    let mut slots: Vec<Slot> = Vec::new();
    tickets::read(
        exports,
        &settings,
        &work,
        &mut |at, slot| match slots.get_mut(at as usize) {
            Some(known) => *known = slot,
            None => slots.push(slot),
        },
    )?;
    Ok(count(site, &mentions, slots, settings.window))
}

fn slot(mentions: &Mentions, live: &Live, ticket: &Ticket) -> Slot {
    let words = ticket.words();
    let articles = mentions.linked(ticket, &words, live);
    let named = || Named {
        category: ticket.category.first().cloned().unwrap_or_default(),
        id: ticket.id.clone(),
        articles: articles.clone(),
    };
    Slot {
        day: ticket.created.map(|at| number(at.date())),
        counts: mentions.apart(ticket, &words).is_none(),
        named: (!articles.is_empty()).then(|| Box::new(named())),
    }
}

fn count(site: &Site, mentions: &Mentions, slots: Vec<Slot>, window: u32) -> Reuse {
    let counted = || slots.iter().filter(|s| s.counts);
    let window = Window::of(counted().filter_map(|s| s.day), window);
    let is_inside = |day: Option<Day>| match (window, day) {
        (Some(window), Some(day)) => window.holds(day),
        _ => true,
    };
    let mut reuse = Reuse {
        window: window.map(|w| (day(w.first), day(w.last))),
        ..Reuse::default()
    };
    for slot in slots.into_iter().filter(|s| s.counts && is_inside(s.day)) {
        reuse.tickets += 1;
        reuse.days.push(slot.day.map(day));
        let Some(named) = slot.named else {
            reuse.unknown += 1;
            continue;
        };
        let kind = mentions.kind(site, (&named.id, slot.day), named.articles.iter().copied());
        reuse.linked.push(Linked {
            id: named.id,
            day: slot.day.map(day),
            category: named.category,
            articles: named.articles,
            kind,
        });
    }
    reuse
}
