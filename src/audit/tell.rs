//! From commits to what they did to each article.
//!
//! Takes the past of the base and the settings' dialect. Gives the [`Audit`]. A change of state is told of the commit that
//! made it: it is what the text says against what its own parents said, so that branches side by side do not seem to undo
//! each other, and a merge changes only what none of its parents has. A text whose front matter is no YAML changes
//! nothing; the next readable one is compared with the last readable one. Never guesses.

use crate::audit::states::{States, states};
use crate::audit::{Audit, Author, Deed, Event, Key, State, Trail};
use crate::parse::block::Dialect;
use crate::source::history::Past;
use crate::source::history::log::{Change, Commit, Held};
use crate::source::history::oid::Oid;
use crate::source::history::stories::Story;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

/// Tells the story of every article.
#[must_use]
pub fn read(root: &Path, past: &Past, dialect: &Dialect) -> Audit {
    let teller = Teller::new(root, past, dialect);
    let mut trails = BTreeMap::new();
    // The living first: one that is gone stays only under a name that no other has.
    for is_alive in [true, false] {
        for story in &past.stories {
            let path = &past.log.paths[story.path as usize];
            if story.is_alive == is_alive && is_markdown(path) && !trails.contains_key(path) {
                let trail = teller.trail(story);
                if !trail.events.is_empty() {
                    trails.insert(path.clone(), trail);
                }
            }
        }
    }
    Audit { trails }
}

/// Whether articles can lie under such a name.
fn is_markdown(path: &str) -> bool {
    let ending = Path::new(path).extension();
    ending.is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("markdown"))
}

struct Teller<'a> {
    past: &'a Past,
    authors: Vec<Arc<Author>>,
    /// Full ids of the commits.
    ids: Vec<Arc<str>>,
    states: States,
    unknown: Arc<State>,
}

impl<'a> Teller<'a> {
    fn new(root: &Path, past: &'a Past, dialect: &Dialect) -> Self {
        let people = past.people.iter().map(|person| Author {
            name: person.name.clone(),
            email: person.email.clone(),
        });
        Self {
            past,
            authors: people.map(Arc::new).collect(),
            ids: past
                .log
                .commits
                .iter()
                .map(|c| c.id.to_string().into())
                .collect(),
            states: states(root, &wanted(past), dialect),
            unknown: Arc::new(State {
                broken: true,
                ..State::default()
            }),
        }
    }

    fn trail(&self, story: &Story) -> Trail {
        let mut events: Vec<Event> = Vec::new();
        let mut last: Option<Arc<State>> = None;
        for (number, change) in story.touches.iter().rev() {
            let commit = &self.past.log.commits[*number as usize];
            let change = &commit.changes[*change as usize];
            let state = self.after(change, last.as_ref());
            let deeds = self.deeds(change, &state, last.as_deref());
            let deeds = if events.is_empty() {
                deeds
            } else {
                later(deeds)
            };
            if !state.broken {
                last = Some(Arc::clone(&state));
            }
            if !deeds.is_empty() {
                events.push(self.event(commit, &self.ids[*number as usize], deeds, state));
            }
        }
        Trail { events }
    }

    fn event(&self, commit: &Commit, id: &Arc<str>, deeds: Vec<Deed>, state: Arc<State>) -> Event {
        Event {
            commit: Arc::clone(id),
            time: Timestamp::from_second(commit.seconds).unwrap_or_default(),
            day: commit.day.unwrap_or(EPOCH),
            author: Arc::clone(&self.authors[commit.author as usize]),
            deeds,
            state,
        }
    }

    fn state(&self, held: Held) -> &Arc<State> {
        let known = held.blob().and_then(|blob| self.states.get(&blob));
        known.unwrap_or(&self.unknown)
    }

    /// What the article says afterwards; of one that is gone, what it said last.
    fn after(&self, change: &Change, last: Option<&Arc<State>>) -> Arc<State> {
        let after = self.state(change.after);
        match (change.after, last) {
            (Held::Absent, Some(last)) => Arc::clone(last),
            _ => Arc::clone(after),
        }
    }

    /// What the commit did; nothing for a merge that brings only what others did.
    fn deeds(&self, change: &Change, after: &State, last: Option<&State>) -> Vec<Deed> {
        let sides: Vec<(u32, Held)> = there(change).collect();
        if change.after == Held::Absent {
            return vec![Deed::Deleted];
        }
        if sides.is_empty() {
            return vec![Deed::Created];
        }
        let changed = self.changed(&sides, after, last);
        let is_merge = change.before.len() > 1;
        if is_merge && changed.is_empty() && !change.is_own {
            return Vec::new();
        }
        let mut deeds = Vec::new();
        if sides.iter().all(|(path, _)| *path != change.path) {
            let from = self.past.log.paths[sides[0].0 as usize].clone();
            deeds.push(Deed::Renamed { from });
        }
        if changed.is_empty() && sides.iter().all(|(_, held)| *held != change.after) {
            deeds.push(Deed::Modified);
        }
        deeds.extend(changed);
        deeds
    }

    /// The keys that say what no parent said.
    fn changed(&self, sides: &[(u32, Held)], after: &State, last: Option<&State>) -> Vec<Deed> {
        if after.broken {
            return Vec::new();
        }
        let nobody = State::default();
        let readable = |held: &Held| {
            let state = self.state(*held).as_ref();
            let before = if state.broken { last } else { Some(state) };
            before.unwrap_or(&nobody)
        };
        let before: Vec<&State> = sides.iter().map(|(_, held)| readable(held)).collect();
        let is_new = |key: &Key| before.iter().all(|b| b.get(*key) != after.get(*key));
        let deed = |key: Key| Deed::Changed {
            key,
            from: before[0].get(key).map(str::to_owned),
            to: after.get(key).map(str::to_owned),
        };
        Key::ALL.into_iter().filter(is_new).map(deed).collect()
    }
}

/// The day of a commit whose time git cannot read.
const EPOCH: Date = date(1970, 1, 1);

/// A branch beside the one that brought the file may have brought it too: one of them created it.
fn later(mut deeds: Vec<Deed>) -> Vec<Deed> {
    for deed in &mut deeds {
        if *deed == Deed::Created {
            *deed = Deed::Modified;
        }
    }
    deeds
}

/// The parents that hold the file.
fn there(change: &Change) -> impl Iterator<Item = (u32, Held)> {
    let sides = change.before.iter().copied();
    sides.filter(|(_, held)| *held != Held::Absent)
}

/// The texts of all articles, those of one article together, each once.
fn wanted(past: &Past) -> Vec<Oid> {
    let paths = &past.log.paths;
    let stories = past.stories.iter();
    let of_articles = stories.filter(|s| is_markdown(&paths[s.path as usize]));
    let touches = of_articles.flat_map(|s| &s.touches);
    let changes = touches.map(|(c, i)| &past.log.commits[*c as usize].changes[*i as usize]);
    let held = changes.flat_map(|c| {
        let before = c.before.iter().map(|(_, held)| *held);
        std::iter::once(c.after).chain(before)
    });
    let mut seen = HashSet::new();
    held.filter_map(Held::blob)
        .filter(|blob| seen.insert(*blob))
        .collect()
}
