//! `deskbook history`.
//!
//! Takes an article, or none for the whole base. Gives what git tells of it, newest first. Exit code 3 where there is no
//! history. Never changes a file.

use crate::audit::{Deed, Event, Trail};
use crate::cli::args::{Common, For, History, SearchFormat};
use crate::cli::articles::{bare, unknown};
use crate::cli::exit::Outcome;
use crate::cli::shell::{colour, plan, tell};
use crate::diag::{Code, Diagnostic, Failure};
use crate::model::article::Article;
use crate::pipeline::{self, Loaded, Plan, Purpose, Trails};
use crate::report::history::{Reach, Row, Story};
use crate::report::{Format, history as report, screen};
use std::collections::BTreeMap;

/// Tells the story of an article, or the newest changes of state.
pub(crate) fn run(common: &Common, flags: &History) -> Result<Outcome, Failure> {
    let plan = Plan {
        trails: Trails::Always,
        ..plan(common, &For::default(), Purpose::Preview)
    };
    let loaded = pipeline::load(&plan)?;
    let find = |code| loaded.found.iter().find(|d| d.code == code);
    if let Some(none) = find(Code("KB008")) {
        return Err(nothing(none));
    }
    let shallow = find(Code("KB009")).cloned();
    let reach = match &shallow {
        Some(_) => Reach::Shallow,
        None => Reach::Whole,
    };
    tell(common, shallow.as_slice(), &loaded.sources)?;
    let mut stream = screen::stdout(colour(common));
    let format = match flags.format {
        SearchFormat::Human => Format::Human,
        SearchFormat::Json => Format::Json,
    };
    let look = (format, stream.style);
    let written = if let Some(word) = &flags.article {
        let mut story = story(&loaded, word)?;
        story.events.retain(|e| is_since(e, flags));
        story.events.truncate(flags.limit.unwrap_or(usize::MAX));
        report::article(&mut stream.out, &story, reach, look)
    } else {
        let mut rows = rows(&loaded);
        rows.retain(|row| is_since(row.event, flags));
        let total = rows.len();
        rows.truncate(flags.limit.unwrap_or(20));
        report::base(&mut stream.out, &rows, (total, reach), look)
    };
    screen::finish(stream, written)?;
    Ok(Outcome::Done)
}

fn is_since(event: &Event, flags: &History) -> bool {
    flags.since.is_none_or(|day| event.day >= day)
}

fn nothing(why: &Diagnostic) -> Failure {
    let (_, why) = why.message.split_once(": ").unwrap_or(("", &why.message));
    Failure::Other {
        what: format!("there is no history: {why}"),
        help: "keep the base in git, and commit".to_owned(),
    }
}

/// The article that a word means: an id in whatever case, a path, or an address of the site; also one that is gone.
fn story<'a>(loaded: &'a Loaded, word: &str) -> Result<Story<'a>, Failure> {
    let articles = &loaded.site.articles;
    let bare = bare(loaded, word).trim_end_matches('/');
    let by_id = |a: &&Article| a.key.eq_ignore_ascii_case(bare);
    let by_place = |a: &&Article| {
        a.path.as_str() == bare || a.url.as_str().trim_matches('/').eq_ignore_ascii_case(bare)
    };
    let found = articles.iter().find(by_id);
    if let Some(article) = found.or_else(|| articles.iter().find(by_place)) {
        return Ok(of_article(article));
    }
    let keys = articles.iter().map(|a| a.key.as_str());
    let known = keys.chain(articles.iter().map(|a| a.path.as_str()));
    gone(loaded, bare).ok_or_else(|| unknown(word, known))
}

fn of_article(article: &Article) -> Story<'_> {
    Story {
        id: id(article),
        title: &article.title,
        path: article.path.as_str(),
        trail: &article.trail,
        events: article.trail.events.iter().rev().collect(),
    }
}

/// An article that was deleted, by its last path or its last id.
fn gone<'a>(loaded: &'a Loaded, word: &str) -> Option<Story<'a>> {
    let mut gone = loaded.audit.trails.iter().filter(|(_, t)| t.is_gone());
    let is_meant = |(path, trail): &(&String, &Trail)| {
        path.as_str() == word || last_id(trail).eq_ignore_ascii_case(word)
    };
    let (path, trail) = gone.find(is_meant)?;
    Some(Story {
        id: last_id(trail),
        title: "",
        path,
        trail,
        events: trail.events.iter().rev().collect(),
    })
}

/// Every event of the base but plain changes of text, newest first.
fn rows<'a>(loaded: &'a Loaded) -> Vec<Row<'a>> {
    let articles = loaded.site.articles.iter();
    let ids: BTreeMap<&str, &str> = articles.map(|a| (a.path.as_str(), id(a))).collect();
    let lies_there = |path: &str| loaded.sources.inner(path).is_some();
    let row = |(path, event): (&'a str, &'a Event)| Row {
        id: ids.get(path).copied().unwrap_or_else(|| said(event)),
        path,
        event,
    };
    let events = loaded.audit.events().into_iter();
    events
        .filter(|(path, _)| ids.contains_key(path) || lies_there(path))
        .filter(|(_, event)| event.deeds != [Deed::Modified])
        .map(row)
        .collect()
}

fn id(article: &Article) -> &str {
    if article.has_key { &article.key } else { "" }
}

/// The id that an article bore last.
fn last_id(trail: &Trail) -> &str {
    trail.events.last().map_or("", said)
}

fn said(event: &Event) -> &str {
    event.state.id.as_deref().unwrap_or_default()
}
