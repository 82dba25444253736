//! Who is covered: the book that every figure is read from.
//!
//! Takes the stored tickets, what they were held against, and the threshold of the text evidence. Gives [`Ledger`]: the
//! tickets that count and what covers each, in both views. Never counts a ticket twice, nor one that is no request.

use crate::config::tickets::TicketSettings;
use crate::coverage::desk::Desk;
use crate::coverage::judge::Judge;
use crate::coverage::live::VIEWS;
use crate::coverage::result::{Evidence, Example, View};
use crate::coverage::store::Store;
use crate::coverage::text::together;
use crate::coverage::window::Window;
use crate::model::ArticleId;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Characters of an example.
const EXAMPLE: usize = 160;

/// What covers a ticket; `None` where nothing does.
pub(crate) type Verdict = Option<(Evidence, ArticleId)>;

/// All that is known of the tickets of a run.
pub(crate) struct Ledger<'a> {
    /// The base.
    pub(crate) desk: Desk<'a>,
    /// What counts as what.
    pub(crate) settings: &'a TicketSettings,
    /// What tickets were held against.
    pub(crate) judge: &'a Judge<'a>,
    /// All tickets.
    pub(crate) store: &'a Store,
    /// The days that are looked at; `None` where no ticket has a date.
    pub(crate) window: Option<Window>,
    /// Tickets that count, in order of the export.
    pub(crate) counted: Vec<u32>,
    /// Tickets that would count and lie outside the window.
    pub(crate) outside: u32,
    /// Tickets that are cancelled or no requests of people.
    pub(crate) apart: u32,
    threshold: f32,
    /// How sure the text evidence is of tickets that share a topic, by view.
    shared: [BTreeMap<u32, f32>; 2],
    claimed: Vec<Vec<ArticleId>>,
    verdicts: Vec<[Verdict; 2]>,
}

