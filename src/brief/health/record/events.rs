//! The twins of what happened and of the figures, for JSON.
//!
//! Takes tickets, people, findings, the digest and measures. Gives values with frozen names. Never changes a figure: what is
//! not known is `null`.

use crate::brief::health::record::parts::{Dated, Open, text, tidy};
use crate::brief::health::words::key;
use crate::brief::named::Article;
use crate::kcs::measures::result::{
    Change, Digest, Findings, Mass, Measure, Person, Step, Tickets, Value,
};
use jiff::civil::Date;
use serde::Serialize;

/// Tickets of a month.
#[derive(Serialize)]
struct TicketMonthly {
    month: String,
    tickets: u32,
    linked: u32,
}

/// Tickets by their links.
#[derive(Serialize)]
pub(super) struct Ticketed<'a> {
    first: Option<String>,
    last: Option<String>,
    tickets: u32,
    known: &'a [String],
    new: &'a [String],
    unknown: u32,
    months: Vec<TicketMonthly>,
}

impl<'a> Ticketed<'a> {
    pub(super) fn of(tickets: &'a Tickets) -> Self {
        let month = |m: &crate::kcs::measures::result::TicketMonth| TicketMonthly {
            month: format!("{:04}-{:02}", m.day.year(), m.day.month()),
            tickets: m.tickets,
            linked: m.linked,
        };
        Self {
            first: text(tickets.window.map(|w| w.0)),
            last: text(tickets.window.map(|w| w.1)),
            tickets: tickets.all,
            known: &tickets.known,
            new: &tickets.new,
            unknown: tickets.unknown,
            months: tickets.months.iter().map(month).collect(),
        }
    }
}

/// A person.
#[derive(Serialize)]
pub(super) struct Worker<'a> {
    name: &'a str,
    created: &'a [String],
    improved: &'a [String],
    validated: &'a [String],
    reused: Option<&'a [String]>,
}

impl<'a> Worker<'a> {
    pub(super) fn of(person: &'a Person) -> Self {
        Self {
            name: &person.name,
            created: &person.created,
            improved: &person.improved,
            validated: &person.validated,
            reused: person.reused.as_deref(),
        }
    }
}

/// Findings of a code.
#[derive(Serialize)]
pub(super) struct Found<'a> {
    code: &'a str,
    title: &'a str,
    severity: String,
    findings: u32,
    articles: &'a [String],
}

impl<'a> Found<'a> {
    pub(super) fn of(one: &'a Findings) -> Self {
        Self {
            code: one.code.0,
            title: one.title,
            severity: one.severity.to_string(),
            findings: one.count,
            articles: &one.articles,
        }
    }
}

/// A step of the period.
#[derive(Serialize)]
struct Stepped<'a> {
    article: Article<'a>,
    date: String,
    by: &'a [String],
}

impl<'a> Stepped<'a> {
    fn all(steps: &'a [Step]) -> Vec<Self> {
        let one = |step: &'a Step| Self {
            article: Article::of(&step.article),
            date: step.day.to_string(),
            by: &step.by,
        };
        steps.iter().map(one).collect()
    }
}

/// A change of state.
#[derive(Serialize)]
pub(super) struct Changed<'a> {
    article: Article<'a>,
    date: String,
    by: &'a str,
    key: &'static str,
    from: Option<&'a str>,
    to: Option<&'a str>,
}

impl<'a> Changed<'a> {
    pub(super) fn of(change: &'a Change) -> Self {
        Self {
            article: Article::of(&change.article),
            date: change.day.to_string(),
            by: &change.by,
            key: key(change.key),
            from: change.from.as_deref(),
            to: change.to.as_deref(),
        }
    }
}

/// A file that went.
#[derive(Serialize)]
struct Gone<'a> {
    path: &'a str,
    date: String,
}

/// A mass edit.
#[derive(Serialize)]
struct Mended<'a> {
    commit: &'a str,
    date: String,
    by: &'a str,
    articles: u32,
}

/// What happened in the period.
#[derive(Serialize)]
pub(super) struct Happened<'a> {
    new: Vec<Stepped<'a>>,
    improved: Vec<Stepped<'a>>,
    mass_edits: Vec<Mended<'a>>,
    changes: Vec<Changed<'a>>,
    removed: Vec<Gone<'a>>,
    flags: Vec<Open<'a>>,
    due: Vec<Dated<'a>>,
}

impl<'a> Happened<'a> {
    pub(super) fn of(digest: &'a Digest, changes: Vec<Changed<'a>>) -> Self {
        let gone = |(path, day): &'a (String, Date)| Gone {
            path,
            date: day.to_string(),
        };
        let mended = |mass: &'a Mass| Mended {
            commit: &mass.commit,
            date: mass.day.to_string(),
            by: &mass.by,
            articles: mass.articles,
        };
        Self {
            new: Stepped::all(&digest.new),
            improved: Stepped::all(&digest.improved),
            mass_edits: digest.mass.iter().map(mended).collect(),
            changes,
            removed: digest.removed.iter().map(gone).collect(),
            flags: digest.flags.iter().map(Open::of).collect(),
            due: digest.due.iter().map(Dated::of).collect(),
        }
    }
}

/// A figure.
#[derive(Serialize)]
pub(super) struct Measured<'a> {
    key: &'a str,
    name: &'a str,
    formula: &'a str,
    numerator: u32,
    denominator: u32,
    value: Option<f64>,
    /// `count`, `share` (0 to 1) or `days`.
    unit: &'static str,
}

impl<'a> Measured<'a> {
    pub(super) fn of(measure: &'a Measure) -> Self {
        let (value, unit) = match measure.value {
            Value::Count => (Some(f64::from(measure.some)), "count"),
            Value::Share(share) => (share.map(tidy), "share"),
            Value::Days(days) => (days.map(tidy), "days"),
        };
        Self {
            key: measure.key,
            name: measure.name,
            formula: &measure.formula,
            numerator: measure.some,
            denominator: measure.of,
            value,
            unit,
        }
    }
}
