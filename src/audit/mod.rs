//! The audit of a base: who did what to each article, and when.
//!
//! Takes what git tells of the files, and the settings' dialect. Gives [`Audit`]: a [`Trail`] for each article, its
//! events oldest first. Never asks any other store, and never trusts a name more than the commit that bears it.

mod states;
mod tell;

pub use tell::read;

use jiff::Timestamp;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Who made a commit: the author, by way of `.mailmap`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Author {
    /// Name.
    pub name: String,
    /// Mail address, in lower case.
    pub email: String,
}

/// The state that git can tell the story of: one key of the front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// `confidence`.
    Confidence,
    /// `audience`.
    Audience,
    /// `governance`.
    Governance,
}

impl Key {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::Confidence, Self::Audience, Self::Governance];

    /// As authors write it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Confidence => "confidence",
            Self::Audience => "audience",
            Self::Governance => "governance",
        }
    }
}

/// What an article said of itself at one point of history; nothing where nobody wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State {
    /// `id`.
    pub id: Option<String>,
    /// `confidence`, as written.
    pub confidence: Option<String>,
    /// `audience`, as written.
    pub audience: Option<String>,
    /// `governance`, as written.
    pub governance: Option<String>,
    /// The front matter was no YAML, or git has not got the text: nothing is known of it, which is no change of state.
    pub broken: bool,
}

impl State {
    /// What a key said.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&str> {
        match key {
            Key::Confidence => self.confidence.as_deref(),
            Key::Audience => self.audience.as_deref(),
            Key::Governance => self.governance.as_deref(),
        }
    }
}

/// What a commit did to an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The file came.
    Created,
    /// Its text changed.
    Modified,
    /// It moved here.
    Renamed {
        /// Its path before.
        from: String,
    },
    /// Its state changed.
    Changed {
        /// What.
        key: Key,
        /// As it was.
        from: Option<String>,
        /// As it is since.
        to: Option<String>,
    },
    /// The file went.
    Deleted,
}

/// What one commit did to one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Full id of the commit.
    pub commit: Arc<str>,
    /// When it was written (the author's time).
    pub time: Timestamp,
    /// The day in the author's time zone.
    pub day: Date,
    /// By whom.
    pub author: Arc<Author>,
    /// The deeds, `Created` or `Renamed` first; never empty. `Modified` stands only where no state changed: what else
    /// a change of state brought is not told apart. What an article said when it came is in `state`.
    pub deeds: Vec<Deed>,
    /// What the article said of itself afterwards.
    pub state: Arc<State>,
}

/// The story of one article under its present path, oldest event first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    /// The events.
    pub events: Vec<Event>,
}

/// The story of the base.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// By path below the root of the base. Files that are gone are here too; their last deed is `Deleted`.
    pub trails: BTreeMap<String, Trail>,
}

impl Trail {
    /// The commit that brought the file.
    #[must_use]
    pub fn created(&self) -> Option<&Event> {
        self.events.first()
    }

    /// The first commit after which readers could see it: neither in progress nor archived, and readable.
    #[must_use]
    pub fn published(&self) -> Option<&Event> {
        let hidden = |word: &str| matches!(word, "wip" | "archived");
        let seen = |e: &&Event| {
            !e.state.broken && !e.is_end() && !e.state.confidence.as_deref().is_some_and(hidden)
        };
        self.events.iter().find(seen)
    }

    /// The commit since which `key` says what it says today.
    #[must_use]
    pub fn since(&self, key: Key) -> Option<&Event> {
        let changes = |e: &&Event| {
            let of = |d: &Deed| matches!(d, Deed::Changed { key: k, .. } if *k == key);
            e.deeds.iter().any(of)
        };
        self.events.iter().rfind(changes).or_else(|| self.created())
    }

    /// Who worked on it and by how many commits, most commits first, then by name and address.
    #[must_use]
    pub fn contributors(&self) -> Vec<(&Author, usize)> {
        let mut counts: BTreeMap<&Author, usize> = BTreeMap::new();
        for event in &self.events {
            *counts.entry(&event.author).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| Reverse(*count));
        counts
    }

    /// Whether the file is gone.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.events.last().is_some_and(Event::is_end)
    }
}

impl Event {
    /// Whether the file went with it.
    #[must_use]
    pub fn is_end(&self) -> bool {
        self.deeds.contains(&Deed::Deleted)
    }
}

impl Audit {
    /// All events with the path of their trail, newest first; on one moment by path.
    #[must_use]
    pub fn events(&self) -> Vec<(&str, &Event)> {
        let mut events: Vec<(&str, &Event)> = Vec::new();
        for (path, trail) in &self.trails {
            events.extend(trail.events.iter().rev().map(|e| (path.as_str(), e)));
        }
        // Stable: what stands in one trail at one moment keeps its order.
        events.sort_by_key(|(_, e)| Reverse(e.time));
        events
    }
}
