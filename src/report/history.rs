//! What `deskbook history` tells.
//!
//! Takes the trail of an article, or the newest events of the base. Gives lines for people, newest first and plain changes
//! of one person together, or an object with `"format": 1`. Never judges what somebody did.

mod record;

use crate::audit::{Author, Deed, Event, Key, State, Trail};
use crate::report::number::counted;
use crate::report::table::{self, Column};
use crate::report::visible::visible;
use crate::report::{Format, Style, json};
use anstyle::AnsiColor;
use std::io::{self, Write};

/// Letters of a commit's id that people are shown.
const SHORT: usize = 10;

/// The article that was asked for.
#[derive(Clone, Debug)]
pub struct Story<'a> {
    /// Its id, or empty.
    pub id: &'a str,
    /// Its title; empty for one that is gone.
    pub title: &'a str,
    /// Its path below the root, or its last.
    pub path: &'a str,
    /// All that git tells of it.
    pub trail: &'a Trail,
    /// Those of its events that were asked for, newest first.
    pub events: Vec<&'a Event>,
}

/// An event of some article.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The article's id, or empty.
    pub id: &'a str,
    /// Its path below the root, or its last.
    pub path: &'a str,
    /// What happened.
    pub event: &'a Event,
}

/// Whether the repository holds all commits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It does.
    Whole,
    /// It is a shallow clone.
    Shallow,
}

/// Writes the story of an article; every format but the human one is JSON.
///
/// # Errors
/// Only those of the writer.
pub fn article(
    out: &mut dyn Write,
    story: &Story<'_>,
    reach: Reach,
    (format, style): (Format, Style),
) -> io::Result<()> {
    if format != Format::Human {
        return json::value(out, &record::article(story, reach));
    }
    let bold = style.of(anstyle::Style::new().bold());
    let dim = style.of(anstyle::Style::new().dimmed());
    let name = [story.id, story.title].map(visible).join(" ");
    let name = name.trim();
    if !name.is_empty() {
        writeln!(out, "{bold}{name}{bold:#}")?;
    }
    writeln!(out, "{dim}{}{dim:#}\n", visible(story.path))?;
    if story.trail.events.is_empty() {
        return writeln!(out, "no commit holds it yet");
    }
    let rows: Vec<Vec<String>> = groups(&story.events).iter().map(|g| row(g)).collect();
    table::write(out, &columns(), &rows, style)?;
    writeln!(out, "\n{}", summary(story.trail, reach))
}

/// Writes events of the whole base; every format but the human one is JSON.
///
/// # Errors
/// Only those of the writer.
pub fn base(
    out: &mut dyn Write,
    rows: &[Row<'_>],
    (total, reach): (usize, Reach),
    (format, style): (Format, Style),
) -> io::Result<()> {
    if format != Format::Human {
        return json::value(out, &record::base(rows, total, reach));
    }
    if rows.is_empty() {
        return writeln!(out, "no article changed its state");
    }
    let cells: Vec<Vec<String>> = rows.iter().map(of_base).collect();
    let [day, who, what, commit] = columns();
    let name = Column::words("", 40).look(anstyle::Style::new().bold());
    table::write(out, &[day, name, what, who, commit], &cells, style)?;
    if rows.len() < total {
        let shown = counted(rows.len(), "event");
        writeln!(out, "\n{shown} of {total}; `--limit` shows more")?;
    }
    Ok(())
}

/// Day, person, deeds, commit.
fn columns() -> [Column; 4] {
    let dim = anstyle::Style::new().dimmed();
    let yellow = AnsiColor::Yellow.on_default();
    [
        Column::words("", 10),
        Column::words("", 28).look(dim),
        Column::words("", 90),
        Column::words("", SHORT).look(yellow),
    ]
}

fn of_base(row: &Row<'_>) -> Vec<String> {
    let event = row.event;
    let name = if row.id.is_empty() { row.path } else { row.id };
    vec![
        event.day.to_string(),
        name.to_owned(),
        deeds(event),
        name_of(&event.author).to_owned(),
        short(event),
    ]
}

/// Neighbours that only changed the text, by one person, stand together.
fn groups<'a>(events: &[&'a Event]) -> Vec<Vec<&'a Event>> {
    let mut groups: Vec<Vec<&Event>> = Vec::new();
    for event in events {
        match groups.last_mut() {
            Some(group)
                if is_plain(group[0]) && is_plain(event) && group[0].author == event.author =>
            {
                group.push(event);
            }
            _ => groups.push(vec![event]),
        }
    }
    groups
}

fn is_plain(event: &Event) -> bool {
    event.deeds == [Deed::Modified]
}

fn row(group: &[&Event]) -> Vec<String> {
    let newest = group[0];
    let what = match group {
        [one] => deeds(one),
        [.., oldest] => {
            let times = group.len();
            format!("text changed {times} times since {}", oldest.day)
        }
        [] => String::new(),
    };
    let who = name_of(&newest.author).to_owned();
    vec![newest.day.to_string(), who, what, short(newest)]
}

/// `renamed from a.md, confidence: wip → validated`.
fn deeds(event: &Event) -> String {
    let words: Vec<String> = event.deeds.iter().map(|d| deed(d, &event.state)).collect();
    words.join(", ")
}

fn deed(deed: &Deed, state: &State) -> String {
    let or_none = |word: &Option<String>| word.clone().unwrap_or_else(|| "none".to_owned());
    match deed {
        Deed::Created => {
            let said: Vec<&str> = Key::ALL.iter().filter_map(|key| state.get(*key)).collect();
            let said = said.join(", ");
            if said.is_empty() {
                "created".to_owned()
            } else {
                format!("created ({said})")
            }
        }
        Deed::Modified => "text changed".to_owned(),
        Deed::Renamed { from } => format!("renamed from {from}"),
        Deed::Changed { key, from, to } => {
            format!("{}: {} → {}", key.word(), or_none(from), or_none(to))
        }
        Deed::Deleted => "deleted".to_owned(),
    }
}

/// `created 2026-01-01 by Bo, published 2026-02-02 by Ann, 7 changes by 3 people`.
fn summary(trail: &Trail, reach: Reach) -> String {
    let by = |what: &str, event: Option<&Event>| {
        event.map(|e| format!("{what} {} by {}", e.day, visible(name_of(&e.author))))
    };
    let published = by("published", trail.published());
    let people = match trail.contributors().len() {
        1 => "1 person".to_owned(),
        many => format!("{many} people"),
    };
    // The first event brought it; what follows changed it.
    let changes = counted(trail.events.len() - 1, "change");
    let parts = [
        by("created", trail.created()).filter(|_| reach == Reach::Whole),
        Some(published.unwrap_or_else(|| "never published".to_owned())),
        Some(format!("{changes}, {people}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join("; ")
}

/// The name, or the address of who has none.
fn name_of(author: &Author) -> &str {
    if author.name.is_empty() {
        &author.email
    } else {
        &author.name
    }
}

fn short(event: &Event) -> String {
    event.commit.chars().take(SHORT).collect()
}
