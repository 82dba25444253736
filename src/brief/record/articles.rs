//! The twins of what was found out about articles, for JSON.
//!
//! Takes findability, pattern health and effects. Gives values with frozen names. Never changes a figure.

use crate::brief::named::Article;
use crate::brief::record::parts::{Counted, Shown, tidy};
use crate::brief::words::health_word;
use crate::coverage::result::{Change, Effect, Findability, Health, PatternHealth};
use serde::Serialize;

/// An article that is not found.
#[derive(Serialize)]
pub(super) struct Found<'a> {
    article: Article<'a>,
    unlinked: u32,
    linked: u32,
    examples: Vec<Shown<'a>>,
}

impl<'a> Found<'a> {
    pub(super) fn of(found: &'a Findability) -> Self {
        Self {
            article: Article::of(&found.article),
            unlinked: found.unlinked,
            linked: found.linked,
            examples: Shown::all(&found.examples),
        }
    }
}

/// A pattern; what only some health has is `null` elsewhere.
#[derive(Serialize)]
pub(super) struct Matched<'a> {
    article: Article<'a>,
    pattern: &'a str,
    line: usize,
    matches: u32,
    health: &'static str,
    share: Option<f64>,
    categories: Option<Vec<Counted<'a>>>,
    other_article: Option<Article<'a>>,
    other_pattern: Option<&'a str>,
    both: Option<u32>,
    examples: Vec<Shown<'a>>,
}

impl<'a> Matched<'a> {
    pub(super) fn of(pattern: &'a PatternHealth) -> Self {
        let own = Self {
            article: Article::of(&pattern.article),
            pattern: &pattern.pattern,
            line: pattern.line,
            matches: pattern.matches,
            health: health_word(&pattern.health),
            share: None,
            categories: None,
            other_article: None,
            other_pattern: None,
            both: None,
            examples: Shown::all(&pattern.examples),
        };
        match &pattern.health {
            Health::Good | Health::Dead => own,
            Health::Broad { share, categories } => Self {
                share: Some(tidy(*share)),
                categories: Some(Counted::all(categories)),
                ..own
            },
            Health::Overlapping {
                with,
                pattern,
                both,
            } => Self {
                other_article: Some(Article::of(with)),
                other_pattern: Some(pattern),
                both: Some(*both),
                ..own
            },
        }
    }
}

/// A figure before and after.
#[derive(Serialize)]
pub(super) struct Changed {
    before: f64,
    after: f64,
    low: f64,
    high: f64,
}

impl Changed {
    fn of(change: &Change) -> Self {
        Self {
            before: tidy(change.before),
            after: tidy(change.after),
            low: tidy(change.interval.0),
            high: tidy(change.interval.1),
        }
    }
}

/// What an article changed.
#[derive(Serialize)]
pub(super) struct Effected<'a> {
    article: Article<'a>,
    published: String,
    days: u32,
    tickets_before: u32,
    tickets_after: u32,
    weekly: Option<Changed>,
    median_hours: Option<Changed>,
    first_contact: Option<Changed>,
}

impl<'a> Effected<'a> {
    pub(super) fn of(effect: &'a Effect) -> Self {
        Self {
            article: Article::of(&effect.article),
            published: effect.published.to_string(),
            days: effect.days,
            tickets_before: effect.counts.0,
            tickets_after: effect.counts.1,
            weekly: effect.weekly.as_ref().map(Changed::of),
            median_hours: effect.hours.as_ref().map(Changed::of),
            first_contact: effect.first_contact.as_ref().map(Changed::of),
        }
    }
}
