//! All tickets, small enough to be held at once.
//!
//! Takes [`Raw`] tickets in order of the export. Gives [`Store`]: a [`Fact`] each, with names as numbers. A later row about a
//! ticket replaces the earlier one. Never keeps the words of a ticket that the report has no use for.

use crate::coverage::categories::{Categories, folded};
use crate::coverage::fact::{Fact, Lists, Raw};
use crate::coverage::samples::{Newest, Spread};
use crate::coverage::texts::Texts;
use crate::coverage::window::Day;
use crate::model::ArticleId;
use std::collections::{BTreeMap, HashMap};

/// Names by number, each once, under the spelling that came first.
#[derive(Debug, Default)]
pub(crate) struct Names {
    all: Vec<String>,
    index: HashMap<String, u32>,
}

impl Names {
    /// The number of a name.
    fn intern(&mut self, name: &str) -> u32 {
        let key = folded(name);
        *self.index.entry(key).or_insert_with(|| {
            self.all.push(name.trim().to_owned());
            self.all.len() as u32 - 1
        })
    }

    /// A name by its number.
    pub(crate) fn get(&self, number: u32) -> &str {
        &self.all[number as usize]
    }
}

/// Ticket ids, one behind the other.
#[derive(Debug, Default)]
struct Ids {
    text: String,
    ends: Vec<u32>,
}

impl Ids {
    fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len() as u32);
    }

    fn get(&self, ticket: u32) -> &str {
        let at = ticket as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[at] as usize]
    }
}

/// All tickets.
#[derive(Debug, Default)]
pub(crate) struct Store {
    /// By number, in order of the export.
    pub(crate) facts: Vec<Fact>,
    /// Their categories.
    pub(crate) categories: Categories,
    /// Names of products and services.
    pub(crate) products: Names,
    /// Error codes.
    pub(crate) codes: Names,
    /// Words of tickets that nothing but the search may answer, or whose category says nothing.
    pub(crate) texts: Texts,
    /// Tickets of each pattern.
    pub(crate) of_patterns: Newest,
    /// An even sample of all words.
    pub(crate) sample: Spread<String>,
    /// The same of the tickets for which text decides: they name no article and match no pattern.
    pub(crate) open: Spread<String>,
    /// An even sample of tickets that name an article.
    pub(crate) known: Spread<(String, ArticleId)>,
    found_by: BTreeMap<(u32, usize), String>,
    ids: Ids,
    lists: Vec<u32>,
    window: Day,
    newest: Option<Day>,
}

impl Store {
    /// Nothing yet. The names of products come first, so that their numbers are those of the settings.
    pub(crate) fn new(categories: Categories, products: &[String], window: u32) -> Self {
        let mut store = Self {
            categories,
            window: Day::try_from(window).unwrap_or(Day::MAX),
            ..Self::default()
        };
        // By hand, since two products may have one name.
        for (number, name) in (0..).zip(products) {
            store.products.all.push(name.clone());
            store.products.index.entry(folded(name)).or_insert(number);
        }
        store
    }

    /// Takes a ticket in.
    pub(crate) fn keep(&mut self, number: u32, raw: &Raw) {
        self.newest = self.newest.max(raw.day);
        let category = self.categories.intern(&raw.category);
        let fact = Fact {
            day: raw.day,
            category,
            words: self.words(raw, category),
            requester: raw.requester,
            apart: raw.apart,
            told: raw.told,
            systems: raw.said.systems,
            candidates: raw.candidates,
            lists: self.lists(raw),
        };
        if raw.apart.is_none() {
            self.remember(number, raw);
        }
        if let Some(slot) = self.facts.get_mut(number as usize) {
            *slot = fact;
        } else {
            self.ids.push(&raw.id);
            self.facts.push(fact);
        }
    }

    /// Keeps the words of a ticket where they will be needed.
    fn words(&mut self, raw: &Raw, category: Option<u32>) -> Option<u32> {
        let is_vague = category.is_none_or(|c| self.categories.is_hollow(c));
        let is_old = match (raw.day, self.newest) {
            (Some(day), Some(newest)) => newest - day >= self.window,
            _ => false,
        };
        let is_needed = raw.apart.is_none() && !is_old && (is_vague || !raw.is_settled);
        is_needed
            .then(|| self.texts.add(category, &raw.words))
            .flatten()
    }

    fn lists(&mut self, raw: &Raw) -> Lists {
        let service = raw.service.trim();
        let service = (!service.is_empty()).then(|| self.products.intern(service));
        let mut products = raw.said.products.clone();
        products.extend(service.filter(|s| !raw.said.products.contains(s)));
        let codes: Vec<u32> = raw
            .said
            .codes
            .iter()
            .map(|c| self.codes.intern(c))
            .collect();
        let links: Vec<u32> = raw.links.iter().map(|id| id.0).collect();
        let start = self.lists.len() as u32;
        let lens = [&raw.said.patterns, &links, &products, &codes].map(|list| {
            let kept = &list[..list.len().min(usize::from(u8::MAX))];
            self.lists.extend_from_slice(kept);
            kept.len() as u8
        });
        Lists { start, lens }
    }

