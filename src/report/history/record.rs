//! The history for programs.
//!
//! Takes the trail of an article, or events of the base. Gives the object that is written as JSON. Never changes a name or a
//! meaning: format 1 is frozen, which is why it has types of its own.

use crate::audit::{Author, Deed, Event, Key};
use crate::report::history::{Reach, Row, Story};
use serde::Serialize;

/// The frozen form of an article's story.
#[derive(Serialize)]
pub(super) struct Article<'a> {
    format: u32,
    complete: bool,
    id: Option<&'a str>,
    path: &'a str,
    created: Option<Moment<'a>>,
    published: Option<Moment<'a>>,
    contributors: Vec<Contributor<'a>>,
    events: Vec<Entry<'a>>,
}

/// The frozen form of the events of a base.
#[derive(Serialize)]
pub(super) struct Base<'a> {
    format: u32,
    complete: bool,
    total: usize,
    events: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Moment<'a> {
    commit: &'a str,
    time: String,
    name: &'a str,
    email: &'a str,
}

#[derive(Serialize)]
struct Contributor<'a> {
    name: &'a str,
    email: &'a str,
    commits: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(flatten)]
    moment: Moment<'a>,
    day: String,
    deeds: Vec<Done<'a>>,
    state: Said<'a>,
}

#[derive(Serialize)]
struct Said<'a> {
    confidence: Option<&'a str>,
    audience: Option<&'a str>,
    governance: Option<&'a str>,
    readable: bool,
}

#[derive(Serialize)]
#[serde(tag = "deed", rename_all = "kebab-case")]
enum Done<'a> {
    Created,
    Modified,
    Renamed {
        from: &'a str,
    },
    Changed {
        key: &'a str,
        from: Option<&'a str>,
        to: Option<&'a str>,
    },
    Deleted,
}

/// The story of an article.
pub(super) fn article<'a>(story: &Story<'a>, reach: Reach) -> Article<'a> {
    let trail = story.trail;
    let contributor = |(author, commits): (&'a Author, usize)| Contributor {
        name: &author.name,
        email: &author.email,
        commits,
    };
    Article {
        format: 1,
        complete: reach == Reach::Whole,
        id: Some(story.id).filter(|id| !id.is_empty()),
        path: story.path,
        created: trail
            .created()
            .filter(|_| reach == Reach::Whole)
            .map(moment),
        published: trail.published().map(moment),
        contributors: trail.contributors().into_iter().map(contributor).collect(),
        events: story.events.iter().map(|e| entry(e, None)).collect(),
    }
}

/// Events of the base.
pub(super) fn base<'a>(rows: &[Row<'a>], total: usize, reach: Reach) -> Base<'a> {
    let of = |row: &Row<'a>| entry(row.event, Some((row.id, row.path)));
    Base {
        format: 1,
        complete: reach == Reach::Whole,
        total,
        events: rows.iter().map(of).collect(),
    }
}

fn moment(event: &Event) -> Moment<'_> {
    Moment {
        commit: &event.commit,
        time: event.time.to_string(),
        name: &event.author.name,
        email: &event.author.email,
    }
}

fn entry<'a>(event: &'a Event, of: Option<(&'a str, &'a str)>) -> Entry<'a> {
    let done = |deed: &'a Deed| match deed {
        Deed::Created => Done::Created,
        Deed::Modified => Done::Modified,
        Deed::Renamed { from } => Done::Renamed { from },
        Deed::Changed { key, from, to } => Done::Changed {
            key: key.word(),
            from: from.as_deref(),
            to: to.as_deref(),
        },
        Deed::Deleted => Done::Deleted,
    };
    Entry {
        id: of.map(|(id, _)| id).filter(|id| !id.is_empty()),
        path: of.map(|(_, path)| path),
        moment: moment(event),
        day: event.day.to_string(),
        deeds: event.deeds.iter().map(done).collect(),
        state: Said {
            confidence: event.state.get(Key::Confidence),
            audience: event.state.get(Key::Audience),
            governance: event.state.get(Key::Governance),
            readable: !event.state.broken,
        },
    }
}
