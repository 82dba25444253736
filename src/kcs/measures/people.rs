//! Who created, improved and validated what in the period: material for coaching.
//!
//! Takes the events of the period. Gives people by name, and how many took part. Never orders them by a number, and never
//! calls a mass edit an improvement.

use crate::audit::{Deed, Event, Key};
use crate::kcs::measures::days::before;
use crate::kcs::measures::input::Input;
use crate::kcs::measures::person::{Who, name, plain_name, who};
use crate::kcs::measures::result::{Participation, Person};
use crate::model::ArticleId;
use std::collections::{BTreeMap, BTreeSet};

/// A commit that changes more articles than this is a mass edit or an import.
pub(crate) const MASS: usize = 20;
/// Where the settings name nobody, those who worked on an article in so many days could take part.
const YEAR: i32 = 365;

/// All there is to say of people.
pub(crate) struct People {
    pub(crate) people: Vec<Person>,
    pub(crate) participation: Participation,
}

/// What one of them did.
#[derive(Default)]
struct Work {
    name: String,
    created: BTreeSet<ArticleId>,
    changed: BTreeSet<ArticleId>,
    validated: BTreeSet<ArticleId>,
}

/// Looks at everybody.
pub(crate) fn people(input: &Input<'_>) -> People {
    let settings = &input.site.settings.kcs;
    let mass = mass(input);
    let mut work: BTreeMap<Who, Work> = BTreeMap::new();
    for (id, event) in input.happened() {
        let own = work.entry(who(settings, &event.author)).or_default();
        own.name = name(settings, &event.author);
        own.add(id, event, mass.contains(&*event.commit));
    }
    let active: BTreeSet<Who> = work
        .iter()
        .filter(|(_, w)| !w.is_idle())
        .map(|(who, _)| who.clone())
        .collect();
    let reused = reused(input);
    let mut people: Vec<Person> = work
        .into_iter()
        .filter(|(_, w)| !w.is_idle())
        .map(|(who, work)| person(input, (who, work), reused.as_ref()))
        .collect();
    people.sort_by_key(|p| (p.name.to_lowercase(), p.name.clone()));
    People {
        people,
        participation: participation(input, &active),
    }
}

impl Work {
    fn add(&mut self, id: ArticleId, event: &Event, is_mass: bool) {
        for deed in &event.deeds {
            match deed {
                Deed::Created => {
                    self.created.insert(id);
                }
                Deed::Changed { key, to, .. } => {
                    if *key == Key::Confidence && to.as_deref() == Some("validated") {
                        self.validated.insert(id);
                    }
                    self.change(id, is_mass);
                }
                Deed::Modified => self.change(id, is_mass),
                Deed::Renamed { .. } | Deed::Deleted => {}
            }
        }
    }

    fn change(&mut self, id: ArticleId, is_mass: bool) {
        if !is_mass {
            self.changed.insert(id);
        }
    }

    fn is_idle(&self) -> bool {
        self.created.is_empty() && self.changed.is_empty() && self.validated.is_empty()
    }
}

fn person(
    input: &Input<'_>,
    (who, work): (Who, Work),
    reused: Option<&BTreeMap<Who, BTreeSet<String>>>,
) -> Person {
    let keys = |ids: &mut dyn Iterator<Item = &ArticleId>| -> Vec<String> {
        ids.map(|id| input.site.article(*id).key.clone()).collect()
    };
    let tickets = |of: &BTreeMap<Who, BTreeSet<String>>| -> Vec<String> {
        of.get(&who).into_iter().flatten().cloned().collect()
    };
    Person {
        created: keys(&mut work.created.iter()),
        improved: keys(&mut work.changed.difference(&work.created)),
        validated: keys(&mut work.validated.iter()),
        reused: reused.map(tickets),
        name: work.name,
    }
}

/// Tickets by the creator of the articles that they name; nothing without tickets.
fn reused(input: &Input<'_>) -> Option<BTreeMap<Who, BTreeSet<String>>> {
    let mut all: BTreeMap<Who, BTreeSet<String>> = BTreeMap::new();
    for ticket in &input.reuse?.linked {
        let creators = ticket.articles.iter().filter_map(|id| {
            let event = input.site.article(*id).trail.created()?;
            Some(who(&input.site.settings.kcs, &event.author))
        });
        for creator in creators {
            all.entry(creator).or_default().insert(ticket.id.clone());
        }
    }
    Some(all)
}

/// Commits that touch more articles than a person improves at once.
pub(crate) fn mass<'a>(input: &'a Input<'_>) -> BTreeSet<&'a str> {
    let mut touched: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, event) in input.happened() {
        *touched.entry(&event.commit).or_default() += 1;
    }
    let many = touched.into_iter().filter(|(_, articles)| *articles > MASS);
    many.map(|(commit, _)| commit).collect()
}

fn participation(input: &Input<'_>, active: &BTreeSet<Who>) -> Participation {
    if !input.knows_all() {
        return Participation::default();
    }
    let settings = &input.site.settings.kcs;
    let mut all = active.clone();
    if settings.people.is_empty() {
        let reach = before(input.as_of, YEAR).min(input.since());
        let events = input.site.articles.iter().flat_map(|a| &a.trail.events);
        let late = events.filter(|e| (reach..=input.as_of).contains(&e.day));
        all.extend(late.map(|e| who(settings, &e.author)));
    } else {
        let named = settings.people.iter().filter_map(|p| p.emails.first());
        all.extend(named.cloned());
    }
    Participation {
        active: active.len() as u32,
        all: all.len() as u32,
    }
}

/// The name of whoever made a commit.
pub(crate) fn by(input: &Input<'_>, event: &Event) -> String {
    plain_name(&name(&input.site.settings.kcs, &event.author))
}