    /// Samples, for calibration and for examples.
    fn remember(&mut self, number: u32, raw: &Raw) {
        for pattern in &raw.said.patterns {
            self.of_patterns
                .add(*pattern, (number, raw.day), &raw.words);
        }
        if !raw.words.is_empty() {
            self.sample.add(number, || raw.words.clone());
            if raw.links.is_empty() && raw.said.patterns.is_empty() {
                self.open.add(number, || raw.words.clone());
            }
        }
        if let Some(article) = raw.links.first() {
            self.known.add(number, || (raw.words.clone(), *article));
        }
        for (view, words) in raw.found_by.iter().enumerate() {
            if !words.is_empty() {
                self.found_by.insert((number, view), words.clone());
            }
        }
    }

    /// A ticket by its number.
    pub(crate) fn fact(&self, ticket: u32) -> &Fact {
        &self.facts[ticket as usize]
    }

    /// The system's own number of a ticket.
    pub(crate) fn id(&self, ticket: u32) -> &str {
        self.ids.get(ticket)
    }

    /// Words by which the search of a view found an article, where every ticket is explained.
    pub(crate) fn found_by(&self, ticket: u32, view: usize) -> &str {
        self.found_by
            .get(&(ticket, view))
            .map_or("", String::as_str)
    }

    /// The words of a ticket, where they are kept.
    pub(crate) fn text(&self, ticket: u32) -> Option<&str> {
        self.texts.get(self.fact(ticket).words?)
    }

    /// Patterns that match a ticket.
    pub(crate) fn patterns(&self, ticket: u32) -> &[u32] {
        self.list(ticket, 0)
    }

    /// Articles that a ticket names.
    pub(crate) fn links(&self, ticket: u32) -> impl Iterator<Item = ArticleId> {
        self.list(ticket, 1).iter().map(|n| ArticleId(*n))
    }

    /// Products and services of a ticket.
    pub(crate) fn products(&self, ticket: u32) -> &[u32] {
        self.list(ticket, 2)
    }

    /// Error codes of a ticket.
    pub(crate) fn codes(&self, ticket: u32) -> &[u32] {
        self.list(ticket, 3)
    }

    fn list(&self, ticket: u32, which: usize) -> &[u32] {
        let Lists { start, lens } = self.fact(ticket).lists;
        let before: u32 = lens[..which].iter().map(|n| u32::from(*n)).sum();
        let at = (start + before) as usize;
        &self.lists[at..at + usize::from(lens[which])]
    }
}

#[cfg(test)]
mod tests {
    use super::Store;
    use crate::coverage::categories::Categories;
    use crate::coverage::fact::{Raw, Said, Told};
    use std::sync::Arc;

    fn raw(id: &str, words: &str, products: &[u32]) -> Raw {
        Raw {
            id: id.to_owned(),
            day: Some(7),
            category: Vec::new(),
            service: " outlook".to_owned(),
            requester: None,
            apart: None,
            told: Told::default(),
            said: Arc::new(Said {
                patterns: vec![4],
                products: products.to_vec(),
                codes: vec!["0x1A".to_owned(), "Error 5".to_owned()],
                ..Said::default()
            }),
            links: Vec::new(),
            candidates: [None; 2],
            found_by: Default::default(),
            words: words.to_owned(),
            is_settled: false,
        }
    }

    #[test]
    fn a_later_row_replaces_an_earlier_one() {
        let products = ["Teams".to_owned(), "Outlook".to_owned()];
        let mut store = Store::new(Categories::default(), &products, 30);
        store.keep(0, &raw("INC1", "first", &[0]));
        store.keep(1, &raw("INC22", "second", &[1]));
        store.keep(0, &raw("INC1", "third", &[]));
        assert_eq!([store.id(0), store.id(1)], ["INC1", "INC22"]);
        assert_eq!(
            [store.text(0), store.text(1)],
            [Some("third"), Some("second")]
        );
        // The service is the product that the settings name; no product stands twice.
        assert_eq!([store.products(0), store.products(1)], [[1], [1]]);
        assert_eq!((store.patterns(0), store.codes(1).len()), (&[4][..], 2));
        assert_eq!(store.codes.get(store.codes(0)[1]), "Error 5");
        assert_eq!(store.of_patterns.of(4).count(), 2);
        assert_eq!(store.sample.iter().collect::<Vec<_>>(), ["third", "second"]);
    }

    #[test]
    fn old_tickets_leave_no_words() {
        let mut store = Store::new(Categories::default(), &[], 30);
        store.keep(
            0,
            &Raw {
                day: Some(100),
                ..raw("a", "new", &[])
            },
        );
        store.keep(
            1,
            &Raw {
                day: Some(70),
                ..raw("b", "old", &[])
            },
        );
        store.keep(
            2,
            &Raw {
                day: Some(71),
                ..raw("c", "not yet", &[])
            },
        );
        assert_eq!(
            [0, 1, 2].map(|n| store.text(n)),
            [Some("new"), None, Some("not yet")]
        );
    }
}