impl<'a> Ledger<'a> {
    /// Settles every ticket.
    pub(crate) fn new(
        desk: Desk<'a>,
        settings: &'a TicketSettings,
        (judge, store): (&'a Judge<'a>, &'a Store),
        threshold: f64,
    ) -> Self {
        let asked = store.facts.iter().filter(|f| f.apart.is_none());
        let window = Window::of(asked.clone().filter_map(|f| f.day), settings.window);
        let is_inside = |day| match (window, day) {
            (Some(window), Some(day)) => window.holds(day),
            _ => true,
        };
        let counts =
            |(_, f): &(u32, &crate::coverage::fact::Fact)| f.apart.is_none() && is_inside(f.day);
        let counted: Vec<u32> = (0..)
            .zip(&store.facts)
            .filter(counts)
            .map(|(n, _)| n)
            .collect();
        let all = asked.count();
        let categories = 0..store.categories.levels.len() as u32;
        let mut ledger = Self {
            desk,
            settings,
            judge,
            store,
            window,
            outside: (all - counted.len()) as u32,
            apart: (store.facts.len() - all) as u32,
            counted,
            threshold: threshold as f32,
            shared: [BTreeMap::new(), BTreeMap::new()],
            claimed: categories
                .map(|c| judge.claims.find(&store.categories.path(c)))
                .collect(),
            verdicts: Vec::new(),
        };
        ledger.verdicts = ledger.settled();
        ledger
    }

    /// The same, where text decides settled with the other tickets of the topic; a topic is given by its tickets.
    pub(crate) fn among(mut self, topics: &[&[u32]]) -> Self {
        self.shared = VIEWS.map(|view| self.shared(view, topics));
        self.verdicts = self.settled();
        self
    }

    fn shared(&self, view: View, topics: &[&[u32]]) -> BTreeMap<u32, f32> {
        let is_open = |ticket: &u32| {
            let verdict = self.verdict(*ticket, view);
            verdict.is_none_or(|(evidence, _)| evidence == Evidence::Text)
        };
        let (mut tickets, mut of) = (Vec::new(), Vec::new());
        for (topic, members) in (0..).zip(topics) {
            tickets.extend(members.iter().copied().filter(is_open));
            of.resize(tickets.len(), topic);
        }
        let own = |ticket: &u32| {
            let (article, own) = self.found(*ticket, view)?;
            Some((article, f64::from(own)))
        };
        let own: Vec<_> = tickets.iter().map(own).collect();
        let shared = together(&own, &of, f64::from(self.threshold)).into_iter();
        let all = tickets.into_iter().zip(shared);
        all.filter_map(|(ticket, sure)| Some((ticket, sure? as f32)))
            .collect()
    }

    fn settled(&self) -> Vec<[Verdict; 2]> {
        let settle = |ticket| VIEWS.map(|view| self.settle(ticket, view));
        (0..self.store.facts.len() as u32).map(settle).collect()
    }

    /// The article that the search finds, and how sure that is.
    pub(crate) fn found(&self, ticket: u32, view: View) -> Option<(ArticleId, f32)> {
        let candidate = self.store.fact(ticket).candidates[view as usize]?;
        let shared = self.shared[view as usize].get(&ticket).copied();
        let own = || self.judge.settle(view, candidate);
        Some((candidate.article, shared.unwrap_or_else(own)))
    }

    /// What covers a ticket.
    pub(crate) fn verdict(&self, ticket: u32, view: View) -> Verdict {
        self.verdicts[ticket as usize][view as usize]
    }

    /// Whether end users have no article for it.
    pub(crate) fn is_uncovered(&self, ticket: u32) -> bool {
        self.verdict(ticket, View::SelfService).is_none()
    }

    /// The tickets among these that end users have no article for.
    pub(crate) fn uncovered(&self, tickets: &[u32]) -> Vec<u32> {
        let open = tickets.iter().filter(|t| self.is_uncovered(**t));
        open.copied().collect()
    }

    /// Linked, pattern, category, text: the first that holds.
    fn settle(&self, ticket: u32, view: View) -> Verdict {
        let fact = self.store.fact(ticket);
        if fact.apart.is_some() {
            return None;
        }
        let may = |id: &ArticleId| self.judge.live.answers(*id, view);
        let linked = || self.store.links(ticket).find(|id| may(id));
        let claimed = || self.claims(ticket).iter().copied().find(|id| may(id));
        let found = || self.sure(ticket, view);
        let with = |evidence| move |id| (evidence, id);
        linked()
            .map(with(Evidence::Linked))
            .or_else(|| self.matched(ticket, view).map(with(Evidence::Pattern)))
            .or_else(|| claimed().map(with(Evidence::Category)))
            .or_else(|| found().map(with(Evidence::Text)))
    }

    /// The article most of whose patterns match; among equals the first.
    fn matched(&self, ticket: u32, view: View) -> Option<ArticleId> {
        let mut counts: BTreeMap<ArticleId, u32> = BTreeMap::new();
        for pattern in self.store.patterns(ticket) {
            let article = self.judge.patterns.article(*pattern);
            if self.judge.live.answers(article, view) {
                *counts.entry(article).or_default() += 1;
            }
        }
        let best = counts
            .into_iter()
            .max_by_key(|(id, n)| (*n, std::cmp::Reverse(*id)));
        best.map(|(id, _)| id)
    }

    fn claims(&self, ticket: u32) -> &[ArticleId] {
        let category = self.store.fact(ticket).category;
        category.map_or(&[], |c| &self.claimed[c as usize])
    }

    /// The article that the search finds, if that is sure enough.
    fn sure(&self, ticket: u32, view: View) -> Option<ArticleId> {
        let (article, confidence) = self.found(ticket, view)?;
        (confidence >= self.threshold).then_some(article)
    }

    /// Articles about the problem of a ticket, however it was solved: by pattern, by category, by text. Links say nothing
    /// here, since they cannot be older than the article.
    pub(crate) fn about(&self, ticket: u32) -> Vec<ArticleId> {
        let patterns = self.store.patterns(ticket).iter();
        let mut all: Vec<ArticleId> = patterns.map(|p| self.judge.patterns.article(*p)).collect();
        all.extend(self.claims(ticket));
        all.extend(VIEWS.iter().filter_map(|view| self.sure(ticket, *view)));
        all.sort_unstable();
        all.dedup();
        all
    }

    /// A text without what may not be shown.
    pub(crate) fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.desk.redactor {
            Some(redactor) => redactor.redact(text),
            None => Cow::Borrowed(text),
        }
    }

    /// A ticket as evidence. Redacted before it is cut, so that nothing loses the words that give it away.
    pub(crate) fn example(&self, ticket: u32, words: &str) -> Example {
        Example {
            id: self.store.id(ticket).to_owned(),
            day: self
                .store
                .fact(ticket)
                .day
                .map(crate::coverage::window::day),
            text: first_words(&self.shown(words)),
        }
    }
}

/// The first line of a text; with the next where it is very short.
fn first_words(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if out.chars().count() >= 20 {
            break;
        }
        if !out.is_empty() {
            out.push_str(if out.ends_with(['.', '!', '?', ':', ',']) {
                " "
            } else {
                ": "
            });
        }
        out.push_str(line);
    }
    if out.chars().count() <= EXAMPLE {
        return out;
    }
    let cut: String = out.chars().take(EXAMPLE - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{EXAMPLE, first_words};

    #[test]
    fn an_example_is_a_line_that_says_something() {
        for (text, expected) in [
            (
                "VPN drops every hour\nIt began on Monday",
                "VPN drops every hour",
            ),
            (
                "Help\n\nthe printer is on fire",
                "Help: the printer is on fire",
            ),
            ("Hi!\nno sound", "Hi! no sound"),
            ("", ""),
        ] {
            assert_eq!(first_words(text), expected);
        }
        let long = first_words(&"ä".repeat(500));
        assert_eq!(long.chars().count(), EXAMPLE);
        assert!(long.ends_with('…'));
    }
}
